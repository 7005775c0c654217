"""A line about who wrote the text, such as "By Jane Doe" or "Reporting by A. Gray; editing by B. White".

Five forms are known: bylines among the first or last lines; credits, which hold nothing but names and the words that link them;
lines that say who contributed to, or reported for, the text; and, at the end, a line that introduces somebody the text has not
named as a journalist or author. Each is a note, so that a pipeline may keep or drop such lines; the finding is the whole line.

Left alone: the same words inside prose ("By March the roof was on", "the heat contributed to this"), titles such as "By the
River", people whom an article is about, and the first lines of their biographies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.rule import Document, Finding, Rule, Severity, pattern

_ROLES = rb"reporter|correspondent|fellow|editor|columnist|writer|journalist|author|broadcaster|critic|producer"
_INTRODUCED = rb" is (?:an?|the|our) [^\n]*(?:" + _ROLES + rb")"
_CANDIDATE = (
    rb"(?:\A|\n)[ \t*_]{0,3}(?:(?:(?:Written|Posted|Story|Words|Text|Article|Report|Reported|Submitted|Published|Reviewed|Contributed) )?(?:By|BY|by):?|Author:|Von|Par|Por|Di|Autor:|Autorin:|Auteur ?:) [A-Z\xc0-\xde]"
    rb"|contributed (?:(?:additional )?(?:reporting|research)|to (?:this|the) (?:report|story|article|piece|post|dispatch))"
    rb"|(?i:reporting|editing|writing|compiled|translated|edited|photographs?|graphics) by [A-Z]"
    rb"|[a-z.] reported from [A-Z]"
    rb"|[A-Za-z](?:,| [|\x96\x97-]) (?:Staff|Senior|Contributing|Guest|Special|Sports|Political|News) (?:Writer|writer|Reporter|reporter|Correspondent|correspondent|Columnist|columnist|Contributor|contributor)"
    rb"|" + _INTRODUCED
)

# What the candidates hold, without the reach of one to the end of its line, which would multiply the states of the gates.
_GATE = (
    _CANDIDATE.rpartition(b"|" + _INTRODUCED)[0]
    + rb"| is (?:an?|the|our) (?:[a-z]+ )?(?:[A-Z][a-z]+ )?(?:"
    + _ROLES
    + rb")|\b(?:"
    + _ROLES
    + rb")s? (?:at|for|with|based|and|of|who) "
)

_TOKEN = r"(?:[A-ZÀ-ÖØ-Þ][\w’'.-]*|de|da|di|del|van|von|der|den|bin|al|el|la|le)"
_NAME = rf"[A-ZÀ-ÖØ-Þ][\w’'.-]*(?: {_TOKEN}){{0,2}} [A-ZÀ-ÖØ-Þ][\w’'-]+"
_BYLINE = re.compile(
    rf"[*_]*(?:(?:(?:Written|Posted|Story|Words|Text|Article|Report|Report(?:ed)?|Submitted|Published|Reviewed|Contributed) )?(?:By|BY|by):?|Author:|Von|Par|Por|Di|Autor(?:in)?:|Auteure?\s?:) ({_NAME})(?:(?:,| and| &| AND) {_NAME})*(?:(?:,| [|–—-]| for| in) [^.!?]{{0,60}})?[*_]*\Z"
)
# A name and what its bearer is on a paper, and nothing else.
_STAFF = re.compile(
    rf"[*_]*{_NAME}(?:,| [|–—-]) (?:(?:Staff|Senior|Contributing|Guest|Special|Associate|Managing|Sports|Political|News|Chief) )*(?:[Ww]riter|[Rr]eporter|[Cc]orrespondent|[Cc]olumnist|[Cc]ontributor)(?:,? [A-Z][^.!?]{{0,40}})?[*_]*\Z"
)
_CREDIT = re.compile(
    r"[(\[]?(?:(?:Additional |Further )?(?:[Rr]eporting|[Ww]riting|[Rr]esearch)|[Ee]diting|[Cc]ompiled|[Tt]ranslated|[Ee]dited"
    r"|[Pp]hotographs?|[Gg]raphics)(?: and [a-z]+)? by (?=[A-ZÀ-ÖØ-Þ])"
)
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:(?:additional )?(?:reporting|research)|to (?:this|the) (?:report|story|article|piece|post|dispatch))"
    r"(?: (?:from|in) [A-Z][\w .,’'-]*| for this (?:article|story|report))?[.)\]]{0,2}\Z"
)
_REPORTED = re.compile(r"\breported from [A-ZÀ-ÖØ-Þ]|\bcontributed\b|\breporting (?:from|by)\b")
_BIO = re.compile(rf"[*_]*({_NAME})(?:,? who [^,.]*,)? is (?:an?|the|our) [^.]*\b(?:{_ROLES.decode()})s?\b")
_SENTENCE_END = re.compile(r"(?<=[a-z]{2}[.!?]) (?=[A-ZÀ-ÖØ-Þ])")
_LOWER_WORD = re.compile(r"(?<![\w’'.-])[a-zà-öø-ÿ]+")
# What links the names, places and tasks of a credit; any other word makes it prose.
_LINKS = frozenset(
    "and in by for from at of the with to additional further reporting editing writing research translation compiled edited translated "
    "photographs photography graphics video production on de da di del van von der den bin al el la le".split()
)
# The subject of "contributed to this report" in wire copy.
_CONTRIBUTORS = _LINKS | frozenset(
    "a an special correspondent correspondents reporter reporters writer writers staff agencies wire services news journalist "
    "journalists freelance freelancer contributed also reported this report story article piece post dispatch who is "
    "associated press producer producers bureau team".split()
)

_LONGEST = 400
# Names come before or after the text, not within: this many lines from either end, within so many code points.
_LINES_FIRST = 4
_LINES_LAST = 5
_FAR = 1500
# An author is introduced below a headline and a story; the first lines of a biography are about the person.
_LINES_OF_STORY = 2


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    done = -1
    for match in pattern(_CANDIDATE).finditer(doc.codes):
        at = match.start() + (text[match.start()] == "\n")
        if at <= done:
            continue
        start = text.rfind("\n", max(0, at - _LONGEST), at) + 1
        end = text.find("\n", at, at + _LONGEST)
        if end < 0:
            end = min(len(text), at + _LONGEST)
        done = end
        line = text[start:end].strip()
        if end - start >= _LONGEST or (start == 0 and at > _LONGEST):
            continue
        start += len(text[start:end]) - len(text[start:end].lstrip())
        what = _role(text, start, start + len(line), line)
        if what is not None:
            yield RULE.finding(start, start + len(line), f"{what} line", confidence=0.9)


def _role(text: str, start: int, end: int, line: str) -> str | None:
    before = _lines_before(text, start)
    first, last = before < _LINES_FIRST, _lines_after(text, end) < _LINES_LAST
    if _BYLINE.match(line) or _STAFF.match(line):
        return "byline" if (first or last) and len(text) > 2 * len(line) else None
    credit = _CREDIT.match(line)
    if credit is not None:
        return "credit" if _LINKS.issuperset(_LOWER_WORD.findall(line[credit.end() :])) else None
    if _CONTRIBUTED.search(line):
        return "contributor" if _only_contributors(line) else None
    if _REPORTED.search(line):
        return "contributor" if last and _LINKS.issuperset(set(_LOWER_WORD.findall(line)) - {"reported"}) else None
    bio = _BIO.match(line)
    if bio is not None and last and before >= _LINES_OF_STORY:
        family = bio.group(1).rpartition(" ")[2]
        return None if _is_named_before(text, start, family) else "author"
    return None


def _only_contributors(line: str) -> bool:
    """Whether every sentence of a line says who reported or contributed, the last one in words of wire copy only."""
    sentences = _SENTENCE_END.split(line)
    if not _CONTRIBUTORS.issuperset(_LOWER_WORD.findall(sentences[-1])):
        return False
    return all(_REPORTED.search(sentence) for sentence in sentences[:-1])


def _is_named_before(text: str, start: int, family: str) -> bool:
    """Whether a text speaks of somebody before a line, other than in a byline."""
    at = text.find(family, 0, start)
    while at >= 0:
        line = text[text.rfind("\n", 0, at) + 1 : at]
        if not line.lstrip(" *_").startswith(("By ", "BY ", "by ")):
            return True
        at = text.find(family, at + 1, start)
    return False


def _lines_before(text: str, start: int) -> int:
    low = max(0, start - _FAR)
    return _LINES_FIRST if low else sum(1 for line in text[:start].split("\n") if line.strip())


def _lines_after(text: str, end: int) -> int:
    return _LINES_LAST if len(text) - end > _FAR else sum(1 for line in text[end:].split("\n") if line.strip())


RULE = Rule(
    code="BLR102",
    name="byline-or-contributor-line",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)
