"""A record of a program in the middle of a text: `{"id": 12, "name": "x"}`, `[{"@type": "Article", ...}]`, `{'a': 1}`.

The whole record is one finding. It is a repair to take it out, UNSAFE because the text may show it; where the text speaks of
programs, a finding is a note.

Left alone: documents that are records, lines of records, and records in quoted code; sets, quotations and other braces of prose.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.expressions import expression
from textcheck.residue import Standing, island_end, removal, standing
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_RECORD = rb"\{\s*[\"'][^\"'\n]*[\"']\s*:|\[\s*\{\s*[\"'][^\"'\n]*[\"']\s*:|\{&quot;|\{\\\"[^\"\n]*\\\":"
# What may stand before a record and belongs to it.
_NAME = expression(r"(?:(?:var|let|const) )?[\w$.]{2,40} ?= ?\Z")

# A line of a document whose lines are records.
_ROW = expression(r"\s*[\[{].*[\]}]\s*[,;]?\s*")


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    if _ROW.match(text) and all(_ROW.fullmatch(line) for line in text.split("\n") if line.strip()):
        return
    done = 0
    for match in pattern(_RECORD).finditer(doc.codes):
        start = match.start()
        if start < done:
            continue
        end, closed = island_end(text, start)
        # A record that is not closed is searched no further, lest each of its parts be.
        done = end
        while text[end : end + 1] in (";", ","):
            end += 1
        named = _NAME.search(text, max(0, start - 60), start)
        begin = named.start() if named else start
        around = standing(doc, begin, end)
        if around is Standing.NOTATION or end - begin < 6:
            continue
        talk = around is Standing.TALK
        left, right = removal(text, begin, end)
        yield RULE.finding(
            begin,
            end,
            "record of a program in the middle of a text" + ("" if closed else ", without its end"),
            confidence=0.5 if talk else 0.92,
            severity=Severity.NOTE if talk else Severity.WARNING,
            repairs=[Repair(left, right, "", UNSAFE, 0.6 if talk else 0.9, "the text may show it on purpose")],
        )


RULE = Rule(
    code="ART110",
    name="json-island",
    severity=Severity.WARNING,
    detect=detect,
    gate=_RECORD,
)
