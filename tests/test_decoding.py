"""Bytes to text and back: every byte is accounted for."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.decoding import decode, encode
from textcheck.readers.files import binary

MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@pytest.mark.parametrize("encoding", MARKS)
@given(text=st.text())
@example(text="\r\n\0\ufeff")
def test_text_behind_a_byte_order_mark_comes_back(encoding: str, text: str) -> None:
    data = MARKS[encoding] + text.encode(encoding)
    decoded = decode(data)
    # A NUL behind the mark of UTF-16 makes it the mark of UTF-32: the two cannot be told apart.
    if encoding == "utf-16-le" and text.startswith("\0"):
        return
    assert decoded == (text, encoding, MARKS[encoding], ())
    assert encode(decoded.text, decoded) == data


@given(st.binary())
@example(b"\xed\xa0\x80")
@example(b"\xf0\x9f\x98")
@example(b"\xff\xfe\x00")
@example(b"\xff\xfe\x00\xd8a\x00")
@example(b"a\xff\xffb\xc3\xa9\xfe")
def test_every_byte_is_in_the_text_or_reported(data: bytes) -> None:
    decoded = decode(data)
    rebuilt = bytearray(decoded.bom)
    at = 0
    for broken in decoded.broken:
        rebuilt += decoded.text[at : broken.start].encode(decoded.encoding)
        assert len(rebuilt) == broken.byte_start
        assert broken.data
        assert decoded.text[broken.start : broken.end] == "\ufffd"
        rebuilt += broken.data
        at = broken.end
    rebuilt += decoded.text[at:].encode(decoded.encoding)
    assert bytes(rebuilt) == data


@given(st.binary())
def test_undecodable_bytes_are_findings(data: bytes) -> None:
    report = Checker(Config(select=("ENC201",))).check_bytes(data)
    broken = decode(data).broken
    assert [(finding.start, finding.end) for finding in report.findings] == [(item.start, item.end) for item in broken[:1000]]


def test_the_message_names_bytes_place_and_meaning() -> None:
    report = Checker(Config(select=("ENC201",))).check_bytes(b"one caf\xe9 and na\xefve")
    assert [finding.message for finding in report.findings] == [
        "byte 0xE9 at byte 7 is not UTF-8; in Windows-1252 it would be 'é'",
        "byte 0xEF at byte 15 is not UTF-8; in Windows-1252 it would be 'ï'",
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"plain",
        "Ünïcödé, 日本".encode(),
        "all in Latin-1: é à ü".encode("latin-1"),
        "Windows “quotes”".encode("cp1252"),
        b"a NUL\0 among words",
        b"\x1b[31mred\x1b[0m " * 50,
        codecs.BOM_UTF16_LE + "sixteen".encode("utf-16-le"),
        codecs.BOM_UTF32_BE + "thirty-two".encode("utf-32-be"),
        "日本語".encode("shift-jis"),
    ],
)
def test_text_is_not_taken_for_binary(data: bytes) -> None:
    assert binary(data) == ""


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8, "binary"),
        (bytes(1000), "NUL"),
        (b"\x7fELF\x02\x01\x01" + bytes(100), "binary"),
        ("without a mark".encode("utf-16-le"), "UTF-16"),
        ("without a mark".encode("utf-16-be"), "UTF-16"),
    ],
)
def test_binary_data_is_told(data: bytes, word: str) -> None:
    assert word in binary(data)
