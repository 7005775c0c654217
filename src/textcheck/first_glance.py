"""The first glance at one document: whether some word or phrase of it may have been replaced.

`noisy_channel` asks the same of every word of a batch; for one short document nearly all of that is the cost of many small steps. Here they
are few, over words that were met before; and a process that has not imported numpy yet, which takes longer than a page, does without. What is
computed in another order differs in its last bits. So a document is only dismissed here where every word is further below
the bound than that, and what is said of the others is up to `noisy_channel`.
"""

from __future__ import annotations

import math
import re
import sys
from array import array
from bisect import bisect_left
from contextvars import ContextVar
from functools import cache, cached_property
from itertools import pairwise
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from textcheck.batches import BLOCK, MIX_FIRST, MIX_NEXT, MIX_PLACE, SPACE
from textcheck.candidates import LONGEST, PACKED
from textcheck.document import WORD_CODES, Document
from textcheck.language_model import (
    BOUNDARIES,
    BOUNDARY,
    BUCKET,
    COUNTS,
    LEAST_WORD,
    LEVEL_BITS,
    LEVELS,
    MIX_KEY,
    NUMBER,
    TOTAL,
    UNSEEN,
    WORD_BITS,
    WORD_LEVEL_NATS,
    language_model,
    sequence_count,
    sequence_counts,
)
from textcheck.networks import CLIP, TRAINED
from textcheck.noisy_channel import FITS, SUSPECT, TRUST_THREE, TRUST_TWO, is_suspicious, odd_phrases
from textcheck.tables import mapped, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float32]

# Longer documents are seldom dismissed, and their products of matrices would be divided among threads: see `products`.
MOST_WORDS = 560
# Logits are farther below the bound than this, or are asked again; they differ by less than a thousandth of it.
MARGIN = 0.01
# Words that a process looks at before it imports numpy.
BEFORE_NUMPY = 2500

_ALL = (1 << 64) - 1

# What stands for a joint and for any other mark in the codes of the stream, and a boundary as a word of it; they are codes of no word.
_JOINT, _MARK = b"\x01", b"\x02"
_JOINTS = b"-'\x92\xa0\xad"


def _stream_code(code: int) -> int:
    if WORD_CODES[code] != SPACE or code == SPACE:
        return WORD_CODES[code]
    return _JOINT[0] if code in _JOINTS else _MARK[0]


_STREAM_CODES = bytes(map(_stream_code, range(256)))
_STREAM_CODES_BESIDE_UNKNOWN = _STREAM_CODES[:63] + b"?" + _STREAM_CODES[64:]
_JOINTS_AND_SPACES, _SPACES = re.compile(rb"\x01[ \x01]+"), re.compile(rb" {3,}")


def stream_of(doc: Document) -> list[bytes]:
    """The words of a document with the boundaries between them, as `language_model.stream` has them but for those before and behind."""
    if doc.has_unencodable:
        codes = doc.text.replace("?", "\x02").encode("cp1252", "replace").translate(_STREAM_CODES_BESIDE_UNKNOWN)
    else:
        codes = doc.codes.translate(_STREAM_CODES)
    codes = codes.strip(b" \x01\x02")
    # One joint or space, or two spaces, join words; more of them part words as marks do.
    if b"   " in codes:
        codes = _SPACES.sub(_MARK, codes)
    if _JOINT in codes:
        codes = _JOINTS_AND_SPACES.sub(_MARK, codes.replace(b" \x01", b"\x01\x01")).replace(_JOINT, b" ")
    found = codes.replace(_MARK, b" \x02 ").split()
    return [word for word, before in zip(found, [b"", *found], strict=False) if word != _MARK or before != _MARK]


def hash_of(word: bytes) -> int:
    """The hash of one word: see `batches`."""
    mixed = int.from_bytes(word[:BLOCK], "little") * MIX_FIRST & _ALL
    mixed ^= mixed >> 29
    for start in range(BLOCK, len(word), BLOCK):
        mixed = (mixed + int.from_bytes(word[start : start + BLOCK], "little")) * MIX_NEXT & _ALL
        mixed ^= mixed >> 31
    mixed = mixed * MIX_PLACE & _ALL
    return mixed ^ mixed >> 32


def _key(mixed: int, size: int) -> int:
    mixed = (mixed ^ mixed >> 32) * (MIX_KEY ^ size << 1) & _ALL
    return mixed ^ mixed >> 32


