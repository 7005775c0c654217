"""The names of a document held against each other: one person spelled two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from textcheck.attestation import newsmakers
from textcheck.document import Document
from textcheck.expressions import expression
from textcheck.facts import PLACELESS, fold, is_given, is_transliterated, near, same_given, skeleton, usual_variants, words_of
from textcheck.mentions import CAPITALS, STARTERS, TITLES, Mention, mentions
from textcheck.spelling import form_nats
from textcheck.word_lists import commonness


class Variant(NamedTuple):
    """A rarer spelling of a name within one document: `text[start:end]` against the usual one."""

    start: int
    end: int
    written: str
    usual: str
    times: int
    confidence: float


# What turns a name into another word: the people, the followers, the plural, the language.
_DERIVED = frozenset(
    "s es ian ians an ans n ns ite ites ism ist ists ish esque ese er ers ic ville ton town son sen mania nomics land ia y ie i a e "
    "ed".split()
)
SHORTEST = 4
# In a surname of so many letters two may be wrong.
MANY_LETTERS = 8


def variants(doc: Document) -> tuple[Variant, ...]:
    """The rarer spellings of the surnames that the document's mentions introduce; ask through `doc.view(variants)`."""
    anchors: dict[str, Mention] = {}
    for mention in doc.view(mentions):
        surname = _surname(mention.name)
        if len(surname) >= SHORTEST and surname.isalpha() and not surname.isupper():
            kept = anchors.get(surname)
            if (kept is None and len(anchors) < MOST_SURNAMES) or (kept is not None and len(mention.name) > len(kept.name)):
                anchors[surname] = mention
    text = doc.text
    if not anchors:
        return ()
    index = _index_of(text) if len(anchors) > MANY else None
    words: set[str] | None = None
    found: dict[int, Variant] = {}
    for surname, mention in anchors.items():
        if index is None:
            if words is None:
                words = set(_long_words().findall(text))
            start, end, shortest, longest = surname[0], surname[-2:], len(surname) - 2, len(surname) + 2
            letters, most = set(surname), 3 if len(surname) < MANY_LETTERS else 4
            alike = [
                word
                for word in words
                if (word[0] == start or word[-2:] == end)
                and shortest <= len(word) <= longest
                and word != surname
                and len(letters.symmetric_difference(word)) <= most
            ]
            # Most surnames have no like in the text.
            if not alike:
                continue
            lookalikes = _standing(text, [*alike, surname], _tied(mention.name, surname))
        else:
            lookalikes = _looked_up(index, surname)
        for variant in _variants_of(doc, surname, mention, lookalikes):
            kept_variant = found.get(variant.start)
            if kept_variant is None or variant.confidence > kept_variant.confidence:
                found[variant.start] = variant
    return tuple(found.values())


def _surname(name: str) -> str:
    words = [word.written for word in words_of(name)]
    return words[-1] if words and len(words[-1]) > 1 else ""


# From so many surnames on, the words of the text are indexed once instead of searched for each surname.
MANY = 8
# Surnames that more words than this begin or end like are not looked up, nor more surnames than this in one document: only
# made-up text and directories have them.
CROWD = 100
MOST_SURNAMES = 500


@cache
def _long_words() -> re.Pattern[str]:
    return re.compile(rf"[{CAPITALS}][^\W\d_]{{3,30}}")


@cache
def _capitalised() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'#@/.-])[{CAPITALS}][^\W\d_]{{3,30}}(?![\w@#/-])")


def _index_of(text: str) -> dict[str, dict[str, list[int]]]:
    """The capitalised words of a text and where they stand, by their first three letters and by their last three."""
    index: dict[str, dict[str, list[int]]] = {}
    for match in _capitalised().finditer(text):
        word = match.group()
        places_of = index.setdefault(word[:3], {}).setdefault(word, [])
        index.setdefault(f"-{word[-3:]}", {})[word] = places_of
        places_of.append(match.start())
    return index


