"""The score: never raised by another finding, lowered less in a longer text, 1 without findings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textcheck.finding import Finding, Severity
from textcheck.rule import FAMILIES
from textcheck.scoring import LENGTH_SCALE, score


def finding(family: str = "spun", confidence: float = 0.9, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(f"{FAMILIES[family]}101", "name", family, severity, 0, 1, "message", confidence)


FINDINGS = st.builds(finding, st.sampled_from(sorted(FAMILIES)), st.floats(0, 1, allow_nan=False), st.sampled_from(Severity))
LENGTHS = st.integers(0, 10_000_000)


@given(st.lists(FINDINGS, max_size=30), FINDINGS, st.integers(0, 30), LENGTHS)
def test_another_finding_never_raises_the_score(found: list[Finding], another: Finding, place: int, length: int) -> None:
    total, families = score(found, length)
    with_it, with_families = score([*found[:place], another, *found[place:]], length)
    assert with_it <= total
    assert with_families[another.family] >= families.get(another.family, 0.0)
    assert {family: with_families[family] for family in families if family != another.family} == {
        family: families[family] for family in families if family != another.family
    }


@given(st.lists(FINDINGS, max_size=30), LENGTHS)
def test_bounds_and_families(found: list[Finding], length: int) -> None:
    total, families = score(found, length)
    assert 0.0 <= total <= 1.0
    assert set(families) == {item.family for item in found}
    assert all(0.0 <= probability <= 1.0 for probability in families.values())
    assert all(total <= 1.0 - probability + 1e-12 for probability in families.values())


@given(st.lists(FINDINGS, min_size=1, max_size=10), LENGTHS, LENGTHS)
def test_the_same_findings_say_less_of_a_longer_text(found: list[Finding], one: int, other: int) -> None:
    assert score(found, min(one, other))[0] <= score(found, max(one, other))[0] + 1e-12


@given(st.floats(0, 1), st.floats(0, 1))
def test_surer_and_severer_findings_lower_it_more(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert score([finding(confidence=high)], 1000)[0] <= score([finding(confidence=low)], 1000)[0]
    by_severity = [score([finding(confidence=one, severity=severity)], 1000)[0] for severity in Severity]
    assert by_severity == sorted(by_severity, reverse=True)


def test_a_clean_document_scores_one() -> None:
    total, families = score([], 0)
    assert (total, families) == (1.0, {})
    assert isinstance(total, float)


def test_what_a_lone_finding_says() -> None:
    assert score([finding(confidence=0.98)], 500)[1]["spun"] == pytest.approx(0.98, abs=0.01)
    assert score([finding(confidence=0.9)], LENGTH_SCALE)[1]["spun"] == pytest.approx(1 - 0.1**0.5)
    # Notes alone leave a document clean: a page of copyright lines is no reason to drop it.
    assert score([finding("boilerplate", 0.99, Severity.NOTE)] * 5, 2000)[0] > 0.85


def test_no_finding_is_certain() -> None:
    assert score([finding(confidence=1.0)], 10)[0] > 0
