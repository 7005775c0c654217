"""`textcheck lsp`: a language server for editors."""

from __future__ import annotations

from collections.abc import Sequence

from textcheck import __version__
from textcheck.cli.output import CLEAN, write
from textcheck.errors import ConfigError

_USAGE = """usage: textcheck lsp

Serves an editor on standard input and output, by the Language Server Protocol: findings as diagnostics, what they mean on hover,
repairs as quick fixes, and all safe repairs at once. Needs the extra `lsp`: pip install 'textcheck[lsp]'.
"""


def lsp(argv: Sequence[str]) -> int:
    """Serve one editor until it says goodbye."""
    if argv and argv[0] in ("-h", "--help"):
        write(_USAGE)
        return CLEAN
    # Editors name the way they talk, of which there is only one.
    if unknown := [argument for argument in argv if argument != "--stdio"]:
        raise ConfigError(f"lsp takes no arguments, not {unknown[0]!r}")
    try:
        from textcheck.language_server.server import serve
    except ModuleNotFoundError as error:
        if error.name not in ("pygls", "lsprotocol"):
            raise
        raise ConfigError(f"lsp needs {error.name}, which is not installed; try pip install 'textcheck[lsp]'") from error
    serve(__version__)
    return CLEAN
