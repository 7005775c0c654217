"""The command line: which command is meant. What each does is imported when it is called for, so that a question is answered at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from textcheck.cli.output import complain, configure, flush
from textcheck.errors import TextcheckError, fault


def run(argv: Sequence[str]) -> int:
    """Obey the arguments of a command line, and return the exit status.

    Errors are told on standard error, whatever they are; only KeyboardInterrupt and BrokenPipeError are raised.
    """
    for stream in (sys.stdout, sys.stderr):
        configure(stream)
    try:
        status = _obey(argv)
        flush()
    except TextcheckError as error:
        return complain("", str(error))
    except BrokenPipeError:
        raise
    except Exception as error:
        return complain("", f"stopped by {fault(error)}")
    return status


def _obey(argv: Sequence[str]) -> int:
    if argv and argv[0] in ("explain", "rules"):
        from textcheck.cli.explaining import explain, rules

        return explain(argv[1:]) if argv[0] == "explain" else rules(argv[1:])
    if argv and argv[0] == "learn":
        from textcheck.cli.learning import learn

        return learn(argv[1:])
    if argv and argv[0] == "filter":
        from textcheck.cli.filtering import filter_records

        return filter_records(argv[1:])
    if argv and argv[0] == "completion":
        from textcheck.cli.completing import completion

        return completion(argv[1:])
    if argv and argv[0] == "undo":
        from textcheck.cli.undoing import undo

        return undo(argv[1:])
    if argv and argv[0] in ("lsp", "serve"):
        from textcheck.cli.serving import lsp, serve

        return lsp(argv[1:]) if argv[0] == "lsp" else serve(argv[1:])
    if argv and argv[0] == "bench":
        from textcheck.cli.benching import bench

        return bench(argv[1:])
    if argv and argv[0] == "config":
        from textcheck.cli.configuring import config

        return config(argv[1:])
    from textcheck.cli.checking import check

    return check(argv[1:] if argv and argv[0] == "check" else argv)
