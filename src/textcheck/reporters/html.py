"""One page to look at: the corpus at a glance, then each document with its damage painted, its repairs to accept and the result to export.

The page holds everything and fetches nothing; its own policy forbids the network, and any script or style but its own. Documents reach it
as JSON, compressed because a browser reads a page more slowly than it unpacks it, in letters that cannot end a script; their text is shown
as text alone. What lists and counts need of all documents comes apart from their texts, which are unpacked when they are looked at.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Collection, Iterator
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
# Characters of JSON that are unpacked together: enough to be compressed well, and few enough to be unpacked while a reader waits.
_BLOCK = 1 << 18
# What may repair a finding, as the page counts it.
_WAYS = {Applicability.SAFE: 1, Applicability.UNSAFE: 2}


def piece(report: Report, shown: Shown) -> str:
    """One document as two lines of JSON, `entry` and `content`."""
    return f"{records.encode(entry(report))}\n{records.encode(content(report))}"


def entry(report: Report) -> list[Any]:
    """What lists and counts need of a document: name, score, the scores its repairs would give, and of each finding what filters ask."""
    return [
        report.name or "<text>",
        round(float(report.score), _DIGITS),
        _score_without(report, (Applicability.SAFE,)),
        _score_without(report, (Applicability.SAFE, Applicability.UNSAFE)),
        [
            [finding.code, int(finding.severity), round(float(finding.confidence), _DIGITS), _way(finding)]
            for finding in report.findings
        ],
    ]


def content(report: Report) -> list[Any]:
    """The rest: the text, and of each finding place, message and repairs. Offsets count UTF-16 units, as scripts do."""
    places = _utf16(report.text)
    return [report.text, [_finding(finding, places) for finding in report.findings]]


def assemble(pieces: Iterator[str], run: Run) -> Iterator[str]:
    """The page."""
    head, rest = page("report").split("{{data}}")
    yield head
    yield from _island(pieces, run)
    yield rest


def page(kind: str, editor: str = "", connect: str = "") -> str:
    """The page without its data: a `report`, or a `playground` with an editor, whose policy lets it `connect` somewhere."""
    template, style = _read("page.html"), _read("page.css")
    script = _read("page.js") + _read(f"{kind}.js")
    values = {
        "kind": kind,
        "style-hash": _hash(style),
        "script-hash": _hash(script),
        "connect": f"; connect-src {connect}" if connect else "",
        "editor": editor,
        "style": style,
        "script": script,
    }
    for name, value in values.items():
        template = template.replace(f"{{{{{name}}}}}", value)
    return template


def _island(pieces: Iterator[str], run: Run) -> Iterator[str]:
    """A line for each block of contents, then one for the entries of all documents."""
    entries: list[str] = []
    starts: list[int] = []
    held: list[str] = []
    size = 0
    for each in pieces:
        if not held:
            starts.append(len(entries))
        head, _, body = each.partition("\n")
        entries.append(head)
        held.append(body)
        size += len(body)
        if size >= _BLOCK:
            yield packed(f"[{','.join(held)}]") + "\n"
            held, size = [], 0
    if held:
        yield packed(f"[{','.join(held)}]") + "\n"
    rules = {code: [name, run.explained(code).rule.family] for code, name in sorted(run.tally.rules)}
    troubles = records.encode(run.troubles)
    yield packed(
        f'{{"documents": [{",".join(entries)}], "rules": {records.encode(rules)}, "troubles": {troubles}, "starts": {starts}}}'
    )


def packed(text: str) -> str:
    """A text, compressed by gzip, in base 64: letters that cannot end a script."""
    import zlib
    from base64 import b64encode

    # The header of gzip, whose time is nought: equal reports are equal files.
    packer = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return b64encode(packer.compress(text.encode()) + packer.flush()).decode()


def _way(finding: Finding) -> int:
    """The safest way to repair a finding, 0 where there is none."""
    return min((_WAYS[repair.applicability] for repair in finding.repairs if repair.applicability in _WAYS), default=0)


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
    return [places.of(finding.start), places.of(finding.end), finding.message, repairs]


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
