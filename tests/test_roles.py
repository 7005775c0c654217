"""Lines with a role: what dismisses prose quickly must never dismiss what a table of a role matches."""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from textcheck import roles
from textcheck.detectors import boilerplate

FOLDER = Path(boilerplate.__path__[0])


def tables() -> Iterator[tuple[str, str]]:
    for module in pkgutil.iter_modules(boilerplate.__path__):
        for value in vars(importlib.import_module(f"{boilerplate.__name__}.{module.name}")).values():
            if isinstance(value, roles.Role):
                yield from ((module.name, table) for table in (value.says, value.asides, value.sentence, value.button) if table)


def segments() -> set[str]:
    found: set[str] = set()
    for path in FOLDER.glob("*.toml"):
        for cases in tomllib.loads(path.read_text(encoding="utf-8")).values():
            for line in "\n".join(case["text"] for case in cases).split("\n"):
                found.update((line, line.upper(), *roles.segments_of(line)))
    return found


@pytest.mark.parametrize("name", sorted({name for name, _ in tables()}))
def test_the_filter_of_a_table_matches_whatever_the_table_matches(name: str) -> None:
    matched = 0
    for _, table in (entry for entry in tables() if entry[0] == name):
        for segment in segments():
            if roles._compiled(table).fullmatch(segment):
                matched += 1
                assert roles._may_fit(table, segment), segment
    assert matched
