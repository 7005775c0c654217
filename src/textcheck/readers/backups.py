"""What files held before they were repaired: kept in a hidden folder, a folder a run, and put back by `undo`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from textcheck.errors import InputError
from textcheck.readers.files import reason, replace

FOLDER = ".textcheck-backup"


class Restored(NamedTuple):
    """One file that was to be put back; `trouble` says why it was not."""

    path: str
    trouble: str = ""


def new_run(root: str) -> str:
    """The folder for what a run repairs, under a root. Names sort by time; it is made when the first file is kept."""
    import datetime

    now = datetime.datetime.now(datetime.UTC)
    return os.path.join(root, FOLDER, f"{now:%Y%m%dT%H%M%S}.{now.microsecond:06}-{os.getpid()}")


def keep(folder: str, path: str, old: bytes, new: bytes) -> None:
    """Keep what a file holds before it is replaced. Raises InputError where that cannot be done: the file must then not be replaced."""
    full = os.path.abspath(path)
    stem = os.path.join(folder, sha256(os.fsencode(full)).hexdigest()[:32])
    entry = {"path": full, "repaired": sha256(new).hexdigest()}
    try:
        os.makedirs(folder, exist_ok=True)
        _write(f"{stem}.kept", old)
        # An entry says that its content is complete.
        _write(f"{stem}.json", json.dumps(entry).encode())
    except OSError as error:
        raise InputError(f"not repaired: no backup could be written to {folder} ({reason(error)})") from error


def _write(path: str, data: bytes) -> None:
    with open(path, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def latest(root: str) -> str | None:
    """The folder of the last run of which something is kept, None where there is none."""
    try:
        runs = sorted(os.listdir(os.path.join(root, FOLDER)), reverse=True)
    except OSError:
        return None
    return next((os.path.join(root, FOLDER, run) for run in runs), None)


def restore(folder: str, *, anywhere: bool = False) -> Iterator[Restored]:
    """Put back what a run repaired, and forget it; a file that was changed since stays as it is, and stays kept.

    So does, unless `anywhere`, a file outside the folder that the backups lie in: they may have come with that folder from somebody else,
    and must not lead to files of the one who puts them back.
    """
    root = os.path.realpath(os.path.dirname(os.path.dirname(folder)))
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".json"):
            continue
        stem = os.path.join(folder, name.removesuffix(".json"))
        try:
            with open(f"{stem}.json", "rb") as file:
                entry = json.load(file)
            with open(f"{stem}.kept", "rb") as file:
                old = file.read()
            path = os.fspath(entry["path"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            yield Restored(f"{stem}.json", f"this backup cannot be read ({error})")
            continue
        if not anywhere and not _lies_in(path, root):
            yield Restored(
                path, f"not put back: it lies outside this folder (--anywhere puts it back); what it held is {stem}.kept"
            )
            continue
        try:
            with open(path, "rb") as file:
                now = file.read()
            if sha256(now).hexdigest() != entry["repaired"]:
                raise InputError(f"not put back: the file was changed since it was repaired; what it held is {stem}.kept")
            replace(path, old, expected=now)
        except (OSError, InputError) as error:
            why = str(error) if isinstance(error, InputError) else f"not put back: {reason(error)}"
            yield Restored(path, why.replace("not repaired", "not put back"))
            continue
        for ending in (".json", ".kept"):
            os.unlink(stem + ending)
        yield Restored(path)
    for empty in (folder, os.path.dirname(folder)):
        try:
            os.rmdir(empty)
        except OSError:
            break


def _lies_in(path: str, root: str) -> bool:
    """Whether a file lies in a folder when all links are followed."""
    return os.path.realpath(path).startswith(os.path.join(root, ""))
