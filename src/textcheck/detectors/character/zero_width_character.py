"""A character without width where nothing joins or breaks: U+200B between the letters of "exam|ple".

Zero-width spaces, joiners, non-joiners, word joiners, fillers and stray variation selectors come along when text is copied from web
pages, chats and word processors. They cannot be seen, but they split a word for every tokenizer and every search. Taking them
out changes nothing that a reader sees, so the repair is SAFE; only a filler, which may be a blank on purpose, is UNSAFE.
Inside a word the finding is a warning, elsewhere a note.

Left alone: joiners and non-joiners beside letters of Arabic, Persian, Syriac, Indic, Khmer, Mongolian and other scripts that spell
with them; zero-width spaces between words of Thai, Lao, Khmer, Burmese and Tibetan; joiners and selectors in emoji; selectors after
ideographs and symbols; fillers among Korean letters. Long runs belong to hidden-text, U+FEFF to byte-order-mark, soft hyphens
and direction marks to rules of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.characters import GATE, called, is_emoji, is_joining, is_latin, kinds, shown, word_around
from textcheck.expressions import expression
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity

_RUN = expression(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164\uffa0\ufff9-\ufffb]+"
)
_SELECTOR = expression(
    "(?:^|(?<=[\\s!-~\u00a0-\u024f\u2010-\u201f]))[\ufe00-\ufe0f](?![\ufe00-\ufe0f\u20e3\U000e0100-\U000e01ef])"
)
# So many operators in a row operate on nothing: see hidden-text.
_OPERATORS = expression("[\u2061-\u2064]{4,}")
# A run this long carries data.
LONGEST = 7
_NEAR = 3
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
# Keycaps are a digit, a selector and U+20E3; a selector may also ask for the plain form of a digit.
_KEYS = frozenset("0123456789#*©®")


def detect(doc: Document) -> Iterator[Finding]:
    found = doc.view(kinds)
    text = doc.text
    if "zero-width" in found:
        for run in _RUN.finditer(text):
            if (
                run.end() - run.start() <= LONGEST
                and not _OPERATORS.fullmatch(run.group())
                and not _has_use(text, run.start(), run.end())
            ):
                yield _finding(text, run.start(), run.end())
    if "selector" in found:
        for run in _SELECTOR.finditer(text):
            if text[run.start() - 1 : run.start()] not in _KEYS:
                yield _finding(text, run.start(), run.end())


def _has_use(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1] if start else " ", text[end] if end < len(text) else " "
    # Quotation marks and spaces may stand between the character and its letters.
    if any(map(is_joining, text[max(0, start - _NEAR) : start] + text[end : end + _NEAR])):
        return True
    run = text[start:end]
    if "\u200d" in run and (is_emoji(before) or is_emoji(after)):
        return True
    if "\u1100" <= before <= "\u11ff" or "\u1100" <= after <= "\u11ff":
        return True
    # Between marks U+034F keeps their order; between letters it only sorts.
    if "\u034f" in run and ("\u0300" <= after <= "\u036f" or "\u0300" <= before <= "\u036f"):
        return True
    # Invisible operators belong to formulas: f, U+2061, (x).
    return run in "\u2061\u2062\u2063\u2064" and (
        before in ")]" or after in "([" or before.isdigit() or _is_math(before) or _is_math(after)
    )


def _is_math(character: str) -> bool:
    return "\U0001d400" <= character <= "\U0001d7ff"


def _finding(text: str, start: int, end: int) -> Finding:
    run = text[start:end]
    inside = bool(start and end < len(text) and is_latin(text[start - 1]) and is_latin(text[end]))
    name = called(run[0]) + (f" and {end - start - 1} more" if end - start > 1 else "")
    if inside:
        first, last = word_around(text, start, end, most=15)
        message = f"{name} inside '{shown(text[first:start])}|{shown(text[end:last])}'"
    else:
        message = f"{name} joins or breaks nothing here"
    filler = not _FILLERS.isdisjoint(run)
    repair = Repair(
        start,
        end,
        "",
        UNSAFE if filler else SAFE,
        0.8 if filler else 0.98,
        "a filler may stand for a blank" if filler else "the character cannot be seen and has no use here",
    )
    severity = Severity.WARNING if inside else Severity.NOTE
    return RULE.finding(start, end, message, confidence=0.97 if inside else 0.7, repairs=[repair], severity=severity)


RULE = Rule(
    code="CHR101",
    name="zero-width-character",
    severity=Severity.WARNING,
    detect=detect,
    gate=GATE,
)
