"""A document: the caller's text and the views of it that rules share, each computed at most once.

Every view keeps the caller's offsets: position i of a view belongs to code point i of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar, overload

from textcheck.expressions import expression

if TYPE_CHECKING:
    from datetime import date

    from textcheck.decoding import Decoded

View = TypeVar("View")

# What stands for a character in `codes` when Windows-1252 has no byte for it.
UNENCODABLE = b"?"

_LONE_SURROGATES = dict.fromkeys(range(55296, 57344), "�")


class Hit(NamedTuple):
    """A term found at `folded[start:end]`; `term` is its place in its term set."""

    start: int
    end: int
    term: int


class RoleHolder(NamedTuple):
    """Who a corpus says holds a role: the name as written, how many documents say so, and when (None where undated)."""

    name: str
    documents: int
    first: date | None
    last: date | None


class NamedHolders(Protocol):
    """Who is named in which role, counted, as a rule may ask; what is derived from it may be kept in `memo` as long as it lasts."""

    @property
    def memo(self) -> dict[Any, Any]: ...

    def namesakes(self, role: str, name: str) -> Sequence[RoleHolder]:
        """Those holders of a role whose names may be one with, or near to, the name; in no order."""
        ...

    def bearers(self, surname: str) -> Sequence[tuple[str, RoleHolder]]:
        """Everyone whose full name ends in a folded surname, with the role key."""
        ...

    def leading(self, role: str) -> Sequence[RoleHolder]:
        """Those whom most documents name in a role, the most frequent first."""
        ...

    def spelled(self, word: str) -> int:
        """In how many documents a folded word is part of a full name."""
        ...


class RoleHolders(NamedHolders, Protocol):
    """What a rule may ask of a corpus profile."""

    documents: int

    def documents_with(self, line: str) -> int:
        """How many documents of the corpus hold a line; 0 where it is too short to tell anything."""
        ...

    def copies(self, text: str) -> int:
        """How many other documents of the corpus are nearly the same as a text."""
        ...

    def holders(self, role: str) -> Sequence[RoleHolder]:
        """Everyone the corpus names in a role, the most frequent first; empty where the role is unknown."""
        ...


class Roster(Protocol):
    """Who holds which office according to the user."""

    def holders(self, role: str, where: str | None) -> tuple[Any, ...]:
        """The holders of a role in a place; in any place where none is named."""
        ...


class OwnTerms(Protocol):
    """The user's own lexicon, as a rule may ask."""

    @property
    def terms(self) -> Sequence[Any]:
        """The terms to report."""
        ...

    def places(self, doc: Document) -> Sequence[tuple[int, int, int]]:
        """Where they stand: start, end, and the number of the term; by start, the longest first."""
        ...


class Context(NamedTuple):
    """What is known beside the text: set by the caller, the same for all documents of one call or their own."""

    facts: bool = True
    profile: RoleHolders | None = None
    date: date | None = None
    language: str | None = None
    roster: Roster | None = None
    language_detector: str | None = None
    own_terms: OwnTerms | None = None


NO_CONTEXT = Context()


class once(Generic[View]):
    """A property computed when first asked for and then kept in the instance.

    `functools.cached_property` does the same behind a lock, which costs more than many a view of a short document.
    """

    def __init__(self, compute: Callable[[Any], View]) -> None:
        self._compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> once[View]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> View: ...

    def __get__(self, instance: object | None, owner: type) -> once[View] | View:
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._compute(instance)
        return value


