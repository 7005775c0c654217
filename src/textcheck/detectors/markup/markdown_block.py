"""A line's mark left as Markdown in plain prose: a heading `## Results`, a fence of three backticks, a ruled line `|---|---|`, `---`.

The marks of a heading go and its words stay (SAFE). A fence and the rule of a table go, UNSAFE. Lines that begin with `> ` and a rule
of dashes are notes: letters quote their forerunners so, and texts of all kinds are parted by dashes.

Left alone: documents written in Markdown, programs and settings (`# a comment`, in lines that follow each other), hashtags and numbers (#1), scene breaks of stars, quoted letters
("Ada wrote:"), fences around code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.markup import is_spoken_of, notations, taken_out
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_HEADING = rb"(?m)^ {0,3}#{1,6}[ \t]+[^\s#][^\n]*$|^#{2,6}[A-Z][^\n#]*$"
_FENCE = rb"(?m)^[ \t]{0,3}(?:```+|~~~+)[ \t]*[A-Za-z+#-]*[ \t\r]*$"
_RULED = (
    rb"(?m)^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t\r]*$|^[ \t]*\|[ \t]*:?-{3,}:?[ \t]*\|[ \t\r]*$"
)
_DASHES = rb"(?m)^(?:-{3}|_{3}|- - -)[ \t\r]*$"
_QUOTE = rb"(?m)^> ?[A-Za-z\"\x93\x91][^\n]*$"
_GATE = (
    rb"(?m:^) {0,3}#{1,6}[ \t]+[^\s#]|(?m:^)#{2,6}[A-Z]|(?m:^)[ \t]{0,3}(?:```|~~~)|(?m:^)[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\||(?m:^)(?:-{3}|_{3}|- - -)[ \t\r]*(?m:$)"
    rb"|(?m:^)> ?[A-Za-z\"\x93\x91]"
)
_LETTER = re.compile(r"\b(?:wrote|writes|schrieb|écrit|escribió|said|says):|^>>|^> ?>|^From:|^On .{5,80}wrote", re.MULTILINE)
_TITLE = re.compile(r"#{1,6}\s+[\"“'(]?(?:[^\W\d_]|\d+[.)]?\s+\S)")
_SOURCES = frozenset(("json", "code", "markdown", "html", "org", "rst"))


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes) or notations(doc) & _SOURCES:
        return
    text = doc.text
    fences = [match.span() for match in pattern(_FENCE).finditer(doc.codes)]
    for form in (_HEADING, _RULED, _DASHES, _QUOTE):
        for match in pattern(form).finditer(doc.codes):
            start, end = match.span()
            start = end - len(text[start:end].lstrip())
            end = start + len(text[start:end].rstrip())
            if is_spoken_of(doc, start, end, "markdown", near=False):
                continue
            finding = _line(doc, start, end, form)
            if finding is not None:
                yield finding
    for start, end in _stray(doc, fences):
        first, last, new = taken_out(text, start, end)
        repair = Repair(first, last, new, UNSAFE, 0.8, "what the fence parted from the rest is unknown")
        yield RULE.finding(start, end, "Markdown fence of a code block", confidence=0.85, repairs=[repair])


def _line(doc: Document, start: int, end: int, form: bytes) -> Finding | None:
    text = doc.text
    shown = text[start:end]
    if form == _HEADING:
        depth = len(shown) - len(shown.lstrip("#"))
        words = shown.strip("#").strip() if shown.endswith("#") else shown[depth:].strip()
        if not words or len(words) > 200 or (depth > 1 and not _LETTERS.search(words)):
            return None
        if _is_comment(text, start, end, depth):
            return None
        above, below = text[max(0, start - 2) : start], text[end : end + 2]
        # One sign is a comment's and a number's, too: it takes a title between two breaks.
        if depth == 1 and not (
            _TITLE.match(shown)
            and _CAPITAL.match(words)
            and words[-1] not in ".;,{}"
            and (not above or above == "\n\n" or below[1:] == "\n")
        ):
            return None
        repair = Repair(start, end, words, SAFE, 0.95, "a reader sees the heading without its marks")
        return RULE.finding(
            start, end, f"Markdown mark of a heading: {shown[:40]}", confidence=0.93 if depth > 1 else 0.82, repairs=[repair]
        )
    first, last, new = taken_out(text, start, end)
    if form == _RULED:
        repair = Repair(first, last, new, UNSAFE, 0.85, "the rule is part of a table's layout")
        above, below = (
            text[max(0, start - 200) : max(0, start - 1)].rpartition("\n")[2],
            text[end + 1 : end + 200].partition("\n")[0],
        )
        # Between its own rows a table is whole, whatever it is worth to a reader.
        whole = "|" in above and "|" in below
        return RULE.finding(
            start,
            end,
            "Markdown rule of a table",
            confidence=0.5 if whole else 0.88,
            severity=Severity.NOTE if whole else Severity.WARNING,
            repairs=[repair],
        )
    if form == _DASHES:
        repair = Repair(first, last, new, UNSAFE, 0.6, "the rule may part two sections on purpose")
        return RULE.finding(
            start, end, "rule of dashes on a line of its own", confidence=0.4, severity=Severity.NOTE, repairs=[repair]
        )
    if _LETTER.search(text[max(0, start - 400) : end + 400]) or text[max(0, start - 3) : start].endswith("> \n"):
        return None
    repair = Repair(start, start + 2 if shown[1] == " " else start + 1, "", UNSAFE, 0.6, "the sign may quote a letter")
    return RULE.finding(start, end, "Markdown mark of a quotation", confidence=0.5, severity=Severity.NOTE, repairs=[repair])


def _is_comment(text: str, start: int, end: int, depth: int) -> bool:
    """Whether a line beside one begins with as many signs: titles have text below them, comments go on."""
    signs = "#" * depth
    before = text[max(0, start - _LONGEST_LINE) : max(0, start - 1)].rpartition("\n")[2].lstrip()
    after = text[end : end + _LONGEST_LINE].lstrip(" \t\r")[1:].lstrip(" ")
    return any(line.startswith(signs) and line[depth : depth + 1] != "#" for line in (before, after))


_LONGEST_LINE = 400
_CAPITAL = re.compile(r"(?:\d+[.)] +)?[^\W\d_a-z]")
_LETTERS = re.compile(r"[^\W\d_]")
_CODE = re.compile(r"[{};=()<>$]|^\s*[\w.-]+ -|^[ \t]+\S|\w_\w", re.MULTILINE)


def _stray(doc: Document, fences: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Fences that part no code: one without its like, or two around prose."""
    text = doc.text
    for at in range(0, len(fences), 2):
        pair = fences[at : at + 2]
        if len(pair) == 2:
            inside = text[pair[0][1] : pair[1][0]]
            if _CODE.search(inside[:2000]) or len(inside.split()) < 20:
                continue
        for start, end in pair:
            left = end - len(text[start:end].lstrip())
            yield left, left + len(text[left:end].rstrip())


RULE = Rule(
    code="MRK111",
    name="markdown-block",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
