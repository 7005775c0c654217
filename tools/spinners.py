"""Simulated article spinners: what the tables of spun text are trained on, and what benchmarks measure with.

    python tools/spinners.py --shared FOLDER --spinner farm --share 0.12 < clean.txt > spun.txt

FOLDER holds `spun/synsets.tsv` (WordNet) and `spun/tortured-phrases.csv`; $TEXTCHECK_SHARED may name it. Needs `lemminflect`.
Every spinner has a lexicon of its own. Those in UNSEEN are for measuring only: no table may be built from their lexicons.
Equal text, share and random state give an equal result.
"""

# build: lemminflect>=0.2.3 (MIT), wordfreq

from __future__ import annotations

import argparse
import csv
import os
import random
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol

from lemminflect import getAllInflections, getAllLemmas, getInflection
from wordfreq import zipf_frequency

HERE = Path(__file__).resolve().parent
UNSEEN = ("farm-b",)


class Change(NamedTuple):
    """Where a replacement stands in the spun text, and what stood there."""

    start: int
    end: int
    original: str


class SpunText(NamedTuple):
    """A spun text with its changes in text order."""

    text: str
    changes: tuple[Change, ...]

    @property
    def source(self) -> str:
        """The text before it was spun."""
        parts, at = [], 0
        for change in self.changes:
            parts += [self.text[at : change.start], change.original]
            at = change.end
        return "".join([*parts, self.text[at:]])


class Spinner(Protocol):
    """Replaces about a share of the words of a text."""

    @property
    def name(self) -> str: ...

    def spin(self, text: str, share: float, chance: random.Random) -> SpunText: ...


# Words with their inner apostrophes; the parts of hyphenated words are words.
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# The same without regard to apostrophes: so "won't" becomes "received't".
_RUNS = re.compile(r"[^\W\d_]+")
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?:\n])[\s\"'”’“‘()\[\]#*>•–—-]*$")

FUNCTION_WORDS = frozenset(
    """a about above after again against all along also although am among an and any anybody anyone anything are aren't around as
    at be became because become becomes been before behind being below beneath beside between beyond both but by can can't cannot
    could couldn't despite did didn't do does doesn't doing don't done down during each either else enough even ever every
    everybody everyone everything except few for from had hadn't has hasn't have haven't having he he'd he'll he's her here hers
    herself him himself his how however i i'd i'll i'm i've if in indeed inside into is isn't it it'd it'll it's its itself just
    least less let let's like many may maybe me might mine more most much must my myself near neither never no nobody none nor not
    nothing now of off often on once one ones only onto or other others our ours ourselves out outside over own per perhaps quite
    rather same shall she she'd she'll she's should shouldn't since so some somebody someone something such than that that's the
    their theirs them themselves then there there's these they they'd they'll they're they've this those though through throughout
    thus till to too toward towards under underneath unless until up upon us very was wasn't we we'd we'll we're we've were
    weren't what what's whatever when where whether which while who who's whole whom whose why will with within without won't
    would wouldn't yes yet you you'd you'll you're you've your yours yourself""".split()
)
_POS_TAGS = {"NOUN": ("NN", "NNS"), "VERB": ("VB", "VBZ", "VBG", "VBD", "VBN"), "ADJ": ("JJ", "JJR", "JJS"), "ADV": ("RB",)}
_SYNSET_POS = {"n": "NOUN", "v": "VERB", "a": "ADJ", "s": "ADJ", "r": "ADV"}
# Words after which a verb is unlikely, and after which it is likely.
_BEFORE_NOUN = frozenset(
    "the a an this that these those his her its their my our your of in on at no some any each every by".split()
)
_BEFORE_VERB = frozenset(
    "to will would can could may might must should shall not didn't don't doesn't won't i you we they he she it who and".split()
)
_BEFORE_PARTICIPLE = frozenset("have has had having be been being is are was were am get got not".split())


