"""A process that checks, so that a check which takes too long can be ended: nothing else ends what a library computes."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING, Any, NamedTuple

from textcheck import registry
from textcheck.errors import InputError
from textcheck.reporters import html
from textcheck.reporters.formats import Shown
from textcheck.settings import unknown_rule
from textcheck.suppressions import Suppressions, suppress

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from textcheck.config import Config
    from textcheck.corpus import CorpusProfile

# Seconds that a process may need to start, on a machine that has much else to do.
STARTING = 60.0
# A text that makes rules of several kinds read their tables.
FIRST = "The White Home said it hasnâ€™t {been a} signed, CIA Director Bill Burr said.\n\nDas ist ein ganz anderer Satz.\n"


class Force(NamedTuple):
    """What is in force for every text."""

    config: Config
    suppressions: Suppressions
    profile: CorpusProfile | None = None


class Worker:
    """One process that checks one text after another. `limit` is the seconds that a check may take."""

    def __init__(self, force: Force, limit: float) -> None:
        self._force = force
        self._limit = limit
        self._turn = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def start(self) -> None:
        """Start the process and wait until it has read its tables. Raises InputError where it does not start."""
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, self._force), daemon=True)
        self._process.start()
        theirs.close()
        try:
            if self._pipe.poll(STARTING):
                self._pipe.recv()
                return
        except EOFError:
            pass
        self.stop()
        raise InputError("the process that checks does not start; stop textcheck serve and start it again")

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
        if process is not None:
            process.kill()
            process.join()
        if pipe is not None:
            pipe.close()

    def check(self, name: str, text: str | bytes) -> str:
        """A text checked, as JSON for the page: its `entry` and its `content`.

        Raises InputError where that took longer than the limit, or brought the process down.
        """
        with self._turn:
            if self._process is None:
                self.start()
            assert self._pipe is not None
            try:
                self._pipe.send((name, text))
                if self._pipe.poll(self._limit):
                    answer: str | InputError = self._pipe.recv()
                else:
                    answer = InputError(
                        f"checking took longer than {self._limit:g} seconds and was given up; try a shorter text"
                    )
                    self.stop()
            except (EOFError, OSError):
                answer = InputError("the process that checks died, probably for want of memory; try a shorter text")
                self.stop()
        if isinstance(answer, InputError):
            raise answer
        return answer


def _work(pipe: Connection, force: Force) -> None:
    from textcheck.checker import Checker

    # An interrupt reaches the whole group of processes; the server ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    checker = Checker(force.config, profile=force.profile)

    def selected(word: str) -> bool:
        return any(registry.matches(rule, (word,)) for rule in checker.rules)

    def answer(name: str, text: str | bytes) -> str:
        report = checker.check_bytes(text, name=name) if isinstance(text, bytes) else checker.check(text, name=name)
        report = suppress(report, force.suppressions, unknown=unknown_rule, selected=selected).report
        entry, content = html.piece(report, Shown()).split("\n")
        return f'{{"entry": {entry}, "content": {content}}}'

    # What the first texts ask for is loaded before somebody waits for it.
    answer("", FIRST)
    pipe.send(None)
    while True:
        try:
            asked: Any = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(answer(*asked))
        except Exception as error:
            pipe.send(InputError(f"a fault of textcheck itself ({type(error).__name__}: {error}); please report it"))
