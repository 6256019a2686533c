"""Matching sequences on the sentences of one message with spaCy's Matcher."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from spacy.matcher import Matcher

from copylint.lexicon.anchors import Requirement, requirements
from copylint.lexicon.entries import Condition, Entry
from copylint.lexicon.notation import Element, Sequence
from copylint.nlp import REMEMBERED, Analysis, vocab

_KEY = "sequence"
_GAP_STOPS = (";", ":", "(", ")", "•")
_OPENING = frozenset("\"'”“‘’»«([¿¡*–—-")
_CLOSING = frozenset("\"'”“’»«)].!?…")


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """Token ranges, half-open, in the whole Doc: all that matched, and what to underline.

    ``weight`` is how many words the pattern asked for: the more, the more specific it is.
    """

    first: int
    last: int
    marked_first: int
    marked_last: int
    weight: int = 0

    @property
    def length(self) -> int:
        """Tokens matched."""
        return self.last - self.first

    def moved(self, by: int) -> Match:
        """The same match, ``by`` tokens further on."""
        marked = (self.marked_first + by, self.marked_last + by)
        return Match(self.first + by, self.last + by, *marked, self.weight)


_Found = dict[int, tuple[Sequence | Entry, tuple[Match, ...]]]
"""What each sequence, and each entry by its sequences, matched in one sentence, counted from the
first token of that; kept by identity, as below."""


@lru_cache(maxsize=REMEMBERED)
def _found_in(language: str, forms: tuple[str, ...], exhaustive: bool) -> _Found:
    """What is known so far of a sentence with these tokens, to be filled in. Most sentences of a
    text that is being written, or of a set of mails, were met before.

    The oracle of the filter must not see what came through the filter, nor the reverse.
    """
    return {}


# Hashing a sequence costs more than matching it, so what is made of one is kept by identity, with a
# reference that keeps the identity from being used again.
_MATCHERS: dict[int, tuple[Sequence, Matcher]] = {}
_REQUIREMENTS: dict[int, tuple[Sequence, tuple[Requirement, ...]]] = {}


def _needed(sequence: Sequence) -> tuple[Requirement, ...]:
    known = _REQUIREMENTS.get(id(sequence))
    if known is None:
        known = _REQUIREMENTS[id(sequence)] = (sequence, requirements(sequence))
    return known[1]


def _matcher(sequence: Sequence, language: str, subjects: tuple[str, ...]) -> Matcher:
    known = _MATCHERS.get(id(sequence))
    if known is None:
        matcher = Matcher(vocab(language))
        matcher.add(_KEY, [[_token(element, subjects) for element in sequence.elements]])
        known = _MATCHERS[id(sequence)] = (sequence, matcher)
    return known[1]


def _token(element: Element, subjects: tuple[str, ...]) -> dict[str, Any]:
    """The element in the notation of spaCy's Matcher."""
    if element.is_gap:
        stops = [] if element.open else [*subjects, *_GAP_STOPS]
        attributes: dict[str, Any] = {"LOWER": {"NOT_IN": stops}} if stops else {}
        return {**attributes, "OP": f"{{0,{element.most}}}"}
    attributes = _attributes(element)
    return {**attributes, "OP": "?"} if element.optional else attributes


def _attributes(element: Element) -> dict[str, Any]:
    if element.words:
        return {"LOWER": {"IN": sorted(element.words)}}
    if element.exact:
        return {"ORTH": {"IN": sorted(element.exact)}}
    if element.heads:
        return {"LOWER": {"REGEX": rf"^.+(?:{_either(element.heads)})$"}}
    if element.stems:
        return {"LOWER": {"REGEX": rf"^(?:{'|'.join(map(_stem, sorted(element.stems)))})"}}
    return {"LOWER": {"REGEX": r"^[+§]?\d[\d.,:/–-]*\D{0,3}$|^⟨(?:number|amount|position)⟩$"}}


def _stem(word: str) -> str:
    """A stem, or what stands inside a word, written with a star before it."""
    return f".+{re.escape(word[1:])}." if word.startswith("*") else re.escape(word)


def _either(words: frozenset[str]) -> str:
    return "|".join(map(re.escape, sorted(words)))


