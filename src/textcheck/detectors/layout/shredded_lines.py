"""Running text torn into lines of one word or a few, as extraction leaves narrow columns and text that was set word by word.

A run of at least seven such lines, with or without blank ones between them, that read together as prose: many of their words are function words of
one language, and most lines begin in lower case. The repair joins the lines with spaces, and the halves of broken words without.
It is UNSAFE. Beside whole lines of prose, or where sentences end and begin inside the run, it is a warning; a short run that is
the whole text may be verse: a note.

Left alone: lists of names, ingredients, keywords and numbers, whose lines hold few function words, tables read cell by cell, verse
whose lines begin with capitals, chat, code, and Chinese or Japanese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck import language
from textcheck.flow import frequency, joined, language_at
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_WORDS = rb"[A-Za-z\xc0-\xff'\x92]+[,.;]?(?: [a-z\xdf-\xff'\x92]+[,.;]?){0,2}[ \t]*(?:\r?\n[ \t]*)+"
_SMALL = rb"[a-z\xdf-\xff'\x92]+[,.;-]?(?: [a-z\xdf-\xff'\x92]+[,.;-]?){0,2}[ \t]*(?:\r?\n[ \t]*)+"

_FEWEST, _LONG_RUN = 7, 24
# Words and code points of a torn line.
_MOST_WORDS, _WIDEST = 3, 24
_PROSE = 60
_SENTENCE = re.compile(r"[a-z]{2}[.!?][\"”’)]* +[\"“‘(]?[A-Z]")
_NOT_PROSE = re.compile(r"[{}=<>|\\_#@*•:/\[\]]|\d{2}|^[-–—+]\s|\w\(")

_LINES = rb"\n[ \t]*" + _SMALL + _WORDS + _SMALL
_GATE = rb"[A-Za-z\xc0-\xff'\x92,.;][ \t]*\r?\n[ \t\r\n]*[a-z\xdf-\xff'\x92]"


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_LINES).search(doc.codes):
        return
    text = doc.text
    run: list[tuple[int, int]] = []
    for start, end in (*doc.lines, (len(text), len(text))):
        line = text[start:end].strip()
        if not line and end < len(text):
            continue
        if line and len(line) <= _WIDEST and line.count(" ") < _MOST_WORDS and not _NOT_PROSE.search(line):
            begin = start + text[start:end].index(line[0])
            run.append((begin, begin + len(line)))
            continue
        if len(run) >= _FEWEST:
            finding = _judge(doc, run, bool(line))
            if finding is not None:
                yield finding
        run = []


def _judge(doc: Document, run: list[tuple[int, int]], followed: bool) -> Finding | None:
    text = doc.text
    start, end = run[0][0], run[-1][1]
    pieces = [text[begin:stop] for begin, stop in run]
    small = sum(piece[0].islower() for piece in pieces)
    together = " ".join(pieces)
    words = together.split()
    # So few words may leave two languages close: English then, by whose function words they are counted.
    code = language.detect(together) or "en"
    if small < 0.6 * len(pieces) or doc.is_verbatim(start, end):
        return None
    functional = set(language.FUNCTION_WORDS[code].split())
    if sum(word.strip(",.;!?").lower() in functional for word in words) < 0.18 * len(words):
        return None
    beside = (
        len(text[:start].rstrip().rpartition("\n")[2]) >= _PROSE
        or len(text[end : end + 4 * _PROSE].strip().partition("\n")[0]) >= _PROSE
    )
    sure = beside or len(run) >= _LONG_RUN or _SENTENCE.search(together) is not None
    return RULE.finding(
        start,
        end,
        f"running text in {len(run)} lines of a word or a few",
        confidence=0.9 if sure else 0.5,
        severity=Severity.WARNING if sure else Severity.NOTE,
        repairs=[Repair(start, end, _whole(doc, run), UNSAFE, 0.85, "the lines may be verse")],
    )


def _whole(doc: Document, run: list[tuple[int, int]]) -> str:
    """The lines as one: halves of a word joined, whether or not a hyphen says so."""
    text = doc.text
    code = language_at(doc, run[0][0])
    whole = text[run[0][0] : run[0][1]]
    pieces = [whole]
    for begin, stop in run[1:]:
        line, last = text[begin:stop], pieces[-1]
        left, right = re.search(r"[^\W\d_]+(-?)$", last[-_WIDEST - 1 :]), re.match(r"[^\W\d_]+", line)
        if left and right and left.group(1):
            half = left.group()[:-1]
            pieces[-1] = last[: len(last) - len(left.group())] + joined(doc, half, right.group(), begin).text
            pieces.append(line[right.end() :])
        elif left and right and _is_one(left.group(), right.group(), code):
            pieces.append(line)
        else:
            pieces.append(" " + line)
    return "".join(pieces)


def _is_one(left: str, right: str, code: str) -> bool:
    """Whether two fragments make a common word although one of them is none."""
    rarer = min(frequency(left.lower(), code), frequency(right.lower(), code))
    return right[0].islower() and rarer < 1e-6 and frequency((left + right).lower(), code) > max(1e-6, 50 * rarer)


RULE = Rule(
    code="LAY156",
    name="shredded-lines",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
