"""Straight and curly quotation marks or apostrophes mixed within one paragraph.

Text was pasted together from two sources, or a converter bent some of the marks only. Those of the kind that the document
uses less, or that is far outnumbered in its paragraph, are reported where they stand beside the other kind. A note; the repair, a mark of the other kind, is UNSAFE,
since a straight mark may stand for feet, inches, minutes or code; in an old or badly read print it is only shown.

Left alone: paragraphs that keep to one kind, whatever the rest of the document does; feet and inches (5' 10"), coordinates,
code, attributes (a="b"), records, single marks that are not apostrophes within words, marks that stand free.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from textcheck import surroundings
from textcheck.flow import is_old_print
from textcheck.misreadings import is_badly_read
from textcheck.rule import DISPLAY, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_LETTER = rb"[A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\xff]"
_DOUBLE = rb"[\x93\x94][^\n]*\"|\"[^\n]*[\x93\x94]"
_CURLY_LATER = _LETTER + rb"'" + _LETTER + rb"[^\n]*" + _LETTER + rb"\x92" + _LETTER
_CURLY_FIRST = _LETTER + rb"\x92" + _LETTER + rb"[^\n]*" + _LETTER + rb"'" + _LETTER
_MIXED = rb"|".join((_DOUBLE, _CURLY_LATER, _CURLY_FIRST))

# Both kinds of one mark in a line, whatever else is in it.
_BOTH = rb"\"[^\n]*[\x93\x94]|[\x93\x94][^\n]*\"|'[^\n]*\x92|\x92[^\n]*'"
_MARKS = re.compile(r"[\"“”]|(?<=[^\W\d_])['’](?=[^\W\d_])")
# How many times as many marks of a kind outweigh the document.
_FAR = 3
# Code points on either side of the first mark that must not speak of code.
_NEAR = 120
_OPENS_AFTER = " \n\t\xa0([{—–-/“‘"


def has_both(doc: Document) -> bool:
    """Whether the document holds both kinds of one mark: a view. As a gate it would double the states of the automaton of all gates."""
    if doc.ascii:
        return False
    codes = doc.codes
    return (b'"' in codes and (b"\x93" in codes or b"\x94" in codes)) or (b"'" in codes and b"\x92" in codes)


def detect(doc: Document) -> Iterable[Finding]:
    both_in_line = pattern(_BOTH).search(surroundings.quotation_marks(doc)) is not None
    return _found(doc) if both_in_line else ()


def _found(doc: Document) -> Iterator[Finding]:
    codes, text = doc.codes, doc.text
    straight_double = 2 * codes.count(b'"') > codes.count(b'"') + codes.count(b"\x93") + codes.count(b"\x94")
    apostrophes = codes.count(b"'")
    straight_single = 2 * apostrophes > apostrophes + codes.count(b"\x92")
    seen = -1
    for match in pattern(_MIXED).finditer(codes):
        start = codes.rfind(b"\n", 0, match.start()) + 1
        if start <= seen:
            continue
        seen = start
        end = codes.find(b"\n", match.end() - 1)
        end = len(codes) if end < 0 else end
        kinds: dict[str, int] = {}
        places = []
        quoted = surroundings.of_programs(text, start, end)
        for mark in _MARKS.finditer(text, start, end):
            sign = mark.group()
            if surroundings.is_in(quoted, mark.start()):
                continue
            kinds[sign] = kinds.get(sign, 0) + 1
            places.append(mark.start())
        mixed_double = '"' in kinds and ("“" in kinds or "”" in kinds)
        mixed_single = "'" in kinds and "’" in kinds
        if not (mixed_double or mixed_single) or surroundings.is_code(doc, match.start(), match.start(), _NEAR):
            continue
        of_double = _is_straight(kinds.get('"', 0), kinds.get("“", 0) + kinds.get("”", 0), straight_double)
        of_single = _is_straight(kinds.get("'", 0), kinds.get("’", 0), straight_single)
        inside = False
        for at in places:
            sign = text[at]
            if sign in '"“”':
                wanted = mixed_double and (sign == '"') != of_double
                inside = not inside if sign == '"' else sign == "“"
            else:
                wanted = mixed_single and (sign == "'") != of_single
            if wanted:
                finding = _finding(doc, at, inside)
                if finding is not None:
                    yield finding


def _is_straight(straight: int, curly: int, of_document: bool) -> bool:
    """Whether a paragraph is written with straight marks: as the document is, unless the one kind far outnumbers the other in it."""
    if max(straight, curly) >= _FAR * min(straight, curly):
        return straight > curly
    return of_document


def _is_old(doc: Document) -> bool:
    """Whether the beginning of a document is that of an old or badly read print: one answer for all its marks."""
    return is_old_print(doc, _NEAR)


def _finding(doc: Document, at: int, opens: bool) -> Finding | None:
    text = doc.text
    sign = text[at]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    free = (not before or before.isspace()) and (not after or after.isspace())
    if free or (sign == '"' and (before.isdigit() or before == "=")) or surroundings.is_code(doc, at, at + 1, 12):
        return None
    if sign == "'":
        new = "’"
    elif sign == "’":
        new = "'"
    elif sign == '"':
        # The spaces beside a mark say which way it points; without any, the marks before it do.
        begins = not before or before in _OPENS_AFTER
        ends = not after or not (after.isalnum() or after in "‘’'([$£€")
        new = "“" if (opens if begins == ends else begins) else "”"
    else:
        new = '"'
    kind = "straight" if sign in "\"'" else "curly"
    return RULE.finding(
        at,
        at + 1,
        f"{kind} {'apostrophe' if sign in chr(39) + '’' else 'quotation mark'} in a paragraph that has the other kind, too",
        confidence=0.75,
        repairs=[
            Repair(
                at,
                at + 1,
                new,
                DISPLAY if doc.view(_is_old) or is_badly_read(doc) else UNSAFE,
                0.9,
                "the kind of mark may be meant",
            )
        ],
    )


RULE = Rule(
    code="LAY110",
    name="mixed-quotes",
    severity=Severity.NOTE,
    detect=detect,
    when=has_both,
)
