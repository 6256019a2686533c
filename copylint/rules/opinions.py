"""The linear model of sentences, asked about every sentence of a message."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from copylint.linear import Features, load_model, normalise, of_sentences
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
    model = load_model()
    spans = list(sentences(message))
    texts = [_normalised(message, span) for span in spans]
    return tuple(
        Opinion(span, text, found, model.probabilities(found))
        for span, text, found in zip(spans, texts, of_sentences(texts, language), strict=True)
    )


def _normalised(message: Message, span: Span) -> str:
    hidden = message.placeholders
    first = bisect_left(hidden, span.start, key=lambda one: one.span.end)
    last = bisect_left(hidden, span.end, key=lambda one: one.span.start)
    return normalise(message.text, span, [one.span for one in hidden[first:last]])
