"""Reports for programs: one JSON object for each document, with the same keys in the same order every time.

    name       as the path was written, null for a text without name
    score      the probability that the document is clean, in [0, 1]
    families   the probability of damage by family; families without findings are left out
    length     in code points
    language   ISO 639-1 code, null where unknown
    findings   code, rule, family, severity, start, end (code points, half-open), line, column (from 1), byte (of start, in the
               text as UTF-8, a byte order mark not counted), utf16 (of start, in UTF-16 units), message, confidence,
               text (the span, at most its first 1,000 code points), repairs (start, end, text, applicability, confidence, reason);
               in reports of the command fingerprint, too (the name that a baseline knows it by)
    capped     by code, how many findings were left out because one rule found too many

Output is valid UTF-8 whatever the document holds: lone surrogates are written as JSON escapes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textcheck.finding import Finding
    from textcheck.report import Report
    from textcheck.reporters.formats import Run, Shown
    from textcheck.reporters.tally import Tally

# A span can be as long as its document, and start and end say where to find the rest.
LONGEST_TEXT = 1000
# Offsets need no more, and a shorter line is easier to read and to compare.
_DIGITS = 6


def record(report: Report) -> dict[str, Any]:
    """A report as plain values."""
    return {
        "name": report.name,
        "score": rounded(report.score),
        "families": {family: rounded(probability) for family, probability in report.families.items()},
        "length": report.length,
        "language": report.language,
        "findings": [finding_values(report, finding, placed=True) for finding in report.findings],
        "capped": dict(report.capped),
    }


def finding_values(report: Report, finding: Finding, *, placed: bool = False) -> dict[str, Any]:
    """A finding as plain values: those of a record; line, column, byte and utf16 only where it is to be `placed`."""
    values = {
        "code": finding.code,
        "rule": finding.rule,
        "family": finding.family,
        "severity": str(finding.severity),
        "start": finding.start,
        "end": finding.end,
    }
    if placed:
        values.update(report.position(finding.start)._asdict())
    values |= {
        "message": finding.message,
        "confidence": rounded(finding.confidence),
        "text": report.text[finding.start : min(finding.end, finding.start + LONGEST_TEXT)],
        "repairs": [
            {
                "start": repair.start,
                "end": repair.end,
                "text": repair.text,
                "applicability": str(repair.applicability),
                "confidence": rounded(repair.confidence),
                "reason": repair.reason,
            }
            for repair in finding.repairs
        ],
    }
    return values


def rounded(probability: float) -> float:
    """A probability with the digits that records have."""
    return round(float(probability), _DIGITS)


def encode(value: Any) -> str:
    r"""A value as one line of JSON that can be written as UTF-8.

    >>> encode({"name": "caf\u00e9 \udcff"})
    '{"name": "café \\udcff"}'
    """
    # Only lone surrogates cannot be encoded, and Python writes them just as JSON escapes them.
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


def summary(tally: Tally) -> dict[str, Any]:
    """The counts of a run as plain values."""
    return {
        "documents": tally.documents,
        "findings": tally.findings,
        "severities": dict(tally.severities),
        "rules": {code: number for (code, _), number in sorted(tally.rules.items())},
        "safe": tally.safe,
        "unsafe": tally.unsafe,
        "applied": sum(tally.applied.values()),
        "skipped": sum(tally.left.values()),
    }


def piece(report: Report, shown: Shown) -> str:
    """One document, its findings with their fingerprints."""
    from textcheck.fingerprints import fingerprints

    values = record(report)
    for finding, name in zip(values["findings"], fingerprints(report.text, report.findings), strict=True):
        finding["fingerprint"] = name
    return encode(values)


def assemble(pieces: Iterator[str], run: Run) -> Iterator[str]:
    """One object: documents, errors, summary."""
    yield '{"documents": ['
    for number, each in enumerate(pieces):
        yield f",\n{each}" if number else each
    errors = [{"name": name, "message": message} for name, message in run.troubles]
    yield f'],\n"errors": {encode(errors)},\n"summary": {encode(summary(run.tally))}}}\n'
