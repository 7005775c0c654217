"""Files that grow at their end under another name, and appear whole under their own when all is written.

So a run that was stopped, however rudely, goes on where it last said what was safe: what was written behind that is cut off.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import BinaryIO, Protocol

from textcheck.errors import TextcheckError
from textcheck.readers.files import reason

PARTIAL = ".partial"


class NotWritten(TextcheckError):
    """An output that cannot be written: a full disk, say."""

    def __init__(self, path: str, error: Exception) -> None:
        super().__init__(f"{path}: not written ({reason(error)})")


class Growing:
    """A file that grows. `path` is the name that it gets in the end, `at` how many bytes of it are kept from an earlier run."""

    def __init__(self, path: str, partial: str, at: int | None = None) -> None:
        """Raises NotWritten where it cannot be opened, or is shorter than what is to be kept of it."""
        self.path = path
        self.partial = partial
        try:
            self._file: BinaryIO = open(partial, "wb" if at is None else "r+b", buffering=0)  # noqa: SIM115
            if at is not None:
                if (size := os.fstat(self._file.fileno()).st_size) < at:
                    raise OSError(None, f"{partial} holds {size:,} bytes, {at:,} were written: begin anew with --restart")
                self._file.truncate(at)
                self._file.seek(at)
        except OSError as error:
            raise NotWritten(path, error) from error
        self.at = at or 0

    def write(self, data: bytes) -> None:
        """Append some bytes. Raises NotWritten."""
        view = memoryview(data)
        try:
            while view:
                written = self._file.write(view)
                view = view[written:]
        except OSError as error:
            raise NotWritten(self.path, error) from error
        self.at += len(data)

    def sync(self) -> None:
        """Have all that was written survive a power cut. Raises NotWritten."""
        try:
            os.fsync(self._file.fileno())
        except OSError as error:
            raise NotWritten(self.path, error) from error

    def close(self) -> None:
        self._file.close()


class Finish(Protocol):
    """How a file gets its name in the end."""

    def __call__(self, partial: str, path: str) -> None: ...


def rename(partial: str, path: str) -> None:
    """Give a file its name; its folder is written, too. Raises NotWritten."""
    try:
        os.replace(partial, path)
    except OSError as error:
        raise NotWritten(path, error) from error
    sync_folder(path)


def sync_folder(path: str) -> None:
    """Have the name of a file survive a power cut."""
    # Not every system can open a folder.
    with suppress(OSError):
        folder = os.open(os.path.dirname(os.path.abspath(path)), os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
