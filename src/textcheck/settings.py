"""What a run is to do, from defaults, presets, configuration files and the command line, and where each value comes from.

Later layers win: defaults, the preset, the file (see `discovery`), its `[[overrides]]` whose paths match the document, the command line.
A `select` starts over: it replaces `select` and `ignore` of earlier layers. `ignore`, `terms`, `allow`, `rosters`, `lexicons` and `suppress`
add to those of earlier layers; tables are joined key by key; everything else is replaced.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, NamedTuple

from textcheck import discovery
from textcheck.config import Config, Term, nearest, parse_severity
from textcheck.errors import ConfigError
from textcheck.expressions import expression
from textcheck.finding import Severity
from textcheck.suppressions import Suppressions


@dataclass(frozen=True, kw_only=True)
class RunOptions:
    """What a run does beside checking; asked of the configuration file of the folder in which the command is called."""

    fail_level: Severity = field(
        default=Severity.WARNING, metadata={"help": "The least severity of a finding that fails the run."}
    )
    fail_under: float | None = field(
        default=None,
        metadata={"help": "A run fails where the score of a document lies under this.", "minimum": 0, "maximum": 1},
    )
    exclude: tuple[str, ...] = field(
        default=(), metadata={"help": "Files and folders, as globs, that are left out where a folder or a glob is checked."}
    )
    baseline: str | None = field(default=None, metadata={"help": "A baseline: what it knows does not count."})
    profile: str | None = field(default=None, metadata={"help": "A corpus profile that textcheck learn wrote."})
    unsafe_fixes: bool = field(default=False, metadata={"help": "Whether --fix and --diff take unsafe repairs, too."})

    def __post_init__(self) -> None:
        object.__setattr__(self, "fail_level", parse_severity(self.fail_level))
        under = self.fail_under
        if under is not None and (not isinstance(under, int | float) or isinstance(under, bool) or not 0 <= under <= 1):
            raise ConfigError(f"fail_under = {under!r}: wanted a score from 0 to 1")
        if not isinstance(self.exclude, list | tuple) or not all(isinstance(item, str) for item in self.exclude):
            raise ConfigError(f"exclude = {self.exclude!r}: wanted a list of globs")
        object.__setattr__(self, "exclude", tuple(self.exclude))
        for name in ("baseline", "profile"):
            if not isinstance(value := getattr(self, name), str | None):
                raise ConfigError(f"{name} = {value!r}: wanted a path")
        if not isinstance(self.unsafe_fixes, bool):
            raise ConfigError(f"unsafe_fixes = {self.unsafe_fixes!r}: wanted true or false")


class Preset(NamedTuple):
    """Values for one kind of text, and what they are for."""

    help: str
    values: Mapping[str, Any]


# Boilerplate is a note by default, since a page of the web has some; where articles are taken in, it is what must go.
_BOILERPLATE = {"boilerplate": "warning", "truncation": "warning"}
PRESETS: Mapping[str, Preset] = {
    "news": Preset("articles of news: what is left of the page around them is damage, too", {"severities": _BOILERPLATE}),
    "web": Preset(
        "pages of the web: as news, without names, whose writers no fact knows",
        {"severities": _BOILERPLATE, "ignore": ["NAM102", "NAM103", "NAM104", "NAM105", "NAM106", "NAM107"]},
    ),
    "ocr": Preset(
        "scanned print: a misread word is neither a replaced one nor another name, and old print spaces its marks",
        {"ignore": ["SPN", "NAM", "LAY106", "LAY107"]},
    ),
    "code-docs": Preset(
        "documentation of programs: markup, templates, tables and identifiers are what it is made of",
        {
            "ignore": [
                *("MRK", "SPN", "NAM", "OCR", "ART102", "ART103", "ART106", "ART108", "ART109", "ART110", "ART119", "ART120"),
                *("LAY104", "LAY105", "LAY106", "LAY109", "LAY115", "LAY162", "LAY164", "BLR101", "BLR122", "REP102"),
            ]
        },
    ),
    "gopher": Preset("the quality and repetition rules of Gopher, and nothing else", {"select": ["STA101", "STA102"]}),
    "c4": Preset("the quality rules of C4, and nothing else", {"select": ["STA103"]}),
    "fineweb": Preset("the quality rules of FineWeb, and nothing else", {"select": ["STA104"]}),
}

_OF_DOCUMENTS = {item.name for kind in (Config, Suppressions) for item in fields(kind)}
_OF_RUNS = {item.name for item in fields(RunOptions)}
_STARTS_OVER = "select"
_ADDED = ("ignore", "terms", "allow", "rosters", "lexicons", "suppress", "exclude")
_JOINED = ("severities", "thresholds", "records")
_PATHS = ("rosters", "lexicons", "baseline", "profile")
# What of a document's values names rules.
_RULES = ("select", "ignore", "severities", "thresholds")

DEFAULT = "default"


class Layer(NamedTuple):
    """Some values, and where each comes from."""

    values: Mapping[str, Any]
    origins: Mapping[str, str]


class Override(NamedTuple):
    """Values for the documents whose paths match."""

    paths: tuple[str, ...]
    layer: Layer
    preset: tuple[str, ...]


class File(NamedTuple):
    """A configuration file, read and understood."""

    path: str
    folder: str
    preset: tuple[str, ...]
    documents: Layer
    runs: Layer
    overrides: tuple[Override, ...]


class Resolved(NamedTuple):
    """What is in force for a document, and by name of the value where it comes from. Equal keys mean equal values."""

    key: tuple[str | None, tuple[int, ...]]
    config: Config
    suppressions: Suppressions
    values: Mapping[str, Any]
    origins: Mapping[str, str]


class Settings:
    """All layers of one call of the command.

    `file` is a configuration file to use for all documents instead of looking for one; with `isolated` none is looked for.
    """

    def __init__(
        self,
        command_line: Mapping[str, tuple[Any, str]] | None = None,
        *,
        presets: Sequence[str] = (),
        file: str | None = None,
        isolated: bool = False,
    ) -> None:
        """`command_line` maps names of values to the value and the option it was given by. Raises ConfigError as the files do."""
        given = command_line or {}
        self._command_line = Layer({name: value for name, (value, _) in given.items()}, {n: o for n, (_, o) in given.items()})
        self._presets = _presets(presets, "--preset")
        self._isolated = isolated
        self._chosen = None if file is None else os.path.abspath(file)
        if self._chosen is not None and not os.path.isfile(self._chosen):
            raise ConfigError(f"--config {file}: no such file")
        self._found: dict[str, str | None] = {}
        self._files: dict[str, File] = {}
        self._resolved: dict[tuple[str | None, tuple[int, ...]], Resolved] = {}

    def of_document(self, path: str | None) -> Resolved:
        """What is in force for the document of a path; None is standard input, which belongs to the current folder."""
        file = self._file(os.path.dirname(os.path.abspath(path)) if path is not None else os.getcwd())
        matching: tuple[int, ...] = ()
        if file is not None and path is not None and file.overrides:
            inside = _relative(path, file.folder)
            matching = tuple(at for at, each in enumerate(file.overrides) if any(matches(p, inside) for p in each.paths))
        key = (None if file is None else file.path, matching)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key, file)
        return self._resolved[key]

    def of_run(self) -> tuple[RunOptions, dict[str, str]]:
        """The options of the run, and where each comes from."""
        file = self._file(os.getcwd())
        layers = [*([file.runs] if file else []), Layer(*_only(self._command_line, _OF_RUNS))]
        values, origins = _merged(layers)
        return RunOptions(**values), {item.name: origins.get(item.name, DEFAULT) for item in fields(RunOptions)}

    def excludes(self, path: str) -> bool:
        """Whether the configuration leaves a file out that a folder or a glob leads to."""
        if any(matches(pattern, _relative(path, os.getcwd())) for pattern in self._command_line.values.get("exclude", ())):
            return True
        file = self._file(os.path.dirname(os.path.abspath(path)))
        return file is not None and any(matches(p, _relative(path, file.folder)) for p in file.runs.values.get("exclude", ()))

    def _file(self, folder: str) -> File | None:
        path = self._chosen
        if path is None:
            path = None if self._isolated else discovery.find(folder, self._found)
        if path is None:
            return None
        if path not in self._files:
            self._files[path] = read(path)
        return self._files[path]

    def _resolve(self, key: tuple[str | None, tuple[int, ...]], file: File | None) -> Resolved:
        layers = []
        # A preset on the command line takes the place of that of the file.
        presets = self._presets or (file.preset if file else ())
        layers.append(_preset_layer(presets))
        if file is not None:
            layers.append(file.documents)
            for number in key[1]:
                layers += [_preset_layer(file.overrides[number].preset), file.overrides[number].layer]
        layers.append(Layer(*_only(self._command_line, _OF_DOCUMENTS)))
        values, origins = _merged(layers)
        config = Config(**{name: value for name, value in values.items() if name in _CONFIG})
        suppressions = Suppressions(**{name: value for name, value in values.items() if name not in _CONFIG})
        return Resolved(key, config, suppressions, values, origins)


_CONFIG = {item.name for item in fields(Config)}


def _relative(path: str, folder: str) -> str:
    try:
        return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")
    except ValueError:
        return os.path.abspath(path).replace(os.sep, "/")


def _only(layer: Layer, names: Iterable[str]) -> Layer:
    kept = {name: value for name, value in layer.values.items() if name in names}
    return Layer(kept, {name: origin for name, origin in layer.origins.items() if name.partition(".")[0] in kept})


def _merged(layers: Iterable[Layer]) -> tuple[dict[str, Any], dict[str, str]]:
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for layer in layers:
        if _STARTS_OVER in layer.values:
            values.pop("ignore", None)
            origins.pop("ignore", None)
        for name, value in layer.values.items():
            origin = layer.origins.get(name, DEFAULT)
            if name in _ADDED and name in values:
                values[name] = (*values[name], *(item for item in value if item not in values[name]))
                origins[name] = f"{origins[name]}, {origin}"
            elif name in _JOINED:
                values[name] = {**values.get(name, {}), **value}
                origins.update({f"{name}.{key}": layer.origins.get(f"{name}.{key}", origin) for key in value})
            else:
                values[name] = tuple(value) if isinstance(value, list) else value
                origins[name] = origin
    return values, origins


def _preset_layer(names: Sequence[str]) -> Layer:
    """The values of several presets at once: what they select is selected together."""
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for name in names:
        origin = f"preset {name}"
        for key, value in PRESETS[name].values.items():
            if isinstance(value, Mapping):
                values[key] = {**values.get(key, {}), **value}
                origins.update({f"{key}.{rule}": origin for rule in value})
            else:
                values[key] = [*values.get(key, []), *value]
                origins[key] = f"{origins[key]}, {origin}" if key in origins else origin
    return Layer(values, origins)


def _presets(value: object, where: str) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise ConfigError(f"{where}: {value!r}: wanted the name of a preset, or a list of names")
    for name in names:
        if name not in PRESETS:
            raise ConfigError(f"{where}: no preset is called {name!r}{nearest(name, PRESETS)}")
    return tuple(names)


# Reading a file


def read(path: str) -> File:
    """The configuration in a file. Raises ConfigError, naming the file and the line, where it cannot be read or obeyed."""
    import tomllib

    shown = _shown(path)
    try:
        with open(path, encoding="utf-8") as opened:
            text = opened.read()
        table: Any = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{shown}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{shown}: not UTF-8, at byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{shown}: no TOML: {error}") from error
    root: tuple[str, ...] = ()
    if os.path.basename(path) == discovery.SHARED_NAME:
        root = ("tool", "textcheck")
        tool = table.get("tool", {})
        table = tool.get("textcheck", {}) if isinstance(tool, dict) else {}
    if not isinstance(table, dict):
        raise ConfigError(f"{shown}: tool.textcheck = {table!r}: wanted a table")
    reader = _Reader(shown, os.path.dirname(os.path.abspath(path)), lines_of(text), root)
    return reader.file(os.path.abspath(path), table)


def _shown(path: str) -> str:
    inside = (
        os.path.relpath(path) if os.path.splitdrive(os.path.abspath(path))[0] == os.path.splitdrive(os.getcwd())[0] else path
    )
    return path if inside.startswith(os.pardir) else inside


class _Reader:
    """Values from the tables of one file, with the lines they stand on."""

    def __init__(self, shown: str, folder: str, lines: Mapping[tuple[str, ...], int], root: tuple[str, ...]) -> None:
        self._shown = shown
        self._folder = folder
        self._lines = lines
        self._root = root

    def file(self, path: str, table: Mapping[str, Any]) -> File:
        documents: dict[str, Any] = {}
        runs: dict[str, Any] = {}
        preset: tuple[str, ...] = ()
        known = {*_OF_DOCUMENTS, *_OF_RUNS, "preset", "overrides"}
        origins: dict[str, str] = {}
        overrides: list[Override] = []
        for key, value in table.items():
            name = self._name(key, known, (key,))
            if name == "preset":
                preset = _presets(value, self._at(key))
            elif name == "overrides":
                if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
                    raise ConfigError(
                        f"{self._at(key)}: overrides = {value!r}: wanted tables [[overrides]] with the key `paths`"
                    )
                overrides = [self._override(number, item) for number, item in enumerate(value)]
            else:
                (documents if name in _OF_DOCUMENTS else runs)[name] = value
                origins.update(self._origins((key,), name, value))
        self._check(documents, origins, ())
        self._check_runs(runs, origins)
        return File(
            path,
            self._folder,
            preset,
            Layer(self._placed(documents), origins),
            Layer(self._placed(runs), origins),
            tuple(overrides),
        )

    def _override(self, number: int, table: Mapping[str, Any]) -> Override:
        trail = ("overrides", str(number))
        values: dict[str, Any] = {}
        origins: dict[str, str] = {}
        preset: tuple[str, ...] = ()
        paths: Any = None
        for key, value in table.items():
            name = self._name(key, {*_OF_DOCUMENTS, "preset", "paths"}, (*trail, key))
            if name == "paths":
                paths = value
            elif name == "preset":
                preset = _presets(value, self._at(*trail, key))
            else:
                values[name] = value
                origins.update(self._origins((*trail, key), name, value))
        if not isinstance(paths, list) or not paths or not all(isinstance(path, str) for path in paths):
            raise ConfigError(f"{self._at(*trail, 'paths')}: paths = {paths!r}: wanted a list of globs, such as ['docs/**']")
        self._check(values, origins, trail)
        return Override(tuple(paths), Layer(self._placed(values), origins), preset)

    def _name(self, key: str, known: set[str], trail: tuple[str, ...]) -> str:
        name = key.replace("-", "_")
        if name not in known:
            # Keys are shown as files write them.
            spelled = {word.replace("_", "-") for word in known}
            raise ConfigError(f"{self._at(*trail)}: unknown key {key!r}{nearest(key.replace('_', '-'), spelled)}")
        return name

    def _at(self, *trail: str) -> str:
        """The file and the line of a key, or of the nearest table around it whose line is known."""
        for length in range(len(trail), 0, -1):
            around = (*self._root, *trail[:length])
            # A list of tables is where its first table is.
            if line := self._lines.get(around) or self._lines.get((*around, "0")):
                return f"{self._shown}:{line}"
        return self._shown

    def _origins(self, trail: tuple[str, ...], name: str, value: Any) -> dict[str, str]:
        if isinstance(value, dict):
            return {name: self._at(*trail), **{f"{name}.{key}": self._at(*trail, key) for key in value}}
        return {name: self._at(*trail)}

    def _check(self, values: Mapping[str, Any], origins: Mapping[str, str], trail: tuple[str, ...]) -> None:
        """Each value alone, so that the complaint can name its line."""
        for name, value in values.items():
            if name == "terms" and isinstance(value, list):
                for number, term in enumerate(value):
                    try:
                        Term.from_mapping(term)
                    except ConfigError as error:
                        raise ConfigError(f"{self._at(*trail, name, str(number))}: {error}") from error
            kind: Any = Config if name in _CONFIG else Suppressions
            try:
                kind(**{name: value})
                if name == "language" and not re.fullmatch("[A-Za-z]{2}", value):
                    raise ConfigError(f"language = {value!r}: wanted an ISO 639-1 code of two letters, such as 'en'")
                if name in _RULES:
                    for rule in value:
                        if wrong := unknown_rule(rule):
                            raise ConfigError(wrong)
                elif name == "records":
                    for rule in (rule for rules in value.values() for rule in rules):
                        if wrong := unknown_rule(rule):
                            raise ConfigError(wrong)
            except ConfigError as error:
                raise ConfigError(f"{origins[name]}: {_spelled(str(error), name)}") from error

    def _check_runs(self, values: Mapping[str, Any], origins: Mapping[str, str]) -> None:
        for name, value in values.items():
            try:
                RunOptions(**{name: value})
            except ConfigError as error:
                raise ConfigError(f"{origins[name]}: {_spelled(str(error), name)}") from error

    def _placed(self, values: dict[str, Any]) -> dict[str, Any]:
        """Values whose paths, which are meant from the folder of the file, can be used from anywhere."""
        for name in _PATHS:
            if name in values:
                value = values[name]
                joined = [
                    os.path.normpath(os.path.join(self._folder, item))
                    for item in ([value] if isinstance(value, str) else value)
                ]
                values[name] = joined[0] if isinstance(value, str) else joined
        if "terms" in values:
            values["terms"] = [Term.from_mapping(item) for item in values["terms"]]
        if "severities" in values:
            values["severities"] = {rule: parse_severity(value) for rule, value in values["severities"].items()}
        return values


def _spelled(message: str, name: str) -> str:
    """A message about a value with its name as files write it."""
    return message.replace(name, name.replace("_", "-"), 1) if message.startswith(name) else message


@cache
def unknown_rule(name: str) -> str:
    """What is wrong with a word that should name rules: empty where it names one, else a sentence with the nearest that does."""
    from textcheck import registry

    known = registry.rules()
    if any(registry.matches(rule, (name,)) for rule in known):
        return ""
    words = {word for rule in known for word in (rule.code, rule.name, rule.family, rule.code[:3])}
    return f"no rule is called {name!r}{nearest(name, words) if len(name) > 1 else ''}"


_OPENING = expression(r"\s*(\[\[|\[)(.*?)\]\]?\s*(?:#.*)?$")
_KEY = expression(r"\s*((?:\"[^\"]*\"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:\"[^\"]*\"|'[^']*'|[A-Za-z0-9_-]+))*)\s*=")
_PART = expression(r"\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+)")
_TOKEN = expression(r"\"\"\"|'''|\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*|[\[{]|[\]}]")


def lines_of(text: str) -> dict[tuple[str, ...], int]:
    """The line of every key and table of a TOML text that can be parsed; tables of an array are numbered from 0.

    >>> lines_of("a = [\\n 1]\\n[b]\\n'c d' = 2\\n[[e]]\\nf = 3")
    {('a',): 1, ('b',): 3, ('b', 'c d'): 4, ('e', '0'): 5, ('e', '0', 'f'): 6}
    """
    found: dict[tuple[str, ...], int] = {}
    counts: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    depth = 0
    inside = ""
    for number, line in enumerate(text.splitlines(), start=1):
        rest = line
        if inside:
            end = line.find(inside)
            if end < 0:
                continue
            rest, inside = line[end + 3 :], ""
        elif not depth:
            if opening := _OPENING.match(line):
                table = _parts(opening[2])
                # A table below one of an array belongs to its last.
                for length in range(1, len(table)):
                    if (head := table[:length]) in counts:
                        table = (*head, str(counts[head] - 1), *table[length:])
                if opening[1] == "[[":
                    counts[table] = counts.get(table, 0) + 1
                    table = (*table, str(counts[table] - 1))
                found.setdefault(table, number)
                continue
            if key := _KEY.match(line):
                trail = (*table, *_parts(key[1]))
                for length in range(len(table) + 1, len(trail) + 1):
                    found.setdefault(trail[:length], number)
                rest = line[key.end() :]
        for token in _TOKEN.finditer(rest):
            if token[0] in ('"""', "'''"):
                end = rest.find(token[0], token.end())
                if end < 0:
                    inside = token[0]
                break
            depth += (token[0] in "[{") - (token[0] in "]}")
    return found


