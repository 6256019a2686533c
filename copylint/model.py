"""The values that flow through the pipeline, frozen from reader to report.

All offsets are code points and half-open. ``Source`` offsets count from the start of the decoded
file (no newline translation; a byte order mark counts as one character), ``Message`` offsets from
the start of ``Message.text``. Conversion to UTF-16, bytes, lines and columns stands in
``copylint.positions`` alone.
"""

from __future__ import annotations

import enum
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final, Literal

LANGUAGES: Final = ("da", "nb", "nn", "sv")
"""The languages of copy that copylint judges."""

UI_LANGUAGES: Final = ("da", "nb", "nn", "sv", "en")
"""The languages that messages and reasons are written in."""

UNKNOWN: Final = "unknown"
"""The language of a text that nothing tells; rules stay silent on it."""

TOUCHPOINTS: Final = (
    "autoresponder",
    "invoice",
    "reminder",
    "order",
    "delivery",
    "signup",
    "password",
    "survey",
    "hold",
    "sms",
    "newsletter",
    "support",
    "cancellation",
    "error",
    "ui",
    "letter",
    "other",
)

PlaceholderRole = Literal[
    "name", "company", "amount", "date", "time", "number", "url", "phone", "email", "position",
    "address", "other",
]  # fmt: skip

SegmentRole = Literal[
    "text", "heading", "title", "subject", "preheader", "alt", "label", "button", "placeholder",
    "link", "list", "footer",
]  # fmt: skip

PartName = Literal[
    "subject", "preheader", "salutation", "body", "call-to-action", "closing", "sign-off", "footer",
    "quoted",
]  # fmt: skip


class Severity(enum.IntEnum):
    """How much a finding weighs; ordered, so that thresholds compare."""

    OFF = 0
    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The name that config and reports use: off, info, warning or error."""
        return self.name.lower()

    @classmethod
    def parse(cls, label: str) -> Severity:
        """The severity that ``label`` names.

        Raises:
            ValueError: ``label`` is none of off, info, warning, error.
        """
        try:
            return cls[label.upper()]
        except KeyError:
            raise ValueError(label) from None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character; an empty span shares with what surrounds it."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


class SpanIndex:
    """Many spans of one text, merged, so that each question takes one search and not a walk."""

    def __init__(self, spans: Iterable[Span]) -> None:
        merged: list[Span] = []
        for span in sorted(spans):
            if merged and span.start <= merged[-1].end:
                merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
            else:
                merged.append(span)
        self.spans: Final = tuple(merged)
        self._starts = [span.start for span in merged]

    def overlaps(self, span: Span) -> bool:
        """Whether a character of ``span``, which is not empty, lies in one of the spans."""
        at = bisect_left(self._starts, span.end) - 1
        return at >= 0 and self.spans[at].end > span.start


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text and the source characters that wrote it.

    ``length`` characters from ``at`` on stand for the source range ``start`` to ``end``. Where both
    are equally long they map one to one; else (an entity, an escape, a tag that reads as a space)
    each of the characters stands for the whole range.
    """

    at: int
    length: int
    start: int
    end: int

    def source_range(self, index: int) -> Span:
        """The source range of the text character ``index``, which lies in this run."""
        if self.length == self.end - self.start:
            begin = self.start + index - self.at
            return Span(begin, begin + 1)
        return Span(self.start, self.end)

    def moved(self, by: int) -> Run:
        """The same run in a text that starts ``by`` characters earlier."""
        return replace(self, at=self.at + by)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A variable in a text, such as ``{{ name }}``: where it stands and what it will hold.

    ``fallback`` is what the template writes where the variable is empty ("" for nothing at all),
    None where the template does not say.
    """

    span: Span
    role: PlaceholderRole = "other"
    identifier: str = ""
    fallback: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that a customer reads in one go: a paragraph, a heading, a catalogue string.

    Attributes:
        text: what the customer reads, placeholders verbatim; markup, template blocks, soft hyphens
            and zero-width characters are gone, entities and escapes decoded, NFC.
        runs: ordered, without gaps; together they cover ``text``.
        placeholders: ordered, in offsets of ``text``.
        role: what kind of place the text stands in.
        key: the catalogue key, parts joined with a dot; empty in documents.
        language: the language that markup or a locale key declares for this text, else None. Any
            code as written ("da", "da-DK", "en"), lower-cased primary subtag kept by ``language``.
        part: which part of a file that holds several texts (a MIME part of an eml, a comment or
            footnote of a docx) this stands in; empty in files that are one text.
    """

    text: str
    runs: tuple[Run, ...]
    placeholders: tuple[Placeholder, ...] = ()
    role: SegmentRole = "text"
    key: str = ""
    language: str | None = None
    part: str = ""

    def source_span(self, span: Span) -> Span:
        """The source characters that wrote ``span`` of the text."""
        return _source_span(self.runs, span)


