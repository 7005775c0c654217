"""How reports are shown: to people as text, to programs as JSON, and as the difference that repairs would make."""
