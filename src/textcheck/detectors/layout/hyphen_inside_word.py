"""A hyphen of the end of a printed line left inside a word: "negotia-tions", "con-sidered".

Lines were joined and the hyphen stayed. One half at least is no word, and the whole is a well-known one. The repair takes the hyphen out; it is
SAFE where the whole is a frequent word, and only shown in an old or badly read print and, where there are several, in a text without line breaks, which keeps the hyphens of its print. A single one in a document is a note.

Left alone: compounds and prefixes whose parts are words ("well-known", "re-enter"), names ("Al-Jazeera"), words divided into
syllables ("ab-so-lute-ly", "mag-ni-fi-cent"), stammering ("b-but"), what the document writes so again, code and addresses. A hyphen beside
a break or a space is the affair of hyphenated-line-break.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from textcheck import surroundings
from textcheck.batches import following
from textcheck.flow import is_old_print
from textcheck.misreadings import Strangers, strangers
from textcheck.rule import DISPLAY, SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, is_foreign
from textcheck.spelling import vocabulary

_HYPHEN = ord("-")
_BROKEN = re.compile(rb"(?<![\w'\x92.@/\\&#=:-])([A-Za-z][a-z]+)-([a-z]{2,})(?![\w'\x92@/\\&#=-]|[.:]\w)")
_LONGEST = 40
# How frequent, as a logarithm, a whole word is at least, and one that nobody doubts; how much rarer a half is that is none.
KNOWN, FREQUENT, MARGIN = -16.0, -12.0, 1.0
# A word so short is not broken.
SHORTEST = 5
# Rarer than what they are part of, and words all the same.
_WORDS = frozenset((b"comer", b"comers", b"goer", b"goers", b"doer", b"doers", b"like", b"most"))
# Code points in which the document writes the same word with its hyphen again.
_NEAR = 2000


def _some_hyphenated(doc: Document, found: Strangers) -> bool:
    codes = doc.codes
    end = len(codes)
    return any((start and codes[start - 1] == _HYPHEN) or (stop < end and codes[stop] == _HYPHEN) for start, stop, _ in found)


some_hyphenated = following(strangers, _some_hyphenated)
"""Whether an unknown word of a document stands beside a hyphen: a view."""


def detect(doc: Document) -> Iterable[Finding]:
    found = list(_found(doc))
    if len(found) > 1 and "\n" not in doc.text.strip():
        found = [_shown(finding) for finding in found]
    return surroundings.weighed(doc, found)


def _shown(finding: Finding) -> Finding:
    return finding._replace(repairs=tuple(repair._replace(applicability=DISPLAY) for repair in finding.repairs))


def _found(doc: Document) -> Iterator[Finding]:
    codes = doc.codes
    last = -1
    for start, stop, _ in doc.view(strangers):
        # The other half may be unknown, too.
        if codes[start - 1 : start] == b"-":
            begin = start - 1
            while begin and start - begin < _LONGEST and codes[begin - 1 : begin].isalpha():
                begin -= 1
        elif codes[stop : stop + 1] == b"-":
            begin = start
        else:
            continue
        match = _BROKEN.match(codes, begin)
        if match is None or match.start() <= last:
            continue
        last = match.start()
        finding = _judge(doc, match)
        if finding is not None:
            yield finding


def _judge(doc: Document, match: re.Match[bytes]) -> Finding | None:
    frequency = vocabulary().frequency
    start, end = match.span()
    left, right = match.group(1).lower(), match.group(2)
    whole = frequency(left + right)
    if whole is None or whole < KNOWN or len(left) + len(right) <= SHORTEST or vocabulary().is_doubtful(left + right):
        return None
    parts = frequency(left), frequency(right)
    # Two words, if one of them is rare, are a compound.
    if right in _WORDS or not any(part is None or part < whole - MARGIN for part in parts):
        return None
    word = doc.text[start:end]
    if (
        doc.text.find(word, max(0, start - _NEAR), start) >= 0
        or doc.text.find(word, end, end + _NEAR) >= 0
        or doc.is_verbatim(start, end)
        or is_foreign(doc, start)
        or surroundings.is_code(doc, start, end, 12)
    ):
        return None
    joined = word.replace("-", "")
    sure = whole > FREQUENT
    applicability = DISPLAY if is_old_print(doc, start) else SAFE if sure else UNSAFE
    return RULE.finding(
        start,
        end,
        f"'{joined}' has kept the hyphen of a broken line",
        confidence=0.95 if sure else 0.85,
        repairs=[
            Repair(start, end, joined, applicability, 0.95 if sure else 0.85, "the halves are no words, and the whole is one")
        ],
    )


RULE = Rule(
    code="LAY165",
    name="hyphen-inside-word",
    severity=Severity.WARNING,
    detect=detect,
    when=some_hyphenated,
)
