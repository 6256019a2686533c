"""What the words of a text say together: one language, a set of them, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from copylint.language.codes import OTHER
from copylint.language.text import Word, without_placeholders, words_of
from copylint.language.words import (
    CLASSES,
    KNOWN,
    Points,
    is_function_word,
    listing_languages,
    load_weights,
    points_of,
)
from copylint.model import UNKNOWN, Placeholder

MARGIN: Final = 2.0
"""How far the first language must be ahead of the second. Below, either could be right."""

CERTAIN_MARGIN: Final = 5.0
"""How far it must be ahead for a reader to call the text a slip into that language."""

TELLING: Final = 1.0
"""What a word must say for one language against another to count by itself."""

TELLING_WORDS: Final = 2
"""How many such words a certain reading needs: one alone may be a name or a loan."""

_CLASS_WORDS: Final = {
    frozenset(("nb", "nn")): 2,
    frozenset(("da", "nb")): 1,
    frozenset(("da", "nn")): 1,
}
"""How many closed-class words it takes to be certain of one of two near neighbours."""

_NAME_WEIGHT: Final = 0.3
"""What a word counts that is likely a name."""

_NORDIC: Final = frozenset(KNOWN) - {"en"}


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a text and what they say together.

    Attributes:
        words: those that can speak, in order.
        points: natural logarithms of odds, one for each of ``words.CLASSES``.
    """

    words: tuple[Word, ...]
    points: Points

    def of(self, language: str) -> float:
        """The points of ``language``."""
        return self.points[CLASSES.index(language)]

    def lead(self, language: str, over: str) -> float:
        """How far ``language`` is ahead of another."""
        return self.of(language) - self.of(over)

    def ranked(self, among: Iterable[str] = CLASSES) -> list[str]:
        """Languages by their points, best first."""
        return sorted(among, key=self.of, reverse=True)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the words leave open, best first; none if no word speaks.

        One is a clear reading ("other" too); several Nordic ones are a text valid in all of them.
        What could as well be English or foreign as Nordic is names and numbers.
        """
        if not self.words:
            return ()
        ranked = self.ranked()
        close = tuple(one for one in ranked if self.lead(ranked[0], one) < MARGIN)
        return close if len(close) == 1 or _NORDIC.issuperset(close) else ()

    @property
    def single(self) -> str | None:
        """The one known language that the words leave open, if there is one."""
        found = self.languages
        return found[0] if len(found) == 1 and found[0] != OTHER else None

    @property
    def value(self) -> str:
        """The languages for a table: "da", "da|nb" (in the order of ``KNOWN``), other, unknown."""
        return "|".join(sorted(self.languages, key=CLASSES.index)) or UNKNOWN

    def certain(self, against: str | None = None) -> str | None:
        """The language that the text beyond doubt is, if there is one.

        ``against`` is the language that it stands among: then only that one must be beyond doubt
        wrong, and of several others that could be right the best is named.
        """
        ranked = [one for one in self.ranked() if one != against]
        first, rival = ranked[0], against or ranked[1]
        if first == OTHER or not self.words or self.lead(first, rival) < CERTAIN_MARGIN:
            return None
        if self.lead(first, OTHER) < MARGIN:
            return None
        if not self.is_told_by_class(first, rival):
            return None
        told = sum(
            not _is_name(word) and _says(word, first, rival) >= TELLING
            for word in dict.fromkeys(self.words)
        )
        return first if told >= TELLING_WORDS else None

    def class_words(self, language: str, against: str) -> int:
        """How many different closed-class words are of ``language`` and not of ``against``."""
        listings = (listing_languages(word.text) for word in {*self.words})
        return sum(language in one and against not in one for one in listings)

    def is_told_by_class(self, language: str, against: str) -> bool:
        """Whether closed-class words bear out ``language``; only asked of near neighbours.

        They share most words and the forms of many more, so that a lead in points may come from a
        few nouns alone. "ikkje" and "ikke" leave no doubt.
        """
        needed = _CLASS_WORDS.get(frozenset((language, against)), 0)
        told = self.class_words(language, against)
        return not needed or (told >= needed and told > 2 * self.class_words(against, language))

    def telling(self, language: str, against: Iterable[str] = KNOWN) -> tuple[str, ...]:
        """The words that speak for ``language`` against its nearest rival, most telling first."""
        rival = next((one for one in self.ranked(against) if one != language), language)
        said = {word.text: _says(word, language, rival) for word in self.words}
        return tuple(
            sorted((word for word in said if said[word] > 0), key=lambda word: -said[word])
        )


def read_words(text: str, placeholders: Sequence[Placeholder] = ()) -> Reading:
    """The reading of ``text``; ``placeholders``, in offsets of it, are no words."""
    words = words_of(without_placeholders(text, placeholders))
    totals = list(load_weights().bias)
    for word in words:
        weight = _NAME_WEIGHT if _is_name(word) else 1.0
        for at, said in enumerate(points_of(word.text)):
            totals[at] += weight * said
    return Reading(words, tuple(totals))


@lru_cache(maxsize=2_000)
def _read_sentence(text: str) -> Reading:
    """Several layers ask about each sentence, and an editor again at each keystroke."""
    return read_words(text)


def sentence_reading(text: str) -> Reading:
    """What the words of one sentence say; its ``value`` may be a set. Never asks langdetect."""
    return _read_sentence(text)


def sentence_language(text: str) -> str:
    """The language of one sentence: da, nb, nn, sv, en or unknown.

    A sentence that is valid in two of the languages is unknown. Cheap: never asks langdetect.
    """
    return _read_sentence(text).single or UNKNOWN


def sentence_candidates(text: str) -> tuple[str, ...]:
    """The languages that the words of a sentence leave open, best first; empty if none speaks."""
    return tuple(one for one in _read_sentence(text).languages if one != OTHER)


def certain_language(text: str, against: str | None = None) -> str | None:
    """The language that a sentence is beyond doubt: da, nb, nn, sv or en; else None.

    For a finding "this sentence is Swedish". A sentence that speaks by one word alone is never
    certain, nor one that could pass in a neighbouring language. ``against`` is the language of the
    message: where given, the sentence must be wrong in that one only, and is named after the best
    of the others (da where it could be nb as well).
    """
    return _read_sentence(text).certain(against)


def is_nordic(text: str) -> bool:
    """Whether a text beyond doubt is Danish, bokmål, nynorsk or Swedish, whichever of these."""
    reading = read_words(text)
    best = reading.ranked(_NORDIC)[0]
    if any(reading.lead(best, over) < CERTAIN_MARGIN for over in ("en", OTHER)):
        return False
    told = (not _is_name(word) and _says(word, best, "en") >= TELLING for word in {*reading.words})
    return sum(told) >= TELLING_WORDS


def _is_name(word: Word) -> bool:
    return word.is_name and not is_function_word(word.text)


def _says(word: Word, language: str, against: str) -> float:
    points = points_of(word.text)
    return points[CLASSES.index(language)] - points[CLASSES.index(against)]
