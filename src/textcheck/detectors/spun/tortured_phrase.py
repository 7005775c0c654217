"""A phrase that stands for an established term of science: "bosom malignancy" for breast cancer, "profound learning" for deep learning.

Paper mills disguise copied text by replacing its words, and terms of art with them. The rule knows some thousand such phrases that readers of
papers have collected, and the term that each was made from.

Left alone: phrases that are ordinary English, too ("thick woods", "supply route"), the terms themselves, the words of a phrase apart from each other,
and phrases in quotation marks, which are spoken of.
"""

from __future__ import annotations

from functools import cache

from textcheck import resources
from textcheck.rule import UNSAFE, Document, Finding, Hit, Repair, Rule, Severity, TermSet, with_case_of


@cache
def _pairs() -> list[tuple[str, str]]:
    rows = (line.split("\t") for line in resources.read_text("tortured-phrases.tsv").splitlines())
    return [(phrase, term) for phrase, term in rows]


def _phrases() -> list[str]:
    return [phrase for phrase, _ in _pairs()]


_QUOTES = frozenset("\"'“”‘’«»")


def judge(doc: Document, hit: Hit) -> Finding | None:
    text = doc.text
    if text[hit.start - 1 : hit.start] in _QUOTES and text[hit.end : hit.end + 1] in _QUOTES:
        return None
    if text[hit.start - 1 : hit.start] == "-" or text[hit.end : hit.end + 1] == "-":
        return None
    written, term = text[hit.start : hit.end], _pairs()[hit.term][1]
    repair = Repair(hit.start, hit.end, with_case_of(written, term), UNSAFE, 0.9, "the established term it was made from")
    return RULE.finding(
        hit.start,
        hit.end,
        f"'{written}' stands for '{term}'",
        confidence=0.93,
        repairs=[repair],
    )


RULE = Rule(
    code="SPN106",
    name="tortured-phrase",
    severity=Severity.WARNING,
    judge=judge,
    terms=TermSet("tortured-phrases", _phrases),
)
