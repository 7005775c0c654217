"""Two columns of a page read across: lines of which the left half belongs to one text and the right half to another.

Found where the gap between the columns is still there: at least four lines in a row, nearly all with one wide gap at about the same
place, and on both sides words that go on from line to line. The repair writes the left column first, then the right one, each with
its broken words joined; it is UNSAFE. Columns whose gap has shrunk to one space cannot be told for sure and are not found.

Left alone: tables, whose cells are numbers and single words, lists of pairs (a word and its meaning, a dish and its price), dialogue in
two columns with speakers, drawings, code with comments set apart, and quoted code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from textcheck import language
from textcheck.flow import unwrapped
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_ROW = rb"[a-z,\xdf-\xff.-](?: {3,}|\t+)[A-Za-z\x93\"(0-9][^\n]*[A-Za-z,.-][ \t]*\r?\n"
_ROWS = _ROW + rb"[^\n]*" + _ROW
_GATE = rb"[a-z,\xdf-\xff.-](?: {3}|\t)[ \t]*[A-Za-z\x93\"(0-9]"
_GAP = re.compile(r"(?<=\S)(?: {3,}|\t+)(?=\S)")
_FEWEST = 4
# Code points of the wider side of a row, and columns by which the right side may begin apart.
_NARROWEST, _APART = 15, 3
_CODE = re.compile(r"[{}=<>|\\_#]|//|\w\(\)|;$")


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_ROWS).search(doc.codes):
        return
    text = doc.text
    rows: list[tuple[int, int, int, int]] = []
    for start, end in (*doc.lines, (len(text), len(text))):
        line = text[start:end].rstrip()
        gaps = list(_GAP.finditer(line.lstrip())) if line else []
        indent = len(line) - len(line.lstrip())
        if len(gaps) == 1 and not _CODE.search(line):
            gap = gaps[0]
            rows.append((start + indent, start + indent + gap.start(), start + indent + gap.end(), start + len(line)))
            continue
        # A column may end before the other: its row has no gap.
        if line and not gaps and len(rows) >= _FEWEST - 1:
            width = rows[0][2] - rows[0][0]
            if indent > _NARROWEST:
                rows.append((start + indent, start + indent, start + indent, start + len(line)))
                continue
            if not indent and len(line) <= width:
                rows.append((start, start + len(line), start + len(line), start + len(line)))
                continue
        if len(rows) >= _FEWEST:
            finding = _judge(doc, rows)
            if finding is not None:
                yield finding
        rows = []


def _judge(doc: Document, rows: list[tuple[int, int, int, int]]) -> Finding | None:
    text = doc.text
    start, end = rows[0][0], rows[-1][3]
    if doc.is_verbatim(start, end):
        return None
    full = [row for row in rows if row[0] < row[1] < row[2]]
    columns = Counter(row[2] - (text.rfind("\n", 0, row[0]) + 1) for row in full)
    place, _ = columns.most_common(1)[0]
    if len(full) < _FEWEST or sum(count for column, count in columns.items() if abs(column - place) <= _APART) < 0.8 * len(
        full
    ):
        return None
    left = tuple((row[0], row[1]) for row in rows if row[0] < row[1])
    right = tuple((row[2], row[3]) for row in rows if row[2] < row[3])
    for side in (left, right):
        lines = [text[begin:stop] for begin, stop in side]
        if len(lines) < _FEWEST or sum(len(line) for line in lines) < _NARROWEST * len(lines):
            return None
        # Running text: its lines begin in lower case as often as not, and it is of some language.
        small = sum(line[0].islower() for line in lines[1:])
        if small < 0.4 * (len(lines) - 1) or language.detect(" ".join(lines)) is None:
            return None
    whole = f"{unwrapped(doc, left)}\n\n{unwrapped(doc, right)}"
    return RULE.finding(
        start,
        end,
        f"two columns of text in {len(rows)} lines read across",
        confidence=0.9,
        repairs=[Repair(start, end, whole, UNSAFE, 0.8, "which column a line without a gap belongs to is a guess")],
    )


RULE = Rule(
    code="LAY163",
    name="interleaved-columns",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
