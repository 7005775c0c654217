"""What of a document is prose: everything else is blanked out, and what stays keeps its place."""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.document import Document
from textcheck.expressions import expression

# Marks of code, data and tables.
_MARK = expression(r"[{}\[\]<>=|\\_#$@~^*;/\"]|::|--|->")
_LETTER = expression(r"[^\W\d_]")
# Letters a mark that a line of prose has at least.
_LETTERS_A_MARK = 12
# A line of the head of a letter or of a record, and so many of them, with the lines that go on.
_FIELD = expression(r"[A-Z][\w-]{1,30}:(?=\s|$)")
_FEWEST_FIELDS = 3
_COLUMN = expression(r"\S(?: {3,}|\t)(?=\S)")
_FEWEST_COLUMNS = 2


def prose_of(doc: Document) -> str:
    """The text with spaces for quoted code, for lines of code, data and tables, and for the heads of letters and records.

    As long as the text; line breaks stay, so that places in it are places in the text.
    """
    text = doc.text
    pieces = []
    at = 0
    for start, end in sorted([*doc.verbatim, *_other_lines(doc)]):
        if end > at:
            pieces += [text[at : max(at, start)], _blank(text[max(at, start) : end])]
            at = end
    return "".join([*pieces, text[at:]])


_NOT_BREAK = expression(r"[^\n\r]")


def _blank(part: str) -> str:
    return _NOT_BREAK.sub(" ", part)


def _other_lines(doc: Document) -> Iterator[tuple[int, int]]:
    fields: list[tuple[int, int]] = []
    count = 0
    for start, end in doc.lines:
        line = doc.text[start:end]
        is_field = _FIELD.match(line) is not None
        if is_field or (fields and line[:1] in (" ", "\t") and line.strip()):
            fields.append((start, end))
            count += is_field
            continue
        if count >= _FEWEST_FIELDS:
            yield from fields
        fields, count = [], 0
        if _is_no_prose(line):
            yield start, end
    if count >= _FEWEST_FIELDS:
        yield from fields


def _is_no_prose(line: str) -> bool:
    marks = len(_MARK.findall(line))
    if marks > 1 and marks * _LETTERS_A_MARK > len(_LETTER.findall(line)):
        return True
    return len(_COLUMN.findall(line.strip())) >= _FEWEST_COLUMNS
