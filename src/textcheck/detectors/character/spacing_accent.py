"""An accent that stands beside its letter instead of on it: "Universit¨at", "caf´e", "na¨ıve".

Text taken from PDF made by TeX has accents as characters of their own, before the letter, sometimes behind it, sometimes with a space.
Where letter and accent make one letter and that makes a word, or the place inside a word leaves no other reading, they are joined, which is
UNSAFE.

Left alone: an acute accent as apostrophe ("don´t", see misread-punctuation), accents that are spoken of, feet and minutes, degree
signs, tildes of programs and paths, and words that are whole without the accent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from textcheck.characters import GATE, KINDS_IN_CODES, called, frequency, kinds
from textcheck.expressions import expression
from textcheck.lost_letters import is_contraction
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity

# Spacing accents and the marks that say the same.
_COMBINING = {
    "´": "\u0301",
    "¨": "\u0308",
    "`": "\u0300",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "¸": "\u0327",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "˙": "\u0307",
    "˚": "\u030a",
    "˝": "\u030b",
    "˛": "\u0328",
    "¯": "\u0304",
}
_ACCENTS = "".join(_COMBINING)
_MARK = expression(f"[{_ACCENTS}]")
# Within a word, with a space or without; before a word; behind a word. A grave accent is also a quotation mark of typewriters.
_ACCENT = expression(
    r"(?<=[^\W\d_])( ?)([´¨ˆ˜¸ˇ˘˙˚˝˛¯])( ?)(?=[^\W\d_])|(?<=[^\W\d_])()(`)()(?=[^\W\d_])"
    r"|(?<![^\W_`´])()([´¨ˆ˜ˇ˘˙˚˝])()(?=[^\W\d_][^\W\d_])|(?<=[^\W\d_])()([´¨ˆ˜¸ˇ˘˙˚˝˛])()(?![^\W_´])"
)
_HEAD = expression(f"[^\\W\\d_](?:[^\\W\\d_]|[{_ACCENTS}]){{0,29}}$|[^\\W\\d_]$")
_TAIL = expression(f"(?:[^\\W\\d_]|[{_ACCENTS}](?=[^\\W\\d_])){{1,30}}")
_BEFORE = expression(f"([{_ACCENTS}])([^\\W\\d_])")
_BEHIND = expression(f"([^\\W\\d_])([{_ACCENTS}])")
_RARE = 2e-8


def detect(doc: Document) -> Iterator[Finding]:
    if "accent" not in doc.view(kinds):
        return
    text = doc.text
    for mark in _MARK.finditer(text):
        at = mark.start()
        match = _ACCENT.match(text, at - 1) if text[at - 1 : at] == " " else None
        match = match or _ACCENT.match(text, at)
        if match is not None:
            gap, after_gap = text[match.start() : at], text[at + 1 : match.end()]
            finding = _judge(text, match.start(), match.end(), at, gap, after_gap)
            if finding is not None:
                yield finding


def _judge(text: str, start: int, end: int, at: int, gap: str, after_gap: str) -> Finding | None:
    accent = text[at]
    head = _HEAD.search(text[max(0, start - 30) : start])
    tail = _TAIL.match(text[end : end + 30])
    before, after = head.group() if head else "", tail.group() if tail else ""
    if not gap and not after_gap and is_contraction(before, after):
        return None
    # A word may have several; all of them stand on the same side of their letters.
    choices: list[tuple[float, int, int, str, float]] = []
    both = min(frequency(before), frequency(after))
    if after and (letter := _composed(after[0], accent)):
        left, right = _BEFORE.sub(_join_after, before), letter + _BEFORE.sub(_join_after, after[1:])
        if not gap or after_gap:
            choices.append((frequency(left + right), start if before else at, end + 1, letter, both))
        if gap:
            choices.append((frequency(left + right), start, end + 1, letter, both))
            choices.append((frequency(right), at, end + 1, letter, frequency(after)))
    if before and (letter := _composed(before[-1], accent)):
        left, right = _BEHIND.sub(_join_before, before[:-1]) + letter, _BEHIND.sub(_join_before, after)
        choices.append((frequency(left + right), start - 1, end, letter, both))
        if after_gap:
            choices.append((frequency(left), start - 1, at + 1, letter, frequency(before)))
    if not choices:
        return None
    best = max(choices)
    inside = bool(before and after) and not gap and not after_gap
    if best[0] < _RARE and not (inside and accent not in "`´¸¯" and len(before + after) > 3):
        return None
    if (gap or after_gap or not before or not after) and best[0] < max(_RARE, best[4] / 10):
        return None
    known = best[0] >= _RARE
    repair = Repair(best[1], best[2], best[3], UNSAFE, 0.92 if known else 0.75, "accent and letter make one letter")
    return RULE.finding(
        at, at + 1, f"{called(accent)} beside its letter for '{best[3]}'", confidence=0.93 if known else 0.8, repairs=[repair]
    )


def _join_after(match: re.Match[str]) -> str:
    return _composed(match.group(2), match.group(1)) or match.group()


def _join_before(match: re.Match[str]) -> str:
    return _composed(match.group(1), match.group(2)) or match.group()


def _composed(letter: str, accent: str) -> str:
    base = {"ı": "i", "ȷ": "j"}.get(letter, letter)
    composed = unicodedata.normalize("NFC", base + _COMBINING[accent])
    return composed if len(composed) == 1 else ""


RULE = Rule(
    code="CHR116",
    name="spacing-accent",
    severity=Severity.WARNING,
    detect=detect,
    gate=KINDS_IN_CODES["accent"] + b"|" + GATE,
)
