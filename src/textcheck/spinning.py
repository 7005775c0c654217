"""Which words of a text replaced others: a noisy channel over counts of clean text.

Wherever no three words around a word or short phrase were counted together, what it may have replaced is looked up and both are weighed in the
same surroundings. What comes of it, and how frequent the words are, goes into a small network that was trained on clean
text of all genres after simulated spinners had been over it (`tools/train_spinning.py`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from textcheck.batches import HashMap, continued, hashes_of
from textcheck.language_model import BOUNDARY, LEVEL_NATS, NUMBER, WORD_LEVEL_NATS, finished, language_model, sequences, stream
from textcheck.resources import path_of, read_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy
    from numpy.typing import NDArray

    from textcheck.batches import Batch
    from textcheck.language_model import Stream

    Floats = NDArray[numpy.float32]
    Numbers = NDArray[numpy.int64]

# The longest phrase, in words, that a spinner writes for another; words on either side that say what fits.
LONGEST, AROUND = 4, 2
# Above this logit of a first glance a word is asked what it replaced; a phrase if a three-word sequence over an end of it has a lower level.
DOUBTFUL, FITS = -2.3, 3
# Options that are weighed, of the likeliest sources. What stands for the pressure on a word that no spinner is known to write.
MOST_OPTIONS, NO_PRESSURE = 10, -7.0
# What is added to counts of two and of three words before their probability is believed: see `_log_probabilities`.
TRUST_TWO, TRUST_THREE = 60.0, 4.0
# The natural logarithms of how many words were counted, and boundaries among them; of what a word counts that never was.
TOTAL, BOUNDARIES, UNSEEN = 17.8, 16.2, -1.0
# Sources of candidates: known pairs of spinners, terms, first senses, rarer senses, near words.
SOURCES = "KTSHN"


class Candidates:
    """What spinners may write, by its hash, and what may have stood there: options as words, with the source of each."""

    def __init__(self) -> None:
        import numpy

        with numpy.load(path_of("candidates.npz")) as packed:
            self.written: NDArray[numpy.uint64] = packed["written"]
            self.first: Numbers = packed["first"].astype(numpy.int64)
            self.option_first: Numbers = packed["option_first"].astype(numpy.int64)
            self.option_words: Numbers = packed["option_words"].astype(numpy.int64)
            self.sources: Numbers = packed["sources"].astype(numpy.int64)
        words = read_bytes("candidates-words.txt")
        self.hashes = hashes_of(words.replace(b"\n", b" "))
        self.nats: Floats = _word_nats()[language_model().word_levels(self.hashes)]
        self.counts: Floats = numpy.exp(self.nats)
        self.frequency: Floats = numpy.add.reduceat(self.nats[self.option_words], self.option_first[:-1])
        self._words = words.split(b"\n")
        self._numbers = HashMap(self.written)
        self.pressure = self._pressure()

    def _pressure(self) -> Floats:
        """How much oftener each phrase would be written if every option were replaced by any of its phrases, than it is: its logarithm."""
        import numpy

        lengths = numpy.diff(self.option_first)
        # A phrase is as frequent as its rarest word, and rarer with every other one.
        rarest = numpy.minimum.reduceat(self.nats[self.option_words], self.option_first[:-1])
        counts = numpy.exp(rarest - 3.0 * (lengths - 1)) * numpy.exp(numpy.array(SOURCE_NATS))[self.sources]
        keys = numpy.add.reduceat(self.hashes[self.option_words], self.option_first[:-1])
        _, same, times = numpy.unique(keys, return_inverse=True, return_counts=True)
        return numpy.log(numpy.add.reduceat(counts / times[same], self.first[:-1]) + 1e-3).astype(numpy.float32)

    def text(self, option: int) -> str:
        """An option as it is written, in lower case."""
        first, last = self.option_first[option : option + 2].tolist()
        return b" ".join(self._words[word] for word in self.option_words[first:last].tolist()).decode("cp1252")

    def find(self, keys: NDArray[numpy.uint64]) -> NDArray[numpy.int32]:
        """The number of each phrase among what spinners may write, -1 where it is not there."""
        return self._numbers.find(keys)


@cache
def candidates() -> Candidates:
    """The packed candidates, read once."""
    return Candidates()


class Places(NamedTuple):
    """Places that may have been replaced, and what was asked of each: one row of `features` a place.

    A place is `sizes` words from `starts` on, places of the stream; its options are `counts` ones from `first` on, numbers of the packed
    candidates, with the weight of each.
    """

    starts: Numbers
    sizes: Numbers
    first: Numbers
    counts: Numbers
    options: Numbers
    weights: Floats
    features: Floats


class _Counted(NamedTuple):
    """A stream with its levels, of each word with the next and with the next two; what each word counts and its logarithm; and the nats of each
    word given those before it."""

    hashes: NDArray[numpy.uint64]
    words: Floats
    counts: Floats
    twos: NDArray[numpy.uint8]
    threes: NDArray[numpy.uint8]
    nats: Floats


def _counted(found: Stream) -> _Counted:
    import numpy

    model = language_model()
    hashes = found.hashes
    words = _word_nats()[model.word_levels(hashes)]
    is_boundary = numpy.ones(len(hashes), bool)
    is_boundary[found.places] = False
    words[is_boundary] = BOUNDARIES
    twos = numpy.append(model.levels(sequences(hashes, 2)), numpy.uint8(0))
    threes = numpy.append(model.levels(sequences(hashes, 3)), numpy.zeros(2, numpy.uint8))
    nats = numpy.append(numpy.zeros(2, numpy.float32), _nats(words, twos, threes))
    return _Counted(hashes, words, numpy.exp(words), twos, threes, nats)


def places(found: Stream) -> Places:
    """The places of a stream that may have been replaced, as far as they do not fit where they stand."""
    import numpy

    packed = candidates()
    counted = _counted(found)
    single = found.places
    written = packed.find(sequences(counted.hashes, 1)[single])
    doubtful = _glance(counted, single, written) > DOUBTFUL
    starts, sizes, numbers = [single[doubtful]], [numpy.ones(int(doubtful.sum()), numpy.int64)], [written[doubtful]]
    is_word = numpy.zeros(len(counted.hashes), bool)
    is_word[single] = True
    for size in range(2, LONGEST + 1):
        at = single[single + size <= len(is_word) - AROUND]
        # What reaches over either end of a phrase that was put in was hardly ever counted.
        at = at[(counted.threes[at - 1] < FITS) | (counted.threes[at + size - 2] < FITS)]
        for place in range(1, size):
            at = at[is_word[at + place]]
        number = packed.find(sequences(counted.hashes, size)[at])
        kept = number >= 0
        starts.append(at[kept])
        sizes.append(numpy.full(int(kept.sum()), size))
        numbers.append(number[kept])
    start, length = numpy.concatenate(starts), numpy.concatenate(sizes)
    order = numpy.lexsort((-length, start))
    return _weighed(counted, start[order], length[order], numpy.concatenate(numbers)[order])


def glances(found: Stream) -> Floats:
    """What is asked of every word before its options are: a row of features each."""
    written = candidates().find(sequences(found.hashes, 1)[found.places])
    return _glance_features(_counted(found), found.places, written)


def _glance(counted: _Counted, at: Numbers, written: NDArray[numpy.int32]) -> Floats:
    return glance_network()(_glance_features(counted, at, written))


def _glance_features(counted: _Counted, at: Numbers, written: NDArray[numpy.int32]) -> Floats:
    import numpy

    pressure = numpy.append(candidates().pressure, numpy.float32(NO_PRESSURE))
    nats = _sums(counted.nats, at, numpy.full(len(at), 1 + AROUND))
    boundary = numpy.uint64(BOUNDARY)
    columns = [
        nats,
        counted.words[at],
        counted.threes[at - 2],
        counted.threes[at - 1],
        counted.threes[at],
        counted.twos[at - 1],
        counted.twos[at],
        counted.words[at - 1],
        counted.words[at + 1],
        counted.hashes[at - 1] == boundary,
        counted.hashes[at + 1] == boundary,
        pressure[written],
    ]
    return numpy.stack([column.astype(numpy.float32) for column in columns], 1)


class _Fit(NamedTuple):
    """How options fit where they would stand: the nats of each and of the two words after it, given the two before; and the levels of the two
    words at its beginning and at its end, and of the three words that begin two and one before it, and with its last."""

    nats: Floats
    levels: tuple[NDArray[numpy.uint8], ...]


def _fitted(counted: _Counted, before: Numbers, after: Numbers, options: Numbers, length: Numbers) -> _Fit:
    """Options between the words right before and right after their places."""
    import numpy

    nats = numpy.zeros(len(options), numpy.float32)
    levels = tuple(numpy.zeros(len(options), numpy.uint8) for _ in range(5))
    for some, fit in (
        (numpy.flatnonzero(length == 1), _fitted_words),
        (numpy.flatnonzero(length > 1), _fitted_phrases),
    ):
        found = fit(counted, before[some], after[some], options[some])
        nats[some] = found.nats
        for column, own in zip(levels, found.levels, strict=True):
            column[some] = own
    return _Fit(nats, levels)


def _fitted_words(counted: _Counted, before: Numbers, after: Numbers, options: Numbers) -> _Fit:
    """Options of one word."""
    import numpy

    packed, model = candidates(), language_model()
    word = packed.option_words[packed.option_first[options]]
    own, left, right = packed.hashes[word], counted.hashes[before], counted.hashes[after]
    beginning, ending = continued(left, own), continued(own, right)
    two_left, two_right = model.levels(finished(beginning, 2)), model.levels(finished(ending, 2))
    three = [numpy.zeros(len(options), numpy.uint8) for _ in range(3)]
    # Three words are hardly counted where two are not.
    alive = numpy.flatnonzero((two_left > 0) | (two_right > 0))
    asked = (
        continued(continued(counted.hashes[before[alive] - 1], left[alive]), own[alive]),
        continued(beginning[alive], right[alive]),
        continued(ending[alive], counted.hashes[after[alive] + 1]),
    )
    for column, keys in zip(three, asked, strict=True):
        column[alive] = model.levels(finished(keys, 3))
    counts, of_words = _counts(), counted.counts
    of_left, of_right, of_own = counts[two_left], counts[two_right], packed.counts[word]
    share = numpy.float32(TRUST_TWO / numpy.exp(TOTAL))
    trust_two, trust_three = numpy.float32(TRUST_TWO), numpy.float32(TRUST_THREE)
    given = (of_left + share * of_own) / (of_words[before] + trust_two) * trust_three + counts[three[0]]
    given /= counts[counted.twos[before - 1]] + trust_three
    following = (of_right + share * of_words[after]) / (of_own + trust_two) * trust_three + counts[three[1]]
    following /= of_left + trust_three
    last = (counts[counted.twos[after]] + share * of_words[after + 1]) / (of_words[after] + trust_two) * trust_three
    last += counts[three[2]]
    last /= of_right + trust_three
    return _Fit(numpy.log(given * following * last), (two_left, two_right, *three))


def _fitted_phrases(counted: _Counted, before: Numbers, after: Numbers, options: Numbers) -> _Fit:
    """Options of several words: each in a window with two words on either side, one window after another."""
    import numpy

    packed, model = candidates(), language_model()
    length = packed.option_first[options + 1] - packed.option_first[options]
    begin = numpy.cumsum(length + 2 * AROUND) - (length + 2 * AROUND)
    total = int((length + 2 * AROUND).sum())
    flat, words = numpy.zeros(total, numpy.uint64), numpy.zeros(total, numpy.float32)
    twos, threes = numpy.zeros(total, numpy.uint8), numpy.zeros(total, numpy.uint8)
    for place in range(AROUND):
        for at, source in ((begin + place, before - 1 + place), (begin + AROUND + length + place, after + place)):
            flat[at], words[at] = counted.hashes[source], counted.words[source]
    here = _ranges(begin + AROUND, length)
    option_words = packed.option_words[_ranges(packed.option_first[options], length)]
    flat[here], words[here] = packed.hashes[option_words], packed.nats[option_words]
    twos[begin] = counted.twos[before - 1]
    twos[begin + AROUND + length] = counted.twos[after]
    here = _ranges(begin + 1, length + 1)
    twos[here] = model.levels(sequences(flat, 2)[here])
    alive = (twos[begin + 1] > 0) | (twos[begin + 1 + length] > 0)
    here = _ranges(begin[alive], length[alive] + AROUND)
    threes[here] = model.levels(sequences(flat, 3)[here])
    nats = _sums(_nats(words, twos, threes), begin, length + AROUND)
    ends = begin + length
    return _Fit(nats, (twos[begin + 1], twos[ends + 1], threes[begin], threes[begin + 1], threes[ends + 1]))


def _weighed(counted: _Counted, starts: Numbers, sizes: Numbers, written: NDArray[numpy.int32]) -> Places:
    """Places with their features."""
    import numpy

    packed = candidates()
    # A place without an option has one that says nothing, so that every place has some.
    known = written >= 0
    count = numpy.where(known, numpy.minimum(packed.first[written + 1] - packed.first[written], MOST_OPTIONS), 0)
    first = numpy.cumsum(count) - count
    of_place = numpy.repeat(numpy.arange(len(starts)), count)
    options = numpy.arange(len(of_place)) - first[of_place] + packed.first[written][of_place]
    length = packed.option_first[options + 1] - packed.option_first[options]
    before, after = starts[of_place] - 1, starts[of_place] + sizes[of_place]
    fit = _fitted(counted, before, after, options, length)
    mine = _sums(counted.nats, starts, sizes + AROUND)
    source = packed.sources[options]
    weights = fit.nats - mine[of_place] + numpy.array(SOURCE_NATS, numpy.float32)[source]
    weights += numpy.float32(LENGTH_NATS) * (length - sizes[of_place])
    rows = numpy.flatnonzero(known)
    chosen, second, together = _ranked(weights, first[rows], count[rows])

    def of_best(values: NDArray[Any], none: float) -> Floats:
        column = numpy.full(len(starts), none, numpy.float32)
        column[rows] = values
        return column

    frequency = _sums(counted.words - numpy.float32(TOTAL), starts, sizes)
    pressure = numpy.append(packed.pressure, numpy.float32(NO_PRESSURE))
    boundary, number = numpy.uint64(BOUNDARY), numpy.uint64(NUMBER)
    previous, following = starts - 1, starts + sizes
    best_length = length[chosen]
    columns = [
        of_best(weights[chosen], -20),
        of_best(second, -20),
        of_best(together, -20),
        mine,
        mine - frequency,
        of_best(fit.nats[chosen], -30),
        frequency / sizes,
        of_best(packed.frequency[options[chosen]] / best_length - TOTAL, -TOTAL),
        counted.words[previous],
        counted.words[following],
        sizes,
        of_best(best_length, 0),
        of_best(numpy.log(count[rows]), -1),
        counted.threes[starts - 2],
        counted.threes[starts - 1],
        counted.threes[following - 1],
        of_best(fit.levels[2][chosen], 0),
        of_best(fit.levels[3][chosen], 0),
        of_best(fit.levels[4][chosen], 0),
        counted.twos[previous],
        counted.twos[following - 1],
        of_best(fit.levels[0][chosen], 0),
        of_best(fit.levels[1][chosen], 0),
        counted.hashes[previous] == boundary,
        counted.hashes[following] == boundary,
        (counted.hashes[previous] == number) | (counted.hashes[following] == number),
        pressure[written],
        pressure[written] - frequency / sizes,
        *(of_best(source[chosen] == number, 0) for number in range(len(SOURCES))),
    ]
    features = numpy.stack([column.astype(numpy.float32) for column in columns], 1)
    return Places(starts, sizes, first, count, options, weights, features)


# By what candidates of each source are likelier or less likely than their counts say, and each word more of an option than of what is written.
SOURCE_NATS = (1.5, 1.0, 0.0, -1.0, -1.5)
LENGTH_NATS = 4.0


def _nats(words: Floats, twos: NDArray[numpy.uint8], threes: NDArray[numpy.uint8]) -> Floats:
    """The logarithm of the probability of each word from the third on, given the two before it."""
    import numpy

    counts = numpy.exp(words)
    two, three = _counts()[twos], _counts()[threes]
    given = counts * numpy.float32(TRUST_TWO / numpy.exp(TOTAL))
    given[1:] += two[:-1]
    given[1:] /= counts[:-1] + numpy.float32(TRUST_TWO)
    given[2:] *= numpy.float32(TRUST_THREE)
    given[2:] += three[:-2]
    given[2:] /= two[:-2] + numpy.float32(TRUST_THREE)
    nats: Floats = numpy.log(given[2:])
    return nats


def _sums(values: Floats, starts: Numbers, sizes: Numbers) -> Floats:
    """The sums of a few values from each start on, added one after another, so that they do not depend on what stands before."""
    import numpy

    found: Floats = values[starts]
    for place in range(1, int(sizes.max()) if len(sizes) else 0):
        going = numpy.flatnonzero(sizes > place)
        found[going] += values[starts[going] + place]
    return found


@cache
def _counts() -> Floats:
    """The count that each level of a sequence stands for: the middle of its range."""
    import numpy

    levels = numpy.arange(16, dtype=numpy.float32)
    return numpy.where(levels == 0, 0, numpy.exp((levels - 1 + 0.4 * (levels > 1)) * LEVEL_NATS)).astype(numpy.float32)


@cache
def _word_nats() -> Floats:
    """The logarithm of the count that each level of a word stands for."""
    import numpy

    levels = numpy.arange(256, dtype=numpy.float32)
    return numpy.where(levels == 0, UNSEEN, numpy.log(3) + (levels - 0.5) * WORD_LEVEL_NATS).astype(numpy.float32)


def _ranges(starts: Numbers, sizes: Numbers) -> Numbers:
    """The numbers of several ranges, one range after another."""
    import numpy

    before = numpy.cumsum(sizes) - sizes
    found: Numbers = numpy.repeat(starts - before, sizes) + numpy.arange(int(sizes.sum()))
    return found


def _ranked(weights: Floats, first: Numbers, count: Numbers) -> tuple[Numbers, Floats, Floats]:
    """Of the weights of each place: which is the greatest, the second greatest, and the logarithm of the sum of all."""
    import numpy

    if not len(first):
        none = numpy.zeros(0, numpy.float32)
        return numpy.zeros(0, numpy.int64), none, none
    greatest = numpy.maximum.reduceat(weights, first)
    is_best = weights == numpy.repeat(greatest, count)
    places_of_best = numpy.flatnonzero(is_best)
    best = places_of_best[numpy.searchsorted(places_of_best, first)]
    rest = weights.copy()
    rest[best] = -30
    second = numpy.maximum.reduceat(rest, first)
    sums = numpy.add.reduceat(numpy.exp(weights - numpy.repeat(greatest, count)), first)
    return best, second, greatest + numpy.log(sums)


class Network:
    """A small network of one hidden layer, as trained."""

    def __init__(self, packed: Mapping[str, Floats], name: str) -> None:
        self._mean, self._scale = packed[f"{name} mean"], packed[f"{name} scale"]
        self._inner, self._inner_bias = packed[f"{name} inner"], packed[f"{name} inner bias"]
        self._outer, self._outer_bias = packed[f"{name} outer"], packed[f"{name} outer bias"]

    def __call__(self, features: Floats) -> Floats:
        """The logit of each row."""
        import numpy

        logits = numpy.zeros(len(features), numpy.float32)
        # In blocks of one size, because the last bits of a product of matrices depend on how many rows they have.
        block = numpy.zeros((ROWS, features.shape[1]), numpy.float32)
        for start in range(0, len(features), ROWS):
            rows = features[start : start + ROWS]
            block[: len(rows)] = (numpy.clip(rows, -CLIP, CLIP) - self._mean) * self._scale
            hidden = numpy.maximum(block @ self._inner + self._inner_bias, 0)
            logits[start : start + ROWS] = (hidden @ self._outer + self._outer_bias)[: len(rows), 0]
        return logits


# No feature says more than this, either way.
CLIP = 60
ROWS = 256

# A document is judged by how many of its places have logits above each of these, by themselves and beside what clean text has.
STEPS = (-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0)
# What nothing beside a place says, and no other place of the same words.
_NOTHING_NEAR, _NO_OTHER = -8.0, -4.0
# Places before and after one that may hold its neighbours; how far those are, in words.
_STEPS_AROUND, _NEAR, _NEARER = 6, 3, 1
# Longer documents are judged by stretches of so many words, too, of which every second one begins in the middle of another.
STRETCH, FEWEST_REPLACED = 300, 5


def above_steps(logits: Floats, owner: Numbers, owners: int) -> Floats:
    """How many places of each owner have logits above each step."""
    import numpy

    counts = [numpy.bincount(owner[logits > step], minlength=owners) for step in STEPS]
    return numpy.stack(counts, 1).astype(numpy.float32)


def document_rows(above: Floats, words: Numbers, usual: Floats) -> Floats:
    """A row for each document or stretch of so many words; `usual` is the share of words above each step in clean text."""
    import numpy

    size = words[:, None].astype(numpy.float32)
    expected = usual * size
    excess = (above - expected) / numpy.sqrt(expected + 1)
    rows: Floats = numpy.concatenate([numpy.log(size + 1), above / (size + 20) * 100, excess], 1).astype(numpy.float32)
    return rows


def last_rows(
    logits: Floats,
    documents: Floats,
    owner: Numbers,
    start: Numbers,
    written: NDArray[numpy.uint64],
    words: Numbers,
    features: Floats,
) -> Floats:
    """A row for each place: what it shows itself, its neighbours, other places of the same words, and its document.

    `documents` are the logits of documents, `owner` is the document of each place, `start` its first word, `written` a hash of its words.
    """
    import numpy

    near = numpy.full(len(logits), _NOTHING_NEAR, numpy.float32)
    nearer = near.copy()
    for step in range(1, _STEPS_AROUND + 1):
        distance = start[step:] - start[:-step]
        together = (owner[step:] == owner[:-step]) & (distance > 0) & (distance <= _NEAR)
        first = numpy.flatnonzero(together)
        second = first + step
        for one, other in ((first, second), (second, first)):
            near[one] = numpy.maximum(near[one], logits[other])
        closest = distance[first] <= _NEARER
        for one, other in ((first[closest], second[closest]), (second[closest], first[closest])):
            nearer[one] = numpy.maximum(nearer[one], logits[other])
    keys = owner.astype(numpy.uint64) * numpy.uint64(0x9E3779B97F4A7C15) ^ written
    _, same, times = numpy.unique(keys, return_inverse=True, return_counts=True)
    often = times[same]
    others = (numpy.bincount(same, logits)[same] - logits) / numpy.maximum(often - 1, 1) if len(logits) else logits
    chance = 1 / (1 + numpy.exp(-logits))
    size = words[owner]
    around = (numpy.bincount(owner, chance, len(words))[owner] - chance) / numpy.maximum(size, 1) * 100
    columns = [
        logits,
        documents[owner],
        nearer,
        near,
        numpy.where(often > 1, others, _NO_OTHER),
        numpy.log(often),
        around,
        numpy.log(size),
    ]
    rows = numpy.stack([column.astype(numpy.float32) for column in columns], 1)
    return numpy.concatenate([rows, features], 1)


def keys_of(found: Stream, starts: Numbers, sizes: Numbers) -> NDArray[numpy.uint64]:
    """A hash of what is written at each place."""
    import numpy

    keys = numpy.zeros(len(starts), numpy.uint64)
    for size in range(1, LONGEST + 1):
        rows = sizes == size
        if rows.any():
            keys[rows] = sequences(found.hashes, size)[starts[rows]]
    return keys


class Replaced(NamedTuple):
    """A span of a document that may have replaced others: the logit of that where the document is spun, and options by weight."""

    start: int
    end: int
    logit: float
    options: tuple[tuple[str, float], ...]


class Judged(NamedTuple):
    """The logit that a document was spun, the code points between which it shows most, and what may have been replaced."""

    logit: float
    start: int
    end: int
    replaced: tuple[Replaced, ...]


NOT_SPUN = Judged(-20.0, 0, 0, ())


def judge(batch: Batch) -> list[Judged]:
    """Every document of a batch."""
    import numpy

    found = stream(batch)
    here = places(found)
    words = batch.words
    counts = numpy.diff(words.bounds)
    if not len(here.starts):
        return [NOT_SPUN] * len(batch.docs)
    number = numpy.searchsorted(found.places, here.starts)
    owner = words.bounds.searchsorted(number, "right") - 1
    logits = word_network()(here.features)
    usual = _trained()["usual"]
    above = above_steps(logits, owner, len(counts))
    documents = document_network()(document_rows(above, counts, usual))
    # A stretch of a text in which hardly a word seems replaced was not spun.
    long = (counts > 2 * STRETCH) & (above[:, STEPS.index(0.0)] >= FEWEST_REPLACED)
    stretches = {
        document: _stretches(logits, number, owner, words.bounds, document, usual)
        for document in numpy.flatnonzero(long).tolist()
    }
    extents = {}
    for document, (logit, first, last) in stretches.items():
        if logit > documents[document]:
            documents[document] = logit
            extents[document] = first, last
    lasting = last_network()(
        last_rows(logits, documents, owner, number, keys_of(found, here.starts, here.sizes), counts, here.features)
    )
    ends = words.ends[number + here.sizes - 1]
    cuts = owner.searchsorted(numpy.arange(len(counts) + 1)).tolist()
    judged = []
    for document, offset in enumerate(batch.offsets):
        rows = numpy.arange(cuts[document], cuts[document + 1])
        rows = rows[lasting[rows] > (LEAST_LOGIT if documents[document] > LEAST_SPUN else LEAST_LONE)]
        rows = rows[numpy.argsort(-lasting[rows], kind="stable")]
        replaced: list[Replaced] = []
        taken: set[int] = set()
        for row in rows.tolist():
            own = range(int(number[row]), int(number[row]) + int(here.sizes[row]))
            if taken.isdisjoint(own):
                taken.update(own)
                start, end = int(words.starts[number[row]]) - offset, int(ends[row]) - offset
                replaced.append(Replaced(start, end, float(lasting[row]), _options(here, row)))
        low, high = extents.get(document, (int(words.bounds[document]), int(words.bounds[document + 1])))
        begin = int(words.starts[low]) - offset if low < high else 0
        stop = int(words.ends[high - 1]) - offset if low < high else 0
        judged.append(Judged(float(documents[document]), begin, stop, tuple(sorted(replaced))))
    return judged


# Places of a lower logit are not told; in a document of a lower logit than that only those that say something alone.
LEAST_LOGIT, LEAST_SPUN, LEAST_LONE = -1.5, -1.0, 1.5
_OPTIONS_TOLD = 5


def _options(here: Places, row: int) -> tuple[tuple[str, float], ...]:
    first, count = int(here.first[row]), int(here.counts[row])
    weighed = sorted(
        zip(here.weights[first : first + count].tolist(), here.options[first : first + count].tolist(), strict=True),
        key=lambda pair: (-pair[0], pair[1]),
    )
    return tuple((candidates().text(option), weight) for weight, option in weighed[:_OPTIONS_TOLD])


def _stretches(
    logits: Floats, number: Numbers, owner: Numbers, bounds: Numbers, document: int, usual: Floats
) -> tuple[float, int, int]:
    """The stretch of a long document that looks spun the most: its logit, less what so many stretches offer chance, and its words."""
    import numpy

    first, last = int(bounds[document]), int(bounds[document + 1])
    begins = numpy.arange(first, last - STRETCH // 2, STRETCH // 2)
    ends = numpy.minimum(begins + STRETCH, last)
    low, high = owner.searchsorted([document, document + 1]).tolist()
    own, mine = logits[low:high], number[low:high]
    above = numpy.stack(
        [numpy.diff(mine[own > step].searchsorted(numpy.stack([begins, ends], 1)), axis=1)[:, 0] for step in STEPS],
        1,
    ).astype(numpy.float32)
    found = document_network()(document_rows(above, ends - begins, usual)) - numpy.log(len(begins))
    best = int(found.argmax())
    return float(found[best]), int(begins[best]), int(ends[best])


@cache
def _trained() -> Mapping[str, Any]:
    import numpy

    with numpy.load(path_of("spinning.npz")) as packed:
        return dict(packed)


@cache
def glance_network() -> Network:
    """From what is asked of every word to the logit that it was replaced."""
    return Network(_trained(), "glance")


@cache
def word_network() -> Network:
    """From the features of a place to the logit that it was replaced, before its document is known."""
    return Network(_trained(), "word")


@cache
def last_network() -> Network:
    """From what a place, its neighbours and its document show to the logit that it was replaced."""
    return Network(_trained(), "last")


@cache
def document_network() -> Network:
    """From the features of a document to the logit that it was spun."""
    return Network(_trained(), "document")
