"""What a language model says before or after the text it was asked for: `Certainly! Here is a rewritten version:`, `I hope this helps!`.

An opening that hands over a text, and any framing in a text that has several, is a warning. A single closing, such as people write in letters and
in forums, too, is a note. It is a repair to take the sentence out, UNSAFE because a person may have meant it.

Left alone: such sentences in quotation marks or backticks, `Of course,` and `Sure,` at the beginning of an argument, "here is the house"
and whatever else is not handed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.expressions import expression
from textcheck.residue import Standing, in_quotation, removal, sentence, standing
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_A = rb"['\x92]"
_YES = rb"(?:Certainly|Sure(?: thing)?|Absolutely|Of course|Great|Okay|Definitely|Got it|Understood|No problem|Gladly|Alright|Happy to help)"
_MADE = (
    rb"(?:rewritten|revised|re-?worded|rephrased|paraphrased|polished|improved|edited|corrected|shortened|condensed|summari[sz]ed|expanded|simplified|"
    rb"translated|updated|refined|concise|humani[sz]ed|reworked|proofread|formatted|cleaned[- ]up|more (?:formal|concise|engaging|professional|natural|casual|detailed|human-like|polished))"
)
_WORK = (
    rb"(?:version|rewrite|paraphrase|summary|translation|draft|outline|revision|breakdown|response|list|article|essay|blog post|text|paragraph|"
    rb"passage|story|poem|email|letter|example|answer|overview|explanation|guide|analysis|suggestions?|ideas|options|tips|steps|code|content|post|"
    rb"description|report|speech|script|table|review|introduction|conclusion|sentence)s?"
)
_OPENING = (
    rb"(?:"
    + rb"|".join(
        (
            rb"\b"
            + _YES
            + rb"[!,.] (?:[Hh]ere(?:"
            + _A
            + rb"s| is| are)|[Bb]elow (?:is|are)|I(?:"
            + _A
            + rb"d| would) be (?:happy|glad) to (?:help|assist|provide|rewrite|write|create|explain|summari)|I(?:"
            + _A
            + rb"ll| will| can) (?:help|provide|write|rewrite|create)|[Ll]et me (?:help|provide|rewrite|break|explain))[^.!?:\n]*[.:!]?",
            rb"\b(?:[Hh]ere(?:"
            + _A
            + rb"s| is| are)|[Bb]elow (?:is|are)) (?:an? |the |your |my |some |one |two |three |five |ten )?(?:possible |slightly |more |fully |newly |completely )?"
            + _MADE
            + rb" (?:[a-z-]+ ){0,3}?"
            + _WORK
            + rb"\b[^.!?:\n]*[.:!]?",
            rb"(?:\A|\n)(?:[Hh]ere(?:"
            + _A
            + rb"s| is| are)|[Bb]elow (?:is|are)) (?:an? |the |your |my |some |[0-9]+ )?(?:[a-z-]+ ){0,4}?"
            + _WORK
            + rb"\b[^.!?;\n]*:",
            rb"\bAs (?:you )?requested, (?:here|below)(?:"
            + _A
            + rb"s| is| are)\b[^.!?:\n]*[.:!]?|(?:\A|\n)(?:Great|Good|Excellent) question[!.]",
            rb"\bI(?:"
            + _A
            + rb"ve| have) (?:rewritten|revised|rephrased|paraphrased|edited|polished|summari[sz]ed|improved) (?:the|your|this) (?:text|article|paragraph|passage|essay|email|content|draft|sentence)\b",
        )
    )
    + rb")"
)
_CLOSING = (
    rb"(?i:"
    + rb"|".join(
        (
            rb"\bI hope (?:this|that|these|it) (?:[a-z]+ ){0,3}?(?:helps?(?:[.!,;]| you\b| clarif| to clarif|\s*\z|\n)|(?:is|was|are|were|proves) (?:helpful|useful)|meets? your|works for you|answers? your|clarif|gives you)",
            rb"\bhope (?:this|that) helps",
            rb"\bI hope you (?:find|found|will find) (?:it|this|these|that)(?: [a-z]+){0,2} (?:useful|helpful|informative)",
            rb"\bI apologi[sz]e for (?:the|any|my) (?:confusion|oversight|mistake|error|misunderstanding) in (?:my|the) (?:previous|earlier|last|prior) (?:response|answer|message|reply)",
            rb"\(note: (?:this|the) (?:text|article|essay|response|story|summary|paragraph|post) (?:is|contains|has) (?:about |approximately |around |exactly |roughly )?[0-9]+ words",
            rb"\blet me know if (?:you(?:"
            + _A
            + rb"d| would)?(?: need| like| have| want)|there(?:"
            + _A
            + rb"s| is) anything|any(?:thing|thing else)? )",
            rb"\b(?:feel free to|don" + _A + rb"t hesitate to|do not hesitate to) (?:ask|let me know|reach out|tell me)\b",
            rb"\bis there anything (?:else|specific|in particular) (?:I can|you(?:" + _A + rb"d| would))",
            rb"\b(?:would you like|do you want) me to (?:[a-z]+ )?(?:expand|elaborate|provide|continue|create|write|rewrite|add|adjust|explain|make|help|generate|include|revise|turn|draft|summari[sz]e|change)",
            rb"\bI(?:"
            + _A
            + rb"d| would)(?: be|"
            + _A
            + rb"m| am) (?:more than )?(?:happy|glad) to (?:help|assist|provide|expand|elaborate|adjust|revise|make)",
            rb"\bif you(?:"
            + _A
            + rb"d like| would like| want| need)(?: me to|,? I can) (?:[a-z]+ )?(?:expand|elaborate|provide|continue|create|write|rewrite|add|adjust|explain|make|help|generate|revise|turn|draft|summari[sz]e|tailor|change)",
            rb"\bplease (?:provide|share|paste) (?:me with )?(?:the|your) (?:text|article|passage|content|sentence|paragraph)s? (?:you|that|so|and)",
            rb"(?:\A|\n)(?:regenerate response|copy code|(?:chatgpt|you) said:|[^\n.]*\bcan make mistakes\. (?:check|consider|please)[^\n]*)(?:\n|\z)",
            rb"(?:\A|\n)\W{0,3}(?:total )?word count:? ?(?:approximately |about |~)?[0-9]+",
            rb"\bthank you for (?:providing|sharing) (?:the|your) (?:text|article|passage|prompt|content|instructions)",
        )
    )
    + rb")"
)
_ANY = _OPENING + rb"|" + _CLOSING


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    found: list[tuple[int, int, bool, bool]] = []
    done = 0
    for match in pattern(_ANY).finditer(doc.codes):
        start, end = match.span()
        while text[start].isspace():
            start += 1
        if start < done or in_quotation(text, start) or doc.is_verbatim(start, end):
            continue
        opens = pattern(_OPENING).match(doc.codes, match.start()) is not None
        if opens and _IDLE.fullmatch(text, start, end):
            continue
        left, right = sentence(text, start, end)
        if opens:
            left = start if text[left:start].strip() else left
        done = right
        around = standing(doc, left, right)
        if around is Standing.NOTATION and len(text) - (right - left) > 200:
            continue
        found.append((left, right, opens and _hands_over(text[start:right]), around is Standing.TALK))
    several = len(found) > 1
    for left, right, opens, talk in found:
        sure = (opens or several) and not talk
        first, last = removal(text, left, right)
        yield RULE.finding(
            left,
            right,
            "a language model frames the text that it was asked for",
            confidence=(0.9 if opens else 0.8) if sure else 0.5,
            severity=Severity.WARNING if sure else Severity.NOTE,
            repairs=[Repair(first, last, "", UNSAFE, 0.85 if sure else 0.6, "a person may have meant it")],
        )


_HANDED = expression(rf"(?:{_MADE.decode()})|:\s*\Z|\b(?:version|rewrite|paraphrase|draft|summary|translation)\b")
_INTERJECTED = expression(rf"{_YES.decode()}[!,.] ")


# Something is here that nobody wrote: the news, the bus.
_IDLE = expression(
    rf"(?i:(?!.*\b{_WORK.decode()}\b)(?!.*\byou (?:requested|asked|wanted|need))(?!.*\b(?:happy|glad|help)\b)(?!.*(?:{_MADE.decode()})).*[^:])"
)


def _hands_over(phrase: str) -> bool:
    """Whether an opening hands over what was asked for, rather than says that something is here."""
    return bool(_HANDED.search(phrase)) and bool(_INTERJECTED.match(phrase) or re.search(_MADE.decode(), phrase))


RULE = Rule(
    code="ART116",
    name="assistant-framing",
    severity=Severity.WARNING,
    detect=detect,
    gate=_ANY,
    gated_with="prose",
)
