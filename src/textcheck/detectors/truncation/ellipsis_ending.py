"""A prose text that ends in an ellipsis inside a sentence: "the council has not yet decided whether to […]", "Read on to see how...".

Feeds and previews cut an article after so many words and put `…`, `...`, `[…]` or `[...]` for the rest. Such a text says itself that it is an
excerpt, so that it is a note. There is no repair: what is missing is not in the text.

Left alone: speech that trails off ("I never thought…"), ellipses after a finished sentence, "and so on...", "to be continued...", lists of
numbers and letters, verse, chat and every text without a finished sentence, where the mark is as likely the writer's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.flow import sentences
from textcheck.rule import Document, Finding, Rule, Severity

_END = rb"(?:\[(?:\.\.\.|\x85|\. \. \.)\]|\((?:\.\.\.|\x85)\)|\.\.\.|\x85|\. \. \.)[\"\x94\x92')]*\s*\z"
_MARK = re.compile(r"[\[(]?(?:\.{3,}|…|\. \. \.)[\])]?[\"”’')]*$")
# What an ellipsis goes on from without anything being cut: words, and lists of numbers and letters.
_MEANT = tuple(
    f" {words}"
    for words in (
        "so on", "so forth", "etc", "to be continued", "among others", "usw", "et cetera", "read more", "continue reading"
    )
)  # fmt: skip
_LIST = re.compile(r"[+*<=]$|(?:\b(?:\w|\d+)(?:_\w)?\s*[,+*<=]\s*){2,}(?:\w_?\w?|\d+)?$")
# Space as the gate knows it.
_SPACE = " \t\n\f\r"
# Code points that hold the mark with what closes behind it.
_LONGEST_MARK = 12
_OPERATORS = frozenset(",+*<=")
_WORD = re.compile(r"\w+")
_SPEAKER = frozenset("I me my you we us".split())
# Code points before the end that say whether the text is prose, those of the last line, those of a short text, those of what an
# ellipsis is part of, the words of a short line, and the gaps between those of a sentence that has begun.
_BEFORE, _NEAR, _SHORT, _FORMULA, _FEW_WORDS, _BEGUN = 2000, 1000, 400, 30, 8, 4


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    end = len(text.rstrip(_SPACE))
    mark = _MARK.search(text, max(0, end - _LONGEST_MARK), end)
    if mark is None:
        return
    start = mark.start()
    while start and text[start - 1] == " ":
        start -= 1
    line = text[max(text.rfind("\n", 0, start) + 1, start - _NEAR) : start]
    bracketed = mark.group()[0] in "[("
    if not line or line[-1] in ".!?:;" or _is_meant(line[-_FORMULA:]) or doc.is_verbatim(end - 1, end):
        return
    finished = sentences(doc, max(0, start - _BEFORE), start, 2)
    confidence = 0.9
    if not bracketed:
        last = line[line.rfind(". ") + 1 :]
        evidence = finished + (line.count(" ") > 4 * _FEW_WORDS)
        if not evidence or (evidence < 2 and last.count(" ") < _BEGUN) or mark.group()[-1] in "\"”’'":
            return
        # Whoever speaks for himself trails off; in a longer text that is the rarer reason.
        personal = not _SPEAKER.isdisjoint(_WORD.findall(last))
        if personal and end < _SHORT:
            return
        confidence = 0.4 if personal or evidence < 2 else 0.6
    elif not finished and line.count(" ") < _FEW_WORDS:
        return
    yield RULE.finding(
        mark.start(),
        end,
        f"the text ends in a cut mark: {(line[-30:] + text[start:end]).lstrip()!r}",
        confidence=confidence,
    )


def _is_meant(tail: str) -> bool:
    """Whether the words before an ellipsis say that nothing is cut."""
    if f" {tail.lower().rstrip(_CLOSING)}".endswith(_MEANT):
        return True
    return not _OPERATORS.isdisjoint(tail[-_NEAREST:]) and _LIST.search(tail) is not None


_CLOSING = " .,;:!?…()[]\"'“”‘’»→>-–—"
# Code points before the mark among which a list has one of its operators.
_NEAREST = 6


RULE = Rule(
    code="TRN104",
    name="ellipsis-ending",
    severity=Severity.NOTE,
    detect=detect,
    gate=_END,
)
