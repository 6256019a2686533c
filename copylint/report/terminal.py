"""Standard output and standard error: encodings, colour, the progress bar."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Mapping
from io import TextIOWrapper
from typing import Final, TextIO

from copylint.report.style import Style, printable

JSON_SAFE: Final = "backslashreplace"
"""How half a surrogate pair, which can stand in a JSON file, is written: as the escape of JSON."""
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
    """Makes a stream take any text; one that a program reads gets exact UTF-8."""
    if isinstance(stream, TextIOWrapper):
        if exact:
            stream.reconfigure(encoding="utf-8", errors=JSON_SAFE)
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
