"""Tables with a delimiter and a line of column names: CSV, TSV. A piece is some rows, since only who parses them knows where each ends."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from textcheck.readers.lines import blocks
from textcheck.readers.records import START, Broken, Mark, Piece, Record, Selection, record_of

if TYPE_CHECKING:
    from textcheck.readers.compression import Stream

# The likeliest first: that which is most frequent in the line of names is taken.
_DELIMITERS = ",\t;|"


class Row(NamedTuple):
    """The cells of a row, the line it begins in and, where it is no row, the bytes that were read and why."""

    line: int
    cells: list[str]
    raw: bytes = b""
    reason: str = ""


class Rows(NamedTuple):
    """What a piece holds."""

    delimiter: str
    header: list[str]
    rows: list[Row]


def pieces(stream: Stream, start: Mark, size: int, limit: int) -> Iterator[Piece]:
    """The table from a mark on, in pieces of about `size` bytes; a row longer than `limit` bytes is broken."""
    csv.field_size_limit(max(limit, 1 << 17))
    lines = _Lines(stream, size, limit)
    first = next((line for line in lines if line.strip()), b"")
    delimiter = max(_DELIMITERS, key=lambda mark: first.count(mark.encode()))
    if first:
        lines.push([first])
    at, number = lines.at, lines.number
    head = _row(lines, delimiter, limit)
    if head is None:
        if lines.broken:
            yield Piece(START, START, None, tuple(lines.broken))
        return
    header = head.cells
    if head.reason:
        yield Piece(Mark(at, number), Mark(lines.at, lines.number), None, (_broken(head),))
        return
    if start.at:
        lines.seek(start)
    rows: list[Row] = []
    begin = Mark(lines.at, lines.number)
    while (row := _row(lines, delimiter, limit)) is not None:
        rows.append(row)
        if lines.at - begin.at >= size:
            end = Mark(lines.at, lines.number)
            yield Piece(begin, end, Rows(delimiter, header, rows))
            rows, begin = [], end
    if rows or lines.broken:
        yield Piece(begin, Mark(lines.at, lines.number), Rows(delimiter, header, rows), tuple(lines.broken))


def samples(piece: Piece, most: int) -> list[Mapping[str, Any]]:
    """The fields of the first records of a piece."""
    if piece.payload is None:
        return []
    _, header, rows = piece.payload
    return [dict(zip(header, row.cells, strict=True)) for row in rows[:most] if len(row.cells) == len(header)]


def records(piece: Piece, selection: Selection, *, whole: bool = True) -> Iterator[Record | Broken]:
    """The records of a piece, and what is none; they are always whole."""
    if piece.payload is not None:
        _, header, rows = piece.payload
        for row in rows:
            yield _record(row, header, selection)
    yield from piece.broken


def _record(row: Row, header: Sequence[str], selection: Selection) -> Record | Broken:
    if row.reason:
        return _broken(row)
    if len(row.cells) != len(header):
        cells = f"{len(row.cells):,} {'cell' if len(row.cells) == 1 else 'cells'}"
        return _broken(row._replace(reason=f"{cells} where the first line names {len(header):,} columns"))
    return record_of(f"line {row.line:,}", dict(zip(header, row.cells, strict=True)), selection)


def _broken(row: Row) -> Broken:
    return Broken(f"line {row.line:,}", row.reason, row.raw)


class _Lines:
    """The lines of a stream with their breaks, and where the next one begins. What nobody could read is in `broken` at the end."""

    def __init__(self, stream: Stream, size: int, limit: int) -> None:
        self.at = self.number = 0
        self.broken: list[Broken] = []
        self._blocks = blocks(stream, START, size, limit)
        self._held: list[bytes] = []

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        while not self._held:
            piece = next(self._blocks)
            self.broken += piece.broken
            self._held = _split(piece.payload)
            self.at, self.number = piece.start if self._held else piece.end
        line = self._held.pop()
        self.at += len(line)
        self.number += 1
        return line

    def push(self, lines: list[bytes]) -> None:
        """Have the next lines be the last that were read."""
        self._held += reversed(lines)
        self.at -= sum(map(len, lines))
        self.number -= len(lines)

    def seek(self, mark: Mark) -> None:
        """Go on at a mark behind."""
        while self.at < mark.at:
            next(self)


def _split(block: bytes) -> list[bytes]:
    """The lines of a block, the last one first; only a line feed ends a line, since cells may hold all other breaks."""
    lines = [line + b"\n" for line in block.split(b"\n")]
    last = lines.pop()[:-1]
    if last:
        lines.append(last)
    return lines[::-1]


def _row(lines: _Lines, delimiter: str, limit: int) -> Row | None:
    """The next row; None at the end. Of lines that are none together, the first is broken, and the others are read anew."""
    taken: list[bytes] = []
    length = 0

    def feed() -> Iterator[str]:
        nonlocal length
        for line in lines:
            taken.append(line)
            length += len(line)
            if length > limit:
                raise csv.Error(f"a quoted cell goes on for more than {limit:,} bytes")
            text = line.decode("utf-8", "surrogateescape")
            yield text.removeprefix("\ufeff") if lines.number == 1 else text

    while True:
        first = lines.number + 1
        try:
            cells = next(csv.reader(feed(), delimiter=delimiter, strict=True))
        except StopIteration:
            return None
        except csv.Error as error:
            raw = taken[0]
            lines.push(taken[1:])
            why = str(error)
            if why == "unexpected end of data":
                why = "a quoted cell does not end"
            return Row(first, [], raw, f"no row of a table: {why}")
        if not cells:
            # A blank line.
            taken.clear()
            length = 0
            continue
        for cell in cells:
            if not cell.isascii() and (wrong := next((char for char in cell if "\udc80" <= char <= "\udcff"), "")):
                raw = b"".join(taken)
                return Row(first, [], raw, f"invalid UTF-8 ({ord(wrong) - 0xDC00:02x})")
        return Row(first, cells)
