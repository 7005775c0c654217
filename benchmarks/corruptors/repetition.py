"""Passages that a crawler, an extractor, an editor or a language model wrote twice, or over and over."""

from __future__ import annotations

import random
import re

from corruptors import Damage, a_match, corrupts

# Prose of so many words; a heading or a single answer may well stand in a text twice.
_LONG = 15


def _paragraphs(text: str, *, words: int = _LONG) -> list[tuple[int, int]]:
    found = [match.span() for match in re.finditer(r"[^\n]+", text)]
    return [(start, end) for start, end in found if len(text[start:end].split()) >= words and "|" not in text[start:end]]


def _sentences(text: str, *, words: int) -> list[tuple[int, int]]:
    found = [match.span() for match in re.finditer(r"(?:(?<=[.!?] )|(?<=\n)|(?<![\s\S]))[A-Z][^.!?\n]+[.!?](?=\s|$)", text)]
    return [(start, end) for start, end in found if len(text[start:end].split()) >= words]


def _break(text: str) -> str:
    return "\n\n" if "\n\n" in text or "\n" not in text else "\n"


def _inserted(text: str, at: int, new: str) -> Damage:
    """The damage of writing `new` at a place; a finding counts where it touches that."""
    return Damage(text[:at] + new + text[at:], ((at, at + len(new)),))


@corrupts("REP101", repaired=True)
def paragraph_directly_again(text: str, chance: random.Random) -> Damage | None:
    """The same paragraph once more."""
    found = _paragraphs(text)
    if not found:
        return None
    start, end = chance.choice(found)
    return _inserted(text, end, _break(text) + text[start:end])


@corrupts("REP101", repaired=True)
def paragraph_over_and_over(text: str, chance: random.Random) -> Damage | None:
    """The same paragraph several times more."""
    found = _paragraphs(text)
    if not found:
        return None
    start, end = chance.choice(found)
    return _inserted(text, end, (_break(text) + text[start:end]) * chance.randint(2, 6))


@corrupts("REP101", repaired=True)
def paragraph_again_later(text: str, chance: random.Random) -> Damage | None:
    """The lead, or another paragraph, stands again further down."""
    found = _paragraphs(text)
    if len(found) < 3:
        return None
    place = chance.randrange(len(found) - 1)
    at = found[chance.randrange(place + 1, len(found))][1]
    start, end = found[place]
    return _inserted(text, at, _break(text) + text[start:end])


@corrupts("REP101", repaired=True)
def page_again(text: str, chance: random.Random) -> Damage | None:
    """The whole text, or its first half, once more."""
    found = _paragraphs(text)
    if len(found) < 2:
        return None
    end = found[chance.randrange(1, len(found))][1]
    return _inserted(text, end, _break(text) + text[:end].strip())


@corrupts("REP102", repaired=True)
def running_head(text: str, chance: random.Random) -> Damage | None:
    """A title of some words between paragraphs, twice; the first stays where the repair is done."""
    words = re.findall(r"[A-Za-z]{2,}", text)
    found = _paragraphs(text)
    if len(found) < 3 or len(words) < 60:
        return None
    start = chance.randrange(len(words) - 8)
    title = " ".join(words[start : start + chance.randint(5, 8)]).capitalize()
    first, second = sorted(chance.sample(range(len(found)), 2))
    gap = _break(text)
    clean = text[: found[first][1]] + gap + title + text[found[first][1] :]
    at = found[second][1] + len(gap) + len(title)
    damage = _inserted(clean, at, gap + title)
    return damage._replace(wanted=(clean,))


@corrupts("REP102", repaired=True)
def caption_twice(text: str, chance: random.Random) -> Damage | None:
    """A short line, such as a caption, directly twice."""
    found = _paragraphs(text)
    words = re.findall(r"[A-Za-z]{2,}", text)
    if not found or len(words) < 60:
        return None
    start = chance.randrange(len(words) - 9)
    line = " ".join(words[start : start + chance.randint(5, 9)]).capitalize()
    at = chance.choice(found)[1]
    gap = _break(text)
    clean = text[:at] + gap + line + text[at:]
    return _inserted(clean, at + len(gap) + len(line), gap + line)._replace(wanted=(clean,))


@corrupts("REP103", repaired=True)
def sentence_directly_again(text: str, chance: random.Random) -> Damage | None:
    found = _sentences(text, words=7)
    if not found:
        return None
    start, end = chance.choice(found)
    return _inserted(text, end, " " + text[start:end])


