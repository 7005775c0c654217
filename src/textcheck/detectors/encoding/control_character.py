"""A control character in text: NUL, backspace, escape sequences of a terminal, and their like.

Only tab and line breaks have a use in text. A control inside a word, or beside a space, is deleted, which is SAFE; so are colours
of a terminal and letters struck over each other. Where a text lost the high byte of its punctuation ("don", U+0019, "t") the mark is put back: SAFE in
a contraction, else UNSAFE, as is a space for a control that keeps two words apart, there or in most of its places. Neighbours are reported as one.

Left alone: tab, line feed, carriage return, and form feed but for one in the middle of a line. U+0080 to U+009F belong to mojibake, save for the five that Windows-1252
does not have, and U+0085, a line break. A control that is quoted alone is left to the program that it stands in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textcheck.characters import GATE, KINDS_IN_CODES, called, frequency, is_word, kinds, shown
from textcheck.expressions import expression
from textcheck.lost_letters import apostrophe, is_contraction
from textcheck.residue import is_quoted
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity

_CONTROLS = (
    "[\x00-\x07\x0b\x0e-\x1a\x1c-\x1f\x7f]+|(?<=[^\\s])\x0c(?=[^\\s])|\x1b(?:\\[[0-9;?]{0,20}[A-Za-z])?|\x08+"
    "|(?<![\u0080-\u00ff\u0152-\u017f])[\x81\x8d\x8f\x90\x9d]+(?![\x80-\xff])"
)
_CONTROL = expression(_CONTROLS)
_WITH_BACKSPACES = expression(f"(?:[^\x08\n]\x08)+|{_CONTROLS}")
# The low bytes of the punctuation of U+2013 to U+201D.
_LOW_BYTES = {"\x13": "–", "\x14": "—", "\x18": "‘", "\x19": "’", "\x1c": "“", "\x1d": "”"}
_NAMES = dict(
    zip(
        range(33),
        "NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US SP".split(),
        strict=True,
    )
)
# Two pieces are two words where the rarer is so many times as frequent as both written as one.
_APART = 1000.0


_LONGEST_QUOTED = 12


class _Edit(NamedTuple):
    start: int
    end: int
    text: str
    safe: bool


def detect(doc: Document) -> Iterator[Finding]:
    if "control" not in doc.view(kinds):
        return
    edits: list[_Edit] = []
    for match in (_WITH_BACKSPACES if "\x08" in doc.text else _CONTROL).finditer(doc.text):
        if match.end() - match.start() < _LONGEST_QUOTED and is_quoted(doc.text, *match.span()):
            # A program that names a control.
            continue
        edits.append(_edit(doc, match.start(), match.end()))
    group: list[_Edit] = []
    for edit in _between_words(doc.text, edits):
        # UTF-16 read as bytes has a NUL behind every letter: one finding says so.
        if group and edit.start - group[-1].end > 1:
            yield _finding(doc.text, group)
            group = []
        group.append(edit)
    if group:
        yield _finding(doc.text, group)


def _between_words(text: str, edits: Sequence[_Edit]) -> Iterator[_Edit]:
    """The edits, but a control that parts words in half of its places or more stands for a space in all."""
    parting = Counter(text[edit.start] for edit in edits if edit.text == " ")
    often = Counter(text[edit.start] for edit in edits)
    for edit in edits:
        control = text[edit.start]
        spaces = not edit.text and parting[control] >= _FEWEST_SPACES and 2 * parting[control] >= often[control]
        if spaces and edit.start and text[edit.start - 1].strip() and text[edit.end : edit.end + 1].strip():
            edit = _Edit(edit.start, edit.end, " ", False)
        yield edit


# So many spaces that were lost are no chance.
_FEWEST_SPACES = 3


def _edit(doc: Document, start: int, end: int) -> _Edit:
    text = doc.text
    control = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    if control[0] == "\x1b" and len(control) > 1:
        return _Edit(start, end, "", True)
    if "\x08" in control and control[0] != "\x08":
        return _struck(text, start, end)
    if control.strip("\x0b") == "":
        return _Edit(start, end, "" if "\n" in (before, after) else "\n", False)
    head, tail = _letters(text, start, end)
    if control in _LOW_BYTES:
        if control == "\x19" and head and (is_contraction(head, tail) or (tail == "s" and is_word(head))):
            return _Edit(start, end, apostrophe(doc), True)
        if not (head and tail and is_word(head + tail)) and (mark := _mark(text, control, before, after)):
            return _Edit(start, end, mark, False)
    if head and tail and frequency(head + tail) * _APART < min(frequency(head), frequency(tail)):
        return _Edit(start, end, " ", False)
    return _Edit(start, end, "", True)


def _struck(text: str, start: int, end: int) -> _Edit:
    """A letter struck over itself for bold, or over an underscore: one of them is meant."""
    pieces = text[start:end:2]
    after = text[end : end + 1]
    plain = all(piece in ("_", after) for piece in pieces)
    return _Edit(start, end, "" if plain else pieces, plain)


def _letters(text: str, start: int, end: int) -> tuple[str, str]:
    head = re.search(r"[^\W\d_]{1,30}$", text[max(0, start - 30) : start])
    tail = re.match(r"[^\W\d_]{1,30}", text[end : end + 30])
    return head.group() if head else "", tail.group() if tail else ""


def _mark(text: str, control: str, before: str, after: str) -> str:
    """The punctuation that a low byte stands for where it stands as that does, empty where it does not."""
    mark = _LOW_BYTES[control]
    if mark in "–—":
        return mark if before and before.isspace() == after.isspace() and (before.isalnum() or before.isspace()) else ""
    if mark == "“":
        return mark if (not before or before in " \n(") and after.isalnum() and "\x1d" in text else ""
    if mark == "”":
        return mark if before and not before.isspace() and (not after or not after.isalnum()) and "\x1c" in text else ""
    if mark == "’":
        return mark if before.isalnum() and ("\x18" in text or after.isalpha()) else ""
    return mark if (not before or before in " \n(\x1c") and after.isalnum() and "\x19" in text else ""


def _finding(text: str, group: list[_Edit]) -> Finding:
    start, end = group[0].start, group[-1].end
    pieces: list[str] = []
    at = start
    for edit in group:
        pieces += text[at : edit.start], edit.text
        at = edit.end
    meant = "".join(pieces)
    safe = all(edit.safe for edit in group)
    first = next((character for character in text[start:end] if character < " " or "\x7f" <= character <= "\x9f"), text[start])
    name = f"U+{ord(first):04X} {_NAMES[ord(first)]}" if first < " " else called(first)
    more = f" and {len(group) - 1} more" if len(group) > 1 else ""
    only_breaks = text[start:end].strip("\x0b") == ""
    repair = Repair(
        start,
        end,
        meant,
        SAFE if safe else UNSAFE,
        0.97 if safe else 0.75,
        "a control says nothing in text" if safe else "a control may stand for something that was lost",
    )
    return RULE.finding(
        start,
        end,
        f"control character {name}{more}" + (f" for '{shown(meant)}'" if meant and len(group) == 1 else ""),
        confidence=0.98,
        repairs=[repair] if meant != text[start:end] else [],
        severity=Severity.NOTE if only_breaks else Severity.ERROR,
    )


RULE = Rule(
    code="ENC205",
    name="control-character",
    severity=Severity.ERROR,
    detect=detect,
    gate=KINDS_IN_CODES["control"] + b"|" + GATE,
)
