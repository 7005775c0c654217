"""Places in a text as the protocol counts them, and as code points.

The protocol counts lines from 0, which end at "\\n", "\\r\\n" or "\\r" and at nothing else, and units within a line from 0: UTF-16 units, unless client
and server have agreed on another encoding.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from lsprotocol.types import Position, PositionEncodingKind, Range

_BREAK = re.compile(r"\r\n|\r|\n")


class Lines:
    """The lines of a text."""

    def __init__(self, text: str, encoding: PositionEncodingKind | str | None = None) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in _BREAK.finditer(text))]
        self._encoding = PositionEncodingKind(encoding or PositionEncodingKind.Utf16)

    def position(self, offset: int) -> Position:
        """The place of a code point."""
        line = bisect_right(self._starts, offset) - 1
        return Position(line, self._units(self.text[self._starts[line] : offset]))

    def range(self, start: int, end: int) -> Range:
        """The places of a half-open span."""
        return Range(self.position(start), self.position(end))

    def offset(self, position: Position) -> int:
        """The code point at a place: the end of its line, or of the text, where it lies beyond. Inside a code point it is that one's start."""
        if position.line >= len(self._starts):
            return len(self.text)
        start = self._starts[position.line]
        last = position.line + 1 == len(self._starts)
        end = len(self.text) if last else self._starts[position.line + 1]
        line = self.text[start:end] if last else self.text[start:end].rstrip("\r\n")
        if line.isascii() or self._encoding is PositionEncodingKind.Utf32:
            return start + min(position.character, len(line))
        units = 0
        for at, character in enumerate(line):
            units += self._units(character)
            if units > position.character:
                return start + at
        return start + len(line)

    def _units(self, part: str) -> int:
        if part.isascii() or self._encoding is PositionEncodingKind.Utf32:
            return len(part)
        if self._encoding is PositionEncodingKind.Utf8:
            return len(part.encode("utf-8", "surrogatepass"))
        return len(part.encode("utf-16-le", "surrogatepass")) // 2
