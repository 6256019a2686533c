"""A text that knows, character for character, which source range wrote it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from copylint.model import Run, Span


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text and its runs (see ``model.Run``): ordered, without gaps, covering the text."""

    text: str
    runs: tuple[Run, ...]

    @classmethod
    def verbatim(cls, text: str, start: int = 0) -> Mapped:
        """``text`` as it stands in the source from offset ``start`` on."""
        return cls(text, (Run(0, len(text), start, start + len(text)),) if text else ())

    def source(self, index: int) -> Span:
        """The source range that wrote the character ``index``."""
        found = bisect_right(self.runs, index, key=lambda run: run.at) - 1
        return self.runs[found].source_range(index)

    def source_span(self, start: int, end: int) -> Span:
        """The source range from the character ``start`` to before ``end``; ``start < end``."""
        return Span(self.source(start).start, self.source(end - 1).end)

    def part(self, start: int, end: int) -> Mapped:
        """The characters from ``start`` to before ``end``."""
        if start == 0 and end == len(self.text):
            return self
        builder = Builder()
        builder.take(self, start, end)
        return builder.build()

    def strip(self) -> Mapped:
        """The text without white space at either end."""
        end = len(self.text.rstrip())
        return self.part(min(len(self.text) - len(self.text.lstrip()), end), end)

    def over(self, outer: Mapped) -> Mapped:
        """This text, whose runs count in ``outer.text``, with runs that count in its source."""
        builder = Builder()
        for run in self.runs:
            text = self.text[run.at : run.at + run.length]
            if run.length == run.end - run.start:
                builder.take(outer, run.start, run.end, text)
            else:
                span = outer.source_span(run.start, run.end)
                builder.add(text, span.start, span.end)
        return builder.build()

    def substitute(self, pattern: re.Pattern[str], replace: Callable[[str], str]) -> Mapped:
        """The text with each match of ``pattern`` replaced; what replaces it stands for the match.

        Where the match lies in several places of the source (a tag was taken out inside), the
        replacement stands for the first of them.
        """
        if pattern.search(self.text) is None:
            return self
        builder = Builder()
        at = 0
        for match in pattern.finditer(self.text):
            builder.take(self, at, match.start())
            at = match.end()
            new = replace(match.group())
            if new:
                span = self._stretch(match.start(), match.end())
                builder.add(new, span.start, span.end)
        builder.take(self, at, len(self.text))
        return builder.build()

    def _stretch(self, start: int, end: int) -> Span:
        first = self.source(start)
        stop = first.end
        for index in range(start + 1, end):
            here = self.source(index)
            if here.start > stop:
                break
            stop = here.end
        return Span(first.start, stop)


class Builder:
    """Writes a ``Mapped`` from left to right."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self._at = 0

    def __bool__(self) -> bool:
        return self._at > 0

    @property
    def last(self) -> str:
        """The last character written, or the empty string."""
        return self._parts[-1][-1] if self._parts else ""

    def copy(self, text: str, start: int) -> None:
        """Write ``text``, whose characters stand one to one from ``start`` on in the source."""
        if not text:
            return
        end = start + len(text)
        last = self._runs[-1] if self._runs else None
        if last is not None and last.end == start and last.length == last.end - last.start:
            self._runs[-1] = Run(last.at, last.length + len(text), last.start, end)
        else:
            self._runs.append(Run(self._at, len(text), start, end))
        self._write(text)

    def add(self, text: str, start: int, end: int) -> None:
        """Write ``text``, each character of which stands for all of ``start`` to ``end``."""
        if not text:
            return
        if len(text) == 1 and end - start == 1:
            self.copy(text, start)
            return
        # A run as long as its range would read as one to one.
        head = 1 if len(text) == end - start else 0
        if head:
            self._runs.append(Run(self._at, head, start, end))
        self._runs.append(Run(self._at + head, len(text) - head, start, end))
        self._write(text)

    def take(self, mapped: Mapped, start: int, end: int, text: str | None = None) -> None:
        """Write the characters ``start`` to ``end`` of ``mapped``, or ``text`` in their place."""
        first = bisect_right(mapped.runs, start, key=lambda run: run.at) - 1
        for index in range(max(first, 0), len(mapped.runs)):
            run = mapped.runs[index]
            if run.at >= end:
                break
            begin, stop = max(start, run.at), min(end, run.at + run.length)
            if begin >= stop:
                continue
            piece = mapped.text[begin:stop] if text is None else text[begin - start : stop - start]
            if run.length == run.end - run.start:
                self.copy(piece, run.start + begin - run.at)
            else:
                self.add(piece, run.start, run.end)

    def build(self) -> Mapped:
        """What was written."""
        return Mapped("".join(self._parts), tuple(self._runs))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._at += len(text)


_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_LINE_END = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_ODD_HYPHEN = re.compile("[\u2010\u2011]")
_ODD_SPACE = re.compile("[\t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def normalise(mapped: Mapped) -> Mapped:
    """The text in NFC, with plain spaces, hyphens and newlines and nothing invisible in it."""
    text = mapped.text
    if text.isascii() and not _ODD_SPACE.search(text) and "\r" not in text:
        return mapped
    mapped = mapped.substitute(_INVISIBLE, lambda found: "")
    mapped = mapped.substitute(_LINE_END, lambda found: "\n")
    mapped = mapped.substitute(_ODD_SPACE, lambda found: " ")
    mapped = mapped.substitute(_ODD_HYPHEN, lambda found: "-")
    return _compose(mapped)


def _compose(mapped: Mapped) -> Mapped:
    if unicodedata.is_normalized("NFC", mapped.text):
        return mapped
    builder = Builder()
    for start, end in _clusters(mapped.text):
        cluster = mapped.text[start:end]
        composed = unicodedata.normalize("NFC", cluster)
        if composed == cluster:
            builder.take(mapped, start, end)
        else:
            span = mapped.source_span(start, end)
            builder.add(composed, span.start, span.end)
    return builder.build()


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that NFC changes, if at all, without regard to their neighbours."""
    start = 0
    for at in range(1, len(text)):
        if text[at].isascii() or not _joins(text[start:at], text[at]):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _joins(cluster: str, character: str) -> bool:
    if unicodedata.combining(character):
        return True
    apart = unicodedata.normalize("NFC", cluster) + unicodedata.normalize("NFC", character)
    return unicodedata.normalize("NFC", cluster + character) != apart
