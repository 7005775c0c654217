"""A name or fixed expression of which one word was replaced: "White Home", "Center East", "Wall Avenue".

Article spinners replace words by synonyms without knowing that some phrases are names. The rule knows many thousand phrases that
clean text never writes, each one word away from an expression that it always writes with capitals, and asks for those capitals.

Left alone: the same words in lower case ("a white home", "the center, east of town"), the words in another order, names that
clean text knows ("Home Office", "West Bank", "Central Financial District"), and halves of hyphenated words.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity
from textcheck.substitutions import TERMS, analyse

# Below this a finding would more often be wrong than right.
LEAST_CONFIDENCE = 0.5
# From here the finding stands by itself, whatever the rest of the document looks like.
CERTAIN = 0.8


def detect(doc: Document) -> Iterator[Finding]:
    for item in doc.view(analyse).substitutions:
        if not item.fixed or item.confidence < LEAST_CONFIDENCE:
            continue
        phrase = doc.text[item.phrase_start : item.phrase_end]
        before, after = doc.text[item.phrase_start : item.start], doc.text[item.end : item.phrase_end]
        repairs = []
        for candidate in item.candidates:
            established = before + " ".join(word[:1].upper() + word[1:] for word in candidate.original.split(" ")) + after
            repairs.append(
                Repair(
                    item.phrase_start,
                    item.phrase_end,
                    established,
                    UNSAFE,
                    round(0.95 / len(item.candidates), 3),
                    "the established expression, which the text may not have meant",
                )
            )
        yield RULE.finding(
            item.phrase_start,
            item.phrase_end,
            f"'{phrase}' is not an established expression; '{repairs[0].text}' is",
            confidence=item.confidence,
            repairs=repairs,
            severity=Severity.WARNING if item.confidence >= CERTAIN else Severity.NOTE,
        )


RULE = Rule(
    code="SPN101",
    name="broken-fixed-expression",
    severity=Severity.WARNING,
    detect=detect,
    terms=TERMS,
)
