"""A quotation that is opened and never closed in its paragraph, or closed where none was opened.

The finding is the mark that stands alone: a warning where words quoted in the middle of a sentence are never closed, which
cannot run on into another paragraph; a note where the mark is a straight one, or a speech may have begun or ended outside
the document, or run on unmarked. Where the missing mark belongs is not known, so there is no repair. A single one in a
document is a note, since anybody mistypes once.

Left alone: a quotation of several paragraphs, each of which opens and only the last of which closes, also where a line of the
page stands between them or a page break tears one of them; one that runs over list items or lines of verse and is closed further down; one cut off at the beginning or the end of the document; marks of
any make that close one another (“…", „…“, ”…”); quotations within quotations; inch, foot and ditto marks; apostrophes and
single quotation marks, which cannot be told apart; code, tags, attributes and records. Straight marks are judged only where each shows by its spaces
whether it opens or closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from textcheck import surroundings
from textcheck.expressions import expression
from textcheck.flow import sentences
from textcheck.rule import Document, Finding, Rule, Severity, pattern

# An opening mark with no closing one before the end of its line or another opening one; a closing mark with no opening one since the
# beginning of its line or another closing one; a line with an odd number of straight marks.
_UNCLOSED = rb"\x93[^\x94\n]*(?:\n|\z|\x93)"
_UNOPENED = rb"(?:\A|\n|\x94)[^\x93\x94\n]*\x94"
_ODD = rb"(?:\A|\n)[^\"\n]*\"[^\"\n]*(?:\"[^\"\n]*\"[^\"\n]*)*(?:\n|\z)"
_SUSPICIOUS = rb"|".join((_UNCLOSED, _UNOPENED, _ODD))
_GATE = rb"[\"\x93\x94]"
_MARK = re.compile(rb"[\"\x84\x93\x94\n'`\x92](?:(?<=[\"\x84\x93\x94\n])|(?<=')'|(?<=`)`|(?<=\x92)\x92)")

# What ends a line that ends a paragraph; a line that ends otherwise is taken to go on, being a heading or broken by width.
_TERMINAL = ".!?:…”\"’')]"
_TOUCHING = ".!?,"
_OPENERS = "([{—–-‘'/"
_NO_PROSE = expression(r"[_`{}=<>|\\@#$~^*]|\w\(|::|->|[0-9]\"|\" ?: ?\"|\",\"")
# Code points about a straight mark that must be prose, and how many marks of a paragraph are asked.
_NEAR = 80
_MOST_ALONE = 10
_GOES_ON = expression(r",? [a-z]")
_LINE_BREAK = 10
# A line of a page, such as a heading, a page number or a link, that stands between the paragraphs of a speech.
_LONGEST_ASIDE = 200
# What somebody says in a conversation is mostly shorter.
_LONG_SPEECH = 100
_INDENT = 8
_STOPS = ".!?:…”\"’')"
_BEGINS = expression(r"^[\s•·▪●*>–—-]{0,8}[“\"„‘]", re.MULTILINE)
# A whole quotation, and what stands between the beginning of one and of the next, where none is quoted in the other.
_FURTHEST = 2000
_WHOLE = expression(r"“[^“”]*”|(?<!\S)\"[^\"]+\"(?!\w)")
_REOPENED = expression(r"[^“”\"„‘]*(?<=[\s—–])[“\"]\w")
# Sentences of further paragraphs that show a quotation to be over, though it is not closed.
_FOLLOWING = 2


class _Paragraph(NamedTuple):
    """What a paragraph leaves over: marks never closed, marks never opened; `opens` where its first character opens.

    It is `led` where a whole quotation stands before the first that is never opened, and `reopened` where one begins within the only one that
    is never closed, without being quoted in it. It is `torn` where it ends inside a sentence, which then goes on in another one, with the quotation that it is in.
    """

    start: int
    end: int
    opens: bool
    marks: int
    unclosed: tuple[int, ...]
    unopened: tuple[int, ...]
    doubtful: bool
    torn: bool
    led: bool
    reopened: bool


def detect(doc: Document) -> Iterable[Finding]:
    # What is left of the marks of each line when pairs are taken out is none where all is well.
    marks = surroundings.quotation_marks(doc).translate(None, b"'\x92").replace(b"\x93\x94", b"").replace(b'""', b"")
    return () if marks.count(b"\n") == len(marks) else surroundings.weighed(doc, _found(doc))


def _found(doc: Document) -> Iterator[Finding]:
    text, codes = doc.text, doc.codes
    first = len(text) - len(text.lstrip())
    resume = ended = waiting = 0
    while (match := pattern(_SUSPICIOUS).search(codes, resume)) is not None:
        # Only the paragraph of a suspicious mark is read, and those after it for as long as its quotation may go on.
        mark = match.start() + (codes[match.start()] == _LINE_BREAK)
        pending: int | None = None
        may_reopen = torn = halved = False
        for paragraph in _paragraphs(doc, _paragraph_start(text, mark, resume)):
            resume = paragraph.end
            unopened = paragraph.unopened
            if paragraph.end == paragraph.start:
                continue
            if halved and paragraph.marks:
                # The other half of a sentence, with what closes the quotation that it tore.
                unopened, halved = unopened[1:], False
            if pending is not None:
                # Where sentences are torn, it is not told where the paragraph of the quotation ends.
                torn = torn or text[paragraph.start : paragraph.start + _INDENT].lstrip()[:1].islower()
                if unopened:
                    # The quotation of an earlier paragraph is closed here, with those within it.
                    halved = torn and waiting > len(unopened)
                    pending, unopened = None, unopened[waiting:]
                elif may_reopen and paragraph.opens and not _is_built_in(text, pending):
                    pending = None
                elif paragraph.marks:
                    if not torn:
                        yield _opened(text, pending)
                    pending = None
                elif not _is_aside(text, paragraph, ended - pending):
                    may_reopen = False
            if unopened and not paragraph.doubtful and not paragraph.unclosed:
                if paragraph.start > first:
                    yield _closed(text, unopened[0], paragraph.end)
                elif paragraph.led:
                    yield _finding(unopened[0], "closed and never opened", False)
                elif text[first].isupper() and text[unopened[0] - 1].isalpha() and _GOES_ON.match(text, unopened[0] + 1):
                    # A document may begin inside a quotation, but then hardly with a capital and one of words within a sentence.
                    yield _finding(unopened[0], "closed and never opened", False)
            if paragraph.reopened and not paragraph.doubtful:
                yield _opened(text, paragraph.unclosed[0])
            elif paragraph.unclosed and not paragraph.doubtful:
                pending, waiting, ended = paragraph.unclosed[0], len(paragraph.unclosed), paragraph.end
                may_reopen, torn = True, paragraph.torn
            halved = halved or (paragraph.torn and paragraph.doubtful)
            if pending is None and not halved and paragraph.end > mark:
                break
        else:
            # It may end inside one, too, unless the quoted words belong to a sentence that is complete.
            if pending is not None and not torn:
                # Between paragraphs set apart by blank lines, a single break is none of them.
                blank = text.find("\n\n", ended) if "\n\n" in text else ended
                ended = len(text) if blank < 0 else blank
                followed = len(text) - ended > _LONGEST_ASIDE and sentences(doc, ended, len(text), _FOLLOWING) == _FOLLOWING
                complete = text[ended:].strip() or text.rstrip()[-1] in ".!?"
                if followed or (complete and _is_built_in(text, pending)):
                    yield _opened(text, pending)
            return


def _paragraph_start(text: str, at: int, least: int) -> int:
    """Where the paragraph of a place begins, not before `least`."""
    line = at
    while (line := text.rfind("\n", least, line)) >= 0:
        if _ends_paragraph(text, line):
            return line + 1
    return least


def _paragraphs(doc: Document, start: int) -> Iterator[_Paragraph]:
    """The paragraphs of a document from a place that begins one."""
    text = doc.text
    stack: list[int] = []
    unopened: list[int] = []
    marks = 0
    doubtful = False
    # What is quoted for a program on the line of the last straight mark, and where that line ends.
    quoted: list[tuple[int, int]] = []
    known = start
    for match in _MARK.finditer(doc.codes, start):
        at = match.start()
        mark = text[at]
        if mark == "\n":
            if not _ends_paragraph(text, at):
                continue
            yield _paragraph(text, start, at, marks, stack, unopened, doubtful)
            start, stack, unopened, marks, doubtful = at + 1, [], [], 0, False
            continue
        if mark == '"':
            if at >= known:
                known = text.find("\n", at) + 1 or len(text)
                quoted = surroundings.of_programs(text, text.rfind("\n", 0, at) + 1, known)
            if surroundings.is_in(quoted, at):
                continue
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if mark in "'’`":
            # Two single marks stand for a double one.
            if mark == "`":
                stack.append(at)
            elif stack:
                stack.pop()
            continue
        begins = not before or before.isspace() or before in _OPENERS
        ends = not after or not after.isalnum()
        marks += 1
        if mark == "“":
            if stack and before in _TOUCHING and not ends and text.find("‘", stack[-1], at) < 0:
                # The mark that should close stands nowhere, and the next quotation begins: joined-sentences reports the place.
                stack.pop()
            closes = bool(stack) and (text[stack[-1]] == "„" or (not begins and ends))
        elif mark == "„":
            closes = False
        elif mark == "”":
            closes = bool(stack) or not begins or ends
            if closes and not stack and (before.isnumeric() or (begins and ends)):
                # An inch or ditto mark.
                continue
        elif '"' in (before, after):
            # Empty and threefold marks are those of programs.
            doubtful = True
            continue
        elif not stack and before.isnumeric():
            continue
        elif begins == ends:
            doubtful = True
            closes = bool(stack)
        else:
            closes = ends
        if not closes:
            stack.append(at)
        elif stack:
            stack.pop()
        else:
            unopened.append(at)
    yield _paragraph(text, start, len(text), marks, stack, unopened, doubtful)


def _ends_paragraph(text: str, at: int) -> bool:
    last = at - 1 if text[at - 1 : at] == "\r" else at
    return text[last - 1 : last] in _TERMINAL or text[at + 1 : at + 2] in "\n\r"


def _paragraph(
    text: str, start: int, end: int, marks: int, stack: list[int], unopened: list[int], doubtful: bool
) -> _Paragraph:
    alone = stack + unopened
    if any(
        text[at] == '"' and _NO_PROSE.search(text, max(start, at - _NEAR), min(end, at + _NEAR)) for at in alone[:_MOST_ALONE]
    ):
        doubtful = True
    last = text[max(start, end - 5) : end].rstrip()
    if last.endswith(("…", "...", "…]", "...]")):
        # The paragraph is cut off, and the quotation with it.
        doubtful = True
    opens = marks > 0 and _opens(text, start, end)
    torn = last[-1:].isalnum() or last[-1:] in (",", "-")
    led = bool(unopened) and _WHOLE.search(text, start, unopened[0]) is not None
    reopened = len(stack) == 1 and _REOPENED.match(text, stack[0] + 1, min(end, stack[0] + _FURTHEST)) is not None
    return _Paragraph(start, end, opens, marks, tuple(stack), tuple(unopened), doubtful, torn, led, reopened)


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a paragraph begins with a quotation, or a line of the page stands above one in it that does."""
    found = _BEGINS.search(text, start, end)
    return found is not None and found.start() - start <= _LONGEST_ASIDE


