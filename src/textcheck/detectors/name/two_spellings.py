"""One person's surname spelled two ways in one document.

A person introduced in a role or with a title ("Israeli Prime Minister Benjamin Netanyahu", "Mr. Netanyahu") and named again with a
letter inserted, left out, changed or swapped ("Netanhayu"): the rarer spelling is the finding, the usual one its repair.

Left alone: words made from the name (Trumps, Bidenomics, Thatcherite), other people of similar names, who have given names of their
own, spellings that differ only as transcriptions do (Sissi, Sisi), ordinary words, short names, and spellings nearly as frequent as
each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textcheck.attribution import judgements
from textcheck.mentions import ROLE_GATE
from textcheck.names import Variant, variants
from textcheck.rule import Document, Finding, Rule, Severity, alternatives, severity_at


def detect(doc: Document) -> Iterable[Finding]:
    # Most documents hold none: they should not pay for a generator.
    found = doc.view(variants)
    return _findings(doc, found) if found else ()


def _findings(doc: Document, found: Sequence[Variant]) -> Iterator[Finding]:
    # What the facts or the profile report is reported once.
    reported = [(judgement.mention.start, judgement.mention.end) for judgement in doc.view(judgements)]
    for variant in found:
        if any(start < variant.end and variant.start < end for start, end in reported):
            continue
        times = "once" if variant.times == 1 else f"{variant.times} times"
        yield RULE.finding(
            variant.start,
            variant.end,
            f"'{variant.written}' where the document writes '{variant.usual}' {times}",
            confidence=variant.confidence,
            severity=severity_at(variant.confidence),
            repairs=alternatives(
                variant.start,
                variant.end,
                [variant.usual],
                "the document's usual spelling; another person may be meant",
                first=0.9,
            ),
        )


RULE = Rule(code="NAM103", name="two-spellings", severity=Severity.WARNING, detect=detect, gate=ROLE_GATE)
