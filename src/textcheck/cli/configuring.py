"""`textcheck config [PATH]`: what is in force for a document, and where each value comes from."""

from __future__ import annotations

from collections.abc import Sequence

from textcheck.cli.arguments import add_settings, parser_of, settings_of
from textcheck.cli.output import CLEAN, write
from textcheck.errors import ConfigError
from textcheck.reporters.terminal import visible

_EPILOG = """\
Values come from the defaults, the preset, the nearest textcheck.toml or pyproject.toml with a [tool.textcheck], its [[overrides]] whose paths
match, and the options of the command line; later ones win.
"""


def config(argv: Sequence[str]) -> int:
    """Print what is in force; returns the exit status."""
    parser = parser_of(
        "textcheck config",
        usage="textcheck config [options] [PATH]",
        description="Show what is in force for a file, and where each value comes from.",
        epilog=_EPILOG,
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="the file in question; none: any file of this folder")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of configuration files, for editors")
    parser.add_argument("--presets", action="store_true", help="list the presets and what they set")
    add_settings(parser)
    try:
        given = parser.parse_intermixed_args(list(argv))
    except SystemExit:
        return CLEAN
    from textcheck import settings

    if given.schema:
        import json

        write(json.dumps(settings.schema(), indent=2) + "\n")
        return CLEAN
    if given.presets:
        for name, preset in settings.PRESETS.items():
            write(f"{name}: {preset.help}\n")
            for key, value in preset.values.items():
                write(f"    {key} = {settings.toml(value)}\n")
        return CLEAN
    if len(given.paths) > 1:
        raise ConfigError("config tells of one file at a time; name one, or none for any file of this folder")
    asked = settings_of(given)
    path = given.paths[0] if given.paths else None
    resolved = asked.of_document(path)
    # Only a checker knows whether the names of rules, the rosters and the lexicons can be used.
    from textcheck.checker import Checker

    Checker(resolved.config)
    lines = [
        (f"{key} = {value}" if value else f"# {key}", origin) for key, value, origin in settings.shown(resolved, asked.of_run())
    ]
    width = min(60, max(len(line) for line, _ in lines))
    write(f"# in force for {visible(path, strict=True) if path else 'files of this folder'}\n")
    for line, origin in lines:
        write(f"{visible(line):<{width}}  # {visible(origin)}\n")
    return CLEAN
