"""Repair at the terminal: asked about one finding at a time through a real terminal, backups, and undo."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from textcheck.__main__ import main
from textcheck.cli.reviewing import Edit, apply
from textcheck.readers import backups
from textcheck.readers.backups import keep

if os.name != "posix":
    pytest.skip("terminals of POSIX", allow_module_level=True)
import pty

DAMAGED = "Plain.\r\nWe hope {that a} deal is near. A {fine|good} day.\r\nThey say {of the} talks.\r\n"
ONLY = "--select=ART101"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(DAMAGED.encode())
    return tmp_path


class Talk:
    """The command at a terminal: what it says, and what it is answered."""

    def __init__(self, *arguments: str) -> None:
        self.master, slave = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "textcheck", ONLY, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
            # Whoever started the tests may have them ignore the signal, and a process inherits that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        os.close(slave)
        self.said = ""

    def until(self, words: str) -> str:
        """All that is said up to some words, which must come."""
        limit = time.monotonic() + 60
        while words not in self.said:
            assert time.monotonic() < limit, self.said
            if not self._more():
                break
        assert words in self.said, self.said
        heard, _, self.said = self.said.partition(words)
        return heard + words

    def answer(self, line: str) -> None:
        os.write(self.master, line.encode() + b"\n")

    def ask(self, line: str) -> str:
        """Answer the next question; returns what came before it."""
        heard = self.until("[q]uit? ")
        self.answer(line)
        return heard

    def end(self) -> tuple[int, str]:
        """The exit status, and what was said at last."""
        while self._more():
            pass
        os.close(self.master)
        return self.process.wait(timeout=60), self.said

    def _more(self) -> bool:
        if not select.select([self.master], [], [], 60)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            # Linux says so where the other end was closed.
            return False
        self.said += data.decode()
        return bool(data)


def test_findings_are_accepted_edited_and_skipped(folder: Path) -> None:
    talk = Talk("--interactive", "a.txt")
    first = talk.ask("a")
    assert "a.txt:2:9: ART101 [error]" in first
    # The sentence, as it is and as it would be.
    assert "    We hope {that a} deal is near.\r\n" in first
    assert "  1 We hope that a deal is near.  (safe: " in first
    second = talk.ask("e")
    assert "  2 A good day.  (unsafe: " in second
    talk.until("write instead: ")
    talk.answer("rainy")
    talk.ask("s")
    status, said = talk.end()
    assert status == 1
    assert "2 repairs applied in 1 document (2 ART101)" in said
    expected = DAMAGED.replace("{that a}", "that a").replace("{fine|good}", "rainy")
    assert (folder / "a.txt").read_bytes() == expected.encode()


def test_the_second_repair_wrong_answers_and_done(folder: Path) -> None:
    (folder / "b.txt").write_text("We hope {that a} deal is near.\n")
    talk = Talk("-i", "a.txt", "b.txt")
    talk.ask("d")
    assert "b.txt:1:9" in talk.until("[q]uit? ")
    talk.answer("7")
    assert "there is only 1" in talk.until("[q]uit? ")
    talk.answer("what")
    assert "not understood" in talk.until("[q]uit? ")
    talk.answer("1")
    status, _ = talk.end()
    assert status == 1
    assert (folder / "a.txt").read_bytes() == DAMAGED.encode()
    assert (folder / "b.txt").read_text() == "We hope that a deal is near.\n"


def test_what_is_allowed_goes_into_the_baseline(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    talk = Talk("-i", "a.txt")
    for answer in ("w", "2", "w"):
        talk.ask(answer)
    status, said = talk.end()
    assert status == 0
    assert "2 findings allowed: kept in textcheck-baseline.json; check with --baseline textcheck-baseline.json" in said
    assert (folder / "a.txt").read_bytes() == DAMAGED.replace("{fine|good}", "good").encode()
    assert len(json.loads((folder / "textcheck-baseline.json").read_text())["documents"]["a.txt"]) == 2
    assert main([ONLY, "--baseline=textcheck-baseline.json", "a.txt"]) == 0
    # And is not asked about again.
    talk = Talk("-i", "--baseline=textcheck-baseline.json", "a.txt")
    assert talk.end() == (0, "\r\n0 repairs applied\r\n")


def test_quitting_keeps_what_was_accepted_and_an_interrupt_does_not(folder: Path) -> None:
    talk = Talk("-i", "a.txt")
    talk.ask("a")
    talk.ask("q")
    assert talk.end()[0] == 1
    once = DAMAGED.replace("{that a}", "that a").encode()
    assert (folder / "a.txt").read_bytes() == once
    talk = Talk("-i", "a.txt")
    talk.ask("a")
    talk.until("[q]uit? ")
    os.killpg(talk.process.pid, 2)
    assert talk.end()[0] == 130
    assert (folder / "a.txt").read_bytes() == once


def test_no_text_can_steer_the_terminal_that_asks(folder: Path) -> None:
    (folder / "a.txt").write_text("We\x1b[2J hope\x1b]0;x\x07 {that a} deal\x9b is \u202enear.\n", encoding="utf-8")
    talk = Talk("-i", "a.txt")
    heard = talk.ask("s")
    _, said = talk.end()
    assert "<U+202E>" in heard
    assert not re.search("[\x1b\x07\x9b\u202e]", heard + said)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["-i", "a.txt"], "it needs a terminal"),
        (["-i", "--fix", "a.txt"], "not allowed with"),
        (["--backup", "a.txt"], "give one of them, too"),
        (["undo", "a.txt"], "undo takes no arguments but --anywhere"),
        (["undo"], "nothing to undo"),
    ],
)
def test_usage(folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], word: str) -> None:
    assert main(arguments) == 2
    assert word in capsys.readouterr().err


def test_edits_are_applied_together() -> None:
    assert apply("one two three", [Edit(8, 13, "3"), Edit(0, 3, ""), Edit(4, 4, "!")]) == " !two 3"


# Backups

Undo = Callable[[], tuple[int, str, str]]


@pytest.fixture
def undo(capsys: pytest.CaptureFixture[str]) -> Undo:
    def call() -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["undo"])
        return (status, *capsys.readouterr())

    return call


@pytest.mark.parametrize("link", [False, True])
def test_a_backup_leads_to_no_file_outside_its_folder(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, undo: Undo, capsys: pytest.CaptureFixture[str], link: bool
) -> None:
    outside = tmp_path_factory.mktemp("home") / "a.txt"
    outside.write_text("Mine.\n")
    inside = folder / "b.txt"
    if link:
        inside.symlink_to(outside)
    path = inside if link else outside
    backup = folder / ".textcheck-backup" / "20260101T000000.000000-1"
    keep(str(backup), str(path), b"Theirs.\n", b"Mine.\n")
    status, out, err = undo()
    assert (status, out) == (2, "")
    assert "not put back: it lies outside this folder (--anywhere puts it back)" in err
    assert outside.read_text() == "Mine.\n"
    assert main(["undo", "--anywhere"]) == 0
    assert capsys.readouterr().out.startswith("put back: ")
    assert path.read_text() == "Theirs.\n"


def test_a_fix_with_backup_can_be_undone(folder: Path, undo: Undo) -> None:
    (folder / "b.txt").write_text("Clean.\n")
    (folder / "c.txt").write_text("We hope {that a} deal.\n")
    (folder / "c.txt").chmod(0o640)
    assert main([ONLY, "--fix", "--backup", "--jobs=2", "."]) == 1
    assert (folder / "c.txt").read_text() == "We hope that a deal.\n"
    assert main([ONLY, "--fix", "--unsafe-fixes", "--backup", "."]) == 0
    fixed = (folder / "a.txt").read_bytes()
    # The last run first, then the one before it.
    assert undo() == (0, "put back: a.txt\n", "")
    assert fixed != (folder / "a.txt").read_bytes() != DAMAGED.encode()
    status, out, _ = undo()
    assert (status, sorted(out.splitlines())) == (0, ["put back: a.txt", "put back: c.txt"])
    assert (folder / "a.txt").read_bytes() == DAMAGED.encode()
    assert (folder / "c.txt").read_text() == "We hope {that a} deal.\n"
    assert (folder / "c.txt").stat().st_mode & 0o777 == 0o640
    assert undo()[0] == 2
    assert sorted(os.listdir(folder)) == ["a.txt", "b.txt", "c.txt"]


def test_what_was_changed_since_is_not_put_back(folder: Path, undo: Undo) -> None:
    (folder / "c.txt").write_text("We hope {that a} deal.\n")
    main([ONLY, "--fix", "--backup", "."])
    (folder / "a.txt").write_text("Mine.\n")
    status, out, err = undo()
    assert (status, out) == (2, "put back: c.txt\n")
    assert "a.txt: error: not put back: the file was changed since it was repaired; what it held is " in err
    kept = Path(err.split("what it held is ")[1].strip())
    assert kept.read_bytes() == DAMAGED.encode()
    assert (folder / "a.txt").read_text() == "Mine.\n"


def test_without_a_backup_nothing_is_repaired(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / backups.FOLDER).write_text("in the way")
    assert main([ONLY, "--fix", "--backup", "a.txt"]) == 2
    assert "not repaired: no backup could be written" in capsys.readouterr().err
    assert (folder / "a.txt").read_bytes() == DAMAGED.encode()


def test_what_was_reviewed_can_be_undone(folder: Path, undo: Undo) -> None:
    talk = Talk("-i", "--backup", "a.txt")
    for answer in ("a", "a", "a"):
        talk.ask(answer)
    assert talk.end()[0] == 0
    assert "{" not in (folder / "a.txt").read_text()
    assert undo()[0] == 0
    assert (folder / "a.txt").read_bytes() == DAMAGED.encode()
