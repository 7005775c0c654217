"""Measures `textcheck filter` over a large file of records: rate, memory and start of workers by processes, and what kills cost.

    python benchmarks/scale.py --corpora ../shared/corpora --megabytes 100 --jobs 1 2 --kills 5

makes a file of JSON lines from the corpora (their documents in turn), checks it with each number of processes, and once more killed at
random and resumed, which must write the same bytes. Memory is the sum over all processes of their proportional share (PSS), so that
tables they share count once, sampled every half second. Rates are those of the input. On a machine that is busy with something else wall
time says little: the processor time of all processes is given, too.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import lzma
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple


class Measured(NamedTuple):
    """One run: seconds, seconds of processors, and the megabytes of memory that all processes had, every half second."""

    wall: float
    processor: float
    memory: list[float]
    status: int

    def fifths(self) -> str:
        """The most memory in each fifth of the run."""
        cuts = [len(self.memory) * part // 5 for part in range(6)]
        return ", ".join(f"{max(self.memory[a:b], default=0):,.0f}" for a, b in pairwise(cuts))


def documents(folder: Path) -> Iterator[dict[str, object]]:
    """The documents of all corpora in turn, as long as there are any, again and again."""
    while True:
        files = [lzma.open(path, "rt", encoding="utf-8") for path in sorted(folder.glob("*.jsonl.xz"))]  # noqa: SIM115
        while files:
            for file in list(files):
                if line := file.readline():
                    yield json.loads(line)
                else:
                    files.remove(file)


def make(folder: Path, path: Path, megabytes: int) -> int:
    """Write JSON lines of so many megabytes; returns the number of records."""
    number = size = 0
    with open(path, "wb") as out:
        for row in documents(folder):
            line = json.dumps({"id": str(number), **row}, ensure_ascii=False).encode() + b"\n"
            out.write(line)
            number += 1
            size += len(line)
            if size >= megabytes * 1e6:
                return number
    return number


def family(process: int) -> list[int]:
    """A process and its children."""
    try:
        return [process, *map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split())]
    except (OSError, ValueError):
        return [process]


def share(process: int) -> int:
    """The proportional share of memory of a process in kilobytes, 0 where it has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def measured(command: Sequence[str], kill_after: float | None = None) -> Measured:
    """Run a command to its end, or kill all of its processes after some seconds."""
    before = os.times()
    started = time.monotonic()
    process = subprocess.Popen(command, start_new_session=True)
    memory = []
    while process.poll() is None:
        memory.append(sum(map(share, family(process.pid))) / 1000)
        if kill_after is not None and time.monotonic() - started > kill_after:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            break
        time.sleep(0.5)
    after = os.times()
    spent = after.children_user - before.children_user + after.children_system - before.children_system
    return Measured(time.monotonic() - started, spent, memory, process.returncode)


def start_of_workers() -> float:
    """Seconds from the start of two processes to the first result of one, what the first piece loads being there."""
    from textcheck.checker import Checker
    from textcheck.workers import in_order

    checker = Checker()
    text = "The ferry leaves at nine in the morning, and the council is hoping that a quieter street will follow. " * 40
    checker.check(text)
    started = time.monotonic()
    next(in_order([text] * 8, checker.check, jobs=2))
    return time.monotonic() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="a folder of .jsonl.xz files with the field text")
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument(
        "--wall", type=float, default=600.0, help="seconds of a run that is killed, where no --jobs are measured"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", default="out.jsonl.gz", help="the name of the output, whose suffix says how it is written")
    parser.add_argument("--folder", type=Path, help="where the file and the outputs stay; what lies there is not made again")
    given, more = parser.parse_known_args()
    if given.folder is None:
        with tempfile.TemporaryDirectory() as name:
            measure(given, more, Path(name))
    else:
        given.folder.mkdir(parents=True, exist_ok=True)
        measure(given, more, given.folder)


def measure(given: argparse.Namespace, more: Sequence[str], folder: Path) -> None:
    """Run all that was asked for on the file in a folder, and print what it took."""
    dice = random.Random(given.seed)
    source = folder / "in.jsonl"
    if not source.exists():
        make(given.corpora, source, given.megabytes)
    with open(source, "rb") as file:
        number = sum(1 for _ in file)
    megabytes = source.stat().st_size / 1e6
    print(
        f"{number:,} records, {megabytes:,.0f} MB; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    )
    print(f"first result of two workers after {start_of_workers():.2f} s", flush=True)
    base = [sys.executable, "-m", "textcheck", "filter", str(source), "-q", "--no-config", *more]
    wall = given.wall
    for jobs in given.jobs:
        target = folder / f"{jobs}-{given.output}"
        run = measured([*base, "-o", str(target), "--jobs", str(jobs), "--restart"])
        assert run.status == 0
        wall = run.wall
        print(
            f"{jobs} jobs: {run.wall:,.0f} s, {megabytes / run.wall:.2f} MB/s, {number / run.wall:,.0f} records/s; "
            f"processors {run.processor:,.0f} s; memory by fifths of the run {run.fifths()} MB; load {os.getloadavg()[0]:.1f}",
            flush=True,
        )
    if not given.kills:
        return
    jobs = given.jobs[-1] if given.jobs else 2
    whole, target = folder / f"{jobs}-{given.output}", folder / f"killed-{given.output}"
    command = [*base, "-o", str(target), "--jobs", str(jobs)]
    spent = 0.0
    for kill in range(given.kills):
        run = measured([*command, "--resume" if kill else "--restart"], dice.uniform(0.5, 1.5) * wall / (given.kills + 1))
        spent += run.wall
        if run.status == 0:
            break
    last = measured([*command, "--resume"])
    same = last.status == 0 and filecmp.cmp(whole, target, shallow=False)
    print(f"killed {kill + 1} times and resumed: {spent + last.wall:,.0f} s, output {'the same' if same else 'NOT THE SAME'}")


if __name__ == "__main__":
    main()
