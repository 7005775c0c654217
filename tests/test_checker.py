"""The checker and its configuration: selection, severities, thresholds, caps, streams, processes, and what bad usage says."""

from __future__ import annotations

import datetime
import itertools
import pickle
from collections.abc import Iterator
from typing import Any

import pytest

import textcheck
from textcheck.checker import BATCH, Checker
from textcheck.config import Config, parse_severity
from textcheck.corpus import CorpusProfile
from textcheck.errors import ConfigError, InputError, TextcheckError
from textcheck.finding import Applicability, Severity
from textcheck.registry import matches
from textcheck.rule import Rule
from textcheck.workers import WAITING

DAMAGED = "The council is hoping {that a} quieter street will {follow|come}."


def test_select_and_ignore() -> None:
    def codes(**options: Any) -> set[str]:
        return {rule.code for rule in Checker(Config(**options)).rules}

    everything = codes()
    artifacts = {code for code in everything if code.startswith("ART")}
    assert "ART101" in artifacts < everything
    for name in ("ART", "artifact", "art"):
        assert codes(select=(name,)) == artifacts
    assert codes(select=("ART1",)) == {code for code in artifacts if code.startswith("ART1")}
    assert codes(select=("ART101",)) == codes(select=("spintax-residue",)) == {"ART101"}
    assert codes(ignore=("artifact",)) == everything - artifacts
    assert codes(select=("ART", "LAY"), ignore=("LAY",)) == artifacts
    assert codes(select=()) == set()
    assert Checker(Config(select=())).check(DAMAGED).findings == ()


def test_severities_and_thresholds() -> None:
    findings = Checker(Config(select=("ART101",))).check(DAMAGED).findings
    assert [finding.confidence for finding in findings] == [0.98, 0.95]
    surer = Checker(Config(select=("ART101",), thresholds={"ART": 0.97})).check(DAMAGED)
    assert surer.findings == findings[:1]
    noted = Checker(Config(select=("ART101",), severities={"artifact": Severity.NOTE})).check(DAMAGED)
    assert noted.worst is Severity.NOTE
    assert noted.score > Checker(Config(select=("ART101",))).check(DAMAGED).score
    # The last that matches wins, so that a family can be set and one of its rules set apart.
    both = Config(select=("ART101",), severities={"ALL": Severity.NOTE, "ART101": Severity.WARNING})
    assert Checker(both).check(DAMAGED).worst is Severity.WARNING


