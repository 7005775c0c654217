"""The repetition rules of Gopher, a published filter of web text: duplicate lines and paragraphs, frequent and duplicate n-grams.

Every rule that the document breaks is a finding of its own, with the value and the threshold; a document with at least one would be dropped.

| criterion | at most |
|---|---|
| duplicate lines / lines | 0.30 |
| duplicate paragraphs / paragraphs | 0.30 |
| characters in duplicate lines / characters | 0.20 |
| characters in duplicate paragraphs / characters | 0.20 |
| characters in the most frequent 2-gram / characters | 0.20 |
| ... 3-gram | 0.18 |
| ... 4-gram | 0.16 |
| characters in duplicate 5-grams / characters | 0.15 |
| ... 6-, 7-, 8-, 9-, 10-grams | 0.14, 0.13, 0.12, 0.11, 0.10 |

Source: Rae et al. 2021, "Scaling Language Models: Methods, Analysis & Insights from Training Gopher", arXiv:2112.11446, table A1. Where the
paper leaves room, what datatrove's GopherRepetitionFilter does with its default values decides: n-grams are of spaCy's English tokens, marks
included, and an empty document is dropped.

The rule is not in the default set: such figures describe a text, they do not prove damage. A short text passes a share with two equal
lines, and the chorus of a song is meant. Select it by its code, its name, or the family.
Not judged: where the repetition is; the rules of the family `repetition` say that.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck import statistics
from textcheck.batches import following
from textcheck.rule import CERTAIN, Document, Finding, Rule, Severity

MOST_DUPLICATES = 0.30
MOST_DUPLICATE_CHARACTERS = 0.20
MOST_OF_TOP = ((2, 0.20), (3, 0.18), (4, 0.16))
MOST_REPEATED = ((5, 0.15), (6, 0.14), (7, 0.13), (8, 0.12), (9, 0.11), (10, 0.10))


def detect(doc: Document) -> Iterator[Finding]:
    for message in doc.view(failures):
        yield RULE.finding(0, len(doc.text), f"Gopher repetition: {message}", confidence=CERTAIN)


def _failures(doc: Document) -> Iterator[str]:
    if not doc.text:
        yield "the document is empty"
        return
    for value, wanted, what in (*_duplicates(doc.text), *_top_grams(doc), *_repeated_grams(doc)):
        yield f"{value:.3f} of the {what}, at most {wanted} wanted"


failures = following(statistics.bounded, lambda doc, _: list(_failures(doc)))
"""What fails, and with which value: a view."""


def _duplicates(text: str) -> Iterator[tuple[float, float, str]]:
    if "\n" not in text:
        return
    # Line feeds in a row part two lines only, and those at the beginning or the end leave an empty one there.
    lines = list(filter(None, text.split("\n")))
    if text[0] == "\n":
        lines.append("")
    if text[-1] == "\n":
        lines.append("")
    for name, elements in (("paragraph", statistics.paragraphs(text)), ("line", lines)):
        found = statistics.duplicates(elements)
        if found.elements and (share := found.elements / len(elements)) > MOST_DUPLICATES:
            yield share, MOST_DUPLICATES, f"{name}s are duplicates"
        if (share := found.characters / len(text)) > MOST_DUPLICATE_CHARACTERS:
            yield share, MOST_DUPLICATE_CHARACTERS, f"characters are in duplicate {name}s"


def _top_grams(doc: Document) -> Iterator[tuple[float, float, str]]:
    size = len(doc.text)
    bounds = statistics.bounds(doc)
    if bounds is not None and not bounds.may_exceed_top([(n, statistics.SLACK * most * size) for n, most in MOST_OF_TOP]):
        return
    grams = statistics.grams(doc)
    for n, most in MOST_OF_TOP:
        if grams.tokens < n:
            return
        if grams.top_bound(n) > most * size and (share := grams.top_length(n) / size) > most:
            yield share, most, f"characters are in the most frequent {n}-gram"


def _repeated_grams(doc: Document) -> Iterator[tuple[float, float, str]]:
    size = len(doc.text)
    shortest, _ = MOST_REPEATED[0]
    _, least = MOST_REPEATED[-1]
    bounds = statistics.bounds(doc)
    if bounds is not None and not bounds.may_exceed_repeated(shortest, statistics.SLACK * least * size):
        return
    grams = statistics.grams(doc)
    for n, most in MOST_REPEATED:
        if grams.tokens < n:
            return
        bound = grams.repeated_bound(n)
        if bound <= least * size:
            return
        if bound > most * size and (share := grams.repeated_length(n) / size) > most:
            yield share, most, f"characters are in duplicate {n}-grams"


RULE = Rule(code="STA102", name="gopher-repetition", severity=Severity.WARNING, detect=detect, when=failures, default=False)
