"""The user's own lexicon: terms to report, and terms in which nothing is reported.

A file of it is TOML with `allow`, a list of terms, and tables `[[terms]]` with the keys of `config.Term`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import combining

from textcheck.config import Config, Term, nearest
from textcheck.document import Document
from textcheck.errors import ConfigError

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


class Place(NamedTuple):
    """Where a term stands; `term` is its number."""

    start: int
    end: int
    term: int


# Writing that puts no space between words, or hangs endings onto them: a term may begin and end anywhere in it.
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x9FFF), (0xAC00, 0xD7FF), (0x20000, 0x3FFFF))


class OwnTerms:
    """Terms and allowed terms, compiled when first asked for.

    Whole words are found, whatever their case and across line breaks; in scripts without spaces, anywhere.

    >>> own = OwnTerms([Term("in order to", replacement="to")], allow=["in order to form"])
    >>> doc = Document("In order\\nto form a union, in order to live. Disorder to")
    >>> own.places(doc)
    [Place(start=0, end=11, term=0), Place(start=26, end=37, term=0)]
    >>> own.allows(doc, 0, 11), own.allows(doc, 26, 37)
    (True, False)
    """

    def __init__(self, terms: Iterable[Term] = (), allow: Iterable[str] = ()) -> None:
        self.terms = tuple(terms)
        self.allow = tuple(allow)

    @classmethod
    def of(cls, config: Config) -> OwnTerms | None:
        """What a configuration and its lexicon files hold, None where that is nothing. Raises ConfigError, naming the file."""
        terms, allow = list(config.terms), list(config.allow)
        for path in config.lexicons:
            more_terms, more_allow = read(path)
            terms += more_terms
            allow += more_allow
        return cls(terms, allow) if terms or allow else None

    def places(self, doc: Document) -> list[Place]:
        """Where the terms to report stand, by start, the longest first."""
        return [
            place
            for place in _places(self._terms, doc)
            if not self.terms[place.term].match_case
            or _on_one_line(doc.text[place.start : place.end]) == _spaced(self.terms[place.term].term)
        ]

    def allows(self, doc: Document, start: int, end: int) -> bool:
        """Whether a span lies inside an allowed term."""
        spans = doc.view(self._allowed_spans)
        at = bisect_right(spans, (start, len(doc.text) + 1)) - 1
        return at >= 0 and spans[at][1] >= end

    @cached_property
    def _terms(self) -> AhoCorasick | None:
        return _compile(term.term for term in self.terms)

    @cached_property
    def _allowed(self) -> AhoCorasick | None:
        return _compile(self.allow)

    def _allowed_spans(self, doc: Document) -> list[tuple[int, int]]:
        """Allowed spans by start, each with the furthest end so far, so that one look tells whether any covers a place."""
        reach = 0
        spans = []
        for start, end, _ in _places(self._allowed, doc):
            reach = max(reach, end)
            spans.append((start, reach))
        return spans


def _compile(terms: Iterable[str]) -> AhoCorasick | None:
    folded = [Document(_spaced(term)).folded for term in terms]
    if not folded:
        return None
    import ahocorasick_rs

    return ahocorasick_rs.AhoCorasick(folded, matchkind=ahocorasick_rs.MatchKind.Standard)


def _spaced(term: str) -> str:
    return " ".join(term.split())


def _on_one_line(text: str) -> str:
    """A text of the same length without line breaks and tabs."""
    return text.replace("\n", " ").replace("\r", " ").replace("\t", " ")


def _places(automaton: AhoCorasick | None, doc: Document) -> list[Place]:
    if automaton is None:
        return []
    text = doc.text
    matches = automaton.find_matches_as_indexes(_on_one_line(doc.folded), overlapping=True)
    found = [Place(start, end, term) for term, start, end in matches if _is_whole(text, start, end)]
    return sorted(found, key=lambda place: (place.start, -place.end, place.term))


def _is_whole(text: str, start: int, end: int) -> bool:
    if start and _joins(text[start - 1]) and _joins(text[start]):
        return False
    return not (end < len(text) and _joins(text[end - 1]) and (_joins(text[end]) or combining(text[end])))


def _joins(char: str) -> bool:
    return char.isalnum() and not any(first <= ord(char) <= last for first, last in _UNSPACED)


def read(path: str) -> tuple[Sequence[Term], Sequence[str]]:
    """The terms and allowed terms of a file. Raises ConfigError, naming the file, where it cannot be read or understood."""
    import tomllib

    try:
        with open(path, "rb") as file:
            values: dict[str, Any] = tomllib.load(file)
    except OSError as error:
        raise ConfigError(f"{path}: this lexicon cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: no TOML ({error})") from error
    for key in values:
        if key not in ("terms", "allow"):
            raise ConfigError(f"{path}: unknown key {key!r}{nearest(key, ('terms', 'allow'))}")
    try:
        config = Config(terms=values.get("terms", ()), allow=values.get("allow", ()))
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from error
    return config.terms, config.allow
