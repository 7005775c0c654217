"""What is left of a table's rules: lines of bars, plus signs and dashes without a row, and a bar between two words of a sentence.

The repair takes such a line away, or puts a space for the bar; it is UNSAFE, since the row that it belonged to may be lost.

Left alone: tables that still have their rows, in Markdown or drawn with lines, bars between entries of a menu or parts of a title (News |
Sport), bars of code, commands, mathematics and grammars, scene breaks, and quoted code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_RULE_LINE = rb"(?:\n|\A)[ \t]*(?:\|[ \t|:+=-]*|\+[-=+|: \t]*\+)[ \t]*(?:\r?\n|\z)"
_IN_SENTENCE = rb"[a-z]{2},? ?\|{1,2} ?[a-z]{2}"
_EITHER = _RULE_LINE + rb"|" + _IN_SENTENCE
_MOST, _NEAR = 400, 60
_NO_PROSE = re.compile(r"[{}=<>\\_$`^*]|;$|[A-Za-z_]\(|->|::|[a-z]\.[a-z]{2}|/\w+/")
_CLOSED_COMMAND = re.compile(r'[^"]*[^".,;?!—-]"')
_FEWEST_WORDS = 5


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    at = 0
    while at < len(text) and (match := pattern(_EITHER).search(doc.codes, at)) is not None:
        start, end = match.span()
        at = max(start + 1, end - 1)
        if text[start].islower():
            finding = _in_sentence(doc, start, end)
        else:
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            finding = _rule_line(doc, start, end)
        if finding is not None:
            yield finding


def _line(text: str, at: int) -> tuple[int, int]:
    start = max(text.rfind("\n", max(0, at - _MOST), at) + 1, at - _MOST, 0)
    end = text.find("\n", at, at + _MOST)
    return start, min(len(text), at + _MOST) if end < 0 else end


def _in_sentence(doc: Document, start: int, end: int) -> Finding | None:
    text = doc.text
    line_start, line_end = _line(text, start)
    line = text[line_start:line_end]
    bar = text.index("|", start)
    bars = line.count("|") - (text[bar + 1] == "|")
    near = text[max(line_start, bar - _NEAR) : min(line_end, bar + _NEAR)]
    if _NO_PROSE.search(near) or len(line.split()) < _FEWEST_WORDS or doc.is_verbatim(start, end):
        return None
    if text.count('"', line_start, bar) % 2 == 1 and _CLOSED_COMMAND.match(text, bar, line_end):
        # A command in quotation marks: what is said ends in a mark.
        return None
    first, last = bar, bar + 1
    while text[first - 1] in " |":
        first -= 1
    while text[last] in " |":
        last += 1
    # A bar without spaces may part two readings of one word.
    if " " not in text[first:last] or bars > 1:
        return None
    return RULE.finding(
        first,
        last,
        "a bar of a table inside a sentence",
        confidence=0.85,
        repairs=[Repair(first, last, " ", UNSAFE, 0.85, "cells of a table may meet here")],
    )


def _rule_line(doc: Document, start: int, end: int) -> Finding | None:
    text = doc.text
    marks = text[start:end]
    if not ("|" in marks or "-" in marks or "=" in marks) or doc.is_verbatim(start, end):
        return None
    above_end = start
    while above_end and text[above_end - 1].isspace():
        above_end -= 1
    below = end
    while below < len(text) and text[below].isspace():
        below += 1
    neighbours = [text[slice(*_line(text, place))] for place in (max(0, above_end - 1), min(below, len(text)))]
    # Rows on either side make it a table's rule, and other marks a drawing.
    if any("|" in line or line.lstrip().startswith("+") or line.startswith("    ") for line in neighbours):
        return None
    if not any(len(line.split()) >= _FEWEST_WORDS for line in neighbours):
        return None
    gap = text[above_end:start] + text[end:below]
    rest = "" if not above_end or below == len(text) else "\n\n" if gap.count("\n") > 2 else "\n"
    return RULE.finding(
        start,
        end,
        f"a table's rule without its rows: {marks[:30]!r}",
        confidence=0.9,
        repairs=[Repair(above_end, below, rest, UNSAFE, 0.85, "the rows may be lost")],
    )


RULE = Rule(
    code="LAY160",
    name="table-debris",
    severity=Severity.WARNING,
    detect=detect,
    gate=_EITHER,
)
