"""Finds the rules: every file of `detectors/<family>/`, each with one RULE and its cases."""

from __future__ import annotations

import importlib
import os
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from textcheck import rule_index
from textcheck.errors import ConfigError, ResourceError
from textcheck.rule import FAMILIES, Rule
from textcheck.rule_index import RuleFile

if TYPE_CHECKING:
    from collections.abc import Iterable

# Paths are strings here: importing `pathlib` costs a third as much as starting Python, and `explain` needs little else.
DETECTORS = os.path.join(os.path.dirname(__file__), "detectors")
INDEX = os.path.join(DETECTORS, "index.tsv")


class Registered(NamedTuple):
    """A rule, the explanation in its docstring, and the path of its cases."""

    rule: Rule
    explanation: str
    cases_path: str

    def cases(self) -> dict[str, list[dict[str, Any]]]:
        """The rule's cases: lists of tables under `positive`, `negative` and `known_failure`.

        TOML holds no lone surrogates: a case with `surrogates = true` writes them as `\\ud800` in literal strings.
        """
        import tomllib

        with open(self.cases_path, "rb") as file:
            tables = tomllib.load(file)
        for cases in tables.values():
            for case in cases:
                if case.get("surrogates", False):
                    case.update({key: _with_surrogates(value) for key, value in case.items()})
        return tables


def _with_surrogates(value: Any) -> Any:
    import re

    if isinstance(value, list):
        return [_with_surrogates(item) for item in value]
    if not isinstance(value, str):
        return value
    return re.sub(r"\\u(d[89a-f][0-9a-f]{2})", lambda match: chr(int(match[1], 16)), value)


@cache
def registered() -> dict[str, Registered]:
    """Every rule by code, in order of code.

    Raises ResourceError where a file of detectors holds no RULE, where a code or name repeats, or where a rule lies in
    another family's folder: all are faults of the package, not of its user.
    """
    found: dict[str, Registered] = {}
    names: set[str] = set()
    for family, stem, *_ in _files():
        entry = _load(family, stem)
        rule = entry.rule
        if rule.code in found:
            raise ResourceError(f"{family}/{stem}.py repeats code {rule.code}: codes are never reused")
        if rule.name in names:
            raise ResourceError(f"{family}/{stem}.py repeats rule name {rule.name}")
        if rule.name.replace("-", "_") != stem:
            raise ResourceError(f"{family}/{stem}.py holds {rule.name}: the file of a rule is called like the rule")
        if rule.family != family:
            raise ResourceError(f"{family}/{stem}.py: code {rule.code} belongs into {rule.family}/")
        names.add(rule.name)
        found[rule.code] = entry
    return dict(sorted(found.items()))


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, by code, for running: one with nothing but a gate is imported when its gate first matches.

    Raises ResourceError as `registered` does.
    """
    indexed = rule_index.read(INDEX, _files())
    return tuple(entry.rule for entry in registered().values()) if indexed is None else indexed


def index_text() -> str:
    """What the index of rules should hold now."""
    files = {(file.family, file.stem): file for file in _files()}
    entries = registered().values()
    return rule_index.text_of((files[entry.rule.family, entry.rule.name.replace("-", "_")], entry.rule) for entry in entries)


def find(name: str) -> Registered:
    """The rule of a code or a rule name. Raises ConfigError, naming the nearest known one, where there is none.

    Imports the rules of one family at most: a question about one rule must not wait for all. A rule's file is called like the rule.
    """
    prefix = name[:3].upper()
    called = [file for file in _files() if file.stem == name.lower().replace("-", "_")]
    for file in called or [file for file in _files() if FAMILIES.get(file.family) == prefix]:
        entry = _load(file.family, file.stem)
        if name.upper() == entry.rule.code or name.lower() == entry.rule.name:
            return entry
    from difflib import get_close_matches

    known = [entry.rule for entry in registered().values()]
    close = get_close_matches(name, [word for rule in known for word in (rule.code, rule.name)], n=1)
    raise ConfigError(
        f"no rule is called {name!r}; " + (f"did you mean {close[0]!r}?" if close else "`textcheck rules` lists all")
    )


def _files() -> list[RuleFile]:
    """The file of every rule."""
    found = []
    for family in os.scandir(DETECTORS):
        if not family.is_dir():
            continue
        for entry in os.scandir(family.path):
            if entry.name.endswith(".py") and entry.name != "__init__.py":
                stat = entry.stat()
                found.append(RuleFile(family.name, entry.name.removesuffix(".py"), stat.st_size, stat.st_mtime))
    return sorted(found)


def _load(family: str, stem: str) -> Registered:
    module = importlib.import_module(f"textcheck.detectors.{family}.{stem}")
    rule = getattr(module, "RULE", None)
    if not isinstance(rule, Rule):
        raise ResourceError(f"{family}/{stem}.py holds no RULE: every file of detectors is one rule")
    return Registered(rule, (module.__doc__ or "").strip(), os.path.join(DETECTORS, family, f"{stem}.toml"))


def matches(rule: Rule, selectors: Iterable[str]) -> bool:
    """Whether a rule is named by one of the selectors: a code, a prefix of a code, a family, a rule name, or ALL.

    ALL names the rules that run by default; it is not a prefix.
    """
    return any(
        (selector == "ALL" and rule.default) or rule.code.startswith(selector.upper()) or selector in (rule.family, rule.name)
        for selector in selectors
    )
