"""The report for people: each finding with its line, the reason, and what to write instead."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from copylint.model import FileReport, Finding
from copylint.positions import LineIndex
from copylint.report.excerpt import excerpt
from copylint.report.style import Style, printable
from copylint.report.summary import Summary
from copylint.ui import Ui

_GUTTER: Final = 4
_INDENT: Final = " " * (_GUTTER + 3)
_SUGGESTIONS: Final = 3
_MAX_WIDTH: Final = 100
_MIN_WIDTH: Final = 40


class TextReport:
    """Findings by file, with a summary at the end.

    Args:
        ui: the language to speak.
        style: colour or none.
        width: of the screen, in columns.
        quiet: leave out the summary.
    """

    def __init__(self, ui: Ui, style: Style, *, width: int = 100, quiet: bool = False) -> None:
        self._ui = ui
        self._style = style
        self._width = max(_MIN_WIDTH, min(width, _MAX_WIDTH))
        self._quiet = quiet
        self._summary = Summary(ui, style)

    def file(self, report: FileReport) -> str:
        """The findings of one file, ready to print."""
        findings = self._summary.count(report)
        if not findings:
            return ""
        report = replace(report, findings=findings)
        return "\n".join((self._heading(report), *self._findings(report))) + "\n\n"

    def end(self) -> str:
        """The summary."""
        return "" if self._quiet else self._summary.text()

    def _heading(self, report: FileReport) -> str:
        kind = [self._ui(f"language.{report.language}")]
        if report.touchpoint != "other":
            kind.append(self._ui(f"touchpoint.{report.touchpoint}"))
        faint = self._style(f"({', '.join(kind)})", "faint")
        return f"{self._style(printable(report.path), 'bold')} {faint}"

    def _findings(self, report: FileReport) -> Iterator[str]:
        assert report.source is not None
        text = report.source.text
        index = LineIndex(text)
        said: set[str] = set()
        for one in report.findings:
            yield ""
            yield self._place(report.path, one, index)
            yield from self._line(text, one, index)
            yield from self._body(one, said)

    def _place(self, path: str, one: Finding, index: LineIndex) -> str:
        line, column = index.position(one.span.start)
        severity = self._style(self._ui(f"severity.{one.severity.label}"), one.severity)
        return f"{printable(path)}:{line}:{column}  {severity}  {self._style(one.id, 'faint')}"

    def _line(self, text: str, one: Finding, index: LineIndex) -> Iterator[str]:
        shown = excerpt(text, index, one.span, self._width - len(_INDENT))
        gutter = self._style(f"{shown.line:>{_GUTTER}} | ", "link")
        margin = self._style(f"{'':>{_GUTTER}} | ", "link")
        yield f"{gutter}{shown.text}"
        yield f"{margin}{' ' * shown.before}{self._style('^' * shown.marked, one.severity)}"
        if shown.last_line > shown.line:
            yield margin + self._style(self._ui("finding.continues", line=shown.last_line), "faint")

    def _body(self, one: Finding, said: set[str]) -> Iterator[str]:
        """What, why and instead; what was explained in this file is not explained again."""
        yield from self._wrapped(one.message, _INDENT, _INDENT)
        yield from self._once("finding.why", one.why, said)
        for number, suggestion in enumerate(one.suggestions[:_SUGGESTIONS]):
            yield from self._labelled("" if number else "finding.instead", suggestion, "good")
        if not one.suggestions:
            yield from self._once("finding.advice", one.advice, said)
        others = [name for name in one.also if not name.startswith(f"{one.rule}/")]
        if others:
            yield from self._labelled("finding.also", ", ".join(others), "faint")

    def _once(self, label: str, text: str, said: set[str]) -> Iterator[str]:
        if text and text not in said:
            said.add(text)
            yield from self._labelled(label, text)

    def _labelled(self, label: str, text: str, look: str = "") -> Iterator[str]:
        words = self._ui(label) if label else ""
        pad = " " * (self._label_width - len(words))
        first, *rest = self._wrapped(text, "", "", len(_INDENT) + self._label_width) or [""]
        head = f"{_INDENT}{self._style(words, 'bold')}{pad}"
        yield head + (self._style(first, look) if look else first)
        for line in rest:
            space = _INDENT + " " * self._label_width
            yield space + (self._style(line, look) if look else line)

    @property
    def _label_width(self) -> int:
        labels = ("finding.why", "finding.instead", "finding.advice", "finding.also")
        return max(len(self._ui(label)) for label in labels) + 2

    def _wrapped(self, text: str, first: str, rest: str, taken: int = 0) -> list[str]:
        return textwrap.wrap(
            printable(text),
            self._width - taken,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
