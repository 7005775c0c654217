"""Readers of records: what each format holds, where pieces end, what is broken and where it stands."""

from __future__ import annotations

import bz2
import datetime
import gzip
import io
import json
import lzma
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from textcheck.errors import InputError
from textcheck.readers.compression import Stream, compressed
from textcheck.readers.formats import module_of
from textcheck.readers.records import START, Broken, Mark, Piece, Record, Selection, select
from textcheck.readers.sources import Source, opened

KINDS = {"": "", "gzip": ".gz", "bzip2": ".bz2", "xz": ".xz", "zstd": ".zst"}
SELECTION = Selection("text", "id", "date")


def stream(data: bytes, name: str = "") -> Stream:
    return Stream(io.BytesIO(data), name)


def pieces(format: str, data: bytes, start: Mark = START, size: int = 100, limit: int = 1000) -> list[Piece]:
    return list(module_of(format).pieces(stream(data), start, size, limit))


def items(format: str, found: Sequence[Piece]) -> list[Record | Broken]:
    return [item for piece in found for item in module_of(format).records(piece, SELECTION)]


def said(format: str, data: bytes, **more: int) -> list[tuple[str, str]]:
    """The places of all records, with their texts, or with what is wrong."""
    found = items(format, pieces(format, data, **more))
    return [(item.place, item.text if isinstance(item, Record) else item.reason) for item in found]


# Compression


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind])
@given(parts=st.lists(st.binary(max_size=300), max_size=5), sizes=st.lists(st.integers(1, 500), min_size=1, max_size=5))
@settings(max_examples=30)
def test_members_one_behind_another_are_read_as_one(kind: str, parts: list[bytes], sizes: list[int]) -> None:
    data = b"".join(compressed(part, kind) for part in parts)
    assume(data)
    file = stream(data, "x" + KINDS[kind])
    found = b""
    for number in range(10_000):
        some = file.exactly(sizes[number % len(sizes)])
        found += some
        if not some:
            break
    assert found == b"".join(parts)
    assert not file.fault


@pytest.mark.parametrize(("kind", "suffix"), [item for item in KINDS.items() if item[0]])
def test_a_file_that_was_cut_off_is_told_so(kind: str, suffix: str) -> None:
    data = compressed(b"one\n" * 1000, kind) + compressed(b"two\n" * 1000, kind)
    file = stream(data[:-5], "x" + suffix)
    assert file.exactly(1 << 20).startswith(b"one\n" * 1000)
    assert file.fault == f"the {kind} data end in the middle, at byte {len(data) - 5:,}: the file was cut off"


