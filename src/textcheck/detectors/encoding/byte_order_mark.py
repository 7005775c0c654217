"""A byte order mark (U+FEFF) inside text, or U+FFFE, which is one read the wrong way round.

Files that were joined, and cells that were copied, leave the mark of their beginning in the middle of a text, where it is not seen but
splits words. Deleting it is SAFE. At the very beginning of a text it is a note: whoever decoded the file should have taken it away.

Left alone: the mark at the beginning of bytes, which is read and taken away, mojibake of it ("ï»¿", see mojibake), and other
invisible characters (see zero-width-character).
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.characters import GATE, called, kinds
from textcheck.expressions import expression
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity

_RUN = expression("[\ufeff\ufffe]+")
# A longer run carries data: see hidden-text.
_LONGEST = 7


def detect(doc: Document) -> Iterator[Finding]:
    if "byte-order-mark" not in doc.view(kinds):
        return
    for run in _RUN.finditer(doc.text):
        start, end = run.span()
        if end - start > _LONGEST:
            continue
        swapped = "\ufffe" in run.group()
        repair = Repair(
            start,
            end,
            "",
            UNSAFE if swapped else SAFE,
            0.8 if swapped else 0.99,
            "what follows may be read in the wrong byte order" if swapped else "the mark says nothing inside a text",
        )
        message = f"{called(run.group()[0])}" + (" at the beginning of the text" if start == 0 else " inside the text")
        name = "byte order mark " if not swapped else "swapped byte order mark "
        yield RULE.finding(
            start,
            end,
            name + message,
            confidence=0.9 if start == 0 else 0.98,
            repairs=[repair],
            severity=Severity.NOTE if start == 0 else Severity.WARNING,
        )


RULE = Rule(
    code="ENC206",
    name="byte-order-mark",
    severity=Severity.WARNING,
    detect=detect,
    gate=GATE,
)
