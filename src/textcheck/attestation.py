"""Who is named in which role, counted: by role key and name as written, in how many documents and when.

The same table serves a corpus profile, which counts what its corpus says, and the packaged counts of news (see `offices.md`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from typing import Any, NamedTuple

from textcheck.document import RoleHolder
from textcheck.expressions import expression
from textcheck.facts import nearby_words, words_of
from textcheck.resources import read_text

# Up to this many holders of one role are compared one by one; beyond, only those that share a word with the name.
FEW = 20
# In so many documents is a holder named whom everybody is expected to know by surname.
MANY = 10


class Count(NamedTuple):
    """In how many documents, and between which dates, a name stands in a role."""

    documents: int
    first: date | None
    last: date | None


class Bearer(NamedTuple):
    """A person by surname: a role key and who is named in it."""

    role: str
    holder: RoleHolder


class Attested:
    """Looks names up in a table of counts, which must not change meanwhile."""

    def __init__(self, roles: Mapping[str, Mapping[str, Count]]) -> None:
        self._roles = roles
        self._indexes: dict[str, dict[str, list[RoleHolder]]] = {}
        self._by_word: dict[str, list[tuple[str, Bearer]]] | None = None
        self._by_few: dict[str, Sequence[tuple[str, Bearer]]] = {}
        self._leading: dict[str, list[RoleHolder]] = {}
        self.memo: dict[Any, Any] = {}

    def namesakes(self, role: str, name: str) -> Sequence[RoleHolder]:
        """Those holders of a role who share a word with the name, nicknames included, or all where they are few; in no order."""
        index = self._indexes.get(role)
        if index is None:
            index = self._indexes[role] = _index_of(self._roles.get(role, {}))
        everyone = index.get("")
        if everyone is not None:
            return everyone
        if len(words_of(name)) == 1:
            # One word that is misspelled shares no word with anybody: it is held against those whom many documents name.
            return list(
                dict.fromkeys((*index["*"], *(holder for word in nearby_words(name) for holder in index.get(word, ()))))
            )
        return list(dict.fromkeys(holder for word in nearby_words(name) for holder in index.get(word, ())))

    def bearers(self, surname: str) -> Sequence[Bearer]:
        """Everyone whose full name ends in a folded surname, in every role."""
        return list(dict.fromkeys(bearer for last, bearer in self._holding(surname) if last == surname))

    def leading(self, role: str) -> Sequence[RoleHolder]:
        """Those whom most documents name in a role, five at most, under their full names, the most frequent first."""
        if role not in self._leading:
            found = [RoleHolder(name, *count) for name, count in self._roles.get(role, {}).items() if len(words_of(name)) > 1]
            self._leading[role] = sorted(found, key=lambda holder: (-holder.documents, holder.name))[:5]
        return self._leading[role]

    def spelled(self, word: str) -> int:
        """In how many documents a folded word is part of a full name."""
        return sum(bearer.holder.documents for _, bearer in self._holding(word))

    def everyone(self) -> Iterator[tuple[str, str]]:
        """Every role key and full name."""
        for role, names in self._roles.items():
            for name in names:
                if len(words_of(name)) > 1:
                    yield role, name

    def _holding(self, word: str) -> Sequence[tuple[str, Bearer]]:
        """Everyone whose full name holds a folded word, as often as it does, each with the last word of the name."""
        if self._by_word is None:
            found = self._by_few.get(word)
            if found is not None:
                return found
            if len(self._by_few) < FEW_WORDS:
                # An index of all words takes longer than a look at the names that may hold the first few.
                roles = self._roles.near(word) if isinstance(self._roles, Packed) else self._roles
                names = (
                    (role, name, count)
                    for role, names in roles.items()
                    for name, count in names.items()
                    if word in name.lower() or not _PLAIN.issuperset(name)
                )
                return self._by_few.setdefault(word, _indexed(names).get(word, []))
            self._by_word = _indexed(
                (role, name, count) for role, names in self._roles.items() for name, count in names.items()
            )
        return self._by_word.get(word, ())


# Names of other letters are folded before they are compared.
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz ")
# So many words are looked for before all are put into an index.
FEW_WORDS = 20


def _indexed(names: Iterable[tuple[str, str, Count]]) -> dict[str, list[tuple[str, Bearer]]]:
    """Full names by their folded words, each with the last of those."""
    index: dict[str, list[tuple[str, Bearer]]] = {}
    for role, name, count in names:
        words = words_of(name)
        if len(words) > 1:
            entry = words[-1].folded, Bearer(role, RoleHolder(name, *count))
            for word in words:
                index.setdefault(word.folded, []).append(entry)
    return index


def _index_of(names: Mapping[str, Count]) -> dict[str, list[RoleHolder]]:
    """The holders of a role by the words of their names, or all of them under the empty word where they are few."""
    found = [RoleHolder(name, *count) for name, count in names.items()]
    if len(found) <= FEW:
        return {"": found}
    index: dict[str, list[RoleHolder]] = {"*": [holder for holder in found if holder.documents >= MANY]}
    for holder in found:
        for word in nearby_words(holder.name):
            index.setdefault(word, []).append(holder)
    return index


class Packed(Mapping[str, Mapping[str, Count]]):
    """The packed counts: by role key, and only what is asked for is read.

    A line for each role: its key, then its names behind tabs, each `name|documents|first month|last month`.
    """

    def __init__(self, text: str) -> None:
        lines = (line.partition("\t") for line in text.split("\n") if line and line[0] != "#")
        self._lines = {key: names for key, _, names in lines}
        self._read: dict[str, Mapping[str, Count]] = {}

    def __getitem__(self, role: str) -> Mapping[str, Count]:
        found = self._read.get(role)
        if found is None:
            found = self._read[role] = dict(map(_entry, self._lines[role].split("\t")))
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def near(self, word: str) -> Mapping[str, Mapping[str, Count]]:
        """The roles of which a name may hold a folded word: those whose line has it, and those with names of other letters."""
        odd = self._odd
        return {role: self[role] for role, names in self._lines.items() if role in odd or word in names.lower()}

    @cached_property
    def _odd(self) -> frozenset[str]:
        return frozenset(role for role, names in self._lines.items() if _ODD_NAME.search(names))


# A name that has anything but the letters of _PLAIN.
_ODD_NAME = expression(r"(?:^|\t)[A-Za-z ]*[^A-Za-z |]")


def _entry(packed: str) -> tuple[str, Count]:
    name, documents, first, last = packed.split("|")
    return name, Count(int(documents), _day(f"{first}-01"), _day(f"{last}-28"))


@cache
def newsmakers() -> Attested:
    """The packed counts of news."""
    return Attested(Packed(read_text("offices-news.txt")))


# There are few months and many names.
_day = cache(date.fromisoformat)
