"""`textcheck filter`: no record is lost, whatever the inputs hold and however the run ends."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from textcheck import columns
from textcheck.__main__ import main
from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.readers.compression import Stream, compressed

CLEAN = "The ferry number {} leaves at nine in the morning."
DAMAGED = "The ferry number {} is hoping {{that a}} larger deal is near."
# One family, so that a run takes little time.
FAST = ("--select", "ART", "--no-config")
Told = Callable[[], tuple[str, str]]


def text(number: int) -> str:
    return (DAMAGED if number % 5 == 3 else CLEAN).format(number)


def write(path: Path, rows: Sequence[dict[str, Any]]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def records(number: int = 20) -> list[dict[str, Any]]:
    return [{"id": f"r{each}", "text": text(each), "n": each} for each in range(number)]


def unpacked(path: Path) -> bytes:
    return Stream(io.BytesIO(path.read_bytes()), path.name).exactly(1 << 30)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in unpacked(path).splitlines()]


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    def read() -> tuple[str, str]:
        out, err = capsys.readouterr()
        return out, err

    return read


def run(*arguments: str) -> int:
    return main(["filter", *arguments, *FAST])


# What is written


def test_records_come_out_as_they_went_in_with_columns_behind(at: Path, told: Told) -> None:
    (at / "a.jsonl").write_bytes(b'{"n":1.50,"text" : "caf\\u00e9 {that a}","n2":12345678901234567890}\r\n{ "text": "plain" }')
    assert run("a.jsonl", "-o", "b.jsonl") == 0
    first, second = (at / "b.jsonl").read_bytes().splitlines()
    assert first.startswith(b'{"n":1.50,"text" : "caf\\u00e9 {that a}","n2":12345678901234567890, "textcheck_score": 0.')
    assert second.startswith(b'{ "text": "plain", "textcheck_score": 1.0, ')
    assert told() == (
        "2 records read = 2 kept + 0 dropped + 0 broken\noutput: b.jsonl\n",
        "a.jsonl: taken: text from 'text' (--text-field, --id-field and --date-field name others)\n",
    )


def test_columns_are_those_of_all_pipelines(at: Path) -> None:
    rows = records()
    write(at / "a.jsonl", rows)
    assert run("a.jsonl", "-o", "b.jsonl", "--repair", "safe", "-q") == 0
    expected = columns.rows(Checker(Config(select=("ART",))), [row["text"] for row in rows], repair="safe")
    assert lines(at / "b.jsonl") == [{**row, **values} for row, values in zip(rows, expected, strict=True)]


def test_columns_of_an_earlier_run_are_replaced(at: Path) -> None:
    write(at / "a.jsonl", records())
    run("a.jsonl", "-o", "b.jsonl", "-q")
    assert run("b.jsonl", "-o", "c.jsonl", "-q") == 0
    assert lines(at / "c.jsonl") == lines(at / "b.jsonl")


def test_conditions_keep_and_drop(at: Path, told: Told) -> None:
    write(at / "a.jsonl", records())
    arguments = ("--drop", "score < 0.5", "--keep", "length < 50", "--dropped", "d.jsonl.gz")
    assert run("a.jsonl", "-o", "b.jsonl", *arguments, "-q") == 0
    assert [row["n"] for row in lines(at / "b.jsonl")] == [0, 1, 2, 4, 5, 6, 7, 9]
    dropped = {row["n"]: row["textcheck_dropped"] for row in lines(at / "d.jsonl.gz")}
    assert sorted(dropped) == [3, 8, *range(10, 20)]
    assert dropped[10] == "not length < 50 (length = 50)"
    assert dropped[3].startswith("not length < 50 (length = ")
    told()
    assert run("a.jsonl", "-o", "b.jsonl", "--drop", "score<0.5", "--drop", "findings == 0 and length > 49") == 0
    assert told()[0] == (
        "20 records read = 8 kept + 12 dropped + 0 broken\ndropped: findings == 0 and length > 49: 8, score < 0.5: 4\noutput: b.jsonl\n"
    )


def test_attributes_stand_beside_records_that_stay_as_they_are(at: Path) -> None:
    rows = records(5)
    write(at / "a.jsonl", rows)
    assert run("a.jsonl", "-o", "b.jsonl", "--attributes", "s.jsonl", "-q") == 0
    assert (at / "b.jsonl").read_bytes() == (at / "a.jsonl").read_bytes()
    spans = lines(at / "s.jsonl")
    start = rows[3]["text"].index("{")
    assert [each["id"] for each in spans] == ["r0", "r1", "r2", "r3", "r4"]
    assert spans[0] == {"id": "r0", "source": "a.jsonl", "attributes": {"textcheck__score": [[0, 49, 1.0]]}}
    assert spans[3]["attributes"]["textcheck__ART101"] == [[start, start + 8, 0.98]]
    assert run("a.jsonl", "--attributes", "only.jsonl", "-q") == 0
    assert lines(at / "only.jsonl") == spans


def test_a_record_may_be_allowed_by_its_id(at: Path) -> None:
    write(at / "a.jsonl", records())
    (at / "own.toml").write_text('[records]\nr3 = ["ART"]\n"a.jsonl#r8" = ["ART"]\n')
    assert (
        main(["filter", "a.jsonl", "-o", "b.jsonl", "--config", "own.toml", "--drop", "ART > 0", "--repair", "safe", "-q"]) == 0
    )
    found = {row["n"]: row for row in lines(at / "b.jsonl")}
    assert sorted(set(range(20)) - set(found)) == [13, 18]
    # What may stand is not repaired.
    assert found[3]["textcheck_text"] == text(3)


def test_comments_in_records_allow_nothing(at: Path) -> None:
    write(at / "a.jsonl", [{"text": f"textcheck: allow-file ART\n{text(3)}"}])
    assert run("a.jsonl", "-o", "b.jsonl", "--drop", "ART > 0", "-q") == 0
    assert not lines(at / "b.jsonl")


def test_dates_are_told_to_rules_and_unreadable_ones_counted(at: Path, told: Told) -> None:
    write(at / "a.jsonl", [{"text": "x", "date": "2023-05-01"}, {"text": "x", "date": "May"}, {"text": "x", "date": None}])
    assert run("a.jsonl", "-o", "b.jsonl", "-q") == 0
    assert (
        told()[1]
        == "textcheck: warning: 1 record has a date that nobody can read (wanted YYYY-MM-DD): it is taken for undated\n"
    )


TABLES = ("a.csv", "a.parquet", "a.arrow")


def _inputs(folder: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = records(60)
    write(folder / "a.jsonl", rows)
    with open(folder / "a.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["id", "text", "n"])
        writer.writeheader()
        writer.writerows(rows)
    pq.write_table(pa.Table.from_pylist(rows), folder / "a.parquet", row_group_size=25)
    table = pa.Table.from_pylist(rows)
    with pa.OSFile(str(folder / "a.arrow"), "wb") as out, pa.ipc.new_file(out, table.schema) as writer:
        writer.write_table(table, max_chunksize=25)
    for name in ("a.jsonl", "a.csv"):
        for kind, suffix in (("gzip", ".gz"), ("zstd", ".zst"), ("bzip2", ".bz2"), ("xz", ".xz")):
            (folder / (name + suffix)).write_bytes(compressed((folder / name).read_bytes(), kind))


def _rows(path: Path) -> list[dict[str, Any]]:
    """The rows of an output of any format, their numbers and columns as plain values."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    name = path.name
    if ".parquet" in name:
        found: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    elif ".arrow" in name:
        found = pa.ipc.open_file(path).read_all().to_pylist()
    elif ".csv" in name:
        found = list(csv.DictReader(io.StringIO(unpacked(path).decode())))
        for row in found:
            row.update(
                {
                    key: json.loads(value or "null")
                    for key, value in row.items()
                    if key.startswith("textcheck_") and key != "textcheck_dropped"
                }
            )
    else:
        found = lines(path)
    return [{**row, "n": int(row["n"])} for row in found]