class MessageMatcher:
    """Looks sequences and conditions up in one analysed message; remembers what it found."""

    def __init__(self, analysis: Analysis, *, exhaustive: bool = False) -> None:
        """``exhaustive`` tries every sequence on every sentence: the oracle of the filter."""
        self.analysis = analysis
        self._exhaustive = exhaustive
        self._known: dict[tuple[int, int], tuple[Match, ...]] = {}
        language = analysis.message.language.value
        self._found = [
            _found_in(language, analysis.forms_of(index), exhaustive)
            for index in range(len(analysis.sentences))
        ]

    def matches(self, sequence: Sequence, sentence: int) -> tuple[Match, ...]:
        """All matches of ``sequence`` in sentence number ``sentence``, longest first."""
        key = (id(sequence), sentence)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._match(sequence, sentence)
        return known

    def _match(self, sequence: Sequence, sentence: int) -> tuple[Match, ...]:
        found = self._found[sentence]
        known = found.get(id(sequence))
        if known is None:
            known = found[id(sequence)] = (sequence, self._matched(sequence, sentence))
        if not known[1]:
            return ()
        start = self.analysis.sentences[sentence].start
        return tuple(one.moved(start) for one in known[1])

    def _matched(self, sequence: Sequence, sentence: int) -> tuple[Match, ...]:
        """All matches in a sentence, counted from its first token."""
        if not self._exhaustive:
            words = self.analysis.words_of(sentence)
            if not all(needed.met_by(words) for needed in _needed(sequence)):
                return ()
        language = self.analysis.message.language.value
        run = _matcher(sequence, language, self.analysis.data.subjects)
        found = run(self.analysis.doc(sentence), with_alignments=sequence.has_mark)
        matches = {
            self._made(sequence, *raw[1:])
            for raw in found
            if raw[2] > raw[1] and self._edges_hold(sequence, sentence, *raw[1:3])
        }
        return tuple(sorted(matches, key=lambda one: (-one.length, one.first)))

    @staticmethod
    def _made(sequence: Sequence, first: int, last: int, aligned: Any = ()) -> Match:
        marked = [
            first + offset for offset, at in enumerate(aligned) if sequence.elements[at].marked
        ]
        weight = len(_needed(sequence))
        if not marked:
            return Match(first, last, first, last, weight)
        return Match(first, last, marked[0], marked[-1] + 1, weight)

    def _edges_hold(self, sequence: Sequence, sentence: int, first: int, last: int) -> bool:
        where = self.analysis.sentences[sentence]
        lowers = self.analysis.lowers
        if sequence.at_start and any(
            word not in _OPENING for word in lowers[where.start : where.start + first]
        ):
            return False
        return not sequence.at_end or all(
            word in _CLOSING for word in lowers[where.start + last : where.end]
        )

    def hits(self, entry: Entry, candidates: Iterable[Sequence], sentence: int) -> list[Match]:
        """The matches of ``entry`` in one sentence that its conditions let stand, no two
        overlapping, in order.

        ``candidates`` are those of its sequences that the sentence may hold.
        """
        found = self._of_entry(entry, candidates, sentence)
        taken: list[Match] = []
        for match in found:
            if not any(_overlap(match, other) for other in taken) and self._stands(
                entry, match, sentence
            ):
                taken.append(match)
        return sorted(taken)

    def _of_entry(
        self, entry: Entry, candidates: Iterable[Sequence], sentence: int
    ) -> tuple[Match, ...]:
        """What the sequences of ``entry`` match, those first that win over others."""
        found = self._found[sentence]
        start = self.analysis.sentences[sentence].start
        known = found.get(id(entry))
        if known is None:
            every = {match for one in candidates for match in self.matches(one, sentence)}
            ordered = sorted(every, key=lambda one: (-one.length, one.first, -one.weight))
            known = found[id(entry)] = (entry, tuple(one.moved(-start) for one in ordered))
        return tuple(one.moved(start) for one in known[1])

    def _stands(self, entry: Entry, match: Match, sentence: int) -> bool:
        if any(
            _overlap(match, other)
            for sequence in entry.unless
            for other in self.matches(sequence, sentence)
        ):
            return False
        return all(self.holds(one, match, sentence) for one in entry.near) and not any(
            self.holds(one, match, sentence) for one in entry.absent
        )

    def holds(self, condition: Condition, match: Match, sentence: int) -> bool:
        """Whether ``condition`` is found in its scope around ``match``."""
        within = (0, len(self.analysis.lowers))
        if condition.scope == "clause":
            within = self.analysis.clause_around(match.first, match.last)
        return any(
            within[0] <= other.first and other.last <= within[1]
            for index in self._scope(condition.scope, sentence)
            for sequence in condition.sequences
            for other in self.matches(sequence, index)
        )

    def _scope(self, scope: str, sentence: int) -> range:
        sentences = self.analysis.sentences
        if scope == "message":
            return range(len(sentences))
        if scope == "paragraph":
            here = sentences[sentence].paragraph
            first = bisect_left(sentences, here, key=lambda one: one.paragraph)
            return range(first, bisect_right(sentences, here, key=lambda one: one.paragraph))
        before = 1 if scope == "around" else 0
        after = 1 if scope in ("next", "around") else 0
        return range(max(sentence - before, 0), min(sentence + after + 1, len(sentences)))


def _overlap(one: Match, other: Match) -> bool:
    return one.first < other.last and other.first < one.last
