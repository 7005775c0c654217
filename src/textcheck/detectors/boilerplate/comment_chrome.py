"""A line of a comment section, forum or review page that is not somebody's comment, such as "Leave a reply" or "3 comments".

The finding is the line, with its neighbours of the same kind; its repair takes it out, and is not SAFE.

Left alone: what people wrote there and what their profiles say, prose about comments, headings such as "Comments" in a report, and program documentation.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.roles import Role, deletion, gate, role_lines
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_GATE = gate(
    r"""
    (?:please )?(?:leave|post|write|add|submit|make|be the first|share|type|enter|view|show|hide|load|read|see|give)(?: us)? (?:a |an |your |new |public |all |the |more |previous |older |to |[0-9]+ ){0,3}(?:comment|reply|response|review|feedback|thoughts|opinion|answer)
    (?:[0-9][0-9,.]*|no|one|zero) (?:user |reader |new )?(?:comments?|repl(?:y|ies)|responses?|reviews?|thoughts?|of [0-9]+ people|people found|out of|notes|answers|guests?|members?)
    comments?(?: ?\(|:| are| off| closed| section| policy| guidelines| by| for this| on this|\s*[0-9])
    (?:showing|viewing) [0-9]|(?:all|recent|top|newest) comments|commenting
    (?:please )?(?:you must|you need to|you have to|log ?-?in|sign ?-?in|login|register|join|only (?:registered|logged|subscribers))\b
    report (?:abuse|this|comment|post|user|spam|as|inappropriate)|flag (?:as|this|comment|post)
    reply(?: to| with|ing|\s*(?:\n|\z)| \xb7| \||\s*(?:like|share|quote|report|[0-9]))|(?:like|up|down)vote|like (?:reply|\xb7)
    sort by|newest first|oldest first|best comments|(?:your|the) e-?mail (?:address )?will (?:not|never)|required fields
    save my name|notify me|(?:name|e-?mail|website|comment|url|mail) ?(?:\*|\(required|\(will|\(optional)
    join the (?:conversation|discussion|debate)|what do you think|tell us what|let us know (?:what|in|your)
    have your say|share your (?:thoughts|opinion|views|comments|experience|story)
    (?:was|did you find) this (?:review|article|page|answer|post|information|content|guide|comment)|your comment
    this (?:comment|post|thread|topic|user|article has [0-9]+ comments)|thank you for your (?:comment|feedback|review)
    cancel reply|quote(?: from|:|\s*(?:reply|report))|originally posted|thread tools|post ?#|\(?logged in as
    logged[- ]in|(?:last )?edited by|permalink|trackback|pingback|discussion (?:closed|thread)|threaded|in reply to
    (?:[0-9]+ )?(?:members?|guests?)|user (?:name|info)|mark as|start (?:a|the) (?:discussion|conversation)|disqus
    comments? powered|load more|message ?:?\s*\n|be respectful|rate this|new comments|guest posted|write a
    (?:[0-9]+ |alle |neuer |keine )?kommentare?|einen? kommentar
    (?:schreiben?|hinterlassen?|verfassen?) (?:sie )?(?:einen?|ihren|deinen|den)|antworten
    (?:ihre|deine) (?:meinung|e-mail)|erforderliche felder|diskutieren
    (?:laisser|laissez|ajouter|publier|.crire|poster) (?:un|votre|le) |(?:[0-9]+ |aucun |les )?commentaires?|r.pondre
    votre adresse|r.agi[rs]|signaler|connectez-vous
    (?:deja|dejar|escrib[ei]|a.ade|a.adir|publicar|comenta|agregar|haz) (?:un|tu|una|el)
    (?:[0-9]+ |sin |no hay |los )?comentarios?|responder|tu (?:direcci.n|opini.n|correo)|los campos|iniciar sesi.n para
    inicia sesi.n para|(?:lascia|scrivi|aggiungi|deixe|escreva) (?:un|um|uma) |rispondi
    (?:[0-9]+ )?(?:commenti|reacties)
    """,
    r"""
    people found this (?:review|helpful|comment|instruction|answer|post)
    found this (?:review|answer|comment|instruction) helpful|email address will not be published|fields are marked
    let us know in the comments|in the comments? (?:section )?below
    """,
)
_WHAT = r"(?:comments?|repl(?:y|ies)|responses?|reviews?|feedback|thoughts?|opinions?|answers?)"
_SAYS = rf"""
    (?:please |click here to |want to )?(?:leave|post|write|add|submit|make|type|enter|give|share)(?: us)? (?:(?:a|an|your|new|public|the|first|another|own) )*(?:reader )?{_WHAT}(?: (?:below|here|on|to|for|in|about|cancel|now|and|or|using|via|as).{{0,100}})?
    be the first to (?:{_WHAT}|leave .{{1,20}}|review|post|write|share|rate|add).{{0,80}}
    (?:view|show|hide|load|read|see|expand)(?: (?:all|the|more|new|previous|older|[0-9,]+|user|reader|other))* {_WHAT}(?: ?\(?[0-9,]+\)?)?(?: .{{0,40}})?
    write a (?:reader |customer )?review.{{0,60}}
    (?:[0-9][0-9,.]*|no|one|zero)(?: (?:user|reader|new|customer))?(?: approved)? {_WHAT}(?: (?:on|to|so far|yet|for|about|in|posted|have been|been|below|»|filed).{{0,120}})?
    {_WHAT} ?(?:\([0-9,]+\)|: ?[0-9,]+|[0-9,]+)
    comments? (?:are|is) (?:now )?(?:closed|off|moderated|disabled|not|turned off|open|welcome|subject|currently).{{0,100}}
    comments? (?:off|closed|policy|guidelines|section|rss|feed|form|by .{{1,40}}|for this .{{1,40}}|on this .{{1,40}}|off on .{{1,100}})
    (?:all|recent|top|newest|latest) comments|commenting (?:is|on|has|guidelines|policy).{{0,80}}
    (?:reader|user|customer|guest) (?:comments|reviews)|new comments .{{0,60}}
    (?:please )?(?:you must (?:be )?|you need to (?:be )?|you have to (?:be )?|only )?(?:(?:log|sign)(?:ged)? ?-?in|login|register(?:ed)?|join|create an account|subscribers?|members)(?: (?:or|and|/) (?:register|sign up|subscribe|log in|create .{{1,15}}|join|login))?(?: (?:users|members|in))?(?: (?:here|first|now))? ?(?:to|may|can|are|in order to) .{{0,30}}(?:{_WHAT}|comment|reply|post|vote|discussion|conversation|participate|rate|like|join).{{0,100}}
    only subscribers are .{{0,100}}
    (?:report|flag)(?: (?:abuse|this(?: \w+)?|comment|post|user|spam|as .{{1,20}}|inappropriate .{{1,20}}|an? .{{1,30}}|comment as .{{1,20}}))
    reply(?: (?:to .{{1,40}}|with quote|quote))?(?: ?(?:[|·•/,-] ?)?(?:like|share|quote|report|delete|[0-9]+|edit|link|parent|permalink|flag|upvote))+
    (?:like|upvote|downvote|thumbs up|thumbs down)(?: ?[|·•/,-]? ?(?:reply|share|quote|report|dislike|downvote|[0-9]+))+
    reply with quote
    (?:edit|delete|quote|reply|like|share|report|flag|permalink|link|parent|upvote|downvote|hide)(?: ?[|·•/-] ?(?:edit|delete|quote|reply|like|share|report|flag|permalink|link|parent|upvote|downvote|hide))+
    sort (?:comments )?by:?(?: (?:newest|oldest|first|best|top|most|relevance|date|popular|votes|hot|new|most recent))*
    (?:newest|oldest|best|most liked|most popular|top)(?: (?:comments|first|oldest|newest))+
    (?:your|the|my) e-?mail (?:address )?(?:will|is) (?:not|never|kept).{{0,100}}
    (?:\* ?)?required fields? (?:are|is) marked.{{0,20}}|save my (?:name|details).{{0,120}}
    notify me (?:of|when|by|via|about).{{0,80}}
    (?:name|e-?mail(?: address)?|website|comment|url|mail|message|subject|your name|your e-?mail|your comment|your review|your rating|title) ?(?:\*|\((?:required|optional|will not be published.*|not published|never published|will .{{1,30}})\)?)(?: ?\*)?
    join (?:the|our) (?:conversation|discussion|debate|community)(?: .{{0,60}})?
    what do you think(?: (?:of|about) (?:this|the|our|these) .{{1,60}})?\? (?:let us|tell us|share|leave|comment|sound off|have your|join|post).{{0,80}}
    tell us (?:what you think|your (?:thoughts|story|opinion)|in the comments).{{0,80}}
    let (?:us|me) know (?:what you think|in the comments?|your thoughts|how|if you)(?: .{{0,80}})?
    have your say.{{0,80}}
    share your (?:thoughts|opinions?|views|comments|experiences?|story|reactions?|ideas|review)(?: (?:below|in|with|on|about|here|and).{{0,80}})?
    start (?:a|the) (?:discussion|conversation).{{0,30}}
    (?:was|did you find|is) this (?:review|article|page|answer|post|information|content|guide|comment|story|instruction|solution)(?: \w+)? (?:helpful|useful|informative|interesting)(?: to you)?(?:\?? (?:yes|no).{{0,20}})?
    [0-9,]+ (?:out )?of [0-9,]+ (?:people|users|customers|members|readers) (?:found|think|thought|liked) .{{0,60}}
    (?:[0-9,]+|one) (?:person|people|users?|customers?) (?:found|think|thought|liked|like) (?:this|that) .{{0,60}}
    rate this(?: .{{0,40}})?
    your comment (?:is|was|has|will).{{0,80}}
    this (?:comment|post|user|reply) (?:has been|was|is) (?:removed|deleted|edited|hidden|flagged|awaiting|collapsed|blocked|suspended|banned|minimi[sz]ed).{{0,80}}
    (?:this )?(?:thread|topic|discussion) (?:is|has been|was) (?:closed|locked|archived|now closed).{{0,80}}
    thank you for your (?:comment|feedback|review)(?: .{{0,80}})?|cancel reply|(?:last )?edited by .{{1,40}}
    (?:logged in as|in reply to|replying to|quote from|originally posted by|quoting) .{{1,60}}|thread tools
    post ?#[0-9]+
    (?:this entry was posted|you can follow|responses are currently|both comments and pings|you can leave a response).{{0,240}}
    trackback(?:s|.{{0,20}})?|pingbacks?(?:: .{{0,100}})?|comments? powered by .{{1,30}}
    please enable javascript to view the comments.{{0,30}}|mark as (?:read|best answer|solution|spam).{{0,20}}
    be respectful.{{0,80}}
    [0-9]+ (?:members?|guests?|users?)(?: and [0-9]+ guests?)? (?:are )?(?:viewing|online|browsing).{{0,60}}
    (?:users|members) (?:browsing|viewing) .{{0,60}}|all times are (?:gmt|utc|est).{{0,60}}
    load more (?:comments|replies).{{0,20}}
    (?:.{{0,60}}[,:;] |.{{0,80}}\? )?(?:please )?(?:let (?:us|me) know|tell us|share|leave|sound off|comment|drop|post)[^.?!]{{0,60}} in the comments?(?: section)?(?: below)?
    [0-9]+ kommentare?(?: .{{0,40}})?
    kommentare? (?:schreiben|hinterlassen|verfassen|abgeben|\([0-9]+\)|anzeigen|lesen|ansehen|melden|abschicken)
    (?:schreibe?n?|hinterlassen?|verfassen?) (?:sie )?(?:einen|ihren|deinen|den ersten) kommentar.{{0,60}}
    (?:einen? |den ersten |ihren |deinen )?kommentar (?:schreiben|hinterlassen|verfassen|abgeben)
    alle kommentare.{{0,20}}|(?:deine|ihre) e-mail-adresse wird nicht veröffentlicht.{{0,80}}
    (?:erforderliche|pflicht)felder sind .{{0,40}}|antworten(?: auf .{{1,40}})?(?: ?[|·] ?.{{1,30}})
    kommentar (?:schreiben|melden)|diskutieren sie mit.{{0,60}}|antwort hinterlassen
    (?:laisser|laissez|ajouter|ajoutez|publier|écrire|poster|rédiger) (?:un|votre|le premier) (?:commentaire|avis|réponse).{{0,60}}
    (?:[0-9]+|aucun) commentaires?(?: .{{0,40}})?
    votre adresse (?:e-?mail|de messagerie|courriel) ne sera pas publiée.{{0,80}}|les champs obligatoires .{{0,60}}
    réagir(?: à .{{0,40}})|réagissez.{{0,40}}|signaler (?:un|ce|cet) .{{1,30}}|connectez-vous (?:pour|afin).{{0,60}}
    (?:deja|dejar|escribe|escribir|añade|añadir|publica|publicar|agrega|agregar|haz|dejanos) (?:un|tu|una) (?:comentario|respuesta|opinión|reseña).{{0,60}}
    (?:[0-9]+|sin|no hay) comentarios?(?: .{{0,40}})?
    tu (?:dirección de )?correo(?: electrónico)? no será publicad[oa].{{0,80}}
    los campos (?:obligatorios|necesarios|requeridos).{{0,60}}|inici(?:a|ar|e) sesión para .{{1,40}}
    (?:lascia|scrivi|aggiungi) un commento.{{0,60}}|(?:deixe|escreva) (?:um|seu) comentário.{{0,60}}
    [0-9]+ (?:commenti|comentários|reacties)
"""
_ASIDES = r"""
    reply|quote|like|dislike|share|report|edit|delete|link|website|name|e-?mail|comments?|message|submit
    post(?: comment)?|publish|preview|send|cancel|yes|no|[0-9]+|permalink|flag|upvote|downvote|follow|subscribe|newest
    oldest|best|top|log in|login|sign in|register|anonymous|guest|respond
    [0-9]+ (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) ago|report this|antworten|répondre|responder
    absenden|envoyer|enviar|kommentare|commentaires|comentarios|\(required\)|url|captcha|type the text
    to use this functionality|you (?:may|can) use these html tags.{0,120}|sort by|notify|all|page [0-9]+|helpful|thanks
"""
_ROLE = Role(
    button=r"reply|like reply share|like · reply|like reply",
    says=_SAYS,
    asides=_ASIDES,
    sentence=r"(?:please )?(?:log|sign) in (?:or register )?to (?:leave a |post a |add a )?(?:comment|reply)|your email address will not be published|required fields are marked|(?:[^.?!]{0,60}[,:;] )?(?:please )?(?:let (?:us|me) know|tell us|share|leave|sound off|comment|drop|post)[^.?!]{0,60} in the comments?(?: section)?(?: below)?|(?:please )?(?:leave|post|add|write) a (?:comment|reply)(?: below| here)?|be the first to (?:comment|leave .{1,20})|report (?:abuse|this comment)",
)


def detect(doc: Document) -> Iterator[Finding]:
    for start, end in role_lines(doc, _ROLE, pattern(_GATE).finditer(doc.codes)):
        repair = deletion(doc.text, start, end, "whether the page or only its text is wanted is the caller's choice")
        yield RULE.finding(start, end, "line of a comment section", confidence=0.9, repairs=[repair])


RULE = Rule(
    code="BLR110",
    name="comment-chrome",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)