class _Counts:
    """The counts of words and sequences: those of `LanguageModel`, of one at a time."""

    def __init__(self) -> None:
        data = mapped(COUNTS)
        words = 4 << WORD_BITS
        self._words = data[:words].cast("I")
        self._entries = data[words:].cast("H")
        self._buckets = len(self._entries) // BUCKET

    def word_level(self, mixed: int) -> int:
        slot, wanted = mixed & (1 << WORD_BITS) - 1, mixed >> 40 | 1
        while (entry := self._words[slot]) and entry >> 8 != wanted:
            slot = slot + 1 & (1 << WORD_BITS) - 1
        return entry & 255

    def level(self, key: int) -> int:
        first = ((key >> 32) * self._buckets >> 32) * BUCKET
        wanted = (key ^ key >> 23) & (1 << 16 - LEVEL_BITS) - 1 or 1
        found = 0
        for entry in self._entries[first : first + BUCKET]:
            if entry >> LEVEL_BITS == wanted:
                found += entry & LEVELS
        return min(found, LEVELS)


@cache
def _counts() -> _Counts:
    return _Counts()


# Columns of what is known of a word: the logarithm of its count, the pressure on it, whether it is a boundary, its count; and of what depends on
# the words beside it: nats, and the levels of sequences of two and of three words that begin with it.
_WORD, _PRESSURE, _IS_MARK, _COUNT, _NATS, _TWO, _THREE = range(7)
_COLUMNS = 7


class Words(dict[bytes, int]):
    """A number for each word that was met; its hash and its row of columns in `facts` are found by it."""

    SIZE = 1 << 15

    def __init__(self) -> None:
        super().__init__()
        packed = table(PACKED)
        self._written, self._pressures = packed.values("written"), packed.values("pressure")
        self.hashes, self.facts = array("Q", bytes(8 * self.SIZE)), array("f", bytes(4 * _COLUMNS * self.SIZE))
        self[_MARK] = 0
        self._put(0, BOUNDARY, BOUNDARIES, 0.0)
        self.facts[_IS_MARK] = 1

    @cached_property
    def arrays(self) -> tuple[NDArray[numpy.uint64], Floats]:
        """`hashes` and `facts` as numpy has them."""
        import numpy

        return numpy.frombuffer(self.hashes, numpy.uint64), numpy.frombuffer(self.facts, numpy.float32).reshape(-1, _COLUMNS)

    def _put(self, number: int, mixed: int, nats: float, pressure: float) -> None:
        self.hashes[number] = mixed
        row = number * _COLUMNS
        self.facts[row + _WORD], self.facts[row + _COUNT], self.facts[row + _PRESSURE] = nats, math.exp(nats), pressure

    def __missing__(self, word: bytes) -> int:
        mixed = NUMBER if word[0] <= 57 and word[-1] <= 57 else hash_of(word)
        level = _counts().word_level(mixed)
        nats = math.log(LEAST_WORD) + (level - 0.5) * WORD_LEVEL_NATS if level else UNSEEN
        number = self[word] = len(self)
        self._put(number, mixed, nats, self._pressures[self.find(_key(mixed, 1))])
        return number

    def find(self, key: int) -> int:
        """The number of a word or phrase among what spinners may write, -1 where it is not there: see `Candidates.find`."""
        at = bisect_left(self._written, key)
        return at if at < len(self._written) and self._written[at] == key else -1


# Each thread has its own.
_here: ContextVar[Words | None] = ContextVar("words", default=None)


def known_words(stream: Sequence[bytes]) -> Words:
    """What is known of words, with room for those of a stream."""
    known = _here.get()
    if known is None or len(known) + len(stream) > Words.SIZE:
        known = Words()
        _here.set(known)
    return known


# Which column of which word is each feature of the network for the first glance; words are told by how many stand before them.
_FEATURES = (
    (_NATS, 0),
    (_WORD, 0),
    (_THREE, -2),
    (_THREE, -1),
    (_THREE, 0),
    (_TWO, -1),
    (_TWO, 0),
    (_WORD, -1),
    (_WORD, 1),
    (_IS_MARK, -1),
    (_IS_MARK, 1),
    (_PRESSURE, 0),
)
# Words from the first to the last of these.
_WINDOW = 4


