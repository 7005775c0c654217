"""Two or more spaces, or no-break spaces, between the words of a line.

They are left where markup was taken away and where lines were justified by width. A note, whose repair is SAFE: no reader
sees the difference in prose.

Left alone: two spaces after a stop where the document sets them throughout, as typists do; indents; tables, columns and
verse set with a gap in the middle, where the lines beside have such runs, too; keys and values ("Name: Ada"); the first
word after a bullet or number; code; short lines; gaps where a word fell out ("is a of"), which are the affair of
dropped-inline-element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck import surroundings
from textcheck.rule import SAFE, Document, Finding, Repair, Rule, Severity, pattern

_INK = rb"A-Za-z0-9\xc0-\xff,;)\]%'\"\x92\x94\x93\x91"
_WITHIN = rb"[" + _INK + rb"\x85\x97][ \xa0]{2,6}[" + _INK + rb"(\[$\x96\x97-]"
_AFTER_STOP = rb"[.!?][\"'\x92\x94)]?[ \xa0]{2,6}[" + _INK + rb"(\[$]"
_DOUBLED = _WITHIN + rb"|" + _AFTER_STOP

_RUN = re.compile(r"[ \xa0]{2,}")
_GAP = re.compile(r"\S[ \xa0]{2,}\S")
_BULLET = re.compile(r"\s*(?:[-*•·–—§#]+|\(?[0-9A-Za-z]{1,4}[.)\]]|[0-9.]{1,8})\Z")
_DIGITS = re.compile(r"[0-9]")
# Lines with fewer words are headings, entries and verse.
_FEWEST_WORDS = 6
_FURTHEST = 300
# Runs on a line that make it a row of a table.
_ROW = 3


def detect(doc: Document) -> Iterator[Finding]:
    for match in pattern(_WITHIN if _is_typed(doc) else _DOUBLED).finditer(doc.codes):
        run = _RUN.search(doc.text, match.start(), match.end())
        if run is not None:
            finding = _finding(doc, *run.span())
            if finding is not None:
                yield finding


def _is_typed(doc: Document) -> bool:
    """Whether the document sets two spaces after its stops as a rule."""
    codes = doc.codes
    doubled = codes.count(b".  ") + codes.count(b"?  ")
    return 3 * doubled > codes.count(b". ") + codes.count(b"? ") - doubled


def _finding(doc: Document, start: int, end: int) -> Finding | None:
    text = doc.text
    left, right = surroundings.before(doc, start, _FURTHEST), surroundings.after(doc, end, _FURTHEST)
    if _BULLET.match(left) or "\t" in left or "\t" in right or "|" in left[-200:] or "|" in right[:200]:
        return None
    if left.count(" ") + right.count(" ") < _FEWEST_WORDS - 2:
        return None
    near = left[-200:] + "  " + right[:200]
    if (
        near.count("  ") + near.count("\xa0") >= _ROW
        and len(_RUN.findall(near.strip())) >= _ROW
        and (_is_among_rows(text, start) or len(_DIGITS.findall(near)) * 4 > len(near))
    ):
        return None
    if (len(left) + len(right) < 90 and _is_among_rows(text, start)) or surroundings.is_code(doc, start, end, 25):
        return None
    last, first = left.rpartition(" ")[2].lower(), right.partition(" ")[0].lower()
    if surroundings.is_gap(last, first):
        return None
    what = "no-break and other spaces" if "\xa0" in text[start:end] else "spaces"
    return RULE.finding(
        start,
        end,
        f"{end - start} {what} where one belongs",
        confidence=0.75,
        repairs=[Repair(start, end, " ", SAFE, 0.95, "prose sets one space between words")],
    )


def _is_among_rows(text: str, at: int) -> bool:
    """Whether a line beside that of the place has a gap, too, as rows of a table have."""
    start = text.rfind("\n", max(0, at - _FURTHEST), at)
    end = text.find("\n", at, at + _FURTHEST)
    above = text[max(0, text.rfind("\n", max(0, start - _FURTHEST), max(0, start))) : start] if start > 0 else ""
    below = text[end + 1 : end + _FURTHEST].partition("\n")[0] if end >= 0 else ""
    return _GAP.search(above) is not None or _GAP.search(below) is not None


RULE = Rule(
    code="LAY105",
    name="doubled-space",
    severity=Severity.NOTE,
    detect=detect,
    gate=_DOUBLED,
)
