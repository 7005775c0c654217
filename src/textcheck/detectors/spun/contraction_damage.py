"""A contraction whose verb was replaced: "received't" for "won't", or whose n was lost: "have't" for "haven't".

A spinner that cuts "won't" into "won" and "'t" finds synonyms for "won" and leaves "received't", "gained't" or "earned't". The
repair is the contraction of the word that was replaced. Where only the n is missing nobody could want the old text, but anybody
can have mistyped it, so that this is a note.

Left alone: every true contraction (won't, mustn't, shan't, ain't), 't at the start of a word ('tis), Dutch ('t huis, van 't), the
old "it" ("is't", "on't", "I'll do't"), old participles and dialect ("kiss't", "bo't", "dinna't"), abbreviations ("gov't"),
misplaced apostrophes ("does'nt") and names ("Chop't").
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, is_foreign, pattern, with_case_of

_FORM = rb"(?i)\b[a-z]+['\x92]t\b"

# Verbs that take n't; without the n they are damaged.
TAKE_NT = frozenset("have has had do does did is are was were would could should must need might dare ought".split())
# What spinners write for the "won" of "won't" that does not end in -ed, and for the "can" of "can't".
FOR_WON = frozenset(("profitable", "win", "got"))
FOR_CAN = frozenset(("may", "able"))
# A text that uses one of these may use 't for "it".
ARCHAIC = (" thou ", " thee ", " thy ", " hath ", " doth ", " ye ", "'tis ", " o'er ", " quoth ")
SHORTEST_PARTICIPLE = 5


def detect(doc: Document) -> Iterator[Finding]:
    for match in pattern(_FORM).finditer(doc.codes):
        start, end = match.span()
        stem = doc.folded[start : end - 2]
        mark = doc.text[end - 2]
        if stem in TAKE_NT:
            meant = f"{stem}n{mark}t"
        elif stem in FOR_WON or (stem.endswith("ed") and len(stem) >= SHORTEST_PARTICIPLE):
            meant = f"won{mark}t"
        elif stem in FOR_CAN:
            meant = f"can{mark}t"
        else:
            continue
        lost_n = stem in TAKE_NT
        if lost_n and doc.view(_is_archaic):
            continue
        if doc.text[end : end + 1] in ("-", "'", "’") or is_foreign(doc, start):
            continue
        written = doc.text[start:end]
        repair = Repair(
            start,
            end,
            with_case_of(written, meant),
            SAFE if lost_n else UNSAFE,
            0.95,
            "the n of the contraction is missing" if lost_n else "the verb before 't was replaced; which one is inferred",
        )
        yield RULE.finding(
            start,
            end,
            f"'{written}' is no contraction; '{repair.text}' is",
            confidence=0.9 if lost_n else 0.97,
            repairs=[repair],
            severity=Severity.NOTE if lost_n else Severity.WARNING,
        )


def _is_archaic(doc: Document) -> bool:
    return any(word in doc.folded for word in ARCHAIC)


RULE = Rule(
    code="SPN104",
    name="contraction-damage",
    severity=Severity.WARNING,
    detect=detect,
    gate=rb"(?i)(?:[a-mo-z])['\x92]t\b",
)
