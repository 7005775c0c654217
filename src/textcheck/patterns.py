"""Patterns of RE2 over `Document.codes`: compiled once, under one set of options."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import re2


@cache
def pattern(source: bytes) -> re2._Regexp[bytes]:
    """A compiled RE2 pattern over `Document.codes`: linear-time, and its offsets are those of the text.

    Bytes 0x80 to 0xFF in the pattern are Windows-1252 codes: write `"“".encode("cp1252")` or `\\x93`.
    """
    import re2

    return re2.compile(source, re2_options())


@cache
def re2_options() -> Any:
    """The options under which gates and patterns are compiled: bytes as single characters, no logging."""
    import re2

    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    # A union that outgrows its memory reports no match at all; the lazily built automaton of all gates stays far below this.
    options.max_mem = 1 << 28
    return options


def union_of(patterns: Iterable[bytes]) -> Any:
    """The compiled union of several patterns: `Match` tells in one scan which of them match."""
    import re2

    union = re2.Set.SearchSet(re2_options())
    for source in patterns:
        union.Add(source)
    union.Compile()
    return union
