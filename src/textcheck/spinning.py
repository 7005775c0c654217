"""Which words of a document replaced others, and how probable it is that it was spun.

The places that do not fit (`noisy_channel`) are judged by themselves, then the document by all of them; where that leaves a doubt, places and document
again by what their contexts say (`context_model`), and each place in the light of its document.
"""

from __future__ import annotations

import math
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from textcheck.batches import Batch, continued
from textcheck.candidates import LONGEST, candidates
from textcheck.context_model import context_features
from textcheck.document import Document
from textcheck.first_glance import dismissed
from textcheck.language_model import Stream, finished, stream
from textcheck.networks import network, trained
from textcheck.noisy_channel import Places, places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
# Networks that know what contexts say have this in their names.
IN_CONTEXT = "-in-context"
# Contexts are read of all places of documents whose logit passes the first, and of single places whose own passes the second. Of 3,000 clean
# documents of eleven genres 3 in 100 pass the first, and 4 in 1,000 of their doubtful places the second; below them contexts cost more than they find.
LEAST_DOUBTFUL, LEAST_DOUBTFUL_PLACE = -2.0, 2.0
# Longer documents are judged by stretches of so many words, too, of which every second one begins in the middle of another.
STRETCH, FEWEST_REPLACED = 300, 5
# Documents of more words are judged by stretches alone: the network was trained on shorter ones, and a writer's style would add up to a proof.
WHOLE = 1400


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


class _Part(NamedTuple):
    """Documents of a batch that are judged together: their words as a stream, where those start and end in the codes of the batch, and where
    the first word of each document and its text stand."""

    stream: Stream
    starts: Numbers
    ends: Numbers
    bounds: Numbers
    offsets: Sequence[int]


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
            own = words.bounds[first : last + 1] - low
            judged += _judged(_Part(_stream_of(found, low, high), words.starts[low:high], words.ends[low:high], own, offsets))
        first = last
    return judged


def _stream_of(found: Stream, low: int, high: int) -> Stream:
    """Some words of a stream, those of whole documents, with the two boundaries before and behind."""
    begin = int(found.places[low]) - 2
    return Stream(found.hashes[begin : int(found.places[high - 1]) + 3], found.places[low:high] - begin)


def _judged(part: _Part) -> list[Judged]:
    import numpy

    found, bounds = part.stream, part.bounds
    here = places(found, bounds)
    if here is None:
        return [NOT_SPUN] * len(part.offsets)
    number = numpy.searchsorted(found.places, here.starts)
    owner = bounds.searchsorted(number, "right") - 1
    counts = numpy.diff(bounds)
    logits = network("word")(here.features)
    verdicts = _verdicts(logits, number, owner, bounds, "")
    # What has no place was dismissed at the first glance, as it is alone.
    verdicts.documents[numpy.bincount(owner, minlength=len(counts)) == 0] = NOT_SPUN.logit
    # Contexts are read, which is dear, where counts leave a doubt about a document, else of what is odd by itself.
    doubtful = verdicts.documents > LEAST_DOUBTFUL
    rows = doubtful[owner] | (logits > LEAST_DOUBTFUL_PLACE)
    replaced: list[tuple[Replaced, ...]] = [()] * len(counts)
    if rows.any():
        here, number, owner = here.of(rows), number[rows], owner[rows]
        features = numpy.concatenate([here.features, context_features(found, bounds, here)], 1)
        logits = network(f"word{IN_CONTEXT}")(features)
        verdicts = _asked_again(verdicts, _verdicts(logits, number, owner, bounds, IN_CONTEXT), doubtful)
        keys = keys_of(found, here.starts, here.sizes)
        lasting = network("last")(last_rows(logits, verdicts.documents, owner, number, keys, counts, features))
        for document, own in _told(lasting, owner, verdicts.documents):
            replaced[document] = _replaced(part, here, number, lasting, own, document)
    judged = []
    for document, (logit, offset) in enumerate(zip(verdicts.documents.tolist(), part.offsets, strict=True)):
        if logit == NOT_SPUN.logit and not replaced[document]:
            judged.append(NOT_SPUN)
            continue
        low, high = verdicts.extents.get(document, (int(bounds[document]), int(bounds[document + 1])))
        begin, stop = (int(part.starts[low]) - offset, int(part.ends[high - 1]) - offset) if low < high else (0, 0)
        judged.append(Judged(logit, begin, stop, replaced[document]))
    return judged


class _Verdicts(NamedTuple):
    """The logit of each document of a batch, and the first and last word between which stretches of a long one show that it was spun, or of the
    stretch that comes nearest to that."""

    documents: Floats
    extents: dict[int, tuple[int, int]]


