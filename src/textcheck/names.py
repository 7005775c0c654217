"""Judges the names of a document: against the packaged offices, against a corpus profile, and against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from textcheck.document import Document, RoleHolders
from textcheck.facts import (
    Comparison,
    Holder,
    Kinship,
    NearMiss,
    compare,
    confidence_of,
    fold,
    holders,
    holders_anywhere,
    in_office,
    is_transliterated,
    near,
    near_miss,
    same_given,
    skeleton,
    words_of,
)
from textcheck.mentions import SHARED_ROLES, Mention, mentions, places, written


def fact_miss(doc: Document, mention: Mention) -> NearMiss | None:
    """The known holder of the mention's office whose name its name nearly is, if any."""
    if mention.role == "title" or mention.name.islower():
        return None
    strict = mention.role.partition(" ")[0] in SHARED_ROLES
    day = doc.view(written)
    if mention.where is not None:
        known = holders(mention.key)
        return near_miss(mention.name, known, day=day, past=mention.past, strict=strict) if known else None
    if len(words_of(mention.name)) < 2 or mention.role in SHARED_ROLES:
        return None
    anywhere = holders_anywhere(mention.role, mention.name)
    if not anywhere:
        return None
    miss = near_miss(mention.name, anywhere, day=day, past=mention.past)
    if miss is None:
        return None
    if not _speaks_of(doc, miss.holder):
        # A name that agrees but for one letter with somebody who holds such an office today needs no more evidence.
        today = in_office(miss.holder, day) and (day is not None or not miss.holder.last or miss.holder.last >= RECENT)
        cap = 0.82 if miss.comparison.slips == 1 and today and not mention.past else 0.6
        return miss._replace(confidence=min(miss.confidence, cap))
    return miss


# Where a document has no date, holders whose terms ended before this are not taken for "today's".
RECENT = "2010"


@cache
def _names_of_place() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word, place in places().items():
        found.setdefault(place, []).append("u.s." if word == "us" else "u.k." if word == "uk" else word)
    found["united states"] += ["white house", "washington"]
    return {place: tuple(words) for place, words in found.items()}


def _speaks_of(doc: Document, holder: Holder) -> bool:
    """Whether the document names the country of an office."""
    return any(
        re.search(rf"(?<!\w){re.escape(word)}(?!\w)", doc.folded) is not None
        for word in _names_of_place().get(holder.where, (holder.where,))
        if word in doc.folded
    )


class ProfileMiss(NamedTuple):
    """A written name close to one that a corpus gives the same role: the corpus's forms of it, the commonest first."""

    names: tuple[str, ...]
    documents: int
    first: date | None
    last: date | None
    comparison: Comparison
    confidence: float


# The known name must stand in this many times as many documents as the odd one, and in at least so many.
MORE_OFTEN = 10
FEWEST = 2


def profile_miss(profile: RoleHolders, mention: Mention) -> ProfileMiss | None:
    """The holder of the mention's role according to the corpus whose name its name nearly is, if any."""
    if mention.role == "title":
        return None
    transliterated = is_transliterated(mention.where)
    supporters = []
    own = 0
    odd_words = {word.folded for word in words_of(mention.name)}
    for holder in profile.namesakes(mention.key, mention.name):
        found = compare(mention.name, holder.name, transliterated)
        if found.kinship is Kinship.NEAR:
            supporters.append((holder, found))
        elif found.kinship is Kinship.SAME and odd_words <= {word.folded for word in words_of(holder.name)}:
            own += holder.documents
        elif found.kinship is Kinship.SAME:
            # The corpus knows the person under this name, with other parts of it left out or shortened.
            return None
    if not supporters:
        return None
    _, comparison = max(supporters, key=lambda pair: pair[0].documents)
    alike = [holder for holder, found in supporters if fold(found.right) == fold(comparison.right)]
    documents = sum(holder.documents for holder in alike)
    if documents < MORE_OFTEN * own:
        return None
    confidence = confidence_of(comparison, transliterated, mention.role in SHARED_ROLES)
    if not confidence:
        return None
    if documents < FEWEST:
        confidence = min(confidence, 0.6)
    if skeleton(fold(comparison.wrong)) == skeleton(fold(comparison.right)) and documents < 20:
        confidence = min(confidence, 0.6)
    if mention.where is None and (own or documents < 5):
        confidence = min(confidence, 0.7)
    alike.sort(key=lambda holder: (-holder.documents, holder.name))
    firsts = [holder.first for holder in alike if holder.first is not None]
    lasts = [holder.last for holder in alike if holder.last is not None]
    return ProfileMiss(
        tuple(holder.name for holder in alike),
        documents,
        min(firsts, default=None),
        max(lasts, default=None),
        comparison,
        confidence,
    )


class Variant(NamedTuple):
    """A rarer spelling of a name within one document: `text[start:end]` against the usual one."""

    start: int
    end: int
    written: str
    usual: str
    times: int
    confidence: float


