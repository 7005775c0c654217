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
# A text that becomes so many times as long, and this many code points, is being fed by its own repairs: ten rounds of them could fill the memory.
# One code point alone stands for up to 18 (the ligature U+FDFA).
MOST_GROWTH, GROWTH_OF_SHORT = 20, 1000


class Edit(NamedTuple):
    """`text[start:end]` was replaced by `replacement`; offsets are those of the text before its round of repairs.

    An edit is the least change: where a repair keeps the beginning or the end of what it replaces, those characters are
    outside its edit and count as untouched.
    """

    start: int
    end: int
    replacement: str


class Applied(NamedTuple):
    """A finding, in offsets of the text of its round, and the repair that was applied. Rounds count from 1.

    Two findings may ask for the same repair: it is applied once and named with each of them.
    """

    finding: Finding
    repair: Repair
    round: int


class Change(NamedTuple):
    """What one repair replaced: from which offset of the original text, what stood there when its round came, what stands there now.

    `codes` are the rules that asked for it.
    """

    start: int
    old: str
    new: str
    codes: tuple[str, ...]


class Skipped(NamedTuple):
    """A finding with repairs of which none was applied, and why. Offsets are those of the repaired text.

    A finding that lost its place to an overlapping repair stays named even where that repair removed its cause: its span
    is then where it lay.
    """

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

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OffsetMap) and list(self._edits) == list(other._edits)

    def __hash__(self) -> int:
        return hash(tuple(self._edits))

    def applied(self, text: str) -> str:
        """The new text, from the old."""
        return _join(text, self._edits)

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

    `applied` names what was repaired. `skipped` names what the repaired text still holds although a repair is known, and what
    lost to an overlapping repair.
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

    def changes(self, original: str) -> list[Change]:
        """What was replaced, in the order of the original text, each repair once however many findings asked for it."""
        found: dict[tuple[int, Repair], Change] = {}
        text = original
        for number, edits in enumerate(self.maps, start=1):
            for finding, repair, _ in (each for each in self.applied if each.round == number):
                start = repair.start
                for earlier in reversed(self.maps[: number - 1]):
                    start = earlier.backward(start)
                key = number, repair._replace(applicability=Applicability.SAFE, confidence=1.0, reason="")
                codes = found[key].codes if key in found else ()
                if finding.code not in codes:
                    codes += (finding.code,)
                found[key] = Change(start, text[repair.start : repair.end], repair.text, codes)
            text = edits.applied(text)
        return sorted(found.values(), key=lambda change: change.start)

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

    A text whose repairs do not come to rest in 10 rounds, or that grows beyond all measure with them, is returned as it was, and every
    repair is skipped by name: what `apply` returns is always a text that it returns again.
    """
    original = text
    applied: list[Applied] = []
    lost: list[Skipped] = []
    maps: list[OffsetMap] = []
    first: Choice | None = None
    while True:
        choice = choose(text, check(text), unsafe=unsafe)
        first = first or choice
        edits = [edit for _, repair in choice.chosen for edit in _least(text, repair)]
        repaired = _join(text, edits)
        if repaired == text:
            break
        grows = len(repaired) > MOST_GROWTH * len(original) + GROWTH_OF_SHORT
        if grows or len(maps) == MOST_ROUNDS:
            restless = ", ".join(sorted({finding.code for finding, _ in choice.chosen}))
            how = (
                f"make {len(original)} code points {len(repaired)}" if grows else f"do not come to rest in {MOST_ROUNDS} rounds"
            )
            reason = f"the repairs of {restless} {how}"
            skipped = [Skipped(finding, reason) for finding, _ in (*first.chosen, *first.shared)]
            return Repaired(original, (), (*skipped, *first.overlapped, *first.held), (), len(original))
        done = sorted((*choice.chosen, *choice.shared), key=_by_place)
        applied += [Applied(finding, repair, len(maps) + 1) for finding, repair in done]
        maps.append(OffsetMap(edits))
        again = [*(finding for finding, _ in done), *(item.finding for item in choice.overlapped)]
        lost = [_moved(item, maps[-1]) for item in (*_not_among(lost, again), *choice.overlapped)]
        text = repaired
    cancelled = [
        Skipped(finding, "its repair and that of a neighbour cancel each other out")
        for finding, _ in (*choice.chosen, *choice.shared)
    ]
    skipped = [*cancelled, *choice.overlapped, *choice.held]
    skipped = [*_not_among(lost, [item.finding for item in skipped]), *skipped]
    return Repaired(text, tuple(applied), tuple(skipped), tuple(maps), len(original))


class Choice(NamedTuple):
    """What one round does with its findings.

    `chosen` are the repairs to apply, in text order and without overlap; `shared` are further findings that ask for a chosen
    repair; `overlapped` lost to a chosen repair; `held` have no repair that may be applied.
    """

    chosen: list[tuple[Finding, Repair]]
    shared: list[tuple[Finding, Repair]]
    overlapped: list[Skipped]
    held: list[Skipped]


def choose(text: str, findings: Iterable[Finding], *, unsafe: bool) -> Choice:
    """The repairs to apply to a text in one round, and what becomes of the other findings that have repairs."""
    allowed = {Applicability.SAFE, Applicability.UNSAFE} if unsafe else {Applicability.SAFE}
    wanted: list[tuple[Finding, Repair]] = []
    held: list[Skipped] = []
    for finding in findings:
        # A repair that changes nothing must neither count as applied nor keep another from being applied.
        repairs = [repair for repair in finding.repairs if text[repair.start : repair.end] != repair.text]
        repair = next((repair for repair in repairs if repair.applicability in allowed), None)
        if repair is not None:
            wanted.append((finding, repair))
        elif unsafe_repair := next((repair for repair in repairs if repair.applicability is Applicability.UNSAFE), None):
            held.append(Skipped(finding, f"unsafe: {unsafe_repair.reason}"))
        elif repairs:
            held.append(Skipped(finding, f"shown only: {repairs[0].reason}"))
        elif finding.repairs:
            held.append(Skipped(finding, "its repair changes nothing"))
    wanted.sort(key=_preference)
    spans = _Spans()
    shared: list[tuple[Finding, Repair]] = []
    overlapped: list[Skipped] = []
    for finding, repair in wanted:
        rival = spans.rival(repair)
        if rival is None:
            spans.add(finding, repair)
        elif rival[1][:3] == repair[:3]:
            shared.append((finding, repair))
        else:
            overlapped.append(Skipped(finding, f"overlaps the repair of {rival[0].code} at {rival[1].start}-{rival[1].end}"))
    return Choice(spans.items, shared, overlapped, held)


def _preference(item: tuple[Finding, Repair]) -> tuple[bool, float, int, int, str]:
    finding, repair = item
    return (repair.applicability is not Applicability.SAFE, -repair.confidence, repair.start, repair.end, finding.code)


def _by_place(item: tuple[Finding, Repair]) -> tuple[int, int, str]:
    finding, repair = item
    return repair.start, repair.end, finding.code


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


def _least(text: str, repair: Repair) -> list[Edit]:
    """The edits of a repair, without the characters that it keeps at its beginning, at its end, or whole in its middle."""
    old, new = text[repair.start : repair.end], repair.text
    before = _in_common(old, new)
    old, new = old[before:], new[before:]
    after = _in_common(old[::-1], new[::-1])
    start, end = repair.start + before, repair.end - after
    old, new = old[: len(old) - after], new[: len(new) - after]
    if new and (kept := old.find(new)) >= 0:
        return [Edit(start, start + kept, ""), Edit(start + kept + len(new), end, "")]
    if old and (kept := new.find(old)) >= 0:
        return [Edit(start, start, new[:kept]), Edit(end, end, new[kept + len(old) :])]
    return [Edit(start, end, new)]


def _in_common(one: str, other: str) -> int:
    """How many characters two strings begin with in common."""
    differing = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differing, min(len(one), len(other)))


def _not_among(skipped: list[Skipped], findings: Iterable[Finding]) -> list[Skipped]:
    """Those skipped whose place no finding of the same rule touches."""
    if not skipped:
        return skipped
    spans: dict[str, list[tuple[int, int]]] = {}
    for finding in findings:
        spans.setdefault(finding.code, []).append((finding.start, finding.end))
    # By start, each with the furthest end so far: whether any of them reaches a place is then one binary search.
    for of_rule in spans.values():
        of_rule.sort()
        reach = -1
        for at, (start, end) in enumerate(of_rule):
            reach = max(reach, end)
            of_rule[at] = (start, reach)

    def touched(finding: Finding) -> bool:
        of_rule = spans.get(finding.code, [])
        at = bisect_right(of_rule, finding.end, key=_start_of)
        return at > 0 and of_rule[at - 1][1] >= finding.start

    return [item for item in skipped if not touched(item.finding)]


def _start_of(span: tuple[int, int]) -> int:
    return span[0]


def _moved(skipped: Skipped, edits: OffsetMap) -> Skipped:
    finding = skipped.finding
    return skipped._replace(finding=finding._replace(start=edits.forward(finding.start), end=edits.forward(finding.end)))


def _join(text: str, edits: Iterable[Edit]) -> str:
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += text[at : edit.start], edit.replacement
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)
