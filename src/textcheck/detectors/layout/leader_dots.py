"""The dots that lead to the page numbers of a table of contents: "The mill ............ 27".

A line of a table of contents among prose, or several entries run together in one line, is what extraction leaves of a book's front. The repair
takes the lines away, and is UNSAFE, since a table of contents may be wanted; of entries inside a line no repair is known. A table
of its own lines at the beginning of a text, which may be in order, is a note.

Left alone: ellipses however long, dots that stand for words or lines left out, blanks to fill in (`Name: ............`), prices and
scores in aligned lists without prose around, code, and dotted borders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_DOTS = rb"(?:\.{4,}|(?:\. ){3,}\.|\x85{2,}|\xb7{4,}|(?:\xb7 ){3,}|_{4,}|-{6,}|\x96{4,}|\x97{3,}|\x95{5,})"
_LEADER = rb"[^\n.\x85\xb7_ -] ?" + _DOTS + rb"[. ]*(?:[0-9]{1,4}|[ivxlc]{1,6})(?:[ \t]*(?:\r?\n|\z)|[ \t]+[A-Z0-9])"
_ENTRY = _DOTS + rb"[. ]*(?:[0-9]{1,4}|[ivxlc]{1,6})"
_PROSE = re.compile(r"[a-z]{2}[.!?][\"”’)]* +[\"“‘(]?[A-Z]")
_LINE, _LONG = 2000, 100


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    tables: list[list[tuple[int, int]]] = []
    at = 0
    while at < len(text) and (match := pattern(_LEADER).search(doc.codes, at)) is not None:
        start = max(text.rfind("\n", max(0, match.start() - _LINE), match.start()) + 1, match.start() - _LINE, 0)
        end = text.find("\n", match.end() - 1, match.end() + _LINE)
        end = min(len(text), match.end() + _LINE) if end < 0 else end
        at = max(end, match.end() - 1, at + 1)
        line = text[start:end]
        if doc.is_verbatim(start, end) or not any(letter.isalpha() for letter in line) or "|" in line:
            continue
        found = (match.span() for match in pattern(_ENTRY).finditer(doc.codes[start:end]))
        entries = [(first, last) for first, last in found if not line[last : last + 1].isdigit()]
        if not entries:
            continue
        if len(entries) > 1 or line[entries[-1][1] :].strip():
            for first, last in entries:
                yield RULE.finding(
                    start + first,
                    start + last,
                    "dots and page number of a table of contents inside a line",
                    confidence=0.9,
                )
        elif tables and not text[tables[-1][-1][1] : start].strip():
            tables[-1].append((start, end))
        else:
            tables.append([(start, end)])
    for lines in tables:
        yield _table(doc, lines)


def _table(doc: Document, lines: list[tuple[int, int]]) -> Finding:
    text = doc.text
    start, end = lines[0][0], lines[-1][1]
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    gap_start, gap_end = start, end
    while gap_start and text[gap_start - 1].isspace():
        gap_start -= 1
    while gap_end < len(text) and text[gap_end].isspace():
        gap_end += 1
    before = text[max(0, gap_start - _LONG) : gap_start].rpartition("\n")[2]
    after = text[gap_end : gap_end + _LONG].partition("\n")[0]
    # A long line, or one with a sentence that ends inside it, on either side.
    among = sum(
        len(line) >= _LONG or _PROSE.search(line) is not None or line.endswith((".", "!", "?")) for line in (before, after)
    )
    sure = among == 2 or (among == 1 and len(lines) == 1)
    breaks = text[gap_start:start] + text[end:gap_end]
    rest = "" if gap_start == 0 or gap_end == len(text) else "\n\n" if "\n\n" in breaks else "\n"
    return RULE.finding(
        start,
        end,
        f"{len(lines)} line{'s' if len(lines) > 1 else ''} of a table of contents",
        confidence=0.85 if sure else 0.6,
        severity=Severity.WARNING if sure else Severity.NOTE,
        repairs=[Repair(gap_start, gap_end, rest, UNSAFE, 0.8, "a table of contents may be wanted")],
    )


RULE = Rule(
    code="LAY159",
    name="leader-dots",
    severity=Severity.WARNING,
    detect=detect,
    gate=_LEADER,
)
