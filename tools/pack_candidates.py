"""Pack the table of candidates for `textcheck.candidates`: hashes of what may be written, and options as numbers of words.

python tools/pack_candidates.py BUILD/candidates.tsv
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from textcheck.batches import hashes_of
from textcheck.candidates import LONGEST, NO_PRESSURE, PACKED, SOURCE_NATS, SOURCES, WORDS
from textcheck.language_model import language_model, sequences, word_nats
from textcheck.tables import packed

DATA = Path(__file__).parents[1] / "src/textcheck/data"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("table", type=Path, help="what build_candidates.py writes")
    options = parser.parse_args()
    rows = [line.split("\t") for line in options.table.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row[0].count(" ") < LONGEST and len(row) > 1 and _is_coded(row)]
    by_key = sorted((_key(row[0]), row) for row in rows)
    words = sorted({word for row in rows for option in row[1:] for word in option[:-2].split(" ")})
    number = {word: at for at, word in enumerate(words)}
    found = [option for _, row in by_key for option in row[1:]]
    parts = [option[:-2].split(" ") for option in found]
    arrays = {
        "written": np.array([key for key, _ in by_key], np.uint64),
        "first": np.append(0, np.cumsum([len(row) - 1 for _, row in by_key])).astype(np.uint32),
        "option_first": np.append(0, np.cumsum([len(part) for part in parts])).astype(np.uint32),
        "option_words": np.array([number[word] for part in parts for word in part], np.uint16),
        "sources": np.array([SOURCES.index(option[-1]) for option in found], np.uint8),
    }
    hashes = hashes_of(" ".join(words).encode("cp1252"))
    arrays["pressure"] = pressure_of(hashes, arrays["first"], arrays["option_first"], arrays["option_words"], arrays["sources"])
    (DATA / PACKED).write_bytes(packed(arrays))
    (DATA / WORDS).write_text("\n".join(words), encoding="cp1252")
    print(f"{len(by_key):,} phrases, {len(found):,} options of {len(words):,} words", file=sys.stderr)


def pressure_of(
    hashes: NDArray[np.uint64],
    first: NDArray[np.uint32],
    option_first: NDArray[np.uint32],
    option_words: NDArray[np.uint16],
    sources: NDArray[np.uint8],
) -> NDArray[np.float32]:
    """How much oftener each phrase would be written if every option were replaced by any of its phrases: see `Candidates`."""
    nats = word_nats()[language_model().word_levels(hashes)]
    lengths = np.diff(option_first.astype(np.int64))
    # A phrase is as frequent as its rarest word, and rarer with every other one.
    rarest = np.minimum.reduceat(nats[option_words], option_first[:-1])
    counts = np.exp(rarest - 3.0 * (lengths - 1)) * np.exp(np.array(SOURCE_NATS))[sources]
    keys = np.add.reduceat(hashes[option_words], option_first[:-1])
    _, same, times = np.unique(keys, return_inverse=True, return_counts=True)
    pressure = np.log(np.add.reduceat(counts / times[same], first[:-1]) + 1e-3)
    return np.append(pressure, NO_PRESSURE).astype(np.float32)


def _is_coded(row: list[str]) -> bool:
    try:
        "".join(row).encode("cp1252")
    except UnicodeEncodeError:
        return False
    return "?" not in "".join(row)


def _key(written: str) -> int:
    hashes = hashes_of(written.encode("cp1252"))
    return int(sequences(hashes, len(hashes))[0])


if __name__ == "__main__":
    main()
