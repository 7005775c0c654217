"""A phrase of three words or more that is written twice in a row, with nothing between: "he went to the he went to the station".

The second copy is the finding, a warning from five words on, else a note. The repair deletes it; it is UNSAFE, because a speaker may start again,
and only shown in an old or badly read print.

Left alone: sentences and clauses that are set apart by a mark ("I know, I know"); figures and single letters; verse; what a speaker repeats for
effect ("more and more and more"). A single word written twice is the affair of doubled-word, three copies or more that of looped-phrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textcheck import repetition
from textcheck.expressions import expression
from textcheck.flow import is_old_print
from textcheck.rule import DISPLAY, UNSAFE, Document, Finding, Repair, Rule, Severity, severity_at

LONG = 5
_MARK = expression(r"[^\w\s'’-]|--|\s-|-\s|\n")
_WORD = expression(r"[^\W\d_]{2,}")


def detect(doc: Document) -> Iterable[Finding]:
    copies = repetition.copies(doc).phrases
    return _found(doc, copies) if copies else ()


def _found(doc: Document, copies: Sequence[repetition.Copy]) -> Iterator[Finding]:
    text = doc.text
    for copy in copies:
        if copy.times > 1 or copy.words < 3:
            continue
        unit = text[copy.original : copy.start]
        if _MARK.search(text[copy.original : copy.end]) or len(_WORD.findall(unit)) * 2 <= copy.words:
            continue
        confidence = 0.9 if copy.words >= LONG else 0.6
        yield RULE.finding(
            copy.start,
            copy.end,
            f"phrase of {copy.words} words that is written twice",
            confidence=confidence,
            severity=severity_at(confidence),
            repairs=[
                Repair(
                    *copy.cut,
                    "",
                    DISPLAY if is_old_print(doc, copy.start) else UNSAFE,
                    confidence,
                    "a speaker may start a phrase again",
                )
            ],
        )


RULE = Rule(code="REP105", name="doubled-phrase", severity=Severity.WARNING, detect=detect, when=repetition.repeats)
