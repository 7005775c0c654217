"""Combining marks piled upon a letter, as in "zalgo" text, until nobody can read it.

No orthography sets more than three marks on a letter, or marks on each of four in a row; lines through or under each letter are a typeface made of
marks. The letters are given back without the piled marks; whether one of the marks
was meant is unknown, so the repair is UNSAFE. Neighbouring letters are reported as one.

Left alone: up to two marks on a letter here and there (Vietnamese, Greek, phonetic transcription), three on Greek letters, and the vowel signs and
points of Hebrew, Arabic, Indic and Thai writing.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.characters import GATE, kinds, shown
from textcheck.expressions import expression
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity

_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_ANY = expression(f"[{_MARKS}]+")
# A line through, under or over each of several letters; marks on each of four letters in a row, as no orthography has them.
_STRUCK = "\u0305\u0332-\u0338\u033f\u035f\u0361\u20d2\u20d8-\u20da\u20e5"
_ROW = expression(
    f"(?:[A-Za-z0-9 ][{_STRUCK}]{{1,2}}){{3,}}|(?:[A-Za-z][{_MARKS}]{{1,9}}){{4,}}|[A-Za-z\u00c0-\u024f][{_MARKS}]{{3,}}|[{_MARKS}]{{3,}}"
)
# Piles this near are one finding.
_GAP = 12
_TALL = 4


def detect(doc: Document) -> Iterator[Finding]:
    if "mark" not in doc.view(kinds):
        return
    text = doc.text
    group: list[tuple[int, int]] = []
    for pile in _ROW.finditer(text):
        if group and pile.start() - group[-1][1] > _GAP:
            yield from _finding(text, group)
            group = []
        group.append(pile.span())
    if group:
        yield from _finding(text, group)


def _finding(text: str, group: list[tuple[int, int]]) -> Iterator[Finding]:
    start, end = group[0][0], group[-1][1]
    if _ANY.match(text, start):
        start = max(0, start - 1)
    marks = [len(pile) for pile in _ANY.findall(text[start:end])]
    tallest = max(marks, default=0)
    base = text[start]
    if len(marks) == 1 and tallest < _TALL and ("\u0370" <= base <= "\u03ff" or "\u1f00" <= base <= "\u1fff"):
        return
    sure = len(marks) > 1 or tallest >= _TALL
    plain = _ANY.sub("", text[start:end])
    repair = Repair(start, end, plain, UNSAFE, 0.9, "one of the marks may have been meant")
    yield RULE.finding(
        start,
        end,
        f"combining marks piled on the letters of '{shown(plain)}', up to {tallest} on one",
        confidence=0.97 if sure else 0.6,
        repairs=[repair],
        severity=Severity.ERROR if sure else Severity.NOTE,
    )


RULE = Rule(
    code="CHR109",
    name="stacked-marks",
    severity=Severity.ERROR,
    detect=detect,
    gate=GATE,
)
