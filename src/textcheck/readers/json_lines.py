"""JSON lines: an object a line. A piece is some whole lines as they stand in the file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from textcheck.readers.lines import BOM, blocks
from textcheck.readers.records import Broken, Mark, Piece, Record, Selection, kind, record_of

if TYPE_CHECKING:
    from textcheck.readers.compression import Stream


def pieces(stream: Stream, start: Mark, size: int, limit: int) -> Iterator[Piece]:
    """The file from a mark on, in pieces of about `size` bytes; a record longer than `limit` bytes is broken."""
    return blocks(stream, start, size, limit)


def samples(piece: Piece, most: int) -> list[Mapping[str, Any]]:
    """The fields of the first records of a piece."""
    found: list[Mapping[str, Any]] = []
    for line in (piece.payload or b"").split(b"\n"):
        if len(found) >= most:
            break
        if line.strip() and isinstance(fields := _parsed(line), dict):
            found.append(fields)
    return found


def records(piece: Piece, selection: Selection, *, whole: bool = True) -> Iterator[Record | Broken]:
    """The records of a piece, and what is none; they are always whole."""
    for number, line in enumerate((piece.payload or b"").split(b"\n"), start=piece.start.number + 1):
        raw = line.strip()
        if not raw:
            continue
        place = f"line {number:,}"
        if number == 1:
            raw = raw.removeprefix(BOM)
        fields = _parsed(raw)
        if isinstance(fields, dict):
            yield record_of(place, fields, selection, raw)
        elif isinstance(fields, _Wrong):
            yield Broken(place, str(fields), raw)
        else:
            yield Broken(
                place, f"{kind(fields) if not isinstance(fields, str) else 'a string'} where an object was wanted", raw
            )
    yield from piece.broken


class _Wrong(str):
    """Why a line is no JSON."""


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _Wrong(f"invalid UTF-8 at byte {error.start + 1:,} of the line ({line[error.start : error.start + 1].hex()})")
    except json.JSONDecodeError as error:
        if line.startswith(b"[") and error.pos >= len(line) - 1:
            return _Wrong(
                "no JSON lines: a list that goes over several lines; wanted one object a line (jq -c '.[]' makes them)"
            )
        return _Wrong(f"no JSON: {error.msg[0].lower()}{error.msg[1:]} at column {error.colno:,}")
    except RecursionError:
        return _Wrong("no JSON that can be read: nested too deeply")
    except ValueError as error:
        return _Wrong(f"no JSON that can be read: {error}")
