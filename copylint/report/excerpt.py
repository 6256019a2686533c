"""The line of a finding as a terminal shows it, with marks under the words at fault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from unicodedata import category, east_asian_width

from copylint.model import Span
from copylint.positions import LineIndex

_TAB: Final = 4
_ELLIPSIS: Final = "…"
_JOINER: Final = "\u200d"
_EMOJI_STYLE: Final = "\ufe0f"
_SNAP: Final = 15
"""How many columns of context may go so that a trimmed line begins and ends with whole words."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of a source.

    Attributes:
        line: its number, from 1.
        text: safe to print; trimmed around the words if it was too wide.
        before: how many columns stand before the marks.
        marked: how many columns the marks take, at least one.
        last_line: where the finding ends, ``line`` if it stands on one line.
    """

    line: int
    text: str
    before: int
    marked: int
    last_line: int


@dataclass(slots=True)
class _Cell:
    """What takes one place on the screen: a character with all that combines with it."""

    text: str
    width: int
    marked: bool


def excerpt(text: str, index: LineIndex, span: Span, width: int) -> Excerpt:
    """The first line of ``span`` in ``text``, at most ``width`` columns wide."""
    line, _ = index.position(span.start)
    # The end of a span that takes the line end along still belongs to the line before.
    last_line, _ = index.position(max(span.start, span.end - 1))
    start, end = index.line_range(line)
    first = min(span.start, end)
    reach = 4 * width  # a line of a megabyte is not to be measured whole
    last = min(max(span.end, first), end, first + reach)
    low, high = max(start, first - reach), min(end, last + reach)
    cells = _cells(text[low:high], first - low, last - low)
    marks = [number for number, cell in enumerate(cells) if cell.marked]
    anchor = (marks[0], marks[-1] + 1) if marks else (_cell_at(text[low:first]),) * 2
    shown_from, shown_to = _window(cells, *anchor, width, low > start, high < end)
    shown = cells[shown_from:shown_to]
    head = _ELLIPSIS if shown_from > _indent(cells, anchor[0]) or low > start else ""
    tail = _ELLIPSIS if shown_to < len(cells) or high < end else ""
    return Excerpt(
        line=line,
        text=head + "".join(cell.text for cell in shown) + tail,
        before=len(head) + _width(cells[shown_from : anchor[0]]),
        marked=max(1, _width(cells[anchor[0] : min(anchor[1], shown_to)])),
        last_line=last_line,
    )


def _cells(text: str, first: int, last: int) -> list[_Cell]:
    cells: list[_Cell] = []
    column = 0
    joined = False
    for at, char in enumerate(text):
        shown, width = _look(char, column)
        sticks = width == 0 or joined or 0x1F3FB <= ord(char) <= 0x1F3FF
        joined = char == _JOINER
        if sticks and cells:
            cells[-1].text += shown
            if char == _EMOJI_STYLE and cells[-1].width == 1:
                cells[-1].width = 2
                column += 1
            cells[-1].marked = cells[-1].marked or first <= at < last
            continue
        cells.append(_Cell(shown, width, first <= at < last))
        column += width
    return cells


def _cell_at(before: str) -> int:
    return len(_cells(before, 0, 0))


def _look(char: str, column: int) -> tuple[str, int]:
    """What to print for a character, and how wide it comes out.

    Control and direction characters are never passed on: a text must not steer the terminal.
    """
    if " " <= char <= "~":
        return char, 1
    if char == "\t":
        width = _TAB - column % _TAB
        return " " * width, width
    kind = category(char)
    if kind in ("Mn", "Me") or char == _JOINER or 0xE0020 <= ord(char) <= 0xE007F:
        return char, 0
    if kind == "Cf":
        return "", 0
    if kind in ("Cc", "Cs"):
        return "\ufffd", 1
    if kind in ("Zl", "Zp"):
        return " ", 1
    return char, 2 if east_asian_width(char) in "WF" else 1


def _window(
    cells: list[_Cell], first: int, last: int, width: int, cut_before: bool, cut_after: bool
) -> tuple[int, int]:
    """Which cells to show: all if they fit, else the marked ones with what fits around them."""
    begin = _indent(cells, first)
    if not (cut_before or cut_after) and _width(cells[begin:]) <= width:
        return begin, len(cells)
    room = width - 2 * len(_ELLIPSIS)
    spare = max(0, room - _width(cells[first:last]))
    after = _fitting(cells[last:], spare - min(spare // 2, _width(cells[begin:first])))
    before = _fitting(cells[begin:first][::-1], spare - _width(cells[last : last + after]))
    low, high = first - before, last + after
    if high < last or not spare:
        high = first + _fitting(cells[first:last], room)
    return _word_start(cells, low, begin, first), _word_end(cells, high, last)


def _indent(cells: list[_Cell], before: int) -> int:
    """How many cells of white space begin the line; they say nothing to a writer."""
    count = 0
    while count < before and not cells[count].text.strip():
        count += 1
    return count


def _fitting(cells: list[_Cell], room: int) -> int:
    used = 0
    for number, cell in enumerate(cells):
        used += cell.width
        if used > room:
            return number
    return len(cells)


def _word_start(cells: list[_Cell], low: int, begin: int, first: int) -> int:
    if low <= begin:
        return low
    for at in range(low, min(first, low + _SNAP)):
        if cells[at].text.isspace():
            return at + 1
    return low


def _word_end(cells: list[_Cell], high: int, last: int) -> int:
    if high >= len(cells):
        return high
    for at in range(high, max(last, high - _SNAP), -1):
        if cells[at].text.isspace():
            return at
    return high


def _width(cells: list[_Cell]) -> int:
    return sum(cell.width for cell in cells)
