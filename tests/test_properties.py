"""What holds for every rule, whatever the text: new rules are covered as soon as they are registered."""

from __future__ import annotations

import pickle
import sys
import time
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textcheck.checker import Checker, _Found, _Wanted
from textcheck.config import Config
from textcheck.corpus import CorpusProfile
from textcheck.document import Document
from textcheck.finding import Finding
from textcheck.registry import registered
from textcheck.report import Report

RULES = list(registered())
GATED = [
    code
    for code, entry in registered().items()
    if entry.rule.gate is not None or entry.rule.terms is not None or entry.rule.when is not None
]

# One of each kind of character that has broken a text tool before, and what opens a construct that may never close.
STRANGE = (
    "\0 \x1a \x7f \x85 \xa0 \xad \u00c3 \u0130 \u0131 \u00df \u1e9e \ufb01 \u0301 \u0345 \u200b \u200d \u200e \u202e \u2028 \u2066 "
    "\ufeff \ufffd \ufffe \ue000 \ud800 \udfff \udcff \U0001d54f \U0001f468 \U000e0041 \U0010ffff \u05d0 \u0627 \u4e2d \uac00 "
    "\u0e01 { } < > | & &# ; ( [ “ ” ‘ ’ \" ' « ` \\ / % $ @ # = + * _ - — … . , : ! ? \n \r \r\n \t a A 0"
).split(" ")

# Units repeated to make hostile texts. Each alone, and none closes what it opens.
UNITS = (
    *("a", " ", "&#", "{", "“", "\n", ".", "'", "‘", "”", '"', "<", "|", "&", "(", "[", "-", "_", "0", "A", "\t", "\r"),
    *("Ã", "â€", "\u0301", "\ufffd", "\0", "\ud800", "\u200b", "中", "𝒳", "«", "©", "…"),
    *(
        "a ",
        "A ",
        "a.",
        "A.B",
        ". A",
        " a.A",
        "{a",
        "{a|",
        "{a b ",
        "a' ",
        "n't",
        '" a',
        "“ a",
        "“a",
        "a” ",
        "a\n",
        " \n",
        "\n\n",
    ),
    *(
        "an a ",
        "the of ",
        "CIA Director ",
        "Mr. B ",
        "Bill ",
        "© ",
        "By A B",
        "<a ",
        "</",
        "&a",
        "&#1",
        "a-\n",
        "ï»¿",
        "http://a",
    ),
)


@cache
def checker_of(code: str) -> Checker:
    """A checker of one rule, with the profile of all corpora that the rule's cases speak of."""
    corpus = [text for case in cases_of(code) for text in case.get("corpus", [])]
    profile = CorpusProfile.build(corpus) if corpus else None
    terms = [term for case in cases_of(code) for term in case.get("terms", [])]
    return Checker(Config(select=(code,), terms=terms), profile=profile)


@cache
def cases_of(code: str) -> list[dict[str, Any]]:
    return [case for cases in registered()[code].cases().values() for case in cases]


@cache
def default_checker() -> Checker:
    """Every rule, with the profile of all corpora of all cases."""
    corpus = [text for code in RULES for case in cases_of(code) for text in case.get("corpus", [])]
    return Checker(profile=CorpusProfile.build(corpus))


@cache
def company_of(code: str) -> Checker:
    """A checker of one rule with the profile of the default checker."""
    return Checker(Config(select=(code,)), profile=default_checker().profile)


@cache
def texts_of(code: str) -> list[str]:
    """The texts of a rule's cases."""
    return [text for case in cases_of(code) for text in (case["text"], *case.get("corpus", []))]


def near(code: str) -> st.SearchStrategy[str]:
    """Texts built from pieces of a rule's own cases, with strange characters between."""
    piece = st.sampled_from(texts_of(code)).flatmap(
        lambda text: (
            st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda cut: text[min(cut) : max(cut)])
            | st.just(text)
        )
    )
    return st.lists(piece | st.sampled_from(STRANGE) | st.sampled_from([" ", " ", "\n"]), max_size=10).map("".join)


def anything() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(STRANGE) | st.text(st.characters(), max_size=4), max_size=30).map("".join)


def direct(code: str, text: str) -> list[Finding]:
    """The findings of one rule, asked without its gate, in text order."""
    checker = checker_of(code)
    rule = registered()[code].rule
    doc = checker.document(text)
    doc.hits = checker._lexicon.scan(doc)
    if rule.detect is not None:
        found = list(rule.detect(doc))
    elif rule.detect_batch is not None:
        found = [finding for findings in rule.detect_batch([doc]) for finding in findings]
    else:
        assert rule.judge is not None
        assert rule.terms is not None
        judged = (rule.judge(doc, hit) for hit in doc.hits[rule.terms.name])
        found = [finding for finding in judged if finding is not None]
    # What stands in quoted code is toned down by the checker, whatever the rule.
    kept = _Found(doc, _Wanted(None, {}, {}))
    kept.take(found)
    return kept.in_text_order()


