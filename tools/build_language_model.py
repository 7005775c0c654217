"""Count the word sequences of clean corpora and pack them for `textcheck.language_model`.

    python tools/build_language_model.py CORPORA BUILD

Sequences of two and three words are written to files in BUILD by their hashes, a sixty-fourth of all in each, then counted file by file,
so that memory stays below 2 GB for any corpus; the rarest are left out until the table has its size. Same corpora, same bytes.

Two parts of the corpora are not counted: what `ngram_counts.held_out` keeps for measuring, and what `for_training` keeps for
training, because a decision that was trained on counted text would take every counted sequence for a proof.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ngram_counts import documents, held_out
from textcheck.batches import Batch
from textcheck.document import Document
from textcheck.language_model import (
    BOUNDARY,
    BUCKET,
    LEAST_COUNT,
    LEAST_WORD,
    LEVEL_BITS,
    LEVEL_NATS,
    LEVELS,
    WORD_BITS,
    WORD_LEVEL_NATS,
    bucket_of,
    print_of,
    sequences,
    stream,
    word_places,
)

DATA = Path(__file__).parents[1] / "src/textcheck/data/ngrams.bin"
BUCKETS = 1_600_000
# Of the entries of all buckets so many are filled, for buckets that overflow lose their rarest.
FILLED = 0.92
PARTS = 64
BATCH = 400_000

Keys = NDArray[np.uint64]


def for_training(entry: dict[str, str]) -> bool:
    """Whether a document is kept for training: news of the seventh of a month, and one in twenty of any other source."""
    if "date" in entry:
        return entry["date"][8:10] == "07"
    return zlib.crc32(entry.get("title", "").split(" [")[0].encode()) % 20 == 7


def batches_of(corpora: Path) -> Iterator[Batch]:
    """The documents that are counted."""
    docs: list[Document] = []
    size = 0
    for _, entry in documents(corpora):
        if held_out(entry) or for_training(entry):
            continue
        docs.append(Document(entry["text"]))
        size += len(entry["text"])
        if size > BATCH:
            yield Batch(docs)
            docs, size = [], 0
    yield Batch(docs)


def counted(hashes: Keys, size: int) -> Keys:
    """The keys of all sequences of a stream that are worth a count: no boundary stands inside them, nor at both ends."""
    keys = sequences(hashes, size)
    ends = hashes == np.uint64(BOUNDARY)
    first, last = ends[: len(keys)], ends[size - 1 :]
    worth = ~(first & last)
    for place in range(1, size - 1):
        worth &= ~ends[place : place + len(keys)]
    if size == 3:
        # Between a boundary and a word the shorter sequence says the same.
        worth &= ~(first & ends[1 : 1 + len(keys)])
    return keys[worth]


def collect(corpora: Path, build: Path) -> tuple[Keys, NDArray[np.int64], int]:
    """Write all keys to their parts; returns the hashes and counts of words, and the number of all words."""
    files = [[(build / f"{size}-{part}.keys").open("wb") for part in range(PARTS)] for size in (2, 3)]
    words: list[Keys] = []
    counts: list[NDArray[np.int64]] = []
    total, started = 0, time.monotonic()
    for batch in batches_of(corpora):
        found = stream(batch)
        some, times = np.unique(found.hashes[found.hashes != np.uint64(BOUNDARY)], return_counts=True)
        words.append(some)
        counts.append(times)
        if len(words) > 40:
            words, counts = ([joined] for joined in merged(words, counts))
        for size, parts in zip((2, 3), files, strict=True):
            keys = counted(found.hashes, size)
            part_of = (keys >> np.uint64(58)).astype(np.uint8)
            order = np.argsort(part_of, kind="stable")
            cuts = np.searchsorted(part_of[order], np.arange(PARTS + 1))
            for part, file in enumerate(parts):
                file.write(keys[order[cuts[part] : cuts[part + 1]]].tobytes())
        total += len(found.places)
        print(f"\r{total / 1e6:.1f} M words, {time.monotonic() - started:.0f} s", end="", file=sys.stderr)
    print(file=sys.stderr)
    for parts in files:
        for file in parts:
            file.close()
    return *merged(words, counts), total


def merged(words: list[Keys], counts: list[NDArray[np.int64]]) -> tuple[Keys, NDArray[np.int64]]:
    keys, inverse = np.unique(np.concatenate(words), return_inverse=True)
    return keys, np.bincount(inverse, np.concatenate(counts), len(keys)).astype(np.int64)


def tallied(build: Path, size: int) -> Iterator[tuple[Keys, NDArray[np.int64]]]:
    """The keys of each part that were counted often enough to be kept at all, with their counts."""
    for part in range(PARTS):
        keys, counts = np.unique(np.fromfile(build / f"{size}-{part}.keys", np.uint64), return_counts=True)
        kept = counts >= LEAST_COUNT
        yield keys[kept], counts[kept]


def levels_of(counts: NDArray[np.int64], nats: float, most: int, least: int) -> NDArray[np.int64]:
    return np.clip(np.floor(np.log(counts / least) / nats).astype(np.int64) + 1, 1, most)


def word_table(words: Keys, levels: NDArray[np.int64]) -> NDArray[np.uint32]:
    """The slots of single words, the most frequent where they are looked for first."""
    order = np.lexsort((words, -levels))
    slots, prints = word_places(words[order])
    entries = (prints << np.uint32(8)) | levels[order].astype(np.uint32)
    table = np.zeros(1 << WORD_BITS, np.uint32)
    waiting = np.arange(len(entries))
    while len(waiting):
        free = waiting[table[slots[waiting]] == 0]
        # Of words that want one slot the first has it.
        taken, at = np.unique(slots[free], return_index=True)
        table[taken] = entries[free[at]]
        waiting = waiting[table[slots[waiting]] != entries[waiting]]
        slots[waiting] = (slots[waiting] + 1) & (len(table) - 1)
    return table


def fill(keys: Keys, levels: NDArray[np.int64], buckets: int) -> NDArray[np.uint16]:
    """The table: in each bucket the most frequent of its keys."""
    table = np.zeros((buckets, BUCKET), np.uint16)
    home = bucket_of(keys, buckets)
    order = np.lexsort((keys, -levels, home))
    home, levels, prints = home[order], levels[order], print_of(keys[order], 16 - LEVEL_BITS)
    starts = np.flatnonzero(np.append(True, home[1:] != home[:-1]))
    rank = np.arange(len(home)) - np.repeat(starts, np.diff(np.append(starts, len(home))))
    kept = rank < BUCKET
    table[home[kept], rank[kept]] = (prints[kept] << np.uint64(LEVEL_BITS)).astype(np.uint16) | levels[kept].astype(np.uint16)
    print(f"{int((~kept).sum()):,} of {len(keys):,} did not fit", file=sys.stderr)
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpora", type=Path, help="folder of *.jsonl.xz files with a `text` field")
    parser.add_argument("build", type=Path, help="folder for the counts")
    options = parser.parse_args()
    options.build.mkdir(parents=True, exist_ok=True)
    words, times, total = collect(options.corpora, options.build)
    enough = times >= LEAST_WORD
    words, times = words[enough], times[enough]
    print(f"{total:,} words, {len(words):,} different ones kept", file=sys.stderr)
    found = []
    for size in (2, 3):
        parts = list(tallied(options.build, size))
        found.append((np.concatenate([keys for keys, _ in parts]), np.concatenate([counts for _, counts in parts])))
        print(size, {least: int((found[-1][1] >= least).sum()) for least in range(1, 9)}, file=sys.stderr)
    room = int(BUCKETS * BUCKET * FILLED)
    least = [1, 2]
    while sum(int((counts >= start).sum()) for (_, counts), start in zip(found, least, strict=True)) > room:
        # Three words say more than two, but there are many more of them: theirs rise first.
        least[0 if least[0] < least[1] - 1 else 1] += 1
    print("counted at least:", least, file=sys.stderr)
    keys = np.concatenate([keys[counts >= start] for (keys, counts), start in zip(found, least, strict=True)])
    counts = np.concatenate([counts[counts >= start] for (_, counts), start in zip(found, least, strict=True)])
    of_words = word_table(words, levels_of(times, WORD_LEVEL_NATS, 255, LEAST_WORD))
    of_sequences = fill(keys, levels_of(counts, LEVEL_NATS, LEVELS, LEAST_COUNT), BUCKETS)
    partial = DATA.with_suffix(".part")
    partial.write_bytes(of_words.tobytes() + of_sequences.tobytes())
    partial.replace(DATA)
    print(f"{DATA.stat().st_size / 1e6:.1f} MB; log of all words {math.log(total):.3f}", file=sys.stderr)
    for path in options.build.glob("*.keys"):
        path.unlink()


if __name__ == "__main__":
    main()
