"""How well whole documents are told apart: clean ones that no table has seen, and the same spun by a simulated spinner.

    python benchmarks/spun_documents.py --corpora FOLDER

Clean text is what `tools/ngram_counts.py` held out. The spinner knows a random part of `tools/spinner_pairs.txt` and replaces
a share of the words it knows, without regard to grammar. Deterministic. The spinner's pairs are those the tables were built from, so
the figures say how much evidence a text needs, not how well an unknown spinner is found.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from build_substitutions import read_pairs  # noqa: E402
from ngram_counts import documents, held_out  # noqa: E402
from textcheck.checker import Checker  # noqa: E402
from textcheck.config import Config  # noqa: E402

KNOWN_SHARE = 0.6
LENGTHS = ((60, 120), (120, 300))
RATES = (0.5, 1.0)
DOCUMENTS = 400


def spin(text: str, pairs: dict[tuple[str, ...], list[str]], rate: float, chance: random.Random) -> tuple[str, float]:
    """The text with known phrases replaced at a rate, and the share of its words that were replaced."""
    words = text.split(" ")
    out: list[str] = []
    at = replaced = 0
    while at < len(words):
        for length in (3, 2, 1):
            phrase = tuple(word.lower() for word in words[at : at + length])
            if len(phrase) == length and phrase in pairs and chance.random() < rate:
                spun = chance.choice(pairs[phrase])
                out.append(spun[:1].upper() + spun[1:] if words[at][:1].isupper() else spun)
                replaced += length
                at += length
                break
        else:
            out.append(words[at])
            at += 1
    return " ".join(out), replaced / len(words)


def clean(corpora: Path) -> Iterator[tuple[int, str]]:
    for group, entry in documents(corpora):
        if held_out(entry):
            yield group, entry["text"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of *.jsonl.xz files with a `text` field")
    options = parser.parse_args()
    checker = Checker(Config(select=("spun",)))
    texts = list(clean(options.corpora))
    flagged = words = 0
    for (_, text), report in zip(texts, checker.check_many(text for _, text in texts), strict=True):
        words += len(text.split())
        flagged += report.families.get("spun", 0.0) > 0.5
    print(f"clean, held out: {len(texts):,} documents, {words:,} words, {flagged} with P(spun) above 0.5")
    chance = random.Random(1)
    pairs = {
        original: [" ".join(words) for words in spun]
        for original, spun in read_pairs(ROOT / "tools" / "spinner_pairs.txt").items()
        if chance.random() < KNOWN_SHARE
    }
    for low, high in LENGTHS:
        sample = list(islice((text for group, text in texts if group == 0 and low <= len(text.split()) < high), DOCUMENTS))
        for rate in RATES:
            spun = [spin(text, pairs, rate, chance) for text in sample]
            reports = checker.check_batch([text for text, _ in spun])
            found = sum(report.families.get("spun", 0.0) > 0.5 for report in reports)
            share = sum(share for _, share in spun) / len(spun)
            print(f"news of {low} to {high} words, {share:.1%} of them replaced: {found / len(spun):.0%} of {len(spun)} found")


if __name__ == "__main__":
    main()
