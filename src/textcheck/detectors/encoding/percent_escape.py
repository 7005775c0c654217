"""Percent codes of an address that were left in prose: "S%C3%A3o Paulo", "hello%20world".

Text was taken from an address or a form without decoding it. Where the codes are UTF-8, decoding them is SAFE; where a lone code of
Windows-1252 makes a word ("caf%E9"), it is UNSAFE, as it is in passages that speak of addresses.

Left alone: addresses, paths, queries, file names, formats of programs ("%20d"), percentages ("100%25 more"), code, and codes
that decode to nothing that can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from textcheck.characters import is_word, shown
from textcheck.escapes import is_address, is_cut, standing, token
from textcheck.expressions import expression
from textcheck.residue import Standing, is_quoted
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity

_CODE = expression(r"%(?:[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})")
_CODES = expression(r"(?:%[0-9A-Fa-f]{2})+|%u[0-9A-Fa-f]{4}")
_LETTERS = expression(r"[^\W\d_]")
_FORMAT = expression(r"%%|(?<![\w%])%[0-9]{2}[a-z](?![a-z])|%[0-9A-Fa-f]{2}%(?![0-9A-Fa-fu])")
# ASCII characters that an encoder escapes and that prose holds.
_OF_PROSE = frozenset(" !\"'(),-.:;?&/\n\r\t$%*[]+=#@…")


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    at = 0
    while found := _CODE.search(text, at):
        first, last = token(text, *found.span())
        at = max(last, found.end())
        finding = None if is_cut(*found.span(), first, last) else _judge(doc, first, last)
        if finding is not None:
            yield finding


def _judge(doc: Document, first: int, last: int) -> Finding | None:
    text = doc.text
    raw = text[first:last]
    codes = list(_CODES.finditer(raw))
    start, end = codes[0].start(), codes[-1].end()
    if is_address(_CODES.sub("x", raw)) or _FORMAT.search(raw) or is_quoted(text, first + start, first + end):
        return None
    pieces: list[str] = []
    at = start
    sure = True
    for code in codes:
        meant = _decoded(raw, code)
        if meant is None:
            return None
        pieces += raw[at : code.start()], meant[0]
        sure = sure and meant[1]
        at = code.end()
    decoded = "".join(pieces)
    rest = _CODES.sub("", raw)
    if not _LETTERS.search(rest) or "://" in raw[:start] + decoded or is_address(raw[:start] + decoded + raw[end:]):
        return None
    if len(codes) == 1 and decoded.isascii() and not _is_joint(raw, codes[0], decoded):
        return None
    plus = "+" in raw and "%20" not in raw and re.search(r"[a-z,]\+[A-Za-z]", raw[start:end]) is not None
    if plus:
        decoded = decoded.replace("+", " ")
    stands = standing(doc, first, last)
    if stands is Standing.NOTATION:
        return None
    prose = stands is Standing.PROSE
    safe = sure and prose and not plus
    repair = Repair(
        first + start,
        first + end,
        decoded,
        SAFE if safe else UNSAFE,
        0.97 if safe else 0.75,
        "prose has no percent codes"
        if safe
        else "what the codes stood for is a guess"
        if prose
        else "the passage may show the codes",
    )
    return RULE.finding(
        first + start,
        first + end,
        f"percent codes '{shown(raw[start:end])}' left for '{shown(decoded)}'",
        confidence=0.95 if prose else 0.6,
        repairs=[repair],
        severity=Severity.WARNING if prose else Severity.NOTE,
    )


def _decoded(raw: str, code: re.Match[str]) -> tuple[str, bool] | None:
    """What some codes stand for and whether that is sure; None where they stand for nothing to be read."""
    if code.group()[1] == "u":
        character = chr(int(code.group()[2:], 16))
        return (character, True) if character.isprintable() else None
    data = unquote_to_bytes(code.group())
    try:
        meant = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        meant = data.decode("cp1252", "replace")
        word = re.search(r"[^\W\d_]*$", raw[: code.start()]), re.match(r"[^\W\d_]*", raw[code.end() :])
        if len(meant) != 1 or not meant.isprintable() or word[0] is None or word[1] is None:
            return None
        before, after = word[0].group(), word[1].group()
        if (meant.isalpha() and len(before + after) > 1 and is_word(before + meant + after)) or (
            meant == "’" and before and after
        ):
            return meant, False
        return None
    if any(not character.isprintable() and character not in "\n\t" for character in meant):
        return None
    if any(character.isascii() and character not in _OF_PROSE for character in meant):
        return None
    return meant, True


def _is_joint(raw: str, code: re.Match[str], meant: str) -> bool:
    """Whether one ASCII code stands where prose has its character: between letters, or at the end of a word."""
    before, after = raw[: code.start()][-1:], raw[code.end() :][:1]
    if meant == "%":
        return False
    if meant == " ":
        return (before.isalnum() or before in (".", ",", ";", ":", "!", "?")) and (
            after.isalpha() or (after.isdigit() and before.isalpha())
        )
    return before.isalpha() or (not before and after.isalpha() and raw[code.end() :][1:2].isalpha())


RULE = Rule(
    code="ENC301",
    name="percent-escape",
    severity=Severity.WARNING,
    detect=detect,
    gate=rb"%(?:[2-7][0-9A-Fa-f]|0[AaDd9]|[89a-fA-F][0-9a-fA-F]|u[0-9A-Fa-f]{4})",
)
