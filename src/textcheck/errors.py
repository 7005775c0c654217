"""The errors that bad usage raises; strange text never raises, it is a finding.

    TextcheckError
    ├── ConfigError      an option or a configuration file that cannot be obeyed
    ├── InputError       an input that cannot be read, or is not text
    └── ResourceError    packaged data that is missing or damaged

Each message says what came in, what was wanted, and what to try.
"""

from __future__ import annotations


class TextcheckError(Exception):
    """The root of every error raised on purpose."""


def fault(error: Exception) -> str:
    """A fault of textcheck itself, in words that help to report it."""
    if isinstance(error, MemoryError):
        return "want of memory: the document is too large"
    import os
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    place = next((f" in {os.path.basename(f.filename)}:{f.lineno}" for f in reversed(frames) if "textcheck" in f.filename), "")
    return f"a fault of textcheck itself ({type(error).__name__}{place}: {error}); please report it"


class ConfigError(TextcheckError, ValueError):
    """An option or a configuration file that cannot be obeyed."""


class InputError(TextcheckError, ValueError):
    """An input that cannot be read, or is not text."""


class ResourceError(TextcheckError, RuntimeError):
    """Packaged data that is missing or damaged."""
