"""Positions against oracles that count the slow way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.positions import EditorPosition, Encoding, LineIndex, Position

CHARS = "ab æøåÆØÅ\t\n\r\n\r…€🎉👩‍💻e\u0301\ufeff\u2028\x0b\ud83d"
texts = st.one_of(
    st.text(alphabet=CHARS, max_size=60),
    st.text(max_size=40),
    st.lists(st.sampled_from(["Kære kunde", "\r\n", "\n", "\r", "🎉", "øl", " "])).map("".join),
)


@st.composite
def text_and_offset(draw: st.DrawFn) -> tuple[str, int]:
    text = draw(texts)
    return text, draw(st.integers(0, len(text)))


def lines_of(text: str) -> list[str]:
    """The lines with their line ends; the oracle walks character by character."""
    lines = [""]
    for at, char in enumerate(text):
        lines[-1] += char
        if char == "\n" or (char == "\r" and text[at + 1 : at + 2] != "\n"):
            lines.append("")
    return lines


def place_of(text: str, offset: int) -> tuple[int, str]:
    """The row of ``offset`` and what stands before it on that row."""
    lines = lines_of(text)
    for row, line in enumerate(lines):
        if offset < len(line) or row == len(lines) - 1:
            return row, line[:offset]
        offset -= len(line)
    raise AssertionError


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(text_and_offset())
def test_position_counts_code_points(given_: tuple[str, int]) -> None:
    text, offset = given_
    row, before = place_of(text, offset)
    assert LineIndex(text).position(offset) == Position(row + 1, len(before) + 1)


@given(text_and_offset())
def test_utf16_counts_units_and_stays_before_the_line_end(given_: tuple[str, int]) -> None:
    text, offset = given_
    row, before = place_of(text, offset)
    assert LineIndex(text).editor_position(offset) == (row, units(before.rstrip("\r\n")))


@given(text_and_offset(), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_an_editor_counts_units_of_its_encoding(
    given_: tuple[str, int], encoding: Encoding
) -> None:
    text, offset = given_
    row, before = place_of(text, offset)
    index = LineIndex(text)
    codec, width = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[
        encoding
    ]
    shown = before.rstrip("\r\n")
    place = index.editor_position(offset, encoding)
    assert place == (row, len(shown.encode(codec, "surrogatepass")) // width)
    assert index.from_editor(place, encoding) == offset - len(before) + len(shown)


@given(text_and_offset())
def test_utf8_column_counts_bytes(given_: tuple[str, int]) -> None:
    text, offset = given_
    _, before = place_of(text, offset)
    index = LineIndex(text)
    assert index.utf8_column(offset) == len(before.encode("utf-8", "surrogatepass")) + 1
    assert index.utf8_offset(offset) == len(text[:offset].encode("utf-8", "surrogatepass"))


@given(text_and_offset())
def test_there_and_back(given_: tuple[str, int]) -> None:
    text, offset = given_
    index = LineIndex(text)
    _, before = place_of(text, offset)
    inside_line_end = before.endswith("\r")
    line_end = offset - 1 if inside_line_end else offset
    assert index.offset(index.position(offset)) == line_end
    assert index.from_editor(index.editor_position(offset)) == line_end


@given(texts)
def test_line_ranges_are_the_lines_without_their_ends(text: str) -> None:
    index = LineIndex(text)
    shown = [text[slice(*index.line_range(n + 1))] for n in range(index.line_count)]
    assert shown == [re.sub(r"(\r\n|\n|\r)\Z", "", line) for line in lines_of(text)]


@given(texts, st.integers(-2, 8), st.integers(-2, 80))
def test_any_editor_position_gives_an_offset_of_its_line(text: str, row: int, unit: int) -> None:
    index = LineIndex(text)
    offset = index.from_editor(EditorPosition(row, unit))
    if row >= index.line_count:
        assert offset == len(text)
        return
    start, end = index.line_range(max(row, 0) + 1)
    assert start <= offset <= end
    assert units(text[start:offset]) <= max(unit, 0)
    if offset < end:  # the next character would pass the position
        assert units(text[start : offset + 1]) > unit


def test_the_cases_that_editors_meet() -> None:
    text = "Hej 🎉 Åse\r\nøl\rslut"
    index = LineIndex(text)
    assert index.line_count == 3
    assert index.position(text.index("Å")) == (1, 7)
    assert index.editor_position(text.index("Å")) == (0, 7)
    assert index.utf8_column(text.index("s")) == 12
    assert index.editor_position(text.index("\n")) == (0, 10)
    assert index.position(text.index("slut")) == (3, 1)
    assert index.from_editor(EditorPosition(0, 5)) == text.index("🎉")


@pytest.mark.parametrize("offset", [-1, 3])
def test_offsets_outside_the_text_are_refused(offset: int) -> None:
    index = LineIndex("ab")
    for question in (index.position, index.editor_position, index.utf8_column, index.utf8_offset):
        with pytest.raises(ValueError, match=str(offset)):
            question(offset)


@pytest.mark.parametrize("line", [0, 2])
def test_lines_outside_the_text_are_refused(line: int) -> None:
    with pytest.raises(ValueError, match="line"):
        LineIndex("ab").line_range(line)


@given(st.text())
def test_bytes_of_utf8_lead_back_to_their_character(text: str) -> None:
    index = LineIndex(text)
    for at, letter in enumerate(text):
        for inside in range(len(letter.encode("utf-8", "surrogatepass"))):
            assert index.from_utf8(index.utf8_offset(at) + inside) == at
    assert index.from_utf8(index.utf8_offset(len(text))) == len(text)