def prove(report: Report, text: str) -> None:
    assert report.length == len(text)
    assert 0 <= report.score <= 1
    assert set(report.families) == {finding.family for finding in report.findings}
    assert all(0 <= probability <= 1 for probability in report.families.values())
    order = [(finding.start, finding.end, finding.code) for finding in report.findings]
    assert order == sorted(order)
    for finding in report.findings:
        rule = registered()[finding.code].rule
        assert (finding.rule, finding.family) == (rule.name, rule.family)
        assert 0 <= finding.start <= finding.end <= len(text)
        assert 0 <= finding.confidence <= 1
        assert finding.message
        assert "\n" not in finding.message
        for repair in finding.repairs:
            assert 0 <= repair.start <= repair.end <= len(text)
            assert 0 <= repair.confidence <= 1
            assert repair.reason
            assert repair.text != text[repair.start : repair.end], "a repair that changes nothing"
    assert len({finding[:7] for finding in report.findings}) == len(report.findings), "a finding reported twice"


@pytest.mark.parametrize("code", RULES)
@given(data=st.data())
def test_every_rule_on_texts_near_its_cases(code: str, data: st.DataObject) -> None:
    text = data.draw(near(code))
    checker = checker_of(code)
    report = checker.check(text)
    prove(report, text)
    assert checker.check(text) == report
    repaired = checker.repair(text)
    assert checker.repair(repaired.text).text == repaired.text
    if not report.findings:
        assert repaired.text == text


# What one writer, program or keyboard puts where others put another.
EXCHANGED = (
    *(
        (" ", "\xa0"),
        (" ", "\n"),
        (" ", "  "),
        ("\n", "\u2028"),
        ("\n", "\r\n"),
        ("'", "’"),
        ('"', "”"),
        ("-", "–"),
        (".", "。"),
        (",", ""),
    ),
    *(
        ("e", "é"),
        ("i", "ı"),
        ("e", "\u064b"),
        ("a", "7"),
        ("o", "\u200b"),
        ("t", "?"),
        ("n", "N"),
        ("s", "S"),
        ("r", "\ufffd"),
        ("l", ""),
    ),
)


@pytest.mark.parametrize("code", RULES)
def test_every_rule_on_its_cases_written_otherwise(code: str) -> None:
    checker = checker_of(code)
    texts = [text.replace(old, new) for text in texts_of(code) for old, new in EXCHANGED if old in text]
    for text, report in zip(texts, checker.check_batch(texts), strict=True):
        prove(report, text)