def test_damaged_data_end_the_stream_and_keep_what_was_before() -> None:
    good = compressed(b"one\n" * 5000, "gzip")
    bad = bytearray(compressed(bytes(range(256)) * 200, "gzip"))
    bad[len(bad) // 2] ^= 0xFF
    file = stream(good + bytes(bad), "x.gz")
    assert file.exactly(1 << 20).startswith(b"one\n" * 5000)
    assert file.fault.startswith("damaged gzip data near byte ")


def test_what_is_behind_compressed_data() -> None:
    padded = stream(compressed(b"one\n", "gzip") + b"\0" * 512 + compressed(b"two\n", "gzip") + b"\0" * 20_000, "x.gz")
    assert padded.exactly(100) == b"one\ntwo\n"
    assert not padded.fault
    other = stream(compressed(b"one\n", "gzip") + b"other", "x.gz")
    assert other.exactly(100) == b"one\n"
    assert other.fault == "other data behind the gzip data, near byte 29 of the file"


def test_a_name_that_promises_what_the_bytes_do_not_keep() -> None:
    with pytest.raises(
        InputError, match=r"^named as gzip data, but begins with other bytes \(7b 22 74 65\): damaged, or to be renamed$"
    ):
        stream(b'{"text": "plain"}', "a.jsonl.gz")
    with pytest.raises(InputError, match=r"^named as zstd data, but is empty"):
        stream(b"", "a.jsonl.zst")


def test_compressed_data_under_a_plain_name_are_unpacked() -> None:
    assert stream(gzip.compress(b"one\n"), "a.jsonl").exactly(10) == b"one\n"


def test_other_programs_read_what_is_written() -> None:
    data = [b"one\n" * 10, b"two\n" * 10]
    assert gzip.decompress(b"".join(compressed(each, "gzip") for each in data)) == b"".join(data)
    assert bz2.decompress(b"".join(compressed(each, "bzip2") for each in data)) == b"".join(data)
    assert lzma.decompress(b"".join(compressed(each, "xz") for each in data)) == b"".join(data)


def test_a_bomb_is_read_in_bounded_memory() -> None:
    import tracemalloc

    bomb = compressed(bytes(100 << 20), "bzip2")
    file = stream(bomb, "x.bz2")
    tracemalloc.start()
    while file.exactly(1 << 20):
        pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert file.at == 100 << 20
    assert most < 20 << 20


# JSON lines


def test_json_lines() -> None:
    data = b'\xef\xbb\xbf{"text": "one", "id": 7, "date": "2023-05-01"}\r\n\n  \n{"text": "\\ud800"}\n{"text": "three"}'
    first, second, third = items("jsonl", pieces("jsonl", data))
    assert first == Record(
        "line 1",
        "7",
        "one",
        datetime.date(2023, 5, 1),
        {"text": "one", "id": 7, "date": "2023-05-01"},
        b'{"text": "one", "id": 7, "date": "2023-05-01"}',
    )
    assert isinstance(second, Record)
    assert (second.place, second.text, second.id) == ("line 4", "\ud800", None)
    assert isinstance(third, Record)
    assert third.place == "line 5"


def test_what_is_no_record_of_json_lines() -> None:
    lines = [
        b'{"text": "fine"}',
        b'{"text": "x"',
        b'{"title": "no text"}',
        b'{"text": 7}',
        b'{"text": null}',
        b'["text"]',
        b'"text"',
        b'{"text": "caf\xe9"}',
        b"{" * 100_000,
        b'{"text": "x", "n": ' + b"1" * 5000 + b"}",
        b"null",
        b'{"text": {"a": 1}}',
    ]
    found = said("jsonl", b"\n".join(lines), size=1 << 20, limit=1 << 20)
    assert found == [
        ("line 1", "fine"),
        ("line 2", "no JSON: expecting ',' delimiter at column 13"),
        ("line 3", "no field 'text' (fields: title)"),
        ("line 4", "the field 'text' holds a number, wanted a string"),
        ("line 5", "the field 'text' holds null, wanted a string"),
        ("line 6", "a list where an object was wanted"),
        ("line 7", "a string where an object was wanted"),
        ("line 8", "invalid UTF-8 at byte 14 of the line (e9)"),
        ("line 9", "no JSON: expecting property name enclosed in double quotes at column 2"),
        ("line 10", found[9][1]),
        ("line 11", "null where an object was wanted"),
        ("line 12", "the field 'text' holds an object, wanted a string"),
    ]
    assert found[9][1].startswith("no JSON that can be read: Exceeds the limit (4300 digits)")


def test_nesting_without_end_is_no_record() -> None:
    [(place, reason)] = said("jsonl", b'{"text": ' + b"[" * 200_000, size=1 << 20, limit=1 << 20)
    assert (place, reason) == ("line 1", "no JSON that can be read: nested too deeply")


def test_a_line_that_is_too_long_is_set_aside_and_reading_goes_on() -> None:
    long = b'{"text": "' + b"x" * 5000 + b'"}'
    data = b'{"text": "one"}\n' + long + b'\n{"text": "three"}\n'
    expected = [
        ("line 1", "one"),
        ("line 2", "longer than 1,000 bytes (5,013); --record-limit allows more"),
        ("line 3", "three"),
    ]
    assert said("jsonl", data) == expected
    assert said("jsonl", data.rstrip(b"\n")) == expected


def test_a_file_that_was_cut_off_keeps_its_whole_lines() -> None:
    lines = b"".join(json.dumps({"text": f"line {number}"}).encode() + b"\n" for number in range(1000))
    data = compressed(lines, "gzip")
    file = stream(data[: len(data) * 2 // 3], "a.jsonl.gz")
    *whole, last = items("jsonl", list(module_of("jsonl").pieces(file, START, 1000, 1000)))
    assert [item.text for item in whole if isinstance(item, Record)] == [f"line {number}" for number in range(len(whole))]
    assert 100 < len(whole) < 1000
    assert isinstance(last, Broken)
    assert last.place == f"line {len(whole) + 1:,}"
    assert (
        last.reason
        == f"the gzip data end in the middle, at byte {len(data) * 2 // 3:,}: the file was cut off; what follows is lost"
    )


_LINES = st.lists(st.one_of(st.just(""), st.text("ab\r", max_size=30), st.text("x", max_size=200)), max_size=30)


@given(lines=_LINES, ends=st.booleans(), size=st.integers(1, 100), limit=st.integers(100, 150))
def test_pieces_do_not_depend_on_where_reading_began(lines: list[str], ends: bool, size: int, limit: int) -> None:
    data = "\n".join(lines).encode() + (b"\n" if ends else b"")
    whole = pieces("jsonl", data, size=size, limit=limit)
    each = data.split(b"\n")
    assert b"".join(piece.payload for piece in whole).replace(b"\n", b"") == b"".join(x for x in each if len(x) <= limit)
    assert sum(len(piece.broken) for piece in whole) == sum(len(line) > limit for line in each)
    for number, piece in enumerate(whole):
        assert piece.start == (whole[number - 1].end if number else START)
        assert pieces("jsonl", data, start=piece.start, size=size, limit=limit) == whole[number:]


# CSV


def test_csv() -> None:
    data = 'id,text,date\r\n1,"one, ""two""\nthree",2023-05-01\r\n\r\n2,café,\n'.encode()
    found = [item for item in items("csv", pieces("csv", data)) if isinstance(item, Record)]
    assert [(item.place, item.id, item.text, item.date) for item in found] == [
        ("line 2", "1", 'one, "two"\nthree', datetime.date(2023, 5, 1)),
        ("line 5", "2", "café", None),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_that_of_the_first_line(delimiter: str) -> None:
    assert said("csv", f"id{delimiter}text\n1{delimiter}one\n".encode()) == [("line 2", "one")]


def test_what_is_no_row() -> None:
    data = b'id,text\n1,one\n2\n3,three,more\n4,"fo"ur\n5,caf\xe9\n6,"six\n7,seven\n'
    assert said("csv", data) == [
        ("line 2", "one"),
        ("line 3", "1 cell where the first line names 2 columns"),
        ("line 4", "3 cells where the first line names 2 columns"),
        ("line 5", "no row of a table: ',' expected after '\"'"),
        ("line 6", "invalid UTF-8 (e9)"),
        ("line 7", "no row of a table: a quoted cell does not end"),
        ("line 8", "seven"),
    ]


@given(
    cells=st.lists(st.text('ab"\n\r, ', max_size=20), max_size=30),
    raw=st.text('ab"\n,', max_size=60),
    size=st.integers(1, 60),
)
def test_rows_do_not_depend_on_where_reading_began(cells: list[str], raw: str, size: int) -> None:
    import csv

    out = io.StringIO()
    csv.writer(out).writerows([["id", "text"], *([str(number), cell] for number, cell in enumerate(cells))])
    data = out.getvalue().encode()
    assert [item.text for item in items("csv", pieces("csv", data, size=size)) if isinstance(item, Record)] == cells
    # Behind well-made rows, anything.
    data += raw.encode()
    whole = pieces("csv", data, size=size)
    for number, piece in enumerate(whole):
        assert pieces("csv", data, start=piece.start, size=size)[: len(whole) - number] == whole[number:]


# Tables

pa = pytest.importorskip("pyarrow")


def table(rows: int = 100) -> object:
    return pa.table(
        {
            "id": [str(number) for number in range(rows)],
            "text": [f"text {number}" for number in range(rows)],
            "kind": pa.array(["a", "b"] * (rows // 2)).dictionary_encode(),
        }
    )


def _files(folder: Path) -> Iterator[Path]:
    import pyarrow.parquet as pq

    pq.write_table(table(), folder / "a.parquet", row_group_size=30)
    yield folder / "a.parquet"
    for name, writer in (("a.arrow", pa.ipc.new_file), ("a.arrows", pa.ipc.new_stream)):
        with pa.OSFile(str(folder / name), "wb") as file, writer(file, table().schema) as out:
            out.write_table(table(), max_chunksize=30)
        yield folder / name
    for path in list(folder.iterdir()):
        packed = path.with_name(path.name + ".gz")
        packed.write_bytes(gzip.compress(path.read_bytes()))
        yield packed


def test_tables_from_any_mark_on(tmp_path: Path) -> None:
    for path in _files(tmp_path):
        source = Source(path.name, str(path), "arrow")
        with opened(source) as file:
            whole = list(module_of("arrow").pieces(file, START, 200, 1000))
        found = items("arrow", whole)
        assert [item.text for item in found if isinstance(item, Record)] == [f"text {number}" for number in range(100)], path
        assert found[17].place == "row 18"
        assert len(whole) > 5
        for number, piece in enumerate(whole):
            with opened(source) as file:
                rest = list(module_of("arrow").pieces(file, piece.start, 200, 1000))
            assert rest == whole[number:], path


def test_a_row_group_that_cannot_be_read_is_set_aside(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    path = tmp_path / "a.parquet"
    pq.write_table(table(), path, row_group_size=25, write_page_checksum=True)
    about = pq.ParquetFile(path).metadata.row_group(1).column(1)
    data = bytearray(path.read_bytes())
    at = about.dictionary_page_offset + about.total_compressed_size // 2
    data[at : at + 8] = b"\xff" * 8
    path.write_bytes(data)
    with opened(Source("a.parquet", str(path), "parquet")) as file:
        found = items("parquet", list(module_of("parquet").pieces(file, START, 1 << 20, 1 << 20)))
    [broken] = [item for item in found if isinstance(item, Broken)]
    assert (broken.place, broken.records) == ("rows 26 to 50", 25)
    assert broken.reason.startswith("the row group 2 of 4 cannot be read: ")
    assert [item.text for item in found if isinstance(item, Record)] == [
        f"text {number}" for number in [*range(25), *range(50, 100)]
    ]


@pytest.mark.parametrize("name", ["a.parquet", "a.arrow", "a.arrows"])
def test_what_is_no_table(tmp_path: Path, name: str) -> None:
    path = next(each for each in _files(tmp_path) if each.name == name)
    path.write_bytes(path.read_bytes()[: -100 if "arrows" not in name else 40])
    with (
        opened(Source(name, str(path), "arrow")) as file,
        pytest.raises(InputError, match=r"^no Parquet or Arrow table that can be read: "),
    ):
        list(module_of("arrow").pieces(file, START, 200, 1000))


def test_invalid_text_in_a_table_is_set_aside(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    binary = pa.array([b"one", b"caf\xe9", b"three"])
    text = pa.Array.from_buffers(pa.string(), 3, binary.buffers())
    pq.write_table(pa.table({"text": text}), tmp_path / "a.parquet")
    with opened(Source("a.parquet", str(tmp_path / "a.parquet"), "parquet")) as file:
        found = items("parquet", list(module_of("parquet").pieces(file, START, 1000, 1000)))
    assert [item.text if isinstance(item, Record) else (item.place, item.reason) for item in found] == [
        "one",
        ("row 2", "invalid UTF-8 at byte 4 of a string"),
        "three",
    ]


# The web

PAGE = (
    "<html><body><main><h1>Ferries</h1><p>The ferry leaves at nine in the morning, and the café on the pier opens an hour before "
    "it does.</p><p>In winter it waits for the train from the city, which is often late.</p></main></body></html>"
)
TEXT = (
    "Ferries\nThe ferry leaves at nine in the morning, and the café on the pier opens an hour before it does.\n"
    "In winter it waits for the train from the city, which is often late."
)


def warc(number: int, body: bytes, type: str = "text/html; charset=utf-8", kind: str = "response") -> bytes:
    if kind == "response":
        body = f"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        type = "application/http; msgtype=response"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/{number}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: {type}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


WARC = [
    warc(0, b"software: x\r\n", "application/warc-fields", "warcinfo"),
    warc(1, PAGE.encode()),
    warc(2, b"\x89PNG", "image/png"),
    warc(3, PAGE.encode("latin-1"), "text/html; charset=ISO-8859-1"),
    warc(4, "Plain café.".encode(), "text/plain", "conversion"),
    warc(5, b"<html><body></body></html>"),
    warc(6, b"Plain again.", "text/plain"),
]


def test_pages_of_a_web_archive() -> None:
    data = b"".join(compressed(each, "gzip") for each in WARC)
    file = stream(data, "a.warc.gz")
    found = items("warc", list(module_of("warc").pieces(file, START, 100, 10_000)))
    assert [(item.place, item.text if isinstance(item, Record) else item.reason) for item in found] == [
        ("record 2", TEXT),
        ("record 4", TEXT),
        ("record 5", "Plain café."),
        ("record 6", "no main text is found in this page"),
        ("record 7", "Plain again."),
    ]
    assert isinstance(found[0], Record)
    assert found[0].fields == {
        "id": "urn:uuid:1",
        "url": "https://example.org/1",
        "fetched": "2024-01-01T00:00:00Z",
        "text": TEXT,
    }
    assert found[0].date is None


def test_a_web_archive_from_any_mark_on() -> None:
    whole = pieces("warc", b"".join(WARC), size=1, limit=10_000)
    assert len(whole) == 5
    for number, piece in enumerate(whole):
        assert pieces("warc", b"".join(WARC), start=piece.start, size=1, limit=10_000) == whole[number:]


def test_a_web_archive_that_is_damaged() -> None:
    data = b"".join(compressed(each, "gzip") for each in WARC[:5])
    file = stream(data[:-20], "a.warc.gz")
    found = items("warc", list(module_of("warc").pieces(file, START, 100, 10_000)))
    assert [item.text for item in found if isinstance(item, Record)][:2] == [TEXT, TEXT]
    assert isinstance(found[-1], Broken)
    assert (
        found[-1].reason
        == f"the gzip data end in the middle, at byte {len(data) - 20:,}: the file was cut off; what follows is lost"
    )
    rest = said("warc", WARC[1] + b"rubbish\r\n" + WARC[4], limit=10_000)
    assert rest[0] == ("record 1", TEXT)
    assert rest[-1][1].startswith("no WARC record can be read: Invalid WARC record, first line: rubbish")
    assert said("warc", WARC[1], limit=50) == [("record 1", "longer than 50 bytes; --record-limit allows more")]


def test_a_page_that_brings_its_reader_down_is_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def fail(*_: object, **__: object) -> str:
        raise RecursionError("maximum recursion depth exceeded")

    monkeypatch.setattr(trafilatura, "extract", fail)
    page = b"<html><body><p>The ferry leaves at nine.</p></body></html>"
    (found,) = items("html", pieces("html", page))
    assert isinstance(found, Broken)
    assert found.reason == "trafilatura fails on this page (RecursionError: maximum recursion depth exceeded)"
    assert found.raw == page


def test_a_page_alone() -> None:
    assert said("html", PAGE.encode(), limit=10_000) == [("", TEXT)]
    with pytest.raises(InputError, match=r"^no HTML: wanted a page that begins with <, or a WARC file that begins with WARC/$"):
        pieces("html", b"Plain text.")


# Fields


def test_fields_are_guessed_and_told() -> None:
    rows = [{"url": "u", "content": "One.", "title": "T", "published": "2023-05-01"}]
    assert select(rows) == (
        Selection("content", "url", "published"),
        "text from 'content', id from 'url', date from 'published'",
    )
    assert select(rows, text="title", id="title", date="url") == (Selection("title", "title", "url"), "")


def test_the_only_long_field_is_the_text() -> None:
    assert select([{"x": "A sentence of some words. " * 10, "y": "short", "n": 3}])[0].text == "x"
    with pytest.raises(InputError, match=r"^no field can be taken for the text \(fields: x, y\): name it with --text-field$"):
        select([{"x": "A sentence of some words. " * 10, "y": "Another sentence of some words. " * 10}])
    with pytest.raises(InputError, match="fields: n"):
        select([{"n": 1}])


def test_a_field_inside_another() -> None:
    data = b'{"meta": {"text": "inner"}, "a.b": "dotted"}\n{"meta": 3, "a.b": "second"}\n'
    [piece] = pieces("jsonl", data)
    first, second = module_of("jsonl").records(piece, Selection("meta.text"))
    assert isinstance(first, Record)
    assert first.text == "inner"
    assert isinstance(second, Broken)
    assert [item.text for item in module_of("jsonl").records(piece, Selection("a.b")) if isinstance(item, Record)] == [
        "dotted",
        "second",
    ]
