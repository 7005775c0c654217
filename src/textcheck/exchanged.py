"""What mentions of one document say against each other: a surname in another's role, a title or a pronoun that contradicts another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from textcheck.document import Document
from textcheck.expressions import expression
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
    if len(named) < 2 or not any(mention.role == "title" for mention in named):
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
        if len(word) > 4 and word[-1] in ".!?”":
            # The end of a sentence is no given name.
            word = ""
        if word[:1].isupper() and word != given and word.rstrip(".").lower() not in _MALE | _FEMALE | {"dr", "the", "prof"}:
            return False
        if text.startswith(("s ", " family", " couple"), at + len(surname)) or word == "and":
            return False
        at = text.find(surname, at + len(surname))
    return not any(
        word in text for word in ("wife", "husband", "spouse", "sister", "brother", "mother", "father", "daughter", "son ")
    )


class Reflexive(NamedTuple):
    """A "himself" or "herself" that can mean nobody but a person of whom the document says otherwise, and what it says."""

    start: int
    end: int
    pronoun: str
    name: str
    told: str


# Relations and trades that tell he or she of the name behind them: "his wife, Ada Byron".
_RELATION = expression(
    r"\b(?:(wife|mother|daughter|sister|widow|actress|businesswoman|girlfriend|aunt|niece|grandmother)"
    r"|(husband|father|son|brother|widower|businessman|boyfriend|uncle|nephew|grandfather)),? "
    r"(?P<name>[A-ZÀ-Þ][\w’'-]{1,30} [A-ZÀ-Þ][\w’'-]{1,30})"
)
# A verb between a subject and its reflexive pronoun, where no object can stand between them.
_VERB = r"(?:[a-z]{2,20}(?:ed|es|s)|found|made|saw|threw|put|told|gave|set|kept|hurt|shot|cut|let|taught|held|brought|got|lost|felt|said|built)"
_REFLEXIVE = expression(
    rf"(?:,? (?P<own>himself|herself)(?:,|(?= (?:{_VERB}|is|was|has|had|did|will|would|could|may|might|can|an?|once|also|never)\b))"
    rf"|(?:, who)? (?:(?:has|had|will|would|could|did|not|never|later|then|also|often|once) )*{_VERB} (?P<object>himself|herself)\b)"
)
# A subject stands at the beginning of a sentence or clause, its role before it or not.
_CLAUSE = expression(
    r"(?:^|[.!?:;—–\n][\"”’)]*\s+|[“\"(]|, (?:(?:and|but) )?|\b(?:that|and|but|as|because|when|while|since|after|before|said|if|whether) )"
    r"(?:the |a |an )?$"
)


def reflexives(doc: Document) -> tuple[Reflexive, ...]:
    """The reflexive pronouns of a document that contradict a title, role or relation of the one they can only mean."""
    text = doc.text
    wrong = {"f": "himself", "m": "herself"}
    known: dict[str, tuple[str, str, str]] = {}
    both = set()
    told = [
        (words_of(mention.name)[-1].written, gender, mention.label, mention.name)
        for mention in doc.view(mentions)[:MOST]
        if (gender := _gender(mention)) is not None and words_of(mention.name)
    ]
    for match in islice(_RELATION.finditer(text), MOST):
        name = match.group("name").removesuffix("'s").removesuffix("’s")
        told.append((name.rpartition(" ")[2], "f" if match.group(1) else "m", match.group(1) or match.group(2), name))
    for surname, gender, label, name in told:
        if known.setdefault(surname, (gender, label, name))[0] != gender:
            both.add(surname)
    found: list[Reflexive] = []
    for surname, (gender, label, name) in known.items():
        if surname not in both and wrong[gender] in text:
            found += _contradicting(text, surname, wrong[gender], label, name)
    return tuple(sorted(found))


def _contradicting(text: str, surname: str, wrong: str, label: str, name: str) -> Iterator[Reflexive]:
    at = text.find(surname)
    while at >= 0:
        match = _REFLEXIVE.match(text, at + len(surname))
        if match is not None and wrong in (match.group("own"), match.group("object")) and not text[at - 1 : at].isalnum():
            start = _start_of(text, at)
            if _CLAUSE.search(text, max(0, start - 40), start) and _is_meant(
                text, start, at, name, _MALE if wrong == "himself" else _FEMALE
            ):
                span = match.span("own" if match.group("own") else "object")
                yield Reflexive(*span, wrong, text[start:at] + surname, f"{label} {name}")
        at = text.find(surname, at + len(surname))


def _start_of(text: str, at: int) -> int:
    """Where the words before a surname begin that have capitals or tell he or she, its titles and roles."""
    start = at
    for _ in range(8):
        before = text[max(0, start - 40) : start]
        word = before.rstrip(" \u00a0").rpartition(" ")[2].rpartition("\n")[2].lstrip('“"(')
        if not word or before[-1:] not in " \u00a0" or word[-1] in ",;:!?—–" or (word[-1] == "." and len(word) > 4):
            break
        if not word[0].isupper() and word not in _MALE | _FEMALE and _RELATION.match(f"{word} Ada Byron") is None:
            break
        start = text.rfind(word, 0, start)
    return start


def _is_meant(text: str, start: int, at: int, name: str, others: frozenset[str]) -> bool:
    """Whether a name that may be bare is that of the one person of its surname whom the text tells of: `others` title another."""
    before = {fold(word) for word in text[start:at].split()}
    if before:
        return others.isdisjoint(before) and not (_MALE | _FEMALE | {fold(name.split(" ")[0])}).isdisjoint(before)
    return _is_alone(text, name.rpartition(" ")[2], name)
