"""What goes around a run: timings, completion, progress, hooks."""

from __future__ import annotations

import gzip
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from textcheck.__main__ import main
from textcheck.cli.completing import COMMANDS

ROOT = Path(__file__).parent.parent
DAMAGED = "We hope {that a} deal is near.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(DAMAGED)
    return tmp_path


def test_timings_name_the_rules_and_change_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["a.txt"])
    plain = capsys.readouterr()
    assert main(["--timings", "a.txt"]) == status
    timed = capsys.readouterr()
    assert timed.out == plain.out
    assert re.search(r"^ +[\d,.]+ +1  ART101 spintax-residue$", timed.err, re.MULTILINE)
    assert timed.err.splitlines()[-1].endswith("  in all")
    assert main(["--timings", "--jobs=2", "a.txt"]) == 2


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--form"], {"--format"}),
        (["--format", "s"], {"sarif"}),
        (["--preset", "co"], {"code-docs"}),
        (["--select", "spintax"], {"spintax-residue"}),
        (["explain", "ART10"], {f"ART10{n}" for n in range(1, 10)}),
        (["con"], {"config"}),
        (["a"], {"a.txt"}),
    ],
)
def test_bash_completes(folder: Path, words: list[str], expected: set[str]) -> None:
    script = 'eval "$("$PYTHON" -m textcheck completion bash)"; COMP_WORDS=(textcheck "$@"); COMP_CWORD=$#; _textcheck; echo "${COMPREPLY[@]}"'
    done = subprocess.run(
        ["bash", "-c", script, "bash", *words],
        cwd=folder,
        env={**os.environ, "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(done.stdout.split()) == expected


@pytest.mark.skipif(shutil.which("fish") is None and not os.environ.get("CI"), reason="needs fish")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("--form", {"--format"}),
        ("--format s", {"sarif"}),
        ("--format=s", {"--format=sarif"}),
        ("--preset co", {"code-docs"}),
        ("--select spintax", {"spintax-residue"}),
        ("explain ART10", {f"ART10{n}" for n in range(1, 10)}),
        ("con", {"config"}),
        ("a", {"a.txt"}),
        ("--fix a", {"a.txt"}),
        ("--baseline a", {"a.txt"}),
    ],
)
def test_fish_completes(folder: Path, typed: str, expected: set[str]) -> None:
    script = '"$PYTHON" -m textcheck completion fish | source; complete -C -- "textcheck $argv"'
    done = subprocess.run(
        ["fish", "--no-config", "-c", script, "--", typed],
        cwd=folder,
        env={**os.environ, "PYTHON": sys.executable, "HOME": str(folder / "home")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stderr, {line.partition("\t")[0] for line in done.stdout.splitlines()}) == ("", expected)


def test_completion_names_its_shells(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion"]) == 2
    assert "bash, fish or zsh" in capsys.readouterr().err
    assert main(["completion", "--help"]) == 0
    assert main(["completion", "zsh"]) == 0
    assert "bashcompinit" in capsys.readouterr().out


def test_verbose_says_what_is_in_force(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.txt").write_text(DAMAGED)
    (folder / "textcheck.toml").write_text(
        'select = ["ART101"]\n[[overrides]]\npaths = ["b.txt"]\nselect = ["ART", "ENC101"]\n'
    )
    assert main(["a.txt", "b.txt"]) == 1
    plain = capsys.readouterr()
    assert main(["--verbose", "a.txt", "b.txt"]) == 1
    told = capsys.readouterr()
    assert told.out == plain.out
    assert told.err.startswith(
        "from a.txt on: configuration of textcheck.toml, 1 rules\nfrom b.txt on: configuration of textcheck.toml with 1 of its overrides, "
    )
    assert "ART101 spintax-residue" in told.err
    assert main(["-v", "--jobs=2", "--no-config", "--select=ART101", "a.txt"]) == 1
    assert capsys.readouterr().err == "from a.txt on: no configuration file, 1 rules\n"
    assert main(["-v", "-q", "a.txt"]) == 2


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        assert main([command, "--help"]) == 0
        assert "usage: textcheck" in capsys.readouterr().out


def on_terminal(program: str, *arguments: str) -> tuple[int, bytes]:
    """Run a program with standard error on a terminal; returns its status, and what the terminal was sent."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=slave,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    ) as process:
        os.close(slave)
        shown = b""
        try:
            while more := os.read(master, 65536):
                shown += more
        except OSError:
            pass
        os.close(master)
    return process.returncode, shown


IMPATIENT = (
    "import sys, textcheck.cli.progress as progress; progress.PATIENCE = -1.0; "
    "from textcheck.__main__ import main; sys.exit(main(sys.argv[1:]))"
)


def test_progress_is_shown_on_a_terminal_only(folder: Path) -> None:
    arguments = ("--select=ART101", "--format=jsonl", "-o", "out", ".")
    for number in range(5):
        (folder / f"{number}.txt").write_text(DAMAGED)
    status, shown = on_terminal(IMPATIENT, *arguments)
    assert status == 1
    assert b"100%" in shown
    assert b"6 documents" in shown
    assert on_terminal(IMPATIENT, *arguments, "-q") == (1, b"")
    done = subprocess.run([sys.executable, "-c", IMPATIENT, *arguments], capture_output=True, check=False)
    assert done.stderr == b""


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.parquet"])
def test_progress_of_a_filter(folder: Path, name: str) -> None:
    rows = [{"text": f"The dam of {number} held for years."} for number in range(2000)]
    if name.endswith("parquet"):
        import pyarrow as pa
        import pyarrow.parquet as pq

        pq.write_table(pa.Table.from_pylist(rows), folder / name, row_group_size=100)
    else:
        data = "".join(json.dumps(row) + "\n" for row in rows).encode()
        (folder / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    arguments = ("filter", "--select=ART101", "--piece=20000", "-o", "out.jsonl", name)
    status, shown = on_terminal(IMPATIENT, *arguments)
    assert status == 0
    assert b"2,000 records" in shown
    assert b"100%" in shown or name.endswith("parquet")
    percentages = [int(each) for each in re.findall(rb"(\d+)%", shown)]
    assert percentages == sorted(percentages)
    assert b"records" not in on_terminal(IMPATIENT, *arguments, "-q", "--restart")[1]


@pytest.mark.parametrize("hook", re.findall(r"entry: textcheck (.*)", (ROOT / ".pre-commit-hooks.yaml").read_text()))
def test_a_hook_is_a_command_that_is_understood(folder: Path, capsys: pytest.CaptureFixture[str], hook: str) -> None:
    assert main([*hook.split(), "--quiet", "--select=ART101", "a.txt"]) == ("--fix" not in hook)
    assert "error" not in capsys.readouterr().err


@pytest.mark.parametrize("name", ["html", "parquet"])
def test_what_is_not_for_a_terminal_is_not_written_to_one(folder: Path, name: str) -> None:
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "textcheck", f"--format={name}", "a.txt"], stdout=slave, stderr=subprocess.PIPE
    ) as process:
        os.close(slave)
        assert process.stderr is not None
        err = process.stderr.read().decode()
    os.close(master)
    assert (process.returncode, err) == (
        2,
        f"textcheck: error: --format {name} is not for a terminal: give --output report.{name}\n",
    )
