"""Judges who is said to hold a role: by the packaged offices, by the counts of news, and by a corpus profile."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from textcheck.attestation import newsmakers
from textcheck.document import Document, NamedHolders, RoleHolder
from textcheck.expressions import expression
from textcheck.facts import (
    PLACELESS,
    Comparison,
    Holder,
    Kinship,
    NearMiss,
    compare,
    corrected,
    decoded,
    difference,
    fold,
    has_swapped,
    has_tripled,
    holders,
    holders_anywhere,
    is_given,
    is_transliterated,
    letters_lost,
    near,
    near_miss,
    same_given,
    skeleton,
    term_of,
    usual_variants,
    words_of,
)
from textcheck.finding import Finding, alternatives, severity_at
from textcheck.mentions import OF_A_KIND, SHARED_ROLES, Mention, mentions, places, role_key, written

# What can be wrong with a name in a role, and by what it is known.
SLIP, CROSSED, ELSEWHERE = "slip", "crossed", "elsewhere"
FACTS, CORPUS = "facts", "corpus"


class Judgement(NamedTuple):
    """A mention that cannot be right: `kind` of error, `source` of the knowledge, the names it may stand for, the likeliest first."""

    mention: Mention
    kind: str
    source: str
    message: str
    names: tuple[str, ...]
    reason: str
    confidence: float


def judgements(doc: Document) -> tuple[Judgement, ...]:
    """What is wrong with the mentions of a document, each judged once; ask through `doc.view(judgements)`."""
    named = doc.view(mentions)
    if not named:
        return ()
    return tuple(filter(None, (_judged(doc, mention) for mention in named if mention.role != "title")))


def of_kind(doc: Document, kind: str, source: str | None = None) -> Sequence[Judgement]:
    """The judgements of one kind, of one source or any."""
    found = doc.view(judgements)
    if not found:
        return ()
    return [judgement for judgement in found if judgement.kind == kind and (source is None or judgement.source == source)]


def findings(make: Callable[..., Finding], doc: Document, kind: str, source: str | None = None) -> Iterable[Finding]:
    """The findings of a rule that reports the judgements of a kind: `make` is its `Rule.finding`."""
    # Nearly all names are right: their documents should not pay for a generator.
    judged = of_kind(doc, kind, source)
    return _findings(make, judged) if judged else ()


def _findings(make: Callable[..., Finding], judged: Sequence[Judgement]) -> Iterator[Finding]:
    for judgement in judged:
        start, end = judgement.mention.start, judgement.mention.end
        yield make(
            start,
            end,
            judgement.message,
            confidence=judgement.confidence,
            severity=severity_at(judgement.confidence),
            repairs=alternatives(start, end, judgement.names, judgement.reason, first=0.9),
        )


def _judged(doc: Document, mention: Mention) -> Judgement | None:
    context = doc.context
    if not mention.name.isascii() and (whole := decoded(mention.name)) != mention.name:
        return _misencoded(doc, mention, whole)
    found = []
    if context.roster is not None and (listed := context.roster.holders(mention.role, mention.where)):
        if _is_one_of(mention, listed):
            return None
        by_roster = near_miss(mention.name, listed, day=doc.view(written), past=mention.past)
        if by_roster is not None:
            return _by_holder(mention, by_roster, "roster: ")
    if context.facts and (by_facts := _by_facts(doc, mention)) is not None:
        found.append(by_facts)
    if context.profile is not None and (miss := corpus_miss(context.profile, mention)) is not None:
        if context.facts and _vouched_for(mention):
            return found[0] if found else None
        if (dated := _at(doc, mention, miss)) is not None:
            found.append(_told(mention, dated, CORPUS, "other documents"))
    # Of two equally sure ones that of the facts, which come first.
    return max(found, key=lambda judgement: (judgement.kind == SLIP, judgement.confidence), default=None)


def _misencoded(doc: Document, mention: Mention, whole: str) -> Judgement | None:
    """A name of somebody known in the role, read in a wrong encoding, where that does not show in the text as a whole."""
    from textcheck.misread import fixed

    meant = mention._replace(name=whole)
    profile = doc.context.profile
    if mention.name not in doc.view(fixed) or not (
        (doc.context.facts and (_in_table(meant) or is_attested(newsmakers(), meant)))
        or (profile is not None and is_attested(profile, meant))
    ):
        return None
    told = f"{mention.label} {whole}: '{mention.name}' is its UTF-8 read in another encoding"
    return Judgement(mention, SLIP, FACTS if doc.context.facts else CORPUS, told, (whole,), "the name in its own letters", 0.95)


def lost_from_name(doc: Document, start: int, pieces: Sequence[str]) -> tuple[str, ...] | None:
    """The letters outside ASCII that a name in a role has lost between the pieces of its word at `start`, by whom the role is known of."""
    end = start + sum(map(len, pieces)) + len(pieces) - 1
    for mention in doc.view(mentions):
        if mention.start <= start and end <= mention.end:
            known = [name for holder in _known_to_facts(mention) for name in holder.names] if doc.context.facts else []
            counted = (newsmakers() if doc.context.facts else None, doc.context.profile)
            known += [holder.name for counts in counted if counts is not None for holder in _often(counts, mention)]
            for name in known:
                if compare(mention.name, name).kinship is Kinship.SAME:
                    for word in name.split():
                        letters = letters_lost("?".join(pieces), word)
                        # What ASCII has is not lost.
                        if letters is not None and not any(letter.isascii() for letter in letters):
                            return letters
    return None


def _often(known: NamedHolders, mention: Mention) -> list[RoleHolder]:
    return sorted(known.namesakes(mention.key, mention.name), key=lambda holder: (-holder.documents, holder.name))


def _known_to_facts(mention: Mention) -> Sequence[Holder]:
    return holders(mention.key) if mention.where is not None else holders_anywhere(mention.role, mention.name)


def _by_facts(doc: Document, mention: Mention) -> Judgement | None:
    # Nearly every name is right, whatever the date: that answer is remembered, and the date is asked for only where it is not.
    if not _doubtful(mention.role, mention.where, mention.name, mention.past):
        return None
    profile = doc.context.profile
    if profile is not None and is_attested(profile, mention):
        return None
    by_table = _table_miss(doc, mention)
    by_news = corpus_miss(newsmakers(), mention)
    if by_news is not None and (by_table is None or by_news.confidence > by_table.confidence):
        by_news = _at(doc, mention, by_news)
        if by_news is not None and (by_table is None or by_news.confidence > by_table.confidence):
            return _told(mention, by_news, FACTS, "news of 2023")
    return None if by_table is None else _by_holder(mention, by_table, "")


def _by_holder(mention: Mention, miss: NearMiss, source: str) -> Judgement:
    label = " ".join(filter(None, (mention.label, term_of(miss.holder))))
    return Judgement(
        mention,
        SLIP,
        FACTS,
        f"{source}{label}: {miss.holder.name}; {difference(miss.comparison)}",
        corrected(mention.name, miss.comparison, miss.holder.names),
        f"the known {mention.label} is {miss.holder.name}; another person may be meant",
        miss.confidence,
    )


@lru_cache(maxsize=4096)
def _doubtful(role: str, where: str | None, name: str, past: bool) -> bool:
    """Whether a name is near to that of anybody who ever held the office, or the counts of news have something against it."""
    mention = Mention(role, where, "", name, 0, 0, past)
    if _vouched_for(mention):
        return False
    if where is not None:
        known = holders(role_key(role, where))
        if known and near_miss(name, known, day=None) is not None:
            return True
    elif role not in SHARED_ROLES and len(words_of(name)) > 1:
        anywhere = holders_anywhere(role, name)
        if anywhere and near_miss(name, anywhere, day=None) is not None:
            return True
    miss = corpus_miss(newsmakers(), mention)
    return miss is not None and not (miss.kind != SLIP and _in_table(mention))


def _table_miss(doc: Document, mention: Mention) -> NearMiss | None:
    """The known holder of the mention's office whose name its name nearly is, if any."""
    day = doc.view(written)
    strict = mention.role.partition(" ")[0] in SHARED_ROLES
    if mention.where is not None:
        return near_miss(mention.name, holders(mention.key), day=day, past=mention.past, strict=strict)
    if strict or len(words_of(mention.name)) < 2:
        return None
    miss = near_miss(mention.name, holders_anywhere(mention.role, mention.name), day=day, past=mention.past)
    if miss is not None and not _speaks_of(doc, miss.holder):
        # A name that agrees but for one letter with somebody who holds or lately held such an office needs no more evidence.
        today = not miss.holder.last or miss.holder.last >= (RECENT if day is None else str(day.year - RECENT_YEARS))
        cap = 0.82 if miss.comparison.slips == 1 and today else 0.6
        return miss._replace(confidence=min(miss.confidence, cap))
    return miss


