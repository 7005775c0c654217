"""Who held which office, and when two spellings of a name are one person, a slip, or two people.

The offices are packed in `offices.txt`, one role key a line; see `offices.md` for where they come from and where they end.
Names are compared word by word, without their order: initials, dropped parts, nicknames and transliterations are no difference.
Two names are a *near miss* where one word differs by a slip or two and another word agrees.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from textcheck.expressions import expression
from textcheck.resources import read_bytes, read_text


class Holder(NamedTuple):
    """A person in an office. `first` and `last` are ISO dates, perhaps of year or month only; empty where unknown or still open."""

    name: str
    aliases: tuple[str, ...]
    first: str
    last: str
    where: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every form of the name that is known, the usual one first."""
        return (self.name, *self.aliases)


class Kinship(Enum):
    """How two names are related."""

    SAME = "same"
    NEAR = "near"
    OTHER = "other"


class Comparison(NamedTuple):
    """What comparing a written name with a known one says.

    For a near miss, `wrong` is the odd word as written, `right` the word it should be, `slips` the number of letters inserted, left
    out, changed or swapped between them, `agrees` the written and the known form of the word that agrees, if any.
    """

    kinship: Kinship
    wrong: str = ""
    right: str = ""
    slips: int = 0
    agrees: tuple[str, str] | None = None
    surname: bool = True


SAME = Comparison(Kinship.SAME)
OTHER = Comparison(Kinship.OTHER)


class NearMiss(NamedTuple):
    """A written name close to that of a holder, and to no other's."""

    holder: Holder
    comparison: Comparison
    confidence: float


# Offices where countries write their names in another script: one name has many Latin spellings, none of them wrong.
TRANSLITERATED = frozenset(
    "afghanistan algeria armenia azerbaijan bahrain bangladesh belarus bulgaria china cyprus egypt eritrea ethiopia georgia greece "
    "hamas hezbollah india iran iraq israel jordan kazakhstan kuwait kyrgyzstan lebanon libya mali mauritania mongolia morocco "
    "myanmar nepal niger nigeria oman pakistan palestine qatar russia serbia somalia sudan syria taiwan tajikistan "
    "tunisia turkmenistan ukraine uzbekistan yemen mossad thailand cambodia bhutan maldives malaysia indonesia brunei chad "
    "montenegro kosovo djibouti comoros senegal gambia guinea tanzania kenya uganda".split()
) | {
    # States of India and Pakistan that the table has governors and ministers of.
    "andhra pradesh", "arunachal pradesh", "assam", "balochistan", "bihar", "chhattisgarh", "gilgit-baltistan", "goa", "gujarat",
    "haryana", "himachal pradesh", "jammu and kashmir", "jharkhand", "karnataka", "kerala", "khyber pakhtunkhwa", "madhya pradesh",
    "maharashtra", "manipur", "meghalaya", "mizoram", "nagaland", "odisha", "punjab", "rajasthan", "sikkim", "sindh", "tamil nadu",
    "telangana", "tripura", "uttar pradesh", "uttarakhand", "west bengal",
    "kremlin", "saudi arabia", "sri lanka", "south korea", "north korea", "hong kong", "united arab emirates", "palestinian authority",
    "shin bet", "israel defense forces", "north macedonia", "bosnia herzegovina", "south sudan", "burkina faso",
}  # fmt: skip


def is_transliterated(where: str | None) -> bool:
    """Whether the names of a place come from another script.

    >>> is_transliterated("egypt"), is_transliterated("army egypt"), is_transliterated("france"), is_transliterated(None)
    (True, True, False, False)
    """
    return where is not None and (where in TRANSLITERATED or where.rpartition(" ")[2] in TRANSLITERATED)


# Words of a name that come and go without changing the person.
_LOOSE = frozenset(
    "al el bin bint ibn ben abu ul ur ud as ad ash ar at an van von de der den da dos das do di du la le del della ter zu y e af bat "
    "jr sr ii iii iv sir dame lord lady dr mr mrs ms sheikh sheik shaikh king queen emir prince pope president saint st o".split()
)
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´."))
_SPLIT = expression(r"[\s‑-]+")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ə": "a"}
)


