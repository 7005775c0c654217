"""Configuration: where it is looked for, what it may say, what wins, and how it is shown."""

from __future__ import annotations

import datetime
import json
import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from textcheck import discovery
from textcheck.__main__ import main
from textcheck.checker import Checker
from textcheck.config import Config, Term
from textcheck.errors import ConfigError
from textcheck.finding import Severity
from textcheck.settings import PRESETS, Settings, lines_of, matches, read, schema, toml
from textcheck.suppressions import Suppressions

DAMAGED = "We hope {that a} deal is near.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    return tmp_path


def codes(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, list[str]]:
    """The codes found in each document."""
    main([*arguments, "--format=jsonl"])
    lines = capsys.readouterr().out.splitlines()
    return {record["name"]: [finding["code"] for finding in record["findings"]] for record in map(json.loads, lines)}


def selected(path: str | None = None, **options: Any) -> tuple[str, ...]:
    return Settings(**options).of_document(path).config.select


# Where it lies


def test_the_nearest_file_counts(folder: Path) -> None:
    assert selected("sub/deep/a.txt") == ("ALL",)
    (folder / "textcheck.toml").write_text('select = ["ART"]')
    assert selected("sub/deep/a.txt") == ("ART",)
    (folder / "sub" / "pyproject.toml").write_text('[tool.textcheck]\nselect = ["SPN"]')
    assert selected("sub/deep/a.txt") == selected("sub/a.txt") == ("SPN",)
    assert selected("a.txt") == selected(None) == ("ART",)
    # One that does not speak of textcheck is passed over, one that does ends the search.
    (folder / "sub" / "deep" / "pyproject.toml").write_text('[project]\nname = "x"\ndependencies = ["textcheck"]')
    assert selected("sub/deep/a.txt") == ("SPN",)
    (folder / "sub" / "deep" / "textcheck.toml").write_text("")
    assert selected("sub/deep/a.txt") == ("ALL",)


def test_the_own_file_wins_over_the_shared_one(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.textcheck]\nselect = ["SPN"]')
    (folder / "textcheck.toml").write_text('select = ["ART"]')
    assert selected("a.txt") == ("ART",)


def test_a_file_may_be_named_and_none_may_be_wanted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "textcheck.toml").write_text('select = ["ART"]')
    (folder / "other.toml").write_text('select = ["LAY"]')
    assert selected("a.txt", file="other.toml") == ("LAY",)
    assert selected("a.txt", isolated=True) == ("ALL",)
    assert main(["--config", "none.toml", "a.txt"]) == 2
    assert "--config none.toml: no such file" in capsys.readouterr().err
    assert main(["--config", "other.toml", "--no-config", "a.txt"]) == 2


def test_looking_for_a_file_reads_each_folder_once(folder: Path) -> None:
    known: dict[str, str | None] = {}
    assert discovery.find("sub/deep", known) is None
    assert known[str(folder / "sub")] is None
    (folder / "sub" / "textcheck.toml").write_text("")
    assert discovery.find("sub/deep", known) is None


