"""English words, phrases and sentences in Nordic copy.

Words come from ``lexicons/<language>/english.toml`` with their native endings and compounds; whole
sentences are told by their function words. Names, quoted words, addresses, placeholders and text
that is marked as English stay out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from copylint.lexicon.english import EnglishTable, EnglishWord
from copylint.lexicon.local_words import local_words
from copylint.model import Span, SpanIndex
from copylint.rules.context import Context
from copylint.rules.hit import Hit
from copylint.rules.wording import Place, wording

RULE: Final = "english"

TITLE_CASE_WORDS: Final = 4
"""A line of fewer words with capitals may be a name."""

TITLE_CASE_SHARE: Final = 0.95
"""Share of a line's words with a capital from which on a capital tells nothing."""

ACRONYM_LETTERS: Final = 4
"""Words in capitals up to this length are taken for acronyms."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’&][^\W\d_]+)*")
_STOP = re.compile(r"[.!?…:\n•]")
_CLAUSE_STOP = re.compile(r"[.!?…:;,()•]")
_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
_TRADEMARK = "®™©"


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    span: Span
    begins: bool
    """Whether it is the first word of a sentence or line."""

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def run(context: Context) -> Iterator[Hit]:
    """The English in one message."""
    table = context.lexicon.english
    if table is None:
        return
    sentences = context.english_sentences
    block = {one for row in context.english_blocks for one in row.sentences}
    for span in sentences:
        if span not in block:
            yield Hit(RULE, "sentence", "sentence", span)
    foreign = [one for row in context.foreign_passages for one in row.sentences]
    hidden = (*context.not_words, *sentences, *foreign)
    tokens = _tokens(context.message.text, SpanIndex(hidden))
    yield from _words(context, table, tokens)


def _tokens(text: str, hidden: SpanIndex) -> list[_Token]:
    found: list[_Token] = []
    end = 0
    for match in _WORD.finditer(text):
        span = Span(match.start(), match.end())
        begins = not found or bool(_STOP.search(text, end, span.start))
        end = span.end
        if not hidden.overlaps(span):
            found.append(_Token(match.group(), span, begins))
    return found


def _words(context: Context, table: EnglishTable, tokens: list[_Token]) -> Iterator[Hit]:
    lowers = tuple(token.text.lower().replace("’", "'") for token in tokens)
    at = 0
    while at < len(tokens):
        length, entry = _entry_at(context, table, tokens, lowers, at)
        if entry is not None:
            kind = "phrase" if entry.is_phrase else "word"
            new = wording(
                table,
                entry,
                _place(context.message.text, tokens, at, length),
                local_words(context.lexicon.language),
                context.data.evidence.words,
            )
            span = _covering(tokens[at : at + length])
            yield Hit(RULE, entry.id, kind, span, entry.severity, new.suggestions, fix=new.fix)
        elif _is_foreign(context, table, tokens, at):
            length = _foreign_run(context, table, tokens, at)
            yield Hit(RULE, "foreign", "foreign", _covering(tokens[at : at + length]))
        at += length


def _place(text: str, tokens: list[_Token], at: int, length: int) -> Place:
    """How the ``length`` words from ``at`` on stand among the words of their line."""
    span = _covering(tokens[at : at + length])
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    stop = len(text) if end < 0 else end
    before = _CLAUSE_STOP.split(text[start : span.start].lower())[-1].split()
    after = _NEXT_WORD.match(text, span.end, stop)
    return Place(
        text=text[span.start : span.end],
        before=before[:-3:-1],
        after=(after.group(1).lower(),) if after else (),
        alone=text[start:stop].strip() == text[span.start : span.end],
    )


def _covering(tokens: list[_Token]) -> Span:
    return Span(tokens[0].span.start, tokens[-1].span.end)


def _foreign_run(context: Context, table: EnglishTable, tokens: list[_Token], at: int) -> int:
    """How many words from ``at`` on are foreign by evidence, side by side."""
    length = 1
    while (
        at + length < len(tokens)
        and _joined(context.message.text, tokens[at + length - 1 : at + length + 1])
        and table.find(tokens[at + length].text) is None
        and _is_foreign(context, table, tokens, at + length)
    ):
        length += 1
    return length


def _is_foreign(context: Context, table: EnglishTable, tokens: list[_Token], at: int) -> bool:
    """Whether the word is English by evidence; a capital inside a sentence makes it a name."""
    token = tokens[at]
    if token.text.lower() in context.accept or not table.is_foreign(token.text):
        return False
    if not token.capital:
        return True
    if token.text.isupper() and len(token.text) <= ACRONYM_LETTERS:
        return False
    if not token.begins and not _is_title_case(context.message.text, tokens, at):
        return False
    return not _is_name(context, tokens, at)


def _entry_at(
    context: Context,
    table: EnglishTable,
    tokens: list[_Token],
    lowers: tuple[str, ...],
    at: int,
) -> tuple[int, EnglishWord | None]:
    text = context.message.text
    for length, phrase in table.phrases_at(lowers, at):
        last = tokens[at + length - 1]
        if _joined(text, tokens[at : at + length]) and not phrase.exact:
            return length, phrase
        if phrase.exact and text[tokens[at].span.start : last.span.end] == phrase.lemma:
            return length, phrase
    token = tokens[at]
    if lowers[at] in context.accept:
        return 1, None
    entry = table.find(token.text)
    if entry is None or _is_name(context, tokens, at):
        return 1, None
    return 1, entry


def _joined(text: str, tokens: list[_Token]) -> bool:
    """Whether only a space or a line break stands between the words of a phrase."""
    return all(
        text[one.span.end : two.span.start].strip(" \n-") == "" for one, two in pairwise(tokens)
    )


def _is_name(context: Context, tokens: list[_Token], at: int) -> bool:
    """Whether the word is part of a brand, product or title."""
    token = tokens[at]
    text = context.message.text
    if text[token.span.end : token.span.end + 1] in _TRADEMARK and token.span.end < len(text):
        return True
    if not token.capital or _is_title_case(text, tokens, at):
        return False
    return any(
        _is_name_part(context, tokens, other)
        and (not token.begins or other > at)
        and _adjacent(text, tokens[min(at, other)], tokens[max(at, other)])
        for other in (at - 1, at + 1)
        if 0 <= other < len(tokens)
    )


def _is_name_part(context: Context, tokens: list[_Token], at: int) -> bool:
    token = tokens[at]
    return token.capital and token.text.lower() not in context.data.evidence.words


def _adjacent(text: str, one: _Token, two: _Token) -> bool:
    return text[one.span.end : two.span.start] in (" ", "-", " & ")


def _is_title_case(text: str, tokens: list[_Token], at: int) -> bool:
    """Whether the whole line is written with capitals, so that a capital tells nothing."""
    here = tokens[at].span
    start = text.rfind("\n", 0, here.start) + 1
    end = text.find("\n", here.end)
    line = Span(start, len(text) if end < 0 else end)
    words = [one for one in tokens if line.covers(one.span) and len(one.text) > 1]
    return len(words) >= TITLE_CASE_WORDS and sum(
        one.capital for one in words
    ) >= TITLE_CASE_SHARE * len(words)
