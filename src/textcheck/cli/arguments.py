"""What the commands that take paths share: how they refuse arguments, and what arguments mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from textcheck.errors import ConfigError, InputError

if TYPE_CHECKING:
    import argparse
    import datetime

    from textcheck.corpus import CorpusProfile
    from textcheck.filtering.reading import Fields
    from textcheck.settings import Settings


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


def add_settings(parser: argparse.ArgumentParser) -> None:
    """The options that say how documents are checked; `settings_of` understands them."""
    add = parser.add_argument
    add(
        "--select",
        action="append",
        default=[],
        metavar="RULES",
        help="only these rules: codes, prefixes (SPN), families (spun) or names; commas between them",
    )
    add("--ignore", action="append", default=[], metavar="RULES", help="not these rules")
    add(
        "--preset",
        action="append",
        default=[],
        metavar="NAME",
        help="values for a kind of text: news, web, ocr, code-docs, gopher, c4, fineweb",
    )
    add(
        "--config",
        metavar="FILE",
        help="take the configuration from this file instead of looking for one from each file upward",
    )
    add("--no-config", action="store_true", help="look for no configuration file")
    add(
        "--language",
        type=language_code,
        metavar="CODE",
        help="the language of all documents (ISO 639-1, such as en) instead of detecting it",
    )
    add("--no-facts", action="store_true", help="do without the packaged facts about office-holders")
    add(
        "--roster",
        action="append",
        default=[],
        metavar="FILE",
        help="who holds which office, as CSV (person,aliases,office,from,to) or TOML; may be given several times",
    )
    add("--lexicon", action="append", default=[], metavar="FILE", help="terms of your own to report or to allow, as TOML")
    add("--date", type=iso_day, metavar="DAY", help="when the documents were written (YYYY-MM-DD), for names of office-holders")
    add("--no-inline", action="store_true", help="do not obey comments in documents such as `textcheck: allow SPN101`")


def add_fields(parser: argparse.ArgumentParser) -> None:
    """The options that say which fields of records are taken; `fields_of` understands them."""
    add = parser.add_argument
    add("--text-field", metavar="NAME", help="the field of records that holds the text (a.b: a field inside another)")
    add("--id-field", metavar="NAME", help="the field that holds the id")
    add("--date-field", metavar="NAME", help="the field that holds the day on which the text was written")


def fields_of(given: argparse.Namespace) -> Fields:
    """The fields that somebody names."""
    from textcheck.filtering.reading import Fields

    return Fields(given.text_field, given.id_field, given.date_field)


def settings_of(given: argparse.Namespace, more: Mapping[str, tuple[Any, str]] | None = None) -> Settings:
    """The settings of a call, `more` being values from further options. Raises ConfigError."""
    from textcheck.settings import Settings

    found: dict[str, tuple[Any, str]] = dict(more or {})
    selected = named(given.select)
    if given.select and not selected:
        raise ConfigError("--select names no rule: wanted codes, prefixes, families or names with commas between them")
    if given.no_config and given.config is not None:
        raise ConfigError("--config names a file, --no-config wants none: give one of them")
    for name, value, option in (
        ("select", selected, "--select"),
        ("ignore", named(given.ignore), "--ignore"),
        ("rosters", tuple(given.roster), "--roster"),
        ("lexicons", tuple(given.lexicon), "--lexicon"),
        ("language", given.language, "--language"),
        ("date", given.date, "--date"),
    ):
        if value:
            found[name] = value, option
    if given.no_facts:
        found["facts"] = False, "--no-facts"
    if given.no_inline:
        found["inline"] = False, "--no-inline"
    return Settings(found, presets=named(given.preset), file=given.config, isolated=given.no_config)


def named(values: Iterable[str]) -> tuple[str, ...]:
    """The words of an option that may be given several times, with commas between them."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def language_code(value: str) -> str:
    """A language as an argument."""
    import argparse

    if not (len(value) == 2 and value.isascii() and value.isalpha()):
        raise argparse.ArgumentTypeError(f"{value!r} is no language: wanted an ISO 639-1 code of two letters, such as en")
    return value.lower()


def iso_day(value: str) -> datetime.date:
    """A day as an argument."""
    import argparse
    import datetime

    try:
        return datetime.date.fromisoformat(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{value!r} is no day: wanted YYYY-MM-DD") from error


def positive(value: str) -> int:
    """A whole number from 1 on, as an argument."""
    import argparse

    if not (value.isascii() and value.isdigit() and int(value)):
        raise argparse.ArgumentTypeError(f"{value!r} is no number of this kind: wanted 1 or more")
    return int(value)


def learned(path: str) -> CorpusProfile:
    """The corpus profile of a file; InputError where it cannot be read."""
    from textcheck.corpus import CorpusProfile

    try:
        return CorpusProfile.load(path)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: this profile cannot be read ({error})") from error
