"""What the editor shows over marked words: what is wrong, why, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types

from copylint.lsp.client import Client
from copylint.lsp.documents import offset_of, range_of
from copylint.lsp.linter import Outcome
from copylint.model import Finding, Span
from copylint.positions import LineIndex
from copylint.report.lsp import rule_page_uri
from copylint.ui import Ui


def hover(outcome: Outcome, position: types.Position, client: Client, ui: Ui) -> types.Hover | None:
    """All that is to be said of the words at ``position``; None where nothing is."""
    if outcome.report is None:
        return None
    index = LineIndex(outcome.document.text)
    offset = offset_of(index, position, client.encoding)
    found = findings_at(outcome.report.findings, Span(offset, offset))
    if not found:
        return None
    render = _markdown if client.reads_markdown else _plain
    kind = types.MarkupKind.Markdown if client.reads_markdown else types.MarkupKind.PlainText
    rule = "\n\n---\n\n" if client.reads_markdown else "\n\n"
    said = rule.join("\n\n".join(render(one, client, ui)) for one in found)
    return types.Hover(
        types.MarkupContent(kind, said),
        range_of(index, found[0].span.start, found[0].span.end, client.encoding),
    )


def findings_at(findings: Iterable[Finding], span: Span) -> list[Finding]:
    """The findings that ``span``, which may be empty, touches; the shortest first."""
    found = [one for one in findings if one.span.overlaps(span)]
    return sorted(found, key=lambda one: one.span.end - one.span.start)


def _markdown(one: Finding, client: Client, ui: Ui) -> Iterator[str]:
    yield f"**{_escaped(one.message)}**"
    if one.why:
        yield f"*{ui('finding.why')}:* {_escaped(one.why)}"
    if one.suggestions:
        listed = "\n".join(f"- {_escaped(text)}" for text in one.suggestions)
        yield f"*{ui('finding.instead')}:*\n\n{listed}"
    if one.advice:
        yield f"*{ui('finding.advice')}:* {_escaped(one.advice)}"
    page = rule_page_uri(one.rule, client.rule_pages)
    yield f"[{one.id}]({page})" if page else f"`{one.id}`"


def _plain(one: Finding, client: Client, ui: Ui) -> Iterator[str]:
    yield one.message
    if one.why:
        yield f"{ui('finding.why')}: {one.why}"
    if one.suggestions:
        listed = "\n".join(f"- {text}" for text in one.suggestions)
        yield f"{ui('finding.instead')}:\n{listed}"
    if one.advice:
        yield f"{ui('finding.advice')}: {one.advice}"
    yield one.id


def _escaped(text: str) -> str:
    """``text`` with what Markdown would read as markup taken literally: ``<date>``, ``{{ name }}``,
    ``_name_``."""
    return "".join(f"\\{char}" if char in "\\`*_<>[]#|~" else char for char in text)
