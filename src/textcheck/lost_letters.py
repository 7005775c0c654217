"""Which letter or apostrophe stood where a word has lost one: "don?t", "na?ve", "M?nchen"."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from textcheck.characters import frequency
from textcheck.expressions import expression

if TYPE_CHECKING:
    from textcheck.document import Document

_NOT = frozenset(
    "ain aren can couldn daren didn doesn don hadn hasn haven isn mayn mightn mustn needn oughtn shan shouldn wasn weren won "
    "wouldn".split()
)
_WITH = {
    "s": "he she it that there here what who where when how why let this everyone everybody someone somebody nobody nothing "
    "something everything today one world year country company city government people children men women",
    "re": "you we they who what there these those where",
    "ve": "i you we they could would should might must who there",
    "ll": "i you he she it we they that there this who what",
    "d": "i you he she it we they that there who how",
    "m": "i",
    "clock": "o",
    "am": "ma",
    "all": "y",
    "er": "ne",
}
_AFTER = {suffix: frozenset(words.split()) for suffix, words in _WITH.items()}
# French and Italian words that lose their vowel before another.
_ELIDED = frozenset(
    "l d j m t s n c qu jusqu lorsqu puisqu quelqu aujourd presqu quoiqu dell nell sull all un dall quest c'".split()
)
_VOWEL = expression("[aeiouyhàâäéèêëîïôöùûüœæ]", re.I)


def is_contraction(before: str, after: str) -> bool:
    """Whether two pieces are an English contraction that only lacks its apostrophe.

    >>> is_contraction("Don", "t"), is_contraction("it", "s"), is_contraction("na", "ve")
    (True, True, False)
    """
    before, after = before.lower(), after.lower()
    return before in (_NOT if after == "t" else _AFTER.get(after, ()))


def is_elision(before: str, after: str) -> bool:
    """Whether two pieces are a French or Italian elision that only lacks its apostrophe: "l", "homme"."""
    return before.lower() in _ELIDED and _VOWEL.match(after) is not None


def apostrophe(doc: Document) -> str:
    """The apostrophe that a document writes, the typographic one where it writes none: a straight one is not lost."""
    return doc.view(_apostrophe)


def _apostrophe(doc: Document) -> str:
    return "'" if doc.text.count("'") > doc.text.count("’") else "’"


# The letters outside ASCII, the commonest in English text and its names first.
_LETTERS = "éíáóñüöçèäãêàëïôâøåîúßğışæćčšžłńśżõûœęąěřýůőűāēīōūșțăđðþ"
_COMMON = 16
# The likeliest letter must be so many times as frequent as the next.
_LEAD = 4.0
# A word that is rarer than this among all words proves nothing.
_RAREST = 3e-8


@lru_cache(1024)
def lost_letters(pieces: tuple[str, ...]) -> tuple[str, ...] | None:
    """The letters outside ASCII that stood between the pieces of a word that lost up to three; None where none do, or several may.

    >>> lost_letters(("na", "ve")), lost_letters(("M", "nchen")), lost_letters(("caf", "")), lost_letters(("th", "ng"))
    (('ï',), ('ü',), ('é',), None)
    """
    gaps = len(pieces) - 1
    if sum(map(len, pieces)) < 2 or not 1 <= gaps <= 3:
        return None
    capital = pieces[0] == "" and (pieces[1].isupper() and len(pieces[1]) > 1)
    shout = "".join(pieces).isupper() and sum(map(len, pieces)) > 1
    letters = _LETTERS if gaps == 1 else _LETTERS[: _COMMON if gaps == 2 else 5]
    best: tuple[float, tuple[str, ...]] = (0.0, ())
    second = 0.0
    for choice in itertools.product(letters, repeat=gaps):
        word = pieces[0] + "".join(letter + piece for letter, piece in zip(choice, pieces[1:], strict=True))
        found = frequency(word)
        if found > best[0]:
            best, second = (found, choice), best[0]
        elif found > second:
            second = found
    if best[0] < _RAREST or best[0] < _LEAD * second:
        return None
    return tuple(letter.upper() for letter in best[1]) if shout or capital else best[1]
