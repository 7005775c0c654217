"""The index of rules: what a checker must know of a rule before a text calls for it.

Importing every rule takes longer than checking a page, and most rules never see a match of their gate. So a file that
`tools/build_docs.py` writes lists them with their gates, and a gated rule is imported when its gate first matches.
An index that is older than a rule or knows another size of its file is not used: all rules are imported then, which is slower and as right.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterable
from typing import NamedTuple

from textcheck.rule import Document, Finding, Rule, Severity

# Files of one installation are written within this many seconds, in any order.
_SAME_TIME = 60.0


class RuleFile(NamedTuple):
    """A rule's file: its family, its module name, its size in bytes, and when it was last changed, in seconds of the epoch."""

    family: str
    stem: str
    size: int
    changed: float


def text_of(rules: Iterable[tuple[RuleFile, Rule]]) -> str:
    """The index as it is written: a line a rule, by code, of fields between tabs."""
    return "".join(
        "\t".join(
            (
                file.family,
                file.stem,
                str(file.size),
                rule.code,
                str(int(rule.severity)),
                "default" if rule.default else "named",
                rule.gated_with or _NOTHING,
                rule.needs or _NOTHING,
                _written(rule),
            )
        )
        + "\n"
        for file, rule in sorted(rules, key=lambda pair: pair[1].code)
    )


# An index of another make is not current.
_FIELDS = 9
# Written for what a rule needs that needs nothing, and for the union of its gate where that is the one of its family.
_NOTHING = "-"
# Written for the gate of a rule that has none and is imported when it first runs; nothing is written for one that is imported at once.
_NO_GATE = "-"


def _written(rule: Rule) -> str:
    if rule.detect is None or rule.terms is not None or rule.when is not None:
        return ""
    return _NO_GATE if rule.gate is None else rule.gate.decode("latin-1").encode("unicode_escape").decode()


def read(path: str, files: Iterable[RuleFile]) -> tuple[Rule, ...] | None:
    """The rules of the index, by code, those with nothing but a gate or none not yet imported; None where the index is missing or not current."""
    try:
        written = os.stat(path).st_mtime
        with open(path, encoding="ascii") as file:
            lines = file.read().split("\n")[:-1]
    except OSError:
        return None
    known = {(rule_file.family, rule_file.stem): rule_file for rule_file in files}
    rules = []
    for line in lines:
        fields = line.split("\t")
        if len(fields) != _FIELDS:
            return None
        family, stem, size, code, severity, default, gated_with, needs, gate = fields
        listed = known.pop((family, stem), None)
        if listed is None or listed.size != int(size) or listed.changed > written + _SAME_TIME:
            return None
        module = f"textcheck.detectors.{family}.{stem}"
        if gate:
            rule = Rule(
                code=code,
                name=stem.replace("_", "-"),
                severity=Severity(int(severity)),
                detect=_on_demand(module),
                gate=None if gate == _NO_GATE else gate.encode().decode("unicode_escape").encode("latin-1"),
                gated_with="" if gated_with == _NOTHING else gated_with,
                needs=None if needs == _NOTHING else needs,
                default=default == "default",
            )
        else:
            rule = importlib.import_module(module).RULE
        rules.append(rule)
    return None if known else tuple(rules)


def _on_demand(module: str) -> Callable[[Document], Iterable[Finding]]:
    detect: Callable[[Document], Iterable[Finding]] | None = None

    def imported(doc: Document) -> Iterable[Finding]:
        nonlocal detect
        if detect is None:
            detect = importlib.import_module(module).RULE.detect
            assert detect is not None
        return detect(doc)

    return imported
