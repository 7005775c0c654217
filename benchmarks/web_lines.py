"""How well lines of boilerplate are told from lines of text: precision and recall over web pages whose lines are labelled.

    python benchmarks/web_lines.py --pages FILE.jsonl
    python benchmarks/web_lines.py --pages FILE.jsonl --part hold --show 20

A page is a JSON object a line with `lines` and as many `labels`, "1" where a line belongs to the text and "0" where it is noise. A line
counts as flagged where findings cover it whole. `--part` takes a third of the pages to learn from, or the two thirds that are held out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

from textcheck.checker import Checker
from textcheck.config import Config

PARTS = {"all": (0, 1, 2), "learn": (0,), "hold": (1, 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--part", choices=PARTS, default="all")
    parser.add_argument("--select", nargs="+", default=["BLR"])
    parser.add_argument(
        "--show", type=int, default=0, help="lines of the text flagged, and lines of noise missed, that are shown"
    )
    arguments = parser.parse_args()

    checker = Checker(Config(select=tuple(arguments.select)))
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    flagged = flagged_noise = noise = 0
    shown: dict[str, list[str]] = defaultdict(list)
    for number, row in enumerate(arguments.pages.read_text(encoding="utf-8").splitlines()):
        page = json.loads(row)
        is_noise = [str(label) == "0" for label in page["labels"]]
        if number % 3 not in PARTS[arguments.part]:
            continue
        noise += sum(is_noise)
        text = "\n".join(page["lines"])
        covered: dict[int, set[str]] = defaultdict(set)
        for finding in checker.check(text).findings:
            at = 0
            for index, line in enumerate(page["lines"]):
                start = at + len(line) - len(line.lstrip())
                if line.strip() and finding.start <= start and at + len(line.rstrip()) <= finding.end:
                    covered[index].add(finding.code)
                at += len(line) + 1
        for index, line in enumerate(page["lines"]):
            if index in covered:
                flagged += 1
                flagged_noise += is_noise[index]
                (right if is_noise[index] else wrong).update(covered[index])
                if not is_noise[index]:
                    shown["text, flagged"].append(f"{number} {sorted(covered[index])} {line[:150]}")
            elif is_noise[index] and line.strip():
                shown["noise, missed"].append(f"{number} {line[:150]}")
    print(f"{'rule':8} {'noise':>6} {'text':>6} {'precision':>9}   flagged lines by label; per cent")
    for code in sorted({*right, *wrong}):
        print(f"{code:8} {right[code]:6} {wrong[code]:6} {100 * right[code] / (right[code] + wrong[code]):9.1f}")
    print(
        f"{'all':8} {flagged_noise:6} {flagged - flagged_noise:6} {100 * flagged_noise / max(1, flagged):9.1f}   "
        f"recall {100 * flagged_noise / max(1, noise):.1f} of {noise} lines of noise"
    )
    for title, entries in shown.items():
        chosen = entries[:: max(1, len(entries) // arguments.show)][: arguments.show] if arguments.show else []
        print(*(f"\n{title}: {len(entries)}" if at == 0 else "" for at in range(bool(chosen))), *chosen, sep="\n  ")


if __name__ == "__main__":
    main()
