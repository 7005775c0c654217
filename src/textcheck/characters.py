"""Characters that clean text seldom holds: which kinds of them a document has, asked in one scan for all rules.

A document whose characters all have Windows-1252 codes has none of these kinds, so nothing is scanned for it.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from textcheck.expressions import expression
from textcheck.patterns import union_of
from textcheck.word_lists import COMMON, word_list

if TYPE_CHECKING:
    from textcheck.document import Document

# What rules ask for, in the words of RE2 over UTF-8.
KINDS = {
    "zero-width": r"[\x{034F}\x{115F}\x{1160}\x{17B4}\x{17B5}\x{180B}-\x{180E}\x{200B}-\x{200D}\x{2060}-\x{2064}\x{206A}-\x{206F}\x{3164}\x{FFA0}"
    r"\x{FFF9}-\x{FFFB}]",
    "selector": r"[\x{FE00}-\x{FE0F}\x{E0100}-\x{E01EF}]",
    "tag": r"[\x{E0000}-\x{E007F}]",
    "bidi": r"[\x{061C}\x{200E}\x{200F}\x{202A}-\x{202E}\x{2066}-\x{2069}]",
    "mixed": r"\p{Latin}[\p{Cyrillic}\p{Greek}\p{Armenian}\p{Cherokee}\x{0251}\x{0261}\x{1D400}-\x{1D7CB}]"
    r"|[\p{Cyrillic}\p{Greek}\p{Armenian}\p{Cherokee}\x{0251}\x{0261}\x{1D400}-\x{1D7CB}]\p{Latin}"
    r"|[A-Za-z],? [аАВеЕКМНоОрРсСТуУхХіІјЈѕЅкмт]{1,12}[ ,.;:!?\n]",
    "private": r"[\x{E000}-\x{F8FF}\x{F0000}-\x{FFFFD}\x{100000}-\x{10FFFD}]",
    "ligature": r"[\x{FB00}-\x{FB06}]",
    "full-width": r"[\x{FF01}-\x{FF5E}\x{3001}\x{3002}]",
    "mark": r"[\x{0300}-\x{036F}\x{1AB0}-\x{1AFF}\x{1DC0}-\x{1DFF}\x{20D0}-\x{20FF}\x{FE20}-\x{FE2F}]",
    "space": r"[\x{1680}\x{2000}-\x{200A}\x{202F}\x{205F}\x{2800}\x{3000}]",
    "line": r"[\x{85}\x{2028}\x{2029}]",
    "object": r"\x{FFFC}",
    "replacement": r"\x{FFFD}",
    "byte-order-mark": r"[\x{FEFF}\x{FFFE}]",
    "control": r"[\x{80}-\x{9F}]",
    "accent": r"[\x{02C7}\x{02D8}-\x{02DD}\x{02BC}\x{02CA}\x{02CB}\x{0384}\x{1FBD}\x{1FEF}\x{1FFD}\x{2032}\x{2035}]",
    "misread": r"[A-Za-z][ВГΒΓĂĆÅÄĀ][\x{A0}-\x{BF}\x{0100}-\x{0192}\x{2013}-\x{2122}]|[\x{251C}\x{252C}\x{221A}][^\sA-Za-z0-9\x{2500}-\x{257F}]|Γ[Çä]"
    r"|[A-Za-z][\x{251C}\x{252C}][^\sA-Za-z0-9]"
    r"|\x{201A}Ä|ÔÇ|[ΒВ┬Ā][§£°©®½±·¶º░ú]",
    "styled": r"[\x{1D400}-\x{1D7FF}\x{24B6}-\x{24E9}\x{1F130}-\x{1F149}\x{1F150}-\x{1F169}\x{1F170}-\x{1F189}]",
}
# Kinds that show in `Document.codes`, too.
KINDS_IN_CODES = {
    "control": rb"[\x00-\x08\x0b\x0e-\x1f\x7f]|[^\s\x0b]\x0c[^\s\x0b]",
    "accent": rb"[A-Za-z\xc0-\xff] ?[\xb4\xa8\x88\x98\xb8\xaf]|[\xb4\xa8\x88\x98\xb8\xaf] ?[A-Za-z\xc0-\xff]|[A-Za-z]`[aeiouAEIOU][a-z]",
    "misread": rb"\x82\xc4[\x80-\xff?]|\xd4\xc7[\x80-\xff?]|[A-Za-z][\xc3-\xc5\xc2\xac][\xa0-\xbf?]",
}
# The gate of a rule that asks for a kind: something has no code. It is anchored so that it matches once in a document: the set of all
# gates pays for every match.
GATE = rb"\A[^?]*\?"
# A lone surrogate cannot be encoded, so it is met before the scan.
SURROGATE = "surrogate"


def kinds(doc: Document) -> frozenset[str]:
    """Which of KINDS, and SURROGATE, a document holds: a view, to be asked for with `doc.view(kinds)`."""
    in_codes = tuple(KINDS_IN_CODES)
    found = {in_codes[index] for index in _code_scanner().Match(doc.codes) or ()} if doc.text else set()
    if not doc.has_unencodable:
        return frozenset(found)
    try:
        data = doc.text.encode()
    except UnicodeEncodeError:
        found.add(SURROGATE)
        data = doc.text.encode("utf-8", "replace")
    names = tuple(KINDS)
    found.update(names[index] for index in _scanner().Match(data) or ())
    return frozenset(found)


@cache
def _code_scanner() -> Any:
    return union_of(KINDS_IN_CODES.values())


@cache
def _scanner() -> Any:
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 26
    scanner = re2.Set.SearchSet(options)
    for source in KINDS.values():
        scanner.Add(source.encode())
    scanner.Compile()
    return scanner


# The blocks whose scripts use joiners, marks and zero-width spaces as part of spelling: from Arabic to Myanmar, Khmer and Mongolian.
_JOINING = (
    (0x0590, 0x109F),
    (0x1780, 0x18AF),
    (0x1900, 0x1AAF),
    (0x1B00, 0x1C4F),
    (0xA800, 0xAAFF),
    (0xABC0, 0xABFF),
    (0xFB1D, 0xFDFF),
    (0xFE70, 0xFEFC),
    (0x10A00, 0x11FFF),
    (0x1E900, 0x1EEFF),
)


def is_joining(character: str) -> bool:
    """Whether a character is of a script that spells with joiners, non-joiners or zero-width spaces."""
    code = ord(character)
    return code >= 0x590 and any(first <= code <= last for first, last in _JOINING)


def is_emoji(character: str) -> bool:
    """Whether a character may take part in an emoji sequence: a pictograph, a modifier, a keycap, or a symbol older than emoji."""
    code = ord(character)
    return (
        0x1F000 <= code <= 0x1FAFF
        or 0x2190 <= code <= 0x2BFF
        or code in (0x20E3, 0xFE0F, 0xFE0E, 0x00A9, 0x00AE, 0x203C, 0x2049, 0x2122, 0x2139, 0x3030, 0x303D, 0x3297, 0x3299)
        or 0xE0020 <= code <= 0xE007F
    )


def is_east_asian(character: str) -> bool:
    """Whether a character is of Chinese, Japanese or Korean writing, its punctuation included."""
    code = ord(character)
    return (
        (0x2E80 <= code <= 0x9FFF and code != 0x3000)
        or 0xAC00 <= code <= 0xD7AF
        or 0x1100 <= code <= 0x11FF
        or 0xF900 <= code <= 0xFAFF
        or 0xFF61 <= code <= 0xFFDC
        or 0x20000 <= code <= 0x323AF
    )


_EAST_ASIAN = expression(
    "[\u2e80-\u2fff\u3003-\u9fff\uac00-\ud7af\u1100-\u11ff\uf900-\ufaff\uff61-\uffdc\U00020000-\U000323af]"
)
_RIGHT_TO_LEFT = expression("[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def has_east_asian(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text holds Chinese, Japanese or Korean writing."""
    return _EAST_ASIAN.search(text, max(0, start), end) is not None


