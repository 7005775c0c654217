"""Counts of a whole document that the published quality filters judge by, each computed at most once and shared by their rules."""

from __future__ import annotations

import re
from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from textcheck import tokens
from textcheck.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

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

    def _grams(self, n: int) -> list[tuple[int, ...]]:
        return list(zip(*(self._packed[start:] for start in range(n)), strict=False))

    def top_bound(self, n: int) -> int:
        return self.top_length(n)

    def top_length(self, n: int) -> int:
        found = self._grams(n)
        if not found:
            return 0
        if len(set(found)) == len(found):
            return _length(found[0]) + n - 1
        gram, count = Counter(found).most_common(1)[0]
        return count * (_length(gram) + n - 1)

    def repeated_bound(self, n: int) -> int:
        found = self._grams(n)
        repeats = len(found) - len(set(found))
        return repeats * max(map(_length, found)) if repeats else 0

    def repeated_length(self, n: int) -> int:
        return _repeated_length(enumerate(self._grams(n)), n, _length)


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
