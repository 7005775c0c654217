"""Reports for programs that read as they go: one line of JSON a document, as `records` describes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textcheck.reporters import records

if TYPE_CHECKING:
    from textcheck.report import Report
    from textcheck.reporters.formats import Run, Shown


def piece(report: Report, shown: Shown) -> str:
    """One document."""
    return records.piece(report, shown) + "\n"


def assemble(pieces: Iterator[str], run: Run) -> Iterator[str]:
    """The lines as they come."""
    return pieces
