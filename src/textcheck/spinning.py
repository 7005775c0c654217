"""Which words of a document replaced others, and how probable it is that it was spun.

The places that do not fit (`noisy_channel`) are judged by themselves, then the document by all of them, then each place again in the light of its
document.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from textcheck.batches import Batch, continued
from textcheck.candidates import LONGEST, candidates
from textcheck.document import Document
from textcheck.first_glance import dismissed
from textcheck.language_model import Stream, finished, stream
from textcheck.networks import document_network, last_network, trained, word_network
from textcheck.noisy_channel import Places, places

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float32]
    Numbers = NDArray[numpy.int64]

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
        close = (owner[step:] == owner[:-step]) & (distance <= _NEAR)
        if not close.any():
            # Starts ascend: what is further on is further away.
            break
        first = numpy.flatnonzero(close & (distance > 0))
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
    rows = numpy.empty((len(logits), len(columns) + features.shape[1]), numpy.float32)
    for number, column in enumerate(columns):
        rows[:, number] = column
    rows[:, len(columns) :] = features
    return rows


def keys_of(found: Stream, starts: Numbers, sizes: Numbers) -> NDArray[numpy.uint64]:
    """A hash of what is written at each place."""
    import numpy

    keys = mixed = found.hashes[starts]
    for size in range(1, LONGEST + 1):
        keys = numpy.where(sizes == size, finished(mixed, size), keys)
        if size < LONGEST:
            mixed = continued(mixed, found.hashes[numpy.minimum(starts + size, len(found.hashes) - 1)])
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


# Words that are judged together, but for a document of more: arrays over all words of a large batch would take much memory and no less time.
WORDS_TOGETHER = 1 << 15


def judge(batch: Batch) -> list[Judged]:
    """Every document of a batch."""
    found, words = stream(batch), batch.words
    judged: list[Judged] = []
    bounds = words.bounds.tolist()
    first = 0
    for last in range(1, len(bounds)):
        if last + 1 < len(bounds) and bounds[last + 1] - bounds[first] <= WORDS_TOGETHER:
            continue
        low, high = bounds[first], bounds[last]
        offsets = batch.offsets[first:last]
        if low == high:
            judged += [NOT_SPUN] * len(offsets)
        else:
            part = words.bounds[first : last + 1] - low
            judged += _judged(_part(found, low, high), words.starts[low:high], words.ends[low:high], part, offsets)
        first = last
    return judged


def _part(found: Stream, low: int, high: int) -> Stream:
    """Some words of a stream, those of whole documents, with the two boundaries before and behind."""
    begin = int(found.places[low]) - 2
    return Stream(found.hashes[begin : int(found.places[high - 1]) + 3], found.places[low:high] - begin)


def _judged(found: Stream, starts: Numbers, ends: Numbers, bounds: Numbers, offsets: Sequence[int]) -> list[Judged]:
    """The documents of a stream: where their words start and end, and where the first word and the text of each stand."""
    import numpy

    here = places(found, bounds)
    counts = numpy.diff(bounds)
    if here is None:
        return [NOT_SPUN] * len(offsets)
    number = numpy.searchsorted(found.places, here.starts)
    owner = bounds.searchsorted(number, "right") - 1
    logits = word_network()(here.features)
    usual = trained()["usual"]
    above = above_steps(logits, owner, len(counts))
    documents = document_network()(document_rows(above, counts, usual))
    # A stretch of a text in which hardly a word seems replaced was not spun.
    long = (counts > 2 * STRETCH) & (above[:, STEPS.index(0.0)] >= FEWEST_REPLACED)
    extents = {}
    for document in numpy.flatnonzero(long).tolist():
        logit, first, last = _stretches(logits, number, owner, bounds, document, usual)
        if logit > documents[document]:
            documents[document] = logit
            extents[document] = first, last
    lasting = last_network()(
        last_rows(logits, documents, owner, number, keys_of(found, here.starts, here.sizes), counts, here.features)
    )
    told = numpy.flatnonzero(lasting > numpy.where(documents[owner] > LEAST_SPUN, LEAST_LOGIT, LEAST_LONE))
    # Those of each document, the surest first.
    told = told[numpy.lexsort((-lasting[told], owner[told]))]
    rows = told.tolist()
    cuts = owner[told].searchsorted(numpy.arange(len(counts) + 1)).tolist()
    has_place = numpy.bincount(owner, minlength=len(counts)) > 0
    judged = []
    for document, offset in enumerate(offsets):
        if not has_place[document]:
            # It was dismissed at the first glance, as it is alone.
            judged.append(NOT_SPUN)
            continue
        replaced: list[Replaced] = []
        taken: set[int] = set()
        for row in rows[cuts[document] : cuts[document + 1]]:
            own = range(int(number[row]), int(number[row]) + int(here.sizes[row]))
            if taken.isdisjoint(own):
                taken.update(own)
                start, end = int(starts[own[0]]) - offset, int(ends[own[-1]]) - offset
                replaced.append(Replaced(start, end, float(lasting[row]), _options(here, row)))
        low, high = extents.get(document, (int(bounds[document]), int(bounds[document + 1])))
        begin, stop = int(starts[low]) - offset, int(ends[high - 1]) - offset
        judged.append(Judged(float(documents[document]), begin, stop, tuple(sorted(replaced))))
    return judged


# Code points that are judged together: arrays over more of them would not stay in memory.
MOST_TOGETHER = 1 << 19


def judge_one(doc: Document) -> Judged:
    """A document by itself; one of great length part by part, as if each were a stretch of it."""
    text = doc.text
    if len(text) <= MOST_TOGETHER:
        return NOT_SPUN if dismissed(doc) else judge(Batch([doc]))[0]
    best, replaced, parts = NOT_SPUN, [], 0
    start = 0
    while start < len(text):
        stop = start + MOST_TOGETHER
        if stop < len(text):
            # Between two words, unless there are none.
            at = max(text.rfind("\n", start + 1, stop), text.rfind(" ", start + 1, stop))
            stop = at if at > start else stop
        judged = judge(Batch([Document(text[start:stop])]))[0]
        parts += 1
        if judged.logit > best.logit:
            best = judged._replace(start=judged.start + start, end=judged.end + start)
        replaced += [one._replace(start=one.start + start, end=one.end + start) for one in judged.replaced]
        start = stop
    return best._replace(logit=best.logit - math.log(parts), replaced=tuple(replaced))


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
