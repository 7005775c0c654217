"""The long s of old print, or an f that was read for it: "houſe", "fhall", "confift".

A word that is not known, and that is a frequent word with s for f, is weighed as any confusion of letters is. Where a document holds several,
words that are known with f as well ("fight" for "sight") are asked about, too, and their neighbours decide. A long s itself
is a note, and its repair is UNSAFE: an edition may keep it on purpose.

Left alone: words that are known with f, where nothing else in the document speaks of a long s; an f that ends a word; German and other
languages; names; the integral sign and phonetic script, whose signs only look alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textcheck.batches import following
from textcheck.misreadings import Misreading, Strangers, misreadings, strangers
from textcheck.respelling import LONG_S
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, is_foreign


def _has_long_s(doc: Document, found: Strangers) -> bool:
    return bool(found and misreadings(doc, LONG_S)) or _is_printed(doc)


has_long_s = following(strangers, _has_long_s)
"""Whether a long s stands in the document, or was read as f: a view."""


def _is_printed(doc: Document) -> bool:
    return doc.has_unencodable and "ſ" in doc.text


def detect(doc: Document) -> Iterable[Finding]:
    return _findings(doc, misreadings(doc, LONG_S), _is_printed(doc))


def _findings(doc: Document, read_as_f: list[Misreading], printed: bool) -> Iterator[Finding]:
    if printed:
        yield from _long(doc)
    for misreading in read_as_f:
        repairs = misreading.repairs(doc, "what was printed is concluded from shapes and neighbours")
        yield RULE.finding(
            misreading.start,
            misreading.end,
            f"'{doc.text[misreading.start : misreading.end]}': a long s was read as f; '{repairs[0].text}' may have been printed",
            confidence=misreading.confidence,
            severity=misreading.severity,
            repairs=repairs,
        )


def _long(doc: Document) -> Iterator[Finding]:
    at = 0
    text = doc.text
    while (at := text.find("ſ", at)) >= 0:
        start, end = at, at + 1
        while start and text[start - 1].isalpha() and at - start < _LONGEST:
            start -= 1
        while end < len(text) and text[end].isalpha() and end - at < _LONGEST:
            end += 1
        word = text[start:end]
        at = end
        if len(word) < 2 or is_foreign(doc, start):
            continue
        yield RULE.finding(
            start,
            end,
            f"'{word}' is written with a long s",
            confidence=0.9,
            severity=Severity.NOTE,
            repairs=[Repair(start, end, word.replace("ſ", "s"), UNSAFE, 0.97, "an edition may keep the long s on purpose")],
        )


_LONGEST = 30

RULE = Rule(
    code="OCR104",
    name="long-s",
    severity=Severity.WARNING,
    detect=detect,
    when=has_long_s,
)
