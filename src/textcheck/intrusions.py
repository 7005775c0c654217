"""What stands between the two parts of a sentence that a page break tore: where the sentence stops and goes on, and the repair of the gap."""

from __future__ import annotations

import re
from typing import NamedTuple

from textcheck.document import Document
from textcheck.flow import ENDED, is_dangling, joined, language_at

# Code points that are looked at on both sides, of a line of prose, and of the shorter of two lines of which one is.
_LINE = 400
PROSE, _SHORTER = 40, 16

_LAST = re.compile(r"((?:[^\W\d_]+[-’'])*[^\W\d_]+)([-‐\xad¬]?)$")
_FIRST = re.compile(r"[^\W\d_]+")


class Gap(NamedTuple):
    """The stretch between two lines of text: `start` is the end of the one, `end` the beginning of the other.

    `torn` says that a sentence runs on across it, `sure` that it cannot end before it; `joint` is what the gap becomes then, and
    `before` and `after` are the lengths of the lines; `halves` says that a broken word is joined.
    """

    start: int
    end: int
    torn: bool
    sure: bool
    joint: str
    before: int
    after: int
    halves: bool = False

    @property
    def prose(self) -> bool:
        """Whether one of the lines is long enough for prose, and the other no item of a list."""
        return max(self.before, self.after) >= PROSE and (self.halves or min(self.before, self.after) >= _SHORTER)


def gap(doc: Document, start: int, end: int) -> Gap:
    """The gap around `text[start:end]`, whole lines that may be an intrusion, widened over the blank ones beside them."""
    text = doc.text
    while start and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    left = text[max(text.rfind("\n", max(0, start - _LINE), start) + 1, start - _LINE, 0) : start]
    line_end = text.find("\n", end, end + _LINE)
    right = text[end : end + _LINE if line_end < 0 else line_end]
    last, first = _LAST.search(left), _FIRST.match(right)
    if last is None or first is None:
        comma = left.endswith(",") and first is not None and right[0].islower()
        return Gap(start, end, comma, False, " ", len(left), len(right))
    small = right[0].islower()
    word, hyphen = last.groups()
    endless = word.islower() and is_dangling(word, language_at(doc, start))
    if hyphen:
        whole = joined(doc, word, first.group(), start).text
        # The joint replaces the gap and the hyphen before it.
        kept = whole[len(word) : len(whole) - len(first.group())]
        return Gap(start - 1, end, small, small, kept, len(left), len(right), True)
    torn = (small or endless) and ENDED.search(left) is None
    return Gap(start, end, torn, torn and endless, " ", len(left), len(right))
