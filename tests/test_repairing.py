"""The repair engine, against a model that keeps a list of characters and where each came from."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.finding import Applicability, Finding, Repair, Severity
from textcheck.repairing import MOST_ROUNDS, Edit, OffsetMap, Repaired, apply, choose

SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY
CHECKER = Checker()


def finding(start: int, end: int, *repairs: Repair, code: str = "ART101") -> Finding:
    return Finding(code, "name", "artifact", Severity.ERROR, start, end, "message", 0.9, repairs)


def safe(start: int, end: int, text: str, confidence: float = 0.9) -> Repair:
    return Repair(start, end, text, SAFE, confidence, "reason")


def unsafe(start: int, end: int, text: str, confidence: float = 0.9) -> Repair:
    return Repair(start, end, text, UNSAFE, confidence, "doubt")


def once(text: str, findings: list[Finding]) -> Callable[[str], list[Finding]]:
    """A check that finds something in one text only."""
    return lambda current: findings if current == text else []


class Rewrite(NamedTuple):
    """A toy rule: every occurrence of `found` is a finding; its repairs replace a part of the occurrence."""

    code: str
    found: str
    repairs: tuple[tuple[int, int, str, Applicability, float], ...]

    def check(self, text: str) -> list[Finding]:
        return [
            finding(
                at,
                at + len(self.found),
                *(Repair(at + a, at + b, new, how, sure, "reason") for a, b, new, how, sure in self.repairs),
                code=self.code,
            )
            for at in range(len(text))
            if text.startswith(self.found, at)
        ]


LETTERS = "abc"
APPLICABILITIES = st.sampled_from(Applicability)
CONFIDENCES = st.sampled_from([0.1, 0.5, 0.9])


@st.composite
def rewrites(draw: st.DrawFn) -> tuple[Rewrite, ...]:
    """A few toy rules over three letters: they overlap, undo one another, grow, and change nothing."""
    made = []
    for number in range(draw(st.integers(1, 4))):
        found = draw(st.text(LETTERS, min_size=1, max_size=3))
        repairs = []
        for _ in range(draw(st.integers(0, 2))):
            a, b = sorted(draw(st.tuples(st.integers(0, len(found)), st.integers(0, len(found)))))
            repairs.append((a, b, draw(st.text(LETTERS, max_size=3)), draw(APPLICABILITIES), draw(CONFIDENCES)))
        made.append(Rewrite(f"ART10{number}", found, tuple(repairs)))
    return tuple(made)


@st.composite
def texts_with_findings(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    """A text of few different letters and any findings and repairs within its bounds."""
    text = draw(st.text("ab \u0301\ud800𝒳", max_size=30))
    offsets = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    findings = []
    for number in range(draw(st.integers(0, 8))):
        start, end = draw(offsets)
        repairs = [
            Repair(*draw(offsets), draw(st.text("ab𝒳", max_size=4)), draw(APPLICABILITIES), draw(CONFIDENCES), "reason")
            for _ in range(draw(st.integers(0, 3)))
        ]
        findings.append(finding(start, end, *repairs, code=f"ART10{number % 3}"))
    return text, findings


def prove(text: str, repaired: Repaired) -> None:
    """Replay the applied repairs on a list of (character, origin) and hold text and both maps against it."""
    kept: list[tuple[str, int | None]] = list(zip(text, range(len(text)), strict=True))
    for number in range(1, repaired.rounds + 1):
        edits = {applied.repair[:3] for applied in repaired.applied if applied.round == number}
        assert edits, "a round without a repair"
        for start, end, new in sorted(edits, reverse=True):
            kept[start:end] = [(character, None) for character in new]
    assert repaired.text == "".join(character for character, _ in kept)
    for at, (character, origin) in enumerate(kept):
        if origin is not None:
            assert repaired.to_repaired(origin) == at
            assert repaired.to_original(at) == origin
            assert repaired.text[at] == text[origin] == character
    there = [repaired.to_repaired(offset) for offset in range(len(text) + 1)]
    back = [repaired.to_original(offset) for offset in range(len(repaired.text) + 1)]
    assert there == sorted(there)
    assert back == sorted(back)
    assert there[0] >= 0
    assert there[-1] == len(repaired.text)
    assert back[0] >= 0
    assert back[-1] == len(text)
    assert repaired.rounds <= MOST_ROUNDS
    for applied in repaired.applied:
        assert applied.repair.applicability is not DISPLAY
    for skipped in repaired.skipped:
        assert skipped.reason
        assert 0 <= skipped.finding.start <= skipped.finding.end <= len(repaired.text)


@given(texts_with_findings(), st.booleans())
def test_any_findings(case: tuple[str, list[Finding]], with_unsafe: bool) -> None:
    text, findings = case
    repaired = apply(text, once(text, findings), unsafe=with_unsafe)
    prove(text, repaired)
    if not with_unsafe:
        assert all(applied.repair.applicability is SAFE for applied in repaired.applied)
    # What has a repair is accounted for once: applied, or skipped by name.
    accounted = [item.finding for item in (*repaired.applied, *repaired.skipped)]
    if repaired.text != text:
        # What may not be applied is named only where the repaired text still holds it.
        assert {f[:2] for f in findings if f.repairs} >= {f[:2] for f in accounted}
        allowed = {SAFE, UNSAFE} if with_unsafe else {SAFE}
        applied_now = sum(
            any(r.applicability in allowed and r.text != text[r.start : r.end] for r in f.repairs) for f in findings
        )
        assert len(accounted) == applied_now
    else:
        assert len(accounted) == sum(bool(f.repairs) for f in findings)


@given(st.text(LETTERS, max_size=20), rewrites(), st.booleans())
def test_toy_rules(text: str, rules: tuple[Rewrite, ...], with_unsafe: bool) -> None:
    def check(current: str) -> list[Finding]:
        return [found for rule in rules for found in rule.check(current)]

    repaired = apply(text, check, unsafe=with_unsafe)
    prove(text, repaired)
    again = apply(repaired.text, check, unsafe=with_unsafe)
    assert again.text == repaired.text
    assert again.rounds == 0


@given(texts_with_findings(), st.booleans())
def test_chosen_repairs_do_not_overlap_and_the_better_wins(case: tuple[str, list[Finding]], with_unsafe: bool) -> None:
    text, findings = case
    choice = choose(text, findings, unsafe=with_unsafe)
    spans = [repair[:2] for _, repair in choice.chosen]
    assert spans == sorted(spans)
    for (start, end), (next_start, _) in pairwise(spans):
        assert end <= next_start
        assert start < next_start

    def rank(repair: Repair) -> tuple[bool, float, int]:
        return repair.applicability is not SAFE, -repair.confidence, repair.start

    allowed = {SAFE, UNSAFE} if with_unsafe else {SAFE}
    for skipped in choice.overlapped:
        wanted = next(r for r in skipped.finding.repairs if r.applicability in allowed and r.text != text[r.start : r.end])
        rivals = [repair for _, repair in choice.chosen if _conflict(repair, wanted)]
        assert any(rank(rival) <= rank(wanted) for rival in rivals)


def _conflict(one: Repair, other: Repair) -> bool:
    return one.start == other.start or (one.start < other.end and other.start < one.end)


def damaged() -> st.SearchStrategy[str]:
    """Pieces of the rules' own cases between ordinary words and hostile marks."""
    from textcheck.registry import registered

    texts = [case["text"] for entry in registered().values() for case in entry.cases()["positive"]]
    pieces = [*texts, "{of} ", "{{of}}", "“ ", " ”", "war.He ", "\n", "\n\n", "  ", " the ", "\u200b", "â€™", "&amp;", "\ud800"]
    return st.lists(st.sampled_from(pieces) | st.sampled_from("{}|<>“”\"' .a"), max_size=8).map("".join)


