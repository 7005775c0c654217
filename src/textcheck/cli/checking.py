"""`textcheck PATH...`: what the options mean, and the run over the documents that the paths name."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from textcheck.cli.arguments import add_fields, add_settings, fields_of, learned, parser_of, positive, settings_of
from textcheck.cli.examining import Options, Outcome, Policy, examine, examine_records, with_crlf
from textcheck.cli.output import CLEAN, FAILED, FOUND, Output, complain, flush, note, warn, write, write_bytes
from textcheck.cli.progress import Bar, is_terminal
from textcheck.errors import ConfigError, InputError

if TYPE_CHECKING:
    import argparse

    from textcheck.checker import Checker, Checkers
    from textcheck.cli.timing import Timings
    from textcheck.corpus import CorpusProfile
    from textcheck.filtering.reading import Fields, Task
    from textcheck.readers.files import Input
    from textcheck.reporters.formats import Run
    from textcheck.settings import Resolved, RunOptions, Settings

__all__ = ["check", "with_crlf"]

# Documents are checked together until this many, or this many bytes: rules that look at a whole batch gain by it.
BATCH_DOCUMENTS = 64
BATCH_BYTES = 1 << 20

_EPILOG = """\
paths:
  A path is a file, a folder (searched for .txt .text .md .markdown .rst .adoc .asciidoc .org; hidden ones are left out),
  a glob such as 'corpus/**/*.txt', or - for standard input. Each file is checked once. Of a file of records (.jsonl .csv .tsv .parquet
  .arrow .warc, or compressed) each record is a document, called FILE#ID, or FILE:LINE where it has no id.

other commands:
  textcheck filter IN... -o OUT    write records with what was found, keep or drop them by conditions
  textcheck learn PATH... -o FILE  learn from documents who holds which role, for --profile
  textcheck explain CODE|NAME...   what a rule finds and what it leaves alone
  textcheck rules                  all rules
  textcheck config [PATH]          what is in force for a file, and where it comes from
  textcheck serve                  a page on this machine to write or drop texts into, with findings as you type
  textcheck lsp                    a language server for editors
  textcheck undo                   put back what the last run with --backup repaired
  textcheck completion SHELL       a script that makes the shell complete words
  (a file called like a command is reached by ./rules)

exit status:
  0 nothing found at or above the failing level; 1 something was, or a score lies under --fail-under;
  2 a usage error, or an input that could not be read or written (the other inputs are still checked)