def _in_table(mention: Mention) -> bool:
    """Whether the table of offices knows the person in the role, at whatever time."""
    return _is_one_of(mention, _known_to_facts(mention))


def _is_one_of(mention: Mention, known: Sequence[Holder]) -> bool:
    return any(
        compare(mention.name, name, is_transliterated(holder.where)).kinship is Kinship.SAME
        for holder in known
        for name in holder.names
    )


def _vouched_for(mention: Mention) -> bool:
    """Whether the packaged facts know the very name in the role."""
    if is_attested(newsmakers(), mention):
        return True
    name = [word.folded for word in words_of(mention.name)]
    known = _known_to_facts(mention)
    return any([word.folded for word in words_of(form)] == name for holder in known for form in holder.names)


# Holders are still written about as if in office for years; where a document has no date, those of this century count as recent.
RECENT_YEARS = 5
RECENT = "2010"


@cache
def names_of_places() -> dict[str, tuple[str, ...]]:
    """Every word for a place, by its canonical name."""
    found: dict[str, list[str]] = {}
    for word, place in places().items():
        found.setdefault(place, []).append("u.s." if word == "us" else "u.k." if word == "uk" else word)
    found["united states"] += ["white house", "washington"]
    return {place: tuple(words) for place, words in found.items()}


def _speaks_of(doc: Document, holder: Holder) -> bool:
    """Whether the document names the country of an office."""
    known = doc.view(_places_spoken_of)
    if holder.where not in known:
        known[holder.where] = any(
            re.search(rf"(?<!\w){re.escape(word)}(?!\w)", doc.folded) is not None
            for word in names_of_places().get(holder.where, (holder.where,))
            if word in doc.folded
        )
    return known[holder.where]


