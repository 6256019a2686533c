"""An editor for tests: pygls' own client on a real server process, driven from ordinary code."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar, Union

from cattrs import Converter
from lsprotocol import types
from pygls.lsp.client import LanguageClient
from pygls.protocol import default_converter

from copylint.positions import EditorPosition, Encoding, LineIndex

T = TypeVar("T")
SECONDS = 60


class Editor:
    """Starts a server, opens documents in it, and keeps what it sends.

    Every call waits for its answer; what does not come in a minute fails the test.
    """

    def __init__(
        self,
        folders: list[Path],
        capabilities: types.ClientCapabilities,
        *,
        locale: str | None = "en",
        options: dict[str, object] | None = None,
        cwd: Path | None = None,
        prelude: str = "",
    ) -> None:
        """``prelude`` is Python that the server's process runs first."""
        self.published: dict[str, list[types.PublishDiagnosticsParams]] = defaultdict(list)
        self.logged: list[types.LogMessageParams] = []
        self.shown: list[types.ShowMessageParams] = []
        self.pages: list[types.ShowDocumentParams] = []
        self.registered: list[types.Registration] = []
        self.refreshes = 0
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self._news = threading.Condition()
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self.client = LanguageClient("test", "1", converter_factory=_converter)
        self._listen()
        code = f"{prelude}\nimport sys; from copylint.cli import run; sys.exit(run(sys.argv[1:]))"
        env = {**os.environ, "PYTHONUTF8": "1", "LANG": "C", "LC_ALL": "C"}
        self._await(
            self.client.start_io(
                sys.executable, "-c", code, "lsp", env=env, cwd=str(cwd or folders[0])
            )
        )
        self.initialized = self._await(
            self.client.initialize_async(
                types.InitializeParams(
                    capabilities=capabilities,
                    process_id=os.getpid(),
                    root_uri=folders[0].as_uri() if folders else None,
                    workspace_folders=[
                        types.WorkspaceFolder(one.as_uri(), one.name) for one in folders
                    ],
                    locale=locale,
                    initialization_options=options,
                )
            )
        )
        chosen = self.initialized.capabilities.position_encoding
        self.encoding: Encoding = str(getattr(chosen, "value", chosen) or "utf-16")  # type: ignore[assignment]
        self.notify(self.client.initialized, types.InitializedParams())

    # ---- Talking ----

    def notify(self, method: Callable[[Any], None], params: object) -> None:
        self._loop.call_soon_threadsafe(method, params)

    def ask(self, method: Callable[[Any], Coroutine[Any, Any, T]], params: object) -> T:
        return self._await(method(params))

    def open(self, uri: str, text: str, language_id: str = "plaintext") -> None:
        self.texts[uri], self.versions[uri] = text, 1
        item = types.TextDocumentItem(uri, language_id, 1, text)
        self.notify(self.client.text_document_did_open, types.DidOpenTextDocumentParams(item))

    def change(self, uri: str, start: int, end: int, text: str) -> None:
        """Replaces the code points from ``start`` to ``end``."""
        old = self.texts[uri]
        self.versions[uri] += 1
        change = types.TextDocumentContentChangePartial(
            range=types.Range(self.position(uri, start), self.position(uri, end)), text=text
        )
        self.texts[uri] = old[:start] + text + old[end:]
        document = types.VersionedTextDocumentIdentifier(version=self.versions[uri], uri=uri)
        self.notify(
            self.client.text_document_did_change,
            types.DidChangeTextDocumentParams(document, [change]),
        )

    def close(self, uri: str) -> None:
        identifier = types.TextDocumentIdentifier(uri)
        self.notify(
            self.client.text_document_did_close, types.DidCloseTextDocumentParams(identifier)
        )

    def save(self, uri: str) -> None:
        identifier = types.TextDocumentIdentifier(uri)
        self.notify(self.client.text_document_did_save, types.DidSaveTextDocumentParams(identifier))

    def touched(self, *paths: Path) -> None:
        """Tells the server that files changed on disk."""
        changes = [types.FileEvent(one.as_uri(), types.FileChangeType.Changed) for one in paths]
        self.notify(
            self.client.workspace_did_change_watched_files,
            types.DidChangeWatchedFilesParams(changes),
        )

    def diagnostics(self, uri: str) -> list[types.Diagnostic]:
        """What was published for the newest version of a document."""
        version = self.versions[uri]
        return list(self.publication(uri, lambda one: one.version == version).diagnostics)

    def publication(
        self, uri: str, fits: Callable[[types.PublishDiagnosticsParams], bool], after: int = 0
    ) -> types.PublishDiagnosticsParams:
        """The first publication for a document, from number ``after`` on, that ``fits``."""
        return self.wait(
            lambda: next((one for one in self.published[uri][after:] if fits(one)), None)
        )

    def actions(
        self, uri: str, start: int, end: int, only: list[str] | None = None
    ) -> list[types.CodeAction]:
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(uri),
            types.Range(self.position(uri, start), self.position(uri, end)),
            types.CodeActionContext(diagnostics=[], only=only),
        )
        found = self.ask(self.client.text_document_code_action_async, params)
        return [one for one in found or () if isinstance(one, types.CodeAction)]

    def quit(self) -> None:
        self._await(self.client.shutdown_async(None))
        self.notify(self.client.exit, None)

    # ---- Places ----

    def position(self, uri: str, offset: int) -> types.Position:
        return types.Position(*LineIndex(self.texts[uri]).editor_position(offset, self.encoding))

    def words(self, uri: str, where: types.Range) -> str:
        return text_at(self.texts[uri], where, self.encoding)

    # ---- Waiting ----

    def wait(self, found: Callable[[], T | None]) -> T:
        """What ``found`` gives as soon as it gives something."""
        with self._news:
            assert self._news.wait_for(lambda: found() is not None, SECONDS), self.logged
            value = found()
            assert value is not None
            return value

    def _await(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(SECONDS)

    def _note(self, keep: Callable[[], None]) -> None:
        with self._news:
            keep()
            self._news.notify_all()

    def _listen(self) -> None:
        feature = self.client.feature

        @feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _(params: types.PublishDiagnosticsParams) -> None:
            self._note(lambda: self.published[params.uri].append(params))

        @feature(types.WINDOW_LOG_MESSAGE)
        def _(params: types.LogMessageParams) -> None:
            self._note(lambda: self.logged.append(params))

        @feature(types.WINDOW_SHOW_MESSAGE)
        def _(params: types.ShowMessageParams) -> None:
            self._note(lambda: self.shown.append(params))

        @feature(types.WINDOW_SHOW_DOCUMENT)
        def _(params: types.ShowDocumentParams) -> types.ShowDocumentResult:
            self._note(lambda: self.pages.append(params))
            return types.ShowDocumentResult(success=True)

        @feature(types.CLIENT_REGISTER_CAPABILITY)
        def _(params: types.RegistrationParams) -> None:
            self._note(lambda: self.registered.extend(params.registrations))

        @feature(types.WORKSPACE_DIAGNOSTIC_REFRESH)
        def _(_params: None) -> None:
            def count() -> None:
                self.refreshes += 1

            self._note(count)


def _converter() -> Converter:
    """pygls' converter; lsprotocol takes every code action with a command for a mere command."""
    converter = default_converter()

    def structure(given: dict[str, Any], _: object) -> types.Command | types.CodeAction:
        is_command = isinstance(given.get("command"), str)
        return converter.structure(given, types.Command if is_command else types.CodeAction)

    converter.register_structure_hook(types.Command | types.CodeAction, structure)
    converter.register_structure_hook(Union[types.Command, types.CodeAction], structure)  # noqa: UP007
    return converter


def text_at(text: str, where: types.Range, encoding: Encoding) -> str:
    """The text that a range of the editor covers."""
    start, end = _offsets(text, where, encoding)
    return text[start:end]


def applied(text: str, edits: list[types.TextEdit], encoding: Encoding) -> str:
    """``text`` after the edits, all of which count in the text as it was."""
    ordered = sorted(edits, key=lambda one: _offsets(text, one.range, encoding), reverse=True)
    for one in ordered:
        start, end = _offsets(text, one.range, encoding)
        text = text[:start] + one.new_text + text[end:]
    return text


def _offsets(text: str, where: types.Range, encoding: Encoding) -> tuple[int, int]:
    index = LineIndex(text)
    start, end = (
        index.from_editor(EditorPosition(one.line, one.character), encoding)
        for one in (where.start, where.end)
    )
    return start, end


def edits_of(edit: types.WorkspaceEdit) -> dict[str, list[types.TextEdit]]:
    """The text edits of a workspace edit by URI."""
    found: dict[str, list[types.TextEdit]] = dict(edit.changes or {})  # type: ignore[arg-type]
    for one in edit.document_changes or ():
        if isinstance(one, types.TextDocumentEdit):
            found[one.text_document.uri] = list(one.edits)  # type: ignore[arg-type]
    return found
