"""A digit inside a word where a letter was printed: "w0rd", "1ater", "al1".

The word with letters for its digits (0 for o, 1 for l or i, 5 for s, 8 for b) is weighed against a name that has digits, by its
frequency and its neighbours. All repairs are UNSAFE, since some codes and names look the same.

A digit that begins a word in small letters, or 0, 1 or 5 in the middle of one, is hardly ever part of a name.

Left alone: ordinals and years, units and codes ("10th", "1980s", "5k", "b2b"), names of versions and products ("mp3", "utf8",
"covid19"), identifiers and addresses, numbers of paragraphs ("151a"), passages in other languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textcheck.misreadings import Misreading, misreadings, some_misread
from textcheck.respelling import DIGIT
from textcheck.rule import Document, Finding, Rule, Severity


def detect(doc: Document) -> Iterable[Finding]:
    # Most documents hold none: they should not pay for a generator.
    found = misreadings(doc, DIGIT)
    return _findings(doc, found) if found else ()


def _findings(doc: Document, found: list[Misreading]) -> Iterator[Finding]:
    for misreading in found:
        repairs = misreading.repairs(doc, "some names and codes have digits")
        yield RULE.finding(
            misreading.start,
            misreading.end,
            f"'{doc.text[misreading.start : misreading.end]}' has a digit for a letter; '{repairs[0].text}' may have been printed",
            confidence=misreading.confidence,
            severity=misreading.severity,
            repairs=repairs,
        )


RULE = Rule(
    code="OCR102",
    name="digit-for-letter",
    severity=Severity.WARNING,
    detect=detect,
    when=some_misread,
)
