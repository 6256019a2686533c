"""The outputs: one module each, all fed file by file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TextIO

from copylint.model import FileError, FileReport

if TYPE_CHECKING:
    from copylint.anatomy import FileAnatomy
    from copylint.ui import Ui

FORMATS: Final = (
    "text", "compact", "json", "jsonl", "lsp", "sarif", "github", "gitlab", "junit", "checkstyle",
    "rdjson", "rdjsonl",
)  # fmt: skip
SHOW_FORMATS: Final = ("text", "json")
"""Those of ``copylint show``."""
MACHINE_FORMATS: Final = frozenset(FORMATS) - {"text"}
"""Those that a program reads, and that are UTF-8 whatever the locale."""
UNREADABLE: Final = "unreadable"
"""What stands in place of a finding's id for a file that cannot be read."""


class Report(Protocol):
    """An output in the making."""

    def file(self, report: FileReport) -> str:
        """Takes in what was found in one file; what of the output is ready now, may be empty."""
        ...

    def end(self) -> str:
        """The rest of the output, once all files are taken in."""
        ...


def new_report(form: str, ui: Ui, stream: TextIO | None, *, quiet: bool = False) -> Report:
    """An empty report.

    Args:
        form: one of ``FORMATS``.
        ui: the language to speak.
        stream: where the report will go, None for a file; a terminal gets colour.
        quiet: leave out the summary.
    """
    match form:
        case "compact":
            from copylint.report.compact import CompactReport

            return CompactReport()
        case "json":
            from copylint.report.json_report import JsonReport

            return JsonReport()
        case "jsonl":
            from copylint.report.jsonl import JsonlReport

            return JsonlReport()
        case "lsp":
            from copylint.report.lsp import LspReport

            return LspReport()
        case "sarif":
            from copylint.report.sarif import SarifReport

            return SarifReport(ui)
        case "github":
            from copylint.report.github import GithubReport

            return GithubReport(ui)
        case "gitlab":
            from copylint.report.gitlab import GitlabReport

            return GitlabReport()
        case "junit":
            from copylint.report.junit import JunitReport

            return JunitReport()
        case "checkstyle":
            from copylint.report.checkstyle import CheckstyleReport

            return CheckstyleReport()
        case "rdjson":
            from copylint.report.rdjson import RdjsonReport

            return RdjsonReport()
        case "rdjsonl":
            from copylint.report.rdjson import RdjsonlReport

            return RdjsonlReport()
        case _:
            from copylint.report.terminal import columns, style_for
            from copylint.report.text import TextReport

            return TextReport(ui, style_for(stream), width=columns(), quiet=quiet)


class ShowReport(Protocol):
    """An output of ``copylint show`` in the making."""

    def file(self, read: FileAnatomy | FileError) -> str:
        """Takes in what was read of one file; what of the output is ready now, may be empty."""
        ...

    def end(self) -> str:
        """The rest of the output, once all files are taken in."""
        ...


def new_show_report(form: str, ui: Ui, stream: TextIO) -> ShowReport:
    """An empty report of what was read; ``form`` is one of ``SHOW_FORMATS``."""
    if form == "json":
        from copylint.report.show_json import ShowJson

        return ShowJson()
    from copylint.report.show import ShowText
    from copylint.report.terminal import columns, style_for

    return ShowText(ui, style_for(stream), width=columns())
