"""A text that ends where it announces something: after a colon ("The winners are:"), an empty item (`3.`), or inside a bracket.

What was announced is missing, as tables, code and pictures are after extraction. A note for a colon, since the missing part need not be
text; a warning for an item without words and for a bracket that opens in the last sentence of prose and never closes. There is no repair.

Left alone: times and ratios, headings and labels of one or two words ("Note:"), emoticons, brackets that only close, brackets in code and
mathematics, and a single number or bullet as the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.flow import sentences
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_EMPTY_ITEM = re.compile(r"\n[ \t]*(?:[-*+•▪●◦‣]|\(?(\d{1,3})[.)])[ \t]*$")
_ITEM = re.compile(r"^[ \t]*(?:[-*+•▪●◦‣]|\(?(\d{1,3})[.)])[ \t]+\S", re.MULTILINE)
_BEFORE, _LAST, _NEAR = 3000, 500, 80
_CODE = re.compile(r"[{}=<>|\\^_;]|\w\(")
_EMOJI = re.compile(r":\w{1,30}:$")
_FEWEST_WORDS = 4

_UNFINISHED = rb"[:([]\s*\z|[(\[][^)\]\n]*\z|\n[ \t]*(?:[-*+\x95?]|\(?[0-9]+[.)])[ \t]*\s*\z"
_GATE = rb"[^\s.!?\x85\"\x94)]\s*\z|\n[ \t]*(?:[-*+\x95?]|\(?[0-9]+[.)])\s*\z"


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes) or not pattern(_UNFINISHED).search(doc.codes):
        return
    text = doc.text
    end = len(text.rstrip())
    if not end or doc.is_verbatim(end - 1, end):
        return
    item = _EMPTY_ITEM.search(text, max(0, end - 40), end)
    if item is not None:
        start = item.start() + len(item.group()) - len(item.group().lstrip())
        others = [match.group(1) for match in _ITEM.finditer(text, max(0, start - _BEFORE), start)]
        number = item.group(1)
        if (number and number != "1" and str(int(number) - 1) in others) or (not number and others):
            yield RULE.finding(start, end, "the last item of the list is empty", confidence=0.9, severity=Severity.WARNING)
        return
    start = max(text.rfind("\n", 0, end) + 1, end - _LAST)
    line = text[start:end]
    words = line.count(" ") + 1
    finished = sentences(doc, max(0, start - _BEFORE), start + max(line.rfind("("), line.rfind("["), 0), 1)
    if words < (2 if finished else _FEWEST_WORDS) or _CODE.search(line[-_NEAR:]):
        return
    if line[-1] == ":" and line[-2].isalpha() and not _EMOJI.search(line):
        yield RULE.finding(end - 1, end, f"nothing follows what the text announces: {line[-40:]!r}", confidence=0.7)
        return
    opened = max(line.rfind("("), line.rfind("["))
    if opened < 0 or words < _FEWEST_WORDS or not finished:
        return
    closing = ")" if line[opened] == "(" else "]"
    if closing in line[opened:] or not line[opened - 1 : opened].isspace() or ". " in line[opened:]:
        return
    yield RULE.finding(
        start + opened,
        end,
        f"the text ends inside a bracket: {line[opened:][:40]!r}",
        confidence=0.85,
        severity=Severity.WARNING,
    )


RULE = Rule(
    code="TRN109",
    name="unfinished-list",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)
