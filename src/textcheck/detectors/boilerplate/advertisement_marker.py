"""A line that marks an advertisement, or that says where the story goes on below one: "ADVERTISEMENT", "Story continues below".

The finding is the line, or the marker in capitals inside a paragraph; its repair takes it out, and is not SAFE.

Left alone: prose and headings about advertising, and lists of kinds of advertisement.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.roles import Role, deletion, gate, role_lines
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_GATE = gate(
    r"""
    advertisements?\s*(?:\n|\z|[-:\x96\x97|([]|continue)|advertorial|sponsored|sponsor message
    (?:ad|ads)\s*(?:\n|by|feedback|choices)|adchoices
    (?:story|article|post|text|content|interview|recipe|letter) continues|continue reading (?:the main|below)
    scroll (?:down )?(?:to|for|past)|promoted|paid (?:content|post|partner|advert|program)|presented by
    brought to you by|partner content|advertise (?:with|here|on)|report (?:this )?ad|skip (?:this )?(?:ad|to)
    why (?:am i|this)|remove ads|hide ads|affiliate
    this (?:post|article|page|story|video|content|site) (?:may )?(?:contains?|includes?|is sponsored|was sponsored|has been sponsored)
    we may (?:earn|receive|get)|(?:if|when) you (?:buy|purchase|click|make)|as an amazon|in partnership with
    thanks for (?:watching|visiting)|your ad here|place (?:an )?ad|from our (?:sponsors?|partners?|advertisers)
    a word from|this ad|loading ad|(?:close|learn more about) (?:this )?ads?
    (?:our|the) (?:team|editors) (?:may|independently)|products? (?:featured|recommended)|disclosure
    (?:- ?)?(?:anzeige|werbung|publicit.|publicidad|anuncios?|pubblicit.|publicidade|advertentie|reklama|gesponsert|sponsoris|patrocinad|contenido patrocinado|contenu sponsoris|sponsorizzato)(?:[^A-Za-z]|\z)
    la suite (?:de cet article |apr.s)|(?:sigue|contin.a) (?:leyendo|la)|der artikel geht|die geschichte geht
    nach der werbung|lesen sie weiter nach|continua dopo
    """,
    r"""
    may (?:earn|receive|get) (?:a |an )?(?:small |affiliate )*commission|affiliate links
    (?-i:ADVERTISEMENT|Advertisement - |Story continues below|STORY CONTINUES BELOW|Article continues below)
    """,
)
_SENTENCE = r"""
    (?:this|the|some|our|these) (?:post|article|page|story|video|content|site|blog|website|guide|links?|products?)s?(?: \w+){0,4} (?:may |might )?(?:contains?|includes?|uses?|are|have) (?:\w+ ){0,2}affiliate links?.{0,200}
    .{0,120}\b(?:we|i|[A-Z]\w+|site|publisher|the author)(?: \w+){0,4} (?:may |might |will |can |could |to )?(?:earn|receive|get|make) (?:a |an |us a |some )?(?:small |affiliate |modest )*(?:commission|compensation|share of).{0,160}
    (?:story|article|post|text|interview|recipe|letter) continues (?:below|after).{0,40}|as an amazon associate.{0,100}
    (?:if|when) you (?:buy|purchase|click|make a purchase|shop).{0,80}\b(?:commission|affiliate|percentage|supports us).{0,80}
"""
_SAYS = (
    _SENTENCE
    + r"""
    advertisements?(?: ?[-–—:|(\[] ?.{0,60}| continue reading (?:the main story|below).{0,20})?|advertorial
    (?:advert|ad)(?: [0-9]+)?|ads by .{1,30}|ad ?(?:choices|feedback)
    sponsored(?: (?:content|post|by .{1,60}|links?|message|stories|story|article|ads?|feature|listing))?(?: ?[-–|:] ?.{0,60})?
    sponsor(?:ed)? message|(?:a )?(?:message|word) from our sponsors?|(?:content|story) from our partners?
    (?:story|article|post|text|content|interview|recipe|letter) continues.{0,60}
    continue reading (?:the main story|below(?: the ad.{0,12})?)
    scroll (?:down )?(?:to|for|past) (?:continue|the ad|read|more|reading|see).{0,60}
    skip (?:this )?ads?(?: in [0-9]+.{0,10})?|skip advertisement
    promoted(?: (?:content|by .{1,40}|stories|story|post|links?|listing))?
    paid (?:content|post|partner(?:ship)?|advertis(?:ement|ing)|program)(?: .{0,60})?
    (?:presented|brought to you|powered|sponsored|supported) by .{1,50}|partner content
    (?:created |produced )?in partnership with .{1,50}|advertise (?:with|here|on)(?: .{0,40})?
    (?:report|hide|close|remove|stop seeing|place|buy) (?:this |an |these )?ads?(?: .{0,30})?
    why (?:am i seeing )?this ad|your ad(?: could be)? here|this ad (?:will|closes|has).{0,40}|loading ad
    learn more about ads?
    (?:affiliate )?disclosure:? .{0,260}|affiliate disclosure
    this (?:post|article|content|video|story|page) (?:is|was|has been) (?:sponsored|paid for|produced|created|brought to you) (?:by|in partnership|for) .{1,100}
    from our (?:sponsors?|partners?|advertisers)|(?:our|the) (?:team|editors) (?:independently|may).{0,160}
    products? (?:featured|recommended) .{0,160}
    (?:anzeige|werbung|publicité|publicidad|anuncios?|pubblicità|publicidade|advertentie|reklama|annonce|gesponsert|gesponserter (?:inhalt|beitrag)|sponsorisé|contenu sponsorisé|patrocinado|contenido patrocinado|contenuto sponsorizzato|conteúdo patrocinado)
    la suite (?:de cet article )?après .{0,30}
    (?:sigue leyendo|continúa leyendo|la noticia continúa|continúa).{0,40}publicidad
    (?:der artikel|die geschichte|der text|es) geht .{0,40}weiter|nach der (?:werbung|anzeige).{0,30}
    lesen sie (?:weiter )?nach .{0,30}|continua dopo .{0,30}
    """
)
_ROLE = Role(says=_SAYS, asides=r"close|learn more|loading|video|x", sentence=_SENTENCE)
# A marker that ran into the paragraph around it, between two sentences.
_INLINE = rb"[.!?\"\x94\x92)] (ADVERTISEMENT|Advertisement|(?:Story|STORY|Article|ARTICLE) (?:continues|CONTINUES) (?:below|BELOW|after|AFTER)(?: (?:this |THIS )?(?:advertisement|ADVERTISEMENT|ad|AD))?) [A-Z\xc0-\xde\"\x93\x91]"


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    found = list(role_lines(doc, _ROLE, pattern(_GATE).finditer(doc.codes)))
    reach = 0
    for match in pattern(_INLINE).finditer(doc.codes):
        found.append(match.span(1))
    for start, end in sorted(found):
        if start < reach:
            continue
        reach = end
        repair = deletion(text, start, end, "whether the page or only its text is wanted is the caller's choice")
        yield RULE.finding(start, end, "marker of an advertisement", confidence=0.9, repairs=[repair])


RULE = Rule(
    code="BLR113",
    name="advertisement-marker",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)
