"""A paragraph that stands in the document twice, word for word, or a block of several lines that does.

The later copy is the finding. Its repair deletes it, with the space before it. Directly after itself, and 30 words or longer, no paragraph
is meant: there the repair is SAFE. Elsewhere it is UNSAFE, because a form, a contract or a liturgy may say the same again on purpose.

Left alone: verse, songs and prayers with their refrains; what drama and dialogue say twice; rows of tables, lists and code, whose form is the same; short
paragraphs; empty lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textcheck import repetition
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, severity_at

# A paragraph of so many words is not written twice in a row, nor twice in a document of prose.
LONG = 30


def detect(doc: Document) -> Iterable[Finding]:
    copies = repetition.copies(doc).paragraphs
    return _found(doc, copies) if copies else ()


def _found(doc: Document, copies: Sequence[repetition.Copy]) -> Iterator[Finding]:
    for copy in copies:
        words = copy.words // copy.times
        sure = copy.adjacent or words >= LONG
        confidence = 0.95 if copy.adjacent else 0.9 if sure else 0.6
        repair = Repair(
            *copy.cut,
            "",
            SAFE if copy.adjacent and words >= LONG else UNSAFE,
            confidence,
            "the paragraph stands directly before" if copy.adjacent else "a text may repeat a paragraph on purpose",
        )
        what = "paragraph" if "\n" not in doc.text[copy.start : copy.end] else "passage"
        yield RULE.finding(
            copy.start,
            copy.end,
            f"{what} of {words} words that stands in the text before"
            + (f", {copy.times} times in a row" if copy.times > 1 else ""),
            confidence=confidence,
            severity=severity_at(confidence),
            repairs=[repair],
        )


RULE = Rule(code="REP101", name="repeated-paragraph", severity=Severity.WARNING, detect=detect, when=repetition.repeats)