@pytest.mark.parametrize("code", RULES)
def test_every_rule_stands_long_runs_of_one_mark(code: str) -> None:
    # `benchmarks/robustness.py runs` asks for their time, too: what tries each part of a run against each other would hang here.
    text = texts_of(code)[0]
    texts = [text[: len(text) // 2] + filler * 1500 + text[len(text) // 2 :] for filler in ("-", ".", " ", "_", "(", "a ")]
    for long, report in zip(texts, checker_of(code).check_batch(texts), strict=True):
        prove(report, long)


@pytest.mark.parametrize("code", RULES)
@given(text=anything())
def test_every_rule_on_any_text(code: str, text: str) -> None:
    # Without the gate: a rule must stand any text, not only what its gate lets through today.
    found = direct(code, text)
    report = checker_of(code).check(text)
    prove(report, text)
    assert list(report.findings) == found


@pytest.mark.parametrize("code", GATED)
@given(data=st.data())
def test_a_gate_hides_no_finding(code: str, data: st.DataObject) -> None:
    text = data.draw(near(code))
    # Not the whole findings: the checker softens those in quoted code.
    found = [finding[4:7] for finding in checker_of(code).check(text).findings]
    assert found == [finding[4:7] for finding in direct(code, text)]


@pytest.mark.parametrize("code", GATED)
def test_a_gate_hides_no_finding_of_the_cases(code: str) -> None:
    for text in texts_of(code):
        for start in range(0, len(text), 7):
            assert list(checker_of(code).check(text[start:]).findings) == direct(code, text[start:])


@given(st.data())
def test_default_rules_together(data: st.DataObject) -> None:
    text = data.draw(anything() | st.lists(st.sampled_from(RULES).flatmap(near), max_size=3).map("\n".join))
    checker = default_checker()
    report = checker.check(text)
    prove(report, text)
    alone = [finding for code in RULES if registered()[code].rule.default for finding in company_of(code).check(text).findings]
    assert sorted(alone) == sorted(report.findings), "a rule finds something else in company"


@given(st.lists(anything(), max_size=5))
def test_a_batch_is_its_documents(texts: list[str]) -> None:
    checker = default_checker()
    assert checker.check_batch(texts) == [checker.check(text) for text in texts]


@given(
    st.lists(anything().map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=8), max_size=4).map(
        b"".join
    )
)
def test_any_bytes(data: bytes) -> None:
    report = default_checker().check_bytes(data)
    prove(report, report.text)


@given(st.text(st.characters()))
def test_views_keep_offsets(text: str) -> None:
    doc = Document(text)
    assert len(doc.folded) == len(doc.codes) == len(text)
    assert [text[a:b] for a, b in doc.lines] == text.splitlines()
    doc.folded.encode()


def test_views_keep_offsets_for_every_character() -> None:
    everything = "\n".join(map(chr, range(sys.maxunicode + 1)))
    doc = Document(everything)
    assert len(doc.folded) == len(doc.codes) == len(everything)
    # A character that grew or shrank would shift the line breaks that follow it.
    assert set(doc.folded[1::2]) == {"\n"}


def mixed() -> list[str]:
    texts = [text for code in RULES for text in texts_of(code)]
    return [*texts, "", *STRANGE, "".join(STRANGE), *(unit * 50 for unit in UNITS)]


def test_every_way_of_checking_gives_the_same_reports() -> None:
    texts = mixed()
    checker = default_checker()
    alone = [checker.check(text) for text in texts]
    assert checker.check_batch(texts) == alone
    assert list(checker.check_many(iter(texts))) == alone
    assert list(checker.check_many(iter(texts), jobs=2)) == alone
    encodable = [(text, report) for text, report in zip(texts, alone, strict=True) if not _has_surrogate(text)]
    for text, report in encodable:
        if not text.startswith("\ufeff"):
            assert checker.check_bytes(text.encode()).findings == report.findings


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def test_a_pickled_checker_gives_the_same_reports() -> None:
    checker = default_checker()
    copy = pickle.loads(pickle.dumps(checker))
    texts = mixed()
    assert copy.check_batch(texts) == checker.check_batch(texts)


# A generous bound on the processor time of one text: thirty times what the slowest takes, and minutes below quadratic.
MOST_SECONDS = 60.0


@pytest.mark.parametrize(
    "unit", ["a", " ", "{", '"', "“", "&", "\n", ".", "\ufffd", "\u0301", "\0", chr(0xD800), "中", "Ã"], ids=ascii
)
def test_a_million_of_one_character(unit: str) -> None:
    text = unit * 1_000_000
    started = time.process_time()
    report = default_checker().check(text)
    assert time.process_time() - started < MOST_SECONDS
    prove(report, text)


# In code points. Four times the text may take ten times the time, and what takes less than this is not measured: noise never fails the test,
# while sixteen times (quadratic) of any time that matters does.
MOST_GROWTH = 10.0
SHORTEST = 0.05
LENGTH = 16_000


def growth(code: str, unit: str, length: int) -> tuple[float, float]:
    """The processor time of one rule on a text of `length` code points and on one four times as long; the best of up to three."""
    small = unit * (length // len(unit))
    large = small * 4
    times = [float("inf"), float("inf")]
    for _ in range(3):
        for at, text in enumerate((small, large)):
            started = time.process_time()
            direct(code, text)
            times[at] = min(times[at], time.process_time() - started)
        if times[1] < MOST_GROWTH * max(times[0], SHORTEST):
            break
    return times[0], times[1]


def assert_linear(code: str, units: list[str] | tuple[str, ...]) -> None:
    # Compiling patterns and terms is paid once and not counted.
    direct(code, texts_of(code)[0])
    for unit in units:
        small, large = growth(code, unit, LENGTH)
        assert large < MOST_GROWTH * max(small, SHORTEST), f"{code} on {unit!r} * n: {small:.3f} s, then {large:.3f} s"


@pytest.mark.parametrize("code", RULES)
def test_time_is_linear_on_hostile_text(code: str) -> None:
    assert_linear(code, UNITS)


@pytest.mark.parametrize("code", RULES)
def test_time_is_linear_on_repeated_damage(code: str) -> None:
    damaged = [case["text"] for case in registered()[code].cases()["positive"]]
    # Halves leave open what the whole would close; without line breaks nothing stops a search that looks back.
    assert_linear(
        code, ["".join(damaged), " ".join(damaged).replace("\n", " "), " ".join(text[: len(text) // 2] for text in damaged)]
    )
