"""A sentence that stands in the document twice, word for word; sentences that follow each other are one finding.

The later copy is the finding: a warning where it stands directly after itself, or is 25 words or longer in a document that repeats
little else, and else a note. Its repair deletes it.
It is SAFE directly after a sentence of 15 words or more, which nobody says twice in a row, and UNSAFE elsewhere: writers repeat a sentence for effect.

Left alone: sentences of fewer than 6 words, such as answers and cries, and far away of fewer than 8, or 12 where the document repeats much; verse and its refrains; what is part of a repeated paragraph or line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textcheck import repetition
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, severity_at

# A document that says so much again far away is a form, a manual or a law.
LONG = 25
FEW = 2
# So short a sentence far away is a phrase of the trade.
FAR = 8
FORMULA = 12
# So long a sentence is not said twice in a row.
UNSPEAKABLE = 15


def detect(doc: Document) -> Iterable[Finding]:
    copies = repetition.copies(doc).sentences
    return _found(doc, copies) if copies else ()


def _found(doc: Document, copies: Sequence[repetition.Copy]) -> Iterator[Finding]:
    is_form = sum([not copy.adjacent for copy in copies]) > FEW
    for copy in copies:
        words = copy.words // copy.times
        if copy.adjacent:
            confidence = 0.95 if words >= UNSPEAKABLE else 0.85
        elif words < (FORMULA if is_form else FAR):
            continue
        else:
            confidence = 0.8 if words >= LONG and not is_form else 0.5
        repair = Repair(
            *copy.cut,
            "",
            SAFE if copy.adjacent and words >= UNSPEAKABLE else UNSAFE,
            confidence,
            "the sentence stands directly before" if copy.adjacent else "a sentence may be repeated for effect",
        )
        yield RULE.finding(
            copy.start,
            copy.end,
            f"sentence of {words} words that stands in the text before"
            + (f", {copy.times} times in a row" if copy.times > 1 else ""),
            confidence=confidence,
            severity=severity_at(confidence),
            repairs=[repair],
        )


RULE = Rule(code="REP103", name="repeated-sentence", severity=Severity.WARNING, detect=detect, when=repetition.repeats)
