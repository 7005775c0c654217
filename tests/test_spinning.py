"""Counts of clean text, candidates, and what they say of spun text."""

from __future__ import annotations

import random
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from textcheck import Checker, Config, batches, first_glance, resources, spinning
from textcheck.batches import Batch, HashIndex, hashes_of
from textcheck.candidates import LONGEST, SOURCES, candidates
from textcheck.document import Document
from textcheck.first_glance import MARGIN, stream_of
from textcheck.language_model import BOUNDARY, NUMBER, language_model, sequences, stream
from textcheck.networks import network as trained_network
from textcheck.networks import trained
from textcheck.noisy_channel import SUSPECT, glances
from textcheck.spinning import NOT_SPUN, judge, judge_one
from textcheck.tables import Table, packed

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

PLAIN = (
    "He said that it was the first time that he had been to the city. She said that she did not know what to do. They went to the house in "
    "the evening and had dinner with the family."
)
# Of each word by itself the first glance says nothing.
PHRASES = (
    "The friction match was the club's first of the year, and the teams up played it in high spirits. The serial publication of games goes "
    "on for a couple of calendar months, as indicated by the league.",
    "The council will hold off the work stoppages for a couple of calendar months, as indicated by the mayor. The telephone sets of the "
    "office were put up in the full general room.",
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
    together = judge(Batch([Document(text) for text in texts]))
    one_by_one = [judge_one(Document(text)) for text in texts]
    assert [(one.logit, one.replaced) for one in together] == [(one.logit, one.replaced) for one in one_by_one]


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


@given(st.lists(st.integers(0, 2**64 - 1), unique=True), st.lists(st.integers(0, 2**64 - 1)), st.sampled_from([0, 2000]))
def test_hash_index_finds_what_it_was_given(keys: list[int], others: list[int], few: int) -> None:
    keys.sort()
    held = HashIndex(numpy.array(keys, numpy.uint64))
    held.FEW = few
    asked = [*keys, *others]
    wanted = [keys.index(key) if key in keys else -1 for key in asked]
    assert held.find(numpy.array(asked, numpy.uint64)).tolist() == wanted


STRANGE = "a?b ?? what?\t- b -- c  d   e ' f 10 20th it's\xa0no b\xadc ♥ x♥y \ud800 .,. end" + "z" * 20


@given(st.text(max_size=60) | st.lists(st.sampled_from(STRANGE), max_size=80).map("".join))
def test_words_and_boundaries_of_one_document_are_those_of_a_batch(text: str) -> None:
    found = stream(Batch([Document(text)]))
    single = stream_of(Document(text))
    assert len(single) == len(found.hashes) - 4 or not len(found.places)
    at = [number for number, word in enumerate(single) if word != b"\x02"]
    assert at == [place - 2 for place in found.places.tolist()]
    plain = [first_glance.hash_of(single[number]) for number in at if not single[number][:1].isdigit()]
    assert plain == [
        int(one) for one, number in zip(found.hashes[found.places], at, strict=True) if not single[number][:1].isdigit()
    ]


@pytest.mark.parametrize("text", [CLEAN, SPUN, STRANGE, CLEAN.upper(), "word", "5", "the the " * 200])
def test_a_first_glance_sees_what_a_closer_look_sees(text: str) -> None:
    known, network = first_glance.known_words(()), first_glance.weights()
    numbers = [0, 0, *[known[word] for word in stream_of(Document(text))], 0, 0]
    greatest = float(trained_network("glance")(glances(stream(Batch([Document(text)])))).max())
    counts = set()
    for look, count in (
        (first_glance.one_by_one, first_glance.unfit_one_by_one),
        (first_glance.at_a_glance, first_glance.unfit_at_a_glance),
    ):
        glance = look(known, numbers)
        assert glance.greatest - network.least == pytest.approx(greatest - SUSPECT + MARGIN, abs=MARGIN / 100)
        counts.add(count(known, numbers, glance))
    assert len(counts) == 1
    assert not first_glance.dismissed(Document(text)) or greatest <= SUSPECT
    assert not first_glance.dismissed(Document(text)) or judge(Batch([Document(text)])) == [NOT_SPUN]


@pytest.mark.parametrize("text", PHRASES)
def test_phrases_that_fit_nowhere_leave_a_doubt_where_each_word_fits(text: str) -> None:
    assert float(trained_network("glance")(glances(stream(Batch([Document(text)])))).max()) < SUSPECT
    assert not first_glance.dismissed(Document(text))
    assert judge_one(Document(text)).logit > 3


def test_one_odd_phrase_or_two_in_many_words_leave_no_doubt() -> None:
    one, two = "The work stoppages went on.", "The telephone sets rang for calendar months."
    for plain, dismissed in (
        (PLAIN, True),
        (f"{PLAIN} {one}", True),
        (f"{PLAIN} {one} {two}", False),
        (f"{PLAIN} " * 10 + f"{one} {two}", True),
    ):
        assert first_glance.dismissed(Document(plain)) == dismissed


def test_a_first_glance_forgets_words_before_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_glance.Words, "SIZE", 60)
    monkeypatch.setattr(first_glance, "_here", ContextVar("words", default=None))
    for letter in "abc":
        stream = [f"{letter}{number}".encode() for number in range(50)]
        known = first_glance.known_words(stream)
        assert len({known[word] for word in stream}) == len(stream)
        assert len(known) <= 60


def test_packed_arrays_are_read_as_they_were_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arrays: dict[str, NDArray[Any]] = {
        "a": numpy.arange(3, dtype=numpy.uint8),
        "b-c": numpy.array([0.5, -2], numpy.float32),
        "none": numpy.zeros(0, numpy.uint64),
    }
    (tmp_path / "x.bin").write_bytes(packed(arrays))
    monkeypatch.setattr(resources, "DATA", str(tmp_path))
    found = Table("x.bin")
    assert {name: array.tolist() for name, array in found.arrays().items()} == {
        name: array.tolist() for name, array in arrays.items()
    }
    assert found.values("b-c").tolist() == [0.5, -2.0]


@pytest.mark.parametrize("way", ["", spinning.IN_CONTEXT])
def test_the_style_of_a_long_document_does_not_add_up_to_a_proof(way: str) -> None:
    # Three times what clean text has, evenly over a long book.
    size = 30_000
    usual = trained()[f"usual{way}"]
    number = numpy.arange(0, size, 4)
    chance = numpy.random.default_rng(1).random(len(number))
    logits = numpy.full(len(number), -4.0, numpy.float32)
    for step, share in zip(spinning.STEPS, usual.tolist(), strict=True):
        logits[chance < 3 * 4 * share] = step + 0.5
    owner = numpy.zeros(len(number), numpy.int64)
    above = spinning.above_steps(logits, owner, 1)
    whole = trained_network(f"document{way}")(spinning.document_rows(above, numpy.array([size]), usual))
    verdicts = spinning._verdicts(logits, number, owner, numpy.array([0, size]), way)
    assert whole[0] > 0
    assert verdicts.documents[0] < 0
