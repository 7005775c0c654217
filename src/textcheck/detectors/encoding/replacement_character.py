"""U+FFFD, what a decoder writes for bytes that it cannot read: "don�t".

The character that stood there is lost. Where the rest of the word leaves one apostrophe only ("don�t", "we�re"), it is put back,
which is SAFE; where a dictionary knows one letter that makes a word ("na�ve", "M�nchen"), or where two of them enclose a
quotation, that is UNSAFE. Elsewhere nothing is proposed. Up to three in a row may stand for one character of UTF-8.

Left alone: text that speaks of the replacement character itself, and bytes that could not be decoded when the document was
read (see undecodable-bytes).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.attribution import lost_from_name
from textcheck.characters import GATE, is_east_asian, is_word, kinds
from textcheck.expressions import expression
from textcheck.lost_letters import apostrophe, is_contraction, is_elision, lost_letters
from textcheck.residue import is_quoted
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity

_RUN = expression("\ufffd+")
_WORD = expression("[^\\W\\d_]{0,30}(?:\ufffd{1,3}[^\\W\\d_]{0,30}){1,3}")
_SPEAKS_OF = expression(r"replacement char|U\+FFFD|fffd|unicode|diamond|decod|mojibake", re.I)
_NEARBY = 120
_OPENS = expression("(?:^|(?<=[\\s(\\[—–-]))\ufffd{1,3}(?=[^\\W_])", re.M)
_CLOSES = expression("(?<=[\\w.,!?…])\ufffd{1,3}(?=[\\s.,;:!?)—-]|$)", re.M)
_FURTHEST = 500


def detect(doc: Document) -> Iterator[Finding]:
    if "replacement" not in doc.view(kinds):
        return
    text = doc.text
    undecoded = {broken.start for broken in doc.source.broken} if doc.source is not None else set()
    meant = _meant(doc)
    for run in _RUN.finditer(text):
        start, end = run.span()
        if start in undecoded or is_quoted(text, start, end):
            continue
        around = text[start - 1 : start] + text[end : end + 1]
        touches = any(character.isalpha() and not is_east_asian(character) for character in around)
        if not touches and _SPEAKS_OF.search(text, max(0, start - _NEARBY), end + _NEARBY):
            continue
        repairs = [meant[start]] if start in meant else []
        many = "" if end - start == 1 else f", {end - start} times"
        yield RULE.finding(
            start, end, f"U+FFFD REPLACEMENT CHARACTER{many}: what stood here is lost", confidence=0.98, repairs=repairs
        )


def _meant(doc: Document) -> dict[int, Repair]:
    """The repairs that are known, by where the run of replacement characters begins."""
    text = doc.text
    found: dict[int, Repair] = {}
    for word in _WORD.finditer(text):
        pieces = tuple(re.split("\ufffd+", word.group()))
        runs = list(_RUN.finditer(text, word.start(), word.end()))
        if len(pieces) == 2 and is_contraction(*pieces):
            found[runs[0].start()] = Repair(
                *runs[0].span(), apostrophe(doc), SAFE, 0.98, "the contraction lacks nothing but its apostrophe"
            )
            continue
        # Whoever is known in a role is known by name; of other words a dictionary knows the letters.
        letters = lost_from_name(doc, word.start(), pieces) or (
            lost_letters(pieces) if any(pieces) and _is_alone(text, *word.span()) else None
        )
        if letters is not None:
            for run, letter in zip(runs, letters, strict=True):
                found[run.start()] = Repair(*run.span(), letter, UNSAFE, 0.85, "the likeliest letter that makes a word")
        elif len(pieces) == 2 and is_elision(*pieces) and is_word(pieces[1]):
            found[runs[0].start()] = Repair(
                *runs[0].span(), apostrophe(doc), UNSAFE, 0.85, "a letter that elides stands before a vowel"
            )
        elif len(pieces) == 2 and pieces[1].lower() == "s" and len(pieces[0]) > 1:
            found[runs[0].start()] = Repair(
                *runs[0].span(), apostrophe(doc), UNSAFE, 0.9, "a word and an s lack an apostrophe between them"
            )
        elif len(pieces) == 2 and not pieces[0] and text[word.start() - 1 : word.start()].isdigit():
            if pieces[1] in ("C", "F"):
                found[runs[0].start()] = Repair(
                    *runs[0].span(), "°", UNSAFE, 0.9, "a degree sign stands between number and scale"
                )
            elif not pieces[1] and text[word.end() : word.end() + 1].isdigit():
                found[runs[0].start()] = Repair(*runs[0].span(), "–", UNSAFE, 0.7, "a dash usually stands between numbers")
    for opening in _OPENS.finditer(text):
        if opening.start() in found:
            continue
        line_end = text.find("\n", opening.end(), opening.end() + _FURTHEST)
        closing = _CLOSES.search(text, opening.end() + 1, opening.end() + _FURTHEST if line_end < 0 else line_end + 1)
        if closing is not None and closing.start() not in found:
            found[opening.start()] = Repair(*opening.span(), "“", UNSAFE, 0.85, "it opens what another one closes")
            found[closing.start()] = Repair(*closing.span(), "”", UNSAFE, 0.85, "it closes what another one opens")
    return found


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether a word is whole: no digit, underscore or further replacement character touches it."""
    around = text[start - 1 : start] + text[end : end + 1]
    return not any(character.isalnum() or character in "_\ufffd" for character in around)


RULE = Rule(
    code="ENC202",
    name="replacement-character",
    severity=Severity.ERROR,
    detect=detect,
    gate=GATE,
)
