"""Build the packed substitutions: phrases that clean text does not know, each with the established phrase a spinner made it from.

    python tools/ngram_counts.py CORPORA BUILD
    python tools/build_substitutions.py BUILD src/textcheck/data

For a substitution pair (o -> w) and an n-gram of clean text that holds o, the n-gram with w in its place is a candidate. It is
kept where clean text knows the one well and the other hardly at all: the likelihood ratio

    LR = c(with o) * p / (c(with w) + s)

compares how often a spinner would produce it, p being the share of uses in which spinners choose w, with how often a writer
does, s being the count to expect of an unseen n-gram (its count if its parts were independent, between 0.02 and 0.5). Writers
are asked in the group of genres that uses the n-gram most, so that old prose or speech is not odd for being rare here.
Where the original is nearly always written with capitals, only capitalised text is counted, and only it will match.

Everything is computed from counts; no sentence is kept. Output is sorted, so equal input gives equal bytes.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ngram_counts import GROUPS

# The least count of the original n-gram, by length: rarer ones would be met too seldom to earn their place.
LEAST_COUNT = {1: 1, 2: 12, 3: 9}
LEAST_RATIO = 6.0
# The same for a replacement without any context, which is asked for only in text that is known to be spun.
LEAST_ALONE_RATIO = 5.0
# Two replacements in one phrase are believed where they explain it so many times better than either alone.
BOTH_OVER_ONE = 4.0
# The least count of the n-gram in as much spun text as was counted: below it too rare to be worth a term.
LEAST_EXPECTED = 2.0
# A phrase is wanted with capitals only where this share of its original is so written.
CAPITAL_SHARE = 0.8
UNSEEN_LEAST, UNSEEN_MOST = 0.02, 0.5


class Counts:
    """Looks n-grams of words up in the counted tables."""

    def __init__(self, build: Path) -> None:
        self.words = (build / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        self.ids = {word: number for number, word in enumerate(self.words)}
        self.tables: dict[int, tuple[np.ndarray, np.ndarray, np.ndarray]] = {}
        self.groups: dict[int, np.ndarray] = {}
        for n in (1, 2, 3):
            stored = np.load(build / f"{n}-grams.npz")
            self.tables[n] = (stored["key"], stored["count"], stored["capital"])
            self.groups[n] = np.stack([stored[name] for name in GROUPS], axis=1)
            self.bits = int(stored["bits"])
        self.total = int(self.tables[1][1].sum())
        self.group_totals = self.groups[1].sum(axis=0).tolist()

    def look_up(self, words: tuple[str, ...]) -> tuple[int, int]:
        """Count and capitalised count; of more than three words, those of the rarest three in a row."""
        if len(words) > 3:
            parts = [self.look_up(words[at : at + 3]) for at in range(len(words) - 2)]
            return min(part[0] for part in parts), min(part[1] for part in parts)
        at = self.find(words)
        if at is None:
            return 0, 0
        _, counts, capitals = self.tables[len(words)]
        return int(counts[at]), int(capitals[at])

    def by_group(self, words: tuple[str, ...]) -> list[int]:
        """The counts of at most three words by group of genres."""
        at = self.find(words)
        return [0] * len(GROUPS) if at is None else self.groups[len(words)][at].tolist()

    def find(self, words: tuple[str, ...]) -> int | None:
        """The row of an n-gram in its table, None where it was never seen."""
        key = 0
        for word in words:
            number = self.ids.get(word)
            if number is None:
                return None
            key = (key << self.bits) | number
        keys = self.tables[len(words)][0]
        at = int(np.searchsorted(keys, np.uint64(key)))
        return at if at < len(keys) and int(keys[at]) == key else None

    def frequent(self, n: int) -> Iterator[tuple[tuple[str, ...], int, int]]:
        """Every n-gram that reaches the least count of its length, with its counts."""
        keys, counts, capitals = self.tables[n]
        keep = counts >= LEAST_COUNT[n]
        mask = (1 << self.bits) - 1
        for key, count, capital in zip(keys[keep].tolist(), counts[keep].tolist(), capitals[keep].tolist(), strict=True):
            parts = []
            for _ in range(n):
                parts.append(self.words[key & mask])
                key >>= self.bits
            yield tuple(reversed(parts)), count, capital


class Piece(NamedTuple):
    """Words `start:end` of a spun n-gram, and what they were made from."""

    start: int
    end: int
    original: str


class Candidate(NamedTuple):
    """How a spun n-gram may have come about, how telling that is, and how often spun text would show it."""

    pieces: tuple[Piece, ...]
    ratio: float
    expected: float
    capital: bool


def read_pairs(path: Path) -> dict[tuple[str, ...], dict[tuple[str, ...], float]]:
    """original -> {replacement: share}; a spinner that knows a word replaces it in about half its uses, mostly by the first."""
    pairs: dict[tuple[str, ...], dict[tuple[str, ...], float]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        original, _, replacements = line.split("#")[0].strip().partition(" > ")
        words = tuple(original.split())
        spun = [tuple(replacement.split()) for replacement in replacements.split(",")]
        for replacement in spun:
            if replacement and replacement != words:
                pairs[words][replacement] = 0.0
    for chosen in pairs.values():
        weights = [1 / rank for rank in range(1, len(chosen) + 1)]
        for replacement, weight in zip(chosen, weights, strict=True):
            chosen[replacement] = 0.5 * weight / sum(weights)
    return pairs


def candidates(
    counts: Counts, pairs: dict[tuple[str, ...], dict[tuple[str, ...], float]]
) -> dict[tuple[str, ...], list[Candidate]]:
    """Spun n-gram -> what it may have been made from, by one replacement or by two side by side."""
    found: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    by_first = defaultdict(list)
    for original in pairs:
        by_first[original[0]].append(original)
    for n in (1, 2, 3):
        for words, count, capital in counts.frequent(n):
            upper = capital >= CAPITAL_SHARE * count
            places = [
                (at, at + len(original), original)
                for at, word in enumerate(words)
                for original in by_first.get(word, ())
                if words[at : at + len(original)] == original
            ]
            for chosen in [(place,) for place in places] + [(one, two) for one in places for two in places if one[1] <= two[0]]:
                for replacements in product(*(pairs[original].items() for _, _, original in chosen)):
                    replaced, pieces = replace(words, chosen, [spun for spun, _ in replacements])
                    if len(replaced) < 2:
                        continue
                    share = math.prod(share for _, share in replacements)
                    which = 1 if upper else 0
                    expected = (count, capital)[which] * share
                    if expected < LEAST_EXPECTED:
                        continue
                    if len(chosen) == 2 and expected < BOTH_OVER_ONE * one_alone(counts, words, chosen, replacements, which):
                        continue
                    ratio = expected / ordinary(counts, replaced, which)
                    if ratio >= LEAST_RATIO:
                        found[replaced].append(Candidate(pieces, ratio, expected, upper))
    return found


def one_alone(
    counts: Counts,
    words: tuple[str, ...],
    chosen: tuple[tuple[int, int, tuple[str, ...]], ...],
    replacements: tuple[tuple[tuple[str, ...], float], ...],
    which: int,
) -> float:
    """How often the same phrase comes of only one of two replacements, the other word being the writer's own."""
    return max(
        ordinary(counts, replace(words, (place,), [spun])[0], which) * other_share
        for place, (spun, _), (_, other_share) in zip(chosen, replacements, reversed(replacements), strict=True)
    )