@pytest.mark.parametrize(
    "source", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.jsonl.xz", "a.csv", "a.csv.bz2", "a.parquet", "a.arrow"]
)
def test_every_format_becomes_every_other(source: str, at: Path, told: Told) -> None:
    _inputs(at)
    run("a.jsonl", "-o", "plain.jsonl", "--drop", "ART > 0", "--dropped", "plain-d.jsonl", "-q")
    expected, dropped = lines(at / "plain.jsonl"), lines(at / "plain-d.jsonl")
    assert len(expected) == 48
    targets = ["b.jsonl", "b.jsonl.zst", "b.parquet", "b.arrow", *(["b.csv", "b.csv.gz"] if source.startswith(TABLES) else [])]
    for target in targets:
        arguments = ("--drop", "ART > 0", "--dropped", f"d{target}", "--piece", "700")
        assert run(source, "-o", target, *arguments, "-q") == 0, told()
        assert _rows(at / target) == expected, target
        assert _rows(at / f"d{target}") == dropped, target
    assert not [name for name in os.listdir(at) if "partial" in name or "run.json" in name]


def test_a_table_keeps_the_types_of_its_columns(at: Path) -> None:
    import datetime

    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table(
        {
            "text": ["one", "two {that a}"],
            "day": [datetime.date(2023, 5, 1), None],
            "tags": [["a"], []],
            "kind": pa.array(["x", "y"]).dictionary_encode(),
            "small": pa.array([1, 2], pa.int8()),
        }
    )
    pq.write_table(table, at / "a.parquet")
    assert run("a.parquet", "-o", "b.parquet", "-q") == 0
    found = pq.read_table(at / "b.parquet")
    assert found.select(["text", "day", "tags", "small"]).equals(table.select(["text", "day", "tags", "small"]))
    assert found["kind"].to_pylist() == ["x", "y"]
    assert found.schema.field("textcheck_score").type == pa.float64()
    assert [name for name in found.schema.names if name.startswith("textcheck")] == list(columns.names())


