"""What stands around a place on its line: prose, code, or the marks set apart by a tokeniser. Shared by the rules of punctuation."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from textcheck.document import Document
from textcheck.expressions import expression
from textcheck.finding import Finding, Severity
from textcheck.language import FUNCTION_WORDS

# Code points read on either side of a place; bounded so that cost stays linear in the number of places.
NEAR = 80

# Words that want another word after them: a mark of punctuation there says that something fell out.
DANGLING = frozenset(
    "the a an of by at in from with to for and or on into than their its his our my your between under".split()
)

# Of these, the ones that want a noun or an adjective, and the others.
_DETERMINERS = frozenset("the a an their its his our my your".split())
# Words that cannot follow those: "is a  of" has lost what stood between. After a preposition fewer are impossible ("of which").
RESUMING = frozenset("of in and for is was to that which or as by on from with are were has had who at".split())
_AFTER_PREPOSITION = frozenset("of is was or are were has had as".split())

# The first class is all that an expression of this length need look for in prose.
_CODE = expression(
    r"[_`{}<>|\\^=~$()/@&#:.-](?:(?<=[_`{}<>|\\^=~])|(?<=\$)[A-Za-z{(]|(?<=[^\W\d]\()(?!s\))|(?<=\))\.\w|(?<=:):|(?<=/)\w*[./]|(?<=@)\w"
    r"|(?<=&)&|(?<=#)\w|(?<=(?<!\S)-)(?:-\w|[A-Za-z]\s)|(?<=\w\.)(?:py|js|txt|html?|com|org|net)\b|(?<=\bwww\.))"
)
_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_WORD_ONLY = expression(_WORD)
_PROSE_AFTER = expression(rf"\s*[(“\"‘']?{_WORD}[,;:.!?)”\"'’]{{0,2}}(?:\s|\Z)")


# Anybody mistypes once. A finding that stands alone in its document is no surer than this to be damage done by a program.
_LONE = 0.75


def weighed(doc: Document, findings: Iterable[Finding], *, from_length: int = 0) -> Iterator[Finding]:
    """The findings of one rule about slips that writers make, too: a single one in a document of that length is a note."""
    stream = iter(findings)
    first, second = next(stream, None), next(stream, None)
    if first is None:
        return
    if second is None:
        if len(doc.text) >= from_length and first.severity > Severity.NOTE:
            first = first._replace(severity=Severity.NOTE, confidence=min(first.confidence, _LONE))
        yield first
        return
    yield first
    yield second
    yield from stream


def before(doc: Document, at: int, reach: int = NEAR) -> str:
    """What stands on the line before a place, as far as `reach`."""
    start = max(0, at - reach)
    return doc.text[max(start, doc.text.rfind("\n", start, at) + 1) : at]


def after(doc: Document, at: int, reach: int = NEAR) -> str:
    """What stands on the line from a place on, as far as `reach`."""
    end = doc.text.find("\n", at, at + reach)
    return doc.text[at : at + reach if end < 0 else end]


def is_code(doc: Document, start: int, end: int, reach: int = NEAR) -> bool:
    """Whether the line around a span holds what prose does not: `x_y`, `f(x)`, `a=b`, addresses, paths."""
    return _CODE.search(before(doc, start, reach)) is not None or _CODE.search(after(doc, end, reach)) is not None


def has_code(doc: Document) -> bool:
    """Whether the document names calls or variables, so that a word beside a mark may be one."""
    return doc.view(_has_code)


def _has_code(doc: Document) -> bool:
    codes = doc.codes
    return b"()" in codes or b"_" in codes or b"`" in codes or b"};" in codes


def prose_before(doc: Document, at: int) -> bool:
    """Whether a word ends here that a space divides from one before it."""
    lead, _, word = before(doc, at).rpartition(" ")
    lead = lead.rstrip()
    return (
        bool(lead)
        and (lead[-1].isalnum() or lead[-1] in "%)”’\"'.,;:!?–—-")
        and _WORD_ONLY.fullmatch(word.lstrip("(“\"‘'")) is not None
    )


def prose_after(doc: Document, at: int) -> bool:
    """Whether a word that ends as words of prose end begins here."""
    return _PROSE_AFTER.match(after(doc, at)) is not None


@cache
def function_words() -> frozenset[str]:
    """The commonest words of all known languages, without those of one letter, which are names of variables, too."""
    return frozenset(word for words in FUNCTION_WORDS.values() for word in words.split() if len(word) > 1)


def is_gap(first: str, second: str) -> bool:
    """Whether two words with a gap between them cannot have stood side by side.

    >>> is_gap("the", "of"), is_gap("by", "was"), is_gap("of", "which"), is_gap("and", "in")
    (True, True, False, False)
    """
    if first in _DETERMINERS:
        return second in RESUMING
    if second == "and":
        # "to and from" and "in and of itself" are phrases.
        return first in ("of", "by", "with", "from", "at", "than", "between", "into")
    if first == "let":
        return second in ("be", "denote")
    return first in DANGLING and first not in ("and", "or") and second in _AFTER_PREPOSITION


# Bytes of `Document.codes` that are no quotation marks, apostrophes or breaks.
_NOT_MARKS = bytes(code for code in range(256) if code not in b"\"'\x92\x93\x94\n")


def quotation_marks(doc: Document) -> bytes:
    """The double quotation marks, apostrophes and line breaks of `Document.codes`, in text order and nothing else."""
    return doc.view(_quotation_marks)


def _quotation_marks(doc: Document) -> bytes:
    return doc.codes.translate(None, _NOT_MARKS)


# A tag or a piece of one, attributes, a record on one line, a literal: what stands in quotation marks there is quoted for a program.
_OF_PROGRAMS = expression(
    r"</?[A-Za-z][^<>\n]{0,400}(?:>|\Z)"
    r"|[^\W\d][\w:-]{0,40}=(?:\\?\"[^\"\n]{0,400}(?:\"|\Z)|'[^'\n]{0,400}')"
    r"|[\[({][bru]?'[^'\n]{1,80}'[\])},]"
    r"|(?<!\w)[bru]'[^'\n]{1,80}'(?!\w)"
)
_RECORD_BEGINS = expression(r"\{\s?[\"'][^\"'\n]{1,80}[\"']\s?:")


def of_programs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of a line whose quotation marks belong to tags, attributes, records and literals, and not to its prose."""
    record = _RECORD_BEGINS.search(text, start, end)
    if record is None:
        return [match.span() for match in _OF_PROGRAMS.finditer(text, start, end)]
    last = text.rfind("}", record.end(), end) + 1 or end
    before = [match.span() for match in _OF_PROGRAMS.finditer(text, start, record.start())]
    return [*before, (record.start(), last), *(match.span() for match in _OF_PROGRAMS.finditer(text, last, end))]


def is_in(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a place is in one of some spans that follow each other."""
    before = bisect_right(spans, (at, spans[-1][1])) - 1 if spans else -1
    return before >= 0 and at < spans[before][1]


def is_tokenised(doc: Document) -> bool:
    """Whether a tokeniser has set the marks of the whole document apart: ` , ` and ` .` outnumber attached ones."""
    return doc.view(_is_tokenised)


# With fewer marks set apart, it is a slip or two.
_FEWEST_APART = 4


def _is_tokenised(doc: Document) -> bool:
    codes = doc.codes
    apart = codes.count(b" , ") + codes.count(b" . ") + codes.count(b" .\n") + codes.endswith(b" .")
    # Nobody but a tokeniser writes these two.
    tokens = codes.count(b" n't ") + (codes.count(b"`` ") if b" ''" in codes else 0) if apart else 0
    if apart + 2 * tokens < _FEWEST_APART:
        return False
    attached = codes.count(b", ") + codes.count(b". ") + codes.count(b".\n") + codes.endswith(b".") - apart
    return apart > 3 * attached
