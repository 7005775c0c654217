"""A surrogate code point, half of a character, which no encoding can write.

Two halves that stand side by side are the character that they make in UTF-16: joining them is SAFE. Halves from U+DC80 to U+DCFF
are what Python keeps for bytes that it could not decode ("surrogateescape"): where those bytes are UTF-8, reading them so is SAFE,
where they are not, reading them as Windows-1252 is UNSAFE. A half alone has lost its other half; nothing is proposed.

Left alone: characters outside the basic plane, which are whole, and surrogates written as escapes (see string-escape).
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.characters import GATE, SURROGATE, kinds, shown
from textcheck.expressions import expression
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity

_RUN = expression("(?:[\ud800-\udbff][\udc00-\udfff])+|[\udc80-\udcff]+|[\ud800-\udfff]")


def detect(doc: Document) -> Iterator[Finding]:
    if SURROGATE not in doc.view(kinds):
        return
    for run in _RUN.finditer(doc.text):
        start, end = run.span()
        halves = run.group()
        if len(halves) > 1 and halves[0] <= "\udbff":
            whole = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
            repair = Repair(start, end, whole, SAFE, 0.99, "the two halves are one character of UTF-16")
            yield RULE.finding(start, end, f"surrogates of '{shown(whole)}' not joined", confidence=1.0, repairs=[repair])
        elif "\udc80" <= halves[0] <= "\udcff":
            yield _undecoded(start, end, halves)
        else:
            yield RULE.finding(start, end, f"lone surrogate U+{ord(halves):04X}", confidence=1.0)


def _undecoded(start: int, end: int, halves: str) -> Finding:
    data = bytes(ord(half) - 0xDC00 for half in halves)
    hexadecimal = " ".join(f"0x{byte:02X}" for byte in data[:8]) + (" …" if len(data) > 8 else "")
    message = f"lone surrogate U+{ord(halves[0]):04X}: byte {hexadecimal} was not decoded"
    try:
        repair = Repair(start, end, data.decode("utf-8"), SAFE, 0.97, "the bytes are UTF-8")
    except UnicodeDecodeError:
        meant = data.decode("cp1252", "replace")
        if "\ufffd" in meant:
            return RULE.finding(start, end, message, confidence=1.0)
        repair = Repair(start, end, meant, UNSAFE, 0.8, "what the bytes are in Windows-1252")
    return RULE.finding(start, end, message, confidence=1.0, repairs=[repair])


RULE = Rule(
    code="ENC204",
    name="lone-surrogate",
    severity=Severity.ERROR,
    detect=detect,
    gate=GATE,
)
