"""The packed data inside the package: found by name, read once, never written."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from textcheck.errors import ResourceError

DATA = Path(__file__).parent / "data"


@cache
def read_text(name: str) -> str:
    """The whole of a packaged text file.

    Raises ResourceError where the file is missing or unreadable, which means a damaged installation.
    """
    try:
        return (DATA / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(
            f"packaged data file {name!r} cannot be read ({error}); textcheck is not completely installed: "
            "install it again with `pip install --force-reinstall textcheck`"
        ) from error
