"""A soft hyphen that was left in a word: U+00AD between the letters of "gar|den", seen only where a line ends there.

Soft hyphens tell a typesetter where a word may be divided. In running text they split the word for every tokenizer and search.
Inside a word, and with the line break behind it that it once caused, the repair is SAFE: the word is whole again. Elsewhere it is
UNSAFE: between digits and between spaces an old encoding or font may have shown it as a dash.

Left alone: the entity `&shy;` (see character-reference), ordinary and no-break hyphens, and U+00AD as part of mojibake
(`Ã` and U+00AD are `í`).
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.characters import shown, word_around
from textcheck.expressions import expression
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity

_RUN = expression("\u00ad+")
_BREAK = expression("[ \\t]{0,4}\\r?\\n[ \\t]{0,8}(?=[^\\W\\d_])")


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    for run in _RUN.finditer(text):
        start, end = run.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        # Mojibake of two or three bytes may end in U+00AD, behind a capital letter or a sign: it is one with that.
        if before > "\x7f" and not (before.islower() and after.isalpha() and text[max(0, start - 2) : start].isalpha()):
            continue
        if "\x80" <= before <= "\x9f" or "\x80" <= after <= "\x9f":
            continue
        yield _finding(text, start, end, before, after)


def _finding(text: str, start: int, end: int, before: str, after: str) -> Finding:
    first, last = word_around(text, start, end, most=15)
    shown_word = f"'{shown(text[first:start])}|{shown(text[end:last])}'"
    if before.isalpha():
        if after.isalpha():
            repair = Repair(start, end, "", SAFE, 0.98, "a soft hyphen inside a line is not seen")
            return RULE.finding(start, end, f"U+00AD SOFT HYPHEN inside {shown_word}", confidence=0.97, repairs=[repair])
        broken = _BREAK.match(text, end)
        if broken is not None and text[broken.end()].islower():
            end = broken.end()
            repair = Repair(start, end, "", SAFE, 0.97, "a soft hyphen only divides one word")
            return RULE.finding(
                start, end, f"word divided by U+00AD SOFT HYPHEN after {shown_word}", confidence=0.97, repairs=[repair]
            )
    dash = before.isdigit() and after.isdigit()
    alone = before in ("", " ", "\n") and after in ("", " ", "\n")
    repair = Repair(
        start,
        end,
        "-" if dash or alone else "",
        UNSAFE,
        0.7,
        "it may have been shown as a dash" if dash or alone else "it may stand for a hyphen",
    )
    return RULE.finding(
        start, end, "U+00AD SOFT HYPHEN divides no word here", confidence=0.75, repairs=[repair], severity=Severity.NOTE
    )


RULE = Rule(
    code="CHR102",
    name="soft-hyphen",
    severity=Severity.WARNING,
    detect=detect,
    gate=rb"\xad",
)
