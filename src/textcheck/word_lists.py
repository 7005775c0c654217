"""How frequent words are in each language, by the lists of wordfreq: packed, at a tenth of the memory that its dictionaries take.

A list is kept as sorted hashes with the class of each word; pages that no reference count is written to stay shared between processes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

# Which list of a language: that of its few ten thousand commonest words, or the longest there is.
COMMON, LONGEST = "small", "best"


class WordList:
    """The words of one list in lower case, and the frequency of each as a share of all words."""

    def __init__(self, language: str, name: str) -> None:
        import numpy

        path = _path(language, name)
        classes = [] if path is None else _read(path)
        words = list(chain.from_iterable(classes))
        hashes = numpy.fromiter(map(hash, words), numpy.int64, len(words))
        order = numpy.argsort(hashes, kind="stable")
        self._hashes = hashes[order]
        centibels = numpy.repeat(numpy.arange(len(classes), dtype=numpy.int16), [len(each) for each in classes])
        self._centibels = centibels[order]
        self._words = "\n".join(words).encode()
        self._sorted = False

    def __contains__(self, word: str) -> bool:
        return self._centibels_of(word) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._words.decode().split("\n")) if self._words else iter(())

    def _centibels_of(self, word: str) -> int | None:
        key = hash(word)
        at = int(self._hashes.searchsorted(key))
        return int(self._centibels[at]) if at < len(self._hashes) and self._hashes[at] == key else None

    def frequency(self, word: str) -> float:
        """The frequency of a word; 0 for an unknown one."""
        centibels = self._centibels_of(word)
        return 0.0 if centibels is None else _frequency(centibels)

    def frequencies(self, words: Sequence[str]) -> list[float]:
        """The frequency of each word; 0 for an unknown one."""
        return [0.0 if each < 0 else _frequency(each) for each in self._classes(words).tolist()]

    def logarithms(self, words: Sequence[str], unknown: float) -> list[float]:
        """The decimal logarithm of the frequency of each word, `unknown` at least."""
        found: list[float] = _logarithms(unknown)[self._classes(words)].tolist()
        return found

    def _classes(self, words: Sequence[str]) -> NDArray[numpy.int16]:
        """The frequency of each word in hundredths of a decade below one; -1 for an unknown one."""
        import numpy

        if not len(self._hashes):
            return numpy.full(len(words), -1, numpy.int16)
        hashes = numpy.fromiter(map(hash, words), numpy.int64, len(words))
        at = numpy.minimum(self._hashes.searchsorted(hashes), len(self._hashes) - 1)
        return numpy.where(self._hashes[at] == hashes, self._centibels[at], numpy.int16(-1))

    def beginning_with(self, prefix: str, most: int) -> Iterator[str]:
        """The words that begin so, in the order of their code points, so many at most."""
        if not self._sorted:
            # In UTF-8 words have the same order as by their code points.
            self._words = b"\n".join(sorted(self._words.split(b"\n")))
            self._sorted = True
        words, wanted = self._words, prefix.encode("utf-8", "surrogatepass")
        low, high = 0, len(words)
        while low < high:
            start = words.rfind(b"\n", 0, (low + high) // 2) + 1
            end = words.find(b"\n", start)
            end = len(words) if end < 0 else end
            if words[start:end] < wanted:
                low = end + 1
            else:
                high = start
        for _ in range(most):
            end = words.find(b"\n", low)
            word = words[low : len(words) if end < 0 else end]
            if not word.startswith(wanted) or not word:
                return
            yield word.decode()
            if end < 0:
                return
            low = end + 1


@cache
def word_list(language: str, name: str = LONGEST) -> WordList:
    """A list, read once; an empty one where wordfreq has none of that language."""
    return WordList(language, name)


def _path(language: str, name: str) -> str | None:
    import wordfreq

    found: str | None = wordfreq.available_languages(name).get(language)
    return found


def _read(path: str) -> list[list[str]]:
    # Not by way of `get_frequency_list`, which keeps what it has read.
    import wordfreq

    found: list[list[str]] = wordfreq.read_cBpack(path)
    return found


def _frequency(centibels: int) -> float:
    return float(10 ** (-centibels / 100))


@cache
def _logarithms(unknown: float) -> NDArray[numpy.float64]:
    """The decimal logarithm of the frequency of each class; the last is that of no class."""
    import numpy

    return numpy.array([*(max(unknown, math.log10(_frequency(each))) for each in range(1000)), unknown])


@lru_cache(maxsize=4096)
def commonness(word: str) -> float:
    """How common a word, or several, are in English: the logarithm of their number in a billion words, to two places; 0 where nobody writes them.

    Several words count as often as wordfreq says they do, beside each other by chance.
    """
    tokens = _tokens(word)
    rarities = [_frequency_of(token) for token in tokens]
    if not rarities or 0.0 in rarities:
        return 0.0
    frequency = 1.0 / sum(1.0 / each for each in rarities)
    return round(max(0.0, math.log10(_rounded(frequency)) + 9), 2)


def _frequency_of(token: str) -> float:
    if not any(map(str.isdigit, token)):
        return word_list("en").frequency(token)
    from wordfreq.numbers import digit_freq, smash_numbers

    # Numbers of as many digits are one entry.
    smashed = smash_numbers(token)
    found = word_list("en").frequency(smashed)
    return found if smashed == token else found * float(digit_freq(token))


def _tokens(word: str) -> list[str]:
    if word.isalpha() and word.isascii():
        return [word.lower()]
    from wordfreq.tokens import lossy_tokenize

    found: list[str] = lossy_tokenize(word, "en")
    return found


def _rounded(frequency: float) -> float:
    """Three digits of it, which is all there is in the lists."""
    return round(frequency, math.floor(-math.log10(frequency)) + 3)
