"""What mentions of one document say against each other: a surname in another's role, a title that contradicts another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from textcheck.document import Document
from textcheck.facts import Kinship, compare, fold, words_of
from textcheck.mentions import SHARED_ROLES, Mention, mentions


class Exchange(NamedTuple):
    """A surname beside the role that the document gives to somebody else, and who that is."""

    mention: Mention
    own: Mention
    holder: Mention


def exchanged(doc: Document) -> tuple[Exchange, ...]:
    """The surnames of a document that stand in another person's role; ask through `doc.view(exchanged)`."""
    named = doc.view(mentions)
    if len(named) < 3:
        return ()
    introduced: dict[str, list[Mention]] = {}
    for mention in named:
        words = words_of(mention.name)
        if len(words) > 1 and mention.role != "title":
            introduced.setdefault(words[-1].folded, []).append(mention)
    return tuple(_exchanges(named, introduced)) if len(introduced) > 1 else ()


def _exchanges(named: tuple[Mention, ...], introduced: dict[str, list[Mention]]) -> Iterator[Exchange]:
    for mention in named:
        words = words_of(mention.name)
        if len(words) != 1 or mention.past or mention.role == "title" or mention.role in SHARED_ROLES:
            continue
        own = introduced.get(words[0].folded, [])
        # One person of the surname, introduced before in a role of its own, and no other.
        if not own or own[0].start > mention.start or any(_may_agree(mention, other) for other in own):
            continue
        if any(other.past for other in own) or any(
            compare(own[0].name, other.name).kinship is not Kinship.SAME for other in own
        ):
            continue
        holder = next(
            (
                other
                for surname, others in introduced.items()
                if surname != words[0].folded
                for other in others
                if other.role == mention.role and not other.past and _may_agree(mention, other) and other.start < mention.start
            ),
            None,
        )
        # Two people who hold one role, of two countries perhaps, leave it open who is meant.
        if (
            holder is not None
            and sum(other.role == mention.role for others in introduced.values() for other in others[:1]) == 1
        ):
            yield Exchange(mention, own[0], holder)


def _may_agree(one: Mention, other: Mention) -> bool:
    """Whether two roles may be one: a minister is a leader, too, and where no place is named any may be meant."""
    if _LOOSE_ROLES & {one.role, other.role}:
        return True
    return one.role == other.role and (one.where is None or other.where is None or one.where == other.where)


_LOOSE_ROLES = frozenset(("head", "chair", "founder", "manager", "spokesperson"))

_MALE = frozenset("mr sir king prince spokesman congressman chairman".split())
_FEMALE = frozenset("mrs ms miss dame queen princess spokeswoman congresswoman chairwoman".split())


class Contradiction(NamedTuple):
    """A title before a surname, against what the document calls the person elsewhere."""

    mention: Mention
    title: str
    other: Mention


def contradictions(doc: Document) -> tuple[Contradiction, ...]:
    """The titles of a document that contradict how it names the same person in full; ask through `doc.view(contradictions)`."""
    named = doc.view(mentions)
    if len(named) < 2:
        return ()
    full: dict[str, list[Mention]] = {}
    for mention in named:
        words = words_of(mention.name)
        if len(words) > 1:
            full.setdefault(words[-1].folded, []).append(mention)
    found = []
    for mention in named:
        words = words_of(mention.name)
        gender = _gender(mention)
        if gender is None or mention.role != "title" or len(words) != 1:
            continue
        if doc.text.endswith("and ", 0, max(0, mention.start - len(mention.label) - 2)) or doc.text.endswith(
            "and ", 0, max(0, mention.start - len(mention.label) - 1)
        ):
            continue
        theirs = full.get(words[0].folded, [])
        genders = {_gender(other) for other in theirs} - {None}
        surname = words[0].written
        # With another given name before the surname, or a couple, the title is somebody else's.
        if len(genders) == 1 and gender not in genders and _is_alone(doc.text, surname, theirs[0].name):
            other = next(other for other in theirs if _gender(other) is not None)
            found.append(Contradiction(mention, mention.label, other))
    return tuple(found)


def _gender(mention: Mention) -> str | None:
    words = {fold(word) for word in mention.label.split()[-1:]}
    return "m" if words & _MALE else "f" if words & _FEMALE else None


def _is_alone(text: str, surname: str, name: str) -> bool:
    """Whether no other given name, and no family, stands with a surname."""
    given = name.split(" ")[0]
    at = text.find(surname)
    while at >= 0:
        before = text[max(0, at - 30) : at].split()
        word = before[-1] if before and text[at - 1 : at] == " " else ""
        if word[:1].isupper() and word != given and word.rstrip(".").lower() not in _MALE | _FEMALE | {"dr", "the", "prof"}:
            return False
        if text.startswith(("s ", " family", " couple"), at + len(surname)) or word == "and":
            return False
        at = text.find(surname, at + len(surname))
    return not any(
        word in text for word in ("wife", "husband", "spouse", "sister", "brother", "mother", "father", "daughter", "son ")
    )
