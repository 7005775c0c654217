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


class ConfigError(TextcheckError, ValueError):
    """An option or a configuration file that cannot be obeyed."""


class InputError(TextcheckError, ValueError):
    """An input that cannot be read, or is not text."""


class ResourceError(TextcheckError, RuntimeError):
    """Packaged data that is missing or damaged."""