"""


def _parser() -> argparse.ArgumentParser:
    from textcheck.reporters.formats import FORMATS

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
    change.add_argument(
        "-i", "--interactive", action="store_true", help="ask about one finding at a time: accept, edit, skip or allow it"
    )
    change.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")
    add(
        "--unsafe-fixes",
        action="store_true",
        default=None,
        help="with --fix or --diff: also repairs that are likely right but may change the meaning",
    )
    add("--backup", action="store_true", help="with --fix or -i: keep what files held, for textcheck undo")
    add_settings(parser)
    add_fields(parser)
    formats = "; ".join(f"{name}: {purpose}" for name, purpose in FORMATS.items())
    add("--format", choices=tuple(FORMATS), default="text", metavar="NAME", help=formats)
    add("-o", "--output", metavar="FILE", help="write the report there instead of to standard output; the file appears whole")
    add("--fail-under", type=_score, metavar="SCORE", help="exit with 1 where a document's score, from 0 to 1, lies under this")
    add(
        "--fail-level",
        choices=("note", "warning", "error"),
        help="exit with 1 for findings of this severity or above (default: warning)",
    )
    add("--baseline", metavar="FILE", help="count only what this baseline does not know")
    add("--write-baseline", metavar="FILE", help="write what is found now as a baseline, and exit with 0")
    add("--exclude", action="append", default=[], metavar="GLOB", help="leave files and folders out that paths lead to")
    add("--statistics", action="store_true", help="count the findings by rule instead of listing them")
    add("--jobs", type=positive, default=1, metavar="N", help="check in N processes")
    add("--profile", metavar="FILE", help="hold names against other documents: a file that textcheck learn wrote")
    add(
        "--color", choices=("auto", "always", "never"), default="auto", help="auto colours on a terminal unless NO_COLOR is set"
    )
    add("--timings", action="store_true", help="say on standard error where the time went, rule by rule")
    add(
        "-v",
        "--verbose",
        action="store_true",
        help="name every repair, and say which files are in force; with one job --timings",
    )
    add("-q", "--quiet", action="store_true", help="no scores and no summary")
    add("--version", action="store_true", help="show the version")
    return parser


def long_options() -> dict[str, tuple[str | None, str]]:
    """The long options of the command: what each takes, None for nothing, and what it is for."""
    found = {
        name: (None if action.nargs == 0 else str(action.metavar or ""), str(action.help))
        for action in _parser()._actions
        for name in action.option_strings
        if name.startswith("--")
    }
    return dict(sorted(found.items()))


def _score(value: str) -> float:
    try:
        score = float(value)
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:
        _refuse(f"{value!r} is no score: wanted a number from 0 to 1")
    return score


def _refuse(message: str) -> None:
    import argparse

    raise argparse.ArgumentTypeError(message)


def _wants_color(choice: str) -> bool:
    import os

    if choice != "auto":
        return choice == "always"
    return is_terminal(sys.stdout) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def check(argv: Sequence[str]) -> int:
    """Check what the arguments name; returns the exit status."""
    try:
        given = _parser().parse_intermixed_args(list(argv))
    except SystemExit:
        # Only --help ends so; usage errors are raised.
        return CLEAN
    if given.output == "-":
        given.output = None
    action = _action(given)
    settings = settings_of(given, _of_run(given))
    run_options, _ = settings.of_run()
    profile = None if run_options.profile is None else learned(run_options.profile)

    if action == "interactive":
        return _interactive(given, settings, run_options, profile)

    from textcheck import registry
    from textcheck.reporters.formats import Run, Shown, module_of
    from textcheck.reporters.tally import Tally

    color = given.output is None and _wants_color(given.color)
    options = Options(
        Shown(
            format=given.format,
            color=color and given.format == "text",
            scores=not given.quiet,
            # Whoever writes a baseline has looked at the findings, or means to do so later.
            listed=given.format != "text" or not (given.statistics or given.write_baseline is not None),
            # Whoever looks for what is new is told of nothing else.
            clean=run_options.baseline is None or given.verbose,
            most_fixes=sys.maxsize if given.verbose else Shown().most_fixes,
            level=run_options.fail_level,
        ),
        action=action,
        unsafe=run_options.unsafe_fixes,
        color=color,
        reveal=is_terminal(sys.stdout) and given.output is None,
        backup=_backup(given),
        counting=given.write_baseline is not None,
    )
    run = Run(
        Tally(),
        explained=registry.find,
        action=action,
        unsafe=options.unsafe,
        quiet=given.quiet,
        statistics=given.statistics,
    )
    # Where standard output carries a document or a diff, the report goes to standard error.
    carries = action == "diff" or (action == "fix" and "-" in given.paths)
    talk = sys.stderr if carries and given.output is None else sys.stdout
    if given.format != "text" and hasattr(talk, "reconfigure"):
        talk.reconfigure(encoding="utf-8")
    timings = None
    if given.timings or (given.verbose and given.jobs == 1):
        from textcheck.cli.timing import Timings

        timings = Timings()
    plan = _Plan(
        given.paths,
        settings,
        profile,
        options,
        _Baseline(given, run_options),
        timings,
        fields_of(given),
        quiet=given.quiet,
        verbose=given.verbose,
    )
    outcomes = plan.outcomes(given.jobs)
    # Where the output itself goes to the terminal, it is its own progress.
    if is_terminal(sys.stderr) and not given.quiet and (given.output is not None or not is_terminal(sys.stdout)):
        outcomes = _with_progress(outcomes, plan)
    watch = _Watch(outcomes, run, run_options, plan.baseline)
    module = module_of(given.format)
    if action == "diff":
        with Output(given.output, sys.stdout) as out:
            for piece in watch.pieces():
                out.put(piece)
        for chunk in module.assemble(iter(()), run):
            write(str(chunk), sys.stderr)
    else:
        with Output(given.output, talk) as out:
            for chunk in module.assemble(watch.pieces(), run):
                out.put(chunk)
    if plan.left_out and not run.tally.documents and not run.troubles:
        complain("", f"nothing was checked: exclude leaves out every file that the paths lead to ({plan.left_out:,})")
        return FAILED
    if given.statistics and given.format not in ("text", "json"):
        from textcheck.reporters import text

        write(text.statistics(run.tally), sys.stderr)
    if given.output is not None and not given.quiet:
        _tell(given, run)
    if timings is not None:
        flush()
        write(timings.text({rule.code: rule.name for rule in registry.rules()}), sys.stderr)
    if given.write_baseline is not None:
        return plan.baseline.save(watch.status)
    return watch.status


def _action(given: argparse.Namespace) -> str:
    """What is done with the documents. Raises ConfigError where options contradict each other."""
    if given.version:
        raise ConfigError("--version stands first and alone")
    action = "fix" if given.fix else "diff" if given.diff else "interactive" if given.interactive else "check"
    if given.backup and action not in ("fix", "interactive"):
        raise ConfigError("--backup keeps what --fix or --interactive replace: give one of them, too")
    if action == "interactive":
        _refuse_questions(given)
    if given.unsafe_fixes and action in ("check", "interactive"):
        raise ConfigError("--unsafe-fixes says which repairs --fix or --diff take: give one of them, too")
    if given.diff and given.format != "text":
        raise ConfigError("--diff writes a diff: it cannot be had as JSON or in another format")
    if given.verbose and given.quiet:
        raise ConfigError("--quiet and --verbose contradict each other: give one of them")
    if given.timings and (given.jobs != 1 or action == "interactive"):
        raise ConfigError("--timings measures one process that is not waiting: it goes without --jobs and --interactive")
    if given.write_baseline is not None and (given.baseline is not None or action != "check"):
        raise ConfigError(
            "--write-baseline takes what is found now as known: it goes without --baseline, --fix, --diff and --interactive"
        )
    if not given.paths:
        raise ConfigError("nothing to check: name files, folders or globs, or - for standard input; see textcheck --help")
    from textcheck.reporters.formats import FOR_FILES

    if given.format in FOR_FILES and given.output is None and is_terminal(sys.stdout):
        raise ConfigError(f"--format {given.format} is not for a terminal: give --output {FOR_FILES[given.format]}")
    return action


def _refuse_questions(given: argparse.Namespace) -> None:
    """Raises ConfigError where nobody can be asked."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)) or "-" in given.paths:
        raise ConfigError("--interactive asks questions: it needs a terminal, and files to repair")
    if given.format != "text" or given.output is not None:
        raise ConfigError("--interactive shows findings one by one: it goes without --format and --output")


