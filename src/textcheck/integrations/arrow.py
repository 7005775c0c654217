"""pyarrow: record batches, tables, and streams of them, with the columns of a report.

    import pyarrow.dataset
    from textcheck.integrations import arrow

    checked = arrow.check(pyarrow.dataset.dataset("corpus/"), text="text", repair="safe")
    pyarrow.dataset.write_dataset(checked, "checked/", format="parquet")

A table comes back as a table, a record batch as a record batch, and a stream (a RecordBatchReader, Scanner or Dataset) as a
RecordBatchReader, of which one batch at a time is in memory. The columns stand behind those of the record; where it has columns of
these names already, they are replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from textcheck import columns
from textcheck.columns import Repairs
from textcheck.config import Config
from textcheck.corpus import CorpusProfile
from textcheck.errors import InputError
from textcheck.integrations.annotator import Annotator, Profile, Profiler, no_column
from textcheck.integrations.extras import engine

pa = engine("pyarrow", "arrow")


def check(
    data: Any,
    *,
    text: str = "text",
    date: str | None = None,
    config: Config | None = None,
    profile: Profile = None,
    repair: Repairs = None,
) -> Any:
    """A table, record batch or stream with the columns of a report; see `Annotator` for what may be given.

    Raises ConfigError or InputError where that cannot be obeyed, or where there is no column of that name.
    """
    annotator = ArrowAnnotator(config, text=text, date=date, profile=profile, repair=repair)
    if isinstance(data, pa.Table | pa.RecordBatch):
        return annotator.annotated(data)
    reader = _reader(data)
    return pa.RecordBatchReader.from_batches(annotator.schema(reader.schema), annotator.stream(reader))


def profile(data: Any, *, text: str = "text", date: str | None = None, near_duplicates: bool = False) -> CorpusProfile:
    """The CorpusProfile of a table, record batch or stream; records without text are not counted."""
    profiler = ArrowProfiler(text=text, date=date, near_duplicates=near_duplicates)
    if isinstance(data, pa.Table | pa.RecordBatch):
        return profiler.profile(data)
    return CorpusProfile.total(map(profiler.profile, _reader(data)))


class ArrowAnnotator(Annotator):
    """An annotator of record batches and tables."""

    def annotated(self, data: Any) -> Any:
        """A record batch or a table with the columns of a report."""
        rows = self.rows(texts_of(data, self.text), None if self.date is None else texts_of(data, self.date))
        schema = self.schema(data.schema)
        found = columns.by_column(rows, self.repair)
        arrays = [
            pa.array(found[field.name], field.type) if field.name in found else data.column(field.name) for field in schema
        ]
        return type(data).from_arrays(arrays, schema=schema)

    def schema(self, schema: Any) -> Any:
        """The schema that `annotated` gives to data of a schema. Raises InputError where it has no column of the text."""
        for name in (self.text, *(() if self.date is None else (self.date,))):
            _found(schema, name)
        kept = [field for field in schema if field.name not in self.columns]
        return pa.schema([*kept, *columns.arrow_schema(self.repair)], metadata=schema.metadata)

    def stream(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Record batches with the columns of a report, one for each."""
        return map(self.annotated, batches)


class ArrowProfiler(Profiler):
    """Profiles record batches and tables."""

    def profile(self, data: Any) -> CorpusProfile:
        """The profile of a record batch or a table."""
        return self.partial(texts_of(data, self.text), None if self.date is None else texts_of(data, self.date))


def texts_of(data: Any, name: str) -> list[object]:
    """The values of a column. Raises InputError where there is none of that name."""
    _found(data.schema, name)
    values: list[object] = data.column(name).to_pylist()
    return values


def _found(schema: Any, name: str) -> None:
    if name not in schema.names:
        raise InputError(no_column(name, schema.names))


def _reader(data: Any) -> Any:
    if isinstance(data, pa.RecordBatchReader):
        return data
    if hasattr(data, "scanner"):
        data = data.scanner()
    if hasattr(data, "to_reader"):
        return data.to_reader()
    raise InputError(
        f"cannot check a {type(data).__name__}: wanted a table, record batch, reader, scanner or dataset of pyarrow"
    )
