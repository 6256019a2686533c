"""One line a finding, as compilers write them: for grep, and for editors that jump to places.

``path:line:column: severity rule/id message``; line and column count from 1, in code points.
"""

from __future__ import annotations

from collections.abc import Iterator

from copylint.model import FileReport, Severity
from copylint.positions import LineIndex, Position
from copylint.report import UNREADABLE
from copylint.report.style import printable


class CompactReport:
    """The lines, file by file."""

    def file(self, report: FileReport) -> str:
        """The lines of one file."""
        return "".join(f"{printable(line)}\n" for line in _lines(report))

    def end(self) -> str:
        """Nothing: every line stands alone."""
        return ""


def _lines(report: FileReport) -> Iterator[str]:
    if report.error is not None:
        place = Position(report.error.line or 1, 1)
        yield _line(report.path, place, Severity.ERROR, UNREADABLE, report.error.message)
    index = LineIndex(report.source.text if report.source else "")
    for one in report.findings:
        place = index.position(one.span.start)
        yield _line(report.path, place, one.severity, one.id, one.message)


def _line(path: str, place: Position, severity: Severity, name: str, message: str) -> str:
    return f"{path}:{place.line}:{place.column}: {severity.label} {name} {message}"
