"""How often words were counted beside each other in clean text: one-, two- and three-word sequences, asked for many at a time.

Sequences are known by a hash of the hashes of their words (see `batches`), so that no word is stored. The table is an array of buckets of eight
entries of 16 bits, 12 of the sequence and 4 of its count; it is mapped into memory, and processes share it. A sequence that was never
counted is taken for a rare one about once in 600 times.

What stands between two words decides whether they are beside each other: a space, a hyphen or an apostrophe joins them, every other
mark and every line break is a word of its own, the boundary. All numbers are one word.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from textcheck.batches import Batch, phrases
from textcheck.document import Document
from textcheck.tables import mapped

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float32]

COUNTS = "ngrams.bin"

BOUNDARY, NUMBER = 0x5851F42D4C957F2D, 0x14057B7EF767814F

# Entries of a bucket; bits of an entry that hold its count.
BUCKET, LEVEL_BITS = 8, 4
LEVELS = (1 << LEVEL_BITS) - 1
# Before the buckets stand this many slots for single words, as a power of two: 32 bits each, 24 of the word and 8 of its count.
WORD_BITS = 19
# The natural logarithm by which a count grows from one level to the next, of sequences and of single words.
LEVEL_NATS, WORD_LEVEL_NATS = math.log(2), math.log(2) / 8
# The natural logarithms of how many words were counted, and boundaries among them; of what a word counts that never was.
TOTAL, BOUNDARIES, UNSEEN = 17.8, 16.2, -1.0
# The least count of what is kept at all is that of level 1.
LEAST_COUNT = 1
# The least count of a word that is kept.
LEAST_WORD = 3

# An odd number whose bits are as if by chance, by which phrases are told apart for the table.
MIX_KEY = 0xD6E8FEB86659FD93

# Keys that are asked at once: what is computed of so many stays in the processor's cache.
_TOGETHER = 1 << 13
# Multiplied by this, a number of four entries has their sum in its highest one.
_EACH = 0x0001000100010001


class Stream(NamedTuple):
    """The words of a batch with the boundaries between them.

    `hashes` are those of words, numbers and boundaries; two boundaries stand before and after each document. `places[i]` is the place in it of word i.
    """

    hashes: NDArray[numpy.uint64]
    places: NDArray[numpy.int64]


def stream(batch: Batch) -> Stream:
    """The words of a batch as the model counts them."""
    import numpy

    words = batch.words
    codes = numpy.frombuffer(batch.codes, numpy.uint8)
    count = len(words.starts)
    joined = numpy.zeros(count, bool)
    if count:
        gaps = words.starts[1:] - words.ends[:-1]
        joined[1:] = (gaps == 1) & joints()[codes[words.ends[:-1]]]
        double = numpy.flatnonzero(gaps == 2)
        joined[1:][double] = (codes[words.ends[double]] == 32) & (codes[words.ends[double] + 1] == 32)
    boundaries = (~joined).astype(numpy.int64)
    # Two before the first word of a document, so that no sequence reaches from one into the next.
    boundaries[words.bounds[:-1][words.bounds[:-1] < count]] = 2
    places = numpy.arange(count) + numpy.cumsum(boundaries)
    hashes = numpy.full(count + int(boundaries.sum()) + 2, BOUNDARY, numpy.uint64)
    hashes[places] = words.hashes
    first = numpy.frombuffer(batch.word_codes, numpy.uint8)[words.starts]
    last = numpy.frombuffer(batch.word_codes, numpy.uint8)[words.ends - 1] if count else first
    hashes[places[(first <= 57) & (last <= 57)]] = NUMBER
    return Stream(hashes, places)


@cache
def joints() -> NDArray[numpy.bool_]:
    """Of each code, whether one of it joins the words on either side."""
    import numpy

    found = numpy.zeros(256, bool)
    found[list(b" -'\x92\xa0\xad")] = True
    return found


class LanguageModel:
    """The packed counts, as levels: 0 for what was not counted."""

    def __init__(self) -> None:
        import numpy

        packed = numpy.frombuffer(mapped(COUNTS), numpy.uint64)
        words = 4 << WORD_BITS >> 3
        self._words = packed[:words].view(numpy.uint32)
        # Each half of a bucket is one number of four entries.
        self.entries = packed[words:].reshape(-1, 2)
        # A bucket as one item: numpy fetches an item at random seven times as fast as a row.
        self._buckets = packed[words:].view(numpy.complex128)

    def levels(self, keys: NDArray[numpy.uint64]) -> NDArray[numpy.uint8]:
        """The levels of sequences of two or three words by their hashes: see `sequences`."""
        import numpy

        levels = numpy.empty(len(keys), numpy.uint8)
        for start in range(0, len(keys), _TOGETHER):
            some = keys[start : start + _TOGETHER]
            found = self._buckets.take(bucket_of(some, len(self._buckets)), mode="clip")
            levels[start : start + _TOGETHER] = _levels_in(found.view(numpy.uint16), print_of(some, 16 - LEVEL_BITS))
        return levels

    def word_levels(self, hashes: NDArray[numpy.uint64]) -> NDArray[numpy.uint8]:
        """The levels of single words."""
        import numpy

        slots, prints = word_places(hashes)
        entries = self._words[slots]
        waiting = numpy.flatnonzero((entries >> 8 != prints) & (entries != 0))
        while len(waiting):
            slots[waiting] = (slots[waiting] + 1) & ((1 << WORD_BITS) - 1)
            entries[waiting] = self._words[slots[waiting]]
            waiting = waiting[(entries[waiting] >> 8 != prints[waiting]) & (entries[waiting] != 0)]
        return (entries & 255).astype(numpy.uint8)


def _levels_in(entries: NDArray[numpy.uint16], prints: NDArray[numpy.uint64]) -> NDArray[numpy.uint8]:
    """The level of each print among the entries of its bucket; the buckets follow each other."""
    import numpy

    # Of an entry with the same print nothing is left but its level, of any other one more than any level.
    left = entries.reshape(-1, BUCKET) ^ (prints.astype(numpy.uint16) << numpy.uint16(LEVEL_BITS))[:, None]
    left *= left <= LEVELS
    halves = left.view(numpy.uint64)
    sums = halves[:, 0] + halves[:, 1]
    sums *= numpy.uint64(_EACH)
    sums >>= numpy.uint64(48)
    levels: NDArray[numpy.uint8] = numpy.minimum(sums, numpy.uint64(LEVELS)).astype(numpy.uint8)
    return levels


@cache
def language_model() -> LanguageModel:
    """The packed counts, opened once."""
    return LanguageModel()


def sequence_count(level: float) -> float:
    """The count that a level of a sequence stands for: the middle of its range."""
    return math.exp((level - 1 + 0.4 * (level > 1)) * LEVEL_NATS) if level else 0.0


@cache
def sequence_counts() -> Floats:
    """The count that each level of a sequence stands for."""
    import numpy

    return numpy.array([sequence_count(level) for level in range(LEVELS + 1)], numpy.float32)


@cache
def word_nats() -> Floats:
    """The logarithm of the count that each level of a word stands for."""
    import numpy

    levels = numpy.arange(256, dtype=numpy.float32)
    return numpy.where(levels == 0, UNSEEN, numpy.log(LEAST_WORD) + (levels - 0.5) * WORD_LEVEL_NATS).astype(numpy.float32)


@cache
def word_counts() -> Floats:
    """The count that each level of a word stands for."""
    import numpy

    counts: Floats = numpy.exp(word_nats())
    return counts


def bucket_of(keys: NDArray[numpy.uint64], buckets: int) -> NDArray[numpy.int64]:
    """The bucket of each key: its upper 32 bits, scaled."""
    import numpy

    return ((keys >> numpy.uint64(32)) * numpy.uint64(buckets) >> numpy.uint64(32)).astype(numpy.int64)


def print_of(keys: NDArray[numpy.uint64], bits: int) -> NDArray[numpy.uint64]:
    """What is stored of each key: some of its lower bits, and never 0."""
    import numpy

    mixed = (keys ^ (keys >> numpy.uint64(23))) & numpy.uint64((1 << bits) - 1)
    found: NDArray[numpy.uint64] = numpy.maximum(mixed, numpy.uint64(1))
    return found


def word_places(hashes: NDArray[numpy.uint64]) -> tuple[NDArray[numpy.int64], NDArray[numpy.uint32]]:
    """The slot where a word is looked for first, and what is stored of it."""
    import numpy

    slots = (hashes & numpy.uint64((1 << WORD_BITS) - 1)).astype(numpy.int64)
    return slots, (hashes >> numpy.uint64(40)).astype(numpy.uint32) | numpy.uint32(1)


def sequences(hashes: NDArray[numpy.uint64], size: int) -> NDArray[numpy.uint64]:
    """A hash of so many words of a stream from each place on, well mixed for a table."""
    return finished(phrases(hashes, size), size)


def share_counted(passage: str) -> float:
    """The share of the words of a passage, from 0 to 1, that were ever counted in clean text before the one that follows them.

    Prose has 0.5 and more, even where terms stand beside each other; words in an order of chance have 0.1 to 0.4.
    """
    found = stream(Batch([Document(passage)]))
    pairs = found.places[:-1][found.places[1:] == found.places[:-1] + 1]
    if not len(pairs):
        return 1.0
    return float((language_model().levels(sequences(found.hashes, 2)[pairs]) > 0).mean())


def finished(mixed: NDArray[numpy.uint64], size: int) -> NDArray[numpy.uint64]:
    """The key of each phrase of so many words, from its hash."""
    import numpy

    mixed = mixed ^ (mixed >> numpy.uint64(32))
    mixed *= numpy.uint64(MIX_KEY ^ size << 1)
    mixed ^= mixed >> numpy.uint64(32)
    return mixed
