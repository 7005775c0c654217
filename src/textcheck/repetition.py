"""What a document says twice: copies of lines, paragraphs, sentences and phrases, each place claimed by one kind only.

A clean document is asked a few cheap questions at the speed of C, and only one that fails them is read closely. The copies of a
passage are the later ones; the first is the original.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import islice, pairwise
from operator import eq
from typing import TYPE_CHECKING, NamedTuple, cast

from textcheck.document import Document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence


class Copy(NamedTuple):
    """A later occurrence, `text[start:end]`, of `text[original:...]`; `times` counts all that stand in a row there.

    `cut` is what to delete, with the space that parts the copy from its neighbours. `adjacent` says that nothing stands between the original
    and the copy, `share` how much of it is the same.
    """

    start: int
    end: int
    cut: tuple[int, int]
    original: int
    words: int
    adjacent: bool
    times: int = 1
    share: float = 1.0


class Copies(NamedTuple):
    """All copies of a document by kind, each in text order."""

    paragraphs: tuple[Copy, ...] = ()
    lines: tuple[Copy, ...] = ()
    sentences: tuple[Copy, ...] = ()
    phrases: tuple[Copy, ...] = ()
    variants: tuple[Copy, ...] = ()


NONE = Copies()


def copies(doc: Document) -> Copies:
    """What the document says twice."""
    return doc.view(_copies)


def repeats(doc: Document) -> bool:
    """Whether something may stand in the document twice: a view."""
    return doc.view(_suspects) is not None


def _copies(doc: Document) -> Copies:
    suspects = doc.view(_suspects)
    if suspects is None:
        return NONE
    text = doc.text
    taken = _Taken()
    rows = _rows(text)
    paragraphs: list[Copy] = []
    repeated: list[Copy] = []
    variants: list[Copy] = []
    sentences: list[Copy] = []
    phrases: list[Copy] = []
    # The larger a copy, the earlier it is claimed: a paragraph is not reported again as its sentences, nor a sentence as a phrase.
    if suspects.lines or suspects.sentences:
        paragraphs, repeated = _line_copies(rows, taken)
    if suspects.pieces:
        variants = _variants(rows, suspects.pieces, taken)
    if suspects.sentences:
        sentences = _sentence_copies(text, rows, taken)
    periods = set(suspects.periods)
    if any(later - place < _NEAR for place, later in pairwise(suspects.pieces)):
        periods.update(range(LONGEST_PERIOD + 1, LONGEST_PASSAGE + 1))
    if periods:
        phrases = _loops(doc, periods, taken)
    return Copies(tuple(paragraphs), tuple(repeated), tuple(sentences), tuple(phrases), tuple(variants))


# --- the cheap questions ---

# The words of a text are read as their initials, a sixth of its length: equal passages have equal initials, and unequal ones hardly ever
# so many. In capitals, where every word begins with one, what ends sentences and clauses stays beside them.
_ENDS = bytes.maketrans(b"!?\n,;:\x97\x96", b"." * 8)
_NOT_MARKED = bytes(byte for byte in range(256) if not (65 <= byte <= 90 or byte in b".!?\n,;:\x97\x96"))
# What ends sentences becomes a full stop; space, quotation marks and brackets go, because one copy of a sentence may have others
# beside it than the next.
_SENTENCE_ENDS = bytes.maketrans(b"!?\n", b"...")
_BETWEEN = b" \t\r\"'\x91\x92\x93\x94()"
# Shorter sentences, without space, are repeated in any prose.
_SHORTEST_SENTENCE = 20
# Shorter clauses are alike by chance.
_SHORTEST_PART = 4
# The commonest ending of a word does the same with the text itself.
_CUT = b"e "
_SHORTEST_PIECE = 21
_SHORTEST_LINE = 12
# A paragraph of fewer characters has no other version.
_SHORTEST_VARIANT = 80
# Where one character in so many is none of Windows-1252, the codes say too little.
_FOREIGN = 20


class _Suspects(NamedTuple):
    """Whether some line or sentence may stand there twice, where pieces do, and with which periods words may."""

    lines: bool
    sentences: bool
    pieces: Sequence[int]
    periods: Collection[int]


def _suspects(doc: Document) -> _Suspects | None:
    """None for nearly every clean document."""
    text = doc.text
    lines = [line for line in text.split("\n") if len(line) >= _SHORTEST_LINE]
    some_line = _has_copy(lines)
    if _is_foreign(doc):
        some_sentence = _has_copy([part for part in _OTHER_ENDS.split(text) if len(part) >= _FEWEST_CHARACTERS])
        periods = _periods(doc, bytes([ord(unit[0]) & 255 for unit in _foreign_units(doc)]))
        if not (some_line or some_sentence or periods):
            return None
        return _Suspects(some_line, some_sentence, range(0, len(text), 80) if some_sentence else (), periods)
    marked = doc.codes.title().translate(_ENDS, _NOT_MARKED)
    initials = marked.translate(None, b".")
    periods = _periods(doc, initials)
    some_clause = bool(periods) or _has_copy([part for part in marked.split(b".") if len(part) >= _SHORTEST_PART])
    codes = doc.codes
    # Paragraphs may be nearly the same without a clause that is.
    some_piece = (some_clause or len([line for line in lines if len(line) >= _SHORTEST_VARIANT]) > 1) and _has_copy(
        [part for part in codes.split(_CUT) if len(part) >= _SHORTEST_PIECE]
    )
    some_sentence = some_clause and _has_copy(
        [part for part in codes.translate(_SENTENCE_ENDS, _BETWEEN).split(b".") if len(part) >= _SHORTEST_SENTENCE]
    )
    if not (some_line or some_sentence or some_piece or periods):
        return None
    return _Suspects(some_line, some_sentence, _repeated_pieces(codes) if some_piece else (), periods)


def _has_copy(parts: list[str] | list[bytes]) -> bool:
    return len(set(parts)) < len(parts)


def _is_foreign(doc: Document) -> bool:
    return doc.has_unencodable and doc.codes.count(b"?") * _FOREIGN > len(doc.text)


def _repeated_pieces(codes: bytes) -> list[int]:
    """Where the pieces that occur more than once begin."""
    pieces = codes.split(_CUT)
    counts = Counter(pieces)
    places, at = [], 0
    for piece in pieces:
        if len(piece) >= _SHORTEST_PIECE and counts[piece] > 1:
            places.append(at)
        at += len(piece) + len(_CUT)
    return places


# The longest phrase that is looked for in a row by itself, and where pieces repeat within so many characters.
LONGEST_PERIOD = 12
LONGEST_PASSAGE = 20
_NEAR = 150
# So many words in a row that equal those one period before.
_FEWEST_EQUAL = [0, 4, 4, *range(3, LONGEST_PASSAGE + 1)]
# How many initials in a row show that, and for which periods.
_RUNS = [
    (b"\0" * equal, first, last) for equal, first, last in ((4, 1, 2), (3, 3, 3), (4, 4, 4), (5, 5, 5), (6, 6, LONGEST_PERIOD))
]
# Fewer words than this are a loop only where nothing but spaces stands between them: "I know, I know" is speech.
FEWEST_MARKED = 16
# Where more words than this have no initial, or initials no word, a place says nothing.
_MOST_SLACK = 200
# Initials compared at a time: arithmetic on whole numbers is linear, but those of a book would not stay in the cache.
_INITIALS = 4096


def _periods(doc: Document, initials: bytes) -> set[int]:
    """The periods with which words may repeat: their initials are compared with those that many words later, for all periods at once."""
    slack, is_near = None, False
    periods: set[int] = set()
    asked: set[int] = set()
    for start in range(0, len(initials), _INITIALS):
        part = initials[start : start + _INITIALS + 64]
        if len(part) <= LONGEST_PERIOD:
            # Too short for the comparison, or the end of what was compared.
            return periods if start else {period for period in range(1, len(part) // 2 + 1) if any(_runs(doc, period))}
        row = len(part) + 1
        equal = _compared(part)
        for run, first, last in _RUNS:
            at = equal.find(run, (first - 1) * row, last * row)
            while at >= 0:
                period = at // row + 1
                if slack is None:
                    # Where initials and words are counted alike, the words at a place can be asked; else all of them.
                    slack = abs(len(_units(doc)) - len(initials)) + _FEWEST_EQUAL[-1]
                    is_near = slack <= _MOST_SLACK and not doc.odd_codes
                # Equal initials are mostly chance.
                if period not in asked:
                    place = start + at % row
                    near = (max(0, place - slack), place + slack + 2 * period + len(run)) if is_near else None
                    found = any(_runs(doc, period, near))
                    if found:
                        periods.add(period)
                    if found or not is_near:
                        asked.add(period)
                at = equal.find(run, at + len(run), last * row)
    return periods


def _compared(initials: bytes) -> bytes:
    """Zero where an initial equals the one `period` places later: a row of one more than all places for each period from 1 on.

    Both are written many times over, the one with a place more in each row than the other, so that every row is moved by one place more than
    that before, and a single operation compares them all.
    """
    rows = (initials + b"\xff") * LONGEST_PERIOD
    size = len(rows)
    moved = (initials * (LONGEST_PERIOD + 2))[1 : size + 1]
    return (int.from_bytes(rows, "little") ^ int.from_bytes(moved, "little")).to_bytes(size, "little")


def _units(doc: Document) -> Sequence[bytes] | Sequence[str]:
    """The words of a document; what stands between spaces where the codes of its words say too little, its characters where it has few spaces."""
    if not _is_foreign(doc):
        return doc.words
    return _foreign_units(doc)


def _foreign_units(doc: Document) -> Sequence[str]:
    return doc.view(_split_foreign)


def _split_foreign(doc: Document) -> Sequence[str]:
    words = doc.text.split()
    return words if len(words) * 8 > len(doc.text) else doc.text


def _runs(doc: Document, period: int, near: tuple[int, int] | None = None) -> Iterator[tuple[int, int]]:
    """The first word and the end of every run of words that repeat with a period; with `near` only among those words."""
    units = _units(doc)
    if near is not None:
        units = units[slice(*near)]
    equal = bytes(map(eq, units, islice(units, period, None)))
    run = b"\1" * _FEWEST_EQUAL[period]
    at = equal.find(run)
    while at >= 0:
        end = equal.find(b"\0", at)
        end = len(equal) if end < 0 else end
        last = end + period
        if last - at >= FEWEST_MARKED or _is_unbroken(doc, units[at:last]):
            yield at, last
        at = equal.find(run, end)


def _is_unbroken(doc: Document, units: Sequence[bytes] | Sequence[str]) -> bool:
    """Whether some words stand in the text with nothing but single spaces between them."""
    if _is_foreign(doc):
        return True
    said = b" ".join(cast("Sequence[bytes]", units))
    return said in doc.folded_codes or (b"'" in doc.folded_codes and said in doc.folded_codes.replace(b"'", b" "))


# --- what the text is made of ---


class Row(NamedTuple):
    """A line that is not empty: its span without the space around it, what it says, and the same without a number before it."""

    start: int
    end: int
    said: str
    key: str


_NUMBERED = frozenset("#(0123456789")
_NUMBER = re.compile(r"[#(]?[0-9]{1,4}[.):]\s+(?=[^\W\d_])")


def _rows(text: str) -> list[Row]:
    rows, at = [], 0
    for line in text.split("\n"):
        said = line.strip()
        if said:
            start = at + line.index(said[0])
            rows.append(Row(start, start + len(said), said, _NUMBER.sub("", said, 1) if said[0] in _NUMBERED else said))
        at += len(line) + 1
    return rows


class _Taken:
    """Spans that are claimed, so that nothing is reported twice."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        at = bisect_right(self._starts, start)
        self._starts.insert(at, start)
        self._ends.insert(at, end)

    def touches(self, start: int, end: int) -> bool:
        at = bisect_right(self._starts, end - 1)
        return at > 0 and max(self._ends[max(0, at - 2) : at]) > start


