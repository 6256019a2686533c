"""Standard output and standard error: encodings, colour, the progress bar."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import Final, TextIO

from copylint.model import CopylintError, FileError
from copylint.report.style import Style, printable
from copylint.ui import Ui

_JSON_SAFE: Final = "backslashreplace"
_FALLBACK_WIDTH: Final = 100
_BAR_WIDTH: Final = 30


class Bar:
    """How far a long run has come, on one line of a terminal."""

    def __init__(self, stream: TextIO, total: int, label: str) -> None:
        self._stream = stream
        self._total = total
        self._label = label
        self._done = 0
        self._drawn = -1

    def step(self) -> None:
        """One more file is done."""
        self._done += 1
        filled = self._done * _BAR_WIDTH // self._total
        if filled != self._drawn:
            self._drawn = filled
            bar = "#" * filled + "." * (_BAR_WIDTH - filled)
            self._stream.write(f"\r{self._label} [{bar}] {self._done}/{self._total}")
            self._stream.flush()

    def clear(self) -> None:
        """Takes the bar off the screen, so that something else may be written there."""
        if self._drawn >= 0:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._drawn = -1


class Output:
    """Where the report goes: standard output as it grows, or a file when it is whole."""

    def __init__(self, path: str | None, bar: Bar | None) -> None:
        self._path = path
        self._bar = bar
        self._parts: list[str] = []

    def write(self, text: str) -> None:
        """Adds ``text`` to the report."""
        if not text:
            return
        if self._path is not None:
            self._parts.append(text)
            return
        if self._bar:
            self._bar.clear()
        sys.stdout.write(text)
        sys.stdout.flush()

    def say(self, line: str) -> None:
        """Writes a line to standard error."""
        if self._bar:
            self._bar.clear()
        say(line)

    def close(self, ui: Ui) -> None:
        """Takes the bar away and writes the file.

        Raises:
            CopylintError: the file cannot be written.
        """
        if self._bar:
            self._bar.clear()
        if self._path is None:
            return
        try:
            with Path(self._path).open("w", encoding="utf-8", errors=_JSON_SAFE) as file:
                file.write("".join(self._parts))
        except OSError as error:
            reason = error.strerror or str(error)
            message = ui("error.not_written", reason=reason)
            raise CopylintError(FileError(self._path, message)) from None


def style_for(stream: TextIO | None) -> Style:
    """Colour for a terminal, none for a file; NO_COLOR and FORCE_COLOR decide otherwise.

    ``stream`` is None for a file that copylint writes itself, which never has colour.
    """
    return Style(stream is not None and _wants_colour(stream, os.environ))


def _wants_colour(stream: TextIO, environ: Mapping[str, str]) -> bool:
    if environ.get("NO_COLOR"):
        return False
    forced = environ.get("FORCE_COLOR", "")
    if forced:
        return forced != "0"
    return stream.isatty() and environ.get("TERM") != "dumb"


def columns() -> int:
    """How many columns the screen has, or a width that reads well where there is none."""
    return shutil.get_terminal_size((_FALLBACK_WIDTH, 24)).columns


def prepare(stream: TextIO, *, exact: bool = False) -> None:
    """Makes a stream take any text; one that a program reads gets exact UTF-8.

    Half a surrogate pair can stand in a JSON file; it becomes the escape that JSON knows.
    """
    if isinstance(stream, TextIOWrapper):
        if exact:
            stream.reconfigure(encoding="utf-8", errors=_JSON_SAFE)
        elif stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="replace")


def forget_stdout() -> None:
    """Points standard output at nothing, or the interpreter complains at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(line: str) -> None:
    """Writes ``line`` to standard error, as one line whatever it holds."""
    sys.stderr.write(f"{printable(line)}\n")
    sys.stderr.flush()
