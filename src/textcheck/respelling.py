"""What else a word may be: the words that it may be a misreading of, the two that may have run together in it, its spelling of today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from textcheck.confusions import COSTS, accent_readings, capital_channel, channel, digit_readings, readings
from textcheck.spelling import pair_nats, vocabulary

LETTERS, DIGIT, LONG_S = "letters", "digit", "long s"

# What a second misreading of one word costs, in nats, beside its own, and what each of the two may cost at most; any letter put in,
# taken for another, or left out.
TWICE, WIDE = 2.0, 2.5
MOST_COST = max(COSTS)
ADDED, TAKEN, LEFT_OUT = 7.0, 8.0, 7.5
LONG_S_COST = 1.5
# What the same misreading costs at each further place of a word.
AGAIN = 0.7
# What an old spelling costs beside the spelling of today.
OLD_COST = 1.0
MOST_CANDIDATES, MOST_HALVES = 8, 4

_PREFIXES = tuple(b"un re pre non anti over under sub super inter mis dis out co multi semi".split())
_SUFFIXES = tuple(
    b"s es ed d ing er ers or ors ly ness less able ish y like ism ist ists ity al an ian ans ic en est ies ied ier i a is us ize ise ably "
    b"eth th ae um os".split()
)
_ALPHABET = [bytes([byte]) for byte in b"abcdefghijklmnopqrstuvwxyz"]


def likeliest(word: bytes, most: float) -> float:
    """The logarithm of frequency times misreading of the likeliest word in place of one, far below 0 where there is none.

    The word is in small letters, or in capitals, or begins with one. At most one confusion away that costs no more than `most`; the question to ask
    before `candidates`.
    """
    table = vocabulary().table
    best = -99.0
    if word.islower():
        near = _near(word, most, 0)
    elif word.isupper():
        word = word.lower()
        near = [(printed, cost) for printed, cost in _in_capitals(word) if cost <= most and printed in table]
    else:
        near = [(printed, cost) for printed, cost in _with_first(word) if cost <= most and printed in table]
        word = word.lower()
        near += _near(word, most, 1)
    for printed, cost in near:
        best = max(best, table[printed] - cost)
    for printed in with_long_s(word):
        if printed in table:
            best = max(best, table[printed] - LONG_S_COST)
    return best


@cache
def _expansions(most: float) -> tuple[dict[int, list[tuple[bytes, float]]], dict[bytes, list[tuple[bytes, float]]]]:
    """What may have stood for a letter, and for two or three, at a cost of at most `most`."""
    one: dict[int, list[tuple[bytes, float]]] = {byte: [] for byte in range(256)}
    longer: dict[bytes, list[tuple[bytes, float]]] = {}
    for read, printed in channel().items():
        cheap = [(letters, cost) for letters, cost in printed if cost <= most]
        if len(read) == 1:
            one[read[0]] = cheap
        elif cheap:
            longer[read] = cheap
    return one, longer


@lru_cache(1 << 12)
def _near(word: bytes, most: float, first: int) -> list[tuple[bytes, float]]:
    """The known words one confusion away, with the cost of it. Asked of every new word: as few steps as can be."""
    table = vocabulary().table
    one, longer = _expansions(most)
    found = []
    for at in range(first, len(word)):
        head, tail = word[:at], word[at + 1 :]
        found += [(whole, cost) for printed, cost in one[word[at]] if (whole := head + printed + tail) in table]
    for at in range(first, len(word) - 1):
        for past in (at + 2, at + 3):
            if (group := word[at:past]) in longer:
                head, tail = word[:at], word[past:]
                found += [(whole, cost) for printed, cost in longer[group] if (whole := head + printed + tail) in table]
    return found


def _with_capitals(word: bytes) -> Iterator[tuple[bytes, float]]:
    """What may have been printed where a capital was read inside a word: nothing else is amiss with it."""
    table = channel()
    for at in range(len(word)):
        if (read := word[at : at + 1]).isupper():
            for printed, cost in table.get(read, ()):
                yield word[:at] + printed + word[at + 1 :], cost


def _with_first(word: bytes) -> Iterator[tuple[bytes, float]]:
    """What may have been printed, in small letters, where the capital that begins a word was misread."""
    lower = word.lower()
    for read in (lower[:1], lower[:2]):
        for printed, cost in capital_channel().get(read, ()):
            yield printed + lower[len(read) :], cost
    for printed, cost in channel().get(word[:1], ()):
        yield printed.lower() + lower[1:], cost


def _in_capitals(word: bytes) -> Iterator[tuple[bytes, float]]:
    """What may have been printed where a word in capitals was read, all in small letters."""
    table = capital_channel()
    for at in range(len(word)):
        for past in (at + 1, at + 2):
            for printed, cost in table.get(word[at:past], ()) if past <= len(word) else ():
                yield word[:at] + printed + word[past:], cost


def _throughout(word: bytes, most: float) -> Iterator[tuple[bytes, float]]:
    """What may have been printed where a letter was misread in the same way at every place of a word."""
    letters = set(word)
    for read in letters if len(letters) < len(word) else ():
        times = word.count(read)
        if times > 1:
            for printed, cost in channel().get(bytes([read]), ()):
                if cost <= most:
                    yield word.replace(bytes([read]), printed), cost + AGAIN * (times - 1)


@lru_cache(1 << 12)
def candidates(word: bytes, wide: bool) -> tuple[tuple[bytes, float, str], ...]:
    """Words that may have been printed where one was read, with the logarithm of frequency times misreading, and the kind of it.

    The likeliest first. The word is as it was read: capitals have other shapes, and some inside a word stand for small letters. `wide` asks
    for two confusions and for any letter changed, too.
    """
    table = vocabulary().table
    found: dict[bytes, tuple[float, str]] = {}
    lower = word.lower()
    first = 0
    in_capitals = len(word) > 1 and word.isupper()
    if word[1:].islower():
        for printed, cost in _with_first(word) if word != lower else ():
            if (nats := table.get(printed)) is not None and nats - cost > found.get(printed, (-99.0,))[0]:
                found[printed] = nats - cost, LETTERS
        first, word = int(word != lower), lower
    elif in_capitals:
        word = lower
    has_capitals = word != lower

    def add(printed: bytes, cost: float, kind: str) -> None:
        if has_capitals:
            printed = printed.lower()
        nats = table.get(printed)
        if nats is not None and printed.isalpha() and (printed not in found or nats - cost > found[printed][0]):
            found[printed] = nats - cost, kind

    has_digits = word.isalnum() and not word.isalpha()
    for printed, cost in digit_readings(word) if has_digits else ():
        add(printed, cost, DIGIT)
    for printed in with_long_s(lower):
        add(printed, LONG_S_COST, LONG_S)
    if has_digits:
        # What else may be amiss with a word leaves its digits in it.
        near: Iterable[tuple[bytes, float]] = ()
    elif has_capitals:
        near = _with_capitals(word)
    else:
        near = _in_capitals(word) if in_capitals else _near(word, MOST_COST, first)
    for printed, cost in near:
        add(printed, cost, LETTERS)
    for printed, cost in accent_readings(word, wide):
        add(printed, cost, LETTERS)
    if wide or not (found or has_digits or in_capitals or has_capitals):
        for printed, cost in _throughout(lower, WIDE):
            add(printed, cost, LETTERS)
    if has_capitals and found:
        # The capital says which letter was misread.
        wide = False
    if wide:
        for printed, cost in readings(word, WIDE):
            for twice, other in readings(printed, WIDE):
                if (twice.lower() if has_capitals else twice) in table:
                    add(twice, cost + other + TWICE, LETTERS)
    if wide and len(word) > 2:
        for at in range(len(word) + 1):
            head, tail = word[:at], word[at:]
            for printed in filter(table.__contains__, [head + letter + tail for letter in _ALPHABET]):
                add(printed, LEFT_OUT, LETTERS)
            if tail:
                rest = tail[1:]
                for printed in filter(table.__contains__, [head + letter + rest for letter in _ALPHABET]):
                    add(printed, TAKEN, LETTERS)
                add(head + rest, ADDED, LETTERS)
    found.pop(lower, None)
    if b"U" in word and not found and (today := modern(printed := word.replace(b"U", b"ll").lower(), False)):
        # A capital U inside a word is no letter of it: an old spelling may stand there as well.
        found[printed] = today[1] - OLD_COST - min(COSTS), LETTERS
    ranked = sorted(((printed, nats, kind) for printed, (nats, kind) in found.items()), key=_by_nats)
    return tuple(ranked[:MOST_CANDIDATES])


def _by_nats(candidate: tuple[bytes, float, str]) -> float:
    return -candidate[1]


def with_long_s(word: bytes) -> Iterator[bytes]:
    """The word with s for every f, and for every f but one: the long s never ends a word."""
    places = [at for at in range(len(word) - 1) if word[at] == 0x66]
    if not places or len(places) > 4:
        return
    for kept in (None, *places) if len(places) > 1 else (None,):
        yield bytes(0x73 if at in places and at != kept else byte for at, byte in enumerate(word))


@lru_cache(1 << 12)
def halves(word: bytes) -> tuple[tuple[int, float], ...]:
    """Where a word may be two that lost their space, with the logarithm of the frequency of the two; the likeliest first."""
    table = vocabulary().table
    found = []
    for at in range(1, len(word)):
        one, other = word[:at], word[at:]
        # The longer is the likelier to be none.
        longer, shorter = (other, one) if 2 * at < len(word) else (one, other)
        if longer in table and shorter in table and (len(shorter) > 1 or shorter in (b"a", b"i")):
            found.append((table[one] + table[other], at))
    # How often the two stand beside each other takes longer to ask, and says little for rare words.
    found.sort(reverse=True)
    pairs = [(at, nats + pair_nats(word[:at], word[at:])) for nats, at in found[:MOST_HALVES]]
    return tuple(sorted(pairs, key=lambda item: -item[1])[:2])


# A part of a word that is three or more has so many letters at most, and is so frequent, one of up to three letters more so.
MOST_LETTERS, FREQUENT_PART, FREQUENT_SHORT, MOST_PARTS = 12, -14.0, -10.5, 6


@lru_cache(1 << 12)
def parts(word: bytes) -> tuple[tuple[bytes, ...], float]:
    """The three frequent words or more that a word may be without their spaces, with the logarithm of their frequency; none and 0 if none."""
    table = vocabulary().table
    # The best way to the end of each part, by how many parts there are.
    ways: list[tuple[float, tuple[bytes, ...]] | None] = [None] * (len(word) + 1)
    ways[0] = 0.0, ()
    for past in range(1, len(word) + 1):
        for at in range(max(0, past - MOST_LETTERS), past):
            way, part = ways[at], word[at:past]
            if way is None or len(way[1]) == MOST_PARTS or (nats := table.get(part)) is None:
                continue
            if nats < (FREQUENT_PART if len(part) > 3 else FREQUENT_SHORT):
                continue
            if len(part) == 1 and part not in (b"a", b"i"):
                continue
            nats += way[0] + (pair_nats(way[1][-1], part) if way[1] else 0.0)
            best = ways[past]
            if best is None or nats > best[0]:
                ways[past] = nats, (*way[1], part)
    whole = ways[-1]
    return (whole[1], whole[0]) if whole is not None and len(whole[1]) > 2 else ((), 0.0)


@lru_cache(1 << 12)
def is_derived(word: bytes) -> bool:
    """Whether a word is a known stem with a known ending or prefix."""
    frequency = vocabulary().frequency
    if word.endswith(_SUFFIXES):
        for ending in _SUFFIXES:
            if word.endswith(ending) and len(word) > len(ending) + 3:
                stem = word[: -len(ending)]
                if frequency(stem) is not None or frequency(stem + b"e") is not None:
                    return True
        if word.endswith(b"ses") and frequency(word[:-2] + b"is") is not None:
            return True
    return word.startswith(_PREFIXES) and any(
        word.startswith(prefix) and len(word) > len(prefix) + 3 and frequency(word[len(prefix) :]) is not None
        for prefix in _PREFIXES
    )


# How old spelling differs from that of today, as pairs of the old and the new; ^ is the beginning of a word, $ its end.
_SPELLINGS = tuple(
    (old.encode(), new.encode())
    for old, _, new in (
        pair.partition(">")
        for pair in (
            "e$>$ y>i i>y u>v v>u i>j ll$>l$ lle$>l$ ie$>y$ ye$>y$ yes$>ies$ ck$>c$ cke$>ck$ ee$>e$ ow>ou ou>o our$>or$ aun>an oo>o oo>u "
            "ea>e e>ea ai>a ei>ie ^in>^en ^en>^in ^im>^em th$>s$ eth$>s$ eth$>es$ est$>$ st$>$ "
            "d$>ed$ t$>ed$ es$>s$ nne$>n$ nn>n tt>t tte$>t$ sse$>s$ sse$>ss$ ff>f ffe$>f$ rre$>r$ gge$>g$ dde$>d$ ppe$>p$ mme$>m$ bbe$>b$ "
            "nesse$>ness$ lesse$>less$ full$>ful$ fulle$>ful$ xion>ction ae>e oe>e c>s s>c s>z z>s que$>k$ que$>c$ re$>er$ er$>re$ "
            "yng$>ing$ ynge$>ing$ inge$>ing$ ed$>$ a>e e>a o>a a>o dg>g f$>ff$ l$>ll$ e>ee o>oo k>c c>k ew>ow ow>ew u>ou ow>o ough>ow n$>nd$ ns>nts "
            "ck>ch cke$>ch$ e> u> a>ea gg>g ll>l l>ll"
        ).split()
    )
)
# Vowels that old spelling takes for each other seldom, and readers often; what that costs the old spelling.
_SHAPES = {(b"o", b"a"), (b"a", b"o"), (b"c", b"e"), (b"e", b"c")}
SHAPE_COST = 3.0
# Of a word that two changes make a word of today: what that costs more, and how many of the pairs may come second.
SECOND_CHANGE, _SECOND = 3.0, 30


@lru_cache(1 << 12)
def modern(word: bytes, deep: bool) -> tuple[bytes, float] | None:
    """The likeliest word of today's spelling of which one may be an older or freer spelling, and the logarithm of its frequency.

    `deep` asks for two differences, too.
    """
    if not word.isalpha() or len(word) < 4:
        return None
    table = vocabulary().table
    first = _respelled(b"^%b$" % word, _SPELLINGS)
    known = [
        (table[spelled] - SHAPE_COST * (len(spelled) == len(word) and _is_shape(word, spelled)), spelled)
        for spelled in (marked.strip(b"^$") for marked in first)
        if spelled in table
    ]
    if deep and not known and len(word) > 4:
        second = {twice.strip(b"^$") for spelled in first for twice in _respelled(spelled, _SPELLINGS[:_SECOND])} - {word}
        known = [(table[spelled] - SECOND_CHANGE, spelled) for spelled in second if spelled in table]
    if not known:
        return None
    nats, spelled = max(known)
    return spelled, nats


def _is_shape(word: bytes, spelled: bytes) -> bool:
    """Whether two words differ in one letter that readers take for the other."""
    differing = [at for at in range(len(word)) if word[at] != spelled[at]]
    return len(differing) == 1 and (word[differing[0] : differing[0] + 1], spelled[differing[0] : differing[0] + 1]) in _SHAPES


def _respelled(word: bytes, spellings: tuple[tuple[bytes, bytes], ...]) -> list[bytes]:
    """The word with each of some spellings changed in each place."""
    found = []
    for old, new in spellings:
        if old in word:
            at = word.find(old)
            while at >= 0:
                found.append(word[:at] + new + word[at + len(old) :])
                at = word.find(old, at + 1)
    return found
