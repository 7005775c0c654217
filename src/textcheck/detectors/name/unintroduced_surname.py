"""A surname that speaks in a report and belongs to nobody whom the report has introduced.

News names people in full and calls them by surname from then on. In a text that does so with two people at least, "Kellar said she would
appeal" brings in somebody whose introduction was lost, or gives a surname wrongly. A note: the introduction may have stood in a headline,
a caption or an earlier part.

Left alone: people named in full, by role or in capitals anywhere in the text; surnames that the packaged counts of news know well, which nobody
introduces; given names; what may be a place, a house or a paper, which speak too; surnames a slip away from one that is introduced, which are
two spellings; texts that begin with unnamed people or in the middle of a sentence; short pieces; novels, plays, chats.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textcheck.introductions import Unintroduced, unintroduced
from textcheck.mentions import ROLE_GATE
from textcheck.rule import Document, Finding, Rule, Severity


def detect(doc: Document) -> Iterable[Finding]:
    # Most documents hold none: they should not pay for a generator.
    unknown = unintroduced(doc)
    return _findings(unknown) if unknown else ()


def _findings(unknown: Sequence[Unintroduced]) -> Iterator[Finding]:
    for found in unknown:
        yield RULE.finding(
            found.start,
            found.end,
            f"'{found.surname}' is introduced nowhere, where {found.others} others are named in full before",
            confidence=0.5,
        )


RULE = Rule(code="NAM108", name="unintroduced-surname", severity=Severity.NOTE, detect=detect, gate=ROLE_GATE)
