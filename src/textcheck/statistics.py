"""Counts of a whole document that the published quality filters judge by, each computed at most once and shared by their rules."""

from __future__ import annotations

import re
import sys
from collections import Counter
from functools import cache, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from textcheck import tokens
from textcheck.batches import Batch, BatchView, HashSet, hashes_of_spans, phrases, recurring_among
from textcheck.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    import numpy
    from numpy.typing import NDArray

# An odd multiplier of 64 bits: it spreads the hash of a token over all of them, and n-grams are polynomials in it.
_MULTIPLIER = 0x9E3779B97F4A7C15


class Duplicates(NamedTuple):
    """How many elements of a sequence repeat an earlier one, and how many characters those hold."""

    elements: int
    characters: int


def pieces(doc: Document) -> list[str]:
    """What stands between white space."""
    return doc.view(_pieces)


def _pieces(doc: Document) -> list[str]:
    return doc.text.split()


def counts(doc: Document) -> tokens.Counts:
    return doc.view(_counts)


def _counts(doc: Document) -> tokens.Counts:
    return tokens.count(pieces(doc), len(doc.text))


def filled_lines(doc: Document) -> list[str]:
    """What stands between line feeds, without what is white space only."""
    return doc.view(_filled_lines)


def _filled_lines(doc: Document) -> list[str]:
    return list(filter(str.strip, doc.text.split("\n")))


def duplicates(elements: Sequence[str]) -> Duplicates:
    """
    >>> duplicates(["a day", "a night", "a day", "a day"])
    Duplicates(elements=2, characters=10)
    """
    different = set(elements)
    if len(different) == len(elements):
        return Duplicates(0, 0)
    return Duplicates(len(elements) - len(different), sum(map(len, elements)) - sum(map(len, different)))


_BLANK_LINES = re.compile(r"\n{2,}")


def paragraphs(text: str) -> list[str]:
    """What stands between empty lines."""
    text = text.strip()
    return _BLANK_LINES.split(text) if "\n\n\n" in text else text.split("\n\n")


# --- bounds: what decides about nearly every document, without its tokens ---

# The kind of each code: white space, letter, figure, other. A change of kind, and every other character, begins a part; no token of the
# filters reaches over the end of a part except where it holds several.
_SPACE, _LETTER, _FIGURE, _OTHER = range(4)


def _kind(code: int) -> int:
    character = bytes([code]).decode("cp1252", "replace")
    if character.isspace():
        return _SPACE
    return _LETTER if character.isalpha() else _FIGURE if character.isalnum() else _OTHER


_KINDS = bytes(map(_kind, range(256)))
_SPACES = bytes(code for code in range(256) if _KINDS[code] == _SPACE)

# From this many code points on, arrays are faster than asking for every token; beyond the second number they would fill the memory.
_LONG, _TOO_LONG = 1500, 1 << 20
# A text with more characters outside Windows-1252 than one in so many is not bounded: its codes say too little.
_FOREIGN = 20
# The bounds hold for parts, and a few tokens are cut inside a part ("can|not").
SLACK = 0.95


