"""How stray tokens are told from a notation in use: what stands around a place, whether it is quoted, and how a token is taken out.

A document written in a notation, such as a program, a Markdown source or a record, is not damaged by it; a piece of the notation in
running prose is. So what decides is what stands around, never the piece alone.
"""

from __future__ import annotations

import enum

from textcheck.document import Document
from textcheck.expressions import expression

# Code points on either side that decide about a place; a sentence or two.
_REACH = 300
# A sentence longer than this is no sentence.
_LONGEST_SENTENCE = 600

_LETTER = expression(r"[^\W\d_]")
# What notations are made of. Prose has a few: a semicolon, a price, an underscore for emphasis.
_MARK = expression(r"[{}<>=|\\_#$@~^*\[\];]|\w\(|::|->")
# Simple groups are what is judged here: several of them in one paragraph do not make it a program.
_GROUP = expression(
    r"\{\{ ?[\w .:|’'\"(),-]{1,40} ?\}\}|\{[\w .:|’'-]{1,40}\}|%\w{1,30}%|<%=? ?[\w.@]{1,40} ?%>|\{% ?[\w .=\"']{1,40} ?%\}"
    r"|\[\[\w[\w ]{0,40}\]\]|[<\[][^\W\d_][\w ’'-]{0,40}[>\]]|\[\d{1,3}\]|@@\w{1,30}@@|__\w{1,30}__|https?://\S{1,200}"
)
# Prose has at least so many letters for each such mark. English prose has hundreds, programs about three.
_LETTERS_A_MARK = 10
_FEWEST_LETTERS = 8

# Who speaks of programs, templates or language models may show their notation. Some are everyday words: one alone says nothing.
PROGRAM_WORDS = frozenset(
    "api app application argument arguments array arrays attribute attributes backend boolean browser browsers bug bugs byte bytes "
    "callback cli cmdlet cmdlets code codebase coding compile compiled compiler config configuration console css csv dataset "
    "datatype debug "
    "debugging default delimiter delimiters developer developers directory docker docs documentation encoded encoder encoding "
    "endpoint endpoints enum "
    "environment exception exceptions executable field fields file filename filenames files float floats folder frontend function "
    "functions git github handler handlebars "
    "header headers html http https identifier identifiers import imports input instance instances integer integers interface "
    "interpolation java javascript jinja json kernel "
    "keyword keywords "
    "library literal literals linux log logs macro macros markdown markup metadata method methods module modules mysql namespace node "
    "null object objects operator operators "
    "output override package packages param parameter parameters parse parser parsing php pipeline plugin plugins pointer postgres "
    "powershell program programmer programmers "
    "programming programs prompt prompts property python query queries regex repository request repo runtime rust schema script "
    "scripting scripts "
    "server shell snippet software spreadsheet sql "
    "stack stdout string strings struct subclass syntax tag tags template templates tensor token tokenizer tokens traceback trait "
    "tuple tuples type types unicode "
    "unix url urls usage user users utf value values variable variables version wildcard windows wordpress wrapper xml yaml "
    "chatbot chatbots chatgpt llm llms transformer transformers vocabulary pretrained".split()
)
_FEWEST_PROGRAM_WORDS = 3

_OPENING = frozenset("\"'`“‘«‹„「『")
_CLOSING = frozenset("\"'`”’»›“」』")
_BEFORE_WHICH_NO_SPACE = frozenset(" \n.,;:!?)]}”’»…")


class Standing(enum.Enum):
    """What a place stands in: running prose, prose about programs, or a notation."""

    PROSE = "prose"
    TALK = "talk of programs"
    NOTATION = "notation"


_LETTER_CODES = bytes(code for code in range(256) if bytes([code]).decode("cp1252", "replace").isalpha())
_NOT_LETTERS = bytes(code for code in range(256) if code not in _LETTER_CODES)
_NOT_LETTERS_OR_UNKNOWN = _NOT_LETTERS.replace(b"?", b"")
_NOT_MARKS = bytes(code for code in range(256) if code not in b"{}<>=|\\_#$@~^*[];")
_TO_WORDS = bytes(code | 32 if 65 <= code <= 90 else code if 97 <= code <= 122 else 32 for code in range(256))
_PROGRAM_CODES = frozenset(word.encode() for word in PROGRAM_WORDS)


