"""The number of a footnote or a citation without its note: `burned.[12]`, `[1][2]`, `mill.3 It`, `mill³`, `[note 1]`, `[^1]`.

Glued to the end of a sentence, as a wiki sets them, with no list of references in the text, such numbers lead nowhere: a warning. Elsewhere
they are a note: scholars cite so on purpose. The repair takes the number out and is UNSAFE.

Left alone: lists of references (`[1] Smith …`), numbers in brackets that are years or stand for a word, indices of programs (`a[1][2]`, `data[16]`),
units and powers (m², x²), codes and names with digits (H2O, mp3), verses and decimals, texts that cite with spaces throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.markup import is_code_line, notations
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_NUMBER = (
    rb"(?:\^?\[ ?(?:\d{1,3}(?:(?: ?[,;\x96-] ?)\d{1,3})*|(?:[Nn]ote|[Nn]b|n|lower-alpha) ?\d{1,2}|\^\d{1,3}) ?\]|\[[a-z]\])"
)
_RUN = _NUMBER + rb"(?: ?" + _NUMBER + rb")*(?:\x3a ?\d{1,4}(?:\x96\d{1,4})?)?"
_PLAIN = rb"[a-z]{4}[.,;!?][\"\x94\x92)]?\d{1,3}(?:[ \n]|\z)"
_RAISED = rb"[a-z.,;!?\"\x94)][\xb9\xb2\xb3]+(?:[\s.,;:!?)]|\z)"
# Superscripts above three have no byte in the codes.
_RAISED_OTHER = re.compile(r"(?<=[a-z.,;!?\"”)])[¹²³⁰⁴-⁹]+(?=[\s.,;:!?)]|$)")
_GATE = (
    rb"[.,]\[[a-z]\]|\[ ?(?:\d{1,3}|[Nn]ote ?\d|[Nn]b ?\d|n \d|lower-alpha|\^\d)[^\[\]\n]*\]|"
    + rb"[a-z][.,;!?][\"\x94\x92)]?\d{1,3}(?:[ \n]|\z)"
    + rb"|[a-z.,;!?\"\x94)][\xb9\xb2\xb3]|[.,;!]\?+(?:\s|\z)"
)
_LIST = rb"(?m)^ {0,3}\[\d{1,3}\][ \t]+[A-Z\"\x93]|^ {0,3}\[\d{1,3}\]: |^\[\^\d+\]:"
_SPACED = rb"[a-z.,)] \[\d{1,3}(?:(?: ?[,;\x96-] ?)\d{1,3})*\]"
_SOURCES = frozenset(("json", "code", "tex", "rst"))
# Words before an index, and what powers belong to.
_INDEXED = frozenset(
    "array arrays list lists data args argv vector vectors tuple tuples string matrix index row rows item items value values element foo bar buffer entry key keys".split()
)
_UNIT = re.compile(
    r"(?i)(?:^|[^a-z])(?:[a-z]{1,3}|miles?|met(?:er|re)s?|feet|inch(?:es)?|yards?|acres?|chi|sigma|log|sin|cos|tan|exp)$"
)
_PROGRAM = re.compile(r"[{}();]\s*$|==|->|::|\w\(\)|`|\w_\w|\w\[[a-z]\]|\[\d+\]\s?=[^=]|[=+*/] ?\w+\[")
_BEFORE_SENTENCE = re.compile(r"\s+[\"“'(A-Z\[]|\s*$")


def detect(doc: Document) -> Iterator[Finding]:
    if pattern(_GATE).search(doc.codes):
        found = list(_numbers(doc))
        # What the document is written in is asked last: most gates open for an interval or a year.
        if found and not notations(doc) & _SOURCES:
            yield from found


def _numbers(doc: Document) -> Iterator[Finding]:
    text, codes = doc.text, doc.codes
    listed = pattern(_LIST).search(codes) is not None
    runs = [match.span() for match in pattern(_RUN).finditer(codes)]
    spaced = sum(1 for _ in pattern(_SPACED).finditer(codes)) if runs else 0
    ends = sum(1 for start, _ in runs if text[start - 1 : start] in _STOPS)
    for start, end in runs:
        sure = _bracketed(doc, start, end, ends, spaced)
        if sure is not None:
            yield _finding(text, start, end, 0.85 if sure and not listed else 0.5)
    for match in pattern(_PLAIN).finditer(codes):
        first = match.start() + 5 + (not text[match.start() + 5].isdigit())
        end = first
        while end < len(text) and text[end].isdigit() and end - first < 3:
            end += 1
        if _is_note(text, first, end):
            yield _finding(text, first, end, 0.5)
    if b"\xb9" in codes or b"\xb2" in codes or b"\xb3" in codes or doc.has_unencodable:
        for raised in _RAISED_OTHER.finditer(text):
            if not _UNIT.search(text[max(0, raised.start() - 8) : raised.start()]):
                yield _finding(text, *raised.span(), 0.6)


_STOPS = tuple('.!?,;:”"’)')


def _bracketed(doc: Document, start: int, end: int, ends: int, spaced: int) -> bool | None:
    """Whether a number in brackets surely is a wiki's; None where it is no citation."""
    text = doc.text
    before, after = text[start - 1 : start], text[end : end + 1]
    around = text[max(0, start - 60) : start] + text[end - 1 : end + 60]
    if (
        before in ("", "\n")
        or not before
        or _PROGRAM.search(around)
        or is_code_line(doc, start, end)
        or doc.is_verbatim(start, end)
    ):
        return None
    if after and (after.isalnum() or after in "([{_=") and not (after.isalpha() and before in ".!?"):
        return None
    digits = any(character.isdigit() for character in text[start:end])
    if not digits and (before not in (".", ",") or (after and not after.isspace())):
        # A letter in brackets is a court's, but for those that a wiki sets right after a stop.
        return None
    if before == ")" and _CALL.search(text[max(0, start - 40) : start]):
        return None
    if before in '.!?”"' and text[start - 2 : start - 1].isspace():
        return None
    if before in _STOPS:
        return (_BEFORE_SENTENCE.match(text, end) is not None) and before not in ",;:"
    if before == " ":
        # Scholars leave a space; who does so throughout means it.
        if spaced > 2 or (not digits and "^" not in text[start:end]):
            return None if digits else False
        if "[" not in text[start + 1 : end] and "," in text[start:end] and _INTERVAL.search(text[max(0, start - 20) : start]):
            return None
        many = text.count("[", start, end) > 1 or "," in text[start:end]
        return False if (many or after in _AFTER) and _prose(text, start - 1) else None
    if before.isalpha():
        word = re.search(r"[^\W\d_]+$", text[max(0, start - 30) : start])
        if not digits:
            return False
        if (
            word is None
            or word.group().lower() in _INDEXED
            or len(word.group()) < (3 if ends else 4)
            or text[start - len(word.group()) - 1 : start - len(word.group())] in _SIGILS
            or (after and after not in _AFTER and not after.isspace())
        ):
            return None
        return False if word.group().islower() or ends or len(word.group()) > 3 else None
    return False if before.isdigit() and ends and len(re.findall(r"\d+$", text[max(0, start - 6) : start])[0]) == 4 else None


