"""A comment of a web page left in the text: `<!-- advert -->`, `<!--more-->`, `<!--[if gte mso 9]>…<![endif]-->`.

The whole comment is found, with what stands in it: it was never meant to be read. The repair takes it out and is SAFE. A comment that
never ends is found up to the end of its line, and its repair is UNSAFE, for where it ended is unknown.

Left alone: web pages, documents in Markdown, whose comments these are as well, and programs; quoted code, text that speaks of HTML, arrows (`-->`, `<--`).
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.markup import is_spoken_of, notations, taken_out
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_GATE = rb"<!--|<!\[(?:if|endif|else)|<!-\s|<! --|\[endif\]--+>|//-->"
_LONGEST = 50_000
_SOURCES = frozenset(("html", "json", "code", "markdown"))


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    if not pattern(_GATE).search(doc.codes) or notations(doc) & _SOURCES:
        return
    at = 0
    closes = _Next(text, "-->")
    ends_if = _Next(text, "<![endif]")
    for match in pattern(_GATE).finditer(doc.codes):
        start = match.start()
        if start < at:
            continue
        mark = match.group().decode("latin-1")
        whole = True
        if mark in ("[endif]-->", "//-->") or mark.endswith("->"):
            end = match.end()
        else:
            end = _end(text, start, mark, closes, ends_if)
            if end < 0:
                whole = False
                end = text.find("\n", start)
                end = len(text) if end < 0 else end
                end = start + len(text[start : min(end, start + 1000)].rstrip())
        at = end
        if is_spoken_of(doc, start, end, near=False):
            continue
        first, last, new = taken_out(text, start, end)
        repair = Repair(
            first,
            last,
            new,
            SAFE if whole else UNSAFE,
            0.98 if whole else 0.6,
            "a comment is not part of the page that is read" if whole else "where the comment ended is unknown",
        )
        yield RULE.finding(
            start,
            end,
            "comment of a web page left in the text" if whole else "a comment of a web page begins here and never ends",
            confidence=0.98 if whole else 0.9,
            repairs=[repair],
        )


class _Next:
    """Where a string comes next; positions asked for only grow, so that the text is searched once."""

    def __init__(self, text: str, wanted: str) -> None:
        self._text, self._wanted, self._found = text, wanted, -2

    def after(self, position: int) -> int:
        if self._found == -2 or 0 <= self._found < position:
            self._found = self._text.find(self._wanted, position)
        return self._found


def _end(text: str, start: int, mark: str, closes: _Next, ends_if: _Next) -> int:
    """Where a comment that begins at `start` ends, -1 where it does not."""
    if mark.startswith("<!["):
        end = text.find(">", start, start + 200)
        # `<![endif]-->` and `<![if !mso]>` are whole by themselves.
        return end + 1 if end >= 0 else -1
    if text.startswith("[if", start + 4) and (end := ends_if.after(start)) >= 0 and end - start < _LONGEST:
        end = text.find(">", end, end + 20)
        return end + 1 if end >= 0 else -1
    end = closes.after(start + 2)
    return end + 3 if end >= 0 and end - start < _LONGEST else -1


RULE = Rule(
    code="MRK103",
    name="html-comment",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
