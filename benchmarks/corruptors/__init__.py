"""Corruptors: programs that put one known artifact into a clean text, so that recall and exact repair can be measured.

A module of this folder holds those of one family. A corruptor is a function of a clean text and a source of chance that returns a
Damage, or None where the text offers no place for it:

    @corrupts("CHR101", repaired=True)
    def zero_width_in_word(text: str, chance: random.Random) -> Damage | None: ...
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
from collections.abc import Callable
from typing import NamedTuple


class Damage(NamedTuple):
    """A damaged text, where it is damaged, and what a right repair makes of it.

    A finding is right where it touches one of `spans`. `wanted` lists the texts that count as repaired; empty means the clean text.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    wanted: tuple[str, ...] = ()


Corrupt = Callable[[str, random.Random], Damage | None]


class Corruptor(NamedTuple):
    """A corruptor: the code of the rule that is to find its damage, and whether that rule claims to repair it."""

    code: str
    name: str
    repaired: bool
    corrupt: Corrupt


CORRUPTORS: list[Corruptor] = []


def corrupts(code: str, *, repaired: bool = False) -> Callable[[Corrupt], Corrupt]:
    """Registers a corruptor; one function may be registered once for each rule that is to find its damage."""

    def register(corrupt: Corrupt) -> Corrupt:
        CORRUPTORS.append(Corruptor(code, corrupt.__name__.replace("_", "-"), repaired, corrupt))
        return corrupt

    return register


def load() -> list[Corruptor]:
    """All corruptors, by code."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return sorted(CORRUPTORS, key=lambda corruptor: (corruptor.code, corruptor.name))


def replaced(text: str, start: int, end: int, new: str, *, margin: int = 0) -> Damage:
    """The damage of writing `new` for `text[start:end]`; `margin` widens the span in which a finding counts, on both sides."""
    damaged = text[:start] + new + text[end:]
    return Damage(damaged, ((max(0, start - margin), min(len(damaged), start + len(new) + margin)),))


def a_match(pattern: str, text: str, chance: random.Random) -> re.Match[str] | None:
    """One of the matches of a pattern, by chance; None where there is none."""
    found = list(re.finditer(pattern, text))
    return chance.choice(found) if found else None
