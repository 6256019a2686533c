"""What the editor said of itself when it started the server."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from lsprotocol import types

from copylint.model import UI_LANGUAGES
from copylint.positions import Encoding
from copylint.ui import locale_language, spoken


@dataclass(frozen=True, slots=True)
class Client:
    """The editor's abilities, and what its user set for copylint.

    Attributes:
        encoding: that positions are counted in.
        pulls: it asks for diagnostics, so that none are sent unasked.
        refreshes: it asks again for diagnostics when told to.
        watches: it tells of changed files that the server names.
        shows_documents: it opens a page when asked to.
        versions_edits: it takes edits that name the version of a document they are for.
        creates_files: an edit may create a file.
        reads_markdown: a hover may be Markdown.
        locale_language: the interface language that the editor is in, as far as we speak it.
        chosen_language: the interface language that the user set for copylint, None for none.
        rule_pages: the address of the page on the rules that the user set, None for our own.
    """

    encoding: Encoding = "utf-16"
    pulls: bool = False
    refreshes: bool = False
    watches: bool = False
    shows_documents: bool = False
    versions_edits: bool = False
    creates_files: bool = False
    reads_markdown: bool = False
    locale_language: str = "en"
    chosen_language: str | None = None
    rule_pages: str | None = None


def client_of(
    params: types.InitializeParams,
    encoding: str,
    ui_language: str | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Client:
    """The client that sent ``params``.

    Args:
        params: of the request ``initialize``.
        encoding: that was agreed on with it.
        ui_language: what the command line says; it beats the options of the client.
        environ: of the process; names the language where the client does not.
    """
    text = params.capabilities.text_document
    workspace = params.capabilities.workspace
    window = params.capabilities.window
    edits = workspace.workspace_edit if workspace else None
    operations = (edits.resource_operations if edits else None) or ()
    watched = workspace.did_change_watched_files if workspace else None
    pulled = workspace.diagnostics if workspace else None
    shown = window.show_document if window else None
    hover = text.hover if text else None
    options = _options(params.initialization_options)
    language = ui_language or options.get("uiLanguage")
    pages = options.get("rulePages")
    return Client(
        encoding=cast(Encoding, encoding),
        pulls=bool(text and text.diagnostic),
        refreshes=bool(pulled and pulled.refresh_support),
        watches=bool(watched and watched.dynamic_registration),
        shows_documents=bool(shown and shown.support),
        versions_edits=bool(edits and edits.document_changes),
        creates_files=types.ResourceOperationKind.Create in operations,
        reads_markdown=types.MarkupKind.Markdown in ((hover and hover.content_format) or ()),
        locale_language=spoken(params.locale or "") or locale_language(environ),
        chosen_language=language if language in UI_LANGUAGES else None,
        rule_pages=pages if isinstance(pages, str) and pages else None,
    )


def _options(given: object) -> Mapping[str, Any]:
    """The initialization options as a mapping; lsprotocol leaves them as they came."""
    return given if isinstance(given, Mapping) else {}
