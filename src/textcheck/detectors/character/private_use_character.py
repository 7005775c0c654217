"""A character of the private use areas: it means something in one font only, and nothing in text.

Such characters (U+E000 to U+F8FF and planes 15 and 16) are left by icon fonts, by bullets of Symbol and Wingdings, and by PDF fonts
that keep ligatures, small capitals or whole alphabets there. A bullet is repaired to a bullet, a ligature to its letters where the
word proves it, a text of U+F020 to U+F07E to its ASCII letters; any other is deleted. All of it is UNSAFE: the font is not known.

Left alone: nothing but text that speaks of the private use areas themselves. In Chinese or Japanese text, where such a
character may be a rare ideograph, no repair is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.characters import GATE, frequency, has_east_asian, is_word, kinds
from textcheck.expressions import expression
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity

_RUN = expression("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+")
# What word processors write for the bullets of Symbol and Wingdings, and for a few of their signs.
_SIGNS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf06e": "■",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf0e0": "→",
    "\uf0a8": "◊",
    "\uf02d": "-",
    "\uf0b0": "°",
    "\uf0b1": "±",
    "\uf0b4": "×",
    "\uf0ae": "→",
    "\uf0a3": "≤",
    "\uf0b3": "≥",
    "\uf06d": "μ",
    "\uf061": "α",
    "\uf062": "β",
    "\uf0be": "—",
}
# Fonts of Adobe and of old Macintosh systems keep their ligatures here; no two agree, so all readings are tried.
_LIGATURES = ("fi", "fl", "ff", "ffi", "ffl", "ft", "tt", "ti", "Th")
_SPEAKS_OF = expression(r"private.use|PUA|codepoint|code point|conscript|glyph", re.I)
_NEARBY = 80


def detect(doc: Document) -> Iterator[Finding]:
    if "private" not in doc.view(kinds):
        return
    text = doc.text
    for run in _RUN.finditer(text):
        start, end = run.span()
        if _SPEAKS_OF.search(text, max(0, start - _NEARBY), end + _NEARBY):
            continue
        signs = text[start:end]
        name = f"U+{ord(signs[0]):04X}" + (f" and {len(signs) - 1} more" if len(signs) > 1 else "")
        meant, reason, confidence = _meant(text, start, end, signs)
        repairs = []
        if not has_east_asian(text, start - 20, end + 20):
            # One of two spaces goes with it.
            gap = not meant and text[start - 1 : start] == " " and text[end : end + 1] in ("", " ", "\n")
            repairs = [Repair(start - gap, end, meant, UNSAFE, confidence, reason)]
        yield RULE.finding(
            start, end, f"private use {name}: it has a meaning in one font only", confidence=0.95, repairs=repairs
        )


def _meant(text: str, start: int, end: int, signs: str) -> tuple[str, str, float]:
    if all(sign in _SIGNS for sign in signs):
        return "".join(map(_SIGNS.__getitem__, signs)), "what Symbol and Wingdings show there", 0.85
    if len(signs) > 1 and all("\uf020" <= sign <= "\uf07e" for sign in signs):
        return "".join(chr(ord(sign) - 0xF000) for sign in signs), "a symbol font keeps ASCII there", 0.8
    head = re.search(r"[^\W\d_]{0,30}$", text[max(0, start - 30) : start])
    tail = re.match(r"[^\W\d_]{0,30}", text[end : end + 30])
    before, after = head.group() if head else "", tail.group() if tail else ""
    if len(signs) == 1 and (before or after):
        best = max(_LIGATURES, key=lambda letters: frequency(before + letters + after))
        if is_word(before + best + after) and frequency(before + best + after) > frequency(before + after):
            return best, "the letters that make a word of it", 0.8
    return "", "without its font it means nothing", 0.7


RULE = Rule(
    code="CHR105",
    name="private-use-character",
    severity=Severity.WARNING,
    detect=detect,
    gate=GATE,
)
