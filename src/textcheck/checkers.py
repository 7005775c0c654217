"""A checker for each configuration that is in force somewhere; compiled when it is first asked for, perhaps in a worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textcheck.errors import ConfigError

if TYPE_CHECKING:
    from textcheck.checker import Checker
    from textcheck.corpus import CorpusProfile
    from textcheck.settings import Resolved


class Checkers:
    """The checkers of one process; `made` is told of each new one."""

    def __init__(self, profile: CorpusProfile | None, made: Callable[[Checker], None] | None = None) -> None:
        self._profile = profile
        self._made = made
        self._known: dict[Any, Checker] = {}

    def of(self, resolved: Resolved) -> Checker:
        """The checker of a configuration. Raises ConfigError where it leaves no rule."""
        from textcheck.checker import Checker

        if resolved.key not in self._known:
            checker = Checker(resolved.config, profile=self._profile)
            if not checker.rules:
                raise ConfigError("no rule is left to check with: --ignore takes away all that --select names")
            if self._made is not None:
                self._made(checker)
            self._known[resolved.key] = checker
        return self._known[resolved.key]