class Word(NamedTuple):
    """A word of a name as written, and folded: lower case, no diacritics, no apostrophes."""

    written: str
    folded: str


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[Word, ...]:
    """The words of a name that tell people apart: hyphens split, particles, titles and suffixes left out.

    >>> [word.folded for word in words_of("Mohammed bin Abdulrahman Al-Thani")]
    ['mohammed', 'abdulrahman', 'thani']
    """
    found = [Word(piece, fold(piece)) for piece in _SPLIT.split(name) if piece]
    kept = tuple(word for word in found if word.folded and word.folded not in _LOOSE)
    return kept or tuple(found)


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """A name word in lower case without diacritics, apostrophes and full stops.

    >>> fold("Erdoğan"), fold("O’Brien"), fold("J.")
    ('erdogan', 'obrien', 'j')
    """
    low = word.lower().translate(_APOSTROPHES)
    if low.isascii():
        return low
    plain = unicodedata.normalize("NFKD", low.translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


_SKELETON_STEPS = (
    ("ck|kh|gh|[qgc](?!h)", "k"),
    ("dh", "d"),
    ("ts|tz|z", "s"),
    ("tsch|tch|sch|sh|ch|zh|dzh|dj", "s"),
    ("j(?=[aeou])", "š"),
    ("th", "t"),
    ("ph|pf", "f"),
    ("w(?=[aeiou])", "v"),
    ("x", "ks"),
    ("[aeiouyjw]+", "a"),
    (r"(.)\1+", r"\1"),
    ("ah?$", "a"),
    ("ah(?=[^a])", "a"),
)


@cache
def _skeleton_steps() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(source), target) for source, target in _SKELETON_STEPS)


@lru_cache(maxsize=4096)
def skeleton(folded: str) -> str:
    """What is left of a transliterated word when the letters on which transcribers differ are made equal.

    >>> skeleton("sissi") == skeleton("sisi"), skeleton("shoukry") == skeleton("shukri"), skeleton("haniyeh") == skeleton("haniya")
    (True, True, True)
    >>> skeleton("netanyahu") == skeleton("netanhayu")
    False
    """
    for pattern, target in _skeleton_steps():
        folded = pattern.sub(target, folded)
    return folded


_VARIANT_STEPS = (
    ("ck|kh|gh|[qgc](?!h)", "k"),
    ("dh", "d"),
    ("ts|tz|z", "s"),
    ("th", "t"),
    ("ph|pf", "f"),
    ("[ijy]+e?(?=[ijy]|$)|e[iy]|ee|[iyj]", "i"),
    ("ou|oo|au|[ouw]", "u"),
    ("aa|[ae]", "a"),
    (r"([sldm])\1", r"\1"),
    ("ah?$", "a"),
    ("ua$", "u"),
)


@cache
def _variant_steps() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(source), target) for source, target in _VARIANT_STEPS)


@lru_cache(maxsize=4096)
def usual_variants(one: str, other: str) -> bool:
    """Whether two transcriptions differ only where transcribers usually do: y and i, u and o, a and e, doubled letters.

    >>> usual_variants("shoukri", "shoukry"), usual_variants("mahmud", "mahmoud"), usual_variants("modda", "modi")
    (True, True, False)
    """
    for pattern, target in _variant_steps():
        one, other = pattern.sub(target, one), pattern.sub(target, other)
    return one == other


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    """Every given name and nickname, and the given names it may stand for, itself among them."""
    found: dict[str, set[str]] = {}
    for line in read_text("offices-nicknames.txt").splitlines():
        given, _, nicknames = line.partition(":")
        for name in nicknames.split():
            found.setdefault(name, {name}).add(given)
        found.setdefault(given, {given})
    return {name: frozenset(givens) for name, givens in found.items()}


