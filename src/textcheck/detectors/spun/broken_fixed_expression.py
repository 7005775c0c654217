"""A name or fixed expression of which one word was replaced: "White Home", "Center East", "Wall Avenue".

Article spinners replace words by synonyms without knowing that some phrases are names. The rule knows many thousand phrases that
clean text never writes, each one word away from an expression that it always writes with capitals, and asks for those capitals.

Left alone: the same words in lower case ("a white home", "the center, east of town"), the words in another order, names that
clean text knows ("Home Office", "West Bank", "Central Financial District"), and halves of hyphenated words.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.rule import Document, Finding, Rule, Severity, alternatives, severity_at
from textcheck.substitutions import TERMS, analyse

# Below this a finding would more often be wrong than right.
LEAST_CONFIDENCE = 0.5


def detect(doc: Document) -> Iterator[Finding]:
    for item in doc.view(analyse).substitutions:
        if not item.fixed or item.confidence < LEAST_CONFIDENCE:
            continue
        start, end = item.phrase_start, item.phrase_end
        before, after = doc.text[start : item.start], doc.text[item.end : end]
        established = [before + _capitalised(candidate.original) + after for candidate in item.candidates]
        yield RULE.finding(
            start,
            end,
            f"'{doc.text[start:end]}' is not an established expression; '{established[0]}' is",
            confidence=item.confidence,
            severity=severity_at(item.confidence),
            repairs=alternatives(
                start, end, established, "the established expression, which the text may not have meant", first=0.95
            ),
        )


def _capitalised(original: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in original.split(" "))


RULE = Rule(
    code="SPN101",
    name="broken-fixed-expression",
    severity=Severity.WARNING,
    detect=detect,
    terms=TERMS,
)
