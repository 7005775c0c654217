"""The command: what it reads, writes, prints and returns. In one process where that is the same, in its own where it is not."""

from __future__ import annotations

import codecs
import io
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import textcheck
from textcheck import resources
from textcheck.__main__ import main
from textcheck.checker import Checker
from textcheck.cli.checking import with_crlf
from textcheck.document import Document
from textcheck.errors import InputError
from textcheck.finding import Applicability, Finding, Repair, Severity
from textcheck.readers.files import TEXT_SUFFIXES, replace
from textcheck.registry import registered

DAMAGED = "We hope {that a} deal is near.\n"
REPAIRED = "We hope that a deal is near.\n"
CHOICE = "A {fine|good} day.\n"
CLEAN = "Nothing is wrong here.\n"
# These rules are known to the last character; the others may change what they find.
ONLY = "--select=ART101,ENC201,TRN101"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    (tmp_path / "a.txt").write_text(DAMAGED)
    (tmp_path / "b.txt").write_text(CLEAN)
    return tmp_path


class Ran:
    """What a call of the command returned and wrote."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err
        assert "Traceback" not in out + err


Run = Callable[..., Ran]


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> Ran:
        status = main([ONLY, *arguments])
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return call


# Output is buffered, as users have it.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


def command(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    """The real command, in a process of its own."""
    options = {"env": ENVIRONMENT, **options}
    return subprocess.run(
        [sys.executable, "-m", "textcheck", *arguments], capture_output=True, timeout=60, check=False, **options
    )  # type: ignore[call-overload, no-any-return]


# What is checked


def test_a_file_a_folder_and_a_glob(run: Run) -> None:
    assert run("b.txt").status == 0
    found = run("a.txt")
    assert found.status == 1
    assert found.out.startswith("a.txt:1:9: ART101 [error] ")
    assert found.out.endswith("1 document checked, 1 finding (1 error); 1 can be repaired with --fix\n")
    both = "2 documents checked, 1 finding (1 error) in 1 of them"
    assert both in run(".").out
    assert both in run("*.txt").out
    assert both in run(os.getcwd()).out


def test_check_may_be_said(run: Run) -> None:
    assert main(["check", ONLY, "b.txt"]) == 0


def test_a_file_is_checked_once(run: Run, folder: Path) -> None:
    (folder / "link.txt").symlink_to("a.txt")
    assert "2 documents checked" in run("a.txt", "./a.txt", ".", "*.txt", "link.txt").out


def test_folders_are_searched_for_text_and_hidden_ones_are_left_out(run: Run, folder: Path) -> None:
    for name in ("sub/deep/c.md", "sub/D.TXT", ".git/e.txt", "sub/.f.txt", "sub/g.py", "sub/h.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(CLEAN)
    lines = run(".").out.splitlines()
    assert [line.split(":")[0] for line in lines if "score" in line] == ["a.txt", "b.txt", "sub/D.TXT", "sub/deep/c.md"]
    assert "1 document checked" in run("sub/g.py").out
    assert "6 documents checked" in run("**/*.*").out


def test_a_name_with_glob_characters_is_a_name_first(run: Run, folder: Path) -> None:
    (folder / "[ab].txt").write_text(CLEAN)
    assert "[ab].txt: score 1.00" in run("[ab].txt").out


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(DAMAGED.encode())))
    found = run("-", "-")
    assert found.status == 1
    assert found.out.startswith("<stdin>:1:9: ART101")
    assert "1 document checked" in found.out


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("missing.txt", "no such file"),
        ("a.txt/b", "no such file"),
        ("*.nothing", "no file matches"),
        ("empty", "holds no text files"),
        ("nul\0.txt", "null"),
        ("/dev/null" if os.name == "posix" else "missing", "device" if os.name == "posix" else "no such"),
        ("x" * 5000, "too long"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_rest_is_checked(run: Run, folder: Path, name: str, word: str) -> None:
    (folder / "empty").mkdir()
    found = run(name, "a.txt")
    assert found.status == 2
    assert "error: " in found.err
    assert word in found.err
    assert "a.txt:1:9: ART101" in found.out


def test_a_folder_without_text_names_what_counts_as_text(run: Run, folder: Path) -> None:
    (folder / "empty").mkdir()
    assert " ".join(TEXT_SUFFIXES) in run("empty").err


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_an_unreadable_file(run: Run, folder: Path) -> None:
    (folder / "a.txt").chmod(0)
    folder.chmod(0o755)
    root = os.geteuid() == 0
    if root:
        # Nothing is unreadable for root: the file is asked for as nobody.
        os.seteuid(65534)
    try:
        found = run("a.txt")
    finally:
        if root:
            os.seteuid(0)
    assert (found.status, found.err) == (2, "a.txt: error: permission denied\n")


def test_empty_undecodable_binary_and_marked_files(run: Run, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    assert "empty.txt:1:1: TRN101 [warning] the document is empty" in run("empty.txt").out
    (folder / "latin.txt").write_bytes(b"caf\xe9\n")
    assert "latin.txt:1:4: ENC201 [error] byte 0xE9 at byte 3 is not UTF-8" in run("latin.txt").out
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 10)
    assert (run("binary.txt").status, "binary file" in run("binary.txt").err) == (2, True)
    (folder / "nul.txt").write_bytes(b"one stray \0 in a long enough line of text\n")
    assert run("nul.txt").status == 0
    (folder / "wide.txt").write_bytes(codecs.BOM_UTF16_LE + DAMAGED.encode("utf-16-le"))
    assert "wide.txt:1:9: ART101" in run("wide.txt").out


def test_the_order_of_the_paths_is_kept_in_many_processes(run: Run, folder: Path) -> None:
    for number in range(150):
        (folder / f"{number:03}.txt").write_text(DAMAGED if number % 50 == 0 else CLEAN)
    (folder / "100.txt").write_bytes(bytes(1000))
    one, two = run("."), run("--jobs=2", ".")
    assert (one.status, one.out, one.err) == (two.status, two.out, two.err)
    assert one.status == 2
    assert "151 documents checked" in one.out


# What is asked for


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], ["nothing to check", "--help"]),
        (["--bogus", "a.txt"], ["--bogus", "--help"]),
        (["--select", "spintax-residu", "a.txt"], ["'spintax-residu'", "did you mean 'spintax-residue'"]),
        (["--ignore", "ENC20l", "a.txt"], ["'ENC20l'", "did you mean"]),
        (["--select", ",", "a.txt"], ["--select names no rule"]),
        (["--fail-under", "1.5", "a.txt"], ["'1.5'", "from 0 to 1"]),
        (["--fail-under", "nan", "a.txt"], ["'nan'"]),
        (["--fail-level", "fatal", "a.txt"], ["'fatal'", "warning"]),
        (["--jobs", "0", "a.txt"], ["'0'", "1 or more"]),
        (["--language", "english", "a.txt"], ["'english'", "such as en"]),
        (["--format", "xml", "a.txt"], ["'xml'", "jsonl"]),
        (["--fix", "--diff", "a.txt"], ["--diff", "--fix"]),
        (["--unsafe-fixes", "a.txt"], ["--fix or --diff"]),
        (["--diff", "--format", "json", "a.txt"], ["--diff", "JSON"]),
        (["explain", "ART999"], ["'ART999'"]),
        (["explain", "spintax-residues"], ["did you mean 'spintax-residue'"]),
        (["explain"], ["explain what?"]),
        (["rules", "a.txt"], ["'a.txt'", "./rules"]),
    ],
)
def test_usage_errors(folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: list[str]) -> None:
    assert main(arguments) == 2
    err = capsys.readouterr().err
    assert err.startswith("textcheck: error: ")
    assert err.count("\n") == 1
    for word in words:
        assert word in err


def test_rules_are_selected_and_ignored(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_bytes(DAMAGED.encode() + b"\xff\n")

    def codes(*arguments: str) -> set[str]:
        main([*arguments, "--format=jsonl", "a.txt"])
        return {finding["code"] for finding in json.loads(capsys.readouterr().out)["findings"]}

    assert codes("--select", "ART101,ENC201") == {"ART101", "ENC201"}
    assert codes("--select", "ART", "--select", "undecodable-bytes") == {"ART101", "ENC201"}
    assert codes("--select", "artifact, ENC201", "--ignore", "ENC") == {"ART101"}
    assert codes("--ignore", "ART,ENC") == set()


@pytest.mark.parametrize(
    ("content", "level", "status"),
    [
        (DAMAGED, "error", 1),
        (DAMAGED, "note", 1),
        ("", "error", 0),
        ("", "warning", 1),
        (CLEAN, "note", 0),
    ],
)
def test_the_failing_level(run: Run, folder: Path, content: str, level: str, status: int) -> None:
    (folder / "c.txt").write_text(content)
    assert run("--fail-level", level, "c.txt").status == status


def test_the_failing_score(run: Run, folder: Path) -> None:
    (folder / "c.txt").write_text("")
    score = Checker(textcheck.Config(select=("TRN101",))).check("").score
    assert run("--fail-level=error", "--fail-under", str(score + 0.01), "c.txt").status == 1
    assert run("--fail-level=error", "--fail-under", str(score), "c.txt").status == 0
    assert run("--fail-under=1", "b.txt").status == 0


def test_json_is_one_object(run: Run) -> None:
    found = run("--format=json", ".", "missing.txt")
    assert found.status == 2
    whole = json.loads(found.out)
    assert [document["name"] for document in whole["documents"]] == ["a.txt", "b.txt"]
    assert whole["errors"] == [{"name": "missing.txt", "message": "no such file or folder"}]
    assert whole["summary"]["documents"] == 2
    assert whole["summary"]["rules"] == {"ART101": 1}
    nothing = json.loads(run("--format=json", "missing.txt").out)
    assert nothing["documents"] == []


def test_jsonl_is_one_line_a_document(run: Run) -> None:
    lines = run("--format=jsonl", "--statistics", ".").out.splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["a.txt", "b.txt"]


def test_statistics_count_the_rules(run: Run, folder: Path) -> None:
    (folder / "c.txt").write_text("")
    (folder / "d.txt").write_text(DAMAGED)
    assert run("--statistics", ".").out.splitlines()[:2] == ["2  ART101  spintax-residue", "1  TRN101  empty-document"]


def test_quiet_prints_findings_only(run: Run) -> None:
    assert run("--quiet", "b.txt").out == ""
    out = run("-q", ".").out
    assert "ART101" in out
    assert "score" not in out
    assert "checked" not in out


def test_color_is_asked_for_or_seen(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in run("a.txt").out
    assert "\x1b[31m" in run("--color=always", "a.txt").out
    assert "\x1b" not in run("--color=always", "--format=jsonl", "a.txt").out
    monkeypatch.setattr("textcheck.cli.checking.is_terminal", lambda stream: True)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[31m" in run("a.txt").out
    assert "\x1b" not in run("--color=never", "a.txt").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("a.txt").out


def test_rules_are_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == sorted(registered())
    for name in ("ART101", "art101", "spintax-residue"):
        assert main(["explain", name]) == 0
        out = capsys.readouterr().out
        opening = registered()["ART101"].explanation.partition("\n")[0]
        assert out.startswith(f"ART101 spintax-residue\nfamily artifact, severity error\n\n{opening}\n")
        assert "Found, for example:\n" in out
        assert "Left alone, for example:\n" in out
        assert "\n      repaired (safe): " in out
    # What has no repair is not shown as repaired.
    assert main(["explain", "LNG101"]) == 0
    assert "repaired" not in capsys.readouterr().out


def test_every_rule_can_be_explained(capsys: pytest.CaptureFixture[str]) -> None:
    codes = list(registered())
    assert main(["explain", *codes]) == 0
    out = capsys.readouterr().out
    assert all(f"\n{code} " in f"\n{out}" for code in codes)


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    version = resources.read_text("version.txt").strip()
    assert capsys.readouterr().out == f"textcheck {textcheck.__version__} (data {version})\n"
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    for suffix in TEXT_SUFFIXES:
        assert suffix in out
    for verb in ("explain", "rules"):
        assert main([verb, "--help"]) == 0
        assert f"usage: textcheck {verb}" in capsys.readouterr().out


# What is repaired


def test_fix_writes_the_repair_and_reports_what_is_left(run: Run, folder: Path) -> None:
    (folder / "c.txt").write_text(DAMAGED + CHOICE)
    before = (folder / "b.txt").stat()
    found = run("--fix", ".")
    assert (folder / "a.txt").read_text() == REPAIRED
    assert (folder / "c.txt").read_text() == REPAIRED + CHOICE
    after = (folder / "b.txt").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert found.status == 1
    assert "c.txt:2:3: ART101" in found.out
    assert "a.txt:1" not in found.out
    assert "2 repairs applied in 2 documents (2 ART101); 1 not applied (1 unsafe)\n" in found.out
    assert found.out.endswith("1 finding (1 error) in 1 of them left; 1 can be repaired with --unsafe-fixes\n")
    assert run("--fix", "--unsafe-fixes", ".").status == 0
    assert (folder / "c.txt").read_text() == REPAIRED + "A fine day.\n"


def test_fix_names_every_repair(run: Run, folder: Path) -> None:
    (folder / "d.txt").write_text("𝒳 One {that a} deal.\nIt hasnâ€™t {of the} {in an} end.\n" + "And {to a} word.\n" * 20)
    found = run("--fix", "d.txt")
    lines = found.out.splitlines()
    assert lines[:2] == ["d.txt: fixed 1:7 ART101: `{that a}` → `that a`", "d.txt: fixed 2:13 ART101: `{of the}` → `of the`"]
    assert lines[19:22] == [
        "d.txt: fixed 19:5 ART101: `{to a}` → `to a`",
        "d.txt: 3 more repairs; --verbose names all",
        "",
    ]
    (folder / "d.txt").write_text("And {to a} word.\n" * 30)
    assert run("--fix", "--verbose", "d.txt").out.count(": fixed ") == 30
    for silent in ("--quiet", "--statistics", "--format=jsonl"):
        (folder / "d.txt").write_text("And {to a} word.\n")
        assert ": fixed " not in run("--fix", silent, "d.txt").out


def test_diff_shows_what_fix_would_do_and_writes_nothing(run: Run, folder: Path) -> None:
    found = run("--diff", ".")
    assert found.out == f"--- a.txt\n+++ a.txt\n@@ -1 +1 @@\n-{DAMAGED}+{REPAIRED}"
    assert "1 repair would be applied in 1 document (1 ART101)\n" in found.err
    assert (folder / "a.txt").read_text() == DAMAGED
    assert found.status == 1
    assert run("--diff", "b.txt").out == ""


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\r"])
def test_fix_keeps_encoding_mark_and_line_breaks(run: Run, folder: Path, mark: bytes, encoding: str, breaks: str) -> None:
    text = f"Zürich – 日本{breaks}{breaks}We hope {{that a}} deal is near.{breaks}no break at the end"
    (folder / "c.txt").write_bytes(mark + text.encode(encoding))
    assert run("--fix", "c.txt").status == 0
    assert (folder / "c.txt").read_bytes() == mark + text.replace("{that a}", "that a").encode(encoding)


@pytest.mark.skipif(os.name != "posix", reason="permissions and links of POSIX")
def test_fix_keeps_permissions_and_links(run: Run, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "real.txt").write_text(DAMAGED)
    (folder / "sub" / "real.txt").chmod(0o640)
    (folder / "link.txt").symlink_to("sub/real.txt")
    assert run("--fix", "link.txt").status == 0
    assert (folder / "link.txt").is_symlink()
    assert (folder / "sub" / "real.txt").read_text() == REPAIRED
    assert stat.S_IMODE((folder / "sub" / "real.txt").stat().st_mode) == 0o640
    assert os.listdir(folder / "sub") == ["real.txt"]


def test_fix_refuses_a_file_that_could_not_be_read_whole(run: Run, folder: Path) -> None:
    data = DAMAGED.encode() + b"caf\xe9\n"
    (folder / "c.txt").write_bytes(data)
    found = run("--fix", "--ignore=ENC", "c.txt")
    assert found.status == 2
    assert "c.txt: error: not repaired: 1 place could not be decoded as UTF-8" in found.err
    assert "c.txt:1:9: ART101" in found.out
    assert "0 repairs applied" in found.out
    assert (folder / "c.txt").read_bytes() == data


def test_a_file_is_replaced_whole_or_not_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="changed by somebody else"):
        replace("a.txt", b"new", expected=b"another")
    assert (folder / "a.txt").read_text() == DAMAGED

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="no space left"):
        replace("a.txt", b"new", expected=DAMAGED.encode())
    assert (folder / "a.txt").read_text() == DAMAGED
    assert sorted(os.listdir(folder)) == ["a.txt", "b.txt"]


def test_fix_of_standard_input_goes_to_standard_output(folder: Path) -> None:
    text = codecs.BOM_UTF8 + DAMAGED.replace("\n", "\r\n").encode() + b"x"
    done = command(ONLY, "--fix", "-", input=text)
    assert done.returncode == 0
    assert done.stdout == text.replace(b"{that a}", b"that a")
    assert b"1 repair applied" in done.stderr
    broken = DAMAGED.encode() + b"\xff"
    done = command(ONLY, "--fix", "-", input=broken)
    assert (done.returncode, done.stdout) == (2, broken)


# What goes wrong


def test_a_fault_in_one_document_leaves_the_others(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def check_documents(self: Checker, docs: list[Document]) -> list[textcheck.Report]:
        if any("{" in doc.text for doc in docs):
            raise RuntimeError("as if a rule were wrong")
        return whole(self, docs)

    whole = Checker.check_documents
    monkeypatch.setattr(Checker, "check_documents", check_documents)
    found = run(".")
    assert found.status == 2
    assert "a.txt: error: not checked, by a fault of textcheck itself (RuntimeError" in found.err
    assert "b.txt: score 1.00" in found.out


def test_odd_names_and_texts_reach_the_terminal_as_escapes(folder: Path) -> None:
    name = os.fsdecode(b"odd\xff\x1b[2J.txt")
    try:
        (folder / name).write_text("\u202e\x1b]0;title\x07 {that a}\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such names")
    environment = {**ENVIRONMENT, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    for arguments in ([name], ["--diff", name], ["--fix", name]):
        done = command(ONLY, *arguments, cwd=folder, env=environment)
        assert b"Traceback" not in done.stderr
        assert done.stdout.isascii() or arguments[0] == "--diff"
        assert arguments[0] == "--diff" or b"\x1b" not in done.stdout + done.stderr
    document = json.loads(command(ONLY, "--format=jsonl", name, cwd=folder, env=environment).stdout)
    assert os.fsencode(document["name"]) == os.fsencode(name)


def test_a_closed_pipe_ends_the_command_quietly(folder: Path) -> None:
    (folder / "a.txt").write_text(DAMAGED * 3000)
    process = subprocess.Popen(
        [sys.executable, "-m", "textcheck", ONLY, "a.txt"],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 141


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_an_interrupt_ends_the_command_in_one_line(folder: Path) -> None:
    # Standard input is never closed, so the command waits until it is interrupted.
    with subprocess.Popen(
        [sys.executable, "-m", "textcheck", ONLY, "b.txt", "-"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        # A shell that runs the tests in the background has them ignore interrupts, and what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"b.txt: score 1.00\n"
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        err = process.stderr.read()
    assert (process.returncode, err) == (130, b"textcheck: interrupted\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_told(folder: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "textcheck", ONLY, "a.txt"],
            cwd=folder,
            env=ENVIRONMENT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == b"textcheck: error: cannot write the output: no space left on device\n"


def test_questions_import_little() -> None:
    heavy = {"numpy", "ftfy", "ahocorasick_rs", "re2", "rich", "wordfreq", "regex", "argparse", "dataclasses", "concurrent"}
    for arguments in (["--version"], ["explain", "SPN101"], ["explain", "ART101"]):
        program = f"import sys; from textcheck.__main__ import main; main({arguments}); print(*sys.modules, file=sys.stderr)"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert "textcheck" in done.stderr.split()
        assert not heavy & set(done.stderr.split())


def test_a_line_break_put_in_is_that_of_the_document() -> None:
    def repaired(text: str, start: int, end: int, new: str) -> str:
        repair = Repair(start, end, new, Applicability.SAFE, 0.9, "why")
        finding = Finding("LAY101", "joined-sentences", "layout", Severity.WARNING, start, end, "why", 0.9, (repair,))
        changed = with_crlf(text, finding).repairs[0]
        return text[:start] + changed.text + text[end:]

    assert repaired("one.Two\r\n", 4, 4, "\n") == "one.\r\nTwo\r\n"
    assert repaired("one\r\ntwo", 4, 5, "\n\n") == "one\r\n\r\ntwo"
    assert repaired("one\r\ntwo", 3, 5, "\r\n\r\n") == "one\r\n\r\ntwo"
    assert repaired("one\r\ntwo", 3, 5, " ") == "one two"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes of POSIX")
def test_only_regular_files_are_repaired(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    with subprocess.Popen([sys.executable, "-c", f"open('pipe', 'w').write({DAMAGED!r})"], cwd=folder):
        done = command(ONLY, "--fix", "pipe", cwd=folder)
    assert done.returncode == 2
    assert done.stderr == b"pipe: error: not repaired: only a regular file can be replaced\n"


def test_a_pipe_in_a_folder_is_not_waited_for(run: Run, folder: Path) -> None:
    if not hasattr(os, "mkfifo"):
        return
    (folder / "sub").mkdir()
    os.mkfifo(folder / "sub" / "pipe.txt")
    (folder / "sub" / "b.txt").write_text(DAMAGED)
    assert "b.txt:1:9: ART101" in run("sub").out


def test_hard_links_are_repaired_each(run: Run, folder: Path) -> None:
    (folder / "one.txt").write_text(DAMAGED)
    os.link(folder / "one.txt", folder / "two.txt")
    run("--fix", "one.txt", "two.txt")
    assert (folder / "one.txt").read_text() == (folder / "two.txt").read_text() != DAMAGED


def test_what_cannot_be_decoded_is_neither_repaired_nor_shown_as_repairable(run: Run, folder: Path) -> None:
    data = b"caf\xe9 " + DAMAGED.encode()
    (folder / "latin.txt").write_bytes(data)
    assert "can be repaired" not in run("latin.txt").out
    shown = run("--diff", "latin.txt")
    assert (shown.out, shown.status) == ("", 2)
    assert "could not be decoded" in shown.err
    assert "could not be decoded" in run("--fix", "latin.txt").err
    assert (folder / "latin.txt").read_bytes() == data


def test_a_run_without_rules_is_refused(run: Run, folder: Path) -> None:
    (folder / "a.txt").write_text(DAMAGED)
    found = run("--ignore=ALL", "a.txt")
    assert found.status == 2
    assert "no rule is left" in found.err
