"""A space before a comma, stop or other mark: "the war , he said", "the end .", "(1950) , and", "the war ,he said".

Mostly a link, a note or a tag was cut out there, or words were joined by a program. Before commas and stops the repair is
SAFE in prose of any language; before ";", ":", "!" and "?", a custom of old prints and of other languages, the finding is a
note in English and its repair UNSAFE, and only shown where the document sets several such marks apart and no more without a space,
which is its style, and any among the words of an old or badly read print. A single one in a document is a note, since anybody mistypes once.

Left alone: French and passages in other languages before "; : ! ?", spaced ellipses (. . .), decimals (.5), names that
begin with a stop (.NET), emoticons, code, tables, formulas, spaced keys ("Name : Ada"); whole documents written so, which
treebank-tokens reports; words that want another after them ("by , who"), which are the affair of dropped-inline-element;
"war .He", that of joined-sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck import surroundings
from textcheck.flow import is_old_print
from textcheck.misreadings import is_badly_read
from textcheck.rule import DISPLAY, SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, is_foreign, pattern

_LETTERS = rb"A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\xff"
_SPACED = rb"[" + _LETTERS + rb"0-9)\]\"\x92\x94%?][ \xa0]{1,3}(?:[,.!?](?:[ \n\r\"\x94)\]]|\z)|[;:](?:[ \n\r]|\z)|,[a-z]{2})"

_WORD_BEFORE = re.compile(r"(?:[^\W\d_]{2,}|[0-9]{2,}|[^\W\d_]['’]s|\bI)[)\]%\"”’]?\Z")
_BRACKETED = re.compile(r"\s\([^()]{1,60}\)\Z")
_CAPITAL_AFTER = re.compile(r"[\"”)\]]*(?:\s+[“\"‘(\[]?[A-Z0-9]|\s*\Z)")
_LOWER_AFTER = re.compile(r"\s+[“\"‘'(\[]?[^\W_]")
# Commands that take the present folder.
_COMMANDS = frozenset(
    "add build install find cd ls status src run test code open tree du cp mv grep init black ruff mypy".split()
)
_KEY = re.compile(r"\s*(?:\S+\s*){1,3}\Z")


def detect(doc: Document) -> Iterator[Finding]:
    return surroundings.weighed(doc, _found(doc))


def _found(doc: Document) -> Iterator[Finding]:
    if surroundings.is_tokenised(doc):
        return
    for match in pattern(_SPACED).finditer(doc.codes):
        first = match.start() + 1
        mark = first + len(doc.text[first : match.end()]) - len(doc.text[first : match.end()].lstrip(" \xa0"))
        if doc.text[mark] in ",.;:!?" and doc.text[match.start()] != "?":
            finding = _finding(doc, first, mark)
            if finding is not None:
                yield finding


def _finding(doc: Document, first: int, mark: int) -> Finding | None:
    left, right = surroundings.before(doc, first), surroundings.after(doc, mark + 1)
    sign = doc.text[mark]
    # Only the end is searched: a pattern that is tied to it is slow over a whole sentence.
    found = _WORD_BEFORE.search(left[-12:]) or _BRACKETED.search(left[left.rfind("(") - 1 :])
    if found is None or surroundings.is_code(doc, first, mark + 1, 12 if sign in ",." else 40):
        return None
    last = re.split(r"[\W_]+", left.strip())[-1].lower()
    if last in surroundings.DANGLING and left[-1].isalpha():
        return None
    moved = sign == "," and right[:1].isalpha()
    if moved and not (surroundings.prose_before(doc, first) and surroundings.prose_after(doc, mark + 1)):
        return None
    if sign == ",":
        if not moved and not _LOWER_AFTER.match(right):
            return None
        # In "a , b" of formulas and "Lyon , 12" of tables nothing is said.
        sure = surroundings.prose_before(doc, first) or surroundings.prose_after(doc, mark + 1) or left[-1] in ")]"
    elif sign == ".":
        if right[:1] == " " and right.lstrip()[:1] in (".", ",", "…"):
            return None
        sure = _CAPITAL_AFTER.match(right) is not None and last not in _COMMANDS and _ends_prose(left)
        if not sure:
            return None
    else:
        if is_foreign(doc, mark) or "\xa0" in doc.text[first:mark] or not _ends_prose(left):
            return None
        if sign == ":" and _KEY.match(left):
            return None
        sure = False
    shown = is_old_print(doc, mark) or (sign in _HIGH and (doc.view(_sets_marks_apart) or is_badly_read(doc)))
    sure = sure and not shown
    repair = Repair(
        first,
        mark + moved,
        ", " if moved else "",
        SAFE if sure else DISPLAY if shown else UNSAFE,
        0.97 if sure else 0.85,
        "no mark of this kind has a space before it" if sure else "some writers and prints set this space",
    )
    return RULE.finding(
        first,
        mark + 1,
        f"stray space before '{sign}'",
        confidence=0.95 if sure else 0.7,
        severity=Severity.WARNING if sure else Severity.NOTE,
        repairs=[repair],
    )


def _sets_marks_apart(doc: Document) -> bool:
    """Whether a space stands before several of the document's "; : ! ?", and before as many as it does not."""
    spaced = attached = 0
    for mark in _HIGH:
        apart = doc.text.count(f" {mark} ") + doc.text.count(f" {mark}\n") + doc.text.endswith(f" {mark}")
        spaced += apart
        attached += doc.text.count(f"{mark} ") + doc.text.count(f"{mark}\n") + doc.text.endswith(mark) - apart
    return spaced > 1 and spaced >= attached


_HIGH = ";:!?"


def _ends_prose(left: str) -> bool:
    """Whether three words end here, or what stands for words."""
    words = left.split()[-3:]
    return len(words) == 3 and all(any(map(str.isalnum, word)) for word in words)


RULE = Rule(
    code="LAY106",
    name="space-before-punctuation",
    severity=Severity.WARNING,
    detect=detect,
    gate=_SPACED,
)