@corrupts("REP103", repaired=True)
def sentence_over_and_over(text: str, chance: random.Random) -> Damage | None:
    found = _sentences(text, words=7)
    if not found:
        return None
    start, end = chance.choice(found)
    return _inserted(text, end, (" " + text[start:end]) * chance.randint(2, 10))


@corrupts("REP103", repaired=True)
def sentence_again_later(text: str, chance: random.Random) -> Damage | None:
    found = _sentences(text, words=8)
    if len(found) < 4:
        return None
    place = chance.randrange(len(found) - 2)
    start, end = found[place]
    at = found[chance.randrange(place + 1, len(found))][1]
    return _inserted(text, at, " " + text[start:end])


@corrupts("REP103", repaired=True)
def sentences_directly_again(text: str, chance: random.Random) -> Damage | None:
    """Two or three sentences in a row, once more."""
    found = [
        (one, other)
        for one, other in zip(_sentences(text, words=6), _sentences(text, words=6)[1:], strict=False)
        if other[0] == one[1] + 1
    ]
    if not found:
        return None
    (start, _), (_, end) = chance.choice(found)
    return _inserted(text, end, " " + text[start:end])


@corrupts("REP104", repaired=True)
def loop_inside(text: str, chance: random.Random) -> Damage | None:
    """A phrase in the middle of a sentence, some more times."""
    size = chance.randint(2, 9)
    phrase = a_match(rf"(?<=[a-z] )[a-z]+(?: [a-z]+){{{size - 1}}}(?= [a-z])", text, chance)
    if phrase is None:
        return None
    return _inserted(text, phrase.end(), (" " + phrase.group()) * chance.randint(2, 12))


@corrupts("REP104")
def loop_to_the_end(text: str, chance: random.Random) -> Damage | None:
    """A generated text that falls into a loop and is cut off in it."""
    size = chance.randint(2, 12)
    phrase = a_match(rf"(?<=[a-z] )[a-z]+(?:,? [a-z]+){{{size - 1}}}(?=,? [a-z])", text, chance)
    if phrase is None:
        return None
    loop = (" " + phrase.group()) * chance.randint(3, 30)
    damaged = text[: phrase.end()] + loop[: len(loop) - chance.randrange(1, len(phrase.group()))]
    return Damage(damaged, ((phrase.end(), len(damaged)),))


@corrupts("REP104")
def loop_of_function_words(text: str, chance: random.Random) -> Damage | None:
    """The shortest loops: "of the of the of the", "and the and the and the"."""
    place = a_match(r"(?<=[a-z]) (?=[a-z])", text, chance)
    pair = chance.choice(
        ["of the", "and the", "in the", "to the", "that the", "it is", "with the", "and a", "for the", "to be"]
    )
    return None if place is None else _inserted(text, place.start(), (" " + pair) * chance.randint(3, 15))


@corrupts("REP105", repaired=True)
def phrase_twice(text: str, chance: random.Random) -> Damage | None:
    """Some words in a row, written twice."""
    size = chance.randint(3, 9)
    phrase = a_match(rf"(?<=[a-z] )[a-z]{{2,}}(?: [a-z]{{2,}}){{{size - 1}}}(?= [a-z])", text, chance)
    return None if phrase is None else _inserted(text, phrase.end(), " " + phrase.group())


def _varied(paragraph: str, chance: random.Random) -> str:
    """The paragraph with some of its words dropped, replaced or swapped."""
    words = paragraph.split(" ")
    for _ in range(max(2, len(words) // chance.randint(15, 30))):
        at = chance.randrange(len(words) - 1)
        words[at : at + 1] = chance.choice([[], ["also", words[at]], [chance.choice(words)], [words[at] + ","]])
    return " ".join(words)


@corrupts("REP106")
def another_version_below(text: str, chance: random.Random) -> Damage | None:
    """A paragraph, and below it a revised version of it."""
    found = _paragraphs(text, words=30)
    if not found:
        return None
    start, end = chance.choice(found)
    return _inserted(text, end, _break(text) + _varied(text[start:end], chance))


@corrupts("REP106")
def another_version_later(text: str, chance: random.Random) -> Damage | None:
    """A revised version of a paragraph further down."""
    found = _paragraphs(text, words=30)
    if len(found) < 3:
        return None
    start, end = found[0]
    return _inserted(text, found[-1][1], _break(text) + _varied(text[start:end], chance))
