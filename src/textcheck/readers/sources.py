"""Where records come from: files, folders, globs, URLs, standard input; each opened as a stream of unpacked bytes."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, NamedTuple, cast

from textcheck.errors import ConfigError, InputError
from textcheck.readers.compression import KINDS, Stream, split
from textcheck.readers.files import STDIN, TEXT_SUFFIXES, Input, Problem, expand, reason
from textcheck.readers.formats import RECORD_SUFFIXES, TEXT, format_of


class Source(NamedTuple):
    """One input: its name as the user wrote it, where it lies (None for standard input), its format, its size in bytes (0 where unknown),
    and a stamp that changes where its content does."""

    name: str
    path: str | None
    format: str
    size: int = 0
    stamp: str = ""


# What a folder is searched for.
SUFFIXES = (*TEXT_SUFFIXES, *RECORD_SUFFIXES)
SEARCHED = (*SUFFIXES, *(suffix + packed for suffix in SUFFIXES for kind in KINDS.values() for packed in kind.suffixes))


def is_remote(path: str) -> bool:
    """Whether a path is a URL, such as `s3://bucket/a.jsonl`.

    >>> is_remote("s3://bucket/a.jsonl"), is_remote("C:/a.jsonl")
    (True, False)
    """
    return "://" in path


def sources(paths: Iterable[str], format: str | None = None) -> Iterator[Source | Problem]:
    """The inputs that some paths name, each once; `format` is that of all, where it is given. Raises ConfigError as `filesystem` does."""
    seen = set()
    for path in paths:
        if is_remote(path):
            yield from _remote(path, format)
            continue
        for item in expand([path], SEARCHED):
            key = STDIN if isinstance(item, Problem) or item.path is None else os.path.realpath(item.path)
            if isinstance(item, Problem):
                yield item
            elif key not in seen:
                seen.add(key)
                yield _local(item, format)


def _local(item: Input, format: str | None) -> Source:
    if item.path is None:
        return Source(item.name, None, format or "jsonl")
    return Source(item.name, item.path, format or format_of(item.path), item.size, str(os.stat(item.path).st_mtime_ns))


def holds_records(path: str) -> bool:
    """Whether a file that somebody names holds records, rather than being a document itself: by its suffix, or since it is compressed.

    >>> holds_records("a.jsonl"), holds_records("c4.json.gz"), holds_records("settings.json"), holds_records("page.html")
    (True, True, False, False)
    """
    bare, kind = split(path)
    return bool(kind) or is_remote(path) or (format_of(bare) not in (TEXT, "html") and not bare.lower().endswith(".json"))


def source_of(name: str, path: str) -> Source:
    """A file, or a URL, as an input. Raises InputError where it is not there."""
    found = next(iter(sources([path])))
    if isinstance(found, Problem):
        raise InputError(found.message)
    return found._replace(name=name)


def filesystem(url: str) -> tuple[Any, str]:
    """The file system of a URL and the path in it. Raises ConfigError where what it needs is not installed, or it is not understood."""
    try:
        import fsspec
    except ImportError as error:
        raise ConfigError(f"{url}: URLs need fsspec: pip install 'textcheck[remote]'") from error
    try:
        return cast("tuple[Any, str]", fsspec.core.url_to_fs(url))
    except (ImportError, ValueError) as error:
        raise ConfigError(f"{url}: {error}") from error


def _remote(url: str, format: str | None) -> Iterator[Source | Problem]:
    system, path = filesystem(url)
    try:
        if any(mark in path for mark in "*?["):
            found = sorted(system.glob(path))
        elif system.isdir(path):
            found = sorted(each for each in system.find(path) if each.lower().endswith(SEARCHED))
        else:
            found = [path]
        if not found:
            yield Problem(url, "no file is called so, and none matches it as a glob")
        for each in found:
            about = system.info(each)
            stamp = next(
                (str(about[key]) for key in ("ETag", "etag", "mtime", "LastModified", "created") if about.get(key)), ""
            )
            name = system.unstrip_protocol(each)
            yield Source(name, name, format or format_of(each), int(about.get("size") or 0), stamp)
    except Exception as error:
        # Each kind of storage has errors of its own.
        yield Problem(url, reason(error))


def opened(source: Source) -> Stream:
    """The unpacked bytes of an input. Raises InputError where it cannot be opened, ConfigError where something is not installed."""
    raw: BinaryIO
    try:
        if source.path is None:
            if sys.stdin is None:
                raise InputError("standard input is closed")
            raw = sys.stdin.buffer
        elif is_remote(source.path):
            system, path = filesystem(source.path)
            raw = system.open(path, "rb")
        else:
            raw = cast(BinaryIO, io.FileIO(source.path, "rb"))
    except (InputError, ConfigError):
        raise
    except Exception as error:
        raise InputError(reason(error)) from error
    return Stream(raw, source.path or "")
