"""A name or fixed expression of which one word was replaced: "White Home", "Center East", "Wall Avenue".

Article spinners replace words by synonyms without knowing that some phrases are names. The rule knows many thousand phrases that
clean text never writes, each one word away from an expression that it always writes with capitals, and asks for those capitals.

Left alone: the same words in lower case ("a white home", "the center, east of town"), the words in another order, names that
clean text knows ("Home Office", "West Bank", "Central Financial District"), and halves of hyphenated words.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.rule import Document, Finding, Rule, Severity, alternatives, severity_at
from textcheck.substitutions import LEAST_CONFIDENCE, TERMS, Substitution, analyse


def detect(doc: Document) -> Iterator[Finding]:
    for name in _names(doc):
        start, end = name[0].phrase_start, max(item.phrase_end for item in name)
        # Alternatives of several replaced words multiply; the likeliest of each is enough.
        options = len(name[0].candidates) if len(name) == 1 else 1
        established = [_established(doc, name, start, end, option) for option in range(options)]
        confidence = max(item.confidence for item in name)
        yield RULE.finding(
            start,
            end,
            f"'{doc.text[start:end]}' is not an established expression; '{established[0]}' is",
            confidence=confidence,
            severity=severity_at(confidence),
            repairs=alternatives(
                start, end, established, "the established expression, which the text may not have meant", first=0.95
            ),
        )


def _names(doc: Document) -> Iterator[list[Substitution]]:
    """The broken expressions; those that share words are one longer name of which several words were replaced."""
    name: list[Substitution] = []
    for item in doc.view(analyse).substitutions:
        if not item.fixed or item.confidence < LEAST_CONFIDENCE:
            continue
        if name and item.phrase_start >= max(other.phrase_end for other in name):
            yield name
            name = []
        name.append(item)
    if name:
        yield name


def _established(doc: Document, name: list[Substitution], start: int, end: int, option: int) -> str:
    parts, at = [], start
    for item in name:
        original = item.candidates[option].original
        parts += [doc.text[at : item.start], " ".join(word[:1].upper() + word[1:] for word in original.split(" "))]
        at = item.end
    return "".join([*parts, doc.text[at:end]])


RULE = Rule(
    code="SPN101",
    name="broken-fixed-expression",
    severity=Severity.WARNING,
    detect=detect,
    terms=TERMS,
)
