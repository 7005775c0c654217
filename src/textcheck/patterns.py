"""Patterns of RE2 over `Document.codes`: compiled once, under one set of options."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import re2

# Bytes that an automaton may take in memory. It is built as text calls for its states; when it is full it is built anew, which takes time.
_OF_PATTERN, _OF_UNION = 1 << 23, 24 << 20


@cache
def pattern(source: bytes) -> re2._Regexp[bytes]:
    """A compiled RE2 pattern over `Document.codes`: linear-time, and its offsets are those of the text.

    Bytes 0x80 to 0xFF in the pattern are Windows-1252 codes: write `"“".encode("cp1252")` or `\\x93`.
    """
    import re2

    return re2.compile(source, _options(_OF_PATTERN))


@cache
def _options(memory: int) -> Any:
    """The options under which gates and patterns are compiled: bytes as single characters, no logging."""
    import re2

    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    options.max_mem = memory
    return options


def union_of(patterns: Iterable[bytes]) -> Any:
    """The compiled union of several patterns: `Match` tells in one scan which of them match."""
    import re2

    # A union for which this is too little reports no match at all: that of all gates together needs a quarter of it.
    union = re2.Set.SearchSet(_options(_OF_UNION))
    for source in patterns:
        union.Add(source)
    union.Compile()
    return union
