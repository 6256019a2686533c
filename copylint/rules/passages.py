"""The sentences of a message that are in another language than the message itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from copylint.language import certain_language, sentence_language
from copylint.lexicon import language_data
from copylint.model import LANGUAGES, Message, Span, SpanIndex
from copylint.sentences import sentences

MIN_ENGLISH_WORDS: Final = 3
"""Fewer words are left to the word list: two alone are too often a name or a button of its own."""

MIN_NORDIC_WORDS: Final = 2
"""Fewer words of a neighbour are too often valid in both languages, or a name."""

BLOCK_SENTENCES: Final = 2
"""English sentences in a row that make a passage of its own, not a slip."""

MIN_OWN_WORDS: Final = 5
"""Words in the message's own language beside which an English block is one, not the message."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’&][^\W\d_]+)*")
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+(?=\s|$)|\n|$|[.!?…])")
_NATIVE_LETTER = re.compile(r"[æøåäö]", re.IGNORECASE)
_FILLER: Final = "\ue002"


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of one foreign language that follow each other.

    Attributes:
        language: da, nb, nn, sv or en.
        sentences: their spans in ``Message.text``, in order.
    """

    language: str
    sentences: tuple[Span, ...]


def english_sentences(message: Message, hidden: SpanIndex) -> tuple[Span, ...]:
    """The sentences of ``message`` that are English, in order.

    ``hidden`` is where no English is looked for: names, addresses, text marked as English. A
    sentence does not end inside.
    """
    return tuple(_english(message, hidden))


def nordic_passages(message: Message) -> tuple[Passage, ...]:
    """The passages in a Nordic language that certainly is not the message's own, in order."""
    found = [(span, _neighbour(message, span)) for span in sentences(message)]
    return tuple(_in_rows([(span, one) for span, one in found if one], [span for span, _ in found]))


def english_passages(message: Message, english: Sequence[Span]) -> tuple[Passage, ...]:
    """Those of the ``english`` sentences that stand together beside text in the message's own
    language: a translation or a forgotten block. A message that is English as a whole has none."""
    if len(_words(message.text)) - sum(_length(message, one) for one in english) < MIN_OWN_WORDS:
        return ()
    every = sorted({*english, *_others(message, english)})
    rows = _in_rows([(span, "en") for span in english], every)
    return tuple(row for row in rows if len(row.sentences) >= BLOCK_SENTENCES)


def _others(message: Message, english: Sequence[Span]) -> Iterator[Span]:
    index = SpanIndex(english)
    yield from (
        one
        for one in sentences(message)
        if not index.overlaps(one) and len(_words(message.text[one.start : one.end])) > 1
    )


def _in_rows(found: Sequence[tuple[Span, str]], every: Sequence[Span]) -> Iterator[Passage]:
    """Sentences of the same language with none of ``every`` between them."""
    place = {span: at for at, span in enumerate(every)}
    row: list[Span] = []
    current = ""
    for span, language in found:
        follows = bool(row) and place[span] == place[row[-1]] + 1
        if row and not (follows and language == current):
            yield Passage(current, tuple(row))
            row = []
        row.append(span)
        current = language
    if row:
        yield Passage(current, tuple(row))


def _neighbour(message: Message, span: Span) -> str | None:
    """The Nordic language of a sentence where it certainly is not that of the message."""
    text = message.without_placeholders(span)
    if len(_words(text)) < MIN_NORDIC_WORDS:
        return None
    found = certain_language(text, message.language.value)
    return found if found in LANGUAGES and found != message.language.value else None


def _english(message: Message, hidden: SpanIndex) -> Iterator[Span]:
    masked = _masked(message.text, hidden)
    for bound in message.bounds:
        for match in _SENTENCE.finditer(masked, bound.start, bound.end):
            bare = match.group().replace(_FILLER, " ")
            if _plain_words(bare) < MIN_ENGLISH_WORDS or _NATIVE_LETTER.search(bare):
                continue
            if sentence_language(bare) == "en":
                yield _trimmed(message.text, Span(match.start(), match.end()))


def _masked(text: str, hidden: SpanIndex) -> str:
    """``text`` with a filler for every hidden character, so that no sentence ends there."""
    parts: list[str] = []
    at = 0
    for one in hidden.spans:
        parts.append(text[at : one.start] + _FILLER * (one.end - one.start))
        at = one.end
    parts.append(text[at:])
    return "".join(parts)


def _plain_words(sentence: str) -> int:
    """How many words of a sentence are not names: small, first, or function words of English."""
    function_words = language_data("en").evidence.words
    return sum(
        at == 0 or not word[0].isupper() or word.lower() in function_words
        for at, word in enumerate(_words(sentence))
    )


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and not text[start].isalnum() and text[start] not in "{%$#*[<":
        start += 1
    while end > start and text[end - 1] in " \n.!?…:;,-–—|":
        end -= 1
    return Span(start, end)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _length(message: Message, span: Span) -> int:
    return len(_words(message.text[span.start : span.end]))
