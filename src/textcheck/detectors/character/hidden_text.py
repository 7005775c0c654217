"""Data hidden in characters that cannot be seen: instructions to a language model in the tag block, bytes in variation selectors.

Tag characters (U+E0000 to U+E007F) repeat ASCII invisibly, each variation selector stands for a byte, and long runs of zero-width
characters stand for bits. No reader sees them, every model reads them. The message says what they spell, where that can be
decoded. Nobody can want them in text, so their deletion is SAFE.

Left alone: tags inside the flags of England, Scotland, Wales and their like; single selectors after an emoji, a symbol or an
ideograph; short runs of zero-width characters (see zero-width-character); joiners of Arabic and Indic writing.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.characters import GATE, has_east_asian, is_joining, kinds, shown
from textcheck.expressions import expression
from textcheck.rule import SAFE, Document, Finding, Repair, Rule, Severity

_TAGS = expression("[\U000e0000-\U000e007f]+")
_FLAG = "\N{WAVING BLACK FLAG}"
_FLAG_TAGS = expression("[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,6}\U000e007f")
_SELECTORS = expression("[\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_ZERO_WIDTH = expression("[\u180e\u200b-\u200f\u2060-\u2064\ufeff]{8,}|[\u2061-\u2064]{4,7}")


def detect(doc: Document) -> Iterator[Finding]:
    found = doc.view(kinds)
    text = doc.text
    if "tag" in found:
        for run in _TAGS.finditer(text):
            start, end = run.span()
            if text[start - 1 : start] == _FLAG and (flag := _FLAG_TAGS.match(text, start)):
                start = flag.end()
            if start < end:
                hidden = "".join(chr(ord(tag) - 0xE0000) for tag in text[start:end] if "\U000e0020" <= tag <= "\U000e007e")
                yield _finding(start, end, "tag characters", hidden)
    if "selector" in found:
        for run in _SELECTORS.finditer(text):
            start, end = run.span()
            if _is_data(text, start, end):
                yield _finding(start, end, "variation selectors", _bytes_of(text[start:end]))
    if "zero-width" in found or "bidi" in found or "byte-order-mark" in found:
        for run in _ZERO_WIDTH.finditer(text):
            start, end = run.span()
            if not (start and is_joining(text[start - 1])) and not (end < len(text) and is_joining(text[end])):
                yield _finding(start, end, "zero-width characters", _bits_of(text[start:end]))


def _is_data(text: str, start: int, end: int) -> bool:
    length = end - start
    if length == 1:
        # The supplementary selectors choose forms of ideographs.
        return text[start] >= "\U000e0100" and not has_east_asian(text, start - 1, start)
    return length > 3 or len(set(text[start:end])) > 1


def _bytes_of(run: str) -> str:
    return _decoded(bytes(ord(one) - (0xFE00 if one < "\U000e0100" else 0xE0100 - 16) for one in run))


def _bits_of(run: str) -> str:
    """What a run spells where two of its characters are the bits of bytes; empty where it spells nothing."""
    symbols = sorted(set(run))
    if len(symbols) != 2 or len(run) % 8:
        return ""
    for zero in symbols:
        bits = "".join("0" if one == zero else "1" for one in run)
        if hidden := _decoded(int(bits, 2).to_bytes(len(run) // 8, "big")):
            return hidden
    return ""


def _decoded(data: bytes) -> str:
    try:
        hidden = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return hidden if hidden.isprintable() else ""


def _finding(start: int, end: int, what: str, hidden: str) -> Finding:
    message = f"{end - start} invisible {what} carry data" + (f": '{shown(hidden, 200)}'" if hidden else "")
    repair = Repair(start, end, "", SAFE, 0.99, "no reader sees it")
    return RULE.finding(start, end, message, confidence=0.98, repairs=[repair])


RULE = Rule(
    code="CHR114",
    name="hidden-text",
    severity=Severity.ERROR,
    detect=detect,
    gate=GATE,
)
