"""The command: `textcheck PATH...`, or `python -m textcheck PATH...`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

# What a shell reports of a command that was ended by the signal for an interrupt, or for a closed pipe.
INTERRUPTED = 130
CLOSED_PIPE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    0: nothing found at or above the failing level. 1: something was. 2: a usage or input error.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["--version"]:
        # Answered before anything is imported, because build scripts ask often.
        from textcheck import __version__
        from textcheck.resources import read_text

        print(f"textcheck {__version__} (data {read_text('version.txt').strip()})")
        return 0
    try:
        from textcheck.cli import run

        return run(arguments)
    except KeyboardInterrupt:
        from textcheck.cli.output import discard

        discard()
        print("textcheck: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        from textcheck.cli.output import discard

        discard()
        return CLOSED_PIPE


if __name__ == "__main__":
    sys.exit(main())
