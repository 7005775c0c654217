"""A footnote of a wiki left as its source: `<ref>…</ref>`, `<ref name="a" />`, `<references />`, `<nowiki>`.

A footnote goes with its contents, for they never stood in the sentence; `<nowiki>` goes alone. SAFE, but for a `<ref>` that never
closes, of which only the tag is found.

Left alone: pages written throughout as wiki text, XML documents with elements of that name, quoted code and text that speaks of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.markup import is_spoken_of, notations, taken_out
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_TAG = rb"(?i)<(/?)(ref|references|nowiki|noinclude|includeonly|onlyinclude|gallery|timeline)(?:\s(?:[^<>\"\x27]|\"[^\"<>]*\"|\x27[^\x27<>]*\x27|[\"\x27])*)?(/?)>"
_GATE = rb"(?i)</?(?:ref|references|nowiki|noinclude|includeonly|onlyinclude|gallery|timeline)[\s/>]"
# Their contents are no part of the running text.
_WITH_CONTENTS = frozenset((b"ref", b"references", b"gallery", b"timeline"))
_LONGEST = 5000
_SOURCES = frozenset(("json", "code", "wiki", "html"))


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes) or notations(doc) & _SOURCES:
        return
    text = doc.text
    waiting: tuple[int, int, bytes] | None = None
    for match in pattern(_TAG).finditer(doc.codes):
        start, end = match.span()
        name = match.group(2).lower()
        closes = bool(match.group(1))
        if waiting and closes and name == waiting[2] and end - waiting[0] <= _LONGEST:
            yield from _finding(doc, waiting[0], end, True)
            waiting = None
            continue
        if waiting and end - waiting[0] <= _LONGEST and waiting[2] != b"ref":
            # Galleries and lists of footnotes may hold footnotes.
            continue
        if waiting:
            yield from _finding(doc, waiting[0], waiting[1], False)
            waiting = None
        if name in _WITH_CONTENTS and not closes and not text[start:end].endswith("/>"):
            waiting = (start, end, name)
        else:
            yield from _finding(doc, start, end, not closes or name not in _WITH_CONTENTS)
    if waiting:
        yield from _finding(doc, waiting[0], waiting[1], waiting[2] == b"references")


def _finding(doc: Document, start: int, end: int, whole: bool) -> Iterator[Finding]:
    if is_spoken_of(doc, start, end, "wiki", near=False):
        return
    if not whole and doc.text[start - 1 : start].isalnum() and doc.text[start + 1].isupper():
        # A type of a program in angle brackets.
        return
    first, last, new = taken_out(doc.text, start, end)
    repair = Repair(
        first,
        last,
        new,
        SAFE if whole else UNSAFE,
        0.96 if whole else 0.7,
        "the footnote's source stood outside the sentence" if whole else "where the footnote began or ended is unknown",
    )
    yield RULE.finding(start, end, "source of a wiki footnote", confidence=0.96 if whole else 0.9, repairs=[repair])


RULE = Rule(
    code="MRK108",
    name="wiki-reference",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
