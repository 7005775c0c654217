"""A title before a surname that contradicts how the document names the person in full.

"Spokeswoman Ada Byron declined. Mr. Byron later called back": the one Byron of the text is a spokeswoman. A note, since a relative or a
namesake may be meant whom the text does not introduce.

Left alone: surnames with two given names; families and couples; documents that speak of relatives; titles that say nothing of he or she
(Dr., Prof., Sen.), and persons of whom no title or role says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textcheck.exchanged import Contradiction, contradictions
from textcheck.mentions import ROLE_GATE
from textcheck.rule import Document, Finding, Rule, Severity


def detect(doc: Document) -> Iterable[Finding]:
    # Most documents hold none: they should not pay for a generator.
    contradicted = doc.view(contradictions)
    return _findings(contradicted) if contradicted else ()


def _findings(contradicted: Sequence[Contradiction]) -> Iterator[Finding]:
    for found in contradicted:
        yield RULE.finding(
            found.mention.start,
            found.mention.end,
            f"{found.title}. {found.mention.name} where the document names {found.other.label} {found.other.name}",
            confidence=0.5,
        )


RULE = Rule(code="NAM107", name="contradicted-title", severity=Severity.NOTE, detect=detect, gate=ROLE_GATE)
