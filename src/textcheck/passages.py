"""Passages in another language than their document, by how frequent their words are in each language.

Only places where two function words of another language stand side by side are looked at; there, and nowhere else, the word
frequencies are loaded and asked which language makes the words of the sentence, or of the paragraph, likeliest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from textcheck import language
from textcheck.document import Document
from textcheck.patterns import pattern
from textcheck.word_lists import COMMON, word_list

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
# Frequent words of each language that are at least sixty times as frequent there as in English, and their commonest beside them.
# Source: the heads of wordfreq's lists.
_WORDS = {
    "de": "ich ist nicht zu ein auf für sie eine sich auch als dass bei wie aber aus sind nach noch wir nur wenn oder wird werden "
    "einen haben einer zum kann über dann einem schon habe mehr mir sein vor mal zur durch hier mich bis doch ihr immer "
    "jetzt diese wurde wieder keine alle sehr können muss uns unter vom gibt hatte ihre dieser gegen seine alles geht viel "
    "zeit ganz machen denn meine und der das dem wurden ihrer",
    "fr": "pas une dans qui qu avec mais vous ça elle sont tout fait nous comme être bien ils cette faire aux même ont était été "
    "ses lui aussi peut deux leur moi ces quand après suis très tous sans avoir où encore alors avait entre temps ans "
    "autres dit là peu autre rien monde fois faut toujours voir contre votre avant depuis donc sous jamais vie moins toi "
    "déjà quoi soit trop leurs toute chez les des est du sur pour par et",
    "es": "todavía veces tres por una como más pero este sus esta todo cuando ser está fue muy sobre también todos eso tiene nos porque qué así años "
    "bien entre puede desde hasta hacer ahora esto vez hace nada donde parte algo tiempo día uno mejor mucho ver vida ese "
    "mismo siempre tengo cada después están gente esa estado estoy mundo año mas otro otros gracias otra cosas menos nunca "
    "personas tanto antes poco había tener trabajo durante los las que para con del el",
    "it": "è che una della sono più dei nel alla anche gli delle questo ci dal essere io nella cui stato quando tutti questa tutto "
    "cosa hanno tra fatto prima suo loro parte perché anni sia sua così dalla degli dopo sul alle uno poi quello ancora "
    "molto senza mai ogni altri ora mio può quanto sulla vita nei già sei quella quindi secondo hai proprio altro bene "
    "grazie lavoro modo dai noi nelle casa persone il di si con per mattina presto",
    "pt": "não uma por como mais mas foi ao você ser seu sua tem são ele muito isso já nos também quando está meu pelo ela vai só "
    "dia pela sobre bem até mesmo pode pessoas ter tudo ainda aqui fazer minha anos todos quem sem agora entre seus nas "
    "assim depois este onde vou mundo estão esse vida essa eles há porque tenho casa nada ver melhor bom foram ano esta vez "
    "aos que os dos em um com do hora outra cedo",
    "nl": "het een ik dat voor niet zijn als maar om aan hij ook ze naar uit bij dit wat heeft nog deze hebben kan meer zo geen "
    "mijn wel tot wordt heb worden nu haar kunnen veel jaar moet hoe mensen ons waar werd goed gaan gaat onze wil zich zou "
    "doen andere hier dus tegen maken alleen mij onder hun twee nieuwe weer zien zal jij moeten eerste komt wij echt eens "
    "daar toch en van de",
    "sv": "är det att och jag på inte som för har om så ett kan ska när nu vad från här mig bara eller då hur kommer alla vill "
    "sig vara där får finns skulle hade ju lite mycket upp gör få blir mer än år efter göra över detta också allt måste går "
    "även någon andra något tror bli mot kanske ser vid ingen två varför många din hela helt utan gå väl fick",
    "da": "det på jeg har ikke kan som så om fra skal ved vil også være hvor nu hvis sig efter mig eller hvad ud alle godt meget "
    "noget kunne lige når blev bliver havde hun år få lidt selv din mange vores får kun deres helt kommer må dag denne "
    "dette ind flere gør nok været blive går igen fik hele sammen ville hvordan nye nogle skulle tid siden første gøre "
    "måske danske og til er",
    "pl": "nie się jest że jak tak za od dla tym czy przez tego są tylko już mnie ze może oraz bardzo będzie być jego sobie ich "
    "mam jeśli roku też jeszcze był które jako jestem było jej kiedy który nawet teraz coś ci lat tam więc gdy gdzie tej "
    "bez żeby jednak lub wiem nic wszystko można przy ludzie przed więcej chyba ludzi nas także była tych również takie "
    "ktoś niż dobrze kto zawsze która na do",
    "ro": "în și să din cu nu mai este că pentru fost sunt lui dar sau dacă după poate prin când despre iar mult cel mare trebuie "
    "cele doar foarte noi fie ei dintre timp tot până într chiar vă toate vor așa acest bine acum nici către două atunci "
    "unui avea cât mă unde cea unei fără fiind între această multe parte anul îi asta ceea putea alte decât avut lor vezi "
    "îl care",
    "id": "ini dari untuk dengan itu bisa aku tidak akan adalah dalam pada kita orang ke juga anda dia saya kamu lebih apa sudah "
    "mereka tapi karena atau menjadi tak baik jadi harus satu lagi seperti oleh banyak jika hanya kami saat tahun jangan "
    "sebagai hari telah semua dapat anak bahwa bukan saja sangat masih memiliki pernah mau lain sekarang baru sama seorang "
    "tersebut kalau beberapa besar salah sendiri ingin sebuah setelah waktu sampai tempat membuat yang",
    "en": "the and was were with that this they which from have been their would of is are there when has it for not but she he by you we",
}
# Those of them that English text holds all the same, with names and the phrases that it borrows.
_ENGLISH = frozenset(
    "der du et per con com um em os do di si de van en na que more to ver ad med mot om as alle hos man mir ser mein pas sans encore "
    "aka moi toi mas sin otro como mis uno mai dal mio nei fazer vai ja wel mij nu bli era del el la sus tot dele aqui pele ce il son par sur des pour ale hej "
    "esta todo mundo casa vida vie bien bravo ciao bene signora nada hace gran mucho mis dia ano ela sama lain baru besar lor vor iar dar sunt cel fie ei ori "
    "met dit zo kan tot ons der von care".split()
)


def _gate(languages: Sequence[str]) -> bytes:
    """A word of one of the languages, in small letters, that English does not hold, with nothing but spaces and marks beside it."""
    words = {word for name in languages for word in _WORDS[name].split()} - _ENGLISH
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
# The mean decimal logarithm of the frequencies of words above which a passage is at home: prose lies about -3, another language below -4.5.
_AT_HOME = -3.9
# A document below this is not in the language that its function words seem to be of: documents lie at -3.2 to -4.1 in their own, in that of a
# neighbour at -4.7 and less.
_NOT_AT_HOME = -4.4
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
    if around == "en":
        return pattern(FOREIGN)
    own = frozenset(_WORDS[around].split())
    words = {
        word
        for name in NAMES
        if name != around
        for word in _WORDS[name].split()
        if word not in own and _is_telling(word, name, around)
    }
    return pattern(b"[ \n](?:" + b"|".join(map(_coded, sorted(words))) + b")[ ,.;:!\n]")


def _is_telling(word: str, name: str, around: str) -> bool:
    """Whether a word, or a pattern of words, is much more frequent in one language than in the other."""
    if not word.isalpha():
        return True
    return frequency(word, name) - frequency(word, around) >= _TELLING


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
    words = [token.lower().rstrip("'’") for token in _WORD.findall(sample)]
    if detected is not None:
        # Czech has function words of Polish, and so have others of their neighbours'.
        return detected if detected not in NAMES or _mean(words, detected) > _NOT_AT_HOME else None
    if len(words) < _FEWEST_KNOWN:
        return None
    scores = sorted(((_mean(words, name), name) for name in NAMES), reverse=True)
    return scores[0][1] if scores[0][0] - scores[1][0] >= _CLEAR else None


def paragraphs(doc: Document) -> Iterator[tuple[int, int]]:
    """The spans of the paragraphs, or of the lines where no blank lines part them, the longest by their beginnings."""
    text = doc.text
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        start, end = _paragraph_at(text, at)
        yield max(start, at), end
        at = max(end, at + 1)


def unlike(passage: str, around: str) -> int:
    """The number of words of a passage where they are prose in Latin letters and too rare in a language to be in it, else 0."""
    tokens = _WORD.findall(passage)
    if len(tokens) < FEWEST:
        return 0
    if sum(1 for token in tokens[1:] if token[0].isupper()) > _MOST_CAPITALS * len(tokens) or _REFERENCE.search(passage):
        return 0
    words = [token.lower().rstrip("'’") for token in tokens]
    if len(set(words)) < max(FEWEST - 1, min(len(words), _SHORT) * _LEAST_VARIED) or _mean(words, around) > _AT_HOME:
        return 0
    letters = "".join(words)
    return len(words) if 2 * sum(letter < _AFTER_LATIN for letter in letters) > len(letters) else 0


# The first letter after those of the Latin script and its marks; Vietnamese has its own block behind.
_AFTER_LATIN = "Ͱ"


def likeliest(words: Sequence[str], than: str) -> tuple[str, float]:
    """The language that makes some words in lower case likeliest, and by how much it beats the given one, in the mean of a word."""
    scores = {name: _mean(words, name) for name in NAMES}
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
    verse = is_verse(text, start, end)
    if strange >= _MOSTLY * whole:
        first, last = start, end
        best, margin, count = _judged(text[first:last], around)
        if best is not None:
            yield Passage(first, last, best, around, True, count, margin, verse or is_set_apart(text, start, end))
        return
    for first, last, best, margin, count in foreign:
        if best is not None:
            yield Passage(first, last, best, around, False, count, margin, verse or _is_shown(text, start, first, last))


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
    if _mean(words, around) > _AT_HOME:
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
    if said[0] in _OPENING or said[-1] in '”"’»*_)]' or any(mark in said for mark in "“«»„"):
        return True
    before = text[start:first].rstrip()
    # A mark that opened long before encloses the sentences around this one as well.
    if before.count("(") > before.count(")"):
        return True
    return before.endswith((":", "—", "–", "“", "«", "„"))


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


def _mean(words: Sequence[str], name: str) -> float:
    """The mean of the decimal logarithms of the frequencies of some words in a language."""
    return sum(word_list(name, COMMON).logarithms(words, _UNKNOWN)) / len(words)


def frequency(word: str, name: str) -> float:
    """The decimal logarithm of the frequency of a word in lower case, that of an unknown word where the language has not got it."""
    return word_list(name, COMMON).logarithms([word], _UNKNOWN)[0]
