"""What every engine ships to its workers: how to check, small, picklable, and with one Checker a process."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cache, cached_property
from itertools import repeat
from pathlib import Path
from typing import Any

from textcheck import columns
from textcheck.checker import Checker
from textcheck.columns import Repairs, Row
from textcheck.config import Config
from textcheck.corpus import CorpusProfile
from textcheck.errors import InputError
from textcheck.sketches import require

# Records checked together, and the code points after which a batch is closed: short texts cost half in a large batch of what they cost in a
# small one, and long ones must not fill the memory.
BATCH, BATCH_LENGTH = 1000, 4_000_000
# Checkers that a process keeps, the last that were asked for.
KEPT = 4

Profile = CorpusProfile | str | os.PathLike[str] | None


class Annotator:
    """Checks the records of a pipeline: their texts in, the columns of `textcheck.columns` out.

    `text` names the field of the text. `date` names the field that says when a record was written, None where there is none. `profile`
    is a CorpusProfile, which travels with the annotator, or the path of a saved one, which every worker reads. `repair` asks for the
    repaired text. Files that the configuration names are read where records are checked, so every worker must have them.

    Pickles as what it was made from, in the same bytes in every process; a worker builds one Checker from it and keeps it.

    Raises ConfigError or InputError where the configuration cannot be obeyed.
    """

    def __init__(
        self,
        config: Config | None = None,
        *,
        text: str = "text",
        date: str | None = None,
        profile: Profile = None,
        repair: Repairs = None,
    ) -> None:
        columns.names(repair)
        self.config = config or Config()
        self.text = text
        self.date = date
        self.profile = profile
        self.repair = repair
        # What is wrong is said where the pipeline is put together, not by a worker.
        _ = self.checker

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return columns.names(self.repair)

    def rows(self, texts: Sequence[object], dates: Sequence[object] | None = None) -> list[Row]:
        """The columns of several records, in order; `dates` are what their date fields hold."""
        if dates is not None and len(dates) != len(texts):
            raise InputError(f"{len(dates)} dates for {len(texts)} records: wanted one for each")
        days = None if dates is None else [columns.day(value) for value in dates]
        found: list[Row] = []
        for part in _parts(texts):
            found += columns.rows(self.checker, texts[part], dates=None if days is None else days[part], repair=self.repair)
        return found

    @cached_property
    def fingerprint(self) -> str:
        """Changes with whatever could change a row: the configuration, files it names, the profile, the version of textcheck."""
        digest = hashlib.sha256("\n".join(self._parts()).encode("utf-8", "surrogatepass"))
        for path in (*self.config.rosters, *self.config.lexicons):
            digest.update(_content(path))
        if isinstance(self.profile, CorpusProfile):
            digest.update(self.profile.to_bytes())
        elif self.profile is not None:
            digest.update(_content(self.profile))
        return digest.hexdigest()[:32]

    @property
    def checker(self) -> Checker:
        """The checker of this process."""
        key = self.fingerprint
        if key not in _checkers:
            profile = self.profile
            checker = Checker(
                self.config,
                profile=profile if profile is None or isinstance(profile, CorpusProfile) else CorpusProfile.load(profile),
            )
            _checkers[key] = checker
            if len(_checkers) > KEPT:
                del _checkers[next(iter(_checkers))]
        return _checkers[key]

    def _parts(self) -> Iterator[str]:
        yield from _package()
        yield self._given()

    def _options(self) -> dict[str, Any]:
        """What a subclass was given beyond what all are, in a fixed order."""
        return {}

    def _given(self) -> str:
        """All that the annotator was given but a profile that is no path, as JSON: a text, because the pickles of equal objects may differ."""
        profile = None if isinstance(self.profile, CorpusProfile) else self.profile
        return json.dumps(
            {
                "config": _plain(self.config),
                "text": self.text,
                "date": self.date,
                "profile": None if profile is None else os.fspath(profile),
                "repair": self.repair,
                "options": self._options(),
            }
        )

    def __reduce__(self) -> tuple[Callable[..., Annotator], tuple[Any, ...]]:
        profile = self.profile.to_bytes() if isinstance(self.profile, CorpusProfile) else None
        return _rebuilt, (type(self), self._given(), profile, self.fingerprint)


def _parts(texts: Sequence[object]) -> Iterator[slice]:
    """Records to check together."""
    start = length = 0
    for at, text in enumerate(texts, start=1):
        length += len(text) if isinstance(text, str) else 0
        if at - start == BATCH or length > BATCH_LENGTH:
            yield slice(start, at)
            start, length = at, 0
    if start < len(texts):
        yield slice(start, len(texts))


class Profiler:
    """Builds the CorpusProfile of records of a pipeline, part by part; `text` and `date` name the fields as for an Annotator.

    Raises ConfigError where it is to know `near_duplicates` and datasketch is not installed.
    """

    def __init__(self, *, text: str = "text", date: str | None = None, near_duplicates: bool = False) -> None:
        if near_duplicates:
            require()
        self.text = text
        self.date = date
        self.near_duplicates = near_duplicates

    def partial(self, texts: Sequence[object], dates: Sequence[object] | None = None) -> CorpusProfile:
        """The profile of several records; those without text are not counted."""
        pairs = zip(texts, repeat(None) if dates is None else dates, strict=dates is not None)
        found = [(text, columns.day(date)) for text, date in pairs if isinstance(text, str)]
        return CorpusProfile.build(
            [text for text, _ in found], dates=[day for _, day in found], near_duplicates=self.near_duplicates
        )


def no_column(name: str, known: Iterable[str]) -> str:
    """What is said where a record has no field of that name."""
    return f"there is no column {name!r}; the columns are {', '.join(map(repr, known))}: say which holds the text with text=..., the date with date=..."


def _rebuilt(kind: type[Annotator], given: str, profile: bytes | None, fingerprint: str) -> Annotator:
    values = json.loads(given)
    config = values.pop("config")
    if config["date"] is not None:
        config["date"] = datetime.date.fromisoformat(config["date"])
    annotator = kind.__new__(kind)
    # The fingerprint is that of the process it came from: a worker that finds other files must not answer for another key.
    annotator.__dict__.update(values.pop("options"), **values, config=Config.from_mapping(config), fingerprint=fingerprint)
    if profile is not None:
        annotator.profile = CorpusProfile.from_bytes(profile)
    return annotator


def _plain(config: Config) -> dict[str, Any]:
    """A configuration as values of JSON, which `Config.from_mapping` takes but for the date."""
    values = {item.name: getattr(config, item.name) for item in fields(config)}
    values["severities"] = {rule: str(severity) for rule, severity in config.severities.items()}
    values["thresholds"] = dict(config.thresholds)
    values["terms"] = [{**term._asdict(), "severity": str(term.severity)} for term in config.terms]
    values["date"] = config.date and config.date.isoformat()
    return values


@cache
def _package() -> tuple[str, ...]:
    """The files of this textcheck and their sizes: another version has others."""
    root = Path(__file__).parent.parent
    files = (path for path in root.rglob("*") if path.suffix != ".pyc" and path.is_file())
    return tuple(sorted(f"{path.relative_to(root).as_posix()} {path.stat().st_size}" for path in files))


def _content(path: str | os.PathLike[str]) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{os.fspath(path)}: not read ({error.strerror})") from error


# By fingerprint.
_checkers: dict[str, Checker] = {}
