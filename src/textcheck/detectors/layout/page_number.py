"""A page number left in running text: "the council met⏎⏎14⏎⏎to discuss it", "Page 3 of 12", "- 14 -".

Sure where the sentence runs on across it; the repair then joins the sentence, and is SAFE where that cannot end before the
number. A labelled number ("Page 3 of 12") is damage on a line of its own, too, and inside a line. A bare number between paragraphs
may number a chapter: a note, and only where the lines beside it are prose.

Left alone: numbered chapters, sections and stanzas (a number 1 or one that follows such), lists, tables, line numbers of
verse, references ("see page 3 of the report"), years, and a number as the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from textcheck.flow import ENDED
from textcheck.intrusions import PROSE, gap
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern, severity_at

_LABEL = rb"(?:[Pp]age|PAGE|[Pp]ag\.|[Pp]\.|[Pp]g\.?|Seite|SEITE|P\xe1gina|Pagina|[Ss]ide) ?"
_OF = rb" ?(?:of|OF|/|von|sur|de|di) ?[0-9]{1,4}"
_OPEN, _CLOSE = rb"(?:[-\x96\x97\[(|~*.\xb7]{1,2} ?)?", rb"(?: ?[-\x96\x97\])|~*.\xb7]{1,2})?"
_ON_LINE = (
    rb"(?:\A|\n|\x0c)[ \t\x0c]*"
    + _OPEN
    + rb"(?:"
    + _LABEL
    + rb")?(?:[0-9]{1,4}(?:"
    + _OF
    + rb")?|[ivxlc]{2,7})"
    + _CLOSE
    + rb"[ \t\x0c]*(?:\r?\n|\z)"
)
_IN_LINE = rb"[a-z,] (?:\[ ?)?P(?:age|AGE) [0-9]{1,4}(?: of [0-9]{1,4}| ?/ ?[0-9]{1,4}| ?\|)?(?: ?\])? [a-z]"
_EITHER = _ON_LINE + rb"|" + _IN_LINE

# How sure a bare number between paragraphs is one of a page, and how many of them make it sure.
_BARE, _SERIES = 0.4, 3
_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{2,7}")
_ROMAN = re.compile(r"(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})$")
_LABELLED = re.compile(r"[^\W\d]|\d\s?/|\sof\s")
_REFERENCE = re.compile(r"\b(?:on|from|see|at|in|cf\.?|until|through)\s+\[?\s?$", re.IGNORECASE)
_BARE_REFERENCE = re.compile(r"\b(?:[a-z]{1,5}|through|until)\s+\[?\s?$", re.IGNORECASE)


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    numbers: list[int] = []
    bare: list[Finding] = []
    at = 0
    while (match := pattern(_EITHER).search(doc.codes, at)) is not None:
        # The break behind a number may be the one before the next.
        at = max(match.start() + 1, match.end() - 1)
        if match.end() == len(text) and at >= len(text):
            at = len(text) + 1
        start, end = match.span()
        found = _NUMBER.search(text, start, end)
        if found is None:
            continue
        if not text[start].isspace() and start:
            finding = _inside(doc, start, end)
        else:
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            number = int(found.group()) if found.group().isdecimal() else 0
            finding = _alone(doc, start, end, number, numbers)
            if number:
                numbers.append(number)
        if finding is not None and finding.confidence == _BARE:
            bare.append(finding)
        elif finding is not None:
            yield finding
        if at > len(text):
            break
    # Chapters begin at one; numbers that rise from a later one are of pages.
    rising = len(bare) >= _SERIES and 1 not in numbers and all(after > number for number, after in pairwise(numbers))
    for finding in bare:
        yield finding._replace(confidence=0.85, severity=Severity.WARNING) if rising else finding


def _inside(doc: Document, start: int, end: int) -> Finding | None:
    text = doc.text
    start, end = start + 2, end - 2
    sure = " of " in text[start:end] or "/" in text[start:end]
    referring = _REFERENCE if sure else _BARE_REFERENCE
    if referring.search(text[max(0, start - 12) : start]) or doc.is_verbatim(start, end):
        return None
    confidence = 0.9 if sure else 0.6
    return RULE.finding(
        start,
        end,
        f"page number inside a line: {text[start:end]!r}",
        confidence=confidence,
        severity=severity_at(confidence),
        repairs=[Repair(start, end + 1, "", UNSAFE, confidence, "the words may be a reference")],
    )


def _alone(doc: Document, start: int, end: int, number: int, before: list[int]) -> Finding | None:
    text = doc.text
    line = text[start:end]
    labelled = _LABELLED.search(line) is not None and number > 0
    roman = number == 0
    if (roman and not _ROMAN.match(line.strip("-–—[]()|~*. "))) or doc.is_verbatim(start, end):
        return None
    around = gap(doc, start, end)
    if around.start <= 0 and around.end >= len(text):
        return None
    if around.torn and around.prose and not _is_numbered(text, start):
        sure = around.sure or labelled
        return RULE.finding(
            start,
            end,
            f"page number inside a sentence: {line!r}",
            confidence=0.97 if sure else 0.92,
            repairs=[
                Repair(
                    around.start,
                    around.end,
                    around.joint,
                    SAFE if sure else UNSAFE,
                    0.97 if sure else 0.9,
                    "the sentence runs on across the number" if sure else "the number may be meant",
                )
            ],
        )
    if roman:
        return None
    if labelled:
        confidence = 0.9 if max(around.before, around.after) >= PROSE else 0.6
    elif around.before >= PROSE and around.after >= PROSE and number > 1 and 1 not in before:
        # Chapters are numbered from one.
        confidence = _BARE
        if not ENDED.search(text[max(0, around.start - 8) : around.start]) or 1500 <= number <= 2100:
            return None
    else:
        return None
    return RULE.finding(
        start,
        end,
        f"page number between paragraphs: {line!r}",
        confidence=confidence,
        severity=severity_at(confidence),
        repairs=[
            Repair(
                around.start,
                around.end,
                _rest(text, around.start, start, end, around.end),
                UNSAFE,
                confidence,
                "the number may be meant",
            )
        ],
    )


def _rest(text: str, gap_start: int, start: int, end: int, gap_end: int) -> str:
    """What stays of a gap without the number in it: the wider of the breaks beside it, none at the ends of the text."""
    if gap_start == 0 or gap_end == len(text):
        return ""
    return "\n\n" if max(text.count("\n", gap_start, start), text.count("\n", end, gap_end)) > 1 else "\n"


def _is_numbered(text: str, start: int) -> bool:
    """Whether the line before ends with a colon or is another bare number, as in a table or a list."""
    before = text[max(0, start - 40) : start].rstrip()
    return before.endswith(":") or before[before.rfind("\n") + 1 :].strip().isdecimal()


RULE = Rule(
    code="LAY153",
    name="page-number",
    severity=Severity.WARNING,
    detect=detect,
    gate=_EITHER,
)
