"""The report for editors: parameters of ``textDocument/publishDiagnostics``.

The language server sends the same diagnostics, in the encoding that its client asked for.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from copylint.model import FileError, FileReport, Finding, Severity
from copylint.positions import Encoding, LineIndex
from copylint.report import UNREADABLE
from copylint.report.explanation import help_text

SOURCE: Final = "copylint"
_SEVERITY: Final = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.INFO: 3}


class LspReport:
    """A JSON array with one element for each file, clean ones too, so that old marks go away."""

    def __init__(self) -> None:
        self._files: list[dict[str, Any]] = []

    def file(self, report: FileReport) -> str:
        """Keeps the file for ``end``."""
        self._files.append({"uri": _uri(report.path), "diagnostics": diagnostics(report)})
        return ""

    def end(self) -> str:
        """The array."""
        return json.dumps(self._files, ensure_ascii=False, indent=2) + "\n"


def diagnostics(
    report: FileReport, *, encoding: Encoding = "utf-16", rule_pages: str | None = None
) -> list[dict[str, Any]]:
    """The diagnostics of one file, as the protocol writes them in JSON.

    Args:
        report: on the file, after filters.
        encoding: that columns are counted in.
        rule_pages: as for ``rule_page_uri``.
    """
    index = LineIndex(report.source.text if report.source else "")
    found = [_finding(one, index, encoding, rule_pages) for one in report.findings]
    return found if report.error is None else [_error(report.error), *found]


def rule_page_uri(rule: str, rule_pages: str | None = None) -> str | None:
    """Where ``rule`` is explained, None where nothing is known.

    Args:
        rule: its name.
        rule_pages: the address of a page that has a section for each rule, such as a copy of
            ``docs/rules.md`` on a team's own server; None for the page of this checkout.
    """
    page = rule_pages or _own_page()
    return None if page is None else f"{page}#{rule}"


@cache
def _own_page() -> str | None:
    """``docs/rules.md`` in a checkout; an installed package has none."""
    page = Path(__file__).resolve().parents[2] / "docs" / "rules.md"
    return page.as_uri() if page.is_file() else None


def _uri(path: str) -> str:
    pseudo = re.fullmatch(r"<(.+)>", path)
    return f"untitled:{pseudo[1]}" if pseudo else Path(path).absolute().as_uri()


def _error(error: FileError) -> dict[str, Any]:
    """A file that cannot be read must not look clean, and the protocol has no other place."""
    place = {"line": (error.line or 1) - 1, "character": 0}
    return {
        "range": {"start": place, "end": place},
        "severity": _SEVERITY[Severity.ERROR],
        "code": UNREADABLE,
        "source": SOURCE,
        "message": error.message,
    }


def _finding(
    one: Finding, index: LineIndex, encoding: Encoding, rule_pages: str | None
) -> dict[str, Any]:
    page = rule_page_uri(one.rule, rule_pages)
    return {
        "range": {
            "start": _place(one.span.start, index, encoding),
            "end": _place(one.span.end, index, encoding),
        },
        "severity": _SEVERITY[one.severity],
        "code": one.id,
        **({"codeDescription": {"href": page}} if page else {}),
        "source": SOURCE,
        "message": one.message,
        "data": {
            "rule": one.rule,
            "suggestions": list(one.suggestions),
            "fix": one.fix,
            "help": help_text(one),
            "also": list(one.also),
        },
    }


def _place(offset: int, index: LineIndex, encoding: Encoding) -> dict[str, int]:
    line, character = index.editor_position(offset, encoding)
    return {"line": line, "character": character}
