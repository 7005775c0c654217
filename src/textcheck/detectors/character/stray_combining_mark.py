"""A combining mark without its letter: U+0301 after a space, a line break or a comma.

Marks are drawn over the character before them. Text from PDF has them after a space ("cafe", space, mark), or before the letter that they belong to.
The mark is joined to the letter beside it where both make one letter, which is UNSAFE, and deleted where they do not.

Left alone: marks on letters of any script, on digits, on symbols and on the dotted circle, faces such as (•́‿•̀), and
passages that speak of accents and diacritics.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from textcheck.characters import GATE, called, frequency, kinds
from textcheck.expressions import expression
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f"
_STRAY = expression(f'(?:^|(?<=[\\s.,;:!?"“”()\\-]))[{_MARKS}]+', re.M)
_SPEAKS_OF = expression(r"diacri|\baccents?\b|combining|unicode|U\+03|\b(?:macron|umlaut|cedilla|IPA)\b", re.I)
_NEARBY = 100


def detect(doc: Document) -> Iterator[Finding]:
    if "mark" not in doc.view(kinds):
        return
    text = doc.text
    for match in _STRAY.finditer(text):
        start, end = match.span()
        if _SPEAKS_OF.search(text, max(0, start - _NEARBY), end + _NEARBY):
            continue
        first, last, meant = _meant(text, start, end)
        reason = "the mark and the letter beside it make one letter" if meant else "no letter beside it takes the mark"
        repair = Repair(first, last, meant, UNSAFE, 0.8 if meant else 0.7, reason)
        yield RULE.finding(start, end, f"{called(text[start])} without a letter", confidence=0.9, repairs=[repair])


def _meant(text: str, start: int, end: int) -> tuple[int, int, str]:
    """What to replace, and by which letter; nothing where the mark fits no letter."""
    marks = text[start:end]
    choices: list[tuple[float, int, int, str]] = []
    gap = start - 1
    if gap > 0 and text[gap] == " " and (letter := _composed(text[gap - 1], marks)):
        head, tail = _letters(text, gap - 1, end)
        # The rest of a word may stand behind the mark, with or without a space of its own.
        choices.append((frequency(head + letter + tail), gap - 1, end, letter))
        if text[end : end + 1] == " " and not tail:
            _, after = _letters(text, gap - 1, end + 1)
            if after and frequency(head + letter + after) > frequency(after):
                choices.append((frequency(head + letter + after), gap - 1, end + 1, letter))
    if end < len(text) and (letter := _composed(text[end], marks)):
        _, tail = _letters(text, start, end + 1)
        choices.append((frequency(letter + tail), start, end + 1, letter))
    if not choices:
        return start, end, ""
    return max(choices)[1:]


def _composed(letter: str, marks: str) -> str:
    if not letter.isalpha():
        return ""
    composed = unicodedata.normalize("NFC", letter + marks)
    return composed if len(composed) == 1 else ""


def _letters(text: str, start: int, end: int) -> tuple[str, str]:
    head = re.search(r"[^\W\d_]{1,30}$", text[max(0, start - 30) : start])
    tail = re.match(r"[^\W\d_]{1,30}", text[end : end + 30])
    return head.group() if head else "", tail.group() if tail else ""


RULE = Rule(
    code="CHR108",
    name="stray-combining-mark",
    severity=Severity.WARNING,
    detect=detect,
    gate=GATE,
)
