"""textcheck beside what people use today: what each flags, how fast, how large, how soon, in one run on the same documents.

    pip install ftfy codespell typos proselint 'datatrove>=0.10,<0.11' spacy
    python benchmarks/peers.py --corpora FOLDER --shared FOLDER [--texts 100] [--write]

The documents are those of `labelled.py` that nothing was fitted to: clean ones, and ones with known damage of each family. A tool *flags* a
document where it says anything that a user would act on:

- textcheck: its verdict is not `clean`;
- ftfy: `fix_text` changes the text, told to leave quotation marks, line breaks and normal forms as they are, which differ in clean text;
- datatrove: one of the filters of Gopher (quality, repetition), C4 and FineWeb drops it;
- codespell, typos, proselint: they report at least one thing.

Speed is the processor's time over the clean documents, a process of its own for each tool, as a multiple of `re.findall(r"\\w+")` on the same documents
right before; tools that are commands are timed as commands. Memory is the peak of that process; start-up is the time for one short file, as a multiple of
`python -c pass`. A tool that is not installed is said to be absent. With `--write` the figures go to `docs/comparison.json`, from which
`tools/build_docs.py` makes the tables of `docs/comparison.md`.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent

# Tools that are looked for, by the package that PyPI knows them by; None for those that PyPI does not have.
TOOLS: dict[str, str | None] = {
    "textcheck": "textcheck",
    "ftfy": "ftfy",
    "datatrove filters": "datatrove",
    "codespell": "codespell",
    "typos": "typos",
    "proselint": "proselint",
    "cspell": None,
    "harper": None,
}
COMMANDS = {"codespell": ["codespell"], "typos": ["typos", "--format", "brief"]}
ROUNDS = 3


# What each tool makes of documents, in a process of its own.


def with_textcheck() -> Callable[[Sequence[str]], list[bool]]:
    from textcheck.checker import Checker

    checker = Checker()

    def flags(texts: Sequence[str]) -> list[bool]:
        found = []
        for first in range(0, len(texts), 256):
            found += [report.verdict.name != "clean" for report in checker.check_batch(texts[first : first + 256])]
        return found

    return flags


def with_ftfy() -> Callable[[Sequence[str]], list[bool]]:
    import ftfy

    config = ftfy.TextFixerConfig(uncurl_quotes=False, fix_line_breaks=False, normalization=None)
    return lambda texts: [ftfy.fix_text(text, config) != text for text in texts]


def with_datatrove() -> Callable[[Sequence[str]], list[bool]]:
    from datatrove.data import Document
    from datatrove.pipeline.filters import (
        C4QualityFilter,
        FineWebQualityFilter,
        GopherQualityFilter,
        GopherRepetitionFilter,
    )

    filters = [GopherQualityFilter(), GopherRepetitionFilter(), C4QualityFilter(), FineWebQualityFilter()]

    def drops(text: str) -> bool:
        # Every filter sees every document: as for textcheck, all that is wrong is wanted.
        return not all([each.filter(Document(text, "")) is True for each in filters])  # noqa: C419

    return lambda texts: [_or_raises(drops, text) for text in texts]


def _or_raises(flags: Callable[[str], bool], text: str) -> bool:
    """Whether a tool flags a text; one that it cannot bear, such as a lone surrogate, it has flagged, too."""
    try:
        return flags(text)
    except UnicodeEncodeError:
        return True


def with_proselint() -> Callable[[Sequence[str]], list[bool]]:
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    CheckRegistry().register_many(__register__)

    def reports(text: str) -> bool:
        return bool(LintFile(source="text", content=text).lint())

    return lambda texts: [_or_raises(reports, text) for text in texts]


MADE = {
    "textcheck": with_textcheck,
    "ftfy": with_ftfy,
    "datatrove filters": with_datatrove,
    "proselint": with_proselint,
}


def floor(texts: Sequence[str]) -> float:
    words = re.compile(r"\w+")
    started = time.process_time()
    for text in texts:
        words.findall(text)
    return time.process_time() - started


def work(tool: str, documents: Path) -> dict[str, Any]:
    """What one tool makes of documents, and what it costs on the clean ones; run in a process of its own."""
    records = [json.loads(line) for line in documents.read_text(encoding="utf-8").splitlines()]
    texts = [record["text"] for record in records]
    clean = [record["text"] for record in records if not record["family"]]
    if tool in COMMANDS:
        return _commanded(COMMANDS[tool], texts, clean)
    flags = MADE[tool]()
    found = flags(texts)
    ratios = []
    for _ in range(ROUNDS):
        before = floor(clean)
        started = time.process_time()
        flags(clean)
        spent = time.process_time() - started
        ratios.append(spent / ((before + floor(clean)) / 2))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"flags": found, "cost": sorted(ratios)[ROUNDS // 2], "memory": peak}


def _commanded(command: Sequence[str], texts: Sequence[str], clean: Sequence[str]) -> dict[str, Any]:
    def run(some: Sequence[str]) -> tuple[set[int], float]:
        with tempfile.TemporaryDirectory() as folder:
            for number, text in enumerate(some):
                Path(folder, f"{number}.txt").write_text(text, encoding="utf-8", errors="replace")
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            told = subprocess.run([*command, folder], capture_output=True, text=True, errors="replace", check=False).stdout
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return {int(number) for number in re.findall(r"(\d+)\.txt", told)}, spent

    flagged, _ = run(texts)
    ratios = []
    for _ in range(ROUNDS):
        before = floor(clean)
        spent = run(clean)[1]
        ratios.append(spent / ((before + floor(clean)) / 2))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"flags": [number in flagged for number in range(len(texts))], "cost": sorted(ratios)[ROUNDS // 2], "memory": peak}


START = {
    "textcheck": [sys.executable, "-m", "textcheck"],
    "ftfy": [sys.executable, "-m", "ftfy.cli"],
    "codespell": ["codespell"],
    "typos": ["typos"],
    "proselint": ["proselint", "check"],
}


def start_up(tool: str) -> float | None:
    """How much longer than `python -c pass` a command takes for one short file; None where a tool has no command for that."""
    if tool not in START:
        return None
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("The ferry leaves at nine, and nobody was late.\n")
        file.flush()

        def least(command: Sequence[str]) -> float:
            spent = []
            for _ in range(7):
                started = time.perf_counter()
                subprocess.run(command, capture_output=True, check=False)
                spent.append(time.perf_counter() - started)
            return min(spent)

        return least([*START[tool], file.name]) / least([sys.executable, "-c", "pass"])


def version_of(package: str | None) -> str | None:
    try:
        return None if package is None else version(package)
    except PackageNotFoundError:
        return None


def measured(documents: Path) -> dict[str, Any]:
    """The figures of every tool that is here."""
    records = [json.loads(line) for line in documents.read_text(encoding="utf-8").splitlines()]
    families = [record["family"] for record in records]
    of_family = Counter(families)
    figures: dict[str, Any] = {"documents": dict(sorted(of_family.items())), "tools": {}}
    for tool, package in TOOLS.items():
        found = version_of(package)
        if found is None or (tool in COMMANDS and shutil.which(COMMANDS[tool][0]) is None):
            figures["tools"][tool] = None
            continue
        print(tool, file=sys.stderr, flush=True)
        told = subprocess.run(
            [sys.executable, __file__, "--work", tool, "--documents", str(documents)], stdout=subprocess.PIPE, check=True
        ).stdout
        result = json.loads(told)
        flagged: dict[str, int] = defaultdict(int)
        for family, flag in zip(families, result["flags"], strict=True):
            flagged[family] += flag
        start = start_up(tool)
        figures["tools"][tool] = {
            "version": found,
            "flagged": {family: round(flagged[family] / of_family[family], 3) for family in sorted(of_family)},
            "cost": round(result["cost"], 2),
            "memory": round(result["memory"]),
            "start": None if start is None else round(start, 1),
        }
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--shared", type=Path, help="the folder that holds spun/")
    parser.add_argument("--texts", type=int, default=100, help="documents of each genre")
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--documents", type=Path, help="a file of documents that an earlier run drew")
    parser.add_argument("--work", choices=sorted({*MADE, *COMMANDS}), help=argparse.SUPPRESS)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if arguments.work:
        print(json.dumps(work(arguments.work, arguments.documents)))
        return
    documents = arguments.documents or ROOT / "build" / "peers.jsonl"
    if arguments.documents is None:
        draw(documents, arguments)
    figures = measured(documents)
    told = json.dumps(figures, indent=1) + "\n"
    print(told)
    if arguments.write:
        (ROOT / "docs" / "comparison.json").write_text(told, encoding="utf-8")


def draw(path: Path, arguments: argparse.Namespace) -> None:
    from accuracy_spun import read
    from labelled import labelled

    found = labelled(read(arguments.corpora), arguments.shared, arguments.texts, arguments.seed, held_out=True)
    lines = (json.dumps({"text": one.text, "family": one.family}) for one in found)
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