class Bounds:
    """What the counts of a document are at least and at most.

    `fewest` counts pieces that begin with a letter, or with one mark and a letter: at most as many as there are tokens with a letter.
    `most` counts all parts, `others` those without a letter, `characters` letters and figures, `length` everything but white space.
    """

    def __init__(self, codes: bytes) -> None:
        import numpy

        kinds = numpy.frombuffer(b"\0\0" + codes.translate(_KINDS), numpy.uint8)
        filled = kinds != _SPACE
        begins = kinds[2:] != kinds[1:-1]
        begins |= kinds[2:] == _OTHER
        begins &= filled[2:]
        starts = numpy.flatnonzero(begins)
        kind = kinds[2:][starts]
        letters = starts[kind == _LETTER]
        before, earlier = kinds[letters + 1], kinds[letters]
        self.most = len(starts)
        self.others = len(starts) - len(letters)
        self.fewest = int(numpy.count_nonzero((before == _SPACE) | ((before == _OTHER) & (earlier == _SPACE))))
        self.length = int(numpy.count_nonzero(filled))
        self.characters = self.length - int(numpy.count_nonzero(kind == _OTHER))
        # Places among the characters that are not white space: of the parts, and of the pieces between white space.
        places = numpy.cumsum(filled[2:], dtype=numpy.int64)
        self._parts = numpy.append(places[starts] - 1, self.length)
        self._pieces = numpy.append(places[numpy.flatnonzero(filled[2:] & ~filled[1:-1])] - 1, self.length)
        self._solid = codes.translate(None, _SPACES)
        self._sums: NDArray[numpy.uint64] | None = None

    def _hashes(self, n: int) -> NDArray[numpy.uint64]:
        """One number for each run of n parts; those of equal runs are equal."""
        import numpy

        powers, inverses = _powers(self.length)
        if self._sums is None:
            self._sums = numpy.zeros(self.length + 1, numpy.uint64)
            numpy.cumsum(numpy.frombuffer(self._solid, numpy.uint8) * powers[: self.length], out=self._sums[1:])
        at = self._sums[self._parts]
        hashes: NDArray[numpy.uint64] = (at[n:] - at[:-n]) * inverses[self._parts[:-n]]
        return hashes

    def may_exceed_top(self, limits: Sequence[tuple[int, float]]) -> bool:
        """Whether for some n, all occurrences of the most frequent n-gram of tokens may be longer than its limit."""
        import numpy

        if self.most < 3:
            return True
        # An n-gram of tokens begins with two parts, which are at least as frequent, and ends with the n-th piece at the latest.
        hashes = self._hashes(2)
        ordered = numpy.sort(hashes)
        ends = numpy.append(numpy.flatnonzero(ordered[1:] != ordered[:-1]), len(ordered) - 1)
        counts = numpy.diff(ends, prepend=-1)
        most = int(counts.max())
        pieces = self._pieces
        for n, limit in limits:
            longest = (self.length if len(pieces) <= n else int((pieces[n:] - pieces[:-n]).max())) + n - 1
            if most * longest <= limit:
                continue
            frequent = counts * longest > limit
            if numpy.count_nonzero(frequent) > _FEW:
                return True
            for pair, count in zip(ordered[ends[frequent]], counts[frequent].tolist(), strict=True):
                at = numpy.flatnonzero(hashes == pair)
                if n > 2:
                    # The whole n-gram is as frequent as its first n parts at most, which are looked at where the first two are.
                    longer = self._hashes(n)
                    at = at[at < len(longer)]
                    if not len(at):
                        continue
                    count = int(numpy.unique(longer[at], return_counts=True)[1].max())
                starts = self._parts[at]
                last = numpy.minimum(numpy.searchsorted(pieces, starts, "right") - 1 + n, len(pieces) - 1)
                if count * (int((pieces[last] - starts).max()) + n - 1) > limit:
                    return True
        return False

    def may_exceed_repeated(self, n: int, limit: float) -> bool:
        """Whether all n-grams of tokens that occurred before, for this n or a larger one, may be longer than a limit."""
        import numpy

        if self.most < n:
            return False
        hashes = self._hashes(n)
        ordered = numpy.sort(hashes)
        again = ordered[1:] == ordered[:-1]
        # A repeated n-gram of tokens is covered by repeated n-grams of parts that no other one counts.
        if int(numpy.count_nonzero(again)) * int((self._parts[n:] - self._parts[:-n]).max()) <= limit:
            return False
        repeated = ordered[1:][again]
        near = numpy.minimum(numpy.searchsorted(repeated, hashes), len(repeated) - 1)
        seen: set[int] = set()
        covered = end = 0
        for at in numpy.flatnonzero(repeated[near] == hashes).tolist():
            value = int(hashes[at])
            if value in seen:
                last = int(self._parts[at + n])
                covered += last - max(end, int(self._parts[at]))
                end = last
            seen.add(value)
        return covered > limit


# So many pairs are looked at one by one.
_FEW = 12
# Words that are cut inside, "can|not" or "do|nt", are rare in a text that is bounded: one part in so many; and the tokens that one may be.
_FEWEST_PARTS_A_CUT, _PIECES_OF_CUT = 200, 3
# How many words n-grams have, whose shares a batch bounds: the most frequent ones, and those that occurred before, with the longest of the latter.
_TOP, _REPEATED, _LONGEST_REPEATED = (2, 3, 4), 5, 10
# No filter wants less of a text than these shares to be in such n-grams; bits of a hash beside the number of a document of a batch.
_LEAST_OF_TOP, _LEAST_REPEATED, _BITS_OF_HASH = 0.15, 0.09, 40