def _looked_up(index: dict[str, dict[str, list[int]]], surname: str) -> dict[str, list[int]]:
    """The words that begin or end like the surname, the surname among them, and where they stand."""
    found: dict[str, list[int]] = {}
    for piece in (surname[:3], f"-{surname[-3:]}"):
        group = index.get(piece, {})
        if len(group) <= CROWD:
            found.update(group)
    return found


def _tied(name: str, surname: str) -> str:
    """The first part of a double name, with its hyphen, before the surname."""
    first = name.rpartition(" ")[2].removesuffix(surname)
    return first if first.endswith("-") else ""


def _standing(text: str, words: Sequence[str], tied: str) -> dict[str, list[int]]:
    """Where words stand by themselves, in no address, handle or double name but one whose first part is `tied`."""
    found: dict[str, list[int]] = {}
    for word in words:
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            before, after = text[at - 1 : at], text[end : end + 1]
            if (
                not (before.isalnum() or (before in _GLUE and before) or after.isalnum())
                or (tied and text.endswith(tied, 0, at) and not after.isalnum())
            ) and not (after in _TIES and not _is_compound(text, end)):
                found.setdefault(word, []).append(at)
            at = text.find(word, end)
    return found


def _is_compound(text: str, end: int) -> bool:
    """Whether a hyphen makes an adjective of the word before it: "Trump-era"."""
    return text[end] == "-" and text[end + 1 : end + 2].islower()


# What ties a word to others so that it is no plain name: part of a double name, a handle, an address.
_GLUE = "’'-@#/_."
_TIES = frozenset("-@#/_")
# So many documents of the news make a spelling that is in use.
ATTESTED = 3
# A spelling that stands more often than this is not looked at place by place.
MOST_PLACES = 3


def _variants_of(doc: Document, surname: str, mention: Mention, lookalikes: dict[str, list[int]]) -> Iterator[Variant]:
    text = doc.text
    times = len(lookalikes.get(surname, ()))
    folded = fold(surname)
    for word, starts in lookalikes.items():
        own = len(starts)
        if word == surname or abs(len(word) - len(surname)) > 2 or word.isupper():
            continue
        distance = near(fold(word), folded)
        if _without_umlauts(fold(word)) == _without_umlauts(folded):
            continue
        if not distance or distance > (1 if len(surname) < MANY_LETTERS else 2) or _derived(word, surname):
            continue
        odd = _odd_one(doc, surname, times, word, own)
        cap = _cap(surname, word, odd, max(own, times))
        if odd == word:
            if own > MOST_PLACES:
                continue
            for start in starts:
                confidence = _doubt(text, mention, surname, times, own, word, start)
                if confidence:
                    # Beside the same given name there is less doubt.
                    sure = confidence > _BESIDE_GIVEN and commonness(word) <= _RATHER_UNKNOWN
                    yield Variant(start, start + len(word), word, surname, times, confidence if sure else min(cap, confidence))
        elif odd == surname and _names_the_same(text, mention, surname, word, starts):
            # The mention itself is the odd one: "President Joe Bidden", and Joe Biden ever after.
            start = mention.end - len(surname)
            confidence = _foreign_cap(mention, surname, word, 0.9)
            if confidence and text.startswith(surname, start):
                yield Variant(start, mention.end, surname, word, own, min(cap, confidence))


# How much commoner, in powers of ten, one of two spellings must be in general to be the right one.
_COMMONER = 0.7
_FAR_COMMONER = 1.0
_SURELY_COMMONER = 2.0
# Up to this a word is as good as unknown.
_UNKNOWN = 1.6
# From this on a word with a capital begins a sentence, or is a given name of the table.
_EVERYDAY = 4.8
_RATHER_UNKNOWN = 2.0


