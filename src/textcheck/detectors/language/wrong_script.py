"""A paragraph in another script than its document: a paragraph of Russian in an English article.

Scripts are told by ranges of Unicode, whatever the language. The finding is the whole paragraph; no repair is named.

A note where the paragraph is quoted, emphasised, introduced by a colon, in verse, or one of several, as in a text book. Left alone:
words and phrases inside a paragraph, names, short lines such as lists of languages, documents of two scripts in equal parts, code and
formulas, and Latin lines in documents of other scripts unless they are sentences of English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from textcheck.passages import is_set_apart
from textcheck.rule import Document, Finding, Rule, Severity

# Japanese is written in three scripts, and Chinese shares one of them; kana tell them apart.
_SCRIPTS = {
    "Latin": "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f",
    "Armenian": "\u0530-\u058f",
    "Hebrew": "\u0590-\u05ff",
    "Arabic": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Devanagari": "\u0900-\u097f",
    "Bengali": "\u0980-\u09ff",
    "Gurmukhi": "\u0a00-\u0a7f",
    "Gujarati": "\u0a80-\u0aff",
    "Tamil": "\u0b80-\u0bff",
    "Telugu": "\u0c00-\u0c7f",
    "Kannada": "\u0c80-\u0cff",
    "Malayalam": "\u0d00-\u0d7f",
    "Thai": "\u0e00-\u0e7f",
    "Lao": "\u0e80-\u0eff",
    "Burmese": "\u1000-\u109f",
    "Georgian": "\u10a0-\u10ff",
    "Ethiopic": "\u1200-\u137f",
    "Khmer": "\u1780-\u17ff",
    "Hangul": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "Chinese or Japanese": "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
}
# Scripts without spaces say more with a letter.
_DENSE = frozenset(["Chinese or Japanese", "Hangul", "Thai", "Lao", "Burmese", "Khmer"])
_FEWEST_LETTERS, _FEWEST_DENSE = 24, 10
_FEWEST_WORDS = 4
# Latin letters are at home everywhere: only sentences are strange.
_FEWEST_LATIN_WORDS = 10
_ENGLISH = re.compile(r"\b(?:the|and|of|to|in|is|was|that|for|with|on|are|have|has|by|from|this|which|not)\b", re.IGNORECASE)
_FEWEST_ENGLISH = 3
# The document's own share of its letters, and the paragraph's of its.
_MOST = 0.66
_NEARLY_ALL = 0.8
_MANY = 4
_PARAGRAPH_END = re.compile(r"\n[ \t\r]*\n|\n")


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    totals = _letters(text)
    whole = sum(totals.values())
    if not whole:
        return
    own = max(totals, key=lambda script: totals[script])
    if len(totals) < 2 or totals[own] < _MOST * whole:
        return
    found = [span for span in _paragraphs(text) if _is_foreign(text, span, own)]
    for start, end, script in ((start, end, _script(text[start:end])) for start, end in found):
        sure = not is_set_apart(text, start, end) and len(found) < _MANY
        yield RULE.finding(
            start,
            end,
            f"a paragraph in {script} letters in a document in {own} letters",
            confidence=0.9 if sure else 0.5,
            severity=Severity.WARNING if sure else Severity.NOTE,
        )


def _is_foreign(text: str, span: tuple[int, int], own: str) -> bool:
    paragraph = text[slice(*span)]
    if len(paragraph) < _FEWEST_DENSE or (own == "Latin" and paragraph.isascii()):
        return False
    letters = _letters(paragraph)
    whole = sum(letters.values())
    script = max(letters, key=lambda name: letters[name], default=own)
    if script == own or letters[script] < _NEARLY_ALL * whole or whole * 2 < len(paragraph.replace(" ", "")):
        return False
    if script in _DENSE:
        return letters[script] >= _FEWEST_DENSE
    words = len(paragraph.split())
    if script == "Latin":
        return words >= _FEWEST_LATIN_WORDS and len(_ENGLISH.findall(paragraph)) >= _FEWEST_ENGLISH
    return letters[script] >= _FEWEST_LETTERS and words >= _FEWEST_WORDS


def _script(paragraph: str) -> str:
    letters = _letters(paragraph)
    return max(letters, key=lambda name: letters[name])


def _letters(text: str) -> dict[str, int]:
    """How many letters of each script a text has; scripts that it has not are left out."""
    return {script: count for script in _SCRIPTS if (count := sum(map(len, _run(script).findall(text))))}


@cache
def _run(script: str) -> re.Pattern[str]:
    return re.compile(f"[{_SCRIPTS[script]}]+")


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in _PARAGRAPH_END.finditer(text):
        if span := _stripped(text, at, match.start()):
            yield span
        at = match.end()
    if span := _stripped(text, at, len(text)):
        yield span


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


RULE = Rule(
    code="LNG102",
    name="wrong-script",
    severity=Severity.WARNING,
    detect=detect,
    # Letters that Windows-1252 has not are question marks in the codes.
    gate=rb"\?{2}[? .,]{8}",
    gated_with="prose",
)