# One name in neighbouring languages: a Ukrainian in a Russian text is called by the Russian form of his name.
_ABROAD = {
    name: number
    for number, names in enumerate(
        "vladimir volodymyr uladzimir|sergei sergey serhiy serhii|dmitry dmitri dmytro|nikolai nikolay mykola|alexander aleksandr oleksandr "
        "aliaksandr|andrei andrey andriy andrii|mikhail mykhailo|kirill kyrylo|yevgeny evgeny yevhen|alexei aleksei alexey oleksiy oleksii|"
        "valery valerii valeriy|denis denys|pavel pavlo|igor ihor|oleg oleh|maxim maksim maksym|pyotr petro|natalia nataliya natalya|"
        "elena yelena olena|anna hanna|yuri yury yuriy yurii|vasily vasyl|vitaly vitali vitaliy vitalii|olga olha|grigory hryhoriy".split(
            "|"
        )
    )
    for name in names.split()
}


@lru_cache(maxsize=4096)
def same_given(one: str, other: str) -> bool:
    """Whether two folded given names may be one person's: equal, one the nickname of the other, or nicknames of one name.

    >>> same_given("bill", "william"), same_given("bob", "bobby"), same_given("bill", "burns")
    (True, True, False)
    """
    if one == other:
        return True
    table = _nicknames()
    if one in _ABROAD and _ABROAD.get(one) == _ABROAD.get(other):
        return True
    return not table.get(one, frozenset((one,))).isdisjoint(table.get(other, frozenset((other,))))


def is_given(folded: str) -> bool:
    """Whether a folded word is a given name, or a nickname, of the English table."""
    return folded in _nicknames()


def nearby_words(name: str) -> set[str]:
    """The folded words of a name and every given name that one of them may stand for: two names that can be one share a word."""
    table = _nicknames()
    return {given for word in words_of(name) for given in table.get(word.folded, (word.folded,))}


def slips(one: str, other: str, most: int = 3) -> int:
    """How many letters are inserted, left out, changed or swapped with their neighbour between two words; `most + 1` for more.

    >>> slips("burr", "burns"), slips("netanhayu", "netanyahu"), slips("sunak", "truss")
    (2, 2, 4)
    """
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most or len(one) > 40 or len(other) > 40:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        older, before, row = before, row, [i] + [0] * len(other)
        for j, another in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != another))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == another:
                cost = min(cost, older[j - 2] + 1)
            row[j] = cost
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def near(one: str, other: str) -> int:
    """The number of slips between two folded words if so few that one may be a misspelling of the other, else 0.

    One slip from four letters on, two from five on where the words begin alike, three from ten on.

    >>> near("burr", "burns"), near("sunak", "sunka"), near("may", "gay"), near("kerry", "perry")
    (2, 1, 0, 1)
    """
    longest = max(len(one), len(other))
    if longest < 4 or one == other or not one.isalnum():
        return 0
    found = slips(one, other)
    if found == 1 or (found <= 2 and longest >= 5 and _misread(one, other)):
        return 1
    if found == 2 and longest >= 5 and one[0] == other[0]:
        alike = _common_start(one, other) + _common_start(one[::-1], other[::-1])
        return 2 if alike >= 3 or longest >= 8 else 0
    if found == 3 and longest >= 10 and one[:2] == other[:2]:
        return 3
    return 0


# Letters that look like one another in print, and the one they are counted as.
_LOOKALIKES = (("rn", "m"), ("cl", "d"), ("li", "h"), ("in", "m"), ("vv", "w"), ("ii", "u"), ("0", "o"), ("1", "l"), ("5", "s"))


def _misread(one: str, other: str) -> bool:
    """Whether two words differ in one place by letters that scanning confuses."""
    return any(
        left in a and right in b and any(a[:at] + right + a[at + len(left) :] == b for at in _places_of(left, a))
        for a, b in ((one, other), (other, one))
        for left, right in _LOOKALIKES
    )


def _places_of(part: str, word: str) -> Iterator[int]:
    at = word.find(part)
    while at >= 0:
        yield at
        at = word.find(part, at + 1)


def _common_start(one: str, other: str) -> int:
    for count, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return count
    return min(len(one), len(other))


@lru_cache(maxsize=4096)
def decoded(name: str) -> str:
    """A name as it reads where its UTF-8 was taken for Windows-1252; the name itself where it was not.

    >>> decoded("ErdoÄŸan"), decoded("Lech WaÅ‚Ä™sa"), decoded("Peña")
    ('Erdoğan', 'Lech Wałęsa', 'Peña')
    """
    try:
        # The bytes that Windows-1252 does not define are read as Latin-1.
        data = b"".join(letter.encode("latin-1") if "\x80" <= letter <= "\x9f" else letter.encode("cp1252") for letter in name)
        return data.decode("utf-8")
    except UnicodeError:
        return name


