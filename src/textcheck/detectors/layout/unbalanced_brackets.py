"""A bracket that is opened and never closed in its paragraph, or closed where none was opened.

The finding is the bracket that stands alone: a warning where it belongs to words within a sentence, a note otherwise. Only
places where prose stands are judged. Where the missing one belongs is not known, so there is no repair. A single one in a
document is a note, since anybody mistypes once.

Left alone: list markers ("a) first", "2) second"), emoticons, intervals ([0, 1)), code, brackets spoken of, a parenthesis
of several paragraphs that is closed further down, one cut off at the beginning or the end of the document, braces and angle
brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from textcheck import surroundings
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_UNCLOSED = rb"\([^()\n]*(?:\n|\z|\([^()\n]*(?:\)[^()\n]*)?(?:\n|\z))|\[[^\[\]\n]*(?:\n|\z|\[[^\[\]\n]*(?:\n|\z))"
_UNOPENED = rb"(?:\A|\n|\))[^()\n]*\)|(?:\A|\n|\])[^\[\]\n]*\]"
_SUSPICIOUS = _UNCLOSED + rb"|" + _UNOPENED
_BRACKETS = rb"[()\[\]]"
_PAIRS = {")": "(", "]": "["}
_NO_BRACKETS = bytes(code for code in range(256) if code not in b"()[]\n")
# Brackets within brackets of one line of prose.
_DEEPEST = 2

# What ends a line that ends a paragraph; a line that ends otherwise may go on.
_TERMINAL = ".!?:…”\"’')]"
_MARKER = re.compile(r"(?:\A|[\s,;:.(\[])(?:[0-9]{1,4}|([a-z])\1?|[A-Z]|[ivxlIVXL]{1,6}|[0-9]{1,2}[a-z])\Z")
_FIGURE = re.compile(r"\b(?:Fig|Figs|Figure|Figures|Table|Eq|Section|see)\b\.? ?[0-9]*[a-z]?\Z")
_NO_PROSE = re.compile(r"[_`{}<>|\\~^@#+]|==|::|->|[^\W\d]\((?!s\))|\w\[|https?:")
_CUT_OFF = re.compile(r"(?:…|\.\.\.)\]?\s*\Z")
# Code points about a bracket that must be prose for it to be a warning.
_NEAR = 60
# Those that must be prose for it to be a note.
_NEAREST = 24
# Paragraphs that a parenthesis may run over.
_MOST_PARAGRAPHS = 12
# Brackets never closed within one that is, with it.
_MOST_INNER = 4
# Brackets that are asked whether they wait for one.
_MOST_WAITING = 50


def detect(doc: Document) -> Iterable[Finding]:
    # What is left of the brackets of each line when pairs are taken out is none where all is well.
    left = doc.codes.translate(None, _NO_BRACKETS)
    for _ in range(_DEEPEST):
        left = left.replace(b"()", b"").replace(b"[]", b"")
    if left.count(b"\n") == len(left):
        return ()
    return surroundings.weighed(doc, _found(doc))


def _found(doc: Document) -> Iterator[Finding]:
    text, codes = doc.text, doc.codes
    resume = 0
    # Brackets that wait for their like further down: where they stand, and the paragraph in which they do.
    pending: list[tuple[int, int]] = []
    number = 0
    for match in pattern(_SUSPICIOUS).finditer(codes):
        if match.end() <= resume:
            continue
        start, end = _paragraph(text, max(resume, match.start() + (codes[match.start()] == 10)), resume)
        resume = end
        number += 1
        unclosed, unopened, markers = _alone(doc, start, end)
        of_lists = frozenset(markers)
        for at in sorted(unopened + markers):
            waiting = _waiting(text, pending, _PAIRS[text[at]], number)
            if waiting is not None:
                del pending[waiting]
            elif at in of_lists:
                continue
            elif _is_first(text, start):
                if text[start : start + 1].isupper():
                    yield from _finding(doc, at, "closed and never opened")
            else:
                yield from _finding(doc, at, "closed and never opened")
        if not _CUT_OFF.search(text, max(start, end - 8), end):
            pending += [(at, number) for at in unclosed]
    last = len(text.rstrip())
    line = text.rfind("\n", 0, last)
    for at, _ in pending:
        # A document may be cut off inside a parenthesis.
        if at < line or text[last - 1 : last] in (".", "!", "?", "”", '"'):
            yield from _finding(doc, at, "opened and never closed")


def _waiting(text: str, pending: list[tuple[int, int]], bracket: str, number: int) -> int | None:
    """Which of the latest brackets that wait is closed by its like in a later paragraph."""
    for index in range(len(pending) - 1, max(-1, len(pending) - 1 - _MOST_WAITING), -1):
        place, since = pending[index]
        if number - since > _MOST_PARAGRAPHS:
            return None
        if text[place] == bracket:
            return index
    return None


def _is_first(text: str, start: int) -> bool:
    return not text[:start].strip()


def _paragraph(text: str, at: int, least: int) -> tuple[int, int]:
    """The paragraph of a place, begun not before `least`."""
    start = at
    while (line := text.rfind("\n", least, start)) >= 0:
        if _ends_paragraph(text, line):
            start = line + 1
            break
        start = line
    else:
        start = least
    end = at
    while (line := text.find("\n", end)) >= 0:
        if _ends_paragraph(text, line):
            return start, line
        end = line + 1
    return start, len(text)


def _ends_paragraph(text: str, at: int) -> bool:
    last = at - 1 if text[at - 1 : at] == "\r" else at
    return text[last - 1 : last] in _TERMINAL or text[at + 1 : at + 2] in "\n\r"


def _alone(doc: Document, start: int, end: int) -> tuple[list[int], list[int], list[int]]:
    """The brackets of a paragraph that are never closed, those never opened, and those that may belong to items of a list."""
    text = doc.text
    stack: list[int] = []
    unopened: list[int] = []
    lost: list[int] = []
    markers: list[int] = []
    for match in pattern(_BRACKETS).finditer(doc.codes, start, end):
        at = match.start()
        sign = text[at]
        if sign not in "()[]" or _is_sign(text, at):
            continue
        if sign in "([":
            stack.append(at)
        elif stack and text[stack[-1]] == _PAIRS[sign]:
            stack.pop()
        elif stack and at - stack[-1] < 40 and not re.search(r"[^\W\d_]{3}", text[stack[-1] : at]):
            # An interval: [0, 1).
            stack.pop()
        elif _MARKER.search(text[max(start, at - 8) : at]) and not _FIGURE.search(text, max(start, at - 16), at):
            markers.append(at)
        else:
            # Inner ones are never closed, an outer one is.
            outer = next(
                (depth for depth in range(2, min(len(stack), _MOST_INNER) + 1) if text[stack[-depth]] == _PAIRS[sign]), 0
            )
            if outer:
                lost += stack[-outer + 1 :]
                del stack[-outer:]
            else:
                unopened.append(at)
    return sorted(stack + lost), unopened, markers


def _is_sign(text: str, at: int) -> bool:
    """Whether a bracket is no bracket: a colour of a terminal, an emoticon, or one that stands free or in quotation marks."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if before == "\x1b":
        return True
    if before in ("'", '"', "“", "‘", "`", "\\") and after in ("'", '"', "”", "’", "`"):
        return True
    if (not before or before.isspace()) and (not after or after.isspace()):
        return True
    if before and before in ":;=" and not text[at - 2 : at - 1].isalnum():
        return True
    if before in ("-", "^", "o", "'") and text[at - 2 : at - 1] in (":", ";", "="):
        return True
    return text[at] in "([" and bool(after) and after in ":;=" and text[at + 2 : at + 3] in ("", " ", "\n", "-")


def _is_within_prose(doc: Document, at: int, reach: int) -> bool:
    around = surroundings.before(doc, at, reach) + " " + surroundings.after(doc, at + 1, reach)
    return _NO_PROSE.search(around) is None and len(re.findall(r"[^\W\d_]{3,}", around)) >= 3


def _finding(doc: Document, at: int, what: str) -> Iterator[Finding]:
    text = doc.text
    if text[at] == "(" and at and text[at - 1].isalnum():
        return
    prose = _is_within_prose(doc, at, _NEAR)
    # A sentence may speak of code.
    if not prose and not _is_within_prose(doc, at, _NEAREST):
        return
    sure = prose and text[at] in "()"
    if text[at] == "(":
        sure = sure and text[at - 1 : at] == " " and text[at + 1 : at + 2].isalpha()
    else:
        sure = sure and text[at - 1 : at].isalpha()
    yield RULE.finding(
        at,
        at + 1,
        f"bracket {what} in its paragraph",
        confidence=0.85 if sure else 0.6,
        severity=Severity.WARNING if sure else Severity.NOTE,
    )


RULE = Rule(
    code="LAY109",
    name="unbalanced-brackets",
    severity=Severity.WARNING,
    detect=detect,
    gate=_BRACKETS,
)
