"""What a paywall shows instead of the rest of an article: "Subscribe to continue reading", "This article is for subscribers only".

A document with such a line mostly lacks its text: a warning where the line stands at the end, a note elsewhere. The repair takes
the line away; it is UNSAFE, since the line is the only sign that text is missing.

Left alone: sentences about paywalls and subscriptions in running text ("readers subscribe to the paper"), newsletters' calls that ask for nothing
in return for the text ("Subscribe to our newsletter"), and quoted code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_TEXT = rb"(?:article|story|content|post|page|report|piece|edition|section|analysis|newsletter|archive|episode)"
_JOIN = rb"(?:subscribe|sign in|log ?in|sign up|register|join|create (?:a |an )?(?:free )?account|become a (?:paid |premium )?(?:subscriber|member)|upgrade|start your [^\n.]*trial|buy a subscription|purchase a subscription)"
_READ = rb"(?:(?:continue|keep|finish|start) reading|read (?:on|more|the (?:full|rest|whole|entire)|this|full|our|all)|(?:get |gain )?(?:unlimited |full |instant )?access|unlock|view (?:this|the full)|see the (?:full|rest)|enjoy unlimited)"
_STUBS = (
    _JOIN + rb"(?: now| today| here)?(?: or [a-z ]+)?(?:,? (?:to|for|and)) " + _READ,
    rb"to (?:continue|keep|finish) reading[^.\n]*,? (?:please )?(?:subscribe|sign|log|register|create|become|start|upgrade|purchase)",
    rb"to (?:read|access|view|unlock) (?:the |this )?(?:full |rest of (?:the|this) |entire |whole )?"
    + _TEXT
    + rb",? (?:please )?(?:subscribe|sign|log|register|create|become|start|upgrade|purchase|you (?:must|need))",
    rb"(?:this|the full|the rest of this|the remainder of this) "
    + _TEXT
    + rb"(?: is| is only| is exclusively)? (?:(?:only |exclusively )?(?:available |reserved |visible )?(?:to|for) (?:our |paid |paying |registered |premium |logged-in )*(?:subscribers|members|users|customers)|behind a paywall|locked)",
    rb"this is (?:premium|subscriber|members?|exclusive)[ -](?:only )?(?:content|article|story)",
    rb"(?:subscriber|member|premium|subscribers|members)[ -](?:only|exclusive)(?: content| article| story)?[ \t]*(?:\r?\n|\z)",
    rb"(?:for|exclusive to) (?:paid |paying |registered |premium )?(?:subscribers|members) only",
    rb"already (?:a |have a |an )?(?:subscriber|member|subscription|subscribed|account|registered)[?,.]? ?(?:please )?(?:sign|log|click|$|\n)",
    rb"(?:you have|you've|you\x92ve) (?:reached|read|used|run out of|hit)[^.\n]*(?:free (?:articles?|stories|views)|article limit|limit of[^.\n]*(?:articles|stories))",
    rb"(?:you have|you've|you\x92ve) [0-9a-z]+ (?:free )?(?:articles?|stories) (?:left|remaining)",
    rb"(?:subscription|registration|membership|login|log-in) (?:is )?required (?:to|for) (?:read|access|view|continue|this|full)",
    rb"(?:please )?(?:log ?in|sign in|subscribe|register) (?:or (?:log ?in|sign in|subscribe|register|sign up)[a-z ]*)?to (?:read|view|access|see|continue|unlock)",
    rb"unlock (?:this|the full|the rest of this|unlimited|full) (?:" + _TEXT + rb"|access)",
    rb"(?:want|wish) to read (?:more|on|the rest)\? ?(?:subscribe|sign|log|register)",
)
_STUB = rb"(?i)(?:^|\n|[.!?\x85\"\x94)\]]\s|\x95 ?)[ \t>*#-]*(?:" + rb"|".join(_STUBS) + rb")"
# What every stub begins with, or holds; bounded, since all gates are one automaton.
_GATE = (
    rb"(?i)(?:^|\n|[.!?\x85\"\x94)\]]\s|\x95)[ \t>*#-]*(?:"
    rb"(?:subscribe|sign in|log ?in|sign up|register|join|create (?:a |an )?(?:free )?account|become a |upgrade|start your |buy a sub|purchase a sub)"
    rb"[a-z]*(?: now| today| here)?(?: or |,? to |,? for |,? and )"
    rb"|become a (?:paid |premium )?(?:subscriber|member) |start your |to (?:continue|keep|finish) reading"
    rb"|to (?:read|access|view|unlock) (?:the|this|full|rest|entire|whole|" + _TEXT + rb")"
    rb"|(?:this|the full|the rest of this|the remainder of this) "
    + _TEXT
    + rb" (?:is|only|exclusively|available|reserved|visible|to|for|behind|locked)"
    rb"|this is (?:premium|subscriber|member|exclusive)"
    rb"|(?:subscribers?|members?|premium)[ -](?:only|exclusive)|(?:for|exclusive to) (?:paid |paying |registered |premium )?(?:subscribers|members) only"
    rb"|already (?:a |have |subscribed|registered)|(?:you have|you['\x92]ve) (?:reached|read|used|run out|hit|[0-9a-z]+ (?:free )?(?:articles?|stories))"
    rb"|(?:subscription|registration|membership|login|log-in) (?:is )?required |please (?:log ?in|sign in|subscribe|register) "
    rb"|unlock (?:this|the|unlimited|full)|(?:want|wish) to read )"
)
_LONGEST = 260
# Code points after a stub that are its own terms rather than the text of an article.
_TAIL = 600


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    last = -1
    for match in pattern(_STUB).finditer(doc.codes):
        start = match.start()
        if not (start == 0 or text[start - 1] == "\n") or not text[start].isalnum():
            start += 1
        while start < match.end() and not text[start].isalnum():
            start += 1
        if start < last:
            continue
        end = text.find("\n", start, start + _LONGEST)
        if end < 0 and len(text) - start <= _LONGEST:
            end = len(text)
        elif end < 0:
            stop = re.compile(r"[.!?](?:\s|$)").search(text, match.end() - 1, match.end() + _LONGEST)
            end = stop.start() + 1 if stop else min(len(text), match.end())
        end = start + len(text[start:end].rstrip())
        before = text[max(0, start - 2) : start].strip()
        if before in ("“", '"', "‘") or doc.is_verbatim(start, end) or end <= start:
            continue
        last = end
        at_end = len(text) - end <= _TAIL
        yield RULE.finding(
            start,
            end,
            f"a paywall's words stand for the rest of the text: {text[start:end][:60]!r}",
            confidence=0.9 if at_end else 0.6,
            severity=Severity.WARNING if at_end else Severity.NOTE,
            repairs=[Repair(start, end, "", UNSAFE, 0.8, "the line is the only sign that text is missing")],
        )


RULE = Rule(
    code="TRN107",
    name="paywall-stub",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
