"""The one automaton: whole words, overlapping, every set by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textcheck.batches import Batch
from textcheck.document import Document, Hit
from textcheck.errors import ResourceError
from textcheck.lexicon import NARROW_DOCUMENTS, Lexicon, TermSet
from textcheck.registry import registered


def scan(text: str, *terms: str) -> list[tuple[str, str]]:
    doc = Document(text)
    lexicon = Lexicon([TermSet("set", lambda: terms)])
    return [(text[hit.start : hit.end], terms[hit.term]) for hit in lexicon.scan(doc)["set"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the red house", ["red"]),
        ("Red, RED; red.", ["Red", "RED", "red"]),
        ("redder hundred reds", []),
        ("red2 2red", []),
        ("(red) “red” red-hot", ["red", "red", "red"]),
        ("red", ["red"]),
        ("", []),
    ],
)
def test_whole_words(text: str, found: list[str]) -> None:
    assert [written for written, _ in scan(text, "red")] == found


def test_a_letter_with_a_combining_mark_is_another_letter() -> None:
    assert scan("cafe\u0301 noir", "cafe") == []
    assert scan("the cafe noir", "cafe") == [("cafe", "cafe")]


def test_terms_that_begin_or_end_in_marks_need_no_boundary_there() -> None:
    assert scan("won't, don't", "n't") == []
    assert scan("see http://x", "http://") == [("http://", "http://")]
    assert scan("a “Red” b", '"red"') == [("“Red”", '"red"')]
    assert scan("it’s RED", "it's red") == [("it’s RED", "it's red")]


def test_overlapping_terms_are_all_found_the_longest_first() -> None:
    doc = Document("Dark red apple pie")
    sets = [TermSet("a", lambda: ["red", "dark red", "red apple"]), TermSet("b", lambda: ["red apple pie", "red"])]
    found = Lexicon(sets).scan(doc)
    assert found["a"] == [Hit(0, 8, 1), Hit(5, 14, 2), Hit(5, 8, 0)]
    assert found["b"] == [Hit(5, 18, 0), Hit(5, 8, 1)]


def test_a_set_named_twice_is_loaded_once() -> None:
    loads = []

    def load() -> list[str]:
        loads.append(1)
        return ["red"]

    lexicon = Lexicon([TermSet("set", load), TermSet("set", load)])
    assert loads == [1]
    assert lexicon.scan(Document("red red"))["set"] == [Hit(0, 3, 0), Hit(4, 7, 0)]


def test_without_terms() -> None:
    assert Lexicon([]).scan(Document("red")) == {}
    assert Lexicon([TermSet("none", list)]).scan(Document("red")) == {"none": []}


TERMS = st.lists(st.text("ab' é", min_size=1, max_size=4).filter(lambda term: term.strip() == term), unique=True, max_size=6)


@given(TERMS, st.text("abAB’' éÉ\u0301\ud800,", max_size=20))
def test_against_looking_at_every_place(terms: list[str], text: str) -> None:
    doc = Document(text)
    folded = doc.folded

    def inside_word(at: int) -> bool:
        if not 0 < at < len(folded):
            return False
        return folded[at - 1].isalnum() and (folded[at].isalnum() or folded[at] == "\u0301")

    expected = [
        Hit(at, at + len(term), index)
        for at in range(len(folded))
        for index, term in enumerate(terms)
        if folded.startswith(term, at) and not inside_word(at) and not inside_word(at + len(term))
    ]
    expected.sort(key=lambda hit: (hit.start, -hit.end))
    assert Lexicon([TermSet("set", lambda: terms)]).scan(doc)["set"] == expected


@given(TERMS, st.lists(st.text("abAB’' éÉ\u0301\ud800,", max_size=20), max_size=6))
def test_a_batch_has_the_hits_of_each_document(terms: list[str], texts: list[str]) -> None:
    lexicon = Lexicon([TermSet("set", lambda: terms), TermSet("fixed", lambda: ("a b", "b", "b a"))])
    docs = list(map(Document, texts))
    lexicon.scan_batch(Batch(docs))
    assert [doc.hits for doc in docs] == [lexicon.scan(Document(text)) for text in texts]


@pytest.mark.parametrize(
    "terms",
    {rule.terms.name: rule.terms for entry in registered().values() if (rule := entry.rule).terms}.values(),
    ids=lambda t: t.name,
)
def test_packaged_terms_prove_themselves(terms: TermSet) -> None:
    loaded = list(terms.load())
    assert loaded
    assert len(set(loaded)) == len(loaded)
    for term in loaded:
        assert term == " ".join(term.split()), f"{term!r}: single spaces, none at the ends"
        assert Document(term).folded == term, f"{term!r} is not written as Document.folded writes it"


@given(
    st.lists(
        st.sampled_from(["red", "dark", "red apple", "'t", "n't", "http://", "…", "_x", "red-hot", "é", "2 red", "U.S.", " "])
    )
)
def test_narrowing_to_the_words_of_a_text_changes_no_hit(pieces: list[str]) -> None:
    terms = ["red", "dark red", "red apple", "'t", "n't", "http://", "…", "red-hot", "é", "2 red", "u.s.", "x"]
    doc = Document("".join(pieces))
    sets = [TermSet("set", lambda: terms), TermSet("sorted", lambda: sorted([*terms, "redder", "red's", "dark"]))]
    narrow, full = Lexicon(sets), Lexicon(sets)
    for _ in range(NARROW_DOCUMENTS):
        full.scan(Document(""))
    assert narrow.scan(doc) == full.scan(doc)


@pytest.mark.parametrize("term", ["what?", "мир"])
def test_a_term_that_no_code_can_hold_is_refused(term: str) -> None:
    with pytest.raises(ResourceError, match="Windows-1252"):
        Lexicon([TermSet("set", lambda: [term])])


@given(st.text(st.characters(codec="cp1252")))
def test_folded_codes_are_the_codes_of_the_folded_text(text: str) -> None:
    doc = Document(text)
    assert doc.folded_codes == doc.folded.encode("cp1252", "replace")
