"""Every engine writes what the core says: the same columns for the same records."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from textcheck import columns
from textcheck.checker import Checker
from textcheck.columns import Row
from textcheck.config import Config
from textcheck.corpus import CorpusProfile
from textcheck.errors import ConfigError, InputError

Records = list[dict[str, Any]]
# Parallel workers start one cluster each at most: tests of one engine run in one of them.
ENGINES = [
    pytest.param(name, marks=pytest.mark.xdist_group(name))
    for name in (
        "arrow",
        "arrow-stream",
        "pandas",
        "polars",
        "polars-lazy",
        "datasets",
        "datasets-stream",
        "datatrove",
        "spark",
        "ray",
    )
]
SCHEMA = "id string, text string, day string"


def checked(engine: str, request: pytest.FixtureRequest, records: Records, **given: Any) -> Records:
    """The records as an engine gives them back, in the order of their ids."""
    return sorted(ENGINE[engine](request, records, given), key=lambda record: str(record["id"]))


def _arrow(request: pytest.FixtureRequest, records: Records, given: Any) -> Records:
    import pyarrow as pa

    from textcheck.integrations import arrow

    return arrow.check(pa.Table.from_pylist(records), **given).to_pylist()


def _arrow_stream(request: pytest.FixtureRequest, records: Records, given: Any) -> Records:
    import pyarrow as pa

    from textcheck.integrations import arrow

    table = pa.Table.from_pylist(records)
    reader = pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=300))
    return arrow.check(reader, **given).read_all().to_pylist()


def _pandas(request: pytest.FixtureRequest, records: Records, given: Any) -> Records:
    import pandas as pd

    import textcheck.integrations.pandas  # noqa: F401

    rows = pd.DataFrame(records).textcheck.check(**given).to_dict("records")
    return [{name: None if _missing(value) else value for name, value in row.items()} for row in rows]


def _missing(value: Any) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _polars(request: pytest.FixtureRequest, records: Records, given: Any) -> Records:
    import polars as pl

    import textcheck.integrations.polars  # noqa: F401

    return pl.DataFrame(records).textcheck.check(**given).to_dicts()


def _polars_lazy(request: pytest.FixtureRequest, records: Records, given: Any) -> Records:
    import polars as pl

    import textcheck.integrations.polars  # noqa: F401

    return pl.LazyFrame(records).textcheck.check(**given).collect(engine="streaming").to_dicts()


def _datasets(request: pytest.FixtureRequest, records: Records, given: Any) -> Records:
    from datasets import Dataset

    from textcheck.integrations import datasets

    return datasets.check(Dataset.from_list(records), **given).to_list()


def _datasets_stream(request: pytest.FixtureRequest, records: Records, given: Any) -> Records:
    from datasets import Dataset

    from textcheck.integrations import datasets

    return list(datasets.check(Dataset.from_list(records).to_iterable_dataset(), **given))


def _datatrove(request: pytest.FixtureRequest, records: Records, given: Any) -> Records:
    from datatrove.data import Document

    from textcheck.integrations.datatrove import TextcheckAnnotator

    docs = [Document(record["text"], record["id"], metadata={**record}) for record in records]
    given = {name: value for name, value in given.items() if name != "text"}
    return [doc.metadata for doc in TextcheckAnnotator(**given).run(docs)]


def _spark(request: pytest.FixtureRequest, records: Records, given: Any) -> Records:
    from textcheck.integrations import spark

    frame = request.getfixturevalue("spark").createDataFrame(records, ", ".join(f"{name} string" for name in records[0]))
    return [row.asDict(recursive=True) for row in spark.check(frame, **given).collect()]


def _ray(request: pytest.FixtureRequest, records: Records, given: Any) -> Records:
    import pyarrow as pa

    from textcheck.integrations import ray

    data = request.getfixturevalue("ray").data
    return ray.check(data.from_arrow(pa.Table.from_pylist(records)), **given).take_all()


ENGINE: dict[str, Callable[[pytest.FixtureRequest, Records, Any], Records]] = {
    "arrow": _arrow,
    "arrow-stream": _arrow_stream,
    "pandas": _pandas,
    "polars": _polars,
    "polars-lazy": _polars_lazy,
    "datasets": _datasets,
    "datasets-stream": _datasets_stream,
    "datatrove": _datatrove,
    "spark": _spark,
    "ray": _ray,
}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_says_the_same(engine: str, request: pytest.FixtureRequest, mixed: Records, expected: list[Row]) -> None:
    found = checked(engine, request, mixed, text="text", date="day")
    assert len(found) == len(mixed) == 2000
    for got, record, row in zip(found, mixed, expected, strict=True):
        assert got == {**record, **row}


def test_the_records_are_mixed(expected: list[Row]) -> None:
    """Half is clean, half is not, and some are no texts: else the test above would prove little."""
    scores = [row["textcheck_score"] for row in expected]
    assert scores.count(None) > 10
    assert scores.count(1.0) > 500
    assert sum(score is not None and score < 0.5 for score in scores) > 500
    families = {finding["family"] for row in expected for finding in row["textcheck_findings"] or ()}
    assert len(families) >= 10


@pytest.mark.parametrize("engine", ENGINES)
def test_a_configuration_a_profile_and_repairs_reach_the_workers(
    engine: str, request: pytest.FixtureRequest, mixed: Records
) -> None:
    # A column of an earlier run is replaced.
    some = [
        {**record, "textcheck_error": "old"}
        for record in [{"id": "0000", "text": "Springfield Isotopes coach Ada Bryon resigned.", "day": None}, *mixed[:60]]
    ]
    profile = CorpusProfile.build(["Springfield Isotopes coach Ada Byron won again."] * 30)
    config = Config(
        ignore=("LAY", "ART102"), severities={"SPN": "error"}, terms=({"term": "ferry", "replacement": "boat", "safe": True},)
    )  # type: ignore[arg-type]
    found = checked(engine, request, some, text="text", config=config, profile=profile, repair="unsafe")
    rows = columns.rows(Checker(config, profile=profile), [record["text"] for record in some], repair="unsafe")
    assert found == [{**record, **row} for record, row in zip(some, rows, strict=True)]
    assert any("boat" in (row["textcheck_text"] or "") for row in rows)
    assert "NAM" in {finding["code"][:3] for finding in found[0]["textcheck_findings"]}


@pytest.mark.parametrize("engine", ENGINES)
def test_what_cannot_be_obeyed_is_said_where_the_pipeline_is_put_together(engine: str, request: pytest.FixtureRequest) -> None:
    records = [{"id": "r1", "text": "The ferry leaves at nine.", "day": None}]
    with pytest.raises(ConfigError, match="no rule is called 'SPX'"):
        checked(engine, request, records, config=Config(select=("SPX",)))
    with pytest.raises(ConfigError, match="repair = 'all': wanted 'safe', 'unsafe', or None"):
        checked(engine, request, records, repair="all")
    if engine != "datatrove":
        with pytest.raises(InputError, match="there is no column 'body'; the columns are 'id', 'text', 'day'"):
            checked(engine, request, records, text="body")


def _profiles(engine: str, request: pytest.FixtureRequest, records: Records, folder: Any) -> CorpusProfile:
    given: dict[str, Any] = {"text": "text", "date": "day", "near_duplicates": True}
    if engine in ("arrow", "arrow-stream"):
        import pyarrow as pa

        from textcheck.integrations import arrow

        table = pa.Table.from_pylist(records)
        return arrow.profile(table if engine == "arrow" else table.to_reader(max_chunksize=300), **given)
    if engine == "pandas":
        import pandas as pd

        import textcheck.integrations.pandas

        return pd.DataFrame(records).textcheck.profile(**given)
    if engine in ("polars", "polars-lazy"):
        import polars as pl

        import textcheck.integrations.polars  # noqa: F401

        return pl.DataFrame(records).textcheck.profile(**given)
    if engine in ("datasets", "datasets-stream"):
        from datasets import Dataset

        from textcheck.integrations import datasets

        data = Dataset.from_list(records)
        return datasets.profile(data if engine == "datasets" else data.to_iterable_dataset(), **given)
    if engine == "datatrove":
        from datatrove.data import Document

        from textcheck.integrations.datatrove import TextcheckProfiler, merged

        for rank in range(3):
            docs = [Document(record["text"], record["id"], metadata={**record}) for record in records[rank::3]]
            assert list(TextcheckProfiler(str(folder), date="day", near_duplicates=True).run(docs, rank, 3)) == docs
        return merged(str(folder))
    if engine == "spark":
        from textcheck.integrations import spark

        return spark.profile(request.getfixturevalue("spark").createDataFrame(records, SCHEMA).repartition(3), **given)
    import pyarrow as pa

    from textcheck.integrations import ray

    return ray.profile(request.getfixturevalue("ray").data.from_arrow(pa.Table.from_pylist(records)).repartition(3), **given)


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_builds_the_same_profile(
    engine: str, request: pytest.FixtureRequest, mixed: Records, tmp_path: Any
) -> None:
    coaches = [
        {"id": f"c{number}", "text": f"Springfield Isotopes coach {name} resigned.", "day": "2020-01-01"}
        for number, name in enumerate(["Ada Byron"] * 5 + ["Ada Bryon"])
    ]
    copied = [record for record in mixed[:400] if len(record["text"] or "") > 300]
    records = mixed[:400] + coaches + [{**record, "id": f"copy-{record['id']}"} for record in copied[:20]]
    texts = [record for record in records if record["text"] is not None]
    wanted = CorpusProfile.build(
        [record["text"] for record in texts], dates=[columns.day(record["day"]) for record in texts], near_duplicates=True
    )
    found = _profiles(engine, request, records, tmp_path)
    assert found == wanted
    assert found.to_bytes() == wanted.to_bytes()
    assert all(found.copies(record["text"]) for record in copied[:20])
    assert [holder.documents for holder in found.holders("coach of the Springfield Isotopes")] == [5, 1]
