"""`textcheck check` and `textcheck learn` on files of records: findings by record id, allowances and baselines by record, profiles."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from textcheck.__main__ import main
from textcheck.corpus import CorpusProfile

DAMAGED = "The ferry is hoping {that a} larger deal is near."
FAST = ("--select", "ART", "--no-config")
Told = Callable[[], tuple[str, str]]


@pytest.fixture(autouse=True)
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    def read() -> tuple[str, str]:
        out, err = capsys.readouterr()
        return out, err

    return read


def write(name: str, rows: Sequence[dict[str, Any] | str]) -> None:
    data = "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows).encode()
    Path(name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)


def documents(told: Told) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told()[0].splitlines()]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_findings_are_reported_by_record(told: Told, jobs: str) -> None:
    write("a.jsonl", [{"id": "x", "body": "plain"}, {"id": "y", "body": DAMAGED}, "{", {"body": DAMAGED}])
    Path("b.txt").write_text(DAMAGED)
    assert main(["a.jsonl", "b.txt", "--format", "jsonl", "--jobs", jobs, *FAST]) == 2
    out, err = told()
    found = [(each["name"], len(each["findings"])) for each in map(json.loads, out.splitlines())]
    assert found == [("a.jsonl#x", 0), ("a.jsonl#y", 1), ("a.jsonl:4", 1), ("b.txt", 1)]
    assert err == (
        "a.jsonl: taken: text from 'body', id from 'id' (--text-field, --id-field and --date-field name others)\n"
        "a.jsonl: error: line 3: no JSON: expecting property name enclosed in double quotes at column 2\n"
    )


def test_records_of_every_format(told: Told) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [{"id": "x", "text": "plain"}, {"id": "y", "text": DAMAGED}]
    write("a.jsonl.gz", rows)
    Path("a.csv").write_text("id,text\n" + "".join(f'{row["id"]},"{row["text"]}"\n' for row in rows))
    pq.write_table(pa.Table.from_pylist(rows), "a.parquet")
    Path("a.txt.gz").write_bytes(gzip.compress(DAMAGED.encode()))
    for name in ("a.jsonl.gz", "a.csv", "a.parquet"):
        assert main([name, "--format", "jsonl", "-q", *FAST]) == 1
        assert [(each["name"], len(each["findings"])) for each in documents(told)] == [(f"{name}#x", 0), (f"{name}#y", 1)]
    assert main(["a.txt.gz", "--format", "jsonl", "-q", *FAST]) == 1
    assert [each["name"] for each in documents(told)] == ["a.txt.gz"]


def test_other_files_are_documents_themselves(told: Told) -> None:
    Path("a.json").write_text(json.dumps({"text": DAMAGED}, indent=1))
    Path("a.html").write_text(f"<p>{DAMAGED}</p>")
    assert main(["a.json", "a.html", "--format", "jsonl", *FAST]) in (0, 1)
    assert [each["name"] for each in documents(told)] == ["a.json", "a.html"]


def test_a_record_may_be_allowed_and_a_comment_in_it_allows_nothing(told: Told) -> None:
    write("a.jsonl", [{"id": "x", "text": DAMAGED}, {"id": "y", "text": f"textcheck: allow-file ART\n{DAMAGED}"}])
    Path("textcheck.toml").write_text('select = ["ART"]\n[records]\nx = ["ART"]\n')
    assert main(["a.jsonl", "--format", "jsonl", "-q"]) == 1
    assert [(each["name"], len(each["findings"])) for each in documents(told)] == [("a.jsonl#x", 0), ("a.jsonl#y", 1)]


def test_a_baseline_knows_records(told: Told) -> None:
    rows = [{"id": "x", "text": DAMAGED}, {"text": DAMAGED}, {"id": "x", "text": DAMAGED}]
    write("a.jsonl", rows)
    Path("deep").mkdir()
    write("deep/b.jsonl", rows[:1])
    assert main(["a.jsonl", "deep/b.jsonl", "--write-baseline", "k.json", "-q", *FAST]) == 0
    known = json.loads(Path("k.json").read_text())["documents"]
    assert {name: sum(counts.values()) for name, counts in known.items()} == {
        "a.jsonl#x": 2,
        "a.jsonl:2": 1,
        "deep/b.jsonl#x": 1,
    }
    told()
    write("a.jsonl", [*rows, {"id": "new", "text": DAMAGED}])
    assert main(["a.jsonl", "deep/b.jsonl", "--baseline", "k.json", "--format", "jsonl", "-q", *FAST]) == 1
    assert [each["name"] for each in documents(told) if each["findings"]] == ["a.jsonl#new"]
    # What is known of files that are not looked at stays; of records that are gone it goes.
    write("a.jsonl", rows[:1])
    assert main(["a.jsonl", "--write-baseline", "k.json", "-q", *FAST]) == 0
    assert sorted(json.loads(Path("k.json").read_text())["documents"]) == ["a.jsonl#x", "deep/b.jsonl#x"]


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_records_are_not_repaired_in_place(told: Told, option: str) -> None:
    write("a.jsonl", [{"text": DAMAGED}])
    before = Path("a.jsonl").read_bytes()
    assert main(["a.jsonl", option, *FAST]) == 2
    assert told()[1].splitlines()[0] == (
        "a.jsonl: error: not repaired: this holds records; textcheck filter --repair writes them with their repaired text"
    )
    assert Path("a.jsonl").read_bytes() == before


def test_fields_may_be_named(told: Told) -> None:
    write("a.jsonl", [{"id": 1, "text": "plain", "other": DAMAGED, "key": "k"}])
    assert main(["a.jsonl", "--text-field", "other", "--id-field", "key", "--format", "jsonl", *FAST]) == 1
    out, err = told()
    assert json.loads(out)["name"] == "a.jsonl#k"
    assert not err
    assert main(["a.jsonl", "--text-field", "nothing", *FAST]) == 2
    assert told()[1].endswith("a.jsonl: error: line 1: no field 'nothing' (fields: id, text, other, key)\n")


def test_a_date_decides_who_holds_an_office(told: Told) -> None:
    text = "CIA Director Bill Burr met his colleagues in Cairo on Sunday, officials said."
    write("a.jsonl", [{"id": day, "text": text, "date": day} for day in ("2023-05-01", "1950-05-01")])
    main(["a.jsonl", "--select", "NAM", "--no-config", "--format", "jsonl", "-q"])
    found = {each["name"]: [finding["code"] for finding in each["findings"]] for each in documents(told)}
    assert found["a.jsonl#2023-05-01"]
    assert not found["a.jsonl#1950-05-01"]


def test_profiles_are_learned_from_records(told: Told) -> None:
    texts = [f"Springfield Isotopes coach Ada Byron spoke on day {number}." for number in range(40)]
    write("a.jsonl.gz", [{"text": text, "date": "2023-05-01"} for text in texts[:20]])
    Path("b.csv").write_text("content\n" + "".join(f"{text}\n" for text in texts[20:]))
    for jobs in ("1", "2"):
        assert main(["learn", "a.jsonl.gz", "b.csv", "-o", f"{jobs}.profile", "--jobs", jobs]) == 0
    assert "40 documents" in told()[0]
    found = CorpusProfile.load("2.profile")
    assert found == CorpusProfile.load("1.profile")
    import datetime

    days = [datetime.date(2023, 5, 1)] * 20 + [None] * 20
    assert found == CorpusProfile.build(texts, dates=days)
    write("a.jsonl", [{"text": "Plain."}, {"n": 1}])
    assert main(["learn", "a.jsonl", "-o", "3.profile"]) == 2
    assert told()[1].endswith("a.jsonl: error: line 2: no field 'text' (fields: n)\n")
    assert CorpusProfile.load("3.profile").documents == 1
