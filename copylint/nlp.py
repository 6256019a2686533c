"""Tokens and sentences of a message: spaCy's tokenizer, with one token for each placeholder.

Importing this module is cheap; spaCy is loaded when the first message is analysed.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from copylint.lexicon.language_data import LanguageData, language_data
from copylint.lexicon.notation import ROLE_TOKEN
from copylint.model import SEGMENT_BREAK, Message, Placeholder, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

CHUNK: Final = 200_000
"""Characters given to the tokenizer at a time; spaCy refuses texts over a million."""

REMEMBERED: Final = 1_000
"""Paragraphs whose tokens are kept: an editor asks for all of a text at each keystroke."""

LONG_LINE: Final = 45
"""Characters from which on a line counts as wrapped by a mail client rather than ended."""

_TERMINAL: Final = frozenset(".!?…")
_CLOSING: Final = frozenset("\"'”“’»«)]")
_OPENING: Final = frozenset("\"'”“‘’»«([¿¡•*–—-")
_BULLET = re.compile(r"[-*•·–—]\s|\d{1,2}[.)]\s")
_HAS_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Word:
    """One token before it goes into a Doc: its normalised form and its place in the message."""

    form: str
    start: int
    end: int
    dotted: bool = False
    """Whether the tokenizer left a full stop on it, as on an abbreviation."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A range of tokens, half-open, and the segment (paragraph) of the message it stands in."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True)
class Analysis:
    """A message as tokens and sentences.

    Attributes:
        message: what was analysed.
        forms: the tokens; a placeholder is the token that ``notation.ROLE_TOKEN`` names, white
            space is left out, a full stop after an abbreviation too.
        starts, ends: the place of each token in ``message.text``.
        lowers: the tokens in lower case.
        sentences: in order; they cover all tokens.
        data: the language's data.
    """

    message: Message
    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lowers: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    data: LanguageData
    _sets: dict[int, frozenset[str]] = field(default_factory=dict)
    _docs: dict[int, Doc] = field(default_factory=dict)

    def doc(self, index: int) -> Doc:
        """Sentence ``index`` as spaCy's Doc, which is made at the first call."""
        known = self._docs.get(index)
        if known is None:
            from spacy.tokens import Doc

            words = list(self.forms_of(index))
            known = self._docs[index] = Doc(vocab(self.message.language.value), words=words)
        return known

    def forms_of(self, index: int) -> tuple[str, ...]:
        """The tokens of sentence ``index``."""
        sentence = self.sentences[index]
        return self.forms[sentence.start : sentence.end]

    def span(self, first: int, last: int) -> Span:
        """The characters from token ``first`` up to, not including, token ``last``."""
        return Span(self.starts[first], self.ends[last - 1])

    def words_of(self, index: int) -> frozenset[str]:
        """The lower-case tokens of sentence ``index``."""
        known = self._sets.get(index)
        if known is None:
            sentence = self.sentences[index]
            known = self._sets[index] = frozenset(self.lowers[sentence.start : sentence.end])
        return known

    def sentence_at(self, token: int) -> int:
        """The index of the sentence that holds ``token``."""
        return bisect_right(self.sentences, token, key=lambda one: one.start) - 1

    def clause_around(self, first: int, last: int) -> tuple[int, int]:
        """The token range of the clause that holds tokens ``first`` up to ``last``."""
        sentence = self.sentences[self.sentence_at(first)]
        begin, end = sentence.start, sentence.end
        for token in range(first - 1, sentence.start - 1, -1):
            if self._ends_clause(token):
                begin = token + 1
                break
        for token in range(last, sentence.end):
            if self._ends_clause(token):
                end = token
                break
        return begin, end

    def _ends_clause(self, token: int) -> bool:
        word = self.lowers[token]
        if word in ",;:–—()":
            return True
        return (
            word in self.data.clause_breaks
            and token + 1 < len(self.lowers)
            and self.lowers[token + 1] in self.data.subjects
        )


