"""A header or footer of a page left in running text: "the council met⏎⏎THE HISTORY OF THE VALLEY⏎⏎to discuss it", "CHAPTER TWO 37".

A short line without a stop, with or without a page number, across which a sentence runs on; also a caption or a line of a margin that stands there.
The repair takes it out and joins the sentence; it is UNSAFE, since a caption may be wanted elsewhere. A title with a changing page
number that recurs through the document is found between paragraphs as well.

Left alone: headings between sentences, verse and lists, lines in text that is broken at a column unless they are in capitals or stand
apart, series of numbered headings (Chapter 4, Table 3, Day 2), speakers of a play, formulas, and code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from textcheck.flow import is_dangling
from textcheck.intrusions import PROSE, gap
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern, severity_at

_BLANK = rb"[ \t]*\r?\n[ \t\r\n\x0c]*"
_LINE = rb"[A-Z0-9\[|\"\x93](?:[^\n]*[^\n.!?:;, \t\r\x85\"\x94])?"
_TORN = rb"[a-z,\xdf-\xff-]" + _BLANK + rb"(?:" + _LINE + _BLANK + rb"){1,3}[a-z\xdf-\xff]"
_NUMBERED = rb"(?:\n|\A)[ \t]*(?:[0-9]{1,4}[ \t|\x96\x97\x95-]+[A-Z][^\n.!?]*[A-Za-z0-9)]|[A-Z][^\n.!?]*[A-Za-z0-9)][ \t|\x96\x97\x95-]+[0-9]{1,4})[ \t]*(?:\r?\n|\z)"
# What every torn sentence and every numbered title has, told by what stands close together.
_GATE = (
    rb"[^\n.!?:;, \t\r\x85\"\x94][ \t]*\r?\n[ \t\r\n\x0c]*[a-z\xdf-\xff]"
    rb"|(?:\n|\A)[ \t]*[0-9]{1,4}[ \t|\x96\x97\x95-]+[A-Z]|[A-Za-z0-9)][ \t|\x96\x97\x95-]+[0-9]{1,4}[ \t]*(?:\r?\n|\z)"
)

# Code points of a header, and the gaps between its words where nothing else tells it from a sentence.
_LONGEST, _MOST_GAPS = 90, 7
_EDGE_NUMBER = re.compile(r"^(\d{1,4})[\s|–—•]+|[\s|–—•]+(\d{1,4})$")
_DIGITS_ONLY = re.compile(r"[\W\d]*(?:(?:page|p\.?|pg\.?|seite)[\W\d]*)?(?:of|/)?[\W\d]*$|[ivxlc]+$", re.IGNORECASE)
_CODE = re.compile(r"[{}=<>\\_;^]|\w\(|::|^[-*+•#>|]\s|^\(?\w{1,2}[.)]\s")
# Words that number a heading of their own.
_SERIES = frozenset(
    "chapter part section table figure fig day week step question exercise lesson act scene volume vol book appendix session episode season "
    "article rule problem example item no number round level phase stage unit module test group version windows world war top".split()
)
_FEWEST = 3


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    seen: set[int] = set()
    at = 0
    while (match := pattern(_TORN).search(doc.codes, at)) is not None:
        finding = _between(doc, match.start() + 1, match.end() - 1)
        if finding is not None:
            seen.add(finding.start)
            yield finding
            at = match.end() - 1
        else:
            # The first of the lines may be the one that the sentence breaks off in.
            at = text.find("\n", match.start()) + 1
            while text[at] in " \t\r\n\f":
                at += 1
    recurring: dict[str, list[tuple[int, int, int]]] = {}
    for match in pattern(_NUMBERED).finditer(doc.codes):
        start = match.start() + len(match_text := text[match.start() : match.end()]) - len(match_text.lstrip())
        line = match_text.strip()
        number = _EDGE_NUMBER.search(line)
        if number is not None and len(line) <= _LONGEST:
            title = (line[: number.start()] + line[number.end() :]).strip()
            recurring.setdefault(title.lower(), []).append((start, start + len(line), int(number.group(1) or number.group(2))))
    for title, places in recurring.items():
        numbers = [number for _, _, number in places]
        words = title.split()
        rising = all(after > number for number, after in pairwise(numbers))
        trailing = not text[places[0][0]].isdigit()
        # Years and the numbers of a series belong to their headings.
        series = words[0] in _SERIES - {"chapter", "part", "section"} or (
            trailing and ((words[-1] in _SERIES and len(words) < 3) or 1500 <= numbers[0] <= 2100)
        )
        if len(places) < _FEWEST or not rising or len(words) < 2 or series or _CODE.search(title):
            continue
        for start, end, _ in places:
            if start not in seen:
                around = gap(doc, start, end)
                rest = "\n\n" if text.count("\n", around.start, around.end) > 2 else "\n"
                yield RULE.finding(
                    start,
                    end,
                    f"running header: {text[start:end]!r}",
                    confidence=0.85,
                    repairs=[
                        Repair(
                            around.start,
                            around.end,
                            around.joint if around.torn else rest,
                            UNSAFE,
                            0.8,
                            "the line may be a heading",
                        )
                    ],
                )


def _between(doc: Document, start: int, end: int) -> Finding | None:
    text = doc.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    lines = [line.strip() for line in text[start:end].split("\n") if line.strip()]
    if (
        not lines
        or any(len(line) > _LONGEST or _CODE.search(line) for line in lines)
        or all(_DIGITS_ONLY.match(line) for line in lines)
    ):
        return None
    around = gap(doc, start, end)
    if not around.torn or not around.prose or text.startswith(("http", "www"), around.end) or doc.is_verbatim(start, end):
        return None
    # Lines broken at a column begin with capitals as often as not: there a header must be told by its look.
    apart = "\n\n" in _breaks(text[around.start : start]) and "\n\n" in _breaks(text[end : around.end])
    titles = [_EDGE_NUMBER.sub("", line) for line in lines if not _DIGITS_ONLY.match(line)]
    numbered = len(titles) < len(lines) or any(_EDGE_NUMBER.search(line) for line in lines)
    if any(title[:1].islower() for title in titles) or (not numbered and any(" " not in title for title in titles)):
        return None
    # A comma is more often one of the sentence than one of a title.
    looks = not any("," in title for title in titles) and all(
        title.isupper() or (numbered and _is_title(title)) for title in titles
    )
    if not looks and (not apart or any(title.count(" ") > _MOST_GAPS for title in titles)):
        return None
    if not apart and max(around.before, around.after) < PROSE:
        return None
    last = lines[-1].split()[-1].strip("\"'”’").lower()
    if is_dangling(last) or (around.before < PROSE and not looks and not around.sure):
        # The line itself runs on into the next: it is a part of the sentence.
        return None
    confidence = 0.95 if looks or around.sure else 0.85
    return RULE.finding(
        start,
        end,
        f"a line that is no part of it stands inside a sentence: {lines[0][:50]!r}",
        confidence=confidence,
        severity=severity_at(confidence),
        repairs=[Repair(around.start, around.end, around.joint, UNSAFE, confidence, "the line may be wanted elsewhere")],
    )


def _is_title(line: str) -> bool:
    """Whether the longer words of a line are capitalised."""
    return all(word[0].isupper() or not word[0].isalpha() for word in line.split() if len(word) > 3)


def _breaks(blank: str) -> str:
    return blank.replace("\r", "").replace(" ", "").replace("\t", "").replace("\f", "\n\n")


RULE = Rule(
    code="LAY154",
    name="running-header",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
