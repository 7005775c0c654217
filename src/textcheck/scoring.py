"""From findings to probabilities: how likely the document is clean, and how likely each family has damaged it.

The model is one line. A finding of confidence c carries -ln(1 - c) of evidence, weighted by severity; a family's evidence E is
their sum, and

    P(family) = 1 - exp(-E / (1 + length / LENGTH_SCALE))        score = product of 1 - P(family)

so another finding never raises the score, a document without findings scores 1, and the same single finding says less of a
book than of a paragraph, because a long text offers more places for a false alarm.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from textcheck.finding import Finding, Severity

# A note by itself must hardly move the score; a warning is half as telling as an error of the same confidence.
SEVERITY_WEIGHT = {Severity.NOTE: 0.005, Severity.WARNING: 0.5, Severity.ERROR: 1.0}

# The length, in code points, at which a single finding counts half. Documents of a few pages are judged on what they hold;
# 20,000 is about 3,300 English words.
LENGTH_SCALE = 20_000

# No finding is certain: without a ceiling one finding of confidence 1 would carry infinite evidence.
MOST_CONFIDENT = 0.995


def score(findings: Sequence[Finding], length: int) -> tuple[float, dict[str, float]]:
    """The probability that a document of `length` code points is clean, and by family that it is damaged in that way.

    Families without findings are left out of the mapping.

    >>> score((), 1000)
    (1.0, {})
    """
    evidence: dict[str, float] = {}
    if not findings:
        return 1.0, evidence
    for finding in findings:
        nats = -math.log(1.0 - min(max(finding.confidence, 0.0), MOST_CONFIDENT))
        evidence[finding.family] = evidence.get(finding.family, 0.0) + SEVERITY_WEIGHT[finding.severity] * nats
    scale = 1.0 + length / LENGTH_SCALE
    families = {family: 1.0 - math.exp(-nats / scale) for family, nats in sorted(evidence.items())}
    return math.prod((1.0 - probability for probability in families.values()), start=1.0), families
