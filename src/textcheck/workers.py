"""Work in several processes, its results in the order of the tasks, in bounded memory."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from textcheck.errors import TextcheckError

if TYPE_CHECKING:
    from concurrent.futures import Future

Task = TypeVar("Task")
Result = TypeVar("Result")

# Tasks that may wait for each worker: enough to keep it busy, few enough to keep memory flat.
WAITING = 3


class Ready(NamedTuple, Generic[Result]):
    """In place of a task that needs no worker: its result is here. `task` is given back with it, itself where that is None."""

    result: Result
    task: Any = None


class WorkerDied(TextcheckError):
    """A worker process ended before its work was done; `task` is the first whose result is lost."""

    def __init__(self, task: Any) -> None:
        super().__init__("a worker process died, probably for want of memory; try fewer --jobs")
        self.task = task


def in_order(
    tasks: Iterable[Task | Ready[Result]],
    work: Callable[[Task], Result],
    *,
    jobs: int,
    start: Callable[..., None] | None = None,
    given: tuple[Any, ...] = (),
) -> Iterator[tuple[Any, Result]]:
    """Each task with its result, in order; the work is done in `jobs` processes, in each of which `start(*given)` was called first.

    Raises WorkerDied where a process ends on its own, whatever the work raises, and KeyboardInterrupt at once.
    """
    import gc
    import signal
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # Where workers are forked, the collector would write to each page they share, and so make a copy of it in each.
    gc.collect()
    gc.freeze()
    pool = ProcessPoolExecutor(jobs, initializer=_started, initargs=(start, given))
    waiting: deque[tuple[Any, Future[Result] | None]] = deque()

    def first() -> tuple[Any, Result]:
        task, future = waiting[0]
        result: Result = task.result if future is None else future.result()
        waiting.popleft()
        return (task.task or task) if future is None else task, result

    try:
        for task in tasks:
            waiting.append((task, None if isinstance(task, Ready) else pool.submit(work, task)))
            if len(waiting) > jobs * WAITING:
                yield first()
        while waiting:
            yield first()
        # All is done, so none of them is waited for long.
        pool.shutdown()
    except BrokenProcessPool:
        raise WorkerDied(waiting[0][0] if waiting else None) from None
    except KeyboardInterrupt:
        # Workers ignore the interrupt, and would be waited for until their work is done.
        for process in list(getattr(pool, "_processes", None) or ()):
            os.kill(process, signal.SIGTERM)
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        gc.unfreeze()


def _started(start: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    import signal

    # An interrupt reaches the whole group of processes; the parent speaks for all.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if start is not None:
        start(*given)


def _end_with_parent() -> None:
    """End this process when its parent is gone, however that ended: nobody else would tell it, and it would wait for work forever."""
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
