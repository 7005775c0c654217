"""Compressed files: which kind one is, by its first bytes and its name, and what it holds, read in bounded memory."""

from __future__ import annotations

import io
import zlib
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, Protocol

from textcheck.errors import ConfigError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable


class Kind(NamedTuple):
    """One kind of compression: the suffixes of its files, and what each file begins with."""

    suffixes: tuple[str, ...]
    magic: bytes


KINDS = {
    "gzip": Kind((".gz", ".gzip"), b"\x1f\x8b"),
    "zstd": Kind((".zst", ".zstd"), b"\x28\xb5\x2f\xfd"),
    "xz": Kind((".xz",), b"\xfd7zXZ\x00"),
    "bzip2": Kind((".bz2",), b"BZh"),
}
_LONGEST_MAGIC = 6
# A zstd file may begin with a frame that holds no data, whose magic number ends so.
_SKIPPABLE = b"\x2a\x4d\x18"
# Bytes read at a time from a compressed file. What a block held before the place of its damage cannot be had, so it is small.
_BLOCK = 1 << 13


def split(name: str) -> tuple[str, str]:
    """The name of a file without the suffix of its compression, and the kind of it, empty where there is none.

    >>> split("crawl/a.jsonl.gz"), split("a.csv")
    (('crawl/a.jsonl', 'gzip'), ('a.csv', ''))
    """
    lower = name.lower()
    for kind, (suffixes, _) in KINDS.items():
        for suffix in suffixes:
            if lower.endswith(suffix):
                return name[: -len(suffix)], kind
    return name, ""


def compressed(data: bytes, kind: str) -> bytes:
    """Some bytes as a whole member, frame or stream of a kind, which can be appended to others; the same bytes every time.

    Raises ConfigError where the kind needs a package that is not installed.
    """
    if not kind:
        return data
    if kind == "gzip":
        import gzip

        # A time in the header would make each run a different file.
        return gzip.compress(data, compresslevel=6, mtime=0)
    if kind == "bzip2":
        import bz2

        return bz2.compress(data)
    if kind == "xz":
        import lzma

        return lzma.compress(data, preset=3)
    written: bytes = _zstd().compress(data)
    return written


def require(kind: str) -> None:
    """Raises ConfigError where a kind of compression needs a package that is not installed."""
    if kind == "zstd":
        _zstd()


def _zstd() -> Any:
    try:
        try:
            # In the standard library from Python 3.14 on.
            return import_module("compression.zstd")
        except ImportError:
            return import_module("backports.zstd")
    except ImportError as error:
        raise ConfigError("zstd needs a package that is not installed: pip install 'textcheck[zstd]'") from error


