"""Whether the statistics rules keep and drop the same documents as the filters of datatrove that set their verdicts.

    pip install -e '.[peers]'
    python benchmarks/datatrove_agreement.py --corpora FOLDER --documents 2000

Documents are drawn from every genre of `--corpora` (see false_alarms.py for the format). Half stay as they are; the others are cut short, broken into
short lines, made into lists, repeated, stripped of marks or strewn with symbols, so that every criterion drops some. A rule drops a document where it has a
finding of severity warning or above. The table says how many documents each filter drops, on how many both agree, and how many
times `re.findall(r"\\w+")` either costs; every disagreement is listed with the filter's reason and the rule's messages.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from datatrove.data import Document as TheirDocument
from datatrove.pipeline.filters import (
    C4QualityFilter,
    FineWebQualityFilter,
    GopherQualityFilter,
    GopherRepetitionFilter,
)

from false_alarms import documents
from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.finding import Severity

FILTERS = {
    "gopher-quality": GopherQualityFilter,
    "gopher-repetition": GopherRepetitionFilter,
    "c4-quality": C4QualityFilter,
    "fineweb-quality": FineWebQualityFilter,
}
LONGEST = 12_000


def sentences_of(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


def short(text: str, chance: random.Random) -> str:
    start = chance.randrange(max(1, len(text) - 500))
    return text[start : start + chance.randint(20, 500)]


def narrow_lines(text: str, chance: random.Random) -> str:
    words = text.split(" ")[: chance.randint(60, 400)]
    width = chance.randint(2, 9)
    return "\n".join(" ".join(words[at : at + width]) for at in range(0, len(words), width))


def bulleted(text: str, chance: random.Random) -> str:
    mark = chance.choice(["- ", "• ", "* ", "1. "])
    lines = [mark + line for line in sentences_of(text)[: chance.randint(5, 40)]]
    return chance.choice(["\n", "\n\n"]).join([line for line in lines if chance.random() < 0.95] or lines)


def repeated_lines(text: str, chance: random.Random) -> str:
    lines = sentences_of(text)[: chance.randint(6, 40)]
    for _ in range(chance.randint(1, len(lines))):
        lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    return chance.choice(["\n", "\n\n", " "]).join(lines)


def looped(text: str, chance: random.Random) -> str:
    words = text.split()
    start = chance.randrange(max(1, len(words) - 20))
    phrase = words[start : start + chance.randint(1, 12)]
    at = min(len(words), 300)
    return " ".join(words[:at] + phrase * chance.randint(2, 60))


def unmarked(text: str, chance: random.Random) -> str:
    return re.sub(r"[.,!?;:]" if chance.random() < 0.5 else r"[^\w\s]", "", text)


def strewn(text: str, chance: random.Random) -> str:
    mark = chance.choice(
        ["#", "...", "…", "{", "|", "_ _", "12 7.5", "%", "«", "[2]", "javascript", "cookie policy", "lorem ipsum", "~"]
    )
    share = chance.choice([0.005, 0.02, 0.1, 0.3])
    return " ".join(f"{mark} {word}" if chance.random() < share else word for word in text[:4000].split(" "))


def ellipses(text: str, chance: random.Random) -> str:
    share = chance.random()
    return "\n".join(line.rstrip(".") + "..." if chance.random() < share else line for line in sentences_of(text)[:30])


def clipped(text: str, chance: random.Random) -> str:
    return "\n".join(chance.choice(sentences_of(paragraph)) for paragraph in text.split("\n") if paragraph.strip())


def run_together(text: str, chance: random.Random) -> str:
    return re.sub(" ", lambda match: "" if chance.random() < 0.7 else " ", text)


SPOILERS: list[Callable[[str, random.Random], str]] = [
    short, narrow_lines, bulleted, repeated_lines, looped, unmarked, strewn, ellipses, clipped, run_together,
]  # fmt: skip


def drawn(folder: Path, count: int, seed: int) -> Iterator[tuple[str, str]]:
    """A label and a text for each of `count` documents, evenly from every corpus, every second one spoiled."""
    paths = sorted(folder.glob("*.jsonl*"))
    chance = random.Random(seed)
    for number, path in enumerate(paths):
        wanted = count * (number + 1) // len(paths) - count * number // len(paths)
        for place, (line, document) in enumerate(documents(path, 10**9, seed)):
            if place == wanted:
                break
            text = document["text"]
            if len(text) > LONGEST:
                start = chance.randrange(len(text) - LONGEST)
                text = text[start : start + LONGEST]
            label = "as it is"
            if place % 2:
                spoiler = SPOILERS[place // 2 % len(SPOILERS)]
                text, label = spoiler(text, chance), spoiler.__name__
            yield f"{path.name.split('.')[0]}:{line} {label}", text


def verdict(result: Any) -> tuple[bool, str]:
    return result if isinstance(result, tuple) else (bool(result), "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    found = list(drawn(options.corpora, options.documents, options.seed))
    words = re.compile(r"\w+")
    floor = []
    for _ in range(3):
        started = time.perf_counter()
        for _, text in found:
            words.findall(text)
        floor.append(time.perf_counter() - started)
    base = statistics.median(floor)

    print(f"{len(found)} documents, {sum(len(text) for _, text in found) / 1e6:.1f} M characters")
    print(f"{'filter':20} {'dropped':>8} {'agreed':>8} {'per cent':>9} {'theirs ×':>9} {'ours ×':>7}")
    listed: list[str] = []
    for name, make in FILTERS.items():
        theirs = make()
        checker = Checker(Config(select=(name,)))
        started = time.perf_counter()
        # The filter of C4 rewrites its document: a fresh one for each.
        expected = [verdict(theirs.filter(TheirDocument(text=text, id=label))) for label, text in found]
        their_seconds = time.perf_counter() - started
        started = time.perf_counter()
        reports = [checker.check(text) for _, text in found]
        our_seconds = time.perf_counter() - started
        agreed = 0
        reasons: Counter[str] = Counter()
        for (label, text), (kept, reason), report in zip(found, expected, reports, strict=True):
            messages = [finding.message for finding in report.findings if finding.severity >= Severity.WARNING]
            reasons[reason] += not kept
            if kept == (not messages):
                agreed += 1
            else:
                listed.append(f"{name} {label}: {'kept' if kept else reason}, but {messages} {text[:60]!r}")
        dropped = sum(not kept for kept, _ in expected)
        print(
            f"{name:20} {dropped:8} {agreed:8} {100 * agreed / len(found):9.2f} {their_seconds / base:9.0f} {our_seconds / base:7.2f}   "
            + ", ".join(f"{reason} {number}" for reason, number in reasons.most_common() if number)
        )
    print(f"\n{len(listed)} disagreements")
    print("\n".join(listed))


if __name__ == "__main__":
    main()