_LOST = expression("[?\ufffd]+")


@lru_cache(maxsize=4096)
def undamaged(written: str, known: str) -> str:
    """A written name with its encoding put right, and letters that it lost taken from a known name that has the others.

    >>> undamaged("Recep Erdo?an", "Recep Tayyip Erdoğan"), undamaged("In\ufffdcio", "Inácio"), undamaged("Who?", "Whom")
    ('Recep Erdoğan', 'Inácio', 'Who?')
    """
    written = decoded(written)
    if _LOST.search(written) is None:
        return written
    words = known.split()
    return " ".join(
        next((other for other in words if letters_lost(word, other) is not None), word) for word in written.split(" ")
    )


def letters_lost(damaged: str, known: str) -> tuple[str, ...] | None:
    """The letters of a known word that a damaged one has lost, None where the words differ otherwise."""
    pieces = _LOST.split(damaged)
    if len(pieces) < 2 or sum(map(len, pieces)) < _LEFT or not pieces[0] or damaged.endswith("?"):
        # A question mark at the end may end a question.
        return None
    between = [rf"(\w{{1,{len(run)}}})" for run in _LOST.findall(damaged)]
    source = re.escape(pieces[0]) + "".join(gap + re.escape(piece) for gap, piece in zip(between, pieces[1:], strict=True))
    found = re.fullmatch(source, known)
    return None if found is None else found.groups()


# A word that has lost letters must have kept so many.
_LEFT = 3


@lru_cache(maxsize=8192)
def compare(written: str, known: str, transliterated: bool = False) -> Comparison:
    """How a written name is related to a known one.

    >>> compare("Bill Burns", "William J. Burns").kinship, compare("Burns", "William J. Burns").kinship
    (<Kinship.SAME: 'same'>, <Kinship.SAME: 'same'>)
    >>> compare("Bill Burr", "William J. Burns")
    Comparison(kinship=<Kinship.NEAR: 'near'>, wrong='Burr', right='Burns', slips=2, agrees=('Bill', 'William'), surname=True)
    >>> compare("Jeb Bush", "George Bush").kinship
    <Kinship.OTHER: 'other'>
    """
    if "?" in written or not written.isascii():
        written = undamaged(written, known)
    ours, theirs = words_of(written), words_of(known)
    # "Lula" is one name of many a person and says nothing of the other words of a longer name.
    if not ours or not theirs or (len(theirs) < len(ours) and " " not in known):
        return OTHER
    if _runs_together(written, known) or "".join(word.folded for word in ours) == "".join(word.folded for word in theirs):
        return SAME
    left, right = list(ours), list(theirs)
    agreed: list[tuple[Word, Word]] = []
    for judge in (_equal, _related, _transcribed if transliterated else _equal):
        for word in left[:]:
            partner = next((other for other in right if judge(word.folded, other.folded)), None)
            if partner is not None:
                left.remove(word)
                right.remove(partner)
                agreed.append((word, partner))
    full = [pair for pair in agreed if len(pair[0].folded) > 1 and len(pair[1].folded) > 1]
    initials = [pair for pair in agreed if pair not in full]
    # Before initials are matched, or "Vladimri Putin" would pass for "Vladimir V. Putin".
    slip = _slip(ours, theirs, left, right, full or initials, transliterated)
    if slip is not None:
        return slip
    for word in left[:]:
        partner = next((other for other in right if _initial(word.folded, other.folded)), None)
        # "Joe B." is nobody in particular: a last word is no initial.
        if partner is None or (len(ours) > 1 and word is ours[-1]) or (len(theirs) > 1 and partner is theirs[-1]):
            continue
        # "Jeremy Trump" is not Donald J. Trump: a given name is no middle initial of one who has another.
        if (
            word is ours[0]
            and len(word.folded) > 1
            and partner is not theirs[0]
            and theirs[0] in right
            and len(theirs[0].folded) > 1
        ):
            continue
        left.remove(word)
        right.remove(partner)
    if full and (not left or not right):
        # A given name alone proves nothing, a surname shared with another given name neither: those leave words on both sides.
        return SAME
    return OTHER


