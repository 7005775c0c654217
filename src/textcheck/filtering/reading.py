"""Inputs as tasks for workers: pieces with all that is needed to make records of them, and the reports on these records."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from textcheck.errors import fault
from textcheck.readers.formats import DOCUMENTS, TEXT, WITHOUT_FIELDS, module_of
from textcheck.readers.records import START, Broken, Mark, Piece, Record, Selection, select
from textcheck.readers.sources import Source, opened

if TYPE_CHECKING:
    from textcheck.checker import Checker
    from textcheck.report import Report
    from textcheck.settings import Resolved

# Records that tell which fields there are.
SAMPLED = 100
# Records are checked together until these many, or these many characters: rules that look at a whole batch gain by it.
TOGETHER, CHARACTERS = 256, 1 << 20


class Fields(NamedTuple):
    """The fields that hold text, id and date, as far as the user names them."""

    text: str | None = None
    id: str | None = None
    date: str | None = None


class Limits(NamedTuple):
    """Bytes of a piece and of a record, at most, and seconds between two states that are kept."""

    piece: int = 1 << 20
    record: int = 64 << 20
    interval: float = 1.0


class Task(NamedTuple):
    """A piece of an input, and what is in force for it; `source` is the number of the input, `taken` how many of its bytes were read."""

    source: int
    name: str
    format: str
    selection: Selection
    resolved: Resolved
    piece: Piece
    taken: int = 0


def tasks(
    number: int,
    source: Source,
    resolved: Resolved,
    mark: Mark,
    fields: Fields,
    limits: Limits,
    note: Callable[[str, str], object],
) -> Iterator[Task]:
    """The pieces of an input from a mark on; `note` is told of the fields that are taken, unless reading begins in the middle.

    Raises InputError where the input cannot be read at all.
    """
    module = module_of(source.format)
    size, limit, _ = limits
    with opened(source) as stream:
        pieces = module.pieces(stream, START, size, limit)
        first = next(pieces, None)
        if first is None:
            return
        selection, guessed = _selection(source, module.samples(first, SAMPLED), fields)
        if mark == START:
            if guessed:
                note(source.name, f"taken: {guessed} (--text-field, --id-field and --date-field name others)")
            for piece in itertools.chain([first], pieces):
                yield Task(number, source.name, source.format, selection, resolved, piece, stream.packed_at)
            return
    with opened(source) as stream:
        for piece in module.pieces(stream, mark, size, limit):
            yield Task(number, source.name, source.format, selection, resolved, piece, stream.packed_at)


def _selection(source: Source, samples: Sequence[Mapping[str, Any]], fields: Fields) -> tuple[Selection, str]:
    if source.format in WITHOUT_FIELDS:
        return Selection("text", "id"), ""
    return select(samples, text=fields.text, id=fields.id, date=fields.date)


def batches(task: Task, *, whole: bool) -> Iterator[list[tuple[int, Record | Broken]]]:
    """The records of a task, and what is none, with their numbers, in batches that are checked together."""
    batch: list[tuple[int, Record | Broken]] = []
    size = 0
    for at, item in enumerate(module_of(task.format).records(task.piece, task.selection, whole=whole)):
        if isinstance(item, Record):
            if task.format in DOCUMENTS:
                name = item.id or task.name
                item = item._replace(id=name, fields={"id": name, **item.fields})
            size += len(item.text)
        batch.append((at, item))
        if len(batch) >= TOGETHER or size >= CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def reports(checker: Checker, task: Task, records: Sequence[Record]) -> Iterator[Report | str]:
    """The report on each record, or why there is none."""
    texts = [record.text for record in records]
    names = [name_of(task, record) for record in records]
    dates = [record.date for record in records]
    try:
        yield from checker.check_batch(texts, names=names, dates=dates)
    except Exception:
        # One record brought all down: each is checked alone, to learn which.
        for text, name, date in zip(texts, names, dates, strict=True):
            try:
                yield checker.check(text, name=name, date=date)
            except Exception as error:
                yield f"not checked, by {fault(error)}"


def joined(tasks: Iterable[Any], size: int) -> Iterator[Any]:
    """Tasks, those of text files that follow each other as one, up to about `size` bytes; what is no task stays in its place."""
    held: list[Task] = []
    total = 0
    for task in tasks:
        is_text = isinstance(task, Task) and task.format == TEXT and not task.piece.broken
        if held and (not is_text or task.resolved is not held[0].resolved):
            yield _joined(held)
            held, total = [], 0
        if not is_text:
            yield task
            continue
        held.append(task)
        total += sum(len(data) for _, data in task.piece.payload)
        if total >= size or len(held) >= TOGETHER:
            yield _joined(held)
            held, total = [], 0
    if held:
        yield _joined(held)


def _joined(held: Sequence[Task]) -> Task:
    from textcheck.readers import plain

    # It ends where its last does, and a run goes on behind that.
    return held[-1]._replace(piece=plain.joined([(task.name, task.piece) for task in held]))


def name_of(task: Task, record: Record) -> str:
    """What a record is called in reports: by its id, else by where it stands; like its file where that is one document."""
    if task.format in DOCUMENTS:
        return record.id or task.name
    if record.id is not None:
        return f"{task.name}#{record.id}"
    digits = "".join(char for char in record.place if char.isdigit())
    return f"{task.name}:{digits}" if digits else task.name