def test_lines_whose_fields_differ_become_a_table(at: Path) -> None:
    import pyarrow.parquet as pq

    rows = [
        {"text": "one", "n": 1},
        {"text": "two", "n": 2.5, "more": {"a": 1}},
        {"text": "\ud800", "n": "three", "more": None},
    ]
    write(at / "a.jsonl", rows)
    assert run("a.jsonl", "-o", "b.parquet", "-q") == 0
    found = pq.read_table(at / "b.parquet").to_pylist()
    assert [row["n"] for row in found] == ["1", "2.5", "three"]
    assert [row["more"] for row in found] == [None, {"a": 1}, None]
    assert found[2]["text"] == "\N{REPLACEMENT CHARACTER}"


def test_several_inputs_and_a_folder(at: Path, told: Told) -> None:
    (at / "in" / "deep").mkdir(parents=True)
    write(at / "in" / "a.jsonl", records(3))
    (at / "in" / "deep" / "note.txt").write_text(text(3))
    (at / "in" / "b.csv").write_text('title;body\nT;"One; two"\n')
    assert run("in", "in/a.jsonl", "-o", "b.jsonl") == 0
    assert [(row.get("id"), row.get("text") or row["body"]) for row in lines(at / "b.jsonl")] == [
        ("r0", text(0)),
        ("r1", text(1)),
        ("r2", text(2)),
        (None, "One; two"),
        ("in/deep/note.txt", text(3)),
    ]
    assert "in/b.csv: taken: text from 'body' (" in told()[1]


def test_many_small_texts_are_checked_together_and_stay_apart(at: Path) -> None:
    (at / "in").mkdir()
    for number in range(600):
        (at / "in" / f"{number:03}.txt").write_text(text(number))
    (at / "in" / "100.txt").write_bytes(bytes(1000))
    arguments = ("in", "--drop", "ART > 0", "--dropped", "d.jsonl", "--attributes", "s.jsonl", "--errors", "e.jsonl", "-q")
    assert run(*arguments, "-o", "o1.jsonl") == 1
    names = [f"in/{number:03}.txt" for number in range(600) if number != 100]
    assert [row["id"] for row in lines(at / "s.jsonl")] == [row["source"] for row in lines(at / "s.jsonl")] == names
    assert [row["id"] for row in lines(at / "o1.jsonl")] == [name for name in names if int(name[3:6]) % 5 != 3]
    assert {row["id"]: row["text"] for row in lines(at / "d.jsonl")} == {f"in/{n:03}.txt": text(n) for n in range(3, 600, 5)}
    assert [(row["source"], row["reason"]) for row in lines(at / "e.jsonl")] == [
        ("in/100.txt", "this is a binary file, not text: most of its bytes are NUL")
    ]
    assert run(*arguments, "-o", "o2.jsonl", "--jobs", "2", "--piece", "500") == 1
    assert (at / "o2.jsonl").read_bytes() == (at / "o1.jsonl").read_bytes()


