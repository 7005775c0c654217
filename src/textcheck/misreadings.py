"""Words that were misread: every word of a document that is not known, weighed against what may have been printed there.

A noisy channel: each word that may have been printed has the probability of the misreading times that of the word between its
neighbours; against it stands the probability that somebody wrote an unknown word of that form. How
often the reader erred is learned from the document itself: what is a technical term in a clean text is a misreading in one
that is full of them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from textcheck import language
from textcheck.batches import Batch, BatchView, following
from textcheck.document import Document
from textcheck.expressions import expression
from textcheck.finding import Applicability, Repair, Severity
from textcheck.markup import notations
from textcheck.residue import is_manual
from textcheck.respelling import (
    DIGIT,
    LETTERS,
    LONG_S,
    MOST_COST,
    OLD_COST,
    TWICE,
    WIDE,
    candidates,
    halves,
    is_derived,
    likeliest,
    modern,
    parts,
    with_long_s,
)
from textcheck.spelling import form_nats, pair_count, pair_nats, vocabulary

MERGED, SPLIT = "merged", "split"
KINDS = (LETTERS, DIGIT, LONG_S, MERGED, SPLIT)


class Option(NamedTuple):
    """What may have been printed, in lower case, and how much likelier that is than a genuine word, in nats."""

    printed: bytes
    nats: float
    kind: str
    start: int
    end: int


class Misreading(NamedTuple):
    """A span that was probably misread, and what may have been printed there, the likeliest first; the kind is that of the first."""

    start: int
    end: int
    kind: str
    nats: float
    options: tuple[Option, ...]
    # Why a repair is only shown; empty where it may be applied.
    only_shown: str
    # From which advantage on nobody need doubt it.
    sure: float

    @property
    def confidence(self) -> float:
        """The probability that the span was misread."""
        return round(1 / (1 + math.exp(-max(-20.0, min(self.nats, 4.6)))), 3)

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.nats >= self.sure else Severity.NOTE

    def repairs(self, doc: Document, reason: str) -> list[Repair]:
        """What may have been printed, as UNSAFE repairs, the likeliest first."""
        shares = [math.exp(max(-30.0, option.nats - self.options[0].nats)) for option in self.options]
        return [
            Repair(
                option.start,
                option.end,
                text,
                Applicability.DISPLAY if self.only_shown else Applicability.UNSAFE,
                round(share / sum(shares), 3),
                self.only_shown or reason,
            )
            for option, share in zip(self.options, shares, strict=True)
            if share > LEAST_SHARE and (text := _as_printed(doc, option))
        ]


# Where words begin and end that are not known, and the words.
Strangers = list[tuple[int, int, bytes]]


class _Place(NamedTuple):
    start: int
    end: int
    word: bytes
    raw: bytes
    key: bytes
    genuine: float
    named: float
    old: float
    before: bytes
    after: bytes


# From this advantage on, in nats, a misreading of each kind is reported; from SURE on nobody need doubt it.
REPORTED = {LETTERS: 0.0, DIGIT: 0.0, LONG_S: -1.0, MERGED: -2.2, SPLIT: -1.7}
SURE = 6.0
# From here on a repair may be applied among old spellings.
APPLIED = 5.5
# A name that alone seems misread may be spelled in two ways.
SURE_NAME = 12.0
# The same in a text that is full of misreadings of that kind, which bear each other out.
SURE_AMONG_OTHERS = 1.5
# A text in which nothing is as likely as this is not looked at further.
WORTH = -2.5
# By how much, in nats, a text must raise the share of misread words before all its words are asked about.
TELLING = 0.7
# Neighbours hardly ever say more than this for a word, in nats.
MOST_CONTEXT = 5.0
UNLIKELY = -4.6
# How frequent a word is whose old spelling counts.
OLD, OLD_MARGIN = -14.0, 1.5
# A repair less likely than this beside the first is not worth showing.
LEAST_SHARE = 0.02
# The share of words misread that is assumed of a text that shows nothing, and from which the reader is taken to be a bad one.
PRIOR = math.log(1e-4)
# Words that a text must have many more of before what it shows outweighs what is assumed; the share from which learning sets out.
ASSUMED, SUPPOSED, ROUNDS = 100, 2e-3, 4
LEAST_EVIDENCE = -4.0
ACROSS, ACROSS_MERGED = 0.3, 0.05
BAD_READER = math.log(3e-3)
# The share of old spellings from which a text is an old one, how much likelier a misreading must be there or where one word in so many
# is unknown; how often a dialect drops the end of a word.
OLD_TEXT = math.log(6e-3)
CAUTION, UNREADABLE = 4.0, 3
DIALECT = 4
# Words of those who chat, and how many different ones tell.
CHAT = frozenset(
    b"lol omg wtf brb thx thnx pls plz u ur r ppl btw idk imo imho rofl lmao haha hehe yep nah kk np ya gonna gotta wanna cuz dunno tho tmrw srsly".split()
)
SEVERAL_OF_CHAT = 3
# A text without line breaks that holds so many words in two pieces has lost the hyphens at the ends of its lines.
LOST_LINES = 2
# How many words of a clean text are unknown, by how they are written.
GENUINE_LOWER, GENUINE_NAME, GENUINE_CAPITALS = math.log(1.5e-3), math.log(2e-2), math.log(8e-2)
# How much likelier genuine each further time makes a word, and where words are misread throughout, the same ones among them.
REPEATED, REPEATED_WIDE = 1.5, 0.6
# Less likely than the lower-case word: that it begins a name. How much likelier a function word is where a sentence begins.
NAMED, BEGINS = 2.5, 2.0
# What a confusion may cost in a name that alone seems misread in its text.
NAME_COST = 2.5
# Words with digits in them are names of things, whose digits follow or precede the letters; digits among letters are not.
GENUINE_NUMBERED, A_DIGIT, AMID, A_CODE = math.log(3e-3), math.log(10), 4.0, 6.0
# How much likelier a word with accents is genuine than its letters say.
ACCENTED = 4.0
# A lone capital inside a word that is not two: how much less likely anybody wrote it, and how frequent the parts of one that is two are.
INSIDE, PART = 2.0, -13.0
_INSIDE = re.compile(rb"[a-z]+[A-TV-Z][a-z]*")
UNUSUAL = 2.5
_ROUND = re.compile(rb"[a-z]+[015][a-z]+")
_AMID = re.compile(rb"[a-z][0-9]+[a-z]|^[0-9][a-z]{2}(?<!st|nd|rd|th)")
# Words that begin, and that end, no compound; endings of words that begin none; words frequent enough to run together by chance.
BEGINNING_WORDS = frozenset(
    b"of to the and that is was were with his her their its my your our he she they we it you this these those from but as or "
    b"had has have are been not if when which who what will would can could should than then there so because "
    b"all any some very more most such each every no only other two three also about into between through during does did do "
    b"being may might must how while where why him them us me at in on for be an".split()
)
ENDING_WORDS = frozenset(
    b"of the and that is was were with his her their its my your our he she they we it you this these those from at as or has had have "
    b"are been not which who what will would can could should than then there to for into between through during does did "
    b"him them us me because if but when where also any some such each every being may might must a i an by".split()
)
FUNCTION_WORDS = BEGINNING_WORDS | ENDING_WORDS
FIRST_WORDS = FUNCTION_WORDS - {b"a", b"i", b"me", b"us", b"so", b"do", b"be"}
# A word with so many letters may be three.
LONG, RARE = 7, -14.0
# Words that begin one word as often as they stand before another.
PREFIXED = frozenset(b"in on at for be so no as an a i by he her him non two three also one self".split())
COMBINING = frozenset(
    b"post inter intra extra non micro macro multi anti pre pro de un mis dis re neo bio geo hydro photo electro neuro immuno over under out sub super "
    b"agro astro bio cardio crypto ethno gastro iso meso ortho osteo petro physio psycho radio stereo xeno semi pseudo quasi counter hyper hypo mono poly proto retro tele thermo trans ultra uni auto cyber eco ex euro fore mega mid mini nano "
    b"omni para pan sino socio step techno up vice wiki meta palaeo paleo".split()
)
_INFLECTED = (
    b"ed",
    b"ing",
    b"ly",
    b"tion",
    b"tions",
    b"ments",
    b"ers",
    b"ors",
    b"ous",
    b"ive",
    b"ful",
    b"ity",
    b"ies",
    b"ical",
    b"ance",
    b"ence",
    b"able",
    b"ible",
    b"ary",
    b"ial",
    b"ship",
    b"ness",
)
# Endings of words that end no compound, and words that are part of none.
_ENDING_NONE = (b"ly", b"tions", b"able", b"ible", b"ical", b"ments")
APART = frozenset(
    b"very another again different however never always often already almost quite rather many much current several further whether "
    b"until although though people first last own same various certain less early here now me yet".split()
)
COMMON = math.log(1e-5)
MOST_AROUND = 1.5
# What counts as no compound at all, and by how much more two words are believed then.
BETWEEN_FUNCTION_WORDS, NO_COMPOUND = -3.0, 2.0
# Two pieces of a word so long may be misread as well; how frequent that word must be.
TORN, UNHEARD = 7, -18.0
MERGED_COST, SPLIT_COST = 0.5, 0.5
# A word of a known stem with a known ending is likelier new than misread.
DERIVED = 4.0
LONGEST = 28
# Words that are read with a stop.
ABBREVIATED = frozenset(b"cf nn ff pp viz ibid esp seq op cit vs resp approx".split())
FEWEST_WORDS = 4
# So many different words are looked for in the text one by one.
FEW = 8
# Code points that tell the language of a text full of unknown words.
_OPENING = 6000
_SOURCES = frozenset(("code", "json"))
# Code points on either side of a word in which its quotation begins and ends.
QUOTED = 200
_OPENING_MARKS, _CLOSING_MARKS = '"“«‘„‹', '"”»’“›'
_LETTER_ALONE = expression(r"\b\w\b")
_LOST = "a hyphen at the end of a printed line was lost; only the page tells whether it belongs to the word"
_OLD = "in old or hardly readable print, or in dialect, it may be the word itself"
_END = re.compile(rb" ([a-z]{1,3})\b")
# Code points that share one answer about the language.
_PLACE = 200

_QUOTES = b" \n\"'\x91\x93"
_APOSTROPHES = b"'\x91\x92"
_BEFORE_PART = _APOSTROPHES + b".:"
_RUN = re.compile(rb"[^\W\d_]+")
_BESIDE_CODE = frozenset(b"_@#/\\=<>$%&[]{}~^|*+0123456789")
# The share of words misread where every long s was.
LONG_S_THROUGHOUT = math.log(0.12)
_WITH_F = re.compile(rb"\b[a-z]*f[a-z]+")
_SMALL = b"abcdefghijklmnopqrstuvwxyz"
_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


class _Reading(NamedTuple):
    """What was misread in a document, surely or probably, and how many words are expected to be, each by its probability."""

    misread: tuple[Misreading, ...]
    expected: float


_NOTHING = _Reading((), 0.0)


def misreadings(doc: Document, kind: str) -> list[Misreading]:
    """The probable misreadings of one kind in a document, in text order; all are found once a document."""
    found = doc.view(_reading).misread
    return [misreading for misreading in found if misreading.kind is kind] if found else []


def expected_misread(doc: Document) -> float:
    """How many words of a document are expected to be misread: those that are reported and those that are only doubtful."""
    return doc.view(_reading).expected


# Words so frequent that no neighbour makes their misreading doubtful.
EVERYWHERE = frozenset(b"the and of to that with but this from what which for they".split())
# From this length on, in code points, a single misread word of a kind is a note: a page that was misread shows more.
LONG_PAGE = 3000
# So many words expected to be misread are more than a writer's own slips.
BADLY = 1.5


def is_badly_read(doc: Document) -> bool:
    """Whether several words of a document are misread: it was read from a print, which sets its marks as it likes."""
    return expected_misread(doc) >= BADLY


def _some_misread(doc: Document, found: Strangers) -> bool:
    return bool(found and doc.view(_reading).misread)


def _reading(doc: Document) -> _Reading:
    found = doc.view(strangers)
    if not found:
        return _NOTHING
    # Most texts show nothing at the first glance, which asks only about words that have any other reading.
    places = _promising(doc.codes, found)
    words = doc.word_count
    if not places or _is_other(doc, len(found), words):
        return _NOTHING
    repeated = Counter(word for _, _, word in found)
    priors, old, wide = dict.fromkeys(KINDS, PRIOR), PRIOR, False
    best = [_options(doc, place, priors, old, wide, repeated[place.word]) for place in places]
    if max(options[0].nats if options else WORTH for options in best) <= WORTH and len(best) < 2:
        return _NOTHING
    asked = dict(zip(places, best, strict=True))
    if max(_learned(places, best, priors, words).values()) > PRIOR + TELLING:
        places = [place for start, _, word in found if (place := _place(doc.codes, start, word, thorough=True, deep=True))]
    else:
        places = [
            thorough
            for options, place in zip(best, places, strict=True)
            if options
            and options[0].nats > WORTH
            and (thorough := _place(doc.codes, place.start, place.word, thorough=True)) is not None
        ]
    if not places:
        return _NOTHING
    for _ in range(3):
        # At first nothing is assumed but what was before.
        best = [asked.get(place) or _options(doc, place, priors, old, wide, repeated[place.word]) for place in places]
        asked = {}
        learned = _learned(places, best, priors, words)
        # Old spellings are those for which no misreading is likelier.
        spelled = {
            place.word
            for options, place in zip(best, places, strict=True)
            if place.old > OLD and not (options and _is_likelier(options[0], place, priors, old))
        }
        known_old = max(PRIOR, math.log(max(len(spelled) - 1.0, 1e-9) / (words + 50)))
        if known_old <= old + 0.2 and all(own <= priors[kind] + 0.2 for kind, own in learned.items()):
            break
        priors, old, wide = learned, known_old, learned[LETTERS] > BAD_READER and old < OLD_TEXT
    if priors[LONG_S] > BAD_READER:
        best += [(option,) for option in _read_with_f(doc, places, priors[LONG_S])]
    codes = doc.codes
    # Among old spellings, in dialect, and where hardly a word can be read, whatever is not a plain confusion of shapes may be anything.
    chat = len(CHAT.intersection(doc.words)) >= SEVERAL_OF_CHAT
    spoken = chat or _is_dialect(codes)
    careful = old > OLD_TEXT or len(found) * UNREADABLE > words or spoken
    among_others = not careful and max(priors[LETTERS], priors[DIGIT]) > max(BAD_READER, old + TELLING)
    torn = {options[0].start for options in best if options and options[0].kind is SPLIT and options[0].nats > REPORTED[SPLIT]}
    others = sum(bool(options) and options[0].kind is not SPLIT and options[0].nats > REPORTED[LETTERS] for options in best)
    lost = len(torn) >= LOST_LINES - bool(others) and "\n" not in doc.text.strip()
    misread = []
    expected = 0.0
    for options in best:
        if options and options[0].kind is not MERGED:
            expected += 1 / (1 + math.exp(max(-30.0, min(30.0, spoken * CAUTION - options[0].nats))))
        # Who chats spells as he likes.
        if options and options[0].nats > REPORTED[options[0].kind] and not (chat and options[0].kind is LETTERS):
            start, end, kind, nats = options[0].start, options[0].end, options[0].kind, options[0].nats
            only_shown = _LOST if lost and kind is SPLIT else ""
            if careful and kind is LETTERS and codes[start + 1 : end].islower():
                nats -= CAUTION
                only_shown = "" if nats > (APPLIED if old > OLD_TEXT else REPORTED[kind]) else _OLD
                if spoken and nats <= REPORTED[kind]:
                    continue
            elif (
                kind is LETTERS
                and not among_others
                and options[0].printed not in EVERYWHERE
                and _is_in_company(codes, start, end, repeated)
            ):
                nats -= CAUTION
                only_shown = _OLD
            elif kind is LETTERS and nats < APPLIED and old > PRIOR + TELLING and not among_others:
                only_shown = _OLD
            elif kind is MERGED and (careful or among_others or old > PRIOR):
                # Old print sets words close, and what is misread in other ways is seldom two words.
                only_shown = _OLD
            if among_others and kind in (LETTERS, DIGIT):
                sure = SURE_AMONG_OTHERS
            elif kind is not SPLIT and doc.view(is_manual):
                # Commands, options and versions are called anything.
                sure = SURE_NAME
            else:
                sure = SURE_NAME if kind is LETTERS and codes[start : start + 1].isupper() else SURE
            misread.append(Misreading(start, end, kind, nats, options, only_shown, sure))
    if not misread or notations(doc) & _SOURCES:
        return _NOTHING
    foreign: dict[int, bool] = {}
    apart = tuple(_apart(misread))
    ours = tuple(
        misreading
        for misreading in apart
        if not _is_foreign(doc, misreading.start, foreign) and not _is_quoted_abroad(doc.text, misreading.start)
    )
    if any(doc.text[misreading.start].isupper() for misreading in ours):
        told = _told_of_names(doc)
        ours = tuple(
            misreading
            for misreading in ours
            if not any(start < misreading.end and misreading.start < end for start, end in told)
        )
    # Of the doubtful ones as many are taken to stand in another language as of the others.
    return _Reading(ours, expected * len(ours) / max(1, len(apart)))


def _told_of_names(doc: Document) -> list[tuple[int, int]]:
    """Names that are known to be wrong, which say themselves what they should be: such a word is reported once."""
    # Most documents ask for none of the offices and names behind it.
    from textcheck.attribution import SLIP, judgements
    from textcheck.names import variants

    found = [(judged.mention.start, judged.mention.end) for judged in doc.view(judgements) if judged.kind == SLIP]
    return found + [(variant.start, variant.end) for variant in doc.view(variants)]


def _is_in_company(codes: bytes, start: int, end: int, strangers: Mapping[bytes, int]) -> bool:
    """Whether a word that seems misread has letters that English has not, or stands beside a word that is not known either."""
    if not codes[start:end].isascii():
        return True
    before, after = codes[max(0, start - LONGEST) : start].split()[-1:], codes[end : end + LONGEST].split()[:1]
    for word in (*(before if codes[start - 1 : start] == b" " else ()), *(after if codes[end : end + 1] == b" " else ())):
        alone = word.strip(_QUOTES + b",;:.!?\x93\x94")
        if alone.lower() in strangers and (alone.islower() or not alone.isascii()):
            return True
    return False


def _is_dialect(codes: bytes) -> bool:
    """Whether a text writes speech as it sounds: "goin' to", "respectin' the"."""
    return codes.count(b"in' ") + codes.count(b"in\x92 ") >= DIALECT


def _is_likelier(option: Option, place: _Place, priors: dict[str, float], old: float) -> bool:
    """Whether a misreading would be likelier than an old spelling if both were equally frequent."""
    printed = option.nats + max(place.genuine, place.old + old) - priors[option.kind]
    return printed > place.old + OLD_MARGIN


def _learned(places: list[_Place], best: list[tuple[Option, ...]], priors: dict[str, float], words: int) -> dict[str, float]:
    """The logarithm of the share of words misread in each way, as far as all but the surest of them show.

    Every word counts once, and the surest not at all: a document is not to believe a word because of that word.
    """
    if sum(bool(options) and options[0].nats > LEAST_EVIDENCE for options in best) < 2:
        return dict.fromkeys(KINDS, PRIOR)
    advantages: dict[str, dict[bytes, float]] = {kind: {} for kind in KINDS}
    for options, place in zip(best, places, strict=True):
        if not options or (options[0].kind is MERGED and _compound(*options[0].printed.split(b" ", 1)) > -2):
            # A new compound says nothing of the reader.
            continue
        if options[0].nats - priors[options[0].kind] > LEAST_EVIDENCE - PRIOR:
            of_kind = advantages[options[0].kind]
            of_kind[place.word] = max(of_kind.get(place.word, -99.0), options[0].nats - priors[options[0].kind])
    learned = {}
    for kind, of_kind in advantages.items():
        others = sorted(of_kind.values())[:-1]
        share = SUPPOSED
        for _ in range(ROUNDS):
            probable = sum(1 / (1 + math.exp(-min(30.0, nats + math.log(share)))) for nats in others)
            share = (probable + ASSUMED * math.exp(PRIOR)) / (words + ASSUMED)
        learned[kind] = max(PRIOR, math.log(share))
    # One kind of damage makes the others likelier, if less than itself.
    most = max(learned.values())
    return {
        kind: max(own, PRIOR + (ACROSS_MERGED if kind is MERGED else ACROSS) * (most - PRIOR)) for kind, own in learned.items()
    }


def _is_foreign(doc: Document, start: int, known: dict[int, bool]) -> bool:
    """Whether a place is in another language, as far as neighbouring places share one answer."""
    place = start // _PLACE
    if place not in known:
        known[place] = language.is_foreign(doc.text, place * _PLACE, (place + 1) * _PLACE)
    return known[place]


def _is_quoted_abroad(text: str, start: int) -> bool:
    """Whether a place stands in a quotation in another language."""
    line, low = text.rfind("\n", 0, start) + 1, max(0, start - QUOTED)
    opened = max(text.rfind(mark, max(line, low), start) for mark in _OPENING_MARKS)
    if opened < 0:
        return False
    closed = min((at for mark in _CLOSING_MARKS if (at := text.find(mark, start, start + QUOTED)) >= 0), default=-1)
    quoted = text[opened + 1 : closed]
    return closed > 0 and quoted.count(" ") > 1 and language.detect(quoted) not in ("en", None)


def _as_printed(doc: Document, option: Option) -> str:
    """What was printed, in the case of what was read."""
    raw = doc.text[option.start : option.end]
    if option.kind is SPLIT and (whole := raw.replace(" ", "")).lower() == option.printed.decode("cp1252"):
        return whole
    if option.kind is MERGED:
        words, at = [], 0
        for part in option.printed.split():
            words.append(raw[at : at + len(part)])
            at += len(part)
        return " ".join(words)
    printed = option.printed.decode("cp1252")
    # A capital U inside a word in small letters is none of its letters.
    capitals = sum(letter.isupper() for letter in raw.replace("U", ""))
    letters = sum(letter.isalpha() for letter in raw)
    if raw.isupper() or (capitals > 1 and 2 * capitals > letters):
        return printed.upper()
    # A capital that was read for a small letter begins no word.
    if raw[:1].isupper() and not ((raw[0] in "IH" and printed[0] == "l") or (raw[0] == "B" and printed[0] == "s")):
        return printed[:1].upper() + printed[1:]
    return printed


def _apart(found: list[Misreading]) -> Iterator[Misreading]:
    """Of misreadings that overlap, the surest."""
    found.sort(key=lambda misreading: misreading.start)
    last: Misreading | None = None
    for misreading in found:
        if last is not None and misreading.start < last.end:
            last = max(last, misreading, key=lambda one: one.nats)
            continue
        if last is not None:
            yield last
        last = misreading
    if last is not None:
        yield last


def _strangers(doc: Document) -> Strangers:
    if doc.context.language not in (None, "en"):
        return []
    found: list[tuple[int, int, bytes]] = []
    unknown = vocabulary().unknown(doc.words)
    if unknown:
        padded = b" %b " % doc.word_codes
        if len(unknown) <= FEW:
            for word in unknown:
                if _is_no_word(word):
                    continue
                start = padded.find(b" %b " % word)
                while start >= 0:
                    found.append((start, start + len(word), word))
                    start = padded.find(b" %b " % word, start + 1 + len(word))
            found.sort()
        else:
            at = 0
            for word in filter(unknown.__contains__, doc.words):
                # The words stand in text order, so that each search goes on where the last one ended, and all read the text once.
                start = padded.find(b" %b " % word, at)
                at = start + 1 + len(word)
                if not _is_no_word(word):
                    found.append((start, start + len(word), word))
    return _with_capitals_inside(doc, found)


def _strangers_of_batch(batch: Batch) -> Iterator[Strangers]:
    words = batch.words
    unknown = vocabulary().known_hashes.lacks(words.hashes)
    starts, ends = words.starts[unknown].tolist(), words.ends[unknown].tolist()
    for doc, offset, numbers in zip(batch.docs, batch.offsets, words.by_document(unknown), strict=True):
        if doc.context.language not in (None, "en"):
            yield []
            continue
        found = []
        for number in numbers:
            start, end = starts[number], ends[number]
            word = batch.word_codes[start:end]
            if not _is_no_word(word):
                found.append((start - offset, end - offset, word))
        yield _with_capitals_inside(doc, found)


strangers = BatchView(_strangers, _strangers_of_batch)
"""The words of a document that are not known, or doubtful, and where they stand, in text order; a view."""

some_misread = following(strangers, _some_misread)
"""Whether any word of a document is probably misread: a view."""


def _is_no_word(word: bytes) -> bool:
    return len(word) > LONGEST or word.isdigit()


def _with_capitals_inside(doc: Document, found: list[tuple[int, int, bytes]]) -> list[tuple[int, int, bytes]]:
    """Unknown words, and those with a capital U inside: folded, such a word may be known, as "aU" is the French "au"."""
    codes = doc.codes
    capital: list[tuple[int, int, bytes]] = []
    at = codes.find(b"U", 1)
    while at > 0:
        if codes[at - 1] in _SMALL:
            head, tail = codes[max(0, at - LONGEST) : at], codes[at + 1 : at + LONGEST]
            start, end = at - len(head) + len(head.rstrip(_LETTERS)), at + 1 + len(tail) - len(tail.lstrip(_SMALL))
            capital.append((start, end, codes[start:end].lower()))
        at = codes.find(b"U", at + 1)
    if capital:
        known = {start for start, _, _ in found}
        found += [one for one in capital if one[0] not in known and one[1] - one[0] <= LONGEST]
        found.sort()
    return found


def _is_other(doc: Document, unknown: int, words: int) -> bool:
    """Whether a text is no English to speak of, or too little of it to judge by."""
    if words < FEWEST_WORDS:
        return True
    if unknown * 6 < words:
        return False
    if unknown * 10 > words * 7:
        return True
    functional = sum(map(doc.words.count, (b"the", b"of", b"and", b"to")))
    if functional * 25 > words:
        return False
    if not functional and unknown * 3 > words:
        return True
    # Single letters are function words of many languages, and what dirt is read as.
    return language.detect(_LETTER_ALONE.sub(" ", doc.text[:_OPENING])) not in ("en", None)


def _place(codes: bytes, start: int, word: bytes, *, thorough: bool, deep: bool = False) -> _Place | None:
    """A word that is not known with what stands around it; None where that speaks of code, of an abbreviation or of an ending.

    `thorough` asks for its spelling of today, too, and `deep` looks further for one.
    """
    end = start + len(word)
    beside = codes[max(0, start - 1) : start] + codes[end : end + 1]
    # A letter that Windows-1252 has not is unknown here, and with it the word.
    if b"?" in word or not _BESIDE_CODE.isdisjoint(beside):
        return None
    raw = codes[start:end]
    key = _key(raw)
    left, right = codes[max(0, start - LONGEST) : start], codes[end : end + LONGEST]
    before, after = _neighbours(left, right)
    if right[:1] in b".:(" and (right[1:2].isalnum() or word in ABBREVIATED):
        return None
    if left[-1:] in _BEFORE_PART and left[-2:-1].isalnum():
        return None
    # Halves of a word that was broken at the end of a line, with or without its hyphen.
    if right[:2] == b"-\n" or left[-2:] == b"-\n" or _is_part(word, left, right):
        return None
    if (left[-1:] == b"\n" and before and before + word in vocabulary().table) or (
        right[:1] == b"\n" and after and word + after in vocabulary().table
    ):
        return None
    if raw.isupper() and len(raw) < 6 and _is_alone(codes, start, end):
        # An abbreviation.
        return None
    genuine, named = _genuine(raw)
    if genuine is None:
        return None
    if named and (not left or left.rstrip(_QUOTES)[-1:] in b".?!"):
        # Any word begins a sentence so.
        named = 0.0
    if word in vocabulary().table and word.isalpha() and b"U" not in raw[1:]:
        genuine += context(before, word, after)
    today = modern(word, deep) if deep or (thorough and not vocabulary().is_doubtful(word)) else None
    old = today[1] + context(before, today[0], after) - OLD_COST if today else -99.0
    return _Place(start, end, word, raw, key, genuine, named, old, before, after)


def _key(raw: bytes) -> bytes:
    """A word as it is looked up among misreadings: as it was read, but for what a capital inside a word says of the first one."""
    return raw if raw[1:].islower() or raw.isupper() or raw[:1] in b"BHI" else raw[:1].lower() + raw[1:]


@lru_cache(1 << 12)
def _genuine(raw: bytes) -> tuple[float | None, float]:
    """How likely somebody wrote a word, whatever stands beside it, None for a number; and what its capital costs a misreading."""
    genuine, named = _written(raw)
    word = raw.lower()
    if genuine is not None and word.isalpha() and is_derived(word) and vocabulary().frequency(word) is None:
        genuine += DERIVED
    return genuine, named


def _written(raw: bytes) -> tuple[float | None, float]:
    """The same without regard to the parts of a word."""
    word = raw.lower()
    in_small = raw.islower() or (b"U" in raw[1:] and not raw.isupper())
    share = GENUINE_LOWER if in_small else GENUINE_CAPITALS if raw.isupper() else GENUINE_NAME
    named = 0.0 if in_small else NAMED
    if not word.isalpha():
        if word[-1:].isalpha() and word[:-1].isdigit() and len(word) > 2:
            return None, named
        letters = word.translate(None, b"0123456789")
        if not word.isascii() and letters == word:
            # Accents are mostly those of another language.
            return share + form_nats(word) + ACCENTED, named
        genuine = GENUINE_NUMBERED + form_nats(letters) - A_DIGIT * (len(word) - len(letters))
        genuine -= AMID if _AMID.search(word) else 0.0
        if len(letters) > 2 and (_ROUND.fullmatch(word) or (len(letters) > 3 and word[-1:].isdigit() and _is_unknown(letters))):
            # Names of things number words or few letters, and seldom with these digits in the middle.
            genuine -= UNUSUAL
        return genuine + (A_CODE if len(word) < 3 or not raw.islower() else 0.0), named
    if _INSIDE.fullmatch(raw) and not _is_camel(raw):
        # Nobody writes a capital there.
        return GENUINE_LOWER + form_nats(word) - INSIDE, 0.0
    own = vocabulary().frequency(word)
    if own is not None and not (in_small and not raw.islower()):
        # A word that is written so, however rarely, has as many capitals as others.
        return own, min(named, NAMED / 2)
    return share + form_nats(word), named


def _is_camel(raw: bytes) -> bool:
    """Whether a word in small letters with a capital inside is two words, or one behind a letter or before one: getItem, iPhone, typeA."""
    frequency = vocabulary().frequency
    at = next(at for at in range(len(raw)) if raw[at : at + 1].isupper())
    head, tail = raw[:at], raw[at:].lower()
    known_head = len(head) < 2 or (frequency(head) or -99.0) > PART
    return known_head and (len(tail) < 2 or (frequency(tail) or -99.0) > PART)


def _promising(codes: bytes, found: list[tuple[int, int, bytes]]) -> list[_Place]:
    """The places that may turn out to be misread, whatever the neighbours of each word say for it."""
    places = []
    table = vocabulary().table
    last, one = -2, b""
    for start, end, word in found:
        raw = codes[start:end]
        torn = start == last + 1 and codes[last] == 32 and len(one) + len(word) >= TORN and raw.islower()
        whole = one + word
        last, one = end, word
        if raw.isupper() and len(raw) < 6 and _is_alone(codes, start, end):
            continue
        if torn and likeliest(whole, WIDE) > UNHEARD:
            pass
        elif _promise(raw) < WORTH - MOST_CONTEXT:
            if raw[1:].islower() and not raw.islower():
                # A name, unless its end follows behind a space.
                rest = _END.match(codes, end)
                if rest is None or word + rest.group(1) not in table:
                    continue
            before, after = _neighbours(codes[max(0, start - LONGEST) : start], codes[end : end + LONGEST])
            if not (before and before + word in table) and not (after and word + after in table):
                continue
        elif word in table:
            # A doubtful word that stands between the neighbours that it is known to have.
            before, after = _neighbours(codes[max(0, start - LONGEST) : start], codes[end : end + LONGEST])
            if before and after and pair_count(before, word) and pair_count(word, after):
                continue
        place = _place(codes, start, word, thorough=False)
        if place is not None:
            places.append(place)
    return places


def _is_alone(codes: bytes, start: int, end: int) -> bool:
    """Whether a word in capitals stands among words in small letters, as abbreviations do."""
    return not (codes[max(0, start - 6) : start].strip().isupper() or codes[end : end + 6].strip().isupper())


@lru_cache(1 << 13)
def _promise(raw: bytes) -> float:
    """How likely a word is misread, in nats, as far as it alone says."""
    word = raw.lower()
    genuine, named = _written(raw)
    if genuine is None or b"?" in word:
        return -99.0
    key = _key(raw)
    alphabetic = word.isalpha()
    if alphabetic and raw[1:].islower() and len(word) > 4 and genuine < UNLIKELY * len(word):
        return 0.0
    if not alphabetic or not (key[1:].islower() or raw.isupper()):
        best = max([nats for _, nats, _ in candidates(key, False)], default=-99.0)
    else:
        # One name among others is not misread in some rare way.
        best = likeliest(key, NAME_COST if named else MOST_COST)
    if best > -99.0 and best + PRIOR - named - genuine >= WORTH - MOST_CONTEXT:
        genuine = _genuine(raw)[0] or genuine
    best += PRIOR - named - genuine
    if len(word) > 3 and alphabetic and (raw.islower() or raw.isupper() or not BEGINNING_WORDS.isdisjoint(_beginnings(word))):
        for at, nats in halves(word):
            one, other = word[:at], word[at:]
            best = max(
                best, min(PRIOR - genuine + nats, pair_nats(one, other) + MOST_AROUND - _compound(one, other) - MOST_CONTEXT)
            )
    if alphabetic and len(word) >= LONG and raw.islower() and _may_be_three(word):
        together, nats = parts(word)
        if _are_words(together):
            best = max(best, PRIOR - genuine + nats)
    return best


def _may_be_three(word: bytes) -> bool:
    """Whether a word begins with a function word and is not two words that are not rare."""
    return not FIRST_WORDS.isdisjoint(_beginnings(word)) and not any(
        min(_nats(word[:at]), _nats(word[at:])) > RARE for at, _ in halves(word)
    )


def _are_words(parts: tuple[bytes, ...]) -> bool:
    """Whether three words or more stand beside each other in sentences: a function word first, and short ones that are frequent."""
    return parts[:1] != () and parts[0] in FIRST_WORDS and all(len(part) > 2 or part in FUNCTION_WORDS for part in parts[1:])


def _beginnings(word: bytes) -> list[bytes]:
    return [word[:at] for at in range(2, min(len(word), 6))]


def _is_part(word: bytes, left: bytes, right: bytes) -> bool:
    """Whether a word is one side of a hyphen inside a known word, or lacks a letter for its apostrophe: `construc-tion`, `remov'd`."""
    frequency = vocabulary().frequency
    if right[:1] == b"-" and (other := _RUN.match(right, 1)):
        return frequency(word + other.group().lower()) is not None
    if left[-1:] == b"-" and (other := _RUN.match(left[::-1], 1)):
        return frequency(other.group()[::-1].lower() + word) is not None
    return (
        right[:1] in _APOSTROPHES and right[1:2] == b"d" and (frequency(word + b"e") is not None or frequency(word) is not None)
    )


def _neighbours(left: bytes, right: bytes) -> tuple[bytes, bytes]:
    """The words right before and after a place, in lower case, empty where something else than a space stands between."""
    before = after = b""
    if left[-1:] in b" \n" and (parts := left.split()):
        before = parts[-1].lower()
    if right[:1] in b" \n" and (parts := right.split()):
        after = parts[0].lower().rstrip(b".,;:!?)")
    return before if before.isalpha() else b"", after if after.isalpha() else b""


def _options(
    doc: Document, place: _Place, priors: dict[str, float], old: float, wide: bool, repeated: int
) -> tuple[Option, ...]:
    """What may have been printed at a place, the likeliest first."""
    start, end, word, raw, key, genuine, named, spelled, before, after = place
    genuine = max(genuine, spelled + old)
    codes = doc.codes
    against = -genuine - (REPEATED_WIDE if wide else REPEATED) * min(repeated - 1, 3)
    # The capital of a word that begins a sentence, as these do more often than names, says nothing.
    begins = raw[:1].isupper() and raw[1:].islower() and not named
    found = []
    best = 0.0
    # Letters that follow each other as in no word were misread more than once.
    wide = wide or (len(word) > 4 and raw[1:].islower() and word.isalpha() and genuine < UNLIKELY * len(word))
    for printed, nats, kind in candidates(key, wide):
        best = best or nats
        if nats + against + priors[kind] + MOST_CONTEXT < WORTH or nats < best - MOST_CONTEXT:
            break
        if key[:1] in b"BHI" and printed[:1] in b"lsit" and printed[:1] != word[:1]:
            # No capital was printed there.
            nats += NAMED
        if begins and printed in BEGINNING_WORDS:
            nats += BEGINS
        nats += against + priors[kind] - named + context(before, printed, after)
        found.append(Option(printed, nats, kind, start, end))
    if len(word) > 3:
        prior = priors[MERGED]
        if raw[:1].isupper() and raw[1:].islower():
            # A name does not become two words by beginning a sentence.
            named = max(named, NAMED)
        for at, nats in halves(word):
            one, other = word[:at], word[at:]
            compound = _compound(one, other)
            if compound > BETWEEN_FUNCTION_WORDS and (_is_form(word) or not raw[1:].islower()):
                continue
            if compound > 0 and (one in COMBINING or vocabulary().is_doubtful(one) or vocabulary().is_doubtful(other)):
                continue
            if (compound > 0 and not raw[1:].islower()) or (not raw[at:].islower() and not raw.isupper() and len(one) < 3):
                continue
            around = pair_nats(before, one) + pair_nats(other, after)
            # A word of two words is likelier a compound than two that ran together, unless such words stand beside each other.
            # The neighbours of the two may as well be those of the compound.
            apart = pair_nats(one, other) + min(around, MOST_AROUND) + prior - PRIOR - compound
            if compound > BETWEEN_FUNCTION_WORDS:
                # What is a name, or comes again, is one word.
                apart -= named + REPEATED * min(repeated - 1, 3)
            nats = min(against + prior - MERGED_COST + nats - named + around, apart)
            if compound <= BETWEEN_FUNCTION_WORDS and raw.islower():
                nats += NO_COMPOUND
            found.append(Option(one + b" " + other, nats, MERGED, start, end))
    if len(word) >= LONG and raw.islower() and _may_be_three(word):
        apart_words, nats = parts(word)
        if _are_words(apart_words):
            around = pair_nats(before, apart_words[0]) + pair_nats(apart_words[-1], after)
            nats += against + priors[MERGED] - MERGED_COST * (len(apart_words) - 1) + around
            found.append(Option(b" ".join(apart_words), nats, MERGED, start, end))
    if before and codes[start - 1] == 32 and (raw.islower() or raw.isupper()):
        first = start - 1 - len(before)
        found += _joined(before, word, against + priors[SPLIT], first, end, before)
    if after and codes[end] == 32 and (codes[end + 1 : end + 2].islower() or raw.isupper()):
        found += _joined(word, after, against + priors[SPLIT], start, end + 1 + len(after), after)
    found.sort(key=lambda option: -option.nats)
    return tuple(found[:5])


def _is_form(word: bytes) -> bool:
    """Whether a word is a plural or an adverb of a known one."""
    frequency = vocabulary().frequency
    return (word[-1:] == b"s" and frequency(word[:-1]) is not None) or (word[-2:] == b"ly" and frequency(word[:-2]) is not None)


def _compound(one: bytes, other: bytes) -> float:
    """How much likelier than two words that ran together a compound of them is, in nats, where they meet by chance."""
    if one in PREFIXED or len(other) < 3:
        if other not in BEGINNING_WORDS:
            return 2.5
        # Two letters at the end of a longer word are as often an ending.
        return -1.0 if other in PREFIXED or (len(other) < 3 and one not in BEGINNING_WORDS) else -3.0
    if one in BEGINNING_WORDS or other in ENDING_WORDS:
        return -3.0
    if len(one) > 3 and len(other) > 3 and (one.endswith(_INFLECTED) or (other.endswith(_ENDING_NONE) and _nats(one) > COMMON)):
        return -1.0
    if one in APART or other in APART:
        return -1.0
    return 1.5 if len(one) > 3 and len(other) > 3 and min(_nats(one), _nats(other)) > COMMON else 3.5


def _nats(word: bytes) -> float:
    nats = vocabulary().frequency(word)
    return -99.0 if nats is None else nats


def _read_with_f(doc: Document, places: list[_Place], prior: float) -> Iterator[Option]:
    """The known words with f that are likelier others with s, in a text where f was read for the long s."""
    frequency = vocabulary().frequency
    taken = {place.start for place in places}
    codes = doc.codes
    for match in _WITH_F.finditer(doc.word_codes):
        start, end = match.span()
        word = match.group()
        if start in taken or len(word) > LONGEST or (own := frequency(word)) is None:
            continue
        before, after = _neighbours(codes[max(0, start - LONGEST) : start], codes[end : end + LONGEST])
        genuine = own + context(before, word, after)
        options = [
            (nats + context(before, printed, after) - genuine, printed)
            for printed in with_long_s(word)
            if (nats := frequency(printed)) is not None
        ]
        if options:
            nats, printed = max(options)
            # Nearly every s that may be long is read as f there: the share of misread words says how many.
            yield Option(printed, nats + min(0.0, prior - LONG_S_THROUGHOUT) - 1.0, LONG_S, start, end)


def _joined(one: bytes, other: bytes, advantage: float, start: int, end: int, neighbour: bytes) -> list[Option]:
    frequency = vocabulary().frequency
    printed, whole = one + other, frequency(one + other)
    if whole is None:
        if len(printed) < TORN or not (_is_unknown(one) and _is_unknown(other)):
            return []
        # Two pieces that are no words may be one that was misread as well.
        printed, whole, kind = next(iter(candidates(printed, False)), (b"", None, ""))
        if whole is None or kind is not LETTERS:
            return []
        whole -= TWICE
    # The neighbour, too, goes into the whole.
    apart = frequency(neighbour)
    parts = (frequency(one), frequency(other))
    if None not in parts and whole < min(part for part in parts if part is not None) - 2.0:
        # Two words that some write together.
        return []
    if apart is None:
        apart = GENUINE_LOWER + form_nats(neighbour)
    return [Option(printed, advantage - SPLIT_COST + whole - apart, SPLIT, start, end)]


def _is_unknown(word: bytes) -> bool:
    """Whether a word is none, or a doubtful one."""
    return vocabulary().frequency(word) is None or vocabulary().is_doubtful(word)


def context(before: bytes, word: bytes, after: bytes) -> float:
    return (pair_nats(before, word) if before else 0.0) + (pair_nats(word, after) if after else 0.0)


# How unlikely the letters of a word must be, in nats a letter, to be those of no word; of a word from one row of the
# keyboard, and in a text that is not known to be English.
MASHED, MASHED_ROW, MASHED_ABROAD = -4.4, -3.2, -5.2
SHORTEST_MASH = 5
_ROWS = (frozenset(b"asdfghjkl"), frozenset(b"qwertyuiop"), frozenset(b"zxcvbnm"))


def unpronounceable(doc: Document) -> Iterator[tuple[int, int, int, float]]:
    """The spans of words whose letters follow each other as in no word, with how many words they are and the likelihood of their letters.

    In nats; neighbours count as one span.
    """
    last: tuple[int, int, int, float] | None = None
    for start, end, nats in _mashed(doc):
        if last is not None and 0 <= start - last[1] <= 2 and not doc.codes[last[1] : start].strip(b" \n,.;"):
            last = last[0], end, last[2] + 1, last[3] + nats
            continue
        if last is not None:
            yield last
        last = start, end, 1, nats
    if last is not None:
        yield last


def _mashed(doc: Document) -> Iterator[tuple[int, int, float]]:
    found = doc.view(strangers)
    other: bool | None = None
    codes = doc.codes
    for start, end, word in found:
        size = end - start
        if size < SHORTEST_MASH or codes[start:end] != word or not word.isalpha() or not word.isascii() or len(set(word)) < 3:
            continue
        if not _BESIDE_CODE.isdisjoint(codes[max(0, start - 1) : start] + codes[end : end + 1]):
            continue
        if _is_part_of_name(codes, start, end):
            continue
        nats = form_nats(word)
        if nats > (size + 1) * MASHED_ROW:
            continue
        if other is None:
            words = doc.word_count
            other = words >= FEWEST_WORDS and _is_other(doc, len(found), words)
            # Nobody who strikes the keys at random strikes those of accents.
            if other and (doc.odd_codes or language.detect(doc.text[:_OPENING]) not in ("en", None)):
                return
        least = MASHED_ABROAD if other else MASHED
        in_row = size > 5 and any(row.issuperset(word) for row in _ROWS)
        if nats < (size + 1) * (MASHED_ROW if in_row else least):
            yield start, end, nats


def _is_part_of_name(codes: bytes, start: int, end: int) -> bool:
    """Whether a mark joins a word to another one or to a number, as in the names of files and hosts: `sssvlv.5`, `udiv-qrnnd`."""
    return (codes[end : end + 1] in _IN_NAMES and codes[end + 1 : end + 2].isalnum()) or (
        start > 0 and codes[start - 1 : start] in _IN_NAMES and codes[start - 2 : start - 1].isalnum()
    )


_IN_NAMES = (b".", b"-", b":")
# Where so many words that are not known stand in a row, no page was printed so; what may stand between two of them.
FEWEST_IN_ROW, _BETWEEN = 4, b" ,;.:!?"


def rows_of_strangers(doc: Document) -> Iterator[tuple[int, int, int]]:
    """The spans of words in small letters, none of them known, that follow each other in an English text, with how many they are.

    One word of up to three letters may stand between two of them: what nobody could read is a short word as often as none.
    """
    found = doc.view(strangers)
    if len(found) < FEWEST_IN_ROW or _is_other(doc, len(found), doc.word_count):
        return
    codes = doc.codes
    start = last = count = 0
    for at, end, word in found:
        plain = word.isalpha() and len(word) > 1 and codes[at:end] == word and not _is_part_of_name(codes, at, end)
        if (
            plain
            and count
            and at - last <= 7
            and len(between := codes[last:at].strip(_BETWEEN)) <= 3
            and (not between or between.islower())
        ):
            last, count = end, count + 1
            continue
        if count >= FEWEST_IN_ROW and _is_varied(codes[start:last]):
            yield start, last, count
        start, last, count = at, end, int(plain)
    if count >= FEWEST_IN_ROW and _is_varied(codes[start:last]):
        yield start, last, count


def _is_varied(row: bytes) -> bool:
    """Whether most words of a row are different ones: refrains repeat their syllables."""
    words = _RUN.findall(row.lower())
    return len(set(words)) * 2 > len(words)
