"""A document that is nearly the same as another of the corpus: a wire story in two papers, a page that was crawled twice, a form letter.

It runs only where the checker was given a CorpusProfile that knows near-duplicates (`textcheck learn --near-duplicates`). Documents are nearly the same where
four fifths of their word 5-grams are, by an estimate (MinHash in bands): about one word in 50 may differ, or a paragraph of ten be new; case, spaces and marks do not
count.
The finding is the whole document, a note whatever the number of copies, since nothing is wrong with the text: every copy gets it,
the one that should be kept included. There is no repair.

Left alone: the document itself, where the corpus holds it as it is; documents of fewer than 30 words; documents that share a passage, a headline, or a
footer; translations and retellings.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.rule import Document, Finding, Rule, Severity


def _has_profile(doc: Document) -> bool:
    return doc.context.profile is not None


def detect(doc: Document) -> Iterator[Finding]:
    profile = doc.context.profile
    copies = 0 if profile is None else profile.copies(doc.text)
    if copies:
        others = "another document" if copies == 1 else f"{copies} other documents"
        yield RULE.finding(0, len(doc.text), f"nearly the same as {others} of the corpus", confidence=0.9)


RULE = Rule(code="REP108", name="near-duplicate-document", severity=Severity.NOTE, detect=detect, when=_has_profile)
