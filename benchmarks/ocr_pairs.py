"""What repair and score make of real pages: texts as an optical reader gave them beside what was printed.

    python benchmarks/ocr_pairs.py PAIRS.jsonl
    python benchmarks/ocr_pairs.py PAIRS.jsonl --half even --show 20

Every line of the file is an object with `ocr`, `truth` and `set`. Of the texts that differ from the truth, the table says of each set and
of all on how many `repair(unsafe=True)` lowers the character error rate (edit distance over the length of the truth), leaves it, and raises it;
the rate before and after over all; and on how many the score ranks the truth above its reading.

The lines of one half can be kept aside, to be read only when all is done.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

from textcheck.checker import Checker
from textcheck.config import Config


def distance(one: str, other: str) -> int:
    """The least number of characters to insert, delete or replace, by the bit-parallel algorithm of Myers and Hyyrö."""
    if len(one) < len(other):
        one, other = other, one
    if not other:
        return len(one)
    places: dict[str, int] = defaultdict(int)
    for at, character in enumerate(other):
        places[character] |= 1 << at
    every, last = (1 << len(other)) - 1, 1 << (len(other) - 1)
    up, down, found = every, 0, len(other)
    for character in one:
        equal = places.get(character, 0)
        diagonal = (((equal & up) + up) ^ up) | equal | down
        rises, falls = down | (~(diagonal | up) & every), up & diagonal
        found += bool(rises & last) - bool(falls & last)
        rises = ((rises << 1) | 1) & every
        falls = (falls << 1) & every
        up, down = falls | (~(diagonal | rises) & every), rises & diagonal
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--select", nargs="+", default=["OCR"])
    parser.add_argument("--half", choices=["even", "odd"], help="only the lines of one half, counted from 0")
    parser.add_argument(
        "--show", type=int, default=0, help="texts shown that were made worse, left as they were, or ranked wrongly"
    )
    arguments = parser.parse_args()
    checker = Checker(Config(select=tuple(arguments.select)))
    lines = arguments.pairs.read_text(encoding="utf-8").splitlines()
    chosen = lines[{"even": 0, "odd": 1}[arguments.half] :: 2] if arguments.half else lines
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    shown: dict[str, list[str]] = defaultdict(list)
    for line in chosen:
        pair = json.loads(line)
        read, truth = pair["ocr"], pair["truth"]
        if read == truth:
            continue
        repaired = checker.repair(read, unsafe=True)
        before, after = distance(read, truth), distance(repaired.text, truth)
        what = "lowered" if after < before else "raised" if after > before else "left"
        score, best = checker.check(read).score, checker.check(truth).score
        ranked = best > score
        for of in (pair["set"], "all"):
            tallies[of].update(
                texts=1, **{what: 1}, ranked=int(ranked), ties=int(best == score), before=before, after=after, length=len(truth)
            )
        done = "; ".join(f"{item.finding.code} {item.finding.message}" for item in repaired.applied)
        if what != "lowered":
            shown[what].append(f"{pair['id']}: {before} to {after}: {done}")
        if not ranked:
            shown["ranked wrongly"].append(f"{pair['id']}: {score:.4f} against {best:.4f}: {read[:300]!r}")
    print(
        f"{'set':16} {'texts':>6} {'lowered':>8} {'raised':>7} {'left':>6} {'rate before':>12} {'after':>7} {'ranked':>7} {'ties':>6}   per cent"
    )
    for of, tally in sorted(tallies.items()):
        shares = [100 * tally[name] / tally["texts"] for name in ("lowered", "raised", "left")]
        rates = [100 * tally[name] / tally["length"] for name in ("before", "after")]
        print(
            f"{of:16} {tally['texts']:6} {shares[0]:8.1f} {shares[1]:7.1f} {shares[2]:6.1f} {rates[0]:12.2f} {rates[1]:7.2f} "
            f"{100 * tally['ranked'] / tally['texts']:7.1f} {100 * tally['ties'] / tally['texts']:6.1f}"
        )
    for what, entries in sorted(shown.items()):
        if arguments.show:
            print(f"\n{what}: {len(entries)}", *entries[: arguments.show], sep="\n  ")


if __name__ == "__main__":
    main()
