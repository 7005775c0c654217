"""Finds the rules: every file of `detectors/<family>/`, each with one RULE and its cases."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from textcheck.errors import ConfigError, ResourceError
from textcheck.rule import FAMILIES, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

DETECTORS = Path(__file__).parent / "detectors"


class Registered(NamedTuple):
    """A rule, the explanation in its docstring, and the path of its cases."""

    rule: Rule
    explanation: str
    cases_path: Path

    def cases(self) -> dict[str, list[dict[str, Any]]]:
        """The rule's cases: lists of tables under `positive`, `negative` and `known_failure`."""
        import tomllib

        return tomllib.loads(self.cases_path.read_text(encoding="utf-8"))


@cache
def registered() -> dict[str, Registered]:
    """Every rule by code, in order of code.

    Raises ResourceError where a file of detectors holds no RULE, where a code or name repeats, or where a rule lies in
    another family's folder: all are faults of the package, not of its user.
    """
    found: dict[str, Registered] = {}
    names: set[str] = set()
    for path in sorted(DETECTORS.glob("*/*.py")):
        if path.name == "__init__.py":
            continue
        family = path.parent.name
        entry = _load(path)
        rule = entry.rule
        if rule.code in found:
            raise ResourceError(f"{family}/{path.name} repeats code {rule.code}: codes are never reused")
        if rule.name in names:
            raise ResourceError(f"{family}/{path.name} repeats rule name {rule.name}")
        if rule.name.replace("-", "_") != path.stem:
            raise ResourceError(f"{family}/{path.name} holds {rule.name}: the file of a rule is called like the rule")
        if rule.family != family:
            raise ResourceError(f"{family}/{path.name}: code {rule.code} belongs into {rule.family}/")
        names.add(rule.name)
        found[rule.code] = entry
    return dict(sorted(found.items()))


def find(name: str) -> Registered:
    """The rule of a code or a rule name. Raises ConfigError, naming the nearest known one, where there is none.

    Imports the rules of one family at most: a question about one rule must not wait for all. A rule's file is called like the rule.
    """
    prefix = name[:3].upper()
    files = [path for path in sorted(DETECTORS.glob("*/*.py")) if path.name != "__init__.py"]
    called = [path for path in files if path.stem == name.lower().replace("-", "_")]
    for path in called or [path for path in files if FAMILIES.get(path.parent.name) == prefix]:
        entry = _load(path)
        if name.upper() == entry.rule.code or name.lower() == entry.rule.name:
            return entry
    from difflib import get_close_matches

    known = [entry.rule for entry in registered().values()]
    close = get_close_matches(name, [word for rule in known for word in (rule.code, rule.name)], n=1)
    raise ConfigError(
        f"no rule is called {name!r}; " + (f"did you mean {close[0]!r}?" if close else "`textcheck rules` lists all")
    )


def _load(path: Path) -> Registered:
    module = importlib.import_module(f"textcheck.detectors.{path.parent.name}.{path.stem}")
    rule = getattr(module, "RULE", None)
    if not isinstance(rule, Rule):
        raise ResourceError(f"{path.parent.name}/{path.name} holds no RULE: every file of detectors is one rule")
    return Registered(rule, (module.__doc__ or "").strip(), path.with_suffix(".toml"))


def matches(rule: Rule, selectors: Iterable[str]) -> bool:
    """Whether a rule is named by one of the selectors: a code, a prefix of a code, a family, a rule name, or ALL."""
    return any(
        selector == "ALL" or rule.code.startswith(selector.upper()) or selector in (rule.family, rule.name)
        for selector in selectors
    )
