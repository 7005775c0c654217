"""Write the listed tortured phrases with their established terms, as far as clean text does not use them.

    python tools/build_tortured_phrases.py --shared FOLDER

FOLDER holds `spun/tortured-phrases.csv`. A phrase of two or three words is left out if clean text has it more than once, a longer one if clean text
has each three words of it: "thick woods" is ordinary English. Terms are cut to their words: "deep learning (DL)" is "deep learning".
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from spinners import tortured_phrases
from textcheck.batches import hashes_of
from textcheck.document import words_of
from textcheck.language_model import language_model, sequences

DATA = Path(__file__).parents[1] / "src/textcheck/data/tortured-phrases.tsv"
MOST_COUNTED = 1


def is_ordinary(phrase: str) -> bool:
    """Whether clean text uses a phrase."""
    words = words_of(phrase)
    hashes = hashes_of(b" ".join(words))
    size = min(len(words), 3)
    levels = language_model().levels(sequences(hashes, size))
    return bool(np.all(levels > (MOST_COUNTED if len(words) <= size else 0)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    kept: dict[str, str] = {}
    pairs = tortured_phrases(options.shared)
    for pair in pairs:
        if len(words_of(pair.phrase)) > 1 and not is_ordinary(pair.phrase):
            kept.setdefault(pair.phrase, pair.term)
    DATA.write_text("".join(f"{phrase}\t{term}\n" for phrase, term in sorted(kept.items())), encoding="utf-8")
    print(f"{len(kept):,} of {len(pairs):,} phrases", file=sys.stderr)


if __name__ == "__main__":
    main()
