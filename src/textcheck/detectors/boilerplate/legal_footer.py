"""A legal notice of a page: links to its terms and its privacy policy, terms of reuse, marks and their owners, disclaimers.

The finding is the line; its repair takes it out, and is not SAFE, since licences and disclaimers may have to be kept. Lines that name
the holder of the copyright are the affair of copyright-line.

Left alone: terms and policies themselves, whose headings read alike, statutes, opinions of courts, and prose about rights.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.roles import Role, deletion, gate, role_lines
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_GATE = gate(
    r"""
    (?:our |the )?(?:terms|conditions|privacy|legal|imprint|disclaimer|accessibility|do not sell|your privacy|user agreement|copyright policy|dmca|code of conduct|editorial (?:policy|guidelines|standards)|corrections|ethics|cookies?|site ?map|help|about|advertise|home|contact|faq|jobs|careers|press|ad ?choices) ?(?:[|\x95\xb7/,&\x96\x97-]|policy|of use|of service|and conditions|statement|notice|rights|choices|\n|\z)
    disclaimer|privacy|terms|legal notice|do not (?:reproduce|copy|republish|distribute|redistribute|reprint|repost)
    this (?:article|story|post|piece|essay|column|content|interview)(?: was| is)? (?:originally|first)
    the (?:post|article) |used (?:under|with|by)
    (?:re)?(?:printed|published|produced|posted) (?:here )?(?:with|by) (?:kind |the )?permission
    used (?:with|by) permission|powered by|proudly powered
    (?:web ?site |site |page )?(?:design|developed|built|hosted|created|maintained|published|managed|operated)(?:ed)?(?: (?:and|&) \w+)? by
    theme(?: by|:)|template by|registered (?:in|office|charity|company)|company (?:no|number|registration)
    licensed under|this work is|content (?:is )?(?:available|licensed)|impressum|datenschutz|agb\b|nutzungsbedingungen
    alle angaben|nachdruck|mentions l.gales|politique de|conditions g.n.rales|cgu|reproduction interdite|aviso legal
    pol.tica de|t.rminos|prohibida|note legali|informativa|termos de|pol.tica|voorwaarden
    for (?:informational|educational|entertainment) (?:purposes|use)
    this (?:web)?(?:site|page) is (?:not|protected|for|intended|best|owned|operated)
    the (?:views|opinions|information|content|contents|material|statements)|opinions expressed|views expressed
    these statements|nothing (?:on|in) this|past performance|any (?:unauthori[sz]ed|views|opinions)|unauthori[sz]ed
    no part of|permission (?:is|to)|by (?:using|accessing|visiting|entering) this|use of this
    all (?:content|material|trade|images|other|logos|product|prices|times|photos|text|brand|information)
    not (?:affiliated|responsible)|we are not (?:responsible|affiliated)|vat (?:no|reg|number)|member of the
    a (?:division|subsidiary|part) of|part of the
    """,
    r"""
    not be (?:published|reproduced|copied|broadcast|rewritten|redistributed|republished|reprinted|duplicated|distributed)
    trade ?marks?(?:,|\xae)? (?:of|are|is|and|or|belong)
    (?:reprinted|republished|reproduced) (?:here )?(?:with|by) permission|does not constitute
    not necessarily (?:reflect|represent)|protected by recaptcha
    privacy (?:policy|statement|notice)|terms of (?:use|service)|written (?:permission|consent)|not a substitute for
    not (?:intended|meant) (?:as|to be) |purposes only
    """,
)
_LINK = r"(?:(?:our |the |website |site |web |general |full )?(?:terms(?: (?:and|&) conditions|,? conditions)?(?: of (?:use|service|sale|access|business))?|terms(?: of use)? (?:and|&) privacy(?: policy)?|conditions of (?:use|sale)|user agreement|privacy(?: (?:policy|notice|statement|cent(?:er|re)|rights|settings|choices))?(?: (?:and|&) (?:cookies?(?: policy)?|terms(?: of .{1,12})?|security))?|cookies?(?: (?:policy|notice|settings|preferences|statement))|legal(?: (?:notice|notices|information|statement|disclaimer|stuff|info))?|disclaimers?|imprint|accessibility(?: (?:statement|help|notice))?|do not sell (?:or share )?my (?:personal )?(?:info|information|data)|your (?:california )?privacy (?:rights|choices)|california (?:privacy|notice).{0,20}|copyright(?: (?:policy|notice|information|infringement))?|dmca(?: (?:policy|notice))?|code of (?:conduct|ethics)|editorial (?:policy|guidelines|standards|code)|corrections(?: policy)?|ethics policy|interest[- ]based ads|ad ?choices|modern slavery(?: act)?(?: statement)?|acceptable use(?: policy)?|return policy|refund policy|shipping policy|security|community (?:guidelines|standards|rules)|impressum|datenschutz(?:erklärung|hinweise)?|agb|nutzungsbedingungen|mentions légales|politique de (?:confidentialité|cookies|protection .{1,30})|conditions (?:générales(?: .{1,20})?|d'utilisation)|cgu|cgv|données personnelles|aviso legal|política de (?:privacidad|cookies|privacidade)|términos(?: y condiciones| de uso)?(?: .{0,12})?|condiciones de uso|protección de datos|note legali|informativa (?:sulla )?privacy|termos de (?:uso|serviço)|algemene voorwaarden|privacybeleid|disclaimer))"
_OTHER = r"(?:home|about(?: us)?|contact(?: us)?|help(?: cent(?:er|re))?|faqs?|site ?map|advertise(?: with us)?|advertising|jobs|careers|press|media|feedback|support|subscribe|newsletters?|rss|archives?|staff|work (?:with|for) us|log ?in|register|blog|news|store|shop|mobile|apps?|investors?|licensing|permissions|report (?:a problem|an error|abuse)|kontakt|karriere|presse|hilfe|über uns|qui sommes-nous|contacto?|ayuda|quiénes somos|publicidad|plan du site|aide|nous contacter|cookies?|top|follow us|©.{0,60}|copyright.{0,60}|all rights reserved|.{0,20}[0-9]{4}.{0,40})"
_SEPARATOR = r"(?: ?[|•·,/&–—-] ?| and | und | et | y | {1,3}|\. )"
_SAYS = rf"""
    (?:{_OTHER}{_SEPARATOR}){{0,6}}{_LINK}(?:{_SEPARATOR}(?:{_LINK}|{_OTHER})){{1,12}}
    privacy (?:policy|notice|statement)|terms of (?:use|service)|terms (?:and|&) conditions|legal (?:notice|disclaimer)
    impressum|datenschutzerklärung|mentions légales|aviso legal|politique de confidentialité|política de privacidad
    .{{0,160}}\b(?:may|must|can|could) ?not be (?:published|reproduced|copied|broadcast|rewritten|redistributed|republished|reprinted|duplicated|distributed)\b.{{0,200}}
    no part of (?:this|the) (?:site|website|page|article|publication|content|material|book|work|document|story|blog|report)s? .{{1,260}}
    (?:any )?unauthori[sz]ed (?:use|reproduction|copying|duplication|distribution|reprint)\b.{{1,200}}
    .{{0,100}}\b(?:reproduction|redistribution|copying|republication|reprinting|duplication) (?:of .{{1,60}} )?(?:in whole|in any|without|is (?:strictly )?prohibited|prohibited).{{0,160}}
    (?:(?:this|the) (?:article|story|post|piece|column|essay|content|material|text|excerpt|report) (?:is|was|has been|first appeared .{{1,60}} and is|originally .{{1,80}} and is) )?(?:reprinted|republished|reproduced|used|published|posted|excerpted)(?: here)? (?:with|by) (?:the )?(?:kind |express |special |written )?permission.{{0,160}}
    permission (?:is (?:hereby )?granted|to (?:reprint|reproduce|republish|use|copy)) .{{1,260}}
    (?:this (?:article|story|post|piece|content)) (?:is|was) (?:originally |first )?(?:re)?published .{{0,80}}(?:creative commons|permission|license|licence).{{0,80}}
    .{{1,160}}\b(?:is|are)(?: a| the| either)?(?: all)?(?: registered)? ?(?:trade ?marks?|service ?marks?)(?:®|,)?(?:(?: and| or|/|,)(?: a| the)?(?: registered)? ?(?:trade ?marks?|service ?marks?|copyrights?|logos?).{{0,30}})? (?:of|or|and|owned|belonging|held|licensed|in|used).{{0,160}}
    all (?:(?:other|registered|product|third[- ]party|company) )?(?:trade ?marks?|logos|brands?(?: names)?|names|marks|product names|images|photos|content|material|text|prices|brand names|information|times|data)(?:,? .{{0,80}})? (?:are|is|belongs?|remains?|appearing|provided|shown|listed)\b .{{0,160}}(?:property|owners?|copyright|subject to|delayed|provided|without|guarantee|local|eastern|gmt|utc|trademarks?|only|change).{{0,120}}
    (?:the |any |all )?(?:views?|opinions?|statements?|thoughts|comments|content|contents|ideas)(?:,? (?:and|or)(?: other)? (?:views?|opinions?|statements?|content|comments|thoughts))? (?:and .{{1,30}} )?(?:expressed|stated|presented|contained|posted|published|appearing)\b.{{0,260}}
    .{{0,160}}\b(?:do|does|may) not necessarily (?:reflect|represent|state) (?:the |those |our |any |an? )?(?:official |own )?(?:views?|opinions?|position|polic(?:y|ies)|those|of|beliefs|editorial)\b.{{0,200}}
    disclaimer(?: ?[:–—-] ?.{{1,340}})?
    (?:the |all |any )?(?:information|content|contents|material|materials|advice|articles?)(?: (?:and|or) \w+)? (?:provided|contained|presented|published|found|available|posted|given|included|on|in|herein|of this)\b.{{0,160}}\b(?:not|only|no |without|general|purposes|as is|guarantee|sole|risk|accuracy|liab|responsib).{{0,200}}
    (?:this|our) (?:web ?)?(?:site|article|content|page|blog|post|video|information|material|publication) (?:is|does|provides|contains|and|offers|should|are|may)\b.{{0,80}}\b(?:informational|educational|entertainment|general information|not (?:constitute|provide|intended|a substitute|be)|substitute for|not responsible|purposes only|general purposes).{{0,200}}
    for (?:informational|educational|entertainment|information) (?:and .{{1,20}} )?(?:purposes|use) only.{{0,200}}
    nothing (?:(?:on|in|contained (?:on|in)) (?:this|our|the) (?:site|website|page|article|blog|post|content|video)|herein) .{{0,60}}(?:should|shall|is|may|constitutes).{{0,200}}
    these statements have not been evaluated .{{0,160}}|past performance .{{0,160}}
    (?:always |please )?(?:consult|seek the advice of|talk to|speak (?:with|to)|ask) (?:with )?(?:your|a) .{{0,60}}(?:doctor|physician|professional|advis[oe]r|health ?care provider|lawyer|attorney).{{0,160}}
    (?:it is|this is) not (?:intended|meant) (?:as|to be|to) .{{0,200}}
    .{{0,80}}(?:is|are) not (?:responsible|liable|affiliated|endorsed|associated|sponsored) .{{1,200}}
    (?:by|your) (?:using|accessing|visiting|entering|use of|access to) (?:of )?this (?:web ?)?(?:site|page|service|app)\b.{{0,200}}
    use of this (?:web ?)?(?:site|service|app|page) .{{0,160}}
    do not (?:reproduce|copy|republish|distribute|redistribute|reprint|repost) .{{0,100}}(?:permission|consent|authori[sz]ation).{{0,80}}
    used (?:under|with|by) (?:licen[cs]e|permission).{{0,80}}|{_LINK} and {_LINK} apply
    this (?:article|story|post|piece|essay|column|content|interview)(?: was| is)? (?:originally|first) (?:published|appeared|posted|ran)(?: \w+)? (?:on|in|at|by|with) .{{1,140}}
    the (?:post|article) .{{1,200}} (?:appeared first on|first appeared on) .{{1,80}}
    (?:proudly )?powered by .{{1,60}}
    (?:(?:web ?)?site|page|website|theme|template|blog|web|logo|graphic|layout)? ?(?:design(?:ed)?|developed|development|built|hosted|hosting|created|maintained|managed|operated)(?: (?:and|&) \w+)? by .{{1,60}}
    theme(?: by|:) .{{1,60}}|template by .{{1,40}}|registered (?:in|office|charity|company).{{0,160}}
    company (?:no|number|registration).{{0,60}}|vat (?:no|reg|number).{{0,40}}
    .{{1,60}} is (?:a (?:division|subsidiary|part|trading name|member)|part) of (?:the )?[A-Z].{{1,80}}(?:group|network|inc|llc|ltd|media|company|corporation|holdings).{{0,20}}
    (?:this (?:site|form) is |)protected by recaptcha.{{0,160}}
    (?:this work is |content is |content |text |except where .{{1,60}} |unless .{{1,60}} )?(?:is )?(?:licensed|available) under (?:a |the )?(?:creative commons|cc|gnu|gfdl|mit|terms).{{0,160}}
    alle angaben ohne gewähr.{{0,80}}|(?:nachdruck|vervielfältigung|weiterverbreitung)\b.{{0,160}}
    (?:toute )?reproduction (?:même partielle )?(?:est )?(?:strictement )?interdite.{{0,120}}
    (?:queda )?(?:terminantemente )?prohibida (?:su|la) reproducción.{{0,160}}
    (?:die )?nutzung dieser (?:web)?seite .{{0,120}}
"""
_ROLE = Role(
    says=_SAYS,
    asides=rf"{_LINK}|{_OTHER}|.{{0,100}}(?:all rights reserved|©|trademarks?|copyright|permission|licen[cs]e|liab|warrant|accuracy|responsib|professional|advice|property of).{{0,160}}",
    share=0.7,
)
# A document that speaks of terms, permission or liability this often is itself a legal text.
_LEGAL = rb"(?i)\b(?:pursuant|herein|hereby|hereunder|thereof|plaintiff|defendant|statute|infringement|licensee|licensor)\b"
_MOST_LEGAL = 6


def detect(doc: Document) -> Iterator[Finding]:
    if sum(1 for _ in pattern(_LEGAL).finditer(doc.codes)) > _MOST_LEGAL:
        return
    for start, end in role_lines(doc, _ROLE, pattern(_GATE).finditer(doc.codes)):
        repair = deletion(doc.text, start, end, "whether the page or only its text is wanted is the caller's choice")
        yield RULE.finding(start, end, "legal notice of a page", confidence=0.85, repairs=[repair])


RULE = Rule(
    code="BLR114",
    name="legal-footer",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)
