"""What optical readers, and hands on keyboards, make of words."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from corruptors import Damage, a_match, corrupts, replaced

# A word of running text: lower-case, with spaces or ordinary marks around it.
_WORD = r"(?<=[ \n“(])[a-z]{%d,}(?=[ \n,.;:?!)])"
# What is printed, and what is read for it.
_SHAPES = (
    ("m", "rn"), ("rn", "m"), ("e", "c"), ("c", "e"), ("l", "i"), ("i", "l"), ("h", "b"), ("b", "h"), ("h", "li"), ("n", "u"), ("u", "n"), ("d", "cl"),
    ("cl", "d"), ("w", "vv"), ("e", "o"), ("ll", "U"), ("ri", "n"), ("m", "in"), ("t", "f"), ("u", "ii"), ("th", "tli"), ("a", "o"), ("y", "v"), ("k", "lc"),
    ("l", "I"), ("g", "q"), ("t", "l"), ("s", "a"), ("r", "i"),
)  # fmt: skip


def _put(text: str, found: re.Match[str], old: str, new: str, chance: random.Random) -> Damage:
    word = found.group()
    at = chance.choice([place.start() for place in re.finditer(old, word)])
    return replaced(text, *found.span(), word[:at] + new + word[at + len(old) :])


@corrupts("OCR101", repaired=True)
def one_confused_shape(text: str, chance: random.Random) -> Damage | None:
    """One word of a clean text misread."""
    for old, new in chance.sample(_SHAPES, len(_SHAPES)):
        found = [match for match in re.finditer(_WORD % 4, text) if old in match.group()[: -1 if new == "I" else None]]
        if found:
            return _put(text, chance.choice(found), old, new, chance)
    return None


@corrupts("OCR101", repaired=True)
def confused_function_word(text: str, chance: random.Random) -> Damage | None:
    """The words that are met most: tbe, tlie, wbich, aud, thc, witb."""
    readings = {
        "the": ("tbe", "tlie", "thc", "tne", "ihe"),
        "and": ("aud", "nnd", "ancl"),
        "with": ("witb", "wilh", "vvith"),
        "which": ("wbich", "whicb", "vvhich"),
        "that": ("tbat", "tliat", "thal"),
        "have": ("bave", "havc", "liave"),
        "from": ("frorn", "fiom"),
        "this": ("tbis", "tliis", "lhis"),
        "they": ("tbey", "tliey", "thcy"),
    }
    found = a_match(r"(?<=[ \n])(?:" + "|".join(readings) + r")(?= )", text, chance)
    return None if found is None else replaced(text, *found.span(), chance.choice(readings[found.group()]))


def _many(text: str, share: float, chance: random.Random, least: int) -> Damage | None:
    """A page read badly: a share of its words, each with one confusion of few kinds."""
    kinds = chance.sample(_SHAPES, 8)
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    at = length = 0
    for match in re.finditer(_WORD % least, text):
        usable = [(old, new) for old, new in kinds if old in match.group()]
        if not usable or chance.random() > share:
            continue
        old, new = chance.choice(usable)
        word = match.group().replace(old, new, 1)
        parts += text[at : match.start()], word
        length += match.start() - at
        spans.append((length, length + len(word)))
        length += len(word)
        at = match.end()
    parts.append(text[at:])
    return Damage("".join(parts), tuple(spans)) if spans else None


@corrupts("OCR101")
def page_read_badly(text: str, chance: random.Random) -> Damage | None:
    """Several misread words of one text."""
    return _many(text, 0.06, chance, 3)


@corrupts("OCR111")
def text_read_badly_throughout(text: str, chance: random.Random) -> Damage | None:
    """One word in eight or so misread."""
    damage = _many(text, 0.25, chance, 2)
    return damage if damage and len(damage.spans) * 30 > len(text.split()) else None


@corrupts("OCR113")
def row_beyond_reading(text: str, chance: random.Random) -> Damage | None:
    """A line of worn type: each of its words misread twice or more."""
    found = a_match(r"(?<=[a-z] )(?:[a-z]+,? ){8,14}(?=[a-z])", text, chance)
    if found is None:
        return None
    words = []
    for word in found.group().split():
        letters = list(word)
        for _ in range(2 + len(word) // 4):
            at = chance.randrange(len(letters))
            letters[at] = chance.choice("ltirnfjumaoceshv")
        words.append("".join(letters))
    return replaced(text, *found.span(), " ".join(words) + " ")


_DIGITS = {"o": "0", "l": "1", "i": "1", "s": "5", "b": "8", "g": "9"}


@corrupts("OCR102", repaired=True)
def digit_in_word(text: str, chance: random.Random) -> Damage | None:
    """One letter of a word read as a digit: w0rd, al1, 1ong."""
    found = a_match(_WORD % 3, text, chance)
    usable = [letter for letter in _DIGITS if found and letter in found.group()]
    if found is None or not usable:
        return None
    letter = chance.choice(usable)
    return _put(text, found, letter, _DIGITS[letter], chance)


@corrupts("OCR103", repaired=True)
def letter_in_number(text: str, chance: random.Random) -> Damage | None:
    """One digit of a year, an ordinal, a sum or a number with thousands read as a letter."""
    found = a_match(
        r"(?<=[ \n(])(?:1[5-9]\d\d|20[012]\d|\d{1,2}(?:st|nd|rd|th)|\$?\d{1,3},\d{3}|\$[1-9]\d{2,5})(?=[ \n,.;:?!)])",
        text,
        chance,
    )
    letters = {"1": "lI", "0": "Oo", "5": "S", "8": "B"}
    if found is None or not (usable := [at for at, digit in enumerate(found.group()) if digit in letters]):
        return None
    at = chance.choice(usable)
    if found.group()[at] in "58" and not re.match(r"\$?\d+,|1[5-9]\d\d", found.group()):
        return None
    number = found.group()
    return replaced(text, *found.span(), number[:at] + chance.choice(letters[number[at]]) + number[at + 1 :])


@corrupts("OCR104", repaired=True)
def one_long_s_read_as_f(text: str, chance: random.Random) -> Damage | None:
    """One word with f for every s but the last letter."""
    found = a_match(r"(?<=[ \n])(?=[a-z]*s[a-z])[a-z]{4,}(?=[ \n,.;:?!)])", text, chance)
    return None if found is None else replaced(text, *found.span(), _with_f(found.group()))


def _with_f(word: str) -> str:
    return word[:-1].replace("s", "f") + word[-1]


@corrupts("OCR104")
def long_s_throughout(text: str, chance: random.Random) -> Damage | None:
    """A page of the eighteenth century: f for every long s, which is as long as s."""
    spans = [
        match.span()
        for match in re.finditer(r"\b[A-Za-z]*s[a-z]+\b", text)
        if "'" not in text[match.start() - 1 : match.end() + 1]
    ]
    if len(spans) < 5:
        return None
    damaged = re.sub(r"s(?=[a-z])", "f", text)
    return Damage(damaged, tuple(spans))


@corrupts("OCR104", repaired=True)
def long_s_itself(text: str, chance: random.Random) -> Damage | None:
    """The letter as it was printed."""
    spans = [match.span() for match in re.finditer(r"\b[A-Za-z]*s[a-z]+\b", text)]
    return Damage(re.sub(r"s(?=[a-z])", "ſ", text), tuple(spans)) if spans else None


@corrupts("OCR105", repaired=True)
def function_words_merged(text: str, chance: random.Random) -> Damage | None:
    """ofthe, tothe, inthis."""
    small = "of|to|in|the|and|that|is|was|for|with|his|it|on|at|by|as|from|be|this|had|are|have|which"
    found = a_match(rf"(?<= )(?:{small}) (?:{small})(?= )", text, chance)
    return None if found is None else replaced(text, *found.span(), found.group().replace(" ", ""))


@corrupts("OCR105", repaired=True)
def words_merged(text: str, chance: random.Random) -> Damage | None:
    """Any two words without their space."""
    found = a_match(r"(?<= )[a-z]{2,} [a-z]{2,}(?=[ ,.;])", text, chance)
    return None if found is None else replaced(text, *found.span(), found.group().replace(" ", ""))


@corrupts("OCR105", repaired=True)
def three_words_merged(text: str, chance: random.Random) -> Damage | None:
    """Three words without their spaces, two of them small ones: inthehouse, forthefirst."""
    small = "of|to|in|the|and|that|was|for|with|his|on|at|by|as|from|had|are|have|which"
    found = a_match(rf"(?<= )(?:{small}) (?:{small}) [a-z]{{3,8}}(?=[ ,.;])", text, chance)
    return None if found is None else replaced(text, *found.span(), found.group().replace(" ", ""))


@corrupts("OCR106", repaired=True)
def word_split(text: str, chance: random.Random) -> Damage | None:
    """A space in the middle of a word: gov ernment, wh ich."""
    found = a_match(_WORD % 5, text, chance)
    if found is None:
        return None
    word = found.group()
    at = chance.randint(2, len(word) - 2)
    return replaced(text, *found.span(), word[:at] + " " + word[at:])


@corrupts("OCR106", repaired=True)
def syllable_split(text: str, chance: random.Random) -> Damage | None:
    """A word that was broken at the end of a line, without its hyphen: con tented, govern ment."""
    endings = "ment|tion|tions|ing|ness|able|ful|less|ted|tive|ered|ance|ence|ally|ity|ous|ual|ical|lar|ents"
    found = a_match(rf"(?<=[ \n])[a-z]{{3,}}(?:{endings})(?=[ ,.;])", text, chance)
    if found is None:
        return None
    word = found.group()
    ending = max((ending for ending in endings.split("|") if word.endswith(ending)), key=len)
    at = len(word) - len(ending)
    return replaced(text, *found.span(), word[:at] + " " + word[at:])


@corrupts("OCR107", repaired=True)
def mark_in_word(text: str, chance: random.Random) -> Damage | None:
    """A speck that was read as a mark."""
    found = a_match(_WORD % 4, text, chance)
    if found is None:
        return None
    word = found.group()
    at = chance.randint(1, len(word) - 1)
    return replaced(text, *found.span(), word[:at] + chance.choice("^~*;•'‘.,:|°»") + word[at:])


@corrupts("OCR107", repaired=True)
def mark_for_letter(text: str, chance: random.Random) -> Damage | None:
    """A thin letter read as a bar: wou|d, w!ll."""
    found = a_match(r"(?<=[ \n])[a-z]+[li][a-z]+(?=[ \n,.;])", text, chance)
    if found is None:
        return None
    at = chance.choice([match.start() for match in re.finditer("[li]", found.group()[1:-1] or "l")]) + 1
    word = found.group()
    if word[at] not in "li":
        return None
    return replaced(text, *found.span(), word[:at] + chance.choice("|!") + word[at + 1 :])


_ROWS = ("asdfghjkl", "qwertyuiop", "zxcvbnm")


def _mash(chance: random.Random, shape: Sequence[int]) -> str:
    words = []
    for size in shape:
        row = chance.choice(_ROWS[:2]) if chance.random() < 0.5 else "asdfghjklqwrtpzxcvbnm"
        words.append("".join(chance.choice(row) for _ in range(size)))
    return " ".join(words)


@corrupts("OCR108")
def keyboard_mash(text: str, chance: random.Random) -> Damage | None:
    """Fingers on a keyboard, somewhere in the text."""
    found = a_match(r"(?<=[a-z]) (?=[a-z])", text, chance)
    if found is None:
        return None
    mash = _mash(chance, [chance.randint(6, 12) for _ in range(chance.randint(1, 3))])
    return replaced(text, found.end(), found.end(), mash + " ")


@corrupts("OCR108")
def picture_read_as_text(text: str, chance: random.Random) -> Damage | None:
    """A line of letters without order."""
    found = a_match(r"(?<=[.!?])\n\n|(?<=[.!?]) ", text, chance)
    if found is None:
        return None
    noise = " ".join(
        "".join(chance.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(chance.randint(4, 9))) for _ in range(6)
    )
    return replaced(text, found.end(), found.end(), noise + " ")


@corrupts("OCR109", repaired=True)
def mark_between_words(text: str, chance: random.Random) -> Damage | None:
    """Dirt between two words."""
    found = a_match(r"(?<=[a-z]{2}) (?=[a-z]{3})", text, chance)
    return None if found is None else replaced(text, *found.span(), " " + chance.choice("■¬¦~^\\»•") + " ")


@corrupts("OCR109", repaired=True)
def mark_behind_word(text: str, chance: random.Random) -> Damage | None:
    """Dirt at the end of a word."""
    found = a_match(r"(?<=[a-z]{3})(?= [a-z]{3})", text, chance)
    return None if found is None else replaced(text, *found.span(), chance.choice("»¬¦~^"))


@corrupts("OCR112", repaired=True)
def capital_inside_word(text: str, chance: random.Random) -> Damage | None:
    """A letter read as the capital of its shape, in the middle of a word: addItion, sOme."""
    found = a_match(r"(?<=[ \n])(?=[a-z]+[ioscvw][a-z])[a-z]{3,}(?=[ \n,.;:?!)])", text, chance)
    if found is None:
        return None
    word = found.group()
    # Of these, i is taken for its capital most.
    letters = "i" if "i" in word[1:-1] and chance.random() < 0.7 else "[ioscvw]"
    at = chance.choice([match.start() for match in re.finditer(letters, word[1:-1])] or [-1]) + 1
    return replaced(text, *found.span(), word[:at] + word[at].upper() + word[at + 1 :]) if at else None


@corrupts("OCR101", repaired=True)
def confused_capital(text: str, chance: random.Random) -> Damage | None:
    """The capital of a frequent word at the beginning of a sentence: Tbe, Ihe, Wbat, Bnt."""
    readings = {
        "The": ("Ihe", "Tbe", "Tlie", "Tne"),
        "What": ("Wbat", "Whal"),
        "But": ("Bnt", "Bul"),
        "When": ("Wben", "Whcn"),
        "They": ("Tbey", "Thev"),
    }
    found = a_match(r"(?<=[.?!] )(?:" + "|".join(readings) + r")(?= [a-z])", text, chance)
    return None if found is None else replaced(text, *found.span(), chance.choice(readings[found.group()]))


@corrupts("OCR110", repaired=True)
def capital_for_small_i(text: str, chance: random.Random) -> Damage | None:
    """In, Is and It in the middle of a sentence."""
    found = a_match(r"(?<=[a-z]{2} )i(?:n|s|f|t|ts|nto)(?= [a-z])", text, chance)
    return None if found is None else replaced(text, *found.span(), found.group().capitalize())
