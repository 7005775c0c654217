"""Texts cut off: at their end, at their beginning, and as feeds, previews and paywalls cut them."""

from __future__ import annotations

import random
import re

from corruptors import Damage, a_match, corrupts

_STOPPED = re.compile(r"[.!?…:;][\"'”’)\]]*$")


def _at(text: str, at: int) -> Damage | None:
    """A text cut at a place, None where a sentence ends there."""
    damaged = text[:at]
    if at < 200 or not damaged.strip() or _STOPPED.search(damaged.rstrip()) or _STOPPED.search(text[: at + 1]):
        return None
    end = len(damaged.rstrip())
    return Damage(damaged, ((max(0, end - 5), end),))


@corrupts("TRN102")
def cut_anywhere(text: str, chance: random.Random) -> Damage | None:
    """Cut after some number of characters."""
    return _at(text, chance.randrange(200, len(text)))


@corrupts("TRN102")
def cut_in_a_word(text: str, chance: random.Random) -> Damage | None:
    """Cut inside a word."""
    word = a_match(r"(?<=[a-z,] )[a-z]{6,}", text, chance)
    return None if word is None else _at(text, word.start() + chance.randint(2, len(word.group()) - 2))


@corrupts("TRN102")
def cut_after_a_word(text: str, chance: random.Random) -> Damage | None:
    """Cut between two words of a sentence."""
    gap = a_match(r"(?<=[a-z,]) (?=[a-z])", text, chance)
    return None if gap is None else _at(text, gap.start())


def _from(text: str, at: int) -> Damage | None:
    damaged = text[at:]
    return Damage(damaged, ((0, min(5, len(damaged))),)) if len(damaged) >= 200 else None


@corrupts("TRN103")
def begun_in_a_word(text: str, chance: random.Random) -> Damage | None:
    """The beginning lost up to some place inside a word."""
    word = a_match(r"(?<=[a-z,] )[a-z]{6,}", text[: len(text) // 2], chance)
    return None if word is None else _from(text, word.start() + chance.randint(2, len(word.group()) - 2))


@corrupts("TRN103")
def begun_after_a_word(text: str, chance: random.Random) -> Damage | None:
    """The beginning lost up to some place between two words."""
    gap = a_match(r"(?<=[a-z,] )(?=[a-z])", text[: len(text) // 2], chance)
    return None if gap is None else _from(text, gap.end())


@corrupts("TRN103")
def begun_at_a_mark(text: str, chance: random.Random) -> Damage | None:
    """The beginning lost up to a comma, a bracket or a stop."""
    mark = a_match(r"[,;)] (?=[a-z])|\. (?=[A-Z])", text[: len(text) // 2], chance)
    return None if mark is None else _from(text, mark.start())


def _cut(text: str, chance: random.Random) -> str | None:
    """A text cut after some word, in the second paragraph or later if it has so many."""
    gaps = [match.start() for match in re.finditer(r"(?<=[a-z]) (?=[a-z])", text) if match.start() > 300]
    return text[: chance.choice(gaps)] if gaps else None


@corrupts("TRN104")
def cut_with_an_ellipsis(text: str, chance: random.Random) -> Damage | None:
    """Cut by a feed that puts an ellipsis for the rest."""
    kept = _cut(text, chance)
    if kept is None:
        return None
    mark = chance.choice(["...", " ...", "…", " …", " […]", " [...]", "[...]", " [&hellip;]".replace("&hellip;", "…")])
    return Damage(kept + mark, ((len(kept), len(kept) + len(mark)),))


_MARKS = (
    *(
        "… [+{} chars]",
        "... [+{} chars]",
        " [truncated]",
        "... [truncated]",
        " [TRUNCATED]",
        "\n\n[Content truncated]",
        " [… {} more words]",
    ),
    *(
        "\n\n(continued on page {})",
        "\n(more)",
        "\n\n-more-",
        " [continued]",
        " [to be continued]",
        "\n[Output truncated]",
        " <truncated>",
    ),
    *(
        "... [{} more characters]",
        "\n\n(Continued on next page)",
        " [text truncated due to length]",
        " [read more]",
        " [more...]",
    ),
)


@corrupts("TRN105", repaired=True)
def cut_with_a_mark(text: str, chance: random.Random) -> Damage | None:
    """Cut by a program that says so."""
    kept = _cut(text, chance)
    if kept is None:
        return None
    mark = chance.choice(_MARKS).format(chance.randint(12, 4000))
    wanted = (kept, kept + "…", kept + "...", kept + "\n", kept + "\n\n")
    return Damage(kept + mark, ((len(kept), len(kept) + len(mark)),), wanted)
