"""A server of the Language Server Protocol: findings as diagnostics in an editor, what they mean on hover, repairs as quick fixes."""
