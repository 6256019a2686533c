"""Names for findings by which a service tells a new one from one that it has seen before."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Final

from copylint.model import Finding
from copylint.positions import LineIndex

_AROUND: Final = 40
"""Characters of the line on either side: enough to tell findings on the same words apart, and few
enough that an edit elsewhere in a catalogue of one line changes nothing."""


class Fingerprints:
    """Gives each finding of a run a name of its own.

    It is made of the file, the id of the finding, and the words at fault with what stands beside
    them in their line, white space evened out; so it survives lines that move. Where all of that
    is the same, the findings are numbered in their order.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, path: str, one: Finding, text: str, index: LineIndex) -> str:
        """The name of ``one``.

        Args:
            path: of the file, the same wherever the repository is checked out.
            one: a finding in that file.
            text: the file as it was decoded.
            index: of ``text``.

        Returns:
            64 hexadecimal digits.
        """
        return self._numbered(path, one.id, _context(one, text, index))

    def of_error(self, path: str, message: str) -> str:
        """The name of the error that kept ``path`` from being read."""
        return self._numbered(path, "", message)

    def _numbered(self, *parts: str) -> str:
        plain = "\0".join(parts)
        self._seen[plain] += 1
        whole = f"{plain}\0{self._seen[plain]}"
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def _context(one: Finding, text: str, index: LineIndex) -> str:
    first, _ = index.line_range(index.position(one.span.start).line)
    _, last = index.line_range(index.position(one.span.end).line)
    start = max(first, one.span.start - _AROUND)
    end = max(one.span.end, min(last, one.span.end + _AROUND))
    return " ".join(text[start:end].split())