class _Page(NamedTuple):
    """A text and its words: where they are, and their folded forms."""

    text: str
    folded: str
    spans: Sequence[tuple[int, int]]
    words: Sequence[str]

    def hyphenated(self, first: int, stop: int) -> bool:
        """Whether words are a part of a hyphenated word."""
        start, end = self.spans[first][0], self.spans[stop - 1][1]
        return self.text[max(0, start - 1) : start] in ("-", "‑") or self.text[end : end + 1] in ("-", "‑")

    def is_name(self, number: int) -> bool:
        """Whether a word has a capital that no sentence begins with."""
        start = self.spans[number][0]
        return self.text[start].isupper() and not _SENTENCE_BEFORE.search(self.text, max(0, start - 12), start)


class _Place(NamedTuple):
    """The words `first:stop` of a page, which a lexicon knows as `key`."""

    first: int
    stop: int
    key: str


def _page(text: str, words: re.Pattern[str]) -> _Page:
    folded = "".join(char.lower() if len(char.lower()) == 1 else char for char in text).replace("’", "'")
    spans = [match.span() for match in words.finditer(text)]
    return _Page(text, folded, spans, [folded[start:end] for start, end in spans])


def _cased(original: str, replacement: str) -> str:
    """The replacement with the capitals of the original."""
    letters = [char for char in original if char.isalpha()]
    if len(letters) > 1 and all(char.isupper() for char in letters):
        return replacement.upper()
    if not letters or not letters[0].isupper():
        return replacement
    size = len(original.split())
    capital = size if size > 1 and all(word[:1].isupper() for word in original.split() if len(word) > 3) else 1
    words = replacement.split(" ")
    return " ".join(word[:1].upper() + word[1:] if at < capital else word for at, word in enumerate(words))


def _apply(page: _Page, chosen: Iterable[tuple[_Place, str]]) -> SpunText:
    parts: list[str] = []
    changes = []
    at = length = 0
    for place, replacement in sorted(chosen):
        start, end = page.spans[place.first][0], page.spans[place.stop - 1][1]
        parts += [page.text[at:start], replacement]
        length += start - at
        changes.append(Change(length, length + len(replacement), page.text[start:end]))
        length += len(replacement)
        at = end
    return SpunText("".join([*parts, page.text[at:]]), tuple(changes))


def _choose(
    page: _Page,
    places: Sequence[_Place],
    replace: Callable[[_Place], str | None],
    share: float,
    chance: random.Random,
    everywhere: Callable[[str], bool] = lambda key: False,
) -> SpunText:
    """Replace places taken by chance, phrases rather than words, until the share of the words is reached.

    What is true of `everywhere` is replaced wherever it stands once it is replaced at all.
    """
    wanted = share * len(page.words) - chance.random()
    taken = bytearray(len(page.words))
    chosen: list[tuple[_Place, str]] = []
    changed = 0

    def take(place: _Place) -> int:
        if any(taken[place.first : place.stop]):
            return 0
        replacement = replace(place)
        start, end = page.spans[place.first][0], page.spans[place.stop - 1][1]
        original = page.text[start:end]
        if replacement is None or replacement.lower() == page.folded[start:end]:
            return 0
        chosen.append((place, _cased(original, replacement)))
        size = place.stop - place.first
        taken[place.first : place.stop] = b"\1" * size
        return size

    alike: dict[str, list[_Place]] = defaultdict(list)
    for place in places:
        if everywhere(place.key):
            alike[place.key].append(place)
    keyed = sorted((chance.random() / (place.stop - place.first), place) for place in places)
    for _, place in keyed:
        if changed >= wanted:
            break
        for one in alike.get(place.key, (place,)):
            changed += take(one)
    return _apply(page, chosen)