@cache
def pipeline(language: str) -> Language:
    """spaCy's blank pipeline of ``language``; loads spaCy at the first call."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import spacy

    return spacy.blank(language)


@cache
def vocab(language: str) -> Vocab:
    """The vocabulary that Docs and matchers of ``language`` share."""
    return pipeline(language).vocab


def analyse(message: Message, company: tuple[str, ...] = ()) -> Analysis:
    """Tokens and sentences of ``message``, whose language is one of ``model.LANGUAGES``.

    ``company`` names stand as one token each, as if they were placeholders for the company.
    """
    language = message.language.value
    data = language_data(language)
    fixed = sorted(
        (*message.placeholders, *_company_names(message, company)), key=lambda one: one.span
    )
    words = list(_words(message.text, fixed, language))
    forms = tuple(word.form for word in words)
    lowers = tuple(form.lower() for form in forms)
    return Analysis(
        message,
        forms,
        tuple(word.start for word in words),
        tuple(word.end for word in words),
        lowers,
        tuple(_sentences(message, words, data)),
        data,
    )


def _company_names(message: Message, company: tuple[str, ...]) -> Iterator[Placeholder]:
    taken = [one.span for one in message.placeholders]
    for name in company:
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", message.text, re.IGNORECASE):
            span = Span(found.start(), found.end())
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                yield Placeholder(span, "company", name)


def _words(text: str, fixed: Iterable[Placeholder], language: str) -> Iterator[Word]:
    at = 0
    for placeholder in fixed:
        yield from _tokenized(text, at, placeholder.span.start, language)
        yield Word(
            ROLE_TOKEN.format(placeholder.role), placeholder.span.start, placeholder.span.end
        )
        at = placeholder.span.end
    yield from _tokenized(text, at, len(text), language)


def _tokenized(text: str, start: int, end: int, language: str) -> Iterator[Word]:
    """The tokens of a stretch, paragraph by paragraph: no token runs over white space, and most
    paragraphs of a text that is being written were seen before."""
    while start < end:
        stop = text.find(SEGMENT_BREAK, start, end)
        stop = end if stop < 0 else stop + len(SEGMENT_BREAK)
        for word in _words_of_paragraph(text[start:stop], language):
            yield Word(word.form, start + word.start, start + word.end, word.dotted)
        start = stop


@lru_cache(maxsize=REMEMBERED)
def _words_of_paragraph(text: str, language: str) -> tuple[Word, ...]:
    words: list[Word] = []
    start = 0
    while start < len(text):
        stop = min(start + CHUNK, len(text))
        if stop < len(text):
            stop = text.rfind(" ", start, stop) + 1 or stop
        for token in pipeline(language).tokenizer(text[start:stop]):
            if not token.is_space:
                words.append(_word(token.text, start + token.idx))
        start = stop
    return tuple(words)


def _word(raw: str, start: int) -> Word:
    form = raw.replace("’", "'")
    dotted = len(raw) > 1 and raw.endswith(".") and raw[-2] != "."
    return Word(form[:-1] if dotted else form, start, start + len(raw), dotted)


def _sentences(message: Message, words: list[Word], data: LanguageData) -> Iterator[Sentence]:
    """Sentence ranges; a segment's end is always a boundary."""
    starts = [bound.start for bound in message.bounds]
    begin = 0
    for index in range(len(words)):
        last = index + 1 == len(words)
        if last or _is_boundary(message.text, words, index, starts, data):
            paragraph = max(bisect_right(starts, words[begin].start) - 1, 0)
            yield Sentence(begin, index + 1, paragraph)
            begin = index + 1


def _is_boundary(
    text: str, words: list[Word], index: int, segment_starts: list[int], data: LanguageData
) -> bool:
    word, after = words[index], words[index + 1]
    between = text[word.end : after.start]
    at = bisect_left(segment_starts, word.end)
    if at < len(segment_starts) and segment_starts[at] <= after.start:
        return True
    if after.form[0] in _CLOSING and not between:
        return False
    ends = _ends_sentence(words, index, data)
    if "\n" in between:
        return ends or _line_ends(text, word, after, between)
    if not between and word.form[-1] in ".":
        return ends and after.form[0].isupper()
    return ends and _may_begin(words, index + 1)


def _ends_sentence(words: list[Word], index: int, data: LanguageData) -> bool:
    word = words[index]
    if word.form[-1] in _CLOSING and index and len(word.form) == 1:
        return words[index - 1].form[-1] in _TERMINAL
    if word.dotted:
        return f"{word.form.lower()}." not in data.abbreviations
    if word.form == "." and index:
        return f"{words[index - 1].form.lower()}." not in data.abbreviations
    return word.form[-1] in _TERMINAL and not _HAS_LETTER.search(word.form)


def _may_begin(words: list[Word], index: int) -> bool:
    """Whether a sentence may begin with this token: no lower-case word, and a number only after
    a real word ("kl. 14" and "den 3. 14 gange" go on)."""
    stop = index - 1
    while index + 1 < len(words) and words[index].form in _OPENING:
        index += 1
    first = words[index].form[0]
    if first.isdigit() and words[stop].form == ".":
        return stop > 0 and len(words[stop - 1].form) > 2 and words[stop - 1].form.isalpha()
    return not first.islower()


def _line_ends(text: str, word: Word, after: Word, between: str) -> bool:
    """Whether the line break between two tokens ends a sentence, or only wraps the line."""
    if between.count("\n") > 1 or _BULLET.match(text, after.start):
        return True
    begin = text.rfind("\n", 0, word.start) + 1
    if after.form[0].islower() and word.form != ",":
        return False
    if word.form == ",":
        return word.end - begin < LONG_LINE and after.form[0] != "⟨"
    return word.end - begin < LONG_LINE
