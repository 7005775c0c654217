"""What is special to each engine: caches, streams, filters, and what only one of them can hold."""

from __future__ import annotations

import importlib
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from textcheck import columns
from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.corpus import CorpusProfile
from textcheck.errors import ConfigError, InputError
from textcheck.integrations import annotator as annotator_module
from textcheck.integrations.annotator import Annotator

CLEAN = "The ferry leaves at nine, and the last one back is at six."
SPUN = "The White Home is hoping {that a} bigger deal is near."
BROKEN = "He doesnâ€™t think that the cafÃ© will open again."


MISSING = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "{package}":
            raise ModuleNotFoundError("No module named {package}", name="{package}")
sys.meta_path.insert(0, Missing())
import textcheck.integrations.{name}
"""


@pytest.mark.parametrize("name", ["arrow", "pandas", "polars", "datasets", "datatrove", "spark", "ray"])
def test_an_engine_that_is_missing_says_what_to_install(name: str) -> None:
    package = {"arrow": "pyarrow", "spark": "pyspark"}.get(name, name)
    script = MISSING.format(package=package, name=name)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False)
    last = done.stderr.strip().splitlines()[-1]
    assert last == f"ImportError: textcheck.integrations.{name} needs {package}: pip install 'textcheck[{name}]'"


@pytest.mark.parametrize("name", ["pandas", "polars", "datasets", "datatrove", "spark", "ray"])
def test_the_module_of_an_engine_explains_itself(name: str) -> None:
    module = importlib.import_module(f"textcheck.integrations.{name}")
    assert (module.__doc__ or "").strip()
    assert ">>>" not in Path(module.__file__ or "").read_text(encoding="utf-8"), (
        "examples lie in docs/integrations.md, where they are run"
    )


# The annotator that all of them ship.


def given(**changed: Any) -> Annotator:
    config = Config(select=("SPN", "ART"), severities={"SPN": "error"}, terms=({"term": "utilise"},), allow=("café",))  # type: ignore[arg-type]
    return Annotator(**{"config": config, "profile": CorpusProfile.build([CLEAN]), "repair": "safe", **changed})


def test_an_annotator_is_the_same_after_a_journey() -> None:
    ours = given(date="day")
    theirs = pickle.loads(pickle.dumps(ours))
    assert theirs.fingerprint == ours.fingerprint
    assert (theirs.config, theirs.profile, theirs.text, theirs.date, theirs.repair) == (
        ours.config,
        ours.profile,
        "text",
        "day",
        "safe",
    )
    assert theirs.rows([SPUN, None], ["2023-05-01", None]) == ours.rows([SPUN, None], ["2023-05-01", None])
    assert pickle.dumps(theirs) == pickle.dumps(ours)


def test_a_process_builds_one_checker_however_often_an_annotator_arrives(monkeypatch: pytest.MonkeyPatch) -> None:
    built = []

    class Counting(Checker):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            built.append(1)
            super().__init__(*arguments, **named)

    monkeypatch.setattr(annotator_module, "Checker", Counting)
    monkeypatch.setattr(annotator_module, "_checkers", {})
    packed = pickle.dumps(given())
    for _ in range(3):
        pickle.loads(packed).rows([SPUN])
    assert len(built) == 1


def test_the_fingerprint_changes_with_whatever_could_change_a_row(tmp_path: Path) -> None:
    roster, saved = tmp_path / "roster.csv", tmp_path / "corpus.profile"
    roster.write_text("person,office,from,to\nAda Byron,Mayor of Springfield,2020-01-01,\n", encoding="utf-8")
    CorpusProfile.build([CLEAN]).save(saved)
    variants = [
        given(),
        given(config=Config()),
        given(profile=None),
        given(profile=CorpusProfile.build([CLEAN, CLEAN])),
        given(profile=saved),
        given(repair="unsafe"),
        given(text="body"),
        given(date="day"),
        given(config=Config(rosters=(str(roster),))),
    ]
    before = variants[-1]
    roster.write_text("person,office,from,to\nAda Bryon,Mayor of Springfield,2020-01-01,\n", encoding="utf-8")
    variants.append(given(config=Config(rosters=(str(roster),))))
    assert len({variant.fingerprint for variant in variants}) == len(variants)
    # A checker that was built on what the file held is not taken for one that was built on what it holds.
    assert variants[-1].checker is not before.checker


def test_a_profile_that_cannot_be_read_is_named() -> None:
    with pytest.raises(InputError, match=r"no-such\.profile: not read \(No such file or directory\)"):
        given(profile="no-such.profile")


def test_records_are_checked_together_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotator_module, "BATCH", 4)
    monkeypatch.setattr(annotator_module, "BATCH_LENGTH", 100)
    texts = [CLEAN, None, SPUN, 7, CLEAN, "", *[BROKEN] * 9, CLEAN]
    days = ["2023-05-01", None] * 8
    wanted = columns.rows(Checker(), texts, dates=[columns.day(day) for day in days])
    assert Annotator().rows(texts, days) == wanted
    assert Annotator().rows([], []) == []


def test_dates_are_as_many_as_records() -> None:
    with pytest.raises(InputError, match="1 dates for 2 records: wanted one for each"):
        Annotator().rows([CLEAN, CLEAN], [None])


# pyarrow.


def test_strings_of_every_kind_and_what_is_no_string() -> None:
    import pyarrow as pa

    from textcheck.integrations import arrow

    texts = pa.array([CLEAN, SPUN, None])
    wanted = columns.rows(Checker(), texts.to_pylist())
    for kind in (pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())):
        table = pa.table(
            {
                "text": texts.cast(pa.string()).dictionary_encode()
                if kind == pa.dictionary(pa.int32(), pa.string())
                else texts.cast(kind)
            }
        )
        assert arrow.check(table).select(columns.names()).to_pylist() == wanted
    (row,) = arrow.check(pa.table({"text": [7]})).to_pylist()
    assert row["textcheck_error"] == "no text: a value of type int where a string was wanted"
    assert row["textcheck_score"] is None


def test_metadata_of_a_schema_stay_and_an_empty_table_has_the_columns() -> None:
    import pyarrow as pa

    from textcheck.integrations import arrow

    schema = pa.schema([("text", pa.string())], metadata={"source": "archive"})
    found = arrow.check(schema.empty_table(), repair="safe")
    assert found.schema.metadata == {b"source": b"archive"}
    assert found.schema.names == ["text", *columns.names("safe")]
    assert isinstance(arrow.check(pa.record_batch([[CLEAN]], names=["text"])), pa.RecordBatch)
    with pytest.raises(InputError, match="cannot check a list: wanted a table, record batch, reader, scanner or dataset"):
        arrow.check([CLEAN])


def test_a_dataset_of_files_is_a_stream(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.dataset as files

    from textcheck.integrations import arrow

    for part in range(3):
        files.write_dataset(pa.table({"text": [CLEAN, SPUN] * 20}), tmp_path / str(part), format="parquet")
    stream = arrow.check(files.dataset(tmp_path))
    assert isinstance(stream, pa.RecordBatchReader)
    files.write_dataset(stream, tmp_path / "checked", format="parquet")
    assert files.dataset(tmp_path / "checked").count_rows(filter=files.field("textcheck_score") > 0.5) == 60
    assert arrow.profile(files.dataset(tmp_path / "0")).documents == 40


# pandas.


def test_missing_values_of_pandas_are_null_and_lone_surrogates_are_found() -> None:
    import pandas as pd

    import textcheck.integrations.pandas  # noqa: F401

    texts = ["A lone \ud800 here.", None, float("nan"), pd.NA, pd.NaT, 7, CLEAN]
    frame = pd.DataFrame({"text": pd.Series(texts, dtype="object", index=list("abcdefg"))})
    found = frame.textcheck.check()
    assert list(found.index) == list("abcdefg")
    assert [row["textcheck_findings"] for row in found.head(1).to_dict("records")] == [
        columns.rows(Checker(), texts[:1])[0]["textcheck_findings"]
    ]
    null = "no text: null where a string was wanted"
    assert found["textcheck_error"].tolist()[1:] == [null] * 4 + [
        "no text: a value of type int where a string was wanted",
        None,
    ]
    assert found["textcheck_score"].isna().tolist() == [False, True, True, True, True, True, False]
    assert list(frame.columns) == ["text"], "the frame of the caller stays as it was"


def test_a_frame_of_pandas_can_be_written(tmp_path: Path) -> None:
    import pandas as pd

    import textcheck.integrations.pandas  # noqa: F401

    frame = pd.DataFrame({"text": [CLEAN, SPUN, None]}).textcheck.check(repair="safe")
    frame.to_parquet(tmp_path / "checked.parquet")
    again = pd.read_parquet(tmp_path / "checked.parquet")
    assert again["textcheck_score"].tolist()[:2] == frame["textcheck_score"].tolist()[:2]


# polars.


def test_expressions_of_polars() -> None:
    import polars as pl

    import textcheck.integrations.polars  # noqa: F401

    frame = pl.DataFrame({"text": [CLEAN, SPUN, None]})
    wanted = columns.rows(Checker(), [CLEAN, SPUN, None], repair="safe")
    found = frame.select(pl.col("text").textcheck.check(repair="safe"))
    assert found.to_series().to_list() == wanted
    assert frame.filter(pl.col("text").textcheck.score() > 0.5)["text"].to_list() == [CLEAN]
    lazy = frame.lazy().with_columns(score=pl.col("text").textcheck.score()).collect()
    assert lazy["score"].to_list() == [row["textcheck_score"] for row in wanted]


def test_a_lazy_frame_knows_its_columns_before_it_is_collected() -> None:
    import polars as pl

    import textcheck.integrations.polars  # noqa: F401

    lazy = pl.LazyFrame({"text": [CLEAN, SPUN]}).textcheck.check(repair="safe")
    assert lazy.collect_schema() == lazy.collect().schema
    assert lazy.filter(pl.col("textcheck_score") > 0.5).select("text").collect()["text"].to_list() == [CLEAN]


# Hugging Face datasets.

HASHES = """
import sys
from datasets.fingerprint import Hasher
from textcheck.config import Config
from textcheck.corpus import CorpusProfile
from textcheck.integrations.datasets import Annotate, Clean
word = "".join(["sp", "un"])
config = Config(select=tuple(["ALL"]), severities={word: "error"}, allow=("caf\\u00e9",), date=None)
profile = CorpusProfile.build(["Springfield Isotopes coach Ada Byron won again."])
print(Hasher.hash(Annotate(config, profile=profile, repair="safe")), Hasher.hash(Clean(config, min_score=0.4, max_families={word: 0.2})))
"""


def hashes(script: str, seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_cache_of_datasets_knows_a_configuration_again_in_another_process() -> None:
    first, second = hashes(HASHES, "1"), hashes(HASHES, "2")
    assert first == second
    assert len(set(first.split())) == 2
    others = [HASHES.replace('"error"', '"note"'), HASHES.replace("won again", "lost again"), HASHES.replace("0.4", "0.5")]
    assert len({first, *(hashes(script, "1") for script in others)}) == 4


RUN = """
import sys
from datasets import load_dataset
from textcheck.integrations.datasets import Clean, check
data = load_dataset("json", data_files=sys.argv[1], split="train", cache_dir=sys.argv[2])
checked = check(data, repair="safe")
clean = checked.filter(Clean(min_score=0.5), batched=True)
print(checked._fingerprint, clean._fingerprint, checked.num_rows, clean.num_rows, *sorted(file["filename"] for file in clean.cache_files))
"""


def test_a_second_run_reads_what_the_first_one_wrote(tmp_path: Path) -> None:
    lines = tmp_path / "corpus.jsonl"
    lines.write_text("".join(f'{{"text": "{text}"}}\n' for text in (CLEAN, SPUN) * 50), encoding="utf-8")

    def run() -> tuple[str, dict[Path, int]]:
        done = subprocess.run(
            [sys.executable, "-c", RUN, str(lines), str(tmp_path / "cache")], capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout, {path: path.stat().st_mtime_ns for path in (tmp_path / "cache").rglob("cache-*.arrow")}

    (first, written), (second, found) = run(), run()
    assert first == second
    assert first.split()[2:4] == ["100", "50"]
    assert len(written) == 2, "what `map` and `filter` made"
    assert found == written, "nothing was made again"


def test_clean_filters_before_and_after_a_check() -> None:
    from datasets import Dataset

    from textcheck.integrations.datasets import Clean, check

    data = Dataset.from_dict({"text": [CLEAN, SPUN, BROKEN, None]})
    for given in (data, check(data), data.with_format("arrow"), data.to_iterable_dataset()):
        assert [row["text"] for row in given.filter(Clean(), batched=True).with_format(None)] == [CLEAN]
        kept = given.filter(Clean(min_score=0, max_families={"encoding": 0.3}), batched=True).with_format(None)
        assert [row["text"] for row in kept] == [CLEAN, SPUN]
    with pytest.raises(ConfigError, match="no family is called 'spum'; did you mean 'spun'"):
        Clean(max_families={"spum": 0.5})
    with pytest.raises(ConfigError, match="min_score = 50: wanted a probability between 0 and 1"):
        Clean(min_score=50)


def test_datasets_of_splits_and_what_map_is_called_with() -> None:
    from datasets import Dataset, DatasetDict

    from textcheck.integrations.datasets import Annotate, check

    data = Dataset.from_dict({"text": [CLEAN, SPUN]})
    splits = check(DatasetDict(train=data, test=data))
    scores = [row["textcheck_score"] for row in columns.rows(Checker(), [CLEAN, SPUN])]
    assert {name: part["textcheck_score"][:] for name, part in splits.items()} == {"train": scores, "test": scores}
    function = Annotate()
    mapped = data.map(function, batched=True, features=function.features(data.features), num_proc=2)
    assert mapped.to_list() == splits["train"].to_list()
    assert check(data.with_format("numpy")).format["type"] == "numpy"
    with pytest.raises(InputError, match="wanted a batch; call it with batched=True"):
        data.map(function)


# datatrove.


def test_a_pipeline_of_datatrove_keeps_what_it_drops(tmp_path: Path) -> None:
    import json

    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from textcheck.integrations.datatrove import TextcheckFilter, TextcheckProfiler, merged

    source = tmp_path / "in"
    source.mkdir()
    for part in range(2):
        lines = [json.dumps({"id": f"{part}{number}", "text": text}) for number, text in enumerate((CLEAN, SPUN, BROKEN))]
        (source / f"{part}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    writers = {name: JsonlWriter(str(tmp_path / name), compression=None) for name in ("kept", "dropped")}
    executor = LocalPipelineExecutor(
        pipeline=[
            JsonlReader(str(source)),
            TextcheckProfiler(str(tmp_path / "profiles")),
            TextcheckFilter(max_families={"spun": 0.2}, repair="safe", exclusion_writer=writers["dropped"], batch_size=3),
            writers["kept"],
        ],
        tasks=2,
        workers=2,
        logging_dir=str(tmp_path / "logs"),
    )
    executor.run()
    found = {
        name: [
            json.loads(line)
            for path in sorted((tmp_path / name).glob("*.jsonl"))
            for line in path.read_text("utf-8").splitlines()
        ]
        for name in writers
    }
    assert {record["id"] for record in found["kept"]} == {"00", "10"}
    reasons = {record["id"][1]: record["metadata"]["filter_reason"] for record in found["dropped"]}
    assert reasons == {"1": "textcheck_spun", "2": "textcheck_encoding"}
    for record in (*found["kept"], *found["dropped"]):
        (row,) = columns.rows(Checker(), [record["text"]], repair="safe")
        assert {name: record["metadata"][name] for name in row} == row
    assert merged(str(tmp_path / "profiles")).documents == 6


def test_the_filter_of_datatrove_on_one_document() -> None:
    from datatrove.data import Document

    from textcheck.integrations.datatrove import TextcheckFilter

    step = TextcheckFilter()
    assert step.filter(Document(CLEAN, "1")) is True
    assert step.filter(Document(BROKEN, "2")) == (False, "textcheck_encoding")
    assert step.filter(Document("A lone \ud800 here.", "4")) == (False, "textcheck_encoding")
    assert step.filter(Document(None, "3")) == (False, "textcheck_error")  # type: ignore[arg-type]


# Spark and Ray.


@pytest.mark.xdist_group("spark")
def test_spark_keeps_every_record_of_every_partition(spark: Any) -> None:
    from textcheck.integrations import spark as integration

    frame = spark.range(1000).selectExpr("id", f"if(id % 10 = 0, null, '{CLEAN}') as text", "array(id) as more").repartition(7)
    found = integration.check(frame)
    assert [field.name for field in found.schema.fields] == ["id", "text", "more", *columns.names()]
    assert found.count() == 1000
    assert found.filter("textcheck_error is not null").count() == 100
    assert found.filter("textcheck_score > 0.5 and textcheck_families.spun < 0.1").count() == 900


@pytest.mark.xdist_group("spark")
def test_a_partition_of_spark_may_be_empty(spark: Any) -> None:
    from textcheck.integrations import spark as integration

    empty = spark.createDataFrame([], "text string")
    assert integration.check(empty).count() == 0
    assert integration.profile(empty) == CorpusProfile()


@pytest.mark.xdist_group("ray")
def test_a_pool_of_actors_keeps_every_record(ray: Any) -> None:
    from textcheck.integrations import ray as integration

    data = ray.data.from_items([{"id": number, "text": None if number % 10 == 0 else CLEAN} for number in range(1000)])
    found = integration.check(data, concurrency=2, batch_size=128)
    assert sorted(row["id"] for row in found.select_columns(["id"]).take_all()) == list(range(1000))
    assert found.filter(expr="textcheck_score > 0.5").count() == 900
