"""Stray artifacts of templates, programs and language models."""

from __future__ import annotations

import random

from corruptors import Damage, a_match, corrupts, replaced


@corrupts("ART101", repaired=True)
def brace_around_words(text: str, chance: random.Random) -> Damage | None:
    """The braces that a spinner leaves around one alternative: `{that a}`."""
    words = a_match(r"(?<=[a-z] )[a-z]+ [a-z]+(?= [a-z])", text, chance)
    return None if words is None else replaced(text, *words.span(), "{" + words.group() + "}")
