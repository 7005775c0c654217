"""`textcheck filter IN... -o OUT`: records with what was found beside them, kept or dropped by conditions, none lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textcheck.cli.arguments import add_fields, add_settings, fields_of, learned, parser_of, positive, settings_of
from textcheck.cli.output import CLEAN, FAILED, FOUND, complain, flush, note, warn, write
from textcheck.cli.progress import Bar, is_terminal
from textcheck.errors import ConfigError

if TYPE_CHECKING:
    import argparse

    from textcheck.conditions import Condition
    from textcheck.filtering.run import Plan, State
    from textcheck.readers.sources import Source

INTERRUPTED = 130

_EPILOG = """\
inputs:
  Files, folders, globs, URLs (s3://...), or - for standard input (JSON lines). Formats by suffix: .jsonl .ndjson .json (an object a
  line), .csv .tsv, .parquet, .arrow .feather, .warc, .html, and text files, a document each; .gz .zst .xz .bz2 behind them.

conditions:
  textcheck filter a.jsonl -o b.jsonl --drop 'score < 0.5 or spun > 0.9' --drop 'SPN > 2 and not length > 5000'
  score and families are probabilities; length counts code points; findings, errors, warnings, notes, and codes, prefixes and names
  of rules count findings. A record is kept where every --keep holds and no --drop does.

exit status:
  0 every record was kept or dropped; 1 some could not be read, and were set aside; 2 a usage error, an input that could not be
  read, or a run that had to stop; 130 interrupted
