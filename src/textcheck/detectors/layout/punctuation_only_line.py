"""A line that holds nothing but a closing mark, torn off the line above: "the council met⏎.⏎", a lone "," or ")".

The repair moves the mark to the end of the text above it, and joins a sentence that goes on behind it. It is UNSAFE, since what the mark
belonged to may have been lost between. A lone mark with nothing above it is taken away.

Left alone: scene breaks and rules (`* * *`, `---`, `~`), brackets and semicolons of programs, JSON and mathematics, rows of dots for lines left out,
question and exclamation marks that answer somebody in a chat, bullets, and quoted code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.flow import ENDED
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_LINE = rb"\n[ \t]*[.,;:!?)\]\x94\"'\x92]{1,3}[ \t]*(?:\r?\n|\z)"
_WORD_BEFORE = re.compile(r"[\w)\]”\"’%]$")
_CODE = re.compile(r"[{}=<>|\\_]|;$|\w\(\)|::")
_MOST, _NEAR = 400, 60
_FEWEST_GAPS = 3


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    at = 0
    while (match := pattern(_LINE).search(doc.codes, at)) is not None:
        at = max(match.start() + 1, match.end() - 1)
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        mark = text[start:end]
        # The code of a character that Windows-1252 has not is a question mark; it may be a space.
        if not mark or (not mark.isascii() and not set(mark) <= set("”’")):
            continue
        finding = _judge(doc, start, end)
        if finding is not None:
            yield finding
        if at >= len(text):
            return


def _judge(doc: Document, start: int, end: int) -> Finding | None:
    text = doc.text
    mark = text[start:end]
    above = start
    while above and text[above - 1].isspace():
        above -= 1
    below = end
    while below < len(text) and text[below].isspace():
        below += 1
    line_start = max(text.rfind("\n", max(0, above - _MOST), above) + 1, above - _MOST, 0)
    line = text[line_start:above]
    following = text[below : below + _MOST].split("\n", 1)[0]
    if (
        doc.is_verbatim(start, end)
        or _CODE.search(line[-_NEAR:])
        or _CODE.search(following[:_NEAR])
        or (set(mark) <= {".", " "} and len(mark) > 1)
        # What announces a block of reStructuredText.
        or mark == "::"
    ):
        return None
    # Prose above: a line of some words that the mark can end.
    if (
        line.count(" ") < _FEWEST_GAPS
        or not _WORD_BEFORE.search(line)
        or (mark[0] in "!?" and ENDED.search(line))
        or (len(line) < _MOST and not line[0].isalnum() and line[0] not in '“"‘(')
    ):
        return None
    if mark[0] in ")]" and line.count("(") + line.count("[") <= line.count(")") + line.count("]"):
        return None
    if len(mark) > 1 and set(mark) <= set("\"'"):
        return None
    if mark[0] in "\"'”’" and ENDED.search(line) is None and not following:
        return None
    goes_on = following[:1].islower() or (mark[-1] == "," and following[:1].isalnum())
    if goes_on:
        joint_end, joint = below, mark + " "
    else:
        joint_end, joint = end, mark
    return RULE.finding(
        start,
        end,
        f"a line of nothing but {mark!r}, torn off the text above",
        confidence=0.9,
        repairs=[Repair(above, joint_end, joint, UNSAFE, 0.85, "what the mark belonged to may be lost")],
    )


RULE = Rule(
    code="LAY157",
    name="punctuation-only-line",
    severity=Severity.WARNING,
    detect=detect,
    gate=_LINE,
)
