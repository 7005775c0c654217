"""Annotations of a GitHub workflow: a command a finding, which GitHub shows beside the line. It shows ten of each level a step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textcheck.finding import Severity
from textcheck.reporters.terminal import visible

if TYPE_CHECKING:
    from textcheck.report import Report
    from textcheck.reporters.formats import Run, Shown

_LEVELS = {Severity.NOTE: "notice", Severity.WARNING: "warning", Severity.ERROR: "error"}
LONGEST = 1000


def piece(report: Report, shown: Shown) -> str:
    """The annotations of one document."""
    lines = []
    for finding in report.findings:
        begin, end = report.position(finding.start), report.position(finding.end)
        place = f"file={_property(report.name or '<text>')},line={begin.line},col={begin.column}"
        # An annotation over several lines has no columns.
        place += f",endColumn={end.column}" if end.line == begin.line else f",endLine={end.line}"
        title = _property(f"{finding.code} {finding.rule}")
        lines.append(f"::{_LEVELS[finding.severity]} {place},title={title}::{_data(finding.message)}\n")
    return "".join(lines)


def assemble(pieces: Iterator[str], run: Run) -> Iterator[str]:
    """The annotations as they come, and one for each input that could not be checked."""
    yield from pieces
    for name, message in run.troubles:
        yield f"::error file={_property(name)}::{_data(message)}\n"


def _data(text: str) -> str:
    # Whatever could end the line, or steer the terminal that shows the log, is written out before the format's own escapes.
    return visible(text[:LONGEST]).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return visible(text, strict=True).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