class BoundsInBatch:
    """The same of a document of a batch, where what n-grams hold at most was computed for all documents at once."""

    def __init__(self, doc: Document, counts: tuple[int, ...], top: tuple[int, ...], repeated: int) -> None:
        self._doc = doc
        self.fewest, self.most, self.others, self.length, self.characters = counts
        self._top, self._repeated = top, repeated

    def may_exceed_top(self, limits: Sequence[tuple[int, float]]) -> bool:
        """As `Bounds` says."""
        return any(self._top[n - _TOP[0]] > limit for n, limit in limits)

    def may_exceed_repeated(self, n: int, limit: float) -> bool:
        """As `Bounds` says, which looks closer."""
        if n < _REPEATED:
            return True
        return self._repeated > limit and (len(self._doc.text) < _LONG or Bounds(self._doc.codes).may_exceed_repeated(n, limit))


class _Parts:
    """The parts of all documents of a batch, in text order: their documents, their kinds and their places among what is not white space."""

    def __init__(self, batch: Batch) -> None:
        import numpy

        codes = batch.codes + b" "
        # The document begins behind a space; what stands before that is of no kind.
        kinds = numpy.frombuffer(b"\0" + codes.translate(_KINDS), numpy.uint8)
        kind, before = kinds[1:], kinds[:-1]
        filled = kind != _SPACE
        begins = kind != before
        begins |= kind == _OTHER
        begins &= filled
        starts = numpy.flatnonzero(begins)
        ends = numpy.flatnonzero(filled[:-1] & (begins[1:] | ~filled[1:])) + 1
        self.hashes = hashes_of_spans(codes, starts, ends)
        self.kinds = kind[starts]
        self.lengths = ends - starts
        self.begins_piece = before[starts] == _SPACE
        # One mark may stand between the beginning of a piece and its first letter.
        self.begins_word = self.begins_piece | ((before[starts] == _OTHER) & (kinds[starts - 1] == _SPACE))
        self.cuts = starts.searchsorted([*batch.offsets, len(codes)])
        self.owner = numpy.repeat(numpy.arange(len(batch.docs)), numpy.diff(self.cuts))
        self.places = numpy.append(0, numpy.cumsum(self.lengths))
        pieces = numpy.flatnonzero(self.begins_piece)
        self._pieces = numpy.append(self.places[pieces], self.places[-1])
        self._piece = numpy.cumsum(self.begins_piece) - 1
        self._first_piece = pieces.searchsorted(self.cuts)
        self._ends = self.places[self.cuts[1:]]

    def of_documents(self, values: NDArray[Any]) -> NDArray[numpy.int64]:
        """The sum of a value of each part over the parts of each document."""
        import numpy

        return numpy.diff(numpy.append(0, numpy.cumsum(values, dtype=numpy.int64))[self.cuts])

    def to_end_of_piece(self, at: NDArray[numpy.int64], n: int) -> NDArray[numpy.int64]:
        """How long what stands from some parts to the end of their piece and of the n - 1 pieces after it is, as far as their document goes, with
        spaces between the pieces."""
        import numpy

        last = numpy.minimum(self._piece[at] + n, len(self._pieces) - 1)
        end = numpy.minimum(self._pieces[last], self._ends[self.owner[at]])
        found: NDArray[numpy.int64] = end - self.places[at] + (n - 1)
        return found

    def longest(self, n: int, documents: NDArray[numpy.int64]) -> NDArray[numpy.int64]:
        """The longest of that in each of some documents, none of them empty: it begins with a piece."""
        import numpy

        begins, after = self._first_piece[documents], self._first_piece[documents + 1]
        sizes = after - begins
        firsts = numpy.cumsum(sizes) - sizes
        at = numpy.repeat(begins - firsts, sizes) + numpy.arange(int(sizes.sum()))
        end = numpy.minimum(
            self._pieces[numpy.minimum(at + n, len(self._pieces) - 1)], numpy.repeat(self._ends[documents], sizes)
        )
        found: NDArray[numpy.int64] = numpy.maximum.reduceat(end - self._pieces[at], firsts) + (n - 1)
        return found

    def repeated(self, n: int) -> tuple[NDArray[numpy.int64], NDArray[numpy.int64]]:
        """How often the most frequent row of n parts stands in each document, and how many stood there before."""
        import numpy

        documents = len(self.cuts) - 1
        most, again = numpy.minimum(numpy.diff(self.cuts), 1), numpy.zeros(documents, numpy.int64)
        owner = self.owner[: max(0, len(self.owner) - n + 1)].astype(numpy.uint64)
        # In the order of documents, by the upper bits of the hashes.
        keys = numpy.sort(owner << numpy.uint64(_BITS_OF_HASH) | phrases(self.hashes, n) >> numpy.uint64(64 - _BITS_OF_HASH))
        if len(keys):
            firsts = numpy.flatnonzero(numpy.append(True, keys[1:] != keys[:-1]))
            counts = numpy.diff(numpy.append(firsts, len(keys)))
            of = (keys[firsts] >> numpy.uint64(_BITS_OF_HASH)).astype(numpy.int64)
            begins = numpy.flatnonzero(numpy.append(True, of[1:] != of[:-1]))
            most[of[begins]] = numpy.maximum.reduceat(counts, begins)
            again[of[begins]] = numpy.add.reduceat(counts - 1, begins)
        return most, again