def replacements_alone(
    pairs: dict[tuple[str, ...], dict[tuple[str, ...], float]], counts: Counts
) -> dict[str, list[tuple[str, float]]]:
    """Replacement -> the originals that spinners would write it for oftener than writers use it, with that ratio.

    No context is asked for, so the ratio holds only in a text that is known to be spun.
    """
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for original, chosen in pairs.items():
        count, capital = counts.look_up(original)
        if count < LEAST_COUNT[2] or capital >= CAPITAL_SHARE * count:
            continue
        for spun, share in chosen.items():
            if len(spun) > 3:
                continue
            usual = max(
                count * counts.total / total for count, total in zip(counts.by_group(spun), counts.group_totals, strict=True)
            )
            ratio = count * share / (usual + 1)
            if ratio >= LEAST_ALONE_RATIO:
                found[" ".join(spun)].append((" ".join(original), ratio))
    return {spun: sorted(options, key=lambda option: (-option[1], option[0]))[:3] for spun, options in sorted(found.items())}


def replace(
    words: tuple[str, ...], chosen: tuple[tuple[int, int, tuple[str, ...]], ...], spun: list[tuple[str, ...]]
) -> tuple[tuple[str, ...], tuple[Piece, ...]]:
    """The words with the chosen places replaced, and where the replacements lie in the result."""
    result: list[str] = []
    pieces = []
    at = 0
    for (start, end, original), replacement in zip(chosen, spun, strict=True):
        result.extend(words[at:start])
        pieces.append(Piece(len(result), len(result) + len(replacement), " ".join(original)))
        result.extend(replacement)
        at = end
    result.extend(words[at:])
    return tuple(result), tuple(pieces)


