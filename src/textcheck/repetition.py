"""What a document says twice: copies of lines, paragraphs, sentences and phrases, each place claimed by one kind only.

A clean document is asked a few cheap questions at the speed of C, and only one that fails them is read closely. The copies of a
passage are the later ones; the first is the original.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import islice
from operator import eq, methodcaller
from typing import TYPE_CHECKING, NamedTuple, cast

from textcheck.batches import Batch, BatchView, Words, following, phrases, recurring_among
from textcheck.document import UNENCODABLE, WORD_CODES, Document, words_of
from textcheck.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    import numpy
    from numpy.typing import NDArray


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


def _copies(doc: Document) -> Copies:
    suspects = doc.view(_suspects)
    if suspects is None:
        return NONE
    text = doc.text
    taken = _Taken()
    rows = _rows(text) if suspects.lines or suspects.variants or suspects.sentences else []
    paragraphs: list[Copy] = []
    repeated: list[Copy] = []
    variants: list[Copy] = []
    sentences: list[Copy] = []
    phrases: list[Copy] = []
    # The larger a copy, the earlier it is claimed: a paragraph is not reported again as its sentences, nor a sentence as a phrase.
    if suspects.lines:
        paragraphs, repeated = _line_copies(rows, taken)
    if suspects.variants:
        variants = _variants(rows, taken)
    if suspects.sentences:
        sentences = _sentence_copies(text, rows, taken, count_words if _is_foreign(doc) else _count_coded)
    if suspects.periods:
        phrases = _loops(doc, suspects.periods, taken)
    return Copies(tuple(paragraphs), tuple(repeated), tuple(sentences), tuple(phrases), tuple(variants))


# --- the cheap questions ---

_SHORTEST_LINE = 12
# What may stand before a line and after it, a number included, when it is compared with others.
_BESIDE_LINE = " \t\r#(0123456789.:)"
_bare_line = methodcaller("strip", _BESIDE_LINE)
# A paragraph of fewer characters has no other version.
_SHORTEST_VARIANT = 80
# Phrases of so many words, of which a version of a paragraph shares more than one in so many, and more than so few, with the paragraph.
_GRAM, _RECURRING, _FEWEST_GRAMS = 4, 5, 12
# Such a version has three phrases at least that stand there twice, so that two of all say what was said before.
_LEAST_OF_VARIANT = 2
# A sentence of fewer words is repeated in any prose.
_SENTENCE_WORDS = 6
# What ends sentences becomes a line break, and words what they are in `Document.word_codes`.
_SENTENCES = bytes(10 if byte in b".!?\n" else WORD_CODES[byte] for byte in range(256))
# Where one character in so many is none of Windows-1252, the codes say too little.
_FOREIGN = 20


class _Suspects(NamedTuple):
    """Whether some line, sentence or version of a paragraph may stand there twice, and with which periods words may.

    What is said here too often costs time and changes nothing: `_copies` looks at the text itself.
    """

    lines: bool
    sentences: bool
    variants: bool
    periods: Collection[int]


def _suspects_of_one(doc: Document) -> _Suspects | None:
    """None for nearly every clean document."""
    text = doc.text
    some_line = _has_line_copy(text)
    periods: set[int] = set()
    if _is_foreign(doc):
        periods = _periods(doc)
        some_sentence = some_variant = _has_copy([part for part in _OTHER_ENDS.split(text) if len(part) >= _FEWEST_CHARACTERS])
    else:
        # Whatever else is said twice holds so many rows of a few words that are.
        again = _said_again(doc.words, _LEAST_SAID)
        if again:
            periods = _periods(doc)
        some_sentence = again > _SENTENCE_WORDS - _LEAST_SAID and _has_recurring_beginning(doc)
        some_variant = again >= _LEAST_OF_VARIANT and _said_again(doc.words, _GRAM) >= _LEAST_OF_VARIANT and _has_variant(text)
    if not (some_line or some_sentence or some_variant or periods):
        return None
    return _Suspects(some_line, some_sentence, some_variant, periods)


def _said_again(words: list[bytes], size: int) -> int:
    """How many rows of so many words say what another one said before."""
    said = list(zip(*(words[start:] for start in range(size)), strict=False))
    return len(said) - len(set(said))


def _has_line_copy(text: str) -> bool:
    if "\n" not in text:
        return False
    lines = list(map(_bare_line, text.split("\n")))
    return len(set(lines)) < len(lines) and _has_copy([line for line in lines if len(line) >= _SHORTEST_LINE])


def _has_recurring_beginning(doc: Document) -> bool:
    """Whether two sentences may begin with the same words, as copies do: a mark among them need not be the end of one."""
    parts: list[list[bytes]]
    if doc.has_unencodable:
        parts = list(filter(None, map(words_of, _OTHER_ENDS.split(doc.text))))
    else:
        parts = [words for part in doc.codes.translate(_SENTENCES).split(b"\n") if (words := part.split(None, _SENTENCE_WORDS))]
    beginnings = []
    for number, words in enumerate(parts):
        beginning = words[:_SENTENCE_WORDS]
        while len(beginning) < _SENTENCE_WORDS and (number := number + 1) < len(parts):
            beginning = [*beginning, *parts[number]][:_SENTENCE_WORDS]
        if len(beginning) == _SENTENCE_WORDS:
            beginnings.append(tuple(beginning))
    return len(set(beginnings)) < len(beginnings)


def _has_copy(parts: list[str] | list[bytes]) -> bool:
    return len(set(parts)) < len(parts)


def _has_variant(text: str) -> bool:
    """Whether in some line of several a good share of what is said is said elsewhere, too."""
    if "\n" not in text:
        return False
    grams = [_grams(words_of(line)) for line in text.split("\n") if len(line) > _FEWEST_GRAMS]
    grams = [of_line for of_line in grams if len(of_line) > _FEWEST_GRAMS]
    if len(grams) < 2:
        return False
    together = [gram for of_line in grams for gram in of_line]
    if len(set(together)) == len(together):
        return False
    counts = Counter(together)
    return any(sum(counts[gram] > 1 for gram in of_line) * _RECURRING > len(of_line) for of_line in grams)


def _grams(words: list[bytes]) -> list[tuple[bytes, ...]]:
    return list(zip(*(words[start:] for start in range(_GRAM)), strict=False))


def _is_foreign(doc: Document) -> bool:
    return doc.has_unencodable and doc.codes.count(b"?") * _FOREIGN > len(doc.text)


def _suspects_of_batch(batch: Batch) -> Iterator[_Suspects | None]:
    """The same, from what follows of each question: that some words recur."""
    words = batch.words
    lines, sentences = _beginnings(batch)
    with_sentence = _with_sentence_copy(batch, sentences)
    with_variant = {
        number for number in set(_documents_of(words, _rich_in_recurring(words, lines))) if _has_like_line(batch, number, lines)
    }
    with_period: dict[int, set[int]] = {}
    for period, numbers in _in_periods(words.hashes):
        for number in _documents_of(words, numbers):
            with_period.setdefault(number, set()).add(period)
    with_more = {*with_sentence, *with_variant, *with_period}
    for number, doc in enumerate(batch.docs):
        if doc.has_unencodable and _is_other(doc):
            yield _suspects_of_one(doc)
            continue
        some_line = _has_line_copy(doc.text)
        if some_line or number in with_more:
            yield _Suspects(some_line, number in with_sentence, number in with_variant, with_period.get(number, ()))
        else:
            yield None


_suspects = BatchView(_suspects_of_one, _suspects_of_batch)


def _repeats(_: Document, suspects: _Suspects | None) -> bool:
    return suspects is not None


repeats = following(_suspects, _repeats)
"""Whether something may stand in the document twice: a view."""


def _is_other(doc: Document) -> bool:
    """Whether the codes of a document do not show where its sentences end, or what its words are."""
    return doc.has_unencodable and (_is_foreign(doc) or _OTHER_MARKS.search(doc.text) is not None)


def _documents_of(words: Words, numbers: NDArray[numpy.int64]) -> list[int]:
    return cast("list[int]", (words.bounds.searchsorted(numbers, "right") - 1).tolist())


def _beginnings(batch: Batch) -> tuple[NDArray[numpy.int64], NDArray[numpy.int64]]:
    """The numbers of the first words of all lines, and of what may be sentences, some of them more than once."""
    import numpy

    codes = numpy.frombuffer(batch.codes, numpy.uint8)
    words = batch.words
    ends = numpy.flatnonzero((codes == ord("\n")) | (codes == ord(".")) | (codes == ord("!")) | (codes == ord("?")))
    after = words.starts.searchsorted(ends)
    lines = after[codes[ends] == ord("\n")]
    return numpy.sort(numpy.concatenate([words.bounds[:-1], lines])), numpy.concatenate([words.bounds[:-1], after])


def _in_periods(hashes: NDArray[numpy.uint64]) -> Iterator[tuple[int, NDArray[numpy.int64]]]:
    """For each period the numbers of words from which on words equal those one period later for as long as a repeated phrase would."""
    import numpy

    # Half of a hash is compared twice as fast; what is equal by chance costs only a closer look.
    half = hashes.astype(numpy.uint32)
    for period in range(1, LONGEST_PERIOD + 1):
        equal = numpy.flatnonzero(half[period:] == half[:-period])
        more = _FEWEST_EQUAL[period] - 1
        yield period, equal[:-more][equal[more:] - equal[:-more] == more]


def _with_sentence_copy(batch: Batch, beginnings: NDArray[numpy.int64]) -> set[int]:
    """The documents in which, at two beginnings of sentences, the text is the same to the next mark that may end one."""
    import numpy

    words = batch.words
    beginnings = numpy.unique(beginnings[beginnings + _SENTENCE_WORDS <= len(words.hashes)])
    # The same words in two documents are no copy.
    documents = words.bounds.searchsorted(beginnings, "right").astype(numpy.uint64)
    mixed = phrases(words.hashes, _SENTENCE_WORDS)[beginnings] ^ (documents << numpy.uint64(40))
    order = numpy.argsort(mixed)
    ordered = mixed[order]
    twice = numpy.flatnonzero(ordered[1:] == ordered[:-1])
    some = beginnings[order[numpy.union1d(twice, twice + 1)]]
    seen: set[tuple[int, bytes]] = set()
    found = set()
    for number, start, enough in zip(
        _documents_of(words, some), words.starts[some].tolist(), words.starts[some + _SENTENCE_WORDS - 1].tolist(), strict=True
    ):
        end = batch.offsets[number] + len(batch.docs[number].text)
        said = number, batch.codes[start : _end_of_sentence(batch.codes, enough, end)]
        if said in seen:
            found.add(number)
        seen.add(said)
    return found


def _end_of_sentence(codes: bytes, at: int, end: int) -> int:
    """Where the first mark that may end a sentence stands, or the text or what is looked at ends."""
    end = min(end, at + _FAR)
    for mark in b".!?\n":
        place = codes.find(mark, at, end)
        end = place if place >= 0 else end
    return end


# No mark is looked for beyond so many characters.
_FAR = 1000


def _rich_in_recurring(words: Words, lines: NDArray[numpy.int64]) -> NDArray[numpy.int64]:
    """The numbers of the first words of those lines in which a good share of what is said is said elsewhere in the document, too."""
    import numpy

    hashes = words.hashes
    lines = numpy.unique(lines[lines < len(hashes)])
    lengths = numpy.diff(numpy.append(lines, len(hashes))) - _GRAM + 1
    # Only lines of some length, and only in documents that have two of them.
    long = lengths > _FEWEST_GRAMS
    documents = words.bounds.searchsorted(lines, "right") - 1
    long &= numpy.bincount(documents[long], minlength=len(words.bounds))[documents] > 1
    lines, lengths, documents = lines[long], lengths[long], documents[long]
    if not len(lines):
        return lines
    before = numpy.cumsum(lengths) - lengths
    numbers = numpy.repeat(lines - before, lengths) + numpy.arange(lengths.sum())
    mixed = phrases(hashes, _GRAM)[numbers] ^ numpy.repeat(documents.astype(numpy.uint64) << numpy.uint64(40), lengths)
    recurring = numpy.zeros(len(numbers), bool)
    recurring[recurring_among(mixed)] = True
    shares = numpy.add.reduceat(recurring, before, dtype=numpy.int64)
    return lines[shares * _RECURRING > lengths]


def _has_like_line(batch: Batch, number: int, lines: NDArray[numpy.int64]) -> bool:
    """Whether some line of a document shares as many phrases with all earlier ones together as a version of a paragraph does with one of them."""
    import numpy

    words = batch.words
    low, high = words.bounds[number : number + 2].tolist()
    begins = numpy.unique(lines[(lines >= low) & (lines < high)]) - low
    said = phrases(words.hashes[low:high], _SHINGLE)
    at = numpy.arange(len(said))
    line = begins.searchsorted(at, "right") - 1
    inside = at + _SHINGLE <= numpy.append(begins[1:], high - low)[line]
    said, line = said[inside], line[inside]
    order = numpy.lexsort((line, said))
    said, line = said[order], line[order]
    is_first = numpy.append(True, said[1:] != said[:-1])
    is_first_of_line = is_first | numpy.append(True, line[1:] != line[:-1])
    different = numpy.bincount(line[is_first_of_line], minlength=len(begins))
    again = numpy.bincount(line[is_first_of_line & ~is_first], minlength=len(begins))
    if batch.docs[number].has_unencodable:
        # A character that is not told from others may be in a word, or end one.
        codes = numpy.frombuffer(batch.word_codes, numpy.uint8)
        unknown = numpy.flatnonzero(codes[words.starts[low] : words.ends[high - 1]] == UNENCODABLE[0]) + words.starts[low]
        line = begins.searchsorted(words.starts[low:high].searchsorted(unknown, "right") - 1, "right") - 1
        of_unknown = _OF_UNKNOWN * numpy.bincount(line, minlength=len(begins))
        different, again = different - of_unknown, again + of_unknown
        return bool(((different + 2 * of_unknown >= _VARIANT_WORDS) & (again >= _LIKE * different - _ROUNDING)).any())
    return bool(((different >= _VARIANT_WORDS) & (again >= _LIKE * different - _ROUNDING)).any())


def _doubled_in_one(doc: Document) -> list[tuple[int, int]]:
    words = doc.words
    following = words[1:]
    # Nothing but this runs over a clean document.
    if not any(map(eq, words, following)):
        return []
    codes = doc.word_codes
    places = []
    at = 0
    for word, is_doubled in zip(words, [*map(eq, words, following), False], strict=True):
        # The words stand in text order, so that all searches together read the text once.
        start = codes.find(word, at)
        at = start + len(word)
        if is_doubled:
            places.append((start, codes.find(word, at)))
    return places


def _doubled_in_batch(batch: Batch) -> Iterator[list[tuple[int, int]]]:
    import numpy

    words = batch.words
    equal = words.hashes[1:] == words.hashes[:-1]
    # The last word of a document and the first of the next are not beside each other.
    borders = words.bounds[1:-1] - 1
    equal[borders[(borders >= 0) & (borders < len(equal))]] = False
    doubled = numpy.flatnonzero(equal)
    starts, seconds = words.starts[doubled].tolist(), words.starts[doubled + 1].tolist()
    for offset, numbers in zip(batch.offsets, words.by_document(doubled), strict=True):
        yield [(starts[number] - offset, seconds[number] - offset) for number in numbers]


doubled = BatchView(_doubled_in_one, _doubled_in_batch)
"""Where a word stands twice in a row, whatever stands between: the start of each of the two, in text order; a view."""


# The longest phrase, in words, that is looked for in a row.
LONGEST_PERIOD = 20
# So many words in a row that equal those one period before.
_FEWEST_EQUAL = [0, 4, 4, *range(3, LONGEST_PERIOD + 1)]
# So many words in a row are said again in whatever is said twice: in a loop, a sentence or a version of a paragraph.
_LEAST_SAID = min(*_FEWEST_EQUAL[1:], _SENTENCE_WORDS, _GRAM)
# How many initials in a row show that, and for which periods.
_RUNS = [
    (b"\0" * equal, first, last) for equal, first, last in ((4, 1, 2), (3, 3, 3), (4, 4, 4), (5, 5, 5), (6, 6, LONGEST_PERIOD))
]
# Fewer words than this are a loop only where nothing but spaces stands between them: "I know, I know" is speech.
FEWEST_MARKED = 16
# Initials compared at a time: arithmetic on whole numbers is linear, but those of a book would not stay in the cache.
_INITIALS = 4096


def _periods(doc: Document) -> set[int]:
    """The periods with which words repeat: their initials are compared with those that many words later, for all periods at once."""
    units = _units(doc)
    initials = bytes([ord(unit[:1]) & 255 for unit in units])
    periods: set[int] = set()
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
                # Equal initials are mostly chance.
                if period not in periods:
                    place = start + at % row
                    if any(_runs(doc, period, (max(0, place - LONGEST_PERIOD), place + 3 * period + len(run)))):
                        periods.add(period)
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
    return doc.view(_foreign_units) if _is_foreign(doc) else doc.words


def _foreign_units(doc: Document) -> Sequence[str]:
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
_NUMBER = expression(r"[#(]?[0-9]{1,4}[.):]\s+(?=[^\W\d_])")


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


_WORD = expression(r"[^\W_]+")
_OTHER_MARKS = expression("[。！？।؟۔]")
_OTHER_ENDS = expression(r"[.!?।。！？؟۔\n]+")
# Scripts without spaces: so many characters count as a word.
_UNSPACED = expression("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
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
_TABLE = expression(r"[|\t]|\s{3}|(?:[{}<>=\\].*){4}")
# Those, items of lists, headings of acts, and whatever else is the same because its form is.
_FORM = expression(r"[|\t{}<>=\\]|^[-*•–—#>+~_.\d(\[/]|[:;,]$|\.{3}|_{2}|\s{3}|^\W+$")


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


_SPEECH = expression(r"[“\"'‘—–«„-]|[^\W\d_][\w .'’-]{0,24}[:.] ")


def _is_speech(rows: list[Row], at: int) -> bool:
    """Whether a line is speech among speech, where an answer is as good twice."""
    around = rows[max(0, at - _AROUND) : at + _AROUND]
    return _SPEECH.match(rows[at].said) is not None and sum(_SPEECH.match(row.said) is not None for row in around) * 2 > len(
        around
    )


# --- sentences ---

_SENTENCE = expression(r"[^.!?。！？।؟۔]+(?:[.!?](?=[\w,;])[^.!?。！？।؟۔]*)*[.!?。！？।؟۔…]*[\"'”’)\]»]*")
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


def _count_coded(text: str) -> int:
    return len(words_of(text))


def _sentence_copies(text: str, rows: list[Row], taken: _Taken, count: Callable[[str], int]) -> list[Copy]:
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
        longest = max(count(sentence[2]) for sentence in sentences[at : at + length])
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


_PIECE = expression(r"\S+")


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
# Products of shares and counts are wrong by less; of so many phrases one character more or less may make others.
_ROUNDING, _OF_UNKNOWN = 1e-6, _SHINGLE + 1
# From this share of its phrases on a paragraph is a variant; from that on it is like another, as those of forms and liturgies are.
LEAST_SHARE, _LIKE = 0.4, 0.3


def _variants(rows: list[Row], taken: _Taken) -> list[Copy]:
    """Paragraphs that share many of their phrases with an earlier one, but are not equal to it; most of them from LEAST_SHARE on."""
    known: dict[int, int] = {}
    found: list[Copy] = []
    for number, row in enumerate(rows):
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
        # Of several that share as much the first, since a set has no order.
        original, shared = min(votes.items(), key=lambda vote: (-vote[1], vote[0]))
        share = shared / len(shingles)
        if share < _LIKE or _is_mixed(row.said, rows[original].said):
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
        if share >= LEAST_SHARE:
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
_FIGURES = expression("[0-9]+")


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
