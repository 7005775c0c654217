"""The score: never raised by another finding, lowered less in a longer text, 1 without findings; the packed calibration fits the rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textcheck import Checker
from textcheck.finding import Finding, Severity
from textcheck.registry import registered
from textcheck.resources import read_text
from textcheck.rule import FAMILIES
from textcheck.scoring import Calibration, Line, evidence, score


def finding(code: str = "SPN101", confidence: float = 0.9, severity: Severity = Severity.ERROR) -> Finding:
    family = next((name for name, prefix in FAMILIES.items() if code.startswith(prefix)), "spun")
    return Finding(code, "name", family, severity, 0, 1, "message", confidence)


CODES = sorted(registered())
FINDINGS = st.builds(finding, st.sampled_from(CODES), st.floats(0, 1, allow_nan=False), st.sampled_from(Severity))
LENGTHS = st.integers(0, 10_000_000)


@given(st.lists(FINDINGS, max_size=30), FINDINGS, st.integers(0, 30), LENGTHS)
def test_another_finding_never_raises_the_score(found: list[Finding], another: Finding, place: int, length: int) -> None:
    total, families = score(found, length)
    with_it, with_families = score([*found[:place], another, *found[place:]], length)
    assert with_it <= total + 1e-12
    assert with_families[another.family] >= families.get(another.family, 0.0) - 1e-12
    assert {family: with_families[family] for family in families if family != another.family} == {
        family: families[family] for family in families if family != another.family
    }


@given(st.lists(FINDINGS, max_size=30), LENGTHS)
def test_bounds_and_families(found: list[Finding], length: int) -> None:
    total, families = score(found, length)
    assert 0.0 <= total <= 1.0
    assert set(families) == {item.family for item in found}
    assert all(0.0 < probability < 1.0 for probability in families.values())
    assert all(total <= 1.0 - probability + 1e-12 for probability in families.values())


@given(st.lists(FINDINGS, min_size=1, max_size=10), LENGTHS, LENGTHS)
def test_the_same_findings_say_less_of_a_longer_text(found: list[Finding], one: int, other: int) -> None:
    assert score(found, min(one, other))[0] <= score(found, max(one, other))[0] + 1e-12


@given(st.sampled_from(CODES), st.floats(0, 1), st.floats(0, 1))
def test_surer_and_severer_findings_lower_it_more(code: str, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert score([finding(code, high)], 1000)[0] <= score([finding(code, low)], 1000)[0]
    by_severity = [score([finding(code, one, severity)], 1000)[0] for severity in Severity]
    assert by_severity == sorted(by_severity, reverse=True)


def test_a_clean_document_scores_one() -> None:
    total, families = score([], 0)
    assert (total, families) == (1.0, {})
    assert isinstance(total, float)


def test_a_sure_finding_alone_says_that_a_page_is_damaged() -> None:
    for code in ("ART101", "ENC101", "MRK101", "SPN104", "NAM101"):
        assert score([finding(code, 0.95, Severity.WARNING)], 2000)[0] < 0.5, code


def test_what_clean_text_is_full_of_leaves_a_document_clean() -> None:
    assert score([finding("BLR108", 0.99, Severity.NOTE)] * 5, 2000)[0] > 0.85
    assert score([finding("TRN106", 0.6, Severity.NOTE)], 2000)[0] > 0.85


def test_no_finding_is_certain() -> None:
    assert score([finding(confidence=1.0)] * 1000, 10)[0] > 0


def test_rarer_false_alarms_say_more() -> None:
    lines = {"artifact": Line(-4.0, 1.0)}
    model = Calibration({("ART101", True): 0.1, ("ART102", True): 10.0}, 0.1, lines, Line(-4.0, 1.0), Line(0.0, 1.0))
    rare, usual = (evidence([finding(code)], 1000, model)["artifact"] for code in ("ART101", "ART102"))
    assert rare > usual > 0


def test_every_rule_of_the_default_set_was_counted() -> None:
    model = Calibration.of(read_text("calibration.tsv"))
    asked = {rule.code for rule in Checker().rules}
    assert {code for code, _ in model.rates} == asked
    assert all(model.rates[code, True] <= model.rates[code, False] for code in asked)
    assert all(line.slope > 0 for line in (*model.families.values(), model.family, model.document))


@pytest.mark.parametrize("family", sorted(set(FAMILIES) - {"statistics", "lexicon"}))
def test_every_family_was_fitted(family: str) -> None:
    assert family in Calibration.of(read_text("calibration.tsv")).families
