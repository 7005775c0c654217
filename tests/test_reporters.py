"""What reports look like: to people, to programs, and as a difference."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.finding import Applicability, Finding, Repair, Severity
from textcheck.repairing import apply
from textcheck.report import Report
from textcheck.reporters import diff, records, text
from textcheck.reporters.tally import Tally
from textcheck.reporters.terminal import visible, width

DANGEROUS = [
    *map(chr, range(32)),
    *map(chr, range(127, 160)),
    "\u202e",
    "\u2028",
    "\u2029",
    "\u200b",
    "\ud800",
    "\udcff",
    "\ufeff",
]
TEXTS = st.lists(st.sampled_from(["a", " ", "é", "日", "e\u0301", "{that a}", "\r\n", *DANGEROUS]), max_size=30).map("".join)
SAFE = Applicability.SAFE


def finding_at(start: int, end: int, *repairs: Repair, message: str = "here") -> Finding:
    return Finding("ART101", "spintax-residue", "artifact", Severity.ERROR, start, end, message, 0.9, repairs)


def report_of(content: str, *findings: Finding, name: str | None = "a.txt") -> Report:
    return Report(findings, 0.25, {"artifact": 0.75}, len(content), name, "en", {}, content)


def excerpt(rendered: str) -> tuple[str, str]:
    """The source line and the underline of the first finding, without the margin."""
    lines = rendered.split("\n")
    return lines[2].partition("| ")[2], lines[3].partition("| ")[2]


def test_a_finding_is_shown_with_place_line_and_repair() -> None:
    content = "First line.\nWe hope {that a} deal is near.\n"
    report = Checker(Config(select=("ART101",))).check(content, name="news/a.txt")
    assert text.render(report) == (
        "news/a.txt:2:9: ART101 [error] template marks around 'that a': one alternative of a spinner's template was left "
        "unresolved (confidence 0.98)\n"
        "  |\n"
        "2 | We hope {that a} deal is near.\n"
        "  |         ^^^^^^^^\n"
        "help: replace `{that a}` with `that a` (safe: the marks are left over from a spinner's template)\n"
        "\n"
        f"news/a.txt: score {report.score:.2f}, P(artifact) = {report.families['artifact']:.2f}\n"
    )


@pytest.mark.parametrize(
    ("content", "start", "end", "line", "underline"),
    [
        ("日本 x 語", 3, 4, "日本 x 語", "     ^"),
        ("日本 x 語", 0, 2, "日本 x 語", "^^^^"),
        ("e\u0301e\u0301 x", 5, 6, "e\u0301e\u0301 x", "   ^"),
        ("a\tb", 2, 3, "a␉b", "  ^"),
        ("a\u00a0b", 1, 2, "a<U+00A0>b", " ^^^^^^^^"),
        ("a\u00a0b", 2, 3, "a\u00a0b", "  ^"),
        ("one\ntwo\nthree", 4, 7, "two", "^^^"),
        ("one\r\ntwo\r\n", 5, 8, "two", "^^^"),
        ("one\ntwo", 3, 3, "one", "   ^"),
        ("one\ntwo", 3, 4, "one", "   ^"),
        ("one\ntwo\nthree", 1, 6, "one", " ^^ (the span goes on)"),
        ("", 0, 0, "", "^"),
        ("x\n", 2, 2, "", "^"),
        ("x" * 500, 250, 252, "…" + "x" * 110 + "…", " " * 41 + "^^"),
    ],
)
def test_the_span_is_underlined(content: str, start: int, end: int, line: str, underline: str) -> None:
    assert excerpt(text.render(report_of(content, finding_at(start, end)))) == (line, underline)


@given(TEXTS, st.data())
def test_no_text_can_steer_the_terminal(content: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    repair = Repair(start, end, content, SAFE, 0.9, content)
    shown = text.render(report_of(content, finding_at(start, end, repair, message=content), name=content or None))
    joiners = re.sub("[\u200c\u200d]", "", shown)
    assert all(char.isprintable() or char in "\n\u00a0" for char in joiners)
    # Two lines for the place and the margin, three for the excerpt and the repair, an empty one and the score.
    assert shown.count("\n") == 7
    shown.encode()


def test_output_is_bounded_however_long_line_span_and_repair_are() -> None:
    content = "x" * 1_000_000
    repair = Repair(10, 999_990, "y" * 1_000_000, SAFE, 0.9, "z" * 1_000_000)
    shown = text.render(report_of(content, finding_at(10, 999_990, repair, message="m" * 1_000_000)))
    assert len(shown) < 2000


def test_repairs_are_told_apart() -> None:
    def help_for(*repairs: Repair) -> str:
        return text.render(report_of("abcdef", finding_at(1, 3, *repairs)), scores=False).split("help: ")[1].rstrip()

    assert help_for(Repair(1, 1, " ", SAFE, 0.9, "why")) == "insert ` ` (safe: why)"
    assert help_for(Repair(1, 3, "", SAFE, 0.9, "why")) == "delete `bc` (safe: why)"
    unsafe = [Repair(1, 3, word, Applicability.UNSAFE, 0.3, "why") for word in ("x", "y", "z", "w")]
    assert help_for(*unsafe) == "replace `bc` with `x` or `y` or `z` (unsafe: why)"
    assert (
        help_for(Repair(1, 3, "\n", Applicability.DISPLAY, 0.9, "why")) == "replace `bc` with `␊` (not applied by --fix: why)"
    )


def test_color_changes_nothing_but_color() -> None:
    report = report_of("We hope {that a} deal", finding_at(8, 16, Repair(8, 16, "that a", SAFE, 0.9, "why")))
    colored = text.render(report, color=True)
    assert "\x1b[31m" in colored
    assert re.sub(r"\x1b\[\d+m", "", colored) == text.render(report)


def test_what_the_cap_left_out_is_told() -> None:
    report = Report((), 1.0, {}, 3, "a.txt", None, {"ART101": 1234}, "abc")
    assert "a.txt: 1234 more findings of ART101 are not listed\n" in text.render(report)


def test_a_record_has_its_keys() -> None:
    content = "é𝒳\n{that a}"
    report = Checker(Config(select=("ART101",))).check(content, name="a.txt")
    record = records.record(report)
    assert list(record) == ["name", "score", "families", "length", "language", "findings", "capped"]
    (finding,) = record["findings"]
    assert finding == {
        "code": "ART101",
        "rule": "spintax-residue",
        "family": "artifact",
        "severity": "error",
        "start": 3,
        "end": 11,
        "line": 2,
        "column": 1,
        "byte": 7,
        "utf16": 4,
        "message": report.findings[0].message,
        "confidence": 0.98,
        "text": "{that a}",
        "repairs": [
            {
                "start": 3,
                "end": 11,
                "text": "that a",
                "applicability": "safe",
                "confidence": 0.99,
                "reason": report.findings[0].repairs[0].reason,
            }
        ],
    }


@given(TEXTS)
@example("\ud800\udc00")
def test_a_record_is_one_line_of_json_in_utf_8(content: str) -> None:
    report = report_of(content, finding_at(0, len(content), message=content), name=content)
    line = records.encode(records.record(report))
    assert "\n" not in line
    read = json.loads(line.encode())
    # JSON cannot tell a pair of surrogates from the character they stand for.
    assert read["name"].encode("utf-16", "surrogatepass") == content.encode("utf-16", "surrogatepass")


# Differences

PIECES = st.sampled_from(["a", "b", "\n", "\r\n", "\n\n", "x\n", "bb", ""])


def patched(content: str, shown: str) -> str:
    """The text after a unified diff is applied to it, by the letter of the format."""
    old = re.findall(r"[^\n]*\n|[^\n]+", content)
    new: list[str] = []
    at = 0
    lines = re.findall(r"[^\n]*\n", shown)[2:]
    lines.append("")
    pending: str | None = None
    left = (0, 0)
    for line in lines:
        if line.startswith("\\"):
            assert pending is not None
            pending = pending[:-1]
            continue
        if pending is not None:
            sign, body = pending[0], pending[1:]
            if sign in " -":
                assert old[at] == body
                at += 1
            if sign in " +":
                new.append(body)
            left = left[0] - (sign in " -"), left[1] - (sign in " +")
            pending = None
        if match := re.fullmatch(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n", line):
            assert left == (0, 0)
            left = int(match[2] or 1), int(match[4] or 1)
            start = int(match[1]) - (left[0] > 0)
            assert start >= at
            new += old[at:start]
            at = start
            assert len(new) == int(match[3]) - (left[1] > 0)
        elif line:
            pending = line
    assert left == (0, 0)
    return "".join(new + old[at:])


@given(st.lists(PIECES, max_size=60).map("".join), st.data())
def test_a_diff_applied_is_the_repair(content: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(content)), max_size=8)))
    repairs = [
        finding_at(start, end, Repair(start, end, data.draw(PIECES), SAFE, 0.9, "why"))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    repaired = apply(content, lambda current: repairs if current == content else ())
    shown = diff.unified("a.txt", content, repaired)
    assert bool(shown) == (repaired.text != content)
    if shown:
        assert shown.startswith("--- a.txt\n+++ a.txt\n@@ ")
        assert patched(content, shown) == repaired.text


def test_a_diff_shows_three_lines_around_a_change() -> None:
    content = "".join(f"{number}\n" for number in range(1, 21)) + "{that a}"
    repaired = Checker(Config(select=("ART101",))).repair(content)
    assert diff.unified("a.txt", content, repaired) == (
        "--- a.txt\n+++ a.txt\n@@ -18,4 +18,4 @@\n 18\n 19\n 20\n-{that a}\n\\ No newline at end of file\n"
        "+that a\n\\ No newline at end of file\n"
    )


def test_a_diff_on_a_terminal_cannot_steer_it() -> None:
    content = "\x1b[2J {that a}\n"
    repaired = Checker(Config(select=("ART101",))).repair(content)
    assert "\x1b" in diff.unified("a.txt", content, repaired)
    assert "\x1b" not in diff.unified("a\x1b.txt", content, repaired, reveal=True)


# Counts


def test_tallies_merge() -> None:
    checker = Checker(Config(select=("ART101",)))
    contents = ["We hope {that a} road comes.", "The {old|new} road {of the} town is long.", "Clean words stand here."]
    total = Tally()
    parts = []
    for content in contents:
        total.add(checker.check(content), checker.repair(content))
        parts.append(Tally())
        parts[-1].add(checker.check(content), checker.repair(content))
    merged = Tally()
    for part in parts:
        merged.merge(part)
    assert merged == total
    assert (total.documents, total.damaged, total.safe, total.applied) == (3, 2, 2, {"ART101": 2})


def test_width_and_visible() -> None:
    assert width(visible("a\x1b[0m")) == 5
    assert visible("\u200d") == "\u200d"
    assert visible("\u200d", strict=True) == "<U+200D>"
    assert visible("\x7f\x85\ue000\U000e0001") == "␡<U+0085><U+E000><U+E0001>"
