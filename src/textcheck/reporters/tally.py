"""Counts over many reports: what the summary says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textcheck.finding import Applicability, Severity

if TYPE_CHECKING:
    from textcheck.repairing import Repaired
    from textcheck.report import Report


@dataclass
class Tally:
    """What was counted so far, beside it how many findings a baseline knew, and how many were allowed to stand. `safe` and `unsafe` count the findings with a repair that may be applied, by its applicability.

    `rules` counts findings by code and rule name; `applied` counts repairs by code; `left` counts findings whose repair was not
    applied by the kind of reason.
    """

    documents: int = 0
    damaged: int = 0
    changed: int = 0
    severities: dict[str, int] = field(default_factory=lambda: {str(severity): 0 for severity in reversed(Severity)})
    safe: int = 0
    unsafe: int = 0
    left_out: int = 0
    known: int = 0
    allowed: int = 0
    rules: dict[tuple[str, str], int] = field(default_factory=dict)
    applied: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)

    @property
    def findings(self) -> int:
        """All findings."""
        return sum(self.severities.values())

    def add(self, report: Report, repaired: Repaired | None = None, *, repairable: bool = True) -> None:
        """Count one document, and what was repaired in it; of one that is not `repairable`, no finding counts as one that can be."""
        self.documents += 1
        self.damaged += bool(report.findings)
        self.left_out += sum(report.capped.values())
        for finding in report.findings:
            _count(self.rules, (finding.code, finding.rule))
            self.severities[str(finding.severity)] += 1
            ways = {repair.applicability for repair in finding.repairs} if repairable else set()
            if Applicability.SAFE in ways:
                self.safe += 1
            elif Applicability.UNSAFE in ways:
                self.unsafe += 1
        if repaired is not None:
            self.changed += bool(repaired.applied)
            for done in repaired.applied:
                _count(self.applied, done.finding.code)
            for skipped in repaired.skipped:
                _count(self.left, next((kind for begin, kind in _KINDS if skipped.reason.startswith(begin)), "without effect"))

    def merge(self, other: Tally) -> None:
        """Add the counts of another tally."""
        for name in ("documents", "damaged", "changed", "safe", "unsafe", "left_out", "known", "allowed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("severities", "rules", "applied", "left"):
            into = getattr(self, name)
            for key, number in getattr(other, name).items():
                into[key] = into.get(key, 0) + number


# How the reason of a skipped repair begins, and the word for it in a summary.
_KINDS = (("unsafe:", "unsafe"), ("shown only:", "shown only"), ("overlaps", "overlapping"), ("the repairs of", "not settling"))


def _count(into: dict[str, int] | dict[tuple[str, str], int], key: str | tuple[str, str]) -> None:
    into[key] = into.get(key, 0) + 1  # type: ignore[index, arg-type]