def test_standard_input_to_standard_output(at: Path) -> None:
    command = [sys.executable, "-m", "textcheck", "filter", "-", "-o", "-", "--drop", "ART > 0", *FAST]
    data = "".join(json.dumps(row) + "\n" for row in records())
    done = subprocess.run(command, input=data, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert [json.loads(line)["n"] for line in done.stdout.splitlines()] == [n for n in range(20) if n % 5 != 3]
    assert done.stderr == (
        "<stdin>: taken: text from 'text', id from 'id' (--text-field, --id-field and --date-field name others)\n"
        "20 records read = 16 kept + 4 dropped + 0 broken\ndropped: ART > 0: 4\n"
    )


def test_urls(at: Path, told: Told) -> None:
    import fsspec

    store = fsspec.filesystem("memory")
    rows = records()
    for number in range(2):
        data = "".join(json.dumps(row) + "\n" for row in rows[number * 10 : number * 10 + 10])
        store.pipe(f"/corpus/{number}.jsonl.gz", gzip.compress(data.encode()))
    assert run("memory://corpus/*.jsonl.gz", "-o", "memory://out/b.jsonl.zst", "-q") == 0
    assert run("memory://corpus/0.jsonl.gz", "memory://corpus/1.jsonl.gz", "-o", "b.jsonl", "-q") == 0
    remote = Stream(io.BytesIO(store.cat("/out/b.jsonl.zst")), "b.zst").exactly(1 << 20)
    assert remote == (at / "b.jsonl").read_bytes()
    told()
    assert run("memory://corpus/none.jsonl", "-o", "c.jsonl") == 2
    assert told()[1] == (
        "memory://corpus/none.jsonl: error: no such file or folder\ntextcheck: error: no input is left to read\n"
    )


def test_nothing_in_is_nothing_out_and_whole_files(at: Path) -> None:
    (at / "a.jsonl").write_bytes(b"")
    for name in ("b.jsonl", "b.jsonl.gz", "b.jsonl.zst", "b.jsonl.xz", "b.jsonl.bz2"):
        assert run("a.jsonl", "-o", name, "-q") == 0
        stream = Stream(io.BytesIO((at / name).read_bytes()), name)
        assert stream.exactly(10) == b""
        assert not stream.fault


# Faults: what a user is told


def test_broken_records_are_told_and_set_aside(at: Path, told: Told) -> None:
    good = json.dumps(records(1)[0]).encode()
    bad = [b'{"text": "x"', b'{"id": 5}', b'{"text": 7}', b'{"text": "caf\xe9"}']
    (at / "a.jsonl").write_bytes(b"\n".join([good, *bad, good]))
    assert run("a.jsonl", "-o", "b.jsonl", "--errors", "e.jsonl", "--id-field", "id", "--text-field", "text") == 1
    assert told() == (
        "6 records read = 2 kept + 0 dropped + 4 broken\noutput: b.jsonl\nerrors: e.jsonl\n",
        "a.jsonl: error: line 2: no JSON: expecting ',' delimiter at column 13\n"
        "a.jsonl: error: line 3: no field 'text' (fields: id)\n"
        "a.jsonl: error: line 4: the field 'text' holds a number, wanted a string\n"
        "a.jsonl: error: line 5: invalid UTF-8 at byte 14 of the line (e9)\n",
    )
    import base64

    aside = lines(at / "e.jsonl")
    assert aside[0] == {
        "source": "a.jsonl",
        "place": "line 2",
        "reason": "no JSON: expecting ',' delimiter at column 13",
        "raw": '{"text": "x"',
    }
    assert [each["raw"].encode() if "raw" in each else base64.b64decode(each["raw_base64"]) for each in aside] == bad


def test_many_broken_records_are_counted(at: Path, told: Told) -> None:
    (at / "a.jsonl").write_text('{"text": "x"}\n' + "{\n" * 1234)
    assert run("a.jsonl", "-o", "b.jsonl", "-q") == 1
    err = told()[1].splitlines()
    assert len(err) == 11
    assert err[-1] == "textcheck: warning: 1,234 records are broken, of which 10 are named above; --errors FILE keeps them all"


def test_a_truncated_file_gives_what_it_has(at: Path, told: Told) -> None:
    data = gzip.compress("".join(json.dumps(row) + "\n" for row in records(2000)).encode(), mtime=0)
    cut = len(data) // 2
    (at / "a.jsonl.gz").write_bytes(data[:cut])
    assert run("a.jsonl.gz", "-o", "b.jsonl", "--errors", "e.jsonl") == 1
    kept = lines(at / "b.jsonl")
    assert [row["n"] for row in kept] == list(range(len(kept)))
    out, err = told()
    assert out.startswith(f"{len(kept) + 1:,} records read = {len(kept):,} kept + 0 dropped + 1 broken\n")
    assert err.splitlines()[1] == (
        f"a.jsonl.gz: error: line {len(kept) + 1:,}: the gzip data end in the middle, at byte {cut:,}: the file was cut off; "
        "what follows is lost"
    )


def test_a_corrupt_row_group_is_set_aside(at: Path, told: Told) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(
        pa.Table.from_pylist(records(100)), at / "a.parquet", row_group_size=25, write_page_checksum=True, compression="none"
    )
    about = pq.ParquetFile(at / "a.parquet").metadata.row_group(1).column(1)
    data = bytearray((at / "a.parquet").read_bytes())
    place = about.dictionary_page_offset + about.total_compressed_size // 2
    data[place] ^= 0xFF
    (at / "a.parquet").write_bytes(data)
    assert run("a.parquet", "-o", "b.parquet", "--errors", "e.jsonl") == 1
    assert [row["n"] for row in _rows(at / "b.parquet")] == [*range(25), *range(50, 100)]
    out, err = told()
    assert out.startswith("100 records read = 75 kept + 0 dropped + 25 broken\n")
    assert err.splitlines()[1].startswith("a.parquet: error: rows 26 to 50: the row group 2 of 4 cannot be read: ")
    assert lines(at / "e.jsonl")[0]["records"] == 25


def test_an_input_that_cannot_be_read_does_not_stop_the_others(at: Path, told: Told) -> None:
    (at / "a.parquet").write_bytes(b"PAR1 and no more")
    (at / "b.jsonl.gz").write_bytes(b'{"text": "plain"}\n')
    (at / "c.jsonl").write_text('{"n": 1}\n')
    write(at / "d.jsonl", records(3))
    assert run("a.parquet", "b.jsonl.gz", "c.jsonl", "none.jsonl", "d.jsonl", "-o", "o.jsonl") == 2
    assert len(lines(at / "o.jsonl")) == 3
    assert told()[1].splitlines() == [
        "none.jsonl: error: no such file or folder",
        "a.parquet: error: no Parquet or Arrow table that can be read: "
        "parquet magic bytes not found in footer. Either the file is corrupted or this is not a parquet file",
        "b.jsonl.gz: error: named as gzip data, but begins with other bytes (7b 22 74 65): damaged, or to be renamed",
        "c.jsonl: error: no field can be taken for the text (fields: n): name it with --text-field",
        "d.jsonl: taken: text from 'text', id from 'id' (--text-field, --id-field and --date-field name others)",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a.jsonl",), "nothing to write: name --output, or --attributes for spans alone"),
        (("a.jsonl", "-o", "a.jsonl"), "a.jsonl: this is an input; write to another file"),
        (("a.jsonl", "-o", "b.jsonl", "--dropped", "b.jsonl"), "b.jsonl: two outputs cannot be one file"),
        (
            ("a.jsonl", "-o", "b.txt"),
            "--output b.txt: its suffix names no format that can be written; wanted one of .jsonl .ndjson .json .csv .tsv .tab "
            ".parquet .pq .arrow .arrows .feather .ipc, behind those of text .gz, .zst, .xz or .bz2, too",
        ),
        (("a.jsonl", "-o", "b.csv"), "--output b.csv: a.jsonl holds no table with fixed columns; write JSON lines (.jsonl)"),
        (("a.jsonl", "-o", "b.parquet.gz"), "--output b.parquet.gz: tables are compressed inside; leave the suffix .gz out"),
        (
            ("a.jsonl", "-o", "b.jsonl", "--drop", "spunn > 1"),
            "condition 'spunn > 1', column 1: nothing is called 'spunn'; did you mean 'spun'?",
        ),
        (
            ("a.jsonl", "-o", "b.jsonl", "--resume", "--restart"),
            "--resume goes on with a run, --restart forgets it: give one of them",
        ),
        (("a.jsonl", "-o", "-", "--resume"), "--resume: a run from standard input, or to standard output, cannot go on"),
        (("none", "-o", "b.jsonl"), "no input is left to read"),
        (
            ("a.jsonl", "-o", "no/such/b.jsonl"),
            "no/such/b.jsonl: not written (no such file or folder): 0 records are done; the same command with --resume goes on, when there is room",
        ),
    ],
)
def test_what_is_said_of_arguments(at: Path, told: Told, arguments: tuple[str, ...], message: str) -> None:
    write(at / "a.jsonl", records(2))
    assert run(*arguments) == 2
    assert told()[1].splitlines()[-1] == f"textcheck: error: {message}"