"""
# Troubles told one by one.
TOLD = 10


def filter_records(argv: Sequence[str]) -> int:
    """Do what the arguments ask for; returns the exit status."""
    try:
        given = _parser().parse_intermixed_args(list(argv))
    except SystemExit:
        return CLEAN
    from textcheck.filtering.run import Stopped, Told, run

    plan, unreadable = _plan(given)
    troubles = _Troubles()
    quiet: bool = given.quiet
    told = Told(lambda name, message: None if quiet else note(name, message), troubles.tell)
    bar: Bar | None = None
    # Where records go to the terminal, they are their own progress.
    shown = is_terminal(sys.stdout) and any(each.path == "-" for each in plan.outputs.values())
    if is_terminal(sys.stderr) and not quiet and not shown:
        bar = Bar("records")
        told.progress = bar.show
    try:
        state = run(plan, told, resume=given.resume, restart=given.restart)
    except Stopped as stopped:
        if stopped.interrupted:
            write(f"textcheck: {stopped}\n", sys.stderr)
            return INTERRUPTED
        return complain("", str(stopped))
    finally:
        if bar is not None:
            bar.close()
    if state is None:
        return CLEAN
    troubles.end(state.counts.broken, given.errors)
    if state.undated:
        those = "1 record has" if state.undated == 1 else f"{state.undated:,} records have"
        taken = "it is" if state.undated == 1 else "they are"
        warn("", f"{those} a date that nobody can read (wanted YYYY-MM-DD): {taken} taken for undated")
    if not quiet:
        _sum_up(plan, state)
    if unreadable or state.unreadable:
        return FAILED
    return FOUND if state.counts.broken else CLEAN


def _parser() -> argparse.ArgumentParser:
    parser = parser_of(
        "textcheck filter",
        usage="textcheck filter IN... -o OUT [options]",
        description="Check records, write them with what was found, and keep or drop them; no record is lost.",
        epilog=_EPILOG,
    )
    add = parser.add_argument
    add("paths", nargs="+", metavar="IN", help="files, folders, globs, URLs, or - for standard input")
    add("-o", "--output", metavar="OUT", help="where the records that are kept go, its suffix says how; - for standard output")
    add("--keep", action="append", default=[], metavar="CONDITION", help="drop records of which this is not true")
    add("--drop", action="append", default=[], metavar="CONDITION", help="drop records of which this is true")
    add("--dropped", metavar="FILE", help="where dropped records go, with the reason in textcheck_dropped")
    add("--errors", metavar="FILE", help="where goes, as JSON lines, what is no record: source, place, reason, raw")
    add("--attributes", metavar="FILE", help="spans as attributes, as JSON lines, instead of columns in the records")
    add("--repair", choices=("safe", "unsafe"), help="add the repaired text as textcheck_text")
    add_fields(parser)
    add(
        "--input-format",
        metavar="NAME",
        choices=("jsonl", "csv", "parquet", "arrow", "warc", "html", "text"),
        help="the format of all inputs, whatever they are called: jsonl, csv, parquet, arrow, warc, html, text",
    )
    add("--jobs", type=positive, default=1, metavar="N", help="check in N processes")
    add("--resume", action="store_true", help="go on with a run that was stopped")
    add("--restart", action="store_true", help="forget a run that was stopped, and begin anew")
    add("--profile", metavar="FILE", help="hold names against other documents: a file that textcheck learn wrote")
    add("--record-limit", type=_megabytes, default=64 << 20, metavar="MB", help="a longer record is broken (default: 64)")
    add(
        "--piece",
        type=positive,
        default=1 << 20,
        metavar="BYTES",
        help="read so much for one worker at a time (default: 1048576)",
    )
    add("--checkpoint", type=_seconds, default=1.0, metavar="SECONDS", help="keep the state so often (default: 1)")
    add_settings(parser)
    add("-q", "--quiet", action="store_true", help="no summary, and no word on the fields that are taken")
    return parser


def _megabytes(value: str) -> int:
    return positive(value) << 20


def _seconds(value: str) -> float:
    import argparse

    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < 1e6:
        raise argparse.ArgumentTypeError(f"{value!r} is no number of seconds: wanted 0 or more")
    return seconds


def _plan(given: argparse.Namespace) -> tuple[Plan, int]:
    """What the arguments ask for, and how many inputs cannot be had. Raises ConfigError."""
    from textcheck.filtering.outputs import output
    from textcheck.filtering.reading import Limits
    from textcheck.filtering.run import Plan
    from textcheck.filtering.work import Options
    from textcheck.readers.files import Problem
    from textcheck.readers.sources import sources

    if given.resume and given.restart:
        raise ConfigError("--resume goes on with a run, --restart forgets it: give one of them")
    if given.output is None and given.attributes is None:
        raise ConfigError("nothing to write: name --output, or --attributes for spans alone")
    settings = settings_of(given, {} if given.profile is None else {"profile": (os.path.normpath(given.profile), "--profile")})
    inputs: list[Source] = []
    unreadable = 0
    for item in sources(given.paths, given.input_format):
        if isinstance(item, Problem):
            unreadable += 1
            complain(item.name, item.message)
        else:
            inputs.append(item)
    if not inputs:
        raise ConfigError("no input is left to read")
    keep, drop = _conditions(given.keep), _conditions(given.drop)
    beside = given.attributes is None
    wanted: dict[str, Any] = {}
    for name, option in (("kept", "output"), ("dropped", "dropped"), ("errors", "errors"), ("attributes", "attributes")):
        path = getattr(given, option)
        if path is not None:
            lines = name in ("errors", "attributes")
            wanted[name] = output(
                f"--{option}", path, inputs, repair=given.repair, beside=beside, reasons=name == "dropped", lines=lines
            )
    _refuse_clashes(inputs, [each.path for each in wanted.values()])
    options = Options(keep, drop, given.repair, beside, **{name: each.layout for name, each in wanted.items()})
    resolved = [settings.of_document(source.path) for source in inputs]
    profile = settings.of_run()[0].profile
    asked = {
        **{f"--{option}": getattr(given, option) for option in ("output", "dropped", "errors", "attributes", "repair")},
        "--keep": [each.text for each in keep],
        "--drop": [each.text for each in drop],
        **{f"--{field}-field": getattr(given, f"{field}_field") for field in ("text", "id", "date")},
        "--input-format": given.input_format,
        "--record-limit": given.record_limit,
        "--piece": given.piece,
        "--profile": None
        if profile is None
        else [profile, os.stat(profile).st_mtime_ns]
        if os.path.exists(profile)
        else profile,
        "the configuration": _digest([(each.config, each.suppressions) for each in resolved]),
        "the version of textcheck": _version(),
    }
    return (
        Plan(
            inputs,
            resolved,
            wanted,
            options,
            fields_of(given),
            Limits(given.piece, max(given.record_limit, given.piece), given.checkpoint),
            given.jobs,
            None if profile is None else learned(profile),
            asked,
        ),
        unreadable,
    )


def _conditions(texts: Sequence[str]) -> tuple[Condition, ...]:
    if not texts:
        return ()
    from textcheck import registry
    from textcheck.conditions import Names, parse

    names = Names.of((rule.code, rule.name, rule.family) for rule in registry.rules())
    return tuple(parse(text, names) for text in texts)


def _refuse_clashes(inputs: Sequence[Source], paths: Sequence[str]) -> None:
    """Raises ConfigError where an output is an input, or another output."""
    taken = {os.path.realpath(source.path): source.name for source in inputs if source.path is not None}
    seen = set()
    for path in paths:
        key = os.path.realpath(path)
        if key in taken and path != "-":
            raise ConfigError(f"{path}: this is an input; write to another file")
        if key in seen:
            raise ConfigError(f"{path}: two outputs cannot be one file")
        seen.add(key)


def _digest(values: Any) -> str:
    import hashlib

    return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _version() -> str:
    from textcheck import __version__
    from textcheck.resources import read_text

    return f"{__version__}, data {read_text('version.txt').strip()}"


class _Troubles:
    """What went wrong, the first told one by one."""

    def __init__(self) -> None:
        self._told = 0

    def tell(self, name: str, message: str) -> None:
        """Tell of one, unless there were many."""
        self._told += 1
        if self._told <= TOLD:
            flush()
            complain(name, message)

    def end(self, broken: int, errors: str | None) -> None:
        """Say how many were not told."""
        if broken > TOLD:
            where = f"all are in {errors}" if errors is not None else "--errors FILE keeps them all"
            warn("", f"{broken:,} records are broken, of which {TOLD} are named above; {where}")


def _sum_up(plan: Plan, state: State) -> None:
    """Say what became of all records, on standard output unless that carries them."""
    if state.counts.read != state.counts.kept + state.counts.dropped + state.counts.broken:
        raise AssertionError(f"records are missing: {state.counts}")
    counts = state.counts
    reasons = ", ".join(
        f"{why}: {number:,}" for why, number in sorted(state.reasons.items(), key=lambda item: (-item[1], item[0]))
    )
    lines = [f"{counts.read:,} {'record' if counts.read == 1 else 'records'} read = "]
    lines.append(f"{counts.kept:,} kept + {counts.dropped:,} dropped + {counts.broken:,} broken\n")
    if reasons:
        lines.append(f"dropped: {reasons}\n")
    for each in plan.outputs.values():
        if each.path != "-":
            lines.append(f"{each.option[2:]}: {each.path}\n")
    to_stdout = any(each.path == "-" for each in plan.outputs.values())
    write("".join(lines), sys.stderr if to_stdout else sys.stdout)
