"""The linear model beside the patterns: it finds what they missed, and doubts what they overdid."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from copylint.lexicon import read_rule
from copylint.lexicon.entries import Entry
from copylint.lexicon.likeness import resembles
from copylint.linear import Features, Model, Normalised, features, load_model, normalise
from copylint.model import Severity, Span
from copylint.rules.context import Context
from copylint.rules.hit import Hit
from copylint.sentences import sentences

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MIN_WORDS: Final = 4
"""A sentence of fewer words tells too little."""

_WORD = re.compile(r"\w+")
_MARK = re.compile(r"(?<!\\)[\[\]]")


@dataclass(frozen=True)
class _Examples:
    """The bad examples of one rule in one language, as vectors."""

    entries: tuple[Entry, ...]
    texts: tuple[str, ...]
    vectors: NDArray[np.float32]


def run(context: Context, rules: Collection[str], found: Collection[Hit]) -> Iterator[Hit]:
    """``found``, the other layers' hits, those that the model doubts made an info; and new hits in
    sentences where none of them has the same rule."""
    model = load_model()
    known = frozenset(rules) & model.weights.keys()
    scored = list(_scored(context, model, known)) if known else []
    for hit in found:
        yield _doubted(hit, scored) if hit.shipped and hit.rule in known else hit
    for one in scored:
        for rule, probability in one.probabilities.items():
            likeness = read_rule(rule).likeness
            if probability < likeness.hint or context.is_quoted(one.span):
                continue
            if any(hit.rule == rule and hit.span.overlaps(one.span) for hit in found):
                continue
            most = Severity.WARNING if probability >= likeness.alone else Severity.INFO
            yield from _hit(context, model, rule, one, most)


@dataclass(frozen=True)
class _Scored:
    """A sentence with the model's probabilities, by rule."""

    span: Span
    sentence: Normalised
    grams: Features
    probabilities: dict[str, float]


def _scored(context: Context, model: Model, rules: frozenset[str]) -> Iterator[_Scored]:
    hidden = [one.span for one in context.message.placeholders]
    for span in sentences(context.message):
        sentence = normalise(context.message.text, span, hidden)
        if len(_WORD.findall(sentence.text)) >= MIN_WORDS:
            grams = features(sentence.text, context.lexicon.language)
            probabilities = {rule: model.probability(rule, grams) for rule in sorted(rules)}
            yield _Scored(span, sentence, grams, probabilities)


def _doubted(hit: Hit, scored: list[_Scored]) -> Hit:
    """``hit``, as an info where the model sees no fault in any of its sentences."""
    here = [one.probabilities[hit.rule] for one in scored if one.span.overlaps(hit.span)]
    if not here or max(here) >= read_rule(hit.rule).likeness.doubt:
        return hit
    return replace(hit, severity=Severity.INFO)


def _hit(context: Context, model: Model, rule: str, one: _Scored, most: Severity) -> Iterator[Hit]:
    nearest = _nearest(context, rule, one.grams)
    if nearest is None:
        return
    entry, example = nearest
    if entry.touchpoints and context.message.touchpoint.value not in entry.touchpoints:
        return
    if context.is_guarded(entry, one.span):
        return
    yield Hit(
        rule,
        f"like-{entry.id}",
        entry.kind,
        _weightiest(context, model, rule, one),
        most if entry.severity is None else min(most, entry.severity),
        entry.suggest,
        note={language: text.format(example=example) for language, text in resembles().items()},
    )


def _weightiest(context: Context, model: Model, rule: str, scored: _Scored) -> Span:
    """The stretch of words that speaks most for a fault: the one with the greatest sum, when each
    word is set against the average of the sentence."""
    sentence = scored.sentence
    share = model.contributions(rule, scored.grams, len(sentence.text))
    words = list(_WORD.finditer(sentence.text))
    weights = [float(share[one.start() : one.end()].sum()) for one in words]
    bar = max(sum(weights) / len(weights), 0.0) / 2
    best, best_range, total, begin = float("-inf"), (0, len(words) - 1), 0.0, 0
    for at, weight in enumerate(weights):
        if total <= 0:
            total, begin = 0.0, at
        total += weight - bar
        if total > best:
            best, best_range = total, (begin, at)
    first, last = words[best_range[0]], words[best_range[1]]
    start = sentence.origin[first.start()]
    after = sentence.origin[last.end()] if last.end() < len(sentence.origin) else scored.span.end
    text = context.message.text
    while after > start and not text[after - 1].isalnum() and text[after - 1] not in "}%]*#>":
        after -= 1
    return Span(start, max(after, start + 1))


def _nearest(context: Context, rule: str, grams: Features) -> tuple[Entry, str] | None:
    """The lexicon's entry and example that share most n-grams with the sentence."""
    import numpy as np

    examples = _examples(context, rule)
    if not examples.texts:
        return None
    sums = np.zeros(examples.vectors.shape[1], dtype=np.float32)
    np.add.at(sums, grams.buckets % examples.vectors.shape[1], grams.values)
    at = int(np.argmax(examples.vectors @ sums))
    return examples.entries[at], examples.texts[at]


_FOLDED: Final = 1 << 12
"""Length of an example's vector: enough to tell examples apart, and quick to make."""

_KNOWN: dict[tuple[int, str], _Examples] = {}


def _examples(context: Context, rule: str) -> _Examples:
    key = (id(context.lexicon), rule)
    if key not in _KNOWN:
        _KNOWN[key] = _read_examples(context, rule)
    return _KNOWN[key]


def _read_examples(context: Context, rule: str) -> _Examples:
    import numpy as np

    pairs = [
        (entry, _MARK.sub("", text).replace("\\", ""))
        for entry in context.lexicon.entries
        if entry.rule == rule
        for text in entry.bad
    ]
    vectors = np.zeros((len(pairs), _FOLDED), dtype=np.float32)
    for row, (_, text) in enumerate(pairs):
        made = normalise(text, Span(0, len(text))).text
        grams = features(made, context.lexicon.language)
        np.add.at(vectors[row], grams.buckets % _FOLDED, grams.values)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return _Examples(tuple(one for one, _ in pairs), tuple(text for _, text in pairs), vectors)