@cache
def readings(word: str) -> tuple[tuple[str, str, str], ...]:
    """What a folded form may be: part of speech, lemma, Penn tag."""
    found = []
    for pos, lemmas in sorted(getAllLemmas(word).items()):
        if pos not in _POS_TAGS:
            continue
        for lemma in lemmas:
            forms = getAllInflections(lemma, pos)
            found += [(pos, lemma, tag) for tag in _POS_TAGS[pos] if word in forms.get(tag, ())]
    return tuple(found)


@cache
def inflected(phrase: str, tag: str) -> str:
    """A lemma in the form that a Penn tag asks for: the first word of a verb, the last of a noun."""
    if tag in ("NN", "VB", "JJ", "RB"):
        return phrase
    words = phrase.split(" ")
    if tag.startswith("JJ"):
        forms = getAllInflections(phrase, "ADJ").get(tag, ()) if len(phrase) <= 6 else ()
        return forms[0] if forms else ("more " if tag == "JJR" else "most ") + phrase
    at = 0 if tag.startswith("V") else len(words) - 1
    # What ends like a plural is one.
    if tag == "NNS" and words[at].endswith(("s", "people", "police")) and not words[at].endswith(("ss", "us", "is")):
        return phrase
    forms = getInflection(words[at], tag)
    if forms:
        words[at] = forms[0]
    return " ".join(words)


def _likeliest(page: _Page, number: int, uses: Mapping[tuple[str, str], int]) -> tuple[tuple[str, str, str], ...]:
    """The readings of a word, the likeliest first as far as the word before it and its number of senses tell."""
    before = page.words[number - 1] if number else ""

    def rank(reading: tuple[str, str, str]) -> tuple[int, int, int]:
        pos, lemma, tag = reading
        verb = pos == "VERB"
        unlikely = int(verb) if before in _BEFORE_NOUN else int(not verb) if before in _BEFORE_VERB else 0
        participle = before in _BEFORE_PARTICIPLE
        return unlikely, -uses.get((pos, lemma), 0), int(tag == ("VBD" if participle else "VBN"))

    return tuple(sorted(readings(page.words[number]), key=rank))


def _spelling(word: str) -> str:
    """A key that spellings of one word share: "organise" and "organize"."""
    key = re.sub(r"our", "or", word.lower().replace("-", "").replace(" ", "").replace("grey", "gray"))
    key = re.sub(r"(.)\1", r"\1", key.replace("s", "z").replace("ae", "e").replace("oe", "e").replace("ph", "f"))
    return re.sub(r"re$", "er", key)


class Sense(NamedTuple):
    """A synset as seen from one of its members: the others, and how early this one is named in it."""

    rank: int
    number: str
    others: tuple[str, ...]


