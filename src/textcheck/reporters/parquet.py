"""Findings as a Parquet table, a row each; columns are those of `rows`. Needs pyarrow, the extra `parquet`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from textcheck.errors import ConfigError
from textcheck.reporters.rows import COLUMNS, packed

if TYPE_CHECKING:
    from textcheck.report import Report
    from textcheck.reporters.formats import Run, Shown

# Rows held before they are written as a group.
GROUP = 50_000


def piece(report: Report, shown: Shown) -> str:
    """The rows of one document."""
    return packed(report)


def assemble(pieces: Iterator[str], run: Run) -> Iterator[bytes]:
    """The bytes of the table. Raises ConfigError where pyarrow is not installed, before any document is checked."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ConfigError("--format parquet needs pyarrow: pip install 'textcheck[parquet]', or take --format csv") from error
    kinds = {str: pa.string(), int: pa.int64(), float: pa.float64()}
    schema = pa.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])
    out = pa.BufferOutputStream()
    held: list[list[Any]] = []
    with pq.ParquetWriter(out, schema) as writer:
        for each in pieces:
            held += json.loads(each)
            if len(held) >= GROUP:
                writer.write_table(_table(held, schema, pa))
                held = []
        writer.write_table(_table(held, schema, pa))
    yield out.getvalue().to_pybytes()


def _table(held: list[list[Any]], schema: Any, pa: Any) -> Any:
    columns = [list(column) for column in zip(*held, strict=True)] or [[] for _ in COLUMNS]
    return pa.table([[_encodable(value) for value in column] for column in columns] if held else columns, schema=schema)


def _encodable(value: Any) -> Any:
    """A text without lone surrogates, which no table of UTF-8 can hold."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