def _backup(given: argparse.Namespace) -> str:
    if not given.backup:
        return ""
    import os

    from textcheck.readers.backups import new_run

    return new_run(os.getcwd())


# Where findings are kept that were allowed without a baseline being named.
OWN_BASELINE = "textcheck-baseline.json"


def _interactive(given: argparse.Namespace, settings: Settings, run_options: RunOptions, profile: CorpusProfile | None) -> int:
    """Ask about one finding at a time; returns the exit status."""
    import os

    from textcheck.cli.reviewing import Totals, review
    from textcheck.reporters.terminal import visible

    target = run_options.baseline or OWN_BASELINE
    known = run_options.baseline if run_options.baseline and os.path.exists(run_options.baseline) else None
    baseline = _Baseline(given, replace(run_options, baseline=known))
    from textcheck.reporters.formats import Shown

    backup = _backup(given)
    plan = _Plan(given.paths, settings, profile, Options(Shown()), baseline)
    totals = Totals()
    goes_on = True
    for checker, source, policy in plan.one_by_one():
        if isinstance(source, Outcome):
            totals.status = complain(source.name, source.trouble)
        elif goes_on:
            goes_on = review(
                checker,
                source,
                policy,
                level=run_options.fail_level,
                color=_wants_color(given.color),
                backup=backup,
                totals=totals,
            )
    number = sum(totals.repaired.values())
    rules = ", ".join(f"{count:,} {code}" for code, count in sorted(totals.repaired.items()))
    named = f" in {totals.documents:,} {'document' if totals.documents == 1 else 'documents'} ({rules})" if number else ""
    write(f"\n{number:,} {'repair' if number == 1 else 'repairs'} applied{named}\n")
    if totals.allowed:
        added = _Baseline.add(target, totals.allowed, plan.paths_of)
        shown = visible(os.path.relpath(target), strict=True)
        write(f"{added:,} {'finding' if added == 1 else 'findings'} allowed: kept in {shown}; check with --baseline {shown}\n")
    return totals.status


