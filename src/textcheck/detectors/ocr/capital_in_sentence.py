"""A capital I that was read for a small one in the middle of a sentence: "laugh In the", "it Is not".

Small words that begin with i ("in", "is", "it", "if", "its", "into") count where words in small letters stand on both sides, in the same sentence; names
may stand before them where nothing behind them begins with a capital. At the beginning of a line they count where the lines of the text are broken
anywhere and go on in small letters.
One in a text is a note; where there are several, nobody wanted them. The repair is UNSAFE, because a title may begin there.

Left alone: headings and titles, whose other words begin with capitals; the beginning of a sentence, of a quotation or
of a line of verse, also where the verses stand one behind the other; emphasis in other words; words after a colon or a dash; a word that is
spoken of, which stands before the same noun again ("the If statement").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from textcheck.language import FUNCTION_WORDS
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, is_foreign, pattern
from textcheck.spelling import vocabulary

_CAPITAL = rb"[a-z]{2},?[ \n]I(?:n|s|f|t|ts|nto)[ \n][a-z]"
# Words that no name begins with, where a verse begins in the middle of a line.
_VERSE = (
    rb"[a-z]{2}[,;]? (?:The|And|Of|To|That|With|For|But|Or|By|As|At|From|His|Her|My|Their|Our|Where|When|Which|Who|Through|Down|Not|So|Nor|Yet|"
    rb"Then|What|How|Thy|Than|While|Upon) [a-z]"
)
VERSES, _AROUND = 2, 400
# A text whose lines are broken anywhere has at least so many that go on in small letters, and few others.
WRAPPED, WRAPPED_SHARE = 3, 1
# Words before which a title begins: to sing "In the Mood", the film It, a column called Is it news.
_TITLED = frozenset(
    (
        b"called",
        b"titled",
        b"entitled",
        b"sang",
        b"sings",
        b"song",
        b"film",
        b"novel",
        b"book",
        b"movie",
        b"king",
        b"magazine",
        b"episode",
    )
)
# Words that begin a sentence and hardly a title.
_BEGINNINGS = frozenset(
    b"This That There He She What Which Who They We You And But Even As So Yet Thus Here Where When Then One All".split()
)
_ARTICLES = frozenset(b"A An The My Our".split())
_SENTENCE_END = re.compile(rb"[.?!;:]")
_WORD = re.compile(rb"[a-z]+")
SEVERAL = 3
# A capital word before the same next one so often is the name of something.
SPOKEN_OF = 2
_FUNCTION_WORDS = frozenset(FUNCTION_WORDS["en"].split())
_NEAR = 32


def detect(doc: Document) -> Iterator[Finding]:
    codes = doc.codes
    found = []
    for match in pattern(_CAPITAL).finditer(codes):
        start = codes.index(b"I", match.start())
        if codes[start - 1 : start] == b"\n" and not doc.view(_is_wrapped):
            continue
        before = codes[max(0, start - _NEAR) : start].rstrip(b" ,\n").rsplit(None, 2)[-2:]
        if not before or before[-1] in _TITLED:
            continue
        if not before[-1].islower() and before[-1] not in _BEGINNINGS:
            # Behind a name, all others that follow must be written small: a title would go on in capitals.
            after = _SENTENCE_END.split(codes[match.end() - 1 : match.end() + _NEAR], 1)[0].split(None, 4)[:4]
            if len(before) < 2 or before[0] in _TITLED or before[0] in _ARTICLES or any(word[:1].isupper() for word in after):
                continue
            # A word behind the end of a sentence may be a heading, before whose sentence only "is" does not stand.
            if not before[0][-1:].isalpha() and codes[start : start + 3] != b"Is ":
                continue
        if codes[start : start + 6] == b"In re " or is_foreign(doc, start):
            # A case at law is called so.
            continue
        if _is_torn(codes, start, match.end() - 1):
            continue
        around = codes[max(0, start - _AROUND) : start + _AROUND]
        if len(pattern(_VERSE).findall(around)) < VERSES:
            found.append((start, match.end() - 2))
    pairs = [_pair(codes, start, end) for start, end in found]
    counts = Counter(pairs)
    found = [place for place, pair in zip(found, pairs, strict=True) if not pair or counts[pair] < SPOKEN_OF]
    several = len(found) >= SEVERAL
    for start, end in found:
        small = doc.text[start:end].lower()
        repair = Repair(start, end, small, UNSAFE, 0.9 if several else 0.7, "a title may begin here")
        yield RULE.finding(
            start,
            end,
            f"'{doc.text[start:end]}' in the middle of a sentence: '{small}' may have been printed",
            confidence=0.95 if several else 0.6,
            severity=Severity.WARNING if several else Severity.NOTE,
            repairs=[repair],
        )


def _pair(codes: bytes, start: int, end: int) -> bytes:
    """A word and the next one; nothing where that is no word of content."""
    following = _WORD.match(codes, end + 1, end + _NEAR)
    return codes[start : following.end()] if following and following.group().decode() not in _FUNCTION_WORDS else b""


def _is_torn(codes: bytes, start: int, next_start: int) -> bool:
    """Whether a word and the next are the pieces of one: "In tervening"."""
    piece = _WORD.match(codes, next_start, next_start + _NEAR)
    frequency = vocabulary().frequency
    return (
        piece is not None
        and frequency(piece.group()) is None
        and frequency(codes[start : next_start - 1].lower() + piece.group()) is not None
    )


def _is_wrapped(doc: Document) -> bool:
    """Whether lines are broken in the middle of sentences and go on in small letters, as those of verse do not: a view."""
    codes = doc.codes
    small = len(pattern(rb"[a-z,]\n[a-z]").findall(codes))
    return small >= WRAPPED and small > WRAPPED_SHARE * len(pattern(rb"[a-z,]\n[A-Z]").findall(codes))


RULE = Rule(
    code="OCR110",
    name="capital-in-sentence",
    severity=Severity.WARNING,
    detect=detect,
    gate=_CAPITAL,
)
