"""Records with further columns as bytes of an output: JSON lines, CSV, or a record batch of Arrow.

What was read as JSON is written as it was, byte for byte, the columns behind its last field.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from textcheck.readers.records import Record

PREFIX = "textcheck_"


class Written(NamedTuple):
    """A record that is written: its number in its piece, and the columns beside it."""

    at: int
    record: Record
    columns: Mapping[str, Any]


def json_lines(items: Iterable[Written]) -> bytes:
    """An object a line."""
    lines = []
    for _, record, columns in items:
        if record.raw and not any(name.startswith(PREFIX) for name in record.fields):
            if not columns:
                lines.append(record.raw)
                continue
            # `raw` is an object, so it ends with its brace.
            between = b", " if record.fields else b""
            lines.append(record.raw[:-1].rstrip() + between + encode(columns)[1:])
        else:
            lines.append(encode({**record.fields, **columns}))
    lines.append(b"")
    return b"\n".join(lines)


def delimited(items: Iterable[Written], header: Sequence[str], delimiter: str) -> bytes:
    """A line a record, its cells those of `header`; what is no string is JSON."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    for _, record, columns in items:
        values = {**record.fields, **columns}
        writer.writerow([_cell(values.get(name)) for name in header])
    return out.getvalue().encode("utf-8", "backslashreplace")


def head(header: Sequence[str], delimiter: str) -> bytes:
    """The first line of a table."""
    return delimited([Written(0, Record("", None, "", None, dict(zip(header, header, strict=True))), {})], header, delimiter)


def batch(items: Sequence[Written], source: Any, schema: Any) -> bytes:
    """Rows of a record batch with their columns, as a message of an Arrow stream of that schema."""
    import pyarrow as pa

    taken = source.take(pa.array([item.at for item in items], pa.int64()))
    arrays = []
    for field in schema:
        # What has such a name was written by an earlier run.
        if items and field.name in items[0].columns:
            arrays.append(pa.array([item.columns[field.name] for item in items], field.type))
        else:
            arrays.append(taken.column(field.name).cast(field.type))
    return bytes(pa.RecordBatch.from_arrays(arrays, schema=schema).serialize())


def encode(value: Any) -> bytes:
    """A value as one line of JSON in UTF-8; what JSON does not know is written as text."""
    # Only lone surrogates cannot be encoded, and Python writes them just as JSON escapes them.
    return json.dumps(value, ensure_ascii=False, default=_plain).encode("utf-8", "backslashreplace")


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    return encode(value).decode()


def _plain(value: Any) -> Any:
    """A value of a table that JSON does not know."""
    if isinstance(value, bytes):
        import base64

        return base64.b64encode(value).decode()
    isoformat = getattr(value, "isoformat", None)
    return isoformat() if isoformat is not None else str(value)
