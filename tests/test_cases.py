"""Every rule against its own cases: what it finds, what it leaves alone, and how its repairs read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.registry import Registered, registered


def every_case(kind: str) -> Iterator[Any]:
    for code, entry in registered().items():
        for number, case in enumerate(entry.cases().get(kind, []), start=1):
            yield pytest.param(entry, case, id=f"{code}-{kind}-{number}")


def checker_for(entry: Registered, case: dict[str, Any]) -> Checker:
    own = {"terms": case.get("terms", ()), "allow": case.get("allow", ())}
    detector = case.get("language_detector")
    config = Config(select=(entry.rule.code,), facts=case.get("facts", True), language_detector=detector, **own)
    if "corpus" not in case:
        return Checker(config)
    from textcheck.corpus import CorpusProfile

    return Checker(config, profile=CorpusProfile.build(case["corpus"], near_duplicates=case.get("near_duplicates", False)))


def spans_of(checker: Checker, case: dict[str, Any]) -> list[str]:
    text = case["text"]
    if "bytes" in case:
        report = checker.check_bytes(case["bytes"].encode("latin-1"))
        assert report.text == text
    else:
        report = checker.check(text)
    return [text[finding.start : finding.end] for finding in report.findings]


@pytest.mark.parametrize(("entry", "case"), list(every_case("positive")))
def test_positive(entry: Registered, case: dict[str, Any]) -> None:
    checker = checker_for(entry, case)
    assert spans_of(checker, case) == case["spans"]
    if "repaired" in case:
        assert checker.repair(case["text"], unsafe=True).text == case["repaired"]
        expected = case["repaired"] if case.get("safe", False) else case["text"]
        assert checker.repair(case["text"]).text == expected


@pytest.mark.parametrize(("entry", "case"), list(every_case("negative")))
def test_negative(entry: Registered, case: dict[str, Any]) -> None:
    assert spans_of(checker_for(entry, case), case) == []


# An empty list would be reported as a skipped test.
if KNOWN_FAILURES := list(every_case("known_failure")):

    @pytest.mark.parametrize(("entry", "case"), KNOWN_FAILURES)
    @pytest.mark.xfail(strict=True)
    def test_known_failure(entry: Registered, case: dict[str, Any]) -> None:
        """Faults that are known and not yet mended: one that passes turns the suite red, to be moved to its proper kind."""
        assert spans_of(checker_for(entry, case), case["text"]) == case["spans"]


@pytest.mark.parametrize("code", registered())
def test_negatives_outnumber_positives(code: str) -> None:
    cases = registered()[code].cases()
    assert set(cases) <= {"positive", "negative", "known_failure"}
    assert len(cases["negative"]) > len(cases["positive"]) >= 3
