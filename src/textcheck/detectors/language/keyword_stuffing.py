"""Keyword stuffing: a list of search terms in which the same words come again and again ("cheap shoes, buy shoes online, shoes sale").

The finding is the run of terms, with commas or without. Its repair takes it out, and is not SAFE.

Left alone: lists whose items share nothing, such as ingredients or names; indexes and tables of one word a line; poems, refrains and
chants; code; enumerations inside a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from textcheck.roles import deletion
from textcheck.rule import Document, Finding, Rule, Severity, pattern

# Commas with nothing between them but a few words in small letters, or long words with nothing between them.
_CANDIDATE = rb"(?:[,;|][a-z0-9'&/ -]{2,32}){4}[,;|]|(?:[a-z]{4,} ){9}"
_SEPARATOR = re.compile(r"\s*[,|;•·\n]\s*")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FUNCTION = frozenset(
    "the a an of and or in on at to for with by from is are was were be that this which who as it its his her their our your my not no but if than".split()
)
# Where so many of the words in a candidate differ, nothing comes again and again.
_MOST_VARIED = 0.9
_FEWEST_ITEMS = 6
_FEWEST_WORDS = 12
# Terms of a search hold few function words; between commas they may hold some ("hotels in paris").
_MOST_FUNCTION, _MOST_LISTED = 0.12, 0.25
# The words that come again make so much of a list, and the commonest alone so much.
_REPEATED = 0.45
_COMMONEST = 0.16
# Or one word alone makes so much.
_ALONE = 0.25
_LONGEST = 1500
_SENTENCE_END = re.compile(r"[.!?:]\s|\n\s*\n")


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    done = -1
    for match in pattern(_CANDIDATE).finditer(doc.codes):
        if match.start() < done:
            continue
        some = match.group().split()
        if len(set(some)) > _MOST_VARIED * len(some):
            continue
        start, end = _sentence(text, match.start(), match.end())
        done = end
        passage = text[start:end]
        if _is_stuffed(passage):
            # Names that share a part, as the parks of a region do, are written in capitals.
            sure = sum(map(str.isupper, passage)) * 12 < len(passage)
            repair = deletion(text, start, end, "whether the terms are wanted is the caller's choice")
            yield RULE.finding(
                start,
                end,
                "a list of search terms with the same words over and over",
                confidence=0.85 if sure else 0.5,
                severity=Severity.WARNING if sure else Severity.NOTE,
                repairs=[repair],
            )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    low, high = max(0, start - _LONGEST), min(len(text), end + _LONGEST)
    for match in _SENTENCE_END.finditer(text, low, start):
        low = match.end()
    stop = _SENTENCE_END.search(text, max(start, end - 2), high)
    high = stop.start() + 1 if stop else high
    passage = text[low:high]
    return low + len(passage) - len(passage.lstrip()), low + len(passage.rstrip())


def _is_stuffed(passage: str) -> bool:
    words = [word.lower() for word in _WORD.findall(passage)]
    if len(words) < _FEWEST_WORDS or any(mark in passage for mark in '{}()=<>[]“"_\\'):
        return False
    # An enumeration that a sentence makes ends in its last item but one.
    if ", and " in passage or ", or " in passage:
        return False
    items = [item for item in _SEPARATOR.split(passage) if item]
    most = _MOST_LISTED if len(items) >= _FEWEST_ITEMS else _MOST_FUNCTION
    if sum(1 for word in words if word in _FUNCTION) > most * len(words):
        return False
    counts = Counter(word for word in words if word not in _FUNCTION and len(word) > 2 and not word.isdigit())
    if not counts:
        return False
    repeated = sum(count for count in counts.values() if count > 1)
    commonest = counts.most_common(1)[0][1]
    again = repeated >= _REPEATED * len(words) and commonest >= max(3, _COMMONEST * len(words))
    if not (again or commonest >= max(4, _ALONE * len(words))) or len(counts) < 5:
        return False
    return len(items) == 1 or (len(items) >= _FEWEST_ITEMS and len(set(items)) > 0.7 * len(items))


RULE = Rule(
    code="LNG105",
    name="keyword-stuffing",
    severity=Severity.WARNING,
    detect=detect,
    gate=_CANDIDATE,
    gated_with="runs",
)
