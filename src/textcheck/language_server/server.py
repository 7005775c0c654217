"""The server itself: what it answers, and when it checks.

A text is checked when it is opened, and when nobody has typed for a moment; what was found in an older version is never shown of a newer one.
Texts come whole with every change, so that lines need not be counted alike on both sides. Nothing is written and nothing leaves the machine: an
editor applies the fixes itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from textcheck import registry
from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.errors import TextcheckError
from textcheck.finding import Applicability, Finding, Repair, Severity
from textcheck.language_server.positions import Lines
from textcheck.repairing import apply
from textcheck.report import Report
from textcheck.settings import Settings, unknown_rule
from textcheck.suppressions import Suppressions, suppress

# Seconds without a change before a text is checked again.
PAUSE = 0.2
# Code points of a text that is still checked while somebody types.
LONGEST = 5_000_000
# Code points of a repair that a title shows.
SHOWN = 60

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.textcheck"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}


class Checked(NamedTuple):
    """What was found in one version of a text."""

    version: int | None
    report: Report
    lines: Lines


class Server(LanguageServer):
    """A language server with what is in force for each document and the findings of the open texts."""

    def __init__(self, version: str) -> None:
        super().__init__("textcheck", version, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.options: dict[str, Any] = {}
        self.checkers: dict[str, Checker] = {}
        self.told: set[str] = set()
        self.checked: dict[str, Checked] = {}
        self.waiting: dict[str, asyncio.Task[None]] = {}

    def configure(self, options: Any) -> None:
        """Take the options of a client: a table as in a configuration file, whose values win over those of files; or nothing."""
        if options:
            if not isinstance(options, dict):
                raise TextcheckError(f"initializationOptions = {options!r}: wanted a table, as in a configuration file")
            config = Config.from_mapping(options)
            names = [key.replace("-", "_") for key in options]
            self.options = {name: (getattr(config, name), "initializationOptions") for name in names}

    def in_force(self, uri: str) -> tuple[Checker, Suppressions]:
        """The checker of a document and what it may hold; the defaults, and a message once, where a configuration file is wrong.

        Files are read again for every check, so that a change in them is obeyed.
        """
        path = to_fs_path(uri) if uri.startswith("file:") else None
        try:
            resolved = Settings(self.options).of_document(path)
            key = repr(resolved.config)
            if key not in self.checkers:
                self.checkers[key] = Checker(resolved.config)
            return self.checkers[key], resolved.suppressions
        except TextcheckError as error:
            if str(error) not in self.told:
                self.told.add(str(error))
                self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"textcheck: {error}"))
            return self.checkers.setdefault("", Checker()), Suppressions()

    def examine(self, uri: str, text: str) -> Report:
        """What is found in a text and may not stand there."""
        checker, suppressions = self.in_force(uri)

        def selected(word: str) -> bool:
            return any(registry.matches(rule, (word,)) for rule in checker.rules)

        # The name tells in which notation a text is written.
        report = checker.check(text, name=to_fs_path(uri) if uri.startswith("file:") else uri)
        return suppress(report, suppressions, unknown=unknown_rule, selected=selected).report

    def check_later(self, uri: str, pause: float) -> None:
        """Check a text after a pause, unless it is to be checked again before that."""
        self.forget(uri)
        self.waiting[uri] = asyncio.get_running_loop().create_task(self._check(uri, pause))

    def forget(self, uri: str) -> None:
        """Give up a check that has not been done yet."""
        task = self.waiting.pop(uri, None)
        if task is not None:
            task.cancel()

    async def _check(self, uri: str, pause: float) -> None:
        if pause:
            await asyncio.sleep(pause)
        document = self.workspace.get_text_document(uri)
        text, version = document.source, document.version
        if len(text) > LONGEST:
            self.window_log_message(
                types.LogMessageParams(
                    types.MessageType.Warning,
                    f"textcheck: {uri} has {len(text)} code points; more than {LONGEST} are not checked in an editor",
                )
            )
            return
        report = await asyncio.to_thread(self.examine, uri, text)
        lines = Lines(text, self.workspace.position_encoding)
        self.checked[uri] = Checked(version, report, lines)
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, [diagnostic(finding, lines) for finding in report.findings], version)
        )

    def current(self, uri: str) -> Checked | None:
        """What was found in a text as it stands; None where it has changed since."""
        found = self.checked.get(uri)
        document = self.workspace.text_documents.get(uri)
        return found if found and document and found.lines.text == document.source else None


def diagnostic(finding: Finding, lines: Lines) -> types.Diagnostic:
    """A finding as an editor shows it."""
    return types.Diagnostic(
        range=lines.range(finding.start, finding.end),
        message=finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source="textcheck",
    )


def quick_fixes(uri: str, finding: Finding, lines: Lines) -> list[types.CodeAction]:
    """The repairs of a finding that may be applied, the likeliest first."""
    return [
        types.CodeAction(
            title=title(lines.text, repair),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic(finding, lines)],
            is_preferred=repair.applicability is Applicability.SAFE,
            edit=types.WorkspaceEdit({uri: [types.TextEdit(lines.range(repair.start, repair.end), repair.text)]}),
        )
        for repair in finding.repairs
        if repair.applicability is not Applicability.DISPLAY and repair.text != lines.text[repair.start : repair.end]
    ]


def title(text: str, repair: Repair) -> str:
    """What a repair would do, in a line."""
    old, new = (_shortened(part) for part in (text[repair.start : repair.end], repair.text))
    done = f"Remove {old}" if not repair.text else f"Replace {old} by {new}" if repair.start < repair.end else f"Insert {new}"
    return done if repair.applicability is Applicability.SAFE else f"{done} (unsafe: {repair.reason})"


def _shortened(part: str) -> str:
    whole = repr(part) if not part.isprintable() else f"'{part}'"
    return whole if len(whole) <= SHOWN else f"{whole[: SHOWN - 1]}…"


def fix_all(uri: str, examine: Callable[[str], Report], lines: Lines) -> types.CodeAction | None:
    """All SAFE repairs of a text at once, as one edit from the first code point that changes to the last."""
    text = lines.text
    new = apply(text, lambda current: examine(current).findings).text
    if text == new:
        return None
    shorter = min(len(text), len(new))
    first = next((at for at in range(shorter) if text[at] != new[at]), shorter)
    last = next((at for at in range(shorter - first) if text[-1 - at] != new[-1 - at]), shorter - first)
    edit = types.TextEdit(lines.range(first, len(text) - last), new[first : len(new) - last])
    return types.CodeAction("Apply all safe repairs (textcheck)", FIX_ALL, edit=types.WorkspaceEdit({uri: [edit]}))


def explanation(finding: Finding, text: str) -> str:
    """A finding in Markdown, for a reader who points at it."""
    head = f"**{finding.code} {finding.rule}** · {finding.severity}, confidence {finding.confidence:.2f}\n\n{_plain(finding.message)}"
    repairs = [
        f"- {_plain(title(text, repair))}" for repair in finding.repairs if repair.applicability is not Applicability.DISPLAY
    ]
    about = " ".join(registry.find(finding.code).explanation.partition("\n\n")[0].split())
    return "\n\n".join(part for part in (head, "\n".join(repairs), _plain(about)) if part)


def _plain(text: str) -> str:
    """Text with nothing that Markdown or HTML would take for its own: it comes out of documents."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]()<>#+-!|~&" else character for character in text)


