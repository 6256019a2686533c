"""The report for editors: parameters of ``textDocument/publishDiagnostics``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

from copylint.model import FileError, FileReport, Finding, Severity
from copylint.positions import LineIndex
from copylint.report.json_report import help_text

_SEVERITY: Final = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.INFO: 3}


class LspReport:
    """A JSON array with one element for each file, clean ones too, so that old marks go away."""

    def __init__(self) -> None:
        self._files: list[dict[str, Any]] = []

    def file(self, report: FileReport) -> str:
        """Keeps the file for ``end``."""
        self._files.append({"uri": _uri(report.path), "diagnostics": _diagnostics(report)})
        return ""

    def end(self) -> str:
        """The array."""
        return json.dumps(self._files, ensure_ascii=False, indent=2) + "\n"


def _uri(path: str) -> str:
    pseudo = re.fullmatch(r"<(.+)>", path)
    return f"untitled:{pseudo[1]}" if pseudo else Path(path).absolute().as_uri()


def _diagnostics(report: FileReport) -> list[dict[str, Any]]:
    index = LineIndex(report.source.text if report.source else "")
    found = [_finding(one, index) for one in report.findings]
    return found if report.error is None else [_error(report.error), *found]


def _error(error: FileError) -> dict[str, Any]:
    """A file that cannot be read must not look clean, and the protocol has no other place."""
    place = {"line": (error.line or 1) - 1, "character": 0}
    return {
        "range": {"start": place, "end": place},
        "severity": _SEVERITY[Severity.ERROR],
        "code": "unreadable",
        "source": "copylint",
        "message": error.message,
    }


def _finding(one: Finding, index: LineIndex) -> dict[str, Any]:
    return {
        "range": {"start": _place(one.span.start, index), "end": _place(one.span.end, index)},
        "severity": _SEVERITY[one.severity],
        "code": one.id,
        "source": "copylint",
        "message": one.message,
        "data": {
            "rule": one.rule,
            "suggestions": list(one.suggestions),
            "help": help_text(one),
            "also": list(one.also),
        },
    }


def _place(offset: int, index: LineIndex) -> dict[str, int]:
    line, character = index.utf16(offset)
    return {"line": line, "character": character}