_WORD = re.compile(r"[^\W_]+")
_OTHER_ENDS = re.compile(r"[.!?।。！？؟۔\n]+")
# Scripts without spaces: so many characters count as a word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_CHARACTERS_A_WORD = 2
_FEWEST_CHARACTERS = 12


def count_words(text: str) -> int:
    """How many words a text has; two characters of a script without spaces count as one."""
    found = len(text.split())
    unspaced = 0 if text.isascii() else len(_UNSPACED.findall(text))
    return found + unspaced // _CHARACTERS_A_WORD


# --- lines and paragraphs ---

# A line of so many words is a paragraph; so is a run of lines with so many.
_PARAGRAPH_WORDS = 12
_BLOCK_WORDS = 25
_LINE_WORDS = 4
# So many numbered copies of one line in a row are a loop that counts.
_COUNTED = 3
# Rows of tables and lines of code.
_TABLE = re.compile(r"[|\t]|\s{3}|(?:[{}<>=\\].*){4}")
# Those, items of lists, headings of acts, and whatever else is the same because its form is.
_FORM = re.compile(r"[|\t{}<>=\\]|^[-*•–—#>+~_.\d(\[/]|[:;,]$|\.{3}|_{2}|\s{3}|^\W+$")


def _line_copies(rows: list[Row], taken: _Taken) -> tuple[list[Copy], list[Copy]]:
    paragraphs: list[Copy] = []
    lines: list[Copy] = []
    first: dict[str, int] = {}
    counts = Counter([row.said for row in rows])
    at = 0
    while at < len(rows):
        original = first.setdefault(rows[at].key, at)
        if original == at:
            at += 1
            continue
        # A copy goes on for as long as the original does, through itself where it is repeated many times over.
        length = 1
        while at + length < len(rows) and rows[at + length].key == rows[original + length].key:
            first.setdefault(rows[at + length].key, at + length)
            length += 1
        copy = _line_copy(rows, original, at, length)
        kind = _kind_of(rows, original, at, length, copy, counts)
        if kind is not None:
            (paragraphs if kind == "paragraph" else lines).append(copy)
            taken.add(copy.start, copy.end)
        at += length
    return paragraphs, lines


