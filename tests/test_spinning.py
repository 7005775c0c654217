"""Counts of clean text, candidates, and what they say of spun text."""

from __future__ import annotations

import random

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textcheck import Checker, Config, batches, spinning
from textcheck.batches import Batch, HashMap, hashes_of
from textcheck.candidates import LONGEST, SOURCES, candidates
from textcheck.document import Document
from textcheck.language_model import BOUNDARY, NUMBER, language_model, sequences, stream
from textcheck.spinning import judge, judge_one

CLEAN = (
    "The council met on Monday to talk about the roads and the new school. Several members said that the cost of the work had risen "
    "more than anybody expected, and that the town could not pay for it this year. An old man in the back row asked why the bridge had "
    "been closed for so long. The mayor answered that nobody would be allowed to cross it until it was mended."
)
SPUN = (
    "The counsel met on Monday to speech about the roadstead and the new schoolhouse. Respective members expressed that the toll of the "
    "oeuvre had climbed more than anybody anticipated, and that the municipality could not remuneration it this twelvemonth. An elderly "
    "man in the hindmost row inquired why the nosepiece had been shut for so retentive. The city manager answered that nobody would be "
    "permitted to thwart it until it was restored, and the populate went abode through the rainwater."
)


def levels(*phrases: str) -> list[int]:
    found = []
    for phrase in phrases:
        hashes = hashes_of(phrase.encode())
        found.append(int(language_model().levels(sequences(hashes, len(hashes)))[0]))
    return found


def options(written: str) -> list[str]:
    packed = candidates()
    hashes = hashes_of(written.encode())
    number = int(packed.find(sequences(hashes, len(hashes)))[0])
    return [] if number < 0 else [packed.text(option) for option in range(*packed.first[number : number + 2].tolist())]


def test_counted_sequences_are_frequent_as_english_is() -> None:
    house, home, east, combined = levels("white house", "white home", "middle east", "combined states")
    assert house > home + 3
    assert east > combined + 3
    assert levels("the united states") > levels("the united kingdom") > [0]
    the, bosom = language_model().word_levels(hashes_of(b"the bosom")).tolist()
    assert the > bosom > 0


def test_what_was_never_counted_is_seldom_taken_for_counted() -> None:
    chance = random.Random(5)
    words = " ".join("".join(chance.choices("bcdfghklmnpqrstvwxz", k=9)) for _ in range(4000))
    hashes = hashes_of(words.encode())
    assert (language_model().levels(sequences(hashes, 2)) > 0).mean() < 0.01
    assert (language_model().word_levels(hashes) > 0).mean() < 0.001


def test_marks_part_words_and_spaces_hyphens_and_apostrophes_join_them() -> None:
    batch = Batch([Document("One two, three-four. It's 5 six"), Document("seven")])
    found = stream(batch)
    boundary = [int(one == BOUNDARY) for one in found.hashes]
    # one two | three four | it s 5 six | seven
    assert boundary == [1, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 1, 1]
    assert [int(found.hashes[place] == NUMBER) for place in found.places] == [0, 0, 0, 0, 0, 0, 1, 0, 0]


def test_candidates_are_originals_in_the_same_form() -> None:
    assert "said" in options("mentioned")
    assert "officials" in options("officers")
    assert "war" in options("warfare")
    assert "according to" in options("in response to")
    assert "where" in options("the place")
    assert options("zxqvb") == []


def test_candidates_are_packed_as_documented() -> None:
    packed = candidates()
    assert packed.first[-1] == len(packed.sources) == len(packed.option_first) - 1
    assert packed.option_first[-1] == len(packed.option_words)
    assert numpy.diff(packed.first).min() >= 1
    assert numpy.diff(packed.first).max() <= 24
    assert numpy.diff(packed.option_first).min() >= 1
    assert numpy.diff(packed.option_first).max() <= LONGEST
    assert set(packed.sources.tolist()) == set(range(len(SOURCES)))


def test_spun_text_is_told_from_clean_text() -> None:
    clean, spun = judge(Batch([Document(CLEAN), Document(SPUN)]))
    assert spun.logit > 3 > 0 > clean.logit
    found = {SPUN[one.start : one.end]: [text for text, _ in one.options] for one in spun.replaced if one.logit > 0}
    assert "school" in found["schoolhouse"][:1]
    assert "bridge" in found["nosepiece"]
    assert "year" in found["twelvemonth"][:1]


def test_a_spun_section_of_a_long_text_is_found_and_told() -> None:
    long = "\n\n".join([CLEAN] * 8 + [SPUN] * 3 + [CLEAN] * 8)
    judged = judge(Batch([Document(long)]))[0]
    assert judged.logit > 0
    middle = len(long) // 2
    assert judged.start < middle < judged.end
    assert judged.end - judged.start < len(long) / 2


def test_a_text_of_great_length_is_judged_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "\n\n".join([CLEAN] * 8 + [SPUN] * 3 + [CLEAN] * 8)
    whole = {(one.start, one.end) for one in judge(Batch([Document(long)]))[0].replaced}
    monkeypatch.setattr(spinning, "MOST_TOGETHER", 700)
    judged = judge_one(Document(long))
    assert judged.logit > 0
    assert SPUN[:50] in long[judged.start : judged.end] or long[judged.start : judged.end] in "\n\n".join([SPUN] * 3)
    told = {(one.start, one.end) for one in judged.replaced}
    assert len(told & whole) > len(whole) / 2
    assert judge_one(Document("a" * 5000)).logit < 0


def test_repairs_bring_the_original_back() -> None:
    repaired = Checker(Config(select=("spun",))).repair(SPUN, unsafe=True).text
    for phrase in ("the new school.", "this year.", "why the bridge had been", "the people went home through the rain"):
        assert phrase in repaired


def test_a_document_is_judged_alike_alone_and_in_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [CLEAN, SPUN, "Short.", "", CLEAN.upper(), SPUN + "\n\n" + CLEAN]
    checker = Checker(Config(select=("spun",)))
    alone = [checker.check(text).findings for text in texts]
    monkeypatch.setattr(batches, "BEFORE_ARRAYS", 0)
    monkeypatch.setattr(batches, "LEAST", 0)
    assert [report.findings for report in checker.check_batch(texts)] == alone


@given(
    st.lists(st.text(max_size=80) | st.sampled_from([CLEAN[:90], SPUN[:90], "the the " * 9, "1 2 3", "\n\n"]), max_size=8).map(
        " ".join
    )
)
def test_any_text_is_judged(text: str) -> None:
    judged = judge(Batch([Document(text)]))[0]
    for one in judged.replaced:
        assert 0 <= one.start < one.end <= len(text)
    assert [one.start for one in judged.replaced] == sorted(one.start for one in judged.replaced)


@given(st.lists(st.integers(0, 2**64 - 1), unique=True), st.lists(st.integers(0, 2**64 - 1)))
def test_hash_map_finds_what_it_was_given(keys: list[int], others: list[int]) -> None:
    held = HashMap(numpy.array(keys, numpy.uint64))
    asked = [*keys, *others]
    wanted = [keys.index(key) if key in keys else -1 for key in asked]
    assert held.find(numpy.array(asked, numpy.uint64)).tolist() == wanted
