"""The language server in a session with a client of its own: the process that an editor starts, spoken to over its standard streams."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from textcheck.language_server.positions import Lines

URI = "file:///tmp/note.txt"
# A flag and an accent beyond the BMP before the damage: three lengths of the same line in the three encodings.
TEXT = "The flag 🏳 came\r\ndown, said {the mayor} of Á, and it didn‘t go up.\rNobody knew &amp;nbsp;why.\n"


class Client:
    """A client that keeps the diagnostics it was sent."""

    def __init__(self, **initialization: Any) -> None:
        self.client = LanguageClient("tests", "1")
        self.sent: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.shown: asyncio.Queue[str] = asyncio.Queue()
        self.initialization = initialization

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.sent.put_nowait(params)

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)
        def showed(params: types.ShowMessageParams) -> None:
            self.shown.put_nowait(params.message)

    async def __aenter__(self) -> Client:
        await self.client.start_io(sys.executable, "-m", "textcheck", "lsp")
        capabilities = types.ClientCapabilities(
            general=types.GeneralClientCapabilities(position_encodings=self.initialization.get("encodings"))
        )
        self.said = await self.client.initialize_async(
            types.InitializeParams(capabilities, initialization_options=self.initialization.get("options"))
        )
        self.client.initialized(types.InitializedParams())
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()

    def open(self, text: str) -> None:
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(URI, "plaintext", 1, text)))

    def change(self, text: str, version: int) -> None:
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version, URI), [types.TextDocumentContentChangeWholeDocument(text)]
            )
        )

    async def diagnostics(self) -> types.PublishDiagnosticsParams:
        return await asyncio.wait_for(self.sent.get(), 60)

    async def actions(self, where: types.Range, only: list[str] | None = None) -> list[types.CodeAction]:
        context = types.CodeActionContext([], only=only)
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(types.TextDocumentIdentifier(URI), where, context)
        )
        return [action for action in found or [] if isinstance(action, types.CodeAction)]

    async def hover(self, position: types.Position) -> types.Hover | None:
        return await self.client.text_document_hover_async(types.HoverParams(types.TextDocumentIdentifier(URI), position))


def session(talk: Callable[[Client], Awaitable[None]], **initialization: Any) -> None:
    async def held() -> None:
        async with Client(**initialization) as client:
            await talk(client)

    asyncio.run(held())


def place(text: str, part: str, encoding: types.PositionEncodingKind = types.PositionEncodingKind.Utf16) -> types.Range:
    start = text.index(part)
    return Lines(text, encoding).range(start, start + len(part))


def edited(text: str, action: types.CodeAction, encoding: types.PositionEncodingKind = types.PositionEncodingKind.Utf16) -> str:
    """The text after the edits of an action, as a client applies them."""
    assert action.edit is not None
    assert action.edit.changes is not None
    lines = Lines(text, encoding)
    for edit in sorted(action.edit.changes[URI], key=lambda edit: lines.offset(edit.range.start), reverse=True):
        text = text[: lines.offset(edit.range.start)] + edit.new_text + text[lines.offset(edit.range.end) :]
    return text


@pytest.mark.parametrize("encoding", [None, types.PositionEncodingKind.Utf8, types.PositionEncodingKind.Utf32])
def test_opened_text_has_diagnostics_where_the_client_counts_them(encoding: types.PositionEncodingKind | None) -> None:
    async def talk(client: Client) -> None:
        agreed = client.said.capabilities.position_encoding or types.PositionEncodingKind.Utf16
        assert agreed == (encoding or types.PositionEncodingKind.Utf16)
        client.open(TEXT)
        sent = await client.diagnostics()
        assert sent.version == 1
        found = {item.code: item for item in sent.diagnostics}
        assert found["ENC102"].range == place(TEXT, "‘", agreed)
        assert found["ART101"].range == place(TEXT, "{the mayor}", agreed)
        assert found["ENC102"].severity is types.DiagnosticSeverity.Warning
        assert found["ENC102"].source == "textcheck"

    session(talk, encodings=[encoding] if encoding else None)


def test_quick_fixes_and_all_safe_repairs() -> None:
    async def talk(client: Client) -> None:
        client.open(TEXT)
        await client.diagnostics()
        at_quote = await client.actions(place(TEXT, "‘"), [types.CodeActionKind.QuickFix.value])
        assert [action.title for action in at_quote] == ["Replace '‘' by '’'"]
        assert at_quote[0].is_preferred
        assert edited(TEXT, at_quote[0]) == TEXT.replace("‘", "’")
        in_braces = await client.actions(place(TEXT, "mayor"), [types.CodeActionKind.QuickFix.value])
        assert any(edited(TEXT, action) == TEXT.replace("{the mayor}", "the mayor") for action in in_braces)
        assert not any(action.is_preferred and "unsafe" in action.title for action in in_braces)
        nowhere = await client.actions(place(TEXT, "The flag"), [types.CodeActionKind.QuickFix.value])
        assert nowhere == []
        (whole,) = await client.actions(place(TEXT, "The"), [types.CodeActionKind.SourceFixAll.value])
        repaired = edited(TEXT, whole)
        assert "didn’t" in repaired
        assert "{the mayor}" in repaired

    session(talk)


def test_hover_says_what_was_found_and_lets_nothing_of_the_text_be_markup() -> None:
    text = "It didn‘t go <b>[up](http://example.org)</b> said {the mayor|the king} then.\n"

    async def talk(client: Client) -> None:
        client.open(text)
        sent = await client.diagnostics()
        hover = await client.hover(place(text, "‘").start)
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        assert "**ENC102 misread-punctuation**" in hover.contents.value
        assert "Replace '‘' by '’'" in hover.contents.value
        assert hover.range == place(text, "‘")
        for item in sent.diagnostics:
            said = await client.hover(item.range.start)
            assert said is not None
            assert isinstance(said.contents, types.MarkupContent)
            assert "<b>" not in said.contents.value
            assert "](" not in said.contents.value
        assert await client.hover(place(text, "It").start) is None

    session(talk)


def test_a_change_is_checked_once_typing_rests_and_old_findings_are_not_offered() -> None:
    async def talk(client: Client) -> None:
        client.open("Nobody didn‘t go.\n")
        assert len((await client.diagnostics()).diagnostics) == 1
        for version in range(2, 12):
            client.change(f"Nobody didn’t go. {version}\n", version)
        # The fix was for a text that is no more.
        assert await client.actions(place("Nobody didn‘t go.\n", "‘")) == []
        sent = await client.diagnostics()
        assert sent.version == 11
        assert not sent.diagnostics
        assert client.sent.empty()
        client.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(URI)))
        assert not (await client.diagnostics()).diagnostics

    session(talk)


def test_options_of_the_client_are_obeyed_and_wrong_ones_are_told() -> None:
    async def obeyed(client: Client) -> None:
        client.open(TEXT)
        assert {item.code for item in (await client.diagnostics()).diagnostics} == {"ART101"}

    async def told(client: Client) -> None:
        message = await asyncio.wait_for(client.shown.get(), 60)
        assert "unknown key 'selekt'" in message
        assert "select" in message
        client.open(TEXT)
        assert len((await client.diagnostics()).diagnostics) > 1

    session(obeyed, options={"select": ["ART"]})
    session(told, options={"selekt": ["ART"]})


def test_configuration_files_and_comments_are_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    uri = path.as_uri()
    text = "It didn‘t go, said {the mayor} then.\n<!-- textcheck: allow ENC102 -->\nNobody didn‘t go.\n"

    async def talk(client: Client) -> None:
        opened = types.TextDocumentItem(uri, "plaintext", 1, text)
        client.client.text_document_did_open(types.DidOpenTextDocumentParams(opened))
        found = [item.code for item in (await client.diagnostics()).diagnostics]
        assert found == wanted

    wanted = ["ENC102", "ART101"]
    session(talk)
    (tmp_path / "textcheck.toml").write_text('ignore = ["ART"]\n')
    wanted = ["ENC102"]
    session(talk)
    (tmp_path / "textcheck.toml").write_text('ignor = ["ART"]\n')

    async def told(client: Client) -> None:
        opened = types.TextDocumentItem(uri, "plaintext", 1, text)
        client.client.text_document_did_open(types.DidOpenTextDocumentParams(opened))
        message = await asyncio.wait_for(client.shown.get(), 60)
        assert "ignor" in message
        assert "did you mean" in message
        assert (await client.diagnostics()).diagnostics

    session(told)


def test_the_name_of_a_file_says_in_which_notation_it_is_written(tmp_path: Path) -> None:
    async def talk(client: Client) -> None:
        text = "# Three texts\n\nThe ferry sails at nine, and comes back at six.\n"
        for name, codes in (("texts.txt", ["MRK111"]), ("texts.md", [])):
            opened = types.TextDocumentItem((tmp_path / name).as_uri(), "plaintext", 1, text)
            client.client.text_document_did_open(types.DidOpenTextDocumentParams(opened))
            assert [item.code for item in (await client.diagnostics()).diagnostics] == codes

    session(talk)


@given(st.text(), st.data())
def test_positions_and_offsets_are_inverse(text: str, data: st.DataObject) -> None:
    encoding = data.draw(st.sampled_from(list(types.PositionEncodingKind)))
    lines = Lines(text, encoding)
    offset = data.draw(st.integers(0, len(text)))
    position = lines.position(offset)
    back = lines.offset(position)
    # Between "\r" and "\n" there is no place of its own.
    assert back == offset or text[back:offset] == "\r"
    assert lines.offset(types.Position(position.line, 1 << 30)) >= back
    assert lines.offset(types.Position(1 << 30, 0)) == len(text)
