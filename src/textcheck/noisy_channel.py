"""A noisy channel: what may have been replaced in a text, and how what may have stood there fits in its place.

Words that were seldom counted beside their neighbours are asked what they may have replaced; each option is weighed in the same place by the
probability of the words around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from textcheck.batches import continued, phrases
from textcheck.candidates import LONGEST, SOURCE_NATS, SOURCES, candidates
from textcheck.language_model import (
    BOUNDARIES,
    BOUNDARY,
    NUMBER,
    TOTAL,
    finished,
    language_model,
    sequence_counts,
    sequences,
    word_counts,
    word_nats,
)
from textcheck.networks import network

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy
    from numpy.typing import NDArray

    from textcheck.language_model import Stream

    Floats = NDArray[numpy.float32]
    Numbers = NDArray[numpy.int64]

# Words on either side that say what fits.
AROUND = 2
# Above this logit of a first glance a word is asked what it replaced; a phrase if a three-word sequence over an end of it has a lower level.
DOUBTFUL, FITS = -2.3, 3
# In a document none of whose words is above this one, and that has fewer phrases that a spinner may have written and that fit at neither end, or a
# smaller share of its words begins them, nothing was replaced. Words dismiss a third of clean pieces and of every six texts of a spinner of phrases
# one; phrases bring nine of ten of these back, and one of nine of the clean ones (1,284 pieces of all genres, of 300 to 3,000 code points, as they are and
# with 5 to 20 % changed).
SUSPECT, FEWEST_PHRASES, SHARE_OF_PHRASES = 0.0, 2, 0.0125
# Options that are weighed, the most plausible ones.
MOST_OPTIONS = 10
# Options that are weighed at once: what is computed of so many stays in the processor's cache.
_TOGETHER = 1 << 13
# What is added to counts of two and of three words before their probability is believed: see `_nats`.
TRUST_TWO, TRUST_THREE = 60.0, 4.0
# By how much each word more of an option than of what is written makes it likelier, since longer phrases are less likely than shorter ones.
LENGTH_NATS = 4.0


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

    def of(self, rows: NDArray[numpy.bool_]) -> Places:
        """Some of the places; options and weights keep their numbers."""
        return self._replace(
            starts=self.starts[rows],
            sizes=self.sizes[rows],
            first=self.first[rows],
            counts=self.counts[rows],
            features=self.features[rows],
        )


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
    length = len(hashes)
    word_levels = model.word_levels(hashes)
    words, counts = word_nats()[word_levels], word_counts()[word_levels]
    is_boundary = numpy.ones(length, bool)
    is_boundary[found.places] = False
    words[is_boundary] = BOUNDARIES
    counts[is_boundary] = numpy.exp(numpy.float32(BOUNDARIES))
    two = phrases(hashes, 2)
    three = continued(two[:-1], hashes[2:])
    levels = numpy.zeros(2 * length, numpy.uint8)
    levels[: length - 1] = model.levels(finished(two, 2))
    levels[length : 2 * length - 2] = model.levels(finished(three, 3))
    twos, threes = levels[:length], levels[length:]
    nats = numpy.zeros(length, numpy.float32)
    nats[2:] = _nats(counts, twos, threes)
    return _Counted(hashes, words, counts, twos, threes, nats)


def places(found: Stream, bounds: Numbers, suspect: float = SUSPECT) -> Places | None:
    """The places of a stream that may have been replaced, as far as they do not fit where they stand; None where there is none.

    `bounds` are those of `batches.Words`. A document none of whose words has a higher logit than `suspect` at the first glance, and which has
    few odd phrases, has no place.
    """
    import numpy

    packed = candidates()
    counted = _counted(found)
    single = found.places
    written = packed.find(sequences(counted.hashes, 1)[single])
    glance = _glance(counted, single, written)
    asked = numpy.zeros(len(bounds) - 1, bool)
    asked[bounds.searchsorted(numpy.flatnonzero(glance > suspect), "right") - 1] = True
    count = numpy.diff(bounds)
    is_word = numpy.zeros(len(counted.hashes), bool)
    is_word[single] = True
    if not asked.all():
        at = single[~numpy.repeat(asked, count)]
        unfit = odd_phrases(counted.hashes, counted.threes, is_word, at, both=True).starts
        owner = bounds.searchsorted(single.searchsorted(unfit), "right") - 1
        asked |= is_suspicious(numpy.bincount(owner, minlength=len(count)), count)
    if not asked.any():
        return None
    is_asked = numpy.repeat(asked, count)
    doubtful = (glance > DOUBTFUL) & is_asked
    # What reaches over either end of a phrase that was put in was hardly ever counted.
    found_phrases = odd_phrases(counted.hashes, counted.threes, is_word, single[is_asked], both=False)
    start = numpy.concatenate([single[doubtful], found_phrases.starts])
    length = numpy.concatenate([numpy.ones(int(doubtful.sum()), numpy.int64), found_phrases.sizes])
    number = numpy.concatenate([written[doubtful], found_phrases.numbers])
    order = numpy.lexsort((-length, start))
    return _weighed(counted, start[order], length[order], number[order])


class Phrases(NamedTuple):
    """Phrases that a spinner may have written: their first words in a stream, how many each has, and their numbers among the candidates."""

    starts: Numbers
    sizes: Numbers
    numbers: Numbers


def odd_phrases(
    hashes: NDArray[numpy.uint64], threes: NDArray[Any], is_word: NDArray[numpy.bool_], at: Numbers, *, both: bool
) -> Phrases:
    """The candidates of several words that begin at some words of a stream and do not fit there, at both ends or at either.

    `threes` are the levels of the three words from each place on.
    """
    import numpy

    packed = candidates()
    starts, sizes, numbers = [], [], []
    misfits = threes < FITS
    if both:
        at = at[misfits[at - 1]]
    mixed, begins = hashes[at], misfits[at - 1]
    for size in range(2, LONGEST + 1):
        kept = is_word[at + size - 1]
        at, mixed, begins = at[kept], mixed[kept], begins[kept]
        mixed = continued(mixed, hashes[at + size - 1])
        odd = misfits[at + size - 2] if both else begins | misfits[at + size - 2]
        number = packed.find(finished(mixed[odd], size))
        known = number >= 0
        starts.append(at[odd][known])
        sizes.append(numpy.full(len(starts[-1]), size))
        numbers.append(number[known])
    return Phrases(numpy.concatenate(starts), numpy.concatenate(sizes), numpy.concatenate(numbers))


def is_suspicious(unfit: Any, words: Any) -> Any:
    """Whether so many phrases that fit at neither end, in a document of so many words, leave a doubt; of numbers or of arrays of them."""
    return (unfit >= FEWEST_PHRASES) & (unfit >= SHARE_OF_PHRASES * words)


def glances(found: Stream) -> Floats:
    """What is asked of every word before its options are: a row of features each."""
    written = candidates().find(sequences(found.hashes, 1)[found.places])
    return _glance_features(_counted(found), found.places, written)


def _glance(counted: _Counted, at: Numbers, written: Numbers) -> Floats:
    return network("glance")(_glance_features(counted, at, written))


def _glance_features(counted: _Counted, at: Numbers, written: Numbers) -> Floats:
    import numpy

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
        candidates().pressure[written],
    ]
    return _rows(columns)


def _rows(columns: Sequence[NDArray[Any]]) -> Floats:
    """A row of features for each place, from a column for each feature."""
    import numpy

    rows = numpy.empty((len(columns[0]), len(columns)), numpy.float32)
    for number, column in enumerate(columns):
        rows[:, number] = column
    return rows


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
        for first in range(0, len(some), _TOGETHER):
            few = some[first : first + _TOGETHER]
            found = fit(counted, before[few], after[few], options[few])
            nats[few] = found.nats
            for column, own in zip(levels, found.levels, strict=True):
                column[few] = own
    return _Fit(nats, levels)


def _fitted_words(counted: _Counted, before: Numbers, after: Numbers, options: Numbers) -> _Fit:
    """Options of one word."""
    import numpy

    packed, model = candidates(), language_model()
    word = packed.option_words[packed.option_first[options]]
    own, left, right = packed.hashes[word], counted.hashes[before], counted.hashes[after]
    beginning, ending = continued(left, own), continued(own, right)
    two_left, two_right = numpy.split(model.levels(finished(numpy.concatenate([beginning, ending]), 2)), 2)
    three = numpy.zeros((3, len(options)), numpy.uint8)
    # Three words are hardly counted where two are not.
    alive = numpy.flatnonzero((two_left > 0) | (two_right > 0))
    asked = (
        continued(continued(counted.hashes[before[alive] - 1], left[alive]), own[alive]),
        continued(beginning[alive], right[alive]),
        continued(ending[alive], counted.hashes[after[alive] + 1]),
    )
    three[:, alive] = model.levels(finished(numpy.concatenate(asked), 3)).reshape(3, -1)
    counts, of_words = sequence_counts(), counted.counts
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
    length = packed.lengths(options)
    begin = numpy.cumsum(length + 2 * AROUND) - (length + 2 * AROUND)
    total = int((length + 2 * AROUND).sum())
    flat, counts = numpy.zeros(total, numpy.uint64), numpy.zeros(total, numpy.float32)
    twos, threes = numpy.zeros(total, numpy.uint8), numpy.zeros(total, numpy.uint8)
    for place in range(AROUND):
        for at, source in ((begin + place, before - 1 + place), (begin + AROUND + length + place, after + place)):
            flat[at], counts[at] = counted.hashes[source], counted.counts[source]
    here = ranges(begin + AROUND, length)
    option_words = packed.option_words[ranges(packed.option_first[options].astype(numpy.int64), length)]
    flat[here], counts[here] = packed.hashes[option_words], packed.counts[option_words]
    twos[begin] = counted.twos[before - 1]
    twos[begin + AROUND + length] = counted.twos[after]
    here = ranges(begin + 1, length + 1)
    twos[here] = model.levels(sequences(flat, 2)[here])
    alive = (twos[begin + 1] > 0) | (twos[begin + 1 + length] > 0)
    here = ranges(begin[alive], length[alive] + AROUND)
    threes[here] = model.levels(sequences(flat, 3)[here])
    nats = _sums(_nats(counts, twos, threes), begin, length + AROUND)
    ends = begin + length
    return _Fit(nats, (twos[begin + 1], twos[ends + 1], threes[begin], threes[begin + 1], threes[ends + 1]))


def _weighed(counted: _Counted, starts: Numbers, sizes: Numbers, written: Numbers) -> Places:
    """Places with their features."""
    import numpy

    packed = candidates()
    # A place without an option has one that says nothing, so that every place has some.
    known = written >= 0
    first_option, all_options = packed.extents(written)
    count = numpy.where(known, numpy.minimum(all_options, MOST_OPTIONS), 0)
    first = numpy.cumsum(count) - count
    of_place = numpy.repeat(numpy.arange(len(starts)), count)
    options = numpy.arange(len(of_place)) + (first_option - first)[of_place]
    length = packed.lengths(options)
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
    pressure = packed.pressure[written]
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
        of_best(packed.frequency(options[chosen], best_length) / best_length - TOTAL, -TOTAL),
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
        pressure,
        pressure - frequency / sizes,
        *(of_best(source[chosen] == number, 0) for number in range(len(SOURCES))),
    ]
    features = _rows(columns)
    return Places(starts, sizes, first, count, options, weights, features)


def _nats(counts: Floats, twos: NDArray[numpy.uint8], threes: NDArray[numpy.uint8]) -> Floats:
    """The logarithm of the probability of each word from the third on, given the two before it."""
    import numpy

    two, three = sequence_counts()[twos], sequence_counts()[threes]
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


def ranges(starts: Numbers, sizes: Numbers) -> Numbers:
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
