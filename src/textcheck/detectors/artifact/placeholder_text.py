"""A place that a writer was to fill and did not: `[Your Name]`, `<insert link>`, `TODO: add a source`, `XX/XX/XXXX`, `text goes here`.

What asks to be filled in (`[insert date]`, `[your company]`) is a warning; a bare `[Date]` or `[Name]`, which an editor may have put into a
quotation, `TBD`, and all placeholders of a document that holds many of them, which then is a form, are notes. What belonged there is
unknown, so no repair is proposed.

Left alone: editors' remarks (`[sic]`, `[his] wife`, `[name withheld]`), placeholders in backticks or quotation marks, tags with attributes,
comments and task lists of programs, Spanish `TODO`, Roman numerals, and formats that are spoken of (`dates are written MM/DD/YYYY`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.expressions import expression
from textcheck.residue import VARIABLE_WORDS, Standing, is_quoted, is_variable, line_of, standing
from textcheck.rule import Document, Finding, Rule, Severity, is_foreign, pattern

_FILL = (
    rb"insert|enter|add|your|fill|type|put|replace|specify|choose|select|describe|include|name|company|client|customer|recipient|sender|"
    rb"date|time|first|last|full|city|town|state|country|phone|telephone|email|e-mail|address|street|title|link|url|number|amount|price|product|"
    rb"organi[sz]ation|member|user|guest|event|order|account|department|position|job|website|month|year|day|topic|subject|placeholder|todo|tbd|tk|source|image|photo|picture|xx+"
)
_BRACKETED = rb"(?i:[\[<{(](?:" + _FILL + rb")[^\[\]<>{}()\n=\"]*[\]>})])"
_MASKED = rb"<[A-Z][A-Z_]+(?:_?[0-9]+)?>|\[[A-Z]+_[0-9]+\]|(?i:\[[a-z ]*(?:placeholder| here)\])"
_TODO = rb"\b(?:TODO|FIXME|TKTK|TK TK)\b|\bTB[DA]\b"
_BLANK = (
    rb"\b[Xx][Xx][/.-][Xx][Xx][/.-](?:[Xx][Xx]){1,2}\b|\b(?:MM|DD|mm|dd)[/.-](?:MM|DD|mm|dd)[/.-](?:YYYY|yyyy|YY)\b|\bYYYY-MM-DD\b|"
    rb"\b00/00/0000\b|\(?\b[Xx]{3}\)?[ -][Xx]{3}-[Xx]{4}\b|\b[Xx]{3}-[Xx]{2}-[Xx]{4}\b|\$[Xx][Xx.,]*[Xx]\b|\b[Xx]{2,3}%|\b[Xx]{4,}\b"
)
_GOES_HERE = (
    rb"(?i:\b(?:text|title|content|description|name|image|copy|caption|headline|heading|bio|biography|quote|summary|paragraph|story|body|date|"
    rb"address|logo|photo|link|subtitle|tagline|testimonial|information|details) goes here\b|"
    rb"\b(?:insert|enter|add|type|put|place|write) (?:your |the |some |a |an |any )?(?:own )?(?:text|name|title|content|description|copy|caption|"
    rb"image|headline|heading|bio|quote|logo|photo|link|paragraph|story|address|details|company name|date) here\b|"
    rb"\byour (?:text|content|title|name|headline|description|copy|story|logo|company name|caption) here\b|"
    rb"\b(?:click|double[- ]click|tap) (?:here )?to (?:add|edit) (?:your |some |the |a )?(?:text|title|subtitle|content|notes|description|heading)\b|"
    rb"\b(?:this|here) is (?:a |an |some |just |only )*(?:placeholder|dummy|sample|filler) (?:text|paragraph|content|copy)\b|"
    rb"\breplace this (?:text|paragraph|sentence|line|image)\b|\bjust another wordpress site\b|\bwelcome to wordpress\. this is your first post\b|\bthis is an? (?:sample|example|placeholder) page\b|\bclick to (?:select|edit) (?:the|this) text(?: box)?\b|(?:^|[\n.!?] ?)(?:sample|example|dummy|placeholder) text(?:[.!]|\n|\z))"
)
_ANY = rb"|".join((_BLANK, _MASKED, _BRACKETED, _TODO, _GOES_HERE))

_ASKS = expression(
    r"(?:insert|enter|add|fill|type|put|replace|specify|choose|select|describe|include)\b(?: \S+){1,9}|(?:your|name of|xx|todo|tbd|tk)\b.*",
    re.IGNORECASE,
)
_EDITORIAL = expression(
    r"withheld|redacted|illegible|omitted|unknown|missing|sic\b|removed|deleted|unclear|inaudible|changed|added|emphasis|uncertain|not given|"
    r"^(?:your|the) (?:majesty|honou?r|excellency|grace|lordship|highness|holiness)|^put (?:to|in|on|off|out)\b|^type (?:of|[ivx0-9]+)|"
    r"^(?:add|include)s?d? ?(?:to|in|the reference)\b|^\w+ \d|\d{2}",
    re.IGNORECASE,
)
_WORDS = expression(r"[A-Za-z][A-Za-z'’_/&.-]*(?:,? [A-Za-z&][A-Za-z'’_/.-]*){0,7}[.…]{0,3}")
_ACTION = expression(
    r"[:(\[]|[ -]+(?:add|write|fix|insert|update|check|finish|replace|find|confirm|verify|expand|rewrite|remove|complete|cite|get|ask)\b"
)
_FORMAT = expression(
    r"\b(?:format\w*|form|numerals|formed|written|pattern|form of|style|entered|enter|notation|placeholder)\b", re.IGNORECASE
)
_TAGS = frozenset(["TITLE", "LINK", "ADDRESS", "CODE", "DATA", "TIME", "MAIN", "HEADER", "PARAM"])
_MASKS = frozenset("PERSON NAME DATE LOCATION EMAIL PHONE ORGANIZATION ORG URL NRP AGE HOSPITAL PATIENT DOCTOR".split())
_ASKED_FOR = VARIABLE_WORDS - {"of", "the", "your", "my", "house", "home"} | frozenset(
    "here text reference references citation source sources figure problem year month day time details description image photo quote example "
    "content information reason topic section table chart detail more value".split()
)
# Actors enter, too.
_ENTRANCE = expression(r"[Ee]nter(?: [A-Z][A-Za-z'’]*| and| the| a| two| with)+")
# So many in one document make it a form.
_FORM = 4


def detect(doc: Document) -> Iterator[Finding]:
    found = [finding for match in pattern(_ANY).finditer(doc.codes) if (finding := _judged(doc, *match.span())) is not None]
    if len(found) >= _FORM:
        found = [finding._replace(severity=Severity.NOTE) for finding in found]
    yield from found


def _judged(doc: Document, start: int, end: int) -> Finding | None:
    text = doc.text
    written = text[start:end]
    if end - start > 100 or is_quoted(text, start, end):
        return None
    if written[0] in "[<{(" and written[-1] in "]>})" and not re.match(r"\([Xx]+\)", written):
        sure = _bracketed(doc, start, end, written)
    elif written.startswith(("TODO", "FIXME", "TK", "TBD", "TBA")):
        sure = _todo(doc, start, end, written)
    elif re.fullmatch(r"[\W\dXxMDYmdy]+", written):
        sure = _blank(text, start, end, written)
    else:
        sure = 0.9
    if not sure:
        return None
    around = standing(doc, start, end)
    if around is Standing.NOTATION:
        return None
    talk = around is Standing.TALK
    return RULE.finding(
        start,
        end,
        f"placeholder '{written}' was never filled in",
        confidence=sure / 2 if talk else sure,
        severity=Severity.NOTE if talk or sure < 0.8 else Severity.WARNING,
    )


def _bracketed(doc: Document, start: int, end: int, written: str) -> float:
    text = doc.text
    inner = written[1:-1].strip()
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    # Links, indices, and what is part of a word.
    if after in ("(", "[", ":") and written[0] == "[":
        return 0.0
    if before and (before.isalnum() or before in "\\_!$#%]" or (before in "{[<" and written[0] != "[")):
        return 0.0
    if _EDITORIAL.search(inner) or not _WORDS.fullmatch(inner.replace(":", "")):
        return 0.0
    asks = _ASKS.fullmatch(inner) is not None and not _ENTRANCE.fullmatch(inner)
    if written[0] == "(":
        return 0.85 if asks and re.match(r"insert|your (?:name|company|address|email)\b", inner, re.IGNORECASE) else 0.0
    if written[0] == "{":
        # Names of variables are the affair of template-variable, other words of spintax-residue.
        return 0.9 if asks and not is_variable(inner) else 0.0
    several = " " in inner or "_" in inner or "-" in inner
    if re.fullmatch(r"\[[A-Z]+_\d+\]", written) or (written[0] == "<" and inner.isupper() and inner not in _TAGS):
        # What takes the place of a name that was taken out.
        return (
            0.85 if is_variable(re.sub(r"[\d_]+", " ", inner).strip().lower()) or re.sub(r"[\d_]", "", inner) in _MASKS else 0.0
        )
    if re.search(r"\b(?:placeholder|here)\Z", inner, re.IGNORECASE) and several:
        return 0.85
    if written[0] == "<":
        return 0.9 if asks and several else 0.85 if several and is_variable(re.sub(r"[-_]", " ", inner).lower()) else 0.0
    if asks:
        # Editors put the words of others in brackets, verbs among them.
        told = re.match(r"(?:insert|your|name of|xx|todo|tbd|tk)\b", inner, re.IGNORECASE)
        return 0.9 if told or not _ASKED_FOR.isdisjoint(inner.lower().split()) else 0.5
    if is_variable(re.sub(r"[-_,/]+ ?|['’]s\b ?", " ", inner).lower()) and not is_foreign(doc, start):
        titled = all(word[:1].isupper() for word in re.findall(r"[A-Za-z]{3,}", inner))
        return 0.85 if several and titled else 0.6 if titled or several else 0.0
    return 0.0


def _todo(doc: Document, start: int, end: int, written: str) -> float:
    left, right = line_of(doc.text, start, end, 40)
    if written in ("TBD", "TBA"):
        return 0.6
    if (
        re.search(r"(?:[#*%;]|//|--|<!--)\s*\Z", left)
        or right.startswith((" list", "s", "-list"))
        or (left[-1:] or " ") in "_-./@"
    ):
        return 0.0
    if written == "TODO" and is_foreign(doc, start):
        return 0.0
    if written.startswith(("TK", "FIXME")):
        return 0.85
    return 0.9 if _ACTION.match(right) or (left[-1:] in ("[", "(") and right[:1] in ("]", ")", ":")) else 0.0


def _blank(text: str, start: int, end: int, written: str) -> float:
    left, right = line_of(text, start, end, 60)
    if (left[-1:] or " ") in "_-/.\\$%" or (right[:1] or " ") in "_-/\\":
        return 0.0
    if re.fullmatch(r"\([Xx]+\)", written):
        return 0.0
    if re.fullmatch(r"[Xx]+", written):
        # Kisses end a letter; a censored word or a number of an address stands in it.
        return 0.5 if written.isupper() and right.strip() and not _FORMAT.search(left) else 0.0
    if re.search(r"[MDYmdy]", written):
        return 0.0 if _FORMAT.search(left) or _FORMAT.search(right) or left[-1:] == "(" else 0.85
    return 0.9 if not _FORMAT.search(left) else 0.5


RULE = Rule(
    code="ART104",
    name="placeholder-text",
    severity=Severity.WARNING,
    detect=detect,
    gate=_ANY,
    gated_with="prose",
)
