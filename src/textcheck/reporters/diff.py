"""The difference between a text and its repair, as a unified diff.

The offset map of the repair says which lines correspond, so nothing is searched for: the cost is linear, however long the
text and however many its repairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textcheck.reporters.terminal import BOLD, CYAN, GREEN, RED, painted, visible

if TYPE_CHECKING:
    from textcheck.repairing import Repaired

CONTEXT = 3
_NO_NEWLINE = "\\ No newline at end of file"


def unified(name: str, text: str, repaired: Repaired, *, color: bool = False, reveal: bool = False) -> str:
    r"""The unified diff from `text` to its repair, empty where they are the same; lines end at "\n" alone, as `patch` reads them.

    With `reveal` what could steer a terminal is written out; a diff that is to be applied must be raw.
    """
    old, new = _lines(text), _lines(repaired.text)
    parts: list[str] = []
    changes = [_trimmed(change, old, new) for change in _changes(text, repaired, old)]
    for hunk in _hunks(changes):
        if not parts:
            label = visible(name, strict=True)
            parts += painted(f"--- {label}", BOLD, color), "\n", painted(f"+++ {label}", BOLD, color), "\n"
        parts += _hunk(hunk, old, new, color, reveal)
    return "".join(parts)


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    last = lines.pop()
    return [line + "\n" for line in lines] + ([last] if last else [])


# A block of lines old[a:b] that became new[c:d].
Change = tuple[int, int, int, int]


def _changes(text: str, repaired: Repaired, old: list[str]) -> Iterator[Change]:
    new_text = repaired.text
    at = old_from = new_from = new_line = new_at = 0
    changed = False
    for number, line in enumerate(old):
        begin = repaired.to_repaired(at)
        end = repaired.to_repaired(at + len(line))
        if begin == end or new_text[begin:end] != line or not _opens_line(new_text, begin):
            changed = True
        elif changed or begin > new_at:
            # A line that stayed closes the block before it, which may be text inserted between two lines.
            new_line += _count_lines(new_text, new_at, begin)
            yield old_from, number, new_from, new_line
            changed = False
            new_at = begin
        if not changed:
            new_line += 1
            new_at = end
            old_from, new_from = number + 1, new_line
        at += len(line)
    if changed or new_at < len(new_text):
        yield old_from, len(old), new_from, new_line + _count_lines(new_text, new_at, len(new_text))


def _opens_line(text: str, offset: int) -> bool:
    return offset == 0 or text[offset - 1] == "\n"


def _count_lines(text: str, start: int, end: int) -> int:
    return text.count("\n", start, end) + (end > start and text[end - 1] != "\n")


def _trimmed(change: Change, old: list[str], new: list[str]) -> Change:
    """A block without the equal lines at its ends: text inserted between two lines belongs to neither of them."""
    a, b, c, d = change
    while a < b and c < d and old[a] == new[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
    return a, b, c, d


def _hunks(changes: list[Change]) -> Iterator[list[Change]]:
    """Changes so near to each other that their context touches, together."""
    hunk: list[Change] = []
    for change in changes:
        if hunk and change[0] - hunk[-1][1] > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _hunk(hunk: list[Change], old: list[str], new: list[str], color: bool, reveal: bool) -> Iterator[str]:
    first, last = hunk[0], hunk[-1]
    lead = min(CONTEXT, first[0])
    trail = min(CONTEXT, len(old) - last[1])
    old_range = _range(first[0] - lead, last[1] + trail)
    new_range = _range(first[2] - lead, last[3] + trail)
    yield painted(f"@@ -{old_range} +{new_range} @@", CYAN, color) + "\n"
    at = first[0] - lead
    for a, b, c, d in hunk:
        yield from (_line(" ", line, "", color, reveal) for line in old[at:a])
        yield from (_line("-", line, RED, color, reveal) for line in old[a:b])
        yield from (_line("+", line, GREEN, color, reveal) for line in new[c:d])
        at = b
    yield from (_line(" ", line, "", color, reveal) for line in old[at : at + trail])


def _range(start: int, end: int) -> str:
    count = end - start
    if count == 1:
        return str(start + 1)
    # An empty range names the line before it.
    return f"{start + 1 if count else start},{count}"


def _line(sign: str, line: str, codes: str, color: bool, reveal: bool) -> str:
    body = line.removesuffix("\n")
    shown = visible(body) if reveal else body
    shown = painted(sign + shown, codes, color and bool(codes))
    return f"{shown}\n" if body != line else f"{shown}\n{_NO_NEWLINE}\n"
