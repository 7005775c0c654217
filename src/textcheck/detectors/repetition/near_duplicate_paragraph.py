"""A paragraph that says most of what an earlier one says in the same words, but not all: two versions of one passage.

A paragraph of 20 words or more is a finding where two fifths of its phrases of three words stand in one earlier paragraph: a warning where the
two stand next to each other and share four fifths, else a note. There is no repair that is known to be right: the repair that deletes the later version is UNSAFE.

Left alone: paragraphs that are equal (repeated-paragraph finds those); clauses of a contract, entries of a register and other forms whose wording is the same as far as
less than two fifths of it, or four fifths where three paragraphs of a document share three tenths or more; tables and code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textcheck import repetition
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, severity_at

SURE = 0.8
# A document with more of them is a form, a contract or a manual.
FEW = 2


def detect(doc: Document) -> Iterable[Finding]:
    copies = repetition.copies(doc).variants
    return _found(doc, copies) if copies else ()


def _found(doc: Document, copies: Sequence[repetition.Copy]) -> Iterator[Finding]:
    is_form = len(copies) > FEW
    for copy in copies:
        if copy.share < (SURE if is_form else repetition.LEAST_SHARE):
            continue
        confidence = 0.85 if copy.share >= SURE and copy.adjacent else 0.5
        yield RULE.finding(
            copy.start,
            copy.end,
            f"paragraph that shares {copy.share:.0%} of its phrases with an earlier one",
            confidence=confidence,
            severity=severity_at(confidence),
            repairs=[Repair(*copy.cut, "", UNSAFE, confidence / 2, "which version is the right one is unknown")],
        )


RULE = Rule(code="REP106", name="near-duplicate-paragraph", severity=Severity.WARNING, detect=detect, when=repetition.repeats)
