"""A template or a table of a wiki left as its source: `{{cite web|url=…}}`, `{{convert|5|km|mi}}`, `{{reflist}}`, `{| … |}`, `|- `.

A template is known by its name or by its shape: parameters between bars (`{{Infobox mill|built=1820}}`). Citations, boxes, tables
and maintenance go; of a template around words (`{{lang|fr|mot}}`, `{{convert|5|km}}`) the words stay. SAFE where nothing of the text
is lost, else UNSAFE.

Left alone: pages written throughout as wiki text, the variables of template engines (`{{ name }}`, `{{ item|default }}`), programs and
their nested braces, mathematics (`{{a}, {b}}`), quoted code, text that speaks of templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.markup import is_spoken_of, notations, taken_out
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_NAME = re.compile(r"\s*([^|{}\n<>=]{1,60}?)\s*(?:\||\}\}|\n)")
# Templates by what a reader sees of them: nothing that belongs to the sentence, or their words.
_SILENT = re.compile(
    r"(?i)(?:cit(?:e|ation)\b.*|infobox\b.*|taxobox|reflist|references|refbegin|refend|ref|rp|sfn\w*|harv\w*|efn\w*|notelist|r|main(?: article)?|see also|further|"
    r"details|about|for|distinguish|redirect\w*|other uses|hatnote|unreferenced.*|refimprove.*|more citations.*|no footnotes|original research|pov|npov|"
    r"cleanup.*|stub|.*-stub|authority control|commons.*|wikiquote.*|wiktionary.*|sister.*|portal.*|short description|use \w+ dates?|use \w+ english|engvar\w*|"
    r"defaultsort.*|coord|coordinates|as of|cn|fact|who\??|when\??|where\??|which\??|clarify|clarification needed|dubious|vague|verify.*|failed verification|"
    r"dead link|webarchive|isbn|issn|doi|pp-.*|featured article|good article|subst:.*|clear|-|toc\w*|anchor|navbox.*|sidebar.*|expand.*|update\w*|"
    r"disambig\w*|hndis|geodis|col-begin|col-end|col-\d|div col.*|div end|image\w*|gallery\w*|multiple image|external media|quote box|succession box|s-\w+|"
    r"persondata|normdaten|siehe auch|hauptartikel|internetquelle|literatur|voir|voir aussi|article d[ée]taill[ée]|lien web|ouvrage|r[ée]f[ée]rences|ébauche.*|"
    r"portail.*|cita .*|ficha .*|listaref|otros usos|v[ée]ase tambi[ée]n|begriffsklärung.*|personendaten|nbsp|ns|sup|!)"
)
_WORDED = re.compile(
    r"(?i)(?:lang(?:-\w+)?|transl?|nowrap|nobr|small|smaller|big|convert|cvt|val|abbr|flag|flagcountry|flagicon|flagu|quote|blockquote|cquote|"
    r"circa|c\.|birth date.*|death date.*|start date.*|end date.*|dts|ipa\w*|ipac-\w+|pron\w*|respell|script|nihongo|zh|sc|smallcaps|tooltip|"
    r"frac|sfrac|math|mvar|plainlist|hlist|unbulleted list|ubl|flatlist|ill|interlanguage link|sortname|us\$|gbp|inr\w*|increase|decrease|steady|yes|no|won|nom)"
)
_NUMBERED = re.compile(r"(?i)(?:convert|cvt)")
_TABLE = rb"(?ms)^[ \t:]*\{\|[^\n]*\n.*?^\|\}[ \t\r]*$"
_ROW = rb"(?m)^(?:\{\|[^\n]*|\|\}|\|-[^|\n]*|\|\+[^\n]*|! ?[^\n|!]+(?:!![^\n]*)|\| ?[^|\n]*\|\|[^\n]*|[|!] ?(?:col|row)span=[^\n]*|[|!] ?(?:align|style|width|scope|class)=\"?[^|\n]+\|[^\n]*)$"
_OPEN = rb"\{\{|\}\}"
_LONGEST = 20_000
_GATE = rb"(?i)\{\{[a-z\xc0-\xff?:!#-]|(?m:^)[ \t:]*(?:\{\||\|\}|\|-|\|\+)|(?m:^)[|!][^\n|!]*(?:\|\||!!)|(?m:^)[|!] ?(?:col|row|align|style|width|scope|class)[a-z]*="
_SOURCES = frozenset(("json", "code", "wiki", "markdown"))


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes) or notations(doc) & _SOURCES:
        return
    text = doc.text
    reached = 0
    rows = [match.span() for match in pattern(_ROW).finditer(doc.codes)]
    tables = [match.span() for match in pattern(_TABLE).finditer(doc.codes)]
    # A lone row of bars is a table of another kind.
    rows = [(start, end) for start, end in rows if _is_row(text[start:end], len(rows) > 1)]
    for start, end in _together(text, sorted([*rows, *tables], key=lambda span: (span[0], -span[1]))):
        if start < reached or is_spoken_of(doc, start, end, "wiki", near=False):
            continue
        shown = text[start:end]
        reached = end
        first, last, new = taken_out(text, start, end)
        if first == start and last == end and not new and not shown.strip():
            continue
        repair = Repair(first, last, new, UNSAFE, 0.85, "the table's contents go with its source")
        yield RULE.finding(start, end, "source of a wiki table", confidence=0.93, repairs=[repair])
    reached = 0
    for start, end in _balanced(doc):
        if start < reached or any(a < end and start < b for a, b in tables):
            continue
        finding = _template(doc, start, end)
        if finding is not None:
            reached = end
            yield finding


def _is_row(shown: str, several: bool) -> bool:
    """Whether a line is one of a table; one of bars alone is where there are several."""
    if shown.startswith("|-") and shown.strip("|- \t\r") and "=" not in shown:
        return False
    return several or shown.startswith(("{|", "|}", "|-", "|+"))


def _together(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that only line breaks part, or that lie in each other, as one: the rows of a table."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and (start < found[-1][1] or not text[found[-1][1] : start].strip()):
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _balanced(doc: Document) -> list[tuple[int, int]]:
    """The outermost pairs of double braces; an open one that is too long ago is given up."""
    opened: list[int] = []
    found: list[tuple[int, int]] = []
    for match in pattern(_OPEN).finditer(doc.codes):
        if match.group() == b"{{":
            if opened and match.start() - opened[0] > _LONGEST:
                opened.clear()
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            while found and found[-1][0] > start:
                found.pop()
            found.append((start, match.end()))
    return found


def _template(doc: Document, start: int, end: int) -> Finding | None:
    text = doc.text
    shown = text[start:end]
    named = _NAME.match(text, start + 2, end)
    if named is None or text[start - 1 : start] in ("{", "$", "\\", "#") or text[end : end + 1] == "}":
        return None
    name = named.group(1).strip()
    silent, worded = _SILENT.fullmatch(name), _WORDED.fullmatch(name)
    barred = shown.count("|")
    # A name alone may be a variable: only those that no engine's variable is called count without a bar.
    glued = text[start - 1 : start] in _ENDS
    lone = not barred and (
        shown[2] == " " or not silent or (len(name) < 4 and not glued) or (name.islower() and name in _VARIABLES)
    )
    shaped = barred >= 2 and re.search(r"\|\s*[\w -]{1,40}=", shown) is not None and not re.search(r"\{\{ | \}\}$", shown)
    boxed = barred >= 2 and name[:1].isupper() and " | " not in shown
    if lone or not (silent or worded or shaped or boxed) or (barred == 1 and not (silent or worded)):
        return None
    if is_spoken_of(doc, start, end, "wiki"):
        return None
    words = ""
    if worded and not silent:
        fields = [field.strip() for field in re.split(r"\|", shown[2:-2])[1:] if "=" not in field and "{" not in field]
        if _NUMBERED.match(name):
            words = " ".join(fields[:2])
        elif fields and not name.lower().startswith(("ipa", "pron", "respell", "flagicon")):
            words = fields[-1] if name.lower() == "lang" else fields[0]
    first, last, new = (start, end, words) if words else taken_out(text, start, end)
    safe = bool(silent) and not worded
    repair = Repair(
        first,
        last,
        new,
        SAFE if safe else UNSAFE,
        0.95 if safe else 0.75,
        "it holds notes and boxes, none of the running text" if safe else "what the template shows depends on the wiki",
    )
    shown_name = " ".join(name.split())
    return RULE.finding(
        start,
        end,
        f"source of a wiki template: {shown_name[:40]}",
        confidence=0.95 if silent or worded else 0.85,
        repairs=[repair],
    )


_ENDS = tuple(".,;!?)”")
# Names of templates that are names of variables, too.
_VARIABLES = frozenset(
    "references ref main further details about for redirect update image gallery portal stub clear anchor verify where when which who citation cite "
    "coordinates expand sup see vague isbn issn doi".split()
)

RULE = Rule(
    code="MRK107",
    name="wiki-template",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
