"""Build the words that are known, the pairs of words that are common, and how letters follow each other.

    python tools/ngram_counts.py CORPORA BUILD
    python tools/build_known_words.py BUILD src/textcheck/data

Frequencies are the mean of wordfreq's and of the counted corpora's. A word is kept where wordfreq or the corpora know it well enough;
one that is a likely misreading of a word thousands of times as frequent, and that the corpora hardly know, is not. A
word that is a likely misreading of a far more frequent one, but a word, is marked as doubtful.

Everything is computed from counts; no sentence is kept. Equal input gives equal bytes.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
import zlib
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from textcheck.confusions import digit_readings, readings
from textcheck.spelling import ALPHABET, LEAST_FREQUENCY, LEAST_PAIR, PAIR_BITS, class_of

PART = re.compile(r"[^\W_]+")
# The least frequency in wordfreq's list, or count in the corpora, of a word that is kept.
LEAST_LISTED = 3e-8
LEAST_COUNT = 3
# A word this many times rarer than one that it may be a misreading of is doubtful; or no word at all, unless edited text uses it.
DOUBTFUL = 100.0
NO_WORD = 3_000.0
OWN_USE = 1e-6
# The same where the misreading joins or parts strokes (rn and m), which hardly leaves another trace.
DOUBTFUL_SHAPE = 8.0
RUN_TOGETHER = 100.0
FRAGMENT = 50.0
EDITED = 0.9
MOST_FRAGMENT = 6e-5
LEAST_WHOLE = 1e-6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("build", type=Path, help="folder of the counts that ngram_counts.py wrote")
    parser.add_argument("data", type=Path, help="folder for the packed tables")
    options = parser.parse_args()
    vocabulary = (options.build / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    counts = _counted(options.build, vocabulary)
    total = sum(counts.values())
    listed = _listed()
    frequencies = {
        word: (listed.get(word, 0.0) + counts[word] / total) / 2
        for word in sorted({*listed, *counts})
        if (listed.get(word, 0.0) >= LEAST_LISTED or counts[word] >= LEAST_COUNT) and b"?" not in word and not word.isdigit()
    }
    doubtful, unread = _misreadings(frequencies, counts, total)
    for word in doubtful:
        # Chats and social media, which wordfreq counts, write many of these; a misread text is another kind of text.
        frequencies[word] = EDITED * counts[word] / total + (1 - EDITED) * listed.get(word, 0.0)
    doubtful |= _fragments(frequencies)
    unread |= _run_together(options.build, vocabulary, frequencies, total)
    words = {word: frequency for word, frequency in frequencies.items() if word not in unread}
    print(f"{len(words):,} words, {len(doubtful):,} doubtful, {len(unread):,} taken out", file=sys.stderr)
    _write_words(options.data / "known-words.txt", {**_numbers(), **{word: words[word] for word in words.keys() - doubtful}})
    _write_words(options.data / "doubtful-words.txt", {word: words[word] for word in words.keys() & doubtful})
    (options.data / "letters.bin").write_bytes(_letters(words))
    _write_pairs(options.build, vocabulary, words, options.data / "word-pairs.bin")


def _write_words(path: Path, words: dict[bytes, float]) -> None:
    path.write_bytes(b"".join(b"%b %b\n" % (word, class_of(words[word])) for word in sorted(words)))


def _numbers() -> dict[bytes, float]:
    """The numbers that text is full of, years among them: they need not be looked at."""
    numbers = [*map(b"%d".__mod__, range(2100)), *map(b"%02d".__mod__, range(10)), *map(b"%03d".__mod__, range(100))]
    return dict.fromkeys(numbers, LEAST_FREQUENCY)


def _counted(build: Path, vocabulary: list[str]) -> Counter[bytes]:
    """How often each word occurs, as the parts that `Document.words` makes of it."""
    stored = np.load(build / "1-grams.npz")
    counts: Counter[bytes] = Counter()
    for number, count in zip(stored["key"].tolist(), stored["count"].tolist(), strict=True):
        for part in PART.findall(vocabulary[number]):
            counts[part.encode("cp1252", "replace")] += count
    return counts


def _listed() -> dict[bytes, float]:
    import wordfreq

    listed: defaultdict[bytes, float] = defaultdict(float)
    for word, frequency in wordfreq.get_frequency_dict("en", wordlist="large").items():
        for part in PART.findall(word):
            listed[part.encode("cp1252", "replace")] += frequency
    return listed


def _misreadings(frequencies: dict[bytes, float], counts: Counter[bytes], total: int) -> tuple[set[bytes], set[bytes]]:
    """The words that are likelier misreadings than not wherever the text is bad, and those that are hardly ever anything else."""
    doubtful, unread = set(), set()
    for word, frequency in frequencies.items():
        if len(word) < 2:
            continue
        if not word.isalpha():
            if any(frequencies.get(other, 0.0) > DOUBTFUL * frequency for other, _ in digit_readings(word)):
                unread.add(word)
            continue
        printed = [
            (frequencies.get(other, 0.0) * math.exp(1.5 - cost) / frequency, other) for other, cost in readings(word, 2.5)
        ]
        ratio = max(printed, default=(0.0, b""))[0]
        # A misreading that joins or parts strokes hardly leaves another trace.
        of_shape = len(word) > 3 and any(found > DOUBTFUL_SHAPE and len(other) != len(word) for found, other in printed)
        if ratio > NO_WORD and counts[word] / total < OWN_USE:
            unread.add(word)
        elif ratio > DOUBTFUL or of_shape:
            doubtful.add(word)
    return doubtful, unread


def _fragments(frequencies: dict[bytes, float]) -> set[bytes]:
    """The words that are far rarer than the words that begin or end with them, so that they are likelier halves: `ment`."""
    beginning: defaultdict[bytes, float] = defaultdict(float)
    ending: defaultdict[bytes, float] = defaultdict(float)
    for word, frequency in frequencies.items():
        if word.isalpha() and frequency >= LEAST_WHOLE:
            for at in range(2, len(word) - 1):
                beginning[word[:at]] += frequency
                ending[word[at:]] += frequency
    return {
        word
        for word, frequency in frequencies.items()
        if frequency < MOST_FRAGMENT
        and len(word) > 1
        and max(beginning.get(word, 0.0), ending.get(word, 0.0)) > FRAGMENT * frequency
    }


def _run_together(build: Path, vocabulary: list[str], frequencies: dict[bytes, float], total: int) -> set[bytes]:
    """The words that are two common words without their space, far rarer than the two with it: `ofthe`."""
    stored = np.load(build / "2-grams.npz")
    bits = int(stored["bits"])
    often = stored["count"] >= total / 1e6 * 10
    found = set()
    for key, count in zip(stored["key"][often].tolist(), stored["count"][often].tolist(), strict=True):
        one, other = vocabulary[key >> bits], vocabulary[key & ((1 << bits) - 1)]
        joined = (one + other).encode("cp1252", "replace")
        if not joined.isalpha() or joined not in frequencies:
            continue
        ratio = RUN_TOGETHER if min(len(one), len(other)) > 1 else 10 * RUN_TOGETHER
        if count / total > ratio * frequencies[joined]:
            found.add(joined)
    return found


def _letters(words: dict[bytes, float]) -> bytes:
    """How unlikely each letter is after two others, in sixteenths of a nat, over distinct rarer words; index 0 is the edge."""
    size = len(ALPHABET) + 1
    seen = np.full((size, size, size), 0.02)
    for word, frequency in words.items():
        if frequency < 1e-5 and word.isalpha() and len(word) > 2 and all(byte in ALPHABET for byte in word):
            places = [0, 0, *(ALPHABET.index(byte) + 1 for byte in word), 0]
            for one, two, three in zip(places, places[1:], places[2:], strict=False):
                seen[one, two, three] += 1
    share = seen / seen.sum(axis=2, keepdims=True)
    return bytes(np.minimum(255, np.rint(-np.log(share) * 16)).astype(np.uint8).tobytes())


def _write_pairs(build: Path, vocabulary: list[str], words: dict[bytes, float], path: Path) -> None:
    """A hash table of the pairs of neighbours: 12 bits of the hash and 4 bits of the count in each slot, 0 where it is free."""
    stored = np.load(build / "2-grams.npz")
    bits = int(stored["bits"])
    often = stored["count"] >= LEAST_PAIR
    slots = np.zeros(1 << PAIR_BITS, dtype=np.uint16)
    kept = 0
    for key, count in zip(stored["key"][often].tolist(), stored["count"][often].tolist(), strict=True):
        left, right = vocabulary[key >> bits], vocabulary[key & ((1 << bits) - 1)]
        if not (left.isalpha() and right.isalpha()):
            continue
        one, other = left.encode("cp1252", "replace"), right.encode("cp1252", "replace")
        if one not in words or other not in words:
            continue
        mixed = zlib.crc32(one + b" " + other)
        slot, print_of = mixed & (len(slots) - 1), mixed >> 20
        while slots[slot]:
            slot = (slot + 1) & (len(slots) - 1)
        slots[slot] = print_of << 4 | min(15, 1 + int(math.log2(count / LEAST_PAIR)))
        kept += 1
    path.write_bytes(slots.astype("<u2").tobytes())
    print(f"{kept:,} pairs in {len(slots):,} slots", file=sys.stderr)


if __name__ == "__main__":
    main()
