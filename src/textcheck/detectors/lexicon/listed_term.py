"""A term of your own list: "utilise", where the configuration says that it is to be reported, and why, and what to write instead.

Terms come from `terms` and `lexicons` of the configuration; without them this rule finds nothing. The replacement takes the case of what
it replaces, unless the term is told apart by case; it is safe only where the list says so. Left alone: a term inside a longer word, and
one that lies within an allowed term.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, with_case_of


def detect(doc: Document) -> Iterator[Finding]:
    own = doc.context.own_terms
    if own is None:
        return
    reach = -1
    for start, end, number in own.places(doc):
        # Of terms that lie within each other the longest is meant.
        if end <= reach:
            continue
        reach = end
        term = own.terms[number]
        found = doc.text[start:end]
        repairs = []
        if term.replacement is not None:
            new = term.replacement if term.match_case else with_case_of(found, term.replacement)
            reason = term.message or "the list of terms says so"
            repairs.append(Repair(start, end, new, SAFE if term.safe else UNSAFE, 0.9, reason))
        message = term.message or f"{found!r} stands in the list of terms"
        yield RULE.finding(start, end, message, confidence=0.95, repairs=repairs, severity=term.severity)


RULE = Rule(code="LEX101", name="listed-term", severity=Severity.WARNING, detect=detect, needs="own_terms")
