"""No space after a comma, semicolon or colon between words: "the river,which", "it rained;nobody came", "in May,2019".

Where one of the two words is a function word, or a month stands before the number, no name or code can be meant and the
repair is SAFE. Between other words of prose ("the mayor,council and") the finding is a warning where the line sets its
other commas properly; pairs joined by a colon ("key:value") are notes. A single one in a document is a note, since anybody
mistypes once.

Left alone: numbers (1,000), times, chapters and ratios (10:30, 3:16), code, CSV and lists of keywords ("red,green,blue"),
addresses (http://x), entities (&eacute;t), emoticons, chemical names (N,N-dimethyl), initials (Smith,J.), suffixes (EU:n),
names of pages (Wikipedia:About), scripts other than the Latin one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck import surroundings
from textcheck.flow import is_old_print
from textcheck.rule import DISPLAY, SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_LETTERS = rb"A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\xff"
_JOINED = (
    rb"[" + _LETTERS + rb")\]\"\x92\x94][,;](?:[" + _LETTERS + rb"]{2}|[aAI] )"
    rb"|[a-z\xdf-\xf6\xf8-\xff)\]\x94]:(?:[" + _LETTERS + rb"]{2}|[aA] [a-z])"
    rb"|[A-Za-z]{3},[0-9]"
)
_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_WORD_BEFORE = re.compile(rf"(?:(?<=[\s(“”\"‘'—–-])|\A)({_WORD})\Z")
_CLOSED_BEFORE = re.compile(r"[^\W_][)\]\"”’]\Z")
_WORD_AFTER = re.compile(rf"({_WORD})(?:[.!?…]+|[,;:](?=\s|{_WORD}))?[)”\"'’]*(?=\s|,|\Z|—|–)")
_NUMBER_AFTER = re.compile(r"([0-9]{1,4})(?:st|nd|rd|th|s)?[.,;:)]?(?=\s|\Z)")
_MONTHS = frozenset(
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
# What stands before a colon that belongs to it.
_SCHEMES = frozenset("http https ftp mailto file std re tel sms urn doi arxiv pmid isbn class localhost".split())
_PAIRED = frozenset("in out on off and or not if then else to from up down yes no true false either both".split())
# Of chemical names: cis,trans-isomers.
_PREFIXES = frozenset("cis trans ortho meta para endo exo".split())
_SURROUNDINGS = 200


def detect(doc: Document) -> Iterator[Finding]:
    return surroundings.weighed(doc, _found(doc))


def _found(doc: Document) -> Iterator[Finding]:
    for match in pattern(_JOINED).finditer(doc.codes):
        mark = next(at for at in range(match.start() + 1, match.end()) if doc.text[at] in ",;:")
        finding = _finding(doc, mark)
        if finding is not None:
            yield finding


def _finding(doc: Document, mark: int) -> Finding | None:
    text = doc.text
    left = surroundings.before(doc, mark)
    found = _WORD_BEFORE.search(left)
    first = found.group(1) if found else ""
    if not first and not _CLOSED_BEFORE.search(left):
        return None
    right = surroundings.after(doc, mark + 1)
    number = _NUMBER_AFTER.match(right)
    follows = number or _WORD_AFTER.match(right)
    if follows is None:
        return None
    second = follows.group(1)
    if number:
        sure = first in _MONTHS
        plausible = sure or (surroundings.prose_before(doc, mark) and surroundings.prose_after(doc, mark + 1 + follows.end()))
    else:
        if not _may_be_prose(text, mark, first, second):
            return None
        words = surroundings.function_words()
        functional = (first.lower() in words) + (second.lower() in words)
        # "in,out" and "and,or" are pairs; a single function word is a sentence that goes on.
        sure = functional == 1 and len(second) > 1 and _has_neighbours(doc, mark, follows.end())
        plausible = sure or (
            (surroundings.prose_before(doc, mark if first else mark - 1) or (left == first and text[mark] != ":"))
            and (surroundings.prose_after(doc, mark + 1 + follows.end()) or right[follows.end() :].strip() == "")
        )
    # A sentence may speak of code; two names joined by a comma are its own.
    if not plausible or surroundings.is_code(
        doc, mark, mark, len(first) + len(second) + 3 if sure and text[mark] != ":" else surroundings.NEAR
    ):
        return None
    certain = sure or (text[mark] != ":" and not number and _sets_spaces(doc, mark) and not surroundings.has_code(doc))
    repair = Repair(
        mark + 1,
        mark + 1,
        " ",
        DISPLAY if is_old_print(doc, mark) else SAFE if sure else UNSAFE,
        0.97 if sure else 0.85,
        "a sentence goes on here" if sure else "the two words may be one expression",
    )
    start = mark - len(first) if first else mark - 1
    return RULE.finding(
        start,
        mark + 1 + follows.end(1),
        f"no space after '{text[mark]}' in '{text[start : mark + 1 + follows.end(1)]}'",
        confidence=0.97 if sure else 0.85 if certain else 0.7,
        severity=Severity.WARNING if certain else Severity.NOTE,
        repairs=[repair],
    )


def _may_be_prose(text: str, mark: int, first: str, second: str) -> bool:
    if (len(first) == 1 and first not in "aI") or (first.isupper() and second.isupper()):
        return False
    if first in _PREFIXES or _PAIRED.issuperset((first.lower(), second.lower())):
        return False
    if text[mark] == ":":
        # "EU:n" is inflected, "Wikipedia:About" a page, "a:b" a pair of variables.
        if first.lower() in _SCHEMES or (first and not first[1:].islower()) or second in ("o", "O"):
            return False
        return not (first.istitle() and second.istitle() and second.lower() not in surroundings.function_words())
    if text[mark] == ";":
        return text[mark - len(first) - 1 : mark - len(first)] != "&"
    return len(second) > 1 or second in "aI"


def _has_neighbours(doc: Document, mark: int, length: int) -> bool:
    """Whether words stand on the line beyond the two that are joined: "and,or" alone is an entry of a list."""
    left, right = surroundings.before(doc, mark), surroundings.after(doc, mark + 1 + length)
    return " " in left.strip() or bool(re.search(r"\s\w", right))


def _sets_spaces(doc: Document, mark: int) -> bool:
    """Whether the marks of the surroundings are followed by spaces, so that this one is a slip and no custom."""
    around = doc.text[max(0, mark - _SURROUNDINGS) : mark + _SURROUNDINGS]
    return len(re.findall(r"\w[,;:]\w", around)) == 1 + len(re.findall(r"[0-9][,:][0-9]", around)) or ", " in around


RULE = Rule(
    code="LAY104",
    name="missing-space-after-punctuation",
    severity=Severity.WARNING,
    detect=detect,
    gate=_JOINED,
)
