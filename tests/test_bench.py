"""`textcheck bench`: what it says of a sample agrees with what `check` finds there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import textcheck
from textcheck.__main__ import main

TEXTS = (
    "The council hopes {that a} quieter street will follow.",
    "Nothing is wrong with this page.",
    "Both sides hope {that an} agreement is near; it hasnâ€™t been signed.\x1b[31m",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, text in enumerate(TEXTS):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_it_tells_what_checking_costs_and_finds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", str(folder)]) == 0
    said = capsys.readouterr().out
    reports = [textcheck.check(text) for text in TEXTS]
    assert said.startswith("3 documents, 0.0 million characters\n")
    assert re.search(r"[\d.,]+ million characters and [\d,]+ documents a second, on one core; [\d.,]+ times", said)
    clean = sum(report.verdict.name == "clean" for report in reports)
    assert f"verdicts: {clean / 3:.1%} clean" in said
    found = [finding for report in reports for finding in report.findings if finding.family == "artifact"]
    line = next(line.split() for line in said.splitlines() if line.endswith("  artifact"))
    assert line == [str(len(found)), str(len(found)), f"{2 / 3:.2%}", "artifact"]
    first = said[said.index("to read first") :].splitlines()
    assert first[1] == "  ART101 spintax-residue: 2 documents"
    assert first[2] == "    The council hopes ⟦{that a}⟧ quieter street will follow."
    assert "⟦{that an}⟧" in first[3]
    # Text of a document never steers the terminal.
    assert "\x1b" not in said
    slowest = said[said.index("slowest rules") :]
    assert "ART101 spintax-residue" in slowest


def test_records_are_measured_and_what_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [json.dumps({"body": TEXTS[0]}), "not json", json.dumps({"body": TEXTS[1]})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert main(["bench", str(tmp_path / "a.jsonl"), "--text-field", "body"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("2 documents")
    assert "line 2" in said.err


def test_a_sample_is_no_more_than_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text("A plain line of text.\n" * 30_000, encoding="utf-8")
    assert main(["bench", str(tmp_path), "--sample", "1", "--select", "ART"]) == 0
    assert capsys.readouterr().out.startswith("2 documents, 1.3 million characters\n")


def test_nothing_to_measure_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text("not json\n", encoding="utf-8")
    assert main(["bench", str(tmp_path / "a.jsonl")]) == 2
    assert "textcheck: error: " in capsys.readouterr().err
