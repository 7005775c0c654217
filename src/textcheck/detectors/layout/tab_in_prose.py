"""A tab inside a sentence: "the council⇥met".

The repair puts a space. It is SAFE where both neighbours are words in lower case and the line is prose: nobody sets a tab there.

Left alone: tables and other lines with several tabs or beside lines with tabs, indents, definitions and entries of an index (`word⇥meaning`), code and
quoted code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck import surroundings
from textcheck.expressions import expression
from textcheck.rule import SAFE, Document, Finding, Repair, Rule, Severity, pattern

_TAB = (
    rb"[a-z\xdf-\xff,;] *\t[\t ]*[a-z\xdf-\xff]"
    rb"| (?:the|an?|of|by|at|in|from|with|to|for|and|or|on|into|than) *\t[\t ]*[A-Z0-9]"
)
_MOST, _NEAR, _FEWEST_WORDS, _FEWEST_GOING_ON = 600, 80, 8, 6
_SENTENCE = re.compile(r"[a-z)][.!?][\"”’)]*(?: +[\"“‘(]?[A-Z]|$)")
_CODE = expression(r"[{}=<>|\\_`]|\w\(\)|;$")


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    for match in pattern(_TAB).finditer(doc.codes):
        start, end = text.index("\t", match.start(), match.end()), match.end() - 1
        while text[start - 1] == " ":
            start -= 1
        line_start = max(text.rfind("\n", max(0, start - _MOST), start) + 1, start - _MOST, 0)
        line_end = text.find("\n", end, end + _MOST)
        line_end = min(len(text), end + _MOST) if line_end < 0 else line_end
        left, right = text[line_start:start], text[end:line_end]
        # An indent, and a row of a table.
        indented = left[:1].isspace() and (line_start == 0 or text[line_start - 1] == "\n")
        if indented or "\t" in left or "\t" in right or doc.is_verbatim(start, end):
            continue
        before, after = left.split(), right.split()
        # After a word that wants another one nothing ends, neither a cell nor a word that is explained, and no code begins.
        goes_on = before[-1].lower() in surroundings.DANGLING and left[-1] != ";"
        if not goes_on and (_CODE.search(left[-_NEAR:]) or _CODE.search(right[:_NEAR])):
            continue
        # A word and what it means have the tab near the beginning of their line, and no second sentence.
        few = len(before) < 3 and not goes_on and not (left[0].isupper() and _SENTENCE.search(right))
        if few or len(before) + len(after) < (_FEWEST_GOING_ON if goes_on else _FEWEST_WORDS):
            continue
        above = text[max(0, line_start - _MOST) : max(0, line_start - 1)].rpartition("\n")[2]
        below = text[line_end + 1 : line_end + 1 + _MOST].partition("\n")[0]
        if "\t" in above.strip() or "\t" in below.strip():
            continue
        yield RULE.finding(
            start,
            end,
            "a tab inside a sentence",
            confidence=0.9,
            repairs=[Repair(start, end, " ", SAFE, 0.95, "no sentence has a tab between its words")],
        )


RULE = Rule(
    code="LAY162",
    name="tab-in-prose",
    severity=Severity.WARNING,
    detect=detect,
    gate=_TAB,
)
