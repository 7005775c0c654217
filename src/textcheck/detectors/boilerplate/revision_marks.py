"""The frame of a wiki's comparison of two revisions: "|Line 8: ||Line 8:|" and the lines of bars and signs between its rows.

Such a page repeats every paragraph, once from each revision. The finding is a line of the frame, or a run of them; its repair takes it
out, and is not SAFE, since what the revisions share stays there twice.

Left alone: the paragraphs themselves, tables, whose lines hold cells, and bars and signs in texts that are no comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.roles import deletion
from textcheck.rule import Document, Finding, Rule, Severity, pattern

# Only a comparison says from which line to which.
_GATE = rb"\|(?:Line|Zeile|Ligne|L.nea|Riga) [0-9]+: ?\|\|"
_FRAME = re.compile(
    r"^[ \t]*(?:\|[ |+−–-]*\|?|\|(?:Line|Zeile|Ligne|Línea|Riga) [0-9]+: ?\|\|(?:Line|Zeile|Ligne|Línea|Riga) [0-9]+: ?\|"
    r"|\|?\([0-9]+ intermediate revisions? by .{1,40} not shown\)\|?)[ \t]*$(?:\n[ \t]*\|[ |+−–-]*\|?[ \t]*$)*",
    re.MULTILINE,
)


def detect(doc: Document) -> Iterator[Finding]:
    if pattern(_GATE).search(doc.codes) is None:
        return
    for match in _FRAME.finditer(doc.text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        end = match.start() + len(match.group().rstrip())
        repair = deletion(doc.text, start, end, "the text that two revisions share stays there twice")
        yield RULE.finding(start, end, "frame of a comparison of revisions", confidence=0.9, repairs=[repair])


RULE = Rule(
    code="BLR123",
    name="revision-marks",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)
