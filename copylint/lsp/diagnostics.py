"""Diagnostics as the server sends them: those of ``--format lsp``."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from copylint.lsp.client import Client
from copylint.lsp.linter import Outcome
from copylint.report.lsp import diagnostics


def diagnostics_of(outcome: Outcome | None, client: Client) -> list[types.Diagnostic]:
    """The diagnostics of one document; none where it is not one to read."""
    if outcome is None or outcome.report is None:
        return []
    found = diagnostics(outcome.report, encoding=client.encoding, rule_pages=client.rule_pages)
    return [_diagnostic(one) for one in found]


def _diagnostic(one: dict[str, Any]) -> types.Diagnostic:
    page = one.get("codeDescription")
    return types.Diagnostic(
        range=types.Range(
            types.Position(**one["range"]["start"]), types.Position(**one["range"]["end"])
        ),
        message=one["message"],
        severity=types.DiagnosticSeverity(one["severity"]),
        code=one["code"],
        code_description=types.CodeDescription(page["href"]) if page else None,
        source=one["source"],
        data=one.get("data"),
    )
