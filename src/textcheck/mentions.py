"""Who a text says holds which role: "CIA Director William Burns", "David Barnea, head of the Mossad", "Israel's prime minister, ...".

A mention joins a name, as written and with its span, to a role key. A key is plain normalised text, `class, where`, so that the
many ways of naming one office meet: "CIA Director", "director of the C.I.A." and "the C.I.A. chief" are all `head, cia`, "Israeli
Defense Minister" and "Minister of Defence of Israel" are `minister of defence, israel`. Roles that no table knows get keys by the
same road: "coach of the Springfield Isotopes" is `coach, springfield isotopes`.

Role nouns are looked up in the one automaton; only where one of them stands beside a capitalised name is anything parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from textcheck.document import Document
from textcheck.expressions import expression
from textcheck.facts import is_given
from textcheck.patterns import pattern
from textcheck.resources import read_text


class Mention(NamedTuple):
    """A person named in a role. `text[start:end]` is the name as written, without titles; `label` is the role as written.

    `role` is the class of the role, `where` the normalised country or organisation, None where the text names none.
    `past` is true of "former", "then" and the like: any holder at any time may be meant.
    """

    role: str
    where: str | None
    label: str
    name: str
    start: int
    end: int
    past: bool

    @property
    def key(self) -> str:
        """The role key: `class, where`, or the class alone.

        >>> Mention("head", "cia", "CIA Director", "Bill Burr", 13, 22, False).key
        'head, cia'
        """
        return role_key(self.role, self.where)


def role_key(role: str, where: str | None) -> str:
    """A class and a normalised place or organisation as one key."""
    return role if where is None else f"{role}, {where}"


# Role classes and the words for them. Titles of the one person at the top of an agency or company share the class `head`, because
# the press uses them as synonyms; titles that may stand beside a head in the same organisation keep classes of their own.
CLASSES = {
    "prime minister": "prime minister|premier|pm|prime-minister|taoiseach",
    "president": "president|pres",
    "chancellor": "chancellor",
    "vice president": "vice president|vice-president|vp",
    "chief minister": "chief minister",
    "first minister": "first minister",
    "minister": "minister",
    "secretary": "secretary|sec",
    "secretary of state": "secretary of state|sec. of state",
    "secretary general": "secretary-general|secretary general",
    "general secretary": "general secretary",
    "head": "head|chief|director|boss|ceo|chief executive|chief executive officer|director general|director-general|"
    "managing director|executive director|leader|principal",
    "chair": "chair|chairman|chairwoman|chairperson",
    "speaker": "speaker",
    "attorney general": "attorney general|attorney-general",
    "national security adviser": "national security adviser|national security advisor",
    "adviser": "adviser|advisor",
    "spokesperson": "spokesman|spokeswoman|spokesperson",
    "press secretary": "press secretary",
    "envoy": "envoy|special envoy",
    "ambassador": "ambassador|high commissioner",
    "governor": "governor|gov",
    "mayor": "mayor",
    "senator": "senator|sen",
    "representative": "representative|rep|congressman|congresswoman",
    "treasurer": "treasurer",
    "commissioner": "commissioner",
    "chief of staff": "chief of staff",
    "chief justice": "chief justice",
    "justice": "justice|supreme court justice",
    "prosecutor": "prosecutor general|prosecutor|district attorney",
    "high representative": "high representative",
    "king": "king",
    "queen": "queen",
    "emir": "emir",
    "crown prince": "crown prince",
    "supreme leader": "supreme leader",
    "pope": "pope",
    "archbishop": "archbishop",
    "bishop": "bishop",
    "patriarch": "patriarch",
    "commander": "commander|commander-in-chief|commander in chief",
    "coach": "coach|head coach",
    "manager": "manager|general manager",
    "captain": "captain",
    "founder": "founder|co-founder|cofounder",
    "chief financial officer": "chief financial officer|cfo|finance chief",
    "chief operating officer": "chief operating officer|coo",
    "chief technology officer": "chief technology officer|cto",
    "editor": "editor|editor-in-chief",
    "sheriff": "sheriff",
    "superintendent": "superintendent",
    "dean": "dean",
    "rector": "rector",
    "first lady": "first lady",
    "title": "mr|mrs|ms|dr|prof|professor",
}
_CLASS_OF = {term: role for role, terms in CLASSES.items() for term in terms.split("|")}
_TERMS = tuple(sorted(_CLASS_OF))
# Nouns for several holders of one role, who are named in a row: "Senators Ada Byron, Grace Liskov and Li Wei".
_PLURALS = {
    "secretaries of state": "secretary of state",
    "secretaries": "secretary",
    "chairmen": "chair",
    "congressmen": "representative",
    "spokesmen": "spokesperson",
    "coaches": "coach",
    "ceos": "head",
} | {
    f"{term}s": _CLASS_OF[term]
    for term in (
        "prime minister|premier|president|vice president|chancellor|chief minister|first minister|minister|ambassador|envoy|"
        "governor|gov|mayor|senator|sen|representative|rep|commissioner|justice|prosecutor|captain|founder|co-founder|spokesperson|adviser|"
        "advisor|bishop|archbishop"
    ).split("|")
}

# Roles that one organisation gives to many people at once: a near miss there is often another colleague.
SHARED_ROLES = frozenset(
    "senator representative ambassador envoy adviser commissioner justice spokesperson title founder manager captain commander "
    "prosecutor editor bishop".split()
)


# A role noun and what stands after one that somebody is named beside: a capital (which may have no code), the phrase that says of what, or
# the end of an apposition. What name rules are asked for by.
_LONGEST_FIRST = tuple("|".join(sorted(terms, key=lambda term: (-len(term), term))) for terms in (_CLASS_OF, _PLURALS))
_CAPITAL_CODES = r"[A-Z?\x8a\x8c\x8e\x9f\xc0-\xd6\xd8-\xde]"
_GATE = (
    rf"\b(?:(?i:{_LONGEST_FIRST[0]})(?:\.? (?:{_CAPITAL_CODES}|(?:of|for|to|at|in) |[ae]l-)|-elect |[,.;)\x97])"
    rf"|(?i:{_LONGEST_FIRST[1]})\.? {_CAPITAL_CODES})"
)
ROLE_GATE = _GATE.replace(" ", "[ \xa0]").encode("latin-1")


_PAST = frozenset("former ex then then- late outgoing previous ousted ex- onetime one-time".split())
_STATUS = _PAST | frozenset(
    "acting interim incoming new current caretaker longtime long-time veteran newly elected incumbent embattled fellow".split()
)
# Prefixes that make another office of the role they stand before.
_UNDER = frozenset("deputy assistant vice associate under shadow junior sub".split())
_NO_WHERE_HEADS = frozenset("secretary minister".split())

# Lower-case words that may be part of a role before its noun: "the Israeli defense minister", "army chief".
_PORTFOLIO = frozenset(
    "defense defence foreign finance interior justice health education economy economic energy transport transportation trade "
    "agriculture environment labor labour culture sports tourism treasury home housing information justice police army navy military "
    "intelligence spy security national affairs homeland commerce science technology communications industry planning water "
    "immigration migration welfare external internal party opposition digital climate development social public works "
    "union armed forces air force staff general central bank strategic regional diaspora".split()
)
# What may stand before "of" inside the name of an organisation.
_OF_HOUSES = frozenset(
    "bank university church house department ministry city republic museum institute board academy school college chamber league "
    "office council bureau federation association society centre center".split()
)
STARTERS = frozenset(
    "the a an when while after before as but and or in on at to for from with by if since although though because that this these "
    "those his her their its our my your he she they we it i you who which whose what where why how however meanwhile also then "
    "later earlier today both even only with said says led former so yet not nor per via like despite under over about against "
    "between during".split()
)
TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady sheikh sheik shaikh gen lt col sgt maj adm capt prof professor rev hon senator sen rep gov "
    "general colonel major admiral lieutenant brigadier marshal imam ayatollah mullah rabbi cardinal father sister brother comrade minister secretary director premier chief "
    "prince princess baroness baron retired ret judge justice king president chancellor doctor field vice brig hrh "
    "datuk seri dato sri tun sayyed barrister maulana shri smt mufti".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv".split())
# Capitalised words that may follow or lead a name and are no part of it.
_NOT_NAME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october "
    "november december says said told and the of for in on at to is was has will has had a an his her who tells warns calls vows meets "
    "visits urges wins office house department ministry state states party government council committee company inc corp ltd group "
    "bank university minister secretary director chief president chairman officer deputy mr mrs ms dr st elect".split()
)
# Capitalised words that make a name the name of a thing. None of them is a common surname or given name.
_THINGS = frozenset(
    "foundation hospital airport highway avenue prize award trophy cup aid relief yojana planner commissioner centre center stadium "
    "museum library institute school college academy association federation corporation authority agency commission board fund "
    "mountain series league club united fc election union festival palace memorial scheme program programme".split()
)
_PARTICLES = "bin|bint|ibn|al|el|van|von|de|der|den|da|dos|das|do|di|du|la|le|del|della|ben|ul|ur|ter|zu|y|e|af|bat|ould"
_PARTICLE_WORDS = frozenset(_PARTICLES.split("|"))
CAPITALS = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƏȘȚḤṢṬẒ"
# What stands in a word where letters were lost, beside a letter that it belongs on, or as half of a letter in a wrong encoding.
_DAMAGE = (
    "(?:[?\ufffd\u0300-\u036f\u02c6-\u02dd\u00b4\u00a8]{1,3}|(?<=[ÃÄÅÐ])[\u0080-\u00bf\u2013-\u203a\u20ac\u2122\u02c6\u02dc])"
)
_WORD = (
    rf"(?:(?:[{CAPITALS}]\.[-]?){{1,4}}|(?:(?:[Aa]l|[Ee]l|[Aa]s|[Aa]d|[Aa]sh|[Aa]r|[Aa]t)-|[a-z]['’])?[{CAPITALS}][\w'’‑-]{{0,40}}"
    rf"(?:{_DAMAGE}(?=[^\W\d_A-ZÀ-Þ])[\w'’‑-]{{1,40}}){{0,3}}\ufffd{{0,3}})"
)
_NAME = rf"{_WORD}(?:[ \u00a0](?:(?:{_PARTICLES})[ \u00a0]){{0,3}}{_WORD}\.?){{0,5}}"
# "Jamie Raskin D-Md."
_PARTY = expression(r"[RDI]-[A-Z]")
_ACRONYM = expression(r"(?:\w\.){2,5}")
LEFT_REACH = 80
RIGHT_REACH = 160


_FIELD = "|".join(sorted(_PORTFOLIO))
_WHERE = rf"(?:the )?(?:(?:{_FIELD}) (?:and )?(?=(?:{_FIELD})\b))?[{CAPITALS}\w][\w.'’&-]{{0,40}}(?: (?:(?:of|for|and|the|de) )?(?:the )?[{CAPITALS}][\w.'’&-]{{0,40}}){{0,6}}"


@cache
def _right() -> re.Pattern[str]:
    """A name straight after a role noun, or after "of ..." and an optional comma."""
    return re.compile(rf"(?:-elect|\.)?(?: (?:of|for|at|to|in) (?P<where>{_WHERE}))?(?P<comma>,)?[ \u00a0](?P<name>{_NAME})")


@cache
def _of() -> re.Pattern[str]:
    return re.compile(rf" (?:of|for|at|to) (?P<where>{_WHERE})")


@cache
def _name() -> re.Pattern[str]:
    return re.compile(_NAME)


@cache
def _after_name() -> re.Pattern[str]:
    return re.compile(rf",? of (?:the )?((?:[{CAPITALS}][\w.’'-]{{0,30}} ?){{1,3}})")


@cache
def places() -> dict[str, str]:
    """Every name of a country, state or known organisation, and its canonical name."""
    found: dict[str, str] = {}
    for line in read_text("offices-places.txt").splitlines():
        if line and line[0] != "#":
            name, _, others = line.partition(":")
            found[name] = name
            for other in others.split(","):
                if other.strip():
                    found[other.strip()] = name
    return found


@cache
def _canonical() -> frozenset[str]:
    return frozenset(places().values())


# What the words of a portfolio are called in keys: spellings and longer forms of the same office.
_PORTFOLIO_NAMES = {
    "defense": "defence",
    "labor": "labour",
    "internal": "interior",
    "external": "foreign",
    "economic": "economy",
    "financial": "finance",
    "environmental": "environment",
    "transportation": "transport",
    "treasury": "treasury",
    "sport": "sports",
}
_DROPPED = frozenset("affairs the ministry national trade's minister of for and".split())
# A secretary of these is no minister.
_CLERKS = frozenset(
    "press private general party state permanent cabinet assistant under executive recording corresponding".split()
)


def portfolio(words: Sequence[str]) -> str:
    """The first part of a minister's field, normalised.

    >>> portfolio(["National", "Defense"]), portfolio(["Foreign", "Affairs"]), portfolio(["Economy", "and", "Finance"])
    ('defence', 'foreign', 'economy')
    """
    kept: list[str] = []
    for word in words:
        low = word.lower().strip(".,&")
        if low in ("and", "&", "") or word.endswith(","):
            if low and low != "and":
                kept.append(_PORTFOLIO_NAMES.get(low, low))
            if kept:
                break
            continue
        if low not in _DROPPED:
            kept.append(_PORTFOLIO_NAMES.get(low, low))
    return " ".join(kept)


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """A word of a role in lower case, without possessive ending and the full stops of an abbreviation."""
    low = word.lower().replace("’", "'").strip('"“”(),;:')
    if low.endswith("'s"):
        low = low[:-2]
    elif low.endswith("s'"):
        low = low[:-1]
    return low.replace(".", "")


@lru_cache(maxsize=4096)
def normalise_where(phrase: str) -> str | None:
    """The canonical name of a country or organisation, None where nothing is left of it.

    >>> normalise_where("the C.I.A."), normalise_where("Israel’s"), normalise_where("Springfield Isotopes")
    ('cia', 'israel', 'springfield isotopes')
    """
    words = [_plain(word) for word in phrase.split()]
    while words and words[0] in ("the", "a", "an"):
        del words[0]
    known = places()
    for start in range(min(3, len(words))):
        # "Israeli Mossad": an organisation known by its own name needs no country.
        if start and " ".join(words[:start]) not in known:
            break
        joined = " ".join(words[start:])
        if joined in known:
            return known[joined]
    return " ".join(word for word in words if word) or None


def _split_place(words: Sequence[str]) -> tuple[str | None, list[str]]:
    """The place named nearest to the role noun among the words before it, and the words left over after it."""
    known = places()
    plain = [_plain(word) for word in words]
    whole = " ".join(plain)
    if whole in known:
        return known[whole], []
    for start in range(len(plain) - 1, -1, -1):
        for end in range(len(plain), start, -1):
            place = known.get(" ".join(plain[start:end]))
            # "South Korean" beats the "Korean" inside it.
            if place is not None:
                for earlier in range(max(0, start - 3), start):
                    longer = known.get(" ".join(plain[earlier:end]))
                    if longer is not None:
                        return longer, list(words[end:])
                return place, list(words[end:])
    return None, list(words)


@lru_cache(maxsize=4096)
def _compose(head: str, left: tuple[str, ...], of: str | None) -> tuple[str, str | None, bool] | None:
    """Class, place and pastness of a role from its noun's class, the words before it and the phrase after "of"."""
    past = False
    under = ""
    words: list[str] = []
    for word in left:
        low = _plain(word)
        if low.startswith("ex-"):
            past, low = True, low[3:]
            word = word[3:]
        if low in _STATUS and not (low == "new" and word[:1].isupper()):
            past = past or low in _PAST
        elif low in _UNDER:
            under = f"{low} "
        elif low not in ("first", "top", "senior") or word[:1].isupper():
            words.append(word)
    place, rest = _split_place(words)
    role = head
    where: str | None = place
    field = ""
    if head in _NO_WHERE_HEADS:
        if of is not None:
            field_words = of.split()
            # "Minister of Defence of Israel": the field runs to the next "of".
            if " of " in of:
                at = next(i for i in range(1, len(field_words)) if field_words[i] == "of")
                where = normalise_where(" ".join(field_words[at + 1 :]))
                field_words = field_words[:at]
            normal = normalise_where(" ".join(field_words))
            if normal in _canonical() and normal not in ("white house",):
                where = normal
                field = portfolio(rest)
            else:
                field = portfolio([word for word in field_words if word != "State"]) if field_words[0] != "State" else ""
                if field_words[0] == "State":
                    field = portfolio(field_words[2:])
                    role = "minister of state" if head == "minister" else "minister"
        else:
            field = portfolio(rest)
        if head == "secretary" and field.split(" ")[-1] in _CLERKS:
            clerk = field.split(" ")[-1]
            role = f"{clerk} secretary"
            field = ""
            where = " ".join(filter(None, (where, " ".join(_plain(word) for word in rest[:-1])))) or None
        elif role == "secretary" and field:
            role = "minister"
        if role.startswith("minister"):
            if not field and role == "minister":
                return None
            role = f"{role} of {field}" if field else role
    elif head == "secretary of state":
        if of is not None and (normal := normalise_where(of)) is not None:
            if normal in _canonical():
                where = normal
            else:
                role = f"minister of {portfolio(of.split())}"
    elif head == "title":
        return "title", None, past
    else:
        rest_where = " ".join(_plain(word) for word in rest)
        if of is not None:
            of_where = normalise_where(of)
            if head == "ambassador":
                role = f"ambassador to {of_where}"
            elif of_where is not None and of_where in _canonical() and (rest_where or place) and head != "prime minister":
                where = f"{rest_where} {of_where}" if rest_where and not rest[0][:1].isupper() else of_where
                if rest_where and rest[0][:1].isupper():
                    where = normalise_where(rest_where) or of_where
            else:
                where = of_where
        elif rest_where and head not in ("prime minister", "national security adviser"):
            where = normalise_where(rest_where) if rest[0][:1].isupper() or place is None else f"{rest_where} {place}"
        if where is not None and where.split(" ")[0] in STARTERS:
            where = where.partition(" ")[2] or None
    return under + role, where, past


