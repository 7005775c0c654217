"""Parquet and Arrow files from what a run has appended, since neither can be appended to: their last bytes say where all others lie."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from textcheck.readers.arrow import require
from textcheck.writers.growing import NotWritten, rename

# Bytes of a row group, as a table in memory, and rows of one.
GROUP_BYTES, GROUP_ROWS = 64 << 20, 100_000
# Bytes of JSON lines that are parsed together.
BLOCK = 8 << 20
_SURROGATE = re.compile("[\ud800-\udfff]")


def opening(schema: Any) -> bytes:
    """What an Arrow stream begins with."""
    return bytes(schema.serialize())


def from_stream(partial: str, path: str, format: str) -> None:
    """A table of the batches of an Arrow stream, which need not be ended. Raises NotWritten."""
    pa = require()
    try:
        with pa.OSFile(partial) as file:
            reader = pa.ipc.open_stream(file)
            _write(path, format, reader.schema, _batches(reader))
    except OSError as error:
        raise NotWritten(path, error) from error
    _done(partial, path)


def from_lines(partial: str, path: str, format: str, wanted: Any) -> None:
    """A table of JSON lines, `wanted` being the types of columns that are known. Raises NotWritten.

    The lines are read twice, at first for the types of their columns: a column has the type that holds all its values, and text where
    there is none.
    """
    pa = require()
    schema = wanted
    kinds: dict[str, Any] = {}
    try:
        for rows in _rows(partial):
            for name in dict.fromkeys(name for row in rows for name in row):
                if name not in wanted.names:
                    kinds[name] = _common(kinds.get(name), [row.get(name) for row in rows])
        own = [pa.field(name, pa.string() if pa.types.is_null(kind) else kind) for name, kind in kinds.items()]
        schema = pa.schema([*own, *wanted])
        batches = (_batch(rows, schema) for rows in _rows(partial))
        _write(path, format, schema, batches)
    except OSError as error:
        raise NotWritten(path, error) from error
    _done(partial, path)


def _common(known: Any, values: list[Any]) -> Any:
    """The type that holds some values and those of a type."""
    pa = require()
    try:
        found = pa.array(values).type
        if known is None:
            return found
        one, other = (pa.schema([("x", kind)]) for kind in (known, found))
        return pa.unify_schemas([one, other], promote_options="permissive").field("x").type
    except (pa.ArrowException, OverflowError, ValueError):
        return pa.string()


def _batch(rows: list[dict[str, Any]], schema: Any) -> Any:
    pa = require()
    from textcheck.writers.encoding import encode

    arrays = []
    for field in schema:
        values = [row.get(field.name) for row in rows]
        if pa.types.is_string(field.type):
            values = [value if value is None or isinstance(value, str) else encode(value).decode() for value in values]
        try:
            arrays.append(pa.array(values, field.type))
        except UnicodeEncodeError:
            # Lone surrogates, which JSON can hold and no table.
            arrays.append(pa.array(_writable(values), field.type))
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, list):
        return [_writable(each) for each in value]
    if isinstance(value, dict):
        return {name: _writable(each) for name, each in value.items()}
    return value


def _rows(partial: str) -> Iterator[list[dict[str, Any]]]:
    with open(partial, "rb") as file:
        while lines := file.readlines(BLOCK):
            yield [json.loads(line) for line in lines]


def _batches(reader: Any) -> Iterator[Any]:
    # A stream that was only appended to lacks the mark of its end.
    yield from reader


def _write(path: str, format: str, schema: Any, batches: Iterator[Any]) -> None:
    """Batches as a file whose row groups do not depend on how they came."""
    pa = require()
    temporary = path + ".new"
    if format == "parquet":
        import pyarrow.parquet as pq

        with pq.ParquetWriter(temporary, schema, compression="zstd") as writer:
            for table in _grouped(batches, schema):
                writer.write_table(table, row_group_size=GROUP_ROWS)
    else:
        with pa.OSFile(temporary, "wb") as file, pa.ipc.new_file(file, schema) as writer:
            for table in _grouped(batches, schema):
                writer.write_table(table.combine_chunks())
    with open(temporary, "rb") as written:
        os.fsync(written.fileno())


def _grouped(batches: Iterator[Any], schema: Any) -> Iterator[Any]:
    pa = require()
    held: list[Any] = []
    size = rows = 0
    for batch in batches:
        held.append(batch)
        size += batch.nbytes
        rows += batch.num_rows
        if size >= GROUP_BYTES or rows >= GROUP_ROWS:
            yield pa.Table.from_batches(held, schema)
            held, size, rows = [], 0, 0
    if held:
        yield pa.Table.from_batches(held, schema)


def _done(partial: str, path: str) -> None:
    rename(path + ".new", path)
    with suppress(OSError):
        os.unlink(partial)
