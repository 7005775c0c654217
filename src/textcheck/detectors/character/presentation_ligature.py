"""A ligature that a font or a PDF left as one character: "ﬁnal" with U+FB01 for "final".

No search for the word finds it, and tokenizers split it. In a text that has ligatures wherever it can, as a faithful copy of an old print
or the whole text of a PDF does, each is a note; beside the same letters written apart, a warning. The ligatures U+FB00 to U+FB06 exist only for old encodings, so writing their
letters is SAFE. Where a stray space came along ("con ﬁ dence"), it is taken out, which is UNSAFE, if that makes a word.

Left alone: letters that are no ligatures of typography (æ, œ, ß, ĳ), Armenian and Hebrew forms, and a ligature that stands by
itself and is spoken of.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.characters import GATE, IN_USE, called, frequency, kinds, shown
from textcheck.expressions import expression
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity

_LETTERS = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = expression("[ﬀ-ﬆ]")

# The share of letters beside each other that a print which has ligatures sets apart all the same.
_APART = 0.1
# How many times as frequent the torn piece may be as the whole word.
_TRUST = 2


def detect(doc: Document) -> Iterator[Finding]:
    if "ligature" not in doc.view(kinds):
        return
    text = doc.text
    severity = Severity.NOTE if _is_set_so(text) else Severity.WARNING
    for match in _LIGATURE.finditer(text):
        finding = _judge(text, match.start(), severity)
        if finding is not None:
            yield finding


def _is_set_so(text: str) -> bool:
    """Whether a text writes its letters as ligatures wherever it can, as a faithful copy of a print does."""
    used = [ligature for ligature in _LETTERS if ligature in text]
    apart = sum(text.count(_LETTERS[ligature]) for ligature in used if ligature not in "ﬅﬆ")
    return apart <= _APART * sum(map(text.count, used))


def _judge(text: str, at: int, severity: Severity) -> Finding | None:
    ligature = text[at]
    letters = _LETTERS[ligature]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not before.isalpha() and not after.isalpha():
        start, end, whole = _joined(text, at, letters)
        if end - start == 1:
            return None
    else:
        start, end, whole = _joined(text, at, letters)
    safe = end - start == 1
    repair = Repair(
        start,
        end,
        whole,
        SAFE if safe else UNSAFE,
        0.99 if safe else 0.85,
        "a ligature is its letters" if safe else "without the space the letters make a word",
    )
    message = f"{called(ligature)} for '{shown(letters)}'"
    return RULE.finding(start, end, message, confidence=0.98, severity=severity, repairs=[repair])


def _joined(text: str, at: int, letters: str) -> tuple[int, int, str]:
    """The ligature with the spaces that tear it from its word, and its letters; alone where none does."""
    head = _HEAD.search(text[max(0, at - 31) : at])
    tail = _TAIL.match(text[at + 1 : at + 32])
    before, gap = (head.group(1), head.group(2)) if head else ("", "")
    after_gap, after = (tail.group(1), tail.group(2)) if tail else ("", "")
    before, after = _spelled(before), _spelled(after)
    tries = []
    if gap and after_gap:
        tries.append((1, 1, before + letters + after))
    if gap:
        tries.append((1, 0, before + letters + ("" if after_gap else after)))
    if after_gap:
        tries.append((0, 1, ("" if gap else before) + letters + after))
    # A ligature by itself is no word, whatever its letters spell.
    rest = ("" if gap else before) + letters + ("" if after_gap else after)
    torn = 0.0 if rest == letters else frequency(rest) / _TRUST
    whole, left, right = max(((frequency(word), left, right) for left, right, word in tries), default=(0.0, 0, 0))
    if whole > max(torn, IN_USE):
        return at - left, at + 1 + right, letters
    return at, at + 1, letters


def _spelled(text: str) -> str:
    return "".join(_LETTERS.get(character, character) for character in text)


_HEAD = expression(r"([^\W\d_]{1,30})( ?)$")
_TAIL = expression(r"( ?)([^\W\d_]{1,30})")


RULE = Rule(
    code="CHR106",
    name="presentation-ligature",
    severity=Severity.WARNING,
    detect=detect,
    gate=GATE,
)