# The shortest name, without spaces, that may be another's ending.
_LONG = 10


def _runs_together(one: str, other: str) -> bool:
    """Whether two names, or all but the beginning of one, are the same letters cut into words in another way: Baligh-ur-Rehman."""
    if not ((" " in one or "-" in one) and (" " in other or "-" in other)):
        return False
    shorter, longer = sorted((_letters(one), _letters(other)), key=len)
    return longer == shorter or (len(shorter) >= _LONG and longer.endswith(shorter) and "-" in one + other)


@lru_cache(maxsize=4096)
def _letters(name: str) -> str:
    return fold(name.replace(" ", "").replace("-", "").replace("‑", ""))


def _slip(
    ours: Sequence[Word],
    theirs: Sequence[Word],
    left: Sequence[Word],
    right: Sequence[Word],
    full: Sequence[tuple[Word, Word]],
    transliterated: bool,
) -> Comparison | None:
    """The near miss of two names whose one odd word is a slip of another, if they are that and no more."""
    odd_words = [word for word in left if len(word.folded) > 1]
    if len(odd_words) != 1 or not right or (not full and len(ours) > 1):
        return None
    odd = odd_words[0]
    is_surname = odd is ours[-1]
    # An initial says little: the surname must be long enough to be nobody else's.
    if full and len(full[0][0].folded) == 1 and (not is_surname or len(odd.folded) < 6):
        return None
    # The odd word must stand where the word stands that it is to be: last with last, first with first.
    best: tuple[int, Word] | None = None
    for other in right:
        if (other is theirs[-1]) != is_surname and not (transliterated and len(ours) > 1):
            continue
        found = near(odd.folded, other.folded)
        if found and (best is None or found < best[0]):
            best = found, other
    if best is None:
        return None
    agrees = (full[0][0].written, full[0][1].written) if full else None
    return Comparison(Kinship.NEAR, odd.written, best[1].written, best[0], agrees, is_surname)


def _equal(one: str, other: str) -> bool:
    return one == other


def _related(one: str, other: str) -> bool:
    return same_given(one, other)


def _transcribed(one: str, other: str) -> bool:
    """Whether two words are transcriptions of one: equal in skeleton. Letters in another order are a slip all the same."""
    return (
        skeleton(one) == skeleton(other) or skeleton(one.replace("j", "y")) == skeleton(other.replace("j", "y"))
    ) and sorted(one) != sorted(other)


def _initial(one: str, other: str) -> bool:
    return bool(one and other) and (len(one) == 1 or len(other) == 1) and one[0] == other[0]


# Roles looked up under several keys: the press calls every kind of head of state or government a leader.
_LEADS = (
    "prime minister",
    "president",
    "chancellor",
    "king",
    "emir",
    "supreme leader",
    "leader",
    "crown prince",
    "chief executive",
)


@cache
def _table() -> bytes:
    return read_bytes("offices.txt")


