"""Combining marks piled upon a letter, as in "zalgo" text, until nobody can read it.

No orthography sets more than three marks on a letter. The letters are given back without the piled marks; whether one of the marks
was meant is unknown, so the repair is UNSAFE. Neighbouring letters are reported as one.

Left alone: up to two marks on any letter (Vietnamese, Greek, phonetic transcription), three on Greek letters, and the vowel signs and
points of Hebrew, Arabic, Indic and Thai writing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.characters import GATE, kinds, shown
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity

_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_ANY = re.compile(f"[{_MARKS}]+")
_PILE = re.compile(f"[{_MARKS}]{{3,}}")
# Piles this near are one finding.
_GAP = 12
_TALL = 4


def detect(doc: Document) -> Iterator[Finding]:
    if "mark" not in doc.view(kinds):
        return
    text = doc.text
    group: list[tuple[int, int]] = []
    for pile in _PILE.finditer(text):
        if group and pile.start() - group[-1][1] > _GAP:
            yield from _finding(text, group)
            group = []
        group.append(pile.span())
    if group:
        yield from _finding(text, group)


def _finding(text: str, group: list[tuple[int, int]]) -> Iterator[Finding]:
    start, end = max(0, group[0][0] - 1), group[-1][1]
    tallest = max(last - first for first, last in group)
    base = text[start]
    if len(group) == 1 and tallest < _TALL and ("\u0370" <= base <= "\u03ff" or "\u1f00" <= base <= "\u1fff"):
        return
    sure = len(group) > 1 or tallest >= _TALL
    plain = _ANY.sub("", text[start:end])
    repair = Repair(start, end, plain, UNSAFE, 0.9, "one of the marks may have been meant")
    yield RULE.finding(
        start,
        end,
        f"up to {tallest} combining marks piled on the letters of '{shown(plain)}'",
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
