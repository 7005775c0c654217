"""Who a document introduces: people named in full, and surnames that speak in it and belong to nobody it has named.

News names people in full once and by surname from then on. A surname that says something, in a text that keeps to this, and that no full
name and no role has brought in, belongs to somebody whose introduction was lost, or is another's surname gone wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from textcheck.attestation import newsmakers
from textcheck.document import Document
from textcheck.expressions import expression
from textcheck.facts import fold, is_given, near, words_of
from textcheck.mentions import CAPITALS, STARTERS, TITLES, is_no_name, mentions, places
from textcheck.patterns import pattern
from textcheck.word_lists import commonness


class Unintroduced(NamedTuple):
    """A surname at the first place where it says something; `others` people are introduced in full and named by surname later."""

    start: int
    end: int
    surname: str
    others: int


# Shorter pieces are often the beginning of a longer one that names people elsewhere; what is longer than reports are is a book.
SHORTEST, LONGEST = 1200, 20_000
# So many people named in full, and later by surname, make it the custom of a text.
CUSTOM = 2
# Surnames looked at in one document.
_MOST = 40
# So many documents of the news make a person whom nobody introduces.
_FAMOUS = 15
_VERBS = (
    "said|says|told|added|adds|explained|explains|recalled|recalls|noted|argued|argues|insisted|warned|replied|testified|admitted|"
    "acknowledged|believes|believed|hopes|hoped|thinks|thought|wrote|writes|continued|concluded"
)


_SAYING = (b" said", b" says ", b" told ", b" added")


@cache
def _speakers() -> Any:
    """A word with a capital that says something, or that a title stands before."""
    name = rb"(?:Mc|Mac|O['\x92])?[A-Z\xc0-\xde][a-z\xdf-\xff?]{2,24}"
    verbs = _VERBS.encode()
    return pattern(
        rb"\b"
        + name
        + rb" (?:"
        + verbs
        + rb")\b|[,\x94\"] (?:said|says|added|recalled|explained) "
        + name
        + rb"\b|\bM(?:r|s|rs)\.? "
        + name
        + rb"\b"
    )


def unintroduced(doc: Document) -> Sequence[Unintroduced]:
    """The surnames that speak in a document and belong to nobody it names in full, each once."""
    text = doc.text
    # Most texts are dismissed by their length, most of the others by how little is said in them.
    if not SHORTEST <= len(text) <= LONGEST or sum(map(doc.codes.count, _SAYING)) <= CUSTOM or not _begins(text):
        return ()
    places_of: dict[str, list[tuple[int, bool]]] = {}
    for match in _speakers().finditer(doc.codes):
        said = text[match.start() : match.end()]
        # A code may stand for a character of no name: a sign in the place of a letter.
        names = _NAME.findall(said)
        if not names:
            continue
        word = names[-1]
        titled = said.startswith("M") and said.split(" ")[0].rstrip(".") in ("Mr", "Ms", "Mrs")
        at = match.start() + said.rfind(word)
        if word in places_of or len(places_of) < _MOST:
            places_of.setdefault(word, []).append((at, titled))
    if len(places_of) <= CUSTOM or not _is_report(doc):
        return ()
    known = [word for word in places_of if _introduced_at(text, word) is not None]
    named = sorted(at for word in known if (at := _introduced_at(text, word)) is not None and _follows(text, word, at))
    if len(named) < CUSTOM:
        return ()
    return tuple(_found(doc, places_of, known, named))


def _found(
    doc: Document, places_of: dict[str, list[tuple[int, bool]]], known: Sequence[str], named: Sequence[int]
) -> Iterator[Unintroduced]:
    text = doc.text
    in_roles = {word.folded for mention in doc.view(mentions) if mention.role != "title" for word in words_of(mention.name)}
    for word, spots in places_of.items():
        first = text.find(word)
        # Whoever speaks before the text has named anybody was named before it began.
        if word in known or first < named[CUSTOM - 1] or fold(word) in in_roles:
            continue
        if _is_person(doc, word, spots) and _is_bare(text, word) and _is_unknown(doc, word):
            if any(near(fold(word), fold(other)) for other in known):
                continue
            yield Unintroduced(spots[0][0], spots[0][0] + len(word), word, len(named))


_NAME = expression(rf"[{CAPITALS}][\w'’]*[a-zß-ÿ]")
_SPEECH = expression(r"^[A-Z][A-Z .'’-]{1,30}[:.]\s", re.M)
_TURN = expression(r"^\W?[A-Z][\w .'’-]{0,30}: ", re.M)


def _begins(text: str) -> bool:
    """Whether a text begins where a text does: excerpts begin in the middle of a sentence."""
    head = text.lstrip(" \t\n\"'“‘*#")[:12]
    return head[:1].isupper() or head[:1].isdigit()


def _is_report(doc: Document) -> bool:
    """Whether a document reads like a report: somebody is named in full in a role, and nobody speaks in turns or as a narrator does."""
    text = doc.text
    if not any(mention.role != "title" and len(words_of(mention.name)) > 1 for mention in doc.view(mentions)):
        return False
    if (
        text.count(" said I ")
        or text.count(" thou ")
        or text.count(" I said") > 2
        or text.count(" he said") + text.count(" she said") > 25
    ):
        return False
    return len(_SPEECH.findall(text)) < 3 and len(_TURN.findall(text)) < 3


def _occurrences(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        if not text[at - 1 : at].isalnum() and not text[at + len(word) : at + len(word) + 1].isalnum():
            yield at
        at = text.find(word, at + len(word))


def _before(text: str, at: int) -> str:
    """The word before a place, empty where none stands beside it."""
    if text[at - 1 : at] not in (" ", "\u00a0"):
        return ""
    return text[max(0, at - 40) : at - 1].rpartition(" ")[2].rpartition("\n")[2]


def _introduced_at(text: str, word: str) -> int | None:
    """Where a surname stands behind a given name or an initial, None where it never does."""
    for at in _occurrences(text, word):
        before = _before(text, at).lstrip("“‘\"'(")
        if before.endswith(("”", '"')) and not text.startswith(_SAYS, at + len(word)):
            # Arthur “Bugs” Baer.
            before = before[:-1]
        plain = before.rstrip(".").lower()
        if before[:1].isupper() and plain not in TITLES and plain not in STARTERS and before[-1] not in ",;:!?”)":
            if before[-1] == "." and len(before) > 3 and before.count(".") == 1:
                continue
            return at
    return None


def _follows(text: str, word: str, introduced: int) -> bool:
    """Whether a surname stands bare after its introduction."""
    return any(at > introduced and not _before(text, at)[:1].isupper() for at in _occurrences(text, word))


def _is_person(doc: Document, word: str, spots: Sequence[tuple[int, bool]]) -> bool:
    """Whether what speaks is a person and no house, paper or party.

    A title stands before it, "he" or "she" after what it does, it is quoted in a word that is no brand, or somebody is known to be called so.
    """
    text = doc.text
    if any(titled or _PERSONAL.match(text, at + len(word)) for at, titled in spots):
        return True
    if doc.context.facts and newsmakers().bearers(fold(word)):
        return True
    if commonness(word) >= _BRAND or any(_STATED.match(text, at + len(word)) for at, _ in spots):
        return False
    return any(text[max(0, at - 8) : at].rstrip().endswith(_QUOTED) for at, _ in spots)


# What stands before a speaker who is quoted: "...," Byron said, or ...," said Byron.
_QUOTED = ("”", '"', "” said", '" said', "”, said", '", said')
# Houses speak in statements.
_STATED = expression(
    rf"(?: (?:{_VERBS}))?,? (?:in (?:a|an|its|the) (?:\w+ )?(?:statement|post|release|report|filing|bulletin|blog|tweet)|on Twitter)"
)
# Brands that are quoted in reports are better known than that.
_BRAND = 3.2
_PERSONAL = expression(rf"(?: (?:{_VERBS})(?: \w+)?(?: that)? s?he\b|, \d\d,)")


def _is_bare(text: str, word: str) -> bool:
    """Whether a word is a surname wherever it stands: no part of a longer name, no word written small, no name in capitals."""
    for at in _occurrences(text, word):
        end = at + len(word)
        after = text[end : end + 3]
        if after[:1] in ("-", "@", "/", "_") or text[at - 1 : at] in ("-", "’", "'", "@", "#", "/", "&"):
            return False
        if after[:1] in (" ", "\u00a0") and after[1:2].isupper():
            return False
        # "Mr. Byron of the harbour board", "Byron, a lawyer": that is an introduction.
        if text.startswith(_DESCRIBED, end) or (after[:1] in ("'", "’") and after[1:2] != "s"):
            return False
        before = _before(text, at)
        if before and before.lower() in _PARTICLES:
            return False
        if before in ("the", "The", "a", "an", "in", "In", "&"):
            return False
    return word.upper() not in text and re.search(rf"\b{re.escape(word.lower())}\b", text) is None


_DESCRIBED = (" of ", " from ", ", the ", ", a ", ", an ", ", who ", ", whose ", ", his ", ", her ", ", its ", " (")
_PARTICLES = frozenset("bin ibn al el van von de der den da dos do di du la le del della ben ter st mac".split())


def _is_unknown(doc: Document, word: str) -> bool:
    """Whether a word may be the surname of somebody whom a reader does not know: no place, no given name, no word, nobody famous."""
    folded = fold(word)
    if folded in places() or is_given(folded) or is_no_name(folded) or folded in STARTERS or folded in TITLES:
        return False
    counts = [newsmakers()] if doc.context.facts else []
    famous = any(bearer.holder.documents >= _FAMOUS for counted in counts for bearer in counted.bearers(folded)) or any(
        counted.spelled(folded) >= 4 * _FAMOUS for counted in counts
    )
    return not famous and commonness(word) < _WORD


_SAYS = tuple(f" {verb}" for verb in _VERBS.split("|"))
# A word as common as this in English is no surname, or everybody's.
_WORD = 4.1
