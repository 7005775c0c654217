"""`textcheck PATH...`: what the options mean, and the run over the documents that the paths name."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from textcheck.cli.arguments import iso_day, learned, parser_of
from textcheck.cli.output import CLEAN, FOUND, complain, fault, flush, write, write_bytes
from textcheck.errors import ConfigError, InputError

if TYPE_CHECKING:
    import argparse

    from textcheck.checker import Checker
    from textcheck.config import Config
    from textcheck.corpus import CorpusProfile
    from textcheck.document import Document
    from textcheck.finding import Finding, Severity
    from textcheck.readers.files import Input
    from textcheck.repairing import Repaired
    from textcheck.report import Report
    from textcheck.reporters.tally import Tally

# Documents are checked together until this many, or this many bytes: rules that look at a whole batch gain by it.
BATCH_DOCUMENTS = 64
BATCH_BYTES = 1 << 20
# Batches that may wait for each worker.
WAITING = 3

_EPILOG = """\
paths:
  A path is a file, a folder (searched for .txt .text .md .markdown .rst .adoc .asciidoc .org; hidden ones are left out),
  a glob such as 'corpus/**/*.txt', or - for standard input. Each file is checked once.

other commands:
  textcheck learn PATH... -o FILE  learn from documents who holds which role, for --profile
  textcheck explain CODE|NAME...   what a rule finds and what it leaves alone
  textcheck rules                  all rules
  (a file called like a command is reached by ./rules)

exit status:
  0 nothing found at or above the failing level; 1 something was, or a score lies under --fail-under;
  2 a usage error, or an input that could not be read or written (the other inputs are still checked)
