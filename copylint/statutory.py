"""Where a message holds text that the law words or demands, so that rules can be silent there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copylint.lexicon.statutory_data import StatutoryKind, statutory_kinds, statutory_words
from copylint.model import LANGUAGES, Message, Span
from copylint.sentences import sentences


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of statutory text.

    Attributes:
        kind: which it is, and which rules are silent in it.
        span: in offsets of ``Message.text``: the sentence or paragraph, as the kind says.
        quote: the words that told it.
    """

    kind: StatutoryKind
    span: Span
    quote: str


def blocks(message: Message) -> tuple[Block, ...]:
    """The statutory blocks of ``message``, in order; none where its language is not one of ours.

    Two kinds may share words; of one kind, each sentence or paragraph stands once.
    """
    if message.language.value not in LANGUAGES:
        return ()
    found = {
        (block.kind.name, block.span): block
        for kind in statutory_kinds().values()
        for block in _of_kind(message, kind)
    }
    return tuple(sorted(found.values(), key=lambda one: one.span))


def _of_kind(message: Message, kind: StatutoryKind) -> Iterator[Block]:
    pattern = statutory_words(message.language.value).get(kind.name)
    matches = list(pattern.finditer(message.text)) if pattern is not None else []
    if not matches:
        return
    bounds = message.bounds if kind.scope == "paragraph" else tuple(sentences(message))
    for match in matches:
        yield Block(kind, _around(bounds, match.start()), " ".join(match.group().split()))


def _around(bounds: Sequence[Span], at: int) -> Span:
    """The one of ``bounds``, which are in order, that holds or last begins before ``at``."""
    return bounds[max(bisect_right(bounds, at, key=lambda one: one.start) - 1, 0)]
