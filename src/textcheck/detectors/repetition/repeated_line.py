"""A line that stands in the document twice: a headline, a caption or a running head that an extractor took along again.

The later copy is the finding; lines that follow each other are one. It is a warning where it stands directly after itself, else a note. Its repair deletes the line
and is UNSAFE: a heading may be meant twice.

Left alone: lines of fewer than 4 words; verse, songs and prayers with their refrains; speakers and answers of drama and dialogue; rows of tables, items of
lists, code, separators, lines of figures and dates; empty lines. Paragraphs are the affair of repeated-paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textcheck import repetition
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, severity_at


def detect(doc: Document) -> Iterable[Finding]:
    copies = repetition.copies(doc).lines
    return _found(doc, copies) if copies else ()


def _found(doc: Document, copies: Sequence[repetition.Copy]) -> Iterator[Finding]:
    for copy in copies:
        confidence = 0.9 if copy.adjacent else 0.5
        yield RULE.finding(
            copy.start,
            copy.end,
            "line that stands in the text before" + (f", {copy.times} times in a row" if copy.times > 1 else ""),
            confidence=confidence,
            severity=severity_at(confidence),
            repairs=[Repair(*copy.cut, "", UNSAFE, confidence, "a heading may be meant twice")],
        )


RULE = Rule(code="REP102", name="repeated-line", severity=Severity.WARNING, detect=detect, when=repetition.repeats)
