"""Whether an escape, an entity or a percent code stands in prose, where it is residue, or in a notation that it belongs to."""

from __future__ import annotations

import re

from textcheck.document import Document
from textcheck.expressions import expression
from textcheck.residue import PROGRAM_WORDS, Standing, is_quoted

# Code points on either side that decide about a place; a sentence or two.
_REACH = 250
_NEAR = 60
_LETTER = expression(r"[^\W\d_]")
_WORD = expression(r"[a-z]{2,}")
_MARK = expression(r"[{}<>=|\\_#$@~^*\[\];]|\w\(|::|->|\"\s?:|\w\.\w+[.(]|[ (]--\w|\",\s*$", re.M)
# What is residue itself, or looks like marks and is prose: tags, addresses, other escapes.
_OTHER_RESIDUE = expression(
    r"</?[A-Za-z][^<>\n]{0,80}>|https?://\S{1,200}|&[ ]?(?:amp;)*#?\w{1,31};?|\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[0-3][0-7]{2}|[nrt\"'/])"
    r"|%[0-9A-Fa-f]{2}|=[0-9A-F]{2}|=$|#\d{2,5};",
    re.M,
)
_LETTERS_A_MARK = 10
_FEWEST_MARKS = 2
_FEWEST_PROGRAM_WORDS = 3
_STRONG = expression(
    r"\b(?:html|xml|json|ur[li]|unicode|utf-?8|ascii|entit(?:y|ies)|escap\w*|encod\w*|decod\w*|regex\w*|ampersand|backslash\w*|charset"
    r"|latex|bash|javascript|newline|markup|mime|quoted.printable|percent.encod\w*)\b",
    re.I,
)
_SOURCE = expression(r"<!DOCTYPE|<\?xml|<html\b|<head\b|<body\b|xmlns=|\\documentclass|\\begin\{document\}", re.I)
# A token of an address, a path or a query.
_ADDRESS = expression(
    r"://|www\.|\w=\w|[a-z]&[a-z]|/\w+/|^(?:[/~]|\.{1,2}/)|[\w.+-]@[\w-]+\.|\.(?:com|org|net|edu|gov|io|de|fr|uk|html?|php|aspx?|pdf|jpe?g|png|gif|zip|docx?|xlsx?"
    r"|mp[34]|txt|csv)\b",
    re.I,
)
_LONGEST_TOKEN = 200


def standing(doc: Document, start: int, end: int) -> Standing:
    """What a span stands in; escapes and tags around it are residue themselves and make no notation."""
    text = doc.text
    if ("`" in text or "~~~" in text) and doc.is_verbatim(start, end):
        return Standing.NOTATION
    if doc.view(_is_source):
        return Standing.NOTATION
    # Neighbouring spans share their surroundings, which would else be read anew for each.
    known, place = doc.view(_standings), start // _PLACE
    if place not in known:
        known[place] = _standing(text, place * _PLACE, (place + 1) * _PLACE)
    return known[place]


# Code points that share one answer; small beside the surroundings that decide it.
_PLACE = 100


def _standings(doc: Document) -> dict[int, Standing]:
    return {}


def _standing(text: str, start: int, end: int) -> Standing:
    around = _OTHER_RESIDUE.sub(" ", text[max(0, start - _REACH) : end + _REACH])
    marks = len(_MARK.findall(around))
    if marks >= _FEWEST_MARKS and marks * _LETTERS_A_MARK > len(_LETTER.findall(around)):
        return Standing.NOTATION
    if _STRONG.search(_OTHER_RESIDUE.sub(" ", text[max(0, start - _NEAR) : end + _NEAR])):
        return Standing.TALK
    if len(PROGRAM_WORDS.intersection(_WORD.findall(around.lower()))) >= _FEWEST_PROGRAM_WORDS:
        return Standing.TALK
    return Standing.PROSE


def _is_source(doc: Document) -> bool:
    """Whether a document is the source of a page, a record or a program as a whole."""
    text = doc.text
    ends = text[:80].lstrip()[:1], text[-80:].rstrip()[-1:]
    return ends in (("<", ">"), ("{", "}"), ("[", "]")) or (("<" in text or "\\" in text) and _SOURCE.search(text) is not None)


# A string of a program begins behind a sign of the language, never behind a word.
_STRING_LINE = expression(r"\s+[bfru]{0,2}([\"'])[^\n]*\1(?:[,)]|\s*%)[^\w\n]*$|\s*[bfru]{0,2}([\"'])[^\n]*\2[,)]+$")
_OPEN_LITERAL = expression(
    r"(?:[=(\[{+%]|[\"'],|[\"'] ?:|\breturn|\bprint|\becho|\bcase|\b[bfru])\s{0,2}(?:[bfru]{1,2})?(?:\"(?:[^\"\\\n]|\\.)*|'(?:[^'\\\n]|\\.)*)$"
)


def in_literal(text: str, start: int) -> bool:
    """Whether a place lies in a string literal of a program or record, as far as its line shows."""
    left = text[max(0, start - _LONGEST_TOKEN) : start]
    left = left[left.rfind("\n") + 1 :]
    if _OPEN_LITERAL.search(left) is not None:
        return True
    # A string on a line of its own, as a list or a call has it.
    return _STRING_LINE.match(left + text[start : start + _LONGEST_TOKEN].partition("\n")[0]) is not None


def is_cut(start: int, end: int, first: int, last: int) -> bool:
    """Whether a token was longer than was looked at."""
    return start - first >= _LONGEST_TOKEN or last - end >= _LONGEST_TOKEN


def token(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to the spaces around it, by a bounded number of code points."""
    left, right = text[max(0, start - _LONGEST_TOKEN) : start], text[end : end + _LONGEST_TOKEN]
    first = start if not left or left[-1].isspace() else start - len(left.rsplit(None, 1)[-1])
    last = end if not right or right[0].isspace() else end + len(right.split(None, 1)[0])
    return first, last


def is_spoken_of(text: str, start: int, end: int) -> bool:
    """Whether exactly this span stands in quotation marks of its own: not between the end of one quotation and the next."""
    return is_quoted(text, start, end) and not text[max(0, start - 2) : start - 1].strip(" ([\n\t=:,")


def is_address(text: str) -> bool:
    """Whether a token is an address, a path, a query or the name of a file."""
    return _ADDRESS.search(text) is not None