def standing(doc: Document, start: int, end: int) -> Standing:
    """What a span stands in, the span itself left out; quoted code is notation."""
    if (doc.verbatim and doc.is_verbatim(start, end)) or is_shown(doc.text, start) or doc.view(is_program):
        return Standing.NOTATION
    codes = doc.codes
    before, after = codes[max(0, start - _REACH) : start], codes[end : end + _REACH]
    around = before + b"\n" + after
    letters = len(around.translate(None, _NOT_LETTERS_OR_UNKNOWN if doc.has_unencodable else _NOT_LETTERS))
    if letters < _FEWEST_LETTERS:
        return Standing.NOTATION
    calls = around.count(b"(") - around.count(b" (") - around.count(b"\n(")
    marks = len(around.translate(None, _NOT_MARKS)) + calls + around.count(b"::") + around.count(b"->")
    if marks * _LETTERS_A_MARK > letters and _is_notation(doc.text, start, end):
        return Standing.NOTATION
    if len(_PROGRAM_CODES.intersection(around.translate(_TO_WORDS).split())) >= _FEWEST_PROGRAM_WORDS:
        return Standing.TALK
    return Standing.TALK if doc.view(is_manual) else Standing.PROSE


# So many different words of programs, and this share of all its words, say what a whole document is about: of documentation of programs eight in
# ten have both, of web pages one in twelve, of news, law and novels none.
_WORDS_OF_MANUAL, _SHARE_OF_MANUAL = 12, 0.03


def is_manual(doc: Document) -> bool:
    """Whether a document speaks of programs throughout, by its first pages."""
    words = doc.codes[:_READ].translate(_TO_WORDS).split()
    spoken = [word for word in words if word in _PROGRAM_CODES]
    return len(spoken) >= _SHARE_OF_MANUAL * len(words) and len(set(spoken)) >= _WORDS_OF_MANUAL


# How much of a document is read to see whether it is a program, and how few lines prove nothing.
_READ = 20_000
_FEWEST_LINES = 8
_CODE_LINE = expression(r"[ \t#/*@{}()<;$%]|[^\n]*(?:[{}\\(=]|[;,:)])[ \t]*\Z")


def is_program(doc: Document) -> bool:
    """Whether a whole document is a program, a stylesheet or a record: most lines are code, and few characters are prose.

    A text with one large island is none: its paragraphs outweigh it.
    """
    head = doc.text[:_READ]
    lines = [line for line in head.split("\n") if line.strip()]
    if len(lines) < _FEWEST_LINES or len(_MARK.findall(head)) * 40 < len(head):
        return False
    code = prose = 0
    for line in lines:
        if _CODE_LINE.match(line):
            code += 1
        elif line.count(" ") >= 7 and len(_MARK.findall(line)) * 20 < len(line):
            prose += len(line)
    return code >= 0.6 * len(lines) and prose < 0.25 * len(head)


_PROMPT = expression(r"[ \t]*(?:>>>|\.\.\.|In \[\d+\]:|[$%] \w|[\w.-]{0,30}[@:~][\w@:~/ -]{0,40}[$#] )")
_INDENT = expression(r"[ \t]*")
# Lines so far in are code where others are not; two columns are enough below a line that announces them.
_INDENTED, _ANNOUNCED = 4, 2


