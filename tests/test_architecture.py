"""The floors of the house: imports run downward only, rules import their waist, heavy libraries come late, codes stay unique."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import textcheck
from textcheck.registry import registered

PACKAGE = Path(textcheck.__file__).parent
DETECTORS = PACKAGE / "detectors"
ROOT = PACKAGE.parent.parent

# Every module by floor. A package name stands for all modules in it.
FLOORS = {
    "__main__": 10,
    "cli": 9,
    "__init__": 8,
    "integrations": 8,
    "language_server": 8,
    "playground": 8,
    "checker": 7,
    "corpus": 7,
    "settings": 7,
    "filtering": 8,
    "registry": 6,
    "rule_index": 5,
    "detectors": 5,
    "columns": 5,
    "rule": 4,
    "characters": 3,
    "misread": 3,
    "escapes": 3,
    "lost_letters": 3,
    "attestation": 3,
    "attribution": 3,
    "batches": 3,
    "language_model": 3,
    "lexicon": 3,
    "candidates": 3,
    "context_model": 3,
    "networks": 3,
    "products": 1,
    "noisy_channel": 3,
    "first_glance": 3,
    "distorted_terms": 3,
    "spinning": 3,
    "exchanged": 3,
    "facts": 3,
    "flow": 3,
    "introductions": 3,
    "intrusions": 3,
    "markup": 3,
    "mentions": 3,
    "names": 3,
    "own_terms": 3,
    "repetition": 3,
    "residue": 3,
    "passages": 3,
    "prose": 3,
    "roles": 3,
    "rosters": 3,
    "statistics": 3,
    "substitutions": 3,
    "misreadings": 3,
    "respelling": 3,
    "spelling": 3,
    "surroundings": 3,
    "document": 2,
    "decoding": 2,
    "repairing": 2,
    "scoring": 2,
    "sketches": 2,
    "report": 2,
    "config": 2,
    "discovery": 2,
    "fingerprints": 2,
    "suppressions": 2,
    "baseline": 2,
    "reporters": 2,
    "readers": 2,
    "writers": 2,
    "conditions": 2,
    "expressions": 1,
    "finding": 1,
    "language": 1,
    "language_detector": 1,
    "confusions": 1,
    "tokens": 1,
    "patterns": 1,
    "resources": 1,
    "tables": 1,
    "word_lists": 1,
    "errors": 1,
    "workers": 1,
}
RULE_FLOOR = FLOORS["detectors"]

# Libraries that cost tens of milliseconds, or that only a part of the package needs.
HEAVY = {
    "numpy",
    "ftfy",
    "regex",
    "wordfreq",
    "rich",
    "re2",
    "ahocorasick_rs",
    "multiprocessing",
    "concurrent",
    "pyarrow",
    "fsspec",
    "warcio",
    "trafilatura",
    "backports",
    "datasketch",
    "tomllib",
}

MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
RULE_FILES = [path for path in MODULES if path.is_relative_to(DETECTORS) and path.name != "__init__.py"]


def name_of(path: Path) -> str:
    """The dotted name of a module inside the package: `detectors.artifact.spintax_residue`; `__init__` for its face."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def floor_of(name: str) -> int | None:
    return FLOORS.get(name.split(".")[0])


def every_import(tree: ast.AST, *, top_level: bool = False) -> Iterator[str]:
    """The absolute names that a module imports: `textcheck.rule` for `from textcheck.rule import Rule`.

    With `top_level`, only what is executed when the module is imported: not in functions, not under TYPE_CHECKING.
    """
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the floor"
            assert node.module is not None
            # `from textcheck import registry` names a module; `from textcheck.rule import Rule` a thing in one.
            if node.module == "textcheck":
                yield from (f"textcheck.{alias.name}" for alias in node.names)
            else:
                yield node.module
        elif not (top_level and _is_deferred(node)):
            yield from every_import(node, top_level=top_level)