def _places_spoken_of(doc: Document) -> dict[str, bool]:
    """What has been asked of a document so far."""
    return {}


# The known name must stand in this many times as many documents as the odd one, and in at least so many.
MORE_OFTEN = 10
FEWEST = 2
# So many documents make a holder whom the table of offices does not know.
ATTESTED = 3
# In so many documents every spelling that writers use has been seen.
SURE = 10
# So many make a person whose given name, or surname, is known beyond doubt.
KNOWN = 5
# Roles of countries that write in the Latin alphabet.
_ENGLISH_ROLES = frozenset(("senator", "representative"))


class CorpusMiss(NamedTuple):
    """A name that counted documents do not give a role, and the names they give it instead, the likeliest first."""

    kind: str
    names: tuple[str, ...]
    repairs: tuple[str, ...]
    documents: int
    first: date | None
    last: date | None
    difference: str
    confidence: float


def is_attested(known: NamedHolders, mention: Mention) -> bool:
    """Whether documents name this very person in the role, and more than now and then beside one of nearly the same name."""
    own = rival = 0
    name = [word.folded for word in words_of(mention.name)]
    for holder in known.namesakes(mention.key, mention.name):
        if [word.folded for word in words_of(holder.name)] == name:
            own += holder.documents
        elif compare(mention.name, holder.name).kinship is Kinship.NEAR:
            rival += holder.documents
    return own >= ATTESTED and own * MORE_OFTEN > rival


def corpus_miss(known: NamedHolders, mention: Mention) -> CorpusMiss | None:
    """What counted documents have against a name in a role, if anything."""
    memo = known.memo
    key = (mention.role, mention.where, mention.name, mention.past)
    if key not in memo:
        if len(memo) > _REMEMBERED:
            memo.clear()
        memo[key] = _corpus_miss(known, mention)
    found: CorpusMiss | None = memo[key]
    return found


_REMEMBERED = 20000