"""


class Options(NamedTuple):
    """What a run does with each document; travels to the workers."""

    action: str = "check"
    unsafe: bool = False
    format: str = "text"
    color: bool = False
    scores: bool = True
    listed: bool = True
    reveal: bool = False


class Outcome(NamedTuple):
    """What became of one document. `shown` is its rendered report or diff, `data` a repaired standard input, `trouble` an error."""

    name: str
    shown: str = ""
    data: bytes | None = None
    trouble: str = ""
    tally: Tally | None = None
    worst: Severity | None = None
    score: float = 1.0


def _parser() -> argparse.ArgumentParser:
    parser = parser_of(
        "textcheck",
        usage="textcheck [check] [options] PATH...",
        description="Find what is broken in text documents, say where and how sure, and repair it.",
        epilog=_EPILOG,
    )
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="files, folders, globs, or - for standard input")
    change = parser.add_mutually_exclusive_group()
    change.add_argument(
        "--fix", action="store_true", help="apply the safe repairs; standard input goes repaired to standard output"
    )
    change.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")
    add(
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff: also repairs that are likely right but may change the meaning",
    )
    add(
        "--select",
        action="append",
        default=[],
        metavar="RULES",
        help="only these rules: codes, prefixes (SPN), families (spun) or names; commas between them",
    )
    add("--ignore", action="append", default=[], metavar="RULES", help="not these rules")
    add(
        "--format",
        choices=("text", "json", "jsonl"),
        default="text",
        help="text for people; json: one object; jsonl: one line a document",
    )
    add("--fail-under", type=_score, metavar="SCORE", help="exit with 1 where a document's score, from 0 to 1, lies under this")
    add(
        "--fail-level",
        choices=("note", "warning", "error"),
        default="warning",
        help="exit with 1 for findings of this severity or above (default: warning)",
    )
    add("--statistics", action="store_true", help="count the findings by rule instead of listing them")
    add("--jobs", type=_positive, default=1, metavar="N", help="check in N processes")
    add(
        "--language",
        type=_language,
        metavar="CODE",
        help="the language of all documents (ISO 639-1, such as en) instead of detecting it",
    )
    add("--no-facts", action="store_true", help="do without the packaged facts about office-holders")
    add(
        "--roster",
        action="append",
        default=[],
        metavar="FILE",
        help="who holds which office, as CSV (person,aliases,office,from,to) or TOML; may be given several times",
    )
    add("--profile", metavar="FILE", help="hold names against other documents: a file that textcheck learn wrote")
    add("--date", type=iso_day, metavar="DAY", help="when the documents were written (YYYY-MM-DD), for names of office-holders")
    add(
        "--color", choices=("auto", "always", "never"), default="auto", help="auto colours on a terminal unless NO_COLOR is set"
    )
    add("-q", "--quiet", action="store_true", help="no scores and no summary")
    add("--version", action="store_true", help="show the version")
    return parser


def _score(value: str) -> float:
    try:
        score = float(value)
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:
        _refuse(f"{value!r} is no score: wanted a number from 0 to 1")
    return score


def _positive(value: str) -> int:
    if not (value.isascii() and value.isdigit() and int(value)):
        _refuse(f"{value!r} is no number of processes: wanted 1 or more")
    return int(value)


def _language(value: str) -> str:
    if not (len(value) == 2 and value.isascii() and value.isalpha()):
        _refuse(f"{value!r} is no language: wanted an ISO 639-1 code of two letters, such as en")
    return value.lower()


def _refuse(message: str) -> None:
    import argparse

    raise argparse.ArgumentTypeError(message)


def _named(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _wants_color(choice: str) -> bool:
    import os

    if choice != "auto":
        return choice == "always"
    return _is_terminal(sys.stdout) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def check(argv: Sequence[str]) -> int:
    """Check what the arguments name; returns the exit status."""
    try:
        given = _parser().parse_intermixed_args(list(argv))
    except SystemExit:
        # Only --help ends so; usage errors are raised.
        return CLEAN
    if given.version:
        raise ConfigError("--version stands first and alone")
    action = "fix" if given.fix else "diff" if given.diff else "check"
    if given.unsafe_fixes and action == "check":
        raise ConfigError("--unsafe-fixes says which repairs --fix or --diff take: give one of them, too")
    if given.diff and given.format != "text":
        raise ConfigError("--diff writes a diff: it cannot be had as JSON")
    if not given.paths:
        raise ConfigError("nothing to check: name files, folders or globs, or - for standard input; see textcheck --help")

    from textcheck.config import Config, parse_severity

    selected = _named(given.select)
    if given.select and not selected:
        raise ConfigError("--select names no rule: wanted codes, prefixes, families or names with commas between them")
    config = Config(
        select=selected or ("ALL",),
        ignore=_named(given.ignore),
        language=given.language,
        facts=not given.no_facts,
        rosters=given.roster,
        date=given.date,
    )
    profile = None if given.profile is None else learned(given.profile)
    options = Options(
        action=action,
        unsafe=given.unsafe_fixes,
        format=given.format,
        color=given.format == "text" and _wants_color(given.color),
        scores=not given.quiet,
        listed=not (given.statistics and given.format == "text"),
        reveal=_is_terminal(sys.stdout),
    )
    # Where standard output carries a document or a diff, the report goes to standard error.
    carries = action == "diff" or (action == "fix" and "-" in given.paths)
    talk = sys.stderr if carries else sys.stdout
    if options.format != "text" and hasattr(talk, "reconfigure"):
        talk.reconfigure(encoding="utf-8")

    from textcheck.reporters.tally import Tally

    total = Tally()
    level = parse_severity(given.fail_level)
    status = CLEAN
    shown: list[tuple[str, str]] = []
    if options.format == "json":
        write('{"documents": [', talk)
    outcomes = _outcomes(given.paths, config, profile, options, given.jobs)
    # Where the output itself goes to the terminal, it is its own progress.
    if _is_terminal(sys.stderr) and not _is_terminal(sys.stdout) and not given.quiet:
        outcomes = _with_progress(outcomes)
    for outcome in outcomes:
        if outcome.trouble:
            shown.append((outcome.name, outcome.trouble))
            # On a terminal the two streams are one, and must keep the order.
            flush()
            status = complain(outcome.name, outcome.trouble)
        if outcome.tally is None:
            continue
        if outcome.data is not None:
            write_bytes(outcome.data)
        first = not total.documents
        total.merge(outcome.tally)
        if (outcome.worst is not None and outcome.worst >= level) or (
            given.fail_under is not None and outcome.score < given.fail_under
        ):
            status = max(status, FOUND)
        if options.format == "json" and not first:
            write(",\n", talk)
        write(outcome.shown, None if action == "diff" else talk)
    _finish(total, shown, given, options, talk)
    return status


def _finish(total: Tally, troubles: list[tuple[str, str]], given: argparse.Namespace, options: Options, talk: TextIO) -> None:
    from textcheck.reporters import text

    if options.format == "json":
        from textcheck.reporters import records

        errors = [{"name": name, "message": message} for name, message in troubles]
        write(f'],\n"errors": {records.encode(errors)},\n"summary": {records.encode(records.summary(total))}}}\n', talk)
        return
    if given.statistics:
        write(text.statistics(total), sys.stderr if options.format == "jsonl" else talk)
    if options.format == "text" and not given.quiet and total.documents:
        write(text.summary(total, action=options.action, unsafe=options.unsafe), talk)


def _outcomes(
    paths: Sequence[str], config: Config, profile: CorpusProfile | None, options: Options, jobs: int
) -> Iterator[Outcome]:
    """What became of every document, in the order of the paths; with `jobs` above 1 in that many processes."""
    from textcheck.checker import Checker

    # Built before any input is looked at: a configuration that cannot be obeyed must stop the run.
    checker = Checker(config, profile=profile)
    if not checker.rules:
        raise ConfigError("no rule is left to check with: --ignore takes away all that --select names")
    batches = _batches(paths)
    if jobs == 1:
        for batch in batches:
            if isinstance(batch, Outcome):
                yield batch
            else:
                yield from examine(checker, batch, options)
        return
    import os
    import signal
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=(checker, options))
    waiting: deque[Future[list[Outcome]] | list[Outcome]] = deque()
    try:
        for batch in batches:
            if not isinstance(batch, list):
                waiting.append([batch])
            elif batch[0].path is None:
                # Only this process has the standard input.
                waiting.append(list(examine(checker, batch, options)))
            else:
                waiting.append(pool.submit(_work, batch))
            if len(waiting) > jobs * WAITING:
                yield from _result(waiting.popleft())
        while waiting:
            yield from _result(waiting.popleft())
    except BrokenProcessPool:
        raise InputError("a worker process died, probably for want of memory; try fewer --jobs") from None
    except KeyboardInterrupt:
        # Workers ignore the interrupt, and would be waited for until their batches are done.
        for process in list(getattr(pool, "_processes", None) or ()):
            os.kill(process, signal.SIGTERM)
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


# Seconds before a run is so long that somebody wants to see it move.
PATIENCE = 2.0


def _with_progress(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """The outcomes; where they take long, how many there were so far is shown on standard error."""
    from time import monotonic

    started = monotonic()
    progress = None
    try:
        for number, outcome in enumerate(outcomes, start=1):
            if progress is None and monotonic() - started > PATIENCE:
                from rich.console import Console
                from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

                progress = Progress(
                    SpinnerColumn(),
                    TextColumn("{task.completed:,} documents"),
                    TimeElapsedColumn(),
                    console=Console(stderr=True),
                    transient=True,
                    redirect_stdout=False,
                )
                task = progress.add_task("", total=None)
                progress.start()
            if progress is not None:
                progress.update(task, completed=number)
            yield outcome
    finally:
        if progress is not None:
            progress.stop()


def _batches(paths: Sequence[str]) -> Iterator[Any]:
    """The inputs in batches; an Outcome in their place for a path that names none."""
    from textcheck.readers.files import Problem, expand

    batch: list[Input] = []
    size = 0
    for item in expand(paths):
        alone = isinstance(item, Problem) or item.path is None
        if batch and (alone or len(batch) >= BATCH_DOCUMENTS or size + item.size > BATCH_BYTES):  # type: ignore[union-attr]
            yield batch
            batch, size = [], 0
        if isinstance(item, Problem):
            yield Outcome(item.name, trouble=item.message)
        elif alone:
            yield [item]
        else:
            batch.append(item)
            size += item.size
    if batch:
        yield batch


def _result(item: Any) -> list[Outcome]:
    result: list[Outcome] = item if isinstance(item, list) else item.result()
    return result


_worker: tuple[Checker, Options] | None = None


def _start_worker(checker: Checker, options: Options) -> None:
    import signal

    # An interrupt reaches the whole group of processes; the parent speaks for all.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    global _worker
    _worker = checker, options


def _work(batch: list[Input]) -> list[Outcome]:
    assert _worker is not None
    checker, options = _worker
    return list(examine(checker, batch, options))


def examine(checker: Checker, batch: Sequence[Input], options: Options) -> Iterator[Outcome]:
    """Read, check and, where wanted, repair some documents; whatever goes wrong with one is told in its Outcome."""
    from textcheck.readers.files import read

    read_in: list[tuple[Input, bytes, Document] | Outcome] = []
    for source in batch:
        try:
            data = read(source)
            read_in.append((source, data, _document(checker, source.name, data)))
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
                next(reports) if reports is not None else checker.check_documents([_document(checker, source.name, data)])[0]
            )
            yield _outcome(checker, source, data, doc, report, options)
        except Exception as error:
            yield Outcome(source.name, trouble=f"not checked, by {fault(error)}")


def _document(checker: Checker, name: str, data: bytes) -> Document:
    from textcheck.decoding import decode

    decoded = decode(data)
    doc = checker.document(decoded.text, name=name)
    doc.source = decoded
    return doc


def _outcome(checker: Checker, source: Input, data: bytes, doc: Document, report: Report, options: Options) -> Outcome:
    from textcheck.reporters.tally import Tally

    tally = Tally()
    if options.action == "check":
        tally.add(report, repairable=not _broken(doc))
        return Outcome(source.name, _rendered(report, options), None, "", tally, report.worst, report.score)
    if broken := _broken(doc):
        tally.add(report, repairable=False)
        piped = data if options.action == "fix" and source.path is None else None
        shown = "" if options.action == "diff" else _rendered(report, options)
        return Outcome(source.name, shown, piped, broken, tally, report.worst, report.score)
    repaired, after = _repair(checker, doc, report, options.unsafe)
    if options.action == "diff":
        from textcheck.reporters.diff import unified

        tally.add(report, repaired)
        shown = unified(source.name, doc.text, repaired, color=options.color, reveal=options.reveal)
        return Outcome(source.name, shown, None, "", tally, report.worst, report.score)
    trouble = ""
    out = data
    if repaired.text != doc.text:
        try:
            out = _encoded(doc, data, repaired.text)
            if source.path is not None:
                from textcheck.readers.files import replace

                replace(source.path, out, expected=data)
        except InputError as error:
            trouble, out, after = str(error), data, report
    tally.add(after, None if trouble else repaired)
    piped = out if source.path is None else None
    return Outcome(source.name, _rendered(after, options), piped, trouble, tally, after.worst, after.score)


def _repair(checker: Checker, doc: Document, report: Report, unsafe: bool) -> tuple[Repaired, Report]:
    """The repaired text, in the line endings of the document, and the report on it."""
    from textcheck import repairing

    last = report
    crlf = 0 < doc.text.count("\n") == doc.text.count("\r\n")

    def check(text: str) -> Iterable[Finding]:
        nonlocal last
        # The first round repairs the text that has just been checked.
        last = report if text is doc.text else checker.check(text, name=doc.name)
        # What the cap leaves out of a report is repaired all the same.
        found = checker.findings(text) if last.capped else last.findings
        return (with_crlf(text, finding) for finding in found) if crlf else found

    repaired = repairing.apply(doc.text, check, unsafe=unsafe)
    if last.text != repaired.text:
        last = report if repaired.text == doc.text else checker.check(repaired.text, name=doc.name)
    return repaired, last


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


def _broken(doc: Document) -> str:
    """Why a document cannot be repaired: what could not be decoded would be lost. Empty where it can."""
    if doc.source is None or not doc.source.broken:
        return ""
    number = len(doc.source.broken)
    places = "1 place" if number == 1 else f"{number:,} places"
    return (
        f"not repaired: {places} could not be decoded as {doc.source.encoding.upper()} and would be lost; "
        "convert the file to UTF-8 first"
    )


def _encoded(doc: Document, data: bytes, text: str) -> bytes:
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
    if options.format != "text":
        from textcheck.reporters import records

        line = records.encode(records.record(report))
        return line + "\n" if options.format == "jsonl" else line
    from textcheck.reporters import text

    if not options.listed:
        return ""
    return text.render(report, color=options.color, scores=options.scores)
