"""SARIF 2.1.0 (OASIS), which GitHub, Azure DevOps and many editors show.

Columns count code points, as everywhere in copylint, but a byte order mark is left out: the viewers
that show SARIF do not count it. Lines end at a lone carriage return too, and the log says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from copylint import __version__
from copylint.lexicon import read_rule, rule_names
from copylint.model import FileError, FileReport, Finding, Severity, Span
from copylint.positions import LineIndex
from copylint.report import UNREADABLE
from copylint.report.edits import plain_edit
from copylint.report.explanation import explained
from copylint.report.fingerprints import Fingerprints
from copylint.report.paths import relative_uri
from copylint.ui import Ui

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVEL: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
    Severity.OFF: "none",
}
_FINGERPRINT: Final = "quotedLine/v1"
_BOM: Final = "\ufeff"


class SarifReport:
    """One run, with the metadata of all rules in the language of ``ui``."""

    def __init__(self, ui: Ui) -> None:
        self._ui = ui
        self._results: list[dict[str, Any]] = []
        self._notifications: list[dict[str, Any]] = []
        self._fingerprints = Fingerprints()

    def file(self, report: FileReport) -> str:
        """Keeps the results of the file for ``end``."""
        if report.error is not None:
            self._notifications.append(_notification(report.path, report.error))
        self._results.extend(self._of(report))
        return ""

    def end(self) -> str:
        """The log file."""
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [self._run()]}
        return json.dumps(log, ensure_ascii=False, indent=2) + "\n"

    def _run(self) -> dict[str, Any]:
        return {
            "tool": {"driver": _driver(self._ui)},
            "invocations": [
                {
                    "executionSuccessful": not self._notifications,
                    "toolExecutionNotifications": self._notifications,
                }
            ],
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "results": self._results,
        }

    def _of(self, report: FileReport) -> Iterator[dict[str, Any]]:
        if report.source is None:
            return
        places = _Places(relative_uri(report.path), report.source.text)
        for one in report.findings:
            yield {**self._result(one, places), "suppressions": []}
        for silenced in report.suppressed:
            because = {"justification": silenced.reason} if silenced.reason else {}
            said = {"kind": "inSource", **because}
            yield {**self._result(silenced.finding, places), "suppressions": [said]}

    def _result(self, one: Finding, places: _Places) -> dict[str, Any]:
        name = self._fingerprints.of(places.uri, one, places.text, places.index)
        fix = plain_edit(one, places.text)
        return {
            "ruleId": one.rule,
            "ruleIndex": rule_names().index(one.rule),
            "level": _LEVEL[one.severity],
            "message": {"text": explained(one)},
            "locations": [{"physicalLocation": places.of(one)}],
            "partialFingerprints": {_FINGERPRINT: name},
            **({} if fix is None else {"fixes": [places.fix(one.span, fix)]}),
            "properties": {
                "id": one.id,
                "language": one.language,
                "suggestions": list(one.suggestions),
                "also": list(one.also),
            },
        }


class _Places:
    """Where things stand in one file, as SARIF says it."""

    def __init__(self, uri: str, text: str) -> None:
        self.uri = uri
        self.text = text
        self.index = LineIndex(text)

    def of(self, one: Finding) -> dict[str, Any]:
        """The physical location of a finding, with the source of the words at fault."""
        words = self.text[one.span.start : one.span.end]
        snippet = {"snippet": {"text": words}} if words else {}
        return {
            "artifactLocation": {"uri": self.uri},
            "region": {**self._region(one.span), **snippet},
        }

    def fix(self, span: Span, wording: str) -> dict[str, Any]:
        """The change that puts ``wording`` in place of ``span``."""
        change = {"deletedRegion": self._region(span), "insertedContent": {"text": wording}}
        return {
            "artifactChanges": [{"artifactLocation": {"uri": self.uri}, "replacements": [change]}]
        }

    def _region(self, span: Span) -> dict[str, int]:
        start_line, start = self._place(span.start)
        end_line, end = self._place(span.end)
        return {
            "startLine": start_line,
            "startColumn": start,
            "endLine": end_line,
            "endColumn": end,
        }

    def _place(self, offset: int) -> tuple[int, int]:
        line, column = self.index.position(offset)
        mark = 1 if line == 1 and self.text.startswith(_BOM) else 0
        return line, max(1, column - mark)


def _driver(ui: Ui) -> dict[str, Any]:
    return {
        "name": "copylint",
        "version": __version__,
        "semanticVersion": __version__,
        "language": ui.language,
        "rules": [_rule(name, ui.language) for name in rule_names()],
        "notifications": [{"id": UNREADABLE}],
    }


def _rule(name: str, language: str) -> dict[str, Any]:
    rule = read_rule(name)
    why, advice = rule.why[language], rule.advice[language]
    level = _LEVEL[rule.severity]
    off = {} if rule.severity else {"enabled": False}
    return {
        "id": name,
        "shortDescription": {"text": rule.title[language]},
        "fullDescription": {"text": rule.what[language]},
        "help": {"text": f"{why} {advice}", "markdown": f"{why}\n\n{advice}"},
        "defaultConfiguration": {"level": level, **off},
    }


def _notification(path: str, error: FileError) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": relative_uri(path)}}
    if error.line is not None:
        place["region"] = {"startLine": error.line}
    return {
        "descriptor": {"id": UNREADABLE, "index": 0},
        "level": "error",
        "message": {"text": error.message},
        "locations": [{"physicalLocation": place}],
    }
