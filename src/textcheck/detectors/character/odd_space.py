"""A space of unusual width or kind between words of ordinary text: em, en, thin, hair, figure, ideographic space, Ogham space mark, Braille blank.

They look like a space and are none to most programs, which read two words as one. Between two words a space takes their place, which is
UNSAFE, since a typesetter may have wanted the width; the finding is a note.

Left alone: no-break spaces (French sets U+202F inside its marks), thin spaces within numbers, before units, around dashes, slashes and
initials, ideographic spaces within reach of Chinese, Japanese or Korean writing, and indentation.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.characters import GATE, called, has_east_asian, kinds
from textcheck.expressions import expression
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity

_RUN = expression("[\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]+")
_THIN = frozenset("\u2006\u2007\u2008\u2009\u200a\u202f\u205f")
_REACH = 20
# What ends a word, or begins one, where a thin space has no business.
_CLOSING, _OPENING = frozenset(".,;:!?)]}\"”’'"), frozenset("([{\"“‘'")


def detect(doc: Document) -> Iterator[Finding]:
    if "space" not in doc.view(kinds):
        return
    text = doc.text
    for run in _RUN.finditer(text):
        start, end = run.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if not before or not after or before == "\n":
            continue
        if "\u2800" in run.group() and ("\u2801" <= before <= "\u28ff" or "\u2801" <= after <= "\u28ff"):
            continue
        if "\u3000" in run.group() and has_east_asian(text, start - _REACH, end + _REACH):
            continue
        if "\u1680" in run.group() and ("\u1681" <= before <= "\u169f" or "\u1681" <= after <= "\u169f"):
            continue
        if (
            before == "."
            and text[max(0, start - 2) : start - 1].isupper()
            and not text[max(0, start - 3) : start - 2].isalpha()
        ):
            # Initials: J. S. Bach.
            continue
        if run.group()[0] in _THIN and not _is_between_words(before, after, run.group()[0]):
            continue
        # Beside another space, or at the end of a line, it adds nothing.
        meant = "" if before in " \u00a0" or after in " \u00a0\n" else " "
        repair = Repair(start, end, meant, UNSAFE, 0.9, "a typesetter may have wanted its width")
        more = f" and {end - start - 1} more" if end - start > 1 else ""
        yield RULE.finding(start, end, f"{called(text[start])}{more} between words", confidence=0.85, repairs=[repair])


def _is_between_words(before: str, after: str, space: str) -> bool:
    if space == "\u202f":
        # In French it stands before : ; ! ? and inside « », in German abbreviations behind a full stop.
        return before.isalpha() and after.isalpha()
    left = before.isalpha() or before in _CLOSING or before == " "
    right = after.isalpha() or after in _OPENING or after == " "
    return left and right and not (before in "\"”’'“‘(" and after in "\"”’'“‘(")


RULE = Rule(
    code="CHR111",
    name="odd-space",
    severity=Severity.NOTE,
    detect=detect,
    gate=GATE,
)
