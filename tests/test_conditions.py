"""Conditions on reports: what they mean, and what is said of those that mean nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textcheck.checker import Checker
from textcheck.conditions import Names, parse
from textcheck.config import Config
from textcheck.errors import ConfigError

CHECKER = Checker(Config(select=("ART", "ENC")))
NAMES = Names.of((rule.code, rule.name, rule.family) for rule in Checker().rules)
CLEAN = CHECKER.check("The ferry leaves at nine in the morning.")
# Two findings of one rule, and a score near 0.
BROKEN = CHECKER.check("The council is hoping {that a} quieter street will {follow|come}.")


@pytest.mark.parametrize(
    ("condition", "clean", "broken"),
    [
        ("score < 0.5", False, True),
        ("score>=0.5", True, False),
        ("artifact > 0.9", False, True),
        ("encoding > 0.1", False, False),
        ("ART > 1", False, True),
        ("art101 == 2", False, True),
        ("spintax-residue > 2", False, False),
        ("errors > 0", False, True),
        ("findings == 0", True, False),
        ("notes != 0", False, False),
        ("length < 50", True, False),
        ("not score < 0.5", True, False),
        ("score < 0.5 or findings == 0 and length > 1000", False, True),
        ("(score < 0.5 or findings == 0) and length > 1000", False, False),
        ("not (score < 0.5 or length > 1000)", True, False),
        ("length > .5", True, True),
    ],
)
def test_what_holds(condition: str, clean: bool, broken: bool) -> None:
    parsed = parse(condition, NAMES)
    assert (parsed.holds(CLEAN), parsed.holds(BROKEN)) == (clean, broken)


def test_a_family_without_finding_has_probability_0() -> None:
    assert parse("spun == 0", NAMES).holds(BROKEN)


def test_findings_beyond_the_cap_are_counted() -> None:
    report = Checker(Config(select=("ART101",), max_findings_per_rule=1)).check(BROKEN.text)
    assert len(report.findings) == 1
    assert parse("ART101 == 2 and findings == 2", NAMES).holds(report)


def test_the_values_of_a_condition_are_told() -> None:
    condition = parse("score<0.5  and (ART>1 or score > 0.9)", NAMES)
    assert condition.text == "score < 0.5 and (ART > 1 or score > 0.9)"
    assert condition.values(CLEAN) == "score = 1, ART = 0"


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("", "condition '', column 1: the end where a name such as score was wanted"),
        ("spunn > 0.5", "condition 'spunn > 0.5', column 1: nothing is called 'spunn'; did you mean 'spun'?"),
        (
            "spun",
            "condition 'spun', column 5: the end where a comparison behind spun, such as spun > 0.5, was wanted",
        ),
        (
            "ART and score < 1",
            "condition 'ART and score < 1', column 5: 'and' where a comparison behind ART, such as ART > 2, was wanted",
        ),
        ("score < high", "condition 'score < high', column 9: 'high' where a number was wanted"),
        (
            "spun > 90",
            "condition 'spun > 90', column 8: '90' where a number from 0 to 1 (spun is a probability) was wanted",
        ),
        ("(score < 1", "condition '(score < 1', column 11: the end where ')' was wanted"),
        (
            "score < 1 findings",
            "condition 'score < 1 findings', column 11: 'findings' where 'and', 'or' or nothing more was wanted",
        ),
        ("score = 1", "condition 'score = 1', column 7: '=' where a comparison behind score, such as score > 0.5, was wanted"),
        ("0.5 > score", "condition '0.5 > score', column 1: '0.5' where a name such as score was wanted"),
        ("score < 1 or", "condition 'score < 1 or', column 13: the end where a name such as score was wanted"),
    ],
)
def test_what_is_said_of_no_condition(condition: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(condition, NAMES)
    assert str(caught.value) == message


def test_a_word_near_no_name_is_told_what_there_is() -> None:
    with pytest.raises(
        ConfigError, match=r"nothing is called 'qqqq'; wanted score, length, findings, errors, warnings, notes, a fam"
    ):
        parse("qqqq > 1", NAMES)


@given(st.text(alphabet="score spunART()<>=!andornot0.15-|\n", max_size=40))
def test_any_text_is_a_condition_or_an_error(text: str) -> None:
    try:
        condition = parse(text, NAMES)
    except ConfigError:
        return
    # What is shown means the same.
    again = parse(condition.text, NAMES)
    assert again.text == condition.text
    assert [again.holds(each) for each in (CLEAN, BROKEN)] == [condition.holds(each) for each in (CLEAN, BROKEN)]
