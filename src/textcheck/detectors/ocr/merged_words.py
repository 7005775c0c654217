"""Words that lost the spaces between them: "ofthe", "inthis", "forthefirst".

A word that is not known is taken apart where both parts are words. It counts as two where they stand beside each other far more often than
they would form a compound: as function words do, or where pair and neighbours are frequent. Three and more count where a function
word comes first. Repairs are UNSAFE, and only shown in old print, which sets words close, and in
text that is misread in other ways, too.

Left alone: compounds and derived words ("postcentral", "nonmyelinated"), names written together ("OpenSource"),
identifiers, addresses and tags, words that are known written together ("cannot", "into"), passages in other languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textcheck import surroundings
from textcheck.misreadings import LONG_PAGE, MERGED, Misreading, misreadings, some_misread
from textcheck.rule import Document, Finding, Rule, Severity


def detect(doc: Document) -> Iterable[Finding]:
    # Most documents hold none: they should not pay for a generator.
    found = misreadings(doc, MERGED)
    return surroundings.weighed(doc, _findings(doc, found), from_length=LONG_PAGE) if found else ()


def _findings(doc: Document, found: list[Misreading]) -> Iterator[Finding]:
    for misreading in found:
        repairs = misreading.repairs(doc, "it may be a compound or a name")
        yield RULE.finding(
            misreading.start,
            misreading.end,
            f"'{doc.text[misreading.start : misreading.end]}' has probably lost its spaces: '{repairs[0].text}'",
            confidence=misreading.confidence,
            severity=misreading.severity,
            repairs=repairs,
        )


RULE = Rule(
    code="OCR105",
    name="merged-words",
    severity=Severity.WARNING,
    detect=detect,
    when=some_misread,
)
