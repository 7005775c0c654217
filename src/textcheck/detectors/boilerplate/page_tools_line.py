"""A tool of a page or a count of its visits: "Print this page", "Text size", "1,234 views", "Click to enlarge".

The finding is the line, with its neighbours of the same kind; its repair takes it out, and is not SAFE.

Left alone: prose about printing or viewing, and menus that a manual describes in sentences.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.roles import Role, deletion, gate, role_lines
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_GATE = gate(
    r"""
    (?:click (?:here )?to )?(?:print(?:er)?|e-?mail|save|bookmark|download|view|listen to|send|copy|share|rate|cite|embed|translate)(?:-| )(?:this|the|article|page|story|friendly|version|link|as|pdf|to a friend|image|slideshow|gallery|larger|full|photos?|map|it|all|citation|or|in)
    print\s*(?:\n|\z|[|/]|e-?mail|article|page|pdf|share)
    (?:increase|decrease|reset|larger|smaller|change|adjust|default)? ?(?:font|text)[ -]?size|(?:aa|a a a|a\+ a)\s*\n
    [0-9][0-9.,]* ?[km]? (?:total )?(?:views?|reads?|downloads|hits|visits|visitors|page ?views|impressions|people (?:have )?(?:viewed|read))
    (?:page |total |post |article |unique )?(?:views|hits|visits|visitors|page ?views|reads|downloads|hit counter|viewed|read)(?: (?:today|count|this))? ?[: (]+[0-9]
    this (?:page|entry|post|article|item|topic|file) (?:has been|was) (?:viewed|accessed|read|printed|downloaded|visited)
    you are visitor|report (?:an? |this )?(?:error|typo|problem|correction|broken|page)|copy link|link copied|translate
    select (?:a )?(?:language|your)|close\s*(?:\n|[x\xd7]|this|menu|window|modal|search)|zoom|enlarge
    click (?:to|on|for|image|photo)|hide caption|toggle|slideshow
    (?:image|photo|slide|picture|page) [0-9]+ (?:of|/) [0-9]+|(?:full ?screen|caption)
    view (?:slideshow|gallery|photos|larger|full[- ]size)|rating:|(?:average )?rating|[0-9]+ votes?|reading time
    open in (?:a )?(?:new|app)|show (?:caption|map|more|less)|play (?:video|audio|now|all)|(?:listen|audio)
    text to speech|your browser|change (?:language|font)|set as|add to (?:favou?rites|bookmarks)|make this|reset|powered
    high contrast|font|rss|pdf|download pdf|get (?:pdf|citation)|export (?:citation|to)
    (?:(?:artikel|seite|beitrag) )?(?:drucken|versenden|merken|ausdrucken)|druckversion|schriftgr..e|als pdf|imprimer
    version imprimable|envoyer|taille du texte|imprimir|versi.n (?:para )?imprim|tama.o de|stampa|invia|descargar
    t.l.charger|herunterladen
    """,
    "",
)
_THING = r"(?:(?:this|the|it|full|entire) ?)*(?:article|page|story|post|link|version|recipe|document|pdf|file|item|image|photo|video|map|text|issue|entry|chapter|section|content|citation)?"
_SAYS = rf"""
    (?:click (?:here )?to )?(?:print|e-?mail|save|bookmark|download|send|copy|cite|embed|translate|view|rate|export|listen to|hear)(?: (?:or|and|/|&) (?:print|e-?mail|save|share))? (?:this|the) {_THING}(?: (?:to a friend|as (?:a )?pdf|for later|in pdf|now|here|pdf|audio|in .{{1,20}}))?
    (?:print|e-?mail|save|download|copy|cite|view|share|bookmark|embed) (?:article|page|story|post|pdf|link|version|as pdf|citation|recipe|friendly(?: version)?|to a friend|image|photos?|slideshow|gallery|map|full screen|larger(?: image)?|it)(?: (?:to a friend|pdf))?
    printer[- ]friendly(?: (?:version|page|format|pdf))?|print[- ]friendly.{{0,20}}
    send (?:this |to a friend|page|article|to friend).{{0,30}}|print
    print ?[|/&,]? ?(?:e-?mail|pdf|share|save|this|page|article|close)(?: ?[|/&,]? ?(?:e-?mail|pdf|share|save|print|comments?|rss|tweet))*
    (?:(?:increase|decrease|reset|larger|smaller|change|adjust|default) )?(?:font|text)[ -]?size(?: ?:? ?[a+-](?: ?[a+-])*)?(?: .{{0,30}})?
    a a(?: a)+
    [0-9][0-9.,]* ?[km]? (?:total )?(?:views?|reads?|downloads|hits|visits|visitors|page ?views|impressions)(?: (?:today|since|so far|in|this).{{0,30}})?
    [0-9][0-9.,]* people (?:have )?(?:viewed|read).{{0,40}}
    (?:page |total |post |article |unique |visitor )?(?:views|hits|visits|visitors|page ?views|reads|downloads|hit counter|viewed|read)(?: (?:today|count))? ?:? ?\(?[0-9][0-9.,]* ?[km]?\)?(?: times)?
    this (?:page|entry|post|article|item|topic|file) (?:has been|was) (?:viewed|accessed|read|printed|downloaded|visited) .{{1,40}}
    you are visitor .{{1,40}}
    report (?:an? |this )?(?:error|typo|problem|correction|broken link|page)(?: .{{0,40}})?|copy link
    link copied.{{0,20}}|translate(?: this page| to)?:?
    (?:select|change|choose) (?:a |your )?(?:language|country|region)
    close (?:menu|window|modal|this (?:window|dialog|popup|message)|search|x|×)|close ?[x×]
    (?:click|tap)(?: on)?(?: (?:the |any )?(?:image|photo|picture|thumbnail|map)s?)? (?:to|for) (?:enlarge|zoom|view|expand|see|open|a larger|larger|the full|full|play)(?: .{{0,40}})?
    (?:enlarge|zoom)(?: (?:this )?(?:image|photo|picture|in|out))|(?:hide|toggle|show|view) caption(?: .{{0,20}})?
    toggle .{{1,30}}|(?:view |start )?slideshow(?: ?\(?[0-9].{{0,20}})?
    (?:image|photo|slide|picture) [0-9]+ (?:of|/) [0-9]+
    view (?:slideshow|gallery|(?:all )?photos|larger(?: image| map)?|full[- ]size(?: image)?)(?: .{{0,20}})?
    (?:average )?rating:? [0-9][0-9./]*.{{0,30}}|open in (?:a )?(?:new (?:tab|window)|app)
    (?:play|pause) (?:video|audio)|listen to (?:this|the) (?:article|story|page|post).{{0,30}}
    (?:add|set) (?:to|as) (?:favou?rites|bookmarks|home ?page)|download (?:as )?(?:pdf|mp3|audio|podcast|transcript)
    get (?:pdf|citation)|export (?:citation|to .{{1,20}})|(?:high )?contrast mode
    bookmark (?:this|the permalink|page).{{0,30}}|full ?screen
    (?:(?:artikel|seite|beitrag|diese seite) )?(?:drucken|ausdrucken|versenden|merken)(?: ?[|/] ?.{{1,30}})?
    druckversion|schriftgröße.{{0,20}}|als pdf (?:herunterladen|speichern)
    imprimer(?: (?:cet article|cette page|la page|l'article))?|version imprimable|taille du texte.{{0,10}}
    imprimir(?: (?:este|esta|el|la) .{{1,20}}| artículo| página)?|versión (?:para imprimir|imprimible)
    tamaño de (?:letra|texto|fuente).{{0,10}}|stampa|descargar (?:pdf|en pdf)|télécharger (?:le pdf|en pdf)
"""
_ASIDES = r"""
    print|e-?mail|save|share|close|pdf|×|zoom|image|photo|caption|text size|listen|play|rss|bookmark|drucken|teilen
    comments?|translate|copy|embed|download|[0-9.,]+
"""
_ROLE = Role(says=_SAYS, asides=_ASIDES)


def detect(doc: Document) -> Iterator[Finding]:
    for start, end in role_lines(doc, _ROLE, pattern(_GATE).finditer(doc.codes)):
        repair = deletion(doc.text, start, end, "whether the page or only its text is wanted is the caller's choice")
        yield RULE.finding(start, end, "tool of a page", confidence=0.85, repairs=[repair])


RULE = Rule(
    code="BLR119",
    name="page-tools-line",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)
