"""A question mark where a letter, an apostrophe or a quotation mark stood: "don?t", "M?nchen", "?Come in,? he said".

A program that could not write a character wrote `?`. An apostrophe is put back SAFE where only a contraction can have stood there
("they?re"); one before an s, a letter that makes a word known to a dictionary ("na?ve"), and quotation marks around what is
said are UNSAFE. Several runs of question marks in a row ("??? ?????") are words in another script: nothing can be proposed.

Left alone: questions, also without a space behind them ("Really?no"), addresses, regular expressions ("colou?r"), code,
emphasis ("What???"), chess ("Qxf7?? Kd8"), inverted marks of Spanish that became `?`, and lists of unknowns ("Name: ??? Age: ???").
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from textcheck.attribution import lost_from_name
from textcheck.characters import frequency, is_word, shown
from textcheck.escapes import is_address, token
from textcheck.expressions import expression
from textcheck.lost_letters import apostrophe, is_contraction, is_elision, lost_letters
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, is_foreign

_MARKS = expression(r"\?+")
_WORD = expression(r"(?:[^\W\d_]{1,30}|(?<![\w?]))(?:\?{1,2}[^\W\d_]{1,30}){1,3}\?{0,2}|[^\W\d_]{1,30}\?{1,2}(?=,|;| [a-z])")
_UNKNOWN_WORDS = expression(r"(?<![\w?])\?{2,}(?:[ ,.:-]{1,2}\?+){1,200}(?![\w?])")
# What is said, up to its comma or full stop, between question marks that stand as quotation marks do.
_SAID = expression(r"\?(?=[^\W\d_])((?:[^?\n]|(?<=[^\W\d_])\?(?=[a-z])){1,400}?)(?<=[,.!…])\?(?=[\s);:—–-]|$)", re.M)
_QUOTED_WORDS = expression(r"\?([^\W\d_][^?:;\n]{0,40}[^\W\d_])\?(?= [a-z]|[,;)]|\.(?:\s|$))")
_CODE = expression(r"[/=&#%_\\{}()\[\]<>*^|+$~@]|\?[:!=]|\.\?")
# Degrees, a span of years, a sum of money.
_SIGN = expression(
    r"(?<=\d)(?:(\?(?=[CF]\b))|(\?(?=\d{2,4}(?!\w))))|(?<!\S)(\?(?=\d[\d,.]*(?:\s|[.,;)m]|bn)))|(?<=\()(\?(?=\d))"
)
_SUM = expression(r"\?\d+(?:[,.]\d+)*(?: ?(?:million|billion|trillion|bn|m|k)\b|(?<=,\d{3})(?!\d)|(?<=\.\d{2})(?!\d))")
_NOTATION = expression(r"[=&%_\\{}<>|^~]|://|\?[:!=]")
# A word of its own is no part of a damaged one.
_COMMON = 2e-6


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    # Nearly every question mark of clean text is followed by a space and a capital letter, or by a quotation mark.
    runs = [run for run in _MARKS.finditer(text) if _is_odd(text, *run.span())] if "?" in text else []
    quotations = {start: mark for run in runs for start, mark in _quotation(doc, run.start())}
    for start, mark in sorted(quotations.items()):
        repair = Repair(start, start + 1, mark, UNSAFE, 0.88, "it stands where a quotation mark does")
        yield RULE.finding(start, start + 1, f"question mark for '{mark}'", confidence=0.9, repairs=[repair])
    at = 0
    for run in runs:
        start = run.start()
        if start < at:
            continue
        if (unknown := _UNKNOWN_WORDS.match(text, start)) is not None:
            at = unknown.end()
            yield from _unknown(unknown)
        elif (sign := _SIGN.match(text, start)) is not None:
            yield from _sign(text, sign)
        else:
            head = _LETTERS_BEFORE.search(text[max(0, start - _LONGEST) : start])
            if head is None and text[start - 1 : start] not in _BEFORE_WORDS:
                continue
            word = _WORD.match(text, start - len(head.group()) if head is not None else start)
            if word is not None and word.end() > start:
                at = word.end()
                yield from _word(doc, word, quotations)


_LONGEST = 30
# What may stand before a word that begins with a lost letter.
_BEFORE_WORDS = frozenset(["", *" \t\n\r\f\v([–—"])
_LETTERS_BEFORE = expression(r"[^\W\d_]+$")


def _is_odd(text: str, start: int, end: int) -> bool:
    """Whether question marks stand otherwise than behind a question."""
    after = text[end : end + 2]
    if after[:1].isalnum() or after[:1] in (",", ";") or end - start > 1:
        return True
    return after[:1] == " " and (after[1:].islower() or after[1:] == "?")


def _unknown(match: re.Match[str]) -> Iterator[Finding]:
    runs = _MARKS.findall(match.group())
    if len(runs) > 1 and sum(map(len, runs)) >= 5 and max(map(len, runs)) >= 3:
        yield RULE.finding(
            *match.span(), f"{len(runs)} runs of question marks: words in another script were lost", confidence=0.9
        )


def _sign(text: str, match: re.Match[str]) -> Iterator[Finding]:
    signs = [sign for sign in "£€¥" if sign in text]
    meant = "°" if match.group(1) else "–" if match.group(2) else signs[0] if len(signs) == 1 else ""
    at = match.start()
    if not match.group(1) and not match.group(2) and not signs and not _SUM.match(text, at):
        return
    first, last = token(text, at, at + 1)
    if is_address(text[first:last]) or _CODE.search(text[first:last].strip("()[]$")):
        return
    repairs = [Repair(at, at + 1, meant, UNSAFE, 0.85, "the sign that stands beside such numbers")] if meant else []
    yield RULE.finding(at, at + 1, "question mark for a sign beside a number", confidence=0.88, repairs=repairs)


def _quotation(doc: Document, start: int) -> Iterator[tuple[int, str]]:
    """The opening mark at a place and the closing one that answers it, where question marks stand as such."""
    text = doc.text
    before = text[start - 1 : start]
    if before and not before.isspace() and before not in "([—–":
        return
    said = _SAID.match(text, start)
    if said is not None and not _NOTATION.search(said.group(1)):
        yield start, "“"
        yield said.end() - 1, "”"
        return
    quoted = (
        _QUOTED_WORDS.match(text, start)
        if before == " " and (text[max(0, start - 2) : start - 1].isalnum() or text[start - 2] == ",")
        else None
    )
    if quoted is not None and not _CODE.search(quoted.group(1)) and not is_foreign(doc, start):
        yield start, "“"
        yield quoted.end() - 1, "”"


def _word(doc: Document, match: re.Match[str], done: Container[int]) -> Iterator[Finding]:
    text = doc.text
    start, end = match.span()
    runs = [run for run in _MARKS.finditer(text, start, end) if run.start() not in done]
    first, last = token(text, start, end)
    raw = text[first:last]
    if not runs or is_address(raw) or _CODE.search(raw):
        return
    pieces = tuple(_MARKS.split(text[start:end]))
    if len(pieces) != len(runs) + 1:
        return
    if len(pieces) == 2 and all(pieces) and (finding := _apostrophe(doc, runs[0], *pieces)) is not None:
        yield finding
        return
    letters = lost_from_name(doc, start, pieces) or _letters(pieces)
    if letters is None and pieces[-1] == "" and len(runs) > 1:
        # The last mark may end a question: "r?sum??"
        pieces, runs = pieces[:-1], runs[:-1]
        if len(pieces) == 2 and (finding := _apostrophe(doc, runs[0], *pieces)) is not None:
            yield finding
            return
        letters = _letters(pieces)
    if letters is None:
        return
    whole = _joined(pieces, letters)
    for run, letter in zip(runs, letters, strict=True):
        repair = Repair(*run.span(), letter, UNSAFE, 0.85, "the likeliest letter that makes a word")
        yield RULE.finding(*run.span(), f"question mark in '{shown(whole)}' for '{letter}'", confidence=0.88, repairs=[repair])


def _letters(pieces: tuple[str, ...]) -> tuple[str, ...] | None:
    """The letters that make a word of the pieces, None where the pieces are rather words around a question mark."""
    letters = lost_letters(pieces)
    if letters is None:
        return None
    whole = frequency(_joined(pieces, letters))
    written = [piece for piece in pieces if piece]
    if len(written) == 1:
        return letters if whole > frequency(written[0]) else None
    if all(len(piece) > 2 and frequency(piece) > _COMMON for piece in written) and whole < min(map(frequency, written)):
        return None
    return letters


def _joined(pieces: tuple[str, ...], letters: tuple[str, ...]) -> str:
    return pieces[0] + "".join(letter + piece for letter, piece in zip(letters, pieces[1:], strict=True))


def _apostrophe(doc: Document, run: re.Match[str], before: str, after: str) -> Finding | None:
    if is_contraction(before, after):
        repair = Repair(*run.span(), apostrophe(doc), SAFE, 0.97, "the contraction lacks nothing but its apostrophe")
    elif (
        after == "s"
        and (is_word(before) or (len(before) > 3 and not is_foreign(doc, run.start())))
        and not doc.text[run.end() + 1 : run.end() + 2].isalnum()
    ):
        repair = Repair(*run.span(), apostrophe(doc), UNSAFE, 0.93, "a word and an s lack an apostrophe between them")
    elif is_elision(before, after) and is_foreign(doc, run.start()):
        repair = Repair(*run.span(), apostrophe(doc), UNSAFE, 0.9, "a letter that elides stands before a vowel")
    else:
        return None
    return RULE.finding(
        *run.span(), f"question mark in '{before}?{after}' for an apostrophe", confidence=0.96, repairs=[repair]
    )


RULE = Rule(
    code="ENC203",
    name="question-mark-for-character",
    severity=Severity.WARNING,
    detect=detect,
    gate=rb"[A-Za-z\xc0-\xff]\?{1,2}[A-Za-z\xc0-\xff]|(?:\A|[\s(\[\x96\x97])\?{1,2}[A-Za-z]|[a-z]\?{1,2}[,;]|[a-z]\? [a-z]|\?\?[ ,.:-]{1,2}\?"
    rb"|[0-9]\?(?:[CF0-9])|(?:\A|[\s(])\?[0-9]",
)