# Runs that are stopped


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "textcheck", "filter", *arguments, *FAST, "-q"]


TRIES = 10


def done_of(journal: Path) -> int:
    """How many records a run says are done."""
    try:
        read: int = json.loads(journal.read_text())["state"]["counts"][0]
    except FileNotFoundError:
        return -1
    return read


def waited(process: subprocess.Popen[str], journal: Path, number: int) -> None:
    """Wait until so many records are done, or the process is."""
    while process.poll() is None and done_of(journal) < number:
        time.sleep(0.002)


OUTPUTS = ("--dropped", "d.jsonl.gz", "--errors", "e.jsonl.zst", "--attributes", "s.jsonl.xz", "--drop", "ART > 0")
SMALL = ("--piece", "1500", "--checkpoint", "0")


@pytest.mark.parametrize(("output", "jobs", "seed"), [("o.jsonl.gz", 1, 1), ("o.jsonl.zst", 2, 2), ("o.jsonl", 2, 3)])
def test_a_run_that_is_killed_goes_on_and_writes_the_same_bytes(at: Path, output: str, jobs: int, seed: int) -> None:
    dice = random.Random(seed)
    rows = [json.dumps(row).encode() for row in records(1500)]
    for each in dice.sample(range(1500), 40):
        rows[each] = rows[each][: dice.randrange(len(rows[each]))]
    (at / "a.jsonl").write_bytes(b"\n".join(rows[:800]))
    (at / "b.jsonl.gz").write_bytes(gzip.compress(b"\n".join(rows[800:])))
    arguments = ("../a.jsonl", "../b.jsonl.gz", "-o", output, *OUTPUTS, *SMALL, "--jobs", str(jobs))
    whole, parts = at / "whole", at / "parts"
    whole.mkdir()
    parts.mkdir()
    assert subprocess.run(command(*arguments), cwd=whole, check=False).returncode == 1
    journal = parts / f"{output}.run.json"
    kills = early = 0
    while kills < 6:
        more = ("--resume",) if journal.exists() else ("--restart",)
        process = subprocess.Popen(
            command(*arguments, *more), cwd=parts, text=True, stderr=subprocess.PIPE, start_new_session=True
        )
        waited(process, journal, max(0, done_of(journal)) + dice.randrange(1, 350))
        time.sleep(dice.random() * 0.01)
        if process.poll() is not None:
            if kills >= 3:
                break
            # On a busy machine it may end before it is seen to have begun: once more, from the beginning.
            kills, early = 0, early + 1
            assert early < TRIES
            continue
        # Sometimes the process alone, whose workers must end by themselves; sometimes all of them.
        (os.kill if dice.random() < 0.5 else os.killpg)(process.pid, signal.SIGKILL)
        process.wait()
        kills += 1
    assert kills >= 3
    subprocess.run(command(*arguments, "--resume"), cwd=parts, check=False)
    assert sorted(os.listdir(parts)) == sorted(os.listdir(whole))
    for name in os.listdir(whole):
        assert (parts / name).read_bytes() == (whole / name).read_bytes(), name
    assert len(lines(whole / output)) + len(lines(whole / "d.jsonl.gz")) + len(lines(whole / "e.jsonl.zst")) == 1500


