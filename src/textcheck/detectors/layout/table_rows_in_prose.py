"""Rows of a table that lost its form, among paragraphs: cells parted by tabs, or by bars without the rule that makes a Markdown table.

A note: the cells are there, but what they say is lost on a reader of running text. There is no repair, since the header and the widths are
not in the text.

Left alone: documents that are tables from end to end, Markdown tables with their rule, single lines (the entries of a menu, a byline), lines
of code, and quoted code.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.flow import ENDED
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_TAB_ROW = rb"[^\t\n]+\t+[^\t\n]+\t[^\n]*"
_BAR_ROW = rb"\|?[^|\n]*[^|\n ] ?\|[^|\n]+\|[^\n]*"
_ROWS = rb"\n(?:" + _TAB_ROW + rb"\n" + _TAB_ROW + rb"|" + _BAR_ROW + rb"\n" + _BAR_ROW + rb")"
_GATE = rb"[^\t\n]\t+[^\t\n]|[^|\n ] ?\|[^|\n]"
_FEWEST, _PROSE = 2, 60


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_ROWS).search(doc.codes):
        return
    text = doc.text
    before = ""
    rows: list[tuple[int, int]] = []
    mark = ""
    for start, end in (*doc.lines, (len(text), len(text))):
        line = text[start:end]
        cells = "\t" if line.strip().count("\t") > 1 else "|" if line.count("|") > 1 else ""
        if cells and (not mark or cells == mark):
            mark = cells
            rows.append((start, end))
            continue
        if not line.strip() and end < len(text):
            continue
        if len(rows) >= _FEWEST and (_is_prose(before) or _is_prose(line)):
            finding = _judge(doc, rows, mark)
            if finding is not None:
                yield finding
        rows, mark, before = ([(start, end)], cells, line) if cells else ([], "", line)


def _is_prose(line: str) -> bool:
    return len(line) >= _PROSE and ENDED.search(line.rstrip()) is not None


def _is_rule_line(line: str) -> bool:
    """Whether a line is the rule of a Markdown table."""
    return "--" in line and all(character in ":|-" or character.isspace() for character in line)


def _judge(doc: Document, rows: list[tuple[int, int]], mark: str) -> Finding | None:
    text = doc.text
    lines = [text[begin:stop] for begin, stop in rows]
    start, end = rows[0][0], rows[-1][1]
    counts = {line.strip().strip("|").count(mark) for line in lines}
    if doc.is_verbatim(start, end) or max(counts) - min(counts) > 1:
        return None
    if any(_is_rule_line(line) or "{" in line or "};" in line or "()" in line for line in lines):
        return None
    return RULE.finding(
        start,
        end,
        f"{len(rows)} rows of a table, the cells parted by {'tabs' if mark == chr(9) else 'bars'}",
        confidence=0.7,
    )


RULE = Rule(
    code="LAY164",
    name="table-rows-in-prose",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)
