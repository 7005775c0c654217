"""Mojibake of single characters that the text as a whole does not betray: "womenΓÇÖs", "M├╝nchen", "na√Øve".

Where only a few characters were read in a wrong encoding, or where the encoding leaves nothing that looks odd enough, whole-text repair does not dare. Each
character of a table is known by how its UTF-8 looks in code page 437 and 850, Mac Roman and the Windows encodings. Marks of punctuation, three
characters each, are certain, and their repair is SAFE; a letter is reported where it makes a word in use, a sign where
no letter could stand, and their repairs are UNSAFE.

Left alone: whatever `mojibake` repairs, box drawing, roots (√2), Greek, Cyrillic and Czech words, and any letters that make no word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.characters import GATE, KINDS_IN_CODES, is_word, kinds, shown
from textcheck.misread import MARKS, SIGNS, any_form, fixed, forms
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity

_FURTHEST = 30
_LEADS = frozenset("ΒВ┬Ā")


def detect(doc: Document) -> Iterator[Finding]:
    if "misread" not in doc.view(kinds):
        return
    text = doc.text
    found = list(any_form().finditer(text))
    if not found:
        return
    repaired = doc.view(fixed)
    if repaired != text:
        # What ftfy repairs is the affair of mojibake; a form that it leaves stands there as often as before.
        left = {form for form in {match.group() for match in found} if repaired.count(form) == text.count(form)}
        found = [match for match in found if match.group() in left]
    at = 0
    while at < len(found):
        # The forms of one word stand or fall together.
        last = at
        while last + 1 < len(found) and _is_of_word(text[found[last].end() : found[last + 1].start()]):
            last += 1
        yield from _word(text, found[at : last + 1])
        at = last + 1


def _is_of_word(between: str) -> bool:
    return len(between) <= _FURTHEST and (not between or between.isalpha())


def _word(text: str, group: list[re.Match[str]]) -> Iterator[Finding]:
    letters: list[tuple[re.Match[str], str]] = []
    for match in group:
        meant = forms()[match.group()]
        if len(match.group()) == 3 and meant[0] in MARKS and _stands_well(text, match, meant[0]):
            yield _finding(match, meant[0], True)
        elif meant[0] in SIGNS and match.group()[0] in _LEADS and not match.group()[1].isalpha():
            # Capital letters of Greek and Cyrillic, or a corner of a box, are followed by no such sign.
            yield _finding(match, meant[0], False)
        else:
            letters.append((match, meant[0]))
    if not letters:
        return
    start, end = letters[0][0].start(), letters[-1][0].end()
    head = re.search(r"[A-Za-z\u00c0-\u017f]*$", text[max(0, start - _FURTHEST) : start])
    tail = re.match(r"[A-Za-z\u00c0-\u017f]*", text[end : end + _FURTHEST])
    left, right = head.group() if head else "", tail.group() if tail else ""
    for choice in range(max(len(forms()[match.group()]) for match, _ in letters)):
        parts, at = [left], start
        for match, _ in letters:
            options = forms()[match.group()]
            parts += text[at : match.start()], options[min(choice, len(options) - 1)]
            at = match.end()
        whole = "".join((*parts, right))
        if not whole.isascii() and whole.isalpha() and len(whole) > 2 and is_word(whole) and (left or right):
            for match, _ in letters:
                options = forms()[match.group()]
                yield _finding(match, options[min(choice, len(options) - 1)], False)
            return


def _stands_well(text: str, match: re.Match[str], mark: str) -> bool:
    """Whether a mark stands as it should: an apostrophe in a word, a quotation mark at its edge."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if mark in "’‘":
        return not (before.isalpha() and after.isalpha()) or mark == "’"
    if mark in "“”":
        return not (before.isalnum() and after.isalnum())
    return True


def _finding(match: re.Match[str], meant: str, sure: bool) -> Finding:
    start, end = match.span()
    repair = Repair(
        start,
        end,
        meant,
        SAFE if sure else UNSAFE,
        0.97 if sure else 0.9,
        "the characters are its bytes in another encoding" if sure else "with it the place reads as it should",
    )
    return RULE.finding(
        start, end, f"mojibake '{shown(match.group())}' for '{meant}'", confidence=0.97 if sure else 0.9, repairs=[repair]
    )


RULE = Rule(
    code="ENC103",
    name="word-mojibake",
    severity=Severity.WARNING,
    detect=detect,
    gate=KINDS_IN_CODES["misread"] + b"|" + GATE,
)
