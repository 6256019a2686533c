"""From raw text to segments: what every reader does once it knows where the copy stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from copylint.model import Placeholder, Run, Segment, SegmentRole, Span
from copylint.readers.mapped import Builder, Mapped, normalise
from copylint.templating import BLOCK_FILLER, VANISHED, mask, placeholders

_VANISHED = re.compile(f"[{VANISHED}]+")
_ANY_SPACE = str.maketrans(dict.fromkeys("\r\n\t\f\v", " "))
_PARAGRAPH_BREAK = re.compile(r"\n *\n\s*")
_LINE_BREAK = re.compile(r" *\n *")
_SPACES = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way to becoming segments.

    ``opaque`` are ranges of the draft's source that are shown to the customer but are no copy, such
    as inline code: each becomes a placeholder.
    """

    mapped: Mapped
    role: SegmentRole = "text"
    language: str | None = None
    opaque: tuple[Span, ...] = ()


class Drafter:
    """Writes copy out of ``text``, leaving out block tags without gluing words together."""

    def __init__(self, text: str, masked: str | None = None) -> None:
        self.text = text
        self.masked = mask(text) if masked is None else masked
        self._builder = Builder()
        self._gap: Span | None = None
        self._opaque: list[Span] = []

    def __bool__(self) -> bool:
        return bool(self._builder)

    def copy(self, start: int, end: int, *, flat: bool = False) -> None:
        """Write what stands from ``start`` to ``end``; ``flat`` reads a line break as a space."""
        for gone in _VANISHED.finditer(self.masked, start, end):
            self._copy(start, gone.start(), flat)
            if BLOCK_FILLER in gone.group():
                self.gap(gone.start(), gone.end())
            start = gone.end()
        self._copy(start, end, flat)

    def add(self, text: str, start: int, end: int) -> None:
        """Write ``text`` for what stands from ``start`` to ``end``: a decoded entity, a break."""
        if text:
            self._close_gap(text[0])
            self._builder.add(text, start, end)

    def opaque(self, start: int, end: int) -> None:
        """Write what stands from ``start`` to ``end`` as one placeholder."""
        if start < end:
            self._opaque.append(Span(start, end))
            self.copy(start, end, flat=True)

    def gap(self, start: int, end: int) -> None:
        """Something vanished here; a space stands for it if two words would be glued."""
        if self._gap is None:
            self._gap = Span(start, end)

    def take(self, role: SegmentRole = "text", language: str | None = None) -> Draft:
        """What was written since the last call."""
        draft = Draft(self._builder.build(), role, language, tuple(self._opaque))
        self._builder, self._gap, self._opaque = Builder(), None, []
        return draft

    def _copy(self, start: int, end: int, flat: bool) -> None:
        if start >= end:
            return
        piece = self.text[start:end]
        self._close_gap(piece[0])
        self._builder.copy(piece.translate(_ANY_SPACE) if flat else piece, start)

    def _close_gap(self, following: str) -> None:
        gap, self._gap = self._gap, None
        if gap is not None and self._builder.last.isalnum() and following.isalnum():
            self._builder.add(" ", gap.start, gap.end)


def segments(
    drafts: Iterable[Draft], *, outer: Mapped | None = None, key: str = ""
) -> Iterator[Segment]:
    """The segments that the drafts make: one a paragraph, normalised, placeholders found.

    ``outer`` is the text that the drafts' runs count in, where that is not the source itself.
    """
    for draft in drafts:
        for paragraph in paragraphs(normalise(draft.mapped)):
            segment = _segment(paragraph, draft, outer, key)
            if segment is not None:
                yield segment


def plain_segments(
    text: Mapped, *, role: SegmentRole = "text", key: str = "", language: str | None = None
) -> Iterator[Segment]:
    """The segments of a text without markup inside another format, as that format decodes it."""
    drafter = Drafter(text.text)
    drafter.copy(0, len(text.text))
    return segments([drafter.take(role, language)], outer=text, key=key)


def paragraphs(mapped: Mapped) -> Iterator[Mapped]:
    """The paragraphs of a normalised text: no empty ones, no runs of spaces."""
    at = 0
    for gap in _PARAGRAPH_BREAK.finditer(mapped.text):
        yield from _tidy(mapped.part(at, gap.start()))
        at = gap.end()
    yield from _tidy(mapped.part(at, len(mapped.text)))


def _tidy(mapped: Mapped) -> Iterator[Mapped]:
    stripped = mapped.strip()
    if stripped.text:
        yield _single_newlines(stripped.substitute(_SPACES, lambda found: " "))


def _single_newlines(mapped: Mapped) -> Mapped:
    """The newline alone stays of a newline and the spaces around it."""
    if " \n" not in mapped.text and "\n " not in mapped.text:
        return mapped
    builder = Builder()
    at = 0
    for found in _LINE_BREAK.finditer(mapped.text):
        newline = mapped.text.index("\n", found.start())
        builder.take(mapped, at, found.start())
        builder.take(mapped, newline, newline + 1)
        at = found.end()
    builder.take(mapped, at, len(mapped.text))
    return builder.build()


def _segment(mapped: Mapped, draft: Draft, outer: Mapped | None, key: str) -> Segment | None:
    found = placeholders(mapped.text)
    hidden = [span for one in draft.opaque if (span := locate(mapped, one)) is not None]
    if hidden and not _has_words_outside(mapped.text, hidden):
        return None
    if hidden:
        found = with_hidden(found, [Placeholder(span) for span in hidden])
    if outer is not None:
        mapped = mapped.over(outer)
    return Segment(mapped.text, mapped.runs, found, draft.role, key, draft.language)


def _from(runs: Sequence[Run], first: int) -> Iterator[Run]:
    """The runs from ``first`` on, without a copy of them."""
    return (runs[index] for index in range(first, len(runs)))


def locate(mapped: Mapped, source: Span) -> Span | None:
    """The characters that the source range ``source`` wrote; None where it wrote none."""
    first = bisect_right(mapped.runs, source.start, key=lambda run: run.end)
    start = end = None
    for run in _from(mapped.runs, first):
        if run.start >= source.end:
            break
        linear = run.length == run.end - run.start
        skipped = max(source.start - run.start, 0) if linear else 0
        length = min(source.end - run.start, run.length) if linear else run.length
        start = run.at + skipped if start is None else start
        end = run.at + length
    return None if start is None or end is None else Span(start, end)


def _has_words_outside(text: str, hidden: Sequence[Span]) -> bool:
    at = 0
    for span in (*hidden, Span(len(text), len(text))):
        if any(map(str.isalnum, text[at : span.start])):
            return True
        at = span.end
    return False


def with_hidden(
    found: Sequence[Placeholder], hidden: Sequence[Placeholder]
) -> tuple[Placeholder, ...]:
    """All placeholders in order; of ``found`` none that lies in one of ``hidden``."""
    merged = list(hidden)
    for one in found:
        before = bisect_right(hidden, one.span.end, key=lambda other: other.span.start)
        if not any(one.span.overlaps(other.span) for other in hidden[max(before - 2, 0) : before]):
            merged.append(one)
    return tuple(sorted(merged, key=lambda one: one.span))