@given(damaged(), st.booleans())
def test_real_damage(text: str, with_unsafe: bool) -> None:
    repaired = CHECKER.repair(text, unsafe=with_unsafe)
    prove(text, repaired)
    again = CHECKER.repair(repaired.text, unsafe=with_unsafe)
    assert again.text == repaired.text
    assert not again.applied
    if not CHECKER.check(text).findings:
        assert repaired.text == text


@given(st.text(st.characters()))
def test_any_text(text: str) -> None:
    repaired = CHECKER.repair(text)
    prove(text, repaired)
    assert CHECKER.repair(repaired.text).text == repaired.text


def test_without_findings_the_same_text_is_returned() -> None:
    text = "The ferry sails at nine, and the kettle is on."
    repaired = apply(text, lambda _: [])
    assert repaired.text is text
    assert repaired.applied == repaired.skipped == ()
    assert [repaired.to_original(i) for i in range(len(text) + 1)] == list(range(len(text) + 1))


def test_safer_then_more_confident_then_earlier_wins() -> None:
    def first(*repairs: Repair, with_unsafe: bool = True) -> str:
        findings = [finding(0, 4, repair, code=f"ART10{i}") for i, repair in enumerate(repairs)]
        return apply("abcd", once("abcd", findings), unsafe=with_unsafe).text

    assert first(unsafe(0, 2, "X", 0.99), safe(1, 3, "Y", 0.5)) == "aYd"
    assert first(safe(0, 2, "X", 0.5), safe(1, 3, "Y", 0.6)) == "aYd"
    assert first(safe(1, 3, "Y"), safe(0, 2, "X")) == "Xcd"


