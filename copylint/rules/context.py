"""What every rule gets to see of a message; tokens are made when the first rule asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from copylint.lexicon import LanguageData, LanguageLexicon, language_data, read_rule
from copylint.lexicon.anchors import haystack
from copylint.lexicon.catalogue import Candidate
from copylint.model import Message, Span

if TYPE_CHECKING:
    from copylint.matching import Match, MessageMatcher
    from copylint.nlp import Analysis

_QUOTED: Final = re.compile(
    r"[“”„][^“”„\n]+[“”]|«[^«»\n]+»|»[^«»\n]+«|(?<!\w)\"[^\"\n]+\"(?!\w)|‘[^‘’\n]+’(?!\w)"
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

    def is_quoted(self, span: Span) -> bool:
        """Whether ``span`` lies inside words that are quoted as words or as somebody's speech."""
        return any(one.covers(span) for one in self.quotations)

    def rule_is_guarded(self, rule: str, match: Match, sentence: int) -> bool:
        """Whether one of the guards under which the whole rule is silent holds at ``match``."""
        return any(
            self.matcher.holds(guard.condition, match, sentence)
            for name in read_rule(rule).guards
            if (guard := self.lexicon.guards.get(name)) is not None
        )
