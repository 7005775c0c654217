"""Pack the table of candidates for `textcheck.candidates`: hashes of what may be written, and options as numbers of words.

python tools/pack_candidates.py BUILD/candidates.tsv
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from textcheck.batches import hashes_of
from textcheck.candidates import LONGEST, SOURCES
from textcheck.language_model import sequences

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
    np.savez(
        DATA / "candidates.npz",
        written=np.array([key for key, _ in by_key], np.uint64),
        first=np.append(0, np.cumsum([len(row) - 1 for _, row in by_key])).astype(np.uint32),
        option_first=np.append(0, np.cumsum([len(part) for part in parts])).astype(np.uint32),
        option_words=np.array([number[word] for part in parts for word in part], np.uint32),
        sources=np.array([SOURCES.index(option[-1]) for option in found], np.uint8),
    )
    (DATA / "candidates-words.txt").write_text("\n".join(words), encoding="cp1252")
    print(f"{len(by_key):,} phrases, {len(found):,} options of {len(words):,} words", file=sys.stderr)


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
