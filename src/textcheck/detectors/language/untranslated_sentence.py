"""A sentence left in another language inside a paragraph: one that a translator, or a program, left as it was.

The words of the sentence must be clearly likelier in the other language than in that of the document. The finding is the sentence.
No repair is named.

Left alone: sentences in quotation marks or brackets, emphasised, or introduced by a colon or dash, since a writer who quotes another
language says so; names, titles, references and phrases of fewer than six words; text books of languages, which hold many of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.passages import FOREIGN, NAMES, passages
from textcheck.rule import Document, Finding, Rule, Severity

_MARGIN_SURE = 0.8


def detect(doc: Document) -> Iterator[Finding]:
    for passage in doc.view(passages):
        if passage.whole or passage.shown:
            continue
        sure = passage.margin >= _MARGIN_SURE
        yield RULE.finding(
            passage.start,
            passage.end,
            f"a sentence in {NAMES[passage.language]} in a document in {NAMES[passage.around]}",
            confidence=0.85 if sure else 0.6,
            severity=Severity.WARNING if sure else Severity.NOTE,
        )


RULE = Rule(
    code="LNG103",
    name="untranslated-sentence",
    severity=Severity.WARNING,
    detect=detect,
    gate=FOREIGN,
    gated_with="prose",
)
