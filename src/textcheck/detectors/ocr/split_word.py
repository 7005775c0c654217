"""A word that was torn apart by a space: "gov ernment", "con tented".

Where a piece that is no word, or hardly one, makes a frequent word together with its neighbour, the two are weighed as pieces of it against
words of their own; two pieces that are no words may be misread as well ("comman dcr"). Repairs are UNSAFE. Several pieces, or one beside other misreadings, in a text
without line breaks are mostly the two ends of printed lines whose hyphens were lost: there the whole word is only shown, because the
hyphen may belong to it.

Left alone: two words that are also known as one ("any one", "hind limb"), names in several parts ("La Haye"), abbreviations,
identifiers, letter-spaced headings, words broken at the end of a line, passages in other languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textcheck import surroundings
from textcheck.misreadings import LONG_PAGE, SPLIT, Misreading, misreadings, some_misread
from textcheck.rule import Document, Finding, Rule, Severity


def detect(doc: Document) -> Iterable[Finding]:
    # Most documents hold none: they should not pay for a generator.
    found = misreadings(doc, SPLIT)
    return surroundings.weighed(doc, _findings(doc, found), from_length=LONG_PAGE) if found else ()


def _findings(doc: Document, found: list[Misreading]) -> Iterator[Finding]:
    for misreading in found:
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
    when=some_misread,
)
