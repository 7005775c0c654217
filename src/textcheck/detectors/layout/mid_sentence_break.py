"""A line or paragraph break inside a sentence of running text: "the council⏎⏎met on Monday".

The line before the break ends without a stop, in lower case or with a comma, and the next one goes on in lower case; after a word that no
sentence ends with (`the`, `and`), also with a capital; after a preposition, with the name of a day or month, or with another name (a note). The repair puts a space. It is SAFE where the sentence
cannot end before the break and runs on after it, UNSAFE elsewhere.

Left alone: paragraphs broken at a column (hard-wrapped-lines), verse, lists, addresses, headings and captions of a few words, formulas set apart and
the `where` that explains them, writers who begin sentences in lower case, names like iPhone, words broken by a hyphen, code, and lines of documents in Markdown, reStructuredText and TeX.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.flow import ENDED, WIDEST, frequency, is_dangling, is_markup, language_at, wrapped
from textcheck.markup import RUNNING_ON, notations
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern, severity_at

_ENDLESS = rb"the|an?|of|and|or|to|in|for|with|his|her|their|our|its|by|from|at|that|which|who|than|as|on"
_BREAK = (
    rb"[a-z0-9,\xdf-\xff)\x94\"][ \t]*(?:\r?\n[ \t]*){1,3}[a-z\xdf-\xff]"
    rb"|[ \n](?:" + _ENDLESS + rb")[ \t]*(?:\r?\n[ \t]*){1,3}[A-Z]"
)
_LAST_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*$")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_INNER_STOP = re.compile(r"[a-z0-9)”\"’][.!?][\"”’)]* +[\"“‘(]?[A-Z]")
_ITEM = re.compile(r"[-*+•·–>|#=]|\(?(?:\d{1,3}|[A-Za-z])[.)]\s|[a-z_]\S*:(?:\s|$)")
_BULLET = re.compile(r"[-*+•·–>|#=]|[a-z_]\S*:(?:\s|$)")
_CODE = re.compile(r"[{}=<>|\\_]|\w\(\)")
# A formula set apart, or a picture, may have stood before these.
_AFTER_FORMULA = frozenset(["where"])
_LEAST, _BOTH = 40, 100
_FEW_WORDS = 4
# Code points on both sides of a break that say whether it is one of code.
_NEAR = 60
# Breaks between short lines above which a text is written in lines.
_FEW_BREAKS = 3
# Code points of a line of verse or of a play.
_VERSE = 60
# Code points of a line that are looked at.
_LINE = 1500


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    spans: list[tuple[int, int]] | None = None
    short: list[Finding] = []
    at = 0
    for match in pattern(_BREAK).finditer(doc.codes):
        end = match.end() - 1
        start = end
        while text[start - 1].isspace():
            start -= 1
        if not _is_broken(doc, start, end):
            continue
        if spans is None:
            spans = [(item.lines[0][0], item.lines[-1][1]) for item in wrapped(doc)]
        while at < len(spans) and spans[at][1] < start:
            at += 1
        one = text.count("\n", start, end) == 1
        if one and (is_markup(doc) or notations(doc) & RUNNING_ON or (at < len(spans) and spans[at][0] < start)):
            continue
        finding = _judge(doc, start, end)
        if finding is None:
            continue
        if one and _is_short(text, start, end):
            short.append(finding)
        else:
            yield finding
    # Where many short lines meet so, or paragraphs are broken at a column, the text is written in lines.
    if len(short) <= _FEW_BREAKS and not spans:
        for finding in short:
            if _is_short(text, finding.start, finding.end, _VERSE):
                continue
            yield finding._replace(
                severity=Severity.NOTE, confidence=min(finding.confidence, 0.6), repairs=tuple(map(_unsafe, finding.repairs))
            )


def _unsafe(repair: Repair) -> Repair:
    return repair._replace(applicability=UNSAFE, confidence=0.6, reason="the text may be written in lines")


def _is_short(text: str, start: int, end: int, longest: int = WIDEST) -> bool:
    """Whether both lines that meet are no longer than those of text broken at a column."""
    before = start < longest or "\n" in text[start - longest : start]
    return before and (end + longest > len(text) or "\n" in text[end : end + longest])


def _is_broken(doc: Document, start: int, end: int) -> bool:
    """The cheap questions: the ends that meet are of words, and the breaks are breaks of the text."""
    text = doc.text
    return (text[start - 1].isalnum() or text[start - 1] in ',)”"') and text[end].isalpha() and "\n" in text[start:end]


def _judge(doc: Document, start: int, end: int) -> Finding | None:
    text = doc.text
    line_start = max(text.rfind("\n", max(0, start - _LINE), start) + 1, start - _LINE)
    line_end = text.find("\n", end, end + _LINE)
    line_end = min(len(text), end + _LINE) if line_end < 0 else line_end
    left, right = text[line_start:start].lstrip(), text[end:line_end].rstrip()
    last, first = _LAST_WORD.search(left), _FIRST_WORD.match(right)
    if first is None or _BULLET.match(left) or _ITEM.match(right):
        return None
    if doc.is_verbatim(start - 1, end + 1) or _CODE.search(left[-_NEAR:]) or _CODE.search(right[:_NEAR]):
        return None
    word = last.group() if last is not None else ""
    endless = word.islower() and is_dangling(word, language_at(doc, start))
    small = first.group()[0].islower()
    dated = first.group() in _DATES and word in _LEADING
    named = not small and (dated or _names_on(word, endless, left, right, language_at(doc, start)))
    if not small and not named and not (endless and len(left) >= _LEAST and len(right) >= _LEAST):
        return None
    if first.group()[1:2].isupper() or (first.group() in _AFTER_FORMULA and not left.endswith(",") and len(left) < 2 * _LEAST):
        return None
    if left[-1] in ')”"' and text.count("\n", start, end) > 1 and not _INNER_STOP.search(left):
        return None
    if left.endswith(",") and left.count(" ") < _FEW_WORDS:
        return None
    # One side must be a stretch of prose, or both together one sentence among sentences.
    stopped = _INNER_STOP.search(left), _INNER_STOP.search(right), ENDED.search(right)
    begins = left[0].isupper() or left[0] in '"“‘(' or left[0].isdigit()
    if not (any(stopped) or dated) or not (begins or any(stopped[:2])):
        return None
    long = len(left) + len(right) >= _BOTH and max(len(left), len(right)) >= _LEAST
    if not long and not dated and not (begins and stopped[2] and _is_among_sentences(text, line_start, line_end)):
        return None
    if _is_verse(text, line_start, line_end):
        return None
    confidence = 0.97 if endless else 0.9 if dated or any(stopped[:2]) or len(left) > WIDEST else 0.8
    if named and not endless and not dated:
        # A heading may end so: "What to look for".
        confidence = 0.6
    sure = endless and small
    return RULE.finding(
        start,
        end,
        f"{'paragraph' if text.count(chr(10), start, end) > 1 else 'line'} break inside a sentence: {left[-20:] + ' | ' + right[:20]!r}",
        confidence=confidence,
        severity=severity_at(confidence),
        repairs=[
            Repair(
                start,
                end,
                " ",
                SAFE if sure else UNSAFE,
                confidence,
                "the sentence cannot end before the break" if sure else "the break may be meant",
            )
        ],
    )


def _names_on(word: str, endless: bool, left: str, right: str, code: str) -> bool:
    """Whether a sentence that breaks off after an article or a preposition goes on with a name."""
    if code != "en" or not (endless or word in _LEADING) or left.count(" ") < 2 or len(right) < _LEAST:
        return False
    name, after = right.split(" ", 2)[:2] if right.count(" ") > 1 else ("", "")
    opens = left[: left.find(" ")]
    return name.isalpha() and name.istitle() and after.islower() and opens not in _ASKING and frequency(name.lower()) < _NAME


# Prepositions that a sentence seldom ends with, what questions and headings that do so begin with, and the days and months.
_LEADING = frozenset("on in at by to for with of from during since until near between against".split())
_ASKING = frozenset("What Where Who Whom How Which Why When Things Places Something Someone Nothing".split())
_DATES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October "
    "November December".split()
)
# Sentences begin with words that are more frequent than names are.
_NAME = 3e-5


def _is_verse(text: str, start: int, end: int) -> bool:
    """Whether the lines around, in either direction, are short, mostly end without a stop, and have none inside."""
    before = [line.strip() for line in text[max(0, start - _LINE // 3) : start].split("\n")[1:] if line.strip()][-3:]
    after = [line.strip() for line in text[end : end + _LINE // 3].split("\n") if line.strip()][:3]
    near = before + after
    short = [line for line in near if len(line) < _VERSE and not _INNER_STOP.search(line)]
    return (
        len(short) >= 2 and len(short) * 2 >= len(near) and sum(ENDED.search(line) is None for line in short) * 2 > len(short)
    )


def _is_among_sentences(text: str, start: int, end: int) -> bool:
    """Whether the lines around end in stops and the next one begins with a capital, or there are none."""
    before, after = text[max(0, start - _LINE) : start].rstrip(), text[end : end + _LINE].lstrip()
    if not before and not after:
        return False
    return (not before or ENDED.search(before[-8:]) is not None) and (not after or not after[0].islower())


RULE = Rule(
    code="LAY152",
    name="mid-sentence-break",
    severity=Severity.WARNING,
    detect=detect,
    gate=_BREAK,
)
