"""Words and marks as the published filters of web corpora count them.

Those filters run on the English tokens of spaCy's rules: whatever stands between spaces is peeled, mark by mark, from both ends, then cut at
some marks inside; contractions are two tokens (`do`, `n't`), abbreviations and web addresses one. Their thresholds are shares of these
tokens, so whoever wants the same verdict must count the same way: marks are an eighth of the tokens of a novel.

Only what stands between two spaces decides, and most of it is seen again and again, so the tokens of each such piece are kept.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import category

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

# A packed token: its length in code points, what it is, and its hash above; numpy takes the fields apart for a whole document at once.
LENGTH = (1 << 20) - 1
HAS_LETTER = 1 << 20  # one of its characters is a letter
IS_WORD = 1 << 21  # not all of its characters are marks
ENDS_SENTENCE = 1 << 22  # it is one mark that ends sentences
IS_PUNCTUATION = 1 << 23  # all of its characters are punctuation in the sense of Unicode
_HASH_SHIFT = 24
_HASH = (1 << 39) - 1

# What the filters count as no word: ASCII punctuation, control characters, quotation marks and dashes of Latin and East Asian text, and, in
# the programs that set the verdicts, a full-width digit one. Marks that end sentences in any script come on top.
_MARKS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~“”„’«»–—´…∶►━％、，；．：（？！～）。〈〉《》【】「」１").union(
    map(chr, (*range(9), *range(11, 32), *range(127, 160)))
)

_CURRENCY = r"(?:(?:US|C|A)\$|[$£€¥฿₠-₿﷼])"
_QUOTE = "'\"”“`‘´’‚,„»«「」『』（）〔〕【】《》〈〉⟦⟧"
_PUNCTUATION = "…,:;!?¿؟¡()[]{}<>_#*&。？！，、；：～·।،۔؛٪"
_MARK = "[" + re.escape(_QUOTE + _PUNCTUATION) + "]"
_UNIT = (
    r"(?:[kdcm]?m[²³]?|ha|µm|nm|yd|in|ft|[kmµ]?g|t|lb|oz|m/s|km/h|kmh|mph|hPa|Pa|mbar|[mM]b|[mM]B|[kK]b|[kK]B|[gG]b|[gG]B|[tT]b|[tT]B|[TGMK]|%|"
    r"(?:к|д|с|м)?м[²³]?|нм|к?г|мг|м/с|км/ч|к?Па|мбар)"
)
# Symbols that are no letters, marks, or parts of formulas: arrows, boxes, dingbats, emoji.
_ICON = "[¦©®°҂℀-℗℞-℩™℮↕-⇍⇐⇑⇓⇕-⇳⌀-➿⠀-⣿⬀-⯿⸀-⿿㈀-㏿￼�\U0001d000-\U0001d24f\U0001f000-\U0001faff]"
# A letter without case counts as a small one and as a capital.
_LETTER = r"[^\W\d_]"
_SMALL = r"[^\W\d_A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я]"
_LARGE = r"[^\W\d_a-zß-öø-ÿα-ωа-џ]"

# Titles, firms, months, states of the USA, Latin, and words with an apostrophe of their own: one token each.
_WHOLE = (
    "Adm. Bros. Co. co. Corp. D.C. Dr. Gen. Gov. Inc. Jr. Ltd. Md. Messrs. Mo. Mont. Mr. Mrs. Ms. Mt. Ph.D. Prof. Rep. Rev. Sen. St. vs. v.s. "
    "a.m. p.m. e.g. E.g. E.G. i.e. I.e. I.E. Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. "
    "Ak. Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ia. Id. Ill. Ind. Kan. Kans. Ky. La. Mass. Mich. Minn. Miss. Neb. Nebr. Nev. Okla. "
    "Ore. Pa. Tenn. Va. Wash. Wis. N.C. N.D. N.H. N.J. N.M. N.Y. S.C. "
    "and/or w/o ma'am Ma'am o'clock O'clock 'Cause 'cause 'cos 'Cos 'coz 'Coz 'cuz 'Cuz 'bout 'em 'll 'nuff 's 'S 're 'd ‘s ‘S '' ol' Ol' "
    "doin' Doin' goin' Goin' nothin' Nothin' nuthin' Nuthin' somethin' Somethin' lovin' Lovin' havin' Havin' C++ ä. ö. ü. "
    "^_^ o_o O_o o_O O_O o.o O.O o.O O.o 0_0 0.0 -_- -__- ._. ;_; >.< >_< @_@ <3 <33 <333 </3 (: (-: (; (-; (= (o: ): )-: )= xD XD xDD XDD "
    "[: [-: ]: ]-: [= ]="
)
# The eyes, noses and mouths of faces that are one token.
_EYES, _NOSES = ":;=8", ("", "-", "'", "'-", "o")
_MOUTHS = (")", "))", ")))", "(", "((", "(((", "]", "[", "D", "P", "p", "O", "o", "X", "x", "3", "/", "|", "*", ">", "}", "0")

# Two or three tokens that are written as one word, with the apostrophe or without: first words, and what is joined to them.
_SHORTENED = (
    ("ca could does do did had may might must need ought sha should wo would", ("n't", "n't 've")),
    ("ai are is was were have has dare", ("n't",)),
    ("i", ("'m", "'m a")),
    ("i you he she it we they who what when where why how there that this these those", ("'ll", "'ll 've", "'d", "'d 've")),
    ("i you we they who what when where why how there these those", ("'ve",)),
    ("you we they who what when where why how there these those", ("'re",)),
    ("he she it who what when where why how there that this", ("'s",)),
    ("could might must should would not", ("'ve",)),
)
_JOINED = "can not|Can not|gon na|Gon na|got ta|Got ta|let 's|Let 's|c'm on|C'm on|y' all|y all|how 'd 'y|How 'd 'y".split("|")
# Words of their own, although one of the above without its apostrophe reads the same.
_OTHER_WORDS = "Ill ill Its its Hell hell Shell shell Shed shed were Were Well well Whore whore"


@cache
def _specials() -> dict[str, list[str]]:
    """The tokens of every abbreviation, face and shortened word."""
    found = {whole: [whole] for whole in [*_WHOLE.split(), *(f"{letter}." for letter in ascii_lowercase)]}
    found.update((eyes + nose + mouth, [eyes + nose + mouth]) for eyes in _EYES for nose in _NOSES for mouth in _MOUTHS)
    parts = [joined.split() for joined in _JOINED]
    for firsts, endings in _SHORTENED:
        for first in firsts.split():
            for ending in endings:
                for start in (first, first.title()):
                    parts.append([start, *ending.split()])
                    parts.append([start, *ending.replace("'", "").split()])
    parts += ([str(hour), half] for hour in range(1, 13) for half in ("am", "pm", "a.m.", "p.m."))
    found.update(("".join(tokens), tokens) for tokens in parts)
    for word in _OTHER_WORDS.split():
        found.pop(word, None)
    found.update(
        [("".join(tokens).replace("'", "’"), [token.replace("'", "’") for token in tokens]) for tokens in found.values()]
    )
    return found


def cut_inside() -> list[str]:
    """The words of letters alone that are several tokens: "cannot", "dont"."""
    return [word for word, parts in _specials().items() if word.isalpha() and len(parts) > 1]


# Longer pieces are cut each time: they repeat rarely, and would fill the memory.
_LONGEST_KEPT = 40
_MOST_KEPT = 1 << 16


class _Pieces(dict[str, tuple[int, ...]]):
    """The packed tokens of every piece seen lately."""

    def __missing__(self, piece: str) -> tuple[int, ...]:
        found = split(piece)
        word = found[0]
        if len(found) == 1 and word.isalpha():
            packed: tuple[int, ...] = (_packed_word(word),)
        else:
            packed = tuple([_packed_word(token) if token.isalpha() else _packed_other(token) for token in found])
        if len(piece) <= _LONGEST_KEPT:
            self[piece] = packed
        return packed


class _Counts(dict[str, int]):
    """The counts of the tokens of every piece seen lately, packed so that one sum adds them all up: see `count`."""

    def __missing__(self, piece: str) -> int:
        packed = _pieces[piece]
        counts = len(packed)
        for token in packed:
            counts += bool(token & IS_WORD) << _FIELD | bool(token & HAS_LETTER) << 2 * _FIELD
            counts += (token & LENGTH) << 3 * _FIELD if token & IS_WORD else 0
        if len(piece) <= _LONGEST_KEPT:
            self[piece] = counts
        return counts


_pieces = _Pieces()
_counts = _Counts()

# Bits of one count; a text of fewer code points overflows none.
_FIELD = 14


class Counts(NamedTuple):
    """How many tokens a text has, how many of them are words, how many hold a letter, and the length of all words."""

    tokens: int
    words: int
    with_letter: int
    characters: int


def count(pieces: list[str], length: int) -> Counts:
    """The counts of a text of some code points that was split at white space.

    >>> count(["Don't", "go!"], 9)
    Counts(tokens=4, words=3, with_letter=3, characters=7)
    """
    if length >> _FIELD:
        import numpy

        found = packed_array(pieces)
        is_word = (found & IS_WORD) != 0
        return Counts(
            len(found),
            int(numpy.count_nonzero(is_word)),
            int(numpy.count_nonzero(found & HAS_LETTER)),
            int((found & LENGTH)[is_word].sum()),
        )
    if len(_counts) > _MOST_KEPT:
        _counts.clear()
    total = sum(map(_counts.__getitem__, pieces))
    mask = (1 << _FIELD) - 1
    return Counts(total & mask, total >> _FIELD & mask, total >> 2 * _FIELD & mask, total >> 3 * _FIELD)


def packed(pieces: list[str]) -> list[int]:
    """The packed tokens of a text that was split at white space."""
    if len(_pieces) > _MOST_KEPT:
        _pieces.clear()
    return list(chain.from_iterable(map(_pieces.__getitem__, pieces)))


def packed_array(pieces: list[str]) -> NDArray[numpy.int64]:
    """The same as an array."""
    import numpy

    return numpy.array(packed(pieces), numpy.int64)


def packed_of(piece: str) -> tuple[int, ...]:
    """The packed tokens of what stands between two spaces."""
    return _pieces[piece]


def _packed_word(token: str) -> int:
    return (hash(token) & _HASH) << _HASH_SHIFT | HAS_LETTER | IS_WORD | min(len(token), LENGTH)


@lru_cache(1 << 12)
def _packed_other(token: str) -> int:
    kinds = HAS_LETTER if any(map(str.isalpha, token)) else 0
    if not all(character in _MARKS or ends_sentence(character) for character in token):
        kinds |= IS_WORD
    if len(token) == 1 and ends_sentence(token):
        kinds |= ENDS_SENTENCE
    if all(category(character)[0] == "P" for character in token):
        kinds |= IS_PUNCTUATION
    return (hash(token) & _HASH) << _HASH_SHIFT | kinds | min(len(token), LENGTH)


@cache
def _sentence_ends() -> Any:
    import regex

    return regex.compile(r"\p{STerm}")


def ends_sentence(character: str) -> bool:
    """Whether a character ends sentences in some script: the property Sentence_Terminal of Unicode."""
    return character in ".?!" or (character > "\x7f" and _sentence_ends().match(character) is not None)


@cache
def _affixes() -> tuple[re.Pattern[str], ...]:
    """What is peeled from the front, what from the end, where a piece is cut inside, and what is a web address."""
    quote = "[" + re.escape(_QUOTE) + "]"
    front = re.compile(rf"{_MARK}|[§%=—–]|\+(?![0-9])|\.\.+|{_CURRENCY}|{_ICON}")
    # Searched for in the last few characters: the longest of those that fit.
    back = re.compile(
        rf"(?:{_MARK}|(?<=[0-9%²+-])\.|(?<={_SMALL})\.|(?<={_MARK})\.|(?<=°[CFKcfk])\.|(?<={_LARGE}{_LARGE})\.|['’][sS]|[—–]|(?<=[0-9])\+|{_ICON}|"
        rf"(?<=[0-9])(?:{_CURRENCY}|{_UNIT}))$"
    )
    inside = re.compile(
        rf"\.\.+|…|{_ICON}|(?<=[0-9])[+\-*^](?=[0-9-])|(?:(?<={_SMALL})|(?<={quote}))\.(?={_LARGE}|{quote})|"
        rf"(?<={_LETTER}),(?={_LETTER})|(?:(?<={_LETTER})|(?<=[0-9]))(?:---|--|——|[-–—~:<>=/])(?={_LETTER})"
    )
    # Nothing here is tried twice at one place, so that a long run of dots costs no more than its length.
    label = "[A-Za-z0-9\u00a1-\uffff][A-Za-z0-9\u00a1-\uffff_-]*+(?<![_-])\\."
    address = re.compile(
        rf"(?=(?P<scheme>(?:[\w+.-]{{2,}}+://)?))(?P=scheme)(?=(?P<user>(?:[^\s@]++@)?))(?P=user)(?:(?!10\.|127\.|192\.168\.|169\.254\.)[1-9][0-9]{{0,2}}(?:\.[0-9]{{1,3}}){{3}}|(?=(?P<labels>(?:{label})+))(?P=labels){_SMALL}{{2,63}}+)"
        r"(?::[0-9]{2,5})?(?:[/?#]\S*)?"
    )
    return front, back, inside, address


# The longest suffix is a unit such as "mbar", the longest special token a shortened word such as "shouldn't've".
_LONGEST_BACK = 8
_LONGEST_SPECIAL = 12


# Marks that are peeled from either end, whatever stands beside them.
_ONE_MARK = frozenset(",;:?!()[]\"'“”‘’")


def split(piece: str) -> list[str]:
    """The tokens of what stands between two spaces.

    >>> split("(don't"), split('U.S.-led,'), split("3.5km."), split("https://example.org/a,b")
    (['(', 'do', "n't"], ['U.S.-led', ','], ['3.5', 'km', '.'], ['https://example.org/a,b'])
    """
    special = _specials().get
    if piece.isalpha():
        return special(piece) or [piece]
    # Most pieces with a mark have one, at an end.
    word, mark = piece[:-1], piece[-1]
    if word.isalpha() and piece not in _specials():
        if mark in _ONE_MARK or (mark == "." and (word[-1].islower() or (len(word) > 1 and word[-2:].isupper()))):
            return [*(special(word) or [word]), mark]
    elif piece[0] in _ONE_MARK and piece[1:].isalpha() and piece not in _specials():
        return [piece[0], *(special(piece[1:]) or [piece[1:]])]
    front, back, inside, address = _affixes()
    before: list[str] = []
    after: list[str] = []
    known: list[str] | None = None
    # What is left of the piece; it is not cut before the end, so that a long run of marks costs no more than its length.
    start, end = 0, len(piece)
    while start < end:
        is_short = end - start <= _LONGEST_SPECIAL + _LONGEST_BACK
        if is_short and (known := special(piece[start:end])) is not None:
            break
        opening = front.match(piece, start, end)
        first = opening.end() if opening else start
        if is_short and opening and (known := special(piece[first:end])) is not None:
            before.append(piece[start:first])
            break
        if piece.endswith("..", first, end):
            last = end - 2
            while last > first and piece[last - 1] == ".":
                last -= 1
        else:
            closing = back.search(piece[max(first, end - _LONGEST_BACK) : end])
            last = end - len(closing.group()) if closing else end
        if is_short and last < end and (known := special(piece[start:last])) is not None:
            after.append(piece[last:end])
            break
        if first > start:
            before.append(piece[start:first])
        elif last == end:
            break
        if last < end:
            after.append(piece[last:end])
        start, end = first, last
    if known is None and start < end:
        piece = piece[start:end]
        known = [piece] if piece.isalnum() or ("." in piece and address.fullmatch(piece)) else _cut(piece, inside)
    after.reverse()
    return [*before, *(known or ()), *after]


def _cut(piece: str, inside: Any) -> list[str]:
    found, at = [], 0
    for cut in inside.finditer(piece):
        if cut.start() > at:
            found.append(piece[at : cut.start()])
        found.append(cut.group())
        at = cut.end()
    if at < len(piece):
        found.append(piece[at:])
    return found