def _corpus_miss(known: NamedHolders, mention: Mention) -> CorpusMiss | None:
    namesakes = known.namesakes(mention.key, mention.name)
    if mention.role in _ENGLISH_ROLES and mention.where is not None:
        # "Iowa Rep." and "Rep." are one office of many holders.
        namesakes = [*namesakes, *known.namesakes(mention.role, mention.name)]
    words = [word.folded for word in words_of(mention.name)]
    parts = set(words)
    own = 0
    near_ones: list[tuple[RoleHolder, Comparison]] = []
    others: list[RoleHolder] = []
    for holder in namesakes:
        if parts <= {word.folded for word in words_of(holder.name)}:
            own += holder.documents
            continue
        found = compare(mention.name, holder.name)
        if found.kinship is Kinship.NEAR:
            near_ones.append((holder, found))
        elif found.kinship is Kinship.SAME:
            own += holder.documents
        else:
            others.append(holder)
    if near_ones:
        return _slip(known, mention, near_ones, own)
    if own or len(words) < 2 or not mention.name.replace(" ", "").replace("-", "").replace(".", "").isalpha():
        return None
    return _crossed(known, mention, others) or _elsewhere(known, mention)


def _slip(
    known: NamedHolders, mention: Mention, near_ones: Sequence[tuple[RoleHolder, Comparison]], own: int
) -> CorpusMiss | None:
    weights: dict[tuple[str, str], float] = {}
    for holder, found in near_ones:
        pair = fold(found.wrong), fold(found.right)
        weights[pair] = weights.get(pair, 0.0) + holder.documents / _RARER**found.slips
    best = max(weights, key=lambda pair: (weights[pair], pair))
    alike = [(holder, found) for holder, found in near_ones if (fold(found.wrong), fold(found.right)) == best]
    alike.sort(key=lambda pair: (-pair[0].documents, pair[0].name))
    documents = sum(holder.documents for holder, _ in near_ones)
    if documents < MORE_OFTEN * own:
        return None
    comparison = alike[0][1]
    names = tuple(holder.name for holder, _ in alike)
    confidence = _slip_confidence(known, mention, names[0], comparison, documents, own, _everywhere(known, names, documents))
    if not confidence:
        return None
    return CorpusMiss(
        SLIP,
        names,
        corrected(mention.name, comparison, names),
        sum(holder.documents for holder, _ in alike),
        *_window([holder for holder, _ in alike]),
        difference(comparison),
        confidence,
    )


# A slip of one letter more is that much rarer.
_RARER = 20


def _everywhere(known: NamedHolders, names: Sequence[str], documents: int) -> int:
    """In how many documents people of these names stand in any role, if in more than in the one."""
    wanted = set(names)
    surnames = {words[-1].folded for words in map(words_of, names)}
    found = sum(holder.documents for surname in surnames for _, holder in known.bearers(surname) if holder.name in wanted)
    return max(documents, found)


def _slip_confidence(
    known: NamedHolders, mention: Mention, right_name: str, found: Comparison, documents: int, own: int, everywhere: int
) -> float:
    """How probable it is that a near miss is a slip and neither another person nor another spelling.

    `documents` give the right name the role, `everywhere` of them name the person in some role, `own` give the role the odd name.

    Found by reading the near misses of news, which are few: two names in one role that are nearly the same are nearly always one.
    """
    wrong, right = fold(found.wrong), fold(found.right)
    length = max(len(wrong), len(right))
    swapped = has_swapped(wrong, right)
    strong = _is_strong(mention)
    if found.agrees is None:
        # A surname alone.
        if documents < SURE or length < 5 or found.slips > (1 if length < 8 else 2) or _bears(known, wrong):
            return 0.0
        return 0.82 if strong and own == 0 else 0.6
    if everywhere < FEWEST:
        return 0.6
    if not (found.surname or is_given(right)) and usual_variants(wrong, right) and known.spelled(wrong) >= SURE:
        # Mohammad and Mohammed are both in use.
        return 0.0
    if not (_is_latin(known, mention, right_name, found) or swapped) and _transcribes(wrong, right):
        everywhere = max(everywhere, known.spelled(right))
        if usual_variants(wrong, right) and (everywhere < _EVERY_VARIANT or known.spelled(wrong)):
            return 0.6 if everywhere >= _MOST_VARIANTS and not known.spelled(wrong) else 0.0
        if everywhere < SURE or known.spelled(wrong) >= max(FEWEST, known.spelled(right) / _IN_USE):
            return 0.6
    elif not strong and not found.surname and known.spelled(wrong) >= FEWEST:
        return 0.6
    if _is_somebody(known, mention.name, documents):
        return 0.6
    if not strong and mention.where is None and found.slips > 1:
        # A founder or a captain of nobody knows what may be called nearly so.
        return 0.6
    if documents < SURE and found.slips > 1 and found.slips / length > 0.42:
        return 0.6
    return 0.93 if documents >= SURE and (found.slips == 1 or length > 6) else 0.85


