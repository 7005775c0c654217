"""No space between quoted words and the word before or behind them: they call it“the nap”in the village.

A tag or a line break was lost at the mark. Curly marks say which way they point, and the repair is SAFE; straight ones are
judged where all of their line are pairs, and the repair is UNSAFE. A single one in a document is a note, since anybody
mistypes once.

Left alone: endings of quoted words (the “A”s, “okay”ed), elisions (l“école”), marks bent the wrong way (optional“ is),
scripts and languages that set no space, code and strings (r"x", ident"foo"), inches. A mark that touches a stop is the
affair of joined-sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck import surroundings
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_LETTER = rb"[A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\xff]"
_OPENED = _LETTER + rb"{2}\x93" + _LETTER
_CLOSED = _LETTER + rb"\x94" + _LETTER + rb"{2}"
_STRAIGHT = _LETTER + rb"{2}\"" + _LETTER + rb"{2}"
_TOUCHING = rb"|".join((_OPENED, _CLOSED, _STRAIGHT))

_FURTHEST = 1500
_WORD_BEFORE = re.compile(r"(?:\A|[\s(“‘—–-])([^\W\d_]+)\Z")
_WORD_AFTER = re.compile(r"([^\W\d_]{2,})(?=[\s.,;:!?)]|\Z)")
# Another mark that touches a word on both sides speaks of literals: r"x".
_LITERAL = re.compile(r"\w\"\w")
# Spaces between two marks of which each touches a word on both sides, from which on words are quoted and no literal.
_WORDS_BETWEEN = 3
# Endings that are set behind a quoted word.
_ENDINGS = frozenset("s es ed er ers ing ish ism ist ists ly like d th st nd rd ness".split())


def detect(doc: Document) -> Iterator[Finding]:
    return surroundings.weighed(doc, _found(doc))


def _found(doc: Document) -> Iterator[Finding]:
    text = doc.text
    if "„" in text:
        return
    for match in pattern(_TOUCHING).finditer(doc.codes):
        at = next(at for at in range(match.start(), match.end()) if not text[at].isalpha())
        left, right = surroundings.before(doc, at, _FURTHEST), surroundings.after(doc, at + 1, _FURTHEST)
        if text[at] == "“":
            opens, sure = True, True
            if "”" not in right or "“" in right[: right.find("”")] or left.count("“") > left.count("”"):
                continue
        elif text[at] == "”":
            opens, sure = False, True
            if left.count("“") <= left.count("”"):
                continue
        elif text[at] == '"':
            # Which way it points follows from the marks before it on its line, if all of them are pairs.
            if (left.count('"') + right.count('"')) % 2 == 0 or len(left) == _FURTHEST or len(right) == _FURTHEST:
                continue
            if _is_literal(left, right):
                continue
            opens, sure = left.count('"') % 2 == 0, False
        else:
            continue
        finding = _finding(doc, at, left[-40:], right[:40], opens, sure)
        if finding is not None:
            yield finding


def _is_literal(left: str, right: str) -> bool:
    """Whether another mark beside one touches a word on both sides, too, unless several words are quoted between the two."""
    for side, between in ((left, left.rpartition('"')[2]), (right, right.partition('"')[0])):
        touching = [match.start() for match in _LITERAL.finditer(side)]
        nearest = len(left) - len(between) - 2 if side is left else len(between) - 1
        if touching and (touching != [nearest] or between.count(" ") < _WORDS_BETWEEN):
            return True
    return False


def _finding(doc: Document, at: int, left: str, right: str, opens: bool, sure: bool) -> Finding | None:
    if opens:
        word = _WORD_BEFORE.search(left)
        if word is None or len(word.group(1)) < 2 or not surroundings.prose_before(doc, at):
            return None
        start, end, place = at - len(word.group(1)), at + 1, at
    else:
        word = _WORD_AFTER.match(right)
        if word is None or word.group(1) in _ENDINGS:
            return None
        start, end, place = at, at + 1 + len(word.group(1)), at + 1
    if surroundings.is_code(doc, start, end, 15):
        return None
    repair = Repair(
        place,
        place,
        " ",
        SAFE if sure else UNSAFE,
        0.95 if sure else 0.85,
        "quoted words stand apart" if sure else "which way a straight mark points is a guess",
    )
    return RULE.finding(
        start,
        end,
        f"no space beside the quotation mark in '{doc.text[start:end]}'",
        confidence=0.9 if sure else 0.75,
        severity=Severity.WARNING if sure else Severity.NOTE,
        repairs=[repair],
    )


RULE = Rule(
    code="LAY116",
    name="missing-space-around-quotes",
    severity=Severity.WARNING,
    detect=detect,
    gate=_TOUCHING,
)
