"""One automaton for all terms: every term set of every selected rule is looked up in a single scan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from unicodedata import combining

from textcheck.document import Document, Hit


class TermSet(NamedTuple):
    """A named list of terms, loaded when a lexicon first needs it.

    Terms are written as `Document.folded` writes text: lower case, straight quotes, single spaces; unique within the set.
    `name` keys the hits in `Document.hits`, so two rules that share a set share its hits.
    """

    name: str
    load: Callable[[], Sequence[str]]


class Lexicon:
    """The compiled terms of several term sets.

    >>> sets = (TermSet("colours", lambda: ("red", "dark red")), TermSet("fruit", lambda: ("red apple",)))
    >>> found = Lexicon(sets).scan(Document("Dark red apple, redder."))
    >>> found["colours"]
    [Hit(start=0, end=8, term=1), Hit(start=5, end=8, term=0)]
    >>> found["fruit"]
    [Hit(start=5, end=14, term=0)]

    Hits are whole words: "redder" holds no hit. Overlapping hits are all reported.
    """

    def __init__(self, term_sets: Iterable[TermSet]) -> None:
        unique = {term_set.name: term_set for term_set in term_sets}
        self.names = tuple(unique)
        terms: list[str] = []
        owners: list[tuple[str, int]] = []
        for name, term_set in unique.items():
            loaded = term_set.load()
            terms.extend(loaded)
            owners.extend((name, index) for index in range(len(loaded)))
        self._owners = owners
        self._automaton = None
        if terms:
            import ahocorasick_rs

            self._automaton = ahocorasick_rs.AhoCorasick(
                terms,
                matchkind=ahocorasick_rs.MatchKind.Standard,
                # Builds eight times as fast as the DFA at 10,000 terms and scans faster on cold caches.
                implementation=ahocorasick_rs.Implementation.ContiguousNFA,
            )

    def scan(self, doc: Document) -> dict[str, list[Hit]]:
        """The whole-word hits of each term set in the document, by start, the longest first."""
        found: dict[str, list[Hit]] = {name: [] for name in self.names}
        if self._automaton is None:
            return found
        folded = doc.folded
        length = len(folded)
        owners = self._owners
        for term, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            # A boundary is asked for only where the term itself begins or ends in a word character.
            if start and folded[start - 1].isalnum() and folded[start].isalnum():
                continue
            if end < length and folded[end - 1].isalnum() and (folded[end].isalnum() or combining(folded[end])):
                continue
            name, index = owners[term]
            found[name].append(Hit(start, end, index))
        for hits in found.values():
            hits.sort(key=_by_start_longest_first)
        return found


def _by_start_longest_first(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.end
