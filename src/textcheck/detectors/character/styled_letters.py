"""Words in letters of mathematics or in letters with frames, used as a typeface: "𝗙𝗿𝗲𝗲 𝘁𝗶𝗰𝗸𝗲𝘁𝘀", "Ⓗⓔⓛⓛⓞ".

Posts and titles are set "bold" or "script" in this way where no typeface can be chosen, and to get past filters. No search finds such words and
screen readers spell them. The plain letters are given back, which is UNSAFE, because the emphasis is lost.

Left alone: single letters and pairs, which mathematics uses (𝑥, 𝔼, Ⓐ), formulas, and flags made of regional letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from textcheck.characters import GATE, kinds, shown
from textcheck.expressions import expression
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity

_LETTERS = "\U0001d400-\U0001d7ff\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189\u210a-\u2113\u211b-\u2131\u2133-\u2134"
_WORDS = expression(f"[{_LETTERS}]+(?:[ ’'.,!?:&-]{{1,2}}[{_LETTERS}]+)*")
_WORD = expression(f"[{_LETTERS}]{{3,}}")
# Framed letters that compatibility normal form leaves as they are.
_FRAMED = {code: chr(ord("A") + (code - first) % 26) for first in (0x1F150, 0x1F170) for code in range(first, first + 26)}


def detect(doc: Document) -> Iterator[Finding]:
    if "styled" not in doc.view(kinds):
        return
    text = doc.text
    for match in _WORDS.finditer(text):
        styled = match.group()
        if not _WORD.search(styled):
            continue
        plain = unicodedata.normalize("NFKC", styled.translate(_FRAMED))
        if not plain.isascii() or sum(map(str.isalpha, plain)) < 3 or plain == styled:
            continue
        repair = Repair(*match.span(), plain, UNSAFE, 0.93, "the emphasis is lost")
        yield RULE.finding(
            *match.span(), f"'{shown(plain)}' in letters that stand for a typeface", confidence=0.9, repairs=[repair]
        )


RULE = Rule(
    code="CHR117",
    name="styled-letters",
    severity=Severity.WARNING,
    detect=detect,
    gate=GATE,
)
