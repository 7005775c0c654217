"""What became of terms of science, where nobody has listed it."""

from __future__ import annotations

import numpy
import pytest

from textcheck import Checker, Config
from textcheck import distorted_terms as module
from textcheck.batches import Batch
from textcheck.detectors.spun.tortured_phrase import RULE as LISTED_RULE
from textcheck.distorted_terms import (
    FUNCTION,
    INSIDE,
    LEAST_CONFIDENCE,
    LISTED,
    Distorted,
    Pairs,
    _apart,
    distorted_terms,
    judge,
    odd_pairs,
    what_became_of_terms,
)
from textcheck.document import Document

CLEAN = (
    "The loss function of the model was minimised over ninety rounds of training, and patients with high blood pressure were left out. "
    "The bit error rate of the system falls when the channel is estimated from more pilot symbols."
)
DISTORTED = (
    "The misfortune work of the model was minimised over ninety rounds of training, and patients with high circulatory strain were left out. "
    "The bit mistake rate of the framework falls when the channel assessment uses more pilot images."
)


def found(text: str) -> tuple[Distorted, ...]:
    return judge(Batch([Document(text)]))[0]


def pairs_of(text: str) -> set[str]:
    batch = Batch([Document(text)])
    first, second = odd_pairs(batch)
    starts, ends = batch.words.starts[first] - batch.offsets[0], batch.words.ends[second] - batch.offsets[0]
    return {text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)}


def test_distorted_terms_are_found_and_the_terms_themselves_are_not() -> None:
    told = [DISTORTED[one.start : one.end] for one in found(DISTORTED)]
    assert "misfortune work" in told
    assert any("circulatory strain" in one for one in told)
    assert any("bit mistake" in one for one in told)
    assert found(CLEAN) == ()


def test_terms_are_proposed_and_what_is_written_is_not() -> None:
    terms = {DISTORTED[one.start : one.end]: one.terms for one in found(DISTORTED)}
    assert terms["misfortune work"][0] == "loss function"
    assert all(written not in said for written, said in terms.items())
    assert all(one.confidence >= LEAST_CONFIDENCE for one in found(DISTORTED))


def test_pairs_are_words_that_nothing_but_function_words_parts() -> None:
    assert "misfortune work" in pairs_of("We look at the misfortune work of it.")
    assert "misfortune-work" in pairs_of("We look at the misfortune-work of it.")
    assert "hazard of poisonousness" in pairs_of("We look at the hazard of poisonousness.")
    for parted in ("misfortune, work", "misfortune. Work", "misfortune – work", "misfortune\nwork", "misfortune 12 work"):
        assert not any("misfortune" in pair and "ork" in pair for pair in pairs_of(f"We look at the {parted} of it."))


def test_what_was_counted_together_is_no_odd_pair() -> None:
    assert not pairs_of("machine learning, heart attack, signal processing, loss of life")


def test_words_of_one_document_do_not_pair_with_those_of_the_next() -> None:
    batch = Batch([Document("We look at the misfortune"), Document("work of the model")])
    pairs = odd_pairs(batch)
    bounds = batch.words.bounds
    assert numpy.array_equal(bounds.searchsorted(pairs.first, "right"), bounds.searchsorted(pairs.second, "right"))
    assert not len(pairs.first)


def test_a_batch_says_what_each_document_says_alone() -> None:
    texts = [CLEAN, DISTORTED, "", "Short misfortune work.", DISTORTED.upper(), "x " * 50, DISTORTED + "\n\n" + CLEAN, "Ω" * 20]
    docs = [Document(text) for text in texts]
    alone = [what_became_of_terms(doc) for doc in docs]
    what_became_of_terms.fill(Batch(docs))
    assert [doc.view(what_became_of_terms) for doc in docs] == alone
    assert alone[1]
    assert not alone[3]


def test_of_pairs_that_share_a_word_the_surest_counts() -> None:
    hashes = numpy.array([1, 2, 3, 2, 4, 5], numpy.uint64)
    pairs = Pairs(numpy.array([0, 1, 3, 4]), numpy.array([1, 2, 4, 5]))
    nats, owner = numpy.array([1.0, 3.0, 2.0, -1.0], numpy.float32), numpy.zeros(4, numpy.int64)
    # 1-2, 2-3, 2-4, 4-5: the second has the word of the first and of the third.
    assert _apart(pairs, nats, owner, hashes).tolist() == [1, 3]
    assert _apart(pairs, nats, numpy.array([0, 1, 2, 3]), hashes).tolist() == [1, 2, 0, 3]


def test_more_of_them_make_each_surer() -> None:
    sentence = "The bit mistake rate of the framework falls when the channel assessment uses more pilot images."
    lone = {sentence[one.start : one.end]: one.confidence for one in found(sentence)}
    start = DISTORTED.index(sentence)
    among = {DISTORTED[one.start : one.end]: one.confidence for one in found(DISTORTED) if one.start >= start}
    assert lone
    assert all(among[phrase] > confidence for phrase, confidence in lone.items())


def test_a_very_long_text_is_judged_in_parts() -> None:
    filler = "The samples were taken from the wet soil beside the road, and the method was the same. " * 14_000
    text = filler + DISTORTED
    told = {text[one.start : one.end] for one in what_became_of_terms(Document(text))}
    assert "misfortune work" in told


def test_readings_are_told_of_so_many_phrases_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(one.terms for one in found(DISTORTED))
    monkeypatch.setattr(module, "MOST_READ", 1)
    first, *others = found(DISTORTED)
    assert first.terms
    assert others
    assert not any(one.terms for one in others)


def test_listed_phrases_are_left_to_their_own_rule() -> None:
    assert LISTED_RULE.terms is not None
    assert LISTED_RULE.terms.name == LISTED
    text = DISTORTED + " Early detection of bosom malignancy is hard, and colossal information does not help."
    both = Checker(Config(select=("SPN106", "SPN107"))).check(text).findings
    listed = [finding for finding in both if finding.code == "SPN106"]
    assert listed
    for finding in both:
        if finding.code == "SPN107":
            assert all(finding.end <= other.start or other.end <= finding.start for other in listed)


@pytest.mark.parametrize("language", ["de", "fr"])
def test_other_languages_are_left_alone(language: str) -> None:
    assert not Checker(Config(select=("SPN107",), language=language)).check(DISTORTED).findings


def test_tables_are_as_they_are_read() -> None:
    tables = distorted_terms()
    words = tables.words._hashes
    assert numpy.all(words[1:] > words[:-1])
    assert len(tables.replaced) == len(tables.kept) == len(words) + 1
    assert tables.scores.min() == INSIDE
    assert numpy.count_nonzero(tables.scores == FUNCTION) > 100


def test_outside_of_science_only_the_oddest_pairs_are_asked() -> None:
    plain = "The dog slept beside the door of the farm all day, and the old man {} by the road to the town."
    assert what_became_of_terms(Document(plain.format("kept his misfortune work"))) != ()
    weaker = "measured the surface region"
    assert what_became_of_terms(Document(plain.format(weaker))) == ()
