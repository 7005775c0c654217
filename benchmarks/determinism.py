"""The same documents, the same version, the same bytes: on every interpreter given, with any number of jobs, pieces of any size, any seed of hashes.

    python benchmarks/determinism.py --corpora ../shared/corpora --documents 2000 --python python3.12 --python python3.13

Each interpreter gets an environment of its own, in which this checkout is installed as users install it. `textcheck filter` writes all findings of the documents, some
of which are damaged first, and the digests of what it wrote are compared. Prints a line for each run; the status is 1 where they differ.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from robustness import mutated, texts_of

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "determinism"


class Way(NamedTuple):
    """One way to run: processes, bytes of a piece, seed of hashes, threads of linear algebra."""

    jobs: int
    piece: int
    seed: int
    threads: int


WAYS = (Way(1, 1 << 20, 0, 1), Way(2, 1 << 20, 1, 1), Way(2, 1 << 16, 2, 2))


def environment(python: str) -> Path:
    """The interpreter of an environment with this checkout installed; made where it is not there."""
    version = subprocess.run(
        [python, "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"], capture_output=True, text=True, check=True
    ).stdout.strip()
    folder = BUILD / version
    if not (folder / "bin" / "python").exists():
        subprocess.run([python, "-m", "venv", folder], check=True)
    subprocess.run(
        [folder / "bin" / "python", "-m", "pip", "install", "-q", "--force-reinstall", "--no-deps", ROOT], check=True
    )
    subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "-q", ROOT], check=True)
    return folder / "bin" / "python"


def digest(python: Path, source: Path, way: Way) -> str:
    """What a run writes, as the beginning of its SHA-256."""
    target = source.with_name("out.jsonl")
    command = [python, "-m", "textcheck", "filter", source, "-o", target, "-q", "--no-config", "--restart", "--repair", "safe"]
    given = {"PYTHONHASHSEED": str(way.seed), "OPENBLAS_NUM_THREADS": str(way.threads)}
    subprocess.run(
        [*command, "--jobs", str(way.jobs), "--piece", str(way.piece)],
        check=True,
        cwd=source.parent,
        env={**os.environ, **given},
    )
    return hashlib.sha256(target.read_bytes()).hexdigest()[:16]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="a folder of .jsonl.xz files with the field text")
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--python", action="append", default=[], help="an interpreter beside this one")
    given = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    source = BUILD / "in.jsonl"
    dice = random.Random(1)
    with open(source, "w", encoding="utf-8") as file:
        for number, text in enumerate(islice(texts_of(given.corpora), given.documents)):
            shown = mutated(text, dice) if number % 4 == 0 else text[:20_000]
            file.write(json.dumps({"id": number, "text": shown.encode("utf-8", "replace").decode()}) + "\n")
    digests = set()
    for python in (sys.executable, *given.python):
        installed = environment(python)
        for way in WAYS:
            found = digest(installed, source, way)
            digests.add(found)
            print(
                f"{installed.parent.parent.name}: {way.jobs} jobs, pieces of {way.piece:,} bytes, seed {way.seed}: {found}",
                flush=True,
            )
    print("the same everywhere" if len(digests) == 1 else "NOT THE SAME")
    return int(len(digests) > 1)


if __name__ == "__main__":
    sys.exit(main())
