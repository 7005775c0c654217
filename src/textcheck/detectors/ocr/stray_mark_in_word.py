"""A mark inside a word, where the reader took a speck, a fold or a worn type for one: "go^vernment", "th'e", "wor;d", "wou|d".

Marks that no word holds (^ ~ | * ; ! • and their like) count where the letters without the mark, or with the letter that it looks like,
are a known word and those beside it are not. Marks that words do hold (apostrophe, full stop, comma, colon) count only
where the whole is frequent and one side is hardly a word. All repairs are UNSAFE: two words may have lost the space
between them.

Left alone: spoken dialect ("th'ough de gate"), contractions and names ("don't", "o'clock", "O'Brien", "ma'am"), elisions of verse ("o'er", "e'en", "heav'n"), abbreviations
("e.g.", "p.m."), addresses, file names and identifiers, hyphens, brackets, emphasis, words with ; or | between them, veiled words ("d*mn"),
plurals of what is set in marks ("the *item*s"), the okina of Hawaiian names, wrong apostrophes ("it‘s", which misread-punctuation finds), entities, code, mathematics, passages in other languages.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, is_foreign, pattern
from textcheck.spelling import vocabulary

# Marks by the letters that they are read for, beside nothing at all.
_LETTERS = {
    "|": "li",
    "!": "li",
    "\\": "l",
    "¡": "i",
    "£": "e",
    "€": "e",
    "©": "co",
    "$": "s",
    "¢": "c",
    "§": "s",
    "¦": "li",
    "°": "o",
    "¤": "o",
    "¬": "r",
}
_ORDINARY = frozenset(".,:'’")
_STRANGE_CODES = '‘^~|*;"•¦§¬«»¡¿°·¤`!“”„£€©¢\\'.encode("cp1252")
_STRANGE = b"".join(b"\\x%02x" % code for code in _STRANGE_CODES)
_ENDED = rb"(?:[abcefghijknopquwxyz]|d[a-z]|s[a-z]|t[a-su-z]|m[a-z]|r[a-df-z]|re[a-z]|l[a-km-z]|ll[a-z]|v[a-df-z]|ve[a-z])"  # no contraction
_MARK = rb"[a-z][" + _STRANGE + rb"][a-z]|[a-z][.,:][a-z]|[a-z]['\x92]" + _ENDED + rb"|[a-z][a-mo-z]['\x92]t\b"
# Apostrophes that dialect is full of, and how far around a word they are looked for.
_APOSTROPHE = rb"[a-z]['\x92]" + _ENDED + rb"|[a-z]['\x92][ ,.][a-z]|[ \x93\"]['\x92][a-z]"
_AROUND = 300
_LETTER_CODES = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LONGEST = 24
# Logarithms of frequencies: a long rare word, a rare word, a common one, one that is hardly a word, and none.
_RAREST, _RARE, _COMMON, _HARDLY, _NO_WORD = -18.0, -14.5, -12.5, -9.3, -21.0
# A whole whose first side is a single letter, which may be an elision, must be as common as this.
_COMMON_ELIDED = -11.5
# How much likelier the word must be than its two sides, in nats, and by how much more beside a mark that does stand between words.
_ADVANTAGE, _ORDINARY_COST = 3.0, 4.0
_SURE = 8.0
_BESIDE = frozenset(b"_@#/\\=<>$%&[]{}~^|*+0123456789'\x91\x92.:;`\"!-")
# Words that are written with a mark to veil them.
_VEILED = frozenset(
    (b"shit", b"damn", b"dick", b"fuck", b"bitch", b"pissed", b"whil", b"shitty", b"bullshit", b"slut", b"kill", b"suicide")
)
_VERSE = frozenset((b"en", b"er", b"n", b"r", b"ry", b"ning", b"ring", b"n't"))


# What stands behind an apostrophe, and marks that are set for one, or for the okina of a name.
_ENDINGS = frozenset((b"s", b"t", b"d", b"m", b"ll", b"re", b"ve"))
_LIKE_APOSTROPHES = "‘`"
# Marks that are set around a word, whose plural ends behind them.
_AROUND_WORDS = '"”*'


def detect(doc: Document) -> Iterator[Finding]:
    codes, text = doc.codes, doc.text
    last = 0
    for match in pattern(_MARK).finditer(codes):
        at = match.start() + 1
        while codes[at : at + 1].isalpha():
            at += 1
        head, tail = codes[max(0, at - _LONGEST) : at], codes[at + 1 : at + 1 + _LONGEST]
        one = head[len(head.rstrip(_LETTER_CODES)) :]
        other = tail[: len(tail) - len(tail.lstrip(_LETTER_CODES))]
        start, end = at - len(one), at + 1 + len(other)
        if start < last or not one or not other or codes[start - 1 : start] == b"&" or text[at] == "?":
            continue
        beside = {*codes[max(0, start - 1) : start], *codes[end : end + 1]}
        if beside & _BESIDE and not (codes[end : end + 1] in b".:;!'\x92\"" and not codes[end + 1 : end + 2].isalnum()):
            continue
        if text[at] in _AROUND_WORDS and other == b"s":
            continue
        if text[at] in _LIKE_APOSTROPHES and (other in _ENDINGS or not one.islower()):
            continue
        found = _judge(one, text[at], other)
        if not found or is_foreign(doc, start):
            continue
        around = codes[max(0, start - _AROUND) : end + _AROUND]
        if text[at] in "'’" and len(pattern(_APOSTROPHE).findall(around)) > 1:
            # Spoken dialect, or what is said of sounds.
            continue
        last = end
        printed, nats = found
        raw = text[start:end]
        repaired = printed if raw[:1].islower() else printed[:1].upper() + printed[1:]
        yield RULE.finding(
            start,
            end,
            f"'{raw}' has a mark inside a word; '{repaired}' may have been printed",
            confidence=0.95 if nats > _SURE else 0.75,
            severity=Severity.WARNING if nats > _SURE else Severity.NOTE,
            repairs=[Repair(start, end, repaired, UNSAFE, 0.9, "two words may have lost the space between them")],
        )


def _judge(one: bytes, mark: str, other: bytes) -> tuple[str, float] | None:
    """The word that was printed and by how much it is likelier than its two sides; None where the sides are likelier."""
    if len(one) + len(other) < 2 + (mark not in _LETTERS):
        return None
    wholes = [one + other, *(one + letter.encode() + other for letter in _LETTERS.get(mark, ""))]
    nats, whole = max((_frequency(whole), whole) for whole in wholes if len(whole) > 2)
    letters = b"aIi" if mark in _ORDINARY else b""
    sides = [_frequency(side) if len(side) > 1 or side in letters else _RARE for side in (one, other)]
    advantage = nats - sum(sides)
    if mark in _ORDINARY:
        if not (one.islower() and other.islower()) or len(one) + len(other) < 3 or (other in _VERSE and mark not in ".,:"):
            return None
        if nats < _COMMON or min(sides) > _HARDLY or (len(one) < 2 and (nats < _COMMON_ELIDED or one in (b"a", b"i"))):
            return None
        advantage -= _ORDINARY_COST
    else:
        least = _COMMON if len(whole) < 4 else _RARE if len(whole) < 8 else _RAREST
        if nats < least or whole.lower() in _VEILED:
            return None
    return (whole.decode("cp1252"), advantage) if advantage > _ADVANTAGE else None


def _frequency(word: bytes) -> float:
    nats = vocabulary().frequency(word.lower())
    return _NO_WORD if nats is None else nats


RULE = Rule(
    code="OCR107",
    name="stray-mark-in-word",
    severity=Severity.WARNING,
    detect=detect,
    gate=_MARK,
)
