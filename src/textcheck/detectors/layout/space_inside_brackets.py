"""A stray space just inside brackets: "( see below)", "the mayor (in office until May )".

It is left where a link or a tag inside the brackets was taken away, or where a program joined words. In prose the repair is
SAFE. A single one in a document is a note, since anybody mistypes once.

Left alone: code and shell tests (`if ( x )`, `[ -f x ]`), formulas, arrays, boxes to tick ("[ ]", "( ) yes"), emoticons
(":( but"), tables, brackets around a single character; brackets that hold nothing or begin with a comma, which are the
affair of dropped-inline-element; documents whose marks are all set apart, that of treebank-tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck import surroundings
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_LETTERS = rb"A-Za-z0-9\xc0-\xd6\xd8-\xf6\xf8-\xff"
_SPACED = (
    rb"(?:\A|[ \n\xa0\x93\"])[(\[][ \xa0]{1,2}[" + _LETTERS + rb"\x93\x91\"$]"
    rb"|[" + _LETTERS + rb".,;!?%\x94\x92\"][ \xa0]{1,2}[)\]](?:[ \n\xa0.,;:!?\x94\"]|\z)"
)
_SIGNS = re.compile(r"[<>{}|\\`_]")
# Brackets of prose are short.
_FURTHEST = 400
_ROUND, _SQUARE = re.compile(r"[()]"), re.compile(r"[\[\]]")
_WORD = re.compile(r"[^\W\d_]{2}")
# A name of letters and digits; the endings that are set in brackets; a value that a science gives in brackets.
_NAMED = re.compile(r"[A-Z][A-Za-z]{0,3}-?[0-9]{1,4}[A-Za-z]?")
_ENDINGS = frozenset("s es ies".split())
_GIVEN = re.compile(r"[A-Za-z]{1,3} ?[=<>] ?[0-9.]")


def detect(doc: Document) -> Iterator[Finding]:
    return surroundings.weighed(doc, _found(doc))


def _found(doc: Document) -> Iterator[Finding]:
    if surroundings.is_tokenised(doc):
        return
    for match in pattern(_SPACED).finditer(doc.codes):
        text = doc.text
        opening = next((at for at in range(match.start(), match.end()) if text[at] in "(["), None)
        finding = _closing(doc, match.start() + 1) if opening is None else _opening(doc, opening)
        if finding is not None:
            yield finding


def _opening(doc: Document, mark: int) -> Finding | None:
    inside = surroundings.after(doc, mark + 1, _FURTHEST)
    end = (_ROUND if doc.text[mark] == "(" else _SQUARE).search(inside)
    if end is None:
        return None
    first = mark + 1
    last = first + len(inside) - len(inside.lstrip(" \xa0"))
    return _finding(doc, mark, mark + 1 + end.start(), first, last)


def _closing(doc: Document, first: int) -> Finding | None:
    mark = first
    while doc.text[mark] in " \xa0":
        mark += 1
    inside = surroundings.before(doc, first, _FURTHEST)
    opening = max(inside.rfind(sign) for sign in ("()" if doc.text[mark] == ")" else "[]"))
    if doc.text[mark] not in ")]" or opening < 0:
        return None
    return _finding(doc, first - len(inside) + opening, mark, first, mark)


def _finding(doc: Document, opening: int, closing: int, first: int, last: int) -> Finding | None:
    """The finding of the space `text[first:last]` beside one of two brackets that may be a pair."""
    text = doc.text
    if text[opening] + text[closing] not in ("()", "[]") or text[opening - 1 : opening] in (":", ";", "-", "="):
        return None
    outside = surroundings.before(doc, opening)
    if outside.count("(") > outside.count(")"):
        # Brackets within brackets are set by programs.
        return None
    said = text[opening + 1 : closing].strip()
    apart = text[opening + 1].isspace() and text[closing - 1].isspace()
    word = _WORD.search(said)
    if text[closing + 1 : closing + 2] == ":" and surroundings.has_code(doc):
        return None
    if not said or said[-1] in ":;=," or (apart and word is None and not _NAMED.fullmatch(said)):
        return None
    square = text[opening] == "["
    if square and (said[0] in "-!\"'" or " " not in said or word is None or "=" in said):
        return None
    words = said.split(None, 3)
    several, last_word = len(words) > 2, said.rpartition(" ")[2].lower()
    if (
        len(words) > 1
        and not said[0].isdigit()
        and (last_word in ("a", "an", "the") or (not several and last_word in surroundings.DANGLING))
    ):
        # "the ( and the )" speaks of the marks.
        return None
    # An ending of the word before it, and a part of a section.
    attached = not apart and not square and text[opening - 1 : opening].isalnum() and said in _ENDINGS
    attached = attached or (text[opening - 1 : opening] == ")" and len(said) < 4 and said.isalnum())
    given = not square and text[opening - 1 : opening] == " " and _GIVEN.match(said) is not None
    spoken = several and not surroundings.function_words().isdisjoint(said.lower().split())
    if not (attached or given) and (
        (_SIGNS.search(said) and not spoken) or surroundings.is_code(doc, first, last, 4 if several else 12 if word else 60)
    ):
        return None
    sure = word is not None and not square and not attached and not given
    start, end = (opening, last) if first == opening + 1 else (first, closing + 1)
    repair = Repair(
        first,
        last,
        "",
        SAFE if sure else UNSAFE,
        0.97 if sure else 0.85,
        "no bracket of prose has a space inside" if sure else "the space may belong to a notation",
    )
    return RULE.finding(
        start,
        end,
        f"stray space {'after an opening' if start == opening else 'before a closing'} bracket",
        confidence=0.95 if sure else 0.7,
        severity=Severity.WARNING if sure else Severity.NOTE,
        repairs=[repair],
    )


RULE = Rule(
    code="LAY107",
    name="space-inside-brackets",
    severity=Severity.WARNING,
    detect=detect,
    gate=_SPACED,
)
