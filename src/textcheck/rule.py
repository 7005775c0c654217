"""What a rule is, and all that a rule may import: the waist between the rules and the rest of the house.

A rule is one file in `detectors/<family>/`, whose docstring is its explanation, whose `RULE` names it, and beside which a
file of cases of the same name, ending in `.toml`, says what it finds and what it leaves alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from textcheck import language
from textcheck.document import NO_CONTEXT, Context, Document, Hit, RoleHolder, RoleHolders
from textcheck.finding import CERTAIN, Applicability, Finding, Repair, Severity, alternatives, severity_at
from textcheck.lexicon import TermSet
from textcheck.patterns import pattern

__all__ = [
    "CERTAIN",
    "DISPLAY",
    "FAMILIES",
    "NO_CONTEXT",
    "SAFE",
    "UNSAFE",
    "Applicability",
    "Context",
    "Document",
    "Finding",
    "Hit",
    "Repair",
    "RoleHolder",
    "RoleHolders",
    "Rule",
    "Severity",
    "TermSet",
    "alternatives",
    "is_foreign",
    "pattern",
    "severity_at",
    "with_case_of",
]

SAFE = Applicability.SAFE
UNSAFE = Applicability.UNSAFE
DISPLAY = Applicability.DISPLAY

# Family and the prefix of its codes.
FAMILIES = {
    "spun": "SPN",
    "name": "NAM",
    "artifact": "ART",
    "markup": "MRK",
    "encoding": "ENC",
    "character": "CHR",
    "layout": "LAY",
    "ocr": "OCR",
    "repetition": "REP",
    "boilerplate": "BLR",
    "truncation": "TRN",
    "language": "LNG",
    "statistics": "STA",
    "lexicon": "LEX",
}
_FAMILY_OF_PREFIX = {prefix: family for family, prefix in FAMILIES.items()}
_CODE = re.compile(r"[A-Z]{3}[0-9]{3}")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class Rule:
    """One thing that can be wrong with a text, and how to find it.

    `detect(doc)` yields the findings of one document, in any order; or `judge(doc, hit)` is asked about every hit of `terms`;
    or `detect_batch(docs)` yields one iterable of findings for each document, where vectorising over documents pays.
    Exactly one of the three is given.

    `gate` is an RE2 pattern over `Document.codes`: the rule runs only on documents in which it matches. All gates are asked in
    a few scans, so a gate costs next to nothing. Without a gate the rule runs on every document. `gated_with` names a union of gates that is
    scanned for apart from those of the rule's family, because its states would multiply theirs: what counts words in a row, or begins like prose.
    `terms` are looked up in the one automaton; `doc.hits[terms.name]` holds their hits. With terms and no gate, the rule runs only on
    documents in which one of them was found.
    `when` is asked of every document: a rule without gate runs only where it is true, whether or not its terms were found. It costs little,
    or is a view that batches compute (see `BatchView`). Rules that share it are passed over together.
    `needs` names what the context must hold for the rule to have anything to say (a field of `Context`): a checker without it leaves the rule out.
    A rule that is not a `default` runs only where its code, name or family is selected: "ALL" leaves it out.
    A rule is immutable and keeps no state between documents.
    """

    # Written out, because importing `dataclasses` costs as much as starting Python, and `explain` needs little else.
    __slots__ = (
        "code",
        "default",
        "detect",
        "detect_batch",
        "family",
        "gate",
        "gated_with",
        "judge",
        "name",
        "needs",
        "severity",
        "terms",
        "when",
    )

    code: str
    name: str
    severity: Severity
    detect: Callable[[Document], Iterable[Finding]] | None
    judge: Callable[[Document, Hit], Finding | None] | None
    detect_batch: Callable[[Sequence[Document]], Iterable[Iterable[Finding]]] | None
    terms: TermSet | None
    gate: bytes | None
    gated_with: str
    when: Callable[[Document], object] | None
    needs: str | None
    default: bool
    family: str

    def __init__(
        self,
        *,
        code: str,
        name: str,
        severity: Severity,
        detect: Callable[[Document], Iterable[Finding]] | None = None,
        judge: Callable[[Document, Hit], Finding | None] | None = None,
        detect_batch: Callable[[Sequence[Document]], Iterable[Iterable[Finding]]] | None = None,
        terms: TermSet | None = None,
        gate: bytes | None = None,
        gated_with: str = "",
        when: Callable[[Document], object] | None = None,
        needs: str | None = None,
        default: bool = True,
    ) -> None:
        if not _CODE.fullmatch(code) or code[:3] not in _FAMILY_OF_PREFIX:
            raise ValueError(f"rule code {code!r}: wanted a family prefix of {sorted(_FAMILY_OF_PREFIX)} and three digits")
        if not _NAME.fullmatch(name):
            raise ValueError(f"rule name {name!r}: wanted lower-case words joined by hyphens")
        if sum(way is not None for way in (detect, judge, detect_batch)) != 1:
            raise ValueError(f"rule {code}: wanted exactly one of detect, judge and detect_batch")
        if when is not None and (detect is None or gate is not None):
            raise ValueError(f"rule {code}: `when` goes with detect alone, without gate")
        if needs is not None and needs not in Context._fields:
            raise ValueError(f"rule {code}: no context holds {needs!r}")
        if judge is not None and terms is None:
            raise ValueError(f"rule {code}: judge needs terms")
        family = _FAMILY_OF_PREFIX[code[:3]]
        values = (code, default, detect, detect_batch, family, gate, gated_with, judge, name, needs, severity, terms, when)
        for field, value in zip(self.__slots__, values, strict=True):
            object.__setattr__(self, field, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"rule {self.code} is immutable")

    def __repr__(self) -> str:
        return f"<Rule {self.code} {self.name}>"

    def but(self, **changes: Any) -> Rule:
        """The same rule with some of its fields changed."""
        return Rule(**{field: getattr(self, field) for field in self.__slots__ if field != "family"} | changes)

    def finding(
        self,
        start: int,
        end: int,
        message: str,
        *,
        confidence: float,
        repairs: Iterable[Repair] = (),
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this rule; `severity` lowers or raises the rule's own for this one span."""
        return Finding(
            self.code,
            self.name,
            self.family,
            self.severity if severity is None else severity,
            start,
            end,
            message,
            confidence,
            tuple(repairs),
        )


def is_foreign(doc: Document, start: int) -> bool:
    """Whether a place is not English: by what the caller says of all documents, else by the words around it."""
    declared = doc.context.language
    if declared:
        return declared != "en"
    # Neighbouring spans share their surroundings: asked span by span, a text of another language would be read many times over.
    known, place = doc.view(_foreign_places), start // _PLACE
    if place not in known:
        known[place] = language.is_foreign(doc.text, place * _PLACE, (place + 1) * _PLACE)
    return known[place]


# Code points that share one answer; small beside the surroundings that decide it.
_PLACE = 200


def _foreign_places(doc: Document) -> dict[int, bool]:
    return {}


def with_case_of(model: str, text: str) -> str:
    """`text` written in the case of `model`: all capitals, capitalised words, a capital first letter, or as it is.

    >>> with_case_of("White Home", "white house"), with_case_of("OFFICERS", "officials"), with_case_of("Doable", "possible")
    ('White House', 'OFFICIALS', 'Possible')
    """
    letters = [word for word in model.split() if word[0].isalpha()]
    if not letters:
        return text
    if model.isupper() and len(model) > 1:
        return text.upper()
    if len(letters) > 1 and all(word[0].isupper() for word in letters):
        return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))
    if letters[0][0].isupper():
        return text[:1].upper() + text[1:]
    return text
