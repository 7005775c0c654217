"""How running text goes on: from one half of a broken word to the other, from one line to the next, and where it cannot end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from textcheck import language
from textcheck.document import Document
from textcheck.expressions import expression
from textcheck.word_lists import word_list

# Words after which an English sentence goes on. Prepositions that may be stranded ("what he dreamt of", "the fence he climbed over")
# and auxiliaries ("yes, it is") are left out.
DANGLING = frozenset(
    "the a an and or nor than whose my our their your its every because although unless whereas albeit if whether "
    "from into onto upon toward towards during despite among amongst between against beneath via per versus etc. of "
    "very such these those each".split()
)
# Those of the other languages in which running text is told from code and lists.
_DANGLING_FOREIGN = {
    "fr": frozenset(
        "le la les un une des du de et ou à au aux dans sur pour par avec que qui ce cette ces sa son ses leur".split()
    ),
    "de": frozenset(
        "der die das den dem des ein eine einen einem einer und oder zu von mit für im am zum zur dass wenn als".split()
    ),
    "es": frozenset("el la los las un una de del y o en con por para que su sus al se lo".split()),
    "it": frozenset("il lo la i gli le un una di del della e o in con per che nel nella al alla dei delle".split()),
    "pt": frozenset("o a os as um uma de do da dos das e ou em no na com por para que ao seu sua".split()),
    "nl": frozenset("de het een en of van in op met voor dat die te aan bij door".split()),
}
# First halves that keep their hyphen before a whole word.
_KEEPING = frozenset("self ex all well half cross quasi".split())

# What closes a sentence, with the quotation marks and brackets that may follow it.
ENDED = expression(r"[.!?…:;。！？؟।][\"'”’»“)\]*_]*$")
_SENTENCE = re.compile(rb"[.!?](?<=[A-Za-z0-9,;)\x80-\xff].)[\"'\x92\x94)]*(?=\s+[\"'\x91\x93(]?[A-Z]|\s*\Z)")
_ITEM = expression(r"(?:[*+•·>|#]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)])\s|([-–—] )")


def frequency(word: str, code: str = "en") -> float:
    """How often a word in lower case is met, as a share of all words of the language; 0 for an unknown one."""
    # Asked for a language that it has not got, wordfreq would take the nearest, which need not be near: English for Irish.
    return word_list(code).frequency(word)


def completions(fragment: str, code: str = "en") -> float:
    """The frequency of the commonest word that begins with the fragment and is longer."""
    words = word_list(code)
    # Bounded: a fragment of one letter begins thousands of words, and one of the first few hundred is common.
    longer = [word for word in words.beginning_with(fragment, 500) if word != fragment]
    return max(words.frequencies(longer), default=0.0)


class Joined(NamedTuple):
    """Two halves made one, and how probably that is the intended word; `hyphen` says that the halves keep one."""

    text: str
    confidence: float
    hyphen: bool


# Below this a word is as likely a fragment or a slip in the counts.
_KNOWN = 5e-7
_FLOOR = 1e-9


def joined(doc: Document, left: str, right: str, at: int) -> Joined:
    """The word whose halves a hyphen at the end of a line parts: with the hyphen where it is a compound's own.

    The document's own spelling decides first, then how much more frequent the whole is than chance would bring its halves together.
    """
    compound = f"{left}-{right}"
    head, _, last = left.rpartition("-")
    names = right[0].isupper() and not left.isupper()
    if names or not (left[-1].isalpha() and right[0].isalpha()) or (len(left) == 1 and left.isalpha()):
        return Joined(compound, 0.9, True)
    # Searched near the place only, so that cost stays linear in the number of broken words.
    if doc.folded.find(compound.lower(), max(0, at - _NEAR), at + _NEAR) >= 0:
        return Joined(compound, 0.97, True)
    code = language_at(doc, at)
    whole = left + right
    of_whole = frequency((last + right).lower(), code)
    of_left, of_right = frequency(last.lower(), code), frequency(right.lower(), code)
    rate = of_whole / (max(of_left, _FLOOR) * max(of_right, _FLOOR))
    if (of_whole >= 1e-6 and (not head or rate >= 100)) or (of_whole >= 1e-7 and rate >= 20 and left.lower() not in _KEEPING):
        return Joined(whole, 0.99 if rate >= 100 else 0.93, False)
    if (of_left >= _KNOWN and of_right >= _KNOWN) or left.lower() in _KEEPING or head:
        return Joined(compound, 0.85, True)
    return Joined(whole, 0.95 if of_whole else 0.8, False)


_NEAR = 2000


def language_at(doc: Document, at: int) -> str:
    """The language around a place; English where nothing tells."""
    declared = doc.context.language
    if declared:
        return declared
    known, place = doc.view(_languages), at // _PLACE
    if place not in known:
        around = doc.text[max(0, place * _PLACE - _PLACE) : (place + 2) * _PLACE]
        # The quick answer to the usual question: no other language has this word.
        english = around.count(" the ") * _THE > len(around)
        known[place] = "en" if english else language.detect(around) or "en"
    return known[place]


# Code points that share one answer, and those among which one "the" tells English.
_PLACE, _THE = 500, 200


def _languages(doc: Document) -> dict[int, str]:
    return {}


def is_old_print(doc: Document, at: int) -> bool:
    """Whether the words around a place are spelled as in an old print, or were badly read from one: its marks may be set as it set them."""
    known, place = doc.view(_old_prints), at // _PLACE
    if place not in known:
        words = _SHORT_WORD.findall(doc.text, max(0, (place - 1) * _PLACE), (place + 2) * _PLACE)
        usual = _usual_words(language_at(doc, at))
        unknown = len(words) - sum(map(usual.__contains__, words)) if usual else 0
        known[place] = unknown >= _FEWEST_UNKNOWN and unknown >= _UNKNOWN_SHARE * len(words)
    return known[place]


# Words of prose that are too short for terms of a science; how rare an unknown one is, and how many tell. In the middle of texts of
# every genre 0 to 2 % of them are unknown, in technical ones 4 % at the ninth decile; in prints of the 17th century and in misread ones
# mostly 4 to 15 %.
_LONGEST_SHORT = 7
_SHORT_WORD = expression(rf"(?<![\w'’.-])[a-z]{{2,{_LONGEST_SHORT}}}(?=[ ,;.])")
_UNKNOWN, _FEWEST_UNKNOWN, _UNKNOWN_SHARE = 2e-7, 3, 0.03


@cache
def _usual_words(code: str) -> frozenset[str]:
    short = [word for word in word_list(code) if len(word) <= _LONGEST_SHORT]
    return frozenset(word for word, share in zip(short, word_list(code).frequencies(short), strict=True) if share >= _UNKNOWN)


def _old_prints(doc: Document) -> dict[int, bool]:
    return {}


def is_dangling(word: str, code: str = "en") -> bool:
    """Whether a word is one after which a sentence of the language goes on."""
    return word in (DANGLING if code == "en" else _DANGLING_FOREIGN.get(code, frozenset()))


def sentences(doc: Document, start: int, end: int, most: int) -> int:
    """How many finished sentences a stretch holds, counted up to `most`: those before a capital letter or at its end."""
    return sum(1 for _ in islice(_SENTENCE.finditer(doc.codes[start:end]), most))


class Block(NamedTuple):
    """Lines without a blank one between them: the half-open spans of each, without white space at its ends."""

    lines: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return self.lines[0][0]

    @property
    def end(self) -> int:
        return self.lines[-1][1]


def blocks(doc: Document) -> list[Block]:
    """The blocks of a document, in text order. For rules whose gate has matched: it walks over every line."""
    return doc.view(_blocks)


def _blocks(doc: Document) -> list[Block]:
    text = doc.text
    found: list[Block] = []
    lines: list[tuple[int, int]] = []
    for start, end in doc.lines:
        line = text[start:end]
        kept = line.strip()
        if kept:
            begin = start + len(line) - len(line.lstrip())
            lines.append((begin, begin + len(kept)))
        elif lines:
            found.append(Block(tuple(lines)))
            lines = []
    if lines:
        found.append(Block(tuple(lines)))
    return found


def is_markup(doc: Document) -> bool:
    """Whether a document is written in HTML or XML, where a line break is a space."""
    return doc.view(_is_markup)


def _is_markup(doc: Document) -> bool:
    return doc.text.count("</") >= _CLOSING_TAGS


_CLOSING_TAGS = 4

# Columns between which text is wrapped; narrower lines are words one below the other, wider ones paragraphs.
NARROWEST, WIDEST = 22, 120
# By the least column: the fewest breaks, how much of a line may stay free beyond the word that did not fit, and how many of the lines
# may end in a mark. Lines of proportional type vary, and so do those in which a broken word was mended; but narrow lines may be verse, whose
# lines are about as long as each other and often end with a clause: these must be full to the last column, or end anywhere.
_COLUMNS = ((55, 2, 0.18, 1.0), (38, 4, 0.0, 1.0), (38, 6, 0.14, 0.3), (NARROWEST, 8, 0.0, 1.0), (NARROWEST, 8, 0.14, 0.3))
# Words of a line of prose, and code points of one of them.
_FEWEST_WORDS, _LONGEST_WORD = 3, 30


def is_set_in_lines(doc: Document) -> bool:
    """Whether a document keeps the lines of its print or its verse: nearly all are short, and sentences run on from one to the next."""
    return doc.view(_is_set_in_lines)


# The share of a document in short lines, and how many of its breaks must be inside sentences, as a share and at least.
_IN_LINES, _RUNNING, _FEWEST_RUNNING = 0.8, 0.4, 3


def _is_set_in_lines(doc: Document) -> bool:
    text = doc.text
    every = short = breaks = running = 0
    for (start, end), (after, after_end) in pairwise((*doc.lines, (len(text), len(text)))):
        every += end - start
        short += end - start if end - start <= WIDEST else 0
        if NARROWEST <= end - start <= WIDEST and after < after_end <= after + WIDEST and text[end - 1] != "-":
            breaks += 1
            running += (text[end - 1].isalpha() or text[end - 1] == ",") and text[after].islower()
    return short >= _IN_LINES * every and running >= max(_FEWEST_RUNNING, _RUNNING * breaks)


class Wrapped(NamedTuple):
    """A paragraph broken into lines at a column: the lines that belong together."""

    lines: tuple[tuple[int, int], ...]


def wrapped(doc: Document) -> list[Wrapped]:
    """The paragraphs that are broken at a column, in text order.

    A break is a wrap where the first word of the next line would not have fitted. Verse, lists, addresses, tables and code break earlier.
    """
    return doc.view(_wrapped)


def _wrapped(doc: Document) -> list[Wrapped]:
    text = doc.text
    if is_markup(doc):
        return []
    parts = [part for block in blocks(doc) for part in _parts(text, block.lines) if len(part) > 1]
    found = [Wrapped(lines) for lines in parts if len(lines) > 2 and _is_wrapped(text, lines)]
    if found:
        # A known column tells the other paragraphs, too, those of two lines among them.
        spans = [span for item in found for span in item.lines[:-1]]
        width = _width(spans)
        known = set(found)
        found += [Wrapped(lines) for lines in parts if Wrapped(lines) not in known and _fills(text, lines, width, len(spans))]
        found.sort()
    return found


def _parts(text: str, lines: tuple[tuple[int, int], ...]) -> Iterator[tuple[tuple[int, int], ...]]:
    """The paragraphs among lines: one begins at an item of a list, after a line that is too wide, and where a sentence ends early."""
    begin = 0
    width = 0
    for at, (start, end) in enumerate(lines):
        if end - start > WIDEST:
            yield lines[begin:at]
            begin, width = at + 1, 0
            continue
        if at > begin:
            before, before_end = lines[at - 1]
            ends_early = before_end - before < width * _EARLY and ENDED.search(text, max(before, before_end - 4), before_end)
            if ends_early or _is_item(text, start, lines[begin][0], before_end):
                yield lines[begin:at]
                begin, width = at, 0
        width = max(width, end - start)
    yield lines[begin:]


def _is_item(text: str, start: int, first: int, before_end: int) -> bool:
    """Whether a line begins an item of a list; a dash does not where a sentence may go on with it."""
    item = _ITEM.match(text, start, start + 12)
    if item is None or item.group(1) is None:
        return item is not None
    return text[first] == text[start] or text[before_end - 1] in ".:;!?" or not text[start + 2 : start + 3].islower()


# A line that ends a sentence ends its paragraph where it is shorter than this share of the lines before it.
_EARLY = 0.75


def _is_wrapped(text: str, lines: tuple[tuple[int, int], ...]) -> bool:
    """Whether lines of an unknown column are wrapped: full, and with most breaks inside sentences."""
    breaks = len(lines) - 1
    if not _fills(text, lines, _width(lines), breaks):
        return False
    running = sum(
        text[after].islower() or text[end - 1].isalpha() or text[end - 1] in ",-" for (_, end), (after, _) in pairwise(lines)
    )
    small = sum(text[start].islower() for start, _ in lines[1:])
    return running >= 0.6 * breaks and small >= max(1, 0.3 * breaks)


def _width(lines: Sequence[tuple[int, int]]) -> int:
    """The column at which lines are broken: the longest of them, or of many the longest but a tenth."""
    lengths = sorted(end - start for start, end in lines)
    return lengths[-1 - (len(lengths) + 1) // 10]


def _fills(text: str, lines: tuple[tuple[int, int], ...], width: int, breaks: int) -> bool:
    """Whether nearly all lines but the last are full at a column; `breaks` says how many lines vouch for it."""
    if width > WIDEST or text[lines[0][0]] in ">|":
        return False
    # Long names one below the other leave room for no other, either.
    if text.count(" ", lines[0][0], lines[-1][1]) < min(_FEWEST_WORDS, width / 12) * (len(lines) - 1):
        return False
    free: list[int] = []
    marks = 0
    for (start, end), (after, after_end) in pairwise(lines):
        # A mark begins no line of a sentence.
        if text[after] in "|>#*=":
            return False
        marks += text[end - 1] in ",.;:!?"
        space = text.find(" ", after, after_end)
        word = (after_end if space < 0 else space) - after
        # An address would not fit in any line.
        if word <= _LONGEST_WORD:
            free.append(0 if text[end - 1] == "-" else width - (end - start + word))
    if 2 * len(free) < len(lines) - 1:
        return False
    for least, fewest, slack, marked in _COLUMNS:
        if width >= least and breaks >= fewest and marks <= marked * (len(lines) - 1):
            full = sum(rest < 1 + width * slack for rest in free)
            if full >= 0.9 * len(free):
                return True
    return False


def unwrapped(doc: Document, lines: tuple[tuple[int, int], ...]) -> str:
    """The text of lines as one: with a space for a break, and with the halves of a broken word joined."""
    text = doc.text
    pieces = [text[lines[0][0] : lines[0][1]]]
    for (_, before), (start, end) in pairwise(lines):
        line, last = text[start:end], pieces[-1]
        halves = _HALF.search(last, max(0, len(last) - _LONGEST))
        rest = _OTHER_HALF.match(line)
        if halves and rest:
            pieces[-1] = last[: halves.start()] + joined(doc, halves.group(1), rest.group(), before).text
            pieces.append(line[rest.end() :])
        elif last.endswith(("—", "--")) and last[-3:-2] != " " and last[-2:-1] != " ":
            pieces.append(line)
        else:
            pieces.append(f" {line}")
    return "".join(pieces)


_LONGEST = 40
_HALF = expression(r"((?:[^\W\d_]+[-’'])*[^\W\d_]{2,})[-‐\xad¬]$")
_OTHER_HALF = expression(r"[^\W\d_]+")
