"""A letter written as a base and a combining mark where Unicode has both as one character: "e" and U+0301 for "é".

Both are the same letter to a reader and two different strings to most programs, so that one word counts as two. Composing it (normal form
C) is SAFE, because both are canonically equal; the finding is a note. A dotless i under a mark,
as PDF has it, becomes an i, which is UNSAFE. Letters of one word are reported together.

Left alone: letters that exist only with combining marks, Hebrew, Arabic and Indic writing, kana, Korean, and piles of marks (see
stacked-marks).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from textcheck.characters import GATE, kinds, shown
from textcheck.expressions import expression
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity

_LETTER = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1fff"
_CLUSTER = expression(f"[{_LETTER}][\u0300-\u036f]{{1,2}}(?![\u0300-\u036f])")
_DOTLESS = expression("ı(?=[\u0300-\u036f])")
_LONGEST_WORD = 60


def detect(doc: Document) -> Iterator[Finding]:
    if "mark" not in doc.view(kinds):
        return
    text = doc.text
    start = end = -1
    for cluster in _CLUSTER.finditer(text):
        if len(_composed(cluster.group())) != 1:
            continue
        if start >= 0:
            if cluster.end() - start <= _LONGEST_WORD and (cluster.start() == end or text[end : cluster.start()].isalpha()):
                end = cluster.end()
                continue
            yield _finding(text, start, end)
        start, end = cluster.span()
    if start >= 0:
        yield _finding(text, start, end)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", _DOTLESS.sub("i", text))


def _finding(text: str, start: int, end: int) -> Finding:
    composed = _composed(text[start:end])
    if "ı" in text[start:end]:
        repair = Repair(start, end, composed, UNSAFE, 0.95, "under a mark the letter i has no dot, but it is that letter")
    else:
        repair = Repair(start, end, composed, SAFE, 0.99, "both are canonically equal")
    return RULE.finding(start, end, f"'{shown(composed)}' written with combining marks", confidence=0.95, repairs=[repair])


RULE = Rule(
    code="CHR110",
    name="decomposed-letter",
    severity=Severity.NOTE,
    detect=detect,
    gate=GATE,
)
