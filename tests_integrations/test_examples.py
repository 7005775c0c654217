"""The pipelines under `examples/`, as a user would start them: nothing is lost, and what is dropped is what the core finds damaged."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from textcheck import columns
from textcheck.checker import Checker
from textcheck.corpus import CorpusProfile

EXAMPLES = Path(__file__).parent.parent / "examples" / "pipelines"
RECORDS = 300


@pytest.fixture
def corpus(tmp_path: Path, mixed: list[dict[str, Any]]) -> Path:
    """A folder of JSON Lines; records of text only, as datatrove's reader passes over others."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    some = [record for record in mixed if record["text"] and record["text"].strip()][:RECORDS]
    for part in range(2):
        lines = "".join(json.dumps({"id": record["id"], "text": record["text"]}) + "\n" for record in some[part::2])
        (folder / f"{part}.jsonl").write_text(lines, encoding="utf-8")
    return folder


def kept_by_the_core(corpus: Path, **limits: Any) -> set[str]:
    records = [json.loads(line) for path in corpus.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    texts = [record["text"] for record in records]
    rows = columns.rows(Checker(profile=CorpusProfile.build(texts)), texts)
    return {
        record["id"] for record, row in zip(records, rows, strict=True) if columns.refusal(row, min_score=0.5, **limits) is None
    }


def run(script: str, *arguments: object) -> str:
    """The last line that a script prints."""
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / script), *map(str, arguments)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


def parquet(folder: Path) -> set[str]:
    import pyarrow.dataset as files

    return set(files.dataset(folder, format="parquet").to_table(columns=["id"])["id"].to_pylist())


def test_every_example_is_run() -> None:
    assert {path.name for path in EXAMPLES.glob("*.py")} == {
        "datatrove_pipeline.py",
        "datasets_script.py",
        "spark_job.py",
        "ray_job.py",
    }


def test_the_pipeline_of_datatrove(corpus: Path, tmp_path: Path) -> None:
    wanted = kept_by_the_core(corpus, max_families={"spun": 0.2})
    assert 50 < len(wanted) < RECORDS - 50
    said = run("datatrove_pipeline.py", f"{corpus}/", tmp_path / "out")
    assert said == f"{RECORDS} documents: {len(wanted)} kept, {RECORDS - len(wanted)} dropped"
    lines = [
        line for path in (tmp_path / "out" / "kept").glob("*.gz") for line in gzip.decompress(path.read_bytes()).splitlines()
    ]
    assert {json.loads(line)["id"] for line in lines} == wanted


def test_the_script_of_datasets(corpus: Path, tmp_path: Path) -> None:
    wanted = kept_by_the_core(corpus, max_families={"spun": 0.2})
    said = run("datasets_script.py", *sorted(corpus.glob("*.jsonl")), tmp_path / "out")
    assert said == f"{RECORDS} records: {len(wanted)} kept, {RECORDS - len(wanted)} dropped"
    kept = [json.loads(line) for line in (tmp_path / "out" / "kept.jsonl").read_text("utf-8").splitlines()]
    assert {record["id"] for record in kept} == wanted
    assert set(kept[0]) == {"id", "text"}


@pytest.mark.xdist_group("spark")
def test_the_job_of_spark(corpus: Path, tmp_path: Path) -> None:
    wanted = kept_by_the_core(corpus, max_families={"spun": 0.2})
    with (corpus / "0.jsonl").open("a", encoding="utf-8") as lines:
        lines.write('{"id": "none", "text": null}\n')
    said = run("spark_job.py", corpus, tmp_path / "out")
    assert said == f"{RECORDS + 1} records: {len(wanted)} kept, {RECORDS - len(wanted)} dropped, 1 errors"
    assert parquet(tmp_path / "out" / "kept") == wanted
    assert parquet(tmp_path / "out" / "errors") == {"none"}


@pytest.mark.xdist_group("ray")
def test_the_job_of_ray(corpus: Path, tmp_path: Path) -> None:
    wanted = kept_by_the_core(corpus)
    with (corpus / "0.jsonl").open("a", encoding="utf-8") as lines:
        lines.write('{"id": "none", "text": null}\n')
    said = run("ray_job.py", corpus, tmp_path / "out")
    assert said == f"{RECORDS + 1} records: {len(wanted)} kept, {RECORDS - len(wanted)} dropped, 1 errors"
    assert parquet(tmp_path / "out" / "kept") == wanted
    assert parquet(tmp_path / "out" / "errors") == {"none"}
