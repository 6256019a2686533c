"""Edits to a document, tried out before they are offered.

What a comment or a word does to a file depends on where it stands: inside an attribute, a block
scalar or a title a comment is text. So an edit is made, read again, and offered only if the
customer reads what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from copylint.inline import declarations, directives, written
from copylint.model import CopylintError, Finding, Reading, Segment, Source, Span
from copylint.positions import LineIndex
from copylint.readers import kind_of, read
from copylint.readers.frontmatter import front_matter
from copylint.report.edits import in_case_of
from copylint.suppression import suppressions

_LINE_END = re.compile(r"\r\n|\n|\r")
_FARTHEST: Final = 20
"""Lines above a finding where the string that it stands in is looked for, and lines at the start of
a file where a comment for all of it may go: below a front matter or a doctype."""


@dataclass(frozen=True, slots=True)
class Change:
    """``text`` in place of ``span`` of a source."""

    span: Span
    text: str

    def made_in(self, source: Source) -> Source:
        """``source`` after the change."""
        before, after = source.text[: self.span.start], source.text[self.span.end :]
        return replace(source, text=f"{before}{self.text}{after}")


def replacement(source: Source, finding: Finding, wording: str) -> Change | None:
    """The change that puts ``wording`` in place of the words at fault.

    Returns:
        None where that would touch more than those words: they are written with markup or escapes,
        or the wording means something else in the format.
    """
    span = finding.span
    if finding.quote is None or source.text[span.start : span.end] != finding.quote:
        return None
    change = Change(span, in_case_of(finding.quote, wording))
    before, after = _copy(source), _copy(change.made_in(source))
    if before is None or after is None or len(before) != len(after):
        return None
    differing = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    right = all(new in _with(old, finding.quote, change.text) for old, new in differing)
    return change if differing and right else None


def ignored_line(source: Source, finding: Finding, reason: str) -> Change | None:
    """The change that silences ``finding``, and its rule, where it stands; None where the format
    has no comments or no place for one."""
    index = LineIndex(source.text)
    line = index.position(finding.span.start).line
    return _first_that_silences(
        source, finding, f"ignore {finding.rule} -- {reason}", _places(source, index, line)
    )


def ignored_file(source: Source, finding: Finding, reason: str) -> Change | None:
    """The change that silences the rule of ``finding`` in the whole file; None as above."""
    index = LineIndex(source.text)
    begin = 1 if source.text.startswith("\ufeff") else 0
    places = [_Place(begin, "", _line_end(source.text))]
    for line in range(2, min(index.line_count, _FARTHEST) + 1):
        places.append(_Place(index.line_range(line)[0], "", _line_end(source.text)))
    places.append(_Place(len(source.text), _line_end(source.text), ""))
    return _first_that_silences(source, finding, f"ignore-file {finding.rule} -- {reason}", places)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a comment may go: its offset, and what stands before and behind it."""

    at: int
    before: str
    after: str


def _places(source: Source, index: LineIndex, line: int) -> Iterator[_Place]:
    """Where a comment for ``line`` may stand: above it, at its end, or, where it is part of a
    longer string, above a line that begins that string."""
    for above in (line, *range(line - 1, 0, -1)):
        start, end = index.line_range(above)
        text = source.text[start:end]
        indent = text[: len(text) - len(text.lstrip(" \t"))]
        yield _Place(start + len(indent), "", _line_end(source.text) + indent)
        if above == line:
            yield _Place(end, " ", "")
        elif line - above > _FARTHEST:
            return


def _first_that_silences(
    source: Source, finding: Finding, words: str, places: Iterable[_Place]
) -> Change | None:
    kind = kind_of(source.path, source.text)
    comment = written(words, source.path, kind)
    reading = _reading(source)
    if comment is None or reading is None:
        return None
    for place in places:
        if finding.span.start < place.at < finding.span.end:
            continue
        change = Change(Span(place.at, place.at), f"{place.before}{comment}{place.after}")
        if _silences(source, change, finding, kind, reading):
            return change
    return None


def _silences(
    source: Source, change: Change, finding: Finding, kind: str, reading: Reading
) -> bool:
    """Whether the change adds one comment, which silences the finding, and changes no copy."""
    edited = change.made_in(source)
    new = _reading(edited)
    if new is None or kind_of(edited.path, edited.text) != kind:
        return False
    if _declared(source, reading) != _declared(edited, new) or _texts(reading) != _texts(new):
        return False
    if len(list(directives(edited.text, kind))) != len(list(directives(source.text, kind))) + 1:
        return False
    moved = len(change.text) if change.span.start <= finding.span.start else 0
    there = replace(finding, span=Span(finding.span.start + moved, finding.span.end + moved))
    segments = _segments(new)
    return any(
        one.silences(there)
        for one in suppressions(edited, kind, segments)
        if change.span.start < one.directive.span.end <= change.span.start + len(change.text)
    )


def _reading(source: Source) -> Reading | None:
    """What a customer reads of ``source``; None where it cannot be read."""
    try:
        declarations(source, kind_of(source.path, source.text))
        return read(source)
    except CopylintError:
        return None


def _copy(source: Source) -> Sequence[str] | None:
    reading = _reading(source)
    return None if reading is None else [text for *_, text in _texts(reading)]


def _segments(reading: Reading) -> list[Segment]:
    return [*reading.segments, *(one for other in reading.alternatives for one in other)]


def _texts(reading: Reading) -> list[tuple[str, str, str]]:
    return [(one.key, one.role, one.text) for one in _segments(reading)]


def _declared(source: Source, reading: Reading) -> tuple[str | None, str | None, str]:
    return reading.language, reading.touchpoint, front_matter(source.text)


def _with(text: str, quote: str, wording: str) -> Iterator[str]:
    """``text`` with ``wording`` in place of each single occurrence of ``quote``."""
    at = text.find(quote)
    while at >= 0:
        yield text[:at] + wording + text[at + len(quote) :]
        at = text.find(quote, at + 1)


def _line_end(text: str) -> str:
    """The line end of a text: that of its first line."""
    found = _LINE_END.search(text)
    return found[0] if found else "\n"
