"""What the commands that take paths share: how they refuse arguments, and what arguments mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textcheck.errors import ConfigError, InputError

if TYPE_CHECKING:
    import argparse
    import datetime

    from textcheck.corpus import CorpusProfile


def parser_of(program: str, *, usage: str, description: str, epilog: str) -> argparse.ArgumentParser:
    """A parser that raises ConfigError, which names the help of the program, where it would write and exit."""
    import argparse

    class Parser(argparse.ArgumentParser):
        def error(self, message: str) -> Any:
            raise ConfigError(f"{message}; see {program} --help")

    return Parser(
        prog=program,
        usage=usage,
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def iso_day(value: str) -> datetime.date:
    """A day as an argument."""
    import argparse
    import datetime

    try:
        return datetime.date.fromisoformat(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{value!r} is no day: wanted YYYY-MM-DD") from error


def learned(path: str) -> CorpusProfile:
    """The corpus profile of a file; InputError where it cannot be read."""
    from textcheck.corpus import CorpusProfile

    try:
        return CorpusProfile.load(path)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: this profile cannot be read ({error})") from error
