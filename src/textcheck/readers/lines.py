"""Whole lines of a file, in blocks. Where a block ends depends only on where it begins, so that a run can go on from any of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textcheck.readers.records import Broken, Mark, Piece

if TYPE_CHECKING:
    from textcheck.readers.compression import Stream

BOM = b"\xef\xbb\xbf"
# Of a line that is too long, so much is kept.
_KEPT = 1000


def blocks(stream: Stream, start: Mark, size: int, limit: int) -> Iterator[Piece]:
    """Pieces whose payload is some whole lines, about `size` bytes of them; a line of more than `limit` bytes is broken.

    The last line need not end. What cannot be read at the end is broken, and so is the line in which the stream stops then.
    """
    stream.skip(start.at)
    at, number = start
    held = b""
    ended = False
    while not ended:
        while not ended and (len(held) < size or (len(held) <= limit and b"\n" not in held)):
            wanted = size - len(held) if len(held) < size else size
            more = stream.exactly(wanted)
            ended = len(more) < wanted
            held += more
        if len(held) > limit and b"\n" not in held[: limit + 1]:
            length, head, held = _past(stream, held, size)
            ended = False
            reason = f"longer than {limit:,} bytes ({length:,}); --record-limit allows more"
            broken = Broken(f"line {number + 1:,}", reason, head)
            piece = Piece(Mark(at, number), Mark(at + length, number + 1), b"", (broken,))
        else:
            # The last line of a file may lack its break; where the stream was cut off it is not whole.
            cut = len(held) if ended and not stream.fault else held.rfind(b"\n") + 1
            payload, held = held[:cut], held[cut:]
            lines = number + payload.count(b"\n")
            faults: tuple[Broken, ...] = ()
            if ended and stream.fault:
                faults = (Broken(f"line {lines + 1:,}", f"{stream.fault}; what follows is lost", held),)
            piece = Piece(Mark(at, number), Mark(at + cut, lines), payload, faults)
        at, number = piece.end
        if piece.payload or piece.broken:
            yield piece


def _past(stream: Stream, held: bytes, size: int) -> tuple[int, bytes, bytes]:
    """Read on to the end of a line: its length, its beginning, and what was read behind it."""
    head, length = held[:_KEPT], 0
    while (end := held.find(b"\n")) < 0:
        length += len(held)
        held = stream.exactly(size)
        if not held:
            return length, head, b""
    return length + end + 1, head, held[end + 1 :]
