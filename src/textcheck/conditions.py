"""Conditions on a report: which records are kept and which are dropped.

    score < 0.5
    spun > 0.9 and not repetition > 0.5
    (SPN > 2 or warnings >= 10) and length < 200

Names are `score` and families, which are probabilities in [0, 1]; `length` in code points; `findings`, `errors`, `warnings` and `notes`,
which count findings; and codes, prefixes of codes and names of rules, which count the findings of these rules.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from textcheck.config import nearest
from textcheck.errors import ConfigError
from textcheck.finding import Severity

if TYPE_CHECKING:
    from textcheck.report import Report

_SEVERITIES = {"errors": Severity.ERROR, "warnings": Severity.WARNING, "notes": Severity.NOTE}
_OWN = ("score", "length", "findings", *_SEVERITIES)
_OPERATORS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
_TOKEN = re.compile(r"\s*(?:([<>]=?|==|!=|[()])|(-?(?:\d+\.?\d*|\.\d+))|([A-Za-z][\w-]*)|(\S))")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
# As long as the shortest name of rules by their codes.
_PREFIX = "SPN"
_WORDS = ("and", "or", "not")


class Names(NamedTuple):
    """What a condition may speak of: families, codes (their prefixes are known by them), and names of rules."""

    families: frozenset[str]
    codes: frozenset[str]
    rules: frozenset[str]

    @classmethod
    def of(cls, rules: Iterable[tuple[str, str, str]]) -> Names:
        """The names of some rules: the code, the name and the family of each."""
        listed = list(rules)
        return cls(*(frozenset(each[at] for each in listed) for at in (2, 0, 1)))


@dataclass(frozen=True)
class Condition:
    """A condition as it was written, and what it asks of a report.

    >>> names = Names.of([("SPN101", "replaced-word", "spun")])
    >>> parse("score<0.5 or SPN > 2", names).text
    'score < 0.5 or SPN > 2'
    """

    text: str
    _root: _Node

    def holds(self, report: Report) -> bool:
        """Whether a report is so."""
        return self._root.holds(report)

    def values(self, report: Report) -> str:
        """What the names in it stand for in a report, for people."""
        return ", ".join(f"{name} = {number(_value(name, kind, report))}" for name, kind in self._root.names())


def parse(text: str, names: Names) -> Condition:
    """A condition. Raises ConfigError, which shows the place, where it cannot be understood."""
    reader = _Reader(text, names)
    root = reader.either()
    if reader.token:
        reader.refuse("'and', 'or' or nothing more")
    return Condition(" ".join(reader.taken).replace("( ", "(").replace(" )", ")"), root)


def number(value: float) -> str:
    """A number as conditions are written with it."""
    return f"{value:.4f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


class _Node:
    def holds(self, report: Report) -> bool:
        raise NotImplementedError

    def names(self) -> list[tuple[str, str]]:
        raise NotImplementedError


@dataclass(frozen=True)
class _Comparison(_Node):
    name: str
    kind: str
    sign: str
    limit: float

    def holds(self, report: Report) -> bool:
        return _OPERATORS[self.sign](_value(self.name, self.kind, report), self.limit)

    def names(self) -> list[tuple[str, str]]:
        return [(self.name, self.kind)]


@dataclass(frozen=True)
class _Not(_Node):
    inner: _Node

    def holds(self, report: Report) -> bool:
        return not self.inner.holds(report)

    def names(self) -> list[tuple[str, str]]:
        return self.inner.names()


@dataclass(frozen=True)
class _Joined(_Node):
    """Several conditions of which all must hold, or any."""

    all: bool
    parts: tuple[_Node, ...]

    def holds(self, report: Report) -> bool:
        return (all if self.all else any)(part.holds(report) for part in self.parts)

    def names(self) -> list[tuple[str, str]]:
        return list(dict.fromkeys(name for part in self.parts for name in part.names()))


def _value(name: str, kind: str, report: Report) -> float:
    if kind == "family":
        return float(report.families.get(name, 0.0))
    if kind == "rule":
        return sum(1 for finding in report.findings if finding.rule == name)
    if kind == "code":
        # A report names no more than some findings of one rule; it counts those that it leaves out.
        left_out = sum(left for code, left in report.capped.items() if code.startswith(name))
        return left_out + sum(1 for finding in report.findings if finding.code.startswith(name))
    if name in _SEVERITIES:
        return sum(1 for finding in report.findings if finding.severity is _SEVERITIES[name])
    if name == "findings":
        return len(report.findings) + sum(report.capped.values())
    return report.length if name == "length" else float(report.score)


class _Reader:
    """A condition from its words, the loosest binding first."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self._names = names
        self._at = 0
        self.taken: list[str] = []
        self._advance()

    def _advance(self) -> None:
        match = _TOKEN.match(self._text, self._at)
        self.token = match[0].strip() if match else ""
        self._start = match.start(match.lastindex or 0) if match else len(self._text)
        self._at = match.end() if match else len(self._text)

    def _take(self) -> str:
        token = self.token
        self.taken.append(token)
        self._advance()
        return token

    def refuse(self, wanted: str) -> None:
        came = repr(self.token) if self.token else "the end"
        raise ConfigError(f"condition {self._text!r}, column {self._start + 1}: {came} where {wanted} was wanted")

    def either(self) -> _Node:
        return self._joined("or", lambda: self._joined("and", self._plain))

    def _joined(self, word: str, part: Callable[[], _Node]) -> _Node:
        parts = [part()]
        while self.token == word:
            self._take()
            parts.append(part())
        return parts[0] if len(parts) == 1 else _Joined(word == "and", tuple(parts))

    def _plain(self) -> _Node:
        if self.token == "not":
            self._take()
            return _Not(self._plain())
        if self.token == "(":
            self._take()
            inner = self.either()
            if self.token != ")":
                self.refuse("')'")
            self._take()
            return inner
        return self._comparison()

    def _comparison(self) -> _Node:
        if not self.token[:1].isalpha() or self.token in _WORDS:
            self.refuse("a name such as score")
        name, kind = self._known(self.token)
        probability = name == "score" or kind == "family"
        self._take()
        if self.token not in _OPERATORS:
            self.refuse(f"a comparison behind {name}, such as {name} > {'0.5' if probability else '2'},")
        sign = self._take()
        if not _NUMBER.fullmatch(self.token):
            self.refuse("a number")
        limit = float(self.token)
        if probability and not 0 <= limit <= 1:
            self.refuse(f"a number from 0 to 1 ({name} is a probability)")
        self._take()
        return _Comparison(name, kind, sign, limit)

    def _known(self, word: str) -> tuple[str, str]:
        """A name as reports have it, and what it names."""
        families, codes, rules = self._names
        if word in _OWN:
            return word, ""
        for kind, known in (("family", families), ("rule", rules)):
            if word in known:
                return word, kind
        if len(word) >= len(_PREFIX) and any(code.startswith(word.upper()) for code in codes):
            return word.upper(), "code"
        close = nearest(word, {*_OWN, *families, *rules, *codes, *(code[: len(_PREFIX)] for code in codes)})
        if "did you mean" not in close:
            close = f"; wanted {', '.join(_OWN)}, a family ({', '.join(sorted(families))}), or a rule"
        raise ConfigError(f"condition {self._text!r}, column {self._start + 1}: nothing is called {word!r}{close}")
