"""What becomes of a piece of records: checked, held against the conditions, written as bytes. Runs in workers, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from textcheck.checker import Checkers
from textcheck.columns import row
from textcheck.filtering.reading import Task, batches, name_of, reports
from textcheck.finding import Applicability
from textcheck.readers.compression import compressed
from textcheck.readers.formats import DOCUMENTS
from textcheck.readers.records import Broken, Record
from textcheck.writers import encoding
from textcheck.writers.encoding import Written

if TYPE_CHECKING:
    from textcheck.checker import Checker
    from textcheck.columns import Repairs
    from textcheck.conditions import Condition
    from textcheck.report import Report

# Troubles of a piece that are told one by one.
TOLD = 10
DROPPED = "textcheck_dropped"


class Layout(NamedTuple):
    """How an output is written: as `jsonl`, `csv` or `arrow`, with which compression; `header` are its columns where they are fixed."""

    form: str
    kind: str = ""
    header: tuple[str, ...] = ()
    delimiter: str = ","
    schema: Any = None


class Options(NamedTuple):
    """What a run does with each record; travels to the workers. Layouts are None where there is no such output.

    `beside` says that what was found goes into columns of each record; without it records are written as they came.
    """

    keep: tuple[Condition, ...] = ()
    drop: tuple[Condition, ...] = ()
    repair: Repairs = None
    beside: bool = True
    kept: Layout | None = None
    dropped: Layout | None = None
    errors: Layout | None = None
    attributes: Layout | None = None


class Counts(NamedTuple):
    """Records: how many came in, and what became of them."""

    read: int = 0
    kept: int = 0
    dropped: int = 0
    broken: int = 0

    def __add__(self, other: Counts) -> Counts:  # type: ignore[override]
        return Counts(*(one + another for one, another in zip(self, other, strict=True)))


class Done(NamedTuple):
    """What became of a piece: the bytes for each output by name, counts, why records were dropped, and the first troubles."""

    outputs: Mapping[str, bytes]
    counts: Counts
    reasons: Mapping[str, int]
    troubles: tuple[tuple[str, str], ...]
    undated: int = 0
    # Inputs that could not be read at all.
    unreadable: int = 0


_worker: tuple[Checkers, Options] | None = None


def start(checkers: Checkers, options: Options) -> None:
    """Make a process ready to work."""
    global _worker
    _worker = checkers, options


def work(task: Task) -> Done:
    """What becomes of a piece."""
    assert _worker is not None
    checkers, options = _worker
    return _Sorting(checkers.of(task.resolved), task, options).done()


class _Sorting:
    """The records of one piece, sorted into those that are kept, dropped and broken."""

    def __init__(self, checker: Checker, task: Task, options: Options) -> None:
        self._checker = checker
        self._task = task
        self._options = options
        self._kept: list[Written] = []
        self._dropped: list[Written] = []
        self._errors: list[Mapping[str, Any]] = []
        self._attributes: list[Mapping[str, Any]] = []
        self._counts = Counts()
        self._reasons: Counter[str] = Counter()
        self._troubles: list[tuple[str, str]] = []
        self._undated = 0

    def done(self) -> Done:
        task, options = self._task, self._options
        whole = options.kept is None or options.kept.form != "arrow" or (options.dropped or options.kept).form != "arrow"
        for batch in batches(task, whole=whole):
            for _, item in batch:
                # What was read and could not be split into records counts as one.
                self._counts += Counts(read=item.records if isinstance(item, Broken) else 1)
                self._undated += isinstance(item, Record) and item.undated
            found = reports(self._checker, task, [item for _, item in batch if isinstance(item, Record)])
            for at, item in batch:
                if isinstance(item, Broken):
                    self._broken(item)
                elif isinstance(report := next(found), str):
                    self._broken(Broken(item.place, report, item.raw, 1, item.fields))
                else:
                    self._sort(at, item, self._judged(report, item))
        outputs = {
            "kept": self._encoded(self._kept, options.kept),
            "dropped": self._encoded(self._dropped, options.dropped),
            "errors": _lines(self._errors, options.errors),
            "attributes": _lines(self._attributes, options.attributes),
        }
        return Done(outputs, self._counts, self._reasons, tuple(self._troubles), self._undated)

    def _broken(self, item: Broken) -> None:
        self._counts += Counts(broken=item.records)
        if len(self._troubles) < TOLD:
            self._troubles.append((item.place, item.reason))
        if self._options.errors is not None:
            entry: dict[str, Any] = {"source": self._task.name, "place": item.place, "reason": item.reason}
            if item.records != 1:
                entry["records"] = item.records
            raw = item.raw if item.raw or item.fields is None else encoding.encode(item.fields)
            try:
                entry["raw"] = raw.decode("utf-8")
            except UnicodeDecodeError:
                import base64

                entry["raw_base64"] = base64.b64encode(raw).decode()
            self._errors.append(entry)

    def _judged(self, report: Report, record: Record) -> Report:
        """A report without what the configuration allows; comments in records are not obeyed, for strangers wrote them."""
        allowed = self._task.resolved.suppressions
        if not report.findings or not (allowed.suppress or allowed.records):
            return report
        from dataclasses import replace

        from textcheck.settings import unknown_rule
        from textcheck.suppressions import suppress

        quiet = replace(allowed, inline=False)
        return suppress(report, quiet, unknown=unknown_rule, selected=lambda word: True, record=record.id).report

    def _sort(self, at: int, record: Record, report: Report) -> None:
        options = self._options
        if options.attributes is not None:
            self._attributes.append(_attributes(self._task, record, report))
        failed = next((each for each in options.keep if not each.holds(report)), None)
        why, because = (f"not {failed.text}", failed) if failed is not None else ("", None)
        if because is None and (because := next((each for each in options.drop if each.holds(report)), None)) is not None:
            why = because.text
        if because is None:
            self._counts += Counts(kept=1)
            if options.kept is not None:
                self._kept.append(Written(at, record, self._columns(report, record)))
            return
        self._counts += Counts(dropped=1)
        self._reasons[why] += 1
        if options.dropped is not None:
            told = {**self._columns(report, record), DROPPED: f"{why} ({because.values(report)})"}
            self._dropped.append(Written(at, record, told))

    def _columns(self, report: Report, record: Record) -> Mapping[str, Any]:
        repair = self._options.repair
        repaired = None if repair is None else self._repaired(report, record, repair == "unsafe")
        if self._options.beside:
            return row(report, repaired=repaired)
        return {} if repaired is None else {"textcheck_text": row(report, repaired=repaired)["textcheck_text"]}

    def _repaired(self, report: Report, record: Record, unsafe: bool) -> str:
        wanted = {Applicability.SAFE, Applicability.UNSAFE} if unsafe else {Applicability.SAFE}
        # To repair is to check again. A capped report may leave out the very findings that have repairs.
        if not report.capped and not any(each.applicability in wanted for found in report.findings for each in found.repairs):
            return report.text
        from textcheck import repairing

        def findings(text: str) -> Any:
            return self._judged(self._checker.check(text, date=record.date), record).findings

        allowed = self._task.resolved.suppressions
        if allowed.suppress or allowed.records:
            return repairing.apply(report.text, findings, unsafe=unsafe).text
        return self._checker.repair(report.text, unsafe=unsafe).text

    def _encoded(self, items: Sequence[Written], layout: Layout | None) -> bytes:
        if layout is None or not items:
            return b""
        if layout.form == "arrow":
            return encoding.batch(items, self._task.piece.payload, layout.schema)
        if layout.form == "csv":
            return compressed(encoding.delimited(items, layout.header, layout.delimiter), layout.kind)
        data = encoding.json_lines(items)
        if (lines := data.count(b"\n")) != len(items):
            raise AssertionError(f"{len(items)} records became {lines} lines in {self._task.name}")
        return compressed(data, layout.kind)


def _attributes(task: Task, record: Record, report: Report) -> Mapping[str, Any]:
    """The spans of a record, as dolma keeps attributes: by name of the attribute, lists of start, end and score."""
    spans: dict[str, list[list[Any]]] = {"textcheck__score": [[0, report.length, round(float(report.score), 6)]]}
    for finding in report.findings:
        score = round(float(finding.confidence), 6)
        spans.setdefault(f"textcheck__{finding.code}", []).append([finding.start, finding.end, score])
    name = name_of(task, record)
    source = name if task.format in DOCUMENTS else task.name
    return {"id": record.id if record.id is not None else name, "source": source, "attributes": spans}


def _lines(entries: Sequence[Mapping[str, Any]], layout: Layout | None) -> bytes:
    if layout is None or not entries:
        return b""
    return compressed(b"".join(encoding.encode(entry) + b"\n" for entry in entries), layout.kind)
