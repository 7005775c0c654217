"""Name errors without built-in facts: each text of a folder against the profile of all others.

    python benchmarks/leave_one_out.py FOLDER

Prints the name findings of every text three times: by the packaged facts alone, by the profile alone, and by both.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import textcheck

MODES = {"facts": (True, False), "profile": (False, True), "both": (True, True)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="a folder of .txt files")
    paths = sorted(parser.parse_args().folder.glob("*.txt"))
    texts = [path.read_bytes().decode("utf-8", "replace") for path in paths]
    for number, (path, text) in enumerate(zip(paths, texts, strict=True)):
        others = textcheck.CorpusProfile.build(texts[:number] + texts[number + 1 :])
        for mode, (facts, profiled) in MODES.items():
            config = textcheck.Config(select=("NAM",), facts=facts)
            report = textcheck.Checker(config, profile=others if profiled else None).check(text)
            found = [
                f"{text[finding.start : finding.end]} -> {', '.join(repair.text for repair in finding.repairs)} [{finding.severity}]"
                for finding in report.findings
            ]
            print(f"{path.name:30} {mode:8} {'; '.join(found) or '-'}")


if __name__ == "__main__":
    main()
