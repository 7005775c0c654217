"""A mark that belongs to no sentence, between words or at the edge of one: "was ■ the", "level» are", "went .away".

Dirt, rules, column lines and the edges of pictures come out of an optical reader as marks. Marks that prose does not use (■ ¬ ¦ ~ ^ \\ « »)
count where words in small letters stand beside them; a full stop, a comma or a semicolon counts where it stands before a word
and not behind one, and several marks that stand apart (". _ ,"). One in a text is a note, several are damage. The repair takes the mark away; it is UNSAFE, because it may
stand for a letter or for another mark.

Left alone: bullets at the beginning of lines, footnote marks, trademarks, degrees and currencies; French and German quotation marks,
which come in pairs; file endings (".txt"), versions and addresses; mathematics, code, tables and menus; emoticons; passages in other languages.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, is_foreign, pattern
from textcheck.spelling import vocabulary

_ODD = rb"[\xac\xa6\x5e~\x5c\xab\xbb\xa4\xbf\xa1\xa2\xa5]"
_BLOCK = rb"[\xac\xa6\x5e~\x5c\xbb\xab\xa4|]"
_MARK = (
    rb"[a-z,;.?] (?:" + _BLOCK + rb"|[\x95?]{1,2}[;:.,]?) [A-Za-z][a-z]"
    rb"|\n[-_.]?[\xac\xa6\x5e~\x5c\xab\xbb\xa4\xbf\xa1\xa2\xa5]{1,2}[-_.]?\n"
    rb"|[a-z]" + _ODD + rb"[ \n][a-z]"
    rb"|[a-z,;] " + _ODD + rb"[a-z]{2}"
    rb"|[a-z]{2} [.,;:][a-z]{2,}[ ,.]"
    rb"|[a-z]{2} (?:[.,;:'`_][.,;:'`_-]|-[.,;:'`_]) [a-z]{2}"
    rb"|[a-z][.,;:]? [_,;:'`^~*-] [.,;:'`_^~*-](?:\n| [A-Za-z])"
)
_COMMON = -11.5
SEVERAL = 3
_MARKS = frozenset("¬¦^~\\«»¤¿¡¢¥|_•■.,;:'`-*")


def detect(doc: Document) -> Iterator[Finding]:
    text, codes = doc.text, doc.codes
    found: list[tuple[int, int, str]] = []
    last = 0
    for match in pattern(_MARK).finditer(codes):
        start, end = match.start(), match.end()
        if start < last:
            continue
        span = next(((at, at + 1) for at in range(start, end) if text[at] in _ODD_MARKS), None)
        if span is None:
            # A stop or comma behind a word belongs to it.
            span = next(((at, at + 1) for at in range(start, end) if text[at] in _MARKS and not text[at - 1].isalnum()), None)
        if span is None:
            continue
        first, past = span
        while past < end and (text[past] in _MARKS or (text[past] == " " and text[past + 1 : past + 2] in _MARKS)):
            past += 1
        mark = text[first:past].replace(" ", "")
        if len(mark) > 1 and len(set(mark)) == 1:
            # Dots, dashes and rules that somebody set.
            continue
        line = text[max(0, first - _LINE) : past + _LINE]
        if (
            _is_pair(line)
            or (mark in _ODD_MARKS and line.count(mark) > 1)
            or any(sign in line for sign in _NO_PROSE)
            or is_foreign(doc, first)
        ):
            continue
        after = codes[past : past + 24].split(None, 1)
        word = after[0].strip(b".,;:") if after else b""
        if mark == "." and (len(word) < 4 or word in _FILES):
            continue
        if mark[0] in ".,;:'`-_" and (vocabulary().frequency(word.lower()) or -21.0) < _COMMON:
            continue
        last = past
        glued = text[first - 1] == " " and text[past : past + 1] == " "
        found.append((first, past, " " if glued else ""))
    several = len(found) >= SEVERAL
    for first, past, _ in found:
        start = first - 1 if text[first - 1] == " " and text[past : past + 1] in (" ", "\n") else first
        yield RULE.finding(
            first,
            past,
            f"'{text[first:past]}' belongs to no sentence here",
            confidence=0.9 if several else 0.6,
            severity=Severity.WARNING if several else Severity.NOTE,
            repairs=[Repair(start, past, "", UNSAFE, 0.85, "it may stand for a letter or for another mark")],
        )


def _is_pair(line: str) -> bool:
    """Whether « and » open and close a quotation."""
    return "«" in line and "»" in line


_LINE = 60
# Words behind a stop that are endings of names.
_FILES = frozenset(
    b"net com org txt doc docx pdf zip exe py js html htm css env git gov edu info bin dat log conf ini jpg gif png mid wav web".split()
)
_ODD_MARKS = frozenset("¬¦^~\\«»¤¿¡¢¥|_•■")
_NO_PROSE = ("://", "```", "::", "->", "==", "||", "&&", "{", "}", "</", "$", " = ", "\\begin", "()", "| |", " | ", "~/", "\t")

RULE = Rule(
    code="OCR109",
    name="stray-mark",
    severity=Severity.WARNING,
    detect=detect,
    gate=_MARK,
)
