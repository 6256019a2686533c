"""What the linear model of sentences says: a second opinion on the patterns, and finds of its own.

A wide pattern fires on harmless sentences too; where the model sees no fault in the sentence, the
finding is only an info (``doubt`` in ``lexicons/rules``). And no list of patterns foresees all that
people write; where the model is all but sure of a sentence that no pattern found, it is a finding
(``finds``), never more than a warning.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from copylint.lexicon import read_rule
from copylint.linear import Features, features, load_model, normalise
from copylint.model import SegmentRole, Severity, Span
from copylint.rules.context import Context
from copylint.rules.hit import Hit

if TYPE_CHECKING:
    from copylint.lexicon import LanguageLexicon
    from copylint.lexicon.entries import Entry
    from copylint.rules.opinions import Opinion

ID: Final = "likeness"
"""The kind of what the model finds, and its name in finding ids."""

WORDS: Final = range(5, 41)
"""How many words a sentence may have for a finding of the model's own: shorter ones are headings,
labels and buttons, longer ones lists and paragraphs without stops; the training texts have few."""

ALIKE: Final = 0.35
"""From this cosine on, a sentence is like the example whose suggestion is offered for it."""

_PROSE: Final[frozenset[SegmentRole]] = frozenset(
    {"text", "list", "subject", "preheader", "footer"}
)


# ---- doubt -------------------------------------------------------------------------------------


def weighed(context: Context, hits: Iterable[Hit]) -> Iterator[Hit]:
    """``hits`` in order, those of the shipped lexicons that the model doubts made an info."""
    for hit in hits:
        if hit.shipped and _is_doubted(hit, context):
            yield replace(hit, severity=Severity.INFO)
        else:
            yield hit


def _is_doubted(hit: Hit, context: Context) -> bool:
    least = read_rule(hit.rule).doubt
    if not least:
        return False
    here = [one.probabilities[hit.rule] for one in context.opinions if one.span.overlaps(hit.span)]
    return bool(here) and max(here) < least


# ---- finds of its own --------------------------------------------------------------------------


def run(context: Context, active: Collection[str], known: Iterable[Hit]) -> Iterator[Hit]:
    """The sentences that read like a fault of a rule in ``active``, but for those ``known``."""
    found = {rule: _threshold(rule) for rule in load_model().rules if rule in active}
    wanted = {rule: least for rule, least in found.items() if least}
    if not wanted:
        return
    taken: dict[str, list[Span]] = {}
    for hit in known:
        taken.setdefault(hit.rule, []).append(hit.span)
    for one in context.opinions:
        rules = [rule for rule, least in wanted.items() if one.probabilities[rule] >= least]
        if rules and _is_prose(context, one):
            for rule in rules:
                if not any(one.span.overlaps(span) for span in taken.get(rule, ())):
                    yield _hit(context, rule, one)


def _threshold(rule: str) -> float:
    return read_rule(rule).finds


def _is_prose(context: Context, opinion: Opinion) -> bool:
    """Whether a sentence is one of the kind that the model was trained on.

    A lone string of a catalogue is not: what a program says of its own states reads like reproach.
    """
    span = opinion.span
    lone = context.message.kind == "string" and any(one.key for one in context.message.segments)
    return (
        not lone
        and len(opinion.text.split()) in WORDS
        and not opinion.text.startswith("#")
        and context.role_at(span.start) in _PROSE
        and not _is_mostly_quoted(context, span)
        and span not in context.english_sentences
    )


def _is_mostly_quoted(context: Context, span: Span) -> bool:
    quoted = sum(
        min(one.end, span.end) - max(one.start, span.start)
        for one in context.quotations
        if one.overlaps(span)
    )
    return context.is_quoted(span) or quoted * 2 > span.end - span.start


def _hit(context: Context, rule: str, opinion: Opinion) -> Hit:
    end = opinion.span.end
    while context.message.text[end - 1] in ".!?…":
        end -= 1
    return Hit(
        rule,
        ID,
        ID,
        Span(opinion.span.start, end),
        Severity.WARNING,
        _suggestions(context.lexicon, rule, opinion.features),
    )


def _suggestions(lexicon: LanguageLexicon, rule: str, sentence: Features) -> tuple[str, ...]:
    """Those of the entry with the most similar example; none where none is like it."""
    best, alike = None, ALIKE
    for entry, example in _examples(lexicon, rule):
        similar = sentence.cosine(example)
        if similar >= alike:
            best, alike = entry, similar
    return best.suggest if best is not None else ()


@cache
def _examples(lexicon: LanguageLexicon, rule: str) -> tuple[tuple[Entry, Features], ...]:
    return tuple(
        (entry, features(normalise(text, Span(0, len(text))), lexicon.language))
        for entry in lexicon.entries
        if entry.rule == rule and entry.suggest
        for raw in entry.bad
        if (text := raw.replace("[", "").replace("]", "").strip())
    )
