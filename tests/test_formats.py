"""Reports for other programs: what each format says, that it is well formed whatever the document holds, and where it is written."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textcheck import registry
from textcheck.__main__ import main
from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.finding import Applicability, Finding, Repair, Severity
from textcheck.fingerprints import fingerprint
from textcheck.report import Report
from textcheck.reporters.formats import FORMATS, Run, Shown, module_of
from textcheck.reporters.rows import COLUMNS
from textcheck.reporters.tally import Tally

ROOT = Path(__file__).parent.parent
DAMAGED = "Plain.\r\n\r\nÉ𝒳 we hope {that a} deal is near, a {fine|good} day.\r\n"
CHECKER = Checker(Config(select=("ART101",)))
STRANGE = ["a", "é", "日", "𝒳", "\0", "\x1b[31m", "\x1b]0;t\x07", "\r", "\n", "\u202e", "\u2028", "\ud800", "\udcff", "\ufffe"]
STRANGE += [
    "<",
    ">",
    "&",
    '"',
    "'",
    "]]>",
    "</script>",
    "<!--",
    "::error::",
    "%0A",
    ",",
    ";",
    "=1+1",
    "{that a}",
    "\ufeff",
    "\x85",
]
TEXTS = st.lists(st.sampled_from(STRANGE), max_size=20).map("".join)
Output = Callable[..., tuple[int, str]]


def finding_at(start: int, end: int, text: str, *, message: str = "here", severity: Severity = Severity.ERROR) -> Finding:
    repair = Repair(start, end, text, Applicability.SAFE, 0.9, message)
    return Finding("ART101", "spintax-residue", "artifact", severity, start, end, message, 0.9, (repair,))


def assembled(
    name: str, *reports: Report, troubles: list[tuple[str, str]] | None = None, level: Severity = Severity.WARNING
) -> bytes:
    tally = Tally()

    def pieces() -> Iterator[str]:
        for report in reports:
            tally.add(report)
            yield module_of(name).piece(report, Shown(format=name, level=level))

    run = Run(tally, registry.find, troubles=troubles or [])
    chunks = module_of(name).assemble(pieces(), run)
    return b"".join(chunk.encode() if isinstance(chunk, str) else chunk for chunk in chunks)


def report_of(text: str, *findings: Finding, name: str | None = "a.txt") -> Report:
    return Report(findings, 0.25, {"artifact": 0.75}, len(text), name, "en", {}, text)


def strange(text: str, data: st.DataObject) -> Report:
    """A report in which everything that a document or its name decides is strange."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    return report_of(text, finding_at(start, end, text, message=text), name=text or None)


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Output:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(DAMAGED.encode())
    (tmp_path / "b c.txt").write_text("Nothing is wrong here.\n")

    def call(*arguments: str) -> tuple[int, str]:
        status = main(["--select=ART101", *arguments])
        return status, capsys.readouterr().out

    return call


# SARIF


def published_schema() -> dict[str, Any]:
    """The schema that OASIS published, as the source of the package sarif-om carries it; `.ci/run` fetches it."""
    path = Path(os.environ.get("SARIF_SCHEMA", ROOT / "build" / "sarif-2.1.0-rtm.4.json"))
    if not path.exists() and not os.environ.get("CI"):
        pytest.skip("the published schema of SARIF is not here: see docs/dependencies.md")
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8-sig"))
    assert schema["title"].startswith("Static Analysis Results Format (SARIF) Version 2.1.0")
    return schema


