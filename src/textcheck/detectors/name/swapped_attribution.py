"""A surname beside the role that the document has given to somebody else.

"CIA Director William Burns met Secretary of State Antony Blinken. Later Director Blinken left": the document itself says who is the
director. People gain and lose offices within a story, and a writer may have left a word out: such a finding is a note.

Left alone: full names; former holders; surnames that two people of the document share; roles that many hold at once, or that are used
loosely (leader, chief, chairman); a role that the document gives to two people, of two countries perhaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textcheck.exchanged import Exchange, exchanged
from textcheck.facts import words_of
from textcheck.mentions import ROLE_GATE
from textcheck.rule import Document, Finding, Rule, Severity, alternatives


def detect(doc: Document) -> Iterable[Finding]:
    # Most documents hold none: they should not pay for a generator.
    exchanges = doc.view(exchanged)
    return _findings(exchanges) if exchanges else ()


def _findings(exchanges: Sequence[Exchange]) -> Iterator[Finding]:
    for found in exchanges:
        start, end = found.mention.start, found.mention.end
        surname = words_of(found.holder.name)[-1].written
        yield RULE.finding(
            start,
            end,
            f"{found.mention.label} {found.mention.name} where the document names {found.holder.label} {found.holder.name} "
            f"and {found.own.label} {found.own.name}",
            confidence=0.6,
            repairs=alternatives(
                start, end, [surname], "the document gives the role to this person; the role may be wrong", first=0.6
            ),
        )


RULE = Rule(code="NAM106", name="swapped-attribution", severity=Severity.NOTE, detect=detect, gate=ROLE_GATE)
