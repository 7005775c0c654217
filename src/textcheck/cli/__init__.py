"""The command line: which command is meant. What each does is imported when it is called for, so that a question is answered at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from textcheck.cli.output import complain, configure, flush
from textcheck.errors import TextcheckError


def run(argv: Sequence[str]) -> int:
    """Obey the arguments of a command line; returns the exit status and raises nothing but KeyboardInterrupt and BrokenPipeError."""
    for stream in (sys.stdout, sys.stderr):
        configure(stream)
    try:
        if argv and argv[0] == "explain":
            from textcheck.cli.explaining import explain

            status = explain(argv[1:])
        elif argv and argv[0] == "rules":
            from textcheck.cli.explaining import rules

            status = rules(argv[1:])
        else:
            from textcheck.cli.checking import check

            status = check(argv[1:] if argv and argv[0] == "check" else argv)
    except TextcheckError as error:
        status = complain("", str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        from textcheck.readers.files import reason

        # What is left are failed writes: a full disk behind standard output, say.
        return complain("", f"cannot write the output: {reason(error)}")
    return max(status, flush())
