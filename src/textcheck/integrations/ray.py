"""Ray Data: datasets checked by a pool of actors, each with a Checker of its own, and a corpus profile by aggregation.

    from textcheck.integrations import ray as textcheck

    profile = textcheck.profile(dataset, text="text", date="published")
    checked = textcheck.check(dataset, text="text", date="published", profile=profile, concurrency=(1, 64))
    checked.filter(expr="textcheck_score > 0.5").write_parquet("clean/")

Every node needs textcheck, pyarrow, and the files that the configuration names.
"""

from __future__ import annotations

from typing import Any

from textcheck.columns import Repairs
from textcheck.config import Config
from textcheck.corpus import CorpusProfile
from textcheck.errors import InputError
from textcheck.integrations.annotator import Profile, no_column
from textcheck.integrations.arrow import ArrowAnnotator, ArrowProfiler
from textcheck.integrations.extras import engine

AggregateFn = engine("ray.data.aggregate", "ray").AggregateFn

# Records that an actor is handed at a time.
BATCH = 1000


def check(
    dataset: Any,
    *,
    text: str = "text",
    date: str | None = None,
    config: Config | None = None,
    profile: Profile = None,
    repair: Repairs = None,
    concurrency: int | tuple[int, int] = 1,
    **options: Any,
) -> Any:
    """The dataset with the columns of a report; see `Annotator` for what may be given.

    `concurrency` is the number of actors, or the least and the most of a pool that grows; further options are those of `map_batches`.
    Raises ConfigError or InputError where what is given cannot be obeyed, or where there is no column of that name.
    """
    _wanted(dataset, text, date)
    annotator = ArrowAnnotator(config, text=text, date=date, profile=profile, repair=repair)
    options = {"batch_size": BATCH, **options}
    return dataset.map_batches(
        Actor,
        fn_constructor_args=(annotator,),
        batch_format="pyarrow",
        concurrency=concurrency,
        zero_copy_batch=True,
        **options,
    )


class Actor:
    """What a worker of Ray holds: an annotator, which builds its Checker once."""

    def __init__(self, annotator: ArrowAnnotator) -> None:
        self.annotator = annotator
        _ = annotator.checker

    def __call__(self, batch: Any) -> Any:
        """A table with the columns of a report."""
        return self.annotator.annotated(batch)


def profile(dataset: Any, *, text: str = "text", date: str | None = None, near_duplicates: bool = False) -> CorpusProfile:
    """The CorpusProfile of a dataset, aggregated on the cluster; records without text are not counted."""
    profiler = ArrowProfiler(text=text, date=date, near_duplicates=near_duplicates)
    found = dataset.select_columns(_wanted(dataset, text, date)).aggregate(
        AggregateFn(
            init=lambda key: CorpusProfile().to_bytes(),
            accumulate_block=lambda total, block: _sum(total, profiler.profile(block).to_bytes()),
            merge=_sum,
            name="profile",
        )
    )
    return CorpusProfile.from_bytes(found["profile"])


def _sum(one: bytes, other: bytes) -> bytes:
    return (CorpusProfile.from_bytes(one) + CorpusProfile.from_bytes(other)).to_bytes()


def _wanted(dataset: Any, text: str, date: str | None) -> list[str]:
    """The columns that are read. Raises InputError where the dataset is known to lack one."""
    wanted = [text, *(() if date is None else (date,))]
    # To ask further would run what comes before; the actors will say it then.
    schema = dataset.schema(fetch_if_missing=False)
    for name in wanted:
        if schema is not None and name not in schema.names:
            raise InputError(no_column(name, schema.names))
    return wanted
