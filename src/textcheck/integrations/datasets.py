"""Hugging Face datasets: functions for `map` and `filter`, whose results its cache finds again.

    from datasets import load_dataset
    from textcheck.integrations.datasets import Clean, check

    checked = check(load_dataset("json", data_files="corpus.jsonl", split="train"), repair="safe")
    clean = checked.filter(Clean(min_score=0.5), batched=True)

`check` takes a Dataset, a DatasetDict, and both in streaming mode. `Annotate` is the function that it maps, for those who call `map`
themselves, with `batched=True` and the features of `Annotate.features`. The cache asks for the fingerprint of a function: that of these
changes with the configuration, the files that it names, the profile, and the version of textcheck, and with nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textcheck import columns
from textcheck.columns import Repairs
from textcheck.config import Config
from textcheck.corpus import CorpusProfile
from textcheck.errors import InputError
from textcheck.integrations.annotator import Profile, no_column
from textcheck.integrations.arrow import ArrowAnnotator, ArrowProfiler
from textcheck.integrations.extras import engine

hf = engine("datasets", "datasets")

# Records that `map` hands over at a time: its own default.
BATCH = 1000


def check(
    dataset: Any,
    *,
    text: str = "text",
    date: str | None = None,
    config: Config | None = None,
    profile: Profile = None,
    repair: Repairs = None,
    num_proc: int | None = None,
) -> Any:
    """The dataset with the columns of a report; see `Annotator` for what may be given, `Dataset.map` for `num_proc`.

    Raises ConfigError or InputError where that cannot be obeyed, or where there is no column of that name.
    """
    function = Annotate(config, text=text, date=date, profile=profile, repair=repair)
    if isinstance(dataset, dict):
        return type(dataset)({split: _checked(part, function, num_proc) for split, part in dataset.items()})
    return _checked(dataset, function, num_proc)


def _checked(dataset: Any, function: Annotate, num_proc: int | None) -> Any:
    if dataset.features is not None and function.text not in dataset.features:
        raise InputError(no_column(function.text, dataset.features))
    if isinstance(dataset, hf.IterableDataset):
        features = None if dataset.features is None else function.features(dataset.features)
        return dataset.map(function, batched=True, batch_size=BATCH, features=features)
    # As tables, nothing is copied but the text.
    shape = dataset.format
    checked = dataset.with_format("arrow").map(
        function, batched=True, batch_size=BATCH, features=function.features(dataset.features), num_proc=num_proc
    )
    return checked.with_format(shape["type"], **shape["format_kwargs"])


class Annotate(ArrowAnnotator):
    """The function of `map`, with `batched=True`: adds the columns of a report."""

    def __call__(self, batch: Any) -> Any:
        """A batch as a dict of columns, or as a table where the dataset has the format "arrow"; returned as the same."""
        if hasattr(batch, "schema"):
            return self.annotated(batch)
        return columns.by_column(self._rows_of(batch), self.repair)

    def _rows_of(self, batch: Mapping[str, Any]) -> list[columns.Row]:
        wanted = [self.text, *(() if self.date is None else (self.date,))]
        for name in wanted:
            if name not in batch:
                raise InputError(no_column(name, batch))
            if isinstance(batch[name], str | None):
                raise InputError("cannot check a single record of map or filter: wanted a batch; call it with batched=True")
        texts, *dates = (list(batch[name]) for name in wanted)
        return self.rows(texts, *dates)

    def features(self, features: Any) -> Any:
        """The features of a dataset with those features when its columns are added."""
        added = hf.Features.from_arrow_schema(columns.arrow_schema(self.repair))
        return hf.Features({name: kind for name, kind in features.items() if name not in added} | added)


class Clean(Annotate):
    """The function of `filter`, with `batched=True`: whether a record is kept.

    Kept are records whose score is at least `min_score` and whose probability of damage is, in each family of `max_families`, at most
    what it says. A record without text is not kept. Where the dataset has the columns of a report already, it is not checked again.
    """

    def __init__(
        self,
        config: Config | None = None,
        *,
        min_score: float = 0.5,
        max_families: Mapping[str, float] | None = None,
        **given: Any,
    ) -> None:
        columns.bounds(min_score, max_families)
        self.min_score = min_score
        self.max_families = dict(max_families or {})
        super().__init__(config, **given)

    def _options(self) -> dict[str, Any]:
        return {"min_score": self.min_score, "max_families": self.max_families}

    def __call__(self, batch: Any) -> list[bool]:
        """Which records of a batch are kept."""
        if hasattr(batch, "schema"):
            batch = batch.to_pydict()
        judged = (columns.SCORE, columns.FAMILIES, columns.ERROR)
        if all(name in batch for name in judged):
            rows = [dict(zip(judged, values, strict=True)) for values in zip(*(batch[name] for name in judged), strict=True)]
        else:
            rows = self._rows_of(batch)
        return [columns.refusal(row, min_score=self.min_score, max_families=self.max_families) is None for row in rows]


def profile(dataset: Any, *, text: str = "text", date: str | None = None, near_duplicates: bool = False) -> CorpusProfile:
    """The CorpusProfile of a dataset; records without text are not counted."""
    profiler = ArrowProfiler(text=text, date=date, near_duplicates=near_duplicates)
    wanted = [text, *(() if date is None else (date,))]
    batches = dataset.select_columns(wanted).with_format("arrow").iter(BATCH)
    return CorpusProfile.total(map(profiler.profile, batches))
