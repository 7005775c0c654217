"""Where documents come from and where their repairs go."""
