"""Runs every entry of the lexicons over a message."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from copylint.lexicon.entries import Entry
from copylint.lexicon.notation import Sequence
from copylint.model import Span
from copylint.rules.context import Context
from copylint.rules.hit import Hit

if TYPE_CHECKING:
    from copylint.matching import Match


def run(context: Context, rules: Collection[str]) -> Iterator[Hit]:
    """The hits of all entries of ``rules``, sentence by sentence."""
    if not context.may_match:
        return
    for sentence in range(len(context.analysis.sentences)):
        for entry, sequences in context.candidates(sentence):
            if entry.rule in rules and _applies(context, entry):
                yield from _entry_hits(context, entry, sequences, sentence)


def _applies(context: Context, entry: Entry) -> bool:
    return not entry.touchpoints or context.message.touchpoint.value in entry.touchpoints


def _entry_hits(
    context: Context, entry: Entry, sequences: list[Sequence], sentence: int
) -> Iterator[Hit]:
    for match in context.matcher.hits(entry, sequences, sentence):
        span = context.analysis.span(match.marked_first, match.marked_last)
        if context.is_quoted(span) or (entry.found and _is_name(context, match, span)):
            continue
        yield Hit(
            entry.rule,
            entry.id,
            entry.kind,
            _underline(context, entry, match, span),
            entry.severity,
            entry.suggest_at.get(context.message.touchpoint.value, entry.suggest),
            texts=entry.texts,
            weight=match.weight,
            languages={"found": entry.found} if entry.found else {},
            shipped=entry.shipped,
        )


def _is_name(context: Context, match: Match, span: Span) -> bool:
    """Whether a single word of a neighbour's language is a name: a capital inside a sentence."""
    analysis = context.analysis
    one_word = match.marked_last - match.marked_first == 1
    first = analysis.sentences[analysis.sentence_at(match.marked_first)].start
    text = context.message.text[span.start : span.end]
    return one_word and text[:1].isupper() and match.marked_first > first


def _underline(context: Context, entry: Entry, match: Match, span: Span) -> Span:
    analysis = context.analysis
    if entry.underline == "clause":
        return _trimmed(context, analysis.span(*analysis.clause_around(match.first, match.last)))
    if entry.underline == "sentence":
        sentence = analysis.sentences[analysis.sentence_at(match.first)]
        return _trimmed(context, analysis.span(sentence.start, sentence.end))
    return _trimmed(context, span)


def _trimmed(context: Context, span: Span) -> Span:
    """``span`` without punctuation at its ends."""
    text = context.message.text
    start, end = span.start, span.end
    while end > start and text[end - 1] in ".!?…:;, \n\"'”“»«":
        end -= 1
    while start < end and text[start] in " \n,;:–-\"'”“»«":
        start += 1
    return Span(start, end)
