"""Build the packed article table: which words clean text writes behind "a" and which behind "an".

    python tools/ngram_counts.py CORPORA BUILD
    python tools/build_articles.py BUILD src/textcheck/data

A word is taken where clean text decides: at least three uses behind one article, and behind the other at most one in thirty. So
"hour" takes "an", "European" and "one-off" take "a", and "historic", which is written both ways, is left out.
Each row may name what a spinner replaced by the word, from tools/spinner_pairs.txt, where that takes the other article: behind
"an", "prolonged" was probably "extended".
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from build_substitutions import Counts, read_pairs

LEAST_COUNT = 3
MOST_OTHER_SHARE = 1 / 30
WORD = re.compile(r"[a-z]{2,}(?:-[a-z]+)*")


def followers(counts: Counts, word: str) -> dict[str, int]:
    """The words that stand behind a word, and how often."""
    keys, numbers, _ = counts.tables[2]
    first = counts.ids[word]
    low = int(np.searchsorted(keys, np.uint64(first << counts.bits)))
    high = int(np.searchsorted(keys, np.uint64((first + 1) << counts.bits)))
    mask = (1 << counts.bits) - 1
    return {
        counts.words[key & mask]: number
        for key, number in zip(keys[low:high].tolist(), numbers[low:high].tolist(), strict=True)
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("build", type=Path, help="folder of the counts")
    parser.add_argument("out", type=Path, help="folder for the packed data")
    parser.add_argument("--pairs", type=Path, default=Path(__file__).parent / "spinner_pairs.txt")
    options = parser.parse_args()
    counts = Counts(options.build)
    behind_a, behind_an = followers(counts, "a"), followers(counts, "an")
    article: dict[str, str] = {}
    for word in sorted({*behind_a, *behind_an}):
        a, an = behind_a.get(word, 0), behind_an.get(word, 0)
        if WORD.fullmatch(word) and max(a, an) >= LEAST_COUNT and min(a, an) <= MOST_OTHER_SHARE * max(a, an):
            article[word] = "a" if a > an else "an"
    originals: dict[str, set[str]] = defaultdict(set)
    for original, replacements in read_pairs(options.pairs).items():
        for spun in replacements:
            wanted = article.get(original[0])
            if wanted and article.get(spun[0], wanted) != wanted:
                originals[spun[0]].add(f"{' '.join(spun)}={' '.join(original)}")
    rows = ["\t".join([word, article[word], *sorted(originals.get(word, ()))]) for word in sorted(article)]
    (options.out / "articles.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows):,} words, {len(originals):,} with originals", file=sys.stderr)


if __name__ == "__main__":
    main()
