"""A line that says who holds the rights, such as "© 2024 The Morning Post" or "Copyright 2019 by A. Author".

It is no damage but no part of the text either: a note, so that a pipeline may keep or drop such lines. The finding is the
whole line without its line break.

Left alone: prose about copyright, the sign © spoken of, items of a list such as "(c) 2020 accounts", and long paragraphs in
which a notice is mentioned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.rule import Document, Finding, Rule, Severity, pattern

_CANDIDATE = rb"\xa9|&copy;|(?i:copyright[ ,:]{1,2}(?:\xa9|\(c\)|by |of |@|[0-9])|\(c\)[ ,]{1,2}[12]|rights reserved|droits r.serv.s|rechte vorbehalten|derechos reservados|diritti riservati|direitos reservados)"

_YEAR = r"(?:1[5-9]|20)[0-9]{2}"
_SIGN = r"(?:©|&copy;|\([cC]\))"
_WORD = r"(?:[Cc]opyright|COPYRIGHT)"
_BEGIN = r"\A[^\w©(&]{0,5}"
# Each alternative is a whole notice at the beginning of its line.
_NOTICE = re.compile(
    rf"{_BEGIN}(?:{_WORD}[ ,:]{{1,2}})?(?:©|&copy;)[\s,:]{{0,3}}(?:{_WORD}[\s,:]{{1,2}})?(?:{_YEAR}|[A-ZÀ-ÖØ-Þ])"
    rf"|{_BEGIN}{_WORD}[ ,:]{{1,2}}(?:{_SIGN}|@)?[\s,]{{0,2}}(?:by )?{_YEAR}\b"
    rf"|{_BEGIN}{_WORD}[ ,:]{{1,2}}(?:\([cC]\)|by) [A-ZÀ-ÖØ-Þ]"
    rf"|{_BEGIN}(?:{_YEAR}(?:\s?[-–]\s?{_YEAR})?),? ?©"
)
_LISTED = re.compile(rf"{_BEGIN}\([cC]\)[ ,]{{1,2}}{_YEAR}(?:\s?[-–,]\s?{_YEAR})*,? (?:by |The )?[A-ZÀ-ÖØ-Þ]")
_LIST = re.compile(r"^\W{0,3}\([abAB]\)", re.M)
_RESERVED = re.compile(
    r"\b(?:all (?:international )?rights reserved|tous droits réservés|alle rechte vorbehalten|todos los derechos reservados"
    r"|tutti i diritti riservati|todos os direitos reservados)\b\W*(?:$|[|·•-]|\.\s|©|(?:worldwide|in all media)\b)",
    re.I,
)
_AT_END = re.compile(rf"[.|•·–—]\s+(?:{_WORD} )?©\s?{_YEAR}[^.]{{0,60}}\.?\Z")

# A notice with the name of its holder, and a notice with the sentences that lawyers add.
_LONGEST_NOTICE = 200
_LONGEST = 400
# A sign without a year is a notice only in a line that holds nothing else.
_LONGEST_UNDATED = 80
_SURROUNDINGS = 2000


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    done = 0
    for match in pattern(_CANDIDATE).finditer(doc.codes):
        if match.start() < done:
            continue
        low, high = max(0, match.start() - _LONGEST), match.end() + _LONGEST
        start = text.rfind("\n", low, match.start()) + 1
        end = text.find("\n", match.start(), high)
        done = len(text) if end < 0 else end
        end = done
        if (start == 0 and low > 0) or end - start > _LONGEST:
            done = match.end()
            continue
        line = text[start:end]
        if _is_notice(text, start, line.strip()):
            start += len(line) - len(line.lstrip())
            yield RULE.finding(start, start + len(line.strip()), "copyright line", confidence=0.95)


def _is_notice(text: str, start: int, line: str) -> bool:
    if _RESERVED.search(line):
        return len(line) <= _LONGEST_NOTICE or _NOTICE.match(line) is not None
    if _NOTICE.match(line):
        dated = re.search(_YEAR, line) is not None
        return len(line) <= (_LONGEST_NOTICE if dated else _LONGEST_UNDATED)
    if _LISTED.match(line):
        around = text[max(0, start - _SURROUNDINGS) : start]
        return len(line) <= _LONGEST_UNDATED and not _LIST.search(around)
    return len(line) <= _LONGEST_NOTICE and _AT_END.search(line) is not None


RULE = Rule(
    code="BLR101",
    name="copyright-line",
    severity=Severity.NOTE,
    detect=detect,
    gate=_CANDIDATE,
)
