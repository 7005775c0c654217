"""Check every text of a folder, show what was found, and print the repaired text of the worst document.

Run it with a folder: `python examples/repair_a_folder.py examples`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import textcheck


def main(folder: str) -> None:
    """Print one line for each document and each finding, then the repair of the document with the lowest score."""
    checker = textcheck.Checker(textcheck.Config(ignore=("boilerplate",)))
    reports = [checker.check_bytes(path.read_bytes(), name=path.name) for path in sorted(Path(folder).glob("*.txt"))]
    for report in reports:
        print(f"{report.name}: score {report.score:.2f}")
        for finding in report.findings:
            place = report.position(finding.start)
            text = report.text[finding.start : finding.end]
            repair = finding.repairs[0].text if finding.repairs else None
            print(f"  {place.line}:{place.column} {finding.code} {text!r} -> {repair!r} ({finding.confidence:.2f})")
    if not reports:
        print(f"{folder} holds no .txt file")
        return
    worst = min(reports, key=lambda report: report.score)
    repaired = checker.repair(worst.text, unsafe=True)
    print(f"{worst.name} after {len(repaired.applied)} repairs:\n")
    print(repaired.text)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else str(Path(__file__).parent))
