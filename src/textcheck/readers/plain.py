"""Text files: each is one document, named by its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from textcheck.readers.records import Broken, Mark, Piece, Record, Selection

if TYPE_CHECKING:
    from textcheck.readers.compression import Stream


def pieces(stream: Stream, start: Mark, size: int, limit: int) -> Iterator[Piece]:
    """The file as one piece; a file of more than `limit` bytes is broken."""
    if start.at:
        return
    data = stream.exactly(limit + 1)
    end = Mark(max(1, len(data)), 1)
    if stream.fault:
        yield Piece(start, end, None, (Broken("", stream.fault, data[:1000]),))
    elif len(data) > limit:
        reason = f"longer than {limit:,} bytes; --record-limit allows more"
        yield Piece(start, end, None, (Broken("", reason, data[:1000]),))
    else:
        yield Piece(start, end, data)


def samples(piece: Piece, most: int) -> list[Mapping[str, Any]]:
    """Nothing: a text file has no fields."""
    return []


def records(piece: Piece, selection: Selection, *, whole: bool = True) -> Iterator[Record | Broken]:
    """The document of a piece, or why it is none."""
    from textcheck.decoding import decode
    from textcheck.readers.files import binary

    if piece.payload is not None:
        if why := binary(piece.payload):
            yield Broken("", why)
        else:
            text = decode(piece.payload).text
            yield Record("", None, text, None, {"text": text})
    yield from piece.broken
