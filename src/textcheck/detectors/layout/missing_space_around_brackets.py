"""No space between round brackets of several words and the word before or behind them: "the mayor(in office until May)opened".

A line break or a tag was lost at the bracket. In prose the repair is SAFE before brackets that hold several words and
behind them.

A single one in a document is a note, since anybody mistypes once.

Left alone: endings in brackets ("file(s)", "child(ren)"), parts of words ("(re)define", "(s)he", "poly(A)"), calls and
formulas ("f(x)", "print(a, b)"), sections ("3(a)(ii)"), abbreviations and symbols ("confidence intervals(CIs)" is a note,
"Mg(OH)" nothing), chess, code, scripts without spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck import surroundings
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, is_foreign, pattern

_BEFORE = rb"[a-z\xdf-\xf6\xf8-\xff]{3}\([A-Za-z0-9\x93\"]"
_BEHIND = rb"[A-Za-z0-9.!?\x94\"]\)(?:[A-Za-z\xc0-\xff]{2}|a )"
_TOUCHING = _BEFORE + rb"|" + _BEHIND

# Brackets of prose are short.
_FURTHEST = 300
_WORDS = re.compile(r"[^\W\d_]{2,}[,;:.]? +\S*[^\W_]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SURE_WORD = re.compile(r"[^\W\d_]{3,}")
# A single word or number in brackets that is no ending of the word before them.
_STANDS_APART = re.compile(
    r"[A-Za-z][A-Za-z0-9-]*[A-Z0-9][a-z]{0,2}|[0-9]{2,4}s?(?:[–-][0-9]{2,4})?|[A-Z][a-z]{3,}|[0-9.,]+ ?(?:%|[^\W\d_]{1,4})|[a-z]{2,}-[a-z]{2,}|(?=[^()]*(?:[0-9]{2}|[a-zA-Z]{3}))\S+ [^()]+|(?!innen)[a-z]{5,}"
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z]{1,5}s?")
# The same in a document that names no calls: all but endings ("file(s)", "Lehrer(innen)"), numerals of chemistry and variables.
_NO_ENDING = re.compile(r"(?!innen\b|[a-z]{1,4}\Z|[IVX]+\Z)(?:.{3,}|[A-Z]{2})")
_FUNCTIONS = frozenset(
    "sin cos tan log exp max min sup inf lim det dim ker arg deg var cov sqrt sum prod mod div ord gcd lcm".split()
)
# Words that a number or letter in brackets follows.
_NUMBERED = frozenset(
    "section sections subsection paragraph paragraphs article clause part item note step phase through figure table".split()
)
# What begins a word, and what ends it.
_PREFIX = re.compile(
    r"[A-Z]?[a-z]{0,4}|[A-Za-z]*[oi]|[Pp]oly|meta|para|extra|over|under|out|inter|super|trans|hyper|counter|tele|post|fore|non"
)
_ENDINGS = frozenset("st nd rd th s es ed er ers ing ly like less ness".split())
_NO_PROSE = re.compile(r"[_`{}<>|\\^=~@#*+]|\$[A-Za-z{]|\w\[|\w\(|->|::")
_CALLS = re.compile(r"[_`{}<>|\\^]|\w\[|\w\(|->|::")
_SPOKEN = frozenset(
    "see e.g e.g. i.e i.e. eg ie for if as such especially in on of by which who what when where although though but and or "
    "with without including like from perhaps maybe also not note because since instead similar usually so then".split()
)
# What begins an argument in words, too, unless it is the only one.
_SPOKEN_ALONE = frozenset("the an this that these those very described defined".split())
# One in brackets that a word is set before ("the twenty(20) days").
_NUMBER = re.compile(r"[0-9]{2,3}|[0-9]{1,3}[a-z]")
_ITEM = re.compile(r"[a-z]|[ivx]{2,4}|[0-9]{1,2}")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_NEAR = 600
_STATEMENT = re.compile(
    r"\b(?:return|with|not|and|or|if|in|is|while|for|yield|await|friend|else|elif|except|raise|from|del)\s+\Z"
)
_SENTENCE_GOES_ON = re.compile(r" [a-z]{2,} |[.,;] [A-Za-z]|\.?\Z")
_SIGNS = re.compile(r"[_`{}<>|\\^=~@#]|->|::")
_MEASURED = re.compile(r"(?:\A|\s)[0-9.,]+[-‐]\Z")
_KEYWORD = re.compile(
    r"\b(?:def|return|class|function|func|fn|void|int|var|let|const|import|lambda|call|method|assert|print)\s+\Z"
)


def detect(doc: Document) -> Iterator[Finding]:
    return surroundings.weighed(doc, _found(doc))


def _found(doc: Document) -> Iterator[Finding]:
    text = doc.text
    # One after the other: what stands in short brackets belongs to both.
    places = [(match.end() - 2, _before) for match in pattern(_BEFORE).finditer(doc.codes)]
    places += [(match.start() + 1, _behind) for match in pattern(_BEHIND).finditer(doc.codes)]
    for at, judge in places:
        finding = judge(doc, at) if text[at] in "()" else None
        if finding is not None:
            yield finding


def _before(doc: Document, at: int) -> Finding | None:
    text = doc.text
    inside, closed, after = surroundings.after(doc, at + 1, _FURTHEST).partition(")")
    if (
        not closed
        or "(" in inside
        or inside == "s"
        or not (after[:1] in ("", " ", ".", ",", ";", ":", "?", "!") or after[:1].isalpha())
    ):
        return None
    start = at
    while start and at - start < 40 and text[start - 1].isalpha():
        start -= 1
    word = text[start:at]
    if (start and not (text[start - 1].isspace() or text[start - 1] in '(“"‘-–—')) or not word[1:].islower():
        return None
    # Where calls are named, only what reads as a sentence is taken.
    begins = inside.partition(" ")[0].rstrip(".,").lower()
    spoken = begins in _SPOKEN or (begins in _SPOKEN_ALONE and "," not in inside)
    several = _WORDS.search(inside) is not None or (spoken and " " in inside)
    functional = word.lower() in surroundings.function_words() or word.lower() in _NUMBERED
    apart = _STANDS_APART if surroundings.has_code(doc) else _NO_ENDING
    number = len(word) > 2 and after[:1] == " " and _NUMBER.fullmatch(inside) is not None and not surroundings.has_code(doc)
    if not several and not functional and (not (number or apart.fullmatch(inside)) or word in _FUNCTIONS):
        return None
    lead = surroundings.before(doc, start, 30)
    initials = _ACRONYM.fullmatch(inside) is not None and _are_initials(inside.rstrip("s"), surroundings.before(doc, at))
    if (
        surroundings.has_code(doc)
        and not initials
        and (
            not several
            or ("," in inside and not spoken)
            or not _SENTENCE_GOES_ON.match(after)
            or lead[:1] in (" ", "\t")
            or _STATEMENT.search(lead)
            or (not spoken and surroundings.is_code(doc, start, at + 1))
        )
    ):
        return None
    if (
        (not initials and _SIGNS.search(lead + after[:15]))
        or (not (spoken and several) and (_NO_PROSE if surroundings.has_code(doc) else _CALLS).search(inside))
        or _KEYWORD.search(lead)
        or after[:1] == ":"
        or not (
            initials
            or surroundings.prose_before(doc, at)
            or (word.istitle() and not lead.strip() and (several or not surroundings.has_code(doc)))
            or _MEASURED.search(lead)
        )
    ):
        return None
    return _finding(doc, start, at + 1, at, several)


def _are_initials(letters: str, lead: str) -> bool:
    """Whether an acronym is made of the first letters of the words before it: "Command Line Interface", CLI."""
    words = re.findall(r"[^\W\d_]+", lead)[-len(letters) :]
    return [word[0].lower() for word in words] == list(letters.lower())


def _behind(doc: Document, at: int) -> Finding | None:
    text = doc.text
    inside = surroundings.before(doc, at, _FURTHEST).rpartition("(")
    word = _WORD.match(text, at + 1)
    if word is None or word.group() in _ENDINGS:
        return None
    if not inside[1] or ")" in inside[2]:
        return _behind_item(doc, at, word)
    if inside[2] + word.group() == "she":
        return None
    functional = word.group() == "a" or word.group() in surroundings.function_words()
    several = _WORDS.search(inside[2]) is not None
    section = len(inside[2]) < 4 and (inside[0][-1:].isdigit() or inside[0][-1:] == ")")
    # "cue(s)driving": the brackets are an ending, and the word is the next one.
    section = section or (inside[0][-1:] in ("", " ") and len(word.group()) > 2 and _is_listed(text, at, inside[2]))
    section = section or (inside[2] == "s" and inside[0][-2:].isalpha() and len(word.group()) > 3)
    if inside[0][-1:].isalnum() and not functional and not several and not section:
        return None
    # "(re)define" and "(poly)crystalline" are one word; "(1976)and" is not.
    if not functional and not several and not section and (_PREFIX.fullmatch(inside[2]) or not _SURE_WORD.search(word.group())):
        return None
    follows = text[word.end() : word.end() + 1]
    if follows not in ("", " ", ".", ",", ";", ":", "\n", "?", "!"):
        return None
    free = functional and inside[0][-1:] == " "
    if not (functional and (several or free)) and _NO_PROSE.search(
        inside[2] if functional or section else inside[2] + inside[0][-15:]
    ):
        return None
    if surroundings.is_code(doc, at + 1, word.end(), 15) and not functional and not section:
        return None
    return _finding(doc, at, word.end(), at + 1, several or functional)


def _is_listed(text: str, at: int, item: str) -> bool:
    """Whether the bracket at a place closes an item of a list whose item before or after it stands near."""
    if not _ITEM.fullmatch(item):
        return False
    if item in _ROMANS[1:]:
        place = _ROMANS.index(item)
        beside = _ROMANS[place - 1 : place + 2]
    elif item.isdigit():
        beside = (str(int(item) - 1), item, str(int(item) + 1))
    elif len(item) == 1:
        beside = (chr(ord(item) - 1), item, chr(ord(item) + 1))
    else:
        return False
    around = text[max(0, at - _NEAR) : at + _NEAR]
    return any(f"({other})" in around or f" {other}) " in around for other in beside if other != item)


def _behind_item(doc: Document, at: int, word: re.Match[str]) -> Finding | None:
    """The finding of a word that touches the bracket of an item without an opening one: "and 2)easier testing"."""
    text = doc.text
    lead = re.search(r"(?:\A|[\s,;:])([a-z]|[0-9]{1,2})\Z", text[max(0, at - 4) : at])
    if lead is None or not _SURE_WORD.search(word.group()) or not text[word.end() : word.end() + 1].isspace():
        return None
    if not _is_listed(text, at, lead.group(1)) or surroundings.is_code(doc, at + 1, word.end(), 15):
        return None
    return _finding(doc, at, word.end(), at + 1, False)


def _finding(doc: Document, start: int, end: int, at: int, several: bool) -> Finding | None:
    if is_foreign(doc, at) and not several:
        return None
    repair = Repair(
        at,
        at,
        " ",
        SAFE if several else UNSAFE,
        0.95 if several else 0.85,
        "brackets that hold words stand apart" if several else "the brackets may belong to the word",
    )
    return RULE.finding(
        start,
        end,
        f"no space beside the bracket in '{doc.text[start:end]}'",
        confidence=0.9 if several else 0.7,
        severity=Severity.WARNING if several else Severity.NOTE,
        repairs=[repair],
    )


RULE = Rule(
    code="LAY115",
    name="missing-space-around-brackets",
    severity=Severity.WARNING,
    detect=detect,
    gate=_TOUCHING,
)
