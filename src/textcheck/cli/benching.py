"""`textcheck bench PATH...`: what checking would cost and find on a sample of one's own, and what to read before it is trusted."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from time import process_time
from typing import TYPE_CHECKING

from textcheck.cli.arguments import add_fields, add_settings, fields_of, parser_of, positive, settings_of
from textcheck.cli.output import CLEAN, FOUND, complain, note, write
from textcheck.errors import InputError

if TYPE_CHECKING:
    import argparse

    from textcheck.finding import Finding
    from textcheck.report import Report
    from textcheck.settings import Resolved

_EPILOG = """\
The documents are checked in one process, without writing anything. Speed is the time of the processor, without reading; it is told
as a multiple of what finding the words takes (re.findall(r"\\w+")), too, since that travels between machines.

The rules to read first are those with warnings in most documents: where they are right, repair or drop these documents; where they are
wrong for your texts, --ignore them, or allow what they find (docs/configuration.md).

exit status: 0 all was checked; 1 some records could not be read; 2 a usage error, or an input that could not be read
"""
# Documents checked together; rules that are listed, and places that are shown of each.
TOGETHER, LISTED, SHOWN = 256, 5, 2
# Code points shown on either side of a place, and of a place.
AROUND, LONGEST = 40, 60


def bench(argv: Sequence[str]) -> int:
    """Measure what the arguments ask for; returns the exit status."""
    parser = parser_of(
        "textcheck bench",
        usage="textcheck bench PATH... [options]",
        description="Measure checking on texts of your own: speed, findings by family, slowest rules, what to read first.",
        epilog=_EPILOG,
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files (of records, too), folders, globs, or URLs")
    parser.add_argument("--sample", type=positive, default=10, metavar="MB", help="read so much text at most (default: 10)")
    add_fields(parser)
    add_settings(parser)
    try:
        given = parser.parse_intermixed_args(list(argv))
    except SystemExit:
        return CLEAN
    resolved = settings_of(given).of_document(None)
    sample = _Sample(given, resolved)
    texts = list(sample.texts())
    if not texts:
        raise InputError("there is nothing to measure: no document could be read")
    write("".join(_told(texts, resolved)))
    return sample.status


class _Sample:
    """The first documents of some inputs; `status` is that of the command once they are read."""

    def __init__(self, given: argparse.Namespace, resolved: Resolved) -> None:
        self.status = CLEAN
        self._given = given
        self._resolved = resolved

    def texts(self) -> Iterator[str]:
        """The texts, until there are enough of them."""
        left = self._given.sample * 1_000_000
        for text in self._all():
            yield text
            left -= len(text)
            if left <= 0:
                return

    def _all(self) -> Iterator[str]:
        from textcheck.filtering.reading import Limits, batches, tasks
        from textcheck.readers.files import Problem
        from textcheck.readers.records import START, Record
        from textcheck.readers.sources import sources

        for source in sources(self._given.paths):
            if isinstance(source, Problem):
                self.status = complain(source.name, source.message)
                continue
            try:
                for task in tasks(0, source, self._resolved, START, fields_of(self._given), Limits(), note):
                    for batch in batches(task, whole=False):
                        for _, item in batch:
                            if isinstance(item, Record):
                                yield item.text
                            else:
                                complain(source.name, f"{item.place}: {item.reason}".removeprefix(": "))
                                self.status = max(self.status, FOUND)
            except InputError as error:
                self.status = complain(source.name, str(error))


def _told(texts: Sequence[str], resolved: Resolved) -> Iterator[str]:
    from textcheck.checker import Checker
    from textcheck.cli.timing import Timings

    checker = Checker(resolved.config)
    # What is loaded once is no part of the rate.
    checker.check_batch(texts[:TOGETHER])
    floor = _floor(texts)
    started = process_time()
    reports = [report for part in _parts(texts) for report in checker.check_batch(part)]
    spent = max(process_time() - started, 1e-9)
    floor = max((floor + _floor(texts)) / 2, 1e-9)
    size = sum(map(len, texts))
    yield f"{_number(len(texts), 'document')}, {size / 1e6:,.1f} million characters\n"
    yield f"{size / 1e6 / spent:,.2f} million characters and {len(texts) / spent:,.0f} documents a second, on one core; "
    yield f"{spent / floor:,.1f} times finding their words{_memory()}\n"
    yield from _families(reports)
    yield from _first(reports)
    timings = Timings()
    watched = Checker(resolved.config)
    timings.watch(watched)
    for part in _parts(texts):
        watched.check_batch(part)
    yield "\nslowest rules:\n"
    yield timings.text({rule.code: rule.name for rule in checker.rules})


def _parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(texts), TOGETHER):
        yield texts[first : first + TOGETHER]


def _floor(texts: Sequence[str]) -> float:
    words = re.compile(r"\w+")
    started = process_time()
    for text in texts:
        words.findall(text)
    return process_time() - started


def _memory() -> str:
    try:
        import resource
    except ImportError:
        return ""
    # Bytes on macOS, kibibytes elsewhere.
    unit = 1 if sys.platform == "darwin" else 1024
    return f"; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6:,.0f} MB of memory, the sample included"


def _families(reports: Sequence[Report]) -> Iterator[str]:
    """How many documents hold findings of each family, and what the reports come to."""
    from textcheck.finding import Severity

    verdicts = Counter(report.verdict.name for report in reports)
    shares = ", ".join(f"{verdicts[name] / len(reports):.1%} {name}" for name in ("clean", "repairable", "suspect", "broken"))
    yield f"\nverdicts: {shares}\n\n"
    found: Counter[str] = Counter()
    warned: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for report in reports:
        found.update(finding.family for finding in report.findings)
        sure = [finding.family for finding in report.findings if finding.severity > Severity.NOTE]
        warned.update(sure)
        documents.update(set(sure))
    yield f"{'findings':>10}  {'warnings':>8}  {'documents with warnings':>23}  family\n"
    for family, number in found.most_common():
        yield f"{number:>10,}  {warned[family]:>8,}  {documents[family] / len(reports):>23.2%}  {family}\n"


def _first(reports: Sequence[Report]) -> Iterator[str]:
    """The rules whose warnings are in most documents, with places to judge them by."""
    from textcheck.finding import Severity

    places: dict[str, list[tuple[Report, Finding]]] = {}
    for report in reports:
        seen = set()
        for finding in report.findings:
            if finding.severity > Severity.NOTE and finding.code not in seen:
                seen.add(finding.code)
                places.setdefault(finding.code, []).append((report, finding))
    if not places:
        return
    yield "\nto read first, since they warn in most documents:\n"
    for code, found in sorted(places.items(), key=lambda item: (-len(item[1]), item[0]))[:LISTED]:
        yield f"  {code} {found[0][1].rule}: {_number(len(found), 'document')}\n"
        # From all over the sample.
        for report, finding in found[:: max(1, len(found) // SHOWN)][:SHOWN]:
            yield f"    {_shown(report.text, finding.start, finding.end)}\n"


def _shown(text: str, start: int, end: int) -> str:
    from textcheck.reporters.terminal import visible

    span = text[start:end] if end - start <= LONGEST else f"{text[start : start + LONGEST]}…"
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return visible(f"{before}⟦{span}⟧{after}", strict=True)


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
