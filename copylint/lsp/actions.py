"""Code actions: better wordings, accepted words, comments that silence, settings, rule pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lsprotocol import types

from copylint.config import FILE_NAME, PYPROJECT, ConfigError, ConfigFinder
from copylint.lsp.client import Client
from copylint.lsp.diagnostics import diagnostics_of
from copylint.lsp.documents import Document, offset_of, range_of
from copylint.lsp.hover import findings_at
from copylint.lsp.linter import Outcome
from copylint.lsp.settings_edit import Edit, accepting, edited, switching_off
from copylint.lsp.trial import Change, ignored_file, ignored_line, replacement
from copylint.model import Finding, Source, Span
from copylint.positions import LineIndex
from copylint.report.lsp import rule_page_uri
from copylint.suppression import RULE as SUPPRESSION
from copylint.ui import Ui

FIX_ALL: Final = "source.fixAll.copylint"
OPEN_PAGE: Final = "copylint.openRulePage"
"""The command behind the action that opens the page on a rule."""

KINDS: Final = (types.CodeActionKind.QuickFix, FIX_ALL)

_WORDINGS: Final = 5
_FULL_MENU: Final = 3
"""Findings in the selection up to which each gets all of its actions; beyond, only its fix."""

_GAP = re.compile(r"<[^<>]+>")


@dataclass(frozen=True, slots=True)
class Workshop:
    """What actions are made with.

    Attributes:
        outcome: of the document; its report is there and has a source.
        client: the editor.
        ui: the language of titles.
        finder: finds the settings that hold for the document.
        text_of: the text of a file as the editor shows it, else as it is on disk; None for no file.
    """

    outcome: Outcome
    client: Client
    ui: Ui
    finder: ConfigFinder
    text_of: Callable[[Path], Document | str | None]

    @property
    def source(self) -> Source:
        """The text that the findings are about, named as it was read."""
        return Source(self.outcome.name.shown, self.outcome.document.text)


def code_actions(shop: Workshop, params: types.CodeActionParams) -> list[types.CodeAction]:
    """What can be done about the findings in the range that the editor names."""
    report = shop.outcome.report
    if report is None or report.source is None:
        return []
    wanted = params.context.only
    actions: list[types.CodeAction] = []
    if _asked(FIX_ALL, wanted) and wanted:
        actions += _fix_all(shop, report.findings)
    if _asked(types.CodeActionKind.QuickFix, wanted):
        index = LineIndex(shop.source.text)
        span = Span(
            offset_of(index, params.range.start, shop.client.encoding),
            offset_of(index, params.range.end, shop.client.encoding),
        )
        found = findings_at(report.findings, span)
        marks = dict(zip(report.findings, diagnostics_of(shop.outcome, shop.client), strict=True))
        for one in found:
            full = len(found) <= _FULL_MENU
            actions += _quick_fixes(shop, one, marks[one], full=full)
    return actions


def _asked(kind: str, wanted: Sequence[str] | None) -> bool:
    """Whether the editor wants actions of ``kind``; it names kinds or the beginning of them."""
    return wanted is None or any(
        kind == one or kind.startswith(f"{one}.") or one == "" for one in wanted
    )


# ---- Better wordings ----------------------------------------------------------------------------


def _quick_fixes(
    shop: Workshop, one: Finding, mark: types.Diagnostic, *, full: bool
) -> Iterator[types.CodeAction]:
    wordings = dict.fromkeys(filter(None, (one.fix, *one.suggestions)))
    for wording in list(wordings)[:_WORDINGS]:
        change = None if _GAP.search(wording) else replacement(shop.source, one, wording)
        if change is not None:
            title = shop.ui("action.replace", wording=change.text)
            yield _action(
                title, mark, _here(shop, [change]), preferred=True if wording == one.fix else None
            )
    if not full:
        return
    yield from _silencing(shop, one, mark)
    page = rule_page_uri(one.rule, shop.client.rule_pages)
    if page is not None and shop.client.shows_documents:
        title = shop.ui("action.open_page", rule=one.rule)
        yield types.CodeAction(
            title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[mark],
            command=types.Command(title, OPEN_PAGE, arguments=[page]),
        )


def _fix_all(shop: Workshop, findings: Sequence[Finding]) -> Iterator[types.CodeAction]:
    """One action with the fix of every finding that has one; where two overlap, of the first."""
    changes: list[Change] = []
    for one in findings:
        change = None if one.fix is None else replacement(shop.source, one, one.fix)
        if change is not None and not (changes and changes[-1].span.end > change.span.start):
            changes.append(change)
    if changes:
        yield types.CodeAction(shop.ui("action.fix_all"), kind=FIX_ALL, edit=_here(shop, changes))


# ---- Silencing ----------------------------------------------------------------------------------


def _silencing(shop: Workshop, one: Finding, mark: types.Diagnostic) -> Iterator[types.CodeAction]:
    if one.rule == "english" and one.quote:
        word = " ".join(one.quote.split())
        edit = _settings_edit(shop, accepting(word))
        if edit is not None:
            yield _action(shop.ui("action.accept", word=word), mark, edit)
    if one.rule != SUPPRESSION:
        reason = shop.ui("action.reason")
        for key, change in (
            ("action.ignore_line", ignored_line(shop.source, one, reason)),
            ("action.ignore_file", ignored_file(shop.source, one, reason)),
        ):
            if change is not None:
                yield _action(shop.ui(key, rule=one.rule), mark, _here(shop, [change]))
    pattern = _pattern(shop)
    if pattern is not None:
        edit = _settings_edit(shop, switching_off(one.rule, pattern))
        if edit is not None:
            title = shop.ui("action.off_for_files", rule=one.rule, files=pattern)
            yield _action(title, mark, edit)


def _pattern(shop: Workshop) -> str | None:
    """The pattern for files like the document: those of its kind in its folder."""
    name = shop.outcome.name
    config = _settings_file(shop)
    if not name.on_disk or config is None or not name.governed.is_relative_to(config.parent):
        return None
    relative = name.governed.relative_to(config.parent)
    return (relative.parent / f"*{''.join(relative.suffixes) or relative.name}").as_posix()


def _settings_file(shop: Workshop) -> Path | None:
    """The file whose settings hold for the document, or the one to make in its workspace folder;
    None where there is neither, or the settings are broken."""
    name = shop.outcome.name
    try:
        config = shop.finder.for_file(name.governed)
    except ConfigError:
        return None
    if config.path is not None:
        return config.folder / Path(config.path).name
    return None if name.folder is None else name.folder / FILE_NAME


def _settings_edit(shop: Workshop, edit: Edit) -> types.WorkspaceEdit | None:
    """The change to the settings file as the editor is to make it."""
    path = _settings_file(shop)
    if path is None:
        return None
    existing = shop.text_of(path)
    if existing is None and not (shop.client.creates_files and shop.client.versions_edits):
        return None
    old = existing.text if isinstance(existing, Document) else existing or ""
    new = edited(old, edit, is_pyproject=path.name == PYPROJECT)
    if new is None or new == old:
        return None
    version = existing.version if isinstance(existing, Document) else None
    uri = existing.uri if isinstance(existing, Document) else path.as_uri()
    edits = [_text_edit(old, _difference(old, new), shop.client)]
    made = _workspace_edit(uri, version, edits, shop.client)
    if existing is None:
        create = types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True))
        made.document_changes = [create, *(made.document_changes or ())]
    return made


def _difference(old: str, new: str) -> Change:
    """The one change that makes ``new`` of ``old``: what lies between what both begin and end
    with."""
    shortest = min(len(old), len(new))
    start = next((at for at in range(shortest) if old[at] != new[at]), shortest)
    tail = next(
        (at for at in range(shortest - start) if old[-1 - at] != new[-1 - at]), shortest - start
    )
    return Change(Span(start, len(old) - tail), new[start : len(new) - tail])


# ---- Edits as the protocol has them -------------------------------------------------------------


def _here(shop: Workshop, changes: Sequence[Change]) -> types.WorkspaceEdit:
    """An edit of the document itself."""
    document = shop.outcome.document
    edits = [_text_edit(document.text, change, shop.client) for change in changes]
    return _workspace_edit(document.uri, document.version, edits, shop.client)


def _text_edit(text: str, change: Change, client: Client) -> types.TextEdit:
    where = range_of(LineIndex(text), change.span.start, change.span.end, client.encoding)
    return types.TextEdit(where, change.text)


def _workspace_edit(
    uri: str, version: int | None, edits: list[types.TextEdit], client: Client
) -> types.WorkspaceEdit:
    if not client.versions_edits:
        return types.WorkspaceEdit(changes={uri: edits})
    document = types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=version)
    return types.WorkspaceEdit(
        document_changes=[types.TextDocumentEdit(text_document=document, edits=list(edits))]
    )


def _action(
    title: str,
    mark: types.Diagnostic,
    edit: types.WorkspaceEdit,
    *,
    preferred: bool | None = None,
) -> types.CodeAction:
    return types.CodeAction(
        title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[mark],
        is_preferred=preferred,
        edit=edit,
    )
