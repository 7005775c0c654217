"""Bytes that are not valid in the encoding of the document, so that what they meant is lost.

A document handed over as bytes is read as UTF-8, or as its byte order mark says. Each run of bytes that cannot be read so stands
in the text as one U+FFFD, and is reported with its place in the data. A file in Windows-1252 or Latin-1 is the usual cause; where
the bytes make sense so, the message says as what. Nothing is repaired, because the fault lies in how the file is read:
convert the file, or decode it in its true encoding.

Left alone: U+FFFD that was in the data as such, a byte order mark, NUL bytes, and every document handed over as str.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.rule import Document, Finding, Rule, Severity

# More bytes would tell a reader no more.
_MOST_SHOWN = 8


def detect(doc: Document) -> Iterator[Finding]:
    if doc.source is None:
        return
    encoding = doc.source.encoding
    for broken in doc.source.broken:
        data = broken.data
        shown = " ".join(f"0x{byte:02X}" for byte in data[:_MOST_SHOWN]) + (" …" if len(data) > _MOST_SHOWN else "")
        one = len(data) == 1
        message = (
            f"{'byte' if one else 'bytes'} {shown} at byte {broken.byte_start} {'is' if one else 'are'} not {encoding.upper()}"
        )
        if encoding == "utf-8" and (meant := _as_windows_1252(data[:_MOST_SHOWN])):
            message += f"; in Windows-1252 {'it' if one else 'they'} would be '{meant}'"
        yield RULE.finding(broken.start, broken.end, message, confidence=1.0)


def _as_windows_1252(data: bytes) -> str:
    """What the bytes are in Windows-1252, empty where that is nothing to be read."""
    try:
        meant = data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    return meant if meant.isprintable() else ""


def _has_broken_bytes(doc: Document) -> bool:
    return doc.source is not None and bool(doc.source.broken)


RULE = Rule(
    code="ENC201",
    name="undecodable-bytes",
    severity=Severity.ERROR,
    detect=detect,
    when=_has_broken_bytes,
)
