"""The quality rules of FineWeb, a published filter of web text: lines that end as sentences do, short lines, duplicate lines, lists.

Every rule that the document breaks is a finding of its own, with the value and the threshold; a document with at least one would be dropped.

| criterion | wanted |
|---|---|
| lines that end in a mark that ends sentences / lines | at least 0.12 |
| lines of at most 30 characters / lines | at most 0.67 |
| characters in duplicate lines / characters | at most 0.01 |
| line breaks / tokens | at most 0.3 |

Source: Penedo et al. 2024, "The FineWeb Datasets: Decanting the Web for the Finest Text Data at Scale", arXiv:2406.17557, section 3.6. Where the
paper leaves room, what datatrove's FineWebQualityFilter does with its default values decides: lines of white space are not counted, a line
that ends in a quotation mark or a space does not end as a sentence, tokens are spaCy's English ones, and an empty document is dropped.

The rule is not in the default set: such figures describe a text, they do not prove damage. Poems, lists and drama break them without being
broken. Select it by its code, its name, or the family.
Not judged: what the lines say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from operator import itemgetter

from textcheck import statistics, tokens
from textcheck.batches import following
from textcheck.rule import CERTAIN, Document, Finding, Rule, Severity

FEWEST_ENDED = 0.12
SHORT = 30
MOST_SHORT = 0.67
MOST_DUPLICATE_CHARACTERS = 0.01
MOST_BREAKS = 0.3

_last = itemgetter(-1)


def detect(doc: Document) -> Iterator[Finding]:
    for message in doc.view(failures):
        yield RULE.finding(0, len(doc.text), f"FineWeb quality: {message}", confidence=CERTAIN)


def _failures(doc: Document) -> Iterator[str]:
    text = doc.text
    lines = statistics.filled_lines(doc)
    if not lines:
        yield "the document is empty"
        return
    ends = Counter(map(_last, lines))
    ended = sum(number for last, number in ends.items() if tokens.ends_sentence(last)) / len(lines)
    if ended < FEWEST_ENDED:
        yield f"{ended:.3f} of the lines end as sentences do, at least {FEWEST_ENDED} wanted"
    short = sum(map(SHORT.__ge__, map(len, lines))) / len(lines)
    if short > MOST_SHORT:
        yield f"{short:.3f} of the lines have at most {SHORT} characters, at most {MOST_SHORT} wanted"
    breaks = text.count("\n")
    duplicate = statistics.duplicates(lines).characters / (len(text) - breaks)
    if duplicate > MOST_DUPLICATE_CHARACTERS:
        yield f"duplicate lines hold {duplicate:.3f} of the characters, at most {MOST_DUPLICATE_CHARACTERS} wanted"
    bounds = statistics.bounds(doc)
    if bounds is not None and breaks <= statistics.SLACK * MOST_BREAKS * bounds.fewest:
        return
    if (share := breaks / statistics.counts(doc).tokens) > MOST_BREAKS:
        yield f"{share:.3f} line breaks for each token, at most {MOST_BREAKS} wanted"


failures = following(statistics.bounded, lambda doc, _: list(_failures(doc)))
"""What fails, and with which value: a view."""

RULE = Rule(code="STA104", name="fineweb-quality", severity=Severity.WARNING, detect=detect, when=failures, default=False)
