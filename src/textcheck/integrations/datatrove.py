"""datatrove: an annotator, a filter, and the passes of a corpus profile as steps of a pipeline.

    from textcheck.integrations.datatrove import TextcheckAnnotator, TextcheckFilter

    pipeline = [
        JsonlReader("corpus/"),
        TextcheckFilter(min_score=0.5, exclusion_writer=JsonlWriter("dropped/")),
        JsonlWriter("kept/"),
    ]

The columns of a report are in `Document.metadata`, and plain values that every writer can write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from textcheck import columns
from textcheck.columns import Repairs
from textcheck.config import Config
from textcheck.corpus import CorpusProfile
from textcheck.integrations.annotator import BATCH, Annotator, Profile, Profiler
from textcheck.integrations.extras import engine

BaseFilter = engine("datatrove.pipeline.filters.base_filter", "datatrove").BaseFilter
PipelineStep = engine("datatrove.pipeline.base", "datatrove").PipelineStep
batched = engine("datatrove.utils.batching", "datatrove").batched
get_datafolder = engine("datatrove.io", "datatrove").get_datafolder


class TextcheckAnnotator(PipelineStep):  # type: ignore[misc, valid-type]
    """Fills the metadata of every document with the columns of a report, and drops none.

    `date` names the field of the metadata that says when a document was written; see `Annotator` for the rest.
    """

    name = "textcheck"
    type = "ANNOTATE"

    def __init__(
        self,
        config: Config | None = None,
        *,
        date: str | None = None,
        profile: Profile = None,
        repair: Repairs = None,
        batch_size: int = BATCH,
    ) -> None:
        super().__init__()
        self.annotator = Annotator(config, date=date, profile=profile, repair=repair)
        self.batch_size = batch_size

    def run(self, data: Any, rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """The documents, annotated, in order."""
        for batch in batched(data, self.batch_size):
            with self.track_time("batch"):
                _annotate(self.annotator, batch)
            for doc in batch:
                self.stat_update("total", *_seen(doc))
                if doc.metadata[columns.ERROR] is None:
                    self.update_doc_stats(doc)
                yield doc


class TextcheckFilter(BaseFilter):  # type: ignore[misc, valid-type]
    """Keeps the documents whose score is at least `min_score`, and whose probability of damage is, in each family of `max_families`, at
    most what it says.

    The reason of a dropped document is "textcheck_" and the family that dropped it, "textcheck_error" where it has no text. All documents,
    dropped ones included, carry the columns of a report in their metadata.
    """

    name = "textcheck"

    def __init__(
        self,
        config: Config | None = None,
        *,
        min_score: float = 0.5,
        max_families: Mapping[str, float] | None = None,
        date: str | None = None,
        profile: Profile = None,
        repair: Repairs = None,
        exclusion_writer: Any = None,
        batch_size: int = BATCH,
    ) -> None:
        super().__init__(exclusion_writer, batch_size=batch_size)
        columns.bounds(min_score, max_families)
        self.annotator = Annotator(config, date=date, profile=profile, repair=repair)
        self.min_score = min_score
        self.max_families = dict(max_families or {})

    def filter(self, doc: Any) -> bool | tuple[bool, str]:
        """Whether a document is kept, with the reason where it is not."""
        return self.filter_batch([doc])[0]

    def filter_batch(self, batch: list[Any]) -> list[bool | tuple[bool, str]]:
        """Whether each document is kept, with the reason where one is not."""
        _annotate(self.annotator, batch)
        reasons = [columns.refusal(doc.metadata, min_score=self.min_score, max_families=self.max_families) for doc in batch]
        return [True if reason is None else (False, f"textcheck_{reason}") for reason in reasons]


class TextcheckProfiler(PipelineStep):  # type: ignore[misc, valid-type]
    """Builds a corpus profile on the way: each task writes the profile of its documents into `folder`, and passes them on.

    `merged(folder)` adds them up when all tasks are done.
    """

    name = "textcheck profile"
    type = "PROFILE"

    def __init__(self, folder: Any, *, date: str | None = None, near_duplicates: bool = False, batch_size: int = BATCH) -> None:
        super().__init__()
        self.folder = get_datafolder(folder)
        self.profiler = Profiler(date=date, near_duplicates=near_duplicates)
        self.batch_size = batch_size

    def run(self, data: Any, rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """The documents as they were; the profile is written behind the last."""
        parts: list[CorpusProfile] = []
        for batch in batched(data, self.batch_size):
            with self.track_time("batch"):
                parts.append(self.profiler.partial([doc.text for doc in batch], _dates(self.profiler.date, batch)))
            yield from batch
            # Parts of one size are added up, so that each is copied a few times only.
            while len(parts) > 1 and parts[-1].documents >= parts[-2].documents:
                parts[-2:] = [CorpusProfile.total(parts[-2:])]
        with self.folder.open(f"{rank:05d}.profile", "wb") as file:
            file.write(CorpusProfile.total(parts).to_bytes())


def merged(folder: Any) -> CorpusProfile:
    """The sum of the profiles that the tasks of a TextcheckProfiler wrote."""
    files = get_datafolder(folder)

    def parts() -> Iterator[CorpusProfile]:
        for name in files.list_files(glob_pattern="*.profile"):
            with files.open(name, "rb") as file:
                yield CorpusProfile.from_bytes(file.read())

    return CorpusProfile.total(parts())


def _annotate(annotator: Annotator, batch: list[Any]) -> None:
    rows = annotator.rows([doc.text for doc in batch], _dates(annotator.date, batch))
    for doc, row in zip(batch, rows, strict=True):
        doc.metadata.update(row)


def _dates(name: str | None, batch: list[Any]) -> list[object] | None:
    return None if name is None else [doc.metadata.get(name) for doc in batch]


def _seen(doc: Any) -> list[str]:
    """What the statistics of a run count of a document beside that it was seen."""
    if doc.metadata[columns.ERROR] is not None:
        return ["error"]
    return sorted({finding["family"] for finding in doc.metadata[columns.FINDINGS]})
