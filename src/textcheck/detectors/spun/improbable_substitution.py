"""A word or phrase where clean text says another: "in response to officers" for "according to officials".

The rule knows many thousand short phrases that clean text hardly ever writes, each made from a common one by a synonym that
article spinners are known to use. One of them proves little, so the hits of the whole document are weighed together: only where
they stand close enough for the text to be spun, or where one phrase is beyond doubt by itself, are they reported. In a text that
is plainly spun, further uses of a word that it substitutes throughout are reported as well.

Left alone: the same phrases scattered over ordinary text, an author's own turns ("utilize", "in keeping with"), old and formal
prose, and text in which too few of them stand together.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.rule import Document, Finding, Rule, Severity, alternatives, severity_at, with_case_of
from textcheck.substitutions import LEAST_CONFIDENCE, TERMS, analyse, some_substituted


def detect(doc: Document) -> Iterator[Finding]:
    for item in doc.view(analyse).substitutions:
        if item.fixed or item.confidence < LEAST_CONFIDENCE:
            continue
        written = doc.text[item.start : item.end]
        originals = [with_case_of(written, candidate.original) for candidate in item.candidates]
        yield RULE.finding(
            item.start,
            item.end,
            f"'{written}' where clean text says '{originals[0]}'" if originals else f"'{written}' does not belong here",
            confidence=item.confidence,
            severity=severity_at(item.confidence),
            repairs=alternatives(
                item.start, item.end, originals, "the likeliest original; a synonym may also have been meant", first=0.85
            )
            if originals
            else (),
        )


RULE = Rule(
    code="SPN102",
    name="improbable-substitution",
    severity=Severity.WARNING,
    detect=detect,
    terms=TERMS,
    when=some_substituted,
)
