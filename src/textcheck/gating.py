r"""Makes of a gate a weaker one that costs less to ask: it matches wherever the gate matches, and sometimes more.

All gates are asked in one automaton, and a gate that waits for its end over a gap, such as `<a [^>\n]*href`, multiplies the states of
all others. The weaker gate is what stands on one side of the gap: `<a `. The rule looks closer by itself where it matches.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

# A repeat is a gap where it may run on over more than so many kinds of bytes; runs of blanks or digits are none.
_NARROW = 12
# A repeat that ends after so many is none.
_SHORT = 8
# What is kept of an alternative must be rarer than one in 2^_TELLING places of prose, and need not be rarer than one in 2^_ENOUGH.
_TELLING, _ENOUGH = 15.0, 60.0
# How many of 100,000 bytes of English prose are each of these, roughly; other bytes are rare.
_COMMON = (
    dict(
        zip(
            b" etaoinsrhldcumfpgywbvkxqjz",
            (
                17000,
                10000,
                7400,
                6500,
                6100,
                5700,
                5700,
                5200,
                4900,
                4300,
                3300,
                3200,
                2500,
                2200,
                2000,
                1800,
                1700,
                1600,
                1500,
                1400,
                1200,
                800,
                700,
                150,
                80,
                80,
                60,
            ),
            strict=True,
        )
    )
    | dict.fromkeys(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", 100)
    | dict.fromkeys(b"0123456789", 120)
    | dict(
        zip(b",.\n'-\"\x92\x93\x94:;()?!", (1000, 1000, 300, 300, 300, 300, 200, 200, 200, 60, 60, 60, 60, 60, 40), strict=True)
    )
)
_RARE = 2
# How telling it is that a line or the text begins or ends.
_LINE = 8.0

_WORD = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_CLASSES = {
    "CATEGORY_WORD": (_WORD, r"\w"),
    "CATEGORY_NOT_WORD": (frozenset(range(256)) - _WORD, r"\W"),
    "CATEGORY_DIGIT": (frozenset(b"0123456789"), r"\d"),
    "CATEGORY_NOT_DIGIT": (frozenset(range(256)) - frozenset(b"0123456789"), r"\D"),
    "CATEGORY_SPACE": (frozenset(b" \t\n\r\f\v"), r"\s"),
    "CATEGORY_NOT_SPACE": (frozenset(range(256)) - frozenset(b" \t\n\r\f\v"), r"\S"),
}
_PLACES = {
    "AT_BEGINNING": "^",
    "AT_BEGINNING_STRING": r"\A",
    "AT_BOUNDARY": r"\b",
    "AT_NON_BOUNDARY": r"\B",
    "AT_END": "$",
    "AT_END_STRING": r"\z",
}


class _Piece(NamedTuple):
    """A pattern, how telling it is in bits, and whether it ends before what it was made of does."""

    pattern: str
    bits: float
    cut: bool


def weakened(gate: bytes) -> bytes:
    r"""A gate that matches where this one does.

    >>> weakened(rb"(?:\bhello <[a-z ]+ world|wide[.]open)")
    b'\\bhello\\ <(?:[a-z\\x20]){1}|wide\\.open'
    """
    try:
        tree = parser.parse(gate.decode("latin-1").replace(r"\z", r"\Z"))
    except re.error:
        # What RE2 can and `re` cannot read stays as it is.
        return gate
    flags = _letters(tree.state.flags)
    pattern = "|".join(dict.fromkeys(_alternative(list(items)) for items in _alternatives(tree)))
    return (f"(?{flags}:{pattern})" if flags else pattern).encode("latin-1")


def _alternatives(items: Any) -> Iterable[Any]:
    """The alternatives of a pattern that is nothing but a group of them, else the pattern itself."""
    listed = list(items)
    if len(listed) == 1 and listed[0][0] is ops.BRANCH:
        for branch in listed[0][1][1]:
            yield from _alternatives(branch)
    elif len(listed) == 1 and listed[0][0] is ops.SUBPATTERN and not listed[0][1][1] and not listed[0][1][2]:
        yield from _alternatives(listed[0][1][3])
    else:
        yield listed


def _alternative(items: list[Any]) -> str:
    """The part of an alternative between two gaps that tells most, where it tells enough; else the whole of it."""
    if len(items) == 1 and items[0][0] is ops.SUBPATTERN:
        _, add, remove, inside = items[0][1]
        pattern = "|".join(dict.fromkeys(_alternative(list(each)) for each in _alternatives(inside)))
        return _group(pattern, add, remove)
    best = _sequence(items, shorten=True)
    if not best.cut or best.bits >= _TELLING:
        return best.pattern
    for start in range(1, len(items)):
        piece = _sequence(items[start:], shorten=True)
        if piece.bits > best.bits:
            best = piece
    return best.pattern if best.bits >= _TELLING else _sequence(items, shorten=False).pattern


def _group(pattern: str, add: int, remove: int) -> str:
    off = _letters(remove)
    return f"(?{_letters(add)}{'-' + off if off else ''}:{pattern})"


def _letters(flags: int) -> str:
    return "".join(letter for letter, flag in (("i", re.I), ("m", re.M), ("s", re.S)) if flags & flag)


def _sequence(items: Iterable[Any], *, shorten: bool) -> _Piece:
    """What is kept of a sequence: all, or, where it is to be shortened, what stands before its first gap or is enough."""
    written, bits = [], 0.0
    for op, value in items:
        piece = _item(op, value, shorten=shorten)
        written.append(piece.pattern)
        bits += piece.bits
        if piece.cut or (shorten and bits >= _ENOUGH):
            return _Piece("".join(written), bits, True)
    return _Piece("".join(written), bits, False)


def _item(op: Any, value: Any, *, shorten: bool) -> _Piece:
    if op is ops.LITERAL:
        return _Piece(_escaped(value), _bits(frozenset((value,))), False)
    if op is ops.NOT_LITERAL:
        return _Piece(f"[^{_in_class(value)}]", 0.0, False)
    if op is ops.ANY:
        return _Piece(r"[^\n]", 0.0, False)
    if op is ops.IN:
        return _Piece(_class(value), _bits(_members(value)), False)
    if op is ops.AT:
        return _Piece(_PLACES[str(value)], 1.0 if "BOUNDARY" in str(value) else _LINE, False)
    if op is ops.BRANCH:
        pieces = [_sequence(branch, shorten=shorten) for branch in value[1]]
        pattern = "|".join(dict.fromkeys(piece.pattern for piece in pieces))
        bits = -math.log2(sum(2.0**-piece.bits for piece in pieces))
        return _Piece(f"(?:{pattern})", max(0.0, bits), any(piece.cut for piece in pieces))
    if op is ops.SUBPATTERN:
        _, add, remove, inside = value
        piece = _sequence(inside, shorten=shorten)
        return piece._replace(pattern=_group(piece.pattern, add, remove))
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
        return _repeat(*value, shorten=shorten)
    raise ValueError(f"a gate holds {op}, which no gate of RE2 can")


def _repeat(low: int, high: Any, inside: Any, *, shorten: bool) -> _Piece:
    once = _sequence(inside, shorten=shorten)
    if shorten and (once.cut or _is_gap(inside, high)):
        # As many as there must be at least, and nothing behind them.
        times = 1 if once.cut else low
        return _Piece(f"(?:{once.pattern}){{{times}}}" if low else "", once.bits * times if low else 0.0, True)
    upper = "" if high is ops.MAXREPEAT else high
    bounds = {(0, 1): "?", (0, ""): "*", (1, ""): "+"}.get((low, upper), f"{{{low},{upper}}}")
    return _Piece(f"(?:{once.pattern}){bounds}", once.bits * low, False)


def _is_gap(inside: Any, high: Any) -> bool:
    """Whether a repeat may run on over many kinds of bytes."""
    if (
        high is not ops.MAXREPEAT
        and high <= _SHORT
        and not any(op in (ops.MAX_REPEAT, ops.MIN_REPEAT) for op, _ in _all(inside))
    ):
        return False
    return any(
        (op is ops.IN and len(_members(value)) > _NARROW) or op in (ops.ANY, ops.NOT_LITERAL) for op, value in _all(inside)
    )


def _all(items: Any) -> Iterable[tuple[Any, Any]]:
    for op, value in items:
        yield op, value
        if op is ops.BRANCH:
            for branch in value[1]:
                yield from _all(branch)
        elif op is ops.SUBPATTERN:
            yield from _all(value[3])
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
            yield from _all(value[2])


def _bits(members: frozenset[int]) -> float:
    """How rare one of some bytes is in prose."""
    return -math.log2(min(1.0, sum(_COMMON.get(byte, _RARE) for byte in members) / 100_000))


def _members(items: Any) -> frozenset[int]:
    members: set[int] = set()
    negated = False
    for op, value in items:
        if op is ops.NEGATE:
            negated = True
        elif op is ops.LITERAL:
            members.add(value)
        elif op is ops.RANGE:
            members.update(range(value[0], value[1] + 1))
        else:
            members |= _CLASSES[str(value)][0]
    return frozenset(range(256)) - members if negated else frozenset(members)


def _class(items: Any) -> str:
    written = []
    for op, value in items:
        if op is ops.NEGATE:
            written.append("^")
        elif op is ops.LITERAL:
            written.append(_in_class(value))
        elif op is ops.RANGE:
            written.append(f"{_in_class(value[0])}-{_in_class(value[1])}")
        else:
            written.append(_CLASSES[str(value)][1])
    return f"[{''.join(written)}]" if written[0] == "^" or len(written) > 1 or len(written[0]) > 2 else written[0]


def _escaped(code: int) -> str:
    return re.escape(chr(code)) if 32 <= code < 127 else f"\\x{code:02x}"


def _in_class(code: int) -> str:
    return chr(code) if chr(code).isalnum() and code < 127 else f"\\x{code:02x}"
