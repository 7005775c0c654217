"""Four or more blank lines in a row, as removed pictures, tables and page breaks leave them.

A note: nothing is lost, and some writers set chapters apart so. The repair keeps one blank line; it is UNSAFE for that reason.

Left alone: up to three blank lines, which printed books in plain text put before a chapter; blank lines at the beginning and end of a text;
quoted code.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_BLANK = rb"\n(?:[ \t\r]*\n){4,}"


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    for match in pattern(_BLANK).finditer(doc.codes):
        start, end = match.span()
        if start and text[start - 1] == "\r":
            start -= 1
        if start < first or start >= last:
            continue
        yield RULE.finding(
            start,
            end,
            f"{text.count(chr(10), start, end) - 1} blank lines in a row",
            confidence=0.7,
            repairs=[Repair(start, end, "\n\n", UNSAFE, 0.8, "the space may part chapters")],
        )


RULE = Rule(
    code="LAY161",
    name="excessive-blank-lines",
    severity=Severity.NOTE,
    detect=detect,
    gate=_BLANK,
)
