"""From findings to probabilities: how likely the document is clean, and how likely each family has damaged it.

What a finding says depends on how often its rule says the same of clean text. With λ false findings a code point, a document of n code points
is expected to have λn; the evidence of a finding is

    e = ln(1 + 1 / λn) · (1 + REPEATS · ln k) + CONFIDENT · ln(c / (1 - c))

for k findings of the rule, the surest of confidence c, and of notes DOUBTS of that. A family's evidence x is that of its strongest rule and a share of that of its others,

    P(family) = σ(a + b·x)          P(damaged) = σ(A + B·ln Σ odds of the families)          score = 1 - P(damaged)

so another finding never raises the score, a document without findings scores 1, and the same finding says less of a book than of a paragraph,
which offers fewer places for a false alarm. λ was counted on clean text, a, b, A and B fitted to text whose damage is known
(`data/calibration.md`), where one document in five is damaged.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from textcheck.finding import Applicability, Finding, Severity
from textcheck.resources import read_text

REPEATS, CONFIDENT = 0.3, 1.0
# What a note says beside a warning of the same rarity. Fitted models would trust notes fully; what they are wrong about is rarer in the corpora than
# it is elsewhere.
DOUBTS = 0.5
# What the other rules of a family add to its strongest one: they are seldom independent of it.
OTHERS = 0.3
# Confidences beyond these say no more.
LEAST_CONFIDENT, MOST_CONFIDENT = 0.05, 0.98
# Any finding says something.
LEAST_EVIDENCE = 0.01
# Shorter texts are judged as if they had so many code points, the fewest of those that were fitted to.
SHORTEST = 300
# No finding is certain, and none of those that stand for nothing is surely wrong.
_LARGEST = 30.0


class Line(NamedTuple):
    """A logistic model of one quantity; `slope` is positive."""

    intercept: float
    slope: float

    def probability(self, value: float) -> float:
        """In (0, 1), never falling with the value."""
        logit = min(max(self.intercept + self.slope * value, -_LARGEST), _LARGEST)
        return 1 / (1 + math.exp(-logit))


class Calibration(NamedTuple):
    """What was counted and fitted.

    `rates` are false findings on a million code points of clean text by code and whether they are sure, that is of severity WARNING or above;
    `families` the model of each family, and `document` that of all together. What is not listed has `rate` and `family`.
    """

    rates: Mapping[tuple[str, bool], float]
    rate: float
    families: Mapping[str, Line]
    family: Line
    document: Line

    @classmethod
    def of(cls, text: str) -> Calibration:
        """What `data/calibration.tsv` says."""
        rates: dict[tuple[str, bool], float] = {}
        lines: dict[str, Line] = {}
        for line in text.splitlines():
            kind, name, first, second = line.split("\t")
            if kind == "rate":
                rates[name, False], rates[name, True] = float(first), float(second)
            else:
                lines[name] = Line(float(first), float(second))
        family, document = lines.pop("*"), lines.pop("document")
        return cls(rates, min(rates.values()), lines, family, document)


@cache
def _packed() -> Calibration:
    return Calibration.of(read_text("calibration.tsv"))


def evidence(findings: Iterable[Finding], length: int, calibration: Calibration) -> dict[str, float]:
    """What findings in a text of `length` code points say of each family, from 0 on; families without findings are left out."""
    seen: dict[tuple[str, str, bool], tuple[int, float]] = {}
    for finding in findings:
        key = finding.family, finding.code, finding.severity >= Severity.WARNING
        number, surest = seen.get(key, (0, LEAST_CONFIDENT))
        seen[key] = number + 1, max(surest, finding.confidence)
    strongest: dict[str, float] = {}
    sums: dict[str, float] = {}
    millions = max(length, SHORTEST) / 1e6
    for (family, code, sure), (number, surest) in seen.items():
        rate = calibration.rates.get((code, sure), calibration.rate)
        surest = min(surest, MOST_CONFIDENT)
        said = math.log1p(1 / (rate * millions)) * (1 + REPEATS * math.log(number))
        said += CONFIDENT * math.log(surest / (1 - surest))
        said = max(said if sure else DOUBTS * said, LEAST_EVIDENCE)
        strongest[family] = max(strongest.get(family, 0.0), said)
        sums[family] = sums.get(family, 0.0) + said
    return {family: strongest[family] + OTHERS * (sums[family] - strongest[family]) for family in sorted(sums)}


def score(findings: Sequence[Finding], length: int) -> tuple[float, dict[str, float]]:
    """The probability that a document of `length` code points is clean, and by family that it is damaged in that way.

    Families without findings are left out of the mapping.

    >>> score((), 1000)
    (1.0, {})
    """
    if not findings:
        return 1.0, {}
    calibration = _packed()
    families = {
        family: calibration.families.get(family, calibration.family).probability(said)
        for family, said in evidence(findings, length, calibration).items()
    }
    odds = sum(probability / (1 - probability) for probability in families.values())
    damaged = calibration.document.probability(math.log(odds))
    # What is damaged in one way is damaged.
    return 1 - max(damaged, *families.values()), families


def without_repaired(findings: Iterable[Finding], ways: Collection[Applicability]) -> list[Finding]:
    """The findings that stay when those are repaired that have a repair of such applicability."""
    return [finding for finding in findings if not any(repair.applicability in ways for repair in finding.repairs)]
