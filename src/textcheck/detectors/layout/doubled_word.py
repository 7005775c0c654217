"""A word written twice in a row: "in the the house", "a letter of of thanks", also across a line break.

For articles, prepositions and conjunctions that no sentence can repeat the finding is a warning and the repair SAFE; in
quoted speech and for all other words, which people repeat when they speak, plead or stammer, it is a note and UNSAFE. A
single one in a document is a note, since anybody mistypes once.

Left alone: words that sentences do repeat (had had, that that, is is, her her), exclamations (no no, bye bye, ha ha),
degrees (very very, long long), threefold repetition, names and species (Duran Duran, Gorilla gorilla), numbers, letters,
headings repeated on the next line, hyphened compounds (two two-seat cars), verse, code, passages in other languages than
English. Where a document doubles several different words, or has sounds of hesitation, it is speech written down: all are notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from textcheck import language, surroundings
from textcheck.expressions import expression
from textcheck.repetition import doubled
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, is_foreign

# Words after which the same word cannot stand in any sentence.
_NEVER_TWICE = frozenset(
    "the a an of and or to with by at as into onto than their its your our my these those which but nor upon among "
    "be been because although unless whose via per between against during without within toward towards".split()
)
# Function words that a sentence may hold twice, if seldom: "the box he came in in May", "what it is is a lie".
_SELDOM_TWICE = frozenset(
    "is in on for from while if this was were are will would can could should may might must has have not it they we i he she when where then some any "
    "each every also only other such his was".split()
)
_OFTEN_TWICE = frozenset(
    "had that her you do did does him me there who what it so very really much many more far long again never ever no yes yeah yep nope okay ok "
    "please right hear here well now come go oh ah ha hah haha ho hee he hey hi bye bang boom knock tut tick tock chop choo beep blah boo "
    "ding dong la da na doo dum di wow woo aye nay alas old big little great good bad too quite just way poor dear dearly tiny same quick "
    "slow slowly quickly soon early late hot cold new deep high low up down out off over round back home quiet hush wait stop look "
    "listen run help think work buy sell one two three four five six seven eight nine ten hundred thousand million and "
    "win pretty super extra mini maxi tsk psst shh er um uh uhm hmm mm mmm ooh aah wee night never why how all".split()
) - frozenset("and he it".split())
_LONGEST = 30
_SPACES = frozenset((b" ", b"\n", b"  ", b" \n", b"\r\n", b"\n\n"))
_JOINTS = b"_'-&@/"
# "What it is is a lie": the first belongs to what stands before it.
_LEADS = expression(r"(?:\b(?:it|that|this|he|she|there|what|which|who|where|how|one)|[^\W\d_]+ing)\s\Z", re.IGNORECASE)
# "and and or operators" speaks of the words.
_CLEFT = expression(
    r"\b(?:what|all|whatever|who|where|how|why|thing|problem|question|point|reason|truth|fact|trouble|deal)\b", re.IGNORECASE
)
_KEYWORD = expression(r"[,/]? (?:and|or|not)\b|,")
_QUOTATION = 300
_LANGUAGE = 300
# Lines of verse are short.
_VERSE = 45


def detect(doc: Document) -> Iterable[Finding]:
    places = [place for place in doc.view(doubled) if _is_candidate(doc.folded_codes, *place)]
    return surroundings.weighed(doc, _found(doc, places)) if places else ()


def _is_candidate(codes: bytes, start: int, second: int) -> bool:
    """Whether nothing but a space or a line break parts two words that nobody repeats on purpose."""
    word = codes[start:second].rstrip()
    return (
        codes[start + len(word) : second] in _SPACES
        and word.isalpha()
        and len(word) <= _LONGEST
        and word.decode("ascii") not in _OFTEN_TWICE
        and not _joins(codes[start - 1 : start])
        and not _joins(codes[second + len(word) : second + len(word) + 1])
    )


def _joins(code: bytes) -> bool:
    return code in _JOINTS and code != b""


def _found(doc: Document, places: Iterable[tuple[int, int]]) -> Iterator[Finding]:
    found = [finding for place in places if (finding := _finding(doc, *place)) is not None]
    yield from map(_spoken, found) if _is_speech(doc, found) else found


def _is_speech(doc: Document, found: list[Finding]) -> bool:
    """Whether a document writes down how somebody spoke: it doubles several words, or has the sounds of hesitation, too."""
    if not found:
        return False
    different = {doc.text[finding.start : finding.end].split()[0].lower() for finding in found}
    return len(different) >= _SPOKEN or not _HESITATIONS.isdisjoint(doc.words)


def _spoken(finding: Finding) -> Finding:
    repairs = [repair._replace(applicability=UNSAFE, confidence=0.75, reason=_ON_PURPOSE) for repair in finding.repairs]
    confidence = min(finding.confidence, 0.7)
    return finding._replace(severity=Severity.NOTE, confidence=confidence, repairs=tuple(repairs))


# Different words doubled in one document from which on it is speech, whose sounds these are.
_SPOKEN = 4
_HESITATIONS = frozenset((b"uh", b"um", b"uhm", b"erm", b"mhm", b"hmm"))
_ON_PURPOSE = "the word may be repeated on purpose"


def _finding(doc: Document, start: int, second: int) -> Finding | None:
    text = doc.text
    length = len(text[start:second].rstrip())
    end = second + length
    word, again = text[start : start + length], text[second:end]
    low = word.lower()
    function = low in _NEVER_TWICE
    known = function or low in _SELDOM_TWICE
    between = text[start + length : second]
    if low in _OFTEN_TWICE or "\n\n" in between.replace("\r", ""):
        return None
    if low == "a" and (word != "a" or again != "a"):
        return None
    # "Duran Duran", "The The", "Gorilla gorilla": only a sentence makes a capital of a word that is none.
    if again[0].isupper() and not (word.isupper() and again.isupper() and known and length > 1):
        return None
    if word[0].isupper() and not again[0].isupper() and not known:
        return None
    if not known and length < 4:
        return None
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    if _is_there(before, low, at_end=True) or _is_there(after, low, at_end=False):
        return None
    if low == "is" and _LEADS.search(before) and _CLEFT.search(before):
        return None
    if low in ("and", "or") and _KEYWORD.match(after):
        return None
    if surroundings.is_code(doc, start, end, 15) or not _in_english(doc, start, surely=not known):
        return None
    if "\n" in between:
        # Lines of verse and lists may begin with the word that ends the one before; lines of prose fill their width.
        if not function and (not known or start - text.rfind("\n", 0, start) < _VERSE):
            return None
    elif not re.search(r"\w[,;:]? \Z", before) and not re.match(r"[,;:]? \w", after):
        return None
    sure = function and not _is_quoted(text, start)
    repair = Repair(
        start + length,
        end,
        "",
        SAFE if sure else UNSAFE,
        0.97 if sure else 0.75,
        "no sentence holds this word twice in a row" if sure else _ON_PURPOSE,
    )
    return RULE.finding(
        start,
        end,
        f"'{word}' is written twice",
        confidence=0.95 if sure else 0.7,
        severity=Severity.WARNING if sure else Severity.NOTE,
        repairs=[repair],
    )


def _is_there(text: str, word: str, *, at_end: bool) -> bool:
    """Whether the word stands a third time beside the two."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return bool(words) and words[-1 if at_end else 0] == word


def _in_english(doc: Document, at: int, *, surely: bool) -> bool:
    """Whether a place is in English; `surely` asks for English around it, not only for no other known language."""
    if is_foreign(doc, at):
        return False
    if not surely or doc.context.language:
        return True
    known, place = doc.view(_english_places), at // _LANGUAGE
    if place not in known:
        known[place] = language.detect(doc.text[max(0, (place - 1) * _LANGUAGE) : (place + 2) * _LANGUAGE]) == "en"
    return known[place]


def _english_places(doc: Document) -> dict[int, bool]:
    return {}


def _is_quoted(text: str, at: int) -> bool:
    """Whether the place lies in quoted speech, where people stammer."""
    left = text[max(0, at - _QUOTATION) : at].rpartition("\n")[2]
    return left.count("“") > left.count("”") or left.count('"') % 2 == 1


RULE = Rule(
    code="LAY112",
    name="doubled-word",
    severity=Severity.WARNING,
    detect=detect,
    when=doubled,
)
