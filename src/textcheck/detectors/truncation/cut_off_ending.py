"""A text that ends in the middle of a word or of a sentence: "The council had agreed to rebuild the br".

Sure, and a warning, where the last word is one after which a sentence goes on (`the`, `and`), a comma, an opening bracket or a dash, or
the beginning of a longer word that is none itself. A last sentence that merely lacks its stop, in a text whose other sentences have theirs,
is a note: teasers and captions are written so. There is no repair: what is missing is not in the text.

Left alone: headings, lists, captions and titles that end a text, signatures and closing formulas ("Yours sincerely,"), links, addresses,
tags and numbers, verse and chat whose other lines lack stops, too, code, and texts in scripts that have stops of their own or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.flow import ENDED, completions, frequency, is_dangling, language_at, sentences
from textcheck.rule import Document, Finding, Rule, Severity, pattern, severity_at

# Code points before the last line whose sentences say how the text is written, and those of the last line that are looked at.
_BEFORE = 4000
_LINE = 4000
_FEWEST_LETTERS = 60

_STOP = re.compile(r"[.!?…](?<=[^\W_].|[)\]%].)[\"'”’)\]]*(?=\s+[\"'“‘(]?[^\W\d_a-z])")
_LONGEST_TITLE = 4
_LAST_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*$")
_OPEN = re.compile(r"(?:[,(\[“‘&]|[^\s–—-]\s[–—-]{1,3}|[^\W\d_][—–])$")
# What ends a text without a stop: an address of the net, a tag, a path, a number, a name of a file.
_ADDRESS = re.compile(r"(?:\S*(?:://|www\.|@|#|/|\\|_|[a-z]\.[a-z]{2,4}$)\S*|[\d.,:/%€$£-]+|\S*[\d°]\S*)$")
_CODE = re.compile(r"[{}=<>|\\~^`]|;$|::|->|\w\(\)")
_ITEM = re.compile(r"\s*(?:[-*+•·–—>#]|\(?\w{1,3}[.)]|[\[<(]?\d{1,2}:\d\d|@?[^\W\d_A-Z]\w*:)\s")
# Code points that hold the last word, and those that hold the marks behind it.
_NEAR, _MARK = 60, 8
# Code points at the end of a text among which its last mark is looked for.
_TAIL = 100
# A face ends what somebody says as a stop does.
_FACE = re.compile(r"\s[:;=][-'^]?[()\[\]DPpOo/|3*]+$")
_CLOSING = re.compile(
    r"(?:yours|sincerely|best|kind|warm|regards|love|cheers|thanks|thank you|respectfully|cordially|faithfully|mit freundlichen|"
    r"cordialement|saludos|atentamente)\b.{0,40}$",
    re.IGNORECASE,
)

_GATE = rb"[A-Za-z\x8a\x8c\x8e\x91\x93\x96\x97\x9a\x9c\x9e\x9f\xc0-\xff0-9,(\[&-]\s*\z"


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes, max(0, len(doc.text) - _TAIL)):
        return
    text = doc.text
    end = len(text.rstrip())
    start = max(text.rfind("\n", 0, end) + 1, end - _LINE)
    line = text[start:end]
    if end < _FEWEST_LETTERS or doc.is_verbatim(end - 1, end):
        return
    stop = _last_stop(line)
    if _CODE.search(line, max(stop, len(line) - _NEAR)) or (not stop and _ITEM.match(line)):
        return
    rest = line[stop:].strip()
    words = rest.split()
    if not words or _FACE.search(rest, max(0, len(rest) - _MARK)) or _CLOSING.match(rest):
        return
    small = sum(word.islower() for word in words)
    # A note may end in a year, but not with a comma behind it.
    number = words[-1].rstrip(",")
    if _ADDRESS.match(words[-1]) and not (
        number.isdigit() and (number != words[-1] or len(number) < _YEAR) and small >= _LONG // 2
    ):
        return
    ended, longer, paragraph = _ended(text, start)
    # A title above the first paragraph has no stop either.
    has_stops = ended >= 0.6 * longer or paragraph
    finished = ended or stop > 0 or sentences(doc, max(0, start - _BEFORE), start, 1)
    tail = rest[-_NEAR:]
    last = _LAST_WORD.search(tail)
    word = last.group() if last else ""
    code = language_at(doc, start)
    first = words[0].strip("\"'“‘(,").lower()
    # A name, a title or a button begins with no such word; a sentence mostly does.
    common = frequency(first, code) >= _COMMON
    starts = common and first not in _CAPTIONS
    # One sentence is no evidence of how a text is written; a long one that goes on is a cut all the same, but less surely.
    alone = 0.0 if finished else 0.2
    runs = small > 1 or (small > 0 and common)
    goes_on = len(words) == 1 and (first in _GOING_ON or is_dangling(first, code))
    what, confidence = "a sentence", 0.0
    if (finished or small >= _LONG) and runs and (_OPEN.search(tail[-_MARK:]) or is_dangling(word, code)):
        confidence = 0.95 - alone
    elif (stop or small >= _LONG or (finished and has_stops)) and (runs or starts) and _is_fragment(word, code):
        what, confidence = "a word", 0.9 - alone
    elif finished and has_stops and ((runs and (_is_open(rest) or word in _GOING_ON)) or goes_on):
        confidence = 0.7
    elif len(words) > 1 and finished and has_stops and (word in _GOING_ON or is_dangling(word, code)):
        confidence = 0.5
    elif len(words) > 1 and (small > 2 or (finished and has_stops)) and _is_fragment(word, code):
        what, confidence = "a word", 0.5
    elif finished and has_stops and _is_beginning(word, code):
        what, confidence = "a word", 0.4
    elif stop and (starts or (small > 1 and len(words) > 2)):
        confidence = 0.6
    elif finished and has_stops and small > 3 and len(rest) >= _FEWEST_LETTERS:
        confidence = 0.5
    elif first not in _CAPTIONS and (
        (stop and len(line) >= _PARAGRAPH)
        or (finished and has_stops and small and (starts or small > 4))
        or (start and small >= _LONG and len(rest) >= _PARAGRAPH)
        or small > 2 * _LONG
    ):
        confidence = 0.35
    if confidence:
        at = start + line.rindex(rest)
        yield RULE.finding(
            at if what == "a sentence" else end - len(word),
            end,
            f"the text ends in the middle of {what}: {_shown(rest)!r}",
            confidence=confidence,
            severity=severity_at(confidence),
        )


def _last_stop(line: str) -> int:
    """Where the last finished sentence of a line ends, 0 where none does; the stop of an abbreviated name or title is none."""
    at = 0
    for match in _STOP.finditer(line):
        word = match.start()
        while word > match.start() - _LONGEST_TITLE - 1 and word and line[word - 1].isalnum():
            word -= 1
        if match.start() - word > _LONGEST_TITLE or not line[word].isupper() or match.group()[0] != ".":
            at = match.end()
    return at


def _shown(rest: str) -> str:
    return rest if len(rest) <= 40 else f"…{rest[-40:]}"


def _is_fragment(word: str, code: str) -> bool:
    """Whether a word in lower case is none of the language but begins a common one."""
    if not (word.isalpha() and word.islower()):
        return False
    own = frequency(word, code)
    return own < _RARE and completions(word, code) > max(1e-6, 100 * own)


def _is_beginning(word: str, code: str) -> bool:
    """Whether a short word in lower case, a word though it may be, more often begins a longer one."""
    if not (len(word) <= 4 and word.isalpha() and word.islower()):
        return False
    own = frequency(word, code)
    return own < _COMMON if len(word) < 3 else completions(word, code) > 20 * own


_RARE, _COMMON = 3e-7, 5e-5


# Words after which a sentence mostly goes on, though it may end with them.
_GOING_ON = frozenset(
    "in is was are were to for with on at by as has had have will can could would shall should may might must who which that "
    "this their there we i he she they it not be been being so about over under after before like when where what how if".split()
)
# What begins a caption, a heading or a button as often as a sentence.
_CAPTIONS = frozenset(
    "a how what why when where who about more read see new photo photos click share get buy view continue".split()
)
# Words in lower case from which on a line is no heading.
_LONG = 8
_YEAR = 4
# Code points of a line that is a paragraph and no heading, whatever follows its last stop.
_PARAGRAPH = 100


def _is_open(rest: str) -> bool:
    """Whether a quotation or a bracket begins in the last sentence and does not end."""
    return rest.count("(") > rest.count(")") or rest.count("“") > rest.count("”") or rest.count('"') % 2 == 1


def _ended(text: str, start: int) -> tuple[int, int, bool]:
    """How many of the longer lines before a place end in a stop, as few of those of verse and chat do, how many there are, and whether
    the last of them is a paragraph that does."""
    lines = [line.strip() for line in text[max(0, start - _BEFORE) : start].split("\n")]
    ends = [(len(line), ENDED.search(line[-_MARK:]) is not None) for line in lines if len(line) >= 30]
    return sum(end for _, end in ends), len(ends), bool(ends) and ends[-1][1] and ends[-1][0] >= _PARAGRAPH


RULE = Rule(
    code="TRN102",
    name="cut-off-ending",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
