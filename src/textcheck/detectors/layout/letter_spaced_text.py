"""Letters set apart by spaces, as extraction leaves spaced type: "T h e  c o u n c i l  m e t", "s p a c e d".

The repair joins the letters. Wider gaps tell the words apart; where all gaps are alike, the words are found by their
frequency. It is UNSAFE: one spaced word may be emphasis or a joke. A single short word is a note for that reason, more is a warning.

Left alone: letters that make no words (variables, grades, chords, notes, bases of a gene, answers a b c d), the alphabet, initials and
abbreviations (U S A), rows of crosses, tables of single letters, Chinese and Japanese, and quoted code.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from textcheck.flow import frequency, language_at
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_LETTER = rb"[A-Za-z\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xc0-\xd6\xd8-\xf6\xf8-\xff]"
# Thin and other odd spaces have no code.
_GAP = rb"[ \xa0?\t]{1,4}"
_SPACED = _LETTER + rb"(?:" + _GAP + _LETTER + rb"){3}" + _GAP + _LETTER + rb"(?:[ \xa0?\t,.;:!\n]|\z)"

_RUN = re.compile(r"(?<!\w)[^\W\d_](?:[^\S\n]{1,4}(?:[^\W\d_]|[,.;:!?’'\"“”()–—-]|\d)(?!\w)[,.;:!?]?)+")
_TOKEN = re.compile(r"([^\s])([,.;:!?]?)(\s*)")
_CLOSING, _OPENING, _BINDING = ",.;:!?)”", "(“", "’'-"
# Letters of a run that are looked at; the rest of a longer one is taken to be alike.
_MOST, _FEWEST, _SURE = 240, 5, 12
_LONGEST_WORD = 20
_UNKNOWN = -9.0


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    at = 0
    while (match := pattern(_SPACED).search(doc.codes, at)) is not None:
        at = match.start() + 2
        start = match.start()
        if start and text[start - 1].isalnum():
            continue
        run = _RUN.match(text, start)
        if run is None:
            continue
        at = max(at, run.end() - 1)
        finding = _judge(doc, run.start(), run.end())
        if finding is not None:
            yield finding


def _judge(doc: Document, start: int, end: int) -> Finding | None:
    text = doc.text
    tokens = [match.groups() for match in _TOKEN.finditer(text, start, end)]
    while tokens and not tokens[-1][0].isalpha() and tokens[-1][0] not in _CLOSING:
        end -= sum(map(len, tokens.pop()))
    letters = sum(token[0].isalpha() for token in tokens)
    if letters < _FEWEST or doc.is_verbatim(start, end):
        return None
    code = language_at(doc, start)
    words = _words(tokens, code)
    if words is None:
        return None
    whole = "".join(words)
    # The alphabet, the bases of a gene, and notes are no words.
    if whole.lower() in "abcdefghijklmnopqrstuvwxyz" or len(set(whole.upper()) - set("ACGTUNXO")) == 0:
        return None
    few = len([word for word in words if word[0].isalpha()]) == 1 and letters < _SURE
    end = start + len(text[start:end].rstrip())
    repair = Repair(start, end, _written(words), UNSAFE, 0.85, "the spaces may be meant as emphasis")
    return RULE.finding(
        start,
        end,
        f"letters set apart by spaces: {text[start:end][:40]!r}",
        confidence=0.7 if few else 0.92,
        severity=Severity.NOTE if few else Severity.WARNING,
        repairs=[repair],
    )


def _words(tokens: list[tuple[str, ...]], code: str) -> list[str] | None:
    """The words of a run, punctuation marks as words of their own; None where its letters make no words."""
    gaps = [len(gap) for _, _, gap in tokens[:-1]]
    narrow = min(gaps, default=1)
    wide = sum(gap > narrow for gap in gaps)
    pieces: list[str] = []
    word = ""
    for mark, stop, gap in tokens:
        if mark.isalnum() or (mark in _BINDING and word):
            word += mark
        else:
            pieces += [word, mark] if word else [mark]
            word = ""
        if stop:
            pieces += [word, stop] if word else [stop]
            word = ""
        elif len(gap) > narrow and word:
            pieces.append(word)
            word = ""
    if word:
        pieces.append(word)
    if wide:
        known = sum(len(piece) for piece in pieces if _is_known(piece, code) or (piece[0].isupper() and len(piece) > 2))
        letters = sum(len(piece) for piece in pieces if piece[0].isalnum())
        lengths = [len(piece) for piece in pieces if piece[0].isalnum()]
        return pieces if known >= 0.7 * letters and letters >= 2 * len(lengths) else None
    found: list[str] = []
    for piece in pieces:
        if not piece[0].isalpha():
            found.append(piece)
            continue
        split = _split(piece, code)
        if split is None:
            return None
        found += split
    return found


def _split(letters: str, code: str) -> list[str] | None:
    """The likeliest words of a run of letters; None where it is no run of words."""
    lower = letters.lower()
    if len(lower) > _MOST and _split(lower[:_MOST], code) is None:
        return None
    best = [0.0] + [-math.inf] * len(lower)
    back = [0] * (len(lower) + 1)
    for end in range(1, len(lower) + 1):
        for start in range(max(0, end - _LONGEST_WORD), end):
            share = frequency(lower[start:end], code)
            score = best[start] + (math.log10(share) if share else _UNKNOWN - (end - start))
            if score > best[end]:
                best[end], back[end] = score, start
    words: list[str] = []
    end = len(lower)
    while end:
        words.append(letters[back[end] : end])
        end = back[end]
    words.reverse()
    known = sum(len(word) for word in words if _is_known(word, code))
    longer = sum(len(word) for word in words if len(word) > 2)
    # The end of a run that was cut for its length may be half a word.
    if known < 0.8 * len(lower) or longer < 0.6 * len(lower) or len(lower) < 3 * len(words) - 1:
        return None
    return words


def _is_known(word: str, code: str) -> bool:
    """Whether letters are a word: short ones must be common, since almost any three letters are an abbreviation."""
    return frequency(word.lower(), code) >= (1e-6 if len(word) < 4 else 3e-7 if len(word) < 6 else 1e-8)


def _written(words: list[str]) -> str:
    """Words and marks with the spaces that belong between them."""
    written = ""
    for word in words:
        if written and word[0] not in _CLOSING and written[-1] not in _OPENING:
            written += " "
        written += word
    return written


RULE = Rule(
    code="LAY155",
    name="letter-spaced-text",
    severity=Severity.WARNING,
    detect=detect,
    gate=_SPACED,
)
