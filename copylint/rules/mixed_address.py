"""One reader addressed in two ways: politely and as a friend, or as one and as several."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from copylint.lexicon.language_data import Pronouns, language_data
from copylint.lexicon.phrases import phrase_pattern
from copylint.model import Message, Span, SpanIndex
from copylint.parts import salutation
from copylint.rules.context import Context
from copylint.rules.hit import Hit
from copylint.sentences import sentences

RULE: Final = "mixed-address"

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# "du og Arne" makes two readers of one, wherever the message says so.
_AND: Final = frozenset(("og", "och", "&"))


@dataclass(frozen=True, slots=True)
class _Word:
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence as words; ``opens`` is true of the first one behind the salutation."""

    span: Span
    words: tuple[_Word, ...]
    opens: bool


def run(context: Context) -> Iterator[Hit]:
    """At most one hit of each kind, on the first polite or plural form: "du" is the rule today."""
    reader = _Reader(context)
    if not reader.familiar:
        return
    if reader.formal:
        yield _hit("formal-and-familiar", reader.familiar, reader.formal)
    if reader.plural and not reader.is_company_of_several:
        yield _hit("singular-and-plural", reader.familiar, reader.plural)


def _hit(kind: str, familiar: Sequence[_Word], other: Sequence[_Word]) -> Hit:
    return Hit(RULE, kind, kind, other[0].span, values={"other": familiar[0].text})


class _Reader:
    """How one message addresses its reader: the pronouns, by form."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._pronouns = context.data.pronouns
        self.familiar: list[_Word] = []
        self.formal: list[_Word] = []
        self.plural: list[_Word] = []
        self.is_company_of_several = False
        bounds = list(_sentences(context))
        groups = _groups(context.lexicon.language)
        text = context.message.text
        nearby = [groups.search(text, *_ends(one.span)) is not None for one in bounds]
        for at, sentence in enumerate(bounds):
            group = nearby[at] or (at > 0 and nearby[at - 1])
            self._read(sentence, group=group)

    def _read(self, sentence: _Sentence, *, group: bool) -> None:
        asks = self._is_readers_question(sentence)
        for at, word in enumerate(sentence.words):
            form = _form(sentence, at, self._pronouns)
            if form is None or not self._counts(word.span):
                continue
            if form == "familiar":
                self.familiar.append(word)
                following = sentence.words[at + 1 : at + 2]
                self.is_company_of_several |= any(one.text in _AND for one in following)
            elif form == "formal":
                self.formal.append(word)
            elif not group and not asks:
                self.plural.append(word)

    def _is_readers_question(self, sentence: _Sentence) -> bool:
        """Whether the reader asks the sender, as in a list of questions: "Hur når jag er?"."""
        if not self._context.message.text[: sentence.span.end + 1].endswith("?"):
            return False
        speaker = self._pronouns.speaker
        return any(word.text.lower() in speaker for word in sentence.words)

    def _counts(self, span: Span) -> bool:
        if self._context.is_quoted(span) or not self._context.is_ours(RULE, span):
            return False
        foreign = self._context.foreign_passages
        return not any(one.overlaps(span) for row in foreign for one in row.sentences)


def _form(sentence: _Sentence, at: int, pronouns: Pronouns) -> str | None:
    """Which form of address a word is; None for no pronoun and for what may be another word."""
    word, lower = sentence.words[at].text, sentence.words[at].text.lower()
    if lower in pronouns.familiar:
        return "familiar"
    if at == 0:
        return _first_form(sentence, pronouns)
    if word in pronouns.formal:
        return "formal"
    following = sentence.words[at + 1].text if at + 1 < len(sentence.words) else ""
    if word in pronouns.plural and not (len(word) == 2 and following[:1].isupper()):
        # "de Lange" is a name.
        return "plural"
    if word in pronouns.ambiguous and _beside(sentence, at, pronouns):
        return "plural"
    return None


def _first_form(sentence: _Sentence, pronouns: Pronouns) -> str | None:
    """The form of the first word, whose capital says nothing."""
    word = sentence.words[0].text
    opening = " ".join(one.text for one in sentence.words[:2])
    if word in pronouns.never_first:
        if opening in pronouns.first_after_all:
            return "plural"
        # Behind the salutation nobody has been spoken of yet whom "De" could mean.
        in_body = word in pronouns.first_in_body or opening in pronouns.first_in_body
        return "formal" if sentence.opens and in_body else None
    if word in pronouns.formal and len(sentence.words) > 1 and sentence.words[1].text.istitle():
        return None
    lower = word.lower()
    return "plural" if word in pronouns.plural or lower in pronouns.plural else None


def _beside(sentence: _Sentence, at: int, pronouns: Pronouns) -> bool:
    """Whether a thing of the reader's stands directly before or behind the word."""
    belongings = _phrases(pronouns.belongings)
    around = (*sentence.words[max(at - 1, 0) : at], *sentence.words[at + 1 : at + 2])
    return any(belongings.fullmatch(one.text) for one in around)


def _sentences(context: Context) -> Iterator[_Sentence]:
    message = context.message
    hidden = SpanIndex(one.span for one in message.placeholders)
    body = _body_start(message, context)
    bounds = list(sentences(message))
    # One sentence alone tells nothing about whom it speaks of.
    opened = len(bounds) < 2
    for span in bounds:
        words = tuple(
            _Word(Span(*found.span()), found.group())
            for found in _WORD.finditer(message.text, *_ends(span))
            if not hidden.overlaps(Span(*found.span()))
            and not _is_ending(message.text, found.start())
        )
        if words:
            opens = not opened and span.start >= body
            opened = opened or opens
            yield _Sentence(span, words, opens)


def _is_ending(text: str, start: int) -> bool:
    """Whether a word is an ending in brackets, as in "produkt(er)"."""
    return start > 1 and text[start - 1] == "(" and text[start - 2].isalnum()


def _body_start(message: Message, context: Context) -> int:
    found = salutation(message, context.data)
    return 0 if found is None else found.span.end


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


@cache
def _groups(language: str) -> re.Pattern[str]:
    return _phrases(language_data(language).pronouns.groups)


@cache
def _phrases(phrases: Collection[str]) -> re.Pattern[str]:
    return phrase_pattern(phrases)
