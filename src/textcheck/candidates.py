"""What article spinners may write, and what may have stood there: words and phrases with their options, as arrays.

`tools/build_candidates.py` collects them, `tools/pack_candidates.py` packs them.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

from textcheck.batches import HashIndex, hashes_of
from textcheck.language_model import language_model, word_counts, word_nats
from textcheck.resources import read_bytes
from textcheck.tables import table

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float32]
    Numbers = NDArray[numpy.int64]

PACKED, WORDS = "candidates.bin", "candidates-words.txt"
# The longest phrase, in words, that a spinner writes for another.
LONGEST = 4
# Sources of candidates: known pairs of spinners, terms, first senses, rarer senses, near words; and by what candidates of each are likelier or
# less likely than their counts say.
SOURCES, SOURCE_NATS = "KTSHN", (1.5, 1.0, 0.0, -1.0, -1.5)
# What stands for the pressure on a word that no spinner is known to write: just below the least of the others.
NO_PRESSURE = -7.0


class Candidates:
    """What spinners may write, by its hash, and what may have stood there: options as words, with the source of each.

    `pressure` is how much oftener each phrase would be written if every option were replaced by any of its phrases, than it is: its
    logarithm; the last item, for -1, is that of a phrase that no spinner is known to write.
    """

    def __init__(self) -> None:
        packed = table(PACKED)
        self.written: NDArray[numpy.uint64] = packed.array("written")
        self.first: NDArray[numpy.uint32] = packed.array("first")
        self.option_first: NDArray[numpy.uint32] = packed.array("option_first")
        self.option_words: NDArray[numpy.uint16] = packed.array("option_words")
        self.sources: NDArray[numpy.uint8] = packed.array("sources")
        self.pressure: Floats = packed.array("pressure")
        self._numbers = HashIndex(self.written)

    @cached_property
    def hashes(self) -> NDArray[numpy.uint64]:
        """The hash of each word of options."""
        return hashes_of(read_bytes(WORDS).replace(b"\n", b" "))

    @cached_property
    def _levels(self) -> NDArray[numpy.uint8]:
        return language_model().word_levels(self.hashes)

    @cached_property
    def counts(self) -> Floats:
        """What each word of options counts."""
        return word_counts()[self._levels]

    def extents(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """The first option of each phrase, and how many it has."""
        import numpy

        first = self.first[numbers].astype(numpy.int64)
        return first, self.first[numbers + 1] - first

    def lengths(self, options: Numbers) -> Numbers:
        """The words of each option."""
        import numpy

        return self.option_first[options + 1].astype(numpy.int64) - self.option_first[options]

    def frequency(self, options: Numbers, lengths: Numbers) -> Floats:
        """The sum of the logarithms of what the words of each option count: that of the first, and those of all others."""
        import numpy

        nats, first = word_nats()[self._levels], self.option_first[options]
        others = numpy.zeros(len(options), numpy.float32)
        for place in range(1, int(lengths.max()) if len(lengths) else 0):
            going = numpy.flatnonzero(lengths > place)
            others[going] += nats[self.option_words[first[going] + place]]
        found: Floats = nats[self.option_words[first]] + others
        return found

    def text(self, option: int) -> str:
        """An option as it is written, in lower case."""
        first, last = self.option_first[option : option + 2].tolist()
        return b" ".join(self._words[word] for word in self.option_words[first:last].tolist()).decode("cp1252")

    def word(self, number: int) -> str:
        """A word of options as it is written, in lower case."""
        return self._words[number].decode("cp1252")

    @cached_property
    def _words(self) -> list[bytes]:
        return read_bytes(WORDS).split(b"\n")

    def find(self, keys: NDArray[numpy.uint64]) -> NDArray[numpy.int64]:
        """The number of each phrase among what spinners may write, -1 where it is not there."""
        return self._numbers.find(keys)


@cache
def candidates() -> Candidates:
    """The packed candidates, opened once."""
    return Candidates()