@cache
def _cut_inside() -> HashSet:
    """The words of letters alone that are several tokens."""
    return HashSet(" ".join(tokens.cut_inside()).encode("cp1252", "replace"))


def _bounds_of_batch(batch: Batch) -> Iterator[BoundsInBatch | None]:
    import numpy

    parts = _Parts(batch)
    is_letters = parts.kinds == _LETTER
    cut = numpy.ones(len(parts.hashes), bool)
    cut[_cut_inside().lacks(parts.hashes)] = False
    most, cuts = numpy.diff(parts.cuts), parts.of_documents(cut)
    length = parts.of_documents(parts.lengths)
    letters, marks = parts.of_documents(is_letters), parts.of_documents(parts.kinds == _OTHER)
    fewest = parts.of_documents(is_letters & parts.begins_word)
    top, again = _grams_of_batch(parts, cuts > 0)
    longest = int(parts.lengths.max()) * _LONGEST_REPEATED if len(parts.lengths) else 0
    counts = zip(*(column.tolist() for column in (fewest, most, most - letters, length, length - marks)), strict=True)
    for doc, own, top_of_own, repeated, cut_of_own in zip(
        batch.docs, counts, top.T.tolist(), (again + cuts * longest).tolist(), cuts.tolist(), strict=True
    ):
        if not own[1] or cut_of_own * _FEWEST_PARTS_A_CUT > own[1] or _is_foreign(doc):
            yield None
        else:
            yield BoundsInBatch(doc, own, tuple(top_of_own), repeated)


def _grams_of_batch(parts: _Parts, has_cut: NDArray[numpy.bool_]) -> tuple[NDArray[numpy.int64], NDArray[numpy.int64]]:
    """What all occurrences of the most frequent n-gram of each document hold at most, a row for each n of _TOP; and what n-grams of _REPEATED
    words that occurred before do.

    An n-gram of tokens begins with so many parts, which are at least as frequent, and ends with the n-th piece at the latest. Nearly every long
    document is far below any limit if all were as frequent as the most frequent pair, and as long as the longest; only the others are read closer.
    """
    import numpy

    documents = len(parts.cuts) - 1
    top = numpy.zeros((len(_TOP), documents), numpy.int64)
    again = numpy.zeros(documents, numpy.int64)
    some = numpy.flatnonzero(numpy.diff(parts.cuts))
    if not len(some):
        return top, again
    counts, _ = parts.repeated(_TOP[0])
    _, repeats = parts.repeated(_REPEATED)
    for n, row in zip(_TOP, top, strict=True):
        row[some] = counts[some] * parts.longest(n, some)
    held = parts.places[numpy.minimum(numpy.arange(len(parts.hashes)) + _REPEATED, len(parts.hashes))] - parts.places[:-1]
    again[some] = repeats[some] * numpy.maximum.reduceat(held, parts.cuts[:-1][some])
    lengths = parts.of_documents(parts.lengths)
    close = (top.max(0) > _LEAST_OF_TOP * lengths) | (again > _LEAST_REPEATED * lengths)
    top[:, close] = again[close] = 0
    _read_closer(parts, close, has_cut, top, again)
    return top, again


