"""A photo credit, such as "Photo: Ada Quill/Getty Images" or "(AP Photo/Ada Quill)", or a caption that ends in one.

The finding is the line, or the bracketed credit inside a paragraph; its repair takes it out, and is not SAFE: captions and credits
may be wanted, and some licences ask for them.

Left alone: prose about photographs and agencies, figures of a paper ("Figure 2: image by electron microscope"), and datelines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.roles import deletion, gate, line_at
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_AGENCY = (
    r"(?:AP|Associated Press|The Associated Press|Reuters|REUTERS|AFP|Agence France-Presse|Getty(?: Images)?|GETTY(?: IMAGES)?|EPA(?:-EFE)?|Shutterstock|iStock(?:photo)?|Bloomberg|Alamy"
    r"(?: Stock Photo| Live News)?|PA(?: Wire| Media| Images| Archive)?|Press Association|Xinhua|TASS|dpa|DPA|Unsplash|Pexels|Pixabay|Flickr|Wikimedia(?: Commons)?|Wikipedia|Adobe ?Stock|Corbis|EFE"
    r"|ANSA|Sipa(?: USA)?|SIPA|Zuma(?: Press| Wire)?|ZUMA(?: Press| Wire)?|USA TODAY(?: Sports| NETWORK)?|NurPhoto|Anadolu(?: Agency)?|Keystone|KEYSTONE|IMAGO|imago|[Pp]icture[ -][Aa]lliance|Magnum(?: Photos)?"
    r"|Rex(?: Features| Shutterstock)?|REX(?: FEATURES)?|AAP(?: Image)?|Icon Sportswire|Redux|Polaris|MCT|TNS|Tribune News Service|The Canadian Press|Canadian Press|NTB|Scanpix|UPI|Yonhap|Kyodo|ullstein bild|Europa Press|Depositphotos|Dreamstime|Fotolia|Creative Commons"
    r"|The New York Times|The Washington Post|The Guardian|Los Angeles Times|Barcroft|WireImage|FilmMagic|Everett Collection|Photofest|laif|Ritzau|LaPresse|Handout|HANDOUT|Pool|POOL|File|FILE|NASA|Staff|STAFF)"
)
_PERSON = r"(?:[A-ZÀ-ÖØ-Þ][\w.'’&-]*|de|da|di|von|van|der|den|bin|al|el|la|le|and|of|the|for|und)"
_NAME = rf"{_PERSON}(?:,? {_PERSON}){{0,6}}"
_CREDITED = rf"(?:{_NAME}(?: ?(?:[/|,–—-]|for|on|via|by way of|through|courtesy of|©) ?(?:{_NAME}|{_AGENCY})){{0,4}}|@\w+|{_AGENCY}|[\w.-]+\.(?:com|org|net|gov|de|fr|es))"
_MEDIUM = r"(?:[Pp]hoto(?:graph|graphy|graphs|s|grapher)?|PHOTO(?:GRAPH|GRAPHY|S)?|[Ii]mages?|IMAGES?|[Pp]ictures?|PICTURES?|[Pp]ic|[Ii]llustrations?|ILLUSTRATION|[Gg]raphics?|[Vv]ideo(?: still)?|VIDEO|[Ss]creen ?(?:shot|grab|capture)|[Aa]rtwork|[Ff]ile (?:photo|picture|image)|[Cc]over (?:photo|image|picture|art)|(?:[Ff]eatured?|[Hh]eader|[Mm]ain|[Tt]op|[Ll]ead|[Hh]ero|[Tt]humbnail|[Bb]anner|[Hh]ead) (?:image|photo|picture|graphic)|[Ff]otos?|FOTO|[Bb]ild(?:er|nachweis|quelle)?|[Aa]bbildung|[Ii]magen(?:es)?|[Ff]otografía|[Cc]rédits?(?: photos?)?|[Ii]mmagine|[Cc]rédito|[Qq]uelle|©|Credit|CREDIT|[Cc]redits?)"
_LABELLED = re.compile(
    rf"\W{{0,3}}(?:{_MEDIUM})(?: (?:[Cc]redits?|CREDITS?|[Ss]ources?|[Cc]ourtesy|COURTESY|©|[Pp]rovided|[Ss]upplied|[Ii]llustration|de|du|von|:|taken|used|via|by|BY|from|credit|copyright|Copyright))*(?: ?\(?(?:of|by|By|BY|from|with permission from|via|courtesy of|von|par|de|©)\)? ?| ?[:|/–—-] ?| ?: ?©? ?){{1,2}}(?:{_CREDITED}|[\w.'’-]+ (?:via|on|/|from) {_AGENCY})\W{{0,3}}\Z"
)
_BARE = re.compile(
    rf"\W{{0,3}}(?:(?:{_NAME}|@\w+) ?(?:/|via|\||–|—|, ?|©|- ?) ?{_AGENCY}(?: ?[/|,] ?{_NAME}){{0,2}}|AP (?:Photo|Images?|Video)(?: ?/ ?.{{1,50}})?|(?:REUTERS|Reuters|AFP|EPA|Getty Images|GETTY IMAGES|Getty|EPA-EFE|Shutterstock|iStock(?:photo)?|Unsplash|Pixabay|Pexels|Alamy(?: Stock Photo)?|dpa|PA Wire|PA Media|Wikimedia Commons|Adobe Stock)(?: ?[/|:–—-] ?{_NAME})*(?: ?[/|] ?(?:Files?|Pool|Handout|File Photo))?|(?:[Cc]ourtesy|COURTESY)(?: [Pp]hoto| [Ii]mage)?(?: ?(?:of|:|/|from) ?{_NAME}(?: ?[/|] ?{_NAME})*)?|(?:[Hh]andout|HANDOUT|[Ff]ile [Pp]hoto|FILE PHOTO)(?: ?[/:|] ?.{{1,60}})?|(?:Staff|AP|File|Stock|Courtesy) (?:[Pp]hoto|PHOTO|[Ii]llustration)(?: ?(?:by|/|:) ?{_NAME})?|{_NAME} for (?:The|USA|Reuters|AFP|NPR|NBC)[\w ]{{2,30}})\W{{0,3}}\Z"
)
_FURTHER = re.compile(
    rf"\W{{0,3}}(?:(?:[Ii]mage|[Pp]hoto|[Mm]edia|IMAGE|PHOTO) (?:[Cc]aption|CAPTION):? .{{3,}}|{_MEDIUM} (?:[Cc]ourtesy|COURTESY) {_CREDITED}"
    rf"|{_NAME} ?/ ?(?:The [A-Z]\w+(?: [A-Z]\w+){{0,2}}|[Ss]taff|STAFF|[Cc]ontributed|[Ss]taff [Pp]hoto\w*|Special to .{{3,40}})|Source: {_AGENCY})\W{{0,3}}\Z"
)
# Only these agencies say alone, in a line of their own, that the line is a credit.
_AT_END = re.compile(
    rf"(?:[.!?”\"’)…\]]|[a-z0-9,;:–—-]) *(?:[(\[|–—-]\s*(?:(?:{_MEDIUM})(?: (?:[Cc]redit|[Cc]ourtesy|by))* ?(?:of|by|from|:|/|©|–|-)? ?{_CREDITED}|AP Photo(?: ?/ ?[^()]{{1,50}})?|(?:{_NAME} ?[/|] ?)?{_AGENCY}(?: via {_AGENCY})?(?: ?[/|,] ?{_NAME}){{0,2}}|{_NAME} via {_AGENCY}|{_NAME} / {_NAME}|[Cc]ourtesy(?: of|:) {_NAME}|[Ff]ile [Pp]hoto|{_NAME} for (?:The )?{_NAME})[)\]]?"
    rf"|(?:[Pp]hoto(?:graph)?|[Ii]mage|[Pp]icture|Credit|PHOTO|Foto|Bild|Crédit(?: photo)?)(?: [Cc]redit| [Cc]ourtesy)?(?: ?[:/–-]| by| of| ©) ?{_CREDITED}|AP Photo ?/ ?[^.]{{1,40}}|REUTERS ?/ ?{_NAME}|{_NAME}/(?:Getty(?: Images)?|AFP|Reuters|REUTERS|AP|EPA|Shutterstock|PA|Bloomberg)(?: (?:Images|Wire))?(?: ?[/|] ?{_NAME})?|{_NAME} ?/ ?{_AGENCY} via {_AGENCY}|{_NAME} via {_AGENCY})\.?\Z"
)
_BRACKETED = rb"[(\[](?:(?:AP|AFP|Getty|Reuters|REUTERS|EPA|File|Staff|Courtesy) ?(?:Photos?|Images?|photo|image)? ?[/:|] ?[^()\[\]\n]{2,60}|(?:Photo|Image|Picture|Photograph|Credit|PHOTO|Foto|Bild)(?: credit| courtesy)?(?:: | by | courtesy of | of )[^()\[\]\n]{2,60}|[A-Z][\w.'\x92-]+(?: [A-Z][\w.'\x92-]+){1,3} ?/ ?(?:AP|AFP|Getty|Getty Images|Reuters|EPA|Shutterstock|Bloomberg|The [A-Z][A-Za-z ]{2,30})(?: via [A-Z][A-Za-z ]{1,20})?)[)\]]"
_GATE = (
    gate(
        r"""
        (?:photo|photograph|photography|image|picture|pic|illustration|graphic|video|video still|screen ?shot|screen ?grab|artwork|file photo|cover (?:photo|image)|(?:feature[d]?|header|main|top|lead|hero|thumbnail|banner) (?:image|photo)|foto|bild|bildnachweis|bildquelle|imagen|cr.dit|cr.dits|credit|photos|images|pictures|fotos|media)s?(?: (?:credits?|caption|courtesy [a-z]|sources?|courtesy|provided|by|via|photo|photos|taken|used|illustration))*(?: ?[:/|\xa9\x96\x97-]| by | of | from | courtesy| via | via\b)
        (?:file|staff|stock|handout|courtesy|ap|getty|reuters|afp|epa|shutterstock|istock|unsplash|pexels|pixabay|alamy|dpa|wikimedia)(?: (?:photo|images?|of|via|commons|stock|wire)|\s*\n|\s*\z|[/:])
        """
    )
    + rb"|(?:/|via |\| ?|\x97 ?|\x96 ?|\xa9 ?)(?:AP|Associated Press|Reuters|REUTERS|AFP|Getty|GETTY|EPA|Shutterstock|iStock|Bloomberg|Alamy|PA Wire|PA Media|PA Images|Unsplash|Pexels|Pixabay|Flickr|Wikimedia|Adobe Stock|Zuma|ZUMA|NurPhoto|Anadolu|IMAGO|picture alliance|The New York Times|The Washington Post|The Guardian|USA TODAY)"
    + rb"|/ ?(?:The [A-Z]|[Ss]taff|STAFF|Contributed|Special to )|Source: (?:AP|AFP|Getty|Reuters)|AP Photo ?/|REUTERS ?/|[(\[](?:Photo|Image|Picture|Credit|Courtesy|File photo|Foto)|[Pp]hoto(?:graph)?(?: [Cc]redit| [Cc]ourtesy)?(?: ?[:/]| by| \xa9) ?[A-Z]|(?:Credit|Image|Picture|Foto|Bild): [A-Z]|, (?:AP|Reuters|AFP|Getty|EPA|Shutterstock)[ \t]*(?:\n|\z)| for The [A-Z][a-z]+ (?:[A-Z][a-z]+ )?(?:[A-Z][a-z]+)?(?:\n|\z)"
)
# What a caption with a credit has near its end; asked before what costs more.
_NEAR_END = re.compile(r"[)\]]\.?\Z|/|\bvia\b|[Pp]hoto|PHOTO|[Cc]redit|[Ii]mage|[Cc]ourtesy|Foto|Bild")
_LONGEST_CREDIT = 160
_REASON = "whether credits are wanted, and whether a licence asks for them, is the caller's choice"


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    found: list[tuple[int, int]] = []
    done = -1
    for match in pattern(_GATE).finditer(doc.codes):
        at, end = match.span()
        while at < end - 1 and text[at].isspace():
            at += 1
        if at < done:
            continue
        line = line_at(text, at)
        if line is None:
            continue
        done = line[1]
        said = text[line[0] : line[1]]
        short = len(said) <= _LONGEST_CREDIT
        alone = short and (_LABELLED.match(said) or _BARE.match(said) or _FURTHER.match(said))
        if alone or (_NEAR_END.search(said, max(0, len(said) - 100)) and _AT_END.search(said, max(0, len(said) - 160))):
            found.append(line)
    found += [match.span() for match in pattern(_BRACKETED).finditer(doc.codes)]
    reach = -1
    for start, end in sorted(found, key=_by_start_longest_first):
        if start >= reach:
            reach = end
            repair = deletion(text, start, end, _REASON)
            yield RULE.finding(start, end, "photo credit", confidence=0.9, repairs=[repair])


def _by_start_longest_first(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], -span[1]


RULE = Rule(
    code="BLR111",
    name="photo-credit",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)
