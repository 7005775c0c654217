"""A value of a program where a word or a number was meant: `[object Object]`, `by undefined on`, `costs NaN dollars`, `Dear null,`, `#REF!`.

`[object Object]`, `NaN` and the errors of spreadsheets are no words and always found in prose; `undefined`, `null` and `None` are words, too, and
found only where no adjective or pronoun can stand: after a preposition or a greeting and before a stop or another preposition, beside a currency
or a unit, twice in a row, in a date. What was meant is unknown, so no repair is proposed.

Left alone: values in backticks, in quotation marks or in code; undefined behaviour and null hypotheses; "none" and `None of us`, "second to None"
in a headline; floating-point talk about NaN; NaN as part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.expressions import expression
from textcheck.residue import Standing, is_quoted, line_of, standing
from textcheck.rule import Document, Finding, Rule, Severity, pattern

_VALUE = (
    rb"\[object [A-Z][A-Za-z]+\]|\bundefined|\bNaN\b|\bnull\b|\bNone\b|\(null\)|\bInvalid Date\b|-?\b1\.#(?:INF|IND|QNAN)|\b[Nn]il\b|"
    rb"#(?:REF!|VALUE!|DIV/0!|NAME\?|NULL!|N/A|NUM!|SPILL!|CALC!)|\bNULL\b|\bnan\b"
)
_SURE = expression(
    r"\[object [A-Z][A-Za-z]+\]|Invalid Date|-?1\.#\w+|#(?:REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|\(null\)"
)
_FLOAT = expression(
    r"\b(?:float\w*|IEEE|not a number|arithmetic|infinit\w+|values?|comparison|signall?ing|quiet)\b", re.IGNORECASE
)
# After these a name or a number follows, which an adjective or a pronoun of its own is not.
_BEFORE = expression(
    r"(?:^|[\s(\"“])(?:(by|from|to|in|on|at|of|for|with|until|since|before|after|between|about|around|near|against|per|through|toward|towards|into)|"
    r"(dear|hello|hi|hey|welcome|mr\.?|mrs\.?|ms\.?|dr\.?|thanks|sincerely,|regards,)|"
    r"(costs?|cost|paid|earned|scored|sold|reached|weighs|weighed|measured|totall?ed|exceed(?:s|ed)|roughly|approximately|nearly|almost|over|than|"
    r"page|step|chapter|version|age|aged|number|no\.|rated|(?:rating|price|total|name|date|author|location|title|email|phone|score|updated|published|tags|category|duration|distance):|named|called|room|"
    r"january|february|march|april|may|june|july|august|september|october|november|december))\s\Z",
    re.IGNORECASE,
)
_STOP = expression(
    r"\s?(?:[.,;:!?)\]/%”\"|]|\Z)|\s+(?:on|at|in|of|for|and|was|is|has|had|were|to|by|from|with|the|who|that|which|said|says|will|\d)\b|['’]s\b"
)
_UNIT = expression(
    r"\s?(?:%|(?:dollars?|euros?|pounds?|percent|per cent|people|persons|times|years?|days?|hours?|minutes?|months?|weeks?|items?|"
    r"miles?|km|kilomet\w+|met(?:er|re)s?|feet|points?|votes?|seats?|million|billion|comments?|views?|reviews?|stars?|users|members|students|degrees|"
    r"grams?|kg|tons?|residents|pages|copies|games|goals|acres)\b)"
)
_CURRENCY = expression(r"[$€£¥]\s?\Z")
_TWIN = expression(r"[\s,/-]{1,2}(?:undefined|null|None|NaN|NULL)\b")
_TWIN_BEFORE = expression(r"\b(?:undefined|null|None|NaN|NULL)[\s,/-]{1,2}\Z")
_SUBJECT = expression(
    r"\b(?:price|cost|total|name|date|author|temperature|rating|address|title|phone number|email|balance|distance|duration|average|age) (?:is|was|of|is currently) \Z",
    re.IGNORECASE,
)
# Who writes so knows what a value is.
_SET_TO = expression(
    r"\b(?:set|equal|assigned|defaults?|initiali[sz]ed|narrowed|resolves?|evaluates?|return(?:s|ed)?|value|values|pointer|compared?|checks?|check(?:ed|ing)|test(?:s|ed|ing)?)\b(?: \w+)? (?:to|of|for|with|against) \Z"
)
_BE = expression(
    r"\b(?:is|are|was|were|be|been|remains?|left|stays?|as|an|still|yet|largely|previously|second|the|a)\s\Z", re.IGNORECASE
)

# What is compared with a value stands in a program.
_COMPARED, _COMPARING = re.compile(r" ?(?:[!=<>]=|=)"), re.compile(r"[!=<>]= ?\Z")


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    for match in pattern(_VALUE).finditer(doc.codes):
        start, end = match.span()
        sure = _sure(text, start, end)
        if not sure or is_quoted(text, start, end):
            continue
        around = standing(doc, start, end)
        if around is Standing.NOTATION:
            continue
        talk = around is Standing.TALK
        yield RULE.finding(
            start,
            end,
            f"'{text[start:end]}' is a value of a program, not a word",
            confidence=sure / 2 if talk else sure,
            severity=Severity.NOTE if talk or sure < 0.8 else Severity.WARNING,
        )


def _sure(text: str, start: int, end: int) -> float:
    """How sure it is that a program put this value here; 0 where a writer may have."""
    written = text[start:end]
    left, right = line_of(text, start, end, 40)
    if _SURE.fullmatch(written):
        return 0.97 if not right.startswith("(") and "`" not in left[-1:] else 0.0
    if written == "#N/A":
        return 0.8
    if (left and (left[-1].isalnum() or left[-1] in "_.-@#\\=")) or (
        right and (right[0] in "_-=([" or (right[0].isalnum() and written != "undefined"))
    ):
        return 0.0
    if (right[:1] == "." and right[1:2].isalnum()) or _COMPARED.match(right) or _COMPARING.search(left):
        return 0.0
    if written == "NaN":
        if _UNIT.match(right):
            return 0.95
        spoken = re.search(r"\b(?:a|an|any|each|every|no) \Z", left) or re.match(
            r" (?:handling|semantics|checks?|payload|results?)\b", right
        )
        return 0.0 if spoken or _FLOAT.search(left) or _FLOAT.search(right) else 0.95
    if _CURRENCY.search(left) or _TWIN.match(right) or _TWIN_BEFORE.search(left):
        return 0.95
    before = _BEFORE.search(left)
    greeting = before is not None and before.group(2) is not None
    counted = before is not None and before.group(3) is not None
    if _SUBJECT.search(left) and _STOP.match(right):
        return 0.85
    if not left.strip() and not right.strip() and written in ("undefined", "null"):
        return 0.85
    if written in ("undefined", "null") and left.endswith(" by ") and re.match(r" [A-Z|]", right):
        return 0.85
    if written == "undefined":
        if re.match(
            r"(?:km|mi|px|kg|lbs|am|pm|th|st|nd|rd|ft|cm|mm|GB|MB)\b| (?:results|comments|replies|likes|followers|posts|photos)\b",
            right,
        ):
            return 0.9
        if right[:1].isalnum():
            return 0.9 if right.startswith(("undefined", "null")) else 0.0
        if _UNIT.match(right):
            return 0.9
        if before is not None and _STOP.match(right):
            return 0.9
        return 0.5 if greeting or counted else 0.0
    if written in ("nil", "Nil", "nan"):
        # Scores and grandmothers.
        return 0.85 if greeting and written != "Nil" and _STOP.match(right) else 0.0
    if _UNIT.match(right) and (counted or (before is None and not _BE.search(left) and written != "None")):
        return 0.85
    if (
        written == "None"
        and re.search(r"(?:^|\s)(?!say)[a-z]{3,} \Z", left)
        and re.match(r" (?!of\b|the\b|other\b|but\b|too\b)[a-z]", right)
        and not _BE.search(left)
    ):
        return 0.6
    if before is None or not _STOP.match(right):
        return 0.0
    if (
        written == "None"
        and re.match(r"\s+(?:of|the|who|that|which|has|is|was|were|will|in|at|on|and|or|to)\b", right)
        and not greeting
    ):
        # Headlines and sentences have "None of", "Second to None in".
        return (
            0.6
            if re.match(r"\s+(?:on|in|at|to)\b", right) and re.search(r"[a-z] \w+ \Z", left) and "second" not in left.lower()
            else 0.0
        )
    if written in ("None", "null", "NULL") and _SET_TO.search(left):
        return 0.0
    if written == "None" and (
        "econd to" in left or left.lower().endswith(("said ", "says ")) or re.search(r"[A-Z]\w+ (?:to|for|from|in) \Z", left)
    ):
        return 0.0
    return 0.9


RULE = Rule(
    code="ART106",
    name="stray-program-value",
    severity=Severity.WARNING,
    detect=detect,
    gate=_VALUE,
)
