"""The packed lists of words, held against the dictionaries of wordfreq that they stand for."""

from __future__ import annotations

import math
from bisect import bisect_left

import pytest
import wordfreq
from hypothesis import given
from hypothesis import strategies as st

from textcheck.word_lists import COMMON, commonness, word_list

LISTED = wordfreq.get_frequency_dict("de", "small")
ORDERED = sorted(LISTED)
WORDS = st.sampled_from(ORDERED) | st.text(max_size=6)


@given(st.lists(WORDS, max_size=8))
def test_frequencies_are_those_of_wordfreq(words: list[str]) -> None:
    found = word_list("de", COMMON)
    wanted = [LISTED.get(word, 0.0) for word in words]
    assert [found.frequency(word) for word in words] == found.frequencies(words) == wanted
    assert [word in found for word in words] == [word in LISTED for word in words]
    unknown = -6.5
    assert found.logarithms(words, unknown) == [max(unknown, math.log10(each)) if each else unknown for each in wanted]


@given(WORDS.map(lambda word: word[:3]), st.integers(1, 40))
def test_words_are_found_by_their_beginnings(prefix: str, most: int) -> None:
    following = ORDERED[bisect_left(ORDERED, prefix) :][:most]
    assert list(word_list("de", COMMON).beginning_with(prefix, most)) == [each for each in following if each.startswith(prefix)]


def test_all_words_are_there_and_a_language_without_a_list_has_none() -> None:
    assert set(word_list("de", COMMON)) == set(LISTED)
    none = word_list("xx")
    assert (list(none), none.frequency("a"), none.frequencies(["a"]), list(none.beginning_with("a", 3))) == ([], 0.0, [0.0], [])


@pytest.mark.parametrize(
    "name", ["Burns", "O'Brien", "al-Sisi", "New York", "José", "Ångström", "12th", "don't", "xyzzyqq", "", "—", "London 2012"]
)
def test_commonness_is_that_of_wordfreq(name: str) -> None:
    assert commonness(name) == wordfreq.zipf_frequency(name, "en")
