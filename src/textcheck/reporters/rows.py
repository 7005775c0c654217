"""Findings as rows of a table: what CSV and Parquet have in common."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from textcheck.fingerprints import fingerprints
from textcheck.reporters import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textcheck.report import Report

# The columns in order, and what each holds: text, a whole number, or a fraction. `repair` and `applicability` are those of the first
# repair, empty where there is none; `start` and `end` count code points from 0, `line` and `column` from 1.
COLUMNS = {
    "document": str,
    "score": float,
    "code": str,
    "rule": str,
    "family": str,
    "severity": str,
    "start": int,
    "end": int,
    "line": int,
    "column": int,
    "message": str,
    "confidence": float,
    "text": str,
    "repair": str,
    "applicability": str,
    "fingerprint": str,
}


def rows(report: Report) -> Iterator[list[Any]]:
    """The rows of one document."""
    names = fingerprints(report.text, report.findings)
    for finding, name in zip(report.findings, names, strict=True):
        place = report.position(finding.start)
        first = finding.repairs[0] if finding.repairs else None
        yield [
            report.name or "",
            round(float(report.score), 6),
            finding.code,
            finding.rule,
            finding.family,
            str(finding.severity),
            finding.start,
            finding.end,
            place.line,
            place.column,
            finding.message,
            round(float(finding.confidence), 6),
            report.text[finding.start : min(finding.end, finding.start + records.LONGEST_TEXT)],
            first.text if first else "",
            str(first.applicability) if first else "",
            name,
        ]


def packed(report: Report) -> str:
    """The rows as JSON, to travel between processes."""
    return json.dumps(list(rows(report)))