def test_the_cap_counts_what_it_leaves_out() -> None:
    checker = Checker(Config(select=("ART101",), max_findings_per_rule=3))
    report = checker.check("It is one {of the} many. " * 10)
    assert len(report.findings) == 3
    assert report.capped == {"ART101": 7}
    assert [finding.start for finding in report.findings] == sorted(finding.start for finding in report.findings)
    assert len(checker.findings("It is one {of the} many. " * 10)) == 10
    assert checker.check("It is one {of the} many. " * 3).capped == {}


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"select": ("ART999",)}, "no rule is called 'ART999'"),
        ({"ignore": ("artefact",)}, "did you mean 'artifact'"),
        ({"severities": {"spinntax-residue": Severity.NOTE}}, "did you mean 'spintax-residue'"),
        ({"thresholds": {"QQQ": 0.5}}, "no rule is called 'QQQ'"),
    ],
)
def test_an_unknown_rule_is_named(config: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        Checker(Config(**config))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"select": "ART"}, "wanted a list"),
        ({"select": [1]}, "wanted a list"),
        ({"ignore": 3}, "wanted a list"),
        ({"thresholds": {"ART": 1.5}}, "between 0 and 1"),
        ({"thresholds": {"ART": "high"}}, "between 0 and 1"),
        ({"thresholds": 0.5}, "thresholds"),
        ({"severities": {"ART": "grave"}}, "wanted one of note, warning, error"),
        ({"severities": ["ART"]}, "severities"),
        ({"max_findings_per_rule": 0}, "at least 1"),
        ({"max_findings_per_rule": "many"}, "at least 1"),
        ({"date": "yesterday"}, "date"),
        ({"language": 7}, "language"),
        ({"facts": "no"}, "facts"),
        ({"selekt": ["ART"]}, "did you mean 'select'"),
    ],
)
def test_a_bad_configuration_says_what_was_wanted(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        Config.from_mapping(options)


def test_a_configuration_from_plain_values() -> None:
    config = Config.from_mapping(
        {
            "select": ["ART", "spun"],
            "severities": {"ART": "note"},
            "thresholds": {"spun": 1},
            "max-findings-per-rule": 5,
            "date": datetime.date(2023, 5, 1),
        }
    )
    assert config == Config(
        select=("ART", "spun"),
        severities={"ART": Severity.NOTE},
        thresholds={"spun": 1},
        max_findings_per_rule=5,
        date=datetime.date(2023, 5, 1),
    )
    assert parse_severity("error") is parse_severity(Severity.ERROR) is Severity.ERROR


@pytest.mark.parametrize("wrong", [b"bytes", None, 7, ["list"]])
def test_what_is_no_text_is_refused(wrong: Any) -> None:
    with pytest.raises(InputError, match="wanted a str"):
        textcheck.check(wrong)
    with pytest.raises(InputError, match="wanted a str"):
        textcheck.repair(wrong)


def test_one_text_where_several_are_wanted_is_refused() -> None:
    with pytest.raises(InputError, match="a str as several texts"):
        Checker().check_batch("one text")
    with pytest.raises(InputError, match="a str as several texts"):
        next(Checker().check_many("one text"))


def test_the_errors_are_one_tree() -> None:
    for error in (ConfigError, InputError, textcheck.ResourceError):
        assert issubclass(error, TextcheckError)


def test_names_and_dates() -> None:
    checker = Checker(Config(select=("ART101",)))
    reports = checker.check_batch(["one", DAMAGED], names=["a.txt", None])
    assert [report.name for report in reports] == ["a.txt", None]
    with pytest.raises(InputError, match="1 names for 2 texts"):
        checker.check_batch(["one", "two"], names=["a.txt"])
    assert checker.document("x", date=datetime.date(2020, 1, 1)).context.date == datetime.date(2020, 1, 1)
    assert Checker(Config(date=datetime.date(2021, 1, 1))).document("x").context.date == datetime.date(2021, 1, 1)


def test_the_language_may_be_given() -> None:
    text = "The kettle is on the stove and it was not hot."
    assert Checker().check(text).language == "en"
    assert Checker(Config(language="nl")).check(text).language == "nl"


def test_a_stream_is_read_no_further_than_needed() -> None:
    taken = itertools.count()

    def endless() -> Iterator[str]:
        for _ in taken:
            yield DAMAGED

    checker = Checker(Config(select=("ART101",)))
    for jobs, most in ((1, BATCH), (2, (2 * WAITING + 1) * BATCH)):
        before = next(taken)
        reports = checker.check_many(endless(), jobs=jobs)
        assert len(next(reports).findings) == 2
        reports.close()
        assert next(taken) - before - 1 <= most


def test_processes_keep_order_and_text() -> None:
    texts = [f"Number {n} is one {{of the}} many.\ud800" if n % 3 else f"Number {n}." for n in range(3 * BATCH + 5)]
    checker = Checker(Config(select=("ART101",)))
    reports = list(checker.check_many(texts, jobs=2))
    assert [report.text for report in reports] == texts
    assert reports == checker.check_batch(texts)


def test_a_text_of_a_stream_that_is_no_text_is_named() -> None:
    with pytest.raises(InputError, match="cannot check a int"):
        list(Checker(Config(select=("ART101",))).check_many(["one", 2], jobs=2))  # type: ignore[list-item]


@pytest.mark.parametrize("jobs", [0, -1])
def test_no_jobs(jobs: int) -> None:
    with pytest.raises(ConfigError, match="wanted at least 1"):
        list(Checker().check_many(["one"], jobs=jobs))


def test_a_checker_pickles_as_its_configuration() -> None:
    checker = Checker(Config(select=("ART101",), thresholds={"ART": 0.97}))
    checker.check(DAMAGED)
    data = pickle.dumps(checker)
    assert len(data) < 1000
    copy = pickle.loads(data)
    assert copy.config == checker.config
    assert copy.check(DAMAGED) == checker.check(DAMAGED)


def test_the_plain_calls_are_the_default_checker() -> None:
    assert textcheck.check(DAMAGED) == Checker().check(DAMAGED)
    assert textcheck.repair(DAMAGED).text == "The council is hoping that a quieter street will {follow|come}."
    assert textcheck.repair(DAMAGED, unsafe=True).text == "The council is hoping that a quieter street will follow."


def test_bytes_are_decoded_first() -> None:
    checker = Checker(Config(select=("ART101",)))
    report = checker.check_bytes(b"\xef\xbb\xbf" + DAMAGED.encode(), name="x")
    assert report == checker.check(DAMAGED, name="x")
    wide = checker.check_bytes(b"\xff\xfe" + DAMAGED.encode("utf-16-le"))
    assert wide.findings == report.findings


@pytest.mark.parametrize(
    "text",
    [
        "Write `cafÃ©` and it stays.",
        "```\nhope cafÃ© deal\n```\n",
        "~~~ text\nhope cafÃ© deal",
        "Two marks: ``cafÃ©`` here.",
    ],
)
def test_quoted_code_is_shown_rather_than_broken(text: str) -> None:
    (finding,) = Checker(Config(select=("ENC101",))).check(text).findings
    assert finding.severity is Severity.NOTE
    assert finding.repairs[0].applicability is Applicability.UNSAFE
    assert Checker(Config(select=("ENC101",))).repair(text).text == text


@pytest.mark.parametrize(
    "text", ["A lone ` and {that a} deal.", "`code` then {that a} deal, then `code`.", "```\nx\n```\n{that a} deal"]
)
def test_what_stands_beside_quoted_code_is_not_quoted(text: str) -> None:
    (finding,) = Checker(Config(select=("ART101",))).check(text).findings
    assert finding.severity is Severity.ERROR


def test_wrong_input_says_what_was_wanted() -> None:
    checker = Checker()
    with pytest.raises(InputError, match="wanted bytes"):
        checker.check_bytes("text")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="wanted a date"):
        checker.check("text", date="2020-01-01")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="1 names for 2 texts"):
        checker.check_batch(["a", "b"], names=["x"])
    with pytest.raises(InputError, match="wrap it in a list"):
        CorpusProfile.build("text")
    with pytest.raises(InputError, match="dates"):
        CorpusProfile.build(["a", "b"], dates=[None])
    with pytest.raises(InputError, match="dates"):
        CorpusProfile.build(["a"], dates=[None, None])


