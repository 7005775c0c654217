"""Files in and out: which files some paths name, their bytes, and the safe replacement of a file's content."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from textcheck.errors import InputError

STDIN = "-"
STDIN_NAME = "<stdin>"

# What a folder is searched for: formats in which the file is the prose itself. Markup, tables and records (HTML, CSV, JSON) are
# checked only when a path or a glob names them, because most of such a file is not text to be read.
TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown", ".rst", ".adoc", ".asciidoc", ".org")


class Input(NamedTuple):
    """One document to read: `name` as the user wrote it, `path` None for standard input, `size` in bytes (0 where unknown)."""

    name: str
    path: str | None
    size: int


class Problem(NamedTuple):
    """A path that yields no document, and why."""

    name: str
    message: str


def expand(paths: Iterable[str], suffixes: tuple[str, ...] = TEXT_SUFFIXES) -> Iterator[Input | Problem]:
    """The documents that some paths name, each once, in the order of the paths and sorted within a folder.

    A path is a file, a folder (searched for files with the suffixes, hidden files and folders left out, links to folders not followed),
    a glob with `**` (where no file is called so), or `-` for standard input.
    """
    seen: set[str] = set()
    read_stdin = False
    for path in paths:
        if path == STDIN:
            if not read_stdin:
                yield Input(STDIN_NAME, None, 0)
            read_stdin = True
            continue
        try:
            is_folder = stat.S_ISDIR(os.stat(path).st_mode)
        except (OSError, ValueError) as error:
            if _is_missing(error) and any(mark in path for mark in "*?["):
                yield from _glob(path, seen, suffixes)
            else:
                yield Problem(path, reason(error))
            continue
        if is_folder:
            yield from _walk(path, seen, suffixes, must_hold_text=True)
        else:
            yield from _once(path, seen)


def _is_missing(error: Exception) -> bool:
    return isinstance(error, FileNotFoundError | NotADirectoryError)


def _once(path: str, seen: set[str]) -> Iterator[Input | Problem]:
    try:
        found = os.stat(path)
    except (OSError, ValueError) as error:
        yield Problem(path, reason(error))
        return
    # Symbolic links lead to one file; hard links are files of their own, since a repair replaces only the one that is named.
    key = os.path.realpath(path)
    if key not in seen:
        seen.add(key)
        yield Input(path, path, found.st_size)


def _walk(folder: str, seen: set[str], suffixes: tuple[str, ...], *, must_hold_text: bool) -> Iterator[Input | Problem]:
    unreadable: list[OSError] = []
    empty = True
    kind = "text files" if suffixes == TEXT_SUFFIXES else "files of documents"
    # "./name" would be how nobody writes a file of the folder at hand.
    here = os.path.join(folder, "") if folder == os.curdir else ""
    for parent, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and name.lower().endswith(suffixes):
                path = os.path.join(parent, name)
                # A pipe that nobody writes to would be waited for forever; one that is meant is named.
                if os.path.exists(path) and not os.path.isfile(path):
                    continue
                empty = False
                yield from _once(path.removeprefix(here), seen)
    for error in unreadable:
        yield Problem(str(error.filename), reason(error))
    if empty and must_hold_text and not unreadable:
        yield Problem(
            folder,
            f"this folder holds no {kind}; a folder is searched for {' '.join(suffixes)}, "
            "files of other kinds are checked when they are named or matched by a glob",
        )


def _glob(pattern: str, seen: set[str], suffixes: tuple[str, ...]) -> Iterator[Input | Problem]:
    from glob import glob

    matched = sorted(glob(pattern, recursive=True))
    if not matched:
        yield Problem(pattern, "no file is called so, and no file matches it as a glob")
    for path in matched:
        if os.path.isdir(path):
            # `**` matches every folder on its way, so a folder without text is nothing to complain of.
            if not pattern.endswith("**"):
                yield from _walk(path, seen, suffixes, must_hold_text=False)
        else:
            yield from _once(path, seen)


def read(source: Input) -> bytes:
    """All bytes of an input. Raises InputError where it cannot be read or is no text."""
    if source.path is None:
        if sys.stdin is None:
            raise InputError("standard input is closed")
        data = sys.stdin.buffer.read()
    else:
        try:
            mode = os.stat(source.path).st_mode
            if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
                raise InputError("this is a device or a socket, not a file")
            with open(source.path, "rb") as file:
                data = file.read()
        except (OSError, ValueError, MemoryError) as error:
            if isinstance(error, InputError):
                raise
            raise InputError(reason(error)) from error
    if why := binary(data):
        raise InputError(why)
    return data


def reason(error: Exception) -> str:
    """One sentence on why a file cannot be read or written."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, NotADirectoryError):
        return "no such file: a part of the path is not a folder"
    if isinstance(error, PermissionError):
        return "permission denied"
    if isinstance(error, MemoryError):
        return "too large to be held in memory"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return str(error) or type(error).__name__


