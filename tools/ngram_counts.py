"""Count word n-grams of clean corpora, case-folded, with a capital-letter share.

The counts are working material for the builders of packed data; they are written to a build folder and never shipped.
One pass tokenises every document into numpy id arrays (a few minutes for 60 M words), then sorts n-gram keys.

    python tools/ngram_counts.py CORPORA BUILD

Held-out text (news of December, and one document in ten elsewhere, chosen by a hash of its title) is left out, so that
benchmarks can measure on documents no table has seen.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import sys
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

# One token is a word (inner apostrophes, full stops and hyphens kept), a dotted abbreviation, a title with its stop, or
# any other single mark. Marks and line breaks become id 0, which no n-gram may span.
TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|St|Prof)\.|[^\W_]+(?:['.\-][^\W_]+)*|\n|[^\w\s]")
WORD = re.compile(r"[^\W_]")


# Genres that are counted apart, so that what is ordinary in one of them is not taken for odd because the others outnumber it.
GROUPS = ("news", "old", "spoken", "other")
_GROUP_OF = {"news-2023": "news", "literature": "old", "religion": "old", "nltk": "old", "spoken": "spoken"}


def held_out(entry: dict[str, str]) -> bool:
    """True for a document kept aside for measuring: news of December, one in ten of any other source."""
    if "date" in entry:
        return entry["date"] >= "2023-12"
    return zlib.crc32(entry.get("title", "").split(" [")[0].encode()) % 10 == 0


def documents(corpora: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Every entry of every corpus file with the number of its group, in a fixed order."""
    for path in sorted(corpora.glob("*.jsonl.xz")):
        group = GROUPS.index(_GROUP_OF.get(path.name.split(".")[0], "other"))
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield group, json.loads(line)


def tokenise(corpora: Path, build: Path) -> None:
    """Write `ids.npy` (uint32 folded word ids, 0 = boundary), `capital.npy` (bool), `group.npy` and `vocabulary.txt`."""
    ids: defaultdict[str, int] = defaultdict()
    ids.default_factory = ids.__len__
    ids["\0"]
    chunks: list[np.ndarray] = []
    groups: list[np.ndarray] = []
    started, words = time.monotonic(), 0
    for number, (group, entry) in enumerate(documents(corpora)):
        if held_out(entry):
            continue
        text = entry["text"].replace("’", "'") + "\n"
        chunk = np.fromiter(map(ids.__getitem__, TOKEN.findall(text)), dtype=np.uint32)
        chunks.append(chunk)
        groups.append(np.full(len(chunk), group, dtype=np.uint8))
        words += len(chunk)
        if number % 50_000 == 0:
            print(
                f"\r{number:,} documents, {words / 1e6:.1f} M tokens, {time.monotonic() - started:.0f} s",
                end="",
                file=sys.stderr,
            )
    cased = np.concatenate(chunks)
    del chunks
    # Folding happens once per distinct form, not once per token.
    vocabulary: dict[str, int] = {"\0": 0}
    fold = np.zeros(len(ids), dtype=np.uint32)
    capital = np.zeros(len(ids), dtype=bool)
    for form, number in ids.items():
        if WORD.search(form):
            fold[number] = vocabulary.setdefault(form.lower(), len(vocabulary))
            capital[number] = form[0].isupper() or form[0].isdigit()
    np.save(build / "ids.npy", fold[cased])
    np.save(build / "capital.npy", capital[cased])
    np.save(build / "group.npy", np.concatenate(groups))
    (build / "vocabulary.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    print(f"\n{len(vocabulary):,} words, {len(cased):,} tokens", file=sys.stderr)


def count(build: Path) -> None:
    """Write `N-grams.npz` for N = 1..3: `key`, `count`, `capital` (written with a capital on every word) and `GROUP` counts."""
    ids = np.load(build / "ids.npy").astype(np.uint64)
    capital = np.load(build / "capital.npy")
    group = np.load(build / "group.npy")
    bits = np.uint64(int(ids.max()).bit_length())
    for n in (1, 2, 3):
        length = len(ids) - n + 1
        key = np.zeros(length, dtype=np.uint64)
        inside = np.ones(length, dtype=bool)
        capitals = np.ones(length, dtype=bool)
        for offset in range(n):
            part = ids[offset : offset + length]
            key = (key << bits) | part
            inside &= part != 0
            capitals &= capital[offset : offset + length]
        keys, counts = np.unique(key[inside], return_counts=True)
        columns = {"capital": _matched(keys, key[inside & capitals])}
        for number, name in enumerate(GROUPS):
            columns[name] = _matched(keys, key[inside & (group[:length] == number)])
        np.savez(build / f"{n}-grams.npz", key=keys, count=counts.astype(np.uint32), bits=bits, **columns)
        print(f"{n}-grams: {len(keys):,}", file=sys.stderr)


def _matched(keys: np.ndarray, some: np.ndarray) -> np.ndarray:
    """How often each of the sorted keys occurs in some of the tokens."""
    result = np.zeros(len(keys), dtype=np.uint32)
    found, counts = np.unique(some, return_counts=True)
    result[np.searchsorted(keys, found)] = counts
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpora", type=Path, help="folder of *.jsonl.xz files with a `text` field")
    parser.add_argument("build", type=Path, help="folder for the counts")
    options = parser.parse_args()
    options.build.mkdir(parents=True, exist_ok=True)
    if not (options.build / "ids.npy").exists():
        tokenise(options.corpora, options.build)
    count(options.build)


if __name__ == "__main__":
    main()
