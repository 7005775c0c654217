"""Imports an engine, or says what to install."""

from __future__ import annotations

import importlib
from typing import Any


def engine(module: str, extra: str) -> Any:
    """A module of an engine. Raises ImportError, which says what to install, where the engine is missing."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        # An engine that is there and lacks something of its own must say so itself.
        if error.name != module.partition(".")[0]:
            raise
        raise ImportError(f"textcheck.integrations.{extra} needs {error.name}: pip install 'textcheck[{extra}]'") from error