def _of_run(given: argparse.Namespace) -> dict[str, tuple[Any, str]]:
    """The options that are values of the run, as settings take them."""
    import os

    found: dict[str, tuple[Any, str]] = {}
    for name, option in (("fail_level", "--fail-level"), ("fail_under", "--fail-under"), ("unsafe_fixes", "--unsafe-fixes")):
        if getattr(given, name) is not None:
            found[name] = getattr(given, name), option
    for name in ("baseline", "profile"):
        if getattr(given, name) is not None:
            found[name] = os.path.normpath(getattr(given, name)), f"--{name}"
    if given.exclude:
        found["exclude"] = tuple(given.exclude), "--exclude"
    return found


def _tell(given: argparse.Namespace, run: Run) -> None:
    """Say on standard output what went into a file."""
    from textcheck.reporters import text
    from textcheck.reporters.terminal import visible

    if given.format != "text" and run.action != "diff":
        write(text.summary(run.tally, action=run.action, unsafe=run.unsafe))
    write(f"report: {visible(given.output, strict=True)}\n")


class _Watch:
    """Draws the outcomes of a run: tells what went wrong, adds up, and keeps the exit status."""

    def __init__(self, outcomes: Iterator[Outcome], run: Run, run_options: RunOptions, baseline: _Baseline) -> None:
        self.status = CLEAN
        self._outcomes = outcomes
        self._run = run
        self._options = run_options
        self._baseline = baseline

    def pieces(self) -> Iterator[str]:
        """The rendered documents, in order."""
        options = self._options
        for outcome in self._outcomes:
            if outcome.trouble or outcome.warnings:
                # On a terminal the two streams are one, and must keep the order.
                flush()
            for warning in outcome.warnings:
                warn(outcome.name, warning)
            if outcome.trouble:
                self._run.troubles.append((outcome.name, outcome.trouble))
                self.status = complain(outcome.name, outcome.trouble)
            if outcome.tally is None:
                continue
            if outcome.data is not None:
                write_bytes(outcome.data)
            self._run.tally.merge(outcome.tally)
            self._baseline.take(outcome)
            if (outcome.worst is not None and outcome.worst >= options.fail_level) or (
                options.fail_under is not None and outcome.score < options.fail_under
            ):
                self.status = max(self.status, FOUND)
            yield outcome.shown


