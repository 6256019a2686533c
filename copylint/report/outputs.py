"""Where reports go: one to standard output, any number to files, all fed by the same run."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from copylint.model import CopylintError, FileError, FileReport
from copylint.report import FORMATS, MACHINE_FORMATS, Report, new_report
from copylint.report.summary import SummaryReport
from copylint.report.terminal import JSON_SAFE, Bar, prepare, say, style_for
from copylint.ui import Ui

DEFAULT: Final = "text"


@dataclass(frozen=True, slots=True)
class Destination:
    """A format, and the file that it goes to; None for standard output."""

    form: str
    path: str | None


def destinations(given: Sequence[str], output: str | None = None) -> tuple[Destination, ...]:
    """What the command line asks for.

    Args:
        given: ``FORMAT`` or ``FORMAT:FILE``, as often as it was said.
        output: the file for the format that names none; without such a format for text.
    """
    asked = list(map(_destination, given))
    if not asked or (output is not None and all(one.path is not None for one in asked)):
        asked.append(Destination(DEFAULT, None))
    return tuple(Destination(one.form, output if one.path is None else one.path) for one in asked)


def mistakes(asked: Sequence[Destination], ui: Ui) -> Iterator[str]:
    """What is wrong with ``asked``, in the language of ``ui``; a line for each mistake."""
    taken: set[Path | None] = set()
    for one in asked:
        if one.form not in FORMATS:
            yield _unknown(one.form, ui)
        place = None if one.path is None else Path(one.path).absolute()
        if one.path == "":
            yield ui("error.no_output_name", form=one.form)
        elif place in taken:
            named = {"file": one.path} if one.path else {}
            yield ui("error.same_output" if named else "error.same_terminal", **named)
        elif place is not None and not place.parent.is_dir():
            yield ui(
                "error.no_output_folder", file=one.path, folder=str(Path(one.path or "").parent)
            )
        taken.add(place)


class Outputs:
    """Hands each file of a run to every report.

    Standard output gets its report as it grows, or the summary where no report goes there. A file
    is written when its report is whole.

    Args:
        asked: without mistakes.
        ui: the language to speak.
        bar: what to clear before something else is written, None for no bar.
        quiet: leave out the summary.
    """

    def __init__(
        self, asked: Sequence[Destination], ui: Ui, bar: Bar | None, *, quiet: bool = False
    ) -> None:
        self._ui = ui
        self._bar = bar
        self._files = [
            _File(one.path, new_report(one.form, ui, None, quiet=quiet))
            for one in asked
            if one.path is not None
        ]
        shown = next((one for one in asked if one.path is None), None)
        prepare(sys.stdout, exact=shown is not None and shown.form in MACHINE_FORMATS)
        self._shown: Report | None = None
        if shown is not None:
            self._shown = new_report(shown.form, ui, sys.stdout, quiet=quiet)
        elif not quiet:
            self._shown = SummaryReport(ui, style_for(sys.stdout))

    def file(self, report: FileReport) -> None:
        """Takes in what was found in one file."""
        for one in self._files:
            one.add(one.report.file(report))
        if self._shown:
            self._write(self._shown.file(report))

    def say(self, line: str) -> None:
        """Writes a line to standard error."""
        self._clear()
        say(line)

    def end(self) -> None:
        """Ends the reports, takes the bar away and writes the files.

        Raises:
            CopylintError: a file cannot be written; standard output has its report all the same.
        """
        if self._shown:
            self._write(self._shown.end())
        self._clear()
        for one in self._files:
            one.write(self._ui)

    def _write(self, text: str) -> None:
        if text:
            self._clear()
            sys.stdout.write(text)
            sys.stdout.flush()

    def _clear(self) -> None:
        if self._bar:
            self._bar.clear()


class _File:
    """A report that goes to a file."""

    def __init__(self, path: str, report: Report) -> None:
        self.report = report
        self._path = path
        self._parts: list[str] = []

    def add(self, text: str) -> None:
        """Keeps what of the report is ready."""
        self._parts.append(text)

    def write(self, ui: Ui) -> None:
        """Ends the report and writes it."""
        self.add(self.report.end())
        try:
            with Path(self._path).open("w", encoding="utf-8", errors=JSON_SAFE) as file:
                file.write("".join(self._parts))
        except OSError as error:
            reason = error.strerror or str(error)
            message = ui("error.not_written", reason=reason)
            raise CopylintError(FileError(self._path, message)) from None


def _destination(given: str) -> Destination:
    form, colon, path = given.partition(":")
    return Destination(form, path if colon else None)


def _unknown(form: str, ui: Ui) -> str:
    said = ui("error.unknown_format", form=form)
    close = get_close_matches(form.lower(), FORMATS, n=3, cutoff=0.5)
    if close:
        return f"{said} {ui('error.did_you_mean', names=ui('error.or').join(close))}"
    return f"{said} {ui('error.known_formats', formats=', '.join(FORMATS))}"
