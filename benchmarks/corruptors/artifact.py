"""Stray artifacts of templates, programs and language models."""

from __future__ import annotations

import random

from corruptors import Damage, a_match, corrupts, replaced

# Places of running text: some words between others, one word, and the gap between two words.
_WORDS = r"(?<=[a-z] )[a-z]+ [a-z]+(?= [a-z])"
_WORD = r"(?<=[a-z] )[a-z]{3,}(?= [a-z])"
_GAP = r"(?<=[a-z]) (?=[a-z])"
_SENTENCE_GAP = r"(?<=[a-z][.!?]) (?=[A-Z][a-z])"

_SYNONYMS = (
    "quick|fast", "large|huge|enormous", "start|begin", "nice|lovely", "a lot of|many", "ways|methods", "simply|just", "get|obtain",
    "folks|people", "regularly|often", "very best|finest", "in fact|actually", "assist|aid", "purchase|acquire", "amazing|superb",
)  # fmt: skip


@corrupts("ART101", repaired=True)
def brace_around_words(text: str, chance: random.Random) -> Damage | None:
    """The braces that a spinner leaves around one alternative: `{that a}`."""
    words = a_match(_WORDS, text, chance)
    return None if words is None else replaced(text, *words.span(), "{" + words.group() + "}")


@corrupts("ART101", repaired=True)
def angle_around_words(text: str, chance: random.Random) -> Damage | None:
    """The same in angle brackets: `<that a>`."""
    words = a_match(_WORDS, text, chance)
    return None if words is None else replaced(text, *words.span(), "<" + words.group() + ">")


@corrupts("ART101", repaired=True)
def spinner_group(text: str, chance: random.Random) -> Damage | None:
    """A whole group, its first alternative the right one: `{word|other|third}`."""
    word = a_match(_WORD, text, chance)
    if word is None:
        return None
    pad = chance.choice(("", "", " "))
    others = chance.choice(_SYNONYMS).replace("|", f"{pad}|{pad}")
    return replaced(text, *word.span(), f"{{{word.group()}{pad}|{pad}{others}}}")


@corrupts("ART101", repaired=True)
def nested_group(text: str, chance: random.Random) -> Damage | None:
    """A group within a group: `{{a|b} c|d}`."""
    words = a_match(_WORDS, text, chance)
    if words is None:
        return None
    first, second = words.group().split()
    other = chance.choice(_SYNONYMS)
    form = chance.choice(
        (
            "{{%(a)s|%(o)s} %(b)s|%(o)s}",
            "{%(a)s {%(b)s|%(o)s}|%(o)s}",
            "{%(a)s {%(b)s|{%(o)s}}|%(o)s}",
            "{{%(a)s|%(o)s} {%(b)s|%(o)s}|other thing}",
        )
    )
    return replaced(text, *words.span(), form % {"a": first, "b": second, "o": other})


@corrupts("ART101", repaired=True)
def square_group(text: str, chance: random.Random) -> Damage | None:
    """A group in square brackets: `[word|other]`."""
    word = a_match(_WORD, text, chance)
    return None if word is None else replaced(text, *word.span(), f"[{word.group()}|{chance.choice(_SYNONYMS)}]")


@corrupts("ART101", repaired=True)
def group_without_end(text: str, chance: random.Random) -> Damage | None:
    """A group that lost its last brace: `{word|other`."""
    word = a_match(_WORD, text, chance)
    return (
        None
        if word is None
        else replaced(text, *word.span(), f"{{{word.group()}|{chance.choice(('other', 'different', 'fine'))}")
    )


@corrupts("ART101", repaired=True)
def group_without_beginning(text: str, chance: random.Random) -> Damage | None:
    """A group that lost its first brace: `word|other}`."""
    word = a_match(_WORD, text, chance)
    return None if word is None else replaced(text, *word.span(), f"{word.group()}|{chance.choice(_SYNONYMS)}}}")


@corrupts("ART101", repaired=True)
def lone_brace(text: str, chance: random.Random) -> Damage | None:
    """One brace left of a group: `{that a`."""
    word = a_match(_WORD, text, chance)
    if word is None:
        return None
    return replaced(text, *word.span(), chance.choice(("{" + word.group(), word.group() + "}")))
