"""The server itself: what it answers to each message of the protocol."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from copylint import __version__
from copylint.config import PYPROJECT
from copylint.lsp import completion, watch
from copylint.lsp.actions import KINDS, OPEN_PAGE, Workshop, code_actions
from copylint.lsp.client import Client, client_of
from copylint.lsp.diagnostics import diagnostics_of
from copylint.lsp.documents import Document, Documents, offset_of
from copylint.lsp.hover import hover
from copylint.lsp.linter import Linter, Outcome
from copylint.lsp.names import is_config, name_of, path_of
from copylint.lsp.schedule import PAUSE, Schedule
from copylint.model import LANGUAGES, FileError
from copylint.positions import LineIndex

_log = logging.getLogger("copylint")


class _Protocol(LanguageServerProtocol):
    """Leaves documents to ``copylint.lsp.documents`` (which see) and not to pygls as well."""

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(
        self, params: types.DidOpenTextDocumentParams
    ) -> Generator[Any, Any, None]:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(
        self, params: types.DidChangeTextDocumentParams
    ) -> Generator[Any, Any, None]:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(
        self, params: types.DidCloseTextDocumentParams
    ) -> Generator[Any, Any, None]:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None


class Server(LanguageServer):
    """The state of one session with an editor."""

    def __init__(self, ui_language: str | None = None) -> None:
        """``ui_language`` was named on the command line; it beats all else."""
        super().__init__("copylint", __version__, protocol_cls=_Protocol)
        self._ui_language = ui_language
        self.documents = Documents()
        self.client = Client()
        self.linter: Linter
        self.schedule: Schedule
        self.clean_exit = False
        self._said: set[FileError] = set()

    def begin(self, params: types.InitializeParams) -> None:
        """Takes in what the editor says of itself."""
        encoding = types.PositionEncodingKind(self.workspace.position_encoding or "utf-16").value
        self.client = client_of(params, encoding, self._ui_language)
        self.linter = Linter(self.client, self.folders, self.crashed)
        self.schedule = Schedule(self.documents, self.linter.lint, self.publish)

    def folders(self) -> Sequence[Path]:
        """The folders of the workspace that are on disk, in the order of the editor."""
        uris = [one.uri for one in self.workspace.folders.values()]
        uris = uris or [self.workspace.root_uri or ""]
        return [path for uri in uris if (path := path_of(uri)) is not None]

    async def warm(self) -> None:
        """Loads lexicons and spaCy, a language at a time, so that a document comes in between."""
        for language in LANGUAGES:
            await self.schedule.in_thread(partial(self.linter.warm, language))
        # What was loaded stays; the collector need not walk it again and again.
        gc.collect()
        gc.freeze()

    def publish(self, outcome: Outcome) -> None:
        """Sends the diagnostics of one document, unless the editor asks for them itself."""
        self.tell_faults(outcome)
        if not self.client.pulls:
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(
                    uri=outcome.document.uri,
                    version=outcome.document.version,
                    diagnostics=diagnostics_of(outcome, self.client),
                )
            )

    def tell_faults(self, outcome: Outcome | None) -> None:
        """Shows what is wrong with settings and lexicons, each fault once."""
        for fault in outcome.faults if outcome else ():
            if fault not in self._said:
                self._said.add(fault)
                self.window_show_message(
                    types.ShowMessageParams(types.MessageType.Error, f"copylint: {fault}")
                )

    async def reload(self, *, lexicons: bool) -> None:
        """Reads settings anew, and on demand lexicons, and looks at all documents again."""
        self._said.clear()
        await self.schedule.settings_changed(lambda: self.linter.reload(lexicons=lexicons))
        if self.client.pulls and self.client.refreshes:
            self.workspace_diagnostic_refresh(None)
        else:
            for document in self.documents:
                self.schedule.publish_soon(document.uri)

    def crashed(self, path: str) -> None:
        """Logs the exception that copylint failed with at ``path``; called from the thread."""
        _log.exception("internal error at %s", path)

    def text_of(self, path: Path) -> Document | str | None:
        """A file as it is open in the editor, else its text on disk; None where there is none."""
        for document in self.documents:
            if path_of(document.uri) == path:
                return document
        try:
            return path.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return None

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Errors go to the editor's log and not into its user's face."""
        _log.error("%s: %s", getattr(source, "__name__", source), error)


