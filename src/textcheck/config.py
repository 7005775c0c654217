"""What the caller wants: which rules, how severe, how sure, which terms of his own."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from textcheck.errors import ConfigError
from textcheck.finding import Severity


class Term(NamedTuple):
    """A term of the user's own: what to look for, what to say of it, and what to write instead (None where nothing is known).

    Case is told apart only with `match_case`. A replacement is UNSAFE unless `safe` is true.
    """

    term: str
    message: str = ""
    replacement: str | None = None
    severity: Severity = Severity.WARNING
    match_case: bool = False
    safe: bool = False

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Term:
        """A term from plain values; raises ConfigError for an unknown key and for a value that cannot be used.

        >>> Term.from_mapping({"term": "utilise", "replacement": "use"}).replacement
        'use'
        """
        if not isinstance(values, Mapping):
            raise ConfigError(f"terms: {values!r}: wanted a table with at least the key `term`")
        taken: dict[str, Any] = {}
        for key, value in values.items():
            name = str(key).replace("-", "_")
            if name not in cls._fields:
                raise ConfigError(f"terms: unknown key {key!r}{nearest(name, set(cls._fields))}")
            taken[name] = parse_severity(value) if name == "severity" else value
        if not isinstance(taken.get("term"), str) or not taken["term"].strip():
            raise ConfigError(f"terms: {dict(values)!r}: wanted a key `term` that holds the words to find")
        for name, kinds, wanted in (
            ("message", str, "a text"),
            ("replacement", (str, type(None)), "a text"),
            ("match_case", bool, "true or false"),
            ("safe", bool, "true or false"),
        ):
            if name in taken and not isinstance(taken[name], kinds):
                raise ConfigError(f"terms: {name} = {taken[name]!r}: wanted {wanted}")
        return cls(**taken)


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
    `terms` are terms of your own to report (rule LEX101), `allow` terms in which nothing is reported, `lexicons` files of both.
    `max_findings_per_rule` caps the findings of one rule in one document; the Report counts what the cap left out.

    Raises ConfigError for a value out of range.
    """

    # The help of each field, and what its type cannot say, stand in the JSON Schema of configuration files.
    select: tuple[str, ...] = field(
        default=("ALL",),
        metadata={"help": 'The rules to check with: codes, prefixes of codes, families, names, or "ALL".'},
    )
    ignore: tuple[str, ...] = field(
        default=(), metadata={"help": "The rules to leave out, named in the same ways; it wins over select."}
    )
    severities: Mapping[str, Severity] = field(
        default_factory=dict, metadata={"help": "The severity of the findings of rules so named: note, warning or error."}
    )
    thresholds: Mapping[str, float] = field(
        default_factory=dict,
        metadata={"help": "The least confidence at which findings of rules so named are reported.", "minimum": 0, "maximum": 1},
    )
    language: str | None = field(
        default=None,
        metadata={
            "help": "The language of all documents as an ISO 639-1 code, instead of detecting it.",
            "pattern": "^[A-Za-z]{2}$",
        },
    )
    language_detector: str | None = field(
        default=None,
        metadata={
            "help": "A package that tells the language of paragraphs in languages that the core does not know: py3langid."
        },
    )
    facts: bool = field(default=True, metadata={"help": "Whether the packaged facts about office-holders are used."})
    rosters: tuple[str, ...] = field(default=(), metadata={"help": "Files that say who holds which office, as CSV or TOML."})
    date: datetime.date | None = field(default=None, metadata={"help": "When the documents were written."})
    terms: tuple[Term, ...] = field(
        default=(), metadata={"help": "Terms of your own to report, with a message and a replacement."}
    )
    allow: tuple[str, ...] = field(
        default=(), metadata={"help": "Terms in which nothing is reported: names, house style, quotations."}
    )
    lexicons: tuple[str, ...] = field(default=(), metadata={"help": "TOML files that hold terms and allow of their own."})
    max_findings_per_rule: int = field(
        default=1000, metadata={"help": "How many findings of one rule are listed for one document.", "minimum": 1}
    )

    def __post_init__(self) -> None:
        for name, wanted in _LISTS.items():
            object.__setattr__(self, name, _strings(name, getattr(self, name), wanted))
        if not isinstance(self.terms, list | tuple):
            raise ConfigError(f"terms = {self.terms!r}: wanted a list of tables with the key `term`")
        object.__setattr__(
            self, "terms", tuple(term if isinstance(term, Term) else Term.from_mapping(term) for term in self.terms)
        )
        for name in ("severities", "thresholds"):
            if not isinstance(value := getattr(self, name), Mapping):
                raise ConfigError(f"{name} = {value!r}: wanted a table from rule codes, prefixes or families to values")
        object.__setattr__(self, "severities", {rule: parse_severity(value) for rule, value in self.severities.items()})
        for name, threshold in self.thresholds.items():
            if not isinstance(threshold, int | float) or isinstance(threshold, bool) or not 0 <= threshold <= 1:
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


_RULES = "rule codes, prefixes or families, such as ('SPN', 'NAM')"
_LISTS = {"select": _RULES, "ignore": _RULES, "rosters": "paths", "lexicons": "paths", "allow": "terms"}


def _strings(name: str, value: object, wanted: str) -> tuple[str, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str | bytes) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"{name} = {value!r}: wanted a list of {wanted}")
    return tuple(value)


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


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest known word, or lists them all."""
    from difflib import get_close_matches

    known = sorted(known)
    close = get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; wanted one of {', '.join(known)}"