# What it may say


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('selekt = ["ART"]', "textcheck.toml:1: unknown key 'selekt'; did you mean 'select'?"),
        ('\n\nselect = ["ARTT"]', "textcheck.toml:3: no rule is called 'ARTT'; did you mean"),
        ('select = "ART"', "textcheck.toml:1: select = 'ART': wanted a list"),
        ('[severities]\nART = "grave"', "textcheck.toml:1: severity 'grave': wanted one of note, warning, error"),
        ("[thresholds]\nspun = 2", "textcheck.toml:1: thresholds['spun'] = 2: wanted a confidence"),
        ("max-findings-per-rule = 0", "textcheck.toml:1: max-findings-per-rule = 0: wanted at least 1"),
        ('language = "english"', "textcheck.toml:1: language = 'english': wanted an ISO 639-1 code"),
        ('date = "today"', "textcheck.toml:1: date = 'today': wanted a date"),
        ('fail-level = "fatal"', "textcheck.toml:1: severity 'fatal'"),
        ("fail-under = 3", "textcheck.toml:1: fail-under = 3: wanted a score"),
        ('preset = "newz"', "textcheck.toml:1: no preset is called 'newz'; did you mean 'news'?"),
        ("preset = 3", "textcheck.toml:1: 3: wanted the name of a preset"),
        ("inline = 1", "textcheck.toml:1: inline = 1: wanted true or false"),
        ('suppress = "x"', "textcheck.toml:1: suppress = 'x': wanted a list of fingerprints"),
        ('[records]\nid7 = ["ARTX"]', "textcheck.toml:1: no rule is called 'ARTX'"),
        ("overrides = 3", "textcheck.toml:1: overrides = 3: wanted tables [[overrides]]"),
        ("[[overrides]]\nignore = ['ART']", "textcheck.toml:1: paths = None: wanted a list of globs"),
        ("a = 1\n[[overrides]]", "textcheck.toml:1: unknown key 'a'"),
        ("[[overrides]]\npaths = ['a']\nfail-level = 'note'", "textcheck.toml:3: unknown key 'fail-level'"),
        ("[[terms]]\nwords = 'x'", "textcheck.toml:1: terms: unknown key 'words'"),
        ("[[terms]]\nterm = ' '", "textcheck.toml:1: terms: {'term': ' '}: wanted a key `term`"),
        ("[[terms]]\nterm = 'a'\nsafe = 1", "textcheck.toml:1: terms: safe = 1: wanted true or false"),
        ("[[terms]]\nterm = 'a'\n[[terms]]\ntrem = 'a'", "textcheck.toml:3: terms: unknown key 'trem'; did you mean 'term'?"),
        ("terms = ['a']", "textcheck.toml:1: terms: 'a': wanted a table"),
        ("select = [", "textcheck.toml: no TOML: "),
    ],
)
def test_a_mistake_is_named_with_its_line(folder: Path, capsys: pytest.CaptureFixture[str], content: str, message: str) -> None:
    (folder / "textcheck.toml").write_text(content)
    (folder / "a.txt").write_text(DAMAGED)
    assert main(["a.txt"]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith(f"textcheck: error: {message}")
    assert captured.err.count("\n") == 1
    assert captured.out == ""
    with pytest.raises(ConfigError):
        read("textcheck.toml")


def test_a_broken_pyproject_that_speaks_of_textcheck_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "pyproject.toml").write_text("[tool.textcheck\n")
    (folder / "a.txt").write_text("")
    assert main(["a.txt"]) == 2
    assert "pyproject.toml: no TOML" in capsys.readouterr().err
    (folder / "pyproject.toml").write_bytes(b"[tool.textcheck]\n# caf\xe9\n")
    assert main(["a.txt"]) == 2
    assert "pyproject.toml: not UTF-8" in capsys.readouterr().err
    (folder / "pyproject.toml").write_text("[tool]\ntextcheck = 3\n")
    assert main(["a.txt"]) == 2
    assert "tool.textcheck = 3: wanted a table" in capsys.readouterr().err


def test_a_mistake_in_a_folder_below_stops_the_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "sub" / "textcheck.toml").write_text("selct = []")
    (folder / "sub" / "a.txt").write_text(DAMAGED)
    assert main(["."]) == 2
    assert "sub/textcheck.toml:1: unknown key 'selct'" in capsys.readouterr().err


# What wins


