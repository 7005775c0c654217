"""Finds the rules: every file of `detectors/<family>/`, each with one RULE and its cases."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from textcheck.errors import ResourceError
from textcheck.rule import Rule

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
        module = importlib.import_module(f"textcheck.detectors.{family}.{path.stem}")
        rule = getattr(module, "RULE", None)
        if not isinstance(rule, Rule):
            raise ResourceError(f"{family}/{path.name} holds no RULE: every file of detectors is one rule")
        if rule.code in found:
            raise ResourceError(f"{family}/{path.name} repeats code {rule.code}: codes are never reused")
        if rule.name in names:
            raise ResourceError(f"{family}/{path.name} repeats rule name {rule.name}")
        if rule.family != family:
            raise ResourceError(f"{family}/{path.name}: code {rule.code} belongs into {rule.family}/")
        names.add(rule.name)
        found[rule.code] = Registered(rule, (module.__doc__ or "").strip(), path.with_suffix(".toml"))
    return dict(sorted(found.items()))


def matches(rule: Rule, selectors: Iterable[str]) -> bool:
    """Whether a rule is named by one of the selectors: a code, a prefix of a code, a family, a rule name, or ALL."""
    return any(
        selector == "ALL" or rule.code.startswith(selector.upper()) or selector in (rule.family, rule.name)
        for selector in selectors
    )
