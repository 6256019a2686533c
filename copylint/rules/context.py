"""What every rule gets to see of a message; tokens are made when the first rule asks for them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from copylint.lexicon import LanguageData, LanguageLexicon, language_data
from copylint.lexicon.anchors import haystack
from copylint.lexicon.catalogue import Candidate
from copylint.model import Message, SegmentRole, Span, SpanIndex
from copylint.parts import quoted_mail
from copylint.rules.opinions import Opinion, opinions
from copylint.rules.passages import (
    Passage,
    english_passages,
    english_sentences,
    nordic_passages,
)
from copylint.statutory import Block, blocks

if TYPE_CHECKING:
    from copylint.matching import MessageMatcher
    from copylint.nlp import Analysis

_QUOTED: Final = re.compile(
    r"[“”„][^“”„\n]+[“”]|«[^«»\n]+»|»[^«»\n]+«|(?<!\w)\"[^\"\n]+\"(?!\w)|‘[^‘’\n]+’(?!\w)"
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|[#/@]\w[\w/.-]*|\S*\w_\w\S*|\w+:\w+\S*"
    r"|\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b\w*[a-z][A-Z]\w*|\b\d+[^\W\d_]{2,}|\w+(?:\+\w+)+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|dk|no|se|eu|io|app|pdf|docx?|xlsx?|html?|png|jpe?g|csv|example)\b\S*"
)
_EDGE: Final = re.compile(r"[\w⟨{%\[#*$<]")


class Context:
    """One message with its language's lexicon.

    Attributes:
        message: language and touchpoint are decided; the language is one of ``model.LANGUAGES``.
        lexicon: of that language.
        company: the company's names from the config.
        accept: words of the config that no rule may flag, lower case.
    """

    def __init__(
        self,
        message: Message,
        lexicon: LanguageLexicon,
        *,
        company: tuple[str, ...] = (),
        accept: frozenset[str] = frozenset(),
        exhaustive: bool = False,
    ) -> None:
        """``exhaustive`` matches every pattern on every sentence, the oracle of the filter."""
        self.message = message
        self.lexicon = lexicon
        self.company = company
        self.accept = accept
        self._exhaustive = exhaustive

    @property
    def data(self) -> LanguageData:
        """The language's own data."""
        return language_data(self.lexicon.language)

    @cached_property
    def may_match(self) -> bool:
        """Whether any entry may match; told without making tokens."""
        if self._exhaustive:
            return True
        roles = {one.role for one in self.message.placeholders}
        if self.company:
            roles.add("company")
        return self.lexicon.may_match(haystack(self.message.text, roles))

    def candidates(self, sentence: int) -> Iterable[Candidate]:
        """The entries that sentence number ``sentence`` may match."""
        words = None if self._exhaustive else self.analysis.words_of(sentence)
        return self.lexicon.candidates(words)

    @cached_property
    def analysis(self) -> Analysis:
        """Tokens and sentences; loads spaCy."""
        from copylint.nlp import analyse

        return analyse(self.message, self.company)

    @cached_property
    def opinions(self) -> tuple[Opinion, ...]:
        """What the linear model says of each sentence."""
        return opinions(self.message, self.lexicon.language)

    @cached_property
    def matcher(self) -> MessageMatcher:
        """The matcher of this message; loads spaCy."""
        from copylint.matching import MessageMatcher

        return MessageMatcher(self.analysis, exhaustive=self._exhaustive)

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """Words quoted inside the text. A segment that is one whole quotation quotes nothing."""
        found: list[Span] = []
        for bound in self.message.bounds:
            text = self.message.text[bound.start : bound.end]
            for one in _QUOTED.finditer(text):
                outside = text[: one.start()] + text[one.end() :]
                if _EDGE.search(outside):
                    found.append(Span(bound.start + one.start(), bound.start + one.end()))
        return tuple(found)

    @cached_property
    def _statutory(self) -> tuple[Block, ...]:
        return blocks(self.message)

    def is_statutory(self, rule: str, span: Span) -> bool:
        """Whether ``span`` lies in text that the law words and where ``rule`` is silent."""
        return any(rule in one.kind.silent and one.span.overlaps(span) for one in self._statutory)

    def role_at(self, offset: int) -> SegmentRole:
        """The role of the segment that holds ``offset`` of the message."""
        at = bisect_right(self.message.bounds, offset, key=lambda one: one.start) - 1
        return self.message.segments[max(at, 0)].role

    @cached_property
    def _earlier_mail(self) -> tuple[Span, ...]:
        return quoted_mail(self.message)

    def is_ours(self, rule: str, span: Span) -> bool:
        """Whether ``rule`` may judge ``span``: it is no quoted earlier mail and no legal text."""
        earlier = any(one.overlaps(span) for one in self._earlier_mail)
        return not earlier and not self.is_statutory(rule, span)

    @cached_property
    def not_words(self) -> tuple[Span, ...]:
        """What is no prose of the message: variables, addresses, quotations, the company's names,
        and text that its markup declares as English."""
        message = self.message
        marked = [
            bound
            for bound, segment in zip(message.bounds, message.segments, strict=True)
            if (segment.language or "").lower().startswith("en")
        ]
        found = [one.span for one in message.placeholders]
        found += [Span(*one.span()) for one in _ADDRESS.finditer(message.text)]
        for name in self.company:
            named = re.finditer(re.escape(name), message.text, re.IGNORECASE)
            found += [Span(*one.span()) for one in named]
        return (*found, *marked, *self.quotations)

    @cached_property
    def english_sentences(self) -> tuple[Span, ...]:
        """The sentences of the message that are English."""
        return english_sentences(self.message, SpanIndex(self.not_words))

    @cached_property
    def english_blocks(self) -> tuple[Passage, ...]:
        """Those of them that make a passage beside the message's own language."""
        return english_passages(self.message, self.english_sentences)

    @cached_property
    def foreign_passages(self) -> tuple[Passage, ...]:
        """The passages in another language, English and Nordic, in order."""
        passages = (*self.english_blocks, *nordic_passages(self.message))
        return tuple(sorted(passages, key=lambda one: one.sentences[0]))

    def is_quoted(self, span: Span) -> bool:
        """Whether ``span`` lies inside words that are quoted as words or as somebody's speech."""
        return any(one.covers(span) for one in self.quotations)