def _seek(prefix: bytes) -> int:
    """Where the first line of the table begins that is not before the prefix: the lines are sorted, so nothing need be built."""
    table = _table()
    low, high = table.find(b"\n") + 1, len(table)
    while low < high:
        start = table.rfind(b"\n", low, (low + high) // 2)
        start = low if start < 0 else start + 1
        end = table.find(b"\n", start) + 1
        if table[start : end - 1] < prefix:
            low = end
        else:
            high = start
    return low


def _lines(prefix: str) -> Iterator[tuple[str, str]]:
    """The key and the packed holders of every line that begins with the prefix."""
    table = _table()
    # A lone surrogate stands in no key.
    wanted = prefix.encode(errors="replace")
    start = _seek(wanted)
    while table.startswith(wanted, start):
        end = table.find(b"\n", start)
        key, _, packed = table[start:end].decode().partition("\t")
        yield key, packed
        start = end + 1


@lru_cache(maxsize=4096)
def holders(key: str) -> tuple[Holder, ...]:
    """The known holders of a role key, in order of office; empty where the table does not know the role.

    A key without a place knows nobody: see `holders_anywhere`.
    """
    role, _, where = key.partition(", ")
    if not where:
        return ()
    found = _of_key(key)
    if not found and role in ("head", "leader"):
        return tuple(holder for lead in _LEADS for holder in _of_key(f"{lead}, {where}"))
    return found


def _of_key(key: str) -> tuple[Holder, ...]:
    return tuple(holder for line, packed in _lines(f"{key}\t") for holder in _unpack(line, packed))


def _unpack(key: str, packed: str) -> tuple[Holder, ...]:
    where = key.partition(", ")[2]
    found = []
    for entry in packed.split("\t"):
        name, first, last, *aliases = entry.split("|")
        found.append(Holder(name, tuple(aliases), first, last, where))
    return tuple(found)


@cache
def _index(role: str) -> dict[str, list[Holder]]:
    """The holders of a role anywhere, by each word of their names and by each given name theirs may stand for."""
    found: dict[str, list[Holder]] = {}
    table = _nicknames()
    for key, packed in _lines(f"{role}, "):
        for holder in _unpack(key, packed):
            for word in fold(" ".join(holder.names).replace("-", " ")).split():
                for given in table.get(word, (word,)):
                    people = found.setdefault(given, [])
                    if not people or people[-1] is not holder:
                        people.append(holder)
    return found


# Roles that are told apart by their place alone, so that a holder anywhere may be meant where no place is named.
PLACELESS = frozenset(
    "president|prime minister|vice president|chancellor|secretary of state|attorney general|king|emir".split("|")
)


def holders_anywhere(role: str, name: str) -> tuple[Holder, ...]:
    """The known holders of a role in any place who share a word with the name, nicknames included."""
    if role not in PLACELESS and not role.startswith("minister of "):
        return ()
    index = _index(role)
    return tuple(dict.fromkeys(holder for word in sorted(nearby_words(name)) for holder in index.get(word, ())))


# A holder is looked for this long before the office began and after it ended: reports name people early, and long after without
# "former".
_BEFORE, _AFTER = timedelta(days=120), timedelta(days=5 * 365)


def in_office(holder: Holder, day: date | None) -> bool:
    """Whether a holder may be named in the role without "former" on that day; always, where the day is unknown."""
    if day is None:
        return True
    first, last = _bound(holder.first, False), _bound(holder.last, True)
    return not ((first is not None and day < first - _BEFORE) or (last is not None and day > last + _AFTER))


def _bound(iso: str, end: bool) -> date | None:
    if not iso:
        return None
    parts = [int(part) for part in iso.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if end else 1)
    return date(year, month, parts[2] if len(parts) > 2 else (28 if end else 1))


def near_miss(
    name: str, candidates: Iterable[Holder], *, day: date | None, past: bool = False, strict: bool = False
) -> NearMiss | None:
    """The holder whose name the written name nearly is; None where it is a holder's own name, or near to none in office.

    `past` and an unknown `day` admit everyone who ever held the role. `strict` is for roles with many holders at a time.
    """
    best: NearMiss | None = None
    rank = (0.0, 0, "")
    for holder in candidates:
        transliterated = is_transliterated(holder.where)
        for known in holder.names:
            found = compare(name, known, transliterated)
            if found.kinship is Kinship.SAME:
                return None
            if found.kinship is Kinship.NEAR and (past or in_office(holder, day)):
                confidence = confidence_of(found, holder.where, strict)
                # Of several spellings of one holder's name the one nearest to the writer's own, diacritics included.
                # Of several terms of one holder the latest that had begun.
                begun = holder.first if day is None or holder.first <= day.isoformat() else ""
                mine = (confidence, -slips(found.wrong.lower(), found.right.lower(), 5), begun)
                if confidence and (best is None or mine > rank):
                    best, rank = NearMiss(holder, found, confidence), mine
    return best


def confidence_of(found: Comparison, where: str | None, strict: bool) -> float:
    """How probable it is that a near miss is a slip and not another person or another spelling.

    Found by reading the near misses of news: a longer word with the same number of slips is rarer by chance.
    """
    wrong, right = fold(found.wrong), fold(found.right)
    length = max(len(wrong), len(right))
    if found.agrees is None:
        # A surname alone: another person of that name is likely, unless it is long.
        return 0.0 if strict or length < 6 or found.slips > 1 else 0.6 if length < 7 else 0.82
    swapped = has_swapped(wrong, right)
    transliterated = is_transliterated(where)
    if (
        transliterated
        and not swapped
        and not has_tripled(wrong)
        and (_vowels_apart(wrong, right) or wrong.replace("g", "h") == right.replace("g", "h"))
    ):
        return 0.6
    ratio = found.slips / length
    confidence = 0.93 if ratio <= 0.2 else 0.88 if ratio <= 0.42 else 0.6
    if not found.surname:
        confidence = 0.6 if found.slips > 1 and not swapped else 0.88 if length >= 5 and not transliterated else 0.82
    elif transliterated and found.slips > 1 and ratio > 0.25:
        confidence = 0.6
    if strict:
        # Two colleagues of one given name whose long surnames differ by a letter are rare.
        alone = (
            found.slips == 1 and length >= _TELLING and found.surname and not transliterated and len(fold(found.agrees[0])) > 1
        )
        confidence = min(confidence, 0.82 if alone else 0.7 if found.slips == 1 else 0.5)
    return confidence


def has_swapped(one: str, other: str) -> bool:
    """Whether two words are the same letters in another order, and not only with an h elsewhere, as transcriptions are: Sekhar, Shekar."""
    return sorted(one) == sorted(other) and one.replace("h", "") != other.replace("h", "")


# Of so many letters.
_TELLING = 7
_TRIPLED = expression(r"(.)\1\1")


def has_tripled(folded: str) -> bool:
    """Whether a word has a letter three times in a row, which no transcription has."""
    return _TRIPLED.search(folded) is not None


_VOWELS = expression("[aeiouywh]+")
_DOUBLED = expression(r"(.)\1+")


def _vowels_apart(one: str, other: str) -> bool:
    """Whether two words have the same consonants in the same order, and so may transcribe one word that is written without vowels."""
    return _consonants(one) == _consonants(other)


def _consonants(word: str) -> str:
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word))


