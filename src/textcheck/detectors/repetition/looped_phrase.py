"""A phrase that comes three times or more in a row, as in the loops of a language model: "and the and the and the".

All copies after the first are the finding. The repair deletes them; it is UNSAFE, because children, singers and orators do the same.

Left alone: exclamations and counting (ha ha ha, no no no, one by one by one); "again and again and again"; cries and commands with marks between
them ("Come on, come on, come on!"), unless there are many; figures and letters; verse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textcheck import repetition
from textcheck.expressions import expression
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, severity_at

# So many copies are a loop, whatever is said.
MANY = 12
# So many of one word are more than emphasis, unless it is a cry.
SEVERAL = 8
# Words that no chant repeats by themselves.
_FUNCTION_WORDS = frozenset("the a an of and to in is that for with on as at by from this was were be are or it which".split())
_JOINTS = frozenset("and or by upon after to in on".split())
_MARK = expression(r"[^\w\s'’-]|\n")
_WORD = expression(r"[^\W\d_]{2,}")


def detect(doc: Document) -> Iterable[Finding]:
    copies = repetition.copies(doc).phrases
    return _found(doc, copies) if copies else ()


def _found(doc: Document, copies: Sequence[repetition.Copy]) -> Iterator[Finding]:
    text = doc.text
    for copy in copies:
        if copy.times < 2:
            continue
        confidence = _confidence(text, copy)
        if not confidence:
            continue
        yield RULE.finding(
            copy.start,
            copy.end,
            f"phrase of {copy.words} word{'s' * (copy.words > 1)} that comes {copy.times + 1} times in a row",
            confidence=confidence,
            severity=severity_at(confidence),
            repairs=[Repair(*copy.cut, "", UNSAFE, confidence, "singers and orators repeat a phrase on purpose")],
        )


def _confidence(text: str, copy: repetition.Copy) -> float:
    """How sure it is that a loop is damage; 0 where it is as likely meant."""
    unit = text[copy.original : copy.start]
    words = [word.lower() for word in _WORD.findall(unit)]
    if not words:
        return 0.0
    times = copy.times + 1
    if times >= MANY:
        return 0.95 if copy.words > 1 or len(words[0]) > 3 or words[0] in _FUNCTION_WORDS else 0.6
    if copy.words == 1:
        return 0.85 if words[0] in _FUNCTION_WORDS else 0.6 if times >= SEVERAL and len(words[0]) > 3 else 0.0
    if _FUNCTION_WORDS.issuperset(words):
        return 0.95
    if copy.words == 2 and _JOINTS.intersection(words):
        return 0.0 if times < 5 else 0.6
    marked = _MARK.search(unit) is not None
    if marked:
        return 0.85 if times * copy.words >= 24 else 0.5 if times * copy.words >= 16 else 0.0
    return 0.9 if copy.words >= 3 or times > 3 else 0.6


RULE = Rule(code="REP104", name="looped-phrase", severity=Severity.WARNING, detect=detect, when=repetition.repeats)
