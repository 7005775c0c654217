"""How far a long run has come, shown on a terminal."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

# Seconds before a run is so long that somebody wants to see it move.
PATIENCE = 2.0


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person reads what is written there."""
    return stream is not None and stream.isatty()


class Bar:
    """A bar on standard error, with how many there were, how fast, and how long the rest will take; nothing before a run is long."""

    def __init__(self, unit: str) -> None:
        self._unit = unit
        self._started = monotonic()
        self._first: tuple[float, int] | None = None
        self._shown: tuple[Progress, TaskID] | None = None
        self._done = 0.0

    def show(self, done: float, total: float | None, number: int) -> None:
        """`done` of `total` (None or 0 where nobody knows) is finished, which made so many of what is counted; it never goes back."""
        now = monotonic()
        if self._first is None:
            # What a run that goes on finds done says nothing of its rate.
            self._first = now, number
        if now - self._started <= PATIENCE:
            return
        if self._shown is None:
            self._shown = self._open()
        progress, task = self._shown
        self._done = max(self._done, min(done, total) if total else done)
        since, before = self._first
        rate = (number - before) / max(now - since, 1e-3)
        progress.update(task, completed=self._done, total=total or None, number=number, rate=rate)

    def _open(self) -> tuple[Progress, TaskID]:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        progress = Progress(
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            TextColumn("{task.fields[number]:,} " + self._unit + ", {task.fields[rate]:,.0f}/s, left"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            redirect_stdout=False,
        )
        task = progress.add_task("", total=None, number=0, rate=0.0)
        progress.start()
        return progress, task

    def close(self) -> None:
        """Take it off the terminal."""
        if self._shown is not None:
            self._shown[0].stop()
