"""A full-width letter, digit or sign in text that is not Chinese, Japanese or Korean: "Ｎｅｗ ｙｅａｒ", "yes，no".

Full-width forms (U+FF01 to U+FF5E, and the marks 、 and 。) align Latin with ideographs. Elsewhere they come from East Asian keyboards and from PDF fonts, and no
search finds them. Inside a word, and for digits and punctuation, the repair is SAFE; a whole word of them may be set wide for
effect, so there it is UNSAFE.

Left alone: everything within reach of Chinese, Japanese or Korean writing, and half-width kana.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.characters import GATE, called, has_east_asian, kinds, shown
from textcheck.expressions import expression
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity

# In East Asian text nearly all of them touch a character of it, and are passed over at once.
_EAST_ASIAN = "\u2e80-\u3000\u3003-\u9fff\uac00-\ud7af\uf900-\ufaff"
# What is looked ahead for is not given back; a possessive group does not put back what it tried in early releases of Python 3.11.
_RUN = expression(
    f"(?<![{_EAST_ASIAN}\uff01-\uff5e\u3001\u3002])[\uff01-\uff5e\u3001\u3002]++(?=(?P<more>(?:[ \u3000][\uff01-\uff5e]+)*))(?P=more)(?![{_EAST_ASIAN}])"
)
_REACH = 150
# Signs that Latin text sets a space after, and the East Asian forms bring along.
_SPACED_AFTER = frozenset("，．：；！？）、。")


def detect(doc: Document) -> Iterator[Finding]:
    if "full-width" not in doc.view(kinds):
        return
    text = doc.text
    for run in _RUN.finditer(text):
        start, end = run.span()
        if has_east_asian(text, start - _REACH, end + _REACH):
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        wide = run.group()
        plain = "".join(_plain(character) for character in wide)
        letters = any(character.isalpha() for character in plain)
        if wide[-1] in _SPACED_AFTER and after.isascii() and after.isalpha():
            plain += " "
        if wide[0] == "（" and before.isascii() and before.isalpha():
            plain = " " + plain
        inside = (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())
        safe = inside or not letters
        repair = Repair(
            start,
            end,
            plain,
            SAFE if safe else UNSAFE,
            0.97 if safe else 0.9,
            "nothing around it is East Asian" if safe else "it may be set wide for effect",
        )
        yield RULE.finding(
            start,
            end,
            f"full-width '{shown(wide)}' in text that is not East Asian"
            if len(wide) > 1
            else f"{called(wide)} in text that is not East Asian",
            confidence=0.95 if safe else 0.85,
            repairs=[repair],
        )


def _plain(character: str) -> str:
    return {"、": ",", "。": ".", "\u3000": " ", " ": " "}.get(character) or chr(ord(character) - 0xFEE0)


RULE = Rule(
    code="CHR107",
    name="full-width-form",
    severity=Severity.WARNING,
    detect=detect,
    gate=GATE,
)
