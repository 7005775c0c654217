"""A name in an office that is a slip away from the name of somebody known to have held that office.

"CIA Director Bill Burr" names nobody who ever led the agency, and all but names William J. Burns, who did: the role agrees, the given
name agrees (Bill is short for William), and the surname is two letters off. The packaged table of offices says who held what and when;
the finding says what it knows and proposes the name in the writer's own style first.

Left alone: whoever else held the office at any time; a name wholly different from every holder's, who may be the new holder; initials,
middle names, titles and parts left out; nicknames; the many Latin spellings of names from other scripts (el-Sissi, al-Sisi); another
member of a family (Jeb Bush); deputies and other offices that only sound alike.

Where the text names no country ("President Joe Bidden"), the holder's country must be named somewhere in it, or the finding is a note.
Offices that many people hold at once (senators, ambassadors) give notes only.
"""

from __future__ import annotations

from collections.abc import Iterable

from textcheck.attribution import FACTS, SLIP, findings
from textcheck.mentions import ROLE_GATE
from textcheck.rule import Document, Finding, Rule, Severity


def detect(doc: Document) -> Iterable[Finding]:
    return findings(RULE.finding, doc, SLIP, FACTS)


RULE = Rule(code="NAM101", name="role-holder-near-miss", severity=Severity.WARNING, detect=detect, gate=ROLE_GATE)
