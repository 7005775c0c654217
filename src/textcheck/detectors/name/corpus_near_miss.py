"""A name in a role that is a slip away from the name other documents give to the same role.

The reference is a corpus profile: who is named in which role, in how many documents, and when. Where a hundred documents write
"Springfield Isotopes coach Ada Byron" and one writes "Ada Byran", the one is found, though no table of offices knows the team.
A spelling that several documents share is somebody's spelling, or somebody, and no finding: the known name must stand in at least two
documents and at least ten times as many as the odd one.

Left alone: what the packaged table of offices already reports; names wholly different; initials, nicknames, parts left out; spellings
that differ only as transcriptions of one name do, unless the corpus is sure.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.attribution import CORPUS, SLIP, of_kind
from textcheck.mentions import ROLE_GATE
from textcheck.rule import Document, Finding, Rule, Severity, alternatives, severity_at


def detect(doc: Document) -> Iterator[Finding]:
    for found in of_kind(doc, SLIP, CORPUS):
        start, end = found.mention.start, found.mention.end
        yield RULE.finding(
            start,
            end,
            found.message,
            confidence=found.confidence,
            severity=severity_at(found.confidence),
            repairs=alternatives(start, end, found.names, found.reason, first=0.9),
        )


RULE = Rule(code="NAM102", name="corpus-near-miss", severity=Severity.WARNING, detect=detect, gate=ROLE_GATE)
