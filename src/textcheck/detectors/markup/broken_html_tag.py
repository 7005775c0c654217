"""Part of an HTML tag: one never closed (`<br Next`, `<a href="x"`), one that lost its beginning (`href="x">`, `/p>`), one torn (`< br >`).

The repair takes out what is left of the tag; a broken `<br>` or `<p>` becomes a line break. It is SAFE where both the name and a
bracket are there, or an attribute and a bracket; attributes alone (`class="intro"`) are UNSAFE, since a text may quote them.

Left alone: whole tags (html-tag finds them); web pages and programs as such; text that speaks of HTML or stands in backticks;
comparison (p>q, a<b), paths (`docs/p`), emoticons, and attributes of no web page (`speed="5"`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from textcheck import markup
from textcheck.patterns import union_of
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_MECHANICAL = (
    rb"(?:" + b"|".join(name.encode() for name in sorted(markup.MECHANICAL, key=lambda name: (-len(name), name))) + rb")"
)
_ATTRIBUTES = (
    rb"(?:accesskey|align|alt|aria-[a-z]+|bgcolor|border|cellpadding|cellspacing|class|colspan|color|content|data-[a-z-]+|dir|face|frameborder|"
    rb"height|href|hspace|id|itemprop|itemscope|itemtype|lang|loading|name|on(?:click|load|error|mouseover|mouseout|change|submit)|property|rel|"
    rb"role|rowspan|size|sizes|src|srcset|style|tabindex|target|title|type|valign|vspace|width|xmlns(?::[a-z]+)?|xml:lang)"
)
# Those that no sentence speaks of without quoting a page.
_TELLING = rb"(?:align|alt|bgcolor|border|cellpadding|cellspacing|class|colspan|data-[a-z-]+|href|itemprop|on(?:click|load|mouseover)|rel|rowspan|src|srcset|style|target|valign|width|height)"
_VALUE = rb"(?:\"[^\"<>\n]*\"|\x27[^\x27<>\n]*\x27|[\"\x27]?[^\s\"\x27<>]+)"
_ASSIGNED = rb"[A-Za-z_:][A-Za-z0-9_:.-]*\s?=\s?" + _VALUE
_KNOWN = _ATTRIBUTES + rb"\s?=\s?" + _VALUE
_OPEN = (
    rb"(?i)<(?:a|p|b|i|u|[a-z]+:[a-z]+|article|section|input|button|form|label|link|meta|table|source|video|audio|object|svg|path|"
    + _MECHANICAL
    + rb")"
)

_FORMS = (
    # An opening tag with attributes, without its end.
    _OPEN + rb"(?:\s+" + _ASSIGNED + rb")+(?:\s+[a-z-]+=[\"\x27]?)?\s*/?",
    _OPEN + rb"\s+[a-z-]+=[\"\x27]?(?:\s|\z)",
    # A name alone, without its end.
    rb"(?i)</?(?:" + _MECHANICAL + rb"|p)\s?/?(?:[\s,.;:!?]|\z)",
    rb"(?i)</[abiups]\s*(?:[\s,.;]|\z)",
    rb"<a\s*\z",
    # Torn by spaces or a backslash.
    rb"(?i)<(?:\s[/\\]?\s?|[/\\]\s|\\[/]?)(?:[abipus]|" + _MECHANICAL + rb")\s{0,2}/?>",
    # The end of a tag.
    rb"(?i)(?:\b(?:p|[a-z]+:[a-z]+|" + _MECHANICAL + rb")\s+)?(?:" + _KNOWN + rb"\s*)+/?>",
    rb"(?i)\ba\s+(?:href|name)" + rb"\s?=\s?" + _VALUE + rb"(?:\s*" + _KNOWN + rb")*\s*/?>",
    rb"(?i)(?:/|\bbr ?/?)(?:a|b|i|u|p|" + _MECHANICAL + rb")?\s?>",
    rb"(?i)(?:^|[\s.!?])(?:div|span|li|strong|em|h[1-6]|td|tr|ul|ol|br|blockquote)>",
    rb"(?:^|[\s\"])/>",
    rb"[A-Za-z0-9/][\"\x27]\s?/?>[A-Za-z\xc0-\xff]",
    # Attributes without any bracket.
    rb"(?i)(?:\b(?:"
    + _MECHANICAL
    + rb")\s+)?(?:"
    + _KNOWN
    + rb"\s+)*\b"
    + _TELLING
    + rb"=(?:\"[^\"<>\n]*\"|\x27[^\x27<>\n]*\x27)(?:\s+"
    + _KNOWN
    + rb")*",
)
_GATE = (
    rb"(?i)<(?:[a-z]+(?::[a-z]+)?\s+[a-z-]+\s?=|a\s*\z|/?(?:"
    + _MECHANICAL
    + rb"|p)\s?/?(?:[\s,.;:!?]|\z)|/[abiups](?:[\s,.;]|\z)|\s[/\\]?\s?[a-z0-9]+\s{0,2}/?>|[/\\]\s|\\/?[a-z])"
    rb"|[\"\x27a-z0-9]\s{0,2}/?>|(?:^|\s)/>|\b" + _TELLING + rb"=\S"
)
_BREAK = re.compile(r"(?i)[</\s\\]*(?:br|p|div|li|tr|hr)\b")
_SOURCES = frozenset(("html", "json", "code"))


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes) or markup.notations(doc) & _SOURCES:
        return
    found = [
        match.span()
        for number in _all_forms().Match(doc.codes) or ()
        for match in pattern(_FORMS[number]).finditer(doc.codes)
        if _is_part(doc, number, *match.span())
    ]
    whole = markup.tags(doc)
    at, reached = 0, 0
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        start, end = _trimmed(doc.text, start, end)
        while at < len(whole) and whole[at].end <= start:
            at += 1
        if start < reached or (at < len(whole) and whole[at].start < end):
            continue
        if markup.is_spoken_of(doc, start, end, near="=" not in doc.text[start:end] or doc.text[end - 1] != ">"):
            continue
        if doc.text[start] not in "<" and doc.text[end - 1] != ">" and _belongs(doc.text, start):
            continue
        reached = end
        yield _finding(doc.text, start, end)


@cache
def _all_forms() -> Any:
    """All forms as one: most documents hold only some of them."""
    return union_of(_FORMS)


def _belongs(text: str, start: int) -> bool:
    """Whether attributes stand within another construct: a cell of a wiki table, a shortcode, a template."""
    line = text[max(0, start - 200) : start].rpartition("\n")[2]
    return line.lstrip().startswith(("{|", "|", "!")) or line.rfind("[") > line.rfind("]") or line.rfind("{") > line.rfind("}")


_QUOTE_AND_BRACKET = 11
_NOT_BEFORE = re.compile(r"[\w<=/-]")
_CLOSING = re.compile(r"[^<>\n]{0,200}>")


def _is_part(doc: Document, number: int, start: int, end: int) -> bool:
    text = doc.text
    start, end = _trimmed(text, start, end)
    if end - start > markup.LONGEST_TAG:
        return False
    shown = text[start:end]
    if shown.startswith("<"):
        # Its end is near: a whole tag, of whatever kind, and no part of one.
        closing = _CLOSING.match(text, end)
        if shown.endswith(">"):
            return True
        return closing is None or not ("=" in closing.group() or not closing.group()[:-1].strip(" /\t"))
    if number == _QUOTE_AND_BRACKET:
        return "<" not in text[max(0, start - 60) : start]
    before = text[max(0, start - 1) : start]
    if shown == "/>":
        return not before.strip() or before == '"'
    if shown.startswith("/"):
        if before and (before in "<\\:" or (before.isalnum() and len(shown) < 5) or before in "/-_"):
            return False
        return "<" not in text[max(0, start - 60) : start] and len(shown) > 2
    if "=" not in shown:
        if before and _NOT_BEFORE.match(before):
            return False
        after = text[end : end + 1]
        if shown.lower().startswith("br"):
            return shown[2] != ">" or text[end : end + 2].strip()[:1].isupper() or after in ("", "\n")
        return after.isupper() or not after.strip()
    return not (before and _NOT_BEFORE.match(before))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\r\n.,;:!?":
        start += 1
    while end > start and text[end - 1] in " \t\r\n.,;:!?":
        end -= 1
    if end - start > 3 and text[start + 1] in "\"'" and text[end - 2] == ">":
        return start + 1, end - 1
    if text[start : start + 3] == '"/>' and end - start == 3:
        start += 1
    return start, end


def _finding(text: str, start: int, end: int) -> Finding:
    shown = text[start:end]
    bracketed = shown[0] == "<" or shown[-1] == ">"
    first, last, new = markup.taken_out(text, start, end)
    broken = _BREAK.match(shown) if bracketed else None
    ends = text[max(0, first - 3) : first].rstrip(" ")[-1:]
    if (
        broken
        and first
        and last < len(text)
        and "\n" not in text[first - 1 : last + 1]
        and (ends in '.!?:;”"' or "br" in broken.group().lower())
    ):
        while first and text[first - 1] == " ":
            first -= 1
        while last < len(text) and text[last] == " ":
            last += 1
        new = "\n\n" if broken.group().lower().endswith(("p", "div")) else "\n"
    if shown[0] in "\"'" and first == start and last == end:
        # What the mark ended may be an address, which must not run into the words.
        new = " "
    repair = Repair(
        first,
        last,
        new,
        SAFE if bracketed else UNSAFE,
        0.95 if bracketed else 0.85,
        "a reader never sees a tag" if bracketed else "the text may quote an attribute on purpose",
    )
    shown = " ".join((shown if len(shown) <= 40 else shown[:39] + "…").split())
    return RULE.finding(
        start, end, f"part of a tag left in the text: {shown}", confidence=0.93 if bracketed else 0.85, repairs=[repair]
    )


RULE = Rule(
    code="MRK102",
    name="broken-html-tag",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
