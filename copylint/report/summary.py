"""The last lines for people: how much was found in how many files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from copylint.filters import merge_same_words
from copylint.model import LANGUAGES, UNKNOWN, FileReport, Finding, Severity
from copylint.report.style import Style
from copylint.ui import Ui


class Summary:
    """Counts files and findings.

    Args:
        ui: the language to speak.
        style: colour or none.
    """

    def __init__(self, ui: Ui, style: Style) -> None:
        self._ui = ui
        self._style = style
        self._weights: Counter[Severity] = Counter()
        self._rules: Counter[str] = Counter()
        self._files: Counter[str] = Counter()

    def count(self, report: FileReport) -> tuple[Finding, ...]:
        """Counts one file.

        Returns:
            What is counted, and shown to people, of its findings: a person reads one bad sentence
            once, with both reasons; machines get each rule apart.
        """
        self._files[_fate(report)] += 1
        findings = merge_same_words(report.findings) if report.source else ()
        self._weights.update(one.severity for one in findings)
        self._rules.update(one.rule for one in findings)
        return findings

    def text(self) -> str:
        """The lines."""
        return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        if self._weights:
            files = self._ui.count("files", self._files.total() - self._files["unread"])
            heaviest_first = sorted(self._weights.items(), reverse=True)
            counts = [self._ui.count(one.label, number) for one, number in heaviest_first]
            found = self._ui("summary.found", found=self._ui.listed(counts), files=files)
            yield self._style(found, "bold")
        elif self._files["judged"]:
            yield self._style(self._files_line("clean", self._files["judged"]), "good")
        for fate in ("undecided", "foreign", "unread"):
            if self._files[fate]:
                yield self._files_line(fate, self._files[fate])
        if self._rules:
            yield self._ui("summary.next", rule=self._rules.most_common(1)[0][0])

    def _files_line(self, key: str, number: int) -> str:
        return self._ui(f"summary.{key}", files=self._ui.count("files", number))


class SummaryReport:
    """What a terminal shows where the report itself goes to files: the summary alone."""

    def __init__(self, ui: Ui, style: Style) -> None:
        self._summary = Summary(ui, style)

    def file(self, report: FileReport) -> str:
        """Counts the file."""
        self._summary.count(report)
        return ""

    def end(self) -> str:
        """The summary."""
        return self._summary.text()


def _fate(report: FileReport) -> str:
    """What became of a file, as the summary counts it."""
    if report.error is not None or report.source is None:
        return "unread"
    if report.findings or not report.source.text.strip() or report.language in LANGUAGES:
        return "judged"
    return "undecided" if report.language == UNKNOWN else "foreign"
