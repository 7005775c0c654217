"""How fast documents are checked: the default rules and each family, beside `ftfy.fix_text` and the floor `re.findall(r"\\w+")`.

    python benchmarks/speed.py
    python benchmarks/speed.py --input news.jsonl.xz --text-field text --megabytes 4
    python benchmarks/speed.py --rules          each rule by itself, too
    python benchmarks/speed.py --gate           the gates of all rules and of each family, as one set
    python benchmarks/speed.py --corpora FOLDER the default set and each group of families, genre by genre, beside the floor

Every round runs all contenders one after another, so that a slow moment of the machine hits all alike; medians over the rounds
are printed, and ratios are medians of the ratios within a round. One process, one core. Compiling is paid before the first
round. Without `--input` the text is made here: clean English prose with curly quotes, the same in every run.

With `--corpora` each file of a folder is a genre. The processor's time is counted there, not the clock's, and the floor is run right before and
right after each contender, so that what else the machine does falls on both: the table has the median of their ratios.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import ftfy

from textcheck import Checker, Config, Severity
from textcheck.patterns import union_of
from textcheck.registry import registered
from textcheck.rule import FAMILIES

# All families but those that weigh words and names against what they should be.
ARTIFACTS = (
    "encoding",
    "character",
    "artifact",
    "markup",
    "layout",
    "ocr",
    "repetition",
    "boilerplate",
    "truncation",
    "language",
)
Contender = Callable[[Sequence[str]], object]
# What the table of genres compares, and how many documents are checked together there.
GROUPS: dict[str, Config] = {
    "ten families": Config(select=ARTIFACTS),
    "presets": Config(select=("statistics",)),
    "spun": Config(select=("spun",)),
    "names": Config(select=("name",)),
    "cheap": Config(select=("encoding", "character", "artifact", "markup")),
    "default set": Config(),
}
TOGETHER = 256

# Sentences of made-up local news. `{...}` are filled from the lists below; each list fits every place that names it.
SENTENCES = (
    "The council voted {count} to {count} on {day} to close the {place} for the winter.",
    "“We had hoped for more time,” said {person}, who has worked at the {place} since {year}.",
    "According to the board’s accounts, the {place} lost ${count},{count}00 in {year}, mostly because of the rain.",
    "{person} told reporters that she hadn’t seen the report and wouldn’t comment on it before {day}.",
    "About {count} people came to the meeting, and nobody left before the end.",
    "The road to the {place} has been closed since {day}, when a truck lost its load of apples.",
    "“It’s not the money,” {person} said. “It’s that nobody asked us.”",
    "In {year}, the last year for which there are figures, {count} families moved into the district.",
    "The school next to the {place} will open again on {day}, the mayor’s office said in a statement.",
    "{person}, a retired teacher, remembers when the {place} was the only building on the street.",
    "Police said that no one was hurt, but that the driver had been asked to come back on {day}.",
    "There is a plan for a new {place}; whether it will ever be built is another question.",
    "He paused for a moment, looked out of the window and smiled — it had begun to snow.",
    "The company, which employs {count} people in the region, did not answer a request for comment.",
    "“You can’t run a {place} on good will alone,” {person} wrote in a letter to the council.",
    "Tickets cost ${count} for adults and are free for children under the age of six.",
    "By {day} evening the water had fallen by half a metre, and the first shops were open again.",
    "For {person}, the decision means a longer way to work and an earlier start to the day.",
)
PEOPLE = (
    "Ruth Okafor|Tom Lindqvist|Maria Delgado|Ayesha Rahman|Peter Novak|Helen Marsh|Samuel Adeyemi|Grace Whitfield|"
    "Daniel Kowalski|Nora Castellano"
).split("|")
PLACES = "library|ferry terminal|swimming pool|museum|old mill|market hall|railway station|town theatre|bakery|harbour".split(
    "|"
)
DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday".split("|")


def progress(said: str) -> None:
    """Tell somebody who watches how far it is."""
    if sys.stderr.isatty():
        print(f"\r{said}", end="", file=sys.stderr)


def made(megabytes: float) -> list[str]:
    """Documents of about 1,600 code points, the same for the same size; in none of them a sentence comes twice."""
    chance = random.Random(2)
    documents: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        sentences = [_filled(sentence, chance) for sentence in chance.sample(SENTENCES, len(SENTENCES))]
        paragraphs = [" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3)]
        documents.append("\n\n".join(paragraphs))
        size += len(documents[-1].encode())
    return documents


def _filled(sentence: str, chance: random.Random) -> str:
    values = {
        "person": lambda: chance.choice(PEOPLE),
        "place": lambda: chance.choice(PLACES),
        "day": lambda: chance.choice(DAYS),
        "year": lambda: str(chance.randint(1990, 2023)),
        "count": lambda: str(chance.randint(12, 96)),
    }
    return re.sub(r"\{(\w+)\}", lambda match: values[match[1]](), sentence)


def read(path: Path, field: str, megabytes: float) -> list[str]:
    """The first documents of a JSON Lines file, or a text file as one document."""
    if ".jsonl" not in path.suffixes:
        return [path.read_text(encoding="utf-8", errors="replace")]
    documents: list[str] = []
    size = 0
    open_text = lzma.open if path.suffix == ".xz" else open
    with open_text(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            documents.append(json.loads(line)[field])
            size += len(documents[-1].encode("utf-8", "replace"))
            if size >= megabytes * 1e6:
                break
    return documents


def seconds(run: Callable[[], object]) -> float:
    """The processor's time of one run."""
    start = time.process_time()
    run()
    return time.process_time() - start


