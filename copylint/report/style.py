"""Colour for terminals, and text that is safe to show there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from copylint.model import Severity

_CODES: Final = {
    "bold": "1",
    "faint": "2",
    "good": "32",
    "link": "34",
    Severity.ERROR: "1;31",
    Severity.WARNING: "1;33",
    Severity.INFO: "1;36",
}

_SPACES: Final = re.compile(r"[\t\n\r\u2028\u2029]+")
_STEERING: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """``text`` on one line, without the characters by which a file could steer a terminal."""
    return _STEERING.sub("\ufffd", _SPACES.sub(" ", text))


@dataclass(frozen=True, slots=True)
class Style:
    """Puts colour round text, or leaves it as it is."""

    colour: bool

    def __call__(self, text: str, look: str | Severity) -> str:
        """``text`` in the colour of ``look``: a severity, bold, faint, good or link."""
        return f"\x1b[{_CODES[look]}m{text}\x1b[0m" if self.colour and text else text
