"""Sentences told by punctuation alone, without tokens: for the layers that run before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copylint.model import Message, Span, SpanIndex

_BREAK = re.compile(
    r"(?<=[.!?…])[\"'”»)]*\s+(?=[^\W\d_a-zæøåäöéü]|[\"“”«»{\[%#*<¤(])|\n(?=[^\Wa-zæøåäö])|\n\s*\n|\n(?=\W)"
)
_EDGE = " \t\n\"'“”«»()[]•*–—-"


def sentences(message: Message) -> Iterator[Span]:
    """The sentences of ``message`` in order, without white space and quotes around them.

    A sentence never runs over the end of a segment; full stops inside placeholders end none.
    """
    inside = SpanIndex(one.span for one in message.placeholders)
    for bound in message.bounds:
        start = bound.start
        for match in _BREAK.finditer(message.text, bound.start, bound.end):
            if inside.overlaps(Span(match.start(), match.start() + 1)):
                continue
            yield from _trimmed(message.text, start, match.start())
            start = match.end()
        yield from _trimmed(message.text, start, bound.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    if start < end:
        yield Span(start, end)
