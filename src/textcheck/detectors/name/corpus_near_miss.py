"""A name in a role that is a slip away from the name other documents give to the same role.

The reference is a corpus profile: who is named in which role, in how many documents, and when. Where a hundred documents write
"Springfield Isotopes coach Ada Byron" and one writes "Ada Byran", the one is found, though no table of offices knows the team.
A spelling that several documents share is somebody's spelling, or somebody, and no finding: the known name must stand in at least two
documents and at least ten times as many as the odd one.

Left alone: what the packaged table of offices already reports; names wholly different; initials, nicknames, parts left out; spellings
that differ only as transcriptions of one name do, unless the corpus is sure.
"""

from __future__ import annotations

from collections.abc import Iterable

from textcheck.attribution import CORPUS, SLIP, findings
from textcheck.mentions import ROLE_GATE
from textcheck.rule import Document, Finding, Rule, Severity


def detect(doc: Document) -> Iterable[Finding]:
    return findings(RULE.finding, doc, SLIP, CORPUS)


RULE = Rule(code="NAM102", name="corpus-near-miss", severity=Severity.WARNING, detect=detect, gate=ROLE_GATE, needs="profile")
