"""Which letters an optical reader takes for which: the channel between a printed word and what was read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

# What was read, and what may have stood there, by how readily the one is taken for the other (in nats: a smaller number is likelier).
# Source: shapes. Strokes that touch or part (rn and m, li and h, cl and d), bowls that open or close (c, e, o), stems that lose
# a foot, a dot or a bar (l, i, t, f), the ascender of h, and the long s, which differs from f by half a bar.
# Letters are lower-case, but for capitals that are read inside a word.
COSTS = {
    1.5: "rn>m m>rn c>e e>c o>e li>h tli>th b>h h>b u>n n>u f>s l>i i>l cl>d ii>n vv>w U>ll H>li l>t t>l I>l I>i B>s",
    2.5: (
        "ni>m in>m m>in m>ni iii>m nn>m e>o a>o o>a c>o o>c a>e e>a s>a a>s n>a a>n ii>u n>ii u>ii n>ri ri>n i>t t>i f>t t>f "
        "r>t t>r i>r r>i i>j j>i y>v v>y g>q q>g lc>k k>lc d>cl h>li h>n n>h s>f w>vv v>r r>v "
        "lf>ff fi>h tl>d U>il H>ll T>l L>l R>s l>f h>k k>h ih>th lh>th fl>ff lli>th"
    ),
    4.0: (
        "d>ll d>il d>li dl>ill w>m m>w u>ti ti>u u>li li>u ri>u u>ri lu>m hi>m tn>m im>m ui>m iu>m ic>k ie>k io>w s>e e>s x>s s>x "
        "z>s x>z z>x p>n n>p n>r r>n d>a a>d y>g g>y y>p p>y t>e e>t r>e e>r n>m m>n l>k k>l f>l w>v v>w y>j j>y o>s s>o o>g g>o "
        "o>d d>o b>o o>b l>r r>l c>t t>c c>r r>c h>u u>h i>e e>i v>u u>v f>i f>r r>f tb>th wb>wh cb>ch sb>sh gb>gh ib>th "
        "b>r r>b c>g g>c p>f f>e e>f j>f f>j ll>u ll>n ft>st d>t t>d id>ul td>ul dd>ul"
    ),
}
# The same between capitals: those that begin a word, and those of a word in capitals.
CAPITAL_COSTS = {
    1.5: "O>Q Q>O C>G G>C O>C C>O E>F F>E B>R R>B I>T T>I I>L L>I U>V V>U H>N N>H D>O O>D VV>W TT>H II>H TI>H IT>H LI>U IJ>U",
    2.5: (
        "M>N N>M O>G G>O R>K K>R K>E P>F F>P H>E H>B B>E E>B E>R R>E P>R R>P T>Y Y>T V>Y Y>V W>V H>M M>H J>I I>J H>K T>F T>L L>E Z>S "
        "S>B B>S B>H S>G A>N B>D D>B J>L L>J I>F H>II X>N F>T W>M T>P"
    ),
}
# Letters with accents, which English prints seldom: what they are read for, and the letter without its accent.
ACCENTS = {
    "í": "lfti",
    "ì": "lfti",
    "î": "lfti",
    "ï": "li",
    "é": "coe",
    "è": "coe",
    "ê": "coe",
    "ó": "eo",
    "ò": "eo",
    "ô": "eo",
    "ö": "eo",
    "ú": "nu",
    "ù": "nu",
    "ü": "nu",
    "à": "ea",
    "á": "ea",
    "â": "ea",
    "ä": "ea",
}
ACCENT_COST = 2.5
# Digits that are read for letters.
DIGITS = {
    b"0": (b"o",),
    b"1": (b"l", b"i", b"t"),
    b"5": (b"s",),
    b"8": (b"b", b"s"),
    b"6": (b"b",),
    b"9": (b"g",),
    b"3": (b"e", b"s"),
    b"4": (b"a",),
    b"2": (b"z",),
}
DIGIT_COST, NEXT_DIGIT_COST = 1.5, 1.0
MOST_DIGITS = 3


@cache
def channel() -> dict[bytes, tuple[tuple[bytes, float], ...]]:
    """What may have stood for each group of letters that was read, the likeliest first."""
    table: dict[bytes, list[tuple[bytes, float]]] = {}
    for cost, pairs in COSTS.items():
        for pair in pairs.split():
            read, _, printed = pair.encode().partition(b">")
            table.setdefault(read, []).append((printed, cost))
    return {read: tuple(printed) for read, printed in table.items()}


@cache
def capital_channel() -> dict[bytes, tuple[tuple[bytes, float], ...]]:
    """What may have stood for each group of capitals that was read, all in small letters."""
    table: dict[bytes, list[tuple[bytes, float]]] = {}
    for cost, pairs in CAPITAL_COSTS.items():
        for pair in pairs.lower().split():
            read, _, printed = pair.encode().partition(b">")
            table.setdefault(read, []).append((printed, cost))
    return {read: tuple(printed) for read, printed in table.items()}


@cache
def _accents() -> dict[int, bytes]:
    return {letter.encode("cp1252")[0]: printed.encode() for letter, printed in ACCENTS.items()}


def accent_readings(word: bytes, wide: bool) -> Iterator[tuple[bytes, float]]:
    """What may have been printed where a word was read with one accent in it; the letter without its accent only if `wide`.

    A word that differs in its accent alone is mostly one of another language.
    """
    if word.isascii():
        return
    table = _accents()
    places = [at for at, code in enumerate(word) if code > 127]
    if len(places) == 1 and word[places[0]] in table:
        at = places[0]
        for letter in table[word[at]] if wide else table[word[at]][:-1]:
            yield word[:at] + bytes([letter]) + word[at + 1 :], ACCENT_COST


def readings(word: bytes, most: float) -> Iterator[tuple[bytes, float]]:
    """What may have been printed where a word was read, one confusion away, with the cost of that confusion, at most `most`."""
    table = channel()
    for at in range(len(word)):
        head = word[:at]
        for size in (1, 2, 3):
            read = word[at : at + size]
            if len(read) < size:
                break
            for printed, cost in table.get(read, ()):
                if cost <= most:
                    yield head + printed + word[at + size :], cost


def digit_readings(word: bytes) -> Iterator[tuple[bytes, float]]:
    """What may have been printed where a word was read with digits in it: letters for all of them."""
    digits = [at for at in range(len(word)) if word[at : at + 1].isdigit()]
    if not digits or len(digits) > MOST_DIGITS:
        return
    found = [(word, DIGIT_COST - NEXT_DIGIT_COST)]
    for at in digits:
        found = [
            (printed[:at] + letter + printed[at + 1 :], cost + NEXT_DIGIT_COST + place)
            for printed, cost in found
            for place, letter in enumerate(DIGITS.get(word[at : at + 1], ()))
        ]
    yield from found