def has_right_to_left(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text holds Hebrew, Arabic or another script that runs from right to left."""
    return _RIGHT_TO_LEFT.search(text, max(0, start), end) is not None


def is_latin(character: str) -> bool:
    """Whether a character is a letter of the Latin script.

    >>> [is_latin(character) for character in "aéßŁа1"]
    [True, True, True, True, False, False]
    """
    if character < "\x80":
        return character.isalpha()
    code = ord(character)
    return character.isalpha() and (
        code < 0x0250 or 0x1E00 <= code < 0x1F00 or 0x0250 <= code < 0x02B0 or 0x2C60 <= code < 0x2C80
    )


def called(character: str) -> str:
    """A character's code point and name.

    >>> called("\\u200b")
    'U+200B ZERO WIDTH SPACE'
    """
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()


def word_around(text: str, start: int, end: int, *, most: int = 40) -> tuple[int, int]:
    """The span widened over the letters, marks and apostrophes that touch it, by at most that many code points on either side."""
    first, last = start, end
    while first > max(0, start - most) and _is_of_word(text[first - 1]):
        first -= 1
    while last < min(len(text), end + most) and _is_of_word(text[last]):
        last += 1
    return first, last


def _is_of_word(character: str) -> bool:
    return character.isalpha() or character in "'’" or "\u0300" <= character <= "\u036f"


def shown(text: str, most: int = 40) -> str:
    """A text as a message shows it: short, on one line, with what cannot be seen as its code point."""
    cut = text if len(text) <= most else text[: most - 1] + "…"
    return "".join(character if character.isprintable() else f"[U+{ord(character):04X}]" for character in cut)


def frequency(word: str) -> float:
    """How frequent a word is: the highest relative frequency in English and the languages whose names English text holds most.

    >>> frequency("naïve") > frequency("naéve") == 0
    True
    """
    folded = word.lower().replace("’", "'")
    return max(
        word_list("en").frequency(folded),
        max(word_list(language, COMMON).frequency(folded) for language in _OTHER_LANGUAGES) / 10,
    )


_OTHER_LANGUAGES = ("de", "es", "fr", "it", "pt", "pl")


def is_word(word: str) -> bool:
    """Whether a word is in use."""
    return frequency(word) >= IN_USE


# One in a hundred million: below that wordfreq's lists hold slips as often as words.
IN_USE = 2e-8
