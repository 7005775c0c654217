"""A call to share the page or to follow somebody on a network, such as "Share on Facebook" or "Follow us on Instagram".

The finding is the line, with the lines of network names and counts beside it, or one such sentence inside a paragraph; its repair
takes it out, and is not SAFE, since the page may be wanted as it was.

Left alone: prose about sharing and following ("he shared the news on Facebook"), headings that are the name of a network, and
instructions of a manual.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.roles import Role, deletion, gate, role_lines
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_GATE = gate(
    r"""
    (?:click (?:here )?to |please )?(?:share|tweet|retweet|pin|like|recommend|post|save|send|email|e-mail|spread|forward)\s*(?:tweet|pin|share|like|save|email|print|this|it|on|to|via|us|with|the (?:word|love)|:|\n|\z|\||facebook|twitter|by|[\x95\xb7>\x9b\xbb,-]|[a-z]+ on |article|story|post|page)
    (?:and )?(?:follow|like|find|join|friend|add|connect with|watch|visit|catch|keep up with|subscribe to) (?:us|me|our|him|her|them|@|the|(?-i:[A-Z]))
    stay connected|connect(?: with us)?\n|social media links|facebook|twitter|linkedin
    [0-9.,]+ ?[km]? ?(?:shares?|likes?|tweets?|retweets|pins|followers)|(?:total )?shares
    (?:artikel|beitrag|seite|auf|per|diesen)? ?(?:artikel |beitrag |facebook |twitter |whatsapp |e-mail )?(?:teilen|weitersagen|twittern)
    (?:folgen sie|folge?t?) (?:uns|mir)|partage[rz]|suive[zs]|tweeter|rejoignez|compart[ei]|s.g[aue]|seguinos
    env.a(?:r)? (?:por|a)|condividi|seguici|compartilh|curta|delen|volg ons
    """,
    r"""
    (?:share|tweet) this (?:article|story|post|page)
    (?:us|me) on (?:facebook|twitter|instagram|linkedin|youtube|tiktok|social)
    (?:share|follow) on (?:facebook|twitter|linkedin|whatsapp|pinterest|reddit)
    """,
)
_NETWORK = r"(?:facebook|fb|twitter|x|linkedin|instagram|ig|pinterest|reddit|whats ?app|tumblr|google ?(?:\+|plus)|youtube|tik ?tok|snapchat|telegram|threads|mastodon|bluesky|flipboard|digg|stumble ?upon|delicious|e-?mail|messenger|vk|xing|line|pocket|print|sms|social media|email|courriel|signal|rss|discord|spotify|weibo|wechat|skype|buffer|myspace|vimeo|flickr|twitch|nextdoor|gab|parler|apple podcasts|whatsapp channel)"
_NETWORKS = rf"(?:our )?{_NETWORK}(?:(?: ?[,/|&+•·-] ?| and | or | und | et | y | e |, and |, or |: ?@?\w+,? |\s+)(?:on |via |our )?{_NETWORK}){{0,12}}"
_THING = r"(?:(?:this|the|our|it|that) ?)?(?:article|story|post|page|video|news|link|recipe|content|entry|item|blog|blog post|podcast|episode|listing|photo|gallery|quote|event|report|with (?:your )?friends|with others|with a friend|using)?"
_SENTENCE = rf"""
    (?:please |now |to )?(?:click (?:here )?to )?(?:share|tweet|post|pin|recommend|send|like|e-?mail|save|forward|print|discuss) ?{_THING} ?(?:(?:on|to|via|through|by|with|using|in|at):? {_NETWORKS})(?: ?\(?(?:opens in (?:a )?new window)\)?| page| feed| account)*
    (?:(?:you can )?(?:also )?|please |and |be sure to |don't forget to |make sure (?:you|to) )(?:follow|like|find|join|friend|add|connect with|watch|visit|catch|reach|keep up with) (?:us|me|our \w+|our (?:page|channel|team|community)|@\w+|him|her|them|the author)(?: (?:over |out |too |also )?(?:on|at|via|@):?)? (?:our )?(?:{_NETWORKS}|@\w+|social media|social)(?: (?:page|account|channel|feed|group)s?)?(?: (?:at|@|as|for|to|and|:|\().{{0,120}})?
    follow (?:@\w+|(?:[\w.'’&@-]+ ){{1,6}}on {_NETWORKS})(?: (?:and|at|for|to|@|:) .{{0,80}})?
    like (?:(?:[\w.'’&-]+ ){{1,5}})on facebook(?: .{{0,60}})?
"""
_SAYS = (
    _SENTENCE
    + rf"""
    (?:please )?(?:share|tweet|pin|recommend|e-?mail) (?:this|it|the) ?(?:article|story|post|page|video|news|link|recipe|content|entry|item|blog post|podcast|episode|listing|quote|event|report)?(?: (?:with|on|via|to|now|using) .{{0,60}})?
    share ?{_THING}:? ?{_NETWORKS}
    share (?:it|this|on|via|with friends|with others|options|now|the love|the story|to your network|your thoughts on .{{1,30}})
    share ?[/|&]? ?(?:save|print|tweet|follow|bookmark|discuss)|share buttons?|shares?:? ?[0-9][0-9.,]* ?[km]?
    share (?:it |this )?with (?:your|others|friends|a friend|everyone).{{0,40}}|sharing is caring
    spread the (?:word|love)|tell your friends|share with your friends
    (?:tweet|retweet|pin) (?:this|it|on)|pin it(?: on pinterest)?|click to tweet
    like (?:us|this|this page|this post|this article|our page)(?: on .{{1,30}})?|like this:?(?: like)?(?: loading)?
    like ?[/|,&]? ?(?:share|comment|tweet)(?: ?[/|,&]? ?(?:comment|share|reply))?
    [0-9][0-9.,]* ?[km]?\+? ?(?:total )?(?:shares?|likes?|tweets?|retweets|pins|followers|fans|reposts|reactions)(?: on .{{1,20}})?
    total shares|be the first (?:of your friends )?to like this
    follow us|follow (?:me|@\w+)
    follow us (?:here|online|elsewhere|on social(?: media)?|@\w+|for (?:more|the latest|daily).{{0,60}})
    follow on {_NETWORK}|find us(?: (?:on|online).{{0,60}})?|join us on .{{1,60}}
    connect with (?:us|me)(?: (?:on|via|through|here|online).{{0,60}})?|let's connect
    (?:stay|get|keep) (?:connected|social)(?: with us.{{0,30}})?
    join (?:the|our) (?:conversation on .{{1,40}}|facebook (?:group|page|community).{{0,40}}|(?:telegram|whatsapp|discord) (?:channel|group|server).{{0,40}})
    follow (?:our|the) .{{1,60}}(?:facebook|twitter|instagram|channel|page|telegram|whatsapp|linkedin).{{0,40}}
    social (?:media )?(?:links|share|sharing|media)
    (?:share|tweet|pin|like|save|print|email|{_NETWORK})(?:(?: ?[,/|&•·-] ?|\s+)(?:share|tweet|pin(?: it)?|like|save|print|email|comment|{_NETWORK})){{2,12}}
    {_NETWORK}(?: ?[,/|&•·-] ?|\s+){_NETWORK}(?:(?: ?[,/|&•·-] ?|\s+){_NETWORK}){{0,12}}
    (?:(?:diesen |den )?(?:artikel|beitrag|seite|link|post)(?: jetzt)? )?(?:(?:auf|bei|via|per|über|mit) {_NETWORKS} )?(?:teilen|weitersagen|weiterempfehlen|twittern|posten|versenden|verschicken|mailen)(?: (?:auf|bei|via|per|über|mit) {_NETWORKS})?
    teilen sie (?:diesen|den) .{{1,60}}|(?:folgen sie|folge|folgt) (?:uns|mir|@\w+)(?: (?:auf|bei|in|auch).{{1,60}})?
    partage[rz](?: (?:cet article|cette page|sur|par|via|l'article|ce contenu|avec|:).{{0,60}})?
    (?:suivez|suis|rejoignez)[- ](?:nous|moi)(?: (?:sur|aussi|:).{{0,60}})?|tweeter(?: cet article)?
    envoyer (?:par (?:e-?mail|courriel)|à un ami)
    compart(?:ir?|e|a)(?: (?:en|este|esta|por|vía|con|el|la|:|artículo).{{0,60}})?
    (?:síguenos|síganos|sígueme|seguinos|síguelo)(?: (?:en|también|a través).{{0,60}})?
    enviar por (?:e-?mail|correo(?: electrónico)?|whatsapp)|condividi(?: (?:su|questo|via|con|l'articolo).{{0,60}})?
    seguici(?: (?:su|anche).{{0,60}})?|compartilh(?:e|ar)(?: (?:no|na|via|este|por|isso|em).{{0,60}})?
    siga-nos(?: (?:no|na|em|também).{{0,60}})?|delen(?: (?:op|via).{{0,40}})?|deel (?:dit|op|via).{{0,40}}
    volg ons(?: (?:op|via|ook).{{0,40}})?
    """
)
_ASIDES = rf"""
    {_NETWORKS}|share|tweet|pin|like|comments?|save|print|copy(?: link)?|link copied|email|more|[0-9.,]+ ?[km]?|reply
    bookmark|follow|(?:share )?this|click to (?:share|print|email).{{0,60}}|\(?opens in (?:a )?new window\)?|send|post
    plus
"""
_ROLE = Role(says=_SAYS, asides=_ASIDES, sentence=_SENTENCE, button=r"share|tweet|retweet")


def detect(doc: Document) -> Iterator[Finding]:
    for start, end in role_lines(doc, _ROLE, pattern(_GATE).finditer(doc.codes)):
        repair = deletion(doc.text, start, end, "whether the page or only its text is wanted is the caller's choice")
        yield RULE.finding(start, end, "call to share or to follow", confidence=0.9, repairs=[repair])


RULE = Rule(
    code="BLR106",
    name="share-line",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)
