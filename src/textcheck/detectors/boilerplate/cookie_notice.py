"""A cookie or consent notice, such as "We use cookies to improve your experience. Accept all".

The finding is the line, or the sentence inside a paragraph, that asks the reader of a page for consent; its repair takes it out. That
is not SAFE: a pipeline may want the page as it was.

Left alone: prose about cookies of either kind, documentation that says what a server sets, and documents that are about cookies
themselves, such as a privacy policy, which speak of them throughout.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.roles import Role, deletion, gate, role_lines
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_GATE = gate(
    r"""
    (?:please )?(?:accept|reject|allow|decline|refuse|deny|manage|customi[sz]e) (?:all|non|cookies|essential|selected|and|only|preferences|consent|my)
    we (?:and our (?:[0-9]+ )?(?:trusted )?partners|value your privacy|care about your privacy|respect your privacy)
    (?:your )?(?:cookie|consent|privacy) (?:settings|preferences|choices|notice|consent|banner|declaration|preference center)
    your privacy (?:is important|matters|rights|choices)|manage your (?:cookie|consent|privacy)|this (?:web)?site asks
    do not (?:sell|share)|i (?:accept|agree|consent|understand)|strictly necessary
    (?:alle )?cookies? (?:akzeptieren|zulassen|ablehnen)
    alle akzeptieren|nur notwendige|tout (?:accepter|refuser)|(?:accepter|refuser|g.rer) (?:les |et )
    aceptar (?:todas|cookies|y)
    rechazar (?:todas|cookies)|accetta (?:tutti|i cookie)|aceitar (?:todos|cookies)|alle cookies accepteren
    (?:privatsph.re|datenschutz)-?einstellungen
    """,
    r"""
    cookies?\b
    by (?:continuing|using (?:this|our)|clicking|visiting (?:this|our)|browsing|closing this|scrolling)
    process(?:ing)? (?:of )?(?:your )?personal data|weitere nutzung (?:der|dieser|unserer)|poursuivant (?:votre|la|sur)
    contin.a[rs]? navegando|al navegar
    """,
)

# A statement about "this site" needs no more to be a notice; one that says "we use" has to say what for, since bakers use them, too.
_SENTENCE = r"""
    (?:please note:? |important:? )?(?:this|our|the|all our) (?:web ?)?(?:sites?|pages?|websites?|store|shop|portal|service|platform|app)(?: \(?and (?:its|our|some of our) [^.]{0,40}\)?)?,? (?:also |only |may )?(?:uses?|stores?|places?|sets?|makes? use of|employs?|requires?) [^.]{0,40}\bcookies?\b.{0,220}
    \S{1,60} (?:and (?:its|our|selected|third)[^.]{0,30} )?(?:uses?|places?) (?:necessary |essential |functional |tracking |our own and third[- ]party |first[- ] and third[- ]party )?cookies? (?:and (?:other |similar )[^.]{0,60} )?(?:to|for|in order|so that|on) .{0,120}(?:experience|website|our site|this site|traffic|analy|personali[sz]|consent|advert|services|functionality|user|content).{0,80}
    we(?:,? (?:and|along with|together with) [^.]{0,60})? (?:also |may |would like to |'d like to |only )?(?:use|set|place|store|rely on|employ)[^.]{0,50}\bcookies\b.{0,80}(?:experience|site|brows|traffic|analy|personali[sz]|content|\bads?\b|advert|consent|privacy|visit|functionality|services?|technolog|device|statistic|market|preferences|agree|continu|policy|remember).{0,120}
    we and our (?:[0-9]+ )?(?:trusted |advertising |third-party )?partners .{0,60}(?:store|access|process|use|collect|share).{0,260}
    (?:if you )?(?:by )?(?:continue|continuing|using|use|clicking|click|visiting|browsing|closing|scrolling|accepting|navigating|proceeding)\b.{0,120}\b(?:cookies?|cookie policy)\b.{0,120}
    (?:by )?(?:continuing|using|clicking|visiting|browsing|closing|scrolling|proceeding)\b.{0,80}\b(?:site|website|page|accept|ok|agree|button|banner)\b.{0,60}\byou (?:agree|accept|consent|acknowledge|confirm|are agreeing|give|indicate)\b.{0,140}
    (?:these |the |some )?cookies (?:on|help|allow|enable|are used|are necessary|are essential|collect|let|make|may be) .{0,120}(?:site|website|experience|visitor|user|functionality|advert|services|analy|provide|function|prefer).{0,120}
    you can (?:change|manage|adjust|withdraw|update|disable|control|opt|find out more|learn more|read more|accept|choose|switch) .{0,80}(?:cookie|consent|preferences).{0,120}
    (?:for (?:more|further) (?:information|details)|to (?:find out|learn|read) more|learn more|find out more|read more|more information)(?:,| about| on| see| please| how)? .{0,60}(?:cookie|privacy (?:policy|notice|statement)).{0,100}
    (?:please )?(?:see|read|review|view|visit|consult) our (?:cookie|privacy)(?: and (?:cookie|privacy))? (?:policy|notice|statement|page).{0,80}
    we value your privacy|we care about your privacy|we respect your privacy|your privacy is important to us
    your privacy matters
    diese (?:web)?(?:seite|site)s? (?:verwendet|nutzt|benutzt|setzt|verwenden).{0,40}cookies.{0,160}
    unsere (?:web)?(?:seite|site|shop).{0,20}(?:verwendet|nutzt|benutzt|setzt).{0,40}cookies.{0,160}
    (?:wir|um|durch|mit) .{0,120}(?:verwenden|nutzen|setzen|benutzen|verwendung von|nutzung von|einsatz von|zu) .{0,40}cookies.{0,160}
    (?:durch|mit) (?:die |der )?(?:weitere[nr]? )?nutzung .{0,120}(?:cookies|einverstanden|zu).{0,60}
    (?:nous|notre site|ce site|en) .{0,80}(?:utilisons|utilise|utilisent|utilisation|dépôt|dépose|poursuivant).{0,60}cookies?.{0,160}
    en poursuivant (?:votre navigation|la navigation|sur).{0,160}
    (?:(?:este|nuestro|nuestra|esta) (?:sitio|web|página|portal)(?: web)? .{0,10})?(?:utiliza|utilizamos|usa|usamos|empleamos|hacemos uso de) (?:las )?(?:cookies)\b.{0,200}
    (?:si|al) contin.{0,20}naveg.{0,160}
    (?:questo sito(?: web)?|il nostro sito) (?:utilizza|usa).{0,20}cookie.{0,160}
    (?:utilizziamo|usiamo) .{0,10}cookie.{0,160}|(?:este|nosso) site (?:utiliza|usa) .{0,10}cookies.{0,160}
    nós (?:usamos|utilizamos) .{0,10}cookies.{0,160}
    (?:deze (?:web)?site|wij|we) (?:gebruikt|gebruiken|maakt gebruik van|maken gebruik van) .{0,40}cookies.{0,160}
"""
_SAYS = (
    _SENTENCE
    + r"""
    (?:ok,? )?(?:i )?(?:accept|reject|allow|decline|refuse|deny|manage|customi[sz]e|change|edit|review|view|block|disable)(?: and (?:continue|close))? (?:(?:all|my|your|our|these|the|only|non-essential|essential|necessary|selected|optional|additional|analytics|unnecessary) ){0,3}(?:cookies?|consent)(?: (?:settings|preferences|policy|choices|options))?
    (?:accept|reject|allow|decline|deny|refuse) (?:all|non-essential|essential only|selected)(?: (?:and|&) (?:continue|close|visit the site|save))?
    (?:accept|reject|allow) (?:all )?(?:and|&|or) .{0,40}(?:close|continue|preferences|all|settings|reject)
    (?:manage |change |your |edit |update )?(?:cookie|consent) (?:settings|preferences?|choices|notice|consent|banner|declaration|options|preference cent(?:er|re)|manager|list|details|tool)
    (?:manage|change|your|edit|update) privacy (?:settings|preferences?|choices|options|rights)
    privacy (?:preference cent(?:er|re)|settings)
    (?:do not|don't) (?:sell|share)(?: or (?:sell|share))? my (?:personal )?(?:info|information|data)
    (?:strictly |always )?necessary (?:cookies )?(?:only|always active|always enabled)|strictly necessary cookies
    (?:functional|performance|targeting|marketing|analytics|advertising|essential) cookies
    manage (?:consent|my preferences|your consent)|this (?:web)?site asks for (?:your )?consent .{0,120}
    i (?:accept|agree to|consent to) (?:the )?(?:use of )?cookies
    (?:please )?(?:accept|allow|enable) (?:our )?cookies(?: (?:to|from|and|in) .{0,80})?|we use cookies
    this (?:web)?site uses cookies|cookies? (?:on this (?:web)?site|consent|policy notice)
    cookie(?:s)? (?:and|&) privacy(?: policy)?
    (?:nur )?(?:alle|notwendige|essenzielle|erforderliche|technisch notwendige) (?:cookies )?(?:akzeptieren|zulassen|ablehnen|erlauben)
    cookies? (?:akzeptieren|zulassen|ablehnen|erlauben)|cookie-?(?:einstellungen|richtlinie|hinweis|zustimmung)
    (?:datenschutz|privatsphäre)-?einstellungen|wir (?:verwenden|nutzen|respektieren) (?:cookies|ihre privatsphäre)
    tout (?:accepter|refuser)|(?:accepter|refuser|gérer|paramétrer) (?:tous )?(?:les |mes )?cookies
    accepter (?:et|&) (?:fermer|continuer)|gérer (?:mes |les )?(?:préférences|choix|consentement)
    continuer sans accepter|paramétrer les cookies|nous utilisons des cookies|politique (?:de|des|relative aux) cookies
    (?:aceptar|rechazar|configurar|gestionar) (?:todas )?(?:las )?(?:cookies|todas)|aceptar (?:y|todo).{0,20}
    política de cookies|configuración de cookies|accetta (?:tutti|tutto|i cookie|tutti i cookie)|rifiuta (?:tutti|tutto)
    aceitar (?:todos(?: os cookies)?|cookies)|alle cookies accepteren|cookies accepteren
    """
)
_ASIDES = r"""
    accept|agree|i agree|i accept|ok(?:ay)?|got it|close|dismiss|x|decline|reject|deny|allow|continue|confirm|save
    learn more|find out more|more info(?:rmation)?|read more|more|settings|preferences|options|customi[sz]e|manage
    show details|details|privacy(?: policy| notice| statement)?|cookie(?:s)?(?: policy| notice)?
    terms(?: of (?:use|service))?|view partners|partners|vendors?|show purposes|submit|no,? thanks|understood|yes|no
    save (?:and|&) (?:close|exit)|save (?:my )?(?:settings|preferences|choices)|powered by .{1,30}|confirm my choices
    always active|imprint
    .{0,120}\b(?:cookies?|consent|your (?:device|browser|browsing|preferences|privacy|choices|data|experience)|personal data|privacy policy|opt out|third part(?:y|ies)|advertising|legitimate interest)\b.{0,160}
    akzeptieren|ablehnen|einverstanden|mehr erfahren|mehr informationen|weitere informationen|verstanden|schließen
    einstellungen|impressum|datenschutz(?:erklärung)?|zustimmen|accepter|refuser|en savoir plus|fermer|j'accepte
    d'accord|paramètres|personnaliser|aceptar|rechazar|más información|saber más|leer más|cerrar|configurar|entendido
    de acuerdo|accetta|rifiuta|maggiori informazioni|aceitar|recusar|saiba mais|akkoord|accepteren|meer informatie
"""
_ROLE = Role(says=_SAYS, asides=_ASIDES, sentence=_SENTENCE, share=0.6)
# A document that speaks of cookies more often than this elsewhere, or holds little but such mentions, is about them.
_MENTIONS = 4


def detect(doc: Document) -> Iterator[Finding]:
    found = list(role_lines(doc, _ROLE, pattern(_GATE).finditer(doc.codes)))
    if not found:
        return
    codes = doc.folded_codes
    elsewhere = codes.count(b"cookie") - sum(codes[start:end].count(b"cookie") for start, end in found)
    covered = sum(end - start for start, end in found)
    if elsewhere >= _MENTIONS or (covered * 2 > len(codes) and codes.count(b"cookie") > _MENTIONS):
        return
    for start, end in found:
        repair = deletion(doc.text, start, end, "whether the page or only its text is wanted is the caller's choice")
        yield RULE.finding(start, end, "cookie or consent notice", confidence=0.95, repairs=[repair])


RULE = Rule(
    code="BLR103",
    name="cookie-notice",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
