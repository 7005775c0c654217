"""What a rule reports: a finding, its severity, and the repairs it proposes."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import NamedTuple


class Severity(enum.IntEnum):
    """How much a finding matters to somebody about to ingest the document; ordered, so that levels can be compared.

    NOTE is information (a copyright line), WARNING is probable damage, ERROR is damage beyond reasonable doubt.

    >>> Severity.NOTE < Severity.WARNING
    True
    >>> str(Severity.ERROR)
    'error'
    """

    NOTE = 0
    WARNING = 1
    ERROR = 2

    def __str__(self) -> str:
        return self.name.lower()


class Applicability(enum.StrEnum):
    """How far a repair may be trusted.

    SAFE: nobody could want the old text. UNSAFE: likely right, but it may change the meaning; the repair's reason says why.
    DISPLAY: shown to a person, never applied.
    """

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


class Repair(NamedTuple):
    """One replacement of `text[start:end]`, in code points of the caller's own text; `start == end` inserts.

    `confidence` in [0, 1] is the probability that this replacement restores the intended text, given that the finding is right.
    """

    start: int
    end: int
    text: str
    applicability: Applicability
    confidence: float
    reason: str


class Finding(NamedTuple):
    """One damaged span, `text[start:end]`, half-open, in code points of the caller's own text.

    `confidence` in [0, 1] is the probability that the span is damaged as the message says.
    `repairs` are ordered, the likeliest first; it is empty where no repair can be named.
    """

    code: str
    rule: str
    family: str
    severity: Severity
    start: int
    end: int
    message: str
    confidence: float
    repairs: tuple[Repair, ...] = ()


# From this confidence on a finding calls for attention by itself; one that is less sure is a note.
CERTAIN = 0.8


def severity_at(confidence: float) -> Severity:
    """The severity of a finding whose rule is not equally sure of all: a warning from CERTAIN on, else a note."""
    return Severity.WARNING if confidence >= CERTAIN else Severity.NOTE


def alternatives(start: int, end: int, texts: Sequence[str], reason: str, *, first: float) -> list[Repair]:
    """UNSAFE repairs of one span, the likeliest first; `first` is its confidence, and the others share what it leaves."""
    others = (1 - first) / max(1, len(texts) - 1)
    return [
        Repair(start, end, text, Applicability.UNSAFE, round(others if place else first, 3), reason)
        for place, text in enumerate(texts)
    ]
