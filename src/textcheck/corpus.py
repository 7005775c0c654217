"""What only a whole corpus can tell, as a summary that can be built in parts, merged, saved and handed to a Checker."""

from __future__ import annotations

import datetime
import json
import os
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from pathlib import Path
from typing import Any

from textcheck.attestation import Attested, Bearer
from textcheck.attestation import Count as _Count
from textcheck.document import Context, Document, RoleHolder
from textcheck.errors import InputError
from textcheck.mentions import mentions, role_of, written
from textcheck.repetition import cells, recurring_cells
from textcheck.sketches import Sketches, keys_of, require

FORMAT = "textcheck corpus profile"
VERSION = 3
# A profile without sketches is written as the version that knew none, which earlier readers read.
VERSION_WITHOUT_SKETCHES = 2

# Counts of lines written in one record of a file.
CHUNK = 1000

_ENDED: Any = object()


class CorpusProfile:
    """Who holds which role according to a corpus, which lines recur, and which documents are nearly the same: documents counted by role and
    name as written, by line, and by what near-duplicates have in common.

    A profile is a value with addition: the profile of two corpora together is the sum of theirs, in any order and grouping, and the
    empty profile changes nothing. So it can be built in parts anywhere, pickled, merged, and handed to `Checker(profile=...)`.

    >>> notes = CorpusProfile.build(["Springfield Isotopes coach Ada Byron resigned.", "Ada Byron, coach of the Springfield Isotopes, left."])
    >>> [(holder.name, holder.documents) for holder in notes.holders("coach of the Springfield Isotopes")]
    [('Ada Byron', 2)]
    """

    def __init__(self) -> None:
        self.documents = 0
        self._roles: dict[str, dict[str, _Count]] = {}
        self._line_counts: dict[int, int] = {}
        # None where nobody asked for near-duplicates.
        self._sketches: Sketches | None = None
        self._attested: Attested | None = None

    @classmethod
    def build(
        cls, texts: Iterable[str], *, dates: Iterable[datetime.date | None] | None = None, near_duplicates: bool = False
    ) -> CorpusProfile:
        """The profile of the texts, each one document; `dates` says when each was written, in the same order, None where unknown.

        With `near_duplicates` it knows nearly equal documents, too, at 180 bytes a document and most of the time that it takes.

        Raises ConfigError where that needs datasketch and it is not installed, InputError where a text is not a str, where `texts` is a single one, and where the dates are too few or too many.
        """
        if isinstance(texts, str):
            raise InputError("cannot profile a str as several texts: wrap it in a list")
        profile = cls()
        days = repeat(None) if dates is None else iter(dates)
        keys = array("Q")
        if near_duplicates:
            require()
        for number, text in enumerate(texts):
            try:
                day = next(days)
            except StopIteration:
                raise InputError(f"{number} dates for more texts: wanted one for each, None where it is unknown") from None
            profile._add(text, day)
            if near_duplicates:
                keys.extend(keys_of(text))
        if dates is not None and next(days, _ENDED) is not _ENDED:
            raise InputError(f"more dates than the {profile.documents} texts: wanted one for each")
        if near_duplicates:
            profile._sketches = Sketches.of(keys)
        return profile

    def _add(self, text: str, day: datetime.date | None) -> None:
        if not isinstance(text, str):
            raise InputError(f"cannot profile a {type(text).__name__}: wanted a str")
        self.documents += 1
        self._attested = None
        doc = Document(text, context=Context(date=day))
        named = {(mention.key, mention.name) for mention in mentions(doc) if mention.role != "title"}
        if named:
            day = written(doc)
        for key, name in named:
            names = self._roles.setdefault(key, {})
            names[name] = _joined(names.get(name), _Count(1, day, day))
        lines = self._line_counts
        for cell in recurring_cells(text):
            lines[cell] = lines.get(cell, 0) + 1

    def __add__(self, other: CorpusProfile) -> CorpusProfile:
        if not isinstance(other, CorpusProfile):
            return NotImplemented
        return self.total((self, other))

    @classmethod
    def total(cls, parts: Iterable[CorpusProfile]) -> CorpusProfile:
        """The sum of many profiles, in time proportional to what they hold together."""
        total = cls()
        sketches = []
        for part in parts:
            if part._sketches is not None:
                sketches.append(part._sketches)
            total.documents += part.documents
            for key, names in part._roles.items():
                into = total._roles.setdefault(key, {})
                for name, count in names.items():
                    into[name] = _joined(into.get(name), count)
            lines = total._line_counts
            for cell, documents in part._line_counts.items():
                lines[cell] = lines.get(cell, 0) + documents
        if sketches:
            total._sketches = Sketches.total(sketches)
        return total

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CorpusProfile):
            return NotImplemented
        return (
            self.documents == other.documents
            and self._roles == other._roles
            and self._line_counts == other._line_counts
            and self._sketches == other._sketches
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<CorpusProfile of {self.documents} documents, {len(self._roles)} roles>"

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_attested": None}

    def roles(self) -> Iterator[str]:
        """Every role key, in order."""
        return iter(sorted(self._roles))

    def holders(self, role: str) -> Sequence[RoleHolder]:
        """Everyone the corpus names in a role, the most frequent first; empty where the role is unknown.

        `role` is a role key, or a role as a text would name it: "CIA Director", "coach of the Springfield Isotopes".
        """
        names = self._names(role)
        found = [RoleHolder(name, *count) for name, count in names.items()]
        found.sort(key=lambda holder: (-holder.documents, holder.name))
        return found

    def namesakes(self, role: str, name: str) -> Sequence[RoleHolder]:
        """Those holders of a role who share a word with the name, nicknames included, or all where they are few; in no order."""
        return self._looked_up().namesakes(role, name)

    def bearers(self, surname: str) -> Sequence[Bearer]:
        """Everyone whose full name ends in a folded surname, in every role."""
        return self._looked_up().bearers(surname)

    def leading(self, role: str) -> Sequence[RoleHolder]:
        """Those whom most documents name in a role, five at most, under their full names, the most frequent first."""
        return self._looked_up().leading(role)

    def spelled(self, word: str) -> int:
        """In how many documents a folded word is part of a full name."""
        return self._looked_up().spelled(word)

    @property
    def memo(self) -> dict[Any, Any]:
        """What rules have derived from the profile as it is."""
        return self._looked_up().memo

    def _looked_up(self) -> Attested:
        if self._attested is None:
            self._attested = Attested(self._roles)
        return self._attested

    def documents_with(self, line: str) -> int:
        """How many documents hold a line, figures aside; 0 where it is too short to tell anything.

        Lines are counted in a bounded number of cells: in a very large corpus the answer may be somewhat too high, never too low.
        """
        found = cells(line)
        return 0 if found is None else min(self._line_counts.get(cell, 0) for cell in found)

    @property
    def knows_near_duplicates(self) -> bool:
        """Whether the profile was built with `near_duplicates`."""
        return self._sketches is not None

    def copies(self, text: str) -> int:
        """How many other documents of the corpus are nearly the same as a text; 0 where nobody asked for near-duplicates.

        Case, spaces and marks do not matter; see `sketches` for how much of the words may differ. A text that the corpus holds as it is does not
        count as its own copy. Raises ConfigError where datasketch is not installed.
        """
        return 0 if self._sketches is None else self._sketches.copies(text)

    def _names(self, role: str) -> Mapping[str, _Count]:
        names = self._roles.get(role)
        if names is None and (key := role_of(role)) is not None:
            names = self._roles.get(key)
        return names or {}

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the profile as lines of JSON: a header, one line a role, then the counts of lines. The file appears whole or not at all.

        The header is `{"format": ..., "version": 2, "documents": n}`, a role `{"role": key, "names": {name: [documents, first, last]}}`
        with ISO dates or null, the counts `{"lines": [[cell, documents], ...]}`. Equal profiles are equal files. A profile that knows
        near-duplicates has version 3, and after the lines `{"sketches": {"keys": ..., "counts": ...}}`.
        """
        target = Path(path)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.writelines(self._lines())
            # The temporary file is private; the profile gets the permissions that any new file of the user has.
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(temporary, 0o666 & ~mask)
            os.replace(temporary, target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def to_bytes(self) -> bytes:
        """The profile as the bytes of the file that `save` writes: equal profiles are equal bytes."""
        return "".join(self._lines()).encode("ascii")

    def _lines(self) -> Iterator[str]:
        for record in self._records():
            yield json.dumps(record, ensure_ascii=True, sort_keys=True, separators=(",", ":")) + "\n"

    def _records(self) -> Iterator[dict[str, Any]]:
        version = VERSION_WITHOUT_SKETCHES if self._sketches is None else VERSION
        yield {"format": FORMAT, "version": version, "documents": self.documents}
        for key in self.roles():
            names = self._roles[key]
            yield {
                "role": key,
                "names": {
                    name: [count.documents, *(day and day.isoformat() for day in (count.first, count.last))]
                    for name, count in names.items()
                },
            }
        counts = sorted(self._line_counts.items())
        for start in range(0, len(counts), CHUNK):
            yield {"lines": counts[start : start + CHUNK]}
        if self._sketches is not None:
            for record in self._sketches.records():
                yield {"sketches": record}

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> CorpusProfile:
        """A profile that `save` wrote, or an earlier version of it, which knew no lines.

        Raises InputError, naming the line, where the file is no such profile or of a later version, and OSError where it cannot be
        read.
        """
        with open(path, encoding="utf-8") as file:
            return cls._read(file, os.fspath(path))

    @classmethod
    def from_bytes(cls, data: bytes) -> CorpusProfile:
        """A profile that `to_bytes` wrote. Raises InputError as `load` does."""
        return cls._read(data.decode("utf-8", "replace").splitlines(), "bytes")

    @classmethod
    def _read(cls, lines: Iterable[str], name: str) -> CorpusProfile:
        profile = cls()
        sketches: list[Sketches] = []
        number = 0
        try:
            for number, line in enumerate(lines, start=1):
                record = json.loads(line)
                if number == 1:
                    if record.get("format") != FORMAT:
                        raise ValueError(f"no {FORMAT!r} header")
                    if record.get("version") not in range(1, VERSION + 1):
                        raise ValueError(f"version {record.get('version')!r}: this textcheck reads versions 1 to {VERSION}")
                    profile.documents = _natural(record["documents"])
                    if record["version"] == VERSION:
                        sketches.append(Sketches.of(()))
                elif "sketches" in record:
                    sketches.append(Sketches.read(record["sketches"]))
                elif "lines" in record:
                    profile._line_counts.update((_natural(cell), _natural(documents)) for cell, documents in record["lines"])
                else:
                    profile._roles[str(record["role"])] = {
                        str(holder): _Count(_natural(documents), _day(first), _day(last))
                        for holder, (documents, first, last) in record["names"].items()
                    }
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{name}:{number}: not a corpus profile ({error}); wanted a file of CorpusProfile.save") from error
        if not number:
            raise InputError(f"{name}: not a corpus profile: the file is empty")
        if sketches:
            # Whoever cannot sketch a text must hear it now, not with the first document.
            require()
            profile._sketches = Sketches.total(sketches)
        return profile


def _natural(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{value!r}: wanted a count")
    return value


def _day(iso: str | None) -> datetime.date | None:
    return None if iso is None else datetime.date.fromisoformat(iso)


def _joined(one: _Count | None, other: _Count) -> _Count:
    if one is None:
        return other
    firsts = [day for day in (one.first, other.first) if day is not None]
    lasts = [day for day in (one.last, other.last) if day is not None]
    return _Count(one.documents + other.documents, min(firsts, default=None), max(lasts, default=None))
