"""How long a whole process takes, as a multiple of `python -c pass`.

    python benchmarks/cold_start.py

Runs of all commands are interleaved, and medians are printed. Bytecode is written by a first round that is not counted.
The file that is checked is given, or the smallest text of `examples/`.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


def commands(path: Path, code: str) -> dict[str, list[str]]:
    """What is compared; the base first."""
    return {
        "python -c pass": ["-c", "pass"],
        'python -c "import textcheck"': ["-c", "import textcheck"],
        "python -m textcheck --version": ["-m", "textcheck", "--version"],
        f"python -m textcheck explain {code}": ["-m", "textcheck", "explain", code],
        "python -m textcheck rules": ["-m", "textcheck", "rules"],
        f"python -m textcheck {path.name}": ["-m", "textcheck", str(path)],
    }


def seconds(arguments: list[str]) -> float:
    """How long the interpreter takes to obey some arguments; a finding is no failure, a usage error is."""
    started = time.perf_counter()
    status = subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    taken = time.perf_counter() - started
    if status.returncode not in (0, 1):
        raise SystemExit(f"{arguments} failed:\n{status.stderr.decode(errors='replace')}")
    return taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=Path, help="the file to check")
    parser.add_argument("--code", default="ART101", help="the rule to explain")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    texts = sorted((ROOT / "examples").glob("*.txt"), key=lambda path: path.stat().st_size)
    compared = commands(options.path or texts[0], options.code)
    times: dict[str, list[float]] = {name: [] for name in compared}
    for number in range(options.rounds + 1):
        for name, arguments in compared.items():
            taken = seconds(arguments)
            if number:
                times[name].append(taken)
    base = next(iter(times.values()))
    print("| process | ms | × `python -c pass` |\n|---|---|---|")
    for name, taken_each in times.items():
        ratio = statistics.median(mine / its for mine, its in zip(taken_each, base, strict=True))
        print(f"| `{name}` | {statistics.median(taken_each) * 1000:.0f} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
