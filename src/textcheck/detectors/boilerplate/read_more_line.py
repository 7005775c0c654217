"""A link that leads on, such as "Read more", "Continue reading" or "Click here", left as a line of text.

The finding is the line; its repair takes it out, and is not SAFE: with its link it may have led to what is missing here.

Left alone: sentences of prose that begin alike ("Read more books and you will sleep better"), instructions of a manual that say where
to click, and calls that are part of a story.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.roles import Role, deletion, gate, role_lines
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_GATE = gate(
    r"""
    (?:please |to )?(?:read|learn|see|find out|discover|view|show|load|watch|hear|get|explore)\s*(?:more|the (?:full|rest|whole|entire|complete|original)|full|on\s*(?:\n|\z|[\xbb\x85.>])|all|less|it|original|this|article|entire)
    more\s*(?:\n|\z|[\xbb>\x85.\]]|info|details|here|about this|on this)|\(?more\)
    continue(?:d)?(?: reading| to|\s*[\n\xbb>\x85])|keep reading|full (?:story|article|text|post|report|interview)
    (?:click|tap|press) (?:here|the|on|below|to|for|through)|expand|details\s*[\xbb>]
    (?:original|entire) (?:article|post|story)|scroll (?:down|for|to)|here is the (?:full|link)
    go to (?:the )?(?:full|original|article)|for (?:the )?(?:full|more (?:on|about|info|news|stories|details))
    watch (?:the )?(?:video|full|now|here|below)|listen (?:here|now|to (?:the|this))
    visit (?:the )?(?:website|site|link|page)|\.\.\.more|link (?:here|to|in bio)
    (?:hier )?(?:weiter(?:lesen)?|mehr)\s*(?:lesen|erfahren|dazu|anzeigen|infos|informationen|\n|[\xbb>\x85])
    weitere informationen|zum (?:vollst.ndigen )?(?:artikel|beitrag|original)|hier klicken|klicken sie
    lire (?:la suite|plus|l.article|davantage)|en savoir plus|voir (?:plus|tout|la suite)|cliquez|suite de l|la suite
    leer (?:m.s|completo|la|nota|art)|seguir leyendo|sigue leyendo|ver (?:m.s|mais|todo|todos)|m.s informaci.n|haga clic
    haz clic|continuar leyendo|saber m.s|pincha|leggi (?:tutto|di pi|l.articolo)|continua a leggere|leia mais|saiba mais
    continue lendo|clique aqui|lees (?:meer|verder)|klik hier
    """,
    "",
)
_SAYS = r"""
    (?:please |to )?(?:read|learn|find out|discover|view|show|load|watch|hear|see|explore|get)(?: even)? more(?: (?:here|now|below|online|»|details?|posts|stories|news|articles|info(?:rmation)?|results|photos|videos|reviews|replies|items|products|events|jobs|options|tips|like this))?
    read more (?:about|on) ?: ?.{1,80}
    (?:to )?(?:read|learn|find out|discover)(?: even)? more(?: (?:about|at|on|from|by clicking|in (?:our|the|this)) [^,;]{1,70})
    (?:read|view|see|show|get|watch|continue(?: reading)?|go to|click for|here is|listen to|keep reading)(?: on)? (?:(?:the|this|our|his|her|their|my|an?) )?(?:full|rest of (?:the|this|our)|whole|entire|complete|original)(?: (?:article|story|post|report|review|interview|text|entry|version|original|piece|list|column|press release|transcript|recipe|episode|video|essay|blog post|release|details|profile|schedule|bio|obituary|coverage|paper|study|page|source))?(?: (?:here|below|at|on|in|from|by|about|via|online|»|of) ?.{0,70})?
    read (?:on|it(?: all)?(?: here)?|this (?:article|story|post)(?: .{0,40})?|article|original|source|entire article|story)
    (?:read|view|see) (?:this )?(?:article|story|post) (?:on|at|here|in|online).{0,40}
    (?:view|see|show|browse|shop) (?:all|less)(?: .{0,40})?
    full (?:story|article|text|post|report|interview|details)(?: (?:here|at|on|»|below|available).{0,50})?
    original (?:article|post|story)(?: .{0,50})?|entire article
    (?:\.\.\. ?)?more(?: (?:info(?:rmation)?|details|here|about this .{1,30}|on this .{1,30}|photos|videos|results))?
    \(?more\)?
    continue(?: reading| to (?:the )?(?:article|site|story|full .{1,20}|page|content)| article| story)?(?: (?:below|the|this|here|on|at|with|→|“|\"|'|about|in|for|by|from) ?.{0,100})?
    continued(?: (?:below|here|on).{0,40})|keep reading(?: .{0,80})?
    (?:scroll|swipe) (?:down )?(?:for|to) (?:more|see|continue|read|view)(?: .{0,40})?
    (?:(?:please|just|simply) )?(?:click|tap|press) here(?: (?:to|for|if|and) .{1,100})?
    (?:click|tap) (?:on )?(?:the|this|any|an?) (?:link|image|photo|picture|headline|title|button|thumbnail|map|icon|graphic|video|cover|banner)s? (?:(?:above|below|here|at) )?(?:(?:to|for) .{1,80})
    (?:click|tap) (?:to|for|through (?:to|for)|below to) (?:read|see|view|learn|watch|listen|download|expand|more|enlarge|the|continue|show|get|open|play|find|join|register|full|details|hear).{0,80}
    (?:to|for) .{1,80},? (?:please )?click here
    (?:for|to (?:find|see|read|get|learn)) (?:more|the full) ?(?:info(?:rmation)?|details|stories|news|article|story|report|recipe)?(?: (?:on|about|from|like) .{1,60})?,? (?:please )?(?:click|visit|go to|follow this|log on|tap) .{1,80}
    expand|details|visit (?:the )?(?:website|site|link|page)(?: .{0,30})?
    watch (?:the|this)? ?(?:full )?(?:video|episode|trailer|interview|clip|now|here)(?: (?:above|below|here|now|of|on|to).{0,40})?
    listen (?:here|now|to (?:the|this) (?:full )?(?:episode|interview|article|podcast|story|audio|recording))(?: .{0,40})?
    link (?:here|in bio)|link to (?:the )?(?:full|original|article|story|source).{0,40}|here is the link.{0,30}
    (?:hier )?(?:weiter ?lesen|mehr lesen|mehr erfahren|mehr dazu|mehr anzeigen|mehr infos?(?: .{0,40})?|mehr|weiter|weitere informationen(?: .{0,40})?|zum (?:vollständigen |ganzen )?(?:artikel|beitrag|original)(?: .{0,40})?|hier klicken(?: .{0,60})?|klicken sie (?:hier|auf).{0,80}|(?:den )?(?:ganzen|vollständigen) artikel (?:lesen|.{0,30})|mehr (?:zu|über|zum|aus) .{1,60}|alle anzeigen)
    lire (?:la suite|plus|l'article(?: complet| entier)?|davantage)(?: .{0,60})?
    en savoir (?:plus|davantage)(?: .{0,60})?|voir (?:plus|tout|la suite|tous les .{1,30}|l'article)(?: .{0,40})?
    (?:cliquez|cliquer|clique) ici(?: .{0,80})?|(?:la )?suite (?:de l'article|après.{0,30})|la suite
    (?:leer|lee|ver|saber|conocer|descubre|mostrar) más(?: (?:sobre|en|aquí|noticias|información|detalles|fotos|vídeos|videos|artículos|acerca)\b.{0,50})?
    (?:leer|ver) (?:completo|artículo(?: completo)?|la (?:nota|noticia)(?: completa)?|nota completa|todo|todos)
    (?:seguir|sigue|siga|continuar|continúa) leyendo(?: .{0,40})?|más información(?: .{0,60})?
    (?:haga|haz|hacer|de) clic (?:aquí|en).{0,80}|pincha aquí.{0,60}
    leggi (?:tutto|di più|l'articolo.{0,30}|anche.{0,60})|continua a leggere(?: .{0,40})?
    (?:leia|saiba|ver|veja) mais(?: .{0,60})?|continue lendo(?: .{0,40})?|clique aqui(?: .{0,60})?
    lees (?:meer|verder)(?: .{0,40})?|klik hier(?: .{0,60})?|clicca qui(?: .{0,60})?
"""
_ROLE = Role(says=_SAYS, asides=r"here|»|share|print|comments?|[0-9]+ comments?|(?:next|previous|all)|read|more")


def detect(doc: Document) -> Iterator[Finding]:
    for start, end in role_lines(doc, _ROLE, pattern(_GATE).finditer(doc.codes)):
        repair = deletion(doc.text, start, end, "whether the page or only its text is wanted is the caller's choice")
        yield RULE.finding(start, end, "link to the rest or to more", confidence=0.85, repairs=[repair])


RULE = Rule(
    code="BLR108",
    name="read-more-line",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)