_SAMPLE = 1 << 16
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff")
# C0 controls that no text file holds; tab, line breaks, form feed and escape (terminal logs) are left out.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
# Compressed or compiled data holds about one such control in ten bytes; the worst of damaged text, far fewer than one in fifty.
_CONTROL_RATIO = 0.02
# Even NUL-padded records stay below this; UTF-16 without its mark holds nearly one NUL in two bytes of English.
_NUL_RATIO = 0.2


def binary(data: bytes) -> str:
    """Why some bytes cannot be a text, empty where they can be one; judged by the first 64 KiB.

    >>> binary(b"plain\\0 words, one stray NUL"), binary("caf\\xe9".encode("latin-1"))
    ('', '')
    >>> binary("plain".encode("utf-16-le"))
    'this looks like UTF-16 without a byte order mark; convert it to UTF-8 first'
    """
    sample = data[:_SAMPLE]
    if not sample or sample.startswith(_BOMS):
        return ""
    nuls = sample.count(0)
    if nuls > _NUL_RATIO * len(sample):
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        if nuls < 0.6 * len(sample) and max(even, odd) > 20 * min(even, odd):
            return "this looks like UTF-16 without a byte order mark; convert it to UTF-8 first"
        return "this is a binary file, not text: most of its bytes are NUL"
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _CONTROL_RATIO * len(sample) and "\ufffd" in sample.decode("utf-8", "replace")[:-3]:
        return "this is a binary file, not text: control bytes, and bytes that are not UTF-8"
    return ""


def replace(path: str, data: bytes, *, expected: bytes) -> None:
    """Put `data` in place of a file's content, whole or not at all: a reader sees the old file or the new, never a part.

    A link stays a link: the file it points to is replaced. Permissions, and as far as the system allows owner and extended
    attributes, are those of the old file. Raises InputError where that cannot be done, or where the file no longer holds
    `expected`; the old file is then untouched.
    """
    import contextlib
    import tempfile

    target = os.path.realpath(path)
    try:
        old = os.stat(path)
        if not stat.S_ISREG(old.st_mode):
            raise InputError("not repaired: only a regular file can be replaced")
        if not os.access(target, os.W_OK):
            raise InputError("not repaired: the file is write-protected")
        with open(target, "rb") as file:
            if file.read() != expected:
                raise InputError("not repaired: the file was changed by somebody else while it was being checked")
        handle, temporary = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".textcheck-")
    except OSError as error:
        raise InputError(f"not repaired: {reason(error)}") from error
    try:
        with open(handle, "wb") as file:
            file.write(data)
            _take_over(temporary, target, old)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        if isinstance(error, OSError):
            raise InputError(f"not repaired: {reason(error)}") from error
        raise
    # The new name itself must survive a power cut, too; not every system can open a folder.
    with contextlib.suppress(OSError):
        folder = os.open(os.path.dirname(target), os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _take_over(temporary: str, target: str, old: os.stat_result) -> None:
    """Give the temporary file what the old file had beside its content."""
    import contextlib

    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(temporary, old.st_uid, old.st_gid)
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(target):
                with contextlib.suppress(OSError):
                    os.setxattr(temporary, name, os.getxattr(target, name))
    # Last, because a change of owner clears some permissions.
    os.chmod(temporary, stat.S_IMODE(old.st_mode))
