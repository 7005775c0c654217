"""Records: the documents of a file that holds many, and what stands beside each text."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from textcheck.errors import InputError

# Fields that hold the text, the id and the day of a record where nobody says otherwise, the likeliest first.
TEXT_FIELDS = ("text", "content", "body", "raw_content", "document", "article", "passage", "markdown", "full_text", "maintext")
ID_FIELDS = ("id", "_id", "doc_id", "document_id", "docid", "record_id", "uuid", "guid", "url")
# Not when a page was fetched, which says nothing of when it was written.
DATE_FIELDS = ("date", "published", "publish_date", "published_at", "date_published", "publication_date", "pub_date")
# A field is taken for the text, though it is called otherwise, where its strings are so long and all others far shorter.
_LONG, _FAR = 80, 4
# Names that a message lists.
_LISTED = 12


class Mark(NamedTuple):
    """Where a piece of a file begins: `at` in the unit of its format (bytes, rows), `number` how many lines or records lie before it."""

    at: int
    number: int


START = Mark(0, 0)


class Broken(NamedTuple):
    """What cannot be checked: where it stands, why, what was read (or its fields), and how many records it stands for."""

    place: str
    reason: str
    raw: bytes = b""
    records: int = 1
    fields: Mapping[str, Any] | None = None


class Record(NamedTuple):
    """One document: where it stands, its text, and what was beside it.

    `id` is None where the record has none. `date` is when it was written. `fields` are all fields by name, `raw` is the record as it
    was read, where its format has such a thing. `undated` tells that there was a date nobody could read.
    """

    place: str
    id: str | None
    text: str
    date: datetime.date | None
    fields: Mapping[str, Any]
    raw: bytes = b""
    undated: bool = False


class Piece(NamedTuple):
    """A part of a file, read but not yet parsed: as much as is worth the way to a worker.

    `start` is its mark, `end` that of the piece behind it; `payload` is what the format makes of it. `broken` is what nobody could read
    behind the payload.
    """

    start: Mark
    end: Mark
    payload: Any = None
    broken: tuple[Broken, ...] = ()


class Selection(NamedTuple):
    """The fields that hold text, id and date; None where there is none."""

    text: str
    id: str | None = None
    date: str | None = None


def select(
    samples: Sequence[Mapping[str, Any]], *, text: str | None = None, id: str | None = None, date: str | None = None
) -> tuple[Selection, str]:
    """The fields to use of records like `samples`, those that are given taken as they are; and what was guessed, in words.

    Raises InputError where no field can be taken for the text.

    >>> select([{"id": 1, "body": "The ferry leaves at nine."}])
    (Selection(text='body', id='id', date=None), "text from 'body', id from 'id'")
    """
    names = list(dict.fromkeys(name for sample in samples for name in sample))
    guessed = []
    if text is None:
        text = _text_field(samples, names)
        if text is None:
            if not samples:
                text = TEXT_FIELDS[0]
            else:
                raise InputError(f"no field can be taken for the text (fields: {listed(names)}): name it with --text-field")
        else:
            guessed.append(f"text from {text!r}")
    if id is None and (id := next((name for name in ID_FIELDS if name in names and name != text), None)) is not None:
        guessed.append(f"id from {id!r}")
    if date is None and (date := next((name for name in DATE_FIELDS if name in names and name != text), None)) is not None:
        guessed.append(f"date from {date!r}")
    return Selection(text, id, date), ", ".join(guessed)


def _text_field(samples: Sequence[Mapping[str, Any]], names: Sequence[str]) -> str | None:
    lengths: dict[str, list[int]] = {}
    for sample in samples:
        for name, value in sample.items():
            if isinstance(value, str):
                lengths.setdefault(name, []).append(len(value))
    for name in TEXT_FIELDS:
        if name in lengths:
            return name
    if len(lengths) == 1 and len(names) == 1:
        return names[0]
    means = sorted(((sum(each) / len(samples), name) for name, each in lengths.items()), reverse=True)
    if means and means[0][0] >= _LONG and (len(means) == 1 or means[0][0] >= _FAR * means[1][0]):
        return means[0][1]
    return None


def listed(names: Iterable[str]) -> str:
    """Names for a message, at most a dozen of them."""
    found = list(names)
    shown = ", ".join(found[:_LISTED]) or "none"
    return f"{shown} and {len(found) - _LISTED} more" if len(found) > _LISTED else shown


_NOTHING: Any = object()


def value_of(fields: Mapping[str, Any], name: str) -> Any:
    """The value of a field, or of one inside another, such as `meta.text`; `_NOTHING` where there is none."""
    if name in fields:
        return fields[name]
    value: Any = fields
    for part in name.split("."):
        if not isinstance(value, Mapping) or part not in value:
            return _NOTHING
        value = value[part]
    return value


# What kinds of values are called in messages.
_KINDS = {type(None): "null", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


def kind(value: object) -> str:
    """What a value is, in words."""
    return _KINDS.get(type(value), f"a value of type {type(value).__name__}")


def record_of(place: str, fields: Mapping[str, Any], selection: Selection, raw: bytes = b"") -> Record | Broken:
    """The record that some fields are, or why they are none."""
    value = fields.get(selection.text)
    if not isinstance(value, str):
        value = value_of(fields, selection.text)
        if value is _NOTHING:
            return Broken(place, f"no field {selection.text!r} (fields: {listed(fields)})", raw, 1, fields)
        if not isinstance(value, str):
            return Broken(place, f"the field {selection.text!r} holds {kind(value)}, wanted a string", raw, 1, fields)
    id = value_of(fields, selection.id) if selection.id is not None else None
    day, undated = (None, False) if selection.date is None else day_of(value_of(fields, selection.date))
    return Record(place, None if id is None or id is _NOTHING else str(id), value, day, fields, raw, undated)


def day_of(value: object) -> tuple[datetime.date | None, bool]:
    """The day of a value, None where it tells none, and whether there was something that should have told one.

    >>> day_of("2023-05-01T09:30:00Z"), day_of("May 1st")
    ((datetime.date(2023, 5, 1), False), (None, True))
    """
    if isinstance(value, datetime.datetime):
        return value.date(), False
    if isinstance(value, datetime.date):
        return value, False
    if value is None or value is _NOTHING or value == "":
        return None, False
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value.strip()[:10]), False
        except ValueError:
            return None, True
    return None, True
