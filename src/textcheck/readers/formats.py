"""The formats of inputs: what each is called, how it is known, and the module that reads it.

Such a module has three functions. `pieces(stream, start, size, limit)` cuts a file into pieces, cheaply, in the process that reads.
`records(piece, selection)` makes records of a piece, perhaps in a worker; `samples(piece, most)` shows the fields of the first ones.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol, cast

from textcheck.readers.compression import split

if TYPE_CHECKING:
    from textcheck.readers.compression import Stream
    from textcheck.readers.records import Broken, Mark, Piece, Record, Selection

# The suffixes of each format that holds records.
FORMATS = {
    "jsonl": (".jsonl", ".ndjson", ".json"),
    "csv": (".csv", ".tsv", ".tab"),
    "parquet": (".parquet", ".pq"),
    "arrow": (".arrow", ".arrows", ".feather", ".ipc"),
    "warc": (".warc", ".wet"),
    "html": (".html", ".htm"),
}
TEXT = "text"
# Formats whose records are rows of columns.
TABLES = ("parquet", "arrow")
# Formats whose fields are always the same.
WITHOUT_FIELDS = (TEXT, "html", "warc")
# Formats whose files are one document each, called like the file.
DOCUMENTS = (TEXT, "html")
_HOMES = {
    "jsonl": "json_lines",
    "csv": "delimited",
    "parquet": "arrow",
    "arrow": "arrow",
    "warc": "web",
    "html": "web",
    "text": "plain",
}
RECORD_SUFFIXES = tuple(suffix for suffixes in FORMATS.values() for suffix in suffixes)


class Module(Protocol):
    """What the module of a format offers."""

    def pieces(self, stream: Stream, start: Mark, size: int, limit: int) -> Iterator[Piece]:
        """A file from a mark on, in pieces of about `size` bytes, no record longer than `limit` bytes."""
        ...

    def samples(self, piece: Piece, most: int) -> list[Mapping[str, Any]]:
        """The fields of the first records of a piece."""
        ...

    def records(self, piece: Piece, selection: Selection, *, whole: bool = True) -> Iterator[Record | Broken]:
        """The records of a piece, and what is none."""
        ...


def format_of(name: str) -> str:
    """The format of a file by its name, that of its compression left aside; `text` where no other is known.

    >>> format_of("crawl/a.jsonl.gz"), format_of("a.parquet"), format_of("notes.txt")
    ('jsonl', 'parquet', 'text')
    """
    bare = split(name)[0].lower()
    return next((format for format, suffixes in FORMATS.items() if bare.endswith(suffixes)), TEXT)


def module_of(format: str) -> Module:
    """The module that reads a format."""
    return cast(Module, importlib.import_module(f"textcheck.readers.{_HOMES[format]}"))
