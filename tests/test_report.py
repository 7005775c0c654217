"""Positions: line, column, UTF-8 byte and UTF-16 offsets, against the plain way of counting them."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import textcheck
from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.finding import Severity
from textcheck.report import Position, Report


def report_of(text: str) -> Report:
    return Report((), 1.0, {}, len(text), text=text)


def counted(text: str, offset: int) -> Position:
    """The position of an offset, counted line by line."""
    number, start = 1, 0
    for line in re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text + "x"):
        if offset < start + len(line):
            break
        number, start = number + 1, start + len(line)
    before = text[:offset]
    return Position(
        number,
        offset - start + 1,
        len(before.encode("utf-8", "surrogatepass")),
        sum(2 if character > "\uffff" else 1 for character in before),
    )


BREAKS = ["\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"]
TEXTS = st.lists(st.sampled_from([*BREAKS, "a", "é", "中", "𝒳", "\ud800", "\udc00", ""]), max_size=20).map("".join)


@given(TEXTS)
@example("a\r\n")
@example("\r\n\r\nb\r")
@example("\n")
def test_positions(text: str) -> None:
    report = report_of(text)
    assert [report.position(offset) for offset in range(len(text) + 1)] == [
        counted(text, offset) for offset in range(len(text) + 1)
    ]


@given(TEXTS, st.integers(4086, 4106), TEXTS)
@example("", 4095, "\r\na")
@example("\n", 4094, "\r\n\n")
def test_positions_far_into_a_text(before: str, filling: int, after: str) -> None:
    text = before + "é" * filling + after + "x" * 5000 + after
    report = report_of(text)
    for offset in {*range(len(before) + filling - 2, len(before) + filling + len(after) + 2), len(text) - 1, len(text)}:
        if offset <= len(text):
            assert report.position(offset) == counted(text, offset)


def test_outside_raises() -> None:
    report = report_of("abc")
    for offset in (-1, 4):
        with pytest.raises(IndexError, match="outside the text of 3 code points"):
            report.position(offset)
    assert report.position(3) == Position(1, 4, 3, 3)
    assert report_of("").position(0) == Position(1, 1, 0, 0)


def test_a_report_of_a_damaged_text() -> None:
    text = "Ça va.\nIt is one {of the} 𝒳 many {in the} world."
    report = Checker(Config(select=("ART101",))).check(text, name="note.txt")
    assert report.name == "note.txt"
    assert report.worst is Severity.ERROR
    assert [text[f.start : f.end] for f in report.findings] == ["{of the}", "{in the}"]
    assert report.position(report.findings[1].start) == Position(2, 27, 37, 34)
    assert json.dumps([finding._asdict() for finding in report.findings])


def test_worst_of_nothing() -> None:
    assert report_of("").worst is None


def test_the_text_stays_out_of_the_repr() -> None:
    assert "secret" not in repr(report_of("secret"))


def test_what_a_report_comes_to() -> None:
    clean = textcheck.check("The ferry sails at nine.").verdict
    assert clean == ("clean", "nothing was found")
    mended = textcheck.check("It hasnâ€™t been announced, but both sides hope {that a} deal is near.").verdict
    assert mended.name == "repairable"
    assert mended.reason == "with its 2 safe repairs it would be clean (score 1.00)"
    spun = textcheck.check(
        "The White Home is sending its envoy once more to the Center East, hoping for the discharge of hostages, "
        "officers mentioned on situation of anonymity. The Federal Reserve Financial institution received’t touch upon it."
    )
    assert spun.verdict.name == "broken"
    assert spun.verdict.reason.startswith("P(spun) = ")


def test_notes_that_clean_text_is_full_of_leave_it_clean() -> None:
    report = textcheck.check("The council voted on Monday to close the pool for the winter.\n\nRead more: Pool reopens in May")
    assert report.findings
    assert report.verdict.name == "clean"
    assert report.verdict.reason == f"what was found is likelier in clean text (score {report.score:.2f})"
