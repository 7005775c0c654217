"""The streams of the command: every text can be written, and what cannot be written is told."""

from __future__ import annotations

import sys
from typing import TextIO

CLEAN, FOUND, FAILED = 0, 1, 2


def configure(stream: TextIO | None) -> None:
    """Make every text printable: what the encoding of the stream lacks is written as an escape."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def flush() -> int:
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        from textcheck.readers.files import reason

        return complain("", f"cannot write the output: {reason(error)}")
    return CLEAN


def write(text: str, stream: TextIO | None = None) -> None:
    target = sys.stdout if stream is None else stream
    # A process may be started with its standard output closed.
    if target is not None and text:
        target.write(text)


def complain(name: str, message: str) -> int:
    from textcheck.reporters.terminal import visible

    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError:
            pass
    if sys.stderr is not None:
        subject = f"{visible(name, strict=True)}: " if name else "textcheck: "
        print(f"{subject}error: {visible(message)}", file=sys.stderr)
    return FAILED


def write_bytes(data: bytes) -> None:
    if sys.stdout is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
