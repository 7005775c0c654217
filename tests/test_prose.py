"""Prose alone: what is no prose is blanked out, and all else keeps its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from textcheck.document import Document
from textcheck.prose import prose_of

PROSE = "The bridge over the river was closed for a week; nobody knew why (the council was silent), and it rained."


def kept(text: str) -> str:
    return " ".join(prose_of(Document(text)).split())


def test_prose_stays_as_it_is() -> None:
    text = f"{PROSE}\n\n“It is closed,” she said. – Note: it opens at 5:30, or so they say; see page 12.\n\n    An indented verse,\n    and another."
    assert prose_of(Document(text)) == text


def test_code_data_tables_and_heads_go() -> None:
    assert kept(f"{PROSE}\n\n```\nbridge.close()\n```\nIt had `two spans` then.") == f"{PROSE} It had then."
    assert (
        kept(f'{PROSE} Output::\n\n    {{\n        "State": "closed",\n        "Since": 3\n    }}\n\n{PROSE}').count("State")
        == 0
    )
    assert kept(f"From: Ann\nTo: Ben\nSubject: bridges\n of the town\n\n{PROSE}") == PROSE
    assert kept(f"North\t12\t3\nSouth\t4\t18\n{PROSE}") == PROSE
    assert kept(f"Note: {PROSE}") == f"Note: {PROSE}"


@given(st.text(st.sampled_from('ab. \n\t`:{}=|"A\r\u2028é'), max_size=200))
def test_places_stay(text: str) -> None:
    prose = prose_of(Document(text))
    assert len(prose) == len(text)
    assert all(new in (old, " ") for new, old in zip(prose, text, strict=True))
    assert [at for at, letter in enumerate(prose) if letter in "\n\r"] == [
        at for at, letter in enumerate(text) if letter in "\n\r"
    ]
