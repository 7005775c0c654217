"""A line of navigation: a breadcrumb trail, a menu on one line, a skip link, "Page 2 of 7", "Back to top".

The finding is the line; its repair takes it out, and is not SAFE.

Left alone: tables, comparisons ("a > b > c"), pipelines of commands, lines of verse divided by bars, and sentences of a manual that
name a path through menus.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.roles import Role, deletion, gate, role_lines
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_GATE = gate(
    r"""
    (?:skip|jump|go|return|back) (?:to|over)\b|back\s*(?:\n|[|<\xab])|you are here|(?:scroll to )?top of (?:the )?page
    (?:previous|next|prev|older|newer)\s*(?:\n|\z|[|/\xbb\xab>:]|page|post|posts|article|story|entry|entries|chapter|topic|thread|image|photo|slide|in this|up|next|last)
    page [0-9]+(?: of [0-9]+|\s*\n)|first(?: page)?\s*(?:[|/<\xab,]|prev)|1 ?[|,]? ?2 ?[|,]? ?3 ?[|,]? ?[4-9.\x85n]
    (?:main|primary|site|top|footer|mobile|open|close|toggle|show|hide|secondary|user|quick) (?:menu|navigation|nav|links|search)
    site ?map\s*(?:\n|\||\z)
    search (?:this (?:site|blog|website|page)|for ?:|the site|here|site|our site|form|\.\.\.|results for)
    browse (?:by|all|our|the)|select (?:a )?(?:page|category|month|archive|topic|section|author)|all categories
    view (?:site|mobile|desktop|full)|switch to|home\s*(?:[|/>\x96-]|[|/>\xbb\x9b\xb7\x95:]|page|[a-z]+ )
    (?:<|\xab|\x8b)+ ?(?:back|previous|prev|older|home)|navigation
    (?:zur.ck|n.chste|vorherige|weiter|zum inhalt|nach oben|startseite|sie (?:sind|befinden)|seite [0-9]|hauptmen)
    (?:accueil|retour|suivant|pr.c.dent|vous .tes ici|aller au|haut de|menu principal|page (?:suivante|pr))
    (?:inicio|volver|siguiente|anterior|usted est|est.s en|ir al|saltar al|men. principal|p.gina (?:siguiente|anterior|[0-9]))
    vai al|pular para|ga naar
    """,
    r"""
    [|>\xbb\x9b\xb7\x95] (?-i:[A-Z])[a-z&' ]+ ?[|>\xbb\x9b\xb7\x95\n]
    """,
)
# What menus of web sites hold; other items are titles of pages.
_PLACE = r"(?:home(?: ?page)?|news|about(?: us| me)?|contact(?: us| me)?|blogs?|sports?|business|opinions?|politics|world|local(?: news)?|national|international|entertainment|lifestyle|life|health|tech(?:nology)?|science|travel|weather|videos?|photos?|gallery|galleries|events?|calendar|shop|store|products?|services?|solutions|support|help(?: cent(?:er|re))?|faqs?|log ?in|sign ?in|sign ?up|register|join(?: us| now)?|subscribe|advertise(?: with us)?|careers|jobs|press|media|archives?|forums?|community|members?(?:hip)?|search|site ?map|privacy(?: policy)?|terms(?: of (?:use|service))?|donate|newsletters?|rss|podcasts?|classifieds|obituaries|autos?|real estate|education|culture|arts?(?: (?:and|&) .{1,20})?|books?|music|movies?|film|tv|television|food|recipes|style|fashion|money|markets?|economy|finance|investing|features?|reviews?|columns?|editorials?|letters|resources|downloads?|documentation|docs|pricing|features|our (?:team|story|work|mission|services)|team|staff|portfolio|projects?|publications?|research|library|mobile|my account|account|cart|checkout|categories|topics|sections|more|all|menu|us|uk|europe|asia|africa|middle east|environment|games?|crosswords?|horoscopes?|e-?edition|accueil|actualités?|société|économie|monde|france|contactez-nous|à propos|startseite|über uns|kontakt|aktuell(?:es)?|nachrichten|politik|wirtschaft|kultur|wissen|inicio|noticias|nosotros|contacto|quiénes somos|deportes|economía|mundo|cultura|sociedad|home page|start|index|articles?|stories|guides?|tutorials?|tools?|about .{1,20})"
_ITEM = r"[^\s|>»›·•][^,.!?;:|>»›·•\n]{0,40}"
_BAR = r" ?(?:[|·•]|\|\|) ?"
_ARROW = r" ?(?:>>?|»|›|→|/|::|\\|→) ?"
_DASHES = r" [-–—] "
_SAYS = rf"""
    home{_ARROW}{_ITEM}(?:{_ARROW}{_ITEM}){{0,6}}
    (?:startseite|accueil|inicio|home page|start|blog|news|forum|forums|shop|products|index|all)(?: ?(?:>>?|»|›) ?{_ITEM}){{1,6}}
    (?:you are here|sie (?:sind|befinden sich) hier|vous êtes ici|(?:usted )?est[áa]s? (?:aquí|en)) ?:? ?.{{1,120}}
    [A-ZÀ-Þ][^.!?;:|>»›·•\n]{{1,30}}(?: ?(?:»|›|>>) ?[A-ZÀ-Þ]{_ITEM}){{2,6}}
    (?!(?:tap|click|open|go|select|choose|press|see|use|settings|file|edit|tools|view|menu|start|options|preferences)\b)[A-ZÀ-Þ][^.!?;:|>»›·•\n]{{1,30}}(?: > [A-ZÀ-Þ]{_ITEM}){{2,6}}
    (?:{_ITEM}{_BAR})?{_PLACE}(?:{_BAR}{_ITEM}){{0,4}}(?:{_BAR}{_PLACE})(?:{_BAR}{_ITEM}){{0,10}}
    {_PLACE}(?:{_BAR}{_ITEM}){{2,14}}|{_ITEM}{_BAR}{_ITEM}{_BAR}{_PLACE}{_BAR}{_PLACE}(?:{_BAR}{_ITEM}){{0,10}}
    {_PLACE}(?:{_DASHES}{_PLACE}){{2,12}}
    {_PLACE}(?:{_DASHES}{_ITEM}){{1,3}}{_DASHES}{_PLACE}(?:{_DASHES}{_ITEM}){{0,8}}|{_PLACE}(?: / {_PLACE}){{2,10}}
    home(?: {_PLACE}){{2,16}}
    (?:skip|jump) (?:to|over) (?:the )?(?:main |primary |page |site )?(?:content|navigation|nav|menu|search|footer|header|bottom|top|article|comments|sidebar|links|text|section|results|body|page)(?: .{{0,40}})?
    (?:skip|jump) (?:navigation|links?)
    (?:go |return |back )(?:back )?to (?:the )?(?:top|home ?page|home|main|list|results|search results|previous page|index|article|blog|news|all .{{1,20}}|menu|overview|content|front page|table of contents|.{{1,30}}(?:page|archive|home|index|list|blog|news))(?: of .{{1,20}})?
    (?:scroll to )?top of (?:the )?page|(?:go )?back
    (?:previous|next|prev|older|newer|last|first)(?: (?:page|posts?|articles?|story|stories|entry|entries|chapter|topic|thread|image|photo|slide|project|item|video|event|in this (?:section|series)|up|comments?|recipe|lesson))(?: ?[:|»«>] ?.{{0,100}})?
    (?:previous|prev|next|first|last|older|newer|back|home|up|top)(?: ?[|/•·»«<>,-] ?| )(?:previous|prev|next|first|last|older|newer|home|up|top|index|contents|random|(?:posts?|page|article|entries|[0-9]+))(?:(?: ?[|/•·»«<>,-] ?| )(?:previous|prev|next|first|last|older|newer|home|up|top|index|contents|random|posts?|page|[0-9]+))*
    (?:previous|next|next (?:post|article)|previous (?:post|article)) ?: ?.{{1,100}}
    (?:previous|next|prev|older|newer) (?:article|post|story|page|entry|entries|posts|chapter)s? ?[|/•·»«<>,→←-]* ?(?:previous|next|newer|older) (?:article|post|story|page|entry|entries|posts|chapter)s?
    page [0-9]+ of [0-9]+(?: .{{0,40}})?
    (?:pages? ?:? ?)?(?:1 ?[|,]? ?2 ?[|,]? ?3)(?: ?[|,]? ?(?:[0-9]+|…|\.\.\.|next(?: page)?|last|older|»|>))*(?: ?(?:next|last|page|»|>|›))*
    (?:main|primary|site|top|footer|mobile|secondary|user|quick) (?:menu|navigation|nav|links)
    (?:open|close|toggle|show|hide|expand|collapse) (?:the )?(?:main |mobile |site |side )?(?:menu|navigation|nav|search|sidebar|submenu|sub-menu)(?: .{{0,20}})?
    site ?map
    search (?:this (?:site|blog|website|page)|for ?:?|the site|here|site|our site|form|results for .{{1,40}})(?: .{{0,20}})?
    browse (?:by|all|our|the) .{{1,40}}|select (?:a |an )?(?:page|category|month|archive|topic|section|author)
    all categories|view (?:site|mobile|desktop|full)(?: (?:version|site))|switch to (?:mobile|desktop|the) .{{0,20}}
    navigation(?: menu)?
    (?:zurück|weiter)(?: (?:zur|zum|nach) (?:startseite|übersicht|liste|oben|seite|artikel|nächsten|suche|anfang|seitenanfang|hauptseite)[^,]{{0,30}})
    (?:nächste|vorherige)r? (?:seite|beitrag|artikel).{{0,60}}
    (?:(?:direkt )?zum inhalt(?: springen)?|nach oben|zum seitenanfang|seite [0-9]+ von [0-9]+|hauptmenü)
    (?:retour (?:à|en|au) (?:l'accueil|l'index|la (?:liste|page|une)|haut|sommaire|menu|site|début)[^,]{{0,30}}|(?:article|page) (?:suivante?|précédente?).{{0,60}}|(?:aller|passer) au (?:contenu|menu).{{0,20}}|haut de (?:la )?page|menu principal)
    (?:volver (?:a la (?:página|lista|portada)|al (?:inicio|índice|menú|listado)|arriba)[^,]{{0,30}}|(?:página|entrada|artículo) (?:siguiente|anterior).{{0,60}}|(?:ir|saltar) al (?:contenido|menú).{{0,20}}|menú principal|página [0-9]+ de [0-9]+)
    vai al contenuto|pular para o conteúdo|ga naar (?:de )?inhoud
"""
_ROLE = Role(
    says=_SAYS,
    asides=r"previous|next|prev|older|newer|first|last|menu|search|home|top|back|[0-9]+|«|»|go|all|more|suivant|précédent|siguiente|anterior|zurück|weiter",
    button=r"previous|next|prev|previous ?/? ?next|prev ?/? ?next|skip",
)


def detect(doc: Document) -> Iterator[Finding]:
    for start, end in role_lines(doc, _ROLE, pattern(_GATE).finditer(doc.codes)):
        if doc.text[start] == "|" and doc.text[end - 1] == "|" and _is_in_table(doc.text, start, end):
            continue
        repair = deletion(doc.text, start, end, "whether the page or only its text is wanted is the caller's choice")
        yield RULE.finding(start, end, "line of navigation", confidence=0.85, repairs=[repair])


def _is_in_table(text: str, start: int, end: int) -> bool:
    return text[start - 2 : start - 1] == "|" or text[end + 1 : end + 2] == "|"


RULE = Rule(
    code="BLR105",
    name="navigation-line",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)