class Document:
    """One text and its shared views.

    >>> doc = Document("The war.He SAID “no”")
    >>> doc.folded
    'the war.he said "no"'
    >>> doc.codes[-4:]
    b'\\x93no\\x94'
    """

    def __init__(
        self,
        text: str,
        *,
        name: str | None = None,
        source: Decoded | None = None,
        context: Context = NO_CONTEXT,
    ) -> None:
        self.text = text
        self.name = name
        self.source = source
        self.context = context
        self.hits: Mapping[str, Sequence[Hit]] = {}
        self._views: dict[Callable[[Document], Any], Any] = {}

    @property
    def ascii(self) -> bool:
        """Whether every character is ASCII; Python keeps count, so asking costs nothing."""
        return self.text.isascii()

    @once
    def codes(self) -> bytes:
        """One byte a code point: its Windows-1252 code, or `?` where it has none. Structural patterns run on it."""
        # ASCII needs no table, and is ten times as fast without one.
        return self.text.encode() if self.text.isascii() else self.text.encode("cp1252", "replace")

    @once
    def folded_codes(self) -> bytes:
        """`codes` in lower case with straight quotes and ordinary spaces. Terms are looked up in it."""
        return folded(self.codes)

    @once
    def word_codes(self) -> bytes:
        """`codes` in lower case with a space for all that is neither letter nor digit; `words` are its runs.

        A character that Windows-1252 has not is a `?` inside its word.
        """
        return _word_codes(self.text) if self.has_unencodable else self.codes.translate(WORD_CODES)

    @once
    def word_count(self) -> int:
        """The number of `words`."""
        return len(self.words)

    @once
    def words(self) -> list[bytes]:
        """The runs of letters and digits of the text as lower-case codes, in text order; `don't` is two, `don` and `t`."""
        return self.word_codes.split()

    @once
    def odd_codes(self) -> bytes:
        """The bytes of `codes` that are neither ASCII nor typographic punctuation of clean English, in text order."""
        return b"" if self.ascii else self.codes.translate(None, _ORDINARY)

    @once
    def has_unencodable(self) -> bool:
        """Whether some character lies outside Windows-1252, and so is a `?` in `codes`."""
        return not self.ascii and self.codes.count(UNENCODABLE) != self.text.count("?")

    @once
    def folded(self) -> str:
        """The text in lower case with straight quotes and ordinary spaces, same length as the text."""
        text = self.text
        if self.ascii:
            return text.lower()
        # U+0130 is the one character that lower() makes longer.
        folded = text.replace("\u0130", "i").lower()
        for curly, straight in _STRAIGHT:
            if curly in folded:
                folded = folded.replace(curly, straight)
        try:
            folded.encode()
        except UnicodeEncodeError:
            folded = folded.translate(_LONE_SURROGATES)
        return folded

    @once
    def lines(self) -> tuple[tuple[int, int], ...]:
        """The half-open span of every line, without its line break; breaks are those of str.splitlines."""
        spans, at = [], 0
        for line in self.text.splitlines(keepends=True):
            end = at + len(line)
            spans.append((at, at + len(line.rstrip(_BREAKS)) if line[-1] in _BREAKS else end))
            at = end
        return tuple(spans)

    @once
    def verbatim(self) -> tuple[tuple[int, int], ...]:
        """The half-open spans that quote code, in text order: fenced blocks, what stands between backticks on one line, indented blocks.

        An indented block counts below a line that ends in a colon, or below a blank one, where most of its lines read as code; verse and
        quotations are indented, too. What looks like damage there may be what the writer shows, so that no repair of it is safe.
        """
        text = self.text
        found = [match.span() for match in _CODE.finditer(text)] if "`" in text or "~~~" in text else []
        if "\n    " in text or "\n\t" in text:
            found = _united([*found, *(match.span(1) for match in _INDENTED.finditer(text) if _is_code(match.group(1)))])
        return tuple(found)

    def is_verbatim(self, start: int, end: int) -> bool:
        """Whether a span touches quoted code."""
        return self._quotation(start, end) is not None

    def is_quoted(self, start: int, end: int) -> bool:
        """The same, but not where what stands between the marks of quotation is half of the span or more, and part of a notation: ``:ref:`tides` ``."""
        quotation = self._quotation(start, end)
        if quotation is None:
            return False
        first, last = quotation
        within = start <= first and last <= end and quotation != (start, end)
        return not within or end - start > 2 * (last - first)

    def _quotation(self, start: int, end: int) -> tuple[int, int] | None:
        """The last of the spans that quote code which a span touches."""
        spans = self.verbatim
        at = bisect_right(spans, (end, -1))
        return spans[at - 1] if at > 0 and spans[at - 1][1] > start else None

    def view(self, compute: Callable[[Document], View]) -> View:
        """The result of `compute(self)`, computed at most once a document: how higher floors add views of their own."""
        found: View = self._views.get(compute, _MISSING)
        if found is _MISSING:
            found = self._views[compute] = compute(self)
        return found

    def set_view(self, compute: Callable[[Document], View], value: View) -> None:
        """Give a view the value that it has: whoever computes it for many documents at once sets it here."""
        self._views[compute] = value

    def set_codes(self, codes: bytes, has_unencodable: bool) -> None:
        """The same for `codes` and `has_unencodable`."""
        self.codes = codes
        self.has_unencodable = has_unencodable

    def set_word_count(self, count: int) -> None:
        """The same for `word_count`."""
        self.__dict__["word_count"] = count