def build(version: str) -> Server:
    """A server that is ready to start."""
    server = Server(version)

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        try:
            server.configure(params.initialization_options)
        except TextcheckError as error:
            server.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"textcheck: {error}"))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.check_later(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.check_later(params.text_document.uri, PAUSE)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.forget(uri)
        server.checked.pop(uri, None)
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        found = server.current(params.text_document.uri)
        if found is None:
            return None
        at = found.lines.offset(params.position)
        here = [finding for finding in found.report.findings if finding.start <= at < max(finding.end, finding.start + 1)]
        if not here:
            return None
        start, end = min(finding.start for finding in here), max(finding.end for finding in here)
        said = "\n\n---\n\n".join(explanation(finding, found.lines.text) for finding in here)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, said), found.lines.range(start, end))

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL]))
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        found = server.current(uri)
        if found is None:
            return []
        start, end = found.lines.offset(params.range.start), found.lines.offset(params.range.end)
        wanted = params.context.only
        offered: list[types.CodeAction] = []
        if _is_wanted(types.CodeActionKind.QuickFix.value, wanted):
            for finding in found.report.findings:
                if finding.start <= end and start <= finding.end:
                    offered += quick_fixes(uri, finding, found.lines)
        if _is_wanted(FIX_ALL, wanted) and found.report.findings:
            whole = await asyncio.to_thread(fix_all, uri, partial(server.examine, uri), found.lines)
            offered += [whole] if whole else []
        return offered

    return server


def _is_wanted(kind: str, wanted: Any) -> bool:
    """Whether a client asks for a kind of action: all where it names none, and what it names with all kinds below it."""
    if not wanted:
        return True
    names = [str(getattr(one, "value", one)) for one in wanted]
    return any(kind == name or kind.startswith(f"{name}.") for name in names)


def serve(version: str) -> None:
    """Serve one client on standard input and output until it says goodbye; it is told the version."""
    build(version).start_io()