def is_shown(text: str, start: int) -> bool:
    """Whether a place is on a line that shows code: indented below lines that are not, or behind a prompt."""
    low = max(0, start - _REACH)
    line = text.rfind("\n", low, start) + 1
    if not line and low:
        return False
    if text[line : line + 1] not in (" ", "\t"):
        return text[line : line + 1] in (">", "$", "%", ".", "I") and _PROMPT.match(text, line) is not None
    width = len(_INDENT.match(text, line, line + 200).group().expandtabs(4))  # type: ignore[union-attr]
    if width < _ANNOUNCED or not line:
        return False
    before = [other for other in text[max(0, line - 3 * _REACH) : line].split("\n") if other.strip()]
    margin = [other for other in before if not other[0].isspace()]
    if not margin:
        return _PROMPT.match(text, line) is not None
    if width >= _INDENTED:
        return True
    return margin[-1].rstrip().endswith(":") or _PROMPT.match(text, line) is not None


def _is_notation(text: str, start: int, end: int) -> bool:
    """Whether marks are too many for prose, simple groups left out."""
    around = _GROUP.sub(" ", f"{text[max(0, start - _REACH) : start]}\n{text[end : end + _REACH]}")
    letters = len(_LETTER.findall(around))
    return letters < _FEWEST_LETTERS or len(_MARK.findall(around)) * _LETTERS_A_MARK > letters


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether quotation marks or backticks enclose exactly this span: it is spoken of, not used."""
    after = end + 1 if text[end : end + 1] in (",", ".") else end
    return text[start - 1 : start] in _OPENING and text[after : after + 1] in _CLOSING if start else False


# A quotation that began so long ago is more than the words in question, or was never closed.
_QUOTED = 100


def in_quotation(text: str, start: int) -> bool:
    """Whether a quotation that began shortly before, on the same line, is open at a place and is closed after it."""
    left, right = line_of(text, start, start, 2 * _REACH)
    for opening, closing in ("“”", "«»", "„“"):
        at = left.rfind(opening)
        if at >= 0 and len(left) - at <= _QUOTED and closing not in left[at + 1 :] and closing in right:
            return True
    return left.count('"') % 2 == 1 and len(left) - left.rfind('"') <= _QUOTED and '"' in right


def line_of(text: str, start: int, end: int, reach: int = _REACH) -> tuple[str, str]:
    """What stands before and after a span on its line, as far as `reach`."""
    left = text[max(0, start - reach) : start]
    right = text[end : end + reach]
    return left[left.rfind("\n") + 1 :], right.partition("\n")[0]


def removal(text: str, start: int, end: int) -> tuple[int, int]:
    """What to delete so that a span is gone and no gap stays: with it one space beside it, or the break of lines it fills.

    >>> removal("so {% endif %} it", 3, 14), removal("one\\n\\nNaN\\n\\ntwo", 5, 8)
    ((2, 14), (5, 10))
    """
    left, right = start, end
    while left and text[left - 1] in " \t" and start - left < 80:
        left -= 1
    while right < len(text) and text[right] in " \t" and right - end < 80:
        right += 1
    opens = left == 0 or text[left - 1] == "\n"
    closes = right == len(text) or text[right] == "\n"
    if opens and closes:
        before, after = _breaks(text, left, -1), _breaks(text, right, 1)
        # The wider break stays; at the ends of a text none does.
        if left == before:
            return left, right + after
        return (left - before, right) if after > before or right + after == len(text) else (left, right + after)
    if opens:
        return start, right
    if left < start and (closes or text[end] in _BEFORE_WHICH_NO_SPACE):
        return start - 1, end
    return start, end


def _breaks(text: str, at: int, step: int) -> int:
    """How many line breaks, at most four, touch a place on one side."""
    count = 0
    while count < 4 and 0 <= (place := at + count if step > 0 else at - 1 - count) < len(text) and text[place] == "\n":
        count += 1
    return count


_SENTENCE_END = expression(r"[.!?…:][\"”’')\]*_]*(?=\s|\Z)")


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence or sentences of one line that hold a span; a span in a sentence without end is itself."""
    low = max(0, start - _LONGEST_SENTENCE)
    left = text.rfind("\n", low, start) + 1 or low
    for match in _SENTENCE_END.finditer(text, left, start):
        # The mark must be followed by a space before the span, else it is the span's own.
        if match.end() < start:
            left = match.end()
    while left < start and text[left].isspace():
        left += 1
    line = text.find("\n", end, end + _LONGEST_SENTENCE)
    high = line if line >= 0 else min(len(text), end + _LONGEST_SENTENCE)
    if end and end <= len(text) and _SENTENCE_END.fullmatch(text, end - 1, end) and (end == len(text) or text[end].isspace()):
        return left, end
    found = _SENTENCE_END.search(text, end, high)
    return left, found.end() if found else high


