"""`textcheck explain` and `textcheck rules`: what the rules themselves say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textcheck import registry
from textcheck.cli.output import CLEAN, complain, write
from textcheck.errors import ConfigError
from textcheck.reporters.terminal import visible

if TYPE_CHECKING:
    from textcheck.registry import Registered


def rules(argv: Sequence[str]) -> int:
    """List every rule."""
    if argv:
        if argv[0] in ("-h", "--help"):
            write("usage: textcheck rules\n\nLists all rules: code, name, severity, and what it finds.\n")
            return CLEAN
        raise ConfigError(f"rules takes no arguments, not {argv[0]!r}; a file or folder called rules is reached by ./rules")
    entries = registry.registered().values()
    longest = max((len(entry.rule.name) for entry in entries), default=0)
    for entry in entries:
        rule = entry.rule
        first = entry.explanation.partition("\n\n")[0]
        write(f"{rule.code}  {rule.name:<{longest}}  {rule.severity!s:<7}  {' '.join(first.split())}\n")
    return CLEAN


def explain(argv: Sequence[str]) -> int:
    """Tell what some rules find."""
    if not argv or argv[0] in ("-h", "--help"):
        write(
            "usage: textcheck explain CODE|NAME...\n\nTells what a rule finds, what it leaves alone, and shows examples of both.\n"
        )
        return CLEAN if argv else complain("", "explain what? Name a rule by its code or name; `textcheck rules` lists them")
    for number, name in enumerate(argv):
        write("\n" * bool(number) + _explanation(registry.find(name)))
    return CLEAN


MOST_EXAMPLES = 5


def _explanation(entry: Registered) -> str:
    rule = entry.rule
    parts = [f"{rule.code} {rule.name}\nfamily {rule.family}, severity {rule.severity}\n\n{entry.explanation}\n"]
    cases = entry.cases()
    for title, kind in (("Found, for example:", "positive"), ("Left alone, for example:", "negative")):
        parts.append(f"\n{title}\n")
        for case in cases.get(kind, [])[:MOST_EXAMPLES]:
            parts.append(f"  {_one_line(visible(case['text']))}\n")
            if "spans" in case:
                spans = ", ".join(f"`{_one_line(visible(span, strict=True))}`" for span in case["spans"])
                parts.append(f"      finds {spans}\n")
            if case.get("repaired", case["text"]) != case["text"]:
                level = "safe" if case.get("safe") else "unsafe"
                parts.append(f"      repaired ({level}): {_one_line(visible(case['repaired']))}\n")
    return "".join(parts)


LONGEST_EXAMPLE = 300


def _one_line(text: str) -> str:
    return text if len(text) <= LONGEST_EXAMPLE else text[: LONGEST_EXAMPLE - 1] + "…"
