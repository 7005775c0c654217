"""Which language a passage is in, from its function words: enough to keep English rules off other languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

# The commonest function words that are no word, or a rare one, in the other languages of the table. Sources: the heads of
# wordfreq's lists. English holds words of narration, too, so that headlines and notes are
# recognised, and the words that it shares with others, so that those do not speak for the others alone.
FUNCTION_WORDS = {
    "en": "the of and to is was for that with on are this by be from have it not they which were has but his you "
    "an in at as do go so he she we or had their there",
    "fr": "le la de les des et est dans que une pour qui sur pas au avec ce sont par il elle mais ont du aux cette",
    "es": "el la de y los las que en una por con para del es su como más pero sus fue este ha lo se",
    "de": "der die und das ist nicht den mit ein eine von zu auf für dem sich des im auch als wird werden",
    "it": "il la di che è per una non sono della con del gli nel alla dei si ma più anche delle",
    "pt": "de os que uma não para com um por mais dos foi ao como das são ele pela seu é em",
    "nl": "de het een van en dat niet op te zijn voor met die er aan ook als wordt bij maar",
    "sv": "och att det som en är av för den med till inte om har de ett på",
    "da": "og det at en er af til på den som med ikke der har for et",
    "pl": "w i na z się nie do to jest że jak o po dla od za przez był",
    "ro": "și de la în cu nu pe care din este că mai pentru sunt ale",
    "id": "yang dan di dengan untuk dari pada ini itu tidak dalam adalah ke akan",
    "ga": "agus na an ar go bhí sé leis tá is ach le bheith",
    "la": "et in est non cum ad ut quod qui sed ex aut per quae esse",
}
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
for _language, _words in FUNCTION_WORDS.items():
    for _word in _words.split():
        _LANGUAGES_OF[_word] = (*_LANGUAGES_OF.get(_word, ()), _language)

_WORD = re.compile(r"[^\W\d_]+")

# So few function words prove nothing.
_FEWEST = 3
# Code points on either side that decide about a place; a paragraph or so.
_WINDOW = 400


def detect(text: str) -> str | None:
    """The language whose function words are the most frequent, None where too few are found or two languages are close.

    >>> detect("The talks will go on for a week, and they have not failed.")
    'en'
    >>> detect("Les discussions se poursuivent dans la ville et il est trop tôt pour conclure.")
    'fr'
    >>> detect("Rs. 500 only")
    """
    return _most(_ranked(_WORD.findall(text.lower())))


def _most(ranked: list[tuple[int, str]]) -> str | None:
    if not ranked or ranked[0][0] < _FEWEST:
        return None
    if len(ranked) > 1 and _is_close(ranked[1][0], ranked[0][0]):
        return None
    return ranked[0][1]


def _ranked(words: Iterable[str]) -> list[tuple[int, str]]:
    """How many of some words in lower case are function words of each language, the most first."""
    counts: dict[str, int] = {}
    # Every document is asked: the words are looked up and counted in C, and the loop is over the few groups of languages.
    for languages, count in Counter(filter(None, map(_LANGUAGES_OF.get, words))).items():
        for language in languages:
            counts[language] = counts.get(language, 0) + count
    return sorted(((count, language) for language, count in counts.items()), key=lambda item: (-item[0], item[1]))


def _is_close(count: int, highest: int) -> bool:
    return count * 4 > highest * 3


def is_foreign(text: str, start: int, end: int) -> bool:
    """Whether the surroundings of a span are in a known language other than English.

    Which one does not matter: a passage that may be Spanish or Portuguese is foreign.
    """
    ranked = _ranked(_WORD.findall(text[max(0, start - _WINDOW) : end + _WINDOW].lower()))
    if not ranked or ranked[0][0] < _FEWEST:
        return False
    english = next((count for count, language in ranked if language == "en"), 0)
    return not _is_close(english, ranked[0][0])
