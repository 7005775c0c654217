"""A control of writing direction in text that runs one way, or one that is left unbalanced.

Marks, embeddings, overrides and isolates (U+200E, U+202A to U+202E, U+2066 to U+2069 and their like) order Hebrew and Arabic among Latin. In a line
without any letter that runs from right to left they have no use: they hide in words and split them. Deleting them is SAFE, except where
U+202E turns the order around, because there the reader saw another text than the one that is stored: such a line is an error.

In a line that does hold right-to-left letters, only an embedding or isolate that closes nothing, or is never closed, is noted.

Left alone: marks and balanced controls in lines with Hebrew, Arabic, Syriac, Thaana or other right-to-left text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from textcheck.characters import GATE, called, has_right_to_left, kinds
from textcheck.expressions import expression
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity

_CONTROL = expression("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_MARKS = frozenset("\u061c\u200e\u200f")
_EMBEDDINGS, _POP = frozenset("\u202a\u202b\u202d\u202e"), "\u202c"
_ISOLATES, _POP_ISOLATE = frozenset("\u2066\u2067\u2068"), "\u2069"
_REVERSES = "\u202e"


def detect(doc: Document) -> Iterator[Finding]:
    if "bidi" not in doc.view(kinds):
        return
    for start, end, runs in _by_line(doc):
        if has_right_to_left(doc.text, start, end):
            yield from _unbalanced(doc.text, runs)
        else:
            yield from _useless(doc, runs)


def _by_line(doc: Document) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """The lines that hold controls, each with its runs of controls."""
    lines = doc.lines
    runs: list[tuple[int, int]] = []
    current = -1
    for match in _CONTROL.finditer(doc.text):
        line = bisect_right(lines, (match.start(), len(doc.text) + 1)) - 1
        if line != current:
            if runs:
                yield (*lines[current], runs)
            runs, current = [], line
        runs.append(match.span())
    if runs:
        yield (*lines[current], runs)


def _is_right_to_left(doc: Document) -> bool:
    return has_right_to_left(doc.text, 0, len(doc.text))


def _useless(doc: Document, runs: list[tuple[int, int]]) -> Iterator[Finding]:
    text = doc.text
    # In a document of such writing a line of Latin may be ordered on purpose.
    elsewhere = doc.view(_is_right_to_left)
    reverses = any(_REVERSES in text[start:end] for start, end in runs)
    for start, end in runs:
        run = text[start:end]
        only_marks = _MARKS.issuperset(run)
        repair = Repair(
            start,
            end,
            "",
            UNSAFE if reverses else SAFE,
            0.9 if reverses else 0.97,
            "U+202E made the reader see another order" if reverses else "nothing in the line runs from right to left",
        )
        severity = Severity.ERROR if _REVERSES in run else Severity.NOTE if only_marks or elsewhere else Severity.WARNING
        yield RULE.finding(
            start,
            end,
            f"{called(run[0])} in a line that runs from left to right",
            confidence=0.7 if elsewhere else 0.8 if only_marks else 0.95,
            repairs=[repair],
            severity=severity,
        )


def _unbalanced(text: str, runs: list[tuple[int, int]]) -> Iterator[Finding]:
    open_embeddings: list[int] = []
    open_isolates: list[int] = []
    orphans: list[int] = []
    for start, end in runs:
        for at in range(start, end):
            control = text[at]
            if control in _EMBEDDINGS:
                open_embeddings.append(at)
            elif control in _ISOLATES:
                open_isolates.append(at)
            elif control == _POP:
                if open_embeddings:
                    open_embeddings.pop()
                else:
                    orphans.append(at)
            elif control == _POP_ISOLATE:
                if open_isolates:
                    open_isolates.pop()
                else:
                    orphans.append(at)
    closing = frozenset(orphans)
    for at in sorted((*orphans, *open_embeddings, *open_isolates)):
        opens = at not in closing
        repair = Repair(
            at,
            at + 1,
            "",
            UNSAFE if opens else SAFE,
            0.6 if opens else 0.95,
            "it orders the rest of the line" if opens else "it closes nothing",
        )
        yield RULE.finding(
            at,
            at + 1,
            f"{called(text[at])} {'is never closed' if opens else 'closes nothing'}",
            confidence=0.7,
            repairs=[repair],
            severity=Severity.NOTE,
        )


RULE = Rule(
    code="CHR103",
    name="bidi-control",
    severity=Severity.WARNING,
    detect=detect,
    gate=GATE,
)
