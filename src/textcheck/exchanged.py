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


# People of one document who are looked at; what names more is a directory.
MOST = 50


def _introduced(named: tuple[Mention, ...]) -> dict[str, list[Mention]]:
    """The mentions under full names by surname, each role and name once."""
    found: dict[str, list[Mention]] = {}
    seen: set[tuple[object, ...]] = set()
    for mention in named:
        words = words_of(mention.name)
        key = mention.role, mention.where, mention.name, mention.past, mention.label
        if len(words) > 1 and key not in seen and len(seen) < MOST:
            seen.add(key)
            found.setdefault(words[-1].folded, []).append(mention)
    return found


def exchanged(doc: Document) -> tuple[Exchange, ...]:
    """The surnames of a document that stand in another person's role; ask through `doc.view(exchanged)`."""
    named = doc.view(mentions)
    if len(named) < 3:
        return ()
    introduced = {
        surname: kept
        for surname, others in _introduced(named).items()
        if (kept := [other for other in others if other.role != "title"])
    }
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
        holders = [
            (surname, other)
            for surname, others in introduced.items()
            if surname != words[0].folded
            for other in others
            if other.role == mention.role
        ]
        # Two people who hold one role, of two countries perhaps, leave it open who is meant.
        if holders and len({surname for surname, _ in holders}) == 1:
            holder = holders[0][1]
            if not holder.past and _may_agree(mention, holder) and holder.start < mention.start:
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
    known: dict[str, Mention] = {}
    both = set()
    first: dict[str, str] = {}
    for surname, others in _introduced(named).items():
        first[surname] = others[0].name
        for other in others:
            gender = _gender(other)
            if gender is not None and _gender(known.setdefault(surname, other)) != gender:
                both.add(surname)
    alone: dict[str, bool] = {}
    found = []
    for mention in named:
        words = words_of(mention.name)
        if mention.role != "title" or len(words) != 1 or (surname := words[0].folded) not in known or surname in both:
            continue
        gender = _gender(mention)
        if gender is None or gender == _gender(known[surname]) or _follows_and(doc.text, mention):
            continue
        # With another given name before the surname, or a couple, the title is somebody else's.
        if surname not in alone:
            alone[surname] = _is_alone(doc.text, words[0].written, first[surname])
        if alone[surname]:
            found.append(Contradiction(mention, mention.label, known[surname]))
    return tuple(found)


def _follows_and(text: str, mention: Mention) -> bool:
    """Whether a title is the second of a couple's: "Mr. and Mrs. Byron"."""
    title = mention.start - len(mention.label)
    return text[max(0, title - 6) : title].rstrip(". ").endswith("and") or "and " in text[max(0, title - 6) : title]


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
