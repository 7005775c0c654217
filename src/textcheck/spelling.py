"""What is known of English words: which there are, how frequent they and their pairs are, how their letters follow each other.

Words are as in `Document.words`: runs of letters and digits as lower-case Windows-1252 codes. Frequencies are natural logarithms.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import filterfalse, islice

from textcheck.batches import HashSet
from textcheck.resources import read_bytes

# The packed words are sorted, one a line, each with a capital letter for its frequency behind a space.
CLASSES = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CLASS_NATS = 0.7
LEAST_FREQUENCY = 1.5e-9
_LINES_TO_SPACES = bytes.maketrans(b"\n", b" ")
_NO_CLASS = bytes(byte for byte in range(256) if byte not in CLASSES)
_NATS = {letter: math.log(LEAST_FREQUENCY) + at * CLASS_NATS for at, letter in enumerate(CLASSES)}

# The classes of the rarest words that count as commonest and as common: one in 5,000, and one in 80,000.
_COMMONEST, _COMMON = ord("R"), ord("N")

# The table of pairs has two to the power of this many slots; it holds pairs counted so often, in so many words of text.
PAIR_BITS = 19
LEAST_PAIR = 20
_COUNTED = 55e6

ALPHABET = b"abcdefghijklmnopqrstuvwxyz"
_PLACES = bytes(ALPHABET.index(byte) + 1 if byte in ALPHABET else 255 for byte in range(256))
_STRANGE_LETTER = 80

# Looking so many words up in the packed bytes takes about as long as unpacking them.
_FEW = 3_000


def class_of(frequency: float) -> bytes:
    """The letter that stands for a frequency."""
    at = round(math.log(frequency / LEAST_FREQUENCY) / CLASS_NATS)
    return CLASSES[max(0, min(25, at)) :][:1]


class Vocabulary(Mapping[bytes, float]):
    """The packed words: those that nobody needs to look at twice, and doubtful ones, which are likelier misread than meant.

    The first look-ups search the packed bytes, so that a command that checks one page need not unpack two hundred thousand words.
    """

    def __init__(self) -> None:
        self._packed = b"\n" + read_bytes("known-words.txt")
        self._doubtful = b"\n" + read_bytes("doubtful-words.txt")
        self._asked = 0
        self._known: frozenset[bytes] | None = None
        self._common: frozenset[bytes] = frozenset()
        self._commonest: frozenset[bytes] = frozenset()
        self._doubted: frozenset[bytes] = frozenset()
        self._table: dict[bytes, float] | None = None

    def unknown(self, words: Sequence[bytes]) -> set[bytes]:
        """Those of some words that are not known, or doubtful."""
        if self._known is None:
            asked = set(words)
            self._asked += len(asked)
            if self._asked < _FEW:
                return {word for word in asked if _find(self._packed, word) is None}
            classes = self._packed.translate(None, _NO_CLASS)
            # Of the same words one in memory is enough; the table begins with them.
            known = _words(self._packed) if self._table is None else list(islice(self._table, len(classes)))
            self._known = frozenset(known)
            # Copies, because those beside each other in memory are found sooner than those strewn among all words.
            self._commonest, self._common = (
                frozenset(b" ".join(word for word, letter in zip(known, classes, strict=True) if letter >= least).split())
                for least in (_COMMONEST, _COMMON)
            )
        # The hundreds of words that make up most of a text stay in the processor's cache, and the thousands that make up most of the rest
        # nearly so; few words are left for the set of all.
        return set(filterfalse(self._commonest.__contains__, words)).difference(self._common, self._known)

    @cached_property
    def known_hashes(self) -> HashSet:
        """The words of which `unknown` says nothing, as hashes: for whole batches."""
        return HashSet(self._packed.translate(_LINES_TO_SPACES, CLASSES))

    def is_doubtful(self, word: bytes) -> bool:
        """Whether a word is listed as doubtful."""
        if self._table is None:
            return _find(self._doubtful, word) is not None
        if not self._doubted:
            self._doubted = frozenset(_words(self._doubtful))
        return word in self._doubted

    def frequency(self, word: bytes) -> float | None:
        """The frequency of a word, None where it is not listed."""
        return self.get(word) if self._table is None else self._table.get(word)

    @property
    def table(self) -> Mapping[bytes, float]:
        """The frequencies of all words, to be asked for many."""
        return self if self._table is None else self._table

    def __getitem__(self, word: bytes) -> float:
        if self._table is None:
            self._asked += 1
            if self._asked < _FEW:
                found = _find(self._packed, word)
                if found is None:
                    found = _find(self._doubtful, word)
                if found is None:
                    raise KeyError(word)
                return found
            self._table = {}
            for packed in (self._packed, self._doubtful):
                classes = packed.translate(None, _NO_CLASS)
                self._table.update(zip(_words(packed), map(_NATS.__getitem__, classes), strict=True))
            if self._known is not None:
                # As above.
                self._known = frozenset(filter(self._known.__contains__, self._table))
        return self._table[word]

    def __iter__(self) -> Iterator[bytes]:
        return iter(_words(self._packed + self._doubtful))

    def __len__(self) -> int:
        return self._packed.count(b"\n") + self._doubtful.count(b"\n") - 2


@cache
def vocabulary() -> Vocabulary:
    """The packed words, read once."""
    return Vocabulary()


def _words(packed: bytes) -> list[bytes]:
    return packed.translate(None, CLASSES).split()


def _find(packed: bytes, word: bytes) -> float | None:
    """The frequency of a word in sorted lines, by halving."""
    line = b"\n%b " % word
    low, high = 0, len(packed)
    while high - low > 512:
        middle = packed.rfind(b"\n", low, (low + high) // 2)
        if middle <= low:
            break
        if packed[middle : middle + len(line)] <= line:
            low = middle
        else:
            high = middle
    at = packed.find(line, low, high + len(line))
    return None if at < 0 else _NATS[packed[at + len(line)]]


@cache
def _pairs() -> bytes:
    return read_bytes("word-pairs.bin")


@lru_cache(1 << 13)
def pair_nats(one: bytes, other: bytes) -> float:
    """How much likelier two words are beside each other than apart, in nats; below 0 where frequent words avoid each other."""
    words = vocabulary()
    first, second = words.frequency(one), words.frequency(other)
    if first is None or second is None:
        return 0.0
    expected = math.exp(first + second) * _COUNTED
    count = pair_count(one, other)
    # A pair that is not listed may still occur just less often than the rarest listed one; a tenth for any word at all keeps it finite.
    return math.log(0.1 + 0.9 * (count / expected if count else min(1.0, 0.3 * LEAST_PAIR / expected)))


def pair_count(one: bytes, other: bytes) -> int:
    """How often two words were counted beside each other, to a power of two; 0 where rarely or never."""
    slots = _pairs()
    mixed = zlib.crc32(one + b" " + other)
    slot, print_of = mixed & ((1 << PAIR_BITS) - 1), mixed >> 20
    while True:
        stored = slots[2 * slot] | slots[2 * slot + 1] << 8
        if not stored:
            return 0
        if stored >> 4 == print_of:
            return LEAST_PAIR << (stored & 15) >> 1
        slot = (slot + 1) & ((1 << PAIR_BITS) - 1)


@cache
def _letters() -> bytes:
    return read_bytes("letters.bin")


@lru_cache(1 << 12)
def form_nats(word: bytes) -> float:
    """The logarithm of the probability that letters follow each other so in a rare word: names and foreign words included."""
    table = _letters()
    total = one = two = 0
    for three in word.translate(_PLACES):
        if three == 255:
            total += _STRANGE_LETTER
            three = 0
        else:
            total += table[(one * 27 + two) * 27 + three]
        one, two = two, three
    return -(total + table[(one * 27 + two) * 27]) / 16