def test_overlaps_are_named_where_they_lay() -> None:
    findings = [finding(0, 3, safe(0, 3, "xy"), code="ART101"), finding(2, 5, safe(2, 5, "z", 0.5), code="ART102")]
    repaired = apply("abcdef", once("abcdef", findings))
    assert repaired.text == "xydef"
    assert [(s.finding.code, s.finding.start, s.finding.end, s.reason) for s in repaired.skipped] == [
        ("ART102", 0, 4, "overlaps the repair of ART101 at 0-3")
    ]


def test_an_overlap_that_a_later_round_applies_is_not_skipped() -> None:
    first = Rewrite("ART101", "ab", ((0, 2, "xb", SAFE, 0.9),))
    second = Rewrite("ART102", "bc", ((0, 2, "y", SAFE, 0.5),))
    repaired = apply("abc", lambda text: first.check(text) + second.check(text))
    assert repaired.text == "xy"
    assert [(applied.finding.code, applied.round) for applied in repaired.applied] == [("ART101", 1), ("ART102", 2)]
    assert repaired.skipped == ()


def test_an_overlap_that_loses_every_round_is_named_once() -> None:
    rules = Rewrite("ART101", "ab", ((0, 2, "a", SAFE, 0.9),)), Rewrite("ART102", "ab", ((0, 1, "x", SAFE, 0.5),))
    repaired = apply("abb", lambda text: [found for rule in rules for found in rule.check(text)])
    assert repaired.text == "a"
    assert [applied.finding.code for applied in repaired.applied] == ["ART101", "ART101"]
    assert [skipped.finding.code for skipped in repaired.skipped] == ["ART102"]


def scripted(*rounds: tuple[str, list[Finding]]) -> Callable[[str], list[Finding]]:
    """A check that knows what to find in a few texts, and nothing in others."""
    return lambda text: dict(rounds).get(text, [])


def test_an_overlap_that_is_found_again_is_named_as_it_is_found_last() -> None:
    winner = finding(0, 2, safe(0, 2, "xb"), code="ART101")
    shown = Repair(1, 3, "y", DISPLAY, 0.5, "a guess")
    check = scripted(
        ("abc", [winner, finding(1, 3, safe(1, 3, "y", 0.5), code="ART102")]),
        ("xbc", [finding(1, 3, shown, code="ART102")]),
    )
    repaired = apply("abc", check)
    assert repaired.text == "xbc"
    assert [(s.finding.code, s.reason) for s in repaired.skipped] == [("ART102", "shown only: a guess")]