def floor(documents: Sequence[str]) -> None:
    words = re.compile(r"\w+")
    for document in documents:
        words.findall(document)


def with_ftfy(documents: Sequence[str]) -> None:
    for document in documents:
        ftfy.fix_text(document)


def checking(config: Config) -> Contender:
    checker = Checker(config)
    checker.check_batch(["“Compile the rules before the first round,” he said."])

    def check(documents: Sequence[str]) -> None:
        # In batches, as the command and pipelines do: no report is kept.
        for _ in checker.check_many(documents):
            pass

    return check


def one_by_one(config: Config) -> Contender:
    checker = Checker(config)

    def check(documents: Sequence[str]) -> None:
        for document in documents:
            checker.check(document)

    return check


def contenders(*, each_rule: bool) -> dict[str, Contender]:
    """What is compared; the floor first."""
    rules = [entry.rule for entry in registered().values()]
    found: dict[str, Contender] = {
        'floor: re.findall(r"\\w+")': floor,
        "ftfy.fix_text": with_ftfy,
        "textcheck, default rules": checking(Config()),
        "textcheck, default rules, a document at a time": one_by_one(Config()),
        "textcheck, no rules": checking(Config(select=())),
    }
    found["textcheck, the families of artifacts"] = checking(Config(select=ARTIFACTS))
    for family in dict.fromkeys(rule.family for rule in rules):
        found[f"family {family}"] = checking(Config(select=(family,)))
    if each_rule:
        for rule in rules:
            found[f"{rule.code} {rule.name}"] = checking(Config(select=(rule.code,)))
    return found


def gate_contenders(documents: Sequence[str]) -> dict[str, Contender]:
    """The gates of all rules and of each family as one set, over the byte view that the checker asks them over.

    "Anew" compiles the set in each round: RE2 builds its automaton as it reads, and a gate that waits for its end over wide gaps
    multiplies the states of all others, which shows there first.
    """
    rules = [entry.rule for entry in registered().values() if entry.rule.gate is not None and entry.rule.default]
    views = [document.encode("cp1252", "replace") for document in documents]

    def asked(union: Any) -> Contender:
        return lambda _: [union.Match(view) for view in views]

    def asked_anew(gates: Sequence[bytes]) -> Contender:
        return lambda _: asked(union_of(gates))(_)

    found: dict[str, Contender] = {'floor: re.findall(r"\\w+")': floor}
    groups = {"all": rules} | {family: [rule for rule in rules if rule.family == family] for family in FAMILIES}
    for name, members in groups.items():
        gates = [rule.gate for rule in members if rule.gate is not None]
        if gates:
            found[f"{name}: {len(gates)} gates"] = asked(union_of(gates))
            found[f"{name}: {len(gates)} gates, anew"] = asked_anew(gates)
    return found