def _line_copy(rows: list[Row], original: int, at: int, length: int) -> Copy:
    start, end = rows[at].start, rows[at + length - 1].end
    words = sum(count_words(row.said) for row in rows[at : at + length])
    period = at - original
    return Copy(start, end, (rows[at - 1].end, end), rows[original].start, words, period <= length, max(1, length // period))


def _kind_of(rows: list[Row], original: int, at: int, length: int, copy: Copy, counts: Counter[str]) -> str | None:
    run = rows[at : at + length]
    longest = max(run, key=lambda row: len(row.said))
    words = count_words(longest.said)
    if words >= _PARAGRAPH_WORDS and not _TABLE.search(longest.said) and not _is_verse(rows, at, at + length):
        return "paragraph"
    if copy.times >= _COUNTED and count_words(longest.key) >= _LINE_WORDS and longest.key != longest.said:
        return "line"
    if all(_is_form(row.said) for row in run) or _is_verse(rows, at, at + length) or _is_speech(rows, at):
        return None
    if copy.words >= _BLOCK_WORDS and words >= _LINE_WORDS and length > 1:
        return "paragraph"
    if words < _LINE_WORDS or _is_form(longest.said) or not any(map(str.islower, longest.said)):
        return None
    return "line"


def _is_form(said: str) -> bool:
    return _FORM.search(said) is not None or sum(map(str.isdigit, said)) * 4 > len(said)


# Lines on either side that decide what kind of text it is.
_AROUND = 6
# Lines of verse are short, and seldom end where a sentence does.
_VERSE = 58


def _is_verse(rows: list[Row], start: int, end: int) -> bool:
    """Whether the lines around are those of a poem, a song or a prayer: short ones, several of them in a row."""
    around = rows[max(0, start - _AROUND) : start] + rows[end : end + _AROUND]
    here = rows[start : min(end, start + _AROUND)]
    if max(len(row.said) for row in here) > _VERSE:
        return False
    short = sum(len(row.said) <= _VERSE and not _SPEECH.match(row.said) for row in around)
    return short >= 3 and short * 3 >= len(around) * 2


_SPEECH = re.compile(r"[“\"'‘—–«„-]|[^\W\d_][\w .'’-]{0,24}[:.] ")


def _is_speech(rows: list[Row], at: int) -> bool:
    """Whether a line is speech among speech, where an answer is as good twice."""
    around = rows[max(0, at - _AROUND) : at + _AROUND]
    return _SPEECH.match(rows[at].said) is not None and sum(_SPEECH.match(row.said) is not None for row in around) * 2 > len(
        around
    )


# --- sentences ---

_SENTENCE = re.compile(r"[^.!?。！？।؟۔]+(?:[.!?](?=[\w,;])[^.!?。！？।؟۔]*)*[.!?。！？।؟۔…]*[\"'”’)\]»]*")
_SENTENCE_WORDS = 6
# A text whose sentences are mostly short is a dialogue, a list or verse.
_LONGEST_SENTENCE = 4000


def _sentences(rows: list[Row], taken: _Taken) -> list[tuple[int, int, str, int]]:
    """The span, the words and the row of every sentence outside what is claimed."""
    found = []
    for number, row in enumerate(rows):
        if taken.touches(row.start, row.end):
            continue
        for match in _SENTENCE.finditer(row.said):
            said = match.group().strip()
            # Numbers between sentences count them, and are no sentences.
            if any(map(str.isalpha, said)):
                start = row.start + match.start() + match.group().index(said[0])
                found.append((start, start + len(said), said, number))
    return found


def _sentence_copies(text: str, rows: list[Row], taken: _Taken) -> list[Copy]:
    sentences = _sentences(rows, taken)
    first: dict[str, int] = {}
    found: list[Copy] = []
    at = 0
    while at < len(sentences):
        original = first.setdefault(sentences[at][2], at)
        if original == at:
            at += 1
            continue
        length = 1
        while at + length < len(sentences) and sentences[at + length][2] == sentences[original + length][2]:
            length += 1
        start, end = sentences[at][0], sentences[at + length - 1][1]
        words = count_words(text[start:end])
        longest = max(count_words(sentence[2]) for sentence in sentences[at : at + length])
        row = sentences[at][3]
        if longest >= _SENTENCE_WORDS and not taken.touches(start, end) and not _is_verse(rows, row, row + 1):
            period = at - original
            found.append(
                Copy(
                    start,
                    end,
                    _cut_of(text, rows, sentences, at, length),
                    sentences[original][0],
                    words,
                    period <= length and sentences[original][3] == row,
                    max(1, length // period),
                )
            )
            taken.add(start, end)
        at += length
    return found


def _cut_of(text: str, rows: list[Row], sentences: list[tuple[int, int, str, int]], at: int, length: int) -> tuple[int, int]:
    """A sentence goes with the space before it, at the beginning of its line with that after it, alone on its line with the break."""
    start, end = sentences[at][0], sentences[at + length - 1][1]
    row = rows[sentences[at][3]]
    last = rows[sentences[at + length - 1][3]]
    if start > row.start or end >= last.end:
        return sentences[at - 1][1], end
    after = end
    while after < len(text) and text[after] in " \t":
        after += 1
    return start, after


# --- phrases in a row ---


_PIECE = re.compile(r"\S+")


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def _loops(doc: Document, periods: Collection[int], taken: _Taken) -> list[Copy]:
    places = [(first, last, period) for period in sorted(periods) for first, last in _runs(doc, period)]
    if not places:
        return []
    units = _units(doc)
    if _is_foreign(doc):
        spans = [(at, at + 1) for at in range(len(units))] if isinstance(units, str) else _spans(_PIECE, doc.text)
    else:
        spans = _spans(_WORD, doc.text)
    if len(spans) != len(units):
        # Words that are counted otherwise: nothing is certain then.
        return []
    found: list[Copy] = []
    # The smallest period says what is repeated; larger ones are its multiples.
    for first, last, period in places:
        times = (last - first) // period
        original, second, stop = spans[first][0], spans[first + period][0], spans[first + times * period - 1][1]
        if times < 2 or taken.touches(original, stop):
            continue
        before = spans[first + period - 1][1]
        # What breaks off at the end of the text began another copy.
        if not doc.text[spans[last - 1][1] :].strip(" .…\n"):
            stop = spans[last - 1][1]
        found.append(Copy(second, stop, (before, stop), original, period, True, times - 1))
        taken.add(original, stop)
    return sorted(found)


# --- nearly the same paragraph ---

_SHINGLE = 3
_VARIANT_WORDS = 20
_LEAST_SHARE = 0.4


def _variants(rows: list[Row], places: Sequence[int], taken: _Taken) -> list[Copy]:
    """Paragraphs that share most of their phrases with an earlier one, but are not equal to it; at the places that hold repeated pieces."""
    starts = [row.start for row in rows]
    known: dict[int, int] = {}
    found: list[Copy] = []
    for number in sorted({max(0, bisect_right(starts, place) - 1) for place in places}):
        row = rows[number]
        if len(row.said) < _SHORTEST_VARIANT or _TABLE.search(row.said) or taken.touches(row.start, row.end):
            continue
        shingles = _shingles(row.said)
        if len(shingles) < _VARIANT_WORDS:
            continue
        votes = Counter([known[shingle] for shingle in shingles if shingle in known])
        for shingle in shingles:
            known.setdefault(shingle, number)
        if not votes:
            continue
        original, shared = votes.most_common(1)[0]
        share = shared / len(shingles)
        if share < _LEAST_SHARE or _is_mixed(row.said, rows[original].said):
            continue
        found.append(
            Copy(
                row.start,
                row.end,
                (rows[number - 1].end, row.end),
                rows[original].start,
                count_words(row.said),
                original == number - 1,
                1,
                share,
            )
        )
        taken.add(row.start, row.end)
    return found


def _shingles(said: str) -> set[int]:
    words = _WORD.findall(said.lower())
    return {hash(shingle) for shingle in zip(*(words[start:] for start in range(_SHINGLE)), strict=False)}


# Below it, what is left of a paragraph is another text.
_LEAST_REST = 0.25


def _is_mixed(said: str, original: str) -> bool:
    """Whether a paragraph is made of sentences of another one and of sentences of its own: then the sentences are the copies."""
    rest = " ".join(sentence for sentence in _SENTENCE.findall(said) if sentence.strip() not in original)
    own = _shingles(rest)
    return not own or len(own & _shingles(original)) < _LEAST_REST * len(own)


# --- across documents ---

# Lines are counted in so many cells, each in two of them: the smaller count is right unless both are shared by chance. However large a
# corpus is, what is known of its lines does not outgrow this.
_CELLS = 1 << 19
_SHORTEST_RECURRING = 12
_LONGEST_RECURRING = 1000
_RECURRING_WORDS = 3
_FIGURES = re.compile("[0-9]+")


def cells(line: str) -> tuple[int, int] | None:
    """The two cells of a line, None where it is too short to tell anything; figures count as alike, because pages and dates change.

    >>> cells("Page 3 of 12") == cells(" Page 4 of  15 "), cells("The End")
    (True, None)
    """
    if not _SHORTEST_RECURRING <= len(line) <= _LONGEST_RECURRING:
        return None
    words = line.split()
    if len(words) < _RECURRING_WORDS or not any(map(str.isalpha, line)):
        return None
    from hashlib import blake2b

    said = _FIGURES.sub("0", " ".join(words))
    number = int.from_bytes(blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
    return number % _CELLS, _CELLS + (number >> 32) % _CELLS


def recurring_cells(text: str) -> set[int]:
    """The cells of all lines of a text."""
    return {cell for line in text.split("\n") for cell in cells(line) or ()}
