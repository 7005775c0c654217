"""The streams of the command: every text can be written, and what cannot be written is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, TextIO

from textcheck.errors import TextcheckError

CLEAN, FOUND, FAILED = 0, 1, 2


class OutputError(TextcheckError):
    """Standard output cannot be written: a full disk behind it, say."""


def configure(stream: TextIO | None) -> None:
    """Make every text printable: what the encoding of the stream lacks is written as an escape."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def write(text: str, stream: TextIO | None = None) -> None:
    """Write to standard output, or to another stream. Raises OutputError, and BrokenPipeError where nobody reads any more."""
    target = sys.stdout if stream is None else stream
    # A process may be started with its standard output closed.
    if target is not None and text:
        with _writing():
            target.write(text)


def write_bytes(data: bytes) -> None:
    """Write bytes to standard output, after what was written before. Raises as `write` does."""
    flush()
    if sys.stdout is not None:
        with _writing():
            sys.stdout.buffer.write(data)


def flush() -> None:
    """Send off what was written. Raises as `write` does."""
    if sys.stdout is not None:
        with _writing():
            sys.stdout.flush()


def complain(name: str, message: str) -> int:
    """Tell on standard error what went wrong with an input, or with the whole call; returns the exit status for it."""
    from textcheck.reporters.terminal import visible

    if sys.stderr is not None:
        subject = f"{visible(name, strict=True)}: " if name else "textcheck: "
        with suppress(OSError):
            sys.stderr.write(f"{subject}error: {visible(message)}\n")
    return FAILED


def warn(name: str, message: str) -> None:
    """Tell on standard error what somebody may have meant otherwise; the exit status does not know of it."""
    from textcheck.reporters.terminal import visible

    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(f"{visible(name, strict=True) if name else 'textcheck'}: warning: {visible(message)}\n")


def note(name: str, message: str) -> None:
    """Say on standard error what was understood of something that could be meant in several ways."""
    from textcheck.reporters.terminal import visible

    write(f"{visible(name, strict=True) + ': ' if name else ''}{visible(message)}\n", sys.stderr)


class Output:
    """Where a report goes: a file, which appears whole or not at all, or a stream."""

    def __init__(self, path: str | None, stream: TextIO | None) -> None:
        self._path = path
        self._stream = stream
        self._file: BinaryIO | None = None
        self._temporary = ""

    def __enter__(self) -> Output:
        if self._path is not None:
            import tempfile

            try:
                if os.path.exists(self._path) and not os.path.isfile(self._path):
                    # A device or a pipe is written to as it is.
                    self._file = open(self._path, "wb")
                else:
                    target = os.path.realpath(self._path)
                    handle, self._temporary = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".textcheck-")
                    self._file = open(handle, "wb")
            except OSError as error:
                raise self._not_written(error) from error
        return self

    def put(self, chunk: str | bytes) -> None:
        """Write a part. Raises OutputError where that cannot be done."""
        if self._file is not None:
            try:
                self._file.write(chunk.encode("utf-8", "backslashreplace") if isinstance(chunk, str) else chunk)
            except OSError as error:
                raise self._not_written(error) from error
        elif isinstance(chunk, bytes):
            write_bytes(chunk)
        else:
            write(chunk, self._stream)

    def __exit__(self, kind: object, *rest: object) -> None:
        if self._file is None:
            return
        try:
            self._file.close()
            if self._temporary and kind is None:
                assert self._path is not None
                mask = os.umask(0)
                os.umask(mask)
                # The temporary file is private; the report gets the permissions that any new file of the user has.
                os.chmod(self._temporary, 0o666 & ~mask)
                os.replace(self._temporary, os.path.realpath(self._path))
                self._temporary = ""
        except OSError as error:
            raise self._not_written(error) from error
        finally:
            if self._temporary:
                with suppress(OSError):
                    os.unlink(self._temporary)

    def _not_written(self, error: OSError) -> OutputError:
        from textcheck.readers.files import reason

        return OutputError(f"{self._path}: not written ({reason(error)})")


def discard() -> None:
    """Give up standard output, so that the interpreter finds nothing to flush into it when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, sys.stdout.fileno())
        os.close(sink)


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        from textcheck.readers.files import reason

        discard()
        raise OutputError(f"cannot write the output: {reason(error)}") from error
