"""What the rules on markup share: in which notation a document is written, where its tags are, and how a mark is taken out.

A document that is written in a notation is not damaged by it: a web page holds tags, a README stars. Residue is what stands
in text that is otherwise none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from textcheck.document import Document
from textcheck.patterns import pattern

if TYPE_CHECKING:
    pass

# Longer constructs are taken for something else, and so every look ahead is bounded.
LONGEST_TAG = 3000
_AROUND = 300

# Elements that run on in a line, that stand as blocks of their own, and that break a line.
INLINE = frozenset(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd label mark nobr q rb rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr img input link meta base embed param source track keygen button picture "
    "canvas svg audio video object iframe noscript script style template applet map area select".split()
)
BLOCK = frozenset(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup html legend li main marquee menu nav noframes ol "
    "optgroup option p pre section summary table tbody td textarea tfoot th thead title tr ul".split()
)
BREAKS = frozenset(("br", "hr"))
ELEMENTS = INLINE | BLOCK | BREAKS
# Elements whose name is no word and no letter: nobody writes `<span>` for "the span goes here".
MECHANICAL = frozenset(
    "abbr acronym bdi bdo blockquote br center colgroup dd dfn div dl dt em embed fieldset figcaption font h1 h2 h3 h4 h5 h6 hr "
    "href iframe img kbd li nobr noscript ol optgroup pre samp script span strike strong sub sup tbody td textarea tfoot th "
    "thead tr tt ul wbr".split()
)
# Attributes that stand without a value.
_BARE = frozenset(
    "allowfullscreen async autofocus autoplay checked compact controls default defer disabled hidden ismap loop multiple muted "
    "noshade novalidate nowrap open playsinline readonly required reversed selected".split()
)
# Prefixes of the vocabularies that word processors, feeds and web tools leave behind.
_PREFIXES = frozenset(
    "ac asp atom c content ct dc dcterms ext fb foaf g gml h itunes jats m mc math media mml mods o og ooxml owl php pic r rdf rdfs "
    "ri rss sitemap skos soap st1 svg tei v w w10 wp wpml x xhtml xi xlink xml xs xsd xsi xsl".split()
)
# Elements that are no type of any program, and so may follow a word directly.
_PLAIN = frozenset("br hr div span strong blockquote font center h1 h2 h3 h4 h5 h6 img ul ol nobr wbr sup sub iframe".split())
# Elements of one letter that open a word.
_SINGLE = frozenset("biup")
# Tags of chat: nobody runs them through a browser.
_HUMOUR = frozenset("rant sarcasm irony joke snark humor humour geek nerd soapbox shameless pedant flame grin smirk".split())

_TAG = rb"(?s)</?[A-Za-z][A-Za-z0-9]*(?:[:._-][A-Za-z0-9]+)*(?:\s(?:[^<>\"\x27]|\"[^\"<]*\"|\x27[^\x27<]*\x27)*)?/?>"
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*(?:[:._-][A-Za-z0-9]+)*)")
_ASSIGNED = re.compile(r"\s[A-Za-z_:@][\w:.@-]{0,60}\s?=")


class Tag(NamedTuple):
    """A tag at `text[start:end]`; `name` is in lower case."""

    start: int
    end: int
    name: str
    closes: bool


def tags(doc: Document) -> list[Tag]:
    """Everything in the document that has the form of a tag and is one, in text order: damage or not."""
    return doc.view(_tags)


def _tags(doc: Document) -> list[Tag]:
    text, codes = doc.text, doc.codes
    found: list[tuple[int, int, str, bool]] = []
    for match in pattern(_TAG).finditer(codes):
        start, end = match.span()
        if end - start <= LONGEST_TAG:
            name = _NAME.match(text, start, end)
            assert name is not None
            found.append((start, end, name.group(1).lower(), text[start + 1] == "/"))
    opened = {name for _, _, name, closes in found if not closes}
    closed = {name for _, _, name, closes in found if closes}
    paired = (opened & closed) - _HUMOUR
    return [Tag(*item) for item in found if _is_tag(text, item, paired)]


def _is_tag(text: str, item: tuple[int, int, str, bool], paired: set[str]) -> bool:
    start, end, name, closes = item
    inside = text[start + 1 + closes + len(name) : end - 1]
    if name in paired:
        return True
    if closes:
        # `</s>` alone ends a jest, or a sequence of a model.
        return name in ELEMENTS and name != "s" and not inside.strip()
    known = name in ELEMENTS
    if _ASSIGNED.search(inside):
        return True
    words = inside.strip(" \t\n\r/").split()
    if words and not (known and _BARE.issuperset(word.lower() for word in words)):
        return False
    if inside.endswith("/") and (known or ":" in name or not words):
        return known or ":" in name or "/" not in text[max(0, start - 1) : start]
    if ":" in name:
        return name.partition(":")[0] in _PREFIXES
    if words:
        return True
    before = text[start - 1 : start]
    if name in _SINGLE and not before.isalnum() and text[end : end + 1].isalpha():
        # Set before a word, as no letter in angle brackets and no name of a speaker is.
        return True
    if name in _PLAIN:
        return True
    if name == "p":
        # Opened without being closed, as old pages do; elsewhere a letter in angle brackets.
        return before in ("", "\n", ".", "!", "?", "”", '"', ">")
    return name in MECHANICAL and not (before.isalnum() or before in ("_", ")", "]"))


def notations(doc: Document) -> frozenset[str]:
    """The notations in which the document as a whole is written: of code, json, html, markdown, tex, wiki, rst, org."""
    return doc.view(_notations)


# What names of files end in, by notation.
_ENDINGS = {
    ending: notation
    for notation, endings in {
        "markdown": "md markdown mdx",
        "rst": "rst",
        "org": "org adoc asciidoc",
        "html": "html htm xhtml xml",
        "tex": "tex sty cls bib",
        "wiki": "wiki mediawiki",
        "json": "json jsonl ipynb",
    }.items()
    for ending in endings.split()
}

# Those in which a line break is a space.
RUNNING_ON = frozenset(("markdown", "rst", "tex", "org"))

# Subtitles lean and colour their words with tags.
_SUBTITLE = rb"\d\d:\d\d:\d\d[,.]\d{3} --> \d\d:"
_JSON = re.compile(rb"\s*[\[{]\s*(?:[\[{]\s*)*[\"}\]]")
_PAGE = re.compile(rb"(?i)\s*(?:\xef\xbb\xbf|\?)?\s*<(?:!doctype|\?xml|html|svg|rss|feed|head|body|xml)\b")
_CODE_LINE = (
    rb"(?m)^[ \t]*(?:def \w+\(|local \w+ ?=|my [$@%]\w|[ \t]return\b|class \w+[:({]|import [\w.]+;?[ \t]*$|from [\w.]+ import |#include\b|#define\b|public |private |static "
    rb"|var \w+ ?=|let \w+ ?=|const \w+ ?=|function\b[^\n]*\{|(?:if|for|while|switch) ?\(|else\b[^\n]*\{|\}|@\w+$|//|/\*|<\?php|package [\w.]+;|using "
    rb"|namespace |SELECT |INSERT |return\b[^\n]*;|echo |print ?\(|\$[ \w]|>>> |for \w+ in [^\n]*(?:;|:$)|elif |except\b|\w[\w.]* ?[:+]?= ?[\"\x27\[({\w]"
    rb"|[\w.]+\([^\n]*\);?$)"
    rb"[^\n]*|(?:(?:^|[^{}\n])\{|[\w\])] ?= ?[^\n]*;|[\"\x27>]\)?;|\(\);|[a-z]\([\w.]*[,.][^()\n]*\);)[ \t\r]*$"
)
# The kinds of signs of each notation. A document is written in one that shows enough of them.
_MARKDOWN = {
    "heading": rb"(?m)^#{1,6} +\S|^[^\n]{3,80}\n(?:={4,}|-{4,})[ \t]*$",
    "fence": rb"(?m)^ {0,3}(?:```|~~~)",
    "code": rb"(?:^|[^`])`[^`\n]+`(?:[^`]|$)",
    "table": rb"(?m)^\|? ?:?-{3,}:? ?\|",
    "link": rb"!?\[[^\[\]\n]+\](?:\([^()\s]+[^()\n]*\)|\[[\w -]+\])",
    "bold": rb"\*\*[\w\"(][^*\n]*\*\*|__\w[^_\n]* [^_\n]*__",
    "quote": rb"(?m)^> ",
    "bullet": rb"(?m)^ {0,3}[*+-] +\S",
    "number": rb"(?m)^ {0,3}\d{1,2}\. +\S",
}
# Without any of these a text shows nothing but bullets, numbers and quotations.
_MARKDOWN_SIGNS = (b"#", b"`", b"~~~", b"---", b"===", b"](", b"][", b"**", b"__")
# A title in the first line that holds anything.
_TITLE = re.compile(rb"\s*#{1,3} [A-Z0-9\"\x93`\[]")
_STRONG = ("heading", "fence", "code", "table")
_WIKI = {
    "link": rb"\[\[[^\[\]\n]+\]\]",
    "bold": rb"\x27\x27\x27?[^\x27\n]+\x27\x27",
    "heading": rb"(?m)^={2,6}[^=\n]+={2,6}[ \t]*$",
    "template": rb"\{\{[A-Za-z][^{}]*\}\}",
    "table": rb"(?m)^\{\||^\|-",
    "ref": rb"<ref[ >]",
    "list": rb"(?m)^[*#:;]+ ?\S",
}
_TEX = rb"\\[A-Za-z]{2,}\b"
_TEX_SOURCE = (
    rb"\\(?:documentclass|documentstyle|usepackage|begin\{document\}|newcommand|renewcommand|def\\|maketitle|newtheorem)"
)
_RST = {
    "directive": rb"(?m)^[ ]*\.\. [a-z][\w-]*::",
    "role": rb":[a-z:]+:`[^`\n]+`",
    "link": rb"`[^`\n]+ <[^>\n]+>`__?|(?m)^\.\. _[^\n]+:",
    "literal": rb"``[^`\n]+``",
    # Code stands indented below the line that announces it.
    "block": rb"(?m)^[^\s.][^\n]*::[ \t]*\n[ \t]*\n[ \t]+\S",
    "title": rb"(?m)^\*\*[^*\n]+\*\*[ \t]*$",
    "substitution": rb"(?m)^\.\. \|[^|\n]+\| ",
}
# Others underline titles, too: however many there are, they are one sign.
_UNDERLINED = rb"(?m)^\S[^\n]{2,80}\n(?:={4,}|-{4,}|~{4,}|\^{4,})[ \t]*$"
# So many signs of these show the notation, and fewer where they are of two kinds.
_SIGNS_OF_RST, _SIGNS_OF_TWO_KINDS = 4, 3
_ORG = rb"(?m)^#\+[A-Za-z_]+:?|^\*+ (?:TODO|DONE)?[^\n]+$|^:[A-Z]+:|^\[source|^=+ [^\n=]+$|^----$"


def _count(source: bytes, codes: bytes, most: int = 10_000) -> int:
    count = 0
    for _ in pattern(source).finditer(codes):
        count += 1
        if count == most:
            break
    return count


def _notations(doc: Document) -> frozenset[str]:
    codes = doc.codes
    # The name of a file tells, where there is one.
    _, dot, ending = (doc.name or "").lower().rpartition(".")
    found = {_ENDINGS[ending]} if dot and ending in _ENDINGS else set()
    lines = sum(map(bool, map(bytes.strip, codes.split(b"\n"))))
    if _JSON.match(codes) and codes.rstrip()[-1:] in b"]}" and b'"' in codes:
        found.add("json")
    if (code := _count(_CODE_LINE, codes, 1_000_000)) and code * 2 >= lines:
        found.add("code")
    if b"<" in codes and (_is_page(doc) or pattern(_SUBTITLE).search(codes)):
        found.add("html")
    if _is_markdown(codes, lines):
        found.add("markdown")
    if b"\\" in codes:
        commands = [match.group() for match in pattern(_TEX).finditer(codes[:200_000])]
        kinds = len(set(commands))
        if _count(_TEX_SOURCE, codes, 2) == 2 or (
            kinds >= 5 and len(commands) >= 10 and len(commands) * 25 >= codes[:200_000].count(b" ")
        ):
            found.add("tex")
    if b"[[" in codes or b"{{" in codes or b"''" in codes:
        kinds = sum(pattern(sign).search(codes) is not None for sign in _WIKI.values())
        if kinds >= 4 and pattern(_WIKI["heading"]).search(codes):
            found.add("wiki")
    if b"`" in codes or b".. " in codes or b"::" in codes:
        counts = [_count(sign, codes, _SIGNS_OF_RST) for sign in _RST.values()]
        if any(counts):
            counts.append(_count(_UNDERLINED, codes, 1))
        kinds = sum(map(bool, counts))
        if sum(counts) >= (_SIGNS_OF_TWO_KINDS if kinds > 1 else _SIGNS_OF_RST):
            found.add("rst")
    if _count(_ORG, codes, 4) >= 4:
        found.add("org")
    return frozenset(found)


def _is_page(doc: Document) -> bool:
    """Whether the text is a web page, another XML document, or a list of tags with hardly any words between."""
    codes, text = doc.codes, doc.text
    if _PAGE.match(codes) and b"</" in codes:
        return True
    marks = tags(doc)
    if len(marks) < 4:
        return False
    within = sum(tag.end - tag.start for tag in marks)
    words = len(codes.split()) - sum(len(codes[tag.start : tag.end].split()) - 1 for tag in marks)
    # Tags within and around sentences are many in any text that was a page; lists, tables and data have more of them than words.
    built = sum((tag.name in BLOCK and tag.name != "p") or (tag.name not in ELEMENTS and ":" not in tag.name) for tag in marks)
    if built >= 6 and (words < 1.5 * built or within > 3 * (len(text) - within)):
        return True
    first, last = marks[0], marks[-1]
    whole = not text[: first.start].strip() and not text[last.end :].strip()
    rooted = whole and last.closes and first.name == last.name and not first.closes
    # A vocabulary of its own, or lines laid out as a source.
    return rooted and (first.name not in ELEMENTS or (first.name in BLOCK - {"p"} and text[first.end : first.end + 1] == "\n"))


def _is_markdown(codes: bytes, lines: int) -> bool:
    if not any(sign in codes for sign in _MARKDOWN_SIGNS):
        return False
    counts = {kind: _count(sign, codes, 1_000_000) for kind, sign in _MARKDOWN.items()}
    kinds = {kind for kind, count in counts.items() if count}
    if kinds <= {"bullet", "number", "quote"}:
        return False
    if counts["heading"] > 1 and _TITLE.match(codes):
        return True
    # Throughout: a sign on every fourth line or so. Lines of fenced code hold none.
    signs = sum(counts.values())
    if counts["fence"] < 2 and signs * 4 < lines:
        return False
    if kinds.intersection(_STRONG):
        return len(kinds) >= 2 and signs >= 3
    return len(kinds - {"number"}) >= 3


# Words by which a text shows that it speaks of a notation: anywhere around a mark, and right beside it.
_TALK = {
    "html": (
        re.compile(
            r"\b(?:X?HTML\d?|XML|CSS|JSX|DOM|SGML|JavaScript|[Mm]arkup|[Ss]tylesheets?|[Hh]ypertext|[Gg]raphemes?|[Pp]honemes?|[Dd]igraphs?)\b"
        ),
        re.compile(
            r"\b(?:[Tt]ags?|[Ee]lements?|attributes?|balises?|etiquetas?|graphemes?|letters?|spel(?:led|t|ling)|phonemes?)\b"
        ),
    ),
    "wiki": (
        re.compile(r"\b(?:[Ww]iki ?[Tt]ext|[Mm]ark-?up|[Ww]iki syntax|Lua|[Bb]ash|shell scripts?|MediaWiki)\b"),
        re.compile(r"\b(?:syntax|brackets?|braces?|templates?|macros?|quotes)\b"),
    ),
    "markdown": (
        re.compile(r"\b(?:[Mm]ark-?[Dd]own|[Mm]arkup|[Cc]ommon[Mm]ark)\b"),
        re.compile(r"\b(?:syntax|asterisks?|backticks?|brackets?|operators?|stars?)\b"),
    ),
    "bbcode": (
        re.compile(r"\b(?:BB ?[Cc]odes?|[Mm]arkup|[Ss]hort-?codes?|WordPress|Hugo)\b"),
        re.compile(r"\b(?:[Tt]ags?|syntax|brackets?)\b"),
    ),
    "tex": (
        re.compile(r"\b(?:(?:La|Xe|Lua|pdf)?T[eE]X|[Mm]arkup|typeset\w*|MathJax|KaTeX|regex\w*|[Rr]egular expressions?)\b"),
        re.compile(r"\b(?:commands?|macros?|backslash\w*|folders?|director(?:y|ies)|paths?|escap\w+)\b"),
    ),
    "rst": (
        re.compile(r"\b(?:reST|reStructuredText|Sphinx|[Mm]arkup|AsciiDoc\w*|Org[- ]mode|Emacs|docutils)\b"),
        re.compile(r"\b(?:roles?|directives?|syntax|backticks?)\b"),
    ),
}
_ANY_TAG = re.compile(r"<[^<>\n]{0,300}>|\w+=\"[^\"\n]{0,200}\"|\\[A-Za-z]+")
_NEAR = 25
# A string of a program.
_ESCAPED = re.compile(r"\\[nt\"]")


def is_spoken_of(doc: Document, start: int, end: int, notation: str = "html", *, near: bool = True) -> bool:
    """Whether a mark is mentioned rather than used: in code, in quotation marks, or where the text speaks of its notation.

    Without `near` the words right beside it do not count: for marks that nobody writes in passing.
    """
    text = doc.text
    if doc.is_verbatim(start, end):
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    if near and before and (before + after in _QUOTED or (before + after == "()" and notation == "html")):
        return True
    anywhere, beside = _TALK[notation]
    near_by = _bare(text, start, end, _NEAR)
    if (near and beside.search(near_by)) or (notation == "html" and _ESCAPED.search(near_by)):
        return True
    return anywhere.search(_bare(text, start, end, _AROUND)) is not None or is_code_line(doc, start, end)


def _bare(text: str, start: int, end: int, width: int) -> str:
    """What stands around a span, without tags and commands."""
    left, right = text[max(0, start - width) : start], text[end : end + width]
    return _ANY_TAG.sub(" ", left) + " . " + _ANY_TAG.sub(" ", right)


_QUOTED = ("''", '""', "“”", "‘’", "«»", "„“", "`'", "”“")
_PROGRAM = re.compile(
    r"^\s*(?:var|let|const|return|print|echo|import|def|public|local|#include|\$ |>>>|//|/\*)\b|\w ?=[=>]? ?[\"'`]|\w\([\"'<]|=>|&&|\|\||"
    r"(?:[\"'>]|\(\))\s*;\s*$|(?<!\{)\{\s*$|^\s*\}|\"\s*:\s*[\"{\[]",
)


def is_code_line(doc: Document, start: int, end: int) -> bool:
    """Whether the line around a span, itself left out, reads as a line of a program or of data."""
    text = doc.text
    left = text[max(text.rfind("\n", max(0, start - _AROUND), start) + 1, start - _AROUND, 0) : start]
    stop = text.find("\n", end, end + _AROUND)
    right = text[end : end + _AROUND if stop < 0 else stop]
    return _PROGRAM.search(_ANY_TAG.sub("", left) + " " + _ANY_TAG.sub("", right)) is not None


_FORMULA = (
    rb"\$\$[^$]{1,900}\$\$|\$[^\s$](?:[^$\n\\]|\\.)*\$|\\\([^\n]*?\\\)|(?s)\\\[.*?\\\]"
    rb"|(?s)\\begin\{(?:equation|align|gather|eqnarray|displaymath|multline|math)\*?\}.*?\\end\{(?:equation|align|gather|eqnarray|displaymath|multline|math)\*?\}"
)
_SIGN = re.compile(r"[\\^_=<>]|[A-Za-z]$")
_WORDS_WITHIN = re.compile(r"(?<![\\A-Za-z{])[a-z]{3,} [a-z]{2,}(?![^{]*\})")
_LONGEST_FORMULA = 3000


def mathematics(doc: Document) -> list[tuple[int, int]]:
    """The spans of formulas in the notation of TeX, in text order; prices and variables are none."""
    return doc.view(_mathematics)


def _mathematics(doc: Document) -> list[tuple[int, int]]:
    text = doc.text
    found: list[tuple[int, int]] = []
    if "$" not in text and "\\" not in text:
        return found
    for match in pattern(_FORMULA).finditer(doc.codes):
        start, end = match.span()
        if end - start > _LONGEST_FORMULA:
            continue
        if text[start] == "$":
            inside = text[start:end].strip("$")
            before, after = text[start - 1 : start], text[end : end + 1]
            if before.isalnum() or after.isalnum() or before == "\\" or inside[-1:].isspace() or not _SIGN.search(inside):
                continue
            if (len(inside) > 1 and inside.isalnum()) or _WORDS_WITHIN.search(inside) or _PRICE.match(inside):
                continue
        found.append((start, end))
    return found


_PRICE = re.compile(r"[\d.,_]+(?:\s|$)")
_SPACES = " \t\r"
_CLOSERS = ".,;:!?)]”’"


def taken_out(text: str, start: int, end: int) -> tuple[int, int, str]:
    """What to replace where `text[start:end]` is to go: no doubled space, no space at a line's end, no empty line stays behind.

    >>> taken_out("one <x> two", 4, 7), taken_out("one\\n<x>\\ntwo", 4, 7), taken_out("one <x>.", 4, 7)
    ((4, 8, ''), (3, 8, '\\n'), (3, 7, ''))
    """
    left, right = start, end
    while left and text[left - 1] in _SPACES:
        left -= 1
    while right < len(text) and text[right] in _SPACES:
        right += 1
    at_start = left == 0 or text[left - 1] == "\n"
    at_end = right == len(text) or text[right] == "\n"
    if at_start and at_end:
        return _line_out(text, left, right)
    if at_start:
        # An indent that stood before the mark stays; a space that followed it goes.
        return start, right, ""
    if at_end:
        return left, end, ""
    if left < start and right > end:
        return start, right, ""
    if left < start and text[end] in _CLOSERS:
        return left, end, ""
    return start, end, ""


def runs(spans: Iterable[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Spans in text order, those that touch as one; sure where all are. Overlaps go.

    >>> runs([(0, 3, True), (3, 6, False), (8, 11, True)])
    [(0, 6, False), (8, 11, True)]
    """
    joined: list[tuple[int, int, bool]] = []
    for start, end, sure in sorted(spans, key=lambda span: (span[0], -span[1])):
        if joined and start < joined[-1][1]:
            continue
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end, joined[-1][2] and sure)
        else:
            joined.append((start, end, sure))
    return joined


def last_break(text: str, first: int, end: int) -> str:
    """What stays where all from `first` is taken out, of which blanks alone follow `end`: a file ends with a line break as it did before."""
    return "\n" if first and end < len(text) and text.endswith("\n") else ""


def _line_out(text: str, left: int, right: int) -> tuple[int, int, str]:
    """The same for a span that fills its line: the wider of the gaps before and after it stays."""
    first, last = left, right
    while first and text[first - 1] in " \t\r\n":
        first -= 1
    while last < len(text) and text[last] in " \t\r\n":
        last += 1
    if first == 0 or last == len(text):
        return first, last, last_break(text, first, right)
    gap = max(text.count("\n", first, left), text.count("\n", right, last))
    kept = text[max(text.rfind("\n", right, last) + 1, right) : last]
    return first, last, "\n" * gap + kept
