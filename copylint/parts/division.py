"""A message divided into its parts, from the subject to the footer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from copylint.lexicon.language_data import LanguageData
from copylint.model import Message, Part, PartName, Segment, SegmentRole, Span, SpanIndex
from copylint.parts.footer import is_footer
from copylint.parts.keys import key_part
from copylint.parts.lines import anywhere, lines
from copylint.parts.quoted import quoted_mail
from copylint.parts.salutation import salutation
from copylint.parts.signoff import sign_off
from copylint.sentences import sentences

_BY_ROLE: Final[dict[SegmentRole, PartName]] = {
    "subject": "subject",
    "title": "subject",
    "preheader": "preheader",
    "button": "call-to-action",
    "link": "call-to-action",
    "footer": "footer",
}
# A link with more words than this is a sentence to read, not a thing to do.
_LINK_WORDS: Final = 6
_BELOW_WORDS: Final = 12
_ENDS: Final = ".!?…"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line of a message, or a stretch of one, with the part it is taken for so far."""

    span: Span
    segment: Segment
    name: PartName = "body"


def parts(message: Message, data: LanguageData) -> tuple[Part, ...]:
    """The parts of ``message`` in order, by the words of ``data``.

    They do not overlap, and every letter of the message lies in one of them. What is nothing else
    is body. A string that is no whole message has a body alone, and what its key or role says.
    """
    pieces = _pieces(message)
    fixed = _fixed(message, data)
    if message.kind == "whole" and pieces:
        fixed |= _below(message, data, pieces, fixed)
        fixed |= _closing(message, data, pieces, fixed)
    return tuple(_joined(_cut(message, pieces, sorted(fixed.items()))))


def body_end(message: Message, data: LanguageData) -> int:
    """Where the mail's own words end and a sign-off stands or would stand, as an offset.

    The end of the last part that is body, closing or call to action; 0 if there is none.
    """
    own = ("salutation", "body", "call-to-action", "closing")
    return max((one.span.end for one in parts(message, data) if one.name in own), default=0)


def _pieces(message: Message) -> list[_Piece]:
    found: list[_Piece] = []
    at = 0
    for line in lines(message):
        while message.bounds[at].end <= line.start:
            at += 1
        segment = message.segments[at]
        found.append(_Piece(line, segment, _of_segment(segment, message)))
    return found


def _of_segment(segment: Segment, message: Message) -> PartName:
    """What the role of a segment, or its key among those of one mail, says of it."""
    named = _BY_ROLE.get(segment.role)
    if len(message.segments) > 1 and segment.key:
        return key_part(segment.key) or named or "body"
    if named == "call-to-action" and not _asks(segment):
        return "body"
    return named or "body"


def _asks(segment: Segment) -> bool:
    """Whether a button or link says in a few words what to do, and not only where it leads."""
    hidden = SpanIndex(one.span for one in segment.placeholders)
    return len(segment.text.split()) <= _LINK_WORDS and any(
        char.isalpha() and not hidden.overlaps(Span(at, at + 1))
        for at, char in enumerate(segment.text)
    )


def _fixed(message: Message, data: LanguageData) -> dict[Span, PartName]:
    """The stretches that are known by their form, without overlap."""
    quoted = quoted_mail(message)
    found: dict[Span, PartName] = dict.fromkeys(quoted, "quoted")
    taken = SpanIndex(quoted)
    opening = salutation(message, data)
    if opening is not None and not taken.overlaps(opening.span):
        found[opening.span] = "salutation"
    closed = sign_off(message, data)
    if closed is not None and not taken.overlaps(closed.span):
        found[closed.span] = "sign-off"
    return found


def _closing(
    message: Message,
    data: LanguageData,
    pieces: Sequence[_Piece],
    fixed: dict[Span, PartName],
) -> dict[Span, PartName]:
    """The last sentences of a letter's body, as long as they wish or offer help."""
    ends = [span.start for span, name in fixed.items() if name != "salutation"]
    starts = [span.end for span, name in fixed.items() if name == "salutation"]
    if not (starts or "sign-off" in fixed.values()):
        return {}
    start, end = max(starts, default=0), min(ends, default=len(message.text))
    friendly = anywhere(data.friendly_closings)
    body = SpanIndex(one.span for one in pieces if one.name == "body")
    found: dict[Span, PartName] = {}
    for span in reversed([one for one in sentences(message) if start <= one.start < end]):
        if body.overlaps(span):
            if friendly.match(message.text, span.start) is None:
                break
            found[Span(span.start, min(span.end, end))] = "closing"
    return found


def _below(
    message: Message,
    data: LanguageData,
    pieces: Sequence[_Piece],
    fixed: dict[Span, PartName],
) -> dict[Span, PartName]:
    """The lines of the footer, each on its own."""
    top = max(
        (one.end for one, name in fixed.items() if name in ("salutation", "sign-off")), default=0
    )
    signed = "sign-off" in fixed.values()
    quoted = min((one.start for one, name in fixed.items() if name == "quoted"), default=None)
    tail = [
        one.span
        for one in pieces
        if one.span.start >= top and (quoted is None or one.span.end <= quoted)
    ]
    tail = [one for one in tail if one.start > pieces[0].span.start]
    return dict.fromkeys(tail[_footer_start(message, data, tail, signed=signed) :], "footer")


def _footer_start(
    message: Message, data: LanguageData, tail: Sequence[Span], *, signed: bool
) -> int:
    """The index of the first footer line of ``tail``, which ends the message.

    Below a sign-off the first line that sounds like a footer begins it. Else all lines from there
    on must be short or sound like one; a single sentence may stand among several of those.
    """
    start = len(tail)
    telling = others = 0
    for at in range(len(tail) - 1, -1, -1):
        if is_footer(message, tail[at], data):
            telling += 1
            if signed or others == 0 or telling > 1:
                start = at
        elif not _is_short(message, tail[at]):
            others += 1
        if not signed and others > 1:
            break
    return start


def _is_short(message: Message, line: Span) -> bool:
    """Whether a line can be an address, a name or a link among the lines of a footer."""
    text = message.text[line.start : line.end]
    return len(text.split()) <= _BELOW_WORDS and text[-1] not in _ENDS


def _cut(
    message: Message, pieces: Sequence[_Piece], fixed: Sequence[tuple[Span, PartName]]
) -> Iterator[Part]:
    """``pieces``, cut where a stretch of ``fixed`` begins or ends, and named after it."""
    first = 0
    for piece in pieces:
        start, end = piece.span.start, piece.span.end
        while first < len(fixed) and fixed[first][0].end <= start:
            first += 1
        at, following = start, first
        while following < len(fixed) and fixed[following][0].start < end:
            span, name = fixed[following]
            yield from _part(message, at, span.start, piece.name)
            at = min(span.end, end)
            yield from _part(message, max(span.start, start), at, name)
            following += 1
        yield from _part(message, at, end, piece.name)


def _part(message: Message, start: int, end: int, name: PartName) -> Iterator[Part]:
    """The part from ``start`` to ``end`` without white space around it, unless it is empty."""
    text = message.text
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Part(Span(start, end), name)


def _joined(found: Iterator[Part]) -> Iterator[Part]:
    """Neighbours of the same name as one part."""
    kept: Part | None = None
    for part in found:
        if kept is not None and kept.name == part.name:
            kept = Part(Span(kept.span.start, part.span.end), kept.name)
            continue
        if kept is not None:
            yield kept
        kept = part
    if kept is not None:
        yield kept
