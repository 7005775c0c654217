"""Emphasis left as Markdown in plain prose: `**bold**`, `__two words__`, `***both***`, `~~struck out~~`.

The marks go and the words stay; what was struck out is kept, too, for whether it was meant to be read is unknown (UNSAFE). Bold
is SAFE. Single stars and underscores (`*so*`) are judged only beside double ones: alone they are an old custom of plain text.

Left alone: documents written in Markdown or reStructuredText, quoted code, powers and arguments (`x**2`, `**kwargs`), names with underscores (`__init__`),
blanks to fill in, hidden letters (`f**k`, `s***`), ratings and scene breaks (`***`), footnotes marked with stars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.markup import is_spoken_of, notations
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_DOUBLE = (
    rb"\*{2,3}[^\s*][^*\n]*\*{2,3}|\*\*\*?[^\s*](?:[^*\n]|\*[^*\n])*\*{2,3}|__[^\s_](?:[^_\n]|_[^_\n])*__|~~[^\s~][^~\n]*~~"
)
_SINGLE = rb"\*[^\s*][^*\n]*\*|_[^\s_][^_\n]*_"
_GATE = rb"\*\*[^\s*][^*\n]*\*|\*\*[^\s*][^\n]*\*\*|__[^\s_][^\n]*[^\s_]__|~~[^\s~][^~\n]*~~"
_LONGEST = 1000
_LETTER = re.compile(r"[^\W_]")
_IDENTIFIER = re.compile(r"[\w.]*")
_SOURCES = frozenset(("json", "code", "markdown", "html", "rst"))


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes) or notations(doc) & _SOURCES:
        return
    text = doc.text
    spans = [span for match in pattern(_DOUBLE).finditer(doc.codes) if (span := _emphasis(text, *match.span())) is not None]
    spans = [span for span in spans if not is_spoken_of(doc, *span, "markdown", near=False)]
    if spans:
        # Beside double marks, single ones are Markdown's as well.
        at = 0
        for match in pattern(_SINGLE).finditer(doc.codes):
            start, end = match.span()
            while at < len(spans) and spans[at][1] <= start:
                at += 1
            if (at == len(spans) or spans[at][0] >= end) and _emphasis(text, start, end) == (start, end):
                spans.insert(at, (start, end))
    for start, end in spans:
        yield _finding(text, start, end)


def _emphasis(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of an emphasis, None where the marks stand for something else."""
    shown = text[start:end]
    width = _width(shown)
    words = shown[width:-width]
    before, after = text[start - 1 : start], text[end : end + 1]
    if end - start > _LONGEST or before.isalnum() or (before in ("*", "_", "~", "\\", "$", "=", ":") and before):
        return None
    if after in ("*", "_", "~") and after:
        return None
    if words[:1].isspace():
        return None
    if words != words.strip():
        # Bold that was closed behind its space: `**Note: **`, `**So **it`.
        if (
            width != 2
            or shown[0] != "*"
            or not (words[0].isupper() or before in ("", "\n"))
            or words.count("(") != words.count(")")
        ):
            return None
    elif after.isalnum() and words[-1] not in ":.!?":
        return None
    if words[-1:] in ("(", "[", "\\", "") or not _LETTER.search(words):
        return None
    if shown[0] == "_" and width == 2 and _IDENTIFIER.fullmatch(words) and not words.istitle():
        return None
    if words.count("(") != words.count(")") and "**" in (before + after):
        return None
    return start, end


def _width(shown: str) -> int:
    sign = shown[0]
    opening = len(shown) - len(shown.lstrip(sign))
    closing = len(shown) - len(shown.rstrip(sign))
    return min(opening, closing)


def _finding(text: str, start: int, end: int) -> Finding:
    shown = text[start:end]
    width = _width(shown)
    struck = shown[0] == "~"
    sure = width > 1 and not struck
    safe = not struck
    repair = Repair(
        start,
        end,
        shown[width:-width].rstrip() if text[end : end + 1] in ("", " ", "\n") else shown[width:-width],
        SAFE if safe else UNSAFE,
        0.96 if sure else 0.8,
        "a reader sees the words without the marks" if safe else "the words may be struck out on purpose",
    )
    what = "words struck out" if struck else "emphasis"
    return RULE.finding(
        start,
        end,
        f"Markdown marks of {what}: {shown[:40]}",
        confidence=0.93 if sure else 0.7,
        severity=Severity.WARNING if sure else Severity.NOTE,
        repairs=[repair],
    )


RULE = Rule(
    code="MRK110",
    name="markdown-emphasis",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
