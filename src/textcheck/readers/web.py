"""Pages of the web: WARC files (.warc, .wet) by warcio, and the main text of HTML by trafilatura.

Of a WARC file the documents are the responses, resources and conversions of type HTML or plain text; images, requests and what else a crawl
keeps is passed over. Their fields are `id` (WARC-Record-ID), `url`, `fetched` (WARC-Date, which says nothing of when a text was written) and
`text`. An HTML file is one document. A page in which no main text is found is broken.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from textcheck.errors import ConfigError, InputError
from textcheck.readers.records import Broken, Mark, Piece, Record, Selection

if TYPE_CHECKING:
    from textcheck.readers.compression import Stream

_TYPES = ("response", "resource", "conversion")
_TEXT = re.compile(
    r"\s*(text/(?:html|plain)|application/xhtml\+xml)\b(?:.*?charset=[\"']?([\w.:-]+))?", re.IGNORECASE | re.DOTALL
)
_KEPT = 1000


class Page(NamedTuple):
    """A page as it was fetched."""

    number: int
    id: str
    url: str
    fetched: str
    type: str
    charset: str
    data: bytes


def pieces(stream: Stream, start: Mark, size: int, limit: int) -> Iterator[Piece]:
    """The pages from a mark on, in pieces of about `size` bytes. Marks count the records of a WARC file, of whatever type.

    Raises InputError where it is none, ConfigError where warcio is not installed.
    """
    file: io.BufferedReader = io.BufferedReader(stream)
    if not file.peek(5).startswith(b"WARC/"):
        yield from _html(file, stream, start, limit)
        return
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise ConfigError("WARC files need warcio: pip install 'textcheck[web]'") from error
    pages: list[Page] = []
    broken: list[Broken] = []
    held = number = 0
    begin = start
    found = iter(ArchiveIterator(file))
    while True:
        try:
            record = next(found, None)
            if record is not None and number >= start.number and (page := _page(record, number + 1, limit)) is not None:
                if isinstance(page, Broken):
                    broken.append(page)
                else:
                    pages.append(page)
                    held += len(page.data)
        except (ArchiveLoadFailed, ValueError, EOFError) as error:
            why = stream.fault or f"no WARC record can be read: {str(error).splitlines()[0][:100]}"
            broken.append(Broken(f"record {number + 1:,}", f"{why}; what follows is lost"))
            record = None
        else:
            if record is None and stream.fault:
                broken.append(Broken(f"record {number + 1:,}", f"{stream.fault}; what follows is lost"))
        number += record is not None
        if record is None or held >= size:
            if pages or broken:
                yield Piece(begin, Mark(number, number), pages, tuple(broken))
            if record is None:
                return
            pages, broken, held, begin = [], [], 0, Mark(number, number)


def _page(record: Any, number: int, limit: int) -> Page | Broken | None:
    """The page of a WARC record, None where it holds none."""
    if record.rec_type not in _TYPES:
        return None
    headers = record.rec_headers
    held = (record.http_headers or headers).get_header("Content-Type") or ""
    if record.http_headers is None and held.startswith("application/http"):
        return None
    match = _TEXT.match(held)
    if match is None:
        return None
    data = record.content_stream().read(limit + 1)
    if len(data) > limit:
        return Broken(f"record {number:,}", f"longer than {limit:,} bytes; --record-limit allows more", data[:_KEPT])
    id, url, fetched = (headers.get_header(name) or "" for name in ("WARC-Record-ID", "WARC-Target-URI", "WARC-Date"))
    wanted = headers.get_header("Content-Length")
    if record.http_headers is None and wanted is not None and wanted.isdigit() and len(data) < int(wanted):
        return Broken(f"record {number:,}", f"{len(data):,} bytes where {int(wanted):,} are promised", data)
    return Page(number, id.strip("<>"), url, fetched, match[1].lower(), match[2] or "", data)


def _html(file: Any, stream: Stream, start: Mark, limit: int) -> Iterator[Piece]:
    if start.at:
        return
    data = file.read(limit + 1)
    if not data and not stream.fault:
        return
    end = Mark(1, 1)
    if stream.fault or len(data) > limit:
        why = stream.fault or f"longer than {limit:,} bytes; --record-limit allows more"
        yield Piece(start, end, None, (Broken("", why, data[:_KEPT]),))
    elif data.lstrip()[:1] != b"<":
        raise InputError("no HTML: wanted a page that begins with <, or a WARC file that begins with WARC/")
    else:
        yield Piece(start, end, [Page(0, "", "", "", "text/html", "", data)])


def samples(piece: Piece, most: int) -> list[Mapping[str, Any]]:
    """Nothing: the fields are always the same."""
    return []


def records(piece: Piece, selection: Selection, *, whole: bool = True) -> Iterator[Record | Broken]:
    """The documents of a piece, and pages that are none."""
    for page in piece.payload or ():
        place = f"record {page.number:,}" if page.number else ""
        if page.type == "text/plain":
            text = _decoded(page)
        else:
            try:
                text = _main_text(page)
            except ConfigError:
                raise
            except Exception as error:
                # What reads pages is not made for every page that somebody could write.
                yield Broken(place, f"trafilatura fails on this page ({type(error).__name__}: {error})", page.data)
                continue
            if not text.strip():
                yield Broken(place, "no main text is found in this page", page.data)
                continue
        fields = {"id": page.id, "url": page.url, "fetched": page.fetched} if page.number else {}
        yield Record(place, page.id or None, text, None, {**fields, "text": text})
    yield from piece.broken


def _decoded(page: Page) -> str:
    from textcheck.decoding import decode

    if page.charset:
        try:
            return page.data.decode(page.charset)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(page.data).text


def _main_text(page: Page) -> str:
    try:
        import trafilatura
    except ImportError as error:
        raise ConfigError("HTML needs trafilatura: pip install 'textcheck[web]'") from error
    # It looks for the encoding itself, in the page first; what the server said is the surer.
    data: str | bytes = page.data
    if page.charset:
        try:
            data = page.data.decode(page.charset)
        except (LookupError, UnicodeDecodeError):
            data = page.data
    text: str | None = trafilatura.extract(data, url=page.url or None, include_comments=False)
    return text or ""
