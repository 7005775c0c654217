"""Characters that are the bytes of other characters, read in the wrong encoding: "donâ€™t" for "don’t".

Text was written as UTF-8 and read as Windows-1252, Latin-1, Windows-1251, Mac Roman, code page 437 or another, once or several
times over. Whether a text is damaged, and what it should say, is what `ftfy.fix_encoding_and_explain` decides about the whole
text; this rule says where, and proposes for each damaged span what ftfy puts there. All repairs together give ftfy's text.

A repair is SAFE where the span has one reading only: its characters, written back as the bytes of any encoding that has
them all, are UTF-8 in one way. It is UNSAFE where several encodings give different readings, where bytes were lost on the way
(U+FFFD, `?` or a space in their place), or where the passage speaks of encodings and may mean the characters as they stand.

Left alone: accented letters, currency signs, mathematics, faces such as `(ò_ó)`, and text in any script that is
merely unusual.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from textcheck.batches import Batch, BatchView
from textcheck.expressions import expression
from textcheck.misread import fixed
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

# ftfy finds a text bad only where an odd character (neither ASCII nor typographic punctuation of clean English) touches another
# character outside ASCII, or is one of Œ, œ, Â and Ã. The test of this rule proves it against ftfy's own expression.
_ODD = rb"[\x80-\x84\x86-\x90\x95\x98-\x9f\xa1-\xff]"
_SUSPICIOUS = _ODD + rb"[\x80-\xff]|[\x80-\xff]" + _ODD + rb"|[\x8c\x9c\xc2\xc3]"

# Python's `\w` and `\s` in the words of RE2.
_WORD_CHARACTER = r"[^\pM\pS\pZ\p{Cc}\p{Cf}\p{Co}\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po}]"
_SPACE = r"[\pZ\t-\r\x1c-\x20\x{85}]"

# What every step of ftfy leaves in its place: ASCII, but for the space, `?`, U+0000 and U+001A, which may stand for lost bytes.
_GAP = expression(r"[^\x01-\x19\x1b-\x1f!->@-\x7f]+")

_SPEAKS_OF_ENCODINGS = expression(r"mojibake|encod|decod|utf-?8|latin-?1|charset|codepage|code page|1252|unicode|garbled", re.I)
_NEARBY = 150

# A document that is mojibake throughout would hold a finding for each letter: beyond this, neighbours are reported as one.
MOST_FINDINGS = 400
_SHOWN = 40
# Mojibake of mojibake is found to this depth when a span is read back on its own; ftfy itself has no limit.
_DEEPEST = 4


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    repaired = doc.view(fixed)
    if repaired == text:
        return
    for start, end, replacement in _fewer(text, changes(text, repaired)):
        yield _finding(text, start, end, replacement)


def is_suspicious(doc: Document) -> bool:
    """Whether ftfy might find the text bad; never false where it does."""
    if doc.ascii:
        return False
    if not doc.has_unencodable and not (doc.odd_codes and pattern(_SUSPICIOUS).search(doc.codes)):
        return False
    badness = _badness()
    if badness is None:
        from ftfy.badness import is_bad

        return bool(is_bad(doc.text))
    return badness.search(doc.text.encode("utf-8", "replace")) is not None


def _suspicious_of_batch(batch: Batch) -> Iterator[bool]:
    found = batch.with_match(_SUSPICIOUS)
    for number, doc in enumerate(batch.docs):
        yield (number in found or doc.has_unencodable) and is_suspicious(doc)


suspicious = BatchView(is_suspicious, _suspicious_of_batch)
"""The same as a view."""


@cache
def _badness() -> Any:
    """ftfy's expression for bad text, compiled by RE2, which scans 50 times as fast; None where RE2 cannot say it.

    RE2 knows `\\w` and `\\s` for ASCII only, so both are spelled out, with any character that one of them might not know to be a
    letter; what RE2 finds is asked of ftfy again.
    """
    import re2
    from ftfy.badness import BADNESS_RE

    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 26
    source = _without_layout(BADNESS_RE.pattern).replace("\\w", _WORD_CHARACTER).replace("\\s", _SPACE)
    try:
        return re2.compile(source.encode(), options)
    except re2.error:
        return None


def _without_layout(verbose: str) -> str:
    """A verbose expression without its comments and blanks."""
    kept: list[str] = []
    in_class = in_comment = escaped = False
    for character in verbose:
        if in_comment:
            in_comment = character != "\n"
        elif escaped:
            kept.append(character)
            escaped = False
        elif character == "\\":
            kept.append(character)
            escaped = True
        elif in_class:
            kept.append(character)
            in_class = character != "]"
        elif character == "#":
            in_comment = True
        elif character not in " \t\n\r\v\f":
            kept.append(character)
            in_class = character == "["
    return "".join(kept)


def changes(text: str, repaired: str) -> list[tuple[int, int, str]]:
    """The least spans of `text` and what replaces them, so that `repaired` is what comes out.

    >>> changes("sÃ³ caf\\xe9 dâ€™or", "só caf\\xe9 d’or")
    [(1, 3, 'ó'), (10, 13, '’')]
    """
    old, new = _gaps(text), _gaps(repaired)
    found: list[tuple[int, int, str]] = []
    # The characters between the gaps are the same in both, so a gap is known by how many of them come before it.
    for key in sorted(old.keys() | new.keys()):
        start, gap = old.get(key, (-1, ""))
        _, wanted = new.get(key, (-1, ""))
        if gap == wanted:
            continue
        if start < 0:
            found.clear()
            break
        found.extend(_pieces(start, gap, wanted))
    if _applied(text, found) != repaired:
        head, tail = _shared(text, repaired)
        return [(head, len(text) - tail, repaired[head : len(repaired) - tail])]
    return found


def _gaps(text: str) -> dict[int, tuple[int, str]]:
    gaps: dict[int, tuple[int, str]] = {}
    inside = 0
    for match in _GAP.finditer(text):
        gaps[match.start() - inside] = match.start(), match.group()
        inside += match.end() - match.start()
    return gaps


def _pieces(start: int, gap: str, wanted: str) -> Iterator[tuple[int, int, str]]:
    """The changed pieces of a gap, word by word where its words still answer to each other."""
    olds, news = gap.split(" "), wanted.split(" ")
    if len(olds) != len(news) or len(olds) == 1:
        olds, news = [gap], [wanted]
    for old, new in zip(olds, news, strict=True):
        if old != new:
            head, tail = _shared(old, new)
            if head + tail == len(new) and new:
                # Nothing would be left to put in: what is kept belongs to the damage, as in "â€�" for "�".
                head, tail = (head, tail - 1) if tail else (head - 1, tail)
            yield start + head, start + len(old) - tail, new[head : len(new) - tail]
        start += len(old) + 1


def _shared(old: str, new: str) -> tuple[int, int]:
    """The lengths of the beginning and of the end that two texts share, without overlap."""
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _applied(text: str, edits: list[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, replacement in edits:
        parts += text[at:start], replacement
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _fewer(text: str, edits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The same edits, with neighbours joined until there are few enough to report."""
    distance = 1
    while len(edits) > MOST_FINDINGS:
        groups = [[edits[0]]]
        for edit in edits[1:]:
            if edit[0] - groups[-1][-1][1] <= distance:
                groups[-1].append(edit)
            else:
                groups.append([edit])
        edits = [_joined(text, group) for group in groups]
        distance *= 4
    return edits