def _is_aside(text: str, paragraph: _Paragraph, said: int) -> bool:
    """Whether a paragraph is a line of the page, over which a speech runs on: short, and without a stop or after much was said."""
    short = paragraph.end - paragraph.start <= _LONGEST_ASIDE
    return short and (text[paragraph.end - 1] not in _STOPS or said >= _LONG_SPEECH)


def _is_built_in(text: str, at: int) -> bool:
    """Whether a mark opens words quoted in the middle of a sentence, which cannot run over paragraphs, as a speech can."""
    return text[max(0, at - 2) : at].rstrip()[-1:].isalnum() and text[at - 1] == " "


def _opened(text: str, at: int) -> Finding:
    """The finding of a mark that opens. A straight mark that stands alone may also be one too many."""
    return _finding(at, "opened and never closed", text[at] == "“" and _is_built_in(text, at))


def _closed(text: str, at: int, end: int) -> Finding:
    """The finding of a mark that closes. At the end of a paragraph it may close a speech begun before the document."""
    return _finding(at, "closed and never opened", text[at] == "”" and at + 1 < end)


def _finding(at: int, what: str, sure: bool) -> Finding:
    return RULE.finding(
        at,
        at + 1,
        f"quotation {what} in its paragraph",
        confidence=0.85 if sure else 0.6,
        severity=Severity.WARNING if sure else Severity.NOTE,
    )


RULE = Rule(
    code="LAY103",
    name="unbalanced-quotes",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
