"""Sentences that are too long, and texts whose LIX is too high.

LIX is computed by textstat, on cleaned text: its sentence counter knows no abbreviations, and it
takes placeholders and long numbers for long words. It is only a hint, so it speaks of running text
of some length alone: no headings, lists, tables or signatures, and nothing that the law words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from copylint.language import without_markup
from copylint.lexicon.readability_data import ReadabilityData, readability_data
from copylint.model import Severity, Span
from copylint.rules.context import Context
from copylint.rules.hit import Hit
from copylint.sentences import sentences

RULE: Final = "readability"

_PROSE: Final = frozenset(("text", "list"))
# Fewer words are a label, a greeting or a line of an address.
_SENTENCE_WORDS: Final = 4
# So many commas, bullets or bars with so few words between them are a list, not clauses.
_LIST_MARKS: Final = 6
_ITEM_WORDS: Final = 3
_LONG_WORD: Final = 6
# textstat takes long to import, so it is asked only where our own estimate is not far below.
_NEAR: Final = 3.0

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LIST_MARK = re.compile(r"[,;•|/·]")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of running prose: where it stands, and its words without variables."""

    span: Span
    words: tuple[str, ...]


def run(context: Context) -> Iterator[Hit]:
    """Each long sentence, and at most one hit for the text as a whole, on its first sentence."""
    data = readability_data()
    prose = list(_prose(context))
    for one in prose:
        if len(one.words) >= data.long_sentence:
            yield _long(one, data)
        elif len(one.words) >= data.dense_words and _estimate([one]) >= data.dense_lix:
            yield _dense(one)
    yield from _heavy(context, prose, data)


def _long(sentence: _Sentence, data: ReadabilityData) -> Hit:
    words = len(sentence.words)
    severity = None if words >= data.very_long_sentence else Severity.INFO
    values = {"words": str(words)}
    return Hit(RULE, "long-sentence", "long-sentence", sentence.span, severity, values=values)


def _dense(sentence: _Sentence) -> Hit:
    values = {"lix": str(round(_lix([sentence])))}
    return Hit(
        RULE, "dense-sentence", "dense-sentence", sentence.span, Severity.INFO, values=values
    )


def _heavy(context: Context, prose: list[_Sentence], data: ReadabilityData) -> Iterator[Hit]:
    if len(prose) < data.sentences or sum(len(one.words) for one in prose) < data.words:
        return
    scale = data.scales[context.lexicon.language]
    if _estimate(prose) < scale.hard - _NEAR:
        return
    lix = _lix(prose)
    if lix < scale.hard:
        return
    severity = None if lix >= scale.very_hard else Severity.INFO
    values = {"lix": str(round(lix))}
    yield Hit(RULE, "hard-text", "hard-text", prose[0].span, severity, absent=True, values=values)


def _prose(context: Context) -> Iterator[_Sentence]:
    """The sentences of running text, without those that are worded by law."""
    message = context.message
    roles = dict(zip(message.bounds, (one.role for one in message.segments), strict=True))
    bounds = iter(message.bounds)
    bound = next(bounds, None)
    for span in sentences(message):
        while bound is not None and bound.end < span.end:
            bound = next(bounds, None)
        if bound is None or roles[bound] not in _PROSE or not context.is_ours(RULE, span):
            continue
        text = without_markup(message.without_placeholders(span))
        words = tuple(_WORD.findall(text))
        if len(words) >= _SENTENCE_WORDS and not _is_list(text, len(words)):
            yield _Sentence(span, words)


def _is_list(text: str, words: int) -> bool:
    """Whether a sentence only lists things: many marks, and few words between them."""
    marks = len(_LIST_MARK.findall(text))
    return (
        "\n" in text.strip()
        or text.lstrip().startswith("#")
        or (marks >= _LIST_MARKS and words < _ITEM_WORDS * marks)
    )


def _estimate(prose: list[_Sentence]) -> float:
    words = [word for one in prose for word in one.words]
    long = sum(len(word) > _LONG_WORD for word in words)
    return len(words) / len(prose) + 100 * long / len(words)


def _lix(prose: list[_Sentence]) -> float:
    from textstat import textstat

    return float(textstat.lix(" ".join(f"{' '.join(one.words)}." for one in prose)))
