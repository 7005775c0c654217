"""A capital inside a word in small letters, where its small letter or one of like shape was printed: "addItion", "wIll", "sOme", "HOuse".

Readers take i for I, and o, c, s, v, w, x, z for the capitals of the same shape. Such a word counts where it is a frequent one in small
letters, has but one capital, and is not two words written together. The repair is UNSAFE; one in a text is a note, several are
damage.

Left alone: names and words that are written so ("iPhone", "eBook", "McIver"), units and symbols ("kWh", "mRNA"),
what is written so twice, rarer words in texts that name variables, words in several capitals, identifiers, addresses, what stands beside code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from textcheck import surroundings
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, is_foreign, pattern
from textcheck.spelling import vocabulary

_CAPITAL = rb"\b(?:[a-z]+[ICOSVWXZ]|[A-Z][COSVWXZ][a-z])[a-z]+\b"
_BESIDE = frozenset(b"_@#/\\=<>$%&[]{}~^|*+-.:0123456789'\x91\x92(`")
# How frequent, as a logarithm, a word is that may be read so, also one of three letters, and each part of one that is two words.
FREQUENT, FREQUENT_I, FREQUENT_SHORT, PART = -13.5, -17.0, -11.0, -13.5
# Two words written together are about as frequent as the whole, and nobody takes one as frequent as this for a letter and a word.
RARER, COMMON = 1.5, -9.0
# Endings that are known as words, too.
_ENDINGS = frozenset(b"ing ings ion ions ist ists ism ive ity ial ish ious".split())
# Words of two letters that are written together with others.
_SMALL = frozenset(b"in on up to by my go no at it of is or me we be do id os ip ui db js".split())
# Letters that stand alone before a word: eBook, iPhone.
_ALONE = (b"e", b"i", b"m", b"x")
# Marks of the sentence, where no letter follows.
_ENDS = (b".", b":", b"'", b"\x92", b"-")
SEVERAL = 3
# A word rarer than this may be the name of a product, in texts that name variables and where its capital begins the last two letters.
KNOWN_NAME = -11.5
# Written so this often, it is a name.
ALWAYS = 2


def detect(doc: Document) -> Iterator[Finding]:
    codes = doc.codes
    found = []
    for match in pattern(_CAPITAL).finditer(codes):
        start, end = match.span()
        before, after = codes[max(0, start - 1) : start], codes[end : end + 2]
        if not _BESIDE.isdisjoint(before) or (
            not _BESIDE.isdisjoint(after[:1]) and (after[:1] not in _ENDS or after[1:].isalnum())
        ):
            continue
        if _is_misread(match.group()) and not doc.is_verbatim(start, end) and not is_foreign(doc, start):
            found.append((start, end))
    # What is always written so is a name, and what hardly anybody would misread in a text that names variables.
    forms = Counter(codes[start:end] for start, end in found)
    least = KNOWN_NAME if surroundings.has_code(doc) else -99.0
    frequency = vocabulary().frequency
    found = [
        (start, end)
        for start, end in found
        if forms[codes[start:end]] < ALWAYS and (frequency(codes[start:end].lower()) or least) >= least
    ]
    several = len(found) >= SEVERAL
    for start, end in found:
        small = doc.text[start] + doc.text[start + 1 : end].lower()
        yield RULE.finding(
            start,
            end,
            f"'{doc.text[start:end]}' has a capital inside; '{small}' may have been printed",
            confidence=0.95 if several else 0.85,
            severity=Severity.WARNING if several else Severity.NOTE,
            repairs=[Repair(start, end, small, UNSAFE, 0.95, "some names are written so")],
        )


def _is_misread(raw: bytes) -> bool:
    frequency = vocabulary().frequency
    word = raw.lower()
    whole = frequency(word)
    least = FREQUENT_SHORT if len(word) < 4 else FREQUENT_I if b"I" in raw else FREQUENT
    if whole is None or whole < least:
        return False
    at = next(at for at in range(len(raw)) if raw[at : at + 1].isupper())
    parts = word[:at], word[at:]
    rarest = min(frequency(part) or -99.0 if len(part) > 2 or part in _SMALL else -99.0 for part in parts)
    if whole < KNOWN_NAME and len(parts[1]) == 2 and parts[1] not in _ENDINGS:
        return False
    if at == 1 and parts[0] in _ALONE:
        return whole > COMMON or (frequency(parts[1]) or -99.0) < PART
    return rarest < max(PART, whole - RARER) or parts[1] in _ENDINGS


RULE = Rule(
    code="OCR112",
    name="capital-inside-word",
    severity=Severity.WARNING,
    detect=detect,
    gate=_CAPITAL,
)
