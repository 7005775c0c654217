"""Applies repairs: chooses those that may be applied, skips overlaps and names them, repeats until nothing changes.

The offset map is kept both ways, so that a position in the repaired text can be traced to the caller's text and back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textcheck.finding import Applicability, Finding, Repair

MOST_ROUNDS = 10


class Edit(NamedTuple):
    """`text[start:end]` was replaced by `replacement`; offsets are those of the text before its round of repairs."""

    start: int
    end: int
    replacement: str


class Applied(NamedTuple):
    """A finding, in offsets of the text of its round, and the repair that was applied. Rounds count from 1."""

    finding: Finding
    repair: Repair
    round: int


class Skipped(NamedTuple):
    """A finding with repairs of which none was applied, and why. Offsets are those of the repaired text."""

    finding: Finding
    reason: str


class OffsetMap:
    """Positions across one round of edits.

    >>> edits = OffsetMap([Edit(4, 4, " "), Edit(9, 11, "x")])
    >>> [edits.forward(i) for i in (0, 4, 5, 9, 10, 11)]
    [0, 5, 6, 10, 10, 11]
    >>> [edits.backward(i) for i in (0, 4, 5, 10, 11)]
    [0, 4, 4, 9, 11]
    """

    def __init__(self, edits: Sequence[Edit]) -> None:
        # Sorted, not overlapping; `_new` holds where each replacement begins in the new text.
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._new: list[int] = []
        shift = 0
        for edit in edits:
            self._new.append(edit.start + shift)
            shift += len(edit.replacement) - (edit.end - edit.start)

    def forward(self, offset: int) -> int:
        """Where an offset of the old text lies in the new; inside a replaced span, where its replacement begins."""
        last = bisect_right(self._starts, offset) - 1
        if last < 0:
            return offset
        edit = self._edits[last]
        if offset < edit.end:
            return self._new[last]
        return self._new[last] + len(edit.replacement) + offset - edit.end

    def backward(self, offset: int) -> int:
        """Where an offset of the new text came from; inside a replacement, where the replaced span begins."""
        last = bisect_right(self._new, offset) - 1
        if last < 0:
            return offset
        edit = self._edits[last]
        end = self._new[last] + len(edit.replacement)
        if offset < end:
            return edit.start
        return edit.end + offset - end


@dataclass(frozen=True)
class Repaired:
    """A repaired text and how it came about.

    `applied` and `skipped` name every finding that has a repair; `rounds` is how often the text was checked again after a change.
    """

    text: str
    applied: tuple[Applied, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    maps: tuple[OffsetMap, ...] = ()
    original_length: int = 0

    @property
    def rounds(self) -> int:
        """How many rounds of repairs changed the text."""
        return len(self.maps)

    def to_repaired(self, offset: int) -> int:
        """Where a code point of the original text lies in `text`; one that was replaced maps to where its replacement begins.

        Monotone. Raises IndexError for an offset outside the original text (its length is still inside).
        """
        if not 0 <= offset <= self.original_length:
            raise IndexError(f"offset {offset} lies outside the original text of {self.original_length} code points")
        for edits in self.maps:
            offset = edits.forward(offset)
        return offset

    def to_original(self, offset: int) -> int:
        """Where a code point of `text` came from; an inserted one maps to where the replaced span begins.

        Monotone, and the inverse of `to_repaired` for every untouched code point. Raises IndexError for an offset outside `text`.
        """
        if not 0 <= offset <= len(self.text):
            raise IndexError(f"offset {offset} lies outside the repaired text of {len(self.text)} code points")
        for edits in reversed(self.maps):
            offset = edits.backward(offset)
        return offset


def apply(
    text: str,
    check: Callable[[str], Iterable[Finding]],
    *,
    unsafe: bool = False,
) -> Repaired:
    """Repair a text until its findings leave nothing to apply, in at most 10 rounds.

    Of each finding the first repair that may be applied is taken: SAFE ones, and UNSAFE ones where `unsafe` is true; DISPLAY
    ones never. Where two overlap, the safer wins, then the more confident, then the earlier; the other is skipped by name
    unless a later round applies it.
    """
    original_length = len(text)
    applied: list[Applied] = []
    maps: list[OffsetMap] = []
    for number in range(1, MOST_ROUNDS + 1):
        chosen, skipped = choose(check(text), unsafe=unsafe)
        edits = [Edit(repair.start, repair.end, repair.text) for _, repair in chosen]
        repaired = _join(text, edits)
        if repaired == text:
            break
        applied.extend(Applied(finding, repair, number) for finding, repair in chosen)
        maps.append(OffsetMap(edits))
        text = repaired
    else:
        _, skipped = choose(check(text), unsafe=unsafe)
    return Repaired(text, tuple(applied), tuple(skipped), tuple(maps), original_length)


def choose(findings: Iterable[Finding], *, unsafe: bool) -> tuple[list[tuple[Finding, Repair]], list[Skipped]]:
    """The repairs to apply in one round, in text order and without overlap, and what was left out and why."""
    allowed = {Applicability.SAFE, Applicability.UNSAFE} if unsafe else {Applicability.SAFE}
    wanted: list[tuple[Finding, Repair]] = []
    skipped: list[Skipped] = []
    for finding in findings:
        if not finding.repairs:
            continue
        repair = next((repair for repair in finding.repairs if repair.applicability in allowed), None)
        if repair is not None:
            wanted.append((finding, repair))
        elif any(repair.applicability is Applicability.UNSAFE for repair in finding.repairs):
            skipped.append(Skipped(finding, f"unsafe: {finding.repairs[0].reason}"))
        else:
            skipped.append(Skipped(finding, f"shown only: {finding.repairs[0].reason}"))
    wanted.sort(key=_preference)
    chosen = _Spans()
    for finding, repair in wanted:
        rival = chosen.rival(repair)
        if rival is None:
            chosen.add(finding, repair)
        elif rival[1][:3] != repair[:3]:
            skipped.append(Skipped(finding, f"overlaps the repair of {rival[0].code} at {rival[1].start}-{rival[1].end}"))
    return chosen.items, skipped


def _preference(item: tuple[Finding, Repair]) -> tuple[bool, float, int, int, str]:
    finding, repair = item
    return (repair.applicability is not Applicability.SAFE, -repair.confidence, repair.start, repair.end, finding.code)


class _Spans:
    """Chosen repairs in text order; asking for an overlap costs a binary search."""

    def __init__(self) -> None:
        self.items: list[tuple[Finding, Repair]] = []
        self._starts: list[int] = []

    def rival(self, repair: Repair) -> tuple[Finding, Repair] | None:
        at = bisect_right(self._starts, repair.start)
        # Two edits that begin at one place conflict even where one only inserts: their order would be arbitrary.
        if at and (self._starts[at - 1] == repair.start or self.items[at - 1][1].end > repair.start):
            return self.items[at - 1]
        if at < len(self.items) and self._starts[at] < repair.end:
            return self.items[at]
        return None

    def add(self, finding: Finding, repair: Repair) -> None:
        at = bisect_right(self._starts, repair.start)
        self._starts.insert(at, repair.start)
        self.items.insert(at, (finding, repair))


def _join(text: str, edits: Iterable[Edit]) -> str:
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += text[at : edit.start], edit.replacement
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)
