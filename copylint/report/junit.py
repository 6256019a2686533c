"""JUnit's XML, which build servers show as test results: a suite for each file.

A finding is a failed test; a note, and a file without findings, is a test that passed; a silenced
finding is a skipped one. A file that cannot be read is a test with an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from copylint.model import FileReport, Finding, Severity
from copylint.positions import LineIndex
from copylint.report import UNREADABLE
from copylint.report.explanation import help_text
from copylint.report.paths import relative_path
from copylint.report.xmltext import child, document, element

_COUNTS = ("tests", "failures", "errors", "skipped")


class JunitReport:
    """One ``testsuites`` for the whole run."""

    def __init__(self) -> None:
        self._root = element("testsuites", name="copylint")

    def file(self, report: FileReport) -> str:
        """Keeps the file for ``end``: the totals stand at the top."""
        path = relative_path(report.path)
        suite = child(self._root, "testsuite", name=path)
        if report.error is not None:
            case = child(suite, "testcase", classname=path, name=UNREADABLE)
            child(case, "error", str(report.error), message=report.error.message, type=UNREADABLE)
        index = LineIndex(report.source.text if report.source else "")
        for one in report.findings:
            _finding(_case(suite, path, one, index), path, one, index)
        for silenced in report.suppressed:
            case = _case(suite, path, silenced.finding, index)
            child(case, "skipped", message=silenced.reason or None)
        if not len(suite):
            child(suite, "testcase", classname=path, name="copylint")
        suite.attrib.update(_counts(suite))
        return ""

    def end(self) -> str:
        """The document."""
        for name in _COUNTS:
            total = sum(int(suite.attrib[name]) for suite in self._root)
            self._root.set(name, str(total))
        return document(self._root)


def _case(suite: Element, path: str, one: Finding, index: LineIndex) -> Element:
    """A test of its own for each finding: the place is part of its name."""
    line, column = index.position(one.span.start)
    return child(suite, "testcase", classname=path, name=f"{one.id} {line}:{column}")


def _finding(case: Element, path: str, one: Finding, index: LineIndex) -> None:
    line, column = index.position(one.span.start)
    body = "\n".join(_lines(f"{path}:{line}:{column}", one))
    if one.severity is Severity.INFO:
        child(case, "system-out", f"{one.message}\n{body}")
    else:
        child(case, "failure", body, message=one.message, type=one.severity.label)


def _lines(place: str, one: Finding) -> Iterable[str]:
    yield place
    yield from filter(None, (one.quote, help_text(one)))
    yield from (f"- {wording}" for wording in one.suggestions)


def _counts(suite: Element) -> dict[str, str]:
    return {
        "tests": str(len(suite)),
        "failures": str(len(suite.findall("testcase/failure"))),
        "errors": str(len(suite.findall("testcase/error"))),
        "skipped": str(len(suite.findall("testcase/skipped"))),
    }