def test_an_overlap_counts_as_applied_where_a_wider_finding_of_its_rule_is() -> None:
    first = [finding(3, 6, safe(3, 5, "DE"), code="ART101"), finding(4, 6, safe(4, 6, "x", 0.5), code="ART102")]
    then = [finding(0, 8, safe(7, 8, "H"), code="ART102"), finding(1, 2, safe(1, 2, "B"), code="ART102")]
    repaired = apply("abcdefgh", scripted(("abcdefgh", first), ("abcDEfgh", then)))
    assert repaired.text == "aBcDEfgH"
    assert repaired.skipped == ()


def test_neighbours_do_not_conflict_whichever_is_chosen_first() -> None:
    for sure, unsure in (((0, 2), (2, 4)), ((2, 4), (0, 2)), ((2, 2), (0, 2)), ((0, 2), (2, 2))):
        findings = [finding(*sure, safe(*sure, "X", 0.9)), finding(*unsure, safe(*unsure, "Y", 0.5))]
        assert len(apply("abcd", once("abcd", findings)).applied) == 2


def test_the_same_repair_of_two_findings_is_applied_once() -> None:
    findings = [finding(0, 2, safe(0, 2, "X"), code="ART101"), finding(0, 3, safe(0, 2, "X"), code="ART102")]
    repaired = apply("abc", once("abc", findings))
    assert repaired.text == "Xc"
    assert [applied.finding.code for applied in repaired.applied] == ["ART101", "ART102"]
    assert repaired.skipped == ()


def test_insertions_at_one_place_conflict_and_those_at_an_end_do_not() -> None:
    same = [finding(0, 1, safe(1, 1, "x"), code="ART101"), finding(0, 1, safe(1, 1, "y"), code="ART102")]
    repaired = apply("ab", once("ab", same))
    assert repaired.text == "axb"
    assert [s.finding.code for s in repaired.skipped] == ["ART102"]
    behind = [finding(0, 2, safe(0, 2, "xy")), finding(2, 2, safe(2, 2, "!")), finding(3, 3, safe(3, 3, "?"))]
    repaired = apply("abc", once("abc", behind))
    assert repaired.text == "xy!c?"
    assert repaired.to_repaired(2) == 3
    assert repaired.to_repaired(3) == 5


def test_a_repair_that_changes_nothing_is_no_rival() -> None:
    findings = [finding(0, 3, safe(0, 3, "abc"), code="ART101"), finding(1, 2, safe(1, 2, "x", 0.1), code="ART102")]
    repaired = apply("abc", once("abc", findings))
    assert repaired.text == "axc"
    assert [applied.finding.code for applied in repaired.applied] == ["ART102"]
    unchanged = apply("abc", lambda _: [finding(0, 3, safe(0, 3, "abc"))])
    assert (unchanged.text, unchanged.rounds, unchanged.applied) == ("abc", 0, ())
    assert [s.reason for s in unchanged.skipped] == ["its repair changes nothing"]


def test_repairs_that_cancel_each_other_are_named() -> None:
    repaired = apply("aa", lambda _: [finding(0, 1, safe(0, 1, "")), finding(2, 2, safe(2, 2, "a"))])
    assert repaired.text == "aa"
    assert len(repaired.skipped) == 2


def test_what_a_repair_keeps_is_untouched() -> None:
    text = "say {that a} deal"
    repaired = apply(text, once(text, [finding(4, 12, safe(4, 12, "that an"))]))
    assert repaired.text == "say that an deal"
    assert repaired.to_repaired(12) == 11
    kept = apply("abcXdef", once("abcXdef", [finding(0, 7, safe(0, 7, "abcYdef"))]))
    assert [kept.to_repaired(i) for i in range(8)] == list(range(8))
    assert kept.maps[0].forward(4) == 4


