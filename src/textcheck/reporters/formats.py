"""The formats of reports: what each is called, and the module that writes it.

Such a module has two functions. `piece(report, shown)` renders one document, perhaps in a worker process. `assemble(pieces, run)` puts the
pieces together, in the order of the documents, and yields what is written; `run` is complete when the last piece was taken.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from textcheck.finding import Severity

if TYPE_CHECKING:
    from textcheck.report import Report
    from textcheck.reporters.tally import Tally

# The name of each format, and what it is for.
FORMATS = {
    "text": "for people",
    "json": "one object",
    "jsonl": "one line a document",
    "sarif": "SARIF 2.1.0, for code scanning",
    "github": "annotations of a GitHub workflow",
    "junit": "JUnit XML, for build servers",
    "csv": "one row a finding",
    "parquet": "the same as a Parquet table",
    "html": "one page to look at and to repair with",
}
# What nobody wants to see written to a terminal, and what the file is best called.
FOR_FILES = {"parquet": "report.parquet", "html": "report.html"}


class Shown(NamedTuple):
    """How documents are rendered; travels to the workers. `level` is the least severity that fails the run."""

    format: str = "text"
    color: bool = False
    scores: bool = True
    listed: bool = True
    # Whether a document without findings has a score line, and how many repairs of each document are named.
    clean: bool = True
    most_fixes: int = 20
    level: Severity = Severity.WARNING


class Explained(Protocol):
    """What a report may say of a rule."""

    @property
    def rule(self) -> Any:
        """The rule itself: its code, name, family and severity."""
        ...

    @property
    def explanation(self) -> str:
        """What it finds, in words."""
        ...


@dataclass
class Run:
    """What is known of a run when all documents are done.

    `explained` tells of a rule by its code; `troubles` are names and messages of inputs that could not be checked.
    """

    tally: Tally
    explained: Callable[[str], Explained]
    troubles: list[tuple[str, str]] = field(default_factory=list)
    action: str = "check"
    unsafe: bool = False
    quiet: bool = False
    statistics: bool = False


class Module(Protocol):
    """What the module of a format offers."""

    def piece(self, report: Report, shown: Shown) -> str:
        """One document, rendered."""
        ...

    def assemble(self, pieces: Iterator[str], run: Run) -> Iterator[str | bytes]:
        """The whole output."""
        ...


_HOMES = {"text": "text", "json": "records", "jsonl": "lines"}


def module_of(name: str) -> Module:
    """The module that writes a format."""
    return cast(Module, importlib.import_module(f"textcheck.reporters.{_HOMES.get(name, name)}"))