class Weights(NamedTuple):
    """The network for the first glance, with what it does to features put into its weights: a row of `inner` for each hidden unit."""

    inner: Sequence[Sequence[float]]
    bias: Sequence[float]
    outer: Sequence[float]
    least: float


@cache
def weights() -> Weights:
    packed = table(TRAINED)
    mean, scale, inner, bias, outer, last = (
        packed.values(f"glance-{part}").tolist() for part in ("mean", "scale", "inner", "inner-bias", "outer", "outer-bias")
    )
    hidden = len(bias)
    rows = [[inner[feature * hidden + unit] * scale[feature] for feature in range(len(mean))] for unit in range(hidden)]
    biases = [start - sum(map(mul, row, mean)) for start, row in zip(bias, rows, strict=True)]
    return Weights(rows, biases, outer, SUSPECT - MARGIN - last[0])


def dismissed(doc: Document) -> bool:
    """Whether surely no word of a document has a logit above `noisy_channel.SUSPECT`, and its phrases leave no doubt; nothing is said of long
    documents."""
    global _before_numpy
    if doc.word_count > MOST_WORDS:
        return False
    stream = stream_of(doc)
    if not stream:
        return True
    known = known_words(stream)
    numbers = [0, 0, *[known[word] for word in stream], 0, 0]
    look, count = at_a_glance, unfit_at_a_glance
    if _before_numpy > 0 and "numpy" not in sys.modules:
        _before_numpy -= len(numbers)
        look, count = one_by_one, unfit_one_by_one
    glance = look(known, numbers)
    if glance.greatest >= weights().least:
        return False
    return not is_suspicious(count(known, numbers, glance), len(numbers) - numbers.count(0))


_before_numpy = BEFORE_NUMPY


class Glance(NamedTuple):
    """The greatest logit of a word, less what all of them have in common, and the levels of three words from each on."""

    greatest: float
    threes: Sequence[float] | NDArray[numpy.uint16]


def one_by_one(known: Words, numbers: list[int]) -> Glance:
    """What numbers of words show, one after another: without numpy."""
    network, level = weights(), _counts().level
    hashes = [known.hashes[number] for number in numbers]
    columns = [known.facts[column : len(known) * _COLUMNS : _COLUMNS] for column in range(_COLUMNS)]
    rows = [[column[number] for column in columns] for number in numbers]
    pairs = [first * MIX_NEXT + second & _ALL for first, second in pairwise(hashes)]
    for row, mixed, last in zip(rows, pairs, hashes[2:], strict=False):
        row[_TWO], row[_THREE] = level(_key(mixed, 2)), level(_key(mixed * MIX_NEXT + last & _ALL, 3))
    nats = [0.0, 0.0]
    for before, previous, row in zip(rows, rows[1:], rows[2:], strict=False):
        given = (row[_COUNT] * _SHARE + sequence_count(previous[_TWO])) / (previous[_COUNT] + TRUST_TWO) * TRUST_THREE
        given += sequence_count(before[_THREE])
        nats.append(math.log(given / (sequence_count(before[_TWO]) + TRUST_THREE)))
    greatest = -math.inf
    for at in range(2, len(rows) - 2):
        if not numbers[at]:
            continue
        rows[at][_NATS] = max(nats[at] + nats[at + 1] + nats[at + 2], -CLIP)
        features = [rows[at + place][column] for column, place in _FEATURES]
        units = [bias + sum(map(mul, row, features)) for row, bias in zip(network.inner, network.bias, strict=True)]
        greatest = max(greatest, sum([unit * weight for unit, weight in zip(units, network.outer, strict=True) if unit > 0]))
    return Glance(greatest, [row[_THREE] for row in rows])


def unfit_one_by_one(known: Words, numbers: list[int], glance: Glance) -> int:
    """How many phrases that a spinner may have written fit at neither end."""
    unfit = 0
    for at in range(2, len(numbers) - 3):
        if not numbers[at] or glance.threes[at - 1] >= FITS:
            continue
        mixed = known.hashes[numbers[at]]
        for size in range(2, LONGEST + 1):
            number = numbers[at + size - 1]
            if not number:
                break
            mixed = mixed * MIX_NEXT + known.hashes[number] & _ALL
            unfit += glance.threes[at + size - 2] < FITS and known.find(_key(mixed, size)) >= 0
    return unfit


_SHARE = TRUST_TWO / math.exp(TOTAL)