class _Baseline:
    """The baseline that is read, or the one that is to be written, and where it lies."""

    def __init__(self, given: argparse.Namespace, run_options: RunOptions) -> None:
        import os

        self._target: str | None = given.write_baseline
        self._known: dict[str, dict[str, int]] = {}
        path = run_options.baseline if self._target is None else self._target
        self._folder = os.path.dirname(os.path.abspath(path)) if path is not None else ""
        self._keys: dict[str, str] = {}
        if path is not None and (self._target is None or os.path.exists(path)):
            from textcheck.baseline import read

            self._known = read(path)
        self._old = self._known if self._target is not None else {}
        self._counts: dict[str, Any] = {}

    def of(self, inputs: Sequence[Input]) -> dict[str, dict[str, int]]:
        """What is known of some inputs, by name."""
        if not self._folder:
            return {}
        from textcheck.baseline import key_of

        self._keys.update({source.name: key_of(source.path, source.name, self._folder) for source in inputs})
        if self._target is not None:
            return {}
        return {source.name: known for source in inputs if (known := self._known.get(self._keys[source.name]))}

    def of_records(self, source: Input) -> dict[str, dict[str, int]]:
        """What is known of the records of an input, by their names."""
        if not self._folder:
            return {}
        from textcheck.baseline import key_of

        key = self._keys[source.name] = key_of(source.path, source.name, self._folder)
        if self._target is not None:
            return {}
        return {
            source.name + name[len(key) :]: known
            for name, known in self._known.items()
            if name.startswith((f"{key}#", f"{key}:"))
        }

    def take(self, outcome: Outcome) -> None:
        """Count what was found in a document."""
        if outcome.counts is None:
            return
        if not outcome.source:
            self._counts[self._keys[outcome.name]] = outcome.counts
            return
        # Records are called after their input, and nothing forbids two of one id.
        key = self._keys[outcome.source] + outcome.name[len(outcome.source) :]
        if key in self._counts or outcome.counts:
            from collections import Counter

            self._counts[key] = dict(sorted((Counter(self._counts.get(key, {})) + Counter(outcome.counts)).items()))

    @staticmethod
    def add(target: str, allowed: Mapping[str, Mapping[str, int]], paths: Mapping[str, str | None]) -> int:
        """Add to a baseline, which may not yet be; returns how many findings were added."""
        import os
        from collections import Counter

        from textcheck.baseline import key_of, read, text_of

        documents = read(target) if os.path.exists(target) else {}
        folder = os.path.dirname(os.path.abspath(target))
        for name, counts in allowed.items():
            key = key_of(paths[name], name, folder)
            documents[key] = dict(sorted((Counter(documents.get(key, {})) + Counter(counts)).items()))
        with Output(target, None) as out:
            out.put(text_of(documents.items()))
        return sum(sum(counts.values()) for counts in allowed.values())

    def _was_read(self, name: str) -> bool:
        """Whether a document is a record of an input that was read this time."""
        return any(name.startswith((f"{key}#", f"{key}:")) for key in self._keys.values())

    def _is_there(self, name: str) -> bool:
        """Whether there is a file of this name, or one of which it may be a record."""
        import os

        ends = [len(name), *(at for at, char in enumerate(name) if char in "#:")]
        return any(os.path.exists(os.path.join(self._folder, name[:end])) for end in ends if end)

    def save(self, status: int) -> int:
        """Write the baseline; returns the exit status, which knows no findings any more."""

        from textcheck.baseline import text_of, total
        from textcheck.reporters.terminal import visible

        assert self._target is not None
        # Documents that were not looked at this time keep what is known of them, as long as they are there.
        for name, counts in self._old.items():
            if name not in self._counts and not self._was_read(name) and self._is_there(name):
                self._counts[name] = counts
        with Output(self._target, None) as out:
            out.put(text_of(self._counts.items()))
        number = total(list(self._counts.items()))
        write(
            f"baseline of {number:,} {'finding' if number == 1 else 'findings'}: {visible(self._target, strict=True)}\n",
            sys.stderr,
        )
        return CLEAN if status == FOUND else status


class _Batch(NamedTuple):
    """Some inputs for which the same is in force."""

    inputs: list[Input]
    resolved: Resolved
    policy: Policy