_JOINT = expression(r"\b(?:of|for|to|at) (?!staff|state\b(?! for))")


@cache
def _any_role() -> re.Pattern[str]:
    longest_first = sorted(_TERMS, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


@lru_cache(maxsize=1024)
def role_of(phrase: str, where: str | None = None) -> str | None:
    """The role key of a role named on its own, None where it names no role known as such; `where` is used if it names no place.

    >>> role_of("CIA Director"), role_of("director of the C.I.A."), role_of("Minister of Foreign Affairs", "Russia")
    ('head, cia', 'head, cia', 'minister of foreign, russia')
    >>> role_of("coach of the Springfield Isotopes"), role_of("Israel’s prime minister")
    ('coach, springfield isotopes', 'prime minister, israel')
    """
    low = phrase.lower()
    limit = _JOINT.search(low)
    found = [match.span() for match in _any_role().finditer(low, 0, limit.start() if limit else len(low))]
    if not found:
        return None
    best = found[-1]
    tail = phrase[best[1] :].strip()
    of = None
    for joint in ("of ", "for ", "to ", "at "):
        if tail.startswith(joint):
            of = tail[len(joint) :]
            break
    composed = _compose(_CLASS_OF[low[best[0] : best[1]]], tuple(phrase[: best[0]].split()), of)
    if composed is None:
        return None
    return role_key(composed[0], composed[1] or (normalise_where(where) if where else None))


def mentions(doc: Document) -> tuple[Mention, ...]:
    """Every mention of the document, in text order; ask through `doc.view(mentions)`."""
    return tuple(_extract(doc.text, doc.codes))


@cache
def _role_nouns() -> Any:
    return pattern(ROLE_GATE)


# What the gate sees after a role noun, the longest first.
_FOLLOWERS = (b"-elect ", b" for ", b" of ", b" to ", b" at ", b" in ", b" al-", b" el-")
_PLAIN_CODES = bytes(32 if code == 0xA0 else code for code in range(256)).lower()
# What makes a longer role noun of a shorter one: of "secretary of state" none is the secretary.
_LONGER = {
    term: longer
    for term in _TERMS
    if (longer := tuple(other[len(term) :].encode() for other in _TERMS if other.startswith(f"{term} ")))
}


@lru_cache(maxsize=4096)
def _term(matched: bytes) -> str:
    """The role noun in a match of the gate."""
    matched = matched.translate(_PLAIN_CODES)
    for follower in _FOLLOWERS:
        if matched.endswith(follower):
            return matched[: -len(follower)].rstrip(b".").decode("latin-1")
    # A capital behind a space, or a single mark.
    return matched[: -2 if matched[-2:-1] == b" " else -1].rstrip(b".").decode("latin-1")


def _extract(text: str, codes: bytes) -> Iterator[Mention]:
    search = _role_nouns().search
    end = 0
    # What follows a role noun may be the beginning of another, so that the search goes on behind the noun.
    while (match := search(codes, end)) is not None:
        start, reach = match.span()
        term = _term(codes[start:reach])
        end = start + len(term)
        # The pattern knows the letters of ASCII only.
        if start and text[start - 1].isalnum():
            continue
        if term in _LONGER and codes[end : end + 24].translate(_PLAIN_CODES).startswith(_LONGER[term]):
            continue
        if term in _PLURALS:
            yield from _several(text, start, end, _PLURALS[term])
            continue
        after = text[end]
        head = _CLASS_OF[term]
        direct = phrase = False
        if after in " \u00a0":
            direct = text[end + 1 : end + 2].isupper() or text.startswith(("al-", "el-"), end + 1)
            phrase = not direct and text.startswith(("of ", "for ", "to ", "at ", "in "), end + 1)
        elif after == ".":
            direct = term in _ABBREVIATED and text[end + 1 : end + 2] in (" ", "\u00a0") and text[end + 2 : end + 3].isupper()
        elif after == "," and head != "title":
            direct = text.startswith(" ", end + 1) and text[end + 2 : end + 3].isupper()
        elif after == "-":
            direct = True
        if head == "title":
            if direct and (right := _right().match(text, end, end + RIGHT_REACH)):
                mention = _mention("title", None, False, text[start:end], right.start("name"), right.group("name"))
                if mention is not None:
                    yield mention
            continue
        comma_before = text.rfind(", ", max(0, start - 60), start) >= 0
        if direct or phrase or comma_before:
            mention = _around(text, start, end, head, direct or phrase, comma_before)
            if mention is not None:
                yield mention


# So many people are named in a row.
_MOST_IN_A_ROW = 12


def _several(text: str, start: int, end: int, head: str) -> Iterator[Mention]:
    """The people named in a row after a plural, two at least, the last behind "and"."""
    at = end + text.startswith(".", end) + 1
    found: list[tuple[int, str, str | None]] = []
    closed = False
    while not closed and len(found) < _MOST_IN_A_ROW and (match := _name().match(text, at, at + RIGHT_REACH)) is not None:
        name, where = match.group(), None
        owner = name.partition(" ")[0]
        if owner.endswith(("'s", "’s")):
            # "Norway's Ada Byron".
            where, name, at = normalise_where(owner), name[len(owner) + 1 :], at + len(owner) + 1
        end_of_name = at + len(name)
        after = _after_name().match(text, end_of_name)
        if after is not None and (place := normalise_where(after.group(1))) in _canonical():
            where, end_of_name = place, after.start(1) + len(after.group(1).rstrip())
        closed = bool(found) and text.endswith((" and ", " & "), 0, match.start())
        found.append((at, name, where))
        joint = _NEXT_NAME.match(text, end_of_name)
        if joint is None:
            break
        at = joint.end()
    if not closed:
        return
    begin = max(0, start - LEFT_REACH)
    words = tuple(text[begin:start].split())
    if words and not text[start - 1].isspace():
        words = ()
    composed = _compose(head, _role_words(words), None)
    if composed is None:
        return
    role, place, past = composed
    for name_start, name, where in found:
        mention = _mention(role, where or place, past, text[start:end], name_start, name)
        if mention is not None:
            yield mention


_NEXT_NAME = expression(r",? (?:and|&) |, ")

_ABBREVIATED = frozenset("mr mrs ms dr prof sen rep gov pres sec".split())


def _around(text: str, start: int, end: int, head: str, ahead: bool, comma_before: bool) -> Mention | None:
    right = _right().match(text, end, end + RIGHT_REACH) if ahead else None
    if right is None and not comma_before:
        return None
    begin = max(0, start - LEFT_REACH)
    words = tuple(text[begin:start].split())
    if words and not text[start - 1].isspace():
        if words[-1].lower() in ("ex-", "then-"):
            words = (*words[:-1], "former")
        elif words[-1] in _OPENERS:
            words = ()
        else:
            return None
    left = _role_words(words)
    label_start = start
    for word in reversed(left):
        at = text.rfind(word, begin, label_start)
        label_start = at if at >= 0 else label_start
    if right is not None:
        of, name, name_start = right.group("where"), right.group("name"), right.start("name")
        label_end = end if of is None else right.end("where")
        if of is not None and right.group("comma") is None:
            # Without a comma the phrase swallowed the name's words: a known place or field says where it ends.
            of = _split_of(of + text[right.end("where") : name_start] + name)
            name = ""
            if of is not None:
                label_end = right.start("where") + len(of)
                name_start = label_end + 1
                again = _name().match(text, name_start)
                # "the Israeli Mossad": one word after a place is more of the organisation than a person.
                name = again.group() if again and " " in again.group() else ""
        elif of is None and right.group("comma") is not None and not _is_apposition(text, right.end("name")):
            name = ""
        if name and (composed := _compose(head, left, of)) is not None:
            first, _, others = name.partition(" ")
            if (
                composed[1] is None
                and others
                and (place := places().get(_plain(first))) is not None
                and not is_given(_plain(first))
            ):
                # "Governor Punjab Ada Byron".
                composed, name, name_start = (composed[0], place, composed[2]), others, name_start + len(first) + 1
            mention = _mention(*_narrowed(composed, text[start], words, left), text[label_start:label_end], name_start, name)
            if mention is not None and mention.where is None and text.startswith((" of ", ", of "), mention.end):
                after = _after_name().match(text, mention.end)
                place = normalise_where(after.group(1)) if after else None
                return mention._replace(where=place) if place in _canonical() else mention
            return mention
    return _before(text, words, left, head, label_start, end) if comma_before else None


def _narrowed(
    composed: tuple[str, str | None, bool], first: str, words: tuple[str, ...], left: tuple[str, ...]
) -> tuple[str, str | None, bool]:
    """The role with the word before it for its place where that says of what it is: a "chess club president" is of a club."""
    role, where, past = composed
    if role in _OF_STATES and words and words[-1].lower() == "state":
        # A state senator is none of the Senate's.
        return f"state {role}", where, past
    if where is not None or not first.islower() or not words or left:
        return composed
    word = words[-1]
    # A verb ("told president Ada Byron") would do no more harm than to hide who is meant.
    if not word.isalpha() or not word.islower() or word in STARTERS or word in _STATUS or word in _UNDER or word.endswith("ed"):
        return composed
    return role, OF_A_KIND + word, past


_OF_STATES = frozenset(("senator", "representative", "treasurer", "attorney general"))
# How a place begins that says of what kind a role is, and not where.
OF_A_KIND = "a "
_OPENERS = frozenset("“‘\"'(—")


def _is_apposition(text: str, end: int) -> bool:
    """Whether the name after a role and a comma is closed by a comma, as in "the prime minister, Ada Byron, said"."""
    return text[end : end + 1] == ","


def _split_of(phrase: str) -> str | None:
    """How far the place or field reaches in "Israel Benjamin Netanyahu" or "Defense Lloyd Austin"; None where unknown."""
    words = phrase.split(" ")
    known = places()
    for count in range(min(len(words) - 1, 6), 0, -1):
        plain = [_plain(word) for word in words[:count]]
        if plain[0] == "the":
            plain = plain[1:]
        if not plain:
            continue
        if " ".join(plain) in known or all(word in _PORTFOLIO or word in ("and", "the", "state", "of") for word in plain):
            if plain[-1] in ("and", "the", "of"):
                continue
            return " ".join(words[:count])
    # A place that nobody knows ends where a given name and one or two more words stand.
    for count in range(max(1, len(words) - 3), len(words) - 1):
        given, rest = _plain(words[count]), [_plain(word) for word in words[count + 1 :]]
        if (
            is_given(given)
            and given not in known
            and given not in _PARTICLE_WORDS
            and words[count - 1][:1].isupper()
            and _NOT_NAME.isdisjoint(rest)
            and _THINGS.isdisjoint(rest)
            and words[count - 1][-1:].isalnum()
            and words[count].isalpha()
            and words[-1].isalpha()
            and " ".join([given, *rest]) not in known
        ):
            return " ".join(words[:count])
    return None


def _role_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """The last of the words, as far back as they belong to the role after them."""
    kept = 0
    after = ""
    for taken, word in enumerate(reversed(words[-7:]), start=1):
        last = word[-1]
        if last in ',;:!?)”"]—–' or word in ("-", "&") or (last == "." and not _ACRONYM.fullmatch(word)):
            break
        low = _plain(word)
        if word[0].isupper() or word[0].isdigit():
            # "Prime Minister and Finance Minister": of two roles the second.
            if (low in STARTERS and low not in _STATUS) or (after == "and" and low in _CLASS_OF):
                break
            kept = taken
        elif low in _PORTFOLIO or low in _STATUS or low in _UNDER or low.startswith("ex-"):
            kept = taken
        elif not (
            (low == "of" and len(words) > taken and _plain(words[-taken - 1]) in _OF_HOUSES)
            or (low == "and" and after in _PORTFOLIO)
        ):
            break
        after = low
    return words[len(words) - kept :]


def _before(text: str, words: tuple[str, ...], left: tuple[str, ...], head: str, label_start: int, end: int) -> Mention | None:
    """The mention of "NAME, the ROLE" and "NAME, ROLE of PLACE"."""
    of, label_end = None, end
    if text.startswith((" of ", " for ", " to ", " at "), end):
        phrase = _of().match(text, end, end + RIGHT_REACH)
        if phrase is None:
            return None
        of = _END_OF_PLACE.split(phrase.group("where"), 1)[0].rstrip(".,’'")
        label_end = phrase.start("where") + len(of)
    elif text[end : end + 1] not in ",.;)—":
        return None
    before = list(words[: len(words) - len(left)])
    past = False
    while before and before[-1].lower() in _ARTICLES:
        before.pop()
    if len(before) > 2 and before[-2] == "who" and before[-1] in ("is", "was"):
        past = before[-1] == "was"
        del before[-2:]
    if not before or not before[-1].endswith(","):
        return None
    name_end = text.rfind(",", 0, label_start)
    # "Ada Byron, 47, mayor of Springfield".
    if len(before) > 1 and before[-1][:-1].isdigit() and len(before[-1]) < 4 and before[-2].endswith(","):
        before.pop()
        name_end = text.rfind(",", 0, name_end)
    taken: list[str] = []
    place = ""
    for word in reversed(before):
        if len(taken) == 6 or (taken and word[-1] in ',;:!?)”"—'):
            break
        bare = word.rstrip(",")
        opened = bare[:1] in _OPENERS
        bare = bare.lstrip("“‘\"'(—")
        if not (bare[:1].isupper() or bare in _PARTICLE_WORDS or bare[:3].lower() in ("al-", "el-")):
            break
        if bare.endswith(".") and len(bare) > 3 and _plain(bare) not in TITLES and not _ACRONYM.fullmatch(bare):
            break
        if taken and bare.endswith(("'s", "’s")):
            # "Microsoft's Satya Nadella, its chief executive".
            place = bare
            break
        taken.append(bare)
        if opened:
            break
    while taken and (
        taken[-1] in _PARTICLE_WORDS
        or taken[-1].lower() in STARTERS
        or (taken[-1].endswith(".") and _plain(taken[-1]) in TITLES)
    ):
        taken.pop()
    if not taken:
        return None
    name = " ".join(reversed(taken))
    start = name_end - len(name)
    # Where the reach ends, the first word may have been cut.
    if start < 0 or (start and text[start - 1].isalnum()) or text[start:name_end] != name or _name().fullmatch(name) is None:
        return None
    composed = _compose(head, left, of)
    if composed is None:
        return None
    role, where, former = composed
    if (
        of is not None
        and where is not None
        and of.removeprefix("the ")[:1].islower()
        and _GOES_ON.match(text, label_end)
        and where not in _canonical()
    ):
        # "director of the local history museum": of what kind, and not where.
        where = OF_A_KIND + where
    return _mention(
        role, where or (normalise_where(place) if place else None), former or past, text[label_start:label_end], start, name
    )


_END_OF_PLACE = expression(r"(?<=\w{4})\.(?= )")
_GOES_ON = expression(r" [a-z]")
_ARTICLES = frozenset(("the", "a", "an", "its", "his", "their", "her"))


def _mention(role: str, where: str | None, past: bool, label: str, start: int, name: str) -> Mention | None:
    plain = _clean(name)
    if plain is None:
        return None
    skipped, person = plain
    return Mention(role, where, " ".join(label.split()), person, start + skipped, start + skipped + len(person), past)


def is_no_name(word: str) -> bool:
    """Whether a word in small letters is a day, a month, or another that stands with a capital beside names."""
    return word in _NOT_NAME or word in _THINGS


@lru_cache(maxsize=4096)
def _clean(name: str) -> tuple[int, str] | None:
    """A name without leading titles, a possessive ending and words after it: how much was skipped, and the name. None for a thing.

    >>> _clean("Sheikh Tamim bin Hamad Al Thani’s"), _clean("Antony Blinken Monday"), _clean("King Salman Hospital")
    ((7, 'Tamim bin Hamad Al Thani'), (0, 'Antony Blinken'), None)
    """
    words = name.replace("\u00a0", " ").split(" ")
    skipped = 0
    while words and ((low := words[0].rstrip(".").lower()) in TITLES or low in _CLASS_OF):
        skipped += len(words.pop(0)) + 1
    kept: list[str] = []
    for word in words:
        low = word.lower().replace("’", "'")
        if low.endswith(("'s.", "s'.")):
            word, low = word[:-1], low[:-1]
        bare = low.rstrip(".")
        if bare in _THINGS:
            return None
        if bare in _NOT_NAME or _PARTY.match(word) or (word.isupper() and _plain(word) in places()):
            break
        if low.endswith(("'s", "s'")):
            kept.append(word[:-2] if low.endswith("'s") else word[:-1])
            break
        kept.append(word)
        if word.endswith(".") and not (len(word) <= 3 or "." in word[:-1]) and bare not in _SUFFIXES:
            break
    while kept and (kept[-1].lower() in _PARTICLE_WORDS or not kept[-1].rstrip("’'-‑")):
        kept.pop()
    person = " ".join(kept)
    if person.endswith(".") and not _ACRONYM.fullmatch(kept[-1]) and kept[-1][:-1].lower() not in _SUFFIXES:
        person = person.rstrip(".")
    person = person.rstrip("-’'‑")
    if person.rstrip(".").lower() in _SUFFIXES:
        return None
    return (skipped, person) if len(person) > 1 and any(letter.isalpha() for letter in person) else None


_YEAR = expression(r"(?:19|20)\d\d")
_COPYRIGHT = expression(r"(?:©|\(c\)|copyright)[^\d\n]{0,20}((?:19|20)\d\d)", re.IGNORECASE)


_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS).replace("sep(?:", "sept?(?:")


