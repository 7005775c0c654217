"""A paragraph in another language than its document: a German paragraph in an English article.

The words of the paragraph must be clearly likelier in the other language, by their frequencies in both; a few words prove nothing.
The finding is the whole paragraph. No repair is named: what it says in the language of the document, nobody can tell from here.

A note where the paragraph is quoted, emphasised, indented, introduced by a colon, in verse, or one of many, as in a text book of a
language or in a bilingual edition; documents of two languages in equal parts have none. Left alone: names, titles, references and
phrases, and paragraphs whose language is none of English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish,
Polish, Romanian and Indonesian.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.passages import FOREIGN, NAMES, passages
from textcheck.rule import Document, Finding, Rule, Severity

_FEWEST_SURE = 10


def detect(doc: Document) -> Iterator[Finding]:
    for passage in doc.view(passages):
        if not passage.whole:
            continue
        sure = not passage.shown and passage.words >= _FEWEST_SURE
        yield RULE.finding(
            passage.start,
            passage.end,
            f"a paragraph in {NAMES[passage.language]} in a document in {NAMES[passage.around]}",
            confidence=0.9 if sure else 0.5,
            severity=Severity.WARNING if sure else Severity.NOTE,
        )


RULE = Rule(
    code="LNG101",
    name="foreign-paragraph",
    severity=Severity.WARNING,
    detect=detect,
    gate=FOREIGN,
    gated_with="prose",
)
