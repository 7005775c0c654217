"""Sessions in docstrings, as blocks of code on the page of the library: an extension of griffe, which mkdocstrings reads the code with."""

from __future__ import annotations

import re
from typing import Any

import griffe

_SESSION = re.compile(r"^>>> .*\n?(?:^\S.*\n?)*", re.MULTILINE)


class Sessions(griffe.Extension):
    """Fences every session of a docstring."""

    def on_object(self, *, obj: griffe.Object, **kwargs: Any) -> None:
        """Change the docstring of an object that was read."""
        if obj.docstring is not None:
            obj.docstring.value = _SESSION.sub(lambda found: f"```pycon\n{found[0].rstrip()}\n```\n", obj.docstring.value)
