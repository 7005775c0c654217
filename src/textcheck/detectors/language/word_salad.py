"""Word salad: a run of words that no grammar holds together, as random words or the shuffled words of a sentence.

Two signs are counted. Words of content follow each other for a long stretch with no function word between them, few of which repeat and
few of which clean text has beside each other; or function words stand side by side as English never puts them ("the of", "a the", "and is to the"), again and again.
The finding is the stretch. No repair is named.

Left alone: lists with commas or line breaks, names and titles, tags, tables, code, verse, headlines, long compounds of technical
prose, and other languages. A stretch whose words repeat is the affair of keyword-stuffing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.language_model import share_counted
from textcheck.passages import frequency
from textcheck.rule import Document, Finding, Rule, Severity, is_foreign, pattern

_RUN = rb"(?:[a-z]{4,} ){10}"
_AFTER = rb"(?:of|and|to|is|was|are|were|the|an?|with|for|that|in|by|it|from|but|or|they|he|has|have|be|been|had|at|on)"
# Pairs of function words that sentences do not hold, but for slips and for words that are spoken of.
_IMPOSSIBLE = (
    rb"(?i:\b(?:the|an|our|their|your|my) "
    + _AFTER
    + rb"\b|\b(?:of|with|from|into|by|for) (?:of|is|was|are|were|and|but|or|have|has|been|be|to)\b"
    + rb"|\bto (?:of|is|was|are|were|but|or|has|been|to|in)\b|\b(?:and|or|but) (?:or|and|but)\b"
    + rb"|\b(?:is|was|are|were) (?:is|was|are|were|has|have)\b|\b(?:they|he|she|we|i) (?:of|the|an?)\b)|\ba "
    + _AFTER
    + rb"\b"
)
# Capitals inside a sentence and small letters after one: what the beginnings of sentences look like where words were shuffled.
_MISPLACED = (
    rb"[a-z] (?:A|In|It|He|She|But|This|We|They|For|On|As|When|If|You|There|These|An|At|With) [a-z]|[a-z]{4}[.!?] [a-z]{2}"
)
_WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*")
_TOKEN = re.compile(r"\S+")
# Function words and auxiliaries of four letters and more, which the shape of a run does not tell.
_FUNCTION = frozenset(
    "with from that this these those they them their there then than when where which while what were been being have having "
    "will would could should shall might must does doing into onto upon over under about after before between through during against "
    "without within because although though unless until since some such each every many much most more less only also very just even "
    "both either neither nor your yours ours mine himself herself itself themselves whom whose here about across along among around behind "
    "below beside besides beyond despite down inside like near outside past toward towards throughout rather quite".split()
)
# Words of content in a row without a function word: prose, headlines apart, hardly reaches eight.
_FEWEST = 18
_MARKS, _WORDS_OF_MARK = '.,;:!?()"“', 15
# Of so many words in a row, so many may be function words: prose has six or seven.
_NEAR, _MOST_FUNCTION = 16, 1
# What makes a function word part of a longer one.
_JOINTS = frozenset(["-", "'", "’", "/", "("])
_FEWEST_SIGNS, _FEWEST_SURE = 2, 4
_WINDOW = 200
_LONGEST = 2000
# The greatest share of pairs that clean text has: long sentences of science without a function word have 0.53 and more, random words 0.2 in the
# median and at most 0.47.
_COUNTED = 0.48
# In salad words are common ones of every kind; what names and terms hold together is rarer.
_COMMON = -6.2


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    done = -1
    for match in pattern(_RUN).finditer(doc.codes):
        if match.start() < done:
            continue
        span = _stretch(text, match.start(), match.end())
        done = match.end()
        if span is None:
            continue
        start, end = span
        done = end
        passage = text[start:end]
        words = [word.lower() for word in _WORD.findall(passage)]
        # What has the commas and stops of prose is prose, however long its words.
        if sum(map(passage.count, _MARKS)) * _WORDS_OF_MARK <= len(words) and _is_salad(words) and not is_foreign(doc, start):
            yield RULE.finding(start, end, f"{len(words)} words that no grammar holds together", confidence=0.85)
    yield from _shuffled(doc)


def _stretch(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The words around a run, to both sides, as long as function words stay rare among them; None where they are few."""
    low = text.rfind("\n", max(0, start - _LONGEST), start) + 1
    low = max(low, start - _LONGEST)
    high = text.find("\n", end, end + _LONGEST)
    high = min(len(text), end + _LONGEST) if high < 0 else high
    words = [match.span() for match in _TOKEN.finditer(text, low, high)]
    inside = [number for number, (first, last) in enumerate(words) if first >= start and last <= end]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    first = _reach(text, words, first, -1)
    last = _reach(text, words, last, 1)
    if last - first + 1 < _FEWEST:
        return None
    return words[first][0], words[last][1]


