"""What article spinners may write, and what may have stood there: words and phrases with their options, as arrays.

`tools/build_candidates.py` collects them, `tools/pack_candidates.py` packs them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from textcheck.batches import HashMap, hashes_of
from textcheck.language_model import language_model, word_nats
from textcheck.resources import path_of, read_bytes

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float32]
    Numbers = NDArray[numpy.int64]

# The longest phrase, in words, that a spinner writes for another.
LONGEST = 4
# Sources of candidates: known pairs of spinners, terms, first senses, rarer senses, near words; and by what candidates of each are likelier or
# less likely than their counts say.
SOURCES, SOURCE_NATS = "KTSHN", (1.5, 1.0, 0.0, -1.0, -1.5)
# What stands for the pressure on a word that no spinner is known to write: just below the least of the others.
NO_PRESSURE = -7.0


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
        self.nats: Floats = word_nats()[language_model().word_levels(self.hashes)]
        self.counts: Floats = numpy.exp(self.nats)
        self.frequency: Floats = numpy.add.reduceat(self.nats[self.option_words], self.option_first[:-1])
        self._words = words.split(b"\n")
        self._numbers = HashMap(self.written)
        self.pressure = self._pressure()

    def _pressure(self) -> Floats:
        """How much oftener each phrase would be written if every option were replaced by any of its phrases, than it is: its logarithm;
        the last item, for -1, is that of a phrase that no spinner is known to write."""
        import numpy

        lengths = numpy.diff(self.option_first)
        # A phrase is as frequent as its rarest word, and rarer with every other one.
        rarest = numpy.minimum.reduceat(self.nats[self.option_words], self.option_first[:-1])
        counts = numpy.exp(rarest - 3.0 * (lengths - 1)) * numpy.exp(numpy.array(SOURCE_NATS))[self.sources]
        keys = numpy.add.reduceat(self.hashes[self.option_words], self.option_first[:-1])
        _, same, times = numpy.unique(keys, return_inverse=True, return_counts=True)
        pressure = numpy.log(numpy.add.reduceat(counts / times[same], self.first[:-1]) + 1e-3)
        return numpy.append(pressure, NO_PRESSURE).astype(numpy.float32)

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
