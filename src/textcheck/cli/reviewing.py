"""`textcheck --interactive PATH...`: one finding at a time, with its sentence, to accept, edit, skip or allow."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textcheck.cli.examining import Judged, Policy, broken, encoded, has_crlf, judge, open_document, with_crlf
from textcheck.cli.output import CLEAN, FOUND, complain, flush, warn, write
from textcheck.errors import InputError
from textcheck.finding import Applicability
from textcheck.reporters.terminal import BOLD, GREEN, RED, painted, visible

if TYPE_CHECKING:
    from textcheck.checker import Checker
    from textcheck.finding import Finding, Repair, Severity
    from textcheck.readers.files import Input
    from textcheck.report import Report

QUESTION = "[a]ccept, [1-9] that repair, [e]dit, [s]kip, allo[w], [d]one with this document, [q]uit? "
# Code points of the sentence shown on either side of a span.
AROUND = 200
LONGEST_SPAN = 300


class Edit(NamedTuple):
    """What is to stand in place of `text[start:end]`."""

    start: int
    end: int
    text: str


class Reviewed(NamedTuple):
    """What was decided of one document: its edits, the fingerprints that are allowed from now on, whether to go on."""

    edits: list[Edit]
    allowed: Counter[str]
    settled: set[int]
    goes_on: bool


class Totals:
    """What was decided in all."""

    def __init__(self) -> None:
        self.status = CLEAN
        self.repaired: Counter[str] = Counter()
        self.documents = 0
        self.allowed: dict[str, Counter[str]] = {}


def review(
    checker: Checker, source: Input, policy: Policy, *, level: Severity, color: bool, backup: str, totals: Totals
) -> bool:
    """Ask about the findings of one document and write what was accepted; returns whether to go on to the next."""
    from textcheck.readers.files import read, replace

    try:
        data = read(source)
        doc = open_document(checker, source.name, data)
        judged = judge(checker, checker.check_documents([doc])[0], policy)
        for warning in judged.warnings:
            warn(source.name, warning)
        if judged.report.findings and (why := broken(doc)):
            raise InputError(why)
        reviewed = ask(judged, crlf=has_crlf(doc.text), color=color)
        if reviewed.edits:
            new = apply(doc.text, reviewed.edits)
            out = encoded(doc, data, new)
            assert source.path is not None
            if backup:
                from textcheck.readers.backups import keep

                keep(backup, source.path, data, out)
            replace(source.path, out, expected=data)
            totals.documents += 1
            totals.repaired.update(judged.report.findings[at].code for at in reviewed.settled if at >= 0)
    except InputError as error:
        flush()
        totals.status = complain(source.name, str(error))
        return True
    if reviewed.allowed:
        totals.allowed[source.name] = reviewed.allowed
    left = (
        f.severity for at, f in enumerate(judged.report.findings) if at not in reviewed.settled and ~at not in reviewed.settled
    )
    if max(left, default=-1) >= level:
        totals.status = max(totals.status, FOUND)
    return reviewed.goes_on


def ask(judged: Judged, *, crlf: bool, color: bool) -> Reviewed:
    """The decisions on one document. Of those settled, allowed ones are counted as `~at`."""
    from textcheck.fingerprints import fingerprint

    report = judged.report
    edits: list[Edit] = []
    allowed: Counter[str] = Counter()
    settled: set[int] = set()
    open_ones = [at for at, finding in enumerate(report.findings) if finding.repairs]
    for number, at in enumerate(open_ones, start=1):
        finding = with_crlf(report.text, report.findings[at]) if crlf else report.findings[at]
        if any(edit in edits for edit in _edits(finding)):
            # Another rule wanted just what was accepted.
            settled.add(at)
            continue
        if _conflict(finding.start, finding.end, edits):
            continue
        write(f"\n{_shown(report, finding, color)}  ({number} of {len(open_ones)}) {QUESTION}")
        while True:
            flush()
            answer = sys.stdin.readline()
            if not answer:
                return Reviewed(edits, allowed, settled, False)
            word = answer.strip()
            edit: Edit | None = None
            if word in ("s", "skip"):
                break
            if word in ("q", "quit", "d", "done"):
                return Reviewed(edits, allowed, settled, word in ("d", "done"))
            if word in ("w", "allow"):
                allowed[fingerprint(report.text, finding)] += 1
                settled.add(~at)
                break
            if word in ("e", "edit"):
                write("  write instead: ")
                flush()
                edit = Edit(finding.start, finding.end, sys.stdin.readline().rstrip("\r\n"))
            elif word in ("a", "accept", "y") or (word.isascii() and word.isdigit()):
                place = int(word) - 1 if word.isdigit() else 0
                if 0 <= place < len(finding.repairs):
                    edit = Edit(*finding.repairs[place][:3])
                else:
                    write(f"  there {'is' if len(finding.repairs) == 1 else 'are'} only {len(finding.repairs)}; {QUESTION}")
                    continue
            if edit is None:
                write(f"  not understood; {QUESTION}")
            elif _conflict(edit.start, edit.end, edits):
                write(f"  that overlaps a repair that was accepted; {QUESTION}")
            else:
                edits.append(edit)
                settled.add(at)
                break
    return Reviewed(edits, allowed, settled, True)


def _edits(finding: Finding) -> Iterator[Edit]:
    return (Edit(*repair[:3]) for repair in finding.repairs)


def _conflict(start: int, end: int, edits: Sequence[Edit]) -> bool:
    return any(edit.start == start or (edit.start < end and start < edit.end) for edit in edits)


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text after edits that do not overlap.

    >>> apply("a b c", [Edit(4, 5, "z"), Edit(0, 1, "x")])
    'x b z'
    """
    parts: list[str] = []
    at = 0
    for edit in sorted(edits):
        parts += text[at : edit.start], edit.text
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


def _shown(report: Report, finding: Finding, color: bool) -> str:
    """The finding, its sentence as it is and as each repair would have it."""
    from textcheck.fingerprints import sentence_around

    place = report.position(finding.start)
    name = visible(report.name or "<text>", strict=True)
    head = painted(f"{name}:{place.line}:{place.column}: {finding.code} [{finding.severity}]", BOLD, color)
    lines = [f"{head} {visible(finding.message)} (confidence {finding.confidence:.2f})"]
    text = report.text
    begin, stop = sentence_around(text, finding.start, finding.end, AROUND)
    while begin < finding.start and text[begin].isspace():
        begin += 1
    old = text[finding.start : min(finding.end, finding.start + LONGEST_SPAN)]
    shown = painted(visible(old, strict=True), RED, color)
    lines.append(f"    {_line(text[begin : finding.start])}{shown}{_line(text[finding.end : stop])}")
    for number, repair in enumerate(finding.repairs[:9], start=1):
        new = painted(visible(repair.text[:LONGEST_SPAN], strict=True), GREEN, color)
        sentence = (
            f"{_line(text[min(begin, repair.start) : repair.start])}{new}{_line(text[repair.end : max(stop, repair.end)])}"
        )
        lines.append(f"  {number} {sentence}  ({_kind(repair)}: {visible(repair.reason)})")
    return "\n".join(lines) + "\n"


def _kind(repair: Repair) -> str:
    return "only a hint" if repair.applicability is Applicability.DISPLAY else str(repair.applicability)


def _line(text: str) -> str:
    """A part of a sentence on one line."""
    return visible(text.replace("\r\n", " ").replace("\n", " "))