def _joined(text: str, group: list[tuple[int, int, str]]) -> tuple[int, int, str]:
    """One edit that does what several neighbours do."""
    start, end = group[0][0], group[-1][1]
    return start, end, _applied(text[start:end], [(first - start, last - start, new) for first, last, new in group])


def _finding(text: str, start: int, end: int, replacement: str) -> Finding:
    span = text[start:end]
    message = f"mojibake '{_short(span)}' for '{_short(replacement)}'"
    doubt = _doubt(text, start, end, replacement)
    if doubt is None:
        repair = Repair(
            start, end, replacement, SAFE, 0.99, "the characters are the bytes of the intended text in another encoding"
        )
        return RULE.finding(start, end, message, confidence=0.98, repairs=[repair])
    repair = Repair(start, end, replacement, UNSAFE, 0.8, doubt)
    return RULE.finding(start, end, message, confidence=0.85, repairs=[repair], severity=Severity.WARNING)


def _doubt(text: str, start: int, end: int, replacement: str) -> str | None:
    """Why the repair of a span is not safe; None where it is."""
    if "\ufffd" in replacement:
        return "bytes were lost: what stood there is not known"
    if _SPEAKS_OF_ENCODINGS.search(text, max(0, start - _NEARBY), end + _NEARBY):
        return "the passage speaks of encodings and may mean the characters as they stand"
    span = text[start:end]
    if "\x85" in span:
        return "U+0085 ends a line in some texts, and is an ellipsis in others"
    if _only_reading(span) == replacement:
        return None
    return "read by itself the span has no other reading, or several: ftfy decides by the whole text"


def _only_reading(span: str) -> str | None:
    """What the span says where every encoding that has its characters, and whose bytes then are UTF-8, says the same."""
    from ftfy.chardata import CHARMAP_ENCODINGS

    last = None
    for _ in range(_DEEPEST):
        readings = set()
        for encoding in CHARMAP_ENCODINGS:
            try:
                reading = span.encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
            if reading != span and all(map(_is_plausible, reading)):
                readings.add(reading)
        if len(readings) > 1:
            return None
        if not readings:
            break
        last = span = readings.pop()
    if last is None and all("\x80" <= character <= "\x9f" for character in span):
        # C1 controls have no use in text; they are what Windows-1252 has at the same bytes.
        return span.encode("latin-1").decode("windows-1252", "replace")
    return last


def _is_plausible(character: str) -> bool:
    """Whether a character may stand in text: no control, no mark that needs a letter before it, and assigned."""
    return character in "\n\t" or unicodedata.category(character)[0] not in "CM" or "\x80" <= character <= "\x9f"


def _short(text: str) -> str:
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return "".join(character if character.isprintable() else f"U+{ord(character):04X}" for character in shown)


RULE = Rule(
    code="ENC101",
    name="mojibake",
    severity=Severity.ERROR,
    detect=detect,
    when=suspicious,
)
