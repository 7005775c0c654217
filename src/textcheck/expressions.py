"""Regular expressions that are compiled when they are first used.

A rule is imported as soon as its gate matches, and compiling expressions is most of what importing one costs; many documents
pass a gate and hold nothing that the expressions are for.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Expression:
    """Stands for a compiled pattern; the first method asked for compiles it, and all methods are then the pattern's own."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        pattern = re.compile(self._source, self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "pattern"):
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


def expression(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` returns, but compiled when first used.

    >>> expression(r"[aeiou]").sub("*", "rule")
    'r*l*'
    """
    return cast("re.Pattern[str]", _Expression(source, flags))
