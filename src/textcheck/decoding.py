"""Bytes to text: UTF-8 and its byte order marks first; what cannot be decoded is kept visible and reported, never dropped."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple


class BrokenBytes(NamedTuple):
    """Bytes that are not valid in the encoding: where they stand in the data, and in the text that stands for them."""

    start: int
    end: int
    byte_start: int
    data: bytes


class Decoded(NamedTuple):
    """A decoded text, how it was encoded, and what could not be decoded.

    `encoding` is a codec name without byte order mark, `bom` the mark that stood before the text (empty without one).
    """

    text: str
    encoding: str
    bom: bytes
    broken: tuple[BrokenBytes, ...]


# The longer marks first: that of UTF-32 begins with that of UTF-16.
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> Decoded:
    r"""The text of some bytes. UTF-16 and UTF-32 are recognised by their byte order mark; everything else is read as UTF-8.

    Each maximal run of undecodable bytes becomes one U+FFFD and one entry of `broken`.

    >>> decode(b"\xef\xbb\xbfcaf\xc3\xa9")
    Decoded(text='café', encoding='utf-8', bom=b'\xef\xbb\xbf', broken=())
    >>> decode(b"caf\xe9!").broken
    (BrokenBytes(start=3, end=4, byte_start=3, data=b'\xe9'),)
    """
    bom, encoding = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), (b"", "utf-8"))
    body = data[len(bom) :]
    try:
        return Decoded(body.decode(encoding), encoding, bom, ())
    except UnicodeDecodeError:
        marked = body.decode(encoding, _MARK)
    parts: list[str] = []
    broken: list[BrokenBytes] = []
    length = taken = 0
    byte = len(bom)
    for run in _MARKED.finditer(marked):
        good = marked[taken : run.start()]
        parts += good, "\ufffd"
        length += len(good)
        byte += len(good.encode(encoding))
        bad = bytes(ord(mark) & 0xFF for mark in run.group())
        broken.append(BrokenBytes(length, length + 1, byte, bad))
        length += 1
        byte += len(bad)
        taken = run.end()
    parts.append(marked[taken:])
    return Decoded("".join(parts), encoding, bom, tuple(broken))


def encode(text: str, like: Decoded) -> bytes:
    """The bytes of a text in the encoding, and behind the byte order mark, of a decoded one.

    Raises UnicodeEncodeError where the text holds a lone surrogate.
    """
    return like.bom + text.encode(like.encoding)


# Undecodable bytes become lone surrogates U+DC00 + byte, which strict decoding never yields, so one pass in C finds all of them.
_MARK = "textcheck.mark"
_MARKED = re.compile("[\udc00-\udcff]+")


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(_MARK, _mark)
