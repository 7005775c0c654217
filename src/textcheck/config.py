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

    `select` and `ignore` name rules by code ("SPN101"), prefix ("SPN", "SPN1"), family ("spun"), rule name, or "ALL";
    `ignore` wins. `severities` overrides the severity of rules so named. `thresholds` maps such a name to the least confidence,
    in [0, 1], at which its findings are reported. `language` is an ISO 639-1 code for all documents, None to detect.
    `facts` switches the packaged office-holders on. `date` is the date of the documents where the caller knows one date for all.
    `max_findings_per_rule` caps the findings of one rule in one document; the Report counts what the cap left out.

    Raises ConfigError for a value out of range.
    """

    select: tuple[str, ...] = ("ALL",)
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=dict)
    language: str | None = None
    facts: bool = True
    date: datetime.date | None = None
    max_findings_per_rule: int = 1000

    def __post_init__(self) -> None:
        for name in ("select", "ignore"):
            value = getattr(self, name)
            if isinstance(value, str) or not all(isinstance(item, str) for item in value):
                raise ConfigError(
                    f"{name} = {value!r}: wanted a list of rule codes, prefixes or families, such as ('SPN', 'NAM')"
                )
            object.__setattr__(self, name, tuple(value))
        for name, threshold in self.thresholds.items():
            if not 0 <= threshold <= 1:
                raise ConfigError(f"thresholds[{name!r}] = {threshold!r}: wanted a confidence between 0 and 1")
        if self.max_findings_per_rule < 1:
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
        for name in ("select", "ignore"):
            if isinstance(taken.get(name), list):
                taken[name] = tuple(taken[name])
        if "severities" in taken:
            taken["severities"] = {rule: parse_severity(value) for rule, value in taken["severities"].items()}
        try:
            return cls(**taken)
        except TypeError as error:
            raise ConfigError(f"a value of the wrong type: {error}") from error


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
