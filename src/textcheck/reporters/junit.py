"""JUnit XML, which build servers read: a suite a document, a case a finding; findings that fail the run are failures, others pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from textcheck.reporters.terminal import visible

if TYPE_CHECKING:
    from textcheck.report import Report
    from textcheck.reporters.formats import Run, Shown


def piece(report: Report, shown: Shown) -> str:
    """The suite of one document."""
    name = report.name or "<text>"
    cases = []
    failures = 0
    for finding in report.findings:
        place = report.position(finding.start)
        title = f"{finding.code} {finding.rule} at {place.line}:{place.column}"
        message = f"{visible(finding.message)} (confidence {finding.confidence:.2f})"
        where = f"{name}:{place.line}:{place.column}"
        if finding.severity >= shown.level:
            failures += 1
            inner = f"<failure type={_attribute(str(finding.severity))} message={_attribute(message)}>{_text(where)}</failure>"
        else:
            inner = f"<system-out>{_text(f'{where}: {finding.severity}: {message}')}</system-out>"
        cases.append(f"    <testcase classname={_attribute(name)} name={_attribute(title)}>{inner}</testcase>\n")
    if not cases:
        cases.append(f'    <testcase classname={_attribute(name)} name="nothing found"/>\n')
    head = f'  <testsuite name={_attribute(name)} tests="{len(cases)}" failures="{failures}" errors="0">\n'
    return f"{head}{''.join(cases)}  </testsuite>\n"


def assemble(pieces: Iterator[str], run: Run) -> Iterator[str]:
    """The document, with an error for each input that could not be checked."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="textcheck">\n'
    yield from pieces
    for name, message in run.troubles:
        case = (
            f'    <testcase classname={_attribute(name)} name="not checked"><error message={_attribute(message)}/></testcase>\n'
        )
        yield f'  <testsuite name={_attribute(name)} tests="1" failures="0" errors="1">\n{case}  </testsuite>\n'
    yield "</testsuites>\n"


def _attribute(text: str) -> str:
    # XML cannot hold control characters and lone surrogates, not even escaped.
    return quoteattr(visible(text, strict=True))


def _text(text: str) -> str:
    return escape(visible(text, strict=True))
