"""`textcheck undo`: puts back what the last run with --backup repaired."""

from __future__ import annotations

import os
from collections.abc import Sequence

from textcheck.cli.output import CLEAN, complain, write
from textcheck.errors import ConfigError
from textcheck.reporters.terminal import visible


def undo(argv: Sequence[str]) -> int:
    """Put files back; returns the exit status."""
    anywhere = list(argv) == ["--anywhere"]
    if argv and not anywhere:
        if argv[0] in ("-h", "--help"):
            write(
                "usage: textcheck undo [--anywhere]\n\n"
                "Puts back what the last run with --backup in this folder repaired; again, the run before it.\n"
                "Files outside this folder are put back with --anywhere only: backups may have come with a folder from somebody else.\n"
            )
            return CLEAN
        raise ConfigError(
            f"undo takes no arguments but --anywhere, not {argv[0]!r}; it puts back all that the last run with --backup repaired"
        )
    from textcheck.readers.backups import latest, restore

    folder = latest(os.getcwd())
    if folder is None:
        raise ConfigError("nothing to undo: no run with --backup has repaired anything from this folder")
    status = CLEAN
    for item in sorted(restore(folder, anywhere=anywhere), key=lambda each: each.path):
        name = os.path.relpath(item.path)
        if item.trouble:
            status = complain(name, item.trouble)
        else:
            write(f"put back: {visible(name, strict=True)}\n")
    return status
