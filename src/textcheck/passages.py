"""Passages in another language than their document, by how frequent their words are in each language.

Only places where two function words of another language stand side by side are looked at; there, and nowhere else, the word
frequencies are loaded and asked which language makes the words of the sentence, or of the paragraph, likeliest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from math import log10
from typing import TYPE_CHECKING, NamedTuple

from textcheck import language
from textcheck.document import Document

if TYPE_CHECKING:
    import re2

NAMES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "sv": "Swedish",
    "da": "Danish",
    "pl": "Polish",
    "ro": "Romanian",
    "id": "Indonesian",
}
# Words of each language that hardly stand in English, in lower case, as names and titles do not write them.
_WORDS = {
    "de": "und|nicht|ist|sich|wurden?|wird|werden|einen?|einer|einem|für|über|durch|nach|auch|dass|vor|zum|zur|sind|haben|hatten?|"
    "der|das|dem|ich|wir|aber|oder|wenn|noch|nur|bei|mit|aus|auf|seine?r?|ihre?r?|können|wieder|mehr|schon|keine?|diese[rsmn]?",
    "fr": "les|dans|est|sont|cette|leurs?|été|une|avec|nous|vous|qui|mais|aux|ont|très|comme|elle|ses|du|et|pas|plus|ce|il|ils|était|être|"
    "même|après|sans|sous|deux|aussi|où|avait|peut|fait|tout|bien|son|par|sur|des|pour",
    "es": "los|las|una|por|más|pero|fue|está|están|este|esta|que|muy|cuando|hasta|desde|son|del|el|como|sus|ha|han|también|sobre|entre|donde|"
    "ser|había|porque|sólo|ya|años|todos|nos|sin|para|con|se|su|lo|es|y",
    "it": "che|della|delle|nella|sono|gli|dei|nel|più|anche|alla|stato|stata|questo|questa|dalla|degli|suo|come|della|il|di|è|per|una|non|dopo|"
    "molto|essere|aveva|hanno|perché|loro|tra|sua|lo|ma|si|ed|al|dal|sul|con",
    "pt": "não|uma|são|foi|pela|pelo|também|está|sua|seu|ao|das|mais|que|quando|ainda|muito|os|dos|na|no|em|um|para|por|com|como|à|às|depois|"
    "até|mesmo|só|eram|tem|já|nas|nos|isso|foram|ser",
    "nl": "het|een|niet|zijn|voor|wordt|werd|ook|naar|bij|deze|heeft|aan|uit|maar|dat|worden|hebben|van|de|op|met|ze|hij|wat|nog|om|te|hun|haar|"
    "kan|dan|door|over|geen|waren|moet|zich|alle|meer",
    "sv": "och|att|inte|är|för|till|från|också|på|som|den|det|var|har|med|efter|av|ett|en|hade|de|om|när|vid|eller|så|kan|skulle|där|ut",
    "da": "og|ikke|til|fra|også|på|af|blev|som|det|var|har|med|efter|er|at|en|et|den|der|de|havde|ved|eller|men|kan|sig|skal|så|være",
    "pl": "nie|jest|przez|oraz|tylko|się|że|który|która|które|był|była|było|jak|tak|już|dla|przed|przy|został|została|roku|są|ale|po|na|do",
    "ro": "este|pentru|care|fost|sunt|din|și|după|această|mai|în|că|să|cu|nu|sau|cele|când|fi|acest|lui|unui|prin",
    "id": "yang|dengan|untuk|dari|tidak|dalam|adalah|pada|oleh|akan|dan|ini|itu|juga|telah|bisa|karena|saya|mereka|atau",
    "en": "the|and|was|were|with|that|this|they|which|from|have|been|their|would|of|is|are|there|when|has|it|for|not|but|she|he|by",
}
# Those of them that English text holds all the same: its own words and abbreviations, and parts of names.
_ENGLISH = frozenset(
    "du et plus son pour tout bien sans ha se su lo es y per non come ma si ed al os na no em um com tem van de op met ze om te dan kan over door "
    "alle meet moet wat den var en med at ut av so har to men er af hade do po cu nu mai fi care sin ser nos ya este dem sale tra qui pp vs ex "
    "até int ad as till fra sig pada din itu ini jest ale la da di del der die un do don he man an".split()
)


def _gate(languages: Sequence[str]) -> bytes:
    """A word of one of the languages, in small letters, that English does not hold, with nothing but spaces and marks beside it."""
    words = {word for name in languages for word in _WORDS[name].split("|")} - _ENGLISH
    return b"[ \n](?:" + b"|".join(_coded(word) for word in sorted(words)) + b")[ ,.;:!\n]"


def _coded(word: str) -> bytes:
    """A word as codes hold it: what Windows-1252 has not is a question mark there, which a pattern has to escape."""
    return b"".join(
        letter.encode("cp1252") if letter.encode("cp1252", "replace") != b"?" or letter == "?" else b"\\?" for letter in word
    )


FOREIGN = _gate([name for name in NAMES if name != "en"])

# As many words prove a language; fewer may be a name, a title or a phrase that was borrowed.
FEWEST = 6
# Mean decimal logarithm by which one language must make the words likelier than the other: found on sentences of the languages
# above inside documents of the others. Names are as unlikely in one as in the other and only narrow it.
MARGIN = 0.55
# How likely a word is that a language does not know.
_UNKNOWN = -6.5
# Where function words decide nothing, so many words of a sample do, if they are so much likelier in one language than in all others.
_FEWEST_KNOWN = 20
_CLEAR = 0.2
# A sample of this length, from several places, says what language a document is in.
_SAMPLE = 600
_SAMPLES = 8
# A longer paragraph is judged by its beginning.
_LONGEST = 4000
_WORD = re.compile(r"[^\W\d_]+(?:['’](?=[^\W\d_]))?")
_SENTENCE_END = re.compile(r"[.!?…][”\"’»)\]]*\s+(?=[^\W\d_a-z]|[“\"‘«¿¡(\[])|:\s+(?=[^\W\d_a-z])|\n+")


class Passage(NamedTuple):
    """`text[start:end]` is in `language`, the document around it in `around`; `whole` is true of a paragraph.

    `margin` is how much likelier its words are in the one than in the other; `shown` is true where it is quoted, emphasised,
    introduced or in verse, so that a writer meant it to be so.
    """

    start: int
    end: int
    language: str
    around: str
    whole: bool
    words: int
    margin: float
    shown: bool


def passages(doc: Document) -> tuple[Passage, ...]:
    """The paragraphs and sentences in another language than the document, in text order; none where its own is not clear."""
    text = doc.text
    around = language_of(doc)
    if around not in NAMES:
        return ()
    found: list[Passage] = []
    done = -1
    for match in _pattern(around).finditer(doc.codes):
        at = match.end() - 2
        if at < done:
            continue
        start, end = _paragraph_at(text, at)
        done = end
        found += _in_paragraph(text, start, end, around)
    unique = found
    strange = sum(passage.words for passage in unique)
    whole = len(_WORD.findall(text)) if unique else 0
    if strange > _MOST_FOREIGN * whole:
        return ()
    runs = _in_runs(unique, text)
    if runs >= _MANY or (runs >= _SOME and strange > _OF_EXAMPLES * whole):
        return tuple(passage._replace(shown=True) for passage in unique)
    return tuple(unique)


# Where more of the words are foreign the document is of two languages.
_MOST_FOREIGN = 0.4
# So many passages apart from each other are examples of a language, not leftovers.
_MANY = 5
# Fewer are, where they make more than this of the text.
_SOME, _OF_EXAMPLES = 3, 0.2


def _in_runs(found: Sequence[Passage], text: str) -> int:
    """How many runs the passages make, those taken as one that only white space parts."""
    return sum(1 for number, passage in enumerate(found) if number == 0 or text[found[number - 1].end : passage.start].strip())


@cache
def _pattern(around: str) -> re2._Regexp[bytes]:
    """What shows any language but that of the document: words and pairs that its own does not write."""
    import re2

    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    if around == "en":
        return re2.compile(FOREIGN, options)
    own = frozenset(_WORDS[around].split("|"))
    words = {
        word
        for name in NAMES
        if name != around
        for word in _WORDS[name].split("|")
        if word not in own and _is_telling(word, name, around)
    }
    return re2.compile(b"[ \n](?:" + b"|".join(map(_coded, sorted(words))) + b")[ ,.;:!\n]", options)


def _is_telling(word: str, name: str, around: str) -> bool:
    """Whether a word, or a pattern of words, is much more frequent in one language than in the other."""
    if not word.isalpha():
        return True
    return _frequencies(name).get(word, _UNKNOWN) - _frequencies(around).get(word, _UNKNOWN) >= _TELLING


# Sixteen times as frequent.
_TELLING = 1.2


def language_of(doc: Document) -> str | None:
    """The language of a document: as declared, else that of samples from all over it."""
    if doc.context.language:
        return doc.context.language
    text = doc.text
    step = max(_SAMPLE, len(text) // _SAMPLES)
    sample = " ".join(text[at : at + _SAMPLE] for at in range(0, len(text), step))
    detected = language.detect(sample)
    if detected is not None:
        return detected
    words = [token.lower().rstrip("'’") for token in _WORD.findall(sample)]
    if len(words) < _FEWEST_KNOWN:
        return None
    scores = sorted(((_mean(words, _frequencies(name)), name) for name in NAMES), reverse=True)
    return scores[0][1] if scores[0][0] - scores[1][0] >= _CLEAR else None


def likeliest(words: Sequence[str], than: str) -> tuple[str, float]:
    """The language that makes some words in lower case likeliest, and by how much it beats the given one, in the mean of a word."""
    scores = {name: _mean(words, _frequencies(name)) for name in NAMES}
    best = max(scores, key=lambda name: scores[name])
    return best, scores[best] - scores[than]


def _in_paragraph(text: str, start: int, end: int, around: str) -> Iterator[Passage]:
    sentences = list(_sentences(text, start, end))
    judged = [(first, last, *_judged(text[first:last], around)) for first, last in sentences]
    foreign = [item for item in judged if item[2] is not None]
    if not foreign:
        return
    strange = sum(item[4] for item in foreign)
    # Sentences too short to be judged count for neither side.
    whole = sum(item[4] for item in judged if item[4] >= FEWEST)
    shown = is_verse(text, start, end) or is_set_apart(text, start, end)
    if strange >= _MOSTLY * whole:
        first, last = start, end
        best, margin, count = _judged(text[first:last], around)
        if best is not None:
            yield Passage(first, last, best, around, True, count, margin, shown)
        return
    for first, last, best, margin, count in foreign:
        if best is not None:
            yield Passage(first, last, best, around, False, count, margin, shown or _is_shown(text, start, first, last))


def _judged(passage: str, around: str) -> tuple[str | None, float, int]:
    """The other language of a passage, None where it is none, the margin, and the number of its words."""
    tokens = _WORD.findall(passage)
    if len(tokens) < FEWEST:
        return None, 0.0, len(tokens)
    if sum(1 for token in tokens[1:] if token[0].isupper()) > _MOST_CAPITALS * len(tokens) or _REFERENCE.search(passage):
        return None, 0.0, len(tokens)
    words = [token.lower().rstrip("'’") for token in tokens]
    if len(set(words)) < max(FEWEST - 1, min(len(words), _SHORT) * _LEAST_VARIED):
        return None, 0.0, len(tokens)
    best, margin = likeliest(words, around)
    return (best if best != around and margin >= MARGIN else None), margin, len(tokens)


# Syllables of a song are no language: words repeat less, but in long passages.
_LEAST_VARIED, _SHORT = 0.55, 60
# A paragraph is foreign as a whole where nearly all of its words stand in foreign sentences.
_MOSTLY = 0.85
# Titles and names of institutions are written in capitals; the nouns of German make a third.
_MOST_CAPITALS = 0.55
# What references to books and papers hold.
_REFERENCE = re.compile(
    r"\b(?:pp?\.|vol\.|ed\.|eds\.|Hrsg|Verlag|[EÉ]ditions|Press|ISBN|doi|Univ|Bd\.|Nr\.|https?|www)|\((?:1[5-9]|20)[0-9]{2}[a-z]?\)"
)
_OPENING = "“\"‘«„»(*_[<'`"


def is_set_apart(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is a quotation, emphasised, indented, or introduced by a colon."""
    if text[start] in _OPENING or text[start] in "—–>|-" or text[end - 1] in "”»*_":
        return True
    before = text[max(0, start - 20) : start].rstrip()
    after = text[end : end + 20].lstrip()
    return (
        before.endswith((":", ",", "—"))
        or after.startswith(("—", "–", "―", "-- ", "("))
        or text[max(0, start - 4) : start].endswith("    ")
    )