Shape = Literal["document", "catalogue"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in one file: a document is one message, a catalogue many strings.

    Where a text has branches (``{% if %}A{% else %}B{% endif %}``, the plural forms of ICU),
    ``segments`` are read with the first branch of each, and each of ``alternatives`` with another:
    a document then whole, a catalogue only the strings that differ. Every branch stands in one.
    """

    segments: tuple[Segment, ...]
    shape: Shape = "document"
    language: str | None = None
    """Declared for the whole file (``<html lang>``, ``@@locale``, front matter), as written."""
    touchpoint: str | None = None
    """Declared in the file (front matter), as written."""
    alternatives: tuple[tuple[Segment, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text that was drawn out of a file that is no text: a paragraph of a .docx.

    ``span``, without a line end, and the spans of ``variables`` count in ``Source.text``; the other
    attributes are as in ``Segment``.
    """

    span: Span
    role: SegmentRole = "text"
    language: str | None = None
    part: str = ""
    variables: tuple[Placeholder, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it was decoded.

    ``path`` is as the user named it, with forward slashes; ``<stdin>`` for standard input.
    ``lines`` is what an archive such as a .docx says of the lines of ``text``; empty for text
    files.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A reading of a text (its language, its touchpoint) and the evidence for it.

    ``contradicts`` is the declared value that the text speaks against too strongly to be kept.
    """

    value: str
    evidence: str = ""
    contradicts: str | None = None


MessageKind = Literal["whole", "string"]


@dataclass(frozen=True, slots=True)
class Message:
    """The segments that reach the customer together, as one text.

    ``text`` holds the segments joined by a blank line. ``bounds`` has the range of each segment.
    A ``whole`` message is a mail, letter or page; a ``string`` is a fragment out of a catalogue.
    """

    text: str
    runs: tuple[Run, ...]
    placeholders: tuple[Placeholder, ...]
    segments: tuple[Segment, ...]
    bounds: tuple[Span, ...]
    kind: MessageKind
    language: Verdict = field(default_factory=lambda: Verdict(UNKNOWN))
    touchpoint: Verdict = field(default_factory=lambda: Verdict("other"))

    def source_span(self, span: Span) -> Span:
        """The source characters that wrote ``span`` of the text."""
        return _source_span(self.runs, span)

    def without_placeholders(self, span: Span) -> str:
        """The words of ``span``, with a space for each placeholder that lies in it."""
        parts: list[str] = []
        at = span.start
        for one in self.placeholders:
            if span.covers(one.span):
                parts.append(self.text[at : one.span.start])
                at = one.span.end
        parts.append(self.text[at : span.end])
        return " ".join(parts)


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A stretch of a message that has a task of its own, in offsets of ``Message.text``."""

    span: Span
    name: PartName


SEGMENT_BREAK: Final = "\n\n"


def join_segments(segments: Iterable[Segment], kind: MessageKind) -> Message:
    """One message out of ``segments``, in order; language and touchpoint are not yet known."""
    kept = tuple(segments)
    parts: list[str] = []
    runs: list[Run] = []
    placeholders: list[Placeholder] = []
    bounds: list[Span] = []
    at = 0
    for segment in kept:
        if bounds:
            here = segment.runs[0].start if segment.runs else runs[-1].end if runs else 0
            parts.append(SEGMENT_BREAK)
            runs.append(Run(at, len(SEGMENT_BREAK), here, here))
            at += len(SEGMENT_BREAK)
        parts.append(segment.text)
        runs.extend(run.moved(at) for run in segment.runs)
        placeholders.extend(
            replace(one, span=Span(one.span.start + at, one.span.end + at))
            for one in segment.placeholders
        )
        bounds.append(Span(at, at + len(segment.text)))
        at += len(segment.text)
    return Message("".join(parts), tuple(runs), tuple(placeholders), kept, tuple(bounds), kind)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, in offsets of the source.

    Attributes:
        rule: the rule's name, such as ``hollow-phrase``.
        id: rule and entry, such as ``hollow-phrase/call-is-important``.
        severity: after config and touchpoint.
        span: the words at fault; for something absent, the anchor where it was missed.
        quote: the decoded words at fault, None for something absent.
        message: what is wrong, one sentence, in the language of the user interface.
        why: the reason, likewise.
        advice: what to say instead, likewise.
        suggestions: wordings in the language of the copy, best first; ``<...>`` marks what the
            writer fills in.
        language: of the copy.
        also: ids of findings on the same words that were merged into this one.
        weight: how specific the pattern was; tells which of merged findings leads.
        fix: what may stand in place of the words at fault without a second look (same form, lints
            clean); None where a writer must choose.
        part: of the file, as in ``Segment.part``.
    """

    rule: str
    id: str
    severity: Severity
    span: Span
    quote: str | None
    message: str
    why: str = ""
    advice: str = ""
    suggestions: tuple[str, ...] = ()
    language: str = UNKNOWN
    also: tuple[str, ...] = ()
    weight: int = 0
    fix: str | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class FileError:
    """Why a file, config or lexicon could not be used: one line, with the mend."""

    path: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that a comment in the file silences, and the reason that the comment gives."""

    finding: Finding
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FileReport:
    """All that is to be said of one file. ``source`` is None where it could not be read."""

    path: str
    source: Source | None
    language: str
    touchpoint: str
    findings: tuple[Finding, ...] = ()
    error: FileError | None = None
    suppressed: tuple[Suppressed, ...] = ()


class CopylintError(Exception):
    """A fault that the user can mend; carries the line to show."""

    def __init__(self, error: FileError) -> None:
        super().__init__(str(error))
        self.error = error


def _source_span(runs: tuple[Run, ...], span: Span) -> Span:
    if not runs:
        return Span(0, 0)
    if span.start >= span.end:
        return _point(runs, span.start)
    first = _range_at(runs, span.start)
    last = _range_at(runs, span.end - 1)
    return Span(first.start, max(last.end, first.start))


def _range_at(runs: tuple[Run, ...], index: int) -> Span:
    found = bisect_right(runs, index, key=lambda run: run.at) - 1
    return runs[max(found, 0)].source_range(index)


def _point(runs: tuple[Run, ...], index: int) -> Span:
    last = runs[-1]
    if index >= last.at + last.length:
        return Span(last.end, last.end)
    start = _range_at(runs, index).start
    return Span(start, start)
