"""The linter for text corpora: finds what is broken in a document, says where and how sure, and repairs it.

>>> import textcheck
>>> report = textcheck.check("The White House is hoping {that a} larger deal is near.")
>>> [(f.code, report.text[f.start:f.end], f.repairs[0].text) for f in report.findings]
[('ART101', '{that a}', 'that a')]
>>> textcheck.repair("The White House is hoping {that a} larger deal is near.").text
'The White House is hoping that a larger deal is near.'

Names are imported when first used, so that `import textcheck` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textcheck.checker import Checker
    from textcheck.config import Config
    from textcheck.corpus import CorpusProfile
    from textcheck.errors import ConfigError, InputError, ResourceError, TextcheckError
    from textcheck.finding import Applicability, Finding, Repair, Severity
    from textcheck.repairing import Applied, Repaired, Skipped
    from textcheck.report import Position, Report, Verdict

__version__ = "0.1.0"

__all__ = [
    "Applicability",
    "Applied",
    "Checker",
    "Config",
    "ConfigError",
    "CorpusProfile",
    "Finding",
    "InputError",
    "Position",
    "Repair",
    "Repaired",
    "Report",
    "ResourceError",
    "Severity",
    "Skipped",
    "TextcheckError",
    "Verdict",
    "check",
    "repair",
]

_HOMES = {
    "Applicability": "finding",
    "Applied": "repairing",
    "Checker": "checker",
    "Config": "config",
    "ConfigError": "errors",
    "CorpusProfile": "corpus",
    "Finding": "finding",
    "InputError": "errors",
    "Position": "report",
    "Repair": "finding",
    "Repaired": "repairing",
    "Report": "report",
    "ResourceError": "errors",
    "Severity": "finding",
    "Skipped": "repairing",
    "TextcheckError": "errors",
    "Verdict": "report",
}

_default: Checker | None = None


def check(text: str) -> Report:
    """The report on one text, with every rule at its default.

    For many texts, bytes, or another configuration, build a `Checker`. Raises InputError where `text` is not a str.
    """
    return _default_checker().check(text)


def repair(text: str, *, unsafe: bool = False) -> Repaired:
    """The text with its SAFE repairs applied, and the UNSAFE ones too where `unsafe` is true.

    Raises InputError where `text` is not a str.
    """
    return _default_checker().repair(text, unsafe=unsafe)


def _default_checker() -> Checker:
    # Compiling the terms costs tens of milliseconds: once a process, and only when asked. Checkers hold no state between
    # documents, so sharing one is invisible.
    global _default
    if _default is None:
        from textcheck.checker import Checker

        _default = Checker()
    return _default


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
