"""A note about the author below a text: "About the author", "Follow her on Twitter @adaquill", "She can be reached at ...".

The finding is the line among the last of the text; its repair takes it out, and is not SAFE. Lines that introduce a journalist or
author in a sentence, and bylines, are the affair of byline-or-contributor-line.

Left alone: the same sentences in the middle of a text or about somebody the text is about, and letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.roles import Role, deletion, gate, has_role, role_lines
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_GATE = gate(
    r"""
    about (?:the )?(?:authors?|writers?|our (?:guest )?(?:author|blogger|contributor)|contributors?)
    (?:the )?(?:author|writer|columnist)s? (?:is|are|was|lives|of this|can be|has|bio|biography|profile)
    author ?(?:bio|info|profile)|author:|posts by|view all posts
    (?:more|all|other) (?:posts|articles|stories) (?:by|from)
    (?:(?:you can )?(?:also )?(?:follow|reach|contact|e-?mail|find|write to|connect with) (?:him|her|them|me|(?-i:[A-Z])))
    (?:he|she|they|i) (?:is|are|lives?|tweets?|blogs?|writes?|can be|has written|holds|works|resides|teaches|covers|previously|also|joined|has been|serves|currently|reports|graduated|loves|enjoys)\b
    guest (?:post|author|blogger)|(?:.ber (?:den|die) autor)|(?:. propos de l.auteur)|(?:sobre (?:el|la|o|a) autora?)
    acerca del autor|der autor|die autorin|l.auteure? |el autor|la autora
    (?-i:[A-Z])[a-z\xdf-\xff]+ (?:d[aei] |van |von |der |del |al |el )?(?-i:[A-Z])[a-z\xdf-\xff'\x92-]+(?-i:[A-Z]?)[a-z\xdf-\xff-]* (?:lives|tweets|blogs|writes|can be (?:reached|contacted|followed)|covers|reports on|works as|teaches|has (?:written|been writing|covered)|holds|is (?:based|a|an|the))
    """,
    r"""
    (?:lives? (?:in|with|near|on)|can be (?:reached|contacted|followed|found)|tweets (?:at|as|@)|on twitter (?:at )?@|follow (?:him|her|them|me|us)? ?(?:on|at|@))
    """,
)
_NAME = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]*| de| von| van| al| el){1,4}"
_WHO = rf"(?:(?-i:{_NAME})|(?:mr|ms|mrs|dr|prof(?:essor)?)\.? (?-i:[A-ZÀ-Þ][\w’'-]+)|he|she|they|i|the author|the writer|the columnist|(?:der|die) autor(?:in)?|l'auteure?|el autor|la autora)"
_TRADE = r"(?:author|writer|journalist|reporter|columnist|editor|blogger|freelance\w*|correspondent|professor|lecturer|fellow|researcher|director|founder|co-?founder|consultant|historian|novelist|poet|attorney|lawyer|analyst|critic|economist|scientist|engineer|student|teacher|contributor|producer|photographer|activist|physician|doctor|psychologist|entrepreneur|strategist|manager|specialist|expert|speaker|coach|president|ceo|chair\w*|senior \w+|associate \w+|policy \w+)"
# Headings and calls say themselves what they are.
_SAYS_SURELY = rf"""
    about (?:the )?(?:authors?|writers?|our (?:guest )?(?:author|blogger|contributor)s?|contributors?)(?: ?:? ?.{{0,380}})?
    (?:author|writer)(?:'s)? ?(?:bio(?:graphy)?|info|profile|note|box)(?: ?:? ?.{{0,300}})?
    (?:view |see |read )?(?:all|more|other) (?:posts|articles|stories|content) (?:by|from) .{{1,60}}|posts by .{{1,60}}
    view all posts(?: by)?.{{0,60}}|guest (?:post|author|blogger)(?: by|:).{{1,160}}
    (?:you can )?(?:also )?(?:follow|reach|contact|e-?mail|find|write to|connect with) (?:him|her|them|me|the author|the writer|(?-i:{_NAME})|(?-i:[A-Z][\w’'-]+))(?: (?:on|at|via|by|through|online|here|:).{{0,140}}|: .{{1,100}}|\s*@\w+.{{0,80}})
    (?:über (?:den autor|die autorin)|à propos de l'auteure?|sobre (?:el|la|o|a) autora?|acerca del? (?:la )?autora?)(?: ?:? ?.{{0,300}})?
"""
_SAYS = (
    _SAYS_SURELY
    + rf"""
    {_WHO}(?:'s (?:e-?mail|twitter).{{0,20}})? (?:can be (?:reached|contacted|followed|found|e-?mailed)|tweets?|blogs?|is on twitter|is reachable) .{{0,160}}
    {_WHO},? (?:who .{{1,60}}, )?(?:lives?|resides|is based|works|writes?|teaches|covers|reports|is working|has (?:written|covered|worked|been (?:writing|covering|published|featured))|holds|is completing|is finishing|graduated|previously|currently|also|loves|enjoys|served|serves|joined)\b .{{1,300}}
    {_WHO},? (?:who .{{1,60}}, )?(?:is|was|are|ist|est|es) (?:currently |also |now )?(?:an?|the|our|one of|eine?|une?|una?) .{{0,160}}\b(?:{_TRADE}s?|journalistin?|redakteurin?|autorin?|schriftstellerin?|professorin?|auteure?|écrivaine?|periodista|escritora?|profesora?)\b.{{0,300}}
    {_WHO} is (?:the |co-?)?(?:author|founder|editor|director|host|creator|co-author)\b.{{1,300}}
    """
)
_ASIDES = rf"""
    (?:his|her|their) (?:latest|new|first|most recent|work|books?|writing|e-?mail|twitter|website|articles).{{1,260}}
    (?:follow|email|twitter|website|contact|e-?mail|read|visit|connect) .{{0,160}}|(?:he|she|they|i) .{{1,260}}|@\w+
    {_TRADE}.{{0,100}}
"""
_ROLE = Role(says=_SAYS, asides=_ASIDES, share=0.8)
# Headings of such notes say themselves what they are; a sentence about somebody does only below a text and in its last lines.
_SURE = Role(says=_SAYS_SURELY)
_LAST = 4
_LEAST = 2
_FAR = 1200
_PRONOUNS = frozenset(["He", "She", "They", "I"])
_CONTACT = re.compile(r"@\w|\b(?:reached|contacted|Twitter|twitter|e-?mail|tweets|blogs?|website)\b")
_NAMED = re.compile(r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]*| de| von| van| al| el){1,4}")


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    for start, end in role_lines(doc, _ROLE, pattern(_GATE).finditer(doc.codes)):
        sure = has_role(text[start:end].split("\n", 1)[0], _SURE)
        if not _is_below(text, start, end, 1 if sure else _LEAST) or (not sure and _is_known(text, start, end)):
            continue
        repair = deletion(text, start, end, "whether notes about authors are wanted is the caller's choice")
        yield RULE.finding(start, end, "note about the author", confidence=0.8, repairs=[repair])


def _is_below(text: str, start: int, end: int, least: int) -> bool:
    """Whether lines are among the last of a text, and the text above them is more than they."""
    after = text[end : end + _FAR]
    if len(text) - end > _FAR or sum(1 for line in after.splitlines() if line.strip()) > _LAST:
        return False
    before = text[max(0, start - _FAR) : start]
    lines = sum(1 for line in before.splitlines() if line.strip())
    return start > 2 * (end - start) and (start > _FAR or lines >= least)


def _is_known(text: str, start: int, end: int) -> bool:
    """Whether the text speaks of the person before, so that the lines are its last sentences; a byline does not count."""
    first = text[start:end].split(None, 1)[0]
    if first in _PRONOUNS:
        return _CONTACT.search(text, start, end) is None
    name = _NAMED.match(text, start, end)
    if name is None:
        return False
    family = name.group().rpartition(" ")[2]
    at = text.find(family, 0, start)
    while at >= 0:
        whole = not text[at + len(family) : at + len(family) + 1].isalnum()
        if whole and not text[text.rfind("\n", 0, at) + 1 : at].lower().lstrip(" *_").startswith(
            ("by ", "posted by ", "written by ")
        ):
            return True
        at = text.find(family, at + 1, start)
    return False


RULE = Rule(
    code="BLR121",
    name="author-note",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)
