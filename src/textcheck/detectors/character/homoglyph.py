"""A letter of another script that looks like the one meant: "pаyment" with a Cyrillic "а".

A word that mixes Latin with Cyrillic, Greek or Armenian letters is read by people and by nobody else: no search, filter or
tokenizer knows it. Spammers and plagiarists put such letters in, keyboards and character recognition let them in. The word is
repaired to the script of most of its letters, SAFE where that gives a word in use, UNSAFE where it gives an unknown one.
A whole word of such letters among Latin words ("had а dog") is found, too.

Left alone: symbols of science (µm, ΔT, NFκB, TNFα, α-helix), letters that look like no letter of the other script, Latin names with
Cyrillic endings ("SMSка"), Cyrillic and Greek letters that are spoken of, and words of one script in text of another.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator

from textcheck import characters
from textcheck.characters import GATE, called, is_word, kinds, shown
from textcheck.expressions import expression
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity
from textcheck.word_lists import COMMON, word_list

# Letters of the same look in most typefaces, then those that are alike enough to deceive where the word proves it.
_CYRILLIC = dict(zip("аАВеЕКМНоОрРсСТуУхХіІјЈѕЅһԁԛԝӏӀѵёЁїЇԌ", "aABeEKMHoOpPcCTyYxXiIjJsShdqwlIvëËïÏG", strict=True))
_CYRILLIC_ALIKE = dict(zip("кмтпгьв", "kmtnrbb", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲϹϳͿόΌΆΈΊ", "ABEZHIKMNOPTYXocCjJóÓÁÉÍ", strict=True))
_GREEK_ALIKE = dict(zip("ανρυικτεγηωσίάέύ", "avpuikteynwoíáéú", strict=True))
_ARMENIAN_ALIKE = dict(zip("օոսհցյՏՍՕքզ", "onuhgjSUOpq", strict=True))
# Letters of Cherokee and of phonetics; those of mathematics are added by their names.
_OTHER_ALIKE = dict(zip("ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᏚᎢᏙᎳᏃɑɡ", "ABCDEHJKLMPSTVWZag", strict=True))
_LATIN_OF = {**_CYRILLIC, **_GREEK}
_LATIN_OF_ALIKE = {**_CYRILLIC_ALIKE, **_GREEK_ALIKE, **_ARMENIAN_ALIKE, **_OTHER_ALIKE}
_CYRILLIC_OF = dict(zip("aABeEKkMHoOpPcCTyYxXiIjJsSmt", "аАВеЕКкМНоОрРсСТуУхХіІјЈѕЅмт", strict=True))
_GREEK_OF = dict(zip("ABEZHIKMNOPTYXovup", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυρ", strict=True))

_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_OTHER = "\u0370-\u0373\u0376-\u037d\u037f\u0386-\u03ff\u0400-\u0481\u048a-\u052f\u0531-\u0587\u1f00-\u1fff\u13a0-\u13f4\u0251\u0261\U0001d400-\U0001d7cb"
_MIXED = expression(f"[{_LATIN}][{_OTHER}]|[{_OTHER}][{_LATIN}]")
_ALONE = expression(f"(?<=[A-Za-z,] )[{_OTHER}]{{1,12}}(?=[ ,.;:!?]|$)")
_CAMEL = expression(r"[A-Za-z]?[a-z]+(?:[A-Z][a-z]+)+")
_LONGEST = 40
_SPOKEN_OF = expression(r"letter|cyrillic|greek|russian|alphabet|homoglyph|character|unicode|vowel|symbol|pronoun", re.I)
_AROUND = 60


def is_latin(character: str) -> bool:
    """Whether a letter is one of Latin spelling: phonetic letters only look like one."""
    return characters.is_latin(character) and character not in "ɑɡ"


def detect(doc: Document) -> Iterator[Finding]:
    if "mixed" not in doc.view(kinds):
        return
    text = doc.text
    for start, end in _mixed_words(text):
        finding = _mixed(text, start, end)
        if finding is not None:
            yield finding
    for match in _ALONE.finditer(text):
        finding = _alone(text, *match.span())
        if finding is not None:
            yield finding


def _mixed_words(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while match := _MIXED.search(text, at):
        start, end = match.span()
        while start > at and match.start() - start < _LONGEST and text[start - 1].isalpha():
            start -= 1
        while end < len(text) and end - match.end() < _LONGEST and text[end].isalpha():
            end += 1
        yield start, end
        at = end


def _mixed(text: str, start: int, end: int) -> Finding | None:
    word = text[start:end]
    latin = sum(map(is_latin, word))
    others = len(word) - latin
    if len(word) < 2:
        return None
    if latin >= others and (finding := _to_latin(text, start, end, word, latin)) is not None:
        return finding
    return _from_latin(text, start, end, word) if others >= latin else None


def _to_latin(text: str, start: int, end: int, word: str, latin: int) -> Finding | None:
    others = len(word) - latin
    alike = [character for character in word if character in _LATIN_OF_ALIKE or _is_mathematical(character)]
    if any(not is_latin(character) and character not in _LATIN_OF and character not in alike for character in word):
        return None
    repaired = "".join(character if is_latin(character) else _latin_of(character) for character in word)
    cyrillic = all(is_latin(character) or "\u0400" <= character <= "\u052f" for character in word)
    regular = repaired.islower() or repaired.isupper() or repaired.istitle()
    if not regular and (not cyrillic or latin < 3 * others or not _CAMEL.fullmatch(repaired)):
        return None
    # Greek letters are also symbols, and likeness alone proves nothing: the word must.
    if (alike or not cyrillic) and len(word) < (4 if alike else 2):
        return None
    known = is_word(repaired)
    if not known and (
        alike or not cyrillic or len(word) < 3 or (_is_inflected(word) and _has_cyrillic_around(text, start, end))
    ):
        return None
    return _finding(text, start, end, repaired, "Latin", known)


def _is_mathematical(character: str) -> bool:
    return "\U0001d400" <= character <= "\U0001d7cb" and unicodedata.normalize("NFKC", character).isascii()


def _from_latin(text: str, start: int, end: int, word: str) -> Finding | None:
    table, script = (
        (_CYRILLIC_OF, "Cyrillic") if any("\u0400" <= character <= "\u052f" for character in word) else (_GREEK_OF, "Greek")
    )
    if len(word) < 3 or any(is_latin(character) and character not in table for character in word):
        return None
    others = [character for character in word if not is_latin(character)]
    if any(("\u0400" <= character <= "\u052f") != (script == "Cyrillic") for character in others):
        return None
    repaired = "".join(table.get(character, character) if is_latin(character) else character for character in word)
    if not (repaired.islower() or repaired.isupper() or repaired.istitle()):
        return None
    known = _is_word_of(script, repaired)
    if not known and "I" in word:
        # Languages of the Caucasus write their palochka so.
        return None
    if not known and (_is_inflected(word) or script == "Greek" or len(others) < 2 * (len(word) - len(others))):
        return None
    return _finding(text, start, end, repaired, script, known)


def _latin_of(character: str) -> str:
    return _LATIN_OF.get(character) or _LATIN_OF_ALIKE.get(character) or unicodedata.normalize("NFKC", character)


# Which languages are written in a script.
_LANGUAGES = {"Cyrillic": ("ru", "uk", "bg"), "Greek": ("el",)}


def _is_word_of(script: str, word: str) -> bool:
    return any(word.lower() in word_list(language, COMMON) for language in _LANGUAGES[script])


def _is_inflected(word: str) -> bool:
    """Whether a word is two or more Latin letters and then others, as a foreign word with an ending is, or the reverse."""
    changes = sum(is_latin(before) != is_latin(after) for before, after in itertools.pairwise(word))
    return changes == 1 and (is_latin(word[1]) == is_latin(word[0]))


def _has_cyrillic_around(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - _AROUND) : start] + text[end : end + _AROUND]
    return sum("\u0400" <= character <= "\u052f" for character in around) > 3


def _alone(text: str, start: int, end: int) -> Finding | None:
    word = text[start:end]
    if any(character not in _CYRILLIC and character not in _CYRILLIC_ALIKE for character in word):
        return None
    repaired = "".join(_latin_of(character) for character in word)
    around = text[max(0, start - _AROUND) : start] + text[end : end + _AROUND]
    if any("\u0370" <= character <= "\u052f" for character in around) or _SPOKEN_OF.search(around):
        return None
    if (len(word) == 1 and repaired not in ("a", "I", "A")) or not is_word(repaired):
        return None
    if not (repaired.islower() or repaired.isupper() or repaired.istitle()) or not re.match(
        r"[ ,.;:!?]+[A-Za-z]|[.!?,;:]?\s*$", text[end : end + 12]
    ):
        return None
    repair = Repair(start, end, repaired, UNSAFE, 0.85, "the word may be one of the other script")
    return RULE.finding(
        start,
        end,
        f"'{word}' among Latin words is written in Cyrillic letters",
        confidence=0.85,
        repairs=[repair],
        severity=Severity.WARNING,
    )


def _finding(text: str, start: int, end: int, repaired: str, script: str, known: bool) -> Finding:
    word = text[start:end]
    wrong = next(old for old, new in zip(word, repaired, strict=True) if old != new)
    repair = Repair(
        start,
        end,
        repaired,
        SAFE if known else UNSAFE,
        0.97 if known else 0.85,
        "only the look-alike letters keep it from being a word in use"
        if known
        else "most letters of the word are of that script",
    )
    return RULE.finding(
        start,
        end,
        f"{called(wrong)} in the {script} word '{shown(repaired)}'",
        confidence=0.97 if known else 0.88,
        repairs=[repair],
    )


RULE = Rule(
    code="CHR104",
    name="homoglyph",
    severity=Severity.WARNING,
    detect=detect,
    gate=GATE,
)
