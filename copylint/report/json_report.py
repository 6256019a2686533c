"""The JSON report for programs; ``report.schema.json`` beside this module describes it."""

from __future__ import annotations

import json
from typing import Any, Final

from copylint.model import FileError, FileReport, Finding
from copylint.positions import LineIndex

VERSION: Final = 1


class JsonReport:
    """One JSON object for the whole run."""

    def __init__(self) -> None:
        self._files: list[dict[str, Any]] = []

    def file(self, report: FileReport) -> str:
        """Keeps the file for ``end``: JSON can only be written whole."""
        self._files.append(_file(report))
        return ""

    def end(self) -> str:
        """The report as one line-broken object."""
        whole = {
            "version": VERSION,
            "files": self._files,
            "summary": {
                "files": len(self._files),
                "findings": sum(len(one["findings"]) for one in self._files),
                "errors": sum(one["error"] is not None for one in self._files),
            },
        }
        return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _file(report: FileReport) -> dict[str, Any]:
    index = LineIndex(report.source.text if report.source else "")
    return {
        "path": report.path,
        "language": report.language,
        "touchpoint": report.touchpoint,
        "error": None if report.error is None else _error(report.error),
        "findings": [_finding(one, index) for one in report.findings],
    }


def _error(error: FileError) -> dict[str, Any]:
    return {"message": error.message, "line": error.line}


def _finding(one: Finding, index: LineIndex) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "id": one.id,
        "severity": one.severity.label,
        "message": one.message,
        "quote": one.quote,
        "part": one.part or None,
        "start": _place(one.span.start, index),
        "end": _place(one.span.end, index),
        "suggestions": list(one.suggestions),
        "help": help_text(one),
        "why": one.why,
        "advice": one.advice,
        "also": list(one.also),
    }


def _place(offset: int, index: LineIndex) -> dict[str, int]:
    line, column = index.position(offset)
    return {"offset": offset, "line": line, "column": column}


def help_text(one: Finding) -> str:
    """The reason and the advice, as far as there are any, in one text."""
    return " ".join(filter(None, (one.why, one.advice)))