def _odd_one(doc: Document, surname: str, times: int, word: str, own: int) -> str:
    """Which of two spellings in one text is the odd one, empty where neither is: by how often each stands there, else in general."""
    if own * 2 <= times:
        return word
    if times * 2 <= own and not _is_word(surname):
        return surname
    if doc.context.facts:
        one, another = newsmakers().spelled(fold(surname)), newsmakers().spelled(fold(word))
        if one >= ATTESTED and not another:
            return word
        if another >= ATTESTED and not one:
            return surname
    common, other = commonness(surname), commonness(word)
    if (other <= _UNKNOWN and common >= other + _COMMONER) or common >= other + _FAR_COMMONER:
        return word
    if (common <= _UNKNOWN and other >= common + _COMMONER) or other >= common + _FAR_COMMONER:
        return surname
    if len(surname) < _LONG:
        # So short a name has many others near it.
        return (word if common >= other else surname) if max(common, other) < _ORDINARY else ""
    if max(common, other) > _UNKNOWN:
        if max(common, other) >= _ORDINARY + 1 or min(common, other) >= _ORDINARY:
            return ""
        # Two names that are both in use: a doubt, and no more.
        return word if common >= other else surname
    # Nobody knows either: the one whose letters follow each other less likely, else the one that does not introduce the person.
    return surname if form_nats(_bytes(surname)) + _LIKELIER < form_nats(_bytes(word)) else word


# Of so many letters, two surnames nearly the same in one text are seldom two people's.
_LONG = 5
# Of so many, two that differ by a letter are seldom the surnames of two families.
_RARE = 6
# How much likelier, in nats, the letters of one of two unknown spellings must be.
_LIKELIER = 1.0


def _bytes(word: str) -> bytes:
    return fold(word).encode("cp1252", "replace")


def _cap(surname: str, word: str, odd: str, times: int) -> float:
    """The greatest confidence that two spellings allow: where the world knows the odd one, or neither, there may be two people."""
    common, other = commonness(surname), commonness(word)
    if (common if odd == surname else other) > _RATHER_UNKNOWN or (len(surname) < _LONG and abs(common - other) < _COMMONER):
        return 0.7
    if odd == surname and _is_word(word) and not newsmakers().bearers(fold(word)):
        return 0.7
    if len(surname) >= _RARE and max(common, other) <= _UNKNOWN:
        # Two long names that nobody knows, a letter apart in one text, are one.
        return 1.0
    return 0.7 if abs(common - other) < _COMMONER and times < _OFTEN else 1.0


# From this on a finding stands beside the person's given name.
_BESIDE_GIVEN = 0.9
# A word as common as this is no surname, unless it is known as one.
_COMMON_WORD = 3.8
# Nouns of roles that also stand before names of places, peoples and ships.
_LOOSE_ROLES = frozenset("head king queen captain commander dean bishop founder manager".split())
# A spelling that stands so often is the document's own.
_OFTEN = 3


def _names_the_same(text: str, mention: Mention, surname: str, word: str, starts: Sequence[int]) -> bool:
    """Whether the other spelling stands for the person of the mention: with the same given name, or bare."""
    given = mention.name.partition(" ")[0]
    if given == mention.name and mention.role in _LOOSE_ROLES and commonness(word) < commonness(surname) + _SURELY_COMMONER:
        return False
    nearest = mention.name.removesuffix(surname).rstrip().rpartition(" ")[2]
    for name in (given, nearest):
        if name and name != mention.name and f"{name} {word}" in text:
            return len(name) > 2 or not _is_word(surname)
    if commonness(word) >= _COMMON_WORD and not newsmakers().bearers(fold(word)):
        return False
    if is_given(fold(word)) and any(
        text.startswith(" ", start + len(word)) and text[start + len(word) + 1 : start + len(word) + 2].isupper()
        for start in starts
    ):
        return False
    common, other = commonness(surname), commonness(word)
    if common <= _RATHER_UNKNOWN and other >= common + _SURELY_COMMONER:
        return True
    for start in starts:
        before = _word_before(text, start)
        plain = before.rstrip(".").lower()
        if (
            before[:1].isupper()
            and plain not in TITLES
            and plain not in STARTERS
            and not _ends_sentence(before)
            and not (before.isupper() and len(before) > 1)
            and (is_given(fold(before)) or commonness(before) < _EVERYDAY)
        ):
            return False
    return common <= _UNKNOWN or other >= common + _FAR_COMMONER


