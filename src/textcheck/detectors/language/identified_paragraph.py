"""A paragraph in a language that the core has no words of: a Turkish or Vietnamese paragraph in an English article.

Speaks only where the configuration names a language detector (`language_detector = "py3langid"`, from the extra `language`). The detector
is asked about paragraphs in Latin letters whose words are rare in the language of the document; it must be nearly certain. The finding is the whole
paragraph. No repair is named.

A note where the paragraph is quoted, emphasised, indented, introduced by a colon, in verse, short, or one of many. Left alone: lists of names, titles,
references, formulas, code, documents that have no language of their own, and the languages of foreign-paragraph, which tells them by their words.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.language_detector import language_detector
from textcheck.markup import notations
from textcheck.passages import NAMES, is_set_apart, is_verse, language_of, paragraphs, unlike
from textcheck.rule import Document, Finding, Rule, Severity

# How probable a language must be, and in so many words or more it is sure.
_LEAST, _FEWEST_SURE = 0.98, 10
# So many paragraphs are examples of a language.
_MANY = 5


def detect(doc: Document) -> Iterator[Finding]:
    name, around = doc.context.language_detector, language_of(doc)
    if name is None or around not in NAMES or notations(doc):
        return
    text = doc.text
    known = language_detector(name)
    found: list[tuple[int, int, int, str]] = []
    for start, end in paragraphs(doc):
        words = unlike(text[start:end], around)
        if not words:
            continue
        language, probability = known(text[start:end])
        if language not in NAMES and probability >= _LEAST:
            found.append((start, end, words, language))
    for start, end, words, language in found:
        shown = len(found) >= _MANY or is_set_apart(text, start, end) or is_verse(text, start, end)
        sure = not shown and words >= _FEWEST_SURE
        yield RULE.finding(
            start,
            end,
            f"a paragraph in the language {language!r} in a document in {NAMES[around]}",
            confidence=0.9 if sure else 0.5,
            severity=Severity.WARNING if sure else Severity.NOTE,
        )


RULE = Rule(code="LNG106", name="identified-paragraph", severity=Severity.WARNING, detect=detect, needs="language_detector")
