"""A bullet torn off its item or lost in a sentence: "•⏎First item", "the council • met", "• • •", a flattened list "• one • two • three".

A bullet alone on its line is put before the item below it, a repair that is SAFE; one without an item goes. One bullet between two words of
a sentence goes, too, and so does a row of bullets beside words. Several in one paragraph are the items of a list that lost its lines: a note, whose repair gives them back.

Left alone: lists in good order, rows of bullets on a line of their own, which part scenes, bullets that part the entries of a menu, a byline or an address (Home • About • Contact), products and dot
operators of mathematics, interpuncts of Catalan and of ancient scripts, and quoted code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

# A bullet that Windows-1252 has not is a question mark.
_ALONE = rb"(?:\n|\A)[ \t]*[?\x95\xb7][ \t]*\r?\n"
_INSIDE = rb"[^\n\t ?\x95] ?[\x95] ?[A-Za-z0-9\"\x93]|[^ \n\t?] [?] [A-Za-z\"\x93]|^\x95[^\n\x95]*[^\n\x95] ?\x95"
_ROW = rb"\x95(?: ?\x95)+"
_EITHER = _ALONE + rb"|" + _INSIDE + rb"|" + _ROW
_BULLETS = "•·▪●■◦‣⁃∙➢➤►"
_LINE = 2000
_INLINE = re.compile(rf"(?<=\S)[ \t]*[{_BULLETS[0]}{_BULLETS[2:]}][ \t]*(?=\S)")
_BULLET_ROW = re.compile(rf"[ \t]*[{_BULLETS[0]}{_BULLETS[2:]}](?:[ \t]?[{_BULLETS[0]}{_BULLETS[2:]}])+[ \t]*")
_ITEM_WORDS = 4
_SPOKEN_OF = re.compile(r"\b(?:sign|symbol|bullet|character|dot|mark)s?$", re.IGNORECASE)


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    at, judged = 0, -1
    while at < len(text) and (match := pattern(_EITHER).search(doc.codes, at)) is not None:
        start, end = match.span()
        at = max(start + 1, end - 1)
        bullet = next((place for place in range(start, end) if text[place] in _BULLETS), -1)
        if bullet < 0 or doc.is_verbatim(bullet, bullet + 1):
            continue
        line_start = max(text.rfind("\n", max(0, bullet - _LINE), bullet) + 1, bullet - _LINE, 0)
        line_end = text.find("\n", bullet, bullet + _LINE)
        line_end = min(len(text), bullet + _LINE) if line_end < 0 else line_end
        if text[line_start:line_end].strip() == text[bullet]:
            yield _alone(text, bullet)
        elif line_start > judged:
            judged = line_end
            at = max(at, line_end)
            yield from _inside(text, line_start, line_end)


def _alone(text: str, bullet: int) -> Finding:
    below = bullet + 1
    while below < len(text) and text[below].isspace():
        below += 1
    item = text[below : below + 200].split("\n", 1)[0].strip()
    if item and item[0] not in _BULLETS and text.count("\n", bullet, below) < 3:
        repair = Repair(bullet + 1, below, " ", SAFE, 0.95, "the item stands on the next line")
        return RULE.finding(bullet, bullet + 1, "a bullet torn off its item", confidence=0.95, repairs=[repair])
    start = text.rfind("\n", 0, bullet)
    repair = Repair(max(start, 0), bullet + 1, "", UNSAFE, 0.8, "its item may be lost")
    return RULE.finding(bullet, bullet + 1, "a bullet without an item", confidence=0.85, repairs=[repair])


def _inside(text: str, start: int, end: int) -> Iterator[Finding]:
    line = text[start:end]
    if not any(letter.isalnum() for letter in line):
        return
    indent = len(line) - len(line.lstrip())
    rows = list(_BULLET_ROW.finditer(line))
    for match in rows:
        rest = " " if match.start() > indent and match.end() < len(line) else ""
        yield RULE.finding(
            start + match.start(),
            start + match.end(),
            "a row of bullets without items",
            confidence=0.85,
            repairs=[Repair(start + match.start(), start + match.end(), rest, UNSAFE, 0.85, "the items may be lost")],
        )
    if rows:
        return
    found = [match for match in _INLINE.finditer(line) if match.start() > indent]
    if not found:
        return
    if len(found) == 1 and line[indent] not in _BULLETS:
        match = found[0]
        left, right = line[: match.start()], line[match.end() :]
        if _SPOKEN_OF.search(left[-12:]):
            return
        # Between two words in lower case; entries of a menu begin with capitals.
        if left[-1:].islower() and right[:1].islower() and len(left.split()) + len(right.split()) > _ITEM_WORDS:
            yield RULE.finding(
                start + match.start(),
                start + match.end(),
                "a bullet inside a sentence",
                confidence=0.9,
                repairs=[
                    Repair(start + match.start(), start + match.end(), " ", UNSAFE, 0.85, "an item of a list may begin here")
                ],
            )
        return
    # One between two letters in small stands for a hyphen.
    found = [match for match in found if not (_attached(line, match) and line[match.end() : match.end() + 1].islower())]
    if not found or (len(found) == 1 and line[indent] not in _BULLETS):
        return
    items = [item.strip() for item in re.split(f"[{_BULLETS[0]}{_BULLETS[2:]}]", line) if item.strip()]
    if len(items) < 2 or sum(len(item.split()) >= _ITEM_WORDS for item in items) < 0.6 * len(items):
        return
    for match in found:
        bullet = match.group().strip()
        yield RULE.finding(
            start + match.start(),
            start + match.end(),
            "an item of a list without a line of its own",
            confidence=0.7,
            severity=Severity.NOTE,
            repairs=[
                Repair(
                    start + match.start(), start + match.end(), f"\n{bullet} ", UNSAFE, 0.75, "the bullets may be separators"
                )
            ],
        )


def _attached(line: str, bullet: re.Match[str]) -> bool:
    return not bullet.group()[0].isspace() and line[bullet.start() - 1].islower()


RULE = Rule(
    code="LAY158",
    name="stray-bullet",
    severity=Severity.WARNING,
    detect=detect,
    gate=_EITHER,
)