def _read_closer(
    parts: _Parts,
    close: NDArray[numpy.bool_],
    has_cut: NDArray[numpy.bool_],
    top: NDArray[numpy.int64],
    again: NDArray[numpy.int64],
) -> None:
    """The same for some documents, from each n-gram by itself."""
    import numpy

    firsts_of = parts.cuts[:-1]
    some, cut = numpy.flatnonzero(close & (numpy.diff(parts.cuts) > 0)), numpy.flatnonzero(close & has_cut)
    of_owner = parts.owner.astype(numpy.uint64) << numpy.uint64(40)
    # Where more than one part begins what recurs in the document; only there longer ones may recur.
    at = numpy.flatnonzero(close[parts.owner])
    for n in range(_TOP[0], _REPEATED + 1):
        at = at[at <= len(parts.hashes) - n]
        keys = phrases(parts.hashes, n)[at] ^ of_owner[at]
        if n == _TOP[0]:
            recurring = numpy.zeros(len(keys), bool)
            recurring[recurring_among(keys)] = True
            at, keys = at[recurring], keys[recurring]
        order = numpy.argsort(keys)
        at, keys = at[order], keys[order]
        firsts = numpy.flatnonzero(numpy.append(True, keys[1:] != keys[:-1])[: len(keys)])
        counts = numpy.diff(numpy.append(firsts, len(keys)))
        if n in _TOP:
            row = top[n - _TOP[0]]
            # Where no n-gram recurs the first one counts; where a word is cut inside, it may be any.
            row[some] = parts.to_end_of_piece(firsts_of[some], n)
            if len(cut):
                row[cut] = parts.longest(n, cut)
            if len(firsts):
                window = numpy.maximum.reduceat(parts.to_end_of_piece(at, n), firsts)
                numpy.maximum.at(row, parts.owner[at[firsts]], counts * window)
        elif len(firsts):
            held = parts.places[at[firsts] + n] - parts.places[at[firsts]]
            numpy.add.at(again, parts.owner[at[firsts]], (counts - 1) * held)
        at = numpy.sort(at[numpy.repeat(counts > 1, counts)])


@lru_cache(4)
def _table(size: int) -> tuple[NDArray[numpy.uint64], NDArray[numpy.uint64]]:
    import numpy

    inverse = pow(_MULTIPLIER, -1, 1 << 64)
    powers, inverses = numpy.full(size, _MULTIPLIER, numpy.uint64), numpy.full(size, inverse, numpy.uint64)
    powers[0] = inverses[0] = 1
    return numpy.cumprod(powers), numpy.cumprod(inverses)


def _powers(length: int) -> tuple[NDArray[numpy.uint64], NDArray[numpy.uint64]]:
    """The powers of the multiplier, and of its inverse, for texts of a length; tables grow by doubling, so that few are made."""
    return _table(1 << max(14, length.bit_length()))


def bounds(doc: Document) -> Bounds | BoundsInBatch | None:
    """The bounds of a document; None where it is huge, in a script that its codes do not show, or short and not one of a batch: then its tokens
    are asked."""
    return doc.view(bounded)


def _bounds(doc: Document) -> Bounds | None:
    return Bounds(doc.codes) if _LONG <= len(doc.text) < _TOO_LONG and not _is_foreign(doc) else None


def _is_foreign(doc: Document) -> bool:
    return doc.has_unencodable and doc.codes.count(b"?") * _FOREIGN > len(doc.text)


bounded: BatchView[Bounds | BoundsInBatch | None] = BatchView(_bounds, _bounds_of_batch)
"""The same as a view."""


# --- n-grams ---


class Grams(Protocol):
    """The n-grams of a document's tokens, for one n after the other. Lengths are in characters."""

    tokens: int

    def top_bound(self, n: int) -> int:
        """What `top_length` is at most; 0 where there is no n-gram."""
        ...

    def top_length(self, n: int) -> int:
        """The length of all occurrences of the most frequent n-gram, tokens joined by spaces; of several the first."""
        ...

    def repeated_bound(self, n: int) -> int:
        """What `repeated_length` is at most, for this n and every larger one."""
        ...

    def repeated_length(self, n: int) -> int:
        """The length of the n-grams that occurred before, read from left to right without overlap.

        An n-gram that begins inside a repeated one is passed over, and does not count as an occurrence.
        """
        ...


def grams(doc: Document) -> Grams:
    return doc.view(_grams)


# From this many pieces on arrays are faster than tuples.
_MANY = 250


def _grams(doc: Document) -> Grams:
    found = pieces(doc)
    return _ManyGrams(tokens.packed_array(found)) if len(found) > _MANY else _FewGrams(tokens.packed(found))


def _length(gram: tuple[int, ...]) -> int:
    return sum([token & tokens.LENGTH for token in gram])


