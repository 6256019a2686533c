"""Checkstyle's XML, which most build servers read: errors by file."""

from __future__ import annotations

from copylint.model import FileReport, Severity
from copylint.positions import LineIndex
from copylint.report import UNREADABLE
from copylint.report.explanation import explained
from copylint.report.paths import relative_path
from copylint.report.xmltext import child, document, element

_VERSION = "4.3"
"""Of Checkstyle: what readers of the format have long been used to."""


class CheckstyleReport:
    """One ``file`` for each file, clean ones too; lines and columns from 1, in code points."""

    def __init__(self) -> None:
        self._root = element("checkstyle", version=_VERSION)

    def file(self, report: FileReport) -> str:
        """Keeps the file for ``end``."""
        parent = child(self._root, "file", name=relative_path(report.path))
        if report.error is not None:
            child(
                parent,
                "error",
                line=report.error.line or 1,
                severity=Severity.ERROR.label,
                message=report.error.message,
                source=_source(UNREADABLE),
            )
        index = LineIndex(report.source.text if report.source else "")
        for one in report.findings:
            line, column = index.position(one.span.start)
            child(
                parent,
                "error",
                line=line,
                column=column,
                severity=one.severity.label,
                message=explained(one),
                source=_source(one.id),
            )
        return ""

    def end(self) -> str:
        """The document."""
        return document(self._root)


def _source(name: str) -> str:
    """The name of a check, in dots as Checkstyle's own are."""
    return f"copylint.{name.replace('/', '.')}"
