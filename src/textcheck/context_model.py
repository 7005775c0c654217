"""Which words fit in a place by the words around it: a network over the five words on either side and what the text is about.

Counts (`language_model`) know sequences of three words that clean text had; the network has learned from the same text which words are alike,
and so says something of every place. It reads from its context, the word itself left out, a direction in the space of words; a
word fits by how far it lies in that direction. It is asked only where counts say that a document may be spun, for it costs a hundred
times what they do. `tools/train_contexts.py` trains it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from textcheck.batches import HashIndex
from textcheck.candidates import candidates
from textcheck.language_model import BOUNDARY, NUMBER
from textcheck.noisy_channel import ranges
from textcheck.products import Layer
from textcheck.tables import table

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from textcheck.language_model import Stream
    from textcheck.noisy_channel import Places

    Floats = NDArray[numpy.float32]
    Numbers = NDArray[numpy.int64]

PACKED, LAYERS = "contexts.bin", 3
# Words on either side of a place; of what a text is about, the words of blocks of about so many.
AROUND, BLOCK = 5, 128
# Numbers of what is no known word: between two words, a number, any other word. Known words follow.
BETWEEN, NUMERAL, OTHER, FIRST = 0, 1, 2, 3
# How the mean of the words of a block is taken: of few words it says less; and by how much it is stretched to the size of a word.
TOPIC_PRIOR, TOPIC_SCALE = 4.0, 3.0
# The nats of what is no known word, and of how much better than what is written an option fits where there is none.
UNKNOWN, NO_OPTION = -14.0, -15.0
# Columns of `context_features`.
FEATURES = 6
# Rows that are multiplied at once: the last bits of a product of matrices depend on how many there are.
ROWS = 32
# And where few are asked for.
FEW = 8


class ContextModel:
    """The packed network: vectors of words, and the layers that read a context."""

    def __init__(self) -> None:
        import numpy

        packed = table(PACKED)
        self.biases: Floats = packed.array("biases")
        self._scales: Floats = packed.array("scales")
        self._bytes: NDArray[numpy.int8] = packed.array("vectors").reshape(len(self.biases), -1)
        self._layers: list[tuple[Layer, Floats]] = []
        for number in range(LAYERS):
            bias = packed.array(f"bias-{number}")
            weights = packed.array(f"layer-{number}").reshape(-1, len(bias)).astype(numpy.float32)
            self._layers.append((Layer(weights, ROWS), bias))
        self.words: NDArray[numpy.uint64] = packed.array("words")
        self._numbers = HashIndex(self.words)
        self._sample_biases: Floats = packed.array("sample-biases")
        # As columns of a matrix, as the layers are.
        self._sample = Layer(self.vectors(packed.array("sample").astype(numpy.int64)).T, ROWS)
        self.options = self.numbers(candidates().hashes)

    @property
    def width(self) -> int:
        """How many numbers the vector of a word has."""
        return int(self._bytes.shape[1])

    def vectors(self, numbers: Numbers) -> Floats:
        """The vectors of words by their numbers."""
        import numpy

        found: Floats = self._bytes[numbers].astype(numpy.float32)
        found *= self._scales[numbers][:, None]
        return found

    def numbers(self, hashes: NDArray[numpy.uint64]) -> Numbers:
        """The numbers of words, numbers and boundaries by their hashes."""
        import numpy

        found = self._numbers.find(hashes) + FIRST
        found[found < FIRST] = OTHER
        found[hashes == numpy.uint64(BOUNDARY)] = BETWEEN
        found[hashes == numpy.uint64(NUMBER)] = NUMERAL
        return found

    def read(self, inputs: Floats, together: int = ROWS) -> tuple[Floats, Floats]:
        """The directions that contexts point in, and the logarithm of what all words together have there; so many, up to `ROWS`, are read together."""
        import numpy

        directions = numpy.zeros((len(inputs), self._bytes.shape[1]), numpy.float32)
        totals = numpy.zeros(len(inputs), numpy.float32)
        block = numpy.zeros((together, inputs.shape[1]), numpy.float32)
        (first, first_bias), (second, second_bias), (third, third_bias) = self._layers
        for start in range(0, len(inputs), together):
            rows = inputs[start : start + together]
            block[: len(rows)] = rows
            inner = numpy.maximum(first(block) + first_bias, 0)
            inner += numpy.maximum(second(inner) + second_bias, 0)
            pointed = third(inner) + third_bias
            among = self._sample(pointed) + self._sample_biases
            greatest = among.max(1)
            sums = numpy.exp(among - greatest[:, None]).sum(1)
            directions[start : start + together] = pointed[: len(rows)]
            totals[start : start + together] = (greatest + numpy.log(sums))[: len(rows)]
        return directions, totals


@cache
def context_model() -> ContextModel:
    return ContextModel()


def context_features(found: Stream, bounds: Numbers, here: Places) -> Floats:
    """What contexts say of places: a row of features each. `bounds` are those of `batches.Words`."""
    import numpy

    if not len(here.starts):
        return numpy.zeros((0, FEATURES), numpy.float32)
    model, packed = context_model(), candidates()
    count = len(here.starts)
    directions, totals = model.read(_inputs(model, found, bounds, here))

    def nats(word: Numbers, place: Numbers) -> Floats:
        fit: Floats = (model.vectors(word) * directions[place]).sum(1) + model.biases[word] - totals[place]
        fit[word < FIRST] = UNKNOWN
        return fit

    written, unknown = numpy.zeros(count, numpy.float32), numpy.zeros(count, numpy.float32)
    for step in range(int(here.sizes.max())):
        going = numpy.flatnonzero(here.sizes > step)
        word = model.numbers(found.hashes[here.starts[going] + step])
        written[going] += nats(word, going)
        unknown[going] += word < FIRST
    written /= here.sizes.astype(numpy.float32)
    of_place = numpy.repeat(numpy.arange(count), here.counts)
    options = here.options[ranges(here.first, here.counts)]
    weights = here.weights[ranges(here.first, here.counts)]
    length = packed.lengths(options)
    fits = numpy.zeros(len(options), numpy.float32)
    for step in range(int(length.max()) if len(length) else 0):
        going = numpy.flatnonzero(length > step)
        fits[going] += nats(model.options[packed.option_words[packed.option_first[options[going]] + step]], of_place[going])
    better: Floats = (fits / length.astype(numpy.float32) - written[of_place]).astype(numpy.float32)
    rows = numpy.flatnonzero(here.counts)
    first = (numpy.cumsum(here.counts) - here.counts)[rows]

    def of_best(values: Floats) -> Floats:
        column = numpy.full(count, NO_OPTION, numpy.float32)
        if len(rows):
            column[rows] = numpy.maximum.reduceat(values, first)
        return column

    of_likeliest = better.copy()
    of_likeliest[weights != of_best(weights)[of_place]] = NO_OPTION
    columns = [written, unknown, of_best(better), of_best(of_likeliest), of_best(weights + better), totals]
    return numpy.stack(columns, 1)


class Spans(NamedTuple):
    """So many words of a stream each, from its places on."""

    starts: Numbers
    sizes: Numbers


def directions(found: Stream, bounds: Numbers, spans: Spans) -> tuple[Floats, Floats]:
    """What the contexts of a few spans say: see `ContextModel.read`."""
    model = context_model()
    return model.read(_inputs(model, found, bounds, spans), FEW)


def _inputs(model: ContextModel, found: Stream, bounds: Numbers, here: Places | Spans) -> Floats:
    """The words around each place, and what its block is about without it."""
    import numpy

    first = found.places[bounds[:-1][numpy.diff(bounds) > 0]]
    stop = numpy.append(first[1:], len(found.hashes))
    own = first.searchsorted(here.starts, "right") - 1
    columns = []
    for step in (*range(-AROUND, 0), *range(AROUND)):
        place = here.starts + step if step < 0 else here.starts + here.sizes + step
        inside = (place >= first[own]) & (place < stop[own])
        number = numpy.full(len(place), BETWEEN)
        number[inside] = model.numbers(found.hashes[place[inside]])
        columns.append(model.vectors(number))
    rows: Floats = numpy.concatenate([*columns, _topics(model, found, here, _blocks(first, stop))], 1)
    return rows


def _topics(model: ContextModel, found: Stream, here: Places | Spans, begins: Numbers) -> Floats:
    """The mean of the words of the block of each place, without its own; `begins` are where blocks begin, and the end of the last."""
    import numpy

    block = begins.searchsorted(here.starts, "right") - 1
    used, of_place = numpy.unique(block, return_inverse=True)
    sizes = begins[used + 1] - begins[used]
    at = numpy.cumsum(sizes) - sizes
    numbers = model.numbers(found.hashes[ranges(begins[used], sizes)])
    counted = (numbers >= FIRST).astype(numpy.float32)
    vectors = model.vectors(numbers) * counted[:, None]
    topic = numpy.add.reduceat(vectors, at)[of_place]
    count = numpy.add.reduceat(counted, at)[of_place]
    place, last = at[of_place] + here.starts - begins[block], (at + sizes)[of_place]
    for step in range(int(here.sizes.max())):
        going = numpy.flatnonzero((here.sizes > step) & (place + step < last))
        topic[going] -= vectors[place[going] + step]
        count[going] -= counted[place[going] + step]
    topic *= (TOPIC_SCALE / (count + numpy.float32(TOPIC_PRIOR)))[:, None]
    return topic.astype(numpy.float32)


def _blocks(first: Numbers, stop: Numbers) -> Numbers:
    """Where the blocks of all documents begin in the stream, and where the last one ends: those of one document have about the same size."""
    import numpy

    begins: list[int] = []
    for start, end in zip(first.tolist(), stop.tolist(), strict=True):
        count = max(1, round((end - start) / BLOCK))
        begins += [start + (end - start) * number // count for number in range(count)]
    return numpy.array([*begins, int(stop[-1])])
