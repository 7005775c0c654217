"""Letters that are no words of any language: keyboard mash ("asdfgh jkl", "sdkjfhskdjf") and what a reader makes of dirt and pictures.

How likely letters follow each other is known from two hundred thousand words, names and foreign words among them. A word that
is not known and whose letters follow each other as in no word counts; several beside each other count as one finding. One alone, or
one that is short, or where the text speaks of programs, is a note. What was meant cannot be known, so there is no repair.

Left alone: names, abbreviations in capitals, chemical and foreign words, passages in other languages; interjections ("hmm", "brrr",
"zzz", "pfft"); identifiers, addresses, hashes and keys, which are affairs of other rules; words with digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textcheck.misreadings import strangers, unpronounceable
from textcheck.residue import Standing, standing
from textcheck.rule import Document, Finding, Rule, Severity


def detect(doc: Document) -> Iterable[Finding]:
    # Most documents hold no word that could be any: they should not pay for a generator.
    return _findings(doc) if doc.view(strangers) else ()


def _findings(doc: Document) -> Iterator[Finding]:
    for start, end, words, nats in unpronounceable(doc):
        # A program or its maker may be called anything.
        sure = (words > 1 or nats < SURE) and standing(doc, start, end) is Standing.PROSE
        yield RULE.finding(
            start,
            end,
            f"letters that make no word: '{doc.text[start:end][:60]}'" if words == 1 else f"{words} words that are none",
            confidence=0.95 if sure else 0.7,
            severity=Severity.WARNING if sure else Severity.NOTE,
        )


SURE = -30.0

RULE = Rule(
    code="OCR108",
    name="gibberish",
    severity=Severity.WARNING,
    detect=detect,
    when=strangers,
)
