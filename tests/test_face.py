"""The public face: what it lists, that all of it explains itself, and that every example in a docstring is true."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import re
from pathlib import Path
from types import ModuleType

import pytest

import textcheck

# Modules of engines that the test line of the README does not install: `tests_integrations` holds them to the same.
ENGINES = {f"textcheck.integrations.{name}" for name in ("pandas", "polars", "datasets", "datatrove", "spark", "ray")}
MODULES = [
    "textcheck",
    *sorted({module.name for module in pkgutil.walk_packages(textcheck.__path__, "textcheck.")} - ENGINES),
]
# Importing `__main__` must not run the program.
IMPORTED = {name: importlib.import_module(name) for name in MODULES}


def test_all_is_sorted_and_complete() -> None:
    assert list(textcheck.__all__) == sorted(textcheck.__all__)
    assert set(textcheck.__all__) == set(textcheck._HOMES) | {"check", "repair"}
    for name in textcheck.__all__:
        assert name in dir(textcheck)
        assert getattr(textcheck, name) is not None


def test_all_holds_what_the_readme_and_the_docs_use() -> None:
    assert {"check", "repair", "Checker", "Config", "Report", "Finding", "Repair", "CorpusProfile"} <= set(textcheck.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        textcheck.chekc  # noqa: B018


def test_the_version_is_that_of_the_distribution() -> None:
    from importlib.metadata import version

    assert textcheck.__version__ == version("textcheck")


@pytest.mark.parametrize("name", textcheck.__all__)
def test_every_public_object_has_a_docstring(name: str) -> None:
    public = getattr(textcheck, name)
    assert public.__doc__, name
    # NamedTuple and dataclass write a docstring of their own where none is given.
    assert not public.__doc__.startswith(f"{name}("), f"{name} has only the generated docstring"
    if inspect.isclass(public):
        for method_name, method in vars(public).items():
            function = method.__func__ if isinstance(method, classmethod | staticmethod) else method
            function = function.fget if isinstance(function, property) else function
            if not method_name.startswith("_") and inspect.isfunction(function) and function.__module__ == public.__module__:
                assert function.__doc__, f"{name}.{method_name}"


@pytest.mark.parametrize("name", textcheck.__all__)
def test_every_public_signature_is_typed(name: str) -> None:
    public = getattr(textcheck, name)
    if inspect.isfunction(public):
        parameters = inspect.signature(public).parameters.values()
        assert all(parameter.annotation is not inspect.Parameter.empty for parameter in parameters)


@pytest.mark.parametrize("name", MODULES)
def test_every_module_has_a_docstring(name: str) -> None:
    module = IMPORTED[name]
    # The package of a family is a folder and no more: `rule.FAMILIES` is where families are named.
    if not (name.startswith("textcheck.detectors") and hasattr(module, "__path__")):
        assert (module.__doc__ or "").strip(), name


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name: str) -> None:
    result = doctest.testmod(IMPORTED[name])
    assert result.failed == 0


def test_no_example_goes_unchecked() -> None:
    """A prompt in a docstring that doctest does not collect is an example nobody checks."""
    for name, module in IMPORTED.items():
        collected = sum(len(test.examples) for test in doctest.DocTestFinder(exclude_empty=True).find(module))
        assert collected >= _prompts(module), name


def _prompts(module: ModuleType) -> int:
    assert module.__file__ is not None
    source = Path(module.__file__).read_text(encoding="utf-8")
    return len(re.findall(r"^\s*>>> ", source, re.MULTILINE))
