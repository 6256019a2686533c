"""Texts made of pieces: what stands in the source, and what it is read as."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from copylint.model import Span
from copylint.readers.catalogue import Entry
from copylint.readers.mapped import Mapped

Piece = tuple[str, str]
"""What stands in the source, and what it says: nothing, or one character."""

LETTERS: Sequence[Piece] = [(letter, letter) for letter in "abkåøÆ.,?–é😀"]


def texts(*pieces: Iterable[Piece]) -> st.SearchStrategy[list[Piece]]:
    """Lists of letters and ``pieces`` that begin and end with a letter."""
    letter = st.sampled_from(LETTERS)
    inner = st.lists(st.sampled_from([*LETTERS, *(one for some in pieces for one in some)]))
    return st.tuples(letter, inner, letter).map(lambda parts: [parts[0], *parts[1], parts[2]])


def written(pieces: Iterable[Piece]) -> str:
    """What stands in the source."""
    return "".join(source for source, _ in pieces)


def said(pieces: Iterable[Piece]) -> str:
    """What it says."""
    return "".join(reading for _, reading in pieces)


def assert_written_by(text: Mapped, pieces: Sequence[Piece], at: int) -> None:
    """The text is what the pieces say, and each character stands for its own piece, from ``at``."""
    assert text.text == said(pieces)
    index = 0
    for source, reading in pieces:
        if reading:
            assert text.source(index) == Span(at, at + len(source)), (source, reading)
            index += 1
        at += len(source)


def assert_document(
    entries: Iterable[Entry],
    parts: Sequence[tuple[str, Sequence[Piece]]],
) -> None:
    """The entries say, in order, what stands in ``parts``: what is written before, and a text."""
    at = 0
    found = list(entries)
    assert len(found) == len(parts)
    for entry, (before, pieces) in zip(found, parts, strict=True):
        at += len(before)
        assert_written_by(entry.text, pieces, at)
        at += len(written(pieces))


def document(parts: Iterable[tuple[str, Sequence[Piece]]], end: str) -> str:
    """The source that ``assert_document`` takes apart."""
    return "".join(before + written(pieces) for before, pieces in parts) + end
