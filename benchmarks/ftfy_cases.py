"""Encoding damage of a published collection: is it found, is it repaired as ftfy repairs it, and is the rest left alone?

    python benchmarks/ftfy_cases.py FOLDER [--select ENC CHR]

The folder holds JSON files, each a list of cases with an `original`. A case whose encoding the installed ftfy changes (`ftfy.fix_encoding`) is
to be detected and to be repaired to the same text, UNSAFE repairs included; what `ftfy.fix_text` makes of it, and what the collection
wishes for (`fixed`), count as right, too. Of a case that ftfy leaves alone, nothing of severity warning or above may be said.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import ftfy

from textcheck import Checker, Config, Severity


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--select", nargs="+", default=["ENC", "CHR"])
    arguments = parser.parse_args()

    checker = Checker(Config(select=tuple(arguments.select)))
    changed = detected = repaired = kept = flagged = noted = 0
    for path in sorted(arguments.folder.glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            text = case["original"]
            fixed = ftfy.fix_encoding(text)
            wanted = {fixed, ftfy.fix_text(text), case["fixed"]}
            findings = checker.check(text).findings
            if text == fixed:
                kept += 1
                sure = [finding for finding in findings if finding.severity >= Severity.WARNING]
                flagged += bool(sure)
                noted += bool(findings) and not sure
                if sure:
                    print(f"flagged: {path.stem}: {text!r}: {sure[0].code} {sure[0].message}")
                continue
            changed += 1
            detected += bool(findings)
            result = checker.repair(text, unsafe=True).text
            repaired += result in wanted
            if not findings or result not in wanted:
                print(f"{'otherwise' if findings else 'missed'}: {path.stem}: {text!r}\n    {result!r}\n    {sorted(wanted)!r}")
    print(
        f"changed by ftfy: {changed}; detected {detected}; repaired to the same text {repaired} ({100 * repaired / changed:.1f} %)"
    )
    print(f"not changed by ftfy: {kept}; flagged {flagged}, with notes only {noted}")


if __name__ == "__main__":
    main()
