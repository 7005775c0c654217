"""A baseline: what was found once and may stay, so that only new findings count.

It holds, for each document, how often each fingerprint was found. The file is JSON that a person can read and a version control system can
merge: sorted, one line a document.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textcheck.errors import InputError
from textcheck.fingerprints import fingerprints

if TYPE_CHECKING:
    from textcheck.finding import Finding
    from textcheck.report import Report

FORMAT = "textcheck baseline"
VERSION = 1

Counts = Mapping[str, int]


def counted(report: Report) -> dict[str, int]:
    """How often each fingerprint occurs in a report."""
    return dict(sorted(Counter(fingerprints(report.text, report.findings)).items()))


def split(report: Report, known: Counts) -> tuple[Report, tuple[Finding, ...]]:
    """The report with its new findings alone, its score that of them, and those that the baseline knows.

    Of findings with one fingerprint as many are known as the baseline counted; the first ones.
    """
    from textcheck import scoring

    if not known or not report.findings:
        return report, ()
    left = dict(known)
    new, old = [], []
    for finding, name in zip(report.findings, fingerprints(report.text, report.findings), strict=True):
        if left.get(name, 0):
            left[name] -= 1
            old.append(finding)
        else:
            new.append(finding)
    if not old:
        return report, ()
    score, families = scoring.score(new, report.length)
    return replace(report, findings=tuple(new), score=score, families=families), tuple(old)


def key_of(path: str | None, name: str, folder: str) -> str:
    """Under which name a baseline in a folder keeps a document: its path from there, so that it may be called from anywhere."""
    if path is None:
        return name
    try:
        return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")
    except ValueError:
        # Another drive.
        return os.path.abspath(path).replace(os.sep, "/")


def read(path: str) -> dict[str, dict[str, int]]:
    """The documents of a baseline. Raises InputError, naming the file, where it cannot be read or is none."""
    try:
        with open(path, encoding="utf-8") as file:
            values = json.load(file)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise InputError(f"{path}: this baseline cannot be read ({why}); --write-baseline {path} makes one") from error
    except ValueError as error:
        raise InputError(f"{path}: not a baseline ({error}); --write-baseline {path} makes one") from error
    if not isinstance(values, dict) or values.get("format") != FORMAT or not isinstance(values.get("documents"), dict):
        raise InputError(f"{path}: not a baseline (no {FORMAT!r} in it); --write-baseline {path} makes one")
    if values.get("version") != VERSION:
        raise InputError(f"{path}: a baseline of version {values.get('version')!r}; this textcheck reads version {VERSION}")
    documents: dict[str, dict[str, int]] = {}
    for name, counts in values["documents"].items():
        if not isinstance(counts, dict) or not all(isinstance(n, int) and n > 0 for n in counts.values()):
            raise InputError(f"{path}: {name!r}: wanted a table from fingerprints to how often each was found")
        documents[name] = counts
    return documents


def text_of(documents: Iterable[tuple[str, Counts]]) -> str:
    """A baseline as it is written."""
    lines = [f"    {_json(name)}: {_json(dict(counts))}" for name, counts in sorted(documents) if counts]
    head = f'{{\n  "format": {_json(FORMAT)},\n  "version": {VERSION},\n  "documents": {{'
    return head + ("\n" + ",\n".join(lines) + "\n  " if lines else "") + "}\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True)


def total(documents: Sequence[tuple[str, Counts]]) -> int:
    """How many findings a baseline holds."""
    return sum(sum(counts.values()) for _, counts in documents)
