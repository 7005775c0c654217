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
    return float(context_features(found, batch.words.bounds, here)[0, 0])


@pytest.mark.parametrize("other", ["carpet", "parliament", "cookies", "purple", "of"])
def test_a_word_fits_where_its_like_stands(other: str) -> None:
    assert written(TEXT.format("doctor"), "doctor") > written(TEXT.format(other), other) + 1


def test_a_word_that_is_not_known_fits_nowhere() -> None:
    assert written(TEXT.format("zxqvbk"), "zxqvbk") < written(TEXT.format("carpet"), "carpet")


def test_the_written_word_is_not_read() -> None:
    directions = []
    for word in ("doctor", "carpet"):
        batch, here = asked(TEXT.format(word))
        features = context_features(stream(batch), batch.words.bounds, here)
        number = batch.words.hashes.tolist().index(Batch([Document(word)]).words.hashes[0])
        row = numpy.flatnonzero((here.starts == stream(batch).places[number]) & (here.sizes == 1))
        # The last column is what all words together have in the place, whichever stands there.
        directions += features[row, -1].tolist()
    assert len(directions) == 0 or len(set(directions)) == 1


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
    batch, here = asked("They stayed at home because of the rain. He stays at the domicile of his mother every winter. " * 3)
    features = context_features(stream(batch), batch.words.bounds, here)
    assert features.shape[0] == len(here.starts)
    with_options = here.counts > 0
    assert (features[~with_options, 2] <= features[with_options, 2].max()).all()
    assert numpy.isfinite(features).all()


def test_known_words_have_numbers_of_their_own() -> None:
    numbers = context_model().numbers(Batch([Document("house hospital zxqvbk")]).words.hashes)
    assert (numbers[:2] >= FIRST).all()
    assert numbers[0] != numbers[1]
    assert numbers[2] < FIRST