# A spelling as much rarer than another is a slip of it, several times made.
_IN_USE = 50
# In so many documents even rare transcriptions of a name have been seen.
_EVERY_VARIANT = 50
_MOST_VARIANTS = 30


def _is_strong(mention: Mention) -> bool:
    """Whether a role tells one person at a time, wherever it stands: "captain" and "head" alone do not."""
    if mention.role in SHARED_ROLES:
        return mention.role in _ENGLISH_ROLES
    if mention.where is not None:
        return not mention.where.startswith(OF_A_KIND) and mention.role not in _OF_TEAMS
    return mention.role in _STRONG or mention.role.startswith("minister of ")


# Offices of which a country has one, or whose holders its press calls so wherever they are from.
_NATIONAL = (
    PLACELESS
    | _ENGLISH_ROLES
    | frozenset(("national security adviser", "speaker", "chief justice", "press secretary", "secretary general", "first lady"))
)
# Roles that change hands every season.
_OF_TEAMS = frozenset(("coach", "manager", "captain"))
_STRONG = PLACELESS | frozenset(
    ("national security adviser", "chief minister", "speaker", "chief justice", "deputy prime minister", "press secretary", "governor",
     "secretary general", "crown prince", "pope", "first lady", "taoiseach", "first minister", "mayor", "treasurer")
)  # fmt: skip


def _is_latin(known: NamedHolders, mention: Mention, right: str, found: Comparison) -> bool:
    """Whether a name is written in the Latin alphabet at home, so that it has one spelling."""
    if mention.where in _latin_places() or (mention.role in _ENGLISH_ROLES and mention.where not in _BETWEEN):
        return True
    if is_transliterated(mention.where) or any(
        is_transliterated(role.partition(", ")[2])
        for role, holder in known.bearers(fold(surname_of(right)))
        if compare(right, holder.name).kinship is Kinship.SAME
    ):
        return False
    given = fold(found.agrees[1] if found.surname and found.agrees is not None else found.right)
    return is_given(given) or given in _latin_givens()


@cache
def _latin_givens() -> frozenset[str]:
    """The given names of those whom the news names in offices of places that write in the Latin alphabet."""
    found = set()
    for role, name in newsmakers().everyone():
        head, _, where = role.partition(", ")
        if where in _latin_places() or (head in _ENGLISH_ROLES and where not in _BETWEEN):
            found.add(words_of(name)[0].folded)
    return frozenset(found)


@cache
def _latin_places() -> frozenset[str]:
    return frozenset(place for place in names_of_places() if not is_transliterated(place)) - _BETWEEN


# Places where people of all countries hold office.
_BETWEEN = frozenset("united nations|nato|who|wto|imf|iaea|european union|world bank|unicef|unesco|fifa".split("|"))


def surname_of(name: str) -> str:
    """The last word of a name that tells people apart."""
    return words_of(name)[-1].written


def _transcribes(one: str, other: str) -> bool:
    """Whether two words may be transcriptions of one."""
    if has_tripled(one):
        return False
    return skeleton(one) == skeleton(other) or skeleton(one.replace("j", "y")) == skeleton(other.replace("j", "y"))


def _bears(known: NamedHolders, surname: str) -> bool:
    """Whether somebody of the surname is known in any role."""
    return bool(known.bearers(surname))


def _is_somebody(known: NamedHolders, name: str, rival: int) -> bool:
    """Whether somebody of the very name is known in any role, and not by a slip that is as rare beside the right name."""
    words = [word.folded for word in words_of(name)]
    found = sum(
        holder.documents for _, holder in known.bearers(words[-1]) if [word.folded for word in words_of(holder.name)] == words
    )
    return found >= FEWEST and found * MORE_OFTEN > rival


