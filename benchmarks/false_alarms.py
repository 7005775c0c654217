"""Findings on text that is known, or believed, to be clean: how many of each rule, genre by genre, and which.

    python benchmarks/false_alarms.py --corpora FOLDER --select LAY ENC101 --words 200000 --show 30

A corpus is a file `*.jsonl`, `*.jsonl.gz` or `*.jsonl.xz` with one JSON object a line, whose `text` is a document; its file name is its
genre. Documents are drawn without replacement, the same ones for the same seed, until a genre has given `--words` words.

The table says, for each rule and genre, how many findings of each severity fall on 20,000 words. With `--show` it is followed by
that many findings of each rule and genre, drawn evenly, in context, the span between ⟦ and ⟧ and the first repair after →.
With `--write PAGE.md` the counts are written as a page of the documentation, too; what somebody wrote below "Read one by one" stays.
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
# From this heading on a page was written by somebody who read the findings; it stays.
JUDGED = "## Read one by one"
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


def page(checker: Checker, counts: Counter[tuple[str, str, Severity]], words: Counter[str]) -> str:
    """The counts as a page: findings of severity warning or above by rule and genre, notes by rule."""

    def found(code: str, genre: str) -> int:
        return counts[code, genre, Severity.WARNING] + counts[code, genre, Severity.ERROR]

    total = words.total()
    warnings = {rule.code: sum(found(rule.code, genre) for genre in words) for rule in checker.rules}
    notes = {rule.code: sum(counts[rule.code, genre, Severity.NOTE] for genre in words) for rule in checker.rules}
    silent = [rule.code for rule in checker.rules if not warnings[rule.code] and not notes[rule.code]]
    lines = [
        "# Findings on clean text",
        "",
        "Written by `benchmarks/false_alarms.py --write`. The text is clean English of eleven genres, as far as such text is clean: it has",
        "true flaws too, and they are counted as well. Each cell is the number of findings of severity warning or above.",
        "",
        "| rule | " + " | ".join(words) + " | all | per 100,000 words | notes per 100,000 |",
        "|---" * (len(words) + 4) + "|",
        "| words | " + " | ".join(f"{count:,}" for count in words.values()) + f" | {total:,} | | |",
    ]
    for rule in checker.rules:
        if rule.code not in silent:
            cells = " | ".join(str(found(rule.code, genre) or "") for genre in words)
            rate, noted = warnings[rule.code] * 1e5 / total, notes[rule.code] * 1e5 / total
            lines.append(f"| {rule.code} {rule.name} | {cells} | {warnings[rule.code]} | {rate:.2f} | {noted:.2f} |")
    of_genre = " | ".join(str(sum(found(rule.code, genre) for rule in checker.rules)) for genre in words)
    everything = sum(warnings.values())
    lines.append(
        f"| all | {of_genre} | {everything} | {everything * 1e5 / total:.2f} | {sum(notes.values()) * 1e5 / total:.2f} |"
    )
    lines += [
        "",
        f"That is {everything * PER_WORDS / total:.2f} on {PER_WORDS:,} words.",
        "",
        "Rules without any finding: " + ", ".join(silent) + ".",
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="a folder of corpora, or one corpus")
    parser.add_argument("--genres", nargs="+", help="file names without endings; all by default")
    parser.add_argument("--select", nargs="+", default=["ALL"])
    parser.add_argument("--ignore", nargs="+", default=[])
    parser.add_argument("--words", type=int, default=200_000, help="words of each genre")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="findings shown for each rule and genre")
    parser.add_argument("--write", type=Path, help="the page to write")
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

    if arguments.write:
        before = arguments.write.read_text(encoding="utf-8") if arguments.write.exists() else ""
        judged = before[before.index(JUDGED) :] if JUDGED in before else ""
        arguments.write.write_text(page(checker, counts, words) + "\n" * bool(judged) + judged, encoding="utf-8")
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