class _Records(NamedTuple):
    """A piece of a file of records."""

    task: Task
    policy: Policy


class _Plan:
    """What is to be checked, and how."""

    def __init__(
        self,
        paths: Sequence[str],
        settings: Settings,
        profile: CorpusProfile | None,
        options: Options,
        baseline: _Baseline,
        timings: Timings | None = None,
        fields: Fields | None = None,
        quiet: bool = False,
        verbose: bool = False,
    ) -> None:
        self.baseline = baseline
        self._fields = fields
        self._quiet = quiet
        self.total: int | None = None
        self.left_out = 0
        self.paths_of: dict[str, str | None] = {}
        self._paths = paths
        self._settings = settings
        self._profile = profile
        self._options = options
        from textcheck.checker import Checkers

        self._told: set[Any] | None = set() if verbose else None
        self._checkers = Checkers(profile, None if timings is None else timings.watch)
        # Built before any input is looked at: a configuration that cannot be obeyed must stop the run.
        self._checkers.of(settings.of_document(_first(paths)))

    def count(self) -> None:
        """Find out how many documents there are, if that can be known, for whoever wants to see how far the run is."""
        from textcheck.readers.sources import holds_records

        self._found = list(self._inputs())
        # A file of records is one input, and nobody knows how many documents.
        if not any(path and holds_records(path) for path in (getattr(item, "path", None) for item in self._found)):
            self.total = len(self._found)

    _found: list[Any] | None = None

    def _inputs(self) -> Iterator[Any]:
        """What the paths name, less what is to be left out; what is named itself stays in."""
        from textcheck.readers.files import Problem, expand

        named = set(self._paths)
        for item in expand(self._paths):
            path = None if isinstance(item, Problem) else item.path
            if path is None or path in named or not self._settings.excludes(path):
                yield item
            else:
                self.left_out += 1

    def _batches(self) -> Iterator[_Batch | _Records | Outcome]:
        """The inputs in batches, or pieces of records; an Outcome in their place for a path that names none."""
        from textcheck.readers.files import Problem
        from textcheck.readers.sources import holds_records

        batch: list[Input] = []
        size = 0
        resolved: Resolved | None = None
        for item in self._inputs() if self._found is None else self._found:
            now = None if isinstance(item, Problem) else self._settings.of_document(item.path)
            if now is not None and item.path is not None and holds_records(item.path):
                if batch:
                    yield self._batch(batch, resolved)
                    batch, size = [], 0
                yield from self._records(item, now)
                continue
            alone = isinstance(item, Problem) or item.path is None
            full = len(batch) >= BATCH_DOCUMENTS or (not alone and size + item.size > BATCH_BYTES)
            if batch and (alone or full or now is not resolved):
                yield self._batch(batch, resolved)
                batch, size = [], 0
            resolved = now
            if isinstance(item, Problem):
                yield Outcome(item.name, trouble=item.message)
            elif alone:
                yield self._batch([item], resolved)
            else:
                batch.append(item)
                size += item.size
        if batch:
            yield self._batch(batch, resolved)

    def _batch(self, inputs: list[Input], resolved: Resolved | None) -> _Batch:
        assert resolved is not None
        checker = self._checkers.of(resolved)
        if self._told is not None and resolved.key not in self._told:
            self._told.add(resolved.key)
            _say_what_is_in_force(inputs[0].name, resolved, len(checker.rules))
        return _Batch(inputs, resolved, Policy(resolved.suppressions, self.baseline.of(inputs)))

    def _records(self, item: Input, resolved: Resolved) -> Iterator[_Records | Outcome]:
        """The pieces of a file of records."""
        from textcheck.filtering.reading import Fields, Limits, tasks
        from textcheck.readers.records import START
        from textcheck.readers.sources import source_of

        assert item.path is not None
        if self._options.action != "check":
            trouble = "not repaired: this holds records; textcheck filter --repair writes them with their repaired text"
            yield Outcome(item.name, trouble=trouble)
            return
        self._checkers.of(resolved)
        policy = Policy(resolved.suppressions, self.baseline.of_records(item))
        note = _no_note if self._quiet else _note
        try:
            source = source_of(item.name, item.path)
            for task in tasks(0, source, resolved, START, self._fields or Fields(), Limits(), note):
                yield _Records(task, policy)
        except InputError as error:
            yield Outcome(item.name, trouble=str(error))

    def one_by_one(self) -> Iterator[tuple[Checker, Any, Policy]]:
        """Each input with its checker and what does not count in it; an Outcome in place of one that cannot be had."""
        nothing = self._settings.of_document(None)
        for batch in self._batches():
            if isinstance(batch, Outcome):
                yield self._checkers.of(nothing), batch, Policy(nothing.suppressions, {})
            elif isinstance(batch, _Batch):
                for source in batch.inputs:
                    self.paths_of[source.name] = source.path
                    yield self._checkers.of(batch.resolved), source, batch.policy

    def outcomes(self, jobs: int) -> Iterator[Outcome]:
        """What became of every document, in the order of the paths; with `jobs` above 1 in that many processes."""
        options = self._options
        if jobs == 1:
            for batch in self._batches():
                if isinstance(batch, Outcome):
                    yield batch
                else:
                    yield from _examined(self._checkers, batch, options)
            return
        from textcheck.workers import Ready, WorkerDied, in_order

        def tasks() -> Iterator[Any]:
            for batch in self._batches():
                if isinstance(batch, Outcome):
                    yield Ready([batch])
                elif isinstance(batch, _Batch) and batch.inputs[0].path is None:
                    # Only this process has the standard input.
                    yield Ready(list(_examined(self._checkers, batch, options)))
                else:
                    yield batch

        try:
            for _, outcomes in in_order(tasks(), _work, jobs=jobs, start=_start_worker, given=(self._profile, options)):
                yield from outcomes
        except WorkerDied as died:
            raise InputError(str(died)) from None


