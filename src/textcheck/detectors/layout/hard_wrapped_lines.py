"""Paragraphs broken into lines at a column, which a reader of plain text takes for verse or for a list.

A break counts as a wrap where the first word of the next line would not have fitted; a paragraph is wrapped where that holds for nearly all
of its breaks, and most of them fall inside sentences. In a document whose other paragraphs are whole lines, every wrapped paragraph is a
warning of its own, or a note where it is written in Markdown or the like. A document that is wrapped throughout is written that way: one note names it, whose repair is only shown. The repair of a paragraph, which
is UNSAFE, puts a space for each break and joins words that a hyphen breaks there.

Left alone: verse, lists, addresses, tables and code, whose lines break before they are full; quoted lines of mail (`>`);
paragraphs of two lines, unless others show the column; lines wider than 120 or narrower than 22 columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.flow import WIDEST, blocks, unwrapped, wrapped
from textcheck.markup import RUNNING_ON, notations
from textcheck.rule import DISPLAY, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_REASON = "the breaks may be meant"
# Wrapped paragraphs that are how a document is written, where they outweigh the others.
_STYLE = 3

_GATE = rb"[a-z,\x92-][ \t]*\r?\n[ \t]*[a-z]"


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes):
        return
    found = wrapped(doc)
    if not found:
        return
    text = doc.text
    paragraphs = [item.lines for item in found]
    # Code points of paragraphs that are one line each, wider than any wrapped one, and of the wrapped ones.
    whole = sum(end - start for block in blocks(doc) for start, end in block.lines if end - start > WIDEST)
    broken = sum(lines[-1][1] - lines[0][0] for lines in paragraphs)
    if (whole == 0 and len(paragraphs) > 1) or (broken > whole and len(paragraphs) >= _STYLE):
        start, end = paragraphs[0][0][0], paragraphs[-1][-1][1]
        pieces: list[str] = []
        at = start
        for lines in paragraphs:
            pieces += text[at : lines[0][0]], unwrapped(doc, lines)
            at = lines[-1][1]
        yield RULE.finding(
            start,
            end,
            f"{len(paragraphs)} paragraphs are broken into lines at a column",
            confidence=0.9,
            severity=Severity.NOTE,
            repairs=[Repair(start, end, "".join(pieces), DISPLAY, 0.85, _REASON)],
        )
        return
    for lines in paragraphs:
        start, end = lines[0][0], lines[-1][1]
        # Alone in its document, it may be how the document is written; in Markdown a break is a space.
        alone = whole == 0 or bool(notations(doc) & RUNNING_ON)
        yield RULE.finding(
            start,
            end,
            f"the paragraph is broken into {len(lines)} lines at a column",
            confidence=0.75 if alone else 0.95,
            severity=Severity.NOTE if alone else Severity.WARNING,
            repairs=[Repair(start, end, unwrapped(doc, lines), DISPLAY if alone else UNSAFE, 0.9, _REASON)],
        )


RULE = Rule(
    code="LAY151",
    name="hard-wrapped-lines",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
