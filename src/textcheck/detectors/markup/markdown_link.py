"""A link or an image left as Markdown in plain prose: `[our report](https://example.org)`, `![A view](a.jpg)`, `[report][1]`.

The words of a link stay and its address goes; an image goes whole. SAFE where brackets, parentheses and an address are all there; what is
left of a broken one (`](https://example.org)`) is UNSAFE.

Left alone: documents written in Markdown, quoted code, a call or a product in brackets (`f[x](y)`, `[a](b)`), citations with a page
(`[12](p. 4)`), bracketed words before parentheses ([sic] (as printed)), text that speaks of Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.markup import is_spoken_of, notations, taken_out
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_TARGET = rb"<?[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*>?(?:\s+(?:\"[^\"\n]*\"|\x27[^\x27\n]*\x27))?\s?"
# An image that is a link holds one pair of brackets in another.
_LINKED_IMAGE = rb"\[\s?!\[[^\[\]\n]*\]\(" + _TARGET + rb"\)[^\[\]\n]*\]\(" + _TARGET + rb"\)"
_LINK = rb"!?\[(?:[^\[\]\n]|\\[\[\]]|\[[^\[\]\n]*\])*\]\(" + _TARGET + rb"\)"
_REFERENCE = rb"\[[^\[\]\n]+\] ?\[[A-Za-z0-9][\w .-]*\]"
_DEFINITION = rb"(?m)^ {0,3}\[[^\[\]\n]+\]: <?(?:https?://|/|www\.|mailto:)\S+(?: +[\"\x27(][^\n]*)?[ \t]*$"
_PART = rb"\]\((?:https?://|www\.|/[a-z])[^()\s]*\)?|!\[[^\[\]\n]*\]\([^()\s]*"
_GATE = rb"\]\(<?(?:[a-z]+:|/|#|\.\.?/|www\.|[^()\s]*\.[a-z])|!\[[^\[\]\n]*\]\(|\] ?\[[A-Za-z0-9][\w .-]*\]|(?m:^) {0,3}\[[^\[\]\n]+\]: <?(?:http|/|www|mailto)"
_ADDRESS = re.compile(
    r"<?(?:[a-z][a-z+.-]{1,12}:\S|//\w|www\.\w|#[\w-]|/[\w~]|\.{1,2}/|[\w./%+-]+\.(?:html?|php|aspx?|md|pdf|jpe?g|png|gif|svg|webp|com|org|net|co|io|gov|edu|de|uk|fr)\b)",
    re.IGNORECASE,
)
_SOURCES = frozenset(("json", "code", "markdown", "html"))
_LONGEST = 3000


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes) or notations(doc) & _SOURCES:
        return
    text = doc.text
    forms = (_LINKED_IMAGE, _LINK, _DEFINITION, _PART)
    found = [(*match.span(), form) for form in forms for match in pattern(form).finditer(doc.codes)]
    defined = {_label(text[start:end]) for start, end, form in found if form == _DEFINITION}
    if defined:
        found += [
            (*match.span(), _REFERENCE)
            for match in pattern(_REFERENCE).finditer(doc.codes)
            if text[match.start() : match.end()].rpartition("[")[2][:-1].lower() in defined
        ]
    reached = 0
    for start, end, form in sorted(found, key=lambda item: (item[0], -item[1])):
        if start < reached or end - start > _LONGEST:
            continue
        shown = text[start:end]
        safe = True
        if form == _LINKED_IMAGE or (form == _LINK and shown.startswith("!")):
            words = ""
        elif form == _LINK:
            words, _, target = shown[1:].partition("](")
            while target.count("](") and words.count("[") > words.count("]"):
                more, _, target = target.partition("](")
                words = f"{words}]({more}"
            # A call: `handlers[name](./x)`.
            called = text[start - 1 : start].isalnum() and "://" not in target and not target.startswith(("/", "www."))
            if called or not _ADDRESS.match(target):
                continue
            words = words.replace("\\[", "[").replace("\\]", "]")
        elif form == _REFERENCE:
            words = shown[1 : shown.index("]")]
        elif form == _DEFINITION:
            words = ""
        else:
            words, safe = "", False
        if is_spoken_of(doc, start, end, "markdown", near=False):
            continue
        reached = end
        first, last, new = (start, end, words) if words or not safe else taken_out(text, start, end)
        repair = Repair(
            first,
            last,
            new,
            SAFE if safe else UNSAFE,
            0.96 if safe else 0.8,
            "a reader sees the words of the link alone" if safe else "the other part of the link is missing",
        )
        what = "image" if "![" in shown else "link"
        yield RULE.finding(
            start,
            end,
            f"Markdown source of {'an' if what == 'image' else 'a'} {what}",
            confidence=0.95 if safe else 0.88,
            repairs=[repair],
        )


def _label(definition: str) -> str:
    return definition.strip()[1:].partition("]")[0].lower()


RULE = Rule(
    code="MRK109",
    name="markdown-link",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