def test_the_layers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "textcheck.toml").write_text(
        'preset = "news"\nignore = ["LAY"]\nmax-findings-per-rule = 7\n'
        '[severities]\nART = "note"\n'
        '[[overrides]]\npaths = ["sub/**"]\nignore = ["ART102"]\nlanguage = "de"\n[overrides.severities]\nART101 = "error"\n'
        '[[overrides]]\npaths = ["deep"]\nselect = ["SPN"]\n'
    )
    settings = Settings({"language": ("fr", "--language")})
    top, sub, deep = (settings.of_document(path) for path in ("a.txt", "sub/a.txt", "sub/deep/a.txt"))
    news = {"boilerplate": Severity.WARNING, "truncation": Severity.WARNING}
    assert top.config == Config(
        ignore=("LAY",), max_findings_per_rule=7, language="fr", severities={**news, "ART": Severity.NOTE}
    )
    assert sub.config.ignore == ("LAY", "ART102")
    assert sub.config.severities == {**news, "ART": Severity.NOTE, "ART101": Severity.ERROR}
    # A select starts over.
    assert (deep.config.select, deep.config.ignore) == (("SPN",), ())
    assert top.origins["language"] == "--language"
    assert sub.origins["ignore"] == "textcheck.toml:2, textcheck.toml:8"
    assert sub.origins["severities.ART101"] == "textcheck.toml:11"
    assert sub.origins["severities.boilerplate"] == "preset news"
    assert settings.of_document("sub/b.txt") is sub


def test_the_command_line_wins(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "textcheck.toml").write_text('select = ["LAY"]\nignore = ["ART101"]\nfail-level = "error"\n')
    (folder / "a.txt").write_text(DAMAGED)
    assert codes(capsys, "a.txt") == {"a.txt": []}
    assert codes(capsys, "--select=ART101", "a.txt") == {"a.txt": ["ART101"]}
    assert codes(capsys, "--no-config", "--select=ART", "a.txt") == {"a.txt": ["ART101"]}
    assert main(["--preset=fineweb", "a.txt"]) == 0


def test_documents_of_one_run_may_differ(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "textcheck.toml").write_text('select = ["ART"]\n[[overrides]]\npaths = ["sub"]\nignore = ["ART101"]\n')
    for name in ("a.txt", "sub/b.txt", "sub/deep/c.txt", "z.txt"):
        (folder / name).write_text(DAMAGED)
    expected = {"a.txt": ["ART101"], "sub/b.txt": [], "sub/deep/c.txt": [], "z.txt": ["ART101"]}
    assert codes(capsys, ".") == codes(capsys, "--jobs=2", ".") == expected
    assert codes(capsys, str(folder / "a.txt"), "sub") == {
        str(folder / "a.txt"): ["ART101"],
        "sub/b.txt": [],
        "sub/deep/c.txt": [],
    }


def test_what_is_excluded_is_left_out_unless_it_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "textcheck.toml").write_text('exclude = ["sub", "*.md"]\n')
    for name in ("a.txt", "b.md", "sub/c.txt"):
        (folder / name).write_text("")
    assert list(codes(capsys, ".")) == ["a.txt"]
    assert list(codes(capsys, ".", "b.md")) == ["a.txt", "b.md"]
    assert list(codes(capsys, "--no-config", "--exclude=a.*", ".")) == ["b.md", "sub/c.txt"]
    assert main(["sub"]) == 2
    assert capsys.readouterr().err == (
        "textcheck: error: nothing was checked: exclude leaves out every file that the paths lead to (1)\n"
    )


def test_paths_are_meant_from_the_folder_of_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "words.toml").write_text('allow = ["{that a}"]\n[[terms]]\nterm = "deal"\nreplacement = "pact"\nsafe = true\n')
    (folder / "textcheck.toml").write_text('select = ["ART", "LEX"]\nlexicons = ["words.toml"]\n')
    (folder / "sub" / "a.txt").write_text(DAMAGED)
    monkeypatch.chdir(folder / "sub")
    assert codes(capsys, "a.txt") == {"a.txt": ["LEX101"]}
    main(["--fix", "a.txt"])
    assert (folder / "sub" / "a.txt").read_text() == "We hope {that a} pact is near.\n"
    (folder / "words.toml").write_text("alow = []")
    assert main(["a.txt"]) == 2
    assert "words.toml: unknown key 'alow'; did you mean 'allow'?" in capsys.readouterr().err


