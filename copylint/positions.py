"""Lines and columns: the one place where offsets are turned into positions and back.

An offset counts code points from the start of a text. A line ends at ``\\n``, ``\\r\\n`` or a lone
``\\r``, as the Language Server Protocol has it; no other character ends one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from typing import Final, Literal, NamedTuple

_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")


class Position(NamedTuple):
    """A place as people and the JSON report count it: line and column from 1, in code points."""

    line: int
    column: int


Encoding = Literal["utf-8", "utf-16", "utf-32"]
"""What editors count characters in: bytes of UTF-8, units of UTF-16, or code points."""


class EditorPosition(NamedTuple):
    """A place as the Language Server Protocol counts it: both from 0, in an ``Encoding``."""

    line: int
    character: int


class LineIndex:
    """The lines of one text. Building reads the text once; each question is a bisection.

    Offsets may lie anywhere from 0 to ``len(text)``; others raise ``ValueError``.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        self._ends = []
        for end in _LINE_END.finditer(text):
            self._ends.append(end.start())
            self._starts.append(end.end())
        self._ends.append(len(text))

    @property
    def line_count(self) -> int:
        """How many lines there are; a text that ends in a line end has an empty last one."""
        return len(self._starts)

    def line_range(self, line: int) -> tuple[int, int]:
        """The offsets, half-open, of line number ``line`` (from 1) without its line end."""
        if not 1 <= line <= len(self._starts):
            raise ValueError(f"line {line} of {len(self._starts)}")
        return self._starts[line - 1], self._ends[line - 1]

    def position(self, offset: int) -> Position:
        """Line and column, from 1 and in code points, of ``offset``."""
        row = self._row(offset)
        return Position(row + 1, offset - self._starts[row] + 1)

    def offset(self, position: Position) -> int:
        """The offset of a line and column; a column behind the line means the line's end."""
        start, end = self.line_range(position.line)
        return min(start + max(position.column - 1, 0), end)

    def editor_position(self, offset: int, encoding: Encoding = "utf-16") -> EditorPosition:
        """Line and character as an editor counts them.

        An offset inside ``\\r\\n`` becomes the end of the line, as editors know no place there.
        """
        row = self._row(offset)
        start = self._starts[row]
        return EditorPosition(row, self._units(start, min(offset, self._ends[row]), encoding))

    def from_editor(self, position: EditorPosition, encoding: Encoding = "utf-16") -> int:
        """The offset of an editor's position.

        As the protocol asks, a character behind the line means its end, and a line behind the text
        the end of the text; the middle of a character means its start.
        """
        row = max(position.line, 0)
        if row >= len(self._starts):
            return len(self._text)
        start, end = self._starts[row], self._ends[row]
        low, high = start, min(end, start + max(position.character, 0))
        while low < high:  # the last offset whose column does not pass the one asked for
            middle = (low + high + 1) // 2
            if self._units(start, middle, encoding) <= position.character:
                low = middle
            else:
                high = middle - 1
        return low

    def utf8_column(self, offset: int) -> int:
        """The column of ``offset`` from 1, in bytes of UTF-8, on the line of ``position``."""
        start = self._starts[self._row(offset)]
        return offset - start + self._extra_bytes(offset) - self._extra_bytes(start) + 1

    def utf8_offset(self, offset: int) -> int:
        """How many bytes of UTF-8 stand before ``offset``."""
        self._row(offset)
        return offset + self._extra_bytes(offset)

    def from_utf8(self, units: int) -> int:
        """The offset that ``units`` bytes of UTF-8 stand before; inside a character, its start."""
        offsets, sums = self._wide
        found = bisect_right(range(len(offsets)), units, key=lambda at: offsets[at] + sums[at])
        inside = found and units < offsets[found - 1] + sums[found] + 1
        return offsets[found - 1] if inside else units - sums[found]

    def _units(self, start: int, end: int, encoding: Encoding) -> int:
        """How many units of ``encoding`` the characters from ``start`` to ``end`` take."""
        match encoding:
            case "utf-8":
                return end - start + self._extra_bytes(end) - self._extra_bytes(start)
            case "utf-16":
                return end - start + self._astral_between(start, end)
            case "utf-32":
                return end - start

    def _row(self, offset: int) -> int:
        if not 0 <= offset <= len(self._text):
            raise ValueError(f"offset {offset} in a text of {len(self._text)} characters")
        return bisect_right(self._starts, offset) - 1

    @cached_property
    def _astral(self) -> list[int]:
        """The offsets of the characters that take two UTF-16 units."""
        return [found.start() for found in _ASTRAL.finditer(self._text)]

    def _astral_between(self, start: int, end: int) -> int:
        return bisect_left(self._astral, end) - bisect_left(self._astral, start)

    @cached_property
    def _wide(self) -> tuple[list[int], list[int]]:
        """The offsets of the characters outside ASCII, and the extra bytes up to each of them."""
        found = [one.start() for one in _NOT_ASCII.finditer(self._text)]
        return found, [0, *accumulate(_utf8_extra(self._text[at]) for at in found)]

    def _extra_bytes(self, offset: int) -> int:
        offsets, sums = self._wide
        return sums[bisect_left(offsets, offset)]


def _utf8_extra(char: str) -> int:
    point = ord(char)
    return 1 if point < 0x800 else 2 if point < 0x10000 else 3