def _parts(key: str) -> tuple[str, ...]:
    return tuple(part[1] or part[2] or part[3] for part in _PART.finditer(key))


@cache
def _glob(pattern: str) -> re.Pattern[str]:
    parts = []
    at = 0
    while at < len(pattern):
        if pattern.startswith("**/", at):
            parts.append("(?:.*/)?")
            at += 3
        elif pattern.startswith("**", at):
            parts.append(".*")
            at += 2
        else:
            char = pattern[at]
            parts.append({"*": "[^/]*", "?": "[^/]"}.get(char, re.escape(char)))
            at += 1
    return re.compile("".join(parts) + "(?:/.*)?", re.DOTALL)


def matches(pattern: str, path: str) -> bool:
    """Whether a glob names a path, or a folder above it; one without a slash may stand at any depth.

    >>> matches("*.md", "docs/a.md"), matches("docs", "docs/a/b.txt"), matches("docs/*.md", "docs/a/b.md"), matches("docs/**/*.md", "docs/b.md")
    (True, True, False, True)
    """
    pattern = pattern.removeprefix("./").rstrip("/")
    return _glob(pattern if "/" in pattern else f"**/{pattern}").fullmatch(path) is not None


# What is in force


def shown(resolved: Resolved, run: tuple[RunOptions, Mapping[str, str]]) -> list[tuple[str, str, str]]:
    """Every value in force as TOML, key and value, and where it comes from; tables a line a key."""
    lines: list[tuple[str, str, str]] = []
    for kind in (resolved.config, resolved.suppressions, run[0]):
        origins = run[1] if kind is run[0] else resolved.origins
        for item in fields(kind):
            value = getattr(kind, item.name)
            key = item.name.replace("_", "-")
            if item.name in _JOINED and value:
                lines += [
                    (f"{key}.{_key(rule)}", toml(each), origins.get(f"{item.name}.{rule}", DEFAULT))
                    for rule, each in value.items()
                ]
            else:
                lines.append((key, toml(value), origins.get(item.name, DEFAULT)))
    return lines


