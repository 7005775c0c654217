"""Quoted-printable codes of a mail that were left in text: "don=E2=80=99t", "=20", lines that end in "=".

Mail is sent in lines of 76 characters at most, with other characters as `=` and two hexadecimal digits. Codes that are UTF-8, and broken lines
of a text that has other codes or is broken at that width, are decoded, which is SAFE. A lone code of Windows-1252 is decoded where
it makes a contraction, a word or a pair of quotation marks, which is UNSAFE.

Left alone: assignments and options (`x=10`, `width=80`), addresses, base64, equations, code, and passages that speak of the encoding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.characters import is_word, shown
from textcheck.escapes import standing
from textcheck.expressions import expression
from textcheck.lost_letters import is_contraction
from textcheck.residue import Standing
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity

_RUN = expression(r"(?:=[0-9A-F]{2}|=[ \t]{0,3}\r?\n)+")
_BREAK = expression(r"=[ \t]*\r?\n")
# A sender breaks at 76 characters; some at less, because a word or a code is kept whole.
_NARROWEST, _WIDEST = 60, 78
# What stands before an equals sign in programs.
_OPERATORS = frozenset("<>=!+*/|^%")
_NEAR_PAIR = 600


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    evident: bool | None = None
    for run in _RUN.finditer(text):
        codes = _BREAK.sub("", run.group())
        if codes:
            judged = _decoded(text, run, codes)
        else:
            if evident is None:
                evident = _is_evident(text)
            judged = _break(text, run, evident)
        if judged is None:
            continue
        meant, sure = judged
        stands = standing(doc, *run.span())
        if stands is Standing.NOTATION:
            continue
        prose = stands is Standing.PROSE
        repair = Repair(
            *run.span(),
            meant,
            SAFE if sure and prose else UNSAFE,
            0.97 if sure and prose else 0.8,
            "what the mail said before it was encoded" if sure and prose else "the code may stand for something else",
        )
        what = f"quoted-printable '{shown(run.group())}' left" + (f" for '{shown(meant)}'" if meant else "")
        yield RULE.finding(
            *run.span(),
            what,
            confidence=0.96 if prose else 0.7,
            repairs=[repair],
            severity=Severity.WARNING if prose else Severity.NOTE,
        )


def _decoded(text: str, run: re.Match[str], codes: str) -> tuple[str, bool] | None:
    data = bytes.fromhex(codes.replace("=", ""))
    start, end = run.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    if data.isascii():
        meant = data.decode("ascii")
        if any(not character.isprintable() and character not in "\t\r\n" for character in meant):
            return None
        if meant.isspace() and (after in ("", "\n", "\r") or run.group().endswith("\n")):
            # Spaces at the end of a line are encoded so that they are kept, and are of no use.
            return ("", True) if not _BREAK.search(run.group()) else (meant, True)
        if meant == "=":
            return (meant, True) if after == '"' or (before.isalpha() and (after.isalpha() or after == " ")) else None
        if meant == "." and before in ("", "\n"):
            return meant, True
        return None
    try:
        meant = data.decode("utf-8")
    except UnicodeDecodeError:
        meant = data.decode("cp1252", "replace")
        head, tail = (
            re.search(r"[^\W\d_]{0,30}$", text[max(0, start - 30) : start]),
            re.match(r"[^\W\d_]{0,30}", text[end : end + 30]),
        )
        left, right = head.group() if head else "", tail.group() if tail else ""
        if meant == "’" and left and (is_contraction(left, right) or right == "s"):
            return meant, True
        if len(meant) == 1 and meant.isalpha() and (left or right) and is_word(left + meant + right):
            return meant, False
        if meant == "“" and before in ("", " ", "\n", "(") and "=94" in text[end : end + _NEAR_PAIR]:
            return meant, False
        closes = before.isalpha() or before in (".", ",", "!", "?")
        if meant == "”" and closes and not right and "=93" in text[max(0, start - _NEAR_PAIR) : start]:
            return meant, False
        if meant in ("–", "—", "…") and before == " " == after:
            return meant, False
        return None
    if any(not character.isprintable() and character not in "\t\n\r\u00a0" for character in meant):
        return None
    return meant.replace("\u00a0", " "), True


def _break(text: str, run: re.Match[str], evident: bool) -> tuple[str, bool] | None:
    """What a broken line is, where it is one: nothing, and whether that is sure."""
    start, end = run.span()
    line = start - text.rfind("\n", max(0, start - 2 * _WIDEST), start) - 1
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before or not after or after in "\r\n" or text[end : end + 2].isspace() or line > _WIDEST:
        return None
    words = text[max(0, start - line) : start].count(" ")
    if evident and before not in _OPERATORS:
        return "", True
    if line >= _NARROWEST and words >= 5:
        return "", True
    if words >= 3 and after.islower() and re.search(r"(?:^|[ \"“(])[A-Za-z]?[a-z’'-]+$", text[max(0, start - 30) : start]):
        return "", False
    return None


def _is_evident(text: str) -> bool:
    """Whether a text holds codes that can be nothing else."""
    return re.search(r"=[CDE][0-9A-F]=[89AB][0-9A-F]|=20\r?$|=3D\"", text, re.M) is not None


RULE = Rule(
    code="ENC302",
    name="quoted-printable",
    severity=Severity.WARNING,
    detect=detect,
    gate=rb"=(?:[0-9A-F][0-9A-F]|[ \t]{0,3}\r?\n)",
)
