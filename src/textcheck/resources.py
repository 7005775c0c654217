"""The packed data inside the package: found by name, read once, never written."""

from __future__ import annotations

import os
from functools import cache

from textcheck.errors import ResourceError

DATA = os.path.join(os.path.dirname(__file__), "data")


@cache
def read_text(name: str) -> str:
    """The whole of a packaged text file.

    Raises ResourceError where the file is missing or unreadable, which means a damaged installation.
    """
    try:
        return read_bytes(name).decode("utf-8")
    except UnicodeDecodeError as error:
        raise _damaged(name, error) from error


def read_bytes(name: str) -> bytes:
    """The bytes of a packaged file: for tables so large that decoding them would be felt.

    Raises ResourceError where the file is missing or unreadable, which means a damaged installation.
    """
    try:
        with open(os.path.join(DATA, name), "rb") as file:
            return file.read()
    except OSError as error:
        raise _damaged(name, error) from error


def path_of(name: str) -> str:
    """Where a packaged file lies: for tables that are mapped into memory.

    Raises ResourceError where the file is missing, which means a damaged installation.
    """
    path = os.path.join(DATA, name)
    try:
        os.stat(path)
    except OSError as error:
        raise _damaged(name, error) from error
    return path


def _damaged(name: str, error: Exception) -> ResourceError:
    return ResourceError(
        f"packaged data file {name!r} cannot be read ({error}); textcheck is not completely installed: "
        "install it again with `pip install --force-reinstall textcheck`"
    )