@pytest.mark.parametrize("growing", ["x", "xa"])
def test_repairs_that_do_not_come_to_rest_are_given_up(growing: str) -> None:
    rule = Rewrite("ART101", "a", ((0, 0, growing, SAFE, 0.9),))
    repaired = apply("cab", rule.check)
    assert repaired.text == "cab"
    assert (repaired.rounds, repaired.applied) == (0, ())
    assert repaired.to_repaired(2) == 2
    assert [s.finding.start for s in repaired.skipped] == [1]
    assert "ART101" in repaired.skipped[0].reason


def test_ten_rounds_are_enough_for_ten_rounds() -> None:
    rule = Rewrite("ART101", "ab", ((0, 2, "a", SAFE, 0.9),))
    assert apply("a" + "b" * 10, rule.check).rounds == 10
    assert apply("a" + "b" * 10, rule.check).text == "a"
    assert apply("a" + "b" * 11, rule.check).rounds == 0


def test_applicability() -> None:
    shown = Repair(0, 1, "x", DISPLAY, 0.9, "shown")
    findings = [finding(0, 1, shown), finding(1, 2, shown._replace(start=1, end=2), unsafe(1, 2, "y")), finding(2, 3)]
    plain = apply("abc", once("abc", findings))
    assert plain.text == "abc"
    assert [s.reason for s in plain.skipped] == ["shown only: shown", "unsafe: doubt"]
    assert apply("abc", once("abc", findings), unsafe=True).text == "ayc"


@pytest.mark.parametrize("offset", [-1, 4])
def test_offsets_outside_raise(offset: int) -> None:
    repaired = apply("abc", lambda _: [])
    with pytest.raises(IndexError, match="outside"):
        repaired.to_original(offset)
    with pytest.raises(IndexError, match="outside"):
        repaired.to_repaired(offset)


@given(st.data())
def test_offset_map_is_a_galois_pair(data: st.DataObject) -> None:
    """Going there and back never moves an untouched offset, and going back and there moves only inserted ones."""
    cuts = sorted(data.draw(st.sets(st.integers(0, 30), max_size=8)))
    edits = [Edit(a, b, data.draw(st.text("xy", max_size=3))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    offsets = OffsetMap(edits)
    for offset in range(31):
        if not any(edit.start <= offset < edit.end for edit in edits):
            assert offsets.backward(offsets.forward(offset)) == offset


def test_the_cap_of_a_report_does_not_cap_repairs() -> None:
    checker = Checker(Config(select=("ART101",), max_findings_per_rule=2))
    text = "It is one {of the} many. " * 30
    assert len(checker.check(text).findings) == 2
    repaired = checker.repair(text)
    assert "{" not in repaired.text
    assert repaired.rounds == 1


def test_characters_kept_in_the_middle_of_a_repair_are_untouched() -> None:
    text = "He hopes {that a} deal is near."
    repaired = Checker(Config(select=("ART101",))).repair(text)
    assert repaired.text == "He hopes that a deal is near."
    kept = [i for i in range(len(text)) if i not in (9, 16)]
    assert [repaired.text[repaired.to_repaired(i)] for i in kept] == [text[i] for i in kept]
    assert repaired == Checker(Config(select=("ART101",))).repair(text)


def test_repairs_that_feed_on_themselves_are_not_applied() -> None:
    """Three letters before every b, in every round: after ten rounds a million times as long."""
    longest = 0

    def check(current: str) -> list[Finding]:
        nonlocal longest
        longest = max(longest, len(current))
        spots = [at for at, letter in enumerate(current) if letter == "b"]
        return [finding(at, at + 1, Repair(at, at, "bbb", SAFE, 0.9, "reason")) for at in spots]

    repaired = apply("abab" * 100, check)
    assert repaired.text == "abab" * 100
    assert longest < 10_000
    assert len(repaired.skipped) == 200
    assert "ART101 make 400 code points" in repaired.skipped[0].reason
