"""The run: pieces are read, worked on in processes, and written in order; what is done is kept, so that a run can go on where it stopped.

A run is stopped by a kill, a full disk, an interrupt or a power cut at any point. Outputs only grow; the journal says how far input and
outputs belong together, and is written when they have reached the disk. Whatever an output holds behind that is cut off when the run goes
on. Pieces, and the compressed members that they become, depend on the input alone: a run that was stopped and went on writes the same bytes.
"""

from __future__ import annotations

import itertools
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any

from textcheck.checker import Checkers
from textcheck.errors import ConfigError, InputError, TextcheckError
from textcheck.filtering.outputs import STDOUT, Growth, Output, finish, forget
from textcheck.filtering.reading import Fields, Limits, Task, joined, tasks
from textcheck.filtering.work import Counts, Done, Options, start, work
from textcheck.readers.records import START, Mark
from textcheck.readers.sources import Source
from textcheck.workers import Ready, WorkerDied, in_order
from textcheck.writers.growing import NotWritten
from textcheck.writers.journal import SUFFIX, Journal

if TYPE_CHECKING:
    from textcheck.corpus import CorpusProfile
    from textcheck.settings import Resolved

FORMAT, VERSION = "textcheck filter", 1


class Stopped(TextcheckError):
    """A run that ended before its inputs did; what is done is kept. `interrupted` tells that a person wanted it."""

    def __init__(self, message: str, *, interrupted: bool = False) -> None:
        super().__init__(message)
        self.interrupted = interrupted


@dataclass
class Told:
    """Who is told of what happens: `note(name, message)` of what was guessed, `trouble(name, message)` of what went wrong,
    `progress(done, total, number)` of the bytes of the inputs that are done, of all (0 where unknown), and of the records in them."""

    note: Callable[[str, str], object]
    trouble: Callable[[str, str], object]
    progress: Callable[[int, int, int], object] = lambda done, total, number: None


@dataclass
class State:
    """What was done: the input and the mark in it where the next piece begins, and what became of all before."""

    source: int = 0
    mark: Mark = START
    sizes: dict[str, int] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)
    reasons: Counter[str] = field(default_factory=Counter)
    undated: int = 0
    unreadable: int = 0
    finished: bool = False

    def plain(self) -> dict[str, Any]:
        """The state as plain values."""
        values = dict(self.__dict__)
        return {**values, "mark": list(self.mark), "counts": list(self.counts), "reasons": dict(self.reasons)}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> State:
        """A state from plain values."""
        return cls(
            **{
                **values,
                "mark": Mark(*values["mark"]),
                "counts": Counts(*values["counts"]),
                "reasons": Counter(values["reasons"]),
            }
        )


@dataclass
class Plan:
    """What a run is to do. `asked` are the options that decide what it writes, by the name the user knows them by."""

    inputs: Sequence[Source]
    resolved: Sequence[Resolved]
    outputs: Mapping[str, Output]
    options: Options
    fields: Fields
    limits: Limits
    jobs: int
    profile: CorpusProfile | None
    asked: Mapping[str, Any]

    @property
    def journal(self) -> Journal | None:
        """Where the state is kept; None where the run cannot go on, since an input or an output is a stream."""
        names = [each for each in self.outputs.values() if each.path != STDOUT]
        if not names or len(names) < len(self.outputs) or any(source.path is None for source in self.inputs):
            return None
        return Journal(names[0].local + SUFFIX)


def run(plan: Plan, told: Told, *, resume: bool = False, restart: bool = False) -> State | None:
    """Do it; returns what became of all records, None where there was nothing left to do.

    Raises Stopped where it had to stop, ConfigError where it cannot go on with what an earlier run left.
    """
    journal = plan.journal
    state = State()
    going_on = False
    if journal is not None and journal.exists() and not restart:
        if not resume:
            raise ConfigError(
                f"an earlier run to {_first(plan)} was not finished: --resume goes on with it, --restart begins anew"
            )
        state = _earlier(plan, journal.read())
        going_on = True
    elif resume and journal is None:
        raise ConfigError("--resume: a run from standard input, or to standard output, cannot go on")
    elif resume and all(os.path.exists(each.path) for each in plan.outputs.values()):
        told.note("", f"nothing to go on with: {_first(plan)} is complete")
        return None
    if not state.finished:
        if not going_on:
            forget(plan.outputs)
        state = _Course(plan, told, journal, state, going_on).go()
        state.finished = True
        if journal is not None:
            journal.write(_kept(plan, state))
    try:
        finish(plan.outputs)
    except NotWritten as error:
        raise Stopped(f"{error}; all records are done: make room, and the same command with --resume ends the run") from error
    if journal is not None:
        journal.remove()
    return state


def _first(plan: Plan) -> str:
    return next(iter(plan.outputs.values())).path


def _kept(plan: Plan, state: State) -> dict[str, Any]:
    inputs = [[source.name, source.size, source.stamp] for source in plan.inputs]
    return {"format": FORMAT, "version": VERSION, "asked": dict(plan.asked), "inputs": inputs, "state": state.plain()}


