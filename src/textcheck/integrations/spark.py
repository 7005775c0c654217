"""Spark: data frames checked where their partitions lie, and a corpus profile by a distributed aggregation.

    from textcheck.integrations import spark as textcheck

    profile = textcheck.profile(frame, text="text", date="published")
    checked = textcheck.check(frame, text="text", date="published", profile=profile)
    checked.filter("textcheck_score > 0.5").write.parquet("clean/")

Every node needs textcheck, pyarrow, and the files that the configuration names. Spark sends rows to a worker in batches of
`spark.sql.execution.arrow.maxRecordsPerBatch`, one of which is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textcheck import columns
from textcheck.columns import Repairs
from textcheck.config import Config
from textcheck.corpus import CorpusProfile
from textcheck.errors import InputError
from textcheck.integrations.annotator import Profile, no_column
from textcheck.integrations.arrow import ArrowAnnotator, ArrowProfiler, pa
from textcheck.integrations.extras import engine

types = engine("pyspark.sql.types", "spark")
from_arrow_schema = engine("pyspark.sql.pandas.types", "spark").from_arrow_schema

# Partial profiles are merged in so many tasks before the driver adds them up.
MERGED_IN = 16


def check(
    frame: Any,
    *,
    text: str = "text",
    date: str | None = None,
    config: Config | None = None,
    profile: Profile = None,
    repair: Repairs = None,
) -> Any:
    """The data frame with the columns of a report; see `Annotator` for what may be given.

    Raises ConfigError or InputError where that cannot be obeyed, or where there is no column of that name.
    """
    _wanted(frame, text, date)
    annotator = ArrowAnnotator(config, text=text, date=date, profile=profile, repair=repair)
    kept = [field for field in frame.schema.fields if field.name not in annotator.columns]
    added = from_arrow_schema(columns.arrow_schema(repair)).fields
    return frame.mapInArrow(annotator.stream, types.StructType([*kept, *added]))


def profile(frame: Any, *, text: str = "text", date: str | None = None, near_duplicates: bool = False) -> CorpusProfile:
    """The CorpusProfile of a data frame: one of each partition, merged on the cluster; records without text are not counted."""
    profiler = _PartitionProfiler(text=text, date=date, near_duplicates=near_duplicates)
    partial = frame.select(*_wanted(frame, text, date)).mapInArrow(profiler.partition, "profile binary")
    merged = partial.repartition(MERGED_IN).mapInArrow(_merge, "profile binary")
    return CorpusProfile.total(CorpusProfile.from_bytes(bytes(row.profile)) for row in merged.collect())


class _PartitionProfiler(ArrowProfiler):
    def partition(self, batches: Iterator[Any]) -> Iterator[Any]:
        """The profile of a partition, as one record."""
        yield _record(CorpusProfile.total(map(self.profile, batches)))


def _merge(batches: Iterator[Any]) -> Iterator[Any]:
    """The sum of the profiles of a partition, as one record."""
    parts = (CorpusProfile.from_bytes(part) for batch in batches for part in batch.column("profile").to_pylist())
    yield _record(CorpusProfile.total(parts))


def _record(profile: CorpusProfile) -> Any:
    return pa.record_batch({"profile": pa.array([profile.to_bytes()], pa.binary())})


def _wanted(frame: Any, text: str, date: str | None) -> list[str]:
    """The columns that are read. Raises InputError where the frame lacks one."""
    wanted = [text, *(() if date is None else (date,))]
    for name in wanted:
        if name not in frame.columns:
            raise InputError(no_column(name, frame.columns))
    return wanted
