"""A declaration of a markup language left in prose: `<!DOCTYPE html>`, `<?xml version="1.0"?>`, `<![CDATA[…]]>`, `<?php … ?>`.

Of a CDATA section the marks go and the text stays; declarations and processing instructions go whole. Both are SAFE, but for the
end of a section that was never opened (`]]>`) and an instruction that never ends, which are UNSAFE.

Left alone: pages, XML documents and programs as such, quoted code, text that speaks of XML, nested brackets of other kinds
(`a[b[1]]>2`).
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.markup import is_spoken_of, notations, taken_out
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_GATE = rb"(?i)<!\[CDATA\[|<!(?:DOCTYPE|ELEMENT|ATTLIST|ENTITY)\s|<\?(?:xml|php|import|mso)\b|<\?=|(?:^|[^\])\w])\]\]>|(?://|/\*)\s?<!\[CDATA|//\s?\]\]>|[a-z.!?] ?\]\]>"
_SOURCES = frozenset(("html", "json", "code"))
_LONGEST = 20_000


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    if not pattern(_GATE).search(doc.codes) or notations(doc) & _SOURCES:
        return
    at = 0
    for match in pattern(_GATE).finditer(doc.codes):
        start, end = match.span()
        mark = text[start:end].lower()
        safe = True
        if mark.endswith("]]>"):
            start = end - 3
            if text[start - 2 : start] == "//":
                start -= 2
            safe = "<![cdata[" in text[max(0, start - _LONGEST) : start].lower() if at < start else True
        elif "cdata" in mark:
            pass
        elif mark.startswith("<?"):
            closed = text.find(">", end, end + 2000)
            end, safe = (closed + 1, True) if closed >= 0 else (_line_end(text, end), False)
        else:
            closed = text.find(">", end, end + 500)
            inner = text.find("]>", end, end + 2000) if "[" in text[end : max(end, closed)] else -1
            end, safe = (
                (inner + 2, True) if inner >= 0 else (closed + 1, True) if closed >= 0 else (_line_end(text, end), False)
            )
        if start < at:
            continue
        at = end
        if end <= start or is_spoken_of(doc, start, end, near=False):
            continue
        first, last, new = taken_out(text, start, end)
        repair = Repair(
            first,
            last,
            new,
            SAFE if safe else UNSAFE,
            0.97 if safe else 0.7,
            "it speaks to the program that reads the page" if safe else "where it begins or ends is unknown",
        )
        shown = " ".join(text[start : min(end, start + 30)].split())
        yield RULE.finding(
            start,
            end,
            f"declaration of a markup language left in the text: {shown}",
            confidence=0.96 if safe else 0.85,
            repairs=[repair],
        )


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at, at + 500)
    return min(len(text), at + 500) if end < 0 else end


RULE = Rule(
    code="MRK104",
    name="markup-declaration",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
