"""A role given to a person who is known in other roles, and never in this one.

"French President Olaf Scholz" names a chancellor of Germany: the packaged counts of news, or a corpus profile, name him in many documents
and never so, and name others as president of France. People change office, and no count is up to date: such a finding is never
more than a note, and what it shows is never applied.

Left alone: roles that the counts do not know well; people whom they hardly know; names near to a holder's, which other rules report; former,
new, acting and elected holders; roles that many hold at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textcheck.attribution import ELSEWHERE, Judgement, of_kind
from textcheck.mentions import ROLE_GATE
from textcheck.rule import DISPLAY, Document, Finding, Rule, Severity, alternatives


def detect(doc: Document) -> Iterable[Finding]:
    # Most documents hold none: they should not pay for a generator.
    judged = of_kind(doc, ELSEWHERE)
    return _findings(judged) if judged else ()


def _findings(judged: Sequence[Judgement]) -> Iterator[Finding]:
    for found in judged:
        start, end = found.mention.start, found.mention.end
        repairs = alternatives(start, end, found.names, found.reason, first=0.5)
        yield RULE.finding(
            start,
            end,
            found.message,
            confidence=found.confidence,
            repairs=[repair._replace(applicability=DISPLAY) for repair in repairs],
        )


RULE = Rule(code="NAM105", name="holder-of-another-office", severity=Severity.NOTE, detect=detect, gate=ROLE_GATE)