@cache
def _full_date() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:(?P<m>{_MONTH})\.? (?P<d>[0-3]?\d)(?:st|nd|rd|th)?,? (?P<y>(?:19|20)\d\d)"
        rf"|(?P<d2>[0-3]?\d)(?:st|nd|rd|th)? (?P<m2>{_MONTH})\.?,? (?P<y2>(?:19|20)\d\d)"
        rf"|(?P<y3>(?:19|20)\d\d)-(?P<m3>[01]\d)-(?P<d3>[0-3]\d))\b",
        re.IGNORECASE,
    )


# A dateline stands so near to the beginning.
_HEAD = 300


def written(doc: Document) -> date | None:
    """When the document was written: as the caller says, else by its dateline, its copyright line or the latest day it names.

    None where it says nothing of the kind. A year alone stands for its middle.
    """
    if doc.context.date is not None:
        return doc.context.date
    text = doc.text
    if _YEAR.search(text) is None:
        return None
    days = _full_date().finditer(text, 0, _HEAD)
    found = next(filter(None, map(_day_of, days)), None)
    if b"\xa9" in doc.codes or "copyright" in doc.folded or "(c)" in doc.folded:
        years = [int(match.group(1)) for match in _COPYRIGHT.finditer(text)]
        # A text begins with a date of long ago, too.
        if years and (found is None or max(years) > found.year):
            found = date(max(years), 7, 1)
    return found or max(filter(None, map(_day_of, _full_date().finditer(text))), default=None)


def _day_of(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    year = parts["y"] or parts["y2"] or parts["y3"]
    month = parts["m"] or parts["m2"]
    number = (
        int(parts["m3"]) if month is None else _MONTHS.index(next(m for m in _MONTHS if m.startswith(month[:3].lower()))) + 1
    )
    try:
        return date(int(year), number, int(parts["d"] or parts["d2"] or parts["d3"]))
    except ValueError:
        return None
