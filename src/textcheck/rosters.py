"""Rosters: who holds which office according to the user, from files of CSV or TOML.

A roster extends the packaged offices and, where both know an office, overrides them: its people are never accused, and a name close to
one of theirs is held against it. A CSV file has the columns `person`, `aliases` (with `|` between them), `office`, `from` and `to`; a TOML
file has tables `[[holder]]` with the same keys, `aliases` being a list. Dates are ISO dates, perhaps of year or month only; an empty or
missing one is unknown, or still open. An office is named as a text would name it: "coach of the Springfield Isotopes".
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from textcheck.errors import InputError
from textcheck.facts import Holder
from textcheck.mentions import role_of

COLUMNS = ("person", "aliases", "office", "from", "to")
_REQUIRED = ("person", "office")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class Roster:
    """Holders by role key.

    >>> roster = Roster([{"person": "Ada Byron", "office": "coach of the Springfield Isotopes", "from": "2023-05"}])
    >>> [holder.name for holder in roster.holders("coach", "springfield isotopes")]
    ['Ada Byron']
    """

    def __init__(self, entries: Iterable[Mapping[str, Any]] = ()) -> None:
        self._by_key: dict[str, tuple[Holder, ...]] = {}
        self._by_role: dict[str, tuple[Holder, ...]] = {}
        self._add(enumerate(entries, start=1), "roster")

    @classmethod
    def read(cls, paths: Sequence[str]) -> Roster:
        """The roster of some files together. Raises InputError, naming file and entry, where one cannot be read or understood."""
        roster = cls()
        for path in paths:
            try:
                text = Path(path).read_text(encoding="utf-8-sig")
            except OSError as error:
                raise InputError(f"{path}: this roster cannot be read: {error.strerror}") from error
            except UnicodeDecodeError as error:
                raise InputError(f"{path}: this roster is not UTF-8, at byte {error.start}") from error
            roster._add(_of_toml(path, text) if path.lower().endswith(".toml") else _of_csv(path, text), path)
        return roster

    def holders(self, role: str, where: str | None) -> tuple[Holder, ...]:
        """The holders of a role in a place; in any place where none is named."""
        if where is None:
            return self._by_role.get(role, ())
        return self._by_key.get(f"{role}, {where}", ())

    def _add(self, entries: Iterable[tuple[int, Mapping[str, Any]]], source: str) -> None:
        for number, entry in entries:
            key, holder = _holder(entry, f"{source}:{number}")
            role = key.partition(", ")[0]
            self._by_key[key] = (*self._by_key.get(key, ()), holder)
            self._by_role[role] = (*self._by_role.get(role, ()), holder)


def _holder(entry: Mapping[str, Any], place: str) -> tuple[str, Holder]:
    unknown = [key for key in entry if key not in COLUMNS]
    if unknown:
        raise InputError(f"{place}: unknown key {unknown[0]!r}; wanted {', '.join(COLUMNS)}")
    missing = [key for key in _REQUIRED if not entry.get(key)]
    if missing:
        raise InputError(f"{place}: no {missing[0]!r}; an entry of a roster needs person and office")
    aliases = entry.get("aliases") or ()
    if isinstance(aliases, str):
        aliases = aliases.split("|")
    if not isinstance(aliases, Sequence) or not all(isinstance(alias, str) for alias in aliases):
        raise InputError(f"{place}: aliases = {aliases!r}: wanted a list of names")
    person, office = str(entry["person"]).strip(), str(entry["office"]).strip()
    key = role_of(office)
    if key is None:
        raise InputError(
            f"{place}: {office!r} names no role; wanted an office with a word such as director, minister, mayor or coach, "
            "and of what: 'mayor of Brackwater'"
        )
    names = tuple(alias.strip() for alias in aliases if alias.strip())
    return key, Holder(person, names, _day(entry.get("from"), place), _day(entry.get("to"), place), key.partition(", ")[2])


def _day(value: object, place: str) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, datetime.date):
        return f"{value:%Y-%m-%d}"
    text = str(value).strip()
    if not _DAY.fullmatch(text):
        raise InputError(f"{place}: {value!r} is no date; wanted YYYY, YYYY-MM or YYYY-MM-DD")
    return text


def _of_csv(path: str, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    import csv

    reader = csv.DictReader(text.splitlines())
    if not reader.fieldnames or any(name not in reader.fieldnames for name in _REQUIRED):
        raise InputError(f"{path}:1: no header of a roster; wanted the columns {', '.join(COLUMNS)}")
    for row in reader:
        if None in row or None in row.values():
            raise InputError(f"{path}:{reader.line_num}: this row has more or fewer fields than the header")
        yield reader.line_num, {key: value for key, value in row.items() if key in COLUMNS or value}


def _of_toml(path: str, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: no TOML ({error})") from error
    holders = values.get("holder")
    if set(values) != {"holder"} or not isinstance(holders, list) or not all(isinstance(entry, dict) for entry in holders):
        raise InputError(f"{path}: wanted tables [[holder]] and nothing else")
    yield from enumerate(holders, start=1)
