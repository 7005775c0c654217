"""SARIF 2.1.0, the interchange format of static analysis, for code scanning services and editors.

Columns count code points. Fingerprints are those of `fingerprints`, so that a result is the same result after edits elsewhere. The
confidence of a finding is the rank of its result, in per cent. Safe and unsafe repairs are fixes; each says in its description which it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from textcheck.finding import Applicability
from textcheck.fingerprints import fingerprint
from textcheck.reporters import records

if TYPE_CHECKING:
    from textcheck.finding import Finding, Repair
    from textcheck.report import Report
    from textcheck.reporters.formats import Explained, Run, Shown

VERSION = "2.1.0"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "textcheck/v1"
# What a result may say of its region in words.
LONGEST_SNIPPET = 1000


def piece(report: Report, shown: Shown) -> str:
    """The results of one document, with commas between."""
    return ",\n".join(records.encode(_result(report, finding)) for finding in report.findings)


def assemble(pieces: Iterator[str], run: Run) -> Iterator[str]:
    """The log: one run, whose results come before the rules they name."""
    yield f'{{"$schema": "{SCHEMA}", "version": "{VERSION}", "runs": [{{"results": [\n'
    first = True
    for each in pieces:
        if each:
            yield each if first else f",\n{each}"
            first = False
    rest = {
        "tool": {"driver": _driver(run)},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [
            {
                "executionSuccessful": not run.troubles,
                "toolExecutionNotifications": [
                    {
                        "level": "error",
                        "message": {"text": message},
                        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(name)}}}],
                    }
                    for name, message in run.troubles
                ],
            }
        ],
    }
    yield f"\n], {records.encode(rest)[1:-1]}}}]}}\n"


def _driver(run: Run) -> dict[str, Any]:
    from importlib.metadata import version

    rules = [_rule(run.explained(code)) for code in sorted({code for code, _ in run.tally.rules})]
    installed = version("textcheck")
    return {"name": "textcheck", "version": installed, "semanticVersion": installed, "rules": rules}


def _rule(entry: Explained) -> dict[str, Any]:
    rule = entry.rule
    summary, _, rest = entry.explanation.partition("\n\n")
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": " ".join(summary.split())},
        "fullDescription": {"text": " ".join((rest or summary).split())},
        "help": {"text": entry.explanation, "markdown": entry.explanation},
        "defaultConfiguration": {"level": str(rule.severity)},
        "properties": {"tags": [rule.family], "family": rule.family},
    }


def _result(report: Report, finding: Finding) -> dict[str, Any]:
    artifact = {"uri": uri(report.name or "<text>")}
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": str(finding.severity),
        "message": {"text": finding.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": artifact,
                    "region": _region(report, finding.start, finding.end, snippet=True),
                }
            }
        ],
        "partialFingerprints": {FINGERPRINT: fingerprint(report.text, finding)},
        "rank": round(100 * float(finding.confidence), 2),
        "properties": {
            "confidence": round(float(finding.confidence), 6),
            "family": finding.family,
            "score": round(report.score, 6),
        },
    }
    fixes = [_fix(report, repair, artifact) for repair in finding.repairs if repair.applicability is not Applicability.DISPLAY]
    if fixes:
        result["fixes"] = fixes
    return result


def _fix(report: Report, repair: Repair, artifact: dict[str, str]) -> dict[str, Any]:
    replacement: dict[str, Any] = {"deletedRegion": _region(report, repair.start, repair.end)}
    if repair.text:
        replacement["insertedContent"] = {"text": repair.text}
    return {
        "description": {"text": f"{repair.applicability}: {repair.reason}"},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}],
    }


def _region(report: Report, start: int, end: int, *, snippet: bool = False) -> dict[str, Any]:
    begin, stop = report.position(start), report.position(end)
    region: dict[str, Any] = {
        "startLine": begin.line,
        "startColumn": begin.column,
        "endLine": stop.line,
        "endColumn": stop.column,
        "charOffset": start,
        "charLength": end - start,
    }
    if snippet:
        region["snippet"] = {"text": report.text[start : min(end, start + LONGEST_SNIPPET)]}
    return region


def uri(name: str) -> str:
    """A path as a URI reference: relative as it was written, absolute ones with their scheme.

    >>> uri("a b/c:d.txt"), uri("/data/é.txt")
    ('a%20b/c%3Ad.txt', 'file:///data/%C3%A9.txt')
    """
    path = name.replace("\\", "/") if len(name) > 1 and name[1] == ":" else name
    quoted = quote(path.encode("utf-8", "surrogateescape" if _from_system(path) else "backslashreplace"), safe="/")
    return f"file://{quoted}" if path.startswith("/") else quoted


def _from_system(path: str) -> bool:
    # A name that is no UTF-8 reaches Python with its bytes as surrogates of this range; others cannot be bytes again.
    return all(0xDC80 <= ord(char) <= 0xDCFF for char in path if 0xD800 <= ord(char) <= 0xDFFF)