# What templates are asked for: the last word of a variable's name, and the words that may stand before it.
_VARIABLE_ENDS = frozenset(
    "name names firstname lastname fname lname fullname username surname email mail address street city state zip zipcode postcode "
    "country phone mobile telephone fax company organization organisation employer title date number no num id code product item "
    "price amount total quantity qty invoice customer client subscriber recipient sender contact url link website domain brand "
    "keyword keywords username password login filename salutation unsubscribe firstname lastname discount coupon balance "
    "member user guest event store hotel location department role agent manager owner order account reference message description "
    "nom prenom vorname nachname name1 nombre apellido adresse fecha datum".split()
)
VARIABLE_WORDS = _VARIABLE_ENDS | frozenset(
    "first last full middle user order account customer client company product item invoice due start end birth street postal phone "
    "cell home work billing shipping delivery tracking reference ref event booking reservation payment policy case ticket member "
    "membership job position role department store shop business site page website sub current today of the your my recipient "
    "sender contact subscriber agent manager owner employee patient student school course total unit".split()
)
_ONE_NAME = expression(
    r"[A-Za-z]+(?:[_.][A-Za-z0-9]+|-[A-Za-z]+_)[\w.]*|[a-z]+[A-Z]\w*|[A-Z][a-z]+(?:[A-Z][a-z]+)+|[A-Z]{2,}[A-Z0-9]*|[A-Za-z]+\d+"
)


def is_variable(name: str) -> bool:
    """Whether something in template marks reads as the name of a variable rather than as words of a sentence.

    >>> [is_variable(name) for name in ("first_name", "order number", "userName", "DATE", "name of company", "village council")]
    [True, True, True, True, True, False]
    """
    if _ONE_NAME.fullmatch(name):
        return True
    words = name.lower().split()
    if not words or not VARIABLE_WORDS.issuperset(words):
        return False
    if words[0] in ("of", "the"):
        return False
    return words[-1] in _VARIABLE_ENDS or (words[0] in _VARIABLE_ENDS and "of" in words)


# Strings, comments and brackets of programs and records; a string ends on its line.
_TOKEN = expression(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|/\*(?:[^*]|\*(?!/))*\*/|[{}()\[\];\n]")
# Code points that the end of code is looked for in. Where it is never closed, each of its statements looks so far.
LONGEST_ISLAND = 12_000


def island_end(text: str, start: int, *, stops: str = "") -> tuple[int, bool]:
    """Where the code that begins at a place ends, and whether all its brackets are closed.

    Without `stops` that is where its first bracket is closed; with them, at the first of these marks outside all brackets, the mark
    included unless it is a line break. Code that is never closed ends with its line.

    >>> island_end('{"a": {"b": "}"}} and so on', 0)
    (17, True)
    >>> island_end("var a = [1, 2]; and so on", 0, stops=";\\\\n")
    (15, True)
    """
    depth = 0
    limit = min(len(text), start + LONGEST_ISLAND)
    first_line = -1
    for match in _TOKEN.finditer(text, start, limit):
        mark = match.group()
        if mark == "\n" and first_line < 0:
            first_line = match.start()
        if depth == 0 and mark in stops and len(mark) == 1:
            return (match.start() if mark == "\n" else match.end()), True
        if mark in ("{", "(", "["):
            depth += 1
        elif mark in ("}", ")", "]"):
            depth -= 1
            if depth < 0:
                return match.start(), True
            if depth == 0 and not stops:
                return match.end(), True
    if depth == 0 and stops:
        return limit, True
    return (first_line if first_line >= 0 else limit), False