class _Decompressor(Protocol):
    """What the decompressors of bz2, lzma and zstd have in common."""

    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gzip:
    """A member of a gzip file, with the methods of the other decompressors."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def _maker(kind: str) -> Callable[[], _Decompressor]:
    if kind == "gzip":
        return _Gzip
    if kind == "bzip2":
        import bz2

        return bz2.BZ2Decompressor
    if kind == "xz":
        import lzma

        return lzma.LZMADecompressor
    maker: Callable[[], _Decompressor] = _zstd().ZstdDecompressor
    return maker


def kind_of(head: bytes, name: str) -> str:
    """The kind of compression of a file that begins with `head`, empty where there is none.

    Raises InputError where the name promises a kind that the bytes do not keep.
    """
    for kind, (_, magic) in KINDS.items():
        if head.startswith(magic):
            return kind
    if head[1:4] == _SKIPPABLE and 0x50 <= head[0] <= 0x5F:
        return "zstd"
    _, promised = split(name)
    if promised:
        came = "is empty" if not head else f"begins with other bytes ({head[:4].hex(' ')})"
        raise InputError(f"named as {promised} data, but {came}: damaged, or to be renamed")
    return ""


class Stream(io.RawIOBase):
    """The bytes of a file, unpacked. Where no more can be had the stream ends, and `fault` says why: what came before it was read.

    `at` counts the unpacked bytes that were read. Closing it closes the file.
    """

    def __init__(self, raw: BinaryIO, name: str) -> None:
        """Raises InputError where the name promises compressed data and the file holds none, ConfigError as `require` does."""
        self.fault = ""
        self.at = 0
        self.raw = raw
        self._packed_at = 0
        self._head = b""
        while len(self._head) < _LONGEST_MAGIC and (more := self._take(_LONGEST_MAGIC - len(self._head))):
            self._head += more
        self.kind = "" if self.fault else kind_of(self._head, name)
        self._make = _maker(self.kind) if self.kind else None
        self._member: _Decompressor | None = None
        self._members = 0

    def _take(self, size: int) -> bytes:
        from textcheck.readers.files import reason

        try:
            data = self.raw.read(size) or b""
        except OSError as error:
            self.fault = f"cannot be read any further: {reason(error)}"
            return b""
        self._packed_at += len(data)
        return data

    def _packed(self, size: int) -> bytes:
        if self._head:
            data, self._head = self._head[:size], self._head[size:]
            return data
        return b"" if self.fault else self._take(size)

    @property
    def packed_at(self) -> int:
        """Bytes of the file up to where it was read; what reads the file behind the stream counts, too."""
        if self.raw.seekable():
            return self.raw.tell()
        return self._packed_at

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._some(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _some(self, size: int) -> bytes:
        """Up to `size` unpacked bytes, at least one unless the stream ends."""
        data = self._packed(size) if self._make is None else self._unpacked(size)
        self.at += len(data)
        return data

    def exactly(self, size: int) -> bytes:
        """So many bytes; fewer only at the end."""
        parts = []
        while size > 0 and (data := self._some(size)):
            parts.append(data)
            size -= len(data)
        return b"".join(parts)

    def skip(self, size: int) -> None:
        """Go on so many bytes. Raises InputError where the stream ends before."""
        if self._make is None and self.raw.seekable():
            self._head = b""
            self.raw.seek(self.at + size)
            self.at += size
            return
        while size > 0:
            data = self._some(min(size, 1 << 20))
            if not data:
                raise InputError("shorter than it was when the run began")
            size -= len(data)

    def _unpacked(self, size: int) -> bytes:
        assert self._make is not None
        while not self.fault:
            if self._member is None:
                rest = self._packed(_BLOCK)
                if self._members:
                    # Files may be padded with zeros up to a whole number of blocks.
                    while rest and not rest.strip(b"\0"):
                        rest = self._packed(_BLOCK)
                    rest = rest.lstrip(b"\0")
                if not rest:
                    return b""
                if self._members and not self._begins(rest):
                    self.fault = f"other data behind the {self.kind} data, near byte {self._packed_at:,} of the file"
                    return b""
                self._member, self._feed = self._make(), rest
            member = self._member
            try:
                data = member.decompress(self._feed, size)
            except Exception as error:
                self.fault = f"damaged {self.kind} data near byte {self._packed_at:,} of the file ({_sentence(error)})"
                return b""
            self._feed = b""
            if member.eof:
                self._head = member.unused_data + self._head
                self._member = None
                self._members += 1
            elif not data and member.needs_input:
                self._feed = self._packed(_BLOCK)
                if not self._feed and not self.fault:
                    self.fault = f"the {self.kind} data end in the middle, at byte {self._packed_at:,}: the file was cut off"
            if data:
                return data
        return b""

    def _begins(self, data: bytes) -> bool:
        magic = KINDS[self.kind].magic
        return data.startswith(magic[: len(data)]) or (self.kind == "zstd" and data[1:4] == _SKIPPABLE)

    _feed = b""

    def close(self) -> None:
        if not self.closed:
            self.raw.close()
        super().close()


def _sentence(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return text[0].lower() + text[1:]
