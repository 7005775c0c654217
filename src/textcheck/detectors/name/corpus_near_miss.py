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

from textcheck.facts import corrected, difference
from textcheck.mentions import ROLE_TERMS, mentions
from textcheck.names import fact_miss, profile_miss
from textcheck.rule import Document, Finding, Rule, Severity, alternatives, severity_at


def detect(doc: Document) -> Iterator[Finding]:
    profile = doc.context.profile
    if profile is None:
        return
    for mention in doc.view(mentions):
        miss = profile_miss(profile, mention)
        if miss is None or (doc.context.facts and fact_miss(doc, mention) is not None):
            continue
        times = "once" if miss.documents == 1 else f"{miss.documents} times"
        span = f", {miss.first} to {miss.last}" if miss.first and miss.last else ""
        names = corrected(mention.name, miss.comparison, miss.names)
        yield RULE.finding(
            mention.start,
            mention.end,
            f"other documents: {mention.label} {miss.names[0]} {times}{span}; {difference(miss.comparison)}",
            confidence=miss.confidence,
            severity=severity_at(miss.confidence),
            repairs=alternatives(
                mention.start,
                mention.end,
                names,
                f"other documents name {miss.names[0]} as {mention.label}; another person may be meant",
                first=0.9,
            ),
        )


RULE = Rule(code="NAM102", name="corpus-near-miss", severity=Severity.WARNING, detect=detect, terms=ROLE_TERMS)
