"""A second opinion on what the patterns found: the linear model of sentences.

A wide pattern fires on harmless sentences too. Where the model sees no fault in the sentence, the
finding is only an info. The model never finds anything on its own: trained on short texts, it is
far too ready to see faults in long official prose.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import replace

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
    known = list(_sentences(context))
    for hit in hits:
        if hit.shipped and _is_doubted(hit, known, model):
            yield replace(hit, severity=Severity.INFO)
        else:
            yield hit


def _sentences(context: Context) -> Iterator[tuple[Span, Features]]:
    message = context.message
    hidden = [one.span for one in message.placeholders]
    for span in sentences(message):
        first = bisect_left(hidden, span.start, key=lambda one: one.end)
        last = bisect_left(hidden, span.end, key=lambda one: one.start)
        text = normalise(message.text, span, hidden[first:last])
        yield span, features(text, context.lexicon.language)


def _is_doubted(hit: Hit, known: list[tuple[Span, Features]], model: Model) -> bool:
    if hit.rule not in model.weights:
        return False
    after = bisect_left(known, hit.span.end, key=lambda one: one[0].start)
    here: list[float] = []
    for at in range(after - 1, -1, -1):
        span, grams = known[at]
        if span.end <= hit.span.start:
            break
        here.append(model.probability(hit.rule, grams))
    return bool(here) and max(here) < read_rule(hit.rule).doubt
