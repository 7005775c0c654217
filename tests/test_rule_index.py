"""The index of rules: it says what the rules say, spares importing them, and is not believed once it is out of date."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from textcheck import registry, rule_index
from textcheck.rule import Rule, Severity
from textcheck.rule_index import RuleFile


def fields(rule: Rule) -> tuple[object, ...]:
    return rule.code, rule.name, rule.family, rule.severity, rule.default, rule.gate, rule.gated_with, rule.needs, rule.terms


@pytest.fixture
def index(tmp_path: Path) -> str:
    path = tmp_path / "index.tsv"
    path.write_text(registry.index_text(), encoding="ascii")
    return str(path)


def test_the_index_says_what_the_rules_say(index: str) -> None:
    indexed = rule_index.read(index, registry._files())
    assert indexed is not None
    assert [fields(rule) for rule in indexed] == [fields(entry.rule) for entry in registry.registered().values()]


def test_the_packaged_index_is_current() -> None:
    assert Path(registry.INDEX).read_text(encoding="ascii") == registry.index_text(), "run tools/build_docs.py"


@pytest.mark.parametrize(
    "changed",
    [
        lambda files: [*files, RuleFile("artifact", "one_more", 10, 0.0)],
        lambda files: files[1:],
        lambda files: [files[0]._replace(size=files[0].size + 1), *files[1:]],
        lambda files: [files[0]._replace(changed=files[0].changed + 1e9), *files[1:]],
    ],
    ids=["a rule more", "a rule less", "another size", "changed later"],
)
def test_an_index_that_is_not_current_is_not_believed(index: str, changed: object) -> None:
    assert rule_index.read(index, registry._files()) is not None
    assert callable(changed)
    assert rule_index.read(index, changed(registry._files())) is None


def test_without_an_index_all_rules_are_imported(tmp_path: Path) -> None:
    assert rule_index.read(os.fspath(tmp_path / "none.tsv"), registry._files()) is None


def test_only_the_rules_that_a_text_calls_for_are_imported() -> None:
    program = (
        "import sys, textcheck; textcheck.check({text!r});"
        "print(*(name for name in sys.modules if name.startswith('textcheck.detectors.artifact.')))"
    )

    def loaded(text: str) -> list[str]:
        command = [sys.executable, "-c", program.format(text=text)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()

    assert loaded("The council is hoping.") == []
    assert "textcheck.detectors.artifact.spintax_residue" in loaded("The council is hoping {that a} road will open.")


def test_rules_that_lack_what_they_need_are_neither_asked_nor_imported() -> None:
    """Terms of one's own, a language detector and a profile are given by few."""
    program = (
        "import sys; from textcheck import Checker, Config; from textcheck.config import Term;"
        "checker = Checker(Config(terms=({terms})));"
        "print([f.code for f in checker.check('The mayor of the town was late.\\n\\nNobody utilised the bridge.').findings]);"
        "print('textcheck.detectors.lexicon.listed_term' in sys.modules, 'textcheck.detectors.language.identified_paragraph' in sys.modules)"
    )

    def said(terms: str) -> list[str]:
        command = [sys.executable, "-c", program.format(terms=terms)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()

    assert said("") == ["[]", "False False"]
    assert said("{'term': 'utilised'},") == ["['LEX101']", "True False"]


def test_a_copy_of_a_rule_keeps_what_is_not_changed() -> None:
    rule = registry.registered()["LNG104"].rule
    copy = rule.but(severity=Severity.NOTE)
    assert copy.severity is Severity.NOTE
    assert all(getattr(copy, field) == getattr(rule, field) for field in Rule.__slots__ if field != "severity")
    with pytest.raises(ValueError, match="no context holds 'weather'"):
        rule.but(needs="weather")