@cache
def senses(shared: Path) -> dict[tuple[str, str], list[Sense]]:
    """(part of speech, folded lemma) -> its senses. Those that name it first come first, for WordNet orders members by use."""
    found: dict[tuple[str, str], list[Sense]] = defaultdict(list)
    with (shared / "spun" / "synsets.tsv").open(encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            number, pos, members, *_ = line.rstrip("\n").split("\t")
            names = members.replace("_", " ").split("|")
            spellings = [_spelling(name) for name in names]
            for rank, name in enumerate(names):
                others = tuple(other for other, spelling in zip(names, spellings, strict=True) if spelling != spellings[rank])
                if others:
                    found[_SYNSET_POS[pos], name.lower()].append(Sense(rank, number, others))
    return {key: sorted(value) for key, value in sorted(found.items())}


class Thesaurus:
    """Content words become synonyms of one of their first senses, in the same form."""

    name = "thesaurus"
    FIRST_SENSES = 2
    LEAST_ZIPF = 2.2
    # The share of the names that are treated as words.
    NAMES = 0.15

    def __init__(self, shared: Path) -> None:
        self._synonyms: dict[tuple[str, str], tuple[list[str], list[float]]] = {}
        self._uses: dict[tuple[str, str], int] = {}
        for (pos, lemma), found in senses(shared).items():
            if lemma in FUNCTION_WORDS or " " in lemma or len(lemma) < 3:
                continue
            self._uses[pos, lemma] = len(found)
            others = dict.fromkeys(other for sense in found[: self.FIRST_SENSES] for other in sense.others)
            known = [(other, zipf_frequency(other, "en")) for other in others if other.isalpha() and other.islower()]
            known = [(other, zipf) for other, zipf in known if zipf >= self.LEAST_ZIPF]
            if known:
                self._synonyms[pos, lemma] = [other for other, _ in known], [(zipf - 1.5) ** 2 for _, zipf in known]

    def spin(self, text: str, share: float, chance: random.Random) -> SpunText:
        page = _page(text, _WORDS)
        places = []
        for number, word in enumerate(page.words):
            if len(word) < 3 or word in FUNCTION_WORDS or page.hyphenated(number, number + 1):
                continue
            if page.is_name(number) and chance.random() >= self.NAMES:
                continue
            places.append(_Place(number, number + 1, word))

        def replace(place: _Place) -> str | None:
            for pos, lemma, tag in _likeliest(page, place.first, self._uses):
                if (pos, lemma) in self._synonyms:
                    others, weights = self._synonyms[pos, lemma]
                    return inflected(chance.choices(others, weights)[0], tag)
            return None

        return _choose(page, places, replace, share, chance)


class AnySense:
    """Any synonym of any sense, as the dictionary has it, for function words and capitalised ones too, the same throughout a page."""

    name = "any-sense"
    # The share of the function words of a page that it looks up.
    FUNCTION_SHARE = 0.12

    def __init__(self, shared: Path) -> None:
        gathered: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for (_, lemma), found in senses(shared).items():
            gathered[lemma] += [sense.others for sense in found]
        self._senses = dict(gathered)

    def spin(self, text: str, share: float, chance: random.Random) -> SpunText:
        page = _page(text, _WORDS)
        made: dict[str, str | None] = {}
        places = []
        for word in dict.fromkeys(page.words):
            made[word] = None
            if word in FUNCTION_WORDS and chance.random() >= self.FUNCTION_SHARE:
                continue
            lemmas = [word, *(lemma for _, lemma, _ in readings(word))]
            lemma = next((lemma for lemma in lemmas if lemma in self._senses), None)
            if lemma:
                made[word] = chance.choice(chance.choice(self._senses[lemma]))
        for number, word in enumerate(page.words):
            if made[word] and not page.hyphenated(number, number + 1):
                places.append(_Place(number, number + 1, word))
        return _choose(page, places, lambda place: made[place.key], share, chance, everywhere=lambda key: True)


class Dictionary:
    """A fixed table of words and phrases, applied without regard to grammar, sense, names or quotation marks."""

    def __init__(
        self,
        name: str,
        table: Mapping[str, Sequence[str]],
        *,
        words: re.Pattern[str] = _WORDS,
        everywhere: frozenset[str] = frozenset(),
        hyphenated: float = 0.0,
        names: float = 1.0,
        constancy: float = 0.85,
        braces: float = 0.0,
        weights: Mapping[str, Sequence[float]] | None = None,
    ) -> None:
        """`hyphenated` and `names`: the shares of those that are touched; `constancy`: how often the page's own choice is taken."""
        self.name = name
        self._table = {key: tuple(options) for key, options in table.items() if options}
        self._words = words
        self._everywhere = everywhere
        self._hyphenated, self._names, self._constancy, self._braces = hyphenated, names, constancy, braces
        self._weights = weights or {}
        lengths: dict[str, set[int]] = defaultdict(set)
        for key in self._table:
            parts = words.findall(key)
            if parts:
                lengths[parts[0]].add(len(parts))
        self._lengths = {first: tuple(sorted(found)) for first, found in lengths.items()}

    def spin(self, text: str, share: float, chance: random.Random) -> SpunText:
        page = _page(text, self._words)
        places = []
        for number, word in enumerate(page.words):
            for length in self._lengths.get(word, ()):
                stop = number + length
                if stop > len(page.words):
                    continue
                key = page.folded[page.spans[number][0] : page.spans[stop - 1][1]]
                if key not in self._table:
                    continue
                if page.hyphenated(number, stop) and chance.random() >= self._hyphenated:
                    continue
                if self._names < 1 and page.is_name(number) and chance.random() >= self._names:
                    continue
                places.append(_Place(number, stop, key))
        usual: dict[str, str] = {}

        def pick(key: str) -> str:
            options = self._table[key]
            weights = self._weights.get(key) or [1 / rank for rank in range(1, len(options) + 1)]
            return chance.choices(options, weights)[0]

        def replace(place: _Place) -> str:
            key = place.key
            if key not in usual:
                usual[key] = pick(key)
            made = usual[key] if chance.random() < self._constancy else pick(key)
            if self._braces and chance.random() < self._braces:
                others = [option for option in self._table[key] if option != made]
                return "{" + "|".join([made, *others[:1]]) + "}" if chance.random() < 0.5 else "{" + made + "}"
            return made

        return _choose(page, places, replace, share, chance, everywhere=self._everywhere.__contains__)


_QUOTATION_VERBS = frozenset("said says say told tells added asked announced according explained stated noted claimed".split())


def farm_pairs(path: Path = HERE / "spinner_pairs.txt") -> dict[str, list[str]]:
    """The news farm's dictionary: folded word or phrase -> replacements, without those that change nothing."""
    table: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        original, _, replacements = line.split("#")[0].strip().partition(" > ")
        for replacement in replacements.split(","):
            made = replacement.strip()
            if made and made != original and made not in table[original]:
                table[original].append(made)
    return dict(table)


def unseen_pairs(path: Path = HERE / "spinner_pairs_unseen.txt") -> dict[str, list[str]]:
    """The other farm's dictionary, inflected. For measuring only."""
    table: dict[str, list[str]] = defaultdict(list)
    kinds = {"n": "NOUN", "v": "VERB", "a": "ADJ"}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, _, rest = line.partition(" ")
        original, _, replacements = rest.partition(" > ")
        for tag in _POS_TAGS[kinds[kind]] if kind in kinds else ("",):
            form = inflected(original, tag) if tag else original
            for replacement in replacements.split(", "):
                made = inflected(replacement, tag) if tag else replacement
                # A noun and a verb may share a form: what is read first is the dictionary's.
                if made != form and made not in table[form]:
                    table[form].append(made)
    return dict(table)


class Tortured(NamedTuple):
    """A tortured phrase and the established term it was made of."""

    phrase: str
    term: str


def is_unseen_term(term: str) -> bool:
    """Whether a term belongs to the half that is kept for measuring; singular and plural belong together."""
    key = " ".join(word.rstrip("s") for word in re.split(r"[ -]+", term.lower()))
    return zlib.crc32(key.encode()) % 2 == 1


def tortured_phrases(shared: Path) -> list[Tortured]:
    """The listed pairs, folded, whose two sides are plain words; asides in brackets are dropped. Sorted."""
    plain = re.compile(r"[a-z][a-z'-]*(?: [a-z][a-z'-]*)+")
    found = set()
    with (shared / "spun" / "tortured-phrases.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            phrase, term = (
                re.sub(r"\s*[(\[][^)\]]*[)\]]\s*$", "", row[name]).replace("’", "'").strip().lower()
                for name in ("phrase", "established_term")
            )
            if plain.fullmatch(phrase) and plain.fullmatch(term.replace("-", " ")) and phrase != term and len(term) < 60:
                found.add(Tortured(phrase, term))
    return sorted(found)


def academic_words(pairs: Iterable[Tortured]) -> dict[str, Counter[str]]:
    """Word -> how often a tortured phrase has which word in its place, where both sides have equally many words."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        spun, words = re.split(r"[ -]", pair.phrase), re.split(r"[ -]", pair.term)
        if len(spun) != len(words) or sorted(spun) == sorted(words):
            continue
        for made, word in zip(spun, words, strict=True):
            if made != word and len(word) > 2 and len(made) > 2 and word not in FUNCTION_WORDS and made not in words:
                found[word][made] += 1
    for word in sorted(found):
        plural = inflected(word, "NNS")
        if plural != word and plural not in found and any(pos == "NOUN" for pos, _, _ in readings(word)):
            found[plural] = Counter({inflected(made, "NNS"): number for made, number in found[word].items()})
    return dict(found)


def academic(shared: Path, *, unseen: bool = False) -> Dictionary:
    """Technical terms, whole and word by word, in headings and capitals too; learned from one half of the listed terms."""
    pairs = [pair for pair in tortured_phrases(shared) if is_unseen_term(pair.term) == unseen]
    table: dict[str, list[str]] = {}
    weights: dict[str, list[float]] = {}
    for word, options in academic_words(pairs).items():
        ranked = sorted(options.items(), key=lambda option: (-option[1], option[0]))
        table[word] = [made for made, _ in ranked]
        weights[word] = [number**1.5 for _, number in ranked]
    for pair in pairs:
        table.setdefault(pair.term, []).append(pair.phrase)
    name = "academic-unseen" if unseen else "academic"
    return Dictionary(name, table, hyphenated=1.0, constancy=0.7, weights=weights)


# Connectives and set phrases, and longer or other ones for them.
_CONNECTIVES = """
because of > as a consequence of, by virtue of, by reason of, in view of
because > for the reason that, owing to the fact that, on the grounds that
in order to > so as to, with a view to, for the purpose of
according to > in response to, in accordance with, as indicated by, as per
in addition > what is more, on top of that, likewise
in addition to > on top of, over and above, apart from
however > be that as it may, in any case, having said that
although > in spite of the fact that, despite the fact that
though > in spite of the fact that, even so
despite > in spite of, notwithstanding, in the face of
but > on the other hand, all the same
also > in like manner, to boot, on top of that
therefore > for that reason, as a consequence, on that account
so that > to the end that, in such a way that
for example > by way of example, to give an illustration, for one
for instance > by way of illustration, as a case in point
such as > along the lines of, in the nature of, for example
as well as > in addition to, on top of, over and above
as a result > by way of consequence, in consequence
as a result of > as an outcome of, by dint of, in consequence of
in terms of > as far as, with regard to, by way of
in front of > before the face of, ahead of
instead of > in lieu of, in the place of
due to > by reason of, in virtue of, on account of
about > with regard to, in regard to, in the region of
during > in the midst of, over the course of, for the duration of
before > ahead of time, in advance of, in front of
after > in the wake of, in the aftermath of, later than
until > up to the time that, up to the point when
when > at the point when, at the time when, at whatever point
while > at the same time as, during the time that
if > in the event that, on condition that, on the off chance that
since > in light of the fact that, seeing that
with > in company with, by means of, alongside with
without > in the absence of, devoid of
against > in opposition to, in contradiction of
among > in the midst of, in the middle of
through > by way of, by means of, from side to side
many > a good many, a lot of, a large number of
several > a handful of, quite a few
most > the greater part of, the lion's share of
some > a portion of, a certain number of
few > a small number of, not many
much > a good deal, a great deal of
very > to a great degree, in a very real sense
really > as a matter of fact, in point of fact
now > at this point in time, at the present time, as of now
today > in this day and age, at the present time
recently > in recent times, not long ago, of late
soon > in no time, before long, in the near future
often > as often as possible, over and over again, much of the time
always > at all times, without exception, the whole way
never > at no time, on no account
usually > as a rule, for the most part
again > once more, over again, yet again
finally > at long last, in the end, last but not least
at least > at the very least, no less than
at first > to begin with, at the start
at last > in the long run, in the end
of course > as a matter of course, needless to say
in fact > as a matter of fact, in actual fact
at once > without delay, right away
a lot of > a great deal of, a ton of, no end of
a number of > quite a few, an assortment of
a few > a small number of, a couple of
at the time > at that point, in those days
at the same time > all at once, in the meantime
so far > up until this point, thus far
as soon as > the moment that, no sooner than
as long as > on condition that, provided that
as if > in the manner that, as though
even if > no matter whether, regardless of whether
even though > in spite of the fact that, regardless of the fact that
rather than > as opposed to, in preference to
more than > in excess of, upwards of, over and above
less than > not so much as, short of
up to > as much as, to the extent of
out of > from the inside of, from out of
part of > a piece of, some portion of
kind of > sort of, in the manner of
because he > for the reason that he
able to > in a position to, ready to
have to > be obliged to, need to
had to > was obliged to, was compelled to
going to > about to, on the way to
want to > have a desire to, would like to
wanted to > had a desire to
need to > be required to, have the need to
used to > was accustomed to, was in the habit of
try to > make an effort to, have a go to
tried to > made an attempt to, made an effort to
likely to > liable to, in all probability to
begin to > set out to, get down to
began to > set about to, set out to
in the end > at the end of the day, when all is said and done
in general > by and large, as a rule
in particular > above all, to be specific
in time > in due course, in due time
for the first time > for the primary time, at the first occasion
in recent years > as of late, over the last few years
over the years > throughout the years, as the years went by
all over the world > in every part of the globe, the world over
the fact that > the reality that, the way that
the end of > the close of, the tail end of
the beginning of > the start of, the onset of
one of the > one among the, one out of the
some of the > a portion of the, a few of the
most of the > the majority of the, the greater part of the
many of the > a large number of the, a significant number of the
the rest of > the remainder of, what is left of
the same time > a similar time, the equivalent time
the use of > the utilization of, the employment of
the number of > the quantity of, the count of
the first time > the primary time, the initial occasion
take place > come to pass, come about
took place > came to pass, came about
make sure > see to it, make certain
find out > get to know, get wind of
look for > be on the lookout for, hunt for
look at > take a gander at, cast an eye over
think about > give thought to, turn over in mind
point out > call attention to, draw attention to
set up > put in place, put together
carry out > put into effect, bring to fruition
deal with > come to grips with, get to grips with
depend on > hinge upon, be contingent on
based on > on the basis of, in light of
known as > going by the name of, referred to as
led to > gave rise to, brought about
lead to > give rise to, bring about
is able to > is in a position to, has the capacity to
there are > there exist, we find
there is > there exists, we find
it is > it happens to be, we find it is
right now > at this very moment, as we speak
last year > in the year gone by, the previous twelve months
this year > in the present year, in the current twelve months
every day > day in and day out, on a daily basis
around the world > across the globe, the world over
""".strip()


_PLAIN = re.compile(r"[a-z][a-z' ]*")


@cache
def _is_common(word: str) -> bool:
    return zipf_frequency(word, "en") >= 3.5


class Phrases:
    """Multiword synonyms: words become phrases, phrases become words or other phrases, connectives stretch."""

    name = "phrases"
    FIRST_SENSES = 3

    def __init__(self, shared: Path) -> None:
        self._connectives: dict[str, list[str]] = {}
        for line in _CONNECTIVES.splitlines():
            original, _, replacements = line.partition(" > ")
            self._connectives[original] = replacements.split(", ")
        # Single words by part of speech and lemma; phrases with their heads inflected.
        self._words: dict[tuple[str, str], list[str]] = {}
        self._phrases: dict[str, tuple[list[str], str]] = {}
        self._uses: dict[tuple[str, str], int] = {}
        for (pos, lemma), found in senses(shared).items():
            if lemma in FUNCTION_WORDS or len(lemma) < 3 or not _PLAIN.fullmatch(lemma):
                continue
            others = list(dict.fromkeys(other for sense in found[: self.FIRST_SENSES] for other in sense.others))
            plain = [other for other in others if _PLAIN.fullmatch(other)]
            if " " in lemma:
                # Species and the like are met too seldom to be worth their time.
                if plain and all(_is_common(word) for word in lemma.split(" ")):
                    for tag in _POS_TAGS[pos]:
                        form = inflected(lemma, tag)
                        if form not in self._connectives:
                            self._phrases.setdefault(form, (plain, tag))
            else:
                self._uses[pos, lemma] = len(found)
                longer = [other for other in plain if " " in other]
                if longer:
                    self._words[pos, lemma] = longer
        keys = [*self._connectives, *self._phrases]
        lengths: dict[str, set[int]] = defaultdict(set)
        for key in keys:
            parts = _WORDS.findall(key)
            lengths[parts[0]].add(len(parts))
        self._lengths = {first: tuple(sorted(found)) for first, found in lengths.items()}

    def spin(self, text: str, share: float, chance: random.Random) -> SpunText:
        page = _page(text, _WORDS)
        places = []
        for number, word in enumerate(page.words):
            if page.hyphenated(number, number + 1):
                continue
            known = False
            for length in self._lengths.get(word, ()):
                stop = number + length
                if stop <= len(page.words):
                    key = page.folded[page.spans[number][0] : page.spans[stop - 1][1]]
                    if key in self._connectives or key in self._phrases:
                        places.append(_Place(number, stop, key))
                        known = True
            if not known and word not in FUNCTION_WORDS and not page.is_name(number):
                places.append(_Place(number, number + 1, word))

        def replace(place: _Place) -> str | None:
            if place.key in self._connectives:
                return chance.choice(self._connectives[place.key])
            if place.key in self._phrases:
                options, tag = self._phrases[place.key]
                return inflected(chance.choice(options), tag)
            for pos, lemma, tag in _likeliest(page, place.first, self._uses):
                if (pos, lemma) in self._words:
                    return inflected(chance.choice(self._words[pos, lemma]), tag)
            return None

        return _choose(page, places, replace, share, chance)


def shared_folder(folder: Path | None = None) -> Path:
    """The folder given, or the one that the environment names."""
    if folder is not None:
        return folder
    named = os.environ.get("TEXTCHECK_SHARED")
    if not named:
        raise SystemExit("spinners: no folder of source data; give one or set TEXTCHECK_SHARED")
    return Path(named)


@cache
def spinners(shared: Path | None = None) -> dict[str, Spinner]:
    """Every simulated spinner by name; `shared` holds the source data."""
    folder = shared_folder(shared)
    made: list[Spinner] = [
        Thesaurus(folder),
        AnySense(folder),
        Dictionary("farm", farm_pairs(), words=_RUNS, everywhere=_QUOTATION_VERBS, hyphenated=0.3, braces=0.003),
        Dictionary("farm-b", unseen_pairs(), everywhere=_QUOTATION_VERBS, hyphenated=0.1, names=0.5, constancy=0.8),
        academic(folder),
        Phrases(folder),
    ]
    return {spinner.name: spinner for spinner in made}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, help="folder with spun/synsets.tsv and spun/tortured-phrases.csv")
    parser.add_argument("--spinner", default="farm")
    parser.add_argument("--share", type=float, default=0.12, help="share of the words to change (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--marked", action="store_true", help="write each change as [replacement<original]")
    options = parser.parse_args()
    known = spinners(shared_folder(options.shared))
    if options.spinner not in known:
        parser.error(f"--spinner: {options.spinner!r} is none of {', '.join(known)}")
    spun = known[options.spinner].spin(sys.stdin.read(), options.share, random.Random(options.seed))
    at = 0
    for change in spun.changes if options.marked else ():
        sys.stdout.write(f"{spun.text[at : change.start]}[{spun.text[change.start : change.end]}<{change.original}]")
        at = change.end
    sys.stdout.write(spun.text[at:])


if __name__ == "__main__":
    main()
