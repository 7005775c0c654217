"""The outputs of a run: which format each has, how it grows, and how it gets its name in the end."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from textcheck import columns
from textcheck.columns import Repairs
from textcheck.errors import ConfigError, InputError
from textcheck.filtering.work import DROPPED, Layout
from textcheck.readers.compression import compressed, require, split
from textcheck.readers.formats import FORMATS, TABLES, TEXT, format_of, module_of
from textcheck.readers.records import START
from textcheck.readers.sources import Source, filesystem, is_remote, opened
from textcheck.writers import encoding, growing
from textcheck.writers.growing import PARTIAL, Growing, NotWritten

STDOUT = "-"
# Formats that outputs may have.
WRITTEN = ("jsonl", "csv", *TABLES)


class Output(NamedTuple):
    """One output: the option that names it, its path, and how records are written for it."""

    option: str
    path: str
    format: str
    layout: Layout

    @property
    def local(self) -> str:
        """Where it lies until it is whole: beside its path, or for a URL in a folder of its own on this machine."""
        if not is_remote(self.path):
            return self.path
        import hashlib
        import tempfile

        name = f"textcheck-{hashlib.sha256(self.path.encode()).hexdigest()[:16]}"
        return os.path.join(tempfile.gettempdir(), name, os.path.basename(self.path))


def output(
    option: str,
    path: str,
    inputs: Sequence[Source],
    *,
    repair: Repairs,
    beside: bool,
    reasons: bool = False,
    lines: bool = False,
) -> Output:
    """An output for records of some inputs; `lines` says that it can only be JSON lines. Raises ConfigError where that cannot be."""
    bare, kind = split(path)
    format = "jsonl" if path == STDOUT else format_of(bare)
    if format not in WRITTEN or (lines and format != "jsonl"):
        wanted = FORMATS["jsonl"] if lines else [suffix for each in WRITTEN for suffix in FORMATS[each]]
        raise ConfigError(
            f"{option} {path}: its suffix names no format that can be written; wanted one of {' '.join(wanted)}, "
            "behind those of text .gz, .zst, .xz or .bz2, too"
        )
    if format in TABLES and kind:
        raise ConfigError(f"{option} {path}: tables are compressed inside; leave the suffix {path[len(bare) :]} out")
    require(kind)
    added = [*(columns.names(repair) if beside else ()), *((columns.TEXT,) if repair and not beside else ())]
    if reasons:
        added.append(DROPPED)
    if lines:
        return Output(option, path, format, Layout("jsonl", kind))
    if format == "csv":
        return Output(option, path, format, _table(option, path, inputs, added)._replace(kind=kind))
    if format in TABLES and all(source.format in TABLES for source in inputs):
        return Output(option, path, format, Layout("arrow", schema=_schema(inputs, added, repair)))
    if format in TABLES:
        return Output(option, path, format, Layout("jsonl", schema=_typed(added, repair)))
    return Output(option, path, format, Layout("jsonl", kind))


def _table(option: str, path: str, inputs: Sequence[Source], added: Sequence[str]) -> Layout:
    """The columns of a CSV, which must be those of all inputs."""
    header: tuple[str, ...] | None = None
    for source in inputs:
        if source.format not in ("csv", *TABLES):
            raise ConfigError(f"{option} {path}: {source.name} holds no table with fixed columns; write JSON lines (.jsonl)")
        if source.path is None:
            raise ConfigError(f"{option} {path}: the columns of standard input are not known before; write JSON lines (.jsonl)")
        found = _names(source)
        if header is not None and found != header:
            raise ConfigError(
                f"{option} {path}: {source.name} has other columns than {inputs[0].name}; write JSON lines (.jsonl)"
            )
        header = found
    own = [name for name in header or () if name not in added]
    return Layout("csv", header=(*own, *added), delimiter="," if split(path)[0].lower().endswith(".csv") else "\t")


def _names(source: Source) -> tuple[str, ...]:
    try:
        with opened(source) as stream:
            if source.format in TABLES:
                from textcheck.readers.arrow import schema_of

                return tuple(schema_of(stream).names)
            for piece in module_of(source.format).pieces(stream, START, 1 << 16, 1 << 24):
                return tuple(piece.payload.header) if piece.payload is not None else ()
    except InputError as error:
        raise ConfigError(f"{source.name}: {error}") from error
    return ()


def _schema(inputs: Sequence[Source], added: Sequence[str], repair: Repairs) -> Any:
    """The columns of a table, which must be those of all inputs."""
    from textcheck.readers.arrow import require as pyarrow
    from textcheck.readers.arrow import schema_of

    pa = pyarrow()
    schema: Any = None
    for source in inputs:
        try:
            with opened(source) as stream:
                found = schema_of(stream)
        except InputError as error:
            raise ConfigError(f"{source.name}: {error}") from error
        if schema is not None and not found.equals(schema):
            raise ConfigError(
                f"{source.name} has other columns than {inputs[0].name}; write JSON lines (.jsonl), or one output for each"
            )
        schema = schema if schema is not None else found
    own = [field for field in schema or () if field.name not in added]
    return pa.schema([*own, *_typed(added, repair)], metadata=schema.metadata if schema is not None else None)


def _typed(added: Sequence[str], repair: Repairs) -> Any:
    """The columns that a run adds, with their types."""
    from textcheck.readers.arrow import require as pyarrow

    pa = pyarrow()
    known = columns.arrow_schema(repair)
    return pa.schema([known.field(name) if name in known.names else pa.field(name, pa.string()) for name in added])


def opening(wanted: Output) -> bytes:
    """What an output begins with, before any record."""
    layout = wanted.layout
    if layout.form == "csv":
        return compressed(encoding.head(layout.header, layout.delimiter), layout.kind)
    if layout.form == "arrow":
        from textcheck.writers.tables import opening as stream_opening

        return stream_opening(layout.schema)
    return b""


class Growth:
    """All outputs of a run while they grow."""

    def __init__(self, outputs: Mapping[str, Output], kept: Mapping[str, int] | None) -> None:
        """`kept` says how many bytes of each an earlier run has safely written, None where there was none. Raises NotWritten."""
        self._outputs = outputs
        self._files: dict[str, Growing] = {}
        self._to_stdout = {name for name, each in outputs.items() if each.path == STDOUT}
        for name, each in outputs.items():
            if name in self._to_stdout:
                continue
            if is_remote(each.path):
                os.makedirs(os.path.dirname(each.local), exist_ok=True)
            file = Growing(each.path, each.local + PARTIAL, None if kept is None else kept.get(name, 0))
            self._files[name] = file
            if not file.at:
                file.write(opening(each))

    def write(self, data: Mapping[str, bytes]) -> None:
        """Append to each output. Raises NotWritten."""
        for name, some in data.items():
            if not some:
                continue
            if name in self._to_stdout:
                _to_stdout(some)
            else:
                self._files[name].write(some)

    def sizes(self) -> dict[str, int]:
        """How many bytes each has."""
        return {name: file.at for name, file in self._files.items()}

    def sync(self) -> None:
        """Have all that was written survive a power cut. Raises NotWritten."""
        for file in self._files.values():
            file.sync()

    def close(self) -> None:
        """Let go of the files; what they hold stays."""
        for file in self._files.values():
            with suppress(OSError):
                file.close()


def finish(outputs: Mapping[str, Output]) -> None:
    """Give all outputs their names. What has it already, from a run that was stopped while it did this, is left as it is. Raises NotWritten."""
    for each in outputs.values():
        if each.path == STDOUT:
            continue
        partial = each.local + PARTIAL
        if os.path.exists(partial):
            if each.format in TABLES:
                from textcheck.writers import tables

                if each.layout.form == "arrow":
                    tables.from_stream(partial, each.local, each.format)
                else:
                    tables.from_lines(partial, each.local, each.format, each.layout.schema)
            else:
                if each.layout.kind and not os.path.getsize(partial):
                    # No bytes are no compressed file.
                    with open(partial, "wb") as file:
                        file.write(compressed(b"", each.layout.kind))
                growing.rename(partial, each.local)
        if each.local != each.path and os.path.exists(each.local):
            system, path = filesystem(each.path)
            try:
                system.put_file(each.local, path)
            except Exception as error:
                # Each kind of storage has errors of its own.
                raise NotWritten(each.path, error) from error
            os.unlink(each.local)


def forget(outputs: Mapping[str, Output]) -> None:
    """Remove what a run has left that was not finished."""
    for each in outputs.values():
        with suppress(OSError):
            os.unlink(each.local + PARTIAL)


def _to_stdout(data: bytes) -> None:
    import sys

    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise NotWritten("standard output", error) from error


__all__ = ["STDOUT", "TEXT", "Growth", "Output", "finish", "forget", "opening", "output"]
