"""A call to subscribe, to join or to give, such as "Sign up for our newsletter" or "Become a member today".

The finding is the line, or such a sentence inside a paragraph; its repair takes it out, and is not SAFE, since the page may be
wanted as it was.

Left alone: prose in which somebody subscribes, donates or signs up, instructions that say how a program subscribes to events, and
lines that invite to take part in what the text is about.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.roles import Role, deletion, gate, role_lines
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_GATE = gate(
    r"""
    (?:please )?(?:click here to |to )?(?:sign(?:ing)? up|subscribe|register|join|enroll|opt[- ]in|enter your e-?mail|enter e-?mail|your e-?mail|e-?mail address|become|unsubscribe|don.t miss|never miss|no spam|you (?:can|may) (?:also )?unsubscribe|by (?:signing|subscribing|submitting|registering|entering))
    get (?:the|our|all|your|more|free|daily|weekly|news|breaking|access|notified|unlimited|it|email)
    stay (?:up|informed|in|updated|on top|tuned)|want (?:more|to|stories|the)|like what you|enjoying this|enjoyed this
    already (?:a|an|subscribed)
    support (?:us|our|independent|quality|local|this|the|journalism|(?:fearless|non-?profit|public) journalism)|donate
    make a (?:donation|contribution|gift)|(?:your )?(?:donation|contribution|subscription)|make sure
    thank(?:s| you) for (?:subscribing|signing|joining|reading|your (?:sub|sign|int))|download (?:our|the)|get our
    we(?:.ll| will) (?:never|not)|we (?:never|don.t|hate|respect)|check your inbox|something went|success|newsletters?
    e-?mail (?:newsletter|alerts|updates)|start your|you.ve (?:reached|used|read)|you have (?:reached|used|read)
    to (?:continue|keep) reading|support the|try (?:it )?free|sent to your
    receive (?:the|our|daily|weekly|news|email|updates)|this (?:story|article|content) is (?:for|only|exclusive)
    subscriber|limited time|(?:listen|subscribe) (?:on|to|in|via)|available (?:on|wherever)
    if you (?:like|enjoy|love|found|value|appreciate)|join (?:over|more|our|the|thousands)|delivered|unlock
    (?:view|see|read) (?:our )?(?:privacy|subscription)|for (?:just|only|as little)
    (?:jetzt |hier )?(?:unseren |den |zum )?newsletter|abonnieren|jetzt abonnieren|melden sie sich|melde dich
    keine (?:nachricht|news|artikel)|abonnez|inscrivez|s.abonner|s.inscrire|je m.abonne|recevez|d.j. abonn|suscr
    reg.strate|recib[ea]|ap.ntate|iscriviti|abbonati|ricevi|assine|inscreva|receba|schrijf (?:je|u) in|meld (?:je|u) aan
    """,
    r"""
    newsletter|mailing list|your (?:inbox|mailbox)|(?:sign up|subscribe) (?:here |now |today )?(?:to|for) our
    """,
)
_MAIL = r"(?:news ?letters?|mailing lists?|e-?mails?|(?:e-?mail )?(?:updates?|alerts?|lists?|notifications?)|digest|briefings?|rss|feed|podcasts?|channel|inbox|bulletin|round-?ups?|magazine|mailbox|youtube|text (?:alerts|messages)|breaking news|coverage|print edition|print|free trial)"
_SENTENCE = rf"""
    (?:.{{0,60}}\b(?:you can |please |to |and |now |here |, ))?(?:sign(?:ing)? up|subscribe|register|opt[- ]in|enroll)(?: here| now| today| below| free| for free| by email)?,? (?:to|for|with|and|via) (?!this (?:event|class|topic)).{{0,100}}\b{_MAIL}\b.{{0,120}}
    (?:get|receive|have|want) .{{0,100}}(?:delivered|sent|straight|right|directly|emailed|in|to|into).{{0,30}} your (?:inbox|e-?mail|mailbox|phone|door).{{0,100}}
    join (?:over |more than |our |the |thousands of |[0-9,.]+k?\+? ?){{1,3}}.{{0,40}}(?:mailing list|newsletter|subscribers|readers who|email list|e-mail list).{{0,80}}
    (?:please )?(?:consider )?(?:becoming|become) an? (?:.{{1,30}} )?(?:member|subscriber|patron|supporter|sustainer|donor)(?: (?:today|now|here|of|to|for|and|at|on).{{0,100}})?
    (?:enter|submit|type|provide|add) your e-?mail(?: address)?.{{0,100}}
    (?:melden sie sich|melde dich) .{{0,60}}(?:newsletter|e-mail).{{0,40}}|(?:inscrivez|abonnez)-vous .{{0,120}}
    (?:suscríbete|suscríbase|regístrate|apúntate) .{{0,120}}|iscriviti .{{0,80}}newsletter.{{0,60}}
    (?:assine|inscreva-se) .{{0,100}}