def _earlier(plan: Plan, kept: Mapping[str, Any]) -> State:
    """The state of an earlier run. Raises ConfigError where that was another."""
    if kept.get("format") != FORMAT or kept.get("version") != VERSION:
        raise ConfigError("--resume: the earlier run was one of another version of textcheck: begin anew with --restart")
    now = _kept(plan, State())
    for name in {**kept["asked"], **now["asked"]}:
        before, after = kept["asked"].get(name), now["asked"].get(name)
        if before != after:
            shown = f" ({_shown(before)} then, {_shown(after)} now)" if len(f"{before}{after}") < 200 else ""
            raise ConfigError(f"--resume: {name} is not what it was when the run began{shown}: begin anew with --restart")
    if [each[0] for each in kept["inputs"]] != [each[0] for each in now["inputs"]]:
        raise ConfigError("--resume: the inputs are not those of the run that was stopped: begin anew with --restart")
    for before, after in zip(kept["inputs"], now["inputs"], strict=True):
        if before != after:
            raise ConfigError(f"--resume: {after[0]} was changed since the run began: begin anew with --restart")
    return State.of(kept["state"])


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)


class _Course:
    """One run from a state to the end of its inputs."""

    def __init__(self, plan: Plan, told: Told, journal: Journal | None, state: State, going_on: bool) -> None:
        self._plan = plan
        self._told = told
        self._journal = journal
        self._state = state
        self._going_on = going_on
        self._saved = monotonic()
        # Bytes of the inputs before each.
        self._before = [0, *itertools.accumulate(source.size for source in plan.inputs)]

    def go(self) -> State:
        """Work until the inputs end; returns what was done. Raises Stopped."""
        growth = None
        try:
            growth = Growth(self._plan.outputs, self._state.sizes if self._going_on else None)
            if not self._going_on:
                self._state.sizes = growth.sizes()
            self._save(growth)
            for task, done in self._results():
                self._take(growth, task, done)
            self._save(growth)
        except (NotWritten, WorkerDied, KeyboardInterrupt) as error:
            raise self._stopped(growth, error) from error
        finally:
            if growth is not None:
                growth.close()
        return self._state

    def _results(self) -> Iterator[tuple[Any, Done]]:
        plan = self._plan
        checkers = Checkers(plan.profile)
        for resolved in plan.resolved:
            # A configuration that cannot be obeyed must stop the run before it begins.
            checkers.of(resolved)
        start(checkers, plan.options)
        found = joined(self._tasks(), plan.limits.piece)
        if plan.jobs == 1:
            for task in found:
                yield task, work(task) if isinstance(task, Task) else task.result
            return
        # This process loads nothing that checking needs: workers that share it have copies of most of it before long, and one more copy, of no
        # use to anybody, would stay here.
        yield from in_order(found, work, jobs=plan.jobs, start=start, given=(checkers, plan.options))

    def _tasks(self) -> Iterator[Task | Ready[Done]]:
        """The pieces of all inputs from the state on; where an input cannot be read, that is told in its place."""
        plan = self._plan
        for number in range(self._state.source, len(plan.inputs)):
            source = plan.inputs[number]
            mark = self._state.mark if number == self._state.source else START
            try:
                yield from tasks(number, source, plan.resolved[number], mark, plan.fields, plan.limits, self._told.note)
            except InputError as error:
                yield Ready(Done({}, Counts(), {}, ((source.name, str(error)),), unreadable=1))

    def _take(self, growth: Growth, task: Any, done: Done) -> None:
        """Write what became of a piece, and remember it."""
        state = self._state
        growth.write(done.outputs)
        if isinstance(task, Task):
            for place, reason in done.troubles:
                self._told.trouble(task.name, f"{place}: {reason}" if place else reason)
            at = task.source, task.piece.end
        else:
            for name, reason in done.troubles:
                self._told.trouble(name, reason)
            at = state.source + 1, START
        # All at once: an interrupt between two of these would leave a state that never was.
        self._state = State(
            *at,
            growth.sizes(),
            state.counts + done.counts,
            state.reasons + Counter(done.reasons),
            state.undated + done.undated,
            state.unreadable + done.unreadable,
        )
        taken = task.taken if isinstance(task, Task) else 0
        self._told.progress(self._before[at[0]] + taken, self._before[-1], self._state.counts.read)
        if monotonic() - self._saved >= self._plan.limits.interval:
            self._save(growth)

    def _save(self, growth: Growth) -> None:
        if self._journal is not None:
            growth.sync()
            self._journal.write(_kept(self._plan, self._state))
        self._saved = monotonic()

    def _stopped(self, growth: Growth | None, error: BaseException) -> Stopped:
        interrupted = isinstance(error, KeyboardInterrupt)
        if self._journal is None:
            return Stopped("interrupted" if interrupted else str(error), interrupted=interrupted)
        if growth is not None:
            # Where that fails, what was kept before is older, and as true.
            with suppress(NotWritten):
                self._save(growth)
        number = self._state.counts.read
        goes_on = f"{number:,} {'record is' if number == 1 else 'records are'} done; the same command with --resume goes on"
        if interrupted:
            return Stopped(f"interrupted: {goes_on}", interrupted=True)
        if isinstance(error, WorkerDied):
            return Stopped(
                f"a worker process died{_place(error.task)}, probably for want of memory: {goes_on}, with fewer --jobs"
            )
        return Stopped(f"{error}: {goes_on}, when there is room")


def _place(task: Any) -> str:
    if not isinstance(task, Task):
        return ""
    first, last = task.piece.start.number + 1, task.piece.end.number
    return f" at {task.name}, {'row' if task.format in ('parquet', 'arrow') else 'line'} {first:,} to {last:,}"
