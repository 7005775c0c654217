"""Which language: right on a few sentences of each, and silent where too little is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textcheck import flow, passages
from textcheck.document import Document
from textcheck.language import FUNCTION_WORDS, detect, is_foreign

PASSAGES = {
    "en": "The bakery on the corner was closed for a week, and nobody in the street knew why it had not opened.",
    "fr": "La boulangerie du coin est restée fermée pendant une semaine, et personne dans la rue ne savait pourquoi elle était vide.",
    "es": "La panadería de la esquina estuvo cerrada una semana, y en la calle nadie sabía por qué no abría sus puertas como siempre.",
    "de": "Die Bäckerei an der Ecke war eine Woche lang geschlossen, und niemand in der Straße wusste, warum sie nicht öffnete.",
    "it": "Il panificio della piazza è rimasto chiuso per una settimana e nella via non si sapeva che cosa era successo alla padrona.",
    "pt": "A padaria da esquina não abriu durante uma semana, e os vizinhos não sabiam o que se passava com ela nem com as filhas.",
    "nl": "De bakker op de hoek was een week lang dicht, en het bleef voor de buren een raadsel dat er niet open werd gedaan.",
    "pl": "Piekarnia na rogu była zamknięta przez tydzień i nikt z ulicy nie wiedział, że to już jest koniec, jak się okazało.",
}


@pytest.mark.parametrize(("language", "text"), PASSAGES.items())
def test_detect(language: str, text: str) -> None:
    assert detect(text) == language
    assert detect(text.upper()) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rs. 500",
        "1 2 3 4",
        "北京的天气今天很好。",
        "القطار يصل في المساء.",
        "def f(x): return x",
        "\ud800\ud801",
        "the the",
    ],
)
def test_too_little_is_known(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize("language", sorted(set(PASSAGES) - {"en"}))
def test_english_rules_are_kept_off_other_languages(language: str) -> None:
    text = PASSAGES[language]
    assert is_foreign(text, 40, 45)


def test_english_and_the_unknown_are_not_foreign() -> None:
    assert not is_foreign(PASSAGES["en"], 10, 15)
    assert not is_foreign("Rs. 500", 0, 2)


def test_a_passage_of_which_english_may_be_the_language_is_not_foreign() -> None:
    mixed = "the of and to is was for that, le les des et est dans que une pour"
    assert detect(mixed) is None
    assert not is_foreign(mixed, 5, 10)


def test_a_passage_between_two_other_languages_is_foreign() -> None:
    between = "el los las por su como más, os que uma não com um são"
    assert detect(between) is None
    assert is_foreign(between, 5, 10)


def test_a_passage_is_judged_by_its_surroundings() -> None:
    text = PASSAGES["fr"] * 20 + "\n\n" + PASSAGES["en"] * 20
    assert is_foreign(text, 20, 25)
    assert not is_foreign(text, len(text) - 20, len(text) - 15)


@given(st.text(st.characters()))
def test_any_text(text: str) -> None:
    assert detect(text) in {None, *FUNCTION_WORDS}


def test_a_language_without_a_list_of_words_is_not_taken_for_its_neighbour(caplog: pytest.LogCaptureFixture) -> None:
    """Of Irish no frequencies are packed; the list of the nearest language, which is English, says nothing of it."""
    assert flow.frequency("the", "ga") == 0.0
    assert flow.frequency("the", "en") > 0.01
    assert not caplog.records


def test_a_document_in_an_unknown_language_is_not_taken_for_its_neighbour() -> None:
    czech = (
        "Městská rada se na to podívala a řekla, že zeď je třeba opravit do zimy. Nikdo z obyvatel za to nemůže, ale za rok na ní nezbude "
        "ani kámen. Kdo by to byl řekl, že se to stane tak brzy po dešti?"
    )
    assert detect(czech) == "pl"
    assert passages.language_of(Document(czech)) is None
    assert (
        passages.language_of(Document("The council looked at it and said that the wall is to be mended by the winter.")) == "en"
    )
