"""Two sentences with no space between them: "the war.He said", "no deal.“We will", "it matters.”“It does".

A line break or a space was lost where a page was turned into text. The space is put back where it belongs, also where it
stands on the wrong side of a quotation mark (`.“ We` becomes `. “We`) or of the stop (`war .He` becomes `war. He`).

A repair is SAFE where prose stands on both sides and the second sentence begins with a word that begins sentences ("The",
"He", "However"), or where a curly quotation mark says where the sentence ends. Other capitalised words ("the war.Blinken
left") are taken, as UNSAFE notes, in prose only, and not in a document that is seen to write dotted names. A single one in
a document of more than a page is a note, since anybody mistypes once.

Left alone: initials and abbreviations (U.S.A., e.g.), addresses and domains (Data.Gov, example.com), dotted names in code
(System.Out, errors.New), numbers and versions, ellipses, titles such as "Love.Angel.Music", quotation marks that close
although they look as if they opened („so.“ Er).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from textcheck import surroundings
from textcheck.expressions import expression
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_LOWER = rb"a-z\xdf-\xf6\xf8-\xff"
_UPPER = rb"A-Z\xc0-\xd6\xd8-\xde"
_CANDIDATE = (
    # A stop between a word and a capitalised word; a closing quotation mark may follow the stop or stand before it.
    rb"(?:[" + _LOWER + rb"0-9)\]%\x94\"]|[A-Z]{2})[.!?][\x94\"]?(?:[" + _UPPER + rb"][" + _LOWER + rb"A-Z]|[IA][ '\x92])"
    # A closing quotation mark between a stop and a word.
    rb"|[.!?,]\x94[" + _LOWER + _UPPER + rb"]"
    # A space before a stop instead of behind it.
    rb"|[" + _LOWER + rb"0-9)\]%\x94\"] [.!?][" + _UPPER + rb"][" + _LOWER + rb" '\x92]"
    # A bracket or a single quotation mark behind the stop.
    rb"|[" + _LOWER + rb"]{3}[.!?][(\x91][A-Z]['\x92" + _LOWER + rb" ]"
    # An opening quotation mark that touches a stop or a closing quotation mark.
    rb"|[.!?,:;][\x94\"]?\x93 ?[^ \n\r\t]"
)

# Words that begin sentences and are no member of any program, host or title, so that what follows need not be looked at.
BEGINNERS = frozenset(
    "The This That These Those It He She We You They There Here I A An His Her Their Our My Your Its "
    "But And Or So Yet Nor Because Although Though Whereas While However Moreover Furthermore Meanwhile Nevertheless "
    "Nonetheless Therefore Thus Additionally Besides Instead Finally Eventually Recently Currently Previously Unfortunately "
    "What Why How Who Where Whether Let".split()
)
# Words that begin sentences where a word or number such as "the" or "2019" follows them; alone they may be names in programs.
LINKED_BEGINNERS = frozenset(
    "In On At For From With Without To Of By As If When Once After Before Since Until During Despite Among Between Over Under "
    "Through Throughout Within According Not No Now Then Also Even Only Just All Both Each Every Some Many Most Several Such "
    "Another One Two Three Other Others Is Are Was Were Do Does Did Has Have Had Can Could Will Would Should May Might Please".split()
)
_LINKS = frozenset(
    "the a an this that these those it he she we you they i his her their our my your its and or not to of in on at for from with "
    "is are was were has have had will would can could may which who there all some any one two three no such".split()
)
# Endings of host names and files: "Data.Gov", "Watcher.Guru" and "Start.Me" name themselves so.
_ENDINGS = frozenset(
    "Com Net Org Gov Edu Io Co Uk Us Eu Ai Tv Me Fm App Dev Info Biz Guru News Js Py Md Txt Pdf Html Php Exe "
    "Xml Json Css Csv Doc Zip Jpg Png Gif Mp Xls Ini Sh Sql Yml".split()
)
# Abbreviations that are followed by a name; the space between is lost as well, but no sentence ends there.
_ABBREVIATIONS = frozenset(
    "Mr Mrs Ms Dr Prof St Mt Ft Lt Col Gen Sgt Capt Sen Rep Gov Rev Hon Jr Sr Vol Fig Sec Art No vs cf".split()
)
# Those that stand before the name of a person at the head of a sentence.
_TITLES = frozenset("Mr Mrs Ms Dr Prof Sen Rep Gov Rev Gen Col Capt Sgt Lt St".split())
# Words that are no member of a program, and so no part of a dotted name, but may be names by themselves.
_NO_MEMBERS = LINKED_BEGINNERS | frozenset(
    "Maybe Perhaps Well Still Otherwise Likewise Similarly Overall Today Yesterday Tomorrow Later Soon Sometimes Often Usually Always "
    "Never Anyone Everyone Someone Nobody Everything Something Nothing People First Next Last See Be Due Along Given About Like Unlike "
    "Following Based Using Yes Sure Again Certainly Clearly Indeed Basically Actually Obviously Specifically Generally".split()
)
# Words of two letters that end sentences and are no module or host.
_SHORT_WORDS = frozenset("it us up do so in on to me go be is we he at of by no am an my or if as".split())
# What stands before the dotted name of a class: "the System.Object type".
_BEFORE_NAMES = (" a ", " an ", " the ", " this ", " that ", " each ", " every ", " any ")

_PREPOSITIONS = (
    " on ",
    " in ",
    " of ",
    " by ",
    " at ",
    " for ",
    " from ",
    " and ",
    " with ",
    " to ",
    " last ",
    " next ",
    " since ",
)

_DOTTED = rb"\b[a-z_]{2,20}\.[a-z_]{2,20}\b"

_STOPS = ".!?,:;"
_STOP_CODES = _STOPS.encode()
# From here on the scripts of East Asia, which set no space between a stop and a quotation mark.
_NO_SPACES = "\u2e80"
# Code points looked at on either side: a paragraph or so for quotation marks, a sentence for prose. Both are bounded so that cost
# stays linear in the number of candidates.
_PARAGRAPH = 1000
_SENTENCE = 80

_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_WORD_BEFORE = expression(_WORD + r"\Z")
_WORD_AFTER = expression(_WORD)
_PROSE_BEFORE = expression(rf"(?:{_WORD}[,;:]?[ \xa0]){{2}}\Z")
_PROSE_AFTER = expression(rf",? {_WORD}(?:[,:]? [“‘\"'(]?{_WORD}(?=[ ,.;:!?’”\"'–—)-]|$)|,? [0-9$£€]|[,:] [“\"])")
_WORD_AND_SPACE = expression(r"(?:[^\W\d_]{2}|[0-9])[)\]%”\"]? \Z")
_GOES_ON = expression(r"[,.!?]?[’']? ?[^\W\d_]")
_FOLLOWED = expression(r",? [^\W\d_]+")
_ORDINALS = frozenset("First Second Third Next Last Again Still Overall Yes Perhaps".split())
_TITLED = expression(r"\. [A-Z][a-z]")
_CLOSED = expression(r"[^\s‘]’(?!\w)")
_LEADS_ON = expression(r",| (?:[a-z]{2,}|a\b|[0-9])")
_ADVERB = expression(r"[A-Z][a-z]{2,}ly\Z")
_LOWER_AFTER = expression(r"(?: [a-z]+){2}\b")
_LINK = expression(r" (?:[0-9]|([a-z]+)\b)")
_NUMBER_BEFORE = expression(r"\b(?:1[0-9]|20)[0-9]{2}s?\Z|\b[0-9]0s\Z|[0-9]%\Z|[A-Za-z][)\]”]\Z")
_CODE = expression(r"[_`{}=<>|\\^]|\$[A-Za-z{(]|\w\(|\)\.|::|->|/\w*[./]")
_CODE_BESIDE = frozenset("_`{}=<>|\\/@#$~^*([.-:")
_NAME_LIKE = expression(r".+[a-z](?<!Mc)(?<!Mac)[A-Z]")

# From this length on, in code points, a single finding is a note.
_LONG = 1000


def detect(doc: Document) -> Iterator[Finding]:
    return surroundings.weighed(doc, _found(doc), from_length=_LONG)


def _found(doc: Document) -> Iterator[Finding]:
    text = doc.text
    plain: list[_Pair] = []
    codes = doc.codes
    for match in pattern(_CANDIDATE).finditer(codes):
        stop = next(at for at in range(match.start(), match.end()) if codes[at] in _STOP_CODES)
        # A `?` of the codes may stand for a character that is no stop.
        if stop < 1 or text[stop] not in _STOPS or text[stop - 1] in ".\n" or text[stop - 1] >= _NO_SPACES:
            continue
        if text[stop - 1] == " ":
            finding = _moved(text, stop)
            if finding is not None:
                yield finding
            continue
        mark, after = text[stop + 1], text[stop + 2]
        if mark in "(‘":
            finding = _enclosed(doc, stop)
            if finding is not None:
                yield finding
            continue
        if mark == "“" or (mark in '”"' and after == "“"):
            finding = _opened(doc, stop, stop + 1 if mark == "“" else stop + 2)
        elif mark == "”":
            finding = _closed(doc, stop)
        elif mark == '"':
            finding = _straight(doc, stop)
        else:
            plain.append(_pair(text, stop))
            continue
        if finding is not None:
            yield finding
    yield from _plain(doc, plain)


def _moved(text: str, stop: int) -> Finding | None:
    """A stop with the space that belongs behind it before it."""
    if text[stop - 2 : stop - 1] in _STOPS:
        return None
    left, right = _before(text, stop, _SENTENCE), _after(text, stop + 1, _SENTENCE)
    word = _WORD_AFTER.match(right)
    if word is None or not _WORD_AND_SPACE.search(left):
        return None
    after = word.group()
    # ".NET" and ".Mac" are names, and so is what is called "!Kung".
    if text[stop] == "!" or not (after.istitle() or after in ("I", "A")) or not _FOLLOWED.match(right, word.end()):
        return None
    sure = after in BEGINNERS or after in LINKED_BEGINNERS
    if not sure and (
        text[stop] != "."
        or after in _ENDINGS
        or left.rstrip().rpartition(" ")[2].lower() in surroundings.DANGLING
        or _CODE.search(left)
        or _CODE.search(right)
        or not _WORD_BEFORE.search(left.rstrip()[-20:])
    ):
        return None
    repair = Repair(
        stop - 1,
        stop + 1,
        f"{text[stop]} ",
        SAFE if sure else UNSAFE,
        0.97 if sure else 0.9,
        "a sentence begins here" if sure else "the word may be a name that begins with a stop",
    )
    return RULE.finding(
        stop - 1,
        stop + 1 + word.end(),
        f"the space is before the stop instead of behind it at '{text[stop]}{after}'",
        confidence=0.97 if sure else 0.78,
        severity=Severity.WARNING if sure else Severity.NOTE,
        repairs=[repair],
    )


def _before(text: str, at: int, reach: int) -> str:
    """What stands on the line before a place, as far as `reach`."""
    start = max(0, at - reach)
    return text[max(start, text.rfind("\n", start, at) + 1) : at]


def _after(text: str, at: int, reach: int) -> str:
    end = text.find("\n", at, at + reach)
    return text[at : at + reach if end < 0 else end]


def _opened(doc: Document, stop: int, quote: int) -> Finding | None:
    """An opening quotation mark that touches the sentence before it; the stray space behind it, too, is moved before it."""
    text = doc.text
    if "„" in text:
        return None
    left = _before(text, quote, _PARAGRAPH)
    spaced = text[quote + 1] == " "
    first = text[quote + 1 + spaced : quote + 2 + spaced]
    if (spaced and not (first.isupper() or first.isdigit())) or not (first.isalnum() or first in "‘’'([$£€"):
        return None
    right = _after(text, quote + 1, _PARAGRAPH)
    closing = right.find("”")
    closes = closing >= 0 and "“" not in right[:closing]
    is_open = left.count("“") > left.count("”")
    if is_open and (spaced or not closes):
        # The mark closes what is open: it is bent the wrong way.
        return None
    sure = closes and not is_open
    repair = Repair(
        quote,
        quote + 1 + spaced,
        " “",
        SAFE if sure else UNSAFE,
        0.97 if sure else 0.85,
        "a quotation opens where a sentence has ended" if sure else "the mark may be meant to close what was opened before",
    )
    return RULE.finding(
        stop,
        quote + 1 + spaced,
        f"'{text[stop : quote + 1 + spaced]}' joins a quotation to the sentence before it",
        confidence=0.97 if sure else 0.9,
        repairs=[repair],
    )


def _closed(doc: Document, stop: int) -> Finding | None:
    """A closing quotation mark that touches the word after it."""
    text = doc.text
    word = _WORD_AFTER.match(text, stop + 2)
    left = _before(text, stop, _PARAGRAPH)
    if word is None or "„" in text or left.count("“") <= left.count("”"):
        return None
    after = word.group()
    if len(after) == 1 and (after not in "IA" or text[word.end() : word.end() + 1] not in " ’'"):
        return None
    if after[0].islower() and (text[stop] == "." or len(after) < 3):
        return None
    repair = Repair(stop + 2, stop + 2, " ", SAFE, 0.97, "a word begins where a quotation has closed")
    return RULE.finding(
        stop, word.end(), f"'{text[stop : word.end()]}' joins a quotation to what follows it", confidence=0.97, repairs=[repair]
    )


def _enclosed(doc: Document, stop: int) -> Finding | None:
    """A bracket or a single quotation mark that touches the sentence before it."""
    text = doc.text
    left, right = _before(text, stop, _SENTENCE), _after(text, stop + 2, _SENTENCE)
    word = _WORD_AFTER.match(right)
    if word is None or not _GOES_ON.match(right, word.end()) or _CODE.search(left[-20:]) or _CODE.search(right[:20]):
        return None
    if text[stop + 1] == "‘" and left.count("‘") > len(_CLOSED.findall(left)):
        # The mark closes what is open and is bent the wrong way.
        return None
    repair = Repair(stop + 1, stop + 1, " ", SAFE, 0.95, "a sentence has ended here")
    return RULE.finding(
        stop,
        stop + 2 + word.end(),
        f"no space between sentences at '{text[stop : stop + 2 + word.end()]}'",
        confidence=0.9,
        repairs=[repair],
    )


def _straight(doc: Document, stop: int) -> Finding | None:
    """A straight quotation mark between a stop and a word: it closes or opens, as the marks before it on its line say."""
    text = doc.text
    quote = stop + 1
    left, right = _before(text, stop, _PARAGRAPH), _after(text, quote + 1, _PARAGRAPH)
    word = _WORD_AFTER.match(text, quote + 1)
    marks = left.count('"')
    if word is None or len(left) == _PARAGRAPH or len(right) == _PARAGRAPH or (marks + right.count('"')) % 2 == 0:
        return None
    if (
        _CODE.search(left[-_SENTENCE:])
        or _CODE.search(right[:_SENTENCE])
        or text[word.end() : word.end() + 1] not in (" ", ",", "'")
    ):
        return None
    at = quote + 1 if marks % 2 else quote
    sure = word.group() in BEGINNERS
    repair = Repair(
        at,
        at,
        " ",
        SAFE if sure else UNSAFE,
        0.95 if sure else 0.85,
        "a sentence begins here" if sure else "which way a straight quotation mark points is a guess",
    )
    return RULE.finding(
        stop, word.end(), f"no space between sentences at '{text[stop : word.end()]}'", confidence=0.9, repairs=[repair]
    )


class _Pair(NamedTuple):
    """The words on either side of a stop; `before` is empty where no word but a number or bracket stands there."""

    stop: int
    before: str
    after: str
    end: int


def _pair(text: str, stop: int) -> _Pair:
    before = _word_before(text, stop)
    after = _WORD_AFTER.match(text, stop + 1)
    assert after is not None
    return _Pair(stop, "" if text[stop - 2].isdigit() else before, after.group(), after.end())


def _word_before(text: str, at: int) -> str:
    """The word that ends at a place. A pattern tied to its end would try every place before it."""
    start = at
    while start > 0 and at - start < _SENTENCE and (text[start - 1].isalpha() or text[start - 1] in "'’-"):
        start -= 1
    return text[start:at].lstrip("'’-") if text[at - 1 : at].isalpha() else ""


def _plain(doc: Document, pairs: list[_Pair]) -> Iterator[Finding]:
    """Stops between a word and a capitalised word."""
    text = doc.text
    names = {(pair.before, pair.after) for pair in pairs if _is_name(text, pair)}
    # A program's module, unlike the last word of a sentence, comes again with another member.
    seen = Counter(pair.before for pair in pairs)
    for pair in pairs:
        key = pair.before, pair.after
        if key in names:
            continue
        sure = _begins(text, pair)
        # What begins sentences and names nothing is judged without regard to what the rest of the document names.
        named = not _LEADS_ON.match(text, pair.end) or pair.after not in _NO_MEMBERS
        if not sure and (not _in_prose(text, pair) or (named and (names or doc.view(_writes_dotted_names)))):
            continue
        if not sure and seen[pair.before] > 1:
            continue
        repair = Repair(
            pair.stop + 1,
            pair.stop + 1,
            " ",
            SAFE if sure else UNSAFE,
            0.98 if sure else 0.9,
            "a sentence begins here" if sure else "the two words may be one name",
        )
        yield RULE.finding(
            pair.stop,
            pair.end,
            f"no space between sentences at '{pair.before}{text[pair.stop]}{pair.after}'",
            confidence=0.98 if sure else 0.78,
            severity=Severity.WARNING if sure else Severity.NOTE,
            repairs=[repair],
        )


def _writes_dotted_names(doc: Document) -> bool:
    """Whether the document holds names such as `logging.handlers`; those that end like a host do not count."""
    found = {match.group() for match in pattern(_DOTTED).finditer(doc.codes)}
    return any(name.rpartition(b".")[2].capitalize().decode() not in _ENDINGS for name in found)


def _is_name(text: str, pair: _Pair) -> bool:
    """Whether the pair shows by itself that it is a dotted name of a program, a host or a title."""
    start = pair.stop - len(pair.before)
    beside = text[start - 1] if start > 0 else " "
    follows, next_one = text[pair.end : pair.end + 1], text[pair.end + 1 : pair.end + 2]
    return (
        (bool(pair.before) and beside in _CODE_BESIDE)
        or (follows in _CODE_BESIDE and follows not in ".:-")
        or (follows in (".", "_", ":") and next_one.isalnum())
        or follows.isdigit()
        or pair.after in _ENDINGS
        or _NAME_LIKE.match(pair.before) is not None
        or _NAME_LIKE.match(pair.after) is not None
    )


def _may_be_called_out(text: str, pair: _Pair) -> bool:
    """Whether the stop may belong to a name such as "Yahoo!"."""
    return text[pair.stop] == "!" and pair.before.istitle() and pair.after not in BEGINNERS


def _begins(text: str, pair: _Pair) -> bool:
    """Whether what follows the stop can hardly be anything but the beginning of a sentence."""
    if not pair.before and not _NUMBER_BEFORE.search(text[max(0, pair.stop - 5) : pair.stop]):
        return False
    if len(pair.before) == 1 or pair.before in _ABBREVIATIONS:
        return False
    if _may_be_called_out(text, pair):
        return False
    if pair.before.islower() and pair.after in _TITLES and _TITLED.match(text, pair.end):
        return True
    if text[pair.end : pair.end + 1] not in (" ", ","):
        return False
    if len(pair.after) == 1:
        return pair.before.islower() and text[pair.end + 1 : pair.end + 2].islower()
    if re.split("['’]", pair.after, maxsplit=1)[0] in BEGINNERS:
        return True
    if pair.before.islower() and text[pair.end] == "," and (pair.after in _ORDINALS or _ADVERB.match(pair.after)):
        return True
    if pair.after in LINKED_BEGINNERS:
        link = _LINK.match(text, pair.end)
        return link is not None and (link.group(1) is None or link.group(1) in _LINKS)
    return False


def _in_prose(text: str, pair: _Pair) -> bool:
    """Whether ordinary words stand on both sides, and nothing that speaks of code."""
    if pair.after.isupper() and 2 <= len(pair.after) <= 6:
        # An acronym is a constant or an ending of files as often as the name of an organisation.
        if not pair.before.islower() or pair.after.capitalize() in _ENDINGS or not _LOWER_AFTER.match(text, pair.end):
            return False
    elif (
        not pair.after[1:].islower()
        or _may_be_called_out(text, pair)
        or (len(pair.after) < 3 and pair.after not in LINKED_BEGINNERS)
    ):
        return False
    if not pair.before:
        number = _NUMBER_BEFORE.search(text[max(0, pair.stop - 5) : pair.stop])
        if (
            number is None
            or (len(pair.after) < 3 and pair.after not in LINKED_BEGINNERS)
            or not _LOWER_AFTER.match(text, pair.end)
        ):
            return False
    elif pair.before.islower():
        if len(pair.before) < 3 and pair.before not in _SHORT_WORDS:
            return False
    elif len(pair.before) < 4 or not pair.before[1:].islower():
        return False
    left = _before(text, pair.stop, _SENTENCE)
    right = _after(text, pair.end, _SENTENCE)
    lead = left[: len(left) - len(pair.before)]
    if not pair.before:
        return not _CODE.search(left.rpartition(" ")[0]) and not _CODE.search(right)
    if not pair.before.islower() and (
        lead.endswith(_BEFORE_NAMES)
        # "on Tuesday.Ukraine’s army": a name that ends a sentence stands behind a preposition.
        or not (_LOWER_AFTER.match(text, pair.end) or lead.endswith(_PREPOSITIONS))
    ):
        return False
    if not _PROSE_BEFORE.search(lead) or not _PROSE_AFTER.match(right):
        return False
    return not _CODE.search(left) and not _CODE.search(right)


RULE = Rule(
    code="LAY101",
    name="joined-sentences",
    severity=Severity.WARNING,
    detect=detect,
    gate=_CANDIDATE,
)
