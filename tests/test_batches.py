"""What is computed for a whole batch is what each document alone would have."""

from collections import Counter
from collections.abc import Sequence

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textcheck import Checker, batches, checker
from textcheck.batches import Batch, BatchView, HashSet, hashes_of, phrases, recurring_among
from textcheck.detectors.statistics import fineweb_quality, gopher_quality, gopher_repetition
from textcheck.document import Document
from textcheck.misreadings import some_misread, strangers
from textcheck.repetition import copies, doubled, repeats

# Texts that repeat themselves in every way, in several scripts, with characters that Windows-1252 has not.
PIECES = st.sampled_from(
    [
        "The harbour was closed for the winter by then.",
        "the boats had been drawn up on the shingle, one by one, and nobody asked why",
        "Nobody in the village asked why that was so!",
        "nobody asked",
        "Sumner, 463 Mich., at 204, 615 N., was read.",
        "no, no",
        "1. A numbered line of several words",
        "2. A numbered line of several words",
        "tbe houfe of tlie king",
        "zxqv",
        "10 20 30",
        "Le chat aU jardin",
        "Чайка летит над морем",
        "港は冬の間閉鎖されていた。",
        "♥ ♥ ♥",
        "😀",
        "e\u0301t\u00e9",
        "\ud800",
        "?",
        "?!",
        "a" * 40,
        "-----------------",
        " ",
        "\n",
        "\n\n",
        ". ",
        " ",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=24).map("".join)
MANY = st.lists(TEXTS, min_size=1, max_size=6)


@pytest.fixture(autouse=True)
def _always_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BEFORE_ARRAYS", 0)
    monkeypatch.setattr(batches, "LEAST", 0)


@given(MANY)
def test_codes_and_words_are_those_of_each_document(texts: list[str]) -> None:
    batch = Batch([Document(text) for text in texts])
    words = batch.words
    for number, (doc, alone) in enumerate(zip(batch.docs, map(Document, texts), strict=True)):
        assert doc.codes == alone.codes
        own = range(*words.bounds[number : number + 2])
        found = [batch.word_codes[words.starts[word] : words.ends[word]] for word in own]
        assert found == alone.words
        assert [words.starts[word] - batch.offsets[number] for word in own] == _starts(alone)
        assert doc.word_count == len(alone.words)


def _starts(doc: Document) -> list[int]:
    at = 0
    found = []
    for word in doc.words:
        at = doc.word_codes.index(word, at)
        found.append(at)
        at += len(word)
    return found


@given(MANY)
def test_views_are_those_of_each_document(texts: list[str]) -> None:
    batch = Batch([Document(text) for text in texts])
    for view in (strangers, doubled, some_misread):
        view.fill(batch)
    for doc, text in zip(batch.docs, texts, strict=True):
        alone = Document(text)
        assert doc.view(strangers) == alone.view(strangers)
        assert doc.view(doubled) == alone.view(doubled)
        assert doc.view(some_misread) == alone.view(some_misread)


@given(MANY)
def test_copies_are_those_of_each_document(texts: list[str]) -> None:
    batch = Batch([Document(text) for text in texts])
    repeats.fill(batch)
    assert [copies(doc) for doc in batch.docs] == [copies(Document(text)) for text in texts]


def test_a_copy_with_marks_inside_is_found_alone_and_in_a_batch() -> None:
    said = "Sumner, 463 Mich., at 204, 615 N., was read by him. "
    text = f"The clerk rose first. {said}Nobody in the room asked why that was so. {said}Then all of them left for lunch."
    batch = Batch([Document(text)])
    repeats.fill(batch)
    for doc in (Document(text), *batch.docs):
        assert [text[copy.start : copy.end].startswith("Sumner") for copy in copies(doc).sentences] == [True]


# Words that are cut inside, marks that stand alone, what the filters count; n-grams that make up much of a short text.
COUNTED = st.sampled_from(
    (
        "cannot|dont|gonna|I cannot|the|of|a b|a b c d e f|one two three four five|#|...|- x|-|x-y|3.5km|10am|U.S.|(no)|“yes”|É|ж|?|\n|\n\n|. |! |"
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
    ).split("|")
)
COUNTED_TEXTS = st.lists(COUNTED, max_size=120).map(" ".join) | TEXTS


@given(st.lists(COUNTED_TEXTS, min_size=1, max_size=5))
@pytest.mark.parametrize("failures", [gopher_quality.failures, gopher_repetition.failures, fineweb_quality.failures])
def test_quality_filters_say_the_same_in_batches(failures: BatchView[list[str]], texts: list[str]) -> None:
    assert list(failures.fill(Batch(list(map(Document, texts))))) == [failures(Document(text)) for text in texts]


def test_reports_are_the_same_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        "The harbour was closed for the the winter by then. " * 3,
        "Nobody asked why that was so.\n\nThe boats had been drawn up on the shingle, and nobody in the village asked why.\n"
        * 2,
        "He went to tbe harbour and looked at tlie boats that lay there. Nobody wos there.",
        "An unremarkable sentence stands here, and another one follows it.",
        "",
    ] * 3
    rules = Checker()
    together = rules.check_batch(texts)
    monkeypatch.setattr(checker, "batches", lambda docs: iter(()))
    assert [report.findings for report in together] == [rules.check(text).findings for text in texts]
    assert {"OCR101", "REP103", "LAY112"} <= {finding.code for report in together for finding in report.findings}


WORDS = st.binary(min_size=1, max_size=20).map(lambda word: word.translate(None, b" ")).filter(lambda word: len(word) > 0)


@given(st.lists(WORDS), st.data())
def test_hash_set_lacks_what_it_does_not_hold(words: list[bytes], data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.sampled_from(words), unique=True)) if words else []
    lacking = HashSet(b" ".join(kept)).lacks(hashes_of(b" ".join(words)))
    assert lacking.tolist() == [number for number, word in enumerate(words) if word not in kept]


@given(st.lists(st.integers(0, 30)))
def test_recurring_are_those_that_occur_twice(values: list[int]) -> None:
    counts = Counter(values)
    found = recurring_among(numpy.array(values, numpy.uint64))
    assert set(found.tolist()) == {number for number, value in enumerate(values) if counts[value] > 1}


def test_phrases_tell_the_order_of_words() -> None:
    hashes = hashes_of(b"a b a b a c b a")
    found = phrases(hashes, 2).tolist()
    assert [found.index(one) for one in found] == [0, 1, 0, 1, 4, 5, 1]
    assert phrases(hashes, 9).tolist() == []


@pytest.mark.parametrize("sizes", [[10, 20, 5], [200], [60, 60, 60], [0, 0], []])
def test_batches_are_bounded(sizes: Sequence[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST", 100)
    docs = [Document("x" * size) for size in sizes]
    parts = list(batches.batches(docs))
    assert [doc for part in parts for doc in part.docs] == [doc for doc in docs if len(doc.text) <= 100]
    assert all(sum(len(doc.text) for doc in part.docs) <= 100 for part in parts)