def in_batches(config: Config) -> Contender:
    checker = Checker(config)

    def check(documents: Sequence[str]) -> None:
        for start in range(0, len(documents), TOGETHER):
            checker.check_batch(documents[start : start + TOGETHER])

    return check


def processor_time(run: Contender, documents: Sequence[str]) -> float:
    started = time.process_time()
    run(documents)
    return time.process_time() - started


def by_genre(folder: Path, megabytes: float, rounds: int, field: str) -> Iterator[str]:
    """The lines of a Markdown table: the cost of each group in each genre, as a multiple of the floor."""
    contenders = {name: in_batches(config) for name, config in GROUPS.items()} | {"ftfy.fix_text": with_ftfy}
    yield f"| genre | documents | {' | '.join(contenders)} |"
    yield "|---|---|" + "---|" * len(contenders)
    for path in sorted(folder.glob("*.jsonl*")):
        documents = read(path, field, megabytes)
        ratios = []
        for name, run in contenders.items():
            # The first time compiles, and imports what only large batches need.
            run(documents)
            found = []
            for number in range(rounds):
                before = processor_time(floor, documents)
                own = processor_time(run, documents)
                found.append(2 * own / (before + processor_time(floor, documents)))
                progress(f"{path.name}, {name}: round {number + 1} of {rounds}   ")
            ratios.append(f"{statistics.median(found):.2f}")
        progress("\n")
        yield f"| {path.name.partition('.')[0]} | {len(documents):,} | {' | '.join(ratios)} |"


def measured(found: dict[str, Contender], documents: Sequence[str], rounds: int) -> dict[str, list[float]]:
    """Seconds of each contender in each round."""
    for run in found.values():
        run(documents[:20])
    times: dict[str, list[float]] = {name: [] for name in found}
    for number in range(rounds):
        for name, run in found.items():
            started = time.perf_counter()
            run(documents)
            times[name].append(time.perf_counter() - started)
        progress(f"round {number + 1} of {rounds}")
    progress("\n")
    return times


def table(times: dict[str, list[float]], megabytes: float, documents: int) -> Iterator[str]:
    """The lines of the result as a Markdown table."""
    base = next(iter(times.values()))
    yield "| what | MB/s | documents/s | × floor |"
    yield "|---|---|---|---|"
    for name, taken in times.items():
        seconds = statistics.median(taken)
        ratio = statistics.median(mine / its for mine, its in zip(taken, base, strict=True))
        yield f"| {name} | {megabytes / seconds:.1f} | {documents / seconds:,.0f} | {ratio:.2f} |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", type=Path, help="a .jsonl, .jsonl.xz or text file instead of made text")
    parser.add_argument("--text-field", default="text", help="the field of a JSON line that holds the text")
    parser.add_argument("--megabytes", type=float, default=2.0, help="how much text, at most")
    parser.add_argument("--curly", action="store_true", help="only documents that hold a curly quotation mark")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--rules", action="store_true", help="measure each rule by itself, too")
    parser.add_argument("--gate", action="store_true", help="measure the gates instead")
    parser.add_argument("--corpora", type=Path, help="a folder of .jsonl or .jsonl.xz files: the table of genres")
    options = parser.parse_args()
    if options.corpora:
        for line in by_genre(options.corpora, options.megabytes, options.rounds, options.text_field):
            print(line, flush=True)
        return
    documents = read(options.input, options.text_field, options.megabytes) if options.input else made(options.megabytes)
    if options.curly:
        documents = [document for document in documents if "“" in document]
    megabytes = sum(len(document.encode("utf-8", "replace")) for document in documents) / 1e6
    found = gate_contenders(documents) if options.gate else contenders(each_rule=options.rules)
    checker = Checker()
    telling = [
        finding for document in documents for finding in checker.check(document).findings if finding.severity > Severity.NOTE
    ]
    print(
        f"{len(documents):,} documents, {megabytes:.2f} MB, {len(telling):,} findings above note; "
        f"Python {sys.version.split()[0]}, medians of {options.rounds} rounds\n"
    )
    print("\n".join(table(measured(found, documents, options.rounds), megabytes, len(documents))))


if __name__ == "__main__":
    main()
