"""A text, or a long stretch of one, in which an article spinner replaced words by synonyms.

The finding is the stretch, from the first to the last paragraph that shows it; its confidence is the probability that the text was spun.
One odd word proves nothing. What counts is how many words do not fit where they stand although a common word that means the same would, beside
how many of them clean text of every kind has. Texts of fewer than fifty words are not judged by it.

Left alone: old prose, verse, translations, the English of learners, and texts of science and law, whose words are odd in their own ways.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.rule import Document, Finding, Rule, Severity
from textcheck.substitutions import LEAST_CONFIDENCE, PLAINLY_SPUN, TERMS, analyse, is_spun


def detect(doc: Document) -> Iterator[Finding]:
    spun = doc.view(analyse)
    if spun.probability < LEAST_CONFIDENCE:
        return
    replaced = sum(spun.start <= item.start < spun.end for item in spun.substitutions)
    start = doc.text.rfind("\n", 0, spun.start) + 1
    end = doc.text.find("\n", spun.end)
    yield RULE.finding(
        start,
        end if end >= 0 else len(doc.text.rstrip()),
        f"text of a spinner: {replaced} words or phrases stand where clean text says others",
        confidence=round(spun.probability, 3),
        severity=Severity.ERROR if spun.probability >= PLAINLY_SPUN else Severity.WARNING,
    )


RULE = Rule(
    code="SPN105",
    name="spun-document",
    severity=Severity.WARNING,
    detect=detect,
    terms=TERMS,
    when=is_spun,
)
