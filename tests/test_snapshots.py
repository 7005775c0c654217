"""Clean texts of many kinds and languages: a finding here is a false alarm until a reader has judged it.

`snapshots/findings.txt` holds the notes that the texts earn, one a line: file, code and the span. Public-domain texts keep
their names; those called `own_` were written for this suite.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from textcheck.checker import Checker
from textcheck.finding import Severity
from textcheck.report import Report

SNAPSHOTS = Path(__file__).parent / "snapshots"
TEXTS = sorted(path for path in SNAPSHOTS.iterdir() if path.name != "findings.txt")


@cache
def report_on(path: Path) -> Report:
    return Checker().check(path.read_text(encoding="utf-8"), name=path.name)


def told(path: Path) -> list[str]:
    report = report_on(path)
    return [f"{path.name}\t{f.code}\t{report.text[f.start : f.end]!r}" for f in report.findings]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_no_warning_on_clean_text(path: Path) -> None:
    report = report_on(path)
    assert [(f.code, report.text[f.start : f.end], f.message) for f in report.findings if f.severity > Severity.NOTE] == []
    assert report.verdict.name == "clean"


def test_notes_on_clean_text_are_those_that_were_judged() -> None:
    expected = (SNAPSHOTS / "findings.txt").read_text(encoding="utf-8").splitlines()
    assert [line for path in TEXTS for line in told(path)] == expected


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_clean_text_is_returned_as_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert Checker().repair(text).text == text


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_clean_text_stays_clean_on_one_line_or_with_other_line_breaks(path: Path) -> None:
    """Whoever joins the lines of a text, or writes it on Windows, has not damaged its words."""
    text = path.read_text(encoding="utf-8")
    for changed in (text.replace("\n", "\r\n"), text.strip(), text * 3):
        # What is said three times is repeated, and nothing else.
        found = [f.family for f in Checker().check(changed).findings if f.severity > Severity.NOTE]
        assert set(found) <= ({"repetition"} if changed == text * 3 else set())
