"""How near the default set is to its floor: what reading, decoding and one scan cost, and what each part of checking adds.

    python benchmarks/floor.py --input ../shared/corpora/news-2023.jsonl.xz --megabytes 4

Parts are the processor time of the functions below them, as ratios to `re.findall(r"\\w+")` on the same documents; each part is measured once over
documents it has not met ("new") and then again over the same ones ("again", the median of some rounds), since automata, caches and tables are filled by what is new.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from speed import read, seconds
from textcheck import noisy_channel
from textcheck.batches import Batch
from textcheck.checker import Checker
from textcheck.document import Document
from textcheck.language_model import stream

BATCH = 256


def parts(texts: list[str], checker: Checker) -> dict[str, Callable[[], object]]:
    """What is measured, by name."""
    lines = [json.dumps({"id": number, "text": text}, ensure_ascii=False).encode() for number, text in enumerate(texts)]
    raw = [text.encode() for text in texts]
    codes = [text.encode("cp1252", "replace") for text in texts]
    groups = [texts[at : at + BATCH] for at in range(0, len(texts), BATCH)]

    def scanned() -> None:
        for text in texts:
            checker._lexicon.scan(checker.document(text))

    def gated() -> None:
        for union, _ in checker._gates:
            for own in codes:
                union.Match(own)

    def hashed() -> None:
        for group in groups:
            _ = Batch([Document(text) for text in group]).words

    def glanced() -> None:
        for group in groups:
            batch = Batch([Document(text) for text in group])
            noisy_channel.places(stream(batch), batch.words.bounds)

    def checked() -> None:
        for group in groups:
            checker.check_batch(group)

    return {
        'findall(r"\\w+")': lambda: [re.findall(r"\w+", text) for text in texts],
        "decoding UTF-8": lambda: [each.decode() for each in raw],
        "reading lines of JSON": lambda: [json.loads(line) for line in lines],
        "one scan for all terms (Aho-Corasick)": scanned,
        "all gates (RE2)": gated,
        "words of a batch, as hashes": hashed,
        "words, their counts, and what may be replaced": glanced,
        "all rules, in batches": checked,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", type=Path, required=True, help="JSONL, plain or .xz")
    parser.add_argument("--text-field", default="text")
    parser.add_argument("--megabytes", type=float, default=4.0)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    texts = read(given.input, given.text_field, given.megabytes)
    # What is loaded and compiled once a process is no part of this.
    checker = Checker()
    for text in islice(texts, 400):
        checker.check(text)
    measured = parts(texts[400:], checker)
    new = {name: seconds(work) for name, work in measured.items()}
    again: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(given.rounds):
        for name, work in measured.items():
            again[name].append(seconds(work))
    floor = statistics.median(again['findall(r"\\w+")'])
    size = sum(map(len, texts[400:]))
    print(
        f"{len(texts) - 400:,} documents, {size:,} code points; findall {size / floor / 1e6:.0f} million code points a second"
    )
    print("\n| part | new | again |\n|---|---|---|")
    for name, once in new.items():
        print(f"| {name} | {once / floor:.2f} | {statistics.median(again[name]) / floor:.2f} |")


if __name__ == "__main__":
    main()
