"""A second opinion on what the patterns found: the linear model of sentences.

A wide pattern fires on harmless sentences too. Where the model sees no fault in the sentence, the
finding is only an info. The model never finds anything on its own: trained on short texts, it is
far too ready to see faults in long official prose.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from copylint.lexicon import read_rule
from copylint.linear import Features, Model, features, load_model, normalise
from copylint.model import Severity, Span
from copylint.rules.context import Context
from copylint.rules.hit import Hit
from copylint.sentences import sentences


def weighed(context: Context, hits: Collection[Hit]) -> Iterator[Hit]:
    """``hits`` in order, those of the shipped lexicons that the model doubts made an info."""
    if not any(hit.shipped for hit in hits):
        yield from hits
        return
    model = load_model()
    bounds = list(sentences(context.message))
    for hit in hits:
        if hit.shipped and _is_doubted(context, hit, bounds, model):
            yield replace(hit, severity=Severity.INFO)
        else:
            yield hit


def _is_doubted(context: Context, hit: Hit, bounds: Sequence[Span], model: Model) -> bool:
    if hit.rule not in model.weights:
        return False
    after = bisect_left(bounds, hit.span.end, key=lambda one: one.start)
    here: list[float] = []
    for at in range(after - 1, -1, -1):
        if bounds[at].end <= hit.span.start:
            break
        here.append(model.probability(hit.rule, _features_at(context, bounds[at])))
    return bool(here) and max(here) < read_rule(hit.rule).doubt


def _features_at(context: Context, span: Span) -> Features:
    """What the model reads of the sentence ``span``."""
    message = context.message
    hidden = [one.span for one in message.placeholders]
    first = bisect_left(hidden, span.start, key=lambda one: one.end)
    last = bisect_left(hidden, span.end, key=lambda one: one.start)
    inside = tuple(Span(one.start - span.start, one.end - span.start) for one in hidden[first:last])
    return _features(message.text[span.start : span.end], inside, context.lexicon.language)


@lru_cache(maxsize=500)
def _features(text: str, hidden: tuple[Span, ...], language: str) -> Features:
    """Those of the sentences met last are kept, a few kilobytes each."""
    return features(normalise(text, Span(0, len(text)), hidden), language)
