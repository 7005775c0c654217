"""A text that was read badly throughout: the share of its words that are misread, estimated from all of them.

Many misreadings are too doubtful to be reported one by one; together they tell how well a page was read. Every unknown word counts
by the probability that it was misread, as it is weighed for confused-letters, digit-for-letter, long-s and split-word. The
finding is the whole text; it says what share of the words is probably misread, so that badly read texts can be dropped: a note from one
in two hundred, a warning from two in one hundred, an error from eight. There is no repair but those of the words.

Left alone: texts in which few words look misread, however many are unknown; old spelling and dialect, as far as they are no
likelier misread; other languages; technical terms and names.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from textcheck.misreadings import expected_misread, some_misread
from textcheck.rule import Document, Finding, Rule, Severity

# More than one word must be expected to be misread, and such a share of all: in clean text of all kinds hardly any document comes near both.
FEWEST, LEAST_SHARE = 1.3, 0.005
WARNED, BAD = 0.02, 0.08
# Fewer misread words are a note, whatever their share.
SEVERAL = 2.5
# How fast each word that is expected to be misread makes it certain.
TELLING = 0.6


def detect(doc: Document) -> Iterable[Finding]:
    expected = expected_misread(doc)
    words = len(doc.words)
    if expected < FEWEST or expected < LEAST_SHARE * words:
        return
    share = expected / words
    severity = Severity.NOTE if expected < SEVERAL or share < WARNED else Severity.WARNING if share < BAD else Severity.ERROR
    yield RULE.finding(
        0,
        len(doc.text),
        f"about {100 * share:.{int(share < 0.02)}f} of 100 words are probably misread",
        confidence=round(1 - math.exp(-TELLING * expected), 3),
        severity=severity,
    )


RULE = Rule(
    code="OCR111",
    name="misread-text",
    severity=Severity.WARNING,
    detect=detect,
    when=some_misread,
)
