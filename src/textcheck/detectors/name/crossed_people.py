"""A name in a role put together from two people: the surname of the holder and the given name of somebody else, or the reverse.

"German Chancellor Angela Scholz" crosses Olaf Scholz, whom the news of 2023 calls so, with somebody else; "President Joe Putin" crosses two
presidents. The packaged counts of news, or a corpus profile, must name the one person in the role in many documents, and must not know
anybody of the written name in any role. The first repair is the person known in the role.

A doubt, and so a note: roles that many hold at once ("Sen. Ed Burr"), surnames that many have, a role of which no place is named, and a
document written years before or after those that name the holder: a new holder may have the surname of an old one.

Left alone: whoever held the office at any time; initials, nicknames, parts left out; members of one family where each is known; surnames
alone; kings and popes; persons of whom too little is known.
"""

from __future__ import annotations

from collections.abc import Iterable

from textcheck.attribution import CROSSED, findings
from textcheck.mentions import ROLE_GATE
from textcheck.rule import Document, Finding, Rule, Severity


def detect(doc: Document) -> Iterable[Finding]:
    return findings(RULE.finding, doc, CROSSED)


RULE = Rule(code="NAM104", name="crossed-people", severity=Severity.WARNING, detect=detect, gate=ROLE_GATE)
