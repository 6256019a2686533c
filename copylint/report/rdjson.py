"""The Reviewdog Diagnostic Format, as one object (rdjson) or one diagnostic a line (rdjsonl).

Lines count from 1, columns from 1 in bytes of UTF-8, and ranges end before their end.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from copylint.model import FileError, FileReport, Finding, Severity
from copylint.positions import LineIndex
from copylint.report import UNREADABLE
from copylint.report.edits import plain_edit
from copylint.report.explanation import explained
from copylint.report.paths import relative_path

_SOURCE: Final = {"name": "copylint"}
_SEVERITY: Final = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


class RdjsonReport:
    """One ``DiagnosticResult`` for the whole run."""

    def __init__(self) -> None:
        self._diagnostics: list[dict[str, Any]] = []

    def file(self, report: FileReport) -> str:
        """Keeps the diagnostics of the file for ``end``."""
        self._diagnostics.extend(_diagnostics(report))
        return ""

    def end(self) -> str:
        """The object."""
        whole = {"source": _SOURCE, "diagnostics": self._diagnostics}
        return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


class RdjsonlReport:
    """A ``Diagnostic`` a line."""

    def file(self, report: FileReport) -> str:
        """The lines of one file."""
        return "".join(
            json.dumps({**one, "source": _SOURCE}, ensure_ascii=False) + "\n"
            for one in _diagnostics(report)
        )

    def end(self) -> str:
        """Nothing: every line stands alone."""
        return ""


def _diagnostics(report: FileReport) -> Iterator[dict[str, Any]]:
    path = relative_path(report.path)
    if report.error is not None:
        yield _unreadable(path, report.error)
    text = report.source.text if report.source else ""
    index = LineIndex(text)
    for one in report.findings:
        yield _finding(path, one, text, index)


def _unreadable(path: str, error: FileError) -> dict[str, Any]:
    place = {} if error.line is None else {"range": {"start": {"line": error.line}}}
    return {
        "message": error.message,
        "location": {"path": path, **place},
        "severity": _SEVERITY[Severity.ERROR],
        "code": {"value": UNREADABLE},
    }


def _finding(path: str, one: Finding, text: str, index: LineIndex) -> dict[str, Any]:
    place = {"start": _place(one.span.start, index), "end": _place(one.span.end, index)}
    fix = plain_edit(one, text)
    return {
        "message": explained(one),
        "location": {"path": path, "range": place},
        "severity": _SEVERITY[one.severity],
        "code": {"value": one.id},
        **({} if fix is None else {"suggestions": [{"range": place, "text": fix}]}),
    }


def _place(offset: int, index: LineIndex) -> dict[str, int]:
    return {"line": index.position(offset).line, "column": index.utf8_column(offset)}
