"""What became of a term of science when its words were replaced, though nobody has listed it: "misfortune work" for loss function.

Paper mills replace the words of copied text one by one, and terms of art with them. `tortured-phrase` knows those that readers have collected; this
rule knows what they are like: two words that clean text never has together, of the kind that spinners write for words of terms, where the words
around let expect others. One such pair has to be very odd; several in a document explain each other.

Left alone: terms that clean text has ("deep woods", "mean temperature"), rare but plain pairs of words ("stale biscuits"), names, phrases in quotation
marks, phrases that `tortured-phrase` reports, texts of fewer than twelve words, other languages; in texts that have no words of science all but the oddest pairs.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.distorted_terms import LISTED, what_became_of_terms
from textcheck.rule import Document, Finding, Rule, Severity, alternatives, is_foreign, severity_at, with_case_of

_QUOTES = frozenset("\"'“”‘’«»")


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    for start, end, confidence, terms in doc.view(what_became_of_terms):
        if text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES:
            continue
        if any(hit.start < end and hit.end > start for hit in doc.hits.get(LISTED, ())) or is_foreign(doc, start):
            continue
        written = text[start:end]
        originals = [with_case_of(written, term) for term in terms]
        yield RULE.finding(
            start,
            end,
            f"'{written}' is no term; perhaps it stands for '{originals[0]}'" if originals else f"'{written}' is no term",
            confidence=confidence,
            severity=severity_at(confidence),
            repairs=alternatives(start, end, originals, "the likeliest term; another may have been meant", first=0.4),
        )


RULE = Rule(
    code="SPN107",
    name="distorted-term",
    severity=Severity.WARNING,
    detect=detect,
    when=what_became_of_terms,
)
