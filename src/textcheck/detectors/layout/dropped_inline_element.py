"""A place where a link, a name, a formula or a foreign word fell out of a sentence and left its punctuation behind.

"Lodz ( ; born 1950)", "a report by , who", "salt, , and pepper", ", , anyone?", "is a of the club", "the border with ." Converters drop
the elements that they do not know, and so words are missing. What stood there is not known, so there is no repair.

Empty round brackets behind a word and dangling prepositions, which can end a clause, are notes; the others are warnings. A
single one in a document of more than a page is a note.

Left alone: marks spoken of ("a comma (,)"), calls and the unit type of programs ("run()", "returns ()"), boxes to tick,
emoticons, CSV and arrays, formulas, text whose marks are all set apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck import surroundings
from textcheck.rule import Document, Finding, Rule, Severity, is_foreign, pattern

_DANGLING = "|".join(sorted(surroundings.DANGLING)).encode()
_RESUMING = "|".join(sorted(surroundings.RESUMING)).encode()
# The articles and possessives of the list: no clause ends in them.
_NEVER_LAST = frozenset("the a an of and or than their its our my your into between".split())

_EMPTY = rb"[A-Za-z0-9,.\"'\x92\x94] \([ \xa0]*[,;.:]{0,2}[ \xa0]*[,;]?[ \xa0]*\)"
_HEADLESS = rb"[A-Za-z0-9\"\x94] \([ \xa0]*[,;][ \xa0]+[\"\x93]?[A-Za-z0-9]"
_LABEL = rb"\((?:[A-Z][a-z]{2,}|[a-z]{3,}):(?:[ \xa0]*[,;]|[ \xa0]+\))"
_BEFORE_MARK = rb"(?i)[A-Za-z,] (?:" + _DANGLING + rb")[ \xa0]{1,2}[,.;](?:[ \n\r]|\z)"
_BEFORE_STOP = rb"[A-Za-z,] (?:the|an|my|our|your)\.(?: [A-Z]|\n)"
_BETWEEN_MARKS = rb"[A-Za-z0-9)\x94\"], [,.;](?:[ \n\r]|\z)"
_GAP = rb"[A-Za-z,.:\n] (?:(?:" + _DANGLING + rb")[ \xa0]{2,3}(?:" + _RESUMING + rb")|[Ll]et[ \xa0]{2,3}(?:be|denote))[ ,.]"
_LEADING = rb"(?:\A|\n|[.!?\"\x94] )[,;] ?[,;] [a-z]{2}"
_DROPPED = rb"|".join((_LEADING, _EMPTY, _HEADLESS, _LABEL, _BETWEEN_MARKS, _BEFORE_STOP, _GAP, _BEFORE_MARK))
# Each of them holds one of these. All gates are one automaton, which long lists of words would fill.
_GATE = (
    rb"(?:\A|\n)[,;] ?[,;] [a-z]| \([ \xa0]*[,;.:)]|:(?:[ \xa0]*[,;]|[ \xa0]+\))|[ \xa0][,.;](?:[ \n\r]|\z)|[ ,](?:the|an|my|our|your)\.(?: [A-Z]|\n)"
    rb"|[a-z][ \xa0]{2,3}[a-z]"
)

_BRACKETED = re.compile(r"\([\s,;.:]*\)?")
_SPEAKS_OF_MARKS = re.compile(
    r"\b(?:comma|semicolon|colon|bracket|parenthes[ei]s|operator|tuple|symbol|character|separator|delimiter|punctuation|sign|"
    r"unit|type|returns?|call|function|method|constructor)s?\b",
    re.IGNORECASE,
)
_TICK = re.compile(r"\(\s*[xX]?\s*\)")
_CLOSED = re.compile(r"[^()\n]*\)")
_PROSE = re.compile(r"\S[,;:.)”\"’]* +\S*[^\W_]\S*\Z")
_VARIABLE = re.compile(r"(?:\A|\s)[b-hj-zB-HJ-Z]\s*\Z")

# From this length on, in code points, a single finding is a note.
_LONG = 1000


def detect(doc: Document) -> Iterator[Finding]:
    return surroundings.weighed(doc, _found(doc), from_length=_LONG)


def _found(doc: Document) -> Iterator[Finding]:
    for match in pattern(_DROPPED).finditer(doc.codes):
        finding = _finding(doc, match.start(), match.end())
        if finding is not None:
            yield finding


def _finding(doc: Document, start: int, end: int) -> Finding | None:
    text = doc.text
    found = text[start:end]
    if surroundings.is_code(doc, start, end, 12):
        return None
    if found.strip()[-2:].isalpha() and found.lstrip('\n.!?"” ')[0] in ",;":
        first = end - len(found.lstrip('\n.!?"” '))
        right = surroundings.after(doc, end - 2)
        return (
            _report(first, end - 3, "marks with nothing before them", sure=True)
            if right.split()[0].rstrip("?!.,").isalpha()
            else None
        )
    bracket = text.find("(", start, end)
    if bracket >= 0:
        return _in_brackets(doc, bracket, end)
    if _PROSE.search(surroundings.before(doc, start + 1)) is None:
        return None
    if found[1] == ",":
        if text[start + 4 : start + 6] in (" .", ". "):
            # A spaced ellipsis.
            return None
        # "a, , b" in rows of a table has no words around.
        right = surroundings.after(doc, end - 1)
        if not (surroundings.prose_after(doc, end) and right.strip()[:1].islower()) and not (
            found[3] == "." and not found[0].isdigit()
        ):
            return None
        return _report(start + 1, start + 4, "two marks with nothing between them", sure=True)
    if surroundings.is_tokenised(doc):
        return None
    word = found[2:].split()[0].rstrip(".,;").lower()
    if is_foreign(doc, start):
        return None
    if found[2 + len(word) :].strip()[:1].isalpha():
        if not surroundings.is_gap(word, found.split()[-1].rstrip(".,").lower()):
            return None
        return _report(start + 2, end - 1, f"a gap after '{word}'", sure=True)
    mark = next(at for at in range(start + 2 + len(word), end) if text[at] in ",.;")
    if text[mark] == "." and text[mark + 1 : mark + 3] in (" .", ". ", ".."):
        return None
    return _report(start + 2, mark + 1, f"nothing follows '{word}'", sure=word in _NEVER_LAST)


def _in_brackets(doc: Document, start: int, end: int) -> Finding | None:
    text = doc.text
    found = _BRACKETED.match(text, start)
    assert found is not None
    left, right = surroundings.before(doc, start, 60), surroundings.after(doc, found.end(), 200)
    if left.rstrip().endswith((":", ";", "',", '",')) or _VARIABLE.search(left):
        return None
    if found.end() == start + 1:
        # "(Russian: ; born 1950)": only the label is left.
        return _report(start, end, "a label with nothing behind it", sure=True)
    if not found.group().endswith(")"):
        # Without an end it is an emoticon.
        closed = _CLOSED.match(right)
        return _report(start, found.end(), "brackets that begin with a mark", sure=True) if closed else None
    inside = found.group()[1:-1]
    if _SPEAKS_OF_MARKS.search(left) or inside in (".", ":"):
        return None
    # "(,)" may show a mark, and "()" a call.
    sure = bool(inside.strip()) and inside != inside.strip()
    if not sure and (_TICK.search(left) or _TICK.search(right) or surroundings.is_code(doc, start, found.end())):
        return None
    return _report(start, found.end(), "brackets with nothing in them", sure=sure)


def _report(start: int, end: int, what: str, *, sure: bool) -> Finding:
    return RULE.finding(
        start,
        end,
        f"{what}: a word, link or formula fell out here",
        confidence=0.9 if sure else 0.65,
        severity=Severity.WARNING if sure else Severity.NOTE,
    )


RULE = Rule(
    code="LAY114",
    name="dropped-inline-element",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
