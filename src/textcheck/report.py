"""The result of checking one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from textcheck import language, scoring
from textcheck.finding import Applicability, Finding, Severity

# Code points that decide about the language of a document: a paragraph or so.
LANGUAGE_SAMPLE = 2000


class Position(NamedTuple):
    """One place in a text. `line` and `column` count from 1, `column` in code points; `byte` (UTF-8) and `utf16` from 0."""

    line: int
    column: int
    byte: int
    utf16: int


class Verdict(NamedTuple):
    """What a report comes to: `name` is clean, repairable, suspect or broken, `reason` says why."""

    name: str
    reason: str


# Scores from here on are of documents that are likelier clean than not, and below here of those that hardly can be.
CLEAN, BROKEN = 0.5, 0.1
# Families that a reason names.
_NAMED = 3


@dataclass(frozen=True, init=False)
class Report:
    """The findings of one document and what they mean together.

    `findings` are sorted by start, end and code. `score` in [0, 1] is the probability that the document is clean; `families`
    maps a family to the probability that it has damaged the document, and holds only families with findings.
    `length` is in code points. `declared_language` is the ISO 639-1 code that the caller gave. `capped` maps a rule's code to the number
    of findings left out because the configuration caps findings a rule. `text` is the text that was checked.
    """

    findings: tuple[Finding, ...]
    score: float
    families: Mapping[str, float]
    length: int
    name: str | None = None
    declared_language: str | None = None
    capped: Mapping[str, int] = field(default_factory=dict)
    text: str = field(default="", repr=False)

    def __init__(
        self,
        findings: tuple[Finding, ...],
        score: float,
        families: Mapping[str, float],
        length: int,
        name: str | None = None,
        declared_language: str | None = None,
        capped: Mapping[str, int] | None = None,
        text: str = "",
    ) -> None:
        # Every document has a report, and to set frozen fields by `object.__setattr__` takes three times as long.
        fields = self.__dict__
        fields["findings"] = findings
        fields["score"] = score
        fields["families"] = families
        fields["length"] = length
        fields["name"] = name
        fields["declared_language"] = declared_language
        fields["capped"] = {} if capped is None else capped
        fields["text"] = text

    @cached_property
    def language(self) -> str | None:
        """The ISO 639-1 code that the caller gave, else of the language the text opens in, None where unknown."""
        return self.declared_language or language.detect(self.text[:LANGUAGE_SAMPLE])

    @property
    def worst(self) -> Severity | None:
        """The highest severity among the findings, None without findings."""
        return max((finding.severity for finding in self.findings), default=None)

    @property
    def verdict(self) -> Verdict:
        """What the score and the repairs come to: see `docs/scores.md`."""
        if self.score >= CLEAN:
            if not self.findings:
                return Verdict("clean", "nothing was found")
            return Verdict("clean", f"what was found is likelier in clean text (score {self.score:.2f})")
        left = scoring.without_repaired(self.findings, (Applicability.SAFE,))
        mended, _ = scoring.score(left, self.length)
        if mended >= CLEAN:
            number = len(self.findings) - len(left)
            repairs = "its safe repair" if number == 1 else f"its {number} safe repairs"
            return Verdict("repairable", f"with {repairs} it would be clean (score {mended:.2f})")
        worst = sorted(self.families.items(), key=lambda item: (-item[1], item[0]))[:_NAMED]
        said = ", ".join(f"P({family}) = {chance:.2f}" for family, chance in worst if chance >= BROKEN or family == worst[0][0])
        reviewed, _ = scoring.score(scoring.without_repaired(left, (Applicability.UNSAFE,)), self.length)
        if reviewed >= CLEAN:
            return Verdict("suspect", f"{said}; with repairs to be reviewed it would be clean (score {reviewed:.2f})")
        return Verdict("broken" if self.score < BROKEN else "suspect", said)

    def position(self, offset: int) -> Position:
        """Line, column, UTF-8 byte and UTF-16 offset of a code-point offset; lines break at "\\n", "\\r\\n" and "\\r", as in editors.

        A lone surrogate counts three bytes, as WTF-8 would store it. Raises IndexError for an offset outside the text.
        The first call reads the whole text once; each call then costs the same, however long the text is.
        """
        from bisect import bisect_right

        if not 0 <= offset <= len(self.text):
            raise IndexError(f"offset {offset} lies outside the text of {len(self.text)} code points")
        bounds, marks = self._marks
        at = bisect_right(bounds, offset) - 1
        return _advance(self.text, bounds[at], offset, marks[at])

    @cached_property
    def _marks(self) -> tuple[list[int], list[Position]]:
        """Offsets some thousand code points apart, and their positions: far less memory than the start of every line."""
        text = self.text
        bounds, marks = [0], [Position(1, 1, 0, 0)]
        while len(text) - bounds[-1] > STRIDE:
            bound = bounds[-1] + STRIDE
            marks.append(_advance(text, bounds[-1], bound, marks[-1]))
            bounds.append(bound)
        return bounds, marks


# Code points between two known positions. A call reads half of that on average, some microseconds.
STRIDE = 4096


def _advance(text: str, start: int, end: int, position: Position) -> Position:
    """The position of `end`, given that of `start`."""
    part = text[start:end]
    ascii = part.isascii()
    byte = position.byte + (len(part) if ascii else len(part.encode("utf-8", "surrogatepass")))
    utf16 = position.utf16 + (len(part) if ascii else len(part.encode("utf-16-le", "surrogatepass")) // 2)
    # A part that begins or ends inside "\r\n" must not count that break twice: it belongs to the part that holds the "\n".
    if part[-1:] == "\r" and text[end : end + 1] == "\n":
        part = part[:-1]
    breaks = part.count("\n") + part.count("\r") - part.count("\r\n")
    if not breaks:
        return Position(position.line, position.column + end - start, byte, utf16)
    last = max(part.rfind("\n"), part.rfind("\r")) + 1
    return Position(position.line + breaks, end - start - last + 1, byte, utf16)
