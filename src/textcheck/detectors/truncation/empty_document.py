"""A document without any text: nothing at all, or nothing but white space.

Such a document is what is left of a failed download or extraction. There is nothing to repair.

Left alone: every document with at least one visible character, however short, and text made of invisible characters other
than white space.
"""

from __future__ import annotations

from collections.abc import Iterable

from textcheck.rule import Document, Finding, Rule, Severity


def detect(doc: Document) -> Iterable[Finding]:
    text = doc.text
    if not text:
        return [RULE.finding(0, 0, "the document is empty", confidence=1.0)]
    if text.isspace():
        return [RULE.finding(0, len(text), "the document holds nothing but white space", confidence=1.0)]
    return ()


def _is_blank(doc: Document) -> bool:
    return not doc.text or doc.text.isspace()


RULE = Rule(
    code="TRN101",
    name="empty-document",
    severity=Severity.WARNING,
    detect=detect,
    when=_is_blank,
)
