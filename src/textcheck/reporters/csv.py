"""Findings as CSV, a row each, with a header; fields are those of `rows`.

A spreadsheet takes a field that begins with `=`, `+`, `-` or `@` for a formula, so that a document could run commands on the machine of
whoever opens its report: such a field gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from textcheck.reporters.rows import COLUMNS, rows

if TYPE_CHECKING:
    from textcheck.report import Report
    from textcheck.reporters.formats import Run, Shown

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def piece(report: Report, shown: Shown) -> str:
    """The rows of one document."""
    return _written([_harmless(field) for field in row] for row in rows(report))


def assemble(pieces: Iterator[str], run: Run) -> Iterator[str]:
    """The header and the rows."""
    yield _written([list(COLUMNS)])
    yield from pieces


def _written(lines: Any) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    return out.getvalue()


def _harmless(field: Any) -> Any:
    # A NUL ends a field for some readers.
    if not isinstance(field, str):
        return field
    field = field.replace("\0", "\u2400")
    return f"'{field}" if field.startswith(_FORMULA) else field