def test_sarif_is_what_the_standard_says(output: Output) -> None:
    status, out = output("--format=sarif", "a.txt", "b c.txt", "missing.txt")
    assert status == 2
    log = json.loads(out)
    jsonschema.Draft7Validator(published_schema()).validate(log)
    (run,) = log["runs"]
    assert run["tool"]["driver"]["name"] == "textcheck"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["ART101"]
    assert run["tool"]["driver"]["rules"][0]["shortDescription"]["text"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["executionSuccessful"] is False
    first, second = run["results"]
    report = CHECKER.check(DAMAGED)
    assert first["partialFingerprints"] == {"textcheck/v1": fingerprint(DAMAGED, report.findings[0])}
    assert first["level"] == "error"
    region = first["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) == (3, 12, 3, 20)
    assert region["snippet"]["text"] == "{that a}"
    # Applied as they say, fixes give the text that the repair gives.
    for result, expected in ((first, "that a"), (second, "fine")):
        (change,) = result["fixes"][0]["artifactChanges"]
        (replacement,) = change["replacements"]
        assert replacement["insertedContent"]["text"] == expected
        deleted = replacement["deletedRegion"]
        line = DAMAGED.split("\r\n")[deleted["startLine"] - 1]
        cut = line[deleted["startColumn"] - 1 : deleted["endColumn"] - 1]
        assert cut == DAMAGED[deleted["charOffset"] : deleted["charOffset"] + deleted["charLength"]]
        assert cut.startswith("{")
    assert first["fixes"][0]["description"]["text"].startswith("safe: ")
    assert second["fixes"][0]["description"]["text"].startswith("unsafe: ")


def test_sarif_of_every_rule_is_what_the_standard_says() -> None:
    validator = jsonschema.Draft7Validator(published_schema())
    checker = Checker(Config(select=("ALL", "STA", "LEX"), terms=({"term": "the"},)))  # type: ignore[arg-type]
    reports = [
        checker.check(case["text"], name=f"{code}.txt")
        for code, entry in registry.registered().items()
        for case in entry.cases()["positive"][:1]
    ]
    log = json.loads(assembled("sarif", *reports))
    validator.validate(log)
    assert len(log["runs"][0]["tool"]["driver"]["rules"]) > 100


def test_an_empty_sarif_is_one(output: Output) -> None:
    _, out = output("--format=sarif", "b c.txt")
    log = json.loads(out)
    jsonschema.Draft7Validator(published_schema()).validate(log)
    assert log["runs"][0]["results"] == []


@given(TEXTS, st.data())
def test_sarif_of_any_text_is_json(text: str, data: st.DataObject) -> None:
    log = json.loads(assembled("sarif", strange(text, data), strange(text, data)))
    for result in log["runs"][0]["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.isascii()
        assert uri.isprintable()
        assert " " not in uri


def test_the_fingerprint_is_that_of_the_baseline_in_every_format(output: Output, tmp_path: Path) -> None:
    output("--write-baseline=known.json", "a.txt")
    known = list(json.loads((tmp_path / "known.json").read_text())["documents"]["a.txt"])
    sarif = json.loads(output("--format=sarif", "a.txt")[1])["runs"][0]["results"]
    assert sorted(result["partialFingerprints"]["textcheck/v1"] for result in sarif) == known
    record = json.loads(output("--format=jsonl", "a.txt")[1])
    assert sorted(finding["fingerprint"] for finding in record["findings"]) == known
    rows = list(csv.DictReader(io.StringIO(output("--format=csv", "a.txt")[1])))
    assert sorted(row["fingerprint"] for row in rows) == known


# GitHub


def test_github_annotations(output: Output) -> None:
    _, out = output("--format=github", ".", "missing.txt")
    first, second, third = out.splitlines()
    assert first == (
        "::error file=a.txt,line=3,col=12,endColumn=20,title=ART101 spintax-residue::template marks around 'that a': one "
        "alternative of a spinner's template was left unresolved"
    )
    assert second.startswith("::error file=a.txt,line=3,col=")
    assert third == "::error file=missing.txt::no such file or folder"


@given(TEXTS, st.data())
def test_no_text_can_write_an_annotation_of_its_own(text: str, data: st.DataObject) -> None:
    out = assembled("github", strange(text, data), troubles=[(text, text)]).decode()
    lines = out.removesuffix("\n").split("\n")
    assert len(lines) == 2
    assert all(
        line.startswith("::error file=") and line.isprintable() for line in (each.replace("\u00a0", "") for each in lines)
    )
    head = lines[0].split("::")[1]
    # The properties are those that were written: a name can add none.
    assert head.startswith("error file=")
    assert head.count(",") in (3, 4)


# JUnit


def test_junit(output: Output) -> None:
    _, out = output("--format=junit", ".", "missing.txt")
    suites = ElementTree.fromstring(out)
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures"), suite.get("errors")) for suite in suites] == [
        ("a.txt", "2", "2", "0"),
        ("b c.txt", "1", "0", "0"),
        ("missing.txt", "1", "0", "1"),
    ]
    case = suites[0][0]
    assert case.get("name") == "ART101 spintax-residue at 3:12"
    assert case[0].get("type") == "error"
    assert "template marks around 'that a'" in str(case[0].get("message"))


def test_what_does_not_fail_the_run_passes_in_junit() -> None:
    report = report_of("abc", finding_at(0, 1, "x", severity=Severity.NOTE), finding_at(1, 2, "x", severity=Severity.WARNING))
    for level, failures in ((Severity.NOTE, "2"), (Severity.WARNING, "1"), (Severity.ERROR, "0")):
        suite = ElementTree.fromstring(assembled("junit", report, level=level))[0]
        assert (suite.get("failures"), len(suite.findall("testcase/failure"))) == (failures, int(failures))


@given(TEXTS, st.data())
def test_junit_of_any_text_is_xml(text: str, data: st.DataObject) -> None:
    suites = ElementTree.fromstring(assembled("junit", strange(text, data), troubles=[(text, text)]))
    assert len(suites) == 2
    assert len(suites[0]) == 1


# Tables


def test_csv(output: Output) -> None:
    _, out = output("--format=csv", ".")
    first, second = csv.DictReader(io.StringIO(out))
    assert list(first) == list(COLUMNS)
    assert (first["document"], first["code"], first["line"], first["column"]) == ("a.txt", "ART101", "3", "12")
    assert (first["text"], first["repair"], first["applicability"]) == ("{that a}", "that a", "safe")
    assert second["applicability"] == "unsafe"
    assert output("--format=csv", "b c.txt")[1].split(",")[0] == "document"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_no_field_of_a_csv_is_a_formula(text: str) -> None:
    report = report_of(text, finding_at(0, len(text), text, message=text), name=text)
    (row,) = csv.DictReader(io.StringIO(assembled("csv", report).decode(), newline=""))
    for name in ("document", "message", "text", "repair"):
        assert row[name] == f"'{text}"
    assert row["score"] == "0.25"


@given(TEXTS.filter(lambda text: not set("\ud800\udcff") & set(text)), st.data())
def test_csv_of_any_text_has_its_fields(text: str, data: st.DataObject) -> None:
    report = strange(text, data)
    rows = list(csv.reader(io.StringIO(assembled("csv", report).decode(), newline="")))
    assert [len(row) for row in rows] == [len(COLUMNS)] * 2
    name = (report.name or "").replace("\0", "\u2400")
    assert rows[1][0] in (name, f"'{name}")


def test_parquet(output: Output, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    status, out = output("--format=parquet", "--output=r.parquet", ".")
    assert (status, out.splitlines()[-1]) == (1, "report: r.parquet")
    table = pq.read_table(tmp_path / "r.parquet")
    assert table.column_names == list(COLUMNS)
    rows = table.to_pylist()
    assert [(row["document"], row["start"], row["text"], row["repair"]) for row in rows] == [
        ("a.txt", 21, "{that a}", "that a"),
        ("a.txt", 46, "{fine|good}", "fine"),
    ]
    output("--format=parquet", "--output=none.parquet", "b c.txt")
    empty = pq.read_table(tmp_path / "none.parquet")
    assert (empty.num_rows, empty.schema) == (0, table.schema)


@given(TEXTS, st.data())
def test_parquet_of_any_text_can_be_read(text: str, data: st.DataObject) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(pa.BufferReader(assembled("parquet", strange(text, data))))
    assert table.num_rows == 1


def test_without_pyarrow_a_parquet_report_says_what_to_install(output: Output, tmp_path: Path) -> None:
    # A module called pyarrow that cannot be imported, as on a machine without it.
    (tmp_path / "pyarrow.py").write_text("raise ImportError('no pyarrow here')\n")
    done = subprocess.run(
        [sys.executable, "-m", "textcheck", "--format=parquet", "-o", "r.parquet", "a.txt"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "textcheck: error: --format parquet needs pyarrow: pip install 'textcheck[parquet]', or take --format csv\n"
    )
    assert not (tmp_path / "r.parquet").exists()


# Where reports go


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_go_to_a_file(output: Output, tmp_path: Path, name: str) -> None:
    old_mask = os.umask(0o027)
    try:
        status, out = output(f"--format={name}", "-o", "report", ".")
    finally:
        os.umask(old_mask)
    assert status == 1
    assert out.splitlines()[-1] == "report: report"
    content = (tmp_path / "report").read_bytes()
    assert len(content) > 100
    assert (tmp_path / "report").stat().st_mode & 0o777 == 0o640
    if name != "parquet":
        assert b"\x1b" not in content
        two = output(f"--format={name}", "-o", "two", "--jobs=2", ".")
        assert two[0] == 1
        assert (tmp_path / "two").read_bytes() == content
    assert output(f"--format={name}", "-o", "report", "--quiet", "b c.txt") == (0, "")


def test_a_report_appears_whole_or_not_at_all(output: Output, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "report").write_text("old")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "textcheck.toml").write_text("selekt = 1")
    (tmp_path / "sub" / "c.txt").write_text("")
    status, _ = output("-o", "report", "a.txt", "sub/c.txt")
    assert status == 2
    assert (tmp_path / "report").read_text() == "old"
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "b c.txt", "report", "sub"]
    assert main(["-o", "no/such/folder", "a.txt"]) == 2
    assert capsys.readouterr().err == "textcheck: error: no/such/folder: not written (no such file or folder)\n"


def test_a_hyphen_is_standard_output(output: Output, tmp_path: Path) -> None:
    assert output("--format=jsonl", "-o", "-", "a.txt") == output("--format=jsonl", "a.txt")
    assert not (tmp_path / "-").exists()


def test_a_diff_can_go_to_a_file(output: Output, tmp_path: Path) -> None:
    status, _ = output("--diff", "-o", "changes.diff", "a.txt")
    assert status == 1
    assert b"-\xc3\x89" in (tmp_path / "changes.diff").read_bytes()


def test_help_names_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])
    out = " ".join(capsys.readouterr().out.split())
    for name, purpose in FORMATS.items():
        assert f"{name}: {purpose}" in out
    assert main(["--format=xml", "a.txt"]) == 2
