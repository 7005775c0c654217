"""The table of candidates: its form, and what it says of words that spinners write."""

from __future__ import annotations

import importlib.util
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from textcheck import resources
from textcheck.document import words_of

ROOT = Path(__file__).parent.parent
ENTRY = re.compile(r"(?P<original>[^\W_]+(?: [^\W_]+){0,3}):(?P<source>[KTSHN])")
MOST = 24


@cache
def rows() -> dict[str, list[tuple[str, str]]]:
    """What may be written -> the originals and their sources."""
    found = {}
    for line in resources.read_text("candidates.tsv").splitlines():
        written, *entries = line.split("\t")
        found[written] = [(entry[:-2], entry[-1]) for entry in entries]
    return found


@cache
def tool() -> ModuleType:
    pytest.importorskip("lemminflect")
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        specification = importlib.util.spec_from_file_location("build_candidates", ROOT / "tools" / "build_candidates.py")
        assert specification is not None
        assert specification.loader is not None
        module = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(module)
    finally:
        sys.path.pop(0)
    return module


def test_lines_hold_what_was_written_and_its_originals() -> None:
    text = resources.read_text("candidates.tsv")
    assert text.endswith("\n")
    for line in text.splitlines():
        written, *entries = line.split("\t")
        assert 1 <= len(entries) <= MOST, written
        assert 1 <= len(written.split(" ")) <= 4
        matches = [ENTRY.fullmatch(entry) for entry in entries]
        assert all(matches), line
        originals = [match["original"] for match in matches if match]
        assert len(set(originals)) == len(originals), line
        assert written not in originals


def test_words_are_those_of_documents() -> None:
    text = resources.read_text("candidates.tsv")
    phrases = re.sub(r":[KTSHN]", "", text).replace("\t", "\n").splitlines()
    assert all(" ".join(word.decode("cp1252") for word in words_of(phrase)) == phrase for phrase in set(phrases))


def test_the_table_is_sorted_and_small() -> None:
    written = list(rows())
    assert written == sorted(written)
    assert len(written) == resources.read_text("candidates.tsv").count("\n")
    assert len(resources.read_text("candidates.tsv").encode()) <= 5_000_000


@pytest.mark.parametrize(
    ("written", "original"),
    [
        # Inflected alike.
        ("everlasting", "permanent"),
        ("chiefs", "heads"),
        ("mentioned", "said"),
        ("warfare", "war"),
        ("assaults", "attacks"),
        ("purchasing", "buying"),
        # The form of the original is lost.
        ("discharge", "released"),
        ("discharge", "release"),
        ("purchase", "bought"),
        # Function words, abbreviations and symbols.
        ("solely", "only"),
        ("inch", "in"),
        ("beryllium", "be"),
        ("additionally", "also"),
        # Phrases on either side, and words without their marks.
        ("the place", "where"),
        ("financial institution", "bank"),
        ("brief", "short"),
        ("bear in mind", "remember"),
        # Tortured phrases, word by word.
        ("bosom", "breast"),
        ("malignancy", "cancer"),
    ],
)
def test_originals_are_found(written: str, original: str) -> None:
    assert original in {one for one, _ in rows()[written]}


@pytest.mark.parametrize(
    ("written", "original"), [("everlasting", "permanent"), ("mentioned", "said"), ("warfare", "war"), ("solely", "only")]
)
def test_known_pairs_come_first(written: str, original: str) -> None:
    assert rows()[written][0] == (original, "K")


@pytest.mark.parametrize("written", ["be", "in", "at", "he", "the", "as"])
def test_ordinary_words_are_not_made_from_rare_ones(written: str) -> None:
    originals = {one for one, _ in rows().get(written, ())}
    assert not originals & {"beryllium", "inch", "inches", "astatine", "helium", "arsenic"}


def test_spellings_of_one_word_are_no_candidates() -> None:
    for written, original in (("colour", "color"), ("organise", "organize"), ("theatre", "theater"), ("email", "e mail")):
        assert original not in {one for one, source in rows().get(written, ()) if source in "SHN"}


def test_forms_go_by_tag() -> None:
    forms = tool().forms
    assert forms("chief", "n") == {"NN": (("chief",),), "NNS": (("chiefs",),)}
    assert forms("release", "n")["NNS"] == (("releases",),)
    assert forms("give up", "v")["VBD"] == (("gave", "up"),)
    assert forms("head of state", "n")["NNS"] == (("heads", "of", "state"),)
    assert forms("secure", "a")["JJR"] in ((("securer",),), (("more", "secure"),))
    # Names and symbols have one form.
    assert forms("Be", "n") == {"NN": (("be",),)}


def test_tortured_phrases_are_cut_at_what_is_known() -> None:
    align = tool().align
    assert align(("bosom", "malignancy"), ("breast", "cancer"), set()) == [
        (("bosom",), ("breast",)),
        (("malignancy",), ("cancer",)),
    ]
    assert align(("flag", "to", "noise"), ("signal", "to", "noise"), set()) == [(("flag",), ("signal",))]
    guided = align(("aviation", "route", "illnesses"), ("airborne", "diseases"), {("illnesses", "diseases")})
    assert guided == [(("aviation", "route"), ("airborne",)), (("illnesses",), ("diseases",))]
