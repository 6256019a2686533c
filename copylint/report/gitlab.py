"""GitLab's Code Quality report: the part of Code Climate's format that GitLab reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from copylint.model import FileReport, Severity
from copylint.positions import LineIndex
from copylint.report import UNREADABLE
from copylint.report.explanation import explained
from copylint.report.fingerprints import Fingerprints
from copylint.report.paths import relative_path

_SEVERITY: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_UNREADABLE_SEVERITY: Final = "critical"


class GitlabReport:
    """A JSON array of issues. Fingerprints are unique: GitLab drops what has one it has seen."""

    def __init__(self) -> None:
        self._issues: list[dict[str, Any]] = []
        self._fingerprints = Fingerprints()

    def file(self, report: FileReport) -> str:
        """Keeps the issues of the file for ``end``."""
        self._issues.extend(self._of(report))
        return ""

    def end(self) -> str:
        """The array."""
        return json.dumps(self._issues, ensure_ascii=False, indent=2) + "\n"

    def _of(self, report: FileReport) -> Iterator[dict[str, Any]]:
        path = relative_path(report.path)
        if report.error is not None:
            line = report.error.line or 1
            yield {
                "description": report.error.message,
                "check_name": UNREADABLE,
                "fingerprint": self._fingerprints.of_error(path, report.error.message),
                "severity": _UNREADABLE_SEVERITY,
                "location": {"path": path, "lines": {"begin": line, "end": line}},
            }
        text = report.source.text if report.source else ""
        index = LineIndex(text)
        for one in report.findings:
            lines = {
                "begin": index.position(one.span.start).line,
                "end": index.position(one.span.end).line,
            }
            yield {
                "description": explained(one),
                "check_name": one.id,
                "fingerprint": self._fingerprints.of(path, one, text, index),
                "severity": _SEVERITY[one.severity],
                "location": {"path": path, "lines": lines},
            }