def is_verse(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is of several short lines: verse, a list, a table."""
    lines = text[start:end].split("\n")
    return len(lines) > 1 and sum(map(len, lines)) < 60 * len(lines)


def _is_shown(text: str, start: int, first: int, last: int) -> bool:
    """Whether a sentence stands in quotation marks or brackets, is emphasised, or is introduced by a colon or dash."""
    said = text[first:last]
    if said[0] in _OPENING or said[-1] in '”"’»*_)]' or any(mark in said for mark in "“”«»„"):
        return True
    before = text[start:first]
    if before.count("“") > before.count("”") or before.count('"') % 2 or before.count("(") > before.count(")"):
        return True
    return before.rstrip().endswith((":", "—", "–"))


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _SENTENCE_END.finditer(text, start, end):
        stop = match.start() + len(match.group().rstrip())
        if stop > at:
            yield at, stop
        at = match.end()
    if at < end:
        yield at, end


def _paragraph_at(text: str, at: int) -> tuple[int, int]:
    """The span of the paragraph, or of the line where no blank lines part them, around a place."""
    low, high = max(0, at - _LONGEST), min(len(text), at + _LONGEST)
    start = text.rfind("\n\n", low, at)
    end = text.find("\n\n", at, high)
    start = low if start < 0 else start + 2
    end = high if end < 0 else end
    if "\n\n" not in text[low:high] or end - start >= _LONGEST:
        start = max(start, text.rfind("\n", start, at) + 1)
        line_end = text.find("\n", at, end)
        end = end if line_end < 0 else line_end
    passage = text[start:end]
    start += len(passage) - len(passage.lstrip())
    return start, max(start + 1, start + len(passage.strip()))


def _mean(words: Sequence[str], logarithms: dict[str, float]) -> float:
    return sum(logarithms.get(word, _UNKNOWN) for word in words) / len(words)


@cache
def _frequencies(name: str) -> dict[str, float]:
    """The decimal logarithm of the frequency of each common word of a language."""
    from wordfreq import get_frequency_dict

    return {word: max(_UNKNOWN, log10(frequency)) for word, frequency in get_frequency_dict(name, "small").items()}


def frequency(word: str, name: str) -> float:
    """The decimal logarithm of the frequency of a word in lower case, that of an unknown word where the language has not got it."""
    return _frequencies(name).get(word, _UNKNOWN)
