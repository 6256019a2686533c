"""The linear model of sentences, asked about every sentence of a message."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from copylint.linear import Features, features, load_model, normalise
from copylint.model import Message, Span
from copylint.sentences import sentences


@dataclass(frozen=True, slots=True)
class Opinion:
    """A sentence, and how likely it breaks each of the rules that the model knows."""

    span: Span
    text: str
    features: Features
    probabilities: Mapping[str, float]


def opinions(message: Message, language: str) -> tuple[Opinion, ...]:
    """What the model says of the sentences of ``message``, in order."""
    spans = list(sentences(message))
    texts = [_normalised(message, span) for span in spans]
    return tuple(
        Opinion(span, texts[at], *_judged(texts[at], language, _beside(texts, at)))
        for at, span in enumerate(spans)
    )


def _normalised(message: Message, span: Span) -> str:
    hidden = message.placeholders
    first = bisect_left(hidden, span.start, key=lambda one: one.span.end)
    last = bisect_left(hidden, span.end, key=lambda one: one.span.start)
    return normalise(message.text, span, [one.span for one in hidden[first:last]])


def _beside(texts: Sequence[str], at: int) -> tuple[str, ...]:
    return (*texts[max(at - 1, 0) : at], *texts[at + 1 : at + 2])


@lru_cache(maxsize=500)
def _judged(
    text: str, language: str, beside: tuple[str, ...]
) -> tuple[Features, Mapping[str, float]]:
    """Those of the sentences met last are kept, for an editor asks for the same ones again."""
    found = features(text, language, beside)
    return found, load_model().probabilities(found)
