"""The documents are true: derived parts are current, examples run, every rule is described, every dependency explained."""

from __future__ import annotations

import doctest
import importlib.util
import json
import re
import shlex
import shutil
import textwrap
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

import textcheck
from textcheck.__main__ import main
from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.document import Document
from textcheck.readers.compression import compressed
from textcheck.registry import registered
from textcheck.settings import Settings
from textcheck.suppressions import directives

ROOT = Path(__file__).parent.parent
PAGES = [path for path in (ROOT / "docs").rglob("*.md") if "samples" not in path.parts]
MARKDOWN = sorted([*ROOT.glob("*.md"), *PAGES, *(ROOT / "benchmarks").glob("*.md")])
NAMES = [path.relative_to(ROOT).as_posix() for path in MARKDOWN]


def build_docs() -> ModuleType:
    specification = importlib.util.spec_from_file_location("build_docs", ROOT / "tools" / "build_docs.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


BUILD = build_docs()


@pytest.mark.parametrize("name", BUILD.DOCUMENTS)
def test_sessions_show_what_the_commands_print(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == BUILD.document(name), "out of date: run `make docs`"


def test_derived_documents_are_current() -> None:
    current = {ROOT / BUILD.RULES: BUILD.rules_page(), ROOT / BUILD.SCHEMA: json.dumps(BUILD.schema(), indent=2) + "\n"}
    for path, text in current.items():
        assert path.read_text(encoding="utf-8") == text, "out of date: run `make docs`"


def test_every_rule_is_described() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    for code, entry in registered().items():
        assert page.count(f"\n### {code} {entry.rule.name}\n") == 1
        assert page.count(f"](#{code.lower()}-{entry.rule.name})") == 1


class Block(NamedTuple):
    """A fenced block of a document; `run` says whether its session is run by tools/build_docs.py, or as a doctest."""

    name: str
    kind: str
    body: str
    run: bool


def blocks() -> list[Block]:
    found = []
    for path in MARKDOWN:
        text = path.read_text(encoding="utf-8")
        run = {block.start("body") for block in BUILD.RUN.finditer(text)}
        for block in re.finditer(r"^( *)```(.*)\n((?:.*\n)*?)\1```$", text, re.MULTILINE):
            name = path.relative_to(ROOT).as_posix()
            found.append(Block(name, block[2], textwrap.dedent(block[3]), block.start(3) in run))
    return found


def blocks_of(*kinds: str) -> list[Any]:
    chosen = [block for block in blocks() if block.kind in kinds]
    return [pytest.param(block, id=f"{block.name}-{number}") for number, block in enumerate(chosen)]


# What becomes of blocks of each kind: sessions are held against what commands print, above; tests_site reads YAML and Lua.
KINDS = {"console", "python", "sh", "toml", "markdown", "yaml", "lua"}


def test_every_block_is_of_a_kind_that_is_tried() -> None:
    assert {block.kind for block in blocks()} <= KINDS
    assert [block for block in blocks() if block.kind == "console" and not block.run] == []
    indented = re.compile(r"^\n {4,}(?:python|pip|textcheck|\$) ", re.MULTILINE)
    assert [path.name for path in MARKDOWN if indented.search(path.read_text(encoding="utf-8"))] == []


# The rule of the guide for contributors has a test of its own; what needs engines of pipelines is run by tests_integrations.
@pytest.mark.parametrize(
    "block",
    [
        each
        for each in blocks_of("python")
        if "RULE = " not in each.values[0].body and each.values[0].name != "docs/integrations.md"
    ],
)
def test_python_blocks_are_true(block: Block, tmp_path: Path) -> None:
    if block.run or ">>>" in block.body:
        test = doctest.DocTestParser().get_doctest(block.body, {}, block.name, block.name, 0)
        assert test.examples, "a block that is run holds examples behind >>>"
        assert doctest.DocTestRunner().run(test).failed == 0
        return
    names = {"textcheck": textcheck, "texts": ["We hope {that a} deal is near."]}
    exec(compile(block.body.replace("jobs=8", "jobs=1"), block.name, "exec"), names)


# What a line of a shell does where nobody answers it, and what its exit status may be: serving, and asking, need somebody.
ALONE = {"textcheck serve": "--help", "textcheck lsp": "--help", "textcheck --interactive corpus/": ""}


@pytest.mark.parametrize("block", blocks_of("sh"))
def test_commands_are_understood(
    block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "corpus")
    crawl = tmp_path / "crawl" / "a.jsonl.zst"
    crawl.parent.mkdir()
    crawl.write_bytes(compressed(b'{"id": 1, "text": "We hope {that a} deal is near."}\n', "zstd"))
    shutil.copy(crawl, tmp_path / "crawl.jsonl.zst")
    monkeypatch.chdir(tmp_path)
    for line in block.body.replace("\\\n", "").replace("--jobs 8", "--jobs 1").splitlines():
        words = shlex.split(line, comments=True)
        plain = " ".join(words)
        if not words:
            continue
        if words[0] == "textcheck":
            if ">" in words:
                words = words[: words.index(">")]
            status = main([*words[1:], *ALONE.get(plain, "").split()])
            said = capsys.readouterr()
            if "--interactive" in words:
                assert (status, "it needs a terminal" in said.err) == (2, True)
            else:
                assert status in (0, 1), f"{line}: {said.err}"
        elif words[0] in ("pip", "make"):
            known = EXTRAS if words[0] == "pip" else TARGETS
            asked = re.findall(r"\[([a-z,]+)\]", line) if words[0] == "pip" else words[1:]
            assert {name for each in asked for name in each.split(",")} <= known, line
        elif words[:2] == ["python3", "-m"]:
            # The lines that install textcheck itself; .ci/run and tests_installed follow them.
            assert "venv .venv" in line
        else:
            assert words[0] == "python", line
            program = (ROOT / words[1]).read_text(encoding="utf-8")
            assert [word for word in words[2:] if word.startswith("--") and f'"{word}"' not in program] == []


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = set(PROJECT["project"]["optional-dependencies"])
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("block", blocks_of("toml"))
def test_configuration_is_understood(block: Block, tmp_path: Path) -> None:
    values = tomllib.loads(block.body)
    if "language-server" in values:
        assert values["language-server"]["textcheck"]["command"] == "textcheck"
        Config.from_mapping(values["language-server"]["textcheck"]["config"])
    elif "positive" not in values:
        for name, text in (("people.csv", "person,office\n"), ("house-style.toml", 'allow = ["x"]\n')):
            (tmp_path / name).write_text(text)
        (tmp_path / "textcheck.toml").write_text(block.body)
        resolved = Settings(file=str(tmp_path / "textcheck.toml")).of_document(str(tmp_path / "scans" / "a.txt"))
        assert Checker(resolved.config).rules


def test_the_rule_of_the_guide_finds_its_cases(tmp_path: Path) -> None:
    guide = [block for block in blocks() if block.name == "CONTRIBUTING.md"]
    (rule,) = (block.body for block in guide if block.kind == "python")
    (cases,) = (tomllib.loads(block.body) for block in guide if block.kind == "toml")
    (tmp_path / "dummy_text.py").write_text(rule)
    names: dict[str, Any] = {}
    exec(compile(rule, "dummy_text.py", "exec"), names)
    assert len(cases["negative"]) > len(cases["positive"]) >= 3
    for case in (*cases["positive"], *cases["negative"]):
        found = [case["text"][finding.start : finding.end] for finding in names["detect"](Document(case["text"]))]
        assert found == case.get("spans", []), case["text"]


@pytest.mark.parametrize("block", blocks_of("markdown"))
def test_comments_that_allow_are_understood(block: Block) -> None:
    found, warned = directives(block.body)
    assert (len(found), warned) == (block.body.count("textcheck: allow"), [])


def test_the_readme_runs_what_it_shows_and_is_short() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {block["kind"] for block in BUILD.RUN.finditer(readme)} == {"console", "python"}
    assert re.search(r"!\[[^\]]+\]\(docs/images/report\.png\)", readme)
    assert (ROOT / "docs" / "images" / "report.png").stat().st_size < 250_000


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_a_place_on_the_site(name: str) -> None:
    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    if name.startswith("docs/"):
        assert f"- {name.removeprefix('docs/')}\n" in site


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("http://", "https://", "#")):
            continue
        assert (path.parent / target.partition("#")[0]).exists(), target


def test_tests_that_pages_name_exist() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("*.py"))
    named = {name for path in MARKDOWN for name in re.findall(r"`(test_\w+)`", path.read_text(encoding="utf-8"))}
    assert len(named) > 10
    assert {name for name in named if f"def {name}(" not in tests} == set()


def test_every_dependency_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    for extra in project["project"]["optional-dependencies"].values():
        wanted.extend(extra)
    names = {re.split(r"[\[<>=~! ]", requirement)[0] for requirement in wanted} - {"textcheck"}
    explained = set(
        re.findall(r"^\| `([a-z0-9._-]+)` \|", (ROOT / "docs" / "dependencies.md").read_text("utf-8"), re.MULTILINE)
    )
    assert names <= explained
    assert explained <= names, "explained, but not a dependency"


def test_the_test_line_of_the_readme_is_the_one_that_is_run() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^python3 -m venv .*$", readme, re.MULTILINE)
    assert len(lines) == 2
    assert lines[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_change_notes_name_the_version() -> None:
    assert f"## [{textcheck.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_data_file_has_a_source() -> None:
    listed = (ROOT / "src" / "textcheck" / "data" / "LICENSES.md").read_text(encoding="utf-8")
    for path in (ROOT / "src" / "textcheck" / "data").iterdir():
        if path.suffix != ".md":
            assert f"`{path.name}`" in listed, f"{path.name}: say in LICENSES.md where it comes from and under which licence"
