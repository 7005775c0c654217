"""A tag of forum code left in the text: `[b]word[/b]`, `[url=https://example.org]our page[/url]`, `[quote="Ada"]`, `[img]…[/img]`.

Tags go and their words stay; an image goes with its address. SAFE. An opening tag counts where the text closes it or where it
carries a value (`[size=4]`), a closing one by itself.

Left alone: what courts and editors put in brackets ("[b]y the end", "[i]n all cases"), indices (`x[i]`), chords, stage directions, quoted code,
text that speaks of such tags, jests (`[/rant]`), brackets of other kinds ([sic], [1]).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.markup import is_spoken_of, notations, taken_out
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_NAMES = (
    rb"(?:b|i|u|s|url|img|quote|code|size|colou?r|font|center|centre|left|right|justify|align|list|li|ul|ol|spoiler|youtube|video|media|email|mail|sub|sup|strike|table|"
    rb"tr|td|th|indent|attach|attachment|highlight|php|html|h[1-6]|heading|user|mention|thread|post|float|background|noparse|pre|tt|flash|hide|tab|anchor)"
)
_TAG = rb"(?i)\[(/?)(" + _NAMES + rb")(=[^\[\]\n]*|(?: [a-z]+=[^\[\]\n]*)+)?\]"
_IMAGE = rb"(?i)\[(img|youtube|video|media|attach|attachment|flash)(?:[= ][^\[\]\n]*)?\][^\s\[\]]*\[/(?:img|youtube|video|media|attach|attachment|flash)\]"
_BARE = rb"(?i)\[(?:hr|\*)\]"
_GATE = rb"(?i)\[/" + _NAMES + rb"\]|\[" + _NAMES + rb"=[^\[\]\n]*\]|\[hr\]"
_BLOCKS = frozenset("quote code center list ul ol li table tr td indent heading h1 h2 h3 h4 h5 h6 hr spoiler".split())
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
    reached = 0
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if start < reached or is_spoken_of(doc, start, end, "bbcode", near=(start, end) not in images):
            continue
        shown = text[start:end]
        name = _NAME.match(shown)
        if name is None or (
            text[start - 1 : start].isalnum() and "=" not in shown and not shown.startswith("[/") and text[end : end + 1] == "["
        ):
            continue
        reached = end
        first, last, new = taken_out(text, start, end)
        safe = name.group(1).lower() not in ("sub", "sup", "s", "strike")
        repair = Repair(
            first,
            last,
            new,
            SAFE if safe else UNSAFE,
            0.96 if safe else 0.8,
            "a reader of the forum never sees the tag" if safe else "without the tag its words read otherwise",
        )
        yield RULE.finding(start, end, f"tag of forum code left in the text: {shown[:40]}", confidence=0.95, repairs=[repair])


def _has_value(text: str, mark: re.Match[bytes]) -> bool:
    """Whether a tag carries a value, and is no index of a program's variable."""
    value = mark.group(3)
    return value is not None and len(value) > 1 and not text[mark.start() - 1 : mark.start()].isalnum()


_NAME = re.compile(r"\[/?([A-Za-z0-9*]+)")

RULE = Rule(
    code="MRK112",
    name="bbcode-tag",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
