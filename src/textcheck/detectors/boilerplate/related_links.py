"""A line that leads to other pages of a site, such as "Related: ..." or "You may also like".

The finding is the line with its mark and, where it stands behind a colon, the title it names; its repair takes it out, and is not SAFE.

Left alone: "See also" and "Further reading" as headings of an encyclopedia or a paper, references ("see also Smith 1999, p. 4"), and
prose that says what is related to what.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.roles import Role, deletion, gate, role_lines
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_GATE = gate(
    r"""
    related(?: |:|\s*\n)
    you (?:may|might|could|can|.ll|will|must|should)(?: also)? (?:also|like|enjoy|be interested|love|want|have missed)
    (?:see|read|watch|check out|listen|also)(?: this)?(?: also|:| next| read| on| in| see| more)
    more (?:from|on|in|stories|news|like|about|by|for you|articles|posts|to read|coverage|top|headlines|reading|recommended|great|local)
    recommended|don.t miss|editor.?s.? (?:pick|choice|note: read)
    most (?:read|popular|viewed|shared|commented|recent|discussed|emailed)
    popular(?: (?:posts|articles|stories|now|this|on|in|topics|searches|right|news|videos|categories|tags)|\s*\n)
    trending|top (?:stories|news|headlines|posts|articles|videos)
    latest (?:news|stories|posts|articles|from|headlines|videos|in|on|updates)
    recent(?:ly)? (?:posts|articles|stories|news|comments|entries|viewed|added|tweets)
    what to read|up next|next up|read next|in case you missed|icymi|from (?:the|our) (?:web|archive|partners|around)
    (?:from )?around the (?:web|network)|elsewhere on
    (?:people|customers|readers|users|visitors|others|those) (?:who|also)
    similar (?:posts|articles|products|items|stories|topics|content|threads)
    other (?:articles|stories|posts|news|recent|popular|users|people)|further coverage
    featured (?:articles|stories|posts|videos|content)|suggested|what others|sponsored stories|keep exploring|go deeper
    explore more|our picks|must[- ]reads?|the latest\n|additional (?:stories|articles)
    (?:lesen|sehen|lies|h.ren) (?:sie )?(?:auch|dazu|mehr|hier)|mehr (?:dazu|zum thema|aus|von)|das k.nnte
    auch interessant|.hnliche (?:artikel|beitr|themen|produkte)|verwandte (?:artikel|themen|beitr)|meistgelesen
    passend dazu|weitere (?:artikel|themen|nachrichten|beitr|meldungen)|zum thema|das interessiert
    neueste (?:artikel|beitr|nachrichten|kommentare)
    (?:.|.lire) lire (?:aussi|.galement)|. (?:lire|voir|d.couvrir)|lire (?:aussi|.galement)|sur le m.me
    articles? (?:li.s|similaires|connexes|associ.s|r.cents)|vous (?:aimerez|pourriez|devriez)|voir (?:aussi|.galement)
    les plus (?:lus|populaires)|dans la m.me|nos derniers|lea tambi.n|lee tambi.n|leer tambi.n|te puede|le puede
    tambi.n (?:te|le|puede)
    (?:art.culos|noticias|entradas|temas|contenido|notas) (?:relacionad|similar|reciente|recomend)|relacionad[oa]s?
    lo m.s (?:le.do|visto)|m.s (?:sobre|noticias|en|le.d)|vea (?:tambi.n|adem.s)|ver tambi.n|mira tambi.n
    podr.a interesar|no te pierdas|te recomendamos|leggi anche|potrebbe (?:anche )?interessar|articoli correlati
    leia tamb.m|veja tamb.m|voc. (?:pode|tamb.m)|lees ook|gerelateerd|meer over
    """,
    "",
)
_PAGES = r"(?:articles?|stories|story|posts?|links?|content|news|reading|topics?|coverage|videos?|items?|products?|searches|documents?|pages?|resources?|podcasts?|galleries|gallery|blogs?|recipes?|columns?|tags?|subjects?|categories|headlines|threads|features?|interviews?|reviews?|episodes?|events?|questions?|entries|books?|titles|guides?)"
_SAYS = rf"""
    related(?: (?:{_PAGES}|to this (?:story|article|post|topic)|from .{{1,30}}|on .{{1,30}}))?(?:(?: ?[:|–—-]+) .{{1,160}})
    related(?: {_PAGES}){{1,3}}|related to this (?:story|article|post|topic)|related\s*:?
    you (?:may|might|could|can|'ll|will|must|should)(?: also)? (?:like|enjoy|love|be interested in|want to (?:read|see|watch|check)|have missed|find .{{1,20}} interesting)(?: (?:these|this|to read|our|reading|following|the following|some|more|other))*(?: {_PAGES})?(?: ?:.{{0,140}})?
    (?:see|read|watch|check out|listen|view|also read|also see|also on|also in)(?: (?:also|next|more|this|on .{{1,30}}))?(?: ?[:|–—]) .{{1,160}}
    read (?:also|next)(?: .{{0,100}})?|also (?:read|see|on|in|watch|worth reading)(?: .{{0,20}})?:.{{0,140}}
    also (?:on|in|from) [\w.' ]{{1,30}}|(?:must|long|good|great|weekend)[- ]reads?
    more (?:from|on|in|by|about) (?:(?:this|our|the|around|across|my|your|us|him|her) ?[^,.;]{{0,40}}|(?-i:[A-ZÀ-Þ“‘])[^,.;]{{1,50}})
    more (?:stories|news|articles|posts|coverage|headlines|reading|recommended|great|top|local|related|like this|for you|to read|to explore|videos|photos).{{0,60}}
    more ?: .{{1,140}}
    (?:recommended|suggested|featured|similar|popular|trending|other|latest|recent|most recent|top|new|additional|further|our (?:latest|recent|top)|sponsored|best)(?: \w+)? {_PAGES}(?: (?:from|in|on|for|by|this|about|you|like|today|right now|to).{{0,50}})?(?: ?: .{{1,100}})?
    (?:recommended|suggested|picked|selected|handpicked)(?: (?:for you|by .{{1,30}}|reading))?(?: ?: .{{1,120}})?
    trending(?: (?:now|today|stories|topics|news|on|in|this|videos|right now).{{0,40}})?
    don't miss(?: (?:our|the|these|this|out)?.{{0,20}}:? .{{0,100}})?|editor'?s'?(?: )?(?:picks?|choice)(?: .{{0,40}})?
    most (?:read|popular|viewed|shared|commented|recent|discussed|e-?mailed|watched)(?: (?:in|on|this (?:week|month)|today|articles?|stories|posts|news|now|right now|of the (?:day|week|month|year)|videos|recipes|items|products|pages|questions|from)(?: [^,.]{{0,30}})?)?
    popular(?: (?:now|this (?:week|month)|right now|today|on .{{1,40}}|in .{{1,40}}))?
    top (?:stories|news|headlines|posts|articles|videos)(?: .{{0,40}})?
    (?:the )?latest (?:news|stories|posts|articles|headlines|videos|updates|from|in|on)(?: .{{0,50}})?
    recently (?:viewed|added|updated)(?: .{{0,20}})?|recent (?:tweets|comments|activity)
    what to (?:read|watch|know) next|up next|next up|read next|in case you missed it.{{0,100}}|icymi.{{0,100}}
    from (?:our|the) (?:archives?|partners|web|blog|magazine|newsroom)
    (?:from )?around the (?:web|network|site|internet)|elsewhere on .{{1,40}}
    (?:people|customers|readers|users|visitors|others|those) (?:who .{{3,60}}(?: also .{{2,40}})|also (?:bought|viewed|read|liked|searched|ask|enjoyed|watched).{{0,40}})
    (?:what )?others (?:are )?(?:also )?(?:reading|read|bought|viewed).{{0,40}}|keep exploring.{{0,40}}|go deeper
    explore more.{{0,40}}|our picks|(?:the )?latest|other (?:stories|news|articles|posts).{{0,50}}|you may have missed
    we recommend.{{0,40}}|promoted stories
    (?:lesen|sehen|hören) sie (?:auch|dazu|mehr|hier).{{0,140}}|(?:lies|lest) (?:auch|dazu).{{0,140}}
    mehr (?:dazu|zum thema|aus|von).{{0,100}}
    das könnte (?:sie|dich|ihnen|dir) (?:auch |ebenfalls )?(?:interessieren|gefallen).{{0,80}}
    auch interessant.{{0,120}}
    (?:ähnliche|verwandte|weitere|neueste|passende) (?:artikel|beiträge|themen|produkte|nachrichten|meldungen|kommentare).{{0,60}}
    meistgelesen.{{0,30}}|passend dazu.{{0,120}}|(?:mehr )?zum thema(?: ?:.{{0,120}})?|das interessiert .{{0,40}}
    (?:à|a) (?:lire|voir|découvrir)(?: (?:aussi|également|ensuite|sur .{{1,20}}))?(?: ?[:|–-] .{{1,140}})?
    (?:lire|voir|écouter) (?:aussi|également)(?: ?:? .{{0,140}})?|sur le même (?:sujet|thème)
    articles? (?:liés|similaires|connexes|associés|récents|populaires|recommandés)
    vous (?:aimerez|pourriez|devriez|allez) (?:aussi|peut-être|également|aimer|être).{{0,60}}
    les plus (?:lus|populaires|partagés|commentés)|dans la même (?:rubrique|catégorie)|nos derniers articles.{{0,20}}
    (?:lea|lee|leer|vea|ve|ver|mira|mire|escucha) (?:también|además|aquí|más)(?: ?[:|–-]? .{{0,140}})?
    (?:también )?(?:te|le|os) (?:puede|podría|pueden|recomendamos)(?: .{{0,100}})?
    (?:artículos|noticias|entradas|temas|contenidos?|notas|productos) (?:relacionad[oa]s?|similares|recientes|recomendad[oa]s).{{0,60}}
    relacionad[oa]s?(?: ?: .{{1,120}})?|lo más (?:leído|visto|popular|comentado).{{0,30}}
    más (?:sobre|noticias|leíd[oa]s).{{0,60}}|no te pierdas.{{0,80}}|te recomendamos.{{0,100}}
    te puede interesar.{{0,120}}
    (?:leggi|vedi|guarda|leia|veja) (?:anche|também)(?: ?[:|–-]? .{{0,140}})?
    (?:ti )?potrebbe(?:ro)? (?:anche )?interessar.{{0,60}}|articoli (?:correlati|simili|recenti)
    você (?:também )?pode (?:gostar|se interessar).{{0,60}}|(?:artigos|notícias|posts) (?:relacionad[oa]s|recentes)
    lees ook.{{0,140}}|gerelateerde? .{{0,40}}|meer over .{{1,60}}
"""
# A heading of reference works, not of pages.
_ROLE = Role(says=_SAYS, asides=r"advertisement|see all|view all|more|[0-9]+ (?:hours?|days?|min(?:ute)?s?) ago")


def detect(doc: Document) -> Iterator[Finding]:
    for start, end in role_lines(doc, _ROLE, pattern(_GATE).finditer(doc.codes)):
        repair = deletion(doc.text, start, end, "whether the page or only its text is wanted is the caller's choice")
        yield RULE.finding(start, end, "line that leads to other pages", confidence=0.85, repairs=[repair])


RULE = Rule(
    code="BLR109",
    name="related-links",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)
