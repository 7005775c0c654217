"""Text files: each is one document, named by its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textcheck.readers.records import Broken, Mark, Piece, Record, Selection

if TYPE_CHECKING:
    from textcheck.readers.compression import Stream

# Behind the only piece of a file.
END = Mark(1, 1)


def pieces(stream: Stream, start: Mark, size: int, limit: int) -> Iterator[Piece]:
    """The file as one piece; a file of more than `limit` bytes, or one that is no text, is broken."""
    from textcheck.readers.files import binary

    if start.at:
        return
    data = stream.exactly(limit + 1)
    why = stream.fault or (f"longer than {limit:,} bytes; --record-limit allows more" if len(data) > limit else binary(data))
    if why:
        yield Piece(start, END, None, (Broken("", why, data[:1000]),))
    else:
        yield Piece(start, END, [("", data)])


def joined(named: Sequence[tuple[str, Piece]]) -> Piece:
    """The pieces of several files, none of them broken, as one: many small files are worth the way to a worker together only."""
    return Piece(named[0][1].start, END, [(name, data) for name, piece in named for _, data in piece.payload])


def samples(piece: Piece, most: int) -> list[Mapping[str, Any]]:
    """Nothing: a text file has no fields."""
    return []


def records(piece: Piece, selection: Selection, *, whole: bool = True) -> Iterator[Record | Broken]:
    """The document of a piece, or why it is none."""
    from textcheck.decoding import decode

    for name, data in piece.payload or ():
        text = decode(data).text
        yield Record("", name or None, text, None, {"text": text})
    yield from piece.broken
