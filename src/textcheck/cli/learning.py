"""`textcheck learn PATH... -o FILE`: a corpus profile of documents, to check others against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from textcheck.cli.arguments import add_fields, fields_of, iso_day, learned, parser_of, positive
from textcheck.cli.output import CLEAN, complain, note, write
from textcheck.errors import InputError

if TYPE_CHECKING:
    import argparse
    import datetime

    from textcheck.corpus import CorpusProfile
    from textcheck.filtering.reading import Task
    from textcheck.readers.files import Input, Problem

_EPILOG = """\
The profile counts who is named in which role, in how many documents, and which lines recur; with --near-duplicates
also which documents are nearly the same, at 180 bytes a document. Check with it:

  textcheck learn archive/ -o archive.profile
  textcheck --profile archive.profile today.txt

exit status: 0 the profile was written; 2 a usage error, or an input that could not be read (the others are still learned from)
"""
# Documents, and bytes, counted together.
BATCH, BYTES = 256, 1 << 20


def learn(argv: Sequence[str]) -> int:
    """Write the profile that the arguments ask for; returns the exit status."""
    parser = parser_of(
        "textcheck learn",
        usage="textcheck learn PATH... -o FILE [options]",
        description="Learn from documents who holds which role and which lines recur.",
        epilog=_EPILOG,
    )
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="files (of records, too), folders, globs, or - for standard input"
    )
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="where the profile goes")
    parser.add_argument("--date", type=iso_day, metavar="DAY", help="when the documents were written (YYYY-MM-DD)")
    parser.add_argument("--add", action="append", default=[], metavar="FILE", help="a profile to add to what is learned")
    parser.add_argument("--jobs", type=positive, default=1, metavar="N", help="learn in N processes")
    add_fields(parser)
    parser.add_argument(
        "--near-duplicates", action="store_true", help="also learn which documents are nearly the same (textcheck[duplicates])"
    )
    try:
        given = parser.parse_intermixed_args(list(argv))
    except SystemExit:
        return CLEAN

    from textcheck.corpus import CorpusProfile
    from textcheck.readers.files import reason

    status = CLEAN

    def profiles() -> Iterator[CorpusProfile]:
        nonlocal status
        yield from map(learned, given.add)
        for part in _parts(_tasks(given), given.jobs):
            for name, message in part.troubles:
                status = complain(name, message)
            yield part.profile

    profile = CorpusProfile.total(profiles())
    try:
        profile.save(given.output)
    except OSError as error:
        raise InputError(f"{given.output}: not written ({reason(error)})") from error
    names = sum(len(profile.holders(role)) for role in profile.roles())
    write(f"{profile.documents} documents, {names} names in {sum(1 for _ in profile.roles())} roles: {given.output}\n")
    return status


class _Files(NamedTuple):
    """Some documents to learn from, each a file, and when all were written."""

    inputs: list[Input]
    date: datetime.date | None
    near_duplicates: bool


class _Records(NamedTuple):
    """A piece of a file of records, and when those were written that do not say so themselves."""

    task: Task
    date: datetime.date | None
    near_duplicates: bool


class _Part(NamedTuple):
    """What was learned from a task, and what could not be read."""

    profile: CorpusProfile
    troubles: list[tuple[str, str]]


def _tasks(given: argparse.Namespace) -> Iterator[_Files | _Records | Problem]:
    """The documents that the arguments name, in parts."""
    from textcheck.filtering.reading import Limits, tasks
    from textcheck.readers.files import Problem, expand
    from textcheck.readers.records import START
    from textcheck.readers.sources import holds_records, is_remote, source_of
    from textcheck.settings import Settings

    held: list[Input] = []
    size = 0
    local = [path for path in given.paths if not is_remote(path)]
    urls = [path for path in given.paths if is_remote(path)]
    for item in expand(local):
        if isinstance(item, Problem):
            yield item
        elif item.path is not None and holds_records(item.path):
            urls.append(item.path)
        else:
            held.append(item)
            size += item.size
            if len(held) >= BATCH or size >= BYTES:
                yield _Files(held, given.date, given.near_duplicates)
                held, size = [], 0
    if held:
        yield _Files(held, given.date, given.near_duplicates)
    resolved = Settings(isolated=True).of_document(None)
    for path in urls:
        try:
            source = source_of(path, path)
            for task in tasks(0, source, resolved, START, fields_of(given), Limits(), note):
                yield _Records(task, given.date, given.near_duplicates)
        except InputError as error:
            yield Problem(path, str(error))


def _parts(tasks: Iterable[_Files | _Records | Problem], jobs: int) -> Iterator[_Part]:
    """What was learned, part by part."""
    from textcheck.readers.files import Problem
    from textcheck.workers import Ready, WorkerDied, in_order

    def ready(task: _Files | _Records | Problem) -> Any:
        # Only this process has the standard input.
        here = isinstance(task, Problem) or (isinstance(task, _Files) and any(each.path is None for each in task.inputs))
        return Ready(_learned(task)) if here else task

    if jobs == 1:
        yield from map(_learned, tasks)
        return
    try:
        for _, part in in_order(map(ready, tasks), _learned, jobs=jobs):
            yield part
    except WorkerDied as died:
        raise InputError(str(died)) from None


def _learned(task: _Files | _Records | Problem) -> _Part:
    from textcheck.corpus import CorpusProfile
    from textcheck.decoding import decode
    from textcheck.readers.files import Problem, read
    from textcheck.readers.records import Broken

    texts: list[str] = []
    dates: list[datetime.date | None] = []
    troubles: list[tuple[str, str]] = []
    if isinstance(task, _Files):
        for item in task.inputs:
            try:
                texts.append(decode(read(item)).text)
                dates.append(task.date)
            except InputError as error:
                troubles.append((item.name, str(error)))
    elif isinstance(task, _Records):
        from textcheck.filtering.reading import batches

        for batch in batches(task.task, whole=False):
            for _, record in batch:
                if isinstance(record, Broken):
                    troubles.append((task.task.name, f"{record.place}: {record.reason}" if record.place else record.reason))
                else:
                    texts.append(record.text)
                    dates.append(record.date or task.date)
    else:
        troubles.append((task.name, task.message))
    near = not isinstance(task, Problem) and task.near_duplicates
    return _Part(CorpusProfile.build(texts, dates=dates, near_duplicates=near), troubles)