_MISSING: Any = object()
# A fence runs to its like at the beginning of a line, or to the end of the text; a run of backticks to a run of the same length,
# unless two of them open ``a quotation''. One behind a Latin letter opens nothing: it`s an apostrophe.
_CODE = expression(
    r"^[ >]{0,9}(`{3,}|~{3,})[^`\n]*\n(?:.*\n)*?[ >]{0,9}\1[`~]*[ ]*$|^[ >]{0,9}(?:`{3,}|~{3,})[^`\n]*\n[\s\S]*|(?<![`A-Za-z])(`+)(?!`)(?!(?<=``)[^`\n]*'')[^`\n]+(?<!`)\2(?!`)",
    re.MULTILINE,
)
# Lines indented by four columns and more, and blank ones between them, behind a blank line or a colon.
_INDENTED = expression(
    r"(?:\A|\n[ \t]*|:[ \t]*)\n((?:(?: {4}|\t)[^\n]*\S[^\n]*(?:\n(?:[ \t]*\n){0,3}(?=(?: {4}|\t)[^\n]*\S)|(?=\n|\Z)))+)"
)
# What lines of code and of data hold, and prose does not.
_CODE_SIGN = expression(r"[{}\[\]=;<>|\\$_#]|\w\(|\)\.|(?<!\S)--?\w|\w\.\w+\(|\w/\w|\":|::|^\s*(?:>>>|\.\.\.|//|/\*|\*/)")
_CODE_SHARE = 0.6


def _is_code(block: str) -> bool:
    """Whether most of the lines of an indented block read as code."""
    lines = [line for line in block.split("\n") if line.strip()]
    return sum(_CODE_SIGN.search(line) is not None for line in lines) >= _CODE_SHARE * len(lines)


def _united(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in text order, those that overlap made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


_STRAIGHT = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("\N{NO-BREAK SPACE}", " "))
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def _fold(byte: int) -> int:
    character = bytes([byte]).decode("cp1252", "replace").lower()
    for curly, straight in _STRAIGHT:
        character = character.replace(curly, straight)
    return character.encode("cp1252", "replace")[0]


_FOLD = bytes(map(_fold, range(256)))
# The word code of each byte of `codes`, and the same where a `?` is a letter that Windows-1252 has not.
WORD_CODES = bytes(_FOLD[byte] if bytes([byte]).decode("cp1252", "replace").isalnum() else 32 for byte in range(256))
WORD_CODES_BESIDE_UNKNOWN = WORD_CODES[:63] + UNENCODABLE + WORD_CODES[64:]


def folded(codes: bytes) -> bytes:
    """`Document.folded_codes` of some `Document.codes`."""
    return codes.translate(_FOLD)


def _word_codes(text: str) -> bytes:
    # Question marks of the text end words; those that stand for other characters are parts of them.
    return text.replace("?", " ").encode("cp1252", "replace").translate(WORD_CODES_BESIDE_UNKNOWN)


def words_of(text: str) -> list[bytes]:
    """The words of a part of a text, as in `Document.words`."""
    return _word_codes(text).split()


_ORDINARY = bytes(range(128)) + "‘’“”–—…\N{NO-BREAK SPACE}".encode("cp1252")