_WORD_END = re.compile(r"[\w’'‑-]*")
_LETTER_RUN = re.compile(r"[^\W\d_]+")
# What turns a name into another word: the people, the followers, the plural, the language.
_DERIVED = re.compile(
    r"(?:s|es|ian|ians|an|ans|n|ns|ite|ites|ism|ist|ists|ism|ish|esque|ese|er|ers|ic|ville|ton|town|son|sen|mania|nomics|land|ia|y|ie|i|a|o|e|us|d|ed)"
)
SHORTEST = 5


def variants(doc: Document) -> tuple[Variant, ...]:
    """The rarer spellings of the surnames that the document's mentions introduce; ask through `doc.view(variants)`."""
    found: dict[int, Variant] = {}
    anchors: dict[str, Mention] = {}
    for mention in doc.view(mentions):
        surname = _surname(mention.name)
        if len(surname) >= SHORTEST and surname.isalpha() and not surname.isupper():
            kept = anchors.get(surname)
            if kept is None or len(mention.name) > len(kept.name):
                anchors[surname] = mention
    for surname, mention in anchors.items():
        for variant in _variants_of(doc, surname, mention):
            kept_variant = found.get(variant.start)
            if kept_variant is None or variant.confidence > kept_variant.confidence:
                found[variant.start] = variant
    return tuple(found.values())


def _surname(name: str) -> str:
    words = [word.written for word in words_of(name)]
    return words[-1] if words and len(words[-1]) > 1 else ""


def _variants_of(doc: Document, surname: str, mention: Mention) -> Iterator[Variant]:
    text = doc.text
    times = _count(text, surname)
    if times < 2 and " " not in mention.name:
        return
    for start, end in _lookalikes(text, surname):
        word = text[start:end]
        distance = near(fold(word), fold(surname))
        if not distance or distance > (1 if len(surname) < 8 else 2) or word.isupper() or word.islower():
            continue
        yield from _judged(doc, surname, mention, times, start, end, word, distance)


def _lookalikes(text: str, surname: str) -> Iterator[tuple[int, int]]:
    """Capitalised words that begin or end like the surname and are not it."""
    seen = set()
    for piece, ending in ((surname[:3], False), (surname[-3:], True)):
        at = text.find(piece)
        while at >= 0:
            start = at
            if ending:
                while start > 0 and at - start < 30 and text[start - 1].isalpha():
                    start -= 1
            if (start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "-’'@#/_.")) and text[start].isupper():
                match = _LETTER_RUN.match(text, start)
                end = match.end() if match else start
                if start not in seen and text[start:end] != surname and text[end : end + 1] not in ("-", "_", "@", "/"):
                    seen.add(start)
                    yield start, end
            at = text.find(piece, at + 1)


def _count(text: str, word: str) -> int:
    """How often a word stands in the text as a whole word."""
    count = 0
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[end : end + 1].isalpha() or (at and text[at - 1].isalpha())):
            count += 1
        at = text.find(word, end)
    return count


def _judged(
    doc: Document, surname: str, mention: Mention, times: int, start: int, end: int, word: str, distance: int
) -> Iterator[Variant]:
    text = doc.text
    longer, shorter = (word, surname) if len(word) >= len(surname) else (surname, word)
    if longer.startswith(shorter) and _DERIVED.fullmatch(longer[len(shorter) :]):
        return
    if skeleton(fold(word)) == skeleton(fold(surname)) and not same_length_swap(word, surname):
        return
    own = _count(text, word)
    if own * 3 > times:
        return
    before = _word_before(text, start)
    given = words_of(mention.name)[0].folded if len(words_of(mention.name)) > 1 else ""
    confidence = 0.0
    if before and before[0].isupper() and before.rstrip(".").lower() not in _TITLES and not _ends_sentence(before):
        if given and same_given(fold(before), given) and len(fold(before)) > 1:
            confidence = 0.93 if times >= 2 else 0.85
        else:
            return
    elif times >= 3 and own == 1 and len(surname) >= 6:
        confidence = 0.85 if times >= 4 or distance == 1 else 0.7
    elif own == 1:
        confidence = 0.6
    if not confidence or _is_word(word):
        return
    yield Variant(start, end, word, surname, times, confidence)


def same_length_swap(one: str, other: str) -> bool:
    """Whether two words are made of the same letters in another order."""
    return sorted(one.lower()) == sorted(other.lower())


_TITLES = frozenset(
    "mr mrs ms dr sen rep gov gen president minister secretary director chief premier chancellor sir and but the".split()
)


def _word_before(text: str, start: int) -> str:
    if start < 2 or text[start - 1] not in " \u00a0":
        return ""
    begin = start - 1
    while begin > 0 and start - begin < 30 and not text[begin - 1].isspace():
        begin -= 1
    return text[begin : start - 1]


def _ends_sentence(word: str) -> bool:
    return word[-1] in '.!?:;,”"’)' and not (word[-1] == "." and len(word) <= 3)


# Names among the words of ordinary English are no misspellings of other names: a Marsh is not a March. Measured in words per billion.
_ORDINARY = 3.2


def _is_word(word: str) -> bool:
    from wordfreq import zipf_frequency

    return bool(zipf_frequency(word.lower(), "en") >= _ORDINARY)
