"""A contraction or possessive torn apart: "did n't", "the company 's", "they 're", "don ' t", "it’ s".

A tokeniser or a converter has set a space beside the apostrophe. Where only one reading is left, as in these, the repair is
SAFE: no print in use sets the space. Behind a plural ("the boys' s") it is UNSAFE. A single one in a document of more than
a page is a note, since anybody mistypes once.

Left alone: quotations that begin with such letters ('s Hertogenbosch, 'tis, 'm sure), the letter itself spoken of (add 's
to it), Dutch and old English 't, dialect ("an' 's"), plurals (the boys' club), code; documents whose marks are all set
apart, which treebank-tokens reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck import surroundings
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, is_foreign, pattern

_SPLIT = rb"(?i)[a-z\xdf-\xff.)]+(?: n['\x92]t| {1,2}['\x92] ?(?:s|t|re|ve|ll|m|d)|['\x92] (?:s|t|re|ve|ll|m))(?:[ .,;:!?)\"\x94\n]|\z)"
_PARTS = re.compile(r"(.*?)(\s*)((?<=\s)n|)(['’])(\s*)([a-z]+)", re.IGNORECASE | re.DOTALL)
# Verbs that take n't, with what is left of them before it.
_TAKE_NT = frozenset("do does did is are was were has have had ca wo could would should might must need sha ai dare".split())
_TAKE_T = frozenset(verb + "n" for verb in _TAKE_NT) - {"can", "won"} | {"can", "won"}
_PRONOUNS = frozenset(
    "i you he she it we they who that there here what this how where when why these those one somebody someone everybody everyone "
    "nobody nothing everything something let".split()
)
_TAKE_VE = _PRONOUNS | frozenset("would could should might must may to not".split())
# What stands before a letter that is spoken of, or before a quotation.
_SPEAKS = frozenset(
    "the a an and or of with add adding plus suffix letter letters ending endings form forms by to in as like called use using no "
    "possessive apostrophe for but than".split()
)

# From this length on, in code points, a single finding is a note.
_LONG = 1000


def detect(doc: Document) -> Iterator[Finding]:
    return surroundings.weighed(doc, _found(doc), from_length=_LONG)


def _found(doc: Document) -> Iterator[Finding]:
    if surroundings.is_tokenised(doc):
        return
    for match in pattern(_SPLIT).finditer(doc.codes):
        finding = _finding(doc, match.start(), match.end())
        if finding is not None:
            yield finding


def _finding(doc: Document, start: int, end: int) -> Finding | None:
    text = doc.text
    parts = _PARTS.match(text, start, end)
    if parts is None or (start and (text[start - 1].isalnum() or text[start - 1] in "&@/\\")):
        return None
    first, space, n, mark, gap, rest = parts.groups()
    word, tail = first.rpartition(".")[2].lower() or first, rest.lower()
    if not word.isalpha():
        # Behind "U.S." and "(R)" only a possessive can stand.
        if tail != "s" or n or not space or gap or word[-1:] not in ".)" or len(word) < 3:
            return None
    elif n:
        if word not in _TAKE_NT or tail != "t":
            return None
    elif tail == "t":
        if word not in _TAKE_T:
            return None
    elif tail == "ve":
        if word not in _TAKE_VE:
            return None
    elif tail in ("re", "ll", "m", "d"):
        if word not in _PRONOUNS or (tail == "m" and word != "i"):
            return None
    elif word in _SPEAKS or (gap and not space and word.endswith("s") and word not in ("is", "was", "this")):
        return None
    if text[parts.end() : parts.end() + 1] in ("'", "’", "-", "*") or surroundings.is_code(doc, start, parts.end(), 12):
        return None
    if space and gap and text[parts.end() + 1 : parts.end() + 2] == mark:
        # A letter in quotation marks that are set apart.
        return None
    if tail == "s" and is_foreign(doc, start):
        return None
    whole = f"{first}{n}{mark}{rest}"
    # Single quotation marks may hold a lone letter: ' s '.
    sure = not (space and gap) or tail != "s" or text[parts.end() : parts.end() + 1] == " "
    repair = Repair(
        start,
        parts.end(),
        whole,
        SAFE if sure else UNSAFE,
        0.97 if sure else 0.8,
        "nothing else is written so" if sure else "the mark may be a quotation mark",
    )
    return RULE.finding(
        start,
        parts.end(),
        f"'{text[start : parts.end()]}' is '{whole}' torn apart",
        confidence=0.95 if sure else 0.7,
        repairs=[repair],
    )


RULE = Rule(
    code="LAY108",
    name="split-contraction",
    severity=Severity.WARNING,
    detect=detect,
    gate=_SPLIT,
)
