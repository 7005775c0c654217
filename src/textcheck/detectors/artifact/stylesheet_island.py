"""Rules of a stylesheet in the middle of a text: `.box { color: red; }`, `@media print { ... }`, `font-size: 12px; color: #333;`.

Rules that follow each other are one finding. It is a repair to take them out, UNSAFE because the text may show them; where the text speaks of
programs, a finding is a note.

Left alone: documents that are stylesheets, and rules in quoted code; lists with colons and semicolons whose words name no property.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.expressions import expression
from textcheck.residue import Standing, island_end, removal, standing
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_TAG = (
    rb"(?:html|body|div|span|table|tbody|thead|td|th|tr|ul|ol|li|h[1-6]|img|input|button|form|section|header|footer|nav|main|article|aside|label|"
    rb"select|textarea|code|pre|blockquote|strong|em|figure|figcaption|iframe|svg|path|video|fieldset|legend|small|sup|sub|hr|dl|dt|dd|p|a|b|i|"
    rb"from|to|[0-9]+%)"
)
_SIMPLE = rb"(?:" + _TAG + rb"\b|[.#][A-Za-z_-][A-Za-z0-9_-]*|\*|::?[a-z-]+|@font-face|@page|@-?[a-z-]*viewport)"
_COMPOUND = _SIMPLE + rb"(?:[.#][A-Za-z_-][A-Za-z0-9_-]*|::?[a-z-]+(?:\([^()\n]*\))?|\[[^\]\n]*\])*"
_SELECTOR = _COMPOUND + rb"(?:\s*[,>+~]\s*" + _COMPOUND + rb"|\s+" + _COMPOUND + rb")*"
_PROPERTY = (
    rb"(?:-(?:webkit|moz|ms|o)-[a-z-]+|--[a-z-]+|(?:background|border|margin|padding|font|text|line|letter|word|list|outline|overflow|flex|grid|justify|align|"
    rb"box|min|max|white|vertical|z|page|table|column|object|transition|transform|animation|pointer|user|caption)(?:-[a-z]+)+|background|border|margin|padding|font|"
    rb"color|display|width|height|position|float|clear|top|left|right|bottom|opacity|visibility|overflow|cursor|content|outline|transform|transition|"
    rb"animation|flex|gap|order|zoom|filter|fill|stroke|src|mso-[a-z-]+)"
)
_BLOCK = _SELECTOR + rb"\s*\{\s*(?:/\*[^*]*\*/\s*)?" + _PROPERTY + rb"\s*:[^{}]*\}?"
_DECLARATIONS = rb"(?:\b" + _PROPERTY + rb"\s?:\s?[^;:{}\n]+;\s*){2}(?:" + _PROPERTY + rb"\s?:\s?[^;:{}\n]+;\s*)*"
_AT = rb"@media[^{};\n]*\{|@(?:-webkit-|-moz-)?keyframes [A-Za-z_-]+\s*\{|@supports[^{};\n]*\{|@import (?:url\(|[\"'])[^;\n]*;|@charset \"[^\"\n]*\";"
_ANY = rb"|".join((_AT, _BLOCK, _DECLARATIONS))
# What every block holds; its selector is not looked for in the scan that all documents take.
_GATE = _AT + rb"|\{\s*(?:/\*[^*]*\*/\s*)?" + _PROPERTY + rb"\s*:|" + _DECLARATIONS
_BETWEEN = expression(r"(?:\s|\}|/\*(?:[^*]|\*(?!/))*\*/|<!--|-->)*")
# Declarations without a block need a value that prose has not.
_VALUE = expression(
    r":\s?(?:#[0-9a-fA-F]{3,8}\b|-?[\d.]+(?:px|em|rem|pt|%|vh|vw)|(?:none|inherit|auto|bold|normal|block|inline|center|absolute|relative|hidden|solid|left|right)\s*[;!]|rgba?\()"
)
_LONGEST_SELECTOR = 400


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    spans: list[tuple[int, int]] = []
    for match in pattern(_ANY).finditer(doc.codes):
        start, end = match.span()
        if spans and start < spans[-1][1]:
            continue
        brace = text.find("{", start, min(end, start + _LONGEST_SELECTOR))
        if brace < 0 and text[start] != "@" and len(_VALUE.findall(text[start:end])) < 2:
            continue
        if text[start] == "@" and brace >= 0:
            end = island_end(text, brace)[0]
        end = len(text[start:end].rstrip()) + start
        if spans and _BETWEEN.fullmatch(text, spans[-1][1], min(start, spans[-1][1] + 500)) and start - spans[-1][1] <= 500:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    for start, end in spans:
        closing = _BETWEEN.match(text, end, end + 100)
        if closing is not None and "}" in closing.group():
            end += closing.group().rindex("}") + 1
        around = standing(doc, start, end)
        if around is Standing.NOTATION:
            continue
        talk = around is Standing.TALK
        left, right = removal(text, start, end)
        yield RULE.finding(
            start,
            end,
            "rules of a stylesheet in the middle of a text",
            confidence=0.5 if talk else 0.93,
            severity=Severity.NOTE if talk else Severity.ERROR,
            repairs=[Repair(left, right, "", UNSAFE, 0.6 if talk else 0.93, "the text may show them on purpose")],
        )


RULE = Rule(
    code="ART111",
    name="stylesheet-island",
    severity=Severity.ERROR,
    detect=detect,
    gate=_GATE,
)