def test_standard_input_belongs_to_the_folder(folder: Path) -> None:
    (folder / "textcheck.toml").write_text('select = ["LAY"]')
    done = subprocess.run(
        [sys.executable, "-m", "textcheck", "--quiet", "-"],
        cwd=folder,
        input=DAMAGED.encode(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_can_be_checked_with(folder: Path, name: str) -> None:
    resolved = Settings(presets=[name]).of_document("a.txt")
    checker = Checker(resolved.config)
    assert checker.rules
    assert set(resolved.origins.values()) == {f"preset {name}"}


def test_presets_together_select_together(folder: Path) -> None:
    assert selected("a.txt", presets=["gopher", "c4"]) == ("STA101", "STA102", "STA103")
    (folder / "textcheck.toml").write_text('preset = ["gopher", "fineweb"]')
    assert selected("a.txt") == ("STA101", "STA102", "STA104")
    assert selected("a.txt", presets=["c4"]) == ("STA103",)


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*.txt", "a.txt", True),
        ("*.txt", "x/y/a.txt", True),
        ("x/*.txt", "x/a.txt", True),
        ("x/*.txt", "x/y/a.txt", False),
        ("x/**/*.txt", "x/a.txt", True),
        ("x/**/*.txt", "x/y/z/a.txt", True),
        ("./x/", "x/y/a.txt", True),
        ("x", "xy/a.txt", False),
        ("a?.txt", "ab.txt", True),
        ("a.txt", "a+txt", False),
        ("**", "x/a.txt", True),
    ],
)
def test_globs(pattern: str, path: str, expected: bool) -> None:
    assert matches(pattern, path) is expected


def test_the_lines_of_a_file() -> None:
    text = (
        "# select = 1\nselect = [ # ]\n  'a', \"]\",\n]\nallow = ['''\nkey = 3\n''']\n[tool.'a.b']\nc.d = { e = 1 }\n"
        '[[o]]\nx = """\ny = 1"""\n[o.sub]\nz = 1\n[[o]]\nx = 2\n'
    )
    assert lines_of(text) == {
        ("select",): 2,
        ("allow",): 5,
        ("tool", "a.b"): 8,
        ("tool", "a.b", "c"): 9,
        ("tool", "a.b", "c", "d"): 9,
        ("o", "0"): 10,
        ("o", "0", "x"): 11,
        ("o", "0", "sub"): 13,
        ("o", "0", "sub", "z"): 14,
        ("o", "1"): 15,
        ("o", "1", "x"): 16,
    }


# How it is shown


def test_what_is_in_force_is_shown_with_where_it_comes_from(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import tomllib

    (folder / "pyproject.toml").write_text(
        '[tool.textcheck]\npreset = "news"\nignore = ["LAY"]\nfail-under = 0.5\n'
        '[[tool.textcheck.terms]]\nterm = "a \\"b\\""\n[tool.textcheck.severities]\nspun = "note"\n'
    )
    assert main(["config", "--language=de", "a.txt"]) == 0
    out = capsys.readouterr().out
    lines = {line.partition("  # ")[0].strip(): line.partition("  # ")[2] for line in out.splitlines()[1:]}
    assert out.startswith("# in force for a.txt\n")
    assert lines['ignore = ["LAY"]'] == "pyproject.toml:3"
    assert lines['severities.boilerplate = "warning"'] == "preset news"
    assert lines['severities.spun = "note"'] == "pyproject.toml:8"
    assert lines['language = "de"'] == "--language"
    assert lines["fail-under = 0.5"] == "pyproject.toml:4"
    assert lines["facts = true"] == "default"
    assert lines["# date"] == "default"
    # What is shown can be taken as a file.
    (folder / "sub" / "textcheck.toml").write_text(out)
    again = read("sub/textcheck.toml").documents.values
    assert again["terms"] == [Term('a "b"')]
    assert tomllib.loads(out)["severities"] == {"boilerplate": "warning", "truncation": "warning", "spun": "note"}


def test_what_cannot_be_obeyed_is_not_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "--select=ARTX"]) == 2
    assert "no rule is called 'ARTX'" in capsys.readouterr().err
    assert main(["config", "a", "b"]) == 2
    assert main(["config", "--presets"]) == 0
    assert all(f"\n{name}: " in f"\n{capsys.readouterr().out}" for name in list(PRESETS)[:1])


