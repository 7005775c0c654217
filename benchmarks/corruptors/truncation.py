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


_CALLS = (
    *(
        "Continue reading",
        "Continue reading...",
        "Continue Reading →",
        "Read more",
        "Read more...",
        "Read more »",
        "Read More on the site",
    ),
    *(
        "Read the full story",
        "Read the full article at The Daily Post",
        "Read full article",
        "Click here to read more",
        "Keep reading",
    ),
    *(
        "To read the rest of this article, click here.",
        "Click here to continue reading.",
        "Read the rest of this entry »",
        "Read the original article",
    ),
    *(
        "The post Old harbour closes appeared first on The Daily Post.",
        "You can read the full interview here.",
        "Read more at example.com",
    ),
)
_PAYWALLS = (
    *(
        "Subscribe to continue reading",
        "Subscribe now to read the full story.",
        "This article is for subscribers only.",
        "Sign in to read more.",
    ),
    *(
        "Already a subscriber? Sign in",
        "This content is only available to members.",
        "Please log in or subscribe to continue reading.",
    ),
    *(
        "You have reached your limit of free articles this month.",
        "Start your free trial to continue reading",
        "Subscribers only",
    ),
    *(
        "To continue reading this article, please register.",
        "Become a member to unlock this story.",
        "This is premium content for subscribers only.",
    ),
    *(
        "The rest of this article is available to subscribers.",
        "Log in to read the full article",
        "Create a free account to continue reading.",
    ),
    *(
        "You've read all your free articles.",
        "Want to read more? Subscribe today.",
        "Subscription required to read this article.",
    ),
)


def _with_line(text: str, line: str, chance: random.Random) -> Damage:
    """The first paragraphs of a text and a line under them; the line goes with the break before it, or leaves that."""
    ends = [match.start() for match in re.finditer(r"[.!?][\"”]?(?=\n|$)", text) if match.start() > 150] or [len(text) - 1]
    kept = text[: chance.choice(ends) + 1]
    between = chance.choice(["\n", "\n\n", " "])
    return Damage(kept + between + line, ((len(kept), len(kept + between + line)),), (kept, kept + between, kept + "\n"))


@corrupts("TRN106", repaired=True)
def call_to_read_on(text: str, chance: random.Random) -> Damage | None:
    """An excerpt with a link to the whole."""
    return _with_line(text, chance.choice(_CALLS), chance)


@corrupts("TRN107", repaired=True)
def paywall(text: str, chance: random.Random) -> Damage | None:
    """The open beginning of an article behind a paywall."""
    return _with_line(text, chance.choice(_PAYWALLS), chance)


_PROGRAM = (
    "import csv",
    "",
    "with open(path) as file:",
    "    rows = list(csv.reader(file))",
    "for row in rows:",
    "    print(row[0])",
    "total = 0",
)


@corrupts("TRN108", repaired=True)
def cut_in_a_code_block(text: str, chance: random.Random) -> Damage | None:
    """Cut inside a block of code below the first paragraphs."""
    kept = text[: text.find("\n", 150)] if text.find("\n", 150) > 0 else text
    fence = chance.choice(["```", "```python", "~~~python", "```py", "````python"])
    closing = fence.rstrip("python")
    block = "\n".join([fence, *_PROGRAM[: chance.randint(1, len(_PROGRAM))]])
    damaged = f"{kept}\n\n{block}"
    return Damage(
        damaged, ((len(kept) + 2, len(damaged)),), tuple(damaged.rstrip() + "\n" + closing + end for end in ("", "\n"))
    )


@corrupts("TRN108")
def cut_in_json(text: str, chance: random.Random) -> Damage | None:
    """A JSON document cut anywhere."""
    import json

    whole = json.dumps(
        {"id": chance.randint(1, 999), "tags": ["a", "b"], "text": text[:600], "more": {"x": [1, 2]}},
        indent=chance.choice([None, 2]),
    )
    damaged = whole[: chance.randint(40, len(whole) - 2)]
    return Damage(damaged, ((len(damaged) - 20, len(damaged)),))


@corrupts("TRN109")
def cut_before_a_list(text: str, chance: random.Random) -> Damage | None:
    """Cut after the words that announce a list, a table or a quotation."""
    kept = text[: text.find("\n", 150)] if text.find("\n", 150) > 0 else text
    end = chance.choice(
        ["The main reasons are the following:", "They are listed here:", "The members of the group include:", "He said:"]
    )
    damaged = kept + chance.choice([" ", "\n\n"]) + end
    return Damage(damaged, ((len(damaged) - 3, len(damaged)),))


@corrupts("TRN109")
def cut_in_a_list(text: str, chance: random.Random) -> Damage | None:
    """Cut before the words of an item."""
    count = chance.randint(2, 6)
    mark = chance.choice(["{}. ", "{}) ", "- ", "* ", "• "])
    items = [mark.format(number) for number in range(1, count + 2)]
    listed = "\n".join(
        item + word for item, word in zip(items, ["bread", "a lamp", "two tents", "salt", "rope", "maps"], strict=False)
    )
    listed = "\n".join(listed.split("\n")[:count])
    kept = text[: text.find("\n", 150)] if text.find("\n", 150) > 0 else text
    damaged = f"{kept}\n\n{listed}\n{items[count].rstrip()}"
    return Damage(damaged, ((len(damaged) - 3, len(damaged)),))


@corrupts("TRN109")
def cut_in_a_bracket(text: str, chance: random.Random) -> Damage | None:
    """Cut inside a bracket."""
    bracket = a_match(r"(?<=[a-z] )\([a-z][a-z ,]{8,}", text, chance)
    if bracket is None or bracket.start() < 300:
        return None
    damaged = text[: chance.randint(bracket.start() + 3, bracket.end() - 1)].rstrip(" ,")
    return Damage(damaged, ((bracket.start(), len(damaged)),))
