"""Several words in a row of which none is known: "lus lill une lu milli", "irgcd nth stealmg a cont".

A reader makes such rows of what it cannot read: worn type, small print, a fold, a picture. The words may look like words; what no clean
text has is that four of them or more in small letters, doubtful ones among them, follow each other and none is one. Rows of
six are a warning, shorter ones a note. What was printed cannot be known, so there is no repair.

Left alone: names and abbreviations, which have capitals; terms that stand among known words; quotations in other languages as far as
these are recognised, and whole texts in other languages; lists of syllables and of letters; code, identifiers and addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textcheck.misreadings import rows_of_strangers, strangers
from textcheck.rule import Document, Finding, Rule, Severity, is_foreign

LONG = 6


def detect(doc: Document) -> Iterable[Finding]:
    # Most documents hold fewer words that could be any: they should not pay for a generator.
    return _findings(doc) if len(doc.view(strangers)) > 3 else ()


def _findings(doc: Document) -> Iterator[Finding]:
    for start, end, count in rows_of_strangers(doc):
        if doc.text.count(",", start, end) * 2 >= count or is_foreign(doc, start) or doc.is_verbatim(start, end):
            # With a comma behind every other word it is a list.
            continue
        yield RULE.finding(
            start,
            end,
            f"{count} words in a row that are none: '{doc.text[start:end][:60]}'",
            confidence=0.9 if count >= LONG else 0.7,
            severity=Severity.WARNING if count >= LONG else Severity.NOTE,
        )


RULE = Rule(
    code="OCR113",
    name="unreadable-words",
    severity=Severity.WARNING,
    detect=detect,
    when=strangers,
)
