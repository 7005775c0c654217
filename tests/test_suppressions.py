"""Findings that may stand: comments in documents, fingerprints, records, and the baseline."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from textcheck import baseline
from textcheck.__main__ import main
from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.errors import InputError
from textcheck.fingerprints import fingerprints
from textcheck.settings import unknown_rule
from textcheck.suppressions import Outcome, Suppressions, directives, suppress

DAMAGED = "We hope {that a} deal is near.\n"
CHECKER = Checker(Config(select=("ART101", "MRK103")))


def held(text: str, allowed: Suppressions | None = None, *, record: str | None = None, name: str | None = None) -> Outcome:
    return suppress(
        CHECKER.check(text, name=name),
        allowed or Suppressions(),
        unknown=unknown_rule,
        selected=lambda word: word in ("ART101", "ART", "spintax-residue", "ALL", "MRK"),
        record=record,
    )


def left(text: str, allowed: Suppressions | None = None, **options: str) -> list[int]:
    """The lines of what is left, with ART101."""
    outcome = held(text, allowed, **options)  # type: ignore[arg-type]
    report = outcome.report
    return [report.position(finding.start).line for finding in report.findings if finding.code == "ART101"]


# Comments


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- textcheck: allow ART101 -->",
        "<!--textcheck: allow ART101-->",
        "/* textcheck: allow ART101 */",
        "# textcheck: allow ART101",
        "// textcheck: allow ART101",
        "% textcheck: allow ART101",
        "{# textcheck: allow ART101 #}",
        "-- textcheck: allow ART101",
        "; textcheck: allow ART101",
        ".. textcheck: allow ART101",
        "(* textcheck: allow ART101 *)",
        "# textcheck: allow ART",
        "# textcheck: allow artifact",
        "# textcheck: allow spintax-residue",
        "# textcheck: allow ALL",
        "# textcheck: allow SPN102, ART101",
        "# textcheck: allow SPN102 ART101 as the source has it",
        "# textcheck:allow ART101: quoted",
    ],
)
@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\r"])
def test_a_comment_allows_its_line_or_the_next(comment: str, breaks: str) -> None:
    line = DAMAGED.strip()
    assert left(f"{line} {comment}{breaks}{line}{breaks}") == [2]
    assert left(f"{line}{breaks}{comment}{breaks}{line}{breaks}{line}") == [1, 4]
    following = comment.replace("allow", "allow-next-line")
    assert left(f"{line} {following}{breaks}{line}{breaks}{line}") == [1, 3]
    whole = comment.replace("allow", "allow-file")
    assert left(f"{line}{breaks}{line}{breaks}{whole}{breaks}") == []
    assert left(f"{line} {comment}", Suppressions(inline=False)) == [1]


def test_a_bare_line_is_a_comment_in_plain_text() -> None:
    assert left(f"textcheck: allow ART101\n{DAMAGED}{DAMAGED}") == [3]
    assert left(f"textcheck: allow-file ART101\n{DAMAGED}{DAMAGED}") == []
    # Not behind prose.
    assert left(f"Write textcheck: allow ART101\n{DAMAGED}") == [2]
    assert left(f"{DAMAGED.strip()} textcheck: allow ART101\n") == [1]


def test_comments_stack_and_may_stand_apart() -> None:
    assert left(f"# textcheck: allow ART101\n# textcheck: allow SPN\n\n{DAMAGED}") == []


def test_a_comment_is_no_damage() -> None:
    comment = "<!-- textcheck: allow ART101 -->"
    assert [finding.code for finding in CHECKER.check(f"A {{that a}} word. {comment}\n").findings] == ["ART101", "MRK103"]
    assert held(f"A {{that a}} word. {comment}\n").report.findings == ()


def test_the_score_is_that_of_what_is_left() -> None:
    outcome = held(f"{DAMAGED.strip()} # textcheck: allow ART101\n")
    assert (outcome.report.score, outcome.report.families) == (1.0, {})
    assert [finding.code for finding in outcome.suppressed] == ["ART101"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# textcheck: allow ART1O1\n" + DAMAGED, "`textcheck: allow ART1O1`: no rule is called 'ART1O1'; did you mean"),
        ("# textcheck: allow ART101\nClean.\n", "`textcheck: allow ART101` is not used"),
        ("# textcheck: allow-file ART101\nClean.\n", "`textcheck: allow ART101` is not used"),
        ("# textcheck: ignore ART101\n", "`textcheck: ignore` is not understood: wanted allow, allow-next-line, allow-file"),
        ("<!-- textcheck: allow -->\n", "`textcheck: allow` names no rule"),
        ("# textcheck: allow ART101\n", "is not used"),
    ],
)
def test_what_is_wrong_with_a_comment_is_told(text: str, message: str) -> None:
    (warned,) = held(text).warned
    assert message in warned.message


def test_a_comment_for_a_rule_that_was_not_asked_for_is_not_called_unused() -> None:
    assert held("# textcheck: allow SPN102\n" + DAMAGED).warned == ()


def test_prose_about_the_comments_is_left_in_peace() -> None:
    for text in ("textcheck: the linter\n", "He said textcheck: allow it.\n", "textcheck:\n", "a textcheck: b"):
        assert directives(text) == ([], [])


@given(
    st.lists(
        st.sampled_from(
            [
                "textcheck:",
                " allow",
                "-file",
                "-next-line",
                " ART101",
                ",",
                "<!--",
                "-->",
                "#",
                "/*",
                "\n",
                "\r",
                " ",
                "{that a}",
            ]
        ),
        max_size=40,
    ).map("".join)
)
@example("textcheck: allow ART101")
def test_no_text_breaks_the_comments(text: str) -> None:
    found, _ = directives(text)
    for directive in found:
        assert 0 <= directive.start < directive.end <= len(text)
        assert 0 <= directive.first <= directive.last <= len(text)
        assert directive.rules
    before = CHECKER.check(text).findings
    outcome = held(text)
    assert sorted((*outcome.report.findings, *outcome.suppressed)) == sorted(before)


@pytest.mark.parametrize(
    "unit", ["textcheck:", "# textcheck: allow ART101 ", "textcheck: allow ART101\n", "<!-- textcheck: allow A", "#"]
)
def test_many_comments_cost_no_more_than_their_number(unit: str) -> None:
    import time

    def seconds(times: int) -> float:
        text = unit * times
        started = time.perf_counter()
        directives(text)
        return time.perf_counter() - started

    # Quadratic growth would be sixteenfold.
    assert min(seconds(4000) for _ in range(3)) < 10 * min(seconds(1000) for _ in range(3)) + 0.05


# Fingerprints


def test_a_fingerprint_outlives_edits_elsewhere() -> None:
    def named(text: str) -> list[str]:
        return fingerprints(text, CHECKER.check(text).findings)

    (name,) = named("Both sides still hope {that a} deal is near at hand.")
    assert name.startswith("ART101:")
    assert len(name) == len("ART101:") + 16
    for other in (
        "A new paragraph.\n\nBoth sides still hope {that a} deal is near at hand. And more.",
        "Both sides\nstill   hope\n{that a}\ndeal is near at hand.",
        "Neither knew. Both sides still hope {that a} deal is near! At last.",
    ):
        assert named(other) == [name]
    for other in ("Both sides still hope {that the} deal is near at hand.", "Both sides still think {that a} deal is near."):
        assert name not in named(other)
    assert named("Both sides still hope {that a} deal is near. Both sides still hope {that a} deal is near.") == [name, name]


def test_findings_are_allowed_by_fingerprint_and_by_record() -> None:
    text = DAMAGED + "They say {that the} talks go on.\n"
    first, second = fingerprints(text, CHECKER.check(text).findings)
    assert left(text, Suppressions(suppress=(first,))) == [2]
    assert left("New.\n" + text, Suppressions(suppress=(second,))) == [2]
    records = Suppressions(records={"id-7": ("ART",), "b.txt": ("spintax-residue",)})
    assert left(text, records) == [1, 2]
    assert left(text, records, record="id-7") == []
    assert left(text, records, record="id-8") == [1, 2]
    assert left(text, records, name="b.txt") == []


# The command

Run = Callable[..., tuple[int, str, str]]
ONLY = "--select=ART101"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        status = main([ONLY, *arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return status, out, err

    return call


def test_the_command_obeys_comments_and_tells_of_bad_ones(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{DAMAGED.strip()} # textcheck: allow ART101\n# textcheck: allow ART9\n")
    status, out, err = run("a.txt")
    assert (status, err) == (
        0,
        "a.txt: warning: line 2: `textcheck: allow ART9`: no rule is called 'ART9'; did you mean 'ART'?\n",
    )
    assert out.endswith("1 document checked, nothing found (1 allowed)\n")
    status, out, err = run("--no-inline", "a.txt")
    assert (status, err) == (1, "")
    (tmp_path / "textcheck.toml").write_text("inline = false")
    assert run("a.txt")[0] == 1


def test_a_warning_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("# textcheck: allow\x1b[2J\n# textcheck: \x1b]0;x\x07\n")
    _, _, err = run("a.txt")
    assert "warning" in err
    assert "\x1b" not in err


def test_what_is_allowed_is_not_repaired(run: Run, tmp_path: Path) -> None:
    line = DAMAGED.strip()
    (tmp_path / "a.txt").write_text(f"{line} # textcheck: allow ART101\n{line}\n")
    status, out, _ = run("--fix", "a.txt")
    assert (tmp_path / "a.txt").read_text() == f"{line} # textcheck: allow ART101\nWe hope that a deal is near.\n"
    assert (status, "(1 allowed)" in out) == (0, True)


def test_a_baseline_lets_only_new_findings_fail(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DAMAGED)
    (tmp_path / "b.txt").write_text(DAMAGED + DAMAGED)
    status, out, err = run("--write-baseline=known.json", ".")
    assert (status, err) == (0, "baseline of 3 findings: known.json\n")
    assert out == "2 documents checked, 3 findings (3 errors); 3 can be repaired with --fix\n"
    kept = json.loads((tmp_path / "known.json").read_text())
    assert (kept["format"], kept["version"], sorted(kept["documents"])) == ("textcheck baseline", 1, ["a.txt", "b.txt"])
    status, out, _ = run("--baseline=known.json", ".")
    assert status == 0
    # Documents with nothing new are not named.
    assert out == "2 documents checked, nothing found (3 known from the baseline)\n"
    # Moved, wrapped anew, and one more of the same.
    (tmp_path / "a.txt").write_text("New.\n\nWe hope {that\na} deal is near.\n")
    (tmp_path / "b.txt").write_text("X.\n" + DAMAGED * 3)
    status, out, _ = run("--baseline=known.json", ".")
    assert status == 1
    assert "a.txt:" not in out.replace("a.txt: score 1.00", "")
    assert out.count("ART101 [error]") == 1
    assert "b.txt:4:9: ART101" in out
    assert run("--baseline=known.json", "--jobs=2", ".")[:2] == (status, out)


def test_a_baseline_is_read_from_the_configuration_and_from_anywhere(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(DAMAGED)
    run("--write-baseline=known.json", "sub")
    (tmp_path / "textcheck.toml").write_text('baseline = "known.json"')
    assert run(".")[0] == 0
    assert run(str(tmp_path / "sub" / "a.txt"))[0] == 0
    monkeypatch.chdir(tmp_path / "sub")
    assert run("a.txt")[0] == 0
    assert run("--no-config", "a.txt")[0] == 1
    (tmp_path / "sub" / "b.txt").write_text(DAMAGED)
    assert run("b.txt")[0] == 1


def test_a_new_baseline_keeps_what_was_not_looked_at(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(DAMAGED)
    run("--write-baseline=known.json", ".")
    (tmp_path / "a.txt").write_text("Clean.\n")
    (tmp_path / "c.txt").unlink()
    run("--write-baseline=known.json", "a.txt")
    assert list(json.loads((tmp_path / "known.json").read_text())["documents"]) == ["b.txt"]


def test_what_is_known_stays_when_its_surroundings_are_repaired(run: Run, tmp_path: Path) -> None:
    text = "We hope {that a} {fine|good} deal and {that a} day.\n"
    first = fingerprints(text, CHECKER.check(text).findings)[0]
    (tmp_path / "textcheck.toml").write_text(f'suppress = ["{first}"]')
    (tmp_path / "a.txt").write_text(text)
    assert run("--fix", "--unsafe-fixes", ".")[0] == 0
    after = (tmp_path / "a.txt").read_text()
    assert after == "We hope {that a} fine deal and that a day.\n"
    assert fingerprints(after, CHECKER.check(after).findings) != [first]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read (no such file or directory); --write-baseline"),
        ("{", "not a baseline ("),
        ("[]", "not a baseline (no 'textcheck baseline' in it)"),
        ('{"format": "textcheck baseline", "version": 9, "documents": {}}', "a baseline of version 9"),
        ('{"format": "textcheck baseline", "version": 1, "documents": {"a": {"b": 0}}}', "'a': wanted a table"),
    ],
)
def test_a_bad_baseline_is_named(run: Run, tmp_path: Path, content: str | None, message: str) -> None:
    (tmp_path / "a.txt").write_text("")
    if content is not None:
        (tmp_path / "known.json").write_text(content)
    status, out, err = run("--baseline=known.json", "a.txt")
    assert (status, out) == (2, "")
    assert message in err
    with pytest.raises(InputError):
        baseline.read("known.json")


def test_a_baseline_goes_without_what_it_contradicts(run: Run, tmp_path: Path) -> None:
    for more in ("--fix", "--diff", "--baseline=known.json"):
        assert run("--write-baseline=new.json", more, ".")[0] == 2
    assert os.listdir(tmp_path) == []


def test_an_unwritable_baseline_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DAMAGED)
    status, _, err = run("--write-baseline=no/such/folder.json", "a.txt")
    assert (status, err) == (2, "textcheck: error: no/such/folder.json: not written (no such file or folder)\n")
