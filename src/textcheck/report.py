"""The result of checking one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from textcheck.finding import Finding, Severity


class Position(NamedTuple):
    """One place in a text. `line` and `column` count from 1, `column` in code points; `byte` (UTF-8) and `utf16` from 0."""

    line: int
    column: int
    byte: int
    utf16: int


@dataclass(frozen=True)
class Report:
    """The findings of one document and what they mean together.

    `findings` are sorted by start, end and code. `score` in [0, 1] is the probability that the document is clean; `families`
    maps a family to the probability that it has damaged the document, and holds only families with findings.
    `length` is in code points, `language` an ISO 639-1 code or None where unknown. `capped` maps a rule's code to the number
    of findings left out because the configuration caps findings a rule. `text` is the text that was checked.
    """

    findings: tuple[Finding, ...]
    score: float
    families: Mapping[str, float]
    length: int
    name: str | None = None
    language: str | None = None
    capped: Mapping[str, int] = field(default_factory=dict)
    text: str = field(default="", repr=False)

    @property
    def worst(self) -> Severity | None:
        """The highest severity among the findings, None without findings."""
        return max((finding.severity for finding in self.findings), default=None)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        for line in self.text.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        return starts

    def position(self, offset: int) -> Position:
        """Line, column, UTF-8 byte and UTF-16 offset of a code-point offset; lines break where str.splitlines breaks them.

        A lone surrogate counts three bytes, as WTF-8 would store it. Raises IndexError for an offset outside the text.
        """
        from bisect import bisect_right

        if not 0 <= offset <= len(self.text):
            raise IndexError(f"offset {offset} lies outside the text of {len(self.text)} code points")
        starts = self._line_starts
        # The last start is the end of the text: it opens a line only where the text ends in a line break.
        last = len(starts) - 2 if len(starts) > 1 and not self._ends_in_break else len(starts) - 1
        line = min(bisect_right(starts, offset) - 1, last)
        before = self.text[:offset]
        return Position(
            line + 1,
            offset - starts[line] + 1,
            len(before.encode("utf-8", "surrogatepass")),
            len(before.encode("utf-16-le", "surrogatepass")) // 2,
        )

    @cached_property
    def _ends_in_break(self) -> bool:
        return len((self.text[-1:] + "x").splitlines()) > 1
