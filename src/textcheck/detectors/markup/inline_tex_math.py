"""A formula in the notation of TeX in a text that is otherwise none: `$x^2$`, `\\(a \\leq b\\)`, `$$E = mc^2$$`. A note.

TeX is how many write formulas, so one or a few of them in prose are worth knowing and no damage by themselves; no repair is named.

Left alone: texts with formulas throughout (more than a few), TeX and Markdown sources, prices ($5 and $10), variables of shells
and programs (`$HOME`, `$a + $b`), quoted code.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.markup import is_spoken_of, mathematics, notations
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_GATE = rb"\$(?:[\\^_]|[^$\s][^$\n]*[\\^_=])[^$\n]*\$|\$[A-Za-z]\$|\\\(|\\\[|\\begin\{(?:equation|align|gather|eqnarray|displaymath)"
_SOURCES = frozenset(("json", "code", "tex", "markdown"))
# A text with more than these is written with formulas.
_FEW = 3


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes) or notations(doc) & _SOURCES:
        return
    formulas = mathematics(doc)
    if len(formulas) > _FEW:
        return
    for start, end in formulas:
        if not is_spoken_of(doc, start, end, "tex", near=False):
            shown = " ".join(doc.text[start : min(end, start + 40)].split())
            yield RULE.finding(start, end, f"formula in TeX: {shown}", confidence=0.5)


RULE = Rule(
    code="MRK115",
    name="inline-tex-math",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)