def test_the_schema_takes_what_is_taken_and_refuses_what_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    import tomllib

    assert main(["config", "--schema"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown == schema()
    jsonschema.Draft7Validator.check_schema(shown)
    validator = jsonschema.Draft7Validator(shown)
    good = tomllib.loads(
        'preset = ["news", "ocr"]\nselect = ["ALL"]\nfacts = false\nlanguage = "de"\nfail-level = "note"\nfail-under = 0.5\n'
        'max-findings-per-rule = 5\nallow = ["x"]\n[severities]\nART = "note"\n[thresholds]\nspun = 0.5\n[records]\nid = ["ART"]\n'
        '[[terms]]\nterm = "x"\nreplacement = "y"\nmatch-case = true\nseverity = "error"\n[[overrides]]\npaths = ["a"]\nignore = []\n'
    )
    assert list(validator.iter_errors(good)) == []
    for bad in (
        'selekt = ["ART"]',
        "select = 3",
        "fail-under = 2",
        'severities = { ART = "grave" }',
        "thresholds = { ART = 2 }",
        "max-findings-per-rule = 0",
        "[[terms]]\nreplacement = 'x'",
        "[[overrides]]\nignore = ['x']",
        "[[overrides]]\npaths = ['x']\nfail-level = 'note'",
        "preset = 'newz'",
    ):
        assert list(validator.iter_errors(tomllib.loads(bad))), bad


def test_every_key_is_in_the_schema_and_explained() -> None:
    import dataclasses

    from textcheck.settings import RunOptions

    properties = schema()["properties"]
    for kind in (Config, Suppressions, RunOptions):
        for item in dataclasses.fields(kind):
            described = properties[item.name.replace("_", "-")]
            assert described["description"].endswith("."), item.name


def test_values_are_written_as_toml() -> None:
    import tomllib

    for value in (True, 3, 0.5, 'a"b\\c\n\x7f é', ["x", ["y"]], {"a b": 1, "c": {}}, datetime.date(2024, 1, 2)):
        assert tomllib.loads(f"x = {toml(value)}")["x"] == value


def test_a_checker_with_terms_pickles(tmp_path: Path) -> None:
    (tmp_path / "w.toml").write_text('allow = ["ok term"]')
    config = Config(select=("LEX",), terms=(Term("bad term"),), lexicons=(str(tmp_path / "w.toml"),), allow=("a bad term",))
    copy = pickle.loads(pickle.dumps(Checker(config)))
    for checker in (Checker(config), copy):
        assert [f.start for f in checker.check("Bad term, a bad term.").findings] == [0]


def test_a_plain_check_loads_none_of_what_it_does_not_need(folder: Path) -> None:
    (folder / "a.txt").write_text("Nothing is wrong here.\n")
    program = "import sys; from textcheck.__main__ import main; main(['a.txt']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    unwanted = {
        "tomllib",
        "rich",
        "pyarrow",
        "csv",
        "difflib",
        "jsonschema",
        "xml.sax",
        "email",
        "urllib.parse",
        "tempfile",
        "hashlib",
    }
    unwanted |= {f"textcheck.{name}" for name in ("baseline", "fingerprints", "own_terms.toml")}
    unwanted |= {
        f"textcheck.reporters.{name}" for name in ("sarif", "html", "github", "junit", "csv", "parquet", "rows", "records")
    }
    assert not unwanted & loaded


def test_the_example_of_the_documentation_is_obeyed(folder: Path) -> None:
    page = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (folder / "textcheck.toml").write_text(block, encoding="utf-8")
    settings = Settings()
    assert settings.of_document("scans/a.txt").config.ignore == ("LAY110", "SPN", "NAM", "LAY106", "LAY107")
    config = settings.of_document("a.txt").config
    assert config.severities == {"boilerplate": Severity.ERROR, "truncation": Severity.WARNING}
    assert config.terms == (Term("utilise", "house style", "use", Severity.NOTE),)
    assert settings.of_run()[0].fail_level is Severity.ERROR
