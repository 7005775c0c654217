"""Rosters of the user, profiles learned on the command line, and the dates that documents are judged by."""

from __future__ import annotations

import datetime
import pickle
from pathlib import Path

import pytest

from textcheck.checker import Checker
from textcheck.cli import run
from textcheck.config import Config
from textcheck.corpus import CorpusProfile
from textcheck.document import Document
from textcheck.errors import ConfigError, InputError
from textcheck.mentions import written

CSV = "person,aliases,office,from,to\nLudwig Thorncastle,L. Thorncastle|Lulu Thorncastle,mayor of Brackwater,2019-05,2022\n"
TOML = '[[holder]]\nperson = "Ludwig Thorncastle"\naliases = ["Lulu Thorncastle"]\noffice = "mayor of Brackwater"\nfrom = 2019-05-01\n'
TEXT = "Brackwater mayor Ludwig Throncastle sang."


def checker_with(path: Path, content: str, *, facts: bool = True) -> Checker:
    path.write_text(content, encoding="utf-8")
    return Checker(Config(select=("NAM",), rosters=(str(path),), facts=facts))


@pytest.mark.parametrize(("name", "content"), [("r.csv", CSV), ("r.toml", TOML)])
@pytest.mark.parametrize("facts", [True, False])
def test_a_roster_knows_what_no_table_knows(tmp_path: Path, name: str, content: str, facts: bool) -> None:
    checker = checker_with(tmp_path / name, content, facts=facts)
    found = checker.check(TEXT).findings
    assert [(finding.code, finding.repairs[0].text) for finding in found] == [("NAM101", "Ludwig Thorncastle")]
    assert "roster: Brackwater mayor" in found[0].message
    assert (
        checker.check("Brackwater mayor Lulu Thorncastle sang, and so did Shelbyville mayor Ludwig Throncastle.").findings == ()
    )


def test_a_roster_travels_with_its_checker(tmp_path: Path) -> None:
    checker = pickle.loads(pickle.dumps(checker_with(tmp_path / "r.csv", CSV)))
    assert len(checker.check(TEXT).findings) == 1


def test_a_roster_overrides_the_table(tmp_path: Path) -> None:
    checker = checker_with(tmp_path / "r.csv", "person,office,from\nBill Burr,director of the CIA,2030\n")
    assert checker.check("CIA Director Bill Burr spoke.").findings == ()
    assert len(Checker(Config(select=("NAM",))).check("CIA Director Bill Burr spoke.").findings) == 1


@pytest.mark.parametrize(("day", "found"), [(datetime.date(2020, 1, 1), 1), (datetime.date(1999, 1, 1), 0), (None, 1)])
def test_a_roster_has_dates(tmp_path: Path, day: datetime.date | None, found: int) -> None:
    checker = checker_with(tmp_path / "r.csv", CSV)
    assert len(checker.check(TEXT, date=day).findings) == found
    assert len(checker.check_batch(["", TEXT], dates=[None, day])[1].findings) == found
    assert [len(report.findings) for report in checker.check_many([TEXT, ""], dates=[day, None])] == [found, 0]


def test_dates_go_with_texts() -> None:
    checker = Checker(Config(select=("NAM",)))
    with pytest.raises(InputError, match="1 dates for 2 texts"):
        checker.check_batch(["a", "b"], dates=[None])
    with pytest.raises(InputError, match="fewer dates"):
        list(checker.check_many(["a", "b"], dates=[None]))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("r.csv", "name,job\nA,B\n", "r.csv:1: no header"),
        ("r.csv", "person,office\nAda Byron,shoe salesman\n", "r.csv:2: 'shoe salesman' names no role"),
        ("r.csv", "person,office\nAda Byron,mayor of X,2020\n", "r.csv:2: this row has more or fewer fields"),
        ("r.csv", "person,office,from\nAda Byron,mayor of X,May 2020\n", "r.csv:2: 'May 2020' is no date"),
        ("r.csv", "person,office\n,mayor of X\n", "r.csv:2: no 'person'"),
        ("r.csv", "", "no header"),
        ("r.toml", "holder = 3", "wanted tables"),
        ("r.toml", "[[holder]\n", "no TOML"),
        ("r.toml", '[[holder]]\nperson = "A B"\noffice = "mayor of X"\nsince = "2020"\n', "unknown key 'since'"),
        ("r.toml", '[[holder]]\nperson = "A B"\noffice = "mayor of X"\naliases = 3\n', "wanted a list of names"),
    ],
)
def test_a_broken_roster_says_where(tmp_path: Path, name: str, content: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        checker_with(tmp_path / name, content)


def test_a_roster_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        Checker(Config(rosters=(str(tmp_path / "none.csv"),)))
    with pytest.raises(ConfigError, match="wanted a list of paths"):
        Config(rosters="r.csv")  # type: ignore[arg-type]


def test_the_command_learns_and_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    for number in range(3):
        (archive / f"{number}.txt").write_text(f"Springfield Isotopes coach Ada Byron won game {number}.", encoding="utf-8")
    text = tmp_path / "today.txt"
    text.write_text(f"Springfield Isotopes coach Ada Byran lost. {TEXT}", encoding="utf-8")
    roster = tmp_path / "r.csv"
    roster.write_text(CSV, encoding="utf-8")
    profile = tmp_path / "archive.profile"
    assert run(["learn", str(archive), "-o", str(profile), "--date", "2021-04-01"]) == 0
    assert "3 documents, 1 names in 1 roles" in capsys.readouterr().out
    held = CorpusProfile.load(profile).holders("coach of the Springfield Isotopes")
    assert [(holder.name, holder.documents, holder.first) for holder in held] == [("Ada Byron", 3, datetime.date(2021, 4, 1))]
    assert run(["--select", "NAM", "--profile", str(profile), "--roster", str(roster), "--date", "2021-05-01", str(text)]) == 1
    shown = capsys.readouterr().out
    assert "NAM102" in shown
    assert "NAM101" in shown
    assert run(["learn", str(archive), "--add", str(profile), "-o", str(profile)]) == 0
    assert CorpusProfile.load(profile).documents == 6


@pytest.mark.parametrize(
    "arguments",
    [
        ["learn"],
        ["learn", "nowhere.txt", "-o", "/nowhere/at/all/x.profile"],
        ["--profile", "nowhere.profile", "x.txt"],
        ["--date", "yesterday", "x.txt"],
        ["--roster", "nowhere.csv", "x.txt"],
    ],
)
def test_bad_arguments_are_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert "textcheck: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("WASHINGTON, Nov. 3, 2023 – The talks began.", datetime.date(2023, 11, 3)),
        ("The letter of 5 March 2024 was found.", datetime.date(2024, 3, 5)),
        ("Posted 2021-12-01. Nothing else.", datetime.date(2021, 12, 1)),
        ("On Sept. 4, 2001 it rained. © 2019 Brackwater Herald", datetime.date(2019, 7, 1)),
        (f"{'It rained. ' * 40}The bridge of June 1st, 2020 fell on May 4, 2021.", datetime.date(2021, 5, 4)),
        ("The 30 February 2020 never was.", None),
        ("No day is named, May be, and March on.", None),
    ],
)
def test_texts_say_when_they_were_written(text: str, day: datetime.date | None) -> None:
    assert written(Document(text)) == day
