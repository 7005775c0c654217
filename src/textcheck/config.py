"""What the caller wants: which rules, how severe, how sure."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from textcheck.errors import ConfigError
from textcheck.finding import Severity


@dataclass(frozen=True, kw_only=True)
class Config:
    """How to check. Immutable; every field has a default that suits clean ingestion of English and mixed text.

    `select` and `ignore` name rules by code ("SPN101"), prefix ("SPN", "SPN1"), family ("spun"), rule name, or "ALL", all rules
    that run by default; `ignore` wins. `severities` overrides the severity of rules so named. `thresholds` maps such a name to the least confidence,
    in [0, 1], at which its findings are reported. `language` is an ISO 639-1 code for all documents, None to detect.
    `language_detector` names a package that tells the language of paragraphs whose words the core does not know: "py3langid", which the
    extra `language` brings; None for the core alone.
    `facts` switches the packaged office-holders on. `rosters` are files that say who holds which office, CSV or TOML, beside or instead of
    them. `date` is the date of the documents where the caller knows one date for all.
    `max_findings_per_rule` caps the findings of one rule in one document; the Report counts what the cap left out.

    Raises ConfigError for a value out of range.
    """

    select: tuple[str, ...] = ("ALL",)
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=dict)
    language: str | None = None
    language_detector: str | None = None
    facts: bool = True
    rosters: tuple[str, ...] = ()
    date: datetime.date | None = None
    max_findings_per_rule: int = 1000

    def __post_init__(self) -> None:
        for name in ("select", "ignore", "rosters"):
            value = getattr(self, name)
            if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
                wanted = "paths" if name == "rosters" else "rule codes, prefixes or families, such as ('SPN', 'NAM')"
                raise ConfigError(f"{name} = {value!r}: wanted a list of {wanted}")
            object.__setattr__(self, name, tuple(value))
        for name in ("severities", "thresholds"):
            if not isinstance(value := getattr(self, name), Mapping):
                raise ConfigError(f"{name} = {value!r}: wanted a table from rule codes, prefixes or families to values")
        object.__setattr__(self, "severities", {rule: parse_severity(value) for rule, value in self.severities.items()})
        for name, threshold in self.thresholds.items():
            if not isinstance(threshold, int | float) or not 0 <= threshold <= 1:
                raise ConfigError(f"thresholds[{name!r}] = {threshold!r}: wanted a confidence between 0 and 1")
        if self.language is not None and not isinstance(self.language, str):
            raise ConfigError(f"language = {self.language!r}: wanted an ISO 639-1 code, such as 'en'")
        if self.language_detector is not None and not isinstance(self.language_detector, str):
            raise ConfigError(
                f"language_detector = {self.language_detector!r}: wanted the name of a package, such as 'py3langid'"
            )
        if not isinstance(self.facts, bool):
            raise ConfigError(f"facts = {self.facts!r}: wanted true or false")
        if self.date is not None and not isinstance(self.date, datetime.date):
            raise ConfigError(f"date = {self.date!r}: wanted a date, such as 2023-05-01")
        if not isinstance(self.max_findings_per_rule, int) or self.max_findings_per_rule < 1:
            raise ConfigError(f"max_findings_per_rule = {self.max_findings_per_rule!r}: wanted at least 1")

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Config:
        """A Config from plain values, as a TOML table holds them: severities are words, keys may be written with hyphens.

        Raises ConfigError for an unknown key, naming the nearest known one, and for a value that cannot be used.
        """
        known = {item.name for item in fields(cls)}
        taken: dict[str, Any] = {}
        for key, value in values.items():
            name = key.replace("-", "_")
            if name not in known:
                raise ConfigError(f"unknown key {key!r}{nearest(name, known)}")
            taken[name] = value
        return cls(**taken)


def parse_severity(value: str | Severity) -> Severity:
    """A severity from its name in lower case.

    >>> parse_severity("warning")
    <Severity.WARNING: 1>
    """
    if isinstance(value, Severity):
        return value
    for severity in Severity:
        if value == str(severity):
            return severity
    raise ConfigError(f"severity {value!r}: wanted one of {', '.join(map(str, Severity))}")


def nearest(word: str, known: set[str]) -> str:
    """A sentence that names the nearest known word, or lists them all."""
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; wanted one of {', '.join(sorted(known))}"
