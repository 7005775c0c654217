"""A word that was torn apart by a space: "gov ernment", "con tented".

Where a piece that is no word, or hardly one, makes a frequent word together with its neighbour, the two are weighed as pieces of it against
words of their own. All repairs are UNSAFE.

Left alone: two words that are also known as one ("any one", "hind limb"), names in several parts ("La Haye"), abbreviations,
identifiers, letter-spaced headings, words broken at the end of a line, passages in other languages.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.misreadings import SPLIT, misreadings
from textcheck.rule import Document, Finding, Rule, Severity


def detect(doc: Document) -> Iterator[Finding]:
    for misreading in misreadings(doc):
        if misreading.kind is SPLIT:
            repairs = misreading.repairs(doc, "the pieces may be words of their own")
            yield RULE.finding(
                misreading.start,
                misreading.end,
                f"'{doc.text[misreading.start : misreading.end]}' is probably one word: '{repairs[0].text}'",
                confidence=misreading.confidence,
                severity=misreading.severity,
                repairs=repairs,
            )


RULE = Rule(
    code="OCR106",
    name="split-word",
    severity=Severity.WARNING,
    detect=detect,
)
