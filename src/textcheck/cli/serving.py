"""What serves until it is told to stop: `textcheck lsp` an editor, `textcheck serve` a browser on this machine."""

from __future__ import annotations

from collections.abc import Sequence

from textcheck import __version__
from textcheck.cli.arguments import add_settings, learned, parser_of, settings_of
from textcheck.cli.output import CLEAN, flush, write
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


PORT = 8420


def serve(argv: Sequence[str]) -> int:
    """Serve the playground until an interrupt; returns the exit status."""
    parser = parser_of(
        "textcheck serve",
        usage="textcheck serve [options]",
        description="A page in the browser to write or drop texts into: findings as you type, repairs to accept and to apply.",
        epilog="It listens on 127.0.0.1 only, and keeps nothing. Needs the extra `serve`: pip install 'textcheck[serve]'.\n",
    )
    parser.add_argument("--port", type=_port, default=PORT, metavar="N", help=f"default: {PORT}; 0: any that is free")
    parser.add_argument("--open", action="store_true", help="open the page in the browser of this system")
    add_settings(parser)
    try:
        given = parser.parse_args(list(argv))
    except SystemExit:
        return CLEAN
    try:
        from textcheck.playground import server, worker
    except ModuleNotFoundError as error:
        if error.name not in ("uvicorn", "starlette", "h11", "anyio", "click"):
            raise
        raise ConfigError(f"serve needs {error.name}, which is not installed; try pip install 'textcheck[serve]'") from error
    settings = settings_of(given)
    resolved = settings.of_document(None)
    run_options, _ = settings.of_run()
    # Built here only to refuse what cannot be obeyed.
    from textcheck.checker import Checker

    Checker(resolved.config)
    profile = None if run_options.profile is None else learned(run_options.profile)

    def ready(address: str) -> None:
        write(f"textcheck is at {address} (this machine only; Ctrl+C ends it)\n")
        flush()
        if given.open:
            import webbrowser

            webbrowser.open(address)

    server.serve(worker.Force(resolved.config, resolved.suppressions, profile), given.port, ready)
    return CLEAN


def _port(value: str) -> int:
    import argparse

    if not (value.isascii() and value.isdigit() and int(value) < 1 << 16):
        raise argparse.ArgumentTypeError(f"{value!r} is no port: wanted a number from 0 to 65535")
    return int(value)
