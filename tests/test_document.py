"""The views of a document that rules share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textcheck.document import Document


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("The “café’s” don’t\nknow…", [b"the", "café".encode("cp1252"), b"s", b"don", b"t", b"know"]),
        ("WHAT? Who?Me", [b"what", b"who", b"me"]),
        ("Wałęsa? no", [b"wa??sa", b"no"]),
        ("snake_case, 3rd", [b"snake", b"case", b"3rd"]),
    ],
)
def test_words(text: str, words: list[bytes]) -> None:
    assert Document(text).words == words


@given(st.text(alphabet=st.sampled_from("aZ9é’'?ł \n“-")))
def test_words_hold_every_letter_and_digit_in_order(text: str) -> None:
    kept = "".join(character for character in text if character.isalnum())
    assert b"".join(Document(text).words) == kept.lower().encode("cp1252", "replace")


def test_marks_that_quote_are_no_quoted_code() -> None:
    doc = Document("See :ref:`tides`, `sea <a.rst>`_ and `x = {y}`, which a long sentence goes on about.")
    for part, quoted in (
        (":ref:`tides`", False),
        ("`sea <a.rst>`_", False),
        ("`x = {y}`", True),
        ("{y}", True),
        (doc.text, True),
    ):
        start = doc.text.index(part)
        assert doc.is_verbatim(start, start + len(part))
        assert doc.is_quoted(start, start + len(part)) == quoted
    assert not doc.is_quoted(0, 3)