class _FewGrams:
    def __init__(self, packed: list[int]) -> None:
        self.tokens = len(packed)
        self._packed = packed
        self._longest = max([token & tokens.LENGTH for token in packed], default=0)
        pairs = self._grams(2)
        self._repeats = len(pairs) - len(set(pairs))
        self._top = Counter(pairs).most_common(1)[0] if self._repeats else None
        # From this n on no n-gram is known to repeat.
        self._single = sys.maxsize if self._top else 2

    def _grams(self, n: int) -> list[tuple[int, ...]]:
        return list(zip(*(self._packed[start:] for start in range(n)), strict=False))

    def top_bound(self, n: int) -> int:
        # No n-gram is more frequent than the 2-grams in it.
        most_frequent = self._top[1] if self._top and n < self._single else 1
        return most_frequent * (n * self._longest + n - 1) if self.tokens >= n else 0

    def top_length(self, n: int) -> int:
        top = self._top
        if top and 2 < n < self._single:
            found = self._grams(n)
            if len(set(found)) == len(found):
                self._single = n
            else:
                top = Counter(found).most_common(1)[0]
        if top is None or n >= self._single:
            return _length(tuple(self._packed[:n])) + n - 1 if self.tokens >= n else 0
        gram, count = top
        return count * (_length(gram) + n - 1)

    def repeated_bound(self, n: int) -> int:
        # Repeated n-grams without overlap hold n - 1 pairs each that are repeated.
        if n >= self._single or self._repeats < n - 1:
            return 0
        return self._repeats * n * self._longest // (n - 1) + 1

    def repeated_length(self, n: int) -> int:
        found = self._grams(n)
        return 0 if len(set(found)) == len(found) else _repeated_length(enumerate(found), n, _length)


class _ManyGrams:
    def __init__(self, packed: NDArray[numpy.int64]) -> None:
        import numpy

        self.tokens = len(packed)
        self._starts = numpy.zeros(len(packed) + 1, numpy.int64)
        numpy.cumsum(packed & tokens.LENGTH, out=self._starts[1:])
        self._multiplier = numpy.uint64(_MULTIPLIER)
        mixed = packed.view(numpy.uint64) * self._multiplier
        mixed ^= mixed >> numpy.uint64(29)
        self._hashes = [mixed, mixed]
        self._most_frequent = 0

    def _hashed(self, n: int) -> NDArray[numpy.uint64]:
        """One number for each n-gram; those of equal n-grams are equal."""
        while len(self._hashes) <= n:
            longer = len(self._hashes)
            self._hashes.append(self._hashes[-1][:-1] * self._multiplier + self._hashes[1][longer - 1 :])
        return self._hashes[n]

    def _longest(self, n: int) -> int:
        return int((self._starts[n:] - self._starts[:-n]).max()) if self.tokens >= n else 0

    def top_bound(self, n: int) -> int:
        import numpy

        # No n-gram is more frequent than the 2-grams in it, so that one count decides for most documents.
        if not self._most_frequent:
            ordered = numpy.sort(self._hashed(2))
            ends = numpy.flatnonzero(ordered[1:] != ordered[:-1])
            runs = numpy.diff(ends, prepend=-1, append=len(ordered) - 1)
            self._most_frequent = int(runs.max())
        return self._most_frequent * (self._longest(n) + n - 1)

    def top_length(self, n: int) -> int:
        import numpy

        _, firsts, counts = numpy.unique(self._hashed(n), return_index=True, return_counts=True)
        most = int(counts.max())
        first = int(firsts[counts == most].min())
        return most * (int(self._starts[first + n] - self._starts[first]) + n - 1)

    def repeated_bound(self, n: int) -> int:
        import numpy

        # A repeated n-gram begins with one that no other of them counts, and so does every longer one with the n-grams in it.
        ordered = numpy.sort(self._hashed(n))
        return int(numpy.count_nonzero(ordered[1:] == ordered[:-1])) * self._longest(n)

    def repeated_length(self, n: int) -> int:
        import numpy

        _, places, counts = numpy.unique(self._hashed(n), return_inverse=True, return_counts=True)
        frequent = numpy.flatnonzero(counts[places] > 1)
        lengths = self._starts[frequent + n] - self._starts[frequent]
        grams = zip(frequent.tolist(), zip(places[frequent].tolist(), lengths.tolist(), strict=True), strict=True)
        return _repeated_length(grams, n, itemgetter(1))


Gram = TypeVar("Gram", bound="Hashable")


def _repeated_length(grams: Iterable[tuple[int, Gram]], n: int, length: Callable[[Gram], int]) -> int:
    seen: set[Gram] = set()
    total, free = 0, 0
    for at, gram in grams:
        if at < free:
            continue
        if gram in seen:
            total += length(gram)
            free = at + n
        else:
            seen.add(gram)
    return total