def _without_umlauts(folded: str) -> str:
    """A folded word as it is written where ø is o and not oe."""
    return folded.replace("oe", "o").replace("ae", "a").replace("ue", "u")


def _derived(one: str, other: str) -> bool:
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    if not longer.startswith(shorter) or longer[len(shorter) :] not in _DERIVED:
        return False
    # A last letter written twice makes no other word: of a name that ends in s the plural has another ending.
    return longer[len(shorter) :] != shorter[-1]


def _doubt(text: str, mention: Mention, surname: str, times: int, own: int, word: str, start: int) -> float:
    """How probable it is that the word at `start` is the surname misspelled; 0 where it is another person's or another word."""
    end = start + len(word)
    before = _word_before(text, start)
    words = words_of(mention.name)
    plain = before.rstrip(".").lower()
    confidence = 0.0
    common, other = commonness(surname), commonness(word)
    known = False
    if before and before[0].isupper() and plain not in TITLES and plain not in STARTERS and not _ends_sentence(before):
        known = len(fold(before)) > 1 and any(same_given(fold(before), given.folded) for given in words[:-1])
        if known or f"{before} {surname}" in text:
            known = len(before) > 2
            confidence = 0.93
        elif before.isupper() and len(before) > 1:
            # An acronym is no given name.
            confidence = 0.8 if other <= _UNKNOWN else 0.0
        elif (
            own == 1
            and other <= _UNKNOWN
            and (
                common >= other + _SURELY_COMMONER
                or (len(surname) >= _RARE and (times > 1 or (len(words) == 1 and _same_letters(word, surname))))
            )
        ):
            # Another person of the family, perhaps, but the surname is the same.
            confidence = 0.82
    elif own == 1 and (
        (other <= _UNKNOWN and common >= other + _SURELY_COMMONER)
        or not (text.startswith((" ", "\u00a0"), end) and text[end + 1 : end + 2].isupper())
    ):
        # A bare surname may be somebody else's; the shorter it is, the likelier.
        confidence = 0.85 if len(surname) >= 6 or times >= 4 else 0.8
    return 0.0 if not confidence or (_is_word(word) and not known) else _foreign_cap(mention, surname, word, confidence)


def _foreign_cap(mention: Mention, surname: str, word: str, confidence: float) -> float:
    """The confidence, lowered where the spellings may be two transcriptions: in one document they are no beauty, and no sure slip."""
    placeless = mention.where is None and mention.role in PLACELESS and not is_given(fold(mention.name.partition(" ")[0]))
    wrong, right = fold(word), fold(surname)
    if (
        (placeless or is_transliterated(mention.where))
        and not _same_letters(word, surname)
        and skeleton(wrong) == skeleton(right)
    ):
        # Of a name that everybody writes, a spelling that nobody writes is none of its transcriptions.
        common, other = sorted((commonness(surname), commonness(word)))
        known = other >= common + _SURELY_COMMONER and common <= _RATHER_UNKNOWN
        if usual_variants(wrong, right):
            return 0.0 if not known and _undoubled(wrong) == _undoubled(right) else 0.7
        return confidence if known else min(confidence, 0.7)
    return confidence


def _undoubled(folded: str) -> str:
    """A folded word with every letter once, y being i: Sissi is Sisi."""
    return _DOUBLED.sub(r"\1", folded.replace("y", "i"))


_DOUBLED = expression(r"(.)\1+")


def _same_letters(one: str, other: str) -> bool:
    """Whether two words are made of the same letters in another order."""
    return sorted(one.lower()) == sorted(other.lower())


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
    return commonness(word) >= _ORDINARY
