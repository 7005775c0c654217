"""What contexts say of the words that stand in them."""

from __future__ import annotations

import numpy
import pytest

from textcheck.batches import Batch
from textcheck.context_model import FIRST, context_features, context_model
from textcheck.document import Document
from textcheck.language_model import stream
from textcheck.noisy_channel import Places, places

TEXT = (
    "The patient was taken to the hospital after the accident, and the {} said that the broken leg would heal within six weeks. "
    "The nurse gave him a glass of water. His family came in the evening to visit him on the ward."
)


def asked(*texts: str) -> tuple[Batch, Places]:
    batch = Batch([Document(text) for text in texts])
    here = places(stream(batch), batch.words.bounds, -numpy.inf)
    assert here is not None
    return batch, here


def written(text: str, word: str) -> float:
    """By how much a word fits better in a text than words at large."""
    return features_of(text, word)[0]


def features_of(text: str, word: str) -> list[float]:
    """What the context of a word says, the word taken for a place without options."""
    batch = Batch([Document(text)])
    found = stream(batch)
    number = batch.word_codes[: len(text) + 1].split().index(word.encode())
    place = found.places[number : number + 1]
    here = Places(
        starts=place,
        sizes=numpy.ones(1, numpy.int64),
        first=numpy.zeros(1, numpy.int64),
        counts=numpy.zeros(1, numpy.int64),
        options=numpy.zeros(0, numpy.int64),
        weights=numpy.zeros(0, numpy.float32),
        features=numpy.zeros((1, 1), numpy.float32),
    )
    found_features: list[float] = context_features(found, batch.words.bounds, here)[0].tolist()
    return found_features


@pytest.mark.parametrize("other", ["carpet", "parliament", "cookies", "purple", "of"])
def test_a_word_fits_where_its_like_stands(other: str) -> None:
    assert written(TEXT.format("doctor"), "doctor") > written(TEXT.format(other), other) + 1


def test_a_word_that_is_not_known_fits_nowhere() -> None:
    assert written(TEXT.format("zxqvbk"), "zxqvbk") < written(TEXT.format("carpet"), "carpet")


def test_the_written_word_is_not_read() -> None:
    # The last column is what all words together have in the place, whichever stands there.
    totals = [features_of(TEXT.format(word), word)[-1] for word in ("doctor", "carpet", "zxqvbk")]
    assert totals == pytest.approx([totals[0]] * 3, abs=1e-4)


def test_the_words_around_are_read() -> None:
    one, other = (features_of(TEXT.format("doctor").replace("said", word), "doctor")[-1] for word in ("said", "vase"))
    assert abs(one - other) > 1e-2


def test_what_contexts_say_does_not_depend_on_the_other_documents_of_a_batch() -> None:
    texts = [TEXT.format("doctor"), "A few words more. " * 90, TEXT.format("carpet")]
    batch, here = asked(*texts)
    together = context_features(stream(batch), batch.words.bounds, here)
    alone = []
    for text in texts:
        one, own = asked(text)
        alone.append(context_features(stream(one), one.words.bounds, own))
    assert numpy.array_equal(together, numpy.concatenate(alone))


def test_options_that_fit_better_are_told() -> None:
    batch, here = asked(
        "He lived in the domicile of his mother every winter, and they stayed at home because of the rain. " * 3
    )
    found = stream(batch)
    features = context_features(found, batch.words.bounds, here)
    domicile = batch.words.hashes.tolist().index(Batch([Document("domicile")]).words.hashes[0])
    (row,) = numpy.flatnonzero((here.starts == found.places[domicile]) & (here.sizes == 1))
    # An option fits better than what is written, and the best one at least as well as the likeliest.
    assert features[row, 2] > 0
    assert features[row, 2] >= features[row, 3]


def test_known_words_have_numbers_of_their_own() -> None:
    numbers = context_model().numbers(Batch([Document("house hospital zxqvbk")]).words.hashes)
    assert (numbers[:2] >= FIRST).all()
    assert numbers[0] != numbers[1]
    assert numbers[2] < FIRST
