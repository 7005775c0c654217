"""What becomes of documents: read, checked, held against what is allowed and known, repaired, rendered. Runs in workers, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace as dataclasses_replace
from typing import TYPE_CHECKING, NamedTuple

from textcheck.errors import InputError, fault

if TYPE_CHECKING:
    from textcheck.checker import Checker
    from textcheck.document import Document
    from textcheck.filtering.reading import Task
    from textcheck.finding import Finding, Severity
    from textcheck.readers.files import Input
    from textcheck.repairing import Repaired
    from textcheck.report import Report
    from textcheck.reporters.formats import Shown
    from textcheck.reporters.tally import Tally
    from textcheck.suppressions import Suppressions


class Options(NamedTuple):
    """What a run does with each document; travels to the workers. `shown` says how it is rendered."""

    shown: Shown
    action: str = "check"
    unsafe: bool = False
    color: bool = False
    reveal: bool = False
    # The folder in which what is repaired is kept, empty for none.
    backup: str = ""
    # Whether the findings are counted by fingerprint, for a new baseline.
    counting: bool = False


class Outcome(NamedTuple):
    """What became of one document. `shown` is its rendered report or diff, `data` a repaired standard input, `trouble` an error.

    `warnings` are about comments that allow findings, `counts` says how often each fingerprint was found.
    """

    name: str
    shown: str = ""
    data: bytes | None = None
    trouble: str = ""
    tally: Tally | None = None
    worst: Severity | None = None
    score: float = 1.0
    warnings: tuple[str, ...] = ()
    counts: Mapping[str, int] | None = None
    # The input, where the document is one record of it.
    source: str = ""


class Policy(NamedTuple):
    """What does not count in some documents: what is allowed to stand, and by name of the document what a baseline knows."""

    suppressions: Suppressions
    baseline: Mapping[str, Mapping[str, int]]


class Judged(NamedTuple):
    """A report on what counts, and what does not: the findings that were allowed and those that a baseline knows."""

    report: Report
    gone: tuple[Finding, ...]
    allowed: int
    known: int
    warnings: tuple[str, ...]
    counts: Mapping[str, int] | None


def judge(checker: Checker, report: Report, policy: Policy, *, counting: bool = False, record: str | None = None) -> Judged:
    """A report held against what is allowed and what is known; `record` is the id of the document, where it is a record."""
    from textcheck.suppressions import MARK

    suppressions = policy.suppressions
    allowed: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()
    if MARK in report.text or suppressions.suppress or suppressions.records:
        from textcheck import registry
        from textcheck.settings import unknown_rule
        from textcheck.suppressions import suppress

        def selected(word: str) -> bool:
            return any(registry.matches(rule, (word,)) for rule in checker.rules)

        outcome = suppress(report, suppressions, unknown=unknown_rule, selected=selected, record=record)
        report, allowed = outcome.report, outcome.suppressed
        warnings = tuple(f"line {report.position(each.start).line}: {each.message}" for each in outcome.warned)
    counts = None
    if counting:
        from textcheck.baseline import counted

        counts = counted(report)
    known: tuple[Finding, ...] = ()
    if baseline := policy.baseline.get(report.name or ""):
        from textcheck.baseline import split

        report, known = split(report, baseline)
    return Judged(report, (*allowed, *known), len(allowed), len(known), warnings, counts)


def examine(checker: Checker, batch: Sequence[Input], options: Options, policy: Policy) -> Iterator[Outcome]:
    """Read, check and, where wanted, repair some documents; whatever goes wrong with one is told in its Outcome."""
    from textcheck.readers.files import read

    read_in: list[tuple[Input, bytes, Document] | Outcome] = []
    for source in batch:
        try:
            data = read(source)
            read_in.append((source, data, open_document(checker, source.name, data)))
        except InputError as error:
            read_in.append(Outcome(source.name, trouble=str(error)))
        except Exception as error:
            read_in.append(Outcome(source.name, trouble=f"not checked, by {fault(error)}"))
    docs = [item[2] for item in read_in if not isinstance(item, Outcome)]
    reports: Iterator[Report] | None
    try:
        reports = iter(checker.check_documents(docs))
    except Exception:
        # One document brought all down: each is checked alone, to learn which.
        reports = None
    for item in read_in:
        if isinstance(item, Outcome):
            yield item
            continue
        source, data, doc = item
        try:
            report = (
                next(reports)
                if reports is not None
                else checker.check_documents([open_document(checker, source.name, data)])[0]
            )
            yield _outcome(checker, source, data, doc, report, options, policy)
        except Exception as error:
            yield Outcome(source.name, trouble=f"not checked, by {fault(error)}")


def examine_records(checker: Checker, task: Task, options: Options, policy: Policy) -> Iterator[Outcome]:
    """Check the records of a task. Comments in records are not obeyed, for strangers wrote them."""
    from textcheck.filtering.reading import batches, reports
    from textcheck.readers.records import Broken, Record

    strict = policy._replace(suppressions=dataclasses_replace(policy.suppressions, inline=False))
    for batch in batches(task, whole=False):
        found = reports(checker, task, [item for _, item in batch if isinstance(item, Record)])
        for _, item in batch:
            if isinstance(item, Broken):
                trouble = f"{item.place}: {item.reason}" if item.place else item.reason
                yield Outcome(task.name, trouble=trouble, source=task.name)
            elif isinstance(report := next(found), str):
                yield Outcome(task.name, trouble=f"{item.place}: {report}", source=task.name)
            else:
                judged = judge(checker, report, strict, counting=options.counting, record=item.id)
                yield _checked(judged, options, repairable=False)._replace(source=task.name)


def _checked(judged: Judged, options: Options, *, repairable: bool) -> Outcome:
    """What became of a document that is only checked."""
    from textcheck.reporters.tally import Tally

    tally = Tally(known=judged.known, allowed=judged.allowed)
    report = judged.report
    tally.add(report, repairable=repairable)
    return Outcome(
        report.name or "",
        _rendered(report, options),
        tally=tally,
        worst=report.worst,
        score=report.score,
        warnings=judged.warnings,
        counts=judged.counts,
    )


def open_document(checker: Checker, name: str, data: bytes) -> Document:
    """A document as it was read."""
    from textcheck.decoding import decode

    decoded = decode(data)
    doc = checker.document(decoded.text, name=name)
    doc.source = decoded
    return doc


def _outcome(
    checker: Checker, source: Input, data: bytes, doc: Document, report: Report, options: Options, policy: Policy
) -> Outcome:
    from textcheck.reporters.tally import Tally

    judged = judge(checker, report, policy, counting=options.counting)
    if options.action == "check":
        return _checked(judged, options, repairable=not broken(doc))
    tally = Tally(known=judged.known, allowed=judged.allowed)
    report = judged.report
    base = Outcome(
        source.name,
        tally=tally,
        worst=report.worst,
        score=report.score,
        warnings=judged.warnings,
        counts=judged.counts,
    )
    if why := broken(doc):
        tally.add(report, repairable=False)
        piped = data if options.action == "fix" and source.path is None else None
        shown = "" if options.action == "diff" else _rendered(report, options)
        return base._replace(shown=shown, data=piped, trouble=why)
    repaired, after = repair(checker, doc, judged, policy, options.unsafe)
    if options.action == "diff":
        from textcheck.reporters.diff import unified

        tally.add(report, repaired)
        return base._replace(shown=unified(source.name, doc.text, repaired, color=options.color, reveal=options.reveal))
    trouble = ""
    out = data
    if repaired.text != doc.text:
        try:
            out = encoded(doc, data, repaired.text)
            if source.path is not None:
                from textcheck.readers.files import replace

                if options.backup:
                    from textcheck.readers.backups import keep

                    keep(options.backup, source.path, data, out)
                replace(source.path, out, expected=data)
        except InputError as error:
            trouble, out, after = str(error), data, report
    tally.add(after, None if trouble else repaired)
    piped = out if source.path is None else None
    shown = _rendered(after, options)
    if options.shown.format == "text" and options.shown.listed and options.shown.scores and not trouble:
        from textcheck.reporters import text

        shown = text.fixes(report, repaired, options.shown) + shown
    return base._replace(shown=shown, data=piped, trouble=trouble, worst=after.worst, score=after.score)


def repair(checker: Checker, doc: Document, judged: Judged, policy: Policy, unsafe: bool) -> tuple[Repaired, Report]:
    """The repaired text, in the line endings of the document, and the report on it; what does not count is not repaired."""
    from textcheck import repairing
    from textcheck.suppressions import without

    report = judged.report
    last = report
    crlf = has_crlf(doc.text)
    gone = _by_text(judged.gone, doc.text)

    def still_counting(found: Report) -> Report:
        again = judge(checker, found, policy)
        # A repair nearby may have made known findings look new: as many as were gone at first stay gone.
        left = gone - _by_text(again.gone, found.text)
        return _recounted(again.report, without(again.report.findings, found.text, left)) if left else again.report

    def check(text: str) -> Iterable[Finding]:
        nonlocal last
        # The first round repairs the text that has just been checked.
        last = report if text is doc.text else still_counting(checker.check(text, name=doc.name))
        found = last
        if last.capped:
            # What the cap leaves out of a report is repaired all the same.
            found = still_counting(dataclasses_replace(last, findings=tuple(checker.findings(text))))
        return (with_crlf(text, finding) for finding in found.findings) if crlf else found.findings

    repaired = repairing.apply(doc.text, check, unsafe=unsafe)
    if last.text != repaired.text:
        last = report if repaired.text == doc.text else still_counting(checker.check(repaired.text, name=doc.name))
    return repaired, last


def _by_text(findings: Iterable[Finding], text: str) -> Counter[tuple[str, str]]:
    """How often each rule has a finding of each damaged text."""
    return Counter((finding.code, text[finding.start : finding.end]) for finding in findings)


def _recounted(report: Report, kept: list[Finding]) -> Report:
    """A report with some of its findings, its score that of them."""
    from textcheck import scoring

    if len(kept) == len(report.findings):
        return report
    score, families = scoring.score(kept, report.length)
    return dataclasses_replace(report, findings=tuple(kept), score=score, families=families)


def has_crlf(text: str) -> bool:
    """Whether all lines of a text end as those of Windows do."""
    return 0 < text.count("\n") == text.count("\r\n")


def with_crlf(text: str, finding: Finding) -> Finding:
    """The finding, its repairs with the line breaks of a document that has only these."""
    if not any("\n" in repair.text for repair in finding.repairs):
        return finding
    repairs = []
    for repair in finding.repairs:
        new = repair.text.replace("\r\n", "\n").replace("\n", "\r\n")
        if text[max(0, repair.start - 1) : repair.start] == "\r":
            # The span begins inside a break, whose first half stays.
            new = new.removeprefix("\r")
        repairs.append(repair._replace(text=new))
    return finding._replace(repairs=tuple(repairs))


def broken(doc: Document) -> str:
    """Why a document cannot be repaired: what could not be decoded would be lost. Empty where it can."""
    if doc.source is None or not doc.source.broken:
        return ""
    number = len(doc.source.broken)
    places = "1 place" if number == 1 else f"{number:,} places"
    return (
        f"not repaired: {places} could not be decoded as {doc.source.encoding.upper()} and would be lost; "
        "convert the file to UTF-8 first"
    )


def encoded(doc: Document, data: bytes, text: str) -> bytes:
    """A repaired text as bytes like those it came from. Raises InputError where they could not be read whole."""
    from textcheck.decoding import encode

    source = doc.source
    assert source is not None
    try:
        if encode(doc.text, source) != data:
            raise InputError("not repaired: the file cannot be written back byte for byte")
        return encode(text, source)
    except UnicodeEncodeError as error:
        raise InputError(f"not repaired: the repaired text cannot be written as {source.encoding.upper()} ({error})") from error


def _rendered(report: Report, options: Options) -> str:
    from textcheck.reporters.formats import module_of

    return module_of(options.shown.format).piece(report, options.shown)
