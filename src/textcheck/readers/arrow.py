"""Parquet and Arrow IPC, by pyarrow. A piece is a record batch; a row group that cannot be read is broken, and reading goes on behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from textcheck.errors import ConfigError, InputError
from textcheck.readers.records import Broken, Mark, Piece, Record, Selection, record_of

if TYPE_CHECKING:
    from textcheck.readers.compression import Stream

# Rows of a piece at most, and what a file is taken to hold where it does not say how long its rows are.
_MOST, _USUAL = 4096, 256
# What a file begins with; one of Arrow that begins otherwise is a stream of batches.
_PARQUET, _FILE = b"PAR1", b"ARROW1"


def require() -> Any:
    """pyarrow; raises ConfigError where it is not installed."""
    try:
        import pyarrow
    except ImportError as error:
        raise ConfigError("Parquet and Arrow files need pyarrow: pip install 'textcheck[arrow]'") from error
    return pyarrow


def pieces(stream: Stream, start: Mark, size: int, limit: int) -> Iterator[Piece]:
    """The table from a mark on, in record batches of about `size` bytes. Raises InputError where it is no table at all.

    Marks count rows. `limit` is not looked at: a cell of any length is in memory as soon as its page is.
    """
    head = stream.exactly(len(_FILE))
    if head.startswith(_PARQUET):
        yield from _parquet(_seekable(head, stream), start, size)
    elif head == _FILE:
        yield from _file(_seekable(head, stream), start, size)
    else:
        yield from _stream(_Joined(head, stream), start, size)


def schema_of(stream: Stream) -> Any:
    """The schema of a table, dictionaries written out. Raises InputError where it is no table at all."""
    pa = require()
    head = stream.exactly(len(_FILE))
    try:
        if head.startswith(_PARQUET):
            import pyarrow.parquet as pq

            return plain(pq.ParquetFile(_seekable(head, stream)).schema_arrow)
        if head == _FILE:
            return plain(pa.ipc.open_file(_seekable(head, stream)).schema)
        return plain(pa.ipc.open_stream(_Joined(head, stream)).schema)
    except (pa.ArrowException, OSError) as error:
        raise InputError(_unreadable(error)) from error


def plain(schema: Any) -> Any:
    """A schema with the values of its dictionaries in their places, since batches are written one by one."""
    pa = require()
    for at, field in enumerate(schema):
        if pa.types.is_dictionary(field.type):
            schema = schema.set(at, field.with_type(field.type.value_type))
    return schema


def samples(piece: Piece, most: int) -> list[Mapping[str, Any]]:
    """The fields of the first records of a piece."""
    return [] if piece.payload is None else piece.payload.slice(0, most).to_pylist()


def records(piece: Piece, selection: Selection, *, whole: bool = True) -> Iterator[Record | Broken]:
    """The records of a piece, and what is none; where they need not be `whole`, with no other fields than those of the selection."""
    batch = piece.payload
    if batch is not None:
        first = piece.start.number + 1
        known = set(batch.schema.names)
        if not whole:
            # A name may be that of a field inside another.
            wanted = [name for name in selection if name is not None]
            names = [name if name in known else name.split(".")[0] for name in wanted]
            narrow = batch.select([name for name in dict.fromkeys(names) if name in known])
        else:
            narrow = batch
        for number, fields in enumerate(_values(narrow), start=first):
            place = f"row {number:,}"
            if isinstance(fields, UnicodeDecodeError):
                yield Broken(place, f"invalid UTF-8 at byte {fields.start + 1:,} of a string", fields.object)
                continue
            found = record_of(place, fields, selection)
            if isinstance(found, Broken) and len(known) > len(fields):
                found = record_of(place, batch.slice(number - first, 1).to_pylist()[0], selection)
            yield found
    yield from piece.broken


def _values(batch: Any) -> Iterator[Any]:
    """The fields of each row; an error in place of those that hold what is no text."""
    if not batch.num_columns:
        yield from ({} for _ in range(batch.num_rows))
        return
    try:
        yield from batch.to_pylist()
    except UnicodeDecodeError:
        for at in range(batch.num_rows):
            try:
                yield batch.slice(at, 1).to_pylist()[0]
            except UnicodeDecodeError as error:
                yield error


def _parquet(file: Any, start: Mark, size: int) -> Iterator[Piece]:
    pa = require()
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(file, pre_buffer=False, buffer_size=1 << 20, page_checksum_verification=True)
    except (pa.ArrowException, OSError) as error:
        raise InputError(_unreadable(error)) from error
    first = 0
    for group in range(table.metadata.num_row_groups):
        about = table.metadata.row_group(group)
        end = first + about.num_rows
        if end > start.at:
            at = first
            rows = _rows(size, about.total_byte_size, about.num_rows)
            try:
                # Threads of the reader would not survive the start of workers.
                for batch in table.iter_batches(batch_size=rows, row_groups=[group], use_threads=False):
                    if at >= start.at:
                        yield _piece(at, batch)
                    at += batch.num_rows
            except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
                reason = f"the row group {group + 1} of {table.metadata.num_row_groups} cannot be read: {_sentence(error)}"
                yield Piece(Mark(at, at), Mark(end, end), None, (Broken(_range(at, end), reason, records=end - at),))
        first = end


def _file(file: Any, start: Mark, size: int) -> Iterator[Piece]:
    pa = require()
    try:
        table = pa.ipc.open_file(file)
    except (pa.ArrowException, OSError) as error:
        raise InputError(_unreadable(error)) from error
    at = 0
    for number in range(table.num_record_batches):
        try:
            batch = table.get_batch(number)
            batch.validate(full=True)
        except (pa.ArrowException, OSError) as error:
            reason = f"the record batch {number + 1} of {table.num_record_batches} cannot be read: {_sentence(error)}"
            yield Piece(Mark(at, at), Mark(at, at), None, (Broken(f"behind row {at:,}", reason),))
            continue
        yield from _cut(batch, at, start, size)
        at += batch.num_rows


def _stream(file: _Joined, start: Mark, size: int) -> Iterator[Piece]:
    pa = require()
    try:
        table = pa.ipc.open_stream(file)
    except (pa.ArrowException, OSError) as error:
        raise InputError(_unreadable(error)) from error
    at = 0
    while True:
        try:
            batch = table.read_next_batch()
            batch.validate(full=True)
        except (StopIteration, pa.ArrowException, OSError) as error:
            why = file.stream.fault
            if isinstance(error, StopIteration):
                if not why:
                    return
            else:
                why = f"the stream of record batches cannot be read any further: {why or _sentence(error)}"
            reason = f"{why}; what follows is lost"
            yield Piece(Mark(at, at), Mark(at, at), None, (Broken(f"behind row {at:,}", reason),))
            return
        yield from _cut(batch, at, start, size)
        at += batch.num_rows


def _cut(batch: Any, first: int, start: Mark, size: int) -> Iterator[Piece]:
    """A batch in pieces, those before a mark left out."""
    rows = _rows(size, batch.nbytes, batch.num_rows)
    for at in range(0, batch.num_rows, rows):
        if first + at >= start.at:
            yield _piece(first + at, batch.slice(at, rows))


def _piece(at: int, batch: Any) -> Piece:
    pa = require()
    wanted = plain(batch.schema)
    if wanted != batch.schema:
        batch = pa.RecordBatch.from_arrays(
            [column.cast(field.type) for column, field in zip(batch.columns, wanted, strict=True)], schema=wanted
        )
    end = at + batch.num_rows
    return Piece(Mark(at, at), Mark(end, end), batch)


def _rows(size: int, total: int, rows: int) -> int:
    """How many rows have about `size` bytes."""
    if total <= 0 or rows <= 0:
        return _USUAL
    return max(1, min(_MOST, size * rows // total))


def _range(at: int, end: int) -> str:
    return f"row {at + 1:,}" if end - at == 1 else f"rows {at + 1:,} to {end:,}"


def _unreadable(error: Exception) -> str:
    return f"no Parquet or Arrow table that can be read: {_sentence(error)}"


def _sentence(error: Exception) -> str:
    text = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return text[0].lower() + text[1:].rstrip(".")


def _seekable(head: bytes, stream: Stream) -> Any:
    """The file behind a stream; what is packed as a whole is unpacked to disk first, since a table is read from its end."""
    if not stream.kind and stream.raw.seekable():
        stream.raw.seek(0)
        return stream.raw
    import shutil
    import tempfile

    # Closed, and with that gone, when nothing reads from it any more.
    spool = tempfile.TemporaryFile()  # noqa: SIM115
    spool.write(head)
    shutil.copyfileobj(stream, spool, 1 << 20)
    if stream.fault:
        raise InputError(stream.fault)
    spool.seek(0)
    return spool


class _Joined:
    """A stream whose first bytes were read already, as a file for pyarrow."""

    def __init__(self, head: bytes, stream: Stream) -> None:
        self._head = head
        self.stream = stream
        self.closed = False

    def read(self, size: int = -1) -> bytes:
        data, self._head = self._head[:size], self._head[size:]
        return data + self.stream.exactly(size - len(data))

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def writable(self) -> bool:
        return False

    def close(self) -> None:
        self.closed = True