def _crossed(known: NamedHolders, mention: Mention, others: Sequence[RoleHolder]) -> CorpusMiss | None:
    """The person meant where a name has the surname of one and the given name of another."""
    words = words_of(mention.name)
    given, surname = words[0].folded, words[-1].folded
    if len(given) < 2 or len(surname) < 3 or mention.role in _BY_NUMBER:
        return None
    # Two names in full before a surname are somebody's own.
    in_full = len(words) > 2 and any(len(word.folded) > 2 for word in words[1:-1])
    bearers = known.bearers(surname)
    if any(_same_start(given, holder.name) for _, holder in bearers):
        # Somebody of this name is known in another role.
        return None
    named = [(words_of(holder.name), holder) for holder in others]
    mine = [holder for parts, holder in named if len(parts) > 1 and parts[-1].folded == surname]
    if (mention.role in _NATIONAL or mention.role.startswith("minister of ")) and (mine or mention.where is None):
        # The same office is named with its place and without.
        mine += [holder for role, holder in bearers if holder not in mine and _may_be_one(role, mention)]
    strong = _is_strong(mention) and mention.role not in SHARED_ROLES
    if mine:
        givens = {words_of(holder.name)[0].folded for holder in mine}
        documents = sum(holder.documents for holder in mine)
        if any(len(name) < 2 or _transcribes(name, given) or near(name, given) for name in givens):
            return None
        everybody = {words_of(holder.name)[0].folded for _, holder in bearers}
        alone = all(same_given(one, other) for one in everybody for other in givens)
        if strong:
            # A person known for other offices, too, needs fewer documents for this one, if nobody else has the surname.
            enough = ATTESTED if mention.where is not None else KNOWN
            sure = documents >= enough or (alone and sum(holder.documents for _, holder in bearers) >= SURE)
            # The next holder may well have a common surname.
            sure = sure and (len(everybody) <= _COMMON or mention.role in PLACELESS)
        else:
            # A role that many hold: the surname itself must tell the person.
            sure = documents >= SURE and alone and len(surname) >= _LONG
        # Whom so many documents name in an office that a country has once, or few of, is meant by the surname, whoever else has it.
        one = all(same_given(name, other) for name in givens for other in givens)
        sure = sure or (one and documents >= SURE and (mention.where is not None or mention.role in _NATIONAL))
        if not sure and documents < ATTESTED:
            return None
        confidence = (0.85 if documents >= SURE else 0.8) if sure else _DOUBT
    else:
        mine = [holder for parts, holder in named if len(parts) > 1 and parts[0].folded == given]
        best = max(mine, key=lambda holder: holder.documents, default=RoleHolder("", 0, None, None))
        theirs = sum(holder.documents for _, holder in bearers)
        mine = [best]
        documents = best.documents
        if not strong or documents < KNOWN or (theirs < FEWEST and documents < SURE * KNOWN):
            return None
        rest = sum(holder.documents for parts, holder in named if holder is not best and parts[0].folded == given)
        # A country is told by its officers' surnames; where none is named, one minister called Mark is as good as another.
        sure = mention.where is not None or (
            documents >= SURE and (mention.role in PLACELESS or documents >= MORE_OFTEN * rest)
        )
        # Somebody whom nothing knows may be new in the role.
        confidence = 0.82 if sure and theirs >= FEWEST else _DOUBT
    confidence = min(confidence, _DOUBT) if in_full else confidence
    first, last = _window(mine)
    ranked = [holder.name for holder in sorted(mine, key=lambda holder: (-holder.documents, holder.name))][:3]
    # The other half of the name may be the right one.
    rivals = [holder for parts, holder in named if len(parts) > 1 and parts[0].folded == given and holder not in mine]
    if rivals and (rival := max(rivals, key=lambda holder: (holder.documents, holder.name))).documents >= KNOWN:
        ranked.insert(0 if rival.documents > MORE_OFTEN * documents else len(ranked), rival.name)
    names = tuple(dict.fromkeys(ranked))
    return CorpusMiss(CROSSED, names, names, documents, first, last, f"none names {mention.name}", confidence)


def _elsewhere(known: NamedHolders, mention: Mention) -> CorpusMiss | None:
    """The holder of a role that is given to a person known in other roles only."""
    if not _is_strong(mention) or mention.role in SHARED_ROLES or mention.past:
        return None
    leading = [holder for holder in known.leading(mention.key) if holder.documents >= ATTESTED]
    theirs = [
        (role, holder)
        for role, holder in known.bearers(words_of(mention.name)[-1].folded)
        if compare(mention.name, holder.name).kinship is Kinship.SAME
    ]
    if not leading or sum(holder.documents for _, holder in theirs) < KNOWN:
        return None
    role, _ = max(theirs, key=lambda pair: (pair[1].documents, pair[0]))
    first, last = _window(leading[:1])
    # Whoever is known in the same country may have changed office since.
    moved = mention.where is None or any(other.partition(", ")[2] == mention.where for other, _ in theirs)
    return CorpusMiss(
        ELSEWHERE,
        tuple(holder.name for holder in leading),
        tuple(holder.name for holder in leading),
        leading[0].documents,
        first,
        last,
        f"{mention.name} is known as {role}",
        0.4 if moved else 0.5,
    )


