"""A text that begins in the middle: "council had met in the old school. The mayor spoke first", ", who had come by train."

A first word in lower case, or a mark that only follows something, in prose whose other sentences begin with capitals. There is no repair:
what is missing is not in the text.

Left alone: names that are written so (iPhone, eBay, de Gaulle, al-Jazeera), names of programs and packages that a text explains ("click is
a package"), addresses, code and commands, lists, verse and chat, writers who use no capitals, and a
first line without any stop, which is a title or a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.flow import ENDED, completions, frequency, language_at
from textcheck.rule import Document, Finding, Rule, Severity, pattern, severity_at

_BEGINS = rb"\A\s*(?:[a-z\xdf-\xf6\xf8-\xff]|[,;:)\]!?.][ \x94\x92\"']|\.\.\. ?[a-z]|\x85 ?[a-z])"
# Code points that say how sentences begin.
_HEAD = 3000
# Code points that say whether the first line is code.
_START = 60
_NAME = re.compile(r"[^\W\d_]*(?:[A-Z\d_/@:#=({}<>\\]|[.-]\w*[A-Z]|\.\w|\(\))|\w+[-’'][A-Z]")
_CODE = re.compile(r"[{}=<>|\\_]|\w\(\)|^\S+:(?:\s|$)|//|\$ ")
_PARTICLES = frozenset(
    "de von van da di do del della dello degli al el bin ibn ben le la les du des dos das ter ten zu zur zum af av y san st d l".split()
)
# After these the first word is what a text explains.
_EXPLAINED = frozenset("is was are were has can means provides allows lets stands refers describes v version".split())
_CAPITAL = re.compile(r"[^\W_][.!?…][\"'”’)\]]*\s+[\"'“‘(\[]?[A-ZÀ-Þ]")
_SMALL = re.compile(r"[^\W_][.!?][\"'”’)\]]*\s+[\"'“‘(\[]?[a-zß-ÿ]")
_WORD = re.compile(r"[^\W\d_]+")


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_BEGINS).search(doc.codes):
        return
    text = doc.text
    start = len(text) - len(text.lstrip())
    line_end = text.find("\n", start, start + _HEAD)
    line = text[start : min(len(text), start + _HEAD) if line_end < 0 else line_end].rstrip()
    head = text[start : start + _HEAD]
    tokens = line.split(None, 2)
    # The code of a character may be a question mark that is none.
    if not tokens or not (line[0].islower() or line[0] in ",;:)]!?.…"):
        return
    if doc.is_verbatim(start, start + 1) or _CODE.search(line[:_START]) or (line[0].islower() and _NAME.match(tokens[0])):
        return
    capitals, small = len(_CAPITAL.findall(head)), len(_SMALL.findall(head))
    if not capitals or small * 4 > capitals or not _lines_begin_large(head):
        return
    word = _WORD.match(line)
    if word is None:
        yield _finding(start, start + len(tokens[0]), f"a mark that only follows something: {tokens[0][:20]!r}", _of_mark(line))
        return
    after = tokens[1] if len(tokens) > 1 else ""
    if tokens[0].lower().strip("’'") in _PARTICLES and after[:1].isupper():
        return
    code = language_at(doc, start)
    own = frequency(word.group(), code)
    torn = own < _RARE and _is_torn(word.group(), code)
    stops = ENDED.search(line) is not None or _CAPITAL.search(line) is not None
    if len(tokens) < 3 and not line.endswith((".", "!", "?", ";", ",", "”", '"')):
        stops = False
    if not stops and len(line) < _TITLE and not torn:
        return
    confidence = 0.9 if stops else 0.5
    if after.strip(",:") in _EXPLAINED or after[:1] in "(—–-:/[":
        confidence = 0.4
    yield _finding(start, start + word.end(), f"the middle of a {'word' if torn else 'sentence'}: {line[:30]!r}", confidence)


_RARE = 1e-7
_TITLE = 80


def _is_torn(fragment: str, code: str) -> bool:
    """Whether a rare word is no word at all rather than the name of something: short, or without any longer form."""
    return len(fragment) < 3 or completions(fragment, code) < _RARE or len(fragment) <= 5


def _of_mark(line: str) -> float:
    return 0.5 if line[0] == "…" or line.startswith("...") else 0.9


def _lines_begin_large(head: str) -> bool:
    """Whether most lines after the first begin otherwise than in lower case, as those of verse and lists may not."""
    others = [line.strip() for line in head.split("\n")[1:] if line.strip()]
    return sum(line[0].islower() for line in others) <= 0.2 * len(others)


def _finding(start: int, end: int, what: str, confidence: float) -> Finding:
    return RULE.finding(start, end, f"the text begins with {what}", confidence=confidence, severity=severity_at(confidence))


RULE = Rule(
    code="TRN103",
    name="cut-off-beginning",
    severity=Severity.WARNING,
    detect=detect,
    gate=_BEGINS,
)