def _verdicts(logits: Floats, number: Numbers, owner: Numbers, bounds: Numbers, way: str) -> _Verdicts:
    """Documents by the logits of their places, whose first words are `number` and whose documents `owner`; `way` is "" or IN_CONTEXT."""
    import numpy

    counts = numpy.diff(bounds)
    usual = trained()[f"usual{way}"]
    judge_rows = network(f"document{way}")
    above = above_steps(logits, owner, len(counts))
    documents = judge_rows(document_rows(above, counts, usual))
    extents = {}
    # A stretch of a text in which hardly a word seems replaced was not spun.
    long = (counts > 2 * STRETCH) & (above[:, STEPS.index(0.0)] >= FEWEST_REPLACED)
    stretches = _stretches(logits, number, bounds, numpy.flatnonzero(long), usual)
    logits_of_stretches = judge_rows(stretches.rows)
    for document, begins, ends, found in stretches.by_document(logits_of_stretches):
        found = found - numpy.log(len(begins))
        best = int(found.argmax())
        if counts[document] > WHOLE or documents[document] < found[best]:
            documents[document] = found[best]
        elif found[best] < 0:
            continue
        # Stretches that half overlap a spun section show it, too, but less.
        shown = numpy.flatnonzero(found >= min(found[best], found[best] / 2))
        extents[document] = int(begins[shown[0]]), int(ends[shown[-1]])
    return _Verdicts(documents, extents)


def _asked_again(before: _Verdicts, after: _Verdicts, again: NDArray[numpy.bool_]) -> _Verdicts:
    """The verdicts on some documents replaced by later ones."""
    import numpy

    extents = {document: extent for document, extent in before.extents.items() if not again[document]}
    extents |= {document: extent for document, extent in after.extents.items() if again[document]}
    return _Verdicts(numpy.where(again, after.documents, before.documents), extents)


def _told(lasting: Floats, owner: Numbers, documents: Floats) -> Iterator[tuple[int, list[int]]]:
    """The places of each document that are worth telling, the surest first."""
    import numpy

    told = numpy.flatnonzero(lasting > numpy.where(documents[owner] > LEAST_SPUN, LEAST_LOGIT, LEAST_LONE))
    told = told[numpy.lexsort((-lasting[told], owner[told]))]
    rows, owners = told.tolist(), owner[told].tolist()
    for document, group in groupby(zip(owners, rows, strict=True), key=itemgetter(0)):
        yield document, [row for _, row in group]


def _replaced(
    part: _Part, here: Places, number: Numbers, lasting: Floats, rows: list[int], document: int
) -> tuple[Replaced, ...]:
    """Places of a document, in text order; of those that share a word the surest, which comes first in `rows`."""
    offset = part.offsets[document]
    replaced: list[Replaced] = []
    taken: set[int] = set()
    for row in rows:
        own = range(int(number[row]), int(number[row]) + int(here.sizes[row]))
        if taken.isdisjoint(own):
            taken.update(own)
            start, end = int(part.starts[own[0]]) - offset, int(part.ends[own[-1]]) - offset
            replaced.append(Replaced(start, end, float(lasting[row]), _options(here, row)))
    return tuple(sorted(replaced))


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


class _Stretches(NamedTuple):
    """The stretches of long documents, one document after another: their first words, what follows their last ones, and a row for each; `firsts[i]` is the
    first stretch of `documents[i]`, and its last item the number of all."""

    documents: Numbers
    firsts: Numbers
    begins: Numbers
    ends: Numbers
    rows: Floats

    def by_document(self, logits: Floats) -> Iterator[tuple[int, Numbers, Numbers, Floats]]:
        """Each document with its stretches and what was judged of them."""
        cuts = self.firsts.tolist()
        for document, low, high in zip(self.documents.tolist(), cuts, cuts[1:], strict=False):
            yield document, self.begins[low:high], self.ends[low:high], logits[low:high]


def _stretches(logits: Floats, number: Numbers, bounds: Numbers, documents: Numbers, usual: Floats) -> _Stretches:
    import numpy

    half = STRETCH // 2
    first, last = bounds[documents], bounds[documents + 1]
    counts = -((first - last + half) // half)
    firsts = numpy.append(0, numpy.cumsum(counts))
    begins = numpy.repeat(first - half * firsts[:-1], counts) + half * numpy.arange(firsts[-1])
    ends = numpy.minimum(begins + STRETCH, numpy.repeat(last, counts))
    # How many of the places up to each one are above each step.
    passed = numpy.zeros((len(logits) + 1, len(STEPS)), numpy.int32)
    if len(documents):
        numpy.cumsum(logits[:, None] > numpy.array(STEPS, numpy.float32), 0, out=passed[1:])
    above = (passed[number.searchsorted(ends)] - passed[number.searchsorted(begins)]).astype(numpy.float32)
    return _Stretches(documents, firsts, begins, ends, document_rows(above, ends - begins, usual))
