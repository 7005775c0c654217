"""Where configuration lies: the nearest `textcheck.toml`, or `pyproject.toml` that has a `[tool.textcheck]`, from a folder upward.

Asked in every run, so it reads next to nothing: what a file says is read in `settings`.
"""

from __future__ import annotations

import os

OWN_NAME = "textcheck.toml"
SHARED_NAME = "pyproject.toml"


def find(folder: str, known: dict[str, str | None]) -> str | None:
    """The configuration file for the files of a folder, None where there is none; `known` keeps what was found out."""
    folder = os.path.abspath(folder)
    trail = []
    while folder not in known:
        trail.append(folder)
        found = _in(folder)
        parent = os.path.dirname(folder)
        if found is not None or parent == folder:
            known[folder] = found
            break
        folder = parent
    for passed in trail:
        known[passed] = known[folder]
    return known[folder]


def _in(folder: str) -> str | None:
    own = os.path.join(folder, OWN_NAME)
    if os.path.isfile(own):
        return own
    shared = os.path.join(folder, SHARED_NAME)
    try:
        with open(shared, "rb") as file:
            # Most projects do not speak of textcheck, and parsing their file would take longer than checking a page.
            if b"textcheck" not in (data := file.read()):
                return None
    except OSError:
        return None
    import tomllib

    try:
        return shared if "textcheck" in tomllib.loads(data.decode("utf-8")).get("tool", {}) else None
    except (ValueError, AttributeError):
        # One that mentions textcheck and cannot be read might hold its configuration: reading it again tells what is wrong.
        return shared
