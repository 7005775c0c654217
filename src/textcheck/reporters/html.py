"""One page to look at: the corpus at a glance, then each document with its damage painted, its repairs to accept and the result to export.

The page holds everything and fetches nothing; its own policy forbids the network, and any script or style but its own. Documents reach it
as JSON, compressed because a browser reads a page more slowly than it unpacks it, in letters that cannot end a script; their text is shown
as text alone.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from textcheck import scoring
from textcheck.finding import Applicability
from textcheck.reporters import records

if TYPE_CHECKING:
    from textcheck.finding import Finding
    from textcheck.report import Report
    from textcheck.reporters.formats import Run, Shown

PAGE = os.path.join(os.path.dirname(__file__), "page")
_DIGITS = 4


def piece(report: Report, shown: Shown) -> str:
    """One document as JSON: name, score, the scores its repairs would give, text, findings. Offsets count UTF-16 units, as scripts do."""
    places = _utf16(report.text)
    values = [
        report.name or "<text>",
        round(float(report.score), _DIGITS),
        _score_without(report, (Applicability.SAFE,)),
        _score_without(report, (Applicability.SAFE, Applicability.UNSAFE)),
        report.text,
        [_finding(finding, places) for finding in report.findings],
    ]
    return records.encode(values)


def assemble(pieces: Iterator[str], run: Run) -> Iterator[str]:
    """The page."""
    template, style, script = (_read(f"report.{kind}") for kind in ("html", "css", "js"))
    head, rest = template.split("{{data}}")
    head = head.replace("{{style-hash}}", _hash(style)).replace("{{script-hash}}", _hash(script)).replace("{{style}}", style)
    yield head
    yield from _packed(_data(pieces, run))
    yield rest.replace("{{script}}", script)


def _data(pieces: Iterator[str], run: Run) -> Iterator[str]:
    yield '{"documents": ['
    for number, each in enumerate(pieces):
        yield f",\n{each}" if number else each
    rules = {code: [name, run.explained(code).rule.family] for code, name in sorted(run.tally.rules)}
    yield f'], "rules": {records.encode(rules)}, "troubles": {records.encode(run.troubles)}}}'


# Bytes that are written as letters at a time: a multiple of three, so that the letters join.
_CHUNK = 3 << 18


def _packed(parts: Iterable[str]) -> Iterator[str]:
    """A text, compressed by gzip, as base 64."""
    import zlib
    from base64 import b64encode

    # The header of gzip, whose time is nought: equal reports are equal files.
    packer = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    held = b""
    for part in parts:
        held += packer.compress(part.encode())
        while len(held) >= _CHUNK:
            yield b64encode(held[:_CHUNK]).decode()
            held = held[_CHUNK:]
    yield b64encode(held + packer.flush()).decode()


def _finding(finding: Finding, places: _Places) -> list[Any]:
    repairs = [
        [
            places.of(repair.start),
            places.of(repair.end),
            repair.text,
            str(repair.applicability),
            round(float(repair.confidence), _DIGITS),
            repair.reason,
        ]
        for repair in finding.repairs
    ]
    start, end = places.of(finding.start), places.of(finding.end)
    return [
        finding.code,
        int(finding.severity),
        start,
        end,
        finding.message,
        round(float(finding.confidence), _DIGITS),
        repairs,
    ]


class _Places:
    """UTF-16 offsets of code points, given where the code points lie that take two units."""

    def __init__(self, wide: list[int]) -> None:
        self._wide = wide

    def of(self, offset: int) -> int:
        """The UTF-16 offset of a code-point offset."""
        return offset + bisect_left(self._wide, offset)


def _utf16(text: str) -> _Places:
    if text.isascii() or max(text) < "\U00010000":
        return _Places([])
    return _Places([at for at, char in enumerate(text) if char >= "\U00010000"])


def _score_without(report: Report, applied: Collection[Applicability]) -> float:
    """The score of a document from the findings that repairs of these kinds would leave."""
    left = scoring.without_repaired(report.findings, applied)
    return round(float(scoring.score(left, report.length)[0]), _DIGITS)


def _hash(content: str) -> str:
    from base64 import b64encode
    from hashlib import sha256

    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def _read(name: str) -> str:
    with open(os.path.join(PAGE, name), encoding="utf-8") as file:
        return file.read()