def _say_what_is_in_force(name: str, resolved: Resolved, rules: int) -> None:
    import os

    from textcheck.reporters.terminal import visible

    file, overrides = resolved.key
    told = f"configuration of {os.path.relpath(file)}" if file else "no configuration file"
    if overrides:
        told += f" with {len(overrides):,} of its overrides"
    write(f"from {visible(name, strict=True)} on: {visible(told, strict=True)}, {rules:,} rules\n", sys.stderr)


def _first(paths: Sequence[str]) -> str | None:
    """The document whose configuration is looked at before all others."""
    import os

    if paths[0] == "-":
        return None
    return os.path.join(paths[0], "-") if os.path.isdir(paths[0]) else paths[0]


def _with_progress(outcomes: Iterator[Outcome], plan: _Plan) -> Iterator[Outcome]:
    """The outcomes; where they take long, standard error shows how far they are."""
    plan.count()
    bar = Bar("documents")
    try:
        for number, outcome in enumerate(outcomes, start=1):
            bar.show(number, plan.total, number)
            yield outcome
    finally:
        bar.close()


_worker: tuple[Checkers, Options] | None = None


def _start_worker(profile: CorpusProfile | None, options: Options) -> None:
    from textcheck.checker import Checkers

    global _worker
    _worker = Checkers(profile), options


def _work(batch: _Batch | _Records) -> list[Outcome]:
    assert _worker is not None
    checkers, options = _worker
    return list(_examined(checkers, batch, options))


def _examined(checkers: Checkers, batch: _Batch | _Records, options: Options) -> Iterator[Outcome]:
    if isinstance(batch, _Records):
        return examine_records(checkers.of(batch.task.resolved), batch.task, options, batch.policy)
    return examine(checkers.of(batch.resolved), batch.inputs, options, batch.policy)


def _no_note(name: str, message: str) -> None:
    pass


def _note(name: str, message: str) -> None:
    flush()
    note(name, message)
