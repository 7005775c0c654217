"""The examples: what the documentation shows with them, and the script as a user would start it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import textcheck

EXAMPLES = Path(__file__).parent.parent / "examples"


def found(name: str, *, least: textcheck.Severity = textcheck.Severity.WARNING) -> dict[str, list[str | None]]:
    """The damaged strings of an example, each with its repairs."""
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    return {
        text[finding.start : finding.end]: [repair.text for repair in finding.repairs]
        for finding in textcheck.check(text).findings
        if finding.severity >= least
    }


def test_the_clean_article_is_clean() -> None:
    assert found("clean.txt", least=textcheck.Severity.NOTE) == {}


@pytest.mark.parametrize(
    ("span", "repair"),
    [("White Home", "White House"), ("Center East", "Middle East"), ("{that a}", "that a"), ("received’t", "won’t")],
)
def test_the_spun_article_is_found_out(span: str, repair: str) -> None:
    assert found("spun.txt")[span][0] == repair


def test_the_spun_article_is_spun_and_the_others_are_not() -> None:
    def spun(name: str) -> float:
        return textcheck.check((EXAMPLES / name).read_text(encoding="utf-8")).families.get("spun", 0.0)

    assert spun("spun.txt") > 0.9
    assert spun("clean.txt") < 0.05
    assert spun("damaged.txt") < 0.05


def test_the_damaged_article_is_found_out() -> None:
    spans = found("damaged.txt")
    assert spans["Bill Burr"][0] == "Bill Burns"
    assert "’" in spans["â€™"]
    text = (EXAMPLES / "damaged.txt").read_text(encoding="utf-8")
    repaired = textcheck.repair(text).text
    assert "the war. He would" in repaired
    assert "“better than on Thursday”." in repaired
    assert "he hadn’t seen" in repaired


@pytest.mark.parametrize("script", sorted(path.name for path in EXAMPLES.glob("*.py")))
def test_a_script_runs(script: str) -> None:
    done = subprocess.run([sys.executable, str(EXAMPLES / script)], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "spun.txt: score 0.0" in done.stdout
    assert "hoping that a short-term truce" in done.stdout


def test_the_command_runs_on_the_examples() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "textcheck", "examples"], cwd=EXAMPLES.parent, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "examples/clean.txt: score 1.00\n" in done.stdout
    assert "3 documents checked" in done.stdout