class _Arrays(NamedTuple):
    """The same as numpy has it. `inner` is of all columns of a window of words, one after another."""

    entries: NDArray[numpy.uint16]
    sequence_counts: Floats
    inner: Floats
    bias: Floats
    outer: Floats
    for_sizes: NDArray[numpy.uint64]
    numbers: tuple[numpy.uint64, ...]
    level_bits: numpy.uint16
    levels: numpy.uint16


@cache
def _arrays() -> _Arrays:
    import numpy

    network, entries = weights(), language_model().entries.view(numpy.uint16).reshape(-1, BUCKET)
    inner = numpy.zeros((_WINDOW, _COLUMNS, len(network.bias)), numpy.float32)
    for (column, place), row in zip(_FEATURES, zip(*network.inner, strict=True), strict=True):
        inner[place + 2, column] = row
    # Operands of numpy's own type, for it asks longer what others are.
    return _Arrays(
        entries,
        sequence_counts(),
        inner.reshape(-1, len(network.bias)),
        numpy.array(network.bias, numpy.float32),
        numpy.array(network.outer, numpy.float32),
        numpy.array([[MIX_KEY ^ 2 << 1], [MIX_KEY ^ 3 << 1]], numpy.uint64),
        tuple(map(numpy.uint64, (MIX_NEXT, len(entries), 32, 23, (1 << 16 - LEVEL_BITS) - 1, 1))),
        numpy.uint16(LEVEL_BITS),
        numpy.uint16(LEVELS),
    )


def at_a_glance(known: Words, numbers: list[int]) -> Glance:
    """The same as numpy has it."""
    import numpy

    arrays = _arrays()
    mix, buckets, half, print_shift, print_mask, one = arrays.numbers
    at = numpy.array(numbers)
    all_hashes, all_facts = known.arrays
    hashes, facts = all_hashes[at], all_facts[at]
    # Sequences of two words, then those of three, one of each from every word on that two others follow.
    keys = numpy.empty((2, len(numbers) - 2), numpy.uint64)
    two, three = keys
    numpy.multiply(hashes[:-2], mix, two)
    two += hashes[1:-1]
    numpy.multiply(two, mix, three)
    three += hashes[2:]
    keys ^= keys >> half
    keys *= arrays.for_sizes
    keys ^= keys >> half
    bucket = keys >> half
    bucket *= buckets
    bucket >>= half
    keys ^= keys >> print_shift
    keys &= print_mask
    entries = arrays.entries[bucket.view(numpy.int64)]
    same = (entries >> arrays.level_bits) == numpy.maximum(keys, one).astype(numpy.uint16)[..., None]
    entries &= arrays.levels
    entries *= same
    levels = numpy.minimum(entries.sum(2, dtype=numpy.uint16), arrays.levels)
    two, three = arrays.sequence_counts[levels]
    # `given[i]` is the probability of word i + 2.
    counts = facts[:, _COUNT]
    given = counts[2:] * numpy.float32(_SHARE)
    given[:-1] += two[1:]
    given /= counts[1:-1] + numpy.float32(TRUST_TWO)
    given *= numpy.float32(TRUST_THREE)
    given += three
    two += numpy.float32(TRUST_THREE)
    given /= two
    nats = numpy.log(given)
    three_nats = nats[:-2] + nats[1:-1]
    three_nats += nats[2:]
    facts[2:-2, _NATS] = numpy.maximum(three_nats, numpy.float32(-CLIP))
    facts[:-2, _TWO:] = levels.T
    window = numpy.ndarray((len(numbers) - 4, _WINDOW * _COLUMNS), numpy.float32, facts, 0, (4 * _COLUMNS, 4))
    hidden = window.copy() @ arrays.inner
    hidden += arrays.bias
    numpy.maximum(hidden, 0, out=hidden)
    logits = hidden @ arrays.outer
    logits -= facts[2:-2, _IS_MARK] * numpy.float32(1e6)
    return Glance(float(logits.max()), levels[1])


def unfit_at_a_glance(known: Words, numbers: list[int], glance: Glance) -> int:
    """The same as numpy counts them."""
    import numpy

    at = numpy.array(numbers)
    is_word = at > 0
    hashes, _ = known.arrays
    return len(odd_phrases(hashes[at], numpy.asarray(glance.threes), is_word, numpy.flatnonzero(is_word), both=True).starts)
