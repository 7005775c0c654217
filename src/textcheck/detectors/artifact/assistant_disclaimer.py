"""A sentence in which a language model speaks of itself or refuses: `As an AI language model, I ...`, `I'm sorry, but I can't assist with that.`.

So speaks no author. It is a repair to take the sentence out, UNSAFE because what it says besides may be wanted. English, French, German, Spanish,
Portuguese and Italian forms are known.

Left alone: such sentences in quotation marks or backticks; people who speak of their work ("as an AI researcher, I"), of language models in the
third person, or who are sorry that they cannot come. Where a text speaks of chatbots and prompts, a finding is a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.expressions import expression
from textcheck.residue import Standing, in_quotation, removal, sentence, standing
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_APOSTROPHE = rb"['\x92]"
_MODEL = rb"(?:AI|A\.I\.|artificial intelligence)(?:[- ](?:large|language|text[- ]based|generative|chat|virtual|digital|powered))*(?:[- ](?:model|assistant|chatbot|bot|program|system))?"
_I_AM = rb"\bI(?:" + _APOSTROPHE + rb"m| am)"
_CANNOT = (
    rb"(?:cannot|can"
    + _APOSTROPHE
    + rb"t|can not|am (?:unable|not able) to|"
    + _APOSTROPHE
    + rb"m (?:unable|not able) to|won"
    + _APOSTROPHE
    + rb"t be able to|don"
    + _APOSTROPHE
    + rb"t feel comfortable)"
)
_PHRASE = (
    rb"(?i:"
    + rb"|".join(
        (
            rb"\bas (?:an? )?(?:(?:responsible|helpful|ethical|friendly|conversational|advanced|neutral|virtual|text-based) )*"
            + _MODEL
            + rb"(?:,? I\b|,? my\b|, it is (?:not|important)|,? (?:developed|trained|created|designed|programmed) (?:by|to)\b)",
            rb"\bas a (?:large |generative )?language model(?:,? I\b|,? my\b|,? (?:developed|trained|created) by)",
            _I_AM
            + rb" (?:just |only |simply |merely |actually )?(?:an? "
            + _MODEL
            + rb"(?:,|\.| and (?:I )?(?:do|can|am|have)| so| (?:developed|trained|created|designed|without|that|here)| I)|"
            rb"a (?:large )?language model|ChatGPT|a machine learning model)",
            _I_AM + rb" (?:very |so |really )?sorry,? (?:but )?I ",
            rb"\b(?:sorry|apologi[sz]e|apologies|unfortunately),? (?:but )?I(?: am|"
            + _APOSTROPHE
            + rb"m)? ?(?:cannot|can"
            + _APOSTROPHE
            + rb"t|unable to|not able to|won"
            + _APOSTROPHE
            + rb"t) (?:be able to )?(?:assist|fulfil|comply|provide|generate|create|continue with|complete|access|browse|engage|help)",
            rb"\bI "
            + _CANNOT
            + rb" (?:to )?(?:assist (?:with|you)|fulfill? (?:this|that|your|the)|comply with (?:this|that|your)|help (?:you )?with (?:this|that) (?:request|question|task|topic)|"
            rb"provide (?:assistance|medical|legal|financial|real-time|personal|information (?:on|about) (?:illegal|how))|generate (?:content|explicit|that|this|inappropriate|images)|"
            rb"engage (?:in|with) (?:this|that|such)|browse|access (?:external|real-time|the internet|current|websites|links|files)|create (?:content|explicit) )",
            rb"\bit (?:is|would be) (?:not appropriate|inappropriate) for me to (?:generate|provide|create|write|produce)\b",
            rb"\bmy (?:last |latest )?(?:knowledge (?:cut-?off|update)|training (?:data|cut-?off)|programming (?:does|prevents|prohibits))",
            rb"\b(?:as of|since) my last (?:update|training|knowledge|data)",
            rb"\bI (?:do not|don"
            + _APOSTROPHE
            + rb"t|lack|cannot) (?:have )?(?:personal (?:opinions|experiences?|beliefs|feelings|emotions|preferences)|access to (?:real-time|current|up-to-date|the internet|external|live|your)|"
            rb"the (?:ability|capability) to (?:browse|access|search|feel|experience|generate)|real-time (?:access|information|data)|browsing capabilit)",
            rb"\bmy knowledge (?:was last updated|only (?:goes|extends)|is (?:limited to|current up to))|\bOpenAI"
            + _APOSTROPHE
            + rb"s (?:content|usage) polic",
            rb"\bI was (?:trained|developed|created) by (?:OpenAI|Anthropic|Google|Meta|DeepMind|Mistral|DeepSeek|Microsoft|Alibaba)",
            rb"\b(?:violates?|goes against|against) (?:OpenAI"
            + _APOSTROPHE
            + rb"s|my|our) (?:use case|content|usage|safety|ethical|programming) ?(?:policy|policies|guidelines)",
            rb"\bmy (?:ethical |safety |content )guidelines\b",
            rb"\ben tant qu(?:e mod\xe8le de langage|"
            + _APOSTROPHE
            + rb"(?:IA|intelligence artificielle|assistant virtuel|assistant IA))",
            rb"\bals (?:ein )?(?:KI[- ](?:Sprachmodell|Modell|Assistent)|gro\xdfes Sprachmodell|Sprachmodell|KI,? (?:kann|habe|bin))",
            rb"\bcomo (?:un |uma? )?(?:modelo de (?:lenguaje|linguagem)|inteligencia artificial,|intelig\xeancia artificial,|asistente (?:de IA|virtual),)",
            rb"\bin quanto (?:modello linguistico|intelligenza artificiale|IA,)",
            rb"\bje suis d\xe9sol\xe9e?, mais je ne (?:peux|suis) pas (?:r\xe9pondre|vous aider|fournir|en mesure|traiter|capable)",
            rb"\blo siento, pero no puedo (?:ayudar|asistir|cumplir|proporcionar|generar|responder)",
            rb"\b(?:es tut mir leid|tut mir leid), aber ich kann (?:dabei|Ihnen dabei|dir dabei|diese Anfrage|bei dieser)",
            rb"\bdesculpe, mas n\xe3o posso (?:ajudar|fornecer|atender|gerar)",
        )
    )
    + rb")"
)
# After "I'm sorry, but I", what a model goes on with.
_REFUSES = (
    rb"(?i:"
    + _I_AM
    + rb" (?:very |so |really )?sorry,? (?:but )?(?:I |as an? "
    + _MODEL
    + rb",? I )"
    + _CANNOT[:-1]
    + rb"|am programmed|do not have|don"
    + _APOSTROPHE
    + rb"t have|must decline|was not able to find) (?:to )?"
    rb"(?:assist|fulfil|comply|provide|generate|create|continue|complete|access|browse|engage|help (?:you )?with|answer that|discuss|write (?:about|that|this|content)|support|respond|offer|process|enough information|information|to assist)"
    rb")"
)


# People cannot do these things either; what a model cannot do is said after them.
_WEAK = expression(
    r"\b(?:provide|create|complete|access|engage|help(?: you)?(?: with)?|discuss|support|respond|offer|process|continue(?: with)?)\Z",
    re.IGNORECASE,
)
_OBJECT = expression(
    r"\s+(?:you )?(?:with |in |to )?(?:any |the |an? |such |your |specific |further |more |detailed |real-time |current |personal |medical |legal |financial |explicit |accurate |"
    r"additional |harmful |illegal |external |kind of |type of )*(?:information|assistance|advice|guidance|instructions|details|content|response|answers?|support|that|this|it\b|opinions?|"
    r"data|recommendations?|links?|images?|text|requests?|conversations?|tasks?|internet|websites?|files?|questions?|topics?|activit|material)",
    re.IGNORECASE,
)


def detect(doc: Document) -> Iterator[Finding]:
    text, codes = doc.text, doc.codes
    done = 0
    for match in pattern(_PHRASE).finditer(codes):
        start, end = match.span()
        if start < done or in_quotation(text, start):
            continue
        phrase = codes[start:end].lower()
        if b"sorry" in phrase and phrase[-2:] == b"i ":
            refusal = pattern(_REFUSES).match(codes, start)
            if refusal is None:
                continue
            end = refusal.end()
        if _WEAK.search(text, max(start, end - 10), end) and _OBJECT.match(text, end) is None:
            continue
        left, right = sentence(text, start, end)
        around = standing(doc, left, right)
        if doc.is_verbatim(start, end) or (around is Standing.NOTATION and right - left > 400):
            continue
        done = right
        talk = around is Standing.TALK
        first, last = removal(text, left, right)
        yield RULE.finding(
            left,
            right,
            "a language model speaks of itself or refuses",
            confidence=0.5 if talk else 0.93,
            severity=Severity.NOTE if talk else Severity.ERROR,
            repairs=[Repair(first, last, "", UNSAFE, 0.8, "what else the sentence says may be wanted")],
        )


RULE = Rule(
    code="ART115",
    name="assistant-disclaimer",
    severity=Severity.ERROR,
    detect=detect,
    gate=_PHRASE,
    gated_with="prose",
)
