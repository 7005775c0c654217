"""A letter inside a number where a digit was printed: "l9th", "2O10", "l,000".

Letters that look like digits (l and I for 1, O and o for 0, S for 5, B for 8) count where the rest is plainly a number: an ordinal, a year
with one letter in it, a group of thousands, a sum of money. Letters alone ("lst") count where words around them want an ordinal.
The repair is SAFE in ordinals that have a digit or stand beside a month, and between digits and thousands, where nothing else can be meant,
and UNSAFE elsewhere.

Left alone: roads ("I95"), chemistry ("H2O", "CO2"), units ("10l", "5 l", "20S"), seats, models and part numbers
("A1O5", "3I5-B"), variables ("lst"), hexadecimal, octal ("0o755") and other codes, Roman numerals, lists ("l. One"), identifiers and addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.expressions import expression
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_NUMBER = re.compile(
    rb"(?:[lIO]?[0-9lIOo]{1,3}(?:st|nd|rd|th)"  # ordinals
    rb"|[lI1][5-9lIOoSB][0-9lIOoSB]{2}s?|[2][Oo0][0-2lIOo][0-9lIOo]s?"  # years
    rb"|[$\xa3\x80]?[0-9lIOoS][0-9lIOoSB]{0,2}(?:,[0-9lIOoSB]{3}){1,3}"  # thousands
    rb"|[$\xa3\x80][0-9lIOo]{2,6}"  # money
    rb"|[0-9]{1,3}[lIOo][0-9]{1,3})"  # anything between digits
)
# As much of these as a letter among digits shows.
_MARK = (
    rb"\b[lIO][0-9]{1,2}(?:st|nd|rd|th)\b|[0-9][lIOo](?:st|nd|rd|th)\b|\b[lI]st\b|\b[lI][5-9][0-9lIOoSB][0-9lIOoSB]s?\b"
    rb"|[0-9][lIOoSB][0-9]|\b(?:1[5-9]|20)[0-9lIOoSB][lIOoSB]\b|\b[lIO][0-9]{0,2},[0-9]{3}|\b2[Oo][Oo0-2][0-9]|[lIOo],[0-9]{3}\b|[0-9],[0-9]{0,2}[lIOoSB][0-9lIOoSB]{0,2}\b"
    rb"|[$\xa3\x80][0-9]{0,3}[lIO][0-9lIO]|[$\xa3\x80][0-9]{1,3}[lIOo]\b|\b(?:S|[0-9]{1,2}[SB])[0-9]{0,2},[0-9]{3}\b"
)
_LONGEST = 16
_PARTS = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ,$\xa3\x80"
_DIGITS = str.maketrans({"l": "1", "I": "1", "O": "0", "o": "0", "S": "5", "B": "8"})
_SURROUNDINGS = 24
_OCTAL = expression(r"0[oO][0-7]+")
# What wants an ordinal, and what leaves no doubt of it.
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_WANTED_BEFORE = expression(r"(?i:\b(?:the|this|his|her|its|my|our|your|their|on|until|till|since|from))\s+$")
_WANTED_AFTER = expression(r"\s+(?:of\b|inst\b|[A-Z0-9])|[,;]\s")
_DATED_BEFORE, _DATED_AFTER = expression(rf"\b{_MONTH}\s+$"), expression(rf"\s+(?:of\s+|day of\s+)?{_MONTH}\b")


def detect(doc: Document) -> Iterator[Finding]:
    codes = doc.codes
    last = 0
    for match in pattern(_MARK).finditer(codes):
        if match.start() < last:
            continue
        head = codes[max(0, match.start() - _LONGEST) : match.start()]
        tail = codes[match.start() : match.start() + _LONGEST]
        start = match.start() - len(head) + len(head.rstrip(_PARTS))
        end = match.start() + len(tail) - len(tail.lstrip(_PARTS))
        while end > start and codes[end - 1] == 44:
            end -= 1
        last = end
        if _NUMBER.fullmatch(codes[start:end]) and (finding := _judge(doc.text, start, end)):
            yield finding


def _judge(text: str, start: int, end: int) -> Finding | None:
    read = text[start:end]
    if _OCTAL.fullmatch(read):
        return None
    ending = next((ending for ending in ("st", "nd", "rd", "th") if read.endswith(ending)), "")
    if not ending and read.endswith("s"):
        ending = "s"
    body = read[: len(read) - len(ending)]
    letters = sum(letter.isalpha() for letter in body)
    if not letters or (letters == len(body) and ending != "st"):
        return None
    printed = body.translate(_DIGITS) + ending
    if ending in ("st", "nd", "rd", "th") and not _is_ordinal(printed, ending):
        return None
    left, right = text[max(0, start - _SURROUNDINGS) : start], text[end : end + _SURROUNDINGS]
    if (left[-1:] == "-" and left[-2:-1].isalnum()) or (right[:1] == "-" and right[1:2].isalnum()) or right[:1] in "/_=@":
        return None
    if right[:1] in (".", ":") and right[1:2].isalnum() and not (read[0] in "$£€" and right[1:2].isdigit()):
        return None
    dated = bool(_DATED_BEFORE.search(left) or _DATED_AFTER.match(right))
    if letters == len(body) and not dated and not (_WANTED_BEFORE.search(left) and _WANTED_AFTER.match(right)):
        return None
    certain = (bool(ending) and ending != "s" and (dated or letters < len(body))) or ("," in body and body[:1] != "S")
    repair = Repair(
        start,
        end,
        printed,
        SAFE if certain else UNSAFE,
        0.97 if certain else 0.9,
        "no number is written with letters" if certain else "a code or a model may look the same",
    )
    return RULE.finding(
        start,
        end,
        f"'{read}' has a letter for a digit; '{printed}' may have been printed",
        confidence=0.95 if certain else 0.85,
        severity=Severity.WARNING,
        repairs=[repair],
    )


def _is_ordinal(printed: str, ending: str) -> bool:
    """Whether a number takes its ending: 1st but 11th."""
    number = int("".join(letter for letter in printed if letter.isdigit()) or "0")
    if 10 <= number % 100 < 20:
        return ending == "th"
    return ending == {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


RULE = Rule(
    code="OCR103",
    name="letter-for-digit",
    severity=Severity.WARNING,
    detect=detect,
    gate=_MARK,
)
