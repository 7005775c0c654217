"""The documents are true: derived parts are current, examples run, every rule is described, every dependency explained."""

from __future__ import annotations

import doctest
import importlib.util
import re
import tomllib
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import textcheck
from textcheck.registry import registered

ROOT = Path(__file__).parent.parent
MARKDOWN = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "benchmarks").glob("*.md")])


def build_docs() -> ModuleType:
    specification = importlib.util.spec_from_file_location("build_docs", ROOT / "tools" / "build_docs.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


BUILD = build_docs()


@cache
def current() -> dict[Path, str]:
    pages: dict[Path, str] = BUILD.current()
    return pages


@pytest.mark.parametrize("name", ["docs/rules.md", BUILD.SCHEMA, *BUILD.DOCUMENTS])
def test_derived_documents_are_current(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == current()[ROOT / name], "out of date: run `make docs`"


def test_every_rule_is_described() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    for code, entry in registered().items():
        assert page.count(f"\n### {code} {entry.rule.name}\n") == 1
        assert page.count(f"](#{code.lower()}-{entry.rule.name})") == 1


def python_blocks() -> list[tuple[str, str]]:
    blocks = []
    for path in MARKDOWN:
        for block in BUILD.RUN.finditer(path.read_text(encoding="utf-8")):
            if block[2] == "python":
                blocks.append((path.name, block[3]))
    return blocks


@pytest.mark.parametrize(("name", "block"), python_blocks())
def test_python_examples_are_true(name: str, block: str) -> None:
    test = doctest.DocTestParser().get_doctest(block, {}, name, name, 0)
    assert test.examples, "a block that is run holds examples behind >>>"
    assert doctest.DocTestRunner().run(test).failed == 0


def test_the_readme_runs_what_it_shows() -> None:
    shown = {block[2] for block in BUILD.RUN.finditer((ROOT / "README.md").read_text(encoding="utf-8"))}
    assert shown == {"console", "python"}


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("http://", "https://", "#")):
            continue
        assert (path.parent / target.partition("#")[0]).exists(), target


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
