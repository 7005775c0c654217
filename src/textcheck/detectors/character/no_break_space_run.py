"""A run of no-break spaces, or one beside an ordinary space, inside a line: "end.", U+00A0, space, "Next".

Web editors keep two spaces apart in this way. Programs that split at spaces see empty words or none. One space says the same, so the repair is SAFE; a wider gap
may be a column, so from four on it is UNSAFE. The finding is a note.

Left alone: a single no-break space (French marks, "10 km", initials), indentation at the beginning of a line, and what stands
alone on its line.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_RUN = rb"[^\n\xa0 ][ ]{0,3}(?:\xa0[\xa0 ]+| \xa0)[\xa0 ]*"
_COLUMN = 4


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    for match in pattern(_RUN).finditer(doc.codes):
        start, end = match.start() + 1, match.end()
        ends_line = end >= len(text) or text[end] in "\r\n"
        # French sets a no-break space before its high marks and inside its quotation marks.
        keep = text[end : end + 1] in (";", ":", "!", "?", "»") or text[start - 1] == "«"
        wide = end - start >= _COLUMN and not ends_line
        meant = "" if ends_line else "\u00a0" if keep else " "
        repair = Repair(
            start,
            end,
            meant,
            UNSAFE if wide else SAFE,
            0.8 if wide else 0.97,
            "the gap may be a column" if wide else "one space says the same",
        )
        yield RULE.finding(start, end, f"{end - start} spaces, no-break ones among them", confidence=0.9, repairs=[repair])


RULE = Rule(
    code="CHR113",
    name="no-break-space-run",
    severity=Severity.NOTE,
    detect=detect,
    gate=rb"[^\n\xa0 ][ ]{0,3}(?:\xa0[\xa0 ]|[ ]\xa0)",
)