def _key(name: str) -> str:
    return name if re.fullmatch("[A-Za-z0-9_-]+", name) else toml(name)


def toml(value: Any) -> str:
    """A value as TOML writes it; None, which TOML has not, as nothing.

    >>> toml(["a", True, 0.5, None]), toml({"b": Severity.NOTE})
    ('["a", true, 0.5]', '{ b = "note" }')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Severity):
        return f'"{value}"'
    if isinstance(value, int | float | datetime.date):
        return str(value)
    if isinstance(value, str):
        import json

        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Term):
        value = {key: each for key, each in value._asdict().items() if each != Term._field_defaults.get(key)}
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key.replace('_', '-'))} = {toml(each)}" for key, each in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    return f"[{', '.join(toml(each) for each in value if each is not None)}]"


# The schema for editors


def schema() -> dict[str, Any]:
    """The JSON Schema of `textcheck.toml` and of `[tool.textcheck]`, from the fields of the classes that hold the values."""
    rule = {"type": "string", "description": "A code, a prefix of codes, a family, or the name of a rule."}
    documents = {key: value for kind in (Config, Suppressions) for key, value in _properties(kind, rule).items()}
    preset = {
        "description": "Values for a kind of text: "
        + "; ".join(f"{name}: {each.help}" for name, each in PRESETS.items())
        + ".",
        "anyOf": [{"enum": list(PRESETS)}, {"type": "array", "items": {"enum": list(PRESETS)}}],
    }
    paths = {"type": "array", "minItems": 1, "items": {"type": "string"}, "description": "Globs, from the folder of the file."}
    override = {
        "type": "object",
        "required": ["paths"],
        "additionalProperties": False,
        "properties": {"paths": paths, "preset": preset, **documents},
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "textcheck",
        "description": "The configuration of textcheck: a file textcheck.toml, or the table [tool.textcheck] of pyproject.toml.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "preset": preset,
            **documents,
            **_properties(RunOptions, rule),
            "overrides": {"type": "array", "items": override, "description": "Values for documents whose paths match."},
        },
    }


_SEVERITY = {"enum": [str(severity) for severity in Severity]}


def _properties(kind: Any, rule: Mapping[str, Any]) -> dict[str, Any]:
    from typing import get_type_hints

    hints = get_type_hints(kind)
    found = {}
    for item in fields(kind):
        limits = {name: item.metadata[name] for name in ("minimum", "maximum", "pattern") if name in item.metadata}
        each = rule if item.name in _RULES else {"type": "string"}
        found[item.name.replace("_", "-")] = {"description": item.metadata["help"], **_type(hints[item.name], limits, each)}
    return found


def _type(hint: Any, limits: Mapping[str, Any], text: Mapping[str, Any]) -> dict[str, Any]:
    from types import NoneType
    from typing import get_args, get_type_hints

    arguments = [each for each in get_args(hint) if each not in (NoneType, Ellipsis)]
    if NoneType in get_args(hint):
        return _type(arguments[0], limits, text)
    name = str(getattr(hint, "__origin__", hint))
    if "tuple" in name and arguments:
        return {"type": "array", "items": _type(arguments[0], {}, text)}
    if "Mapping" in name:
        return {"type": "object", "additionalProperties": _type(arguments[1], limits, text)}
    if hint is Term:
        kinds = get_type_hints(Term)
        properties = {each.replace("_", "-"): _type(kinds[each], {}, {"type": "string"}) for each in Term._fields}
        return {"type": "object", "required": ["term"], "additionalProperties": False, "properties": properties}
    if hint is Severity:
        return dict(_SEVERITY)
    if hint is datetime.date:
        return {"type": "string", "format": "date"}
    simple = {bool: {"type": "boolean"}, int: {"type": "integer"}, float: {"type": "number"}}
    return {**(dict(text) if hint is str else simple[hint]), **limits}
