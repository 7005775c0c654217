"""A line or paragraph separator of Unicode (U+2028, U+2029), or U+0085, in text whose lines end otherwise.

Word processors and web editors leave them. Some programs break the line there and some do not, JavaScript and readers of JSON lines stumble over
them. Beside a line break or a space one is deleted, which is SAFE; in the middle of a sentence a space takes its place and at its
end a line break, both UNSAFE.

Left alone: line feed, carriage return, form feed, and U+0085 among the characters of mojibake.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.characters import GATE, called, kinds
from textcheck.expressions import expression
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity

_RUN = expression("[\u2028\u2029]+|(?<![\x80-\xff])\x85+(?![\x80-\xff])")
_ENDS = frozenset('.!?:…"”’)')


def detect(doc: Document) -> Iterator[Finding]:
    if "line" not in doc.view(kinds):
        return
    text = doc.text
    for run in _RUN.finditer(text):
        start, end = run.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        name = called(text[start]) if text[start] != "\x85" else "U+0085 NEXT LINE"
        if text[start] == "\x85" and not (before in _ENDS and (after.isupper() or not after)) and end - start == 1:
            # In text of Windows-1252 it is an ellipsis: see mojibake.
            continue
        if before in ("", " ", "\n", "\r") or after in ("", " ", "\n", "\r"):
            meant, safe, reason = "", True, "the space or line break beside it says the same"
        elif (before in _ENDS and not after.islower()) or text[start] == "\u2029" or end - start > 1:
            meant, safe, reason = "\n" * min(2, end - start if text[start] != "\u2029" else 2), False, "it ends a line"
        else:
            meant, safe, reason = " ", False, "it stands between two words of a sentence"
        repair = Repair(start, end, meant, SAFE if safe else UNSAFE, 0.95 if safe else 0.85, reason)
        more = f" and {end - start - 1} more" if end - start > 1 else ""
        yield RULE.finding(start, end, f"{name}{more}", confidence=0.95, repairs=[repair])


RULE = Rule(
    code="CHR112",
    name="line-separator",
    severity=Severity.WARNING,
    detect=detect,
    gate=GATE,
)