class _ToClient(logging.Handler):
    """Sends log records to the editor's log; they may come from any thread."""

    def __init__(self, server: Server, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(logging.INFO)
        self._server = server
        self._loop = loop

    def emit(self, record: logging.LogRecord) -> None:
        level = (
            types.MessageType.Error if record.levelno >= logging.ERROR else types.MessageType.Info
        )
        params = types.LogMessageParams(level, self.format(record))
        self._loop.call_soon_threadsafe(self._server.window_log_message, params)


def new_server(ui_language: str | None = None) -> Server:
    """A server that is ready to be started."""
    server = Server(ui_language)
    for register in (_lifecycle, _document_sync, _features):
        register(server)
    return server


def _lifecycle(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def _(params: types.InitializeParams) -> None:
        server.begin(params)

    @server.feature(types.INITIALIZED)
    async def _(_params: types.InitializedParams) -> None:
        _log.addHandler(_ToClient(server, asyncio.get_running_loop()))
        if server.client.watches:
            await server.client_register_capability_async(watch.registration())
        await server.warm()

    @server.feature(types.SHUTDOWN)
    def _(_params: None) -> None:
        server.clean_exit = True
        server.schedule.stop()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def _(params: types.DidChangeWatchedFilesParams) -> None:
        folders = server.linter.lexicon_folders()
        stale = watch.stale_after((change.uri for change in params.changes), folders)
        if stale != "nothing":
            await server.reload(lexicons=stale == "lexicons")

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def _(_params: types.DidChangeWorkspaceFoldersParams) -> None:
        await server.reload(lexicons=False)


def _document_sync(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def _(params: types.DidOpenTextDocumentParams) -> None:
        server.documents.open(params.text_document)
        server.schedule.publish_soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def _(params: types.DidChangeTextDocumentParams) -> None:
        document = params.text_document
        server.documents.change(
            document.uri, document.version, params.content_changes, server.client.encoding
        )
        if not server.client.pulls:
            server.schedule.publish_soon(document.uri, PAUSE)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def _(params: types.DidSaveTextDocumentParams) -> None:
        document = server.documents.get(params.text_document.uri)
        if document is not None and is_config(document):
            await server.reload(lexicons=False)
        else:
            server.schedule.publish_soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def _(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.documents.close(uri)
        server.schedule.forget(uri)
        if not server.client.pulls:
            server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


def _features(server: Server) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        types.DiagnosticOptions(
            inter_file_dependencies=False, workspace_diagnostics=False, identifier="copylint"
        ),
    )
    async def _(params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        outcome = await server.schedule.outcome(params.text_document.uri)
        server.tell_faults(outcome)
        return types.RelatedFullDocumentDiagnosticReport(
            items=diagnostics_of(outcome, server.client)
        )

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def _(params: types.HoverParams) -> types.Hover | None:
        outcome = await server.schedule.outcome(params.text_document.uri)
        if outcome is None:
            return None
        return hover(outcome, params.position, server.client, server.linter.ui)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=list(KINDS))
    )
    async def _(params: types.CodeActionParams) -> list[types.CodeAction]:
        outcome = await server.schedule.outcome(params.text_document.uri)
        if outcome is None:
            return []
        shop = Workshop(
            outcome, server.client, server.linter.ui, server.linter.finder, server.text_of
        )
        return code_actions(shop, params)

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionOptions(trigger_characters=list(completion.TRIGGERS)),
    )
    def _(params: types.CompletionParams) -> list[types.CompletionItem]:
        document = server.documents.get(params.text_document.uri)
        if document is None:
            return []
        text = document.text
        offset = offset_of(LineIndex(text), params.position, server.client.encoding)
        if is_config(document):
            is_pyproject = document.uri.endswith(PYPROJECT)
            return completion.in_settings(text, offset, server.linter.ui, is_pyproject=is_pyproject)
        name = name_of(document, server.folders())
        return (
            completion.in_comment(name.shown, text, offset, server.linter.ui) if name.read else []
        )

    @server.command(OPEN_PAGE)
    async def _(uri: str) -> None:
        external = not uri.startswith("file:")
        await server.window_show_document_async(types.ShowDocumentParams(uri, external=external))


def serve(address: tuple[str, int] | None, ui_language: str | None) -> bool:
    """Runs the server until the editor ends it.

    Args:
        address: host and port to listen at; None for standard input and output.
        ui_language: the language to speak; None to go by the settings and the editor.

    Returns:
        Whether the editor took its leave as the protocol asks.
    """
    gc.enable()
    server = new_server(ui_language)
    if address is None:
        server.start_io()
    else:
        server.start_tcp(*address)
    return server.clean_exit
