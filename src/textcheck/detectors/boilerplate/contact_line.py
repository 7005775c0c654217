"""A call to get in touch, such as "Contact us" or "For more information, contact Ada Quill at ...".

The finding is the line, with its neighbours of the same kind; its repair takes it out, and is not SAFE: on the page of an institution
such lines are the text.

Left alone: addresses and numbers themselves ("Tel: 020 7946 0123"), which are facts as often as chrome, prose that tells them, examples
in documentation, and letters.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.roles import Role, deletion, gate, role_lines
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_GATE = gate(
    r"""
    (?:tel(?:ephone)?|phone|ph|fax|mobile|cell|e-?mail|web(?: ?site)?|toll[- ]free|call(?: us)?|hotline|switchboard|contact|office|url|telefon|telefax|mobil|kontakt|t.l(?:.phone)?|courriel|t.l.copie|tel.fono|correo|contacto|sitio web|m.vil|web:|whatsapp)(?: (?:number|no|us|address|at|info|information|person|name|phone|e-?mail|.lectronique|electr.nico|toll[- ]free))? ?[:.#(+0-9]
    contact\s*(?:us|me|info|information|details|the (?:author|editor|writer|newsroom|reporter|company|publisher|webmaster)|\n|person|:)
    (?:media|press|investor|news|sales|customer|general) (?:and \w+ )?(?:contacts?|inquir|enquir|relations|service|office|desk)
    (?:for|to request) (?:more|further|additional|media|press|general|all|interviews?|any|other|a copy)\b|get in touch
    (?:got|have|do you have|know) (?:a |an |any |something |more |news )?(?:[a-z]+ )?(?:tips?|story|stories|question|news|information|comments?|feedback|correction)
    (?:please )?(?:e-?mail|write to|contact|reach|call|phone|message|text|direct|send)\b
    send (?:us |your |a |an |in |questions|any|feedback|letters|comments|news|tips|all)
    (?:questions|comments|questions or comments|corrections|suggestions|feedback)
    (?:ansprechpartner|pressekontakt|kontakt|r.ckfragen)
    (?:contact presse|nous contacter|contactez|pour (?:plus|toute) )|(?:cont.ctenos|cont.ctanos|para m.s informaci.n)
    """,
    "",
)
_PHONE = r"(?:\+|\()?[0-9][0-9 ()./-]{5,22}[0-9](?: ?(?:x|ext\.?|extension) ?[0-9]+)?"
_MAIL = r"(?:[\w.+-]{1,40} ?(?:@|\(at\)|\[at\]) ?[\w-]{1,40}(?:\.[\w-]{1,30}){1,3}|\[email(?: |\xa0)protected\])"
_URL = r"(?:https?://\S{3,120}|(?:www\.)?[\w-]{2,40}(?:\.[\w-]{2,30})*\.[a-z]{2,6}(?:/\S{0,80})?)"
_WHERE = rf"(?:{_PHONE}|{_MAIL}|{_URL}|@\w+)"
_MANY = rf"{_WHERE}(?:(?:,? (?:or|and|und|et|ou|y|o)|[,;|/]) (?:(?:e-?mail|call|visit|fax|by phone at|at|online at|on)? ?)?{_WHERE}){{0,4}}"
_SAYS = rf"""
    contact (?:us|me|form|person|the (?:author|editor|writer|newsroom|reporter|company|publisher|webmaster|authors|editors))(?:(?: (?:at|via|on|by|for|here|about|with|directly|through|today|now|if|to)|:|,) ?.{{0,140}})?
    contact .{{2,80}}\b(?:at|on|via|by|for|:) .{{0,30}}{_WHERE}.{{0,60}}
    (?:media|press|investor|news|sales|customer|general)(?: and \w+)? (?:contacts?|inquir(?:y|ies)|enquir(?:y|ies)|relations(?: contact)?|service|office)(?:(?:,? please contact| contact)?(?:[:,-]| at) ?.{{0,140}})?
    (?:media|press) contacts?
    (?:for|to request) (?:more|further|additional|media|press|general|all|interviews?|any|other|a copy).{{0,100}}\b(?:(?:contact|e-?mail|write to|phone|log on to|please visit|please call) .{{2,160}}|(?:call|visit|go to|see|write) .{{0,60}}{_WHERE}.{{0,60}})
    get in touch(?: (?:with|by|at|via|here|on|today|for).{{0,100}})?
    (?:got|have|do you have|know)(?: (?:a|an|any|something|more|news|you got))* ?(?:[a-z]+ )?(?:tips?|story|stories|questions?|news|information|comments?|feedback|corrections?)(?: .{{0,60}})?\? .{{0,20}}(?:e-?mail|contact|let us|send|tell|call|write|share|reach|get in).{{0,100}}
    (?:got|have) a (?:news )?(?:tip|story)(?: .{{0,40}})?
    (?:please )?(?:e-?mail|write to|contact|reach|call|phone|message|text) .{{0,80}}(?:at|on|to|:)? ?{_WHERE}(?: .{{0,60}})?
    (?:please )?(?:send|direct|submit|address|forward|email)(?: (?:us|your|a|an|in|any|all|questions|feedback|letters|comments|news|tips|corrections|the|suggestions|ideas|story|question)\b).{{0,80}}\bto .{{0,40}}(?:{_WHERE}|editors?|the author|us|webmaster|newsroom).{{0,40}}
    (?:questions|comments|corrections|suggestions|feedback)(?: (?:or|and|/) \w+)*(?: .{{0,30}})?(?:\?|:|,) .{{0,40}}(?:contact|e-?mail|call|write|send|to|@).{{0,100}}
    send questions/comments to the editors
    (?:ansprechpartner|pressekontakt|kontakt|rückfragen)\w*(?: .{{0,30}})?:.{{1,120}}|contact presse.{{0,100}}
    nous contacter|contactez[- ]nous.{{0,80}}|pour (?:plus|toute) .{{1,40}}(?:contact|écri|appel|visite|rend).{{1,100}}
    contáct[ae]nos.{{0,80}}|para más información.{{1,120}}
"""
_ROLE = Role(says=_SAYS, asides=r"address|phone|tel|fax|e-?mail|web(?:site)?")


def detect(doc: Document) -> Iterator[Finding]:
    for start, end in role_lines(doc, _ROLE, pattern(_GATE).finditer(doc.codes)):
        repair = deletion(doc.text, start, end, "whether the page or only its text is wanted is the caller's choice")
        yield RULE.finding(start, end, "line of contact details", confidence=0.8, repairs=[repair])


RULE = Rule(
    code="BLR120",
    name="contact-line",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)
