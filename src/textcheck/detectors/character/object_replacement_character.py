"""U+FFFC, which stands for a picture or another object that was embedded in the text and did not come along.

It says that something is missing, never what, so taking it out is UNSAFE; a space beside it goes with it.

Left alone: passages that speak of the character itself, and U+FFFD (see replacement-character).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.characters import GATE, kinds
from textcheck.expressions import expression
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity

_RUN = expression("\ufffc+")
_SPEAKS_OF = expression(r"object replacement|FFFC|unicode|placeholder", re.I)
_NEARBY = 80


def detect(doc: Document) -> Iterator[Finding]:
    if "object" not in doc.view(kinds):
        return
    text = doc.text
    for run in _RUN.finditer(text):
        start, end = run.span()
        if _SPEAKS_OF.search(text, max(0, start - _NEARBY), end + _NEARBY):
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        first, last = start, end
        if before == " " and after in ("", " ", "\n", ".", ",", ";", ":", "!", "?", ")"):
            first -= 1
        elif before in ("", "\n") and after == " ":
            last += 1
        repair = Repair(first, last, "", UNSAFE, 0.85, "what it stood for is missing")
        yield RULE.finding(
            start, end, "U+FFFC OBJECT REPLACEMENT CHARACTER: an embedded object is missing", confidence=0.97, repairs=[repair]
        )


RULE = Rule(
    code="CHR115",
    name="object-replacement-character",
    severity=Severity.WARNING,
    detect=detect,
    gate=GATE,
)