def test_a_rule_outside_the_default_runs_only_where_it_is_named() -> None:
    rule = Rule(code="STA999", name="never-registered", severity=Severity.NOTE, detect=lambda doc: (), default=False)
    assert not matches(rule, ("ALL",))
    assert matches(rule, ("STA",))
    assert matches(rule, ("ALL", "statistics"))


def test_the_name_of_a_file_says_in_which_notation_it_is_written() -> None:
    checker = Checker(Config(select=("MRK",)))
    short = "# Three texts\n\nThe ferry sails at nine, and comes back at six.\n"
    assert [finding.code for finding in checker.check(short).findings] == ["MRK111"]
    assert [finding.code for finding in checker.check(short, name="texts.txt").findings] == ["MRK111"]
    assert checker.check(short, name="guide/texts.MD").findings == ()
    directive = "The ferry sails at nine.\n\n.. note:: In winter at ten.\n"
    assert [finding.code for finding in checker.check(directive, name="rst").findings] == ["MRK121"]
    assert checker.check(directive, name="ferry.rst").findings == ()
    # What is left of another notation is damage there as well.
    assert [finding.code for finding in checker.check(directive, name="ferry.md").findings] == ["MRK121"]


def test_a_file_keeps_its_last_line_break() -> None:
    checker = Checker(Config(select=("MRK101",)))
    assert checker.repair("<p>The ferry sails at nine.</p>\n<p>It comes back at six.\n</p>\n").text == (
        "The ferry sails at nine.\nIt comes back at six.\n"
    )


def test_a_stream_is_read_no_further_than_a_batch_ahead() -> None:
    def stream(text: str, read: list[int]) -> Iterator[str]:
        for number in range(100_000):
            read.append(number)
            yield text

    checker = Checker(Config(select=("artifact",)))
    for text, most in (("A plain line.", BATCH), ("A plain line. " * 20_000, 2)):
        read: list[int] = []
        assert next(checker.check_many(stream(text, read))).score == 1
        assert len(read) == most
