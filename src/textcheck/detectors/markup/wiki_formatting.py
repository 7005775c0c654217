"""Wiki formatting left in prose: `'''bold'''`, `''slanted''`, a heading `== History ==`, a switch such as `__NOTOC__` or `#REDIRECT`.

The repair leaves the words and takes the marks; it is SAFE but for two apostrophes, which some use as quotation marks and which are a
note. A heading keeps its line.

Left alone: pages written throughout as wiki text, programs (Python's `'''` strings, `a == b`), quoted code, feet and inches, rules of
signs (`=====`), banners in plain-text manuals of other notations, names with underscores (`__init__`).
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.markup import is_spoken_of, notations, taken_out
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_BOLD = rb"\x27{5}[^\x27\s][^\n]*?\x27{5}|\x27{3}[^\x27\s](?:[^\x27\n]|\x27[^\x27\n])*\x27{3}"
_SLANTED = rb"\x27\x27[^\x27\s](?:[^\x27\n]|\x27[^\x27\n])*\x27\x27"
_HEADING = rb"(?m)^[ \t]*={2,6}[ \t]*[^=\s][^=\n]*[ \t]*={2,6}[ \t\r]*$"
_SWITCH = rb"__(?:NO(?:TOC|EDITSECTION|INDEX|GALLERY|NEWSECTIONLINK)|(?:FORCE)?TOC|INDEX|HIDDENCAT|DISAMBIG)__|(?im)^#redirect:? ?\[\[[^\]\n]+\]\]"
_GATE = rb"\x27\x27|(?m:^)[ \t]*={2,6}[ \t]*[^=\s][^=\n]*={2,6}[ \t\r]*(?m:$)|__[A-Z]{3,}__|#(?i:redirect)"
_SOURCES = frozenset(("json", "code", "wiki", "org"))


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    if not pattern(_GATE).search(doc.codes) or notations(doc) & _SOURCES:
        return
    found = [
        (*match.span(), form) for form in (_BOLD, _SLANTED, _HEADING, _SWITCH) for match in pattern(form).finditer(doc.codes)
    ]
    reached = 0
    for start, end, form in sorted(found, key=lambda item: (item[0], -item[1])):
        if start < reached:
            continue
        start = end - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        shown = text[start:end]
        if form in (_BOLD, _SLANTED):
            if _is_no_emphasis(text, start, end) or is_spoken_of(doc, start, end, "wiki", near=False):
                continue
            width = 5 if shown.startswith("'" * 5) else 3 if form == _BOLD else 2
            words = shown[width:-width]
            sure = form == _BOLD
            first, last, new = start, end, words
        elif form == _HEADING:
            if len(shown) - len(shown.lstrip("=")) != len(shown) - len(shown.rstrip("=")) or _is_banner(text, start, end):
                continue
            if is_spoken_of(doc, start, end, "wiki", near=False):
                continue
            sure = True
            first, last, new = start, end, shown.strip("= \t")
        else:
            if is_spoken_of(doc, start, end, "wiki"):
                continue
            sure = True
            first, last, new = taken_out(text, start, end)
        if not new and form != _SWITCH:
            continue
        reached = end
        repair = Repair(
            first,
            last,
            new,
            SAFE if sure else UNSAFE,
            0.96 if sure else 0.75,
            "a reader of the wiki never sees the marks" if sure else "two apostrophes may stand for a quotation mark",
        )
        what = {_BOLD: "bold type", _SLANTED: "slanted type", _HEADING: "a heading", _SWITCH: "a switch"}[form]
        yield RULE.finding(
            start,
            end,
            f"marks of a wiki for {what}: {shown[:40]}",
            confidence=0.93 if sure else 0.6,
            severity=Severity.WARNING if sure else Severity.NOTE,
            repairs=[repair],
        )


def _is_no_emphasis(text: str, start: int, end: int) -> bool:
    """Feet and minutes, apostrophes of French, and marks that stand within a word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    words = text[start:end].strip("'")
    return (
        before.isalnum()
        or before == "'"
        or after == "'"
        or before == "`"
        or "``" in words
        or words[-1:].isspace()
        or not words[:1].strip("(),.;:")
    )


def _is_banner(text: str, start: int, end: int) -> bool:
    """Whether a rule of signs stands above or below, as in plain-text manuals."""
    above = text[max(0, start - 6) : start].strip("\r\n")
    below = text[end : end + 6].strip("\r\n")
    return above.endswith("===") or below.startswith("===")


RULE = Rule(
    code="MRK106",
    name="wiki-formatting",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