# Before the name of a variable or of one of its fields.
_SIGILS = tuple("$.@&_>")
_CALL = re.compile(r"\w\([^()\s]*\)$")
_INTERVAL = re.compile(r"\b(?:intervals?|range|between|from|domain|set|in|to|∈)\s*$")
_AFTER = (".", ",", ";", ":", "", "!", "?", ")", "”", '"', "’", "\n")


def _prose(text: str, at: int) -> bool:
    return re.search(r"[^\W\d_]{3,}[.,;:)”\"]?$", text[max(0, at - 30) : at]) is not None


def _is_note(text: str, start: int, end: int) -> bool:
    """Whether bare digits after a stop number a footnote: `the mill.3 It`, no decimal, verse or version."""
    if text[start] == "0" or not _BEFORE_SENTENCE.match(text, end):
        return (
            text[start - 1] in ",;"
            and text[start] != "0"
            and re.match(r" [a-z]", text[end : end + 2]) is not None
            and end - start < 3
            and not _COUNTED.match(text, end)
        )
    return not _COUNTED.match(text, end)


# What stands before a number that belongs to what follows.
_COUNTED = re.compile(r" (?:[a-z]+s\b|percent|million|billion|thousand|of\b|a\.?m|p\.?m|years?|[A-Z][a-z]{2,8} \d|%)")


def _finding(text: str, start: int, end: int, confidence: float) -> Finding:
    first = start
    if text[start - 1 : start] == " ":
        first = start - 1
    repair = Repair(first, end, "", UNSAFE, 0.85, "the number may lead to a note or a list of sources")
    return RULE.finding(
        start,
        end,
        f"number of a footnote or a citation: {text[start:end]}",
        confidence=confidence,
        severity=Severity.WARNING if confidence > 0.8 else Severity.NOTE,
        repairs=[repair],
    )


RULE = Rule(
    code="MRK119",
    name="citation-number",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