def _may_be_one(role: str, mention: Mention) -> bool:
    """Whether a role key may be another name of the mention's office: the same role, of the same place where both name one."""
    own, _, where = role.partition(", ")
    return own == mention.role and (not where or mention.where is None or where == mention.where)


# Words of a role that tell of somebody new in it.
_NEXT = frozenset("new next incoming designate newly elect candidate acting interim".split())


def _same_start(given: str, name: str) -> bool:
    other = words_of(name)[0].folded
    return same_given(given, other) or (given[0] == other[0] and (len(given) == 1 or len(other) == 1))


def _window(found: Sequence[RoleHolder]) -> tuple[date | None, date | None]:
    firsts = [holder.first for holder in found if holder.first is not None]
    lasts = [holder.last for holder in found if holder.last is not None]
    return min(firsts, default=None), max(lasts, default=None)


# Who is told from others of one name by a number.
_BY_NUMBER = frozenset("king queen pope patriarch emir archbishop".split())
# How sure a finding is that tells of a doubt.
_DOUBT = 0.5
# A surname of so many letters may be a person's alone.
_LONG = 5
# A surname that so many given names go with is a common one.
_COMMON = 4
# A person is still written about in a role so long after the last document that says so.
_LATER = timedelta(days=2 * 365)


def _at(doc: Document, mention: Mention, miss: CorpusMiss) -> CorpusMiss | None:
    """The miss as sure as the date of the document allows: whoever came later is unknown, and must not be accused."""
    if miss.kind == ELSEWHERE and not _NEXT.isdisjoint(mention.label.lower().split()):
        return None
    if _is_of_another_time(doc, mention, miss):
        # A chief justice of 1803 is no slip in the name of today's.
        return miss._replace(confidence=min(miss.confidence, 0.6)) if miss.kind == SLIP else None
    day = doc.view(written)
    if day is None and miss.kind != SLIP and miss.confidence <= _DOUBT:
        return None
    if day is None or miss.first is None or miss.last is None:
        return (
            miss if miss.kind == SLIP or miss.documents >= SURE * KNOWN else miss._replace(confidence=min(miss.confidence, 0.6))
        )
    # Slips are made in the names of former holders, too.
    reach = _LATER if miss.kind != SLIP else _LATER * 3
    if miss.first - reach <= day <= miss.last + reach:
        return miss
    return miss._replace(confidence=min(miss.confidence, 0.6)) if day > miss.first else None


# How far around a mention years are looked for, and how long before the counts another time begins.
_YEARS_NEAR, _YEARS_BEFORE = 400, 10
_A_YEAR = expression(r"(?<![\d.,$£€-])(1[0-9]{3}|20[0-9]{2})(?:s\b|(?![\d,.%-]\d|\d))")


def _is_of_another_time(doc: Document, mention: Mention, miss: CorpusMiss) -> bool:
    """Whether the text around a mention tells of years long before the counts, and of none near them."""
    if miss.first is None:
        return False
    near_by = _A_YEAR.findall(doc.text, max(0, mention.start - _YEARS_NEAR), mention.end + _YEARS_NEAR)
    return bool(near_by) and max(map(int, near_by)) < miss.first.year - _YEARS_BEFORE


def _told(mention: Mention, miss: CorpusMiss, source: str, whose: str) -> Judgement:
    times = "once" if miss.documents == 1 else f"{miss.documents} times"
    span = f", {miss.first:%Y-%m} – {miss.last:%Y-%m}" if miss.first and miss.last else ""
    return Judgement(
        mention,
        miss.kind,
        source,
        f"{whose}: {mention.label} {miss.names[0]} {times}{span}; {miss.difference}",
        miss.repairs,
        f"{whose} name {miss.names[0]} as {mention.label}; another person may be meant",
        miss.confidence,
    )
