"""Findings on text that is known, or believed, to be clean: how many of each rule, genre by genre, and which.

    python benchmarks/false_alarms.py --corpora FOLDER --select LAY ENC101 --words 200000 --show 30

A corpus is a file `*.jsonl`, `*.jsonl.gz` or `*.jsonl.xz` with one JSON object a line, whose `text` is a document; its file name is its
genre. Documents are drawn without replacement, the same ones for the same seed, until a genre has given `--words` words.

The table says, for each rule and genre, how many findings of each severity fall on 20,000 words. With `--show` it is followed by
that many findings of each rule and genre, drawn evenly, in context, the span between ⟦ and ⟧ and the first repair after →.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.finding import Finding, Severity

PER_WORDS = 20_000
CONTEXT = 60
OPENERS: dict[str, Callable[..., Any]] = {".jsonl": open, ".gz": gzip.open, ".xz": lzma.open}


def documents(path: Path, words: int, seed: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Documents drawn from a corpus, with their line numbers from 1, until they hold that many words."""
    with OPENERS[path.suffix](path, "rb") as stream:
        lines = stream.readlines()
    order = list(range(len(lines)))
    random.Random(seed).shuffle(order)
    seen = 0
    for index in order:
        if seen >= words:
            return
        document = json.loads(lines[index])
        seen += len(document["text"].split())
        yield index + 1, document


def in_context(text: str, finding: Finding) -> str:
    before = text[max(0, finding.start - CONTEXT) : finding.start]
    after = text[finding.end : finding.end + CONTEXT]
    span = text[finding.start : finding.end]
    if len(span) > 3 * CONTEXT:
        span = f"{span[:CONTEXT]} … {span[-CONTEXT:]}"
    shown = f"{before}⟦{span}⟧{after}"
    if finding.repairs:
        repair = finding.repairs[0]
        shown += f"  → {text[repair.start : repair.end]!r} to {repair.text!r} ({repair.applicability})"
    return shown.replace("\n", "⏎")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="a folder of corpora, or one corpus")
    parser.add_argument("--genres", nargs="+", help="file names without endings; all by default")
    parser.add_argument("--select", nargs="+", default=["ALL"])
    parser.add_argument("--ignore", nargs="+", default=[])
    parser.add_argument("--words", type=int, default=200_000, help="words of each genre")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="findings shown for each rule and genre")
    parser.add_argument("--level", choices=[str(level) for level in Severity], default="note", help="least severity shown")
    arguments = parser.parse_args()

    checker = Checker(Config(select=tuple(arguments.select), ignore=tuple(arguments.ignore)))
    paths = [arguments.corpora] if arguments.corpora.is_file() else sorted(arguments.corpora.glob("*.jsonl*"))
    counts: Counter[tuple[str, str, Severity]] = Counter()
    words: Counter[str] = Counter()
    shown: dict[tuple[str, str], list[str]] = {}
    for path in paths:
        genre = path.name.split(".")[0]
        if arguments.genres and genre not in arguments.genres:
            continue
        for line, document in documents(path, arguments.words, arguments.seed):
            text = document["text"]
            words[genre] += len(text.split())
            for finding in checker.check(text).findings:
                counts[finding.code, genre, finding.severity] += 1
                if str(finding.severity) == arguments.level or finding.severity > Severity[arguments.level.upper()]:
                    entry = f"{finding.severity!s:7} {finding.confidence:.2f} {genre}:{line}: {in_context(text, finding)}"
                    shown.setdefault((finding.code, genre), []).append(entry)

    codes = [rule.code for rule in checker.rules]
    print(f"{'rule':8} {'genre':14} {'words':>10} {'note':>8} {'warning':>8} {'error':>8}   findings on {PER_WORDS:,} words")
    for code in codes:
        for genre in words:
            found = [counts[code, genre, level] for level in Severity]
            if any(found):
                rates = " ".join(f"{number * PER_WORDS / words[genre]:8.2f}" for number in found)
                print(f"{code:8} {genre:14} {words[genre]:10,} {rates}")
        rates = " ".join(
            f"{sum(counts[code, genre, level] for genre in words) * PER_WORDS / max(1, words.total()):8.2f}"
            for level in Severity
        )
        print(f"{code:8} {'all':14} {words.total():10,} {rates}")
    for (code, genre), entries in sorted(shown.items()):
        chosen = entries[:: max(1, len(entries) // arguments.show)][: arguments.show] if arguments.show else []
        if chosen:
            print(f"\n{code} in {genre}: {len(entries)} findings")
        for entry in chosen:
            print("  " + entry)


if __name__ == "__main__":
    main()
