"""What a pipeline writes beside each record."""

from __future__ import annotations

import datetime

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textcheck import columns
from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.errors import ConfigError
from textcheck.reporters import records
from textcheck.rule import FAMILIES

SPUN = "The White House is hoping {that a} larger deal is near."
CHECKER = Checker()


def test_a_record_of_each_kind() -> None:
    clean, damaged, none, number = columns.rows(CHECKER, ["The ferry leaves at nine.", SPUN, None, 7])
    assert clean == {
        "textcheck_score": 1.0,
        "textcheck_families": dict.fromkeys(FAMILIES, 0.0),
        "textcheck_findings": [],
        "textcheck_error": None,
    }
    assert damaged["textcheck_score"] < 0.5 < damaged["textcheck_families"]["artifact"]
    assert list(damaged["textcheck_families"]) == list(FAMILIES)
    (finding,) = damaged["textcheck_findings"]
    assert (finding["code"], finding["text"], finding["repairs"][0]["text"]) == ("ART101", "{that a}", "that a")
    nothing = dict.fromkeys(("textcheck_score", "textcheck_families", "textcheck_findings"))
    assert none == {**nothing, "textcheck_error": "no text: null where a string was wanted"}
    assert number == {**nothing, "textcheck_error": "no text: a value of type int where a string was wanted"}


def test_findings_are_those_of_a_record_without_their_place() -> None:
    report = CHECKER.check(SPUN)
    (placed,) = records.record(report)["findings"]
    (plain,) = columns.row(report)["textcheck_findings"]
    assert plain == {name: value for name, value in placed.items() if name not in ("line", "column", "byte", "utf16")}


def test_the_repaired_text_only_where_asked() -> None:
    unsafe = "The White Home is hoping {that a} larger deal is near."
    assert "textcheck_text" not in columns.rows(CHECKER, [unsafe])[0]
    for repair, whole in (("safe", False), ("unsafe", True)):
        rows = columns.rows(CHECKER, [unsafe, None, "Clean."], repair=repair)  # type: ignore[arg-type]
        assert [row["textcheck_text"] for row in rows] == [CHECKER.repair(unsafe, unsafe=whole).text, None, "Clean."]
    with pytest.raises(ConfigError, match="repair = 'all': wanted 'safe', 'unsafe', or None"):
        columns.rows(CHECKER, [unsafe], repair="all")  # type: ignore[arg-type]


def test_repairs_that_a_cap_hides_are_made() -> None:
    checker = Checker(Config(max_findings_per_rule=1))
    text = "They said {that a} deal was near, and {that a} date was set."
    assert columns.rows(checker, [text], repair="unsafe")[0]["textcheck_text"] == checker.repair(text, unsafe=True).text


def test_dates_stay_with_their_records() -> None:
    text = "CIA Director Bill Burr left for Doha."
    days = [datetime.date(2023, 1, 1), None, datetime.date(2022, 5, 1)]
    first, _, last = columns.rows(CHECKER, [text, None, text], dates=days)
    reports = CHECKER.check_batch([text, text], dates=[days[0], days[2]])
    assert [first, last] == [columns.row(report) for report in reports]
    assert columns.rows(CHECKER, [text, text], dates=days[:2]) == [first, columns.row(CHECKER.check(text))]


@given(st.lists(st.one_of(st.none(), st.text(st.characters(codec=None), max_size=200), st.integers()), max_size=4))
def test_the_rows_of_any_text_make_a_table(values: list[object]) -> None:
    schema = columns.arrow_schema("unsafe")
    rows = columns.rows(CHECKER, values, repair="unsafe")
    table = pa.Table.from_pylist(rows, schema=schema)
    assert table.to_pylist() == rows
    assert pa.table(columns.by_column(rows, "unsafe"), schema=schema) == table
    assert table.schema.names == list(columns.names("unsafe"))


def test_a_lone_surrogate_is_written_so_that_lengths_stay() -> None:
    (row,) = columns.rows(CHECKER, ["A lone \ud800 and {that a} deal."], repair="safe")
    assert [finding["text"] for finding in row["textcheck_findings"] if finding["code"] == "ENC204"] == ["\\ud800"]
    assert row["textcheck_text"].startswith("A lone \ufffd and ")


def test_repairs_know_when_a_record_was_written() -> None:
    text = "CIA Director Bill Burr left for Doha."
    days = [datetime.date(2023, 1, 1), datetime.date(2008, 1, 1)]
    rows = columns.rows(CHECKER, [text, text], dates=days, repair="unsafe")
    assert [row["textcheck_text"] for row in rows] == [CHECKER.repair(text, unsafe=True, date=day).text for day in days]
    assert rows[0]["textcheck_text"] == "CIA Director Bill Burns left for Doha."
    assert rows[1]["textcheck_text"] != rows[0]["textcheck_text"]
