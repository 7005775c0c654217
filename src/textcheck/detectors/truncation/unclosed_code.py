"""Code that is cut off: a fence of backticks or tildes that never closes, or a JSON document without its end.

A fence that opens and does not close makes all that follows code to whoever renders the text; where nothing but the block follows it, the text was
cut inside it. The repair of a fence closes it at the end of the text and is UNSAFE, since the missing lines stay missing and the block
may have ended earlier. A JSON document has no repair.

Left alone: fences that close, also with more marks than they opened with, inline code, a single fence at the very end, which closes nothing
but follows text as a slip, rows of tildes that underline, and programs and data of other kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[ \t]*([^`\n]*)$", re.MULTILINE)
_JSON = re.compile(r"\s*(?:\{\s*\"(?:[^\"\\\n]|\\.){0,200}\"\s*:|\[\s*(?:\{\s*\"|\"(?:[^\"\\\n]|\\.){0,200}\"\s*[,\]]))")
_TOKEN = re.compile(r"\"(?:[^\"\\]|\\.)*\"|[{}\[\]]|\"")

_GATE = rb"(?:\A|\n) {0,3}(?:```|~~~)|\A\s*(?:\{\s*\"|\[\s*[{\"])"


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes):
        return
    text = doc.text
    if _JSON.match(text):
        depth = 0
        for match in _TOKEN.finditer(text):
            token = match.group()
            if token == '"':
                depth = -1
                break
            depth += (token in "{[") - (token in "}]")
        if depth:
            end = len(text.rstrip())
            yield RULE.finding(max(0, end - 1), end, "a JSON document ends before its brackets close", confidence=0.9)
        return
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        mark, info = match.group(1), match.group(2).strip()
        if opened is None:
            opened = match
        elif mark[0] == opened.group(1)[0] and len(mark) >= len(opened.group(1)) and not info:
            opened = None
    if opened is None:
        return
    start, end = opened.span()
    body = text[end:].strip()
    # A row of tildes under a line is an underline, and a fence with nothing below it opens nothing.
    if not body or (opened.group(1)[0] == "~" and not opened.group(2).strip()):
        return
    start += len(opened.group()) - len(opened.group().lstrip())
    last = len(text.rstrip())
    closing = ("" if text[:last].endswith("\n") else "\n") + opened.group(1)
    yield RULE.finding(
        start,
        start + len(opened.group(1)),
        "a block of code opens here and does not close",
        confidence=0.85,
        repairs=[Repair(last, last, closing, UNSAFE, 0.6, "the missing lines stay missing, and the block may end earlier")],
    )


RULE = Rule(
    code="TRN108",
    name="unclosed-code",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
