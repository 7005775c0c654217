"""A character still escaped with a backslash, as TeX, Markdown and programs write it: `50\\%`, `Smith \\& Sons`, `snake\\_case`, `don\\'t`, `caf\\'e`.

The backslash goes; an accent of TeX becomes its letter (`Schr\\"odinger`, `Erd\\H{o}s`); a tie (`Fig.~3`) becomes a space; the end of a TeX line
(`\\\\`) goes. Most are SAFE; a quotation mark or the end of a line is UNSAFE where it may be a program's.

Left alone: TeX and Markdown sources, programs, paths (`C:\\_old`, `\\\\server`), variables (`\\$HOME`), regular expressions, quoted code, shrugs,
text that speaks of escapes, home directories (`~ada`), "about" (~5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from textcheck.markup import is_spoken_of, mathematics, notations
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_ESCAPED = rb"\\[,%&$#_*\[\]>!+~<|-]|(?m:^)[ \t]*\d{1,3}\\\."
_QUOTED = rb"\\[\x27\"]"
_ACCENT = rb"\\(?:[\x27`^~\"=.]\{?\\?[A-Za-z]\}?|[cHvukrb]\{[A-Za-z]\}|(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)(?:\{\}|\}))|\{\\(?:[\x27`^~\"=.]\{?\\?[A-Za-z]\}?|[cHvukrb]\{?[ ]?[A-Za-z]\}?|(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j))\}"
_TIE = rb"(?:\b(?:Figs?|Figures?|Tables?|Tab|Sections?|Sec|Eqs?|Equations?|Chapters?|Ch|Appendix|Refs?|Theorem|Lemma|Dr|Mr|Mrs|Ms|Prof|St|No|vol|pp?|et al|e\.g|i\.e|cf)\.?|[A-Z]\.|[a-z]{3})~+[A-Z0-9(\\]"
_ADDRESS = re.compile(r"[/@\\_]|\.[a-z]")
_LINE_END = rb"(?m)[\w.,;:!?)\x27\"\x92\x94] ?\\\\(?:\[[0-9.]+ ?[a-z]{2}\])?[ \t\r]*$"
_GATE = (
    rb"[\w \t\n.,;:(\"]\\[,%&$#_*\[\]>!+~<|-]|(?m:^)[ \t]*\d{1,3}\\\.|\\[\x27`^\"]\{?\\?[A-Za-z]|[A-Za-z., !?]\\[\x27\"]|\\[cHvukr]\{[A-Za-z]\}|\\[~=.]\{?[A-Za-z]\}?"
    rb"|\{\\[A-Za-z\x27`^\"~]|\\(?:ss|ae|oe|aa|o|l)\b|\\\\(?:\[[0-9.]+ ?[a-z]{2}\])?[ \t\r]*(?m:$)|[a-z.]~+[A-Z0-9(\\]|^\\[*#\[_>]"
)
_COMBINING = {"'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307", "c": "\u0327", "H": "\u030b", "v": "\u030c", "u": "\u0306", "k": "\u0328", "r": "\u030a", "b": "\u0331"}  # fmt: skip
_LIGATURES = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
}
_PATH = re.compile(r"[A-Za-z]:\\|\\\\\w|\\\w+\\")
_REGEX = re.compile(r"\\[dwsb][+*?{\])]|\\[dw](?![A-Za-z])|\[\^?[a-z0-9]-[a-z0-9]")
_VARIABLE = re.compile(r"\\\$[A-Za-z_{]|\\%[A-Z]+%")
_CONTRACTED = re.compile(r"(?:re|ll|ve|em|er|[stdm])(?![^\W_])")
_ELIDED = re.compile(r"(?i)(?:^|[^\w])(?:[ldjnmtsco]|qu|jusqu|lorsqu|puisqu|aujourd|presqu|dell?|all?|nell?|sull?|un|y)$")
_SOURCES = frozenset(("json", "code", "tex", "markdown", "rst"))


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes) or notations(doc) & _SOURCES:
        return
    text = doc.text
    found: list[tuple[int, int, str, bool]] = []
    for match in pattern(_ACCENT).finditer(doc.codes):
        accented = _accented(text, *match.span())
        if accented is not None:
            found.append(accented)
    taken = {start for start, *_ in found}
    for match in pattern(_ESCAPED).finditer(doc.codes):
        start, end = match.end() - 2, match.end()
        if _is_escape(text, start):
            # A thin space, and a place where a word may be parted.
            read = {",": " ", "-": "" if text[start - 1 : start].isalpha() else "-"}
            found.append((start, end, read.get(text[end - 1], text[end - 1]), True))
    for match in pattern(_QUOTED).finditer(doc.codes):
        start, end = match.span()
        if start not in taken and start - 1 not in taken and text[start - 1 : start] != "\\" and text[end : end + 1] != "\\":
            apostrophe = text[start - 1 : start].isalpha() and text[end : end + 1].isalpha() and text[start + 1] == "'"
            beside = text[start - 1 : start] + text[end : end + 1]
            if _REGEX.search(text[max(0, start - 80) : end + 80]):
                continue
            if apostrophe or (beside.strip() and any(c.isalnum() or c in ".,!?" for c in beside)):
                found.append((start, end, text[start + 1], apostrophe))
    for match in pattern(_TIE).finditer(doc.codes):
        first = text.index("~", match.start())
        if _ADDRESS.search(text[max(0, first - 40) : first].rpartition(" ")[2]):
            continue
        found.append((first, match.end() - 1, " ", True))
    for match in pattern(_LINE_END).finditer(doc.codes):
        first = text.index("\\", match.start())
        start = first - (text[first - 1] == " ")
        end = match.start() + len(text[match.start() : match.end()].rstrip())
        found.append((start, end, "", False))
    formulas = mathematics(doc)
    at, reached = 0, 0
    for start, end, new, safe in sorted(found):
        while at < len(formulas) and formulas[at][1] <= start:
            at += 1
        if start < reached or (at < len(formulas) and formulas[at][0] <= start) or _is_program(doc, start, end):
            continue
        reached = end
        shown = text[start:end].strip()
        repair = Repair(
            start,
            end,
            new,
            SAFE if safe else UNSAFE,
            0.95 if safe else 0.85,
            "the mark speaks to a typesetter, not to a reader" if safe else "it may belong to a quoted line of a program",
        )
        yield RULE.finding(
            start,
            end,
            f"character escaped for a typesetter or a program: {shown}",
            confidence=0.93 if safe else 0.85,
            repairs=[repair],
        )


def _accented(text: str, start: int, end: int) -> tuple[int, int, str, bool] | None:
    shown = text[start:end].strip("{}")
    mark = shown[1]
    if shown[1:] in _LIGATURES and text[start + 1 : start + 1 + len(shown)] in (shown, shown[1:]):
        return start, end, _LIGATURES[shown[1:]], True
    if shown[1:].rstrip("{}") in _LIGATURES and not (mark in _COMBINING and len(shown) > 2 and shown[2] == "{"):
        return start, end, _LIGATURES[shown[1:].rstrip("{}")], True
    letter = shown[2:].strip("{}\\ ")
    if len(letter) != 1 or mark not in _COMBINING:
        return None
    new = normalize("NFC", letter + _COMBINING[mark])
    braced = "{" in text[start:end]
    if len(new) != 1:
        return None
    if braced:
        # A brace opened inside the match must be closed in it.
        return (start, end, new, True) if text[start:end].count("{") == text[start:end].count("}") else None
    before, after = text[start - 1 : start], text[end : end + 1]
    if mark in ("~", "=", "."):
        return None
    if mark == "'" and letter in "AEIOU" and after.islower() and not before.isalpha() and "\\'" not in text[end : end + 200]:
        return start, end, new, False
    if mark in "'\"" and not (before.isalpha() and letter in "aeiouyAEIOUYnc"):
        return None
    # An escaped apostrophe: l\'eau, we\'re, O\'Neill.
    if mark == "'" and (_CONTRACTED.match(text, end - 1) or _ELIDED.search(text[max(0, start - 8) : start])):
        return None
    if mark == '"' and not after.isalpha():
        return None
    return (start, end, new, True) if before.isalpha() or mark in "`^" else None


def _is_escape(text: str, start: int) -> bool:
    sign, before, after = text[start + 1], text[start - 1 : start], text[start + 2 : start + 3]
    if (
        before == "\\"
        or _REGEX.search(text[max(0, start - 80) : start + 80])
        or _VARIABLE.match(text, start)
        or _PATH.search(text[max(0, start - 40) : start + 2].rpartition(" ")[2])
    ):
        return False
    if sign == ",":
        return before.isdigit() and (after.isalnum() or after == "\\")
    if sign == "%":
        return before.isalnum() or before in ("}", " ", ")", ",")
    if sign == "&":
        return before == " " or before.isalnum()
    if sign == "$":
        return after.isdigit() and not before.isalnum()
    if sign == "#":
        return after.isalnum() or not before or before == "\n"
    if sign == "_":
        return (before.isalnum() and after.isalnum()) or (before in (" ", "\n", "") and after.isalpha())
    if sign == "*":
        return before in ("", "\n", " ", "*") or before.isalnum() or after in (" ", "*", "\n", "")
    if sign in "[]":
        # `\\[` alone opens mathematics.
        return (sign == "]" and "\\[" in text[max(0, start - 200) : start]) or (
            sign == "[" and "\\]" in text[start : start + 200] and after.isalnum()
        )
    if sign in "!->+~<|":
        return (before.isalnum() or before in ("", "\n", " ")) and (after.isalnum() or after == " ") and sign in "!->+"
    return sign == "."


def _is_program(doc: Document, start: int, end: int) -> bool:
    return is_spoken_of(doc, start, end, "tex")


RULE = Rule(
    code="MRK114",
    name="backslash-escape",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
