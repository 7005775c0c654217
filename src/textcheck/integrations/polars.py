"""polars: the namespace `textcheck` of data frames, lazy frames and expressions, registered when this module is imported.

import polars
import textcheck.integrations.polars

frame = polars.read_ndjson("corpus.jsonl")
checked = frame.textcheck.check("text", repair="safe")
clean = frame.filter(polars.col("text").textcheck.score() > 0.5)
polars.scan_parquet("corpus/*.parquet").textcheck.check("text").sink_parquet("checked.parquet")
"""

from __future__ import annotations

from typing import Any

from textcheck import columns
from textcheck.columns import Repairs
from textcheck.config import Config
from textcheck.corpus import CorpusProfile
from textcheck.errors import InputError
from textcheck.integrations.annotator import Annotator, Profile, Profiler, no_column
from textcheck.integrations.extras import engine

pl = engine("polars", "polars")
pa = engine("pyarrow", "polars")


@pl.api.register_dataframe_namespace("textcheck")
class TextcheckFrame:
    """`frame.textcheck`."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def check(
        self,
        text: str = "text",
        *,
        date: str | None = None,
        config: Config | None = None,
        profile: Profile = None,
        repair: Repairs = None,
    ) -> Any:
        """The frame with the columns of a report behind its own; see `Annotator` for what may be given.

        Raises ConfigError or InputError where that cannot be obeyed, or where there is no column of that name.
        """
        return _annotated(self._frame, Annotator(config, text=text, date=date, profile=profile, repair=repair))

    def profile(self, text: str = "text", *, date: str | None = None, near_duplicates: bool = False) -> CorpusProfile:
        """The CorpusProfile of the frame; records without text are not counted."""
        return Profiler(text=text, date=date, near_duplicates=near_duplicates).partial(
            _values(self._frame, text), None if date is None else _values(self._frame, date)
        )


@pl.api.register_lazyframe_namespace("textcheck")
class TextcheckLazyFrame:
    """`lazy.textcheck`."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def check(
        self,
        text: str = "text",
        *,
        date: str | None = None,
        config: Config | None = None,
        profile: Profile = None,
        repair: Repairs = None,
    ) -> Any:
        """The lazy frame with the columns of a report behind its own, checked batch by batch where it is collected with streaming."""
        annotator = Annotator(config, text=text, date=date, profile=profile, repair=repair)
        schema = {name: kind for name, kind in self._frame.collect_schema().items() if name not in annotator.columns}
        for name in (text, *(() if date is None else (date,))):
            if name not in schema:
                raise InputError(no_column(name, schema))
        return self._frame.map_batches(
            lambda frame: _annotated(frame, annotator), schema={**schema, **_schema(repair)}, streamable=True
        )


@pl.api.register_expr_namespace("textcheck")
class TextcheckExpression:
    """`polars.col("text").textcheck`."""

    def __init__(self, expression: Any) -> None:
        self._expression = expression

    def check(self, *, config: Config | None = None, profile: Profile = None, repair: Repairs = None) -> Any:
        """A struct of the columns of a report."""
        annotator = Annotator(config, profile=profile, repair=repair)
        return self._expression.map_batches(
            lambda series: _columns(annotator.rows(series.to_list()), repair).to_struct("textcheck"),
            return_dtype=pl.Struct(_schema(repair)),
            is_elementwise=True,
        )

    def score(self, *, config: Config | None = None, profile: Profile = None) -> Any:
        """The score: the probability that the text is clean; null where there is no text."""
        return self.check(config=config, profile=profile).struct.field(columns.SCORE)


def _annotated(frame: Any, annotator: Annotator) -> Any:
    rows = annotator.rows(_values(frame, annotator.text), None if annotator.date is None else _values(frame, annotator.date))
    kept = frame.drop([name for name in annotator.columns if name in frame.columns])
    return kept.hstack(_columns(rows, annotator.repair).get_columns())


def _values(frame: Any, name: str) -> list[object]:
    if name not in frame.columns:
        raise InputError(no_column(name, frame.columns))
    values: list[object] = frame[name].to_list()
    return values


def _columns(rows: list[columns.Row], repair: Repairs) -> Any:
    return pl.from_arrow(pa.table(columns.by_column(rows, repair), schema=columns.arrow_schema(repair)))


def _schema(repair: Repairs) -> Any:
    return pl.from_arrow(columns.arrow_schema(repair).empty_table()).schema