def _is_deferred(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def inner_imports(path: Path) -> set[str]:
    """The modules of the package that a module imports anywhere, functions and TYPE_CHECKING included."""
    found = set()
    for name in every_import(tree_of(path)):
        if name == "textcheck":
            found.add("__init__")
        elif name.startswith("textcheck."):
            inner = name.removeprefix("textcheck.")
            is_module = (PACKAGE / Path(*inner.split("."))).with_suffix(".py").exists() or (PACKAGE / inner).is_dir()
            # A name that is no module is an attribute of the face.
            found.add(inner if is_module or "." in inner else "__init__")
    return found


def ids(paths: list[Path]) -> list[str]:
    return [name_of(path) for path in paths]


@pytest.mark.parametrize("path", MODULES, ids=ids(MODULES))
def test_imports_run_downward(path: Path) -> None:
    name = name_of(path)
    floor = floor_of(name)
    assert floor is not None, f"{name} is on no floor: give it one in FLOORS"
    for other in inner_imports(path):
        below = floor_of(other)
        assert below is not None, f"{name} imports {other}, which is on no floor"
        same_package = "." in other and name.split(".")[0] == other.split(".")[0] and floor != RULE_FLOOR
        # Modules of one floor may share it only one way; the circle test below sees to that.
        assert below <= floor, f"{name} (floor {floor}) imports {other} (floor {below})"
        assert below < floor or floor < RULE_FLOOR or same_package or {name, other} <= {"cli", "__init__"}, (
            f"{name} imports its neighbour {other}"
        )


@pytest.mark.parametrize("path", RULE_FILES, ids=ids(RULE_FILES))
def test_a_rule_imports_the_waist_and_knowledge_only(path: Path) -> None:
    allowed = {"rule"} | {name for name, floor in FLOORS.items() if floor in (1, 3)}
    wrong = {name for name in inner_imports(path) if name.split(".")[0] not in allowed}
    assert not wrong, f"{name_of(path)} imports {sorted(wrong)}: what rules share belongs on a lower floor"


def test_there_is_no_circle() -> None:
    graph = {name_of(path): inner_imports(path) for path in MODULES}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail[trail.index(name) :], name))
        if name in done:
            return
        # The face names what it hands out under TYPE_CHECKING and imports it on demand; below it nothing may import the face.
        for other in graph.get(name, ()):
            visit(other, (*trail, name))
        done.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize("path", MODULES, ids=ids(MODULES))
def test_heavy_libraries_are_imported_where_they_are_used(path: Path) -> None:
    early = {name.split(".")[0] for name in every_import(tree_of(path), top_level=True)} & HEAVY
    assert not early, f"{name_of(path)} imports {sorted(early)} at its top: import inside the function or loader that needs it"


@pytest.mark.parametrize(
    "statement", ["import textcheck", "import textcheck; textcheck.Config(), textcheck.Checker, textcheck.Report"]
)
def test_importing_loads_nothing_heavy(statement: str) -> None:
    program = f"import sys; {statement}; print(*sorted(name for name in sys.modules if '.' not in name))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "textcheck" in loaded
    assert not HEAVY & set(loaded)


def test_every_rule_has_cases_and_every_case_file_a_rule() -> None:
    rules = {path.with_suffix("") for path in RULE_FILES}
    cases = {path.with_suffix("") for path in DETECTORS.rglob("*.toml")}
    assert rules == cases
    assert len(registered()) == len(rules)


# Codes of rules that are gone. A code once published means one thing forever, so these may not come back.
RETIRED: frozenset[str] = frozenset()


def test_codes_are_unique_and_never_reused() -> None:
    declared = [
        code
        for path in RULE_FILES
        for code in re.findall(r'\bcode="([A-Z]{3}[0-9]{3})"', path.read_text(encoding="utf-8"), re.M)
    ]
    assert len(declared) == len(RULE_FILES), "a rule file declares one code, as a plain string"
    assert len(set(declared)) == len(declared)
    assert not RETIRED & set(declared)
    assert sorted(declared) == list(registered())


@pytest.mark.parametrize("code", registered())
def test_a_rule_explains_itself(code: str) -> None:
    entry = registered()[code]
    first, _, rest = entry.explanation.partition("\n\n")
    assert first.rstrip('"”').endswith("."), "an explanation opens with a sentence"
    assert rest, "an explanation says more than its first sentence"
    assert re.search(r"\b([Ll]eft alone|[Ll]eaves? alone|[Nn]ever|[Nn]ot)\b", rest), (
        "an explanation names what the rule leaves alone"
    )


def test_the_package_holds_no_stray_python_and_is_typed() -> None:
    assert (PACKAGE / "py.typed").exists()
    for folder in {path.parent for path in MODULES}:
        assert (folder / "__init__.py").exists(), folder
