"""Annotations on a GitHub change: workflow commands on standard output of a step.

GitHub shows at most ten errors, ten warnings and ten notices of a step, the first that it meets. So
the most severe come first, no more are printed than are shown, and a last line tells of the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from copylint.model import FileError, FileReport, Finding, Severity
from copylint.positions import LineIndex
from copylint.report import UNREADABLE
from copylint.report.explanation import help_text
from copylint.report.paths import relative_path
from copylint.ui import Ui

SHOWN: Final = 10
"""Annotations of one kind that GitHub shows for a step."""

_COMMANDS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


class GithubReport:
    """One command for each annotation that GitHub will show.

    Args:
        ui: the language of the line about what is left out.
    """

    def __init__(self, ui: Ui) -> None:
        self._ui = ui
        self._unread: list[str] = []
        self._found: dict[Severity, list[str]] = {severity: [] for severity in _COMMANDS}
        self._left_out = 0

    def file(self, report: FileReport) -> str:
        """Keeps what may be shown for ``end``."""
        path = relative_path(report.path)
        if report.error is not None:
            self._keep(self._unread, _unreadable(path, report.error))
        index = LineIndex(report.source.text if report.source else "")
        for one in report.findings:
            self._keep(self._found[one.severity], _finding(path, one, index))
        return ""

    def end(self) -> str:
        """The commands, most severe first; files that could not be read before all others."""
        errors = [*self._unread, *self._found[Severity.ERROR]]
        self._left_out += len(errors[SHOWN:])
        lines = [
            *errors[:SHOWN],
            *self._found[Severity.WARNING],
            *self._found[Severity.INFO],
        ]
        if self._left_out:
            lines.append(self._ui("github.left_out", number=self._left_out, shown=SHOWN))
        return "".join(f"{line}\n" for line in lines)

    def _keep(self, kept: list[str], line: str) -> None:
        if len(kept) < SHOWN:
            kept.append(line)
        else:
            self._left_out += 1


def _unreadable(path: str, error: FileError) -> str:
    place = {"file": path, "line": str(error.line or 1)}
    return _command("error", {**place, "title": f"copylint {UNREADABLE}"}, error.message)


def _finding(path: str, one: Finding, index: LineIndex) -> str:
    properties = {"file": path, **_place(one, index), "title": one.id}
    return _command(_COMMANDS[one.severity], properties, "\n".join(_said(one)))


def _place(one: Finding, index: LineIndex) -> dict[str, str]:
    """Columns only for what stands on one line: GitHub takes none for several."""
    start, end = index.position(one.span.start), index.position(one.span.end)
    lines = {"line": str(start.line), "endLine": str(end.line)}
    if start.line != end.line:
        return lines
    return {**lines, "col": str(start.column), "endColumn": str(end.column)}


def _said(one: Finding) -> Iterator[str]:
    yield one.message
    yield from filter(None, (help_text(one),))
    yield from (f"- {wording}" for wording in one.suggestions)


def _command(name: str, properties: dict[str, str], message: str) -> str:
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(message)}"


def _data(text: str) -> str:
    """``text`` with the escapes that the runner undoes in a message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """``text`` with the escapes that the runner undoes in a property."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