def _reach(text: str, words: list[tuple[int, int]], at: int, step: int) -> int:
    """How far a stretch goes in one direction: to the last word of content before function words become as many as in prose."""
    best = at
    recent: list[bool] = []
    while 0 <= at + step < len(words):
        # A stop ends a sentence, and with it what can be judged together.
        if text[words[at if step > 0 else at - 1][1] - 1] in ".!?":
            break
        at += step
        word = text[slice(*words[at])]
        recent.append(_is_function(word))
        if sum(recent[-_NEAR:]) > _MOST_FUNCTION:
            break
        if not recent[-1]:
            best = at
    return best


def _is_function(word: str) -> bool:
    return len(word) < 4 or word.lower() in _SHORT


_SHORT = frozenset(
    "a an i in of to is it on at by as he we or be so if do no go me my us up am the and for are was has had but not you all can her his our one out who how its may any did get him now off own per she too two use via yet".split()
)


def _is_salad(words: list[str]) -> bool:
    """Whether words, most of them common, follow each other as if by chance: few repeat, few are marked off."""
    if len(set(words)) < 0.8 * len(words):
        return False
    if sum(map(_is_function, words)) > 0.08 * len(words) or sum(1 for word in words if word in _FUNCTION) > 0.4 * len(words):
        return False
    known = sum(1 for word in words if frequency(word, "en") > _COMMON)
    return known >= 0.6 * len(words) and share_counted(" ".join(words)) <= _COUNTED


def _shuffled(doc: Document) -> Iterator[Finding]:
    """Stretches in which signs of shuffled words crowd, impossible pairs among them."""
    text = doc.text
    pairs = [match.span() for match in pattern(_IMPOSSIBLE).finditer(doc.codes)]
    if not pairs:
        return
    pairs = [
        (start, end)
        for start, end in pairs
        if text[start - 1 : start] != "-" and text[end : end + 1] not in _JOINTS and text[start + 1 : end].islower()
    ]
    signs = sorted([*pairs, *(match.span() for match in pattern(_MISPLACED).finditer(doc.codes))])
    known = frozenset(pairs)
    at = 0
    while at < len(signs):
        last = at
        while last + 1 < len(signs) and signs[last + 1][0] - signs[last][1] <= _WINDOW:
            if "\n" in text[signs[last][1] : signs[last + 1][0]]:
                break
            last += 1
        cluster = signs[at : last + 1]
        at = last + 1
        if not any(sign in known for sign in cluster):
            continue
        # A pair that comes again is a name or a word spoken of.
        if len({text[slice(*sign)].lower() for sign in cluster}) < max(_FEWEST_SIGNS, len(cluster) // 2):
            continue
        start, end = _line_or_stretch(text, cluster[0][0], cluster[-1][1])
        sure = len(cluster) >= _FEWEST_SURE and (end - start) <= len(cluster) * _WINDOW
        # Words that are spoken of are often quoted.
        marks = "{}<>|=\\`" if sure else "{}<>|=\\`'\"“"
        if any(mark in text[start:end] for mark in marks) or is_foreign(doc, start):
            continue
        yield RULE.finding(
            start,
            end,
            f"{len(cluster)} places where words stand as English never puts them",
            confidence=0.85 if sure else 0.5,
            severity=Severity.WARNING if sure else Severity.NOTE,
        )


def _line_or_stretch(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole line where signs spread over a good part of it, else the stretch from the first to the last."""
    first = text.rfind("\n", max(0, start - _LONGEST), start) + 1
    last = text.find("\n", end, end + _LONGEST)
    last = min(len(text), end + _LONGEST) if last < 0 else last
    return (first, last) if first >= start - _LONGEST and (end - start) * 3 > last - first else (start, end)


RULE = Rule(
    code="LNG104",
    name="word-salad",
    severity=Severity.WARNING,
    detect=detect,
    gate=_RUN + b"|" + _IMPOSSIBLE,
    gated_with="runs",
)
