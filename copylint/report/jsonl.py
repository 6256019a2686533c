"""JSON Lines for programs that read as the run goes on: one finding or error a line.

Each line is ``$defs/line`` of ``report.schema.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from copylint.model import FileReport
from copylint.positions import LineIndex
from copylint.report.json_report import error_table, finding_table


class JsonlReport:
    """A line for each finding and for each file that could not be read."""

    def file(self, report: FileReport) -> str:
        """The lines of one file."""
        return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in _lines(report))

    def end(self) -> str:
        """Nothing: every line stands alone."""
        return ""


def _lines(report: FileReport) -> Iterator[dict[str, Any]]:
    if report.error is not None:
        yield {"path": report.path, "error": error_table(report.error)}
    index = LineIndex(report.source.text if report.source else "")
    for one in report.findings:
        yield {
            "path": report.path,
            "language": one.language,
            "touchpoint": report.touchpoint,
            "finding": finding_table(one, index),
        }