_COUNTS = ("no", "one letter", "two letters", "three letters")


def difference(found: Comparison) -> str:
    """What parts a near miss from the known name, as the end of a sentence.

    >>> difference(compare("Bill Burr", "William J. Burns"))
    "'Burr' is two letters from 'Burns'; Bill is short for William"
    """
    said = f"'{found.wrong}' is {_COUNTS[min(found.slips, 3)]} from '{found.right}'"
    if found.agrees is not None and fold(found.agrees[0]) != fold(found.agrees[1]):
        one, other = found.agrees
        if len(fold(one)) > 1 and len(fold(other)) > 1 and same_given(fold(one), fold(other)):
            short, whole = (one, other) if fold(other) in _nicknames().get(fold(one), ()) else (other, one)
            said += f"; {short} is short for {whole}"
    return said


def term_of(holder: Holder) -> str:
    """When a holder was in office, in words; empty where the table does not say.

    >>> term_of(Holder("A. B.", (), "2021-03", "2025-01", "cia")), term_of(Holder("A. B.", (), "2021-03", "", "cia"))
    ('from 2021-03 to 2025-01', 'since 2021-03')
    """
    if holder.first and holder.last:
        return f"from {holder.first} to {holder.last}"
    if holder.first:
        return f"since {holder.first}"
    return f"until {holder.last}" if holder.last else ""


def corrected(written: str, found: Comparison, names: Sequence[str]) -> tuple[str, ...]:
    """The written name with its odd word put right, then the known forms of the name, each once."""
    right = found.right
    if found.wrong.isupper() and len(found.wrong) > 1:
        right = right.upper()
    at = written.rfind(found.wrong) if found.surname else written.find(found.wrong)
    own = written[:at] + right + written[at + len(found.wrong) :]
    usual = [name for name in names if len(words_of(name)) > 1]
    # "William Burns" before "William J. Burns": most writers leave the middle initial out.
    usual.sort(key=lambda name: (any(len(word.folded) == 1 for word in words_of(name)), 0))
    return tuple(dict.fromkeys((own, *usual)))[:4]