@pytest.mark.parametrize("format", ["parquet", "arrow"])
def test_a_table_that_is_killed_goes_on(at: Path, format: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(records(1000)), at / "a.parquet", row_group_size=120)
    arguments = ("a.parquet", *SMALL, "--drop", "ART > 0")
    assert subprocess.run(command(*arguments, "-o", f"whole.{format}"), cwd=at, check=False).returncode == 0
    journal = at / f"parts.{format}.run.json"
    for number in (1, 300, 700):
        more = ("--resume",) if journal.exists() else ()
        process = subprocess.Popen(command(*arguments, "-o", f"parts.{format}", *more), cwd=at, text=True)
        waited(process, journal, number)
        process.kill()
        process.wait()
    assert subprocess.run(command(*arguments, "-o", f"parts.{format}", "--resume"), cwd=at, check=False).returncode == 0
    assert (at / f"parts.{format}").read_bytes() == (at / f"whole.{format}").read_bytes()
    assert len(_rows(at / f"parts.{format}")) == 800


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_keeps_what_is_done(at: Path, jobs: str) -> None:
    write(at / "a.jsonl", records(4000))
    for _ in range(TRIES):
        process = subprocess.Popen(
            command("a.jsonl", "-o", "o.jsonl", *SMALL, "--jobs", jobs, "--restart"),
            cwd=at,
            text=True,
            stderr=subprocess.PIPE,
            start_new_session=True,
            # Where the tests run in the background of a shell, interrupts are ignored, and would be here, too.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        waited(process, at / "o.jsonl.run.json", 100)
        os.killpg(process.pid, signal.SIGINT)
        err = process.communicate()[1]
        # On a busy machine it may end before it is seen to have begun.
        if process.returncode:
            break
    number = done_of(at / "o.jsonl.run.json")
    assert err == f"textcheck: interrupted: {number:,} records are done; the same command with --resume goes on\n"
    assert process.returncode == 130
    assert subprocess.run(command("a.jsonl", "-o", "o.jsonl", *SMALL, "--resume"), cwd=at, check=False).returncode == 0
    assert [row["n"] for row in lines(at / "o.jsonl")] == list(range(4000))


def test_a_full_disk_stops_the_run_and_room_lets_it_go_on(at: Path) -> None:
    write(at / "a.jsonl", records(1000))
    limit = 120_000

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    arguments = ("a.jsonl", "-o", "o.jsonl", *SMALL)
    done = subprocess.run(command(*arguments), cwd=at, capture_output=True, text=True, preexec_fn=little_room, check=False)
    assert done.returncode == 2
    number = done_of(at / "o.jsonl.run.json")
    assert done.stderr == (
        f"textcheck: error: o.jsonl: not written (file too large): {number:,} records are done; "
        "the same command with --resume goes on, when there is room\n"
    )
    assert number > 100
    assert not (at / "o.jsonl").exists()
    assert subprocess.run(command(*arguments, "--resume"), cwd=at, check=False).returncode == 0
    assert [row["n"] for row in lines(at / "o.jsonl")] == list(range(1000))


def children(process: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for workers in /proc")
def test_a_worker_that_is_killed_stops_the_run(at: Path) -> None:
    write(at / "a.jsonl", records(6000))
    arguments = ("a.jsonl", "-o", "o.jsonl", *SMALL, "--jobs", "2")
    process = subprocess.Popen(command(*arguments), cwd=at, text=True, stderr=subprocess.PIPE)
    waited(process, at / "o.jsonl.run.json", 200)
    os.kill(children(process.pid)[0], signal.SIGKILL)
    err = process.communicate()[1]
    assert process.returncode == 2
    number = done_of(at / "o.jsonl.run.json")
    head, _, tail = err.partition(" at a.jsonl, line ")
    assert head == "textcheck: error: a worker process died"
    assert tail.endswith(
        f", probably for want of memory: {number:,} records are done; the same command with --resume goes on, with fewer --jobs\n"
    )
    assert subprocess.run(command(*arguments, "--resume"), cwd=at, check=False).returncode == 0
    assert [row["n"] for row in lines(at / "o.jsonl")] == list(range(6000))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for workers in /proc")
def test_workers_end_with_their_parent(at: Path) -> None:
    write(at / "a.jsonl", records(6000))
    process = subprocess.Popen(command("a.jsonl", "-o", "o.jsonl", *SMALL, "--jobs", "2"), cwd=at)
    waited(process, at / "o.jsonl.run.json", 1)
    workers = children(process.pid)
    assert len(workers) == 2
    process.kill()
    process.wait()
    for worker in workers:
        for _ in range(1000):
            if not Path(f"/proc/{worker}").exists() or "Z" in Path(f"/proc/{worker}/stat").read_text().split(")")[1].split()[0]:
                break
            time.sleep(0.01)
        else:
            pytest.fail(f"worker {worker} goes on without its parent")


@pytest.fixture
def stopped(at: Path) -> Path:
    """A folder with a run that was stopped."""
    write(at / "a.jsonl", records(3000))
    process = subprocess.Popen(command("a.jsonl", "-o", "o.jsonl", *SMALL), cwd=at)
    waited(process, at / "o.jsonl.run.json", 10)
    process.kill()
    process.wait()
    assert (at / "o.jsonl.run.json").exists()
    return at


def test_a_run_goes_on_only_where_it_is_the_same(stopped: Path, told: Told) -> None:
    same = ("a.jsonl", "-o", "o.jsonl", *SMALL, "-q")
    begin = "begin anew with --restart\n"
    for arguments, message in (
        (same, "an earlier run to o.jsonl was not finished: --resume goes on with it, --restart begins anew\n"),
        (
            (*same, "--resume", "--drop", "score < 0.5"),
            f"--resume: --drop is not what it was when the run began (none then, score < 0.5 now): {begin}",
        ),
        (
            (*same, "--resume", "--language", "en"),
            "--resume: the configuration is not what it was when the run began",
        ),
    ):
        assert run(*arguments) == 2
        assert told()[1].startswith(f"textcheck: error: {message}")
    with open(stopped / "a.jsonl", "a", encoding="utf-8") as file:
        file.write("{}\n")
    assert run(*same, "--resume") == 2
    assert told()[1] == f"textcheck: error: --resume: a.jsonl was changed since the run began: {begin}"
    assert run(*same, "--restart") == 1
    assert len(lines(stopped / "o.jsonl")) == 3000
    told()
    assert run(*same[:-1], "--resume") == 0
    assert told() == ("", "nothing to go on with: o.jsonl is complete\n")


def test_an_older_output_stays_until_the_new_one_is_whole(stopped: Path) -> None:
    (stopped / "o.jsonl").write_text("old\n")
    assert run("a.jsonl", "-o", "o.jsonl", *SMALL, "-q", "--resume") == 0
    assert len(lines(stopped / "o.jsonl")) == 3000


def test_a_run_that_ends_while_outputs_get_their_names_goes_on(at: Path) -> None:
    write(at / "a.jsonl", records(30))
    arguments = ("a.jsonl", "-o", "o.jsonl", "--dropped", "d.jsonl", "--drop", "ART > 0", "-q")
    # The second output cannot get its name: a folder is called so.
    (at / "d.jsonl").mkdir()
    assert run(*arguments) == 2
    assert (at / "o.jsonl").exists()
    (at / "d.jsonl").rmdir()
    assert run(*arguments, "--resume") == 0
    assert len(lines(at / "o.jsonl")) + len(lines(at / "d.jsonl")) == 30


def test_many_processes_write_what_one_does(at: Path) -> None:
    write(at / "a.jsonl", records(500))
    for jobs in ("1", "3"):
        assert run("a.jsonl", "-o", f"o{jobs}.jsonl.gz", "--piece", "1000", "--jobs", jobs, "-q") == 0
    assert (at / "o1.jsonl.gz").read_bytes() == (at / "o3.jsonl.gz").read_bytes()