"""
_SAYS = (
    _SENTENCE
    + rf"""
    (?:click here to |please )?(?:subscribe|sign ?up|register|join)(?: (?:(?:now|today) (?:for|to|and) [^,;]{{1,60}}|here|now|today|free|for free|us|via (?:e-?mail|rss|itunes)|by e-?mail|to (?:our|the|this|my|keep|read|continue|unlock|get|receive|[A-Z][\w’']+) ?.{{0,80}}|for (?:our|the|free|more|just|only|as|updates|e-?mail).{{0,80}}|with .{{0,30}}|on (?:youtube|itunes|apple|spotify|android|google).{{0,40}}|and (?:save|get|never|support|receive).{{0,60}}|in (?:a reader|itunes).{{0,20}}|wherever .{{0,40}}|or (?:log|sign) in.{{0,30}}))?
    (?:our |free |daily |weekly |e-?mail )*news ?letters?(?: sign-?up| subscription| archive| preferences)?
    e-?mail (?:updates|alerts|newsletters?|sign-?up|subscription|list)(?: .{{0,30}})?
    (?:your |enter |the )?e-?mail address(?: required)?|your e-?mail(?: address)?(?: \*)?
    (?:never|don't|do not) miss (?:a|an|out|any|the|our|another) ?.{{0,80}}
    stay (?:up[- ]to[- ]date|informed|in the (?:loop|know)|updated|on top of|tuned|connected)(?: (?:with|by|on|about|of|and|for|to).{{0,100}})?
    want (?:more|to (?:stay|get|receive|read more|support|hear)|stories like this|the latest) ?.{{0,120}}
    get (?:the|our|all the|your|free|daily|weekly|breaking|email|news|more|unlimited|full|notified|instant) .{{0,40}}(?:{_MAIL}|app|access|news|stories|updates|latest|for free|subscri\w+).{{0,80}}
    get (?:access|notified|updates|the app|our app|started|email alerts)
    (?:you (?:can|may) (?:also )?)?unsubscribe(?: (?:at any time|any ?time|here|with one click|from .{{0,60}}|whenever.{{0,20}}|link))?
    (?:you can|cancel|opt out) .{{0,30}}(?:at )?any ?time|no spam.{{0,40}}
    we (?:never|don't|won't|will never|will not|'ll never|hate|promise) .{{0,40}}(?:spam|share|sell|email).{{0,60}}
    we (?:respect|value|care about) your (?:privacy|inbox).{{0,60}}|we'll (?:never|send) .{{0,80}}
    by (?:signing up|subscribing|submitting|registering|entering|clicking|providing|joining).{{0,80}}(?:you|your) .{{0,160}}
    (?:thank you|thanks) for (?:subscribing|signing up|joining|your (?:subscription|interest)|registering|reading).{{0,80}}
    (?:please )?check your (?:inbox|email).{{0,80}}
    you(?:'re| are| have been)(?: now| successfully)* (?:subscribed|signed up|registered|on the list).{{0,60}}
    you(?:'ve|’ve| have) (?:reached|used|read) .{{0,40}}(?:limit|free|articles|stories).{{0,100}}
    (?:to|please) (?:continue|keep|go on) reading.{{0,60}}(?:subscri|log ?in|sign|regist|account|member).{{0,80}}
    (?:subscribe|log in|sign in|register|create an account) to (?:continue|keep|read|unlock).{{0,80}}
    support (?-i:The [A-Z]\w+(?: [A-Z]\w+){{0,2}})
    already (?:an? )?(?:subscriber|member|subscribed|have a subscription|registered).{{0,80}}
    not (?:a|yet a) (?:subscriber|member).{{0,60}}
    (?:this (?:story|article|content|post) is )?(?:for |available )?(?:only |exclusive(?:ly)? )?(?:available )?(?:for|to) (?:our )?(?:paid |paying )?(?:subscribers|members)(?: only)?
    subscribers? only|unlock (?:this|unlimited|full|the).{{0,60}}
    start your (?:free )?(?:trial|subscription|membership).{{0,60}}|(?:try|start) (?:it )?(?:for )?free(?: .{{0,40}})?
    subscription options|limited[- ]time offer.{{0,60}}|for (?:just|only|as little as) [$£€]?[0-9].{{0,60}}
    (?:please )?(?:help |consider )?support(?:ing)? (?:us|our (?:work|journalism|mission|reporting|newsroom)|(?:independent|quality|local|non-?profit|fearless|public|this|the) ?.{{0,30}}(?:journalism|site|podcast|blog|channel|reporting|project|media|newsroom|work|show)).{{0,100}}
    support .{{0,30}} on patreon|donate(?: (?:now|today|here|online|to .{{1,50}}|via .{{1,30}}|with .{{1,30}}))?
    make a (?:tax-deductible )?(?:donation|contribution|gift)(?: .{{0,60}})?
    your (?:donation|contribution|support|gift|subscription) (?:helps|makes|keeps|will|is|supports|goes).{{0,100}}
    if you (?:like|enjoy|love|liked|enjoyed|found|value|appreciate) .{{0,80}}(?:subscrib|sign up|support|donat|newsletter|patreon|member|follow|shar).{{0,100}}
    like what you(?:'re| are)? (?:see|read|reading|seeing).{{0,80}}
    (?:enjoying|enjoyed) (?:this|the) (?:article|post|story|newsletter|podcast|content).{{0,80}}|newsletter .{{0,40}}
    (?:download|get|try) (?:our|the) (?:free )?(?:new )?(?:[\w ]{{0,30}})?apps?(?: (?:today|now|for|on|from|here|to|and|in).{{0,80}})?
    (?:available|download|get it|listen|find us) on (?:the )?(?:app store|google play|apple podcasts|itunes|spotify|stitcher|amazon|iheart).{{0,80}}
    (?:listen (?:to|on)|subscribe (?:on|to|via|in)) .{{0,60}}(?:itunes|spotify|stitcher|apple podcasts|google play|rss|overcast|wherever|soundcloud|iheart|youtube).{{0,60}}
    (?:jetzt |hier )?(?:unseren |den |kostenlosen |zum )*newsletter(?: .{{0,40}})?(?:abonnieren|bestellen|anmelden|anmeldung)
    (?:jetzt )?(?:kostenlos )?(?:abonnieren|anmelden)(?: und .{{0,60}})?|abonnieren sie .{{0,80}}
    keine? .{{0,30}} (?:mehr )?verpassen.{{0,40}}|melden sie sich .{{0,60}} an
    s'(?:abonner|inscrire)(?: .{{0,60}})?|je m'(?:abonne|inscris)(?: .{{0,40}})?|recevez .{{0,100}}|déjà abonné.{{0,40}}
    (?:inscription|abonnement) à la (?:newsletter|lettre).{{0,40}}|abonnez-vous(?: .{{0,80}})?|inscrivez-vous
    (?:suscríbete|suscríbase|suscribirse|suscribirme|regístrate|apúntate)(?: .{{0,80}})?
    recib[ea] .{{0,80}}(?:correo|bolet|newsletter|noticias|novedades|email|e-mail).{{0,40}}|iscriviti(?: .{{0,60}})?
    abbonati(?: .{{0,40}})?|ricevi .{{0,60}}|assine(?: .{{0,60}})?|inscreva-se(?: .{{0,60}})?|receba .{{0,60}}
    (?:schrijf|meld) (?:je|u) (?:in|aan).{{0,60}}
    """
)
_ASIDES = r"""
    it's free|free|no thanks|maybe later|close|submit|go|sign me up|yes|ok|continue|next|e-?mail(?: address)?(?: \*)?
    first name|last name|name|zip(?: code)?|privacy policy|terms(?: of (?:use|service))?|log in|sign in|learn more
    \* ?indicates required.{0,20}|required|leave this field (?:empty|blank).{0,30}|invalid email.{0,30}
    you can unsubscribe .{0,40}|(?:see|read|view) our privacy.{0,30}
    .{0,80}\b(?:privacy policy|unsubscribe|recaptcha)\b.{0,80}
    every (?:day|morning|week|weekday|friday|sunday|monday).{0,40}|monthly|weekly|daily|success
"""
_ROLE = Role(says=_SAYS, asides=_ASIDES, sentence=_SENTENCE, share=0.7)


def detect(doc: Document) -> Iterator[Finding]:
    for start, end in role_lines(doc, _ROLE, pattern(_GATE).finditer(doc.codes)):
        repair = deletion(doc.text, start, end, "whether the page or only its text is wanted is the caller's choice")
        yield RULE.finding(start, end, "call to subscribe or to give", confidence=0.9, repairs=[repair])


RULE = Rule(
    code="BLR107",
    name="subscribe-call",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)
