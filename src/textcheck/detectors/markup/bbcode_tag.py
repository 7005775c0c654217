"""A tag of forum code left in the text: `[b]word[/b]`, `[url=https://example.org]our page[/url]`, `[quote="Ada"]`, `[img]…[/img]`.

Tags go and their words stay; an image goes with its address. SAFE. An opening tag counts where the text closes it or where it
carries a value (`[size=4]`), a closing one by itself.

Left alone: what courts and editors put in brackets ("[b]y the end", "[i]n all cases"), indices (`x[i]`), chords, stage directions, quoted code,
text that speaks of such tags, jests (`[/rant]`), brackets of other kinds ([sic], [1]).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.markup import is_spoken_of, notations, runs, taken_out
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_NAMES = (
    rb"(?:b|i|u|s|url|img|quote|code|size|colou?r|font|center|centre|left|right|justify|align|list|li|ul|ol|spoiler|youtube|video|media|email|mail|sub|sup|strike|table|"
    rb"tr|td|th|indent|attach|attachment|highlight|php|html|h[1-6]|heading|user|mention|thread|post|float|background|noparse|pre|tt|flash|hide|tab|anchor)"
)
_TAG = rb"(?i)\[(/?)(" + _NAMES + rb")(=[^\[\]\n]*|(?: [a-z]+=[^\[\]\n]*)+)?\]"
_IMAGE = rb"(?i)\[(img|youtube|video|media|attach|attachment|flash)(?:[= ][^\[\]\n]*)?\][^\s\[\]]*\[/(?:img|youtube|video|media|attach|attachment|flash)\]"
_BARE = rb"(?i)\[(?:hr|\*)\]"
_GATE = rb"(?i)\[/" + _NAMES + rb"\]|\[" + _NAMES + rb"=[^\[\]\n]*\]|\[hr\]"
_SOURCES = frozenset(("json", "code"))


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes) or notations(doc) & _SOURCES:
        return
    text = doc.text
    marks = list(pattern(_TAG).finditer(doc.codes))
    closed = {mark.group(2).lower() for mark in marks if mark.group(1)}
    images = [match.span() for match in pattern(_IMAGE).finditer(doc.codes)]
    found = [*images]
    found += [mark.span() for mark in marks if mark.group(1) or mark.group(2).lower() in closed or _has_value(text, mark)]
    if found:
        found += [match.span() for match in pattern(_BARE).finditer(doc.codes)]
    whole = set(images)
    kept = (
        (*span, _NAME.match(text, span[0]).group(1).lower() not in _TELLING)  # type: ignore[union-attr]
        for span in found
        if not is_spoken_of(doc, span[0], span[1], "bbcode", near=span not in whole) and not _is_index(text, *span)
    )
    for start, end, safe in runs(kept):
        shown = text[start:end]
        first, last, new = taken_out(text, start, end)
        if first == start and text[start - 1 : start].strip() and text[last : last + 1].strip() and _BLOCK.search(shown):
            # A block begins or ends where the line goes on.
            last += len(text[last : last + 1]) - len(text[last : last + 1].lstrip(" "))
            new = "\n"
        repair = Repair(
            first,
            last,
            new,
            SAFE if safe else UNSAFE,
            0.96 if safe else 0.8,
            "a reader of the forum never sees the tag" if safe else "without the tag its words read otherwise",
        )
        yield RULE.finding(start, end, f"tag of forum code left in the text: {shown[:40]}", confidence=0.95, repairs=[repair])


def _is_index(text: str, start: int, end: int) -> bool:
    """Whether a tag stands as one of the indices of a variable: `x[i][j]`."""
    shown = text[start:end]
    return text[start - 1 : start].isalnum() and "=" not in shown and shown[1] != "/" and text[end : end + 1] == "["


def _has_value(text: str, mark: re.Match[bytes]) -> bool:
    """Whether a tag carries a value, and is no index of a program's variable."""
    value = mark.group(3)
    return value is not None and len(value) > 1 and not text[mark.start() - 1 : mark.start()].isalnum()


# Without these a reader would take the words otherwise.
_TELLING = frozenset(("sub", "sup", "s", "strike"))
_BLOCK = re.compile(r"(?i)\[/?(?:quote|code|center|list|table|tr|spoiler|heading|h[1-6]|hr|\*)\b|\[\*\]")
_NAME = re.compile(r"\[/?([A-Za-z0-9*]+)")

RULE = Rule(
    code="MRK112",
    name="bbcode-tag",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
