"""A batch of documents: the views of all of them computed at once, where that is cheaper than one by one.

What is asked of every word of every document is asked of arrays here: the words of a batch with a hash of each. Hashes are 64 bits, so that
of a billion pairs of different words about one in twenty billion is taken for equal. numpy is imported with the first
large batch and not before, because a command that checks one page would wait for it longer than for the page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textcheck.document import UNENCODABLE, WORD_CODES, WORD_CODES_BESIDE_UNKNOWN, Document
from textcheck.patterns import pattern

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

Value = TypeVar("Value")
Other = TypeVar("Other")

# Code points of all documents of a batch: below, arrays cost more than they save; above, they would not stay in the processor's cache, or, for
# a text of hundreds of megabytes, not in memory.
LEAST, MOST = 4_000, 1 << 19
# Code points that a process checks before it imports numpy.
BEFORE_ARRAYS = 60_000

SPACE = 32
_LAST_ASCII = 127
# So many spaces stand after the last document, for words are read in blocks of eight codes.
_AFTER = b" " * 17


class BatchView(Generic[Value]):
    """A view of a document that can be computed for a whole batch, with the same results: see `Document.view`."""

    def __init__(
        self, one: Callable[[Document], Value], many: Callable[[Batch], Iterable[Value]], *, keeps_false: bool = True
    ) -> None:
        """With `keeps_false` false, documents keep only values that are true: of others nobody asks again, or it costs little."""
        self._one = one
        self._many = many
        self._keeps_false = keeps_false

    def __call__(self, doc: Document) -> Value:
        return self._one(doc)

    def fill(self, batch: Batch) -> Sequence[Value]:
        """The view of each document of a batch, computed once; the documents keep it."""
        values: Sequence[Value] | None = batch.filled.get(self)
        if values is None:
            values = batch.filled[self] = list(self._many(batch))
            for doc, value in zip(batch.docs, values, strict=True):
                if value or self._keeps_false:
                    doc.set_view(self, value)
        return values


def following(view: BatchView[Other], answer: Callable[[Document, Other], Value]) -> BatchView[Value]:
    """A view that is told by a document and another view of it, which a batch computes first."""

    def one(doc: Document) -> Value:
        return answer(doc, doc.view(view))

    def many(batch: Batch) -> Iterator[Value]:
        return map(answer, batch.docs, view.fill(batch))

    return BatchView(one, many, keeps_false=False)


class Batch:
    """Documents that are checked together, and their codes, which a batch computes in one step."""

    def __init__(self, docs: Sequence[Document]) -> None:
        self.docs = docs
        self.filled: dict[BatchView[Any], Sequence[Any]] = {}
        # A space before each document, so that no word runs from one into the next.
        text = " ".join(["", *(doc.text for doc in docs)])
        self.offsets: list[int] = []
        """Where the text of each document begins in `word_codes`."""
        at = 1
        for doc in docs:
            self.offsets.append(at)
            at += len(doc.text) + 1
        unencodable: frozenset[int] = frozenset()
        # Where characters stand that are not ASCII, and their code points.
        self._others: tuple[NDArray[numpy.int64], NDArray[numpy.uint16]] | None = None
        if text.isascii():
            self.codes = codes = text.encode()
        else:
            import numpy

            units = numpy.frombuffer(text.encode("utf-16-le", "surrogatepass"), numpy.dtype("<u2"))
            if len(units) != len(text):
                wide = numpy.frombuffer(text.encode("utf-32-le", "surrogatepass"), numpy.dtype("<u4"))
                units = numpy.minimum(wide, 0xFFFF).astype(numpy.uint16)
            # Most characters are ASCII, which need no table of all characters.
            others = numpy.flatnonzero(units > _LAST_ASCII)
            found = units.astype(numpy.uint8)
            of_text, _ = _tables()
            units = units[others]
            found[others] = of_others = of_text[units]
            unencodable = self._owners(others[of_others == UNENCODABLE[0]])
            self._others = others, units
            self.codes = codes = found.tobytes()
        for number, (doc, offset) in enumerate(zip(docs, self.offsets, strict=True)):
            doc.set_codes(codes[offset : offset + len(doc.text)], number in unencodable)

    @cached_property
    def word_codes(self) -> bytes:
        """`Document.word_codes` of all documents, with spaces before each and after the last."""
        codes = self.codes.translate(WORD_CODES)
        if self._others is not None:
            import numpy

            in_words = numpy.frombuffer(codes, numpy.uint8).copy()
            others, units = self._others
            in_words[others] = _tables()[1][units]
            codes = in_words.tobytes()
        return codes + _AFTER

    def _owners(self, places: NDArray[numpy.int64]) -> frozenset[int]:
        """The numbers of the documents to which some places of the codes belong."""
        import numpy

        return frozenset((numpy.array(self.offsets).searchsorted(places, "right") - 1).tolist())

    def with_match(self, source: bytes) -> set[int]:
        """The numbers of the documents whose codes a pattern of RE2 matches; none may match beyond one document."""
        found: set[int] = set()
        search, at = pattern(source).search, 0
        while (match := search(self.codes, at)) is not None:
            number = bisect_right(self.offsets, match.start()) - 1
            found.add(number)
            if number + 1 == len(self.offsets):
                break
            at = self.offsets[number + 1]
        return found

    @cached_property
    def words(self) -> Words:
        """All words of all documents."""
        return Words(self)


class Words:
    """The words of a batch, as those of `Document.words`, in the order of the documents and of their texts.

    `starts` and `ends` are their places in `Batch.word_codes`, `hashes` of words are equal where the words are, `bounds[i]` is the number of
    the first word of document i, and its last item the number of all.
    """

    def __init__(self, batch: Batch) -> None:
        import numpy

        self.starts, self.ends = _runs(batch.word_codes)
        self.hashes = _hashes(batch.word_codes, self.starts, self.ends)
        self.bounds: NDArray[numpy.int64] = numpy.searchsorted(self.starts, [*batch.offsets, len(batch.word_codes)])
        for doc, count in zip(batch.docs, numpy.diff(self.bounds).tolist(), strict=True):
            doc.set_word_count(count)

    def by_document(self, numbers: NDArray[numpy.int64]) -> Iterator[range]:
        """Where in some ascending numbers of words those of each document stand."""
        import numpy

        cuts = numpy.searchsorted(numbers, self.bounds).tolist()
        return map(range, cuts, cuts[1:])


_seen = 0


def batches(docs: Sequence[Document]) -> Iterator[Batch]:
    """The documents for which arrays pay, in batches; none before the process has checked enough text to import numpy for."""
    global _seen
    size = sum(len(doc.text) for doc in docs)
    if _seen < BEFORE_ARRAYS:
        _seen += size
        return
    if size <= MOST:
        if size >= LEAST:
            yield Batch(docs)
        return
    some: list[Document] = []
    size = 0
    for doc in docs:
        length = len(doc.text)
        if length > MOST:
            continue
        if size + length > MOST:
            yield Batch(some)
            some, size = [], 0
        some.append(doc)
        size += length
    if size >= LEAST:
        yield Batch(some)


@cache
def _tables() -> tuple[NDArray[numpy.uint8], NDArray[numpy.uint8]]:
    """The code and the word code of every code point below U+FFFF, and, at U+FFFF, of all others."""
    import numpy

    characters = "".join(map(chr, range(1 << 16)))
    codes = characters.encode("cp1252", "replace")
    marked = characters.replace("?", " ").encode("cp1252", "replace").translate(WORD_CODES_BESIDE_UNKNOWN)
    return numpy.frombuffer(codes, numpy.uint8), numpy.frombuffer(marked, numpy.uint8)


def _runs(codes: bytes) -> tuple[NDArray[numpy.int64], NDArray[numpy.int64]]:
    """Where the words in codes begin and end; a space stands before the first and after the last."""
    import numpy

    in_word = numpy.frombuffer(codes, numpy.uint8) != SPACE
    edges = numpy.flatnonzero(in_word[1:] != in_word[:-1]) + 1
    return edges[::2], edges[1::2]


# Odd numbers whose bits are as if by chance: the golden ratio, and two primes of known hash functions.
MIX_FIRST, MIX_NEXT, MIX_PLACE = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
BLOCK = 8


def _hashes(codes: bytes, starts: NDArray[numpy.int64], ends: NDArray[numpy.int64]) -> NDArray[numpy.uint64]:
    """A hash of each word: of its first eight codes, and, as long as words go on, of the next."""
    import numpy

    if len(codes) < BLOCK:
        return numpy.zeros(0, numpy.uint64)
    # Eight codes from every place on, as one number, without a copy.
    blocks = numpy.ndarray((len(codes) - BLOCK + 1,), numpy.dtype("<u8"), codes, strides=(1,))
    kept = numpy.array([(1 << 8 * size) - 1 for size in range(BLOCK + 1)], numpy.uint64)
    left = ends - starts
    hashes: NDArray[numpy.uint64] = blocks[starts] & kept[numpy.minimum(left, BLOCK)]
    hashes *= numpy.uint64(MIX_FIRST)
    hashes ^= hashes >> numpy.uint64(29)
    going = numpy.flatnonzero(left > BLOCK)
    places = starts[going]
    left = left[going]
    while len(going):
        places = places + BLOCK
        left = left - BLOCK
        mixed = hashes[going] + (blocks[places] & kept[numpy.minimum(left, BLOCK)])
        mixed *= numpy.uint64(MIX_NEXT)
        mixed ^= mixed >> numpy.uint64(31)
        hashes[going] = mixed
        more = left > BLOCK
        going, places, left = going[more], places[more], left[more]
    hashes *= numpy.uint64(MIX_PLACE)
    hashes ^= hashes >> numpy.uint64(32)
    return hashes


def hashes_of(words: bytes) -> NDArray[numpy.uint64]:
    """The hashes of words that are parted by spaces, each as one of `Document.words`."""
    codes = b" " + words + _AFTER
    return _hashes(codes, *_runs(codes))


def hashes_of_spans(codes: bytes, starts: NDArray[numpy.int64], ends: NDArray[numpy.int64]) -> NDArray[numpy.uint64]:
    """The hashes of some parts of codes, as of words."""
    return _hashes(codes + _AFTER, starts, ends)


def phrases(hashes: NDArray[numpy.uint64], size: int) -> NDArray[numpy.uint64]:
    """A hash of so many words from each word on, but for the last few."""
    import numpy

    count = max(0, len(hashes) - size + 1)
    mixed = numpy.zeros(count, numpy.uint64)
    for place in range(size):
        mixed = continued(mixed, hashes[place : place + count])
    return mixed


def continued(mixed: NDArray[numpy.uint64], hashes: NDArray[numpy.uint64]) -> NDArray[numpy.uint64]:
    """The hashes of phrases, each with one more word."""
    import numpy

    return mixed * numpy.uint64(MIX_NEXT) + hashes


def recurring_among(hashes: NDArray[numpy.uint64]) -> NDArray[numpy.int64]:
    """The numbers of those hashes that occur more than once, in no order."""
    import numpy

    found = [numpy.zeros(0, numpy.int64)]
    bits = max(8, (2 * len(hashes)).bit_length())
    last = numpy.zeros(1 << bits, numpy.int32)
    numbers, keys = numpy.arange(len(hashes)), hashes
    while len(numbers):
        # Each key writes its place into its slot; who finds another place there with the same key is not the only one. Who finds one of
        # another key asks again, with another slot.
        keys = (keys ^ (keys >> numpy.uint64(29))) * numpy.uint64(MIX_NEXT)
        slots = (keys >> numpy.uint64(64 - bits)).astype(numpy.int32)
        places = numpy.arange(len(keys), dtype=numpy.int32)
        last[slots] = places
        others = last[slots]
        beside = numpy.flatnonzero(others != places)
        others = others[beside]
        same = keys[others] == keys[beside]
        found += [numbers[beside[same]], numbers[others[same]]]
        numbers, keys = numbers[beside[~same]], keys[beside[~same]]
    return numpy.concatenate(found)


class HashSet:
    """A set of words, asked for many at a time: a table of 31 bits of each hash, so that it takes one other word in a billion for its own.

    Words are given as codes with spaces between them.
    """

    def __init__(self, words: bytes) -> None:
        import numpy

        hashes = hashes_of(words)
        # At most half of the slots are taken, which finds nearly every word at its first slot.
        self._bits = max(4, (2 * len(hashes)).bit_length())
        self._table = numpy.zeros(1 << self._bits, numpy.uint32)
        slots, prints = self._places(hashes)
        waiting = numpy.arange(len(prints))
        while len(waiting):
            free = waiting[self._table[slots[waiting]] == 0]
            self._table[slots[free]] = prints[free]
            # Of words that wanted one slot the last has it.
            waiting = waiting[self._table[slots[waiting]] != prints[waiting]]
            slots[waiting] = (slots[waiting] + 1) & (len(self._table) - 1)

    def lacks(self, hashes: NDArray[numpy.uint64]) -> NDArray[numpy.int64]:
        """The ascending numbers of the hashes of words that are not in the set."""
        import numpy

        slots, prints = self._places(hashes)
        found = self._table[slots]
        waiting = numpy.flatnonzero(found != prints)
        found = found[waiting]
        lacking = []
        while len(waiting):
            lacking.append(waiting[found == 0])
            waiting = waiting[found != 0]
            slots[waiting] = (slots[waiting] + 1) & (len(self._table) - 1)
            found = self._table[slots[waiting]]
            other = found != prints[waiting]
            waiting, found = waiting[other], found[other]
        return numpy.sort(numpy.concatenate(lacking)) if lacking else waiting

    def _places(self, hashes: NDArray[numpy.uint64]) -> tuple[NDArray[numpy.int64], NDArray[numpy.uint32]]:
        import numpy

        slots = (hashes & numpy.uint64((1 << self._bits) - 1)).astype(numpy.int64)
        return slots, (hashes >> numpy.uint64(32)).astype(numpy.uint32) | numpy.uint32(1)


class HashIndex:
    """The places of hashes in a list of ascending ones, asked for many at a time: whole hashes are compared."""

    # Below so many keys a search by halves, which needs few steps of numpy, is faster than one that looks where a key should be.
    FEW = 250

    def __init__(self, hashes: NDArray[numpy.uint64]) -> None:
        self._hashes = hashes
        # About two beginnings for each hash, so that most keys are found, or found missing, at the first look.
        self._shift = 64 - max(8, (2 * len(hashes)).bit_length())

    @cached_property
    def _first(self) -> NDArray[numpy.int32]:
        """Where the hashes begin that share their upper bits."""
        import numpy

        upper = (self._hashes >> numpy.uint64(self._shift)).astype(numpy.int64)
        return upper.searchsorted(numpy.arange(1 << 64 - self._shift)).astype(numpy.int32)

    def find(self, keys: NDArray[numpy.uint64]) -> NDArray[numpy.int64]:
        """The place of each key among the hashes, -1 where it is none of them."""
        import numpy

        hashes, last = self._hashes, len(self._hashes) - 1
        if last < 0:
            return numpy.full(len(keys), -1)
        if len(keys) < self.FEW:
            at = numpy.minimum(hashes.searchsorted(keys), last)
            at[hashes[at] != keys] = -1
            return at
        at = numpy.minimum(self._first[(keys >> numpy.uint64(self._shift)).astype(numpy.int64)], last).astype(numpy.int64)
        found = hashes[at]
        waiting = numpy.flatnonzero((found < keys) & (at < last))
        while len(waiting):
            at[waiting] += 1
            found[waiting] = hashes[at[waiting]]
            waiting = waiting[(found[waiting] < keys[waiting]) & (at[waiting] < last)]
        at[found != keys] = -1
        return at
