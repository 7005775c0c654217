"""The language of a passage by a detector that the caller chose: a package beside the core, which knows more languages than its word lists."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec

from textcheck.errors import ConfigError

# Each is a package, and what the extra that brings it is called.
EXTRAS = {"py3langid": "language"}

# What a detector says of a text: the ISO 639-1 code of its language, and how probable that is, from 0 to 1.
Detector = Callable[[str], tuple[str, float]]


def require(name: str) -> None:
    """Raise ConfigError where a detector is unknown or its package is not installed."""
    if name not in EXTRAS:
        raise ConfigError(f"language_detector = {name!r}: wanted one of {', '.join(EXTRAS)}")
    if find_spec(name) is None:
        raise ConfigError(
            f"language_detector = {name!r}: the package is not installed; try pip install 'textcheck[{EXTRAS[name]}]'"
        )


@cache
def language_detector(name: str) -> Detector:
    """A detector, with its model loaded once."""
    require(name)
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def detect(text: str) -> tuple[str, float]:
        language, probability = identifier.classify(text)
        return str(language), float(probability)

    return detect