def ordinary(counts: Counts, words: tuple[str, ...], which: int) -> float:
    """The count at which writers produce an n-gram: what was seen and what is to be expected, in the genre that has it most.

    Unseen n-grams are expected as if their last word came independently of those before.
    """
    seen = counts.look_up(words)[which]
    head, tail = counts.look_up(words[:-1])[which], counts.look_up(words[1:])[which]
    middle = counts.look_up(words[1:-1])[which] if len(words) > 2 else counts.total
    count = seen + min(max(head * tail / middle if middle else 0.0, UNSEEN_LEAST), UNSEEN_MOST)
    if which or len(words) > 3:
        return count
    heads, tails, wholes = counts.by_group(words[:-1]), counts.by_group(words[1:]), counts.by_group(words)
    middles = counts.by_group(words[1:-1]) if len(words) > 2 else counts.group_totals
    for total, head, tail, middle, whole in zip(counts.group_totals, heads, tails, middles, wholes, strict=True):
        expected = whole + (min(head * tail / middle, UNSEEN_MOST) if middle else 0.0)
        count = max(count, expected * counts.total / total)
    return count


def prune(found: dict[tuple[str, ...], list[Candidate]], most: int) -> dict[tuple[str, ...], list[Candidate]]:
    """The `most` n-grams that spun text shows most often, without those that hold a shorter one nearly as telling."""
    best = {words: max(candidate.ratio for candidate in options) for words, options in found.items()}
    kept = {}
    for words, options in found.items():
        inner = [words[at:end] for at in range(len(words)) for end in range(at + 2, len(words) + 1) if end - at < len(words)]
        if any(best.get(part, 0.0) * 3 >= best[words] for part in inner):
            continue
        kept[words] = sorted(options, key=lambda candidate: (-candidate.ratio, candidate.pieces))[:3]
    ranked = sorted(kept, key=lambda words: (-sum(candidate.expected for candidate in kept[words]), words))
    print(f"{len(found):,} candidates, {len(kept):,} without redundant ones, {min(most, len(ranked)):,} kept", file=sys.stderr)
    return {words: kept[words] for words in ranked[:most]}


def write(entries: dict[tuple[str, ...], list[Candidate]], alone: dict[str, list[tuple[str, float]]], out: Path) -> None:
    """`substitutions.txt`: one term a line. `substitutions.tsv`, line by line with it: what each may have been made from.

    A line of the second holds one tab-separated field a candidate: the ratio in hundredths of a nat, `C` where capitals are
    wanted or `-`, and for each replaced piece its first word, the word after its last, and its original, all joined by colons.
    `replacements.tsv`: a replacement a line, and its originals, each behind its ratio in hundredths of a nat.
    """
    terms, rows = [], []
    for words in sorted(entries):
        terms.append(" ".join(words))
        rows.append(
            "\t".join(
                ":".join(
                    [
                        str(round(100 * math.log(option.ratio))),
                        "C" if option.capital else "-",
                        *(f"{piece.start}:{piece.end}:{piece.original}" for piece in option.pieces),
                    ]
                )
                for option in entries[words]
            )
        )
    alone_rows = [
        "\t".join([spun, *(f"{round(100 * math.log(ratio))}:{original}" for original, ratio in options)])
        for spun, options in alone.items()
    ]
    (out / "replacements.tsv").write_text("\n".join(alone_rows) + "\n", encoding="utf-8")
    (out / "substitutions.txt").write_text("\n".join(terms) + "\n", encoding="utf-8")
    (out / "substitutions.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("build", type=Path, help="folder of the counts")
    parser.add_argument("out", type=Path, help="folder for the packed data")
    parser.add_argument("--pairs", type=Path, default=Path(__file__).parent / "spinner_pairs.txt")
    parser.add_argument("--most", type=int, default=30_000, help="terms to keep (default: %(default)s)")
    options = parser.parse_args()
    counts = Counts(options.build)
    pairs = read_pairs(options.pairs)
    alone = replacements_alone(pairs, counts)
    print(f"{len(alone):,} replacements that need no context", file=sys.stderr)
    write(prune(candidates(counts, pairs), options.most), alone, options.out)


if __name__ == "__main__":
    main()
