"""Whether a word is English rather than native, told by how common it is in each language.

The word lists are those of the library wordfreq (a snapshot of web, subtitles, news and
encyclopaedia text up to 2021), read from its wheel; the thresholds stand in each language's
``english.toml``. A word that is common in English and absent or far rarer in the language is
foreign; so is one that is an English word with a native ending, unless native words begin so.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

_PLAIN = re.compile(r"[a-z]+(?:['-][a-z]+)*")

NATIVE_LENGTH: Final = 4
"""Letters from which on a known word counts as a part of a compound; "er" or "ene" are endings."""

_LIST_OF: Final = {"nn": "nb"}
"""wordfreq has no nynorsk; what differs from bokmål stands in nynorsk's accept list."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a word counts as foreign. Frequencies are on the Zipf scale: 3 is once in a million
    words, 6 once in a thousand.

    Attributes:
        english: how common the word must be in English.
        lead: how much more common there than in the language, where the language has it at all.
        length: letters that a word needs.
        stem: letters that an English stem needs before a native ending.
    """

    english: float = 3.5
    lead: float = 1.6
    length: int = 3
    stem: int = 5


@cache
def _frequencies(language: str) -> Mapping[str, float]:
    from wordfreq import get_frequency_dict

    return get_frequency_dict(_LIST_OF.get(language, language), wordlist="small")


@cache
def _sorted_words(language: str) -> list[str]:
    return sorted(_frequencies(language))


def zipf(word: str, language: str) -> float:
    """How common ``word`` (lower case) is, on the Zipf scale; 0.0 below about 3."""
    frequency = _frequencies(language).get(word)
    return math.log10(frequency) + 9 if frequency else 0.0


@dataclass(frozen=True)
class ForeignWords:
    """Tells English words from those of one language by frequency."""

    language: str
    thresholds: Thresholds
    endings: tuple[str, ...]
    accept: frozenset[str] = frozenset()
    """Words that count as native, alone, inflected and in compounds."""

    def is_foreign(self, word: str) -> bool:
        """Whether ``word``, in lower case, is English, bare, with a native ending or compounded."""
        return self._is_bare_or_inflected(word) or self._is_compound(word)

    def _is_bare_or_inflected(self, word: str) -> bool:
        if not _PLAIN.fullmatch(word) or len(word) < self.thresholds.length:
            return False
        if self._leads(word):
            return True
        if zipf(word, self.language) or zipf(word, "en"):
            return False
        return any(self._leads(stem) and not self._is_native(stem) for stem in self._stems(word))

    def knows(self, word: str) -> bool:
        """Whether ``word``, in lower case, is a word of the language, a loan or a name there."""
        return bool(zipf(word, self.language))

    def is_native(self, word: str) -> bool:
        """Whether ``word``, in lower case, is known in the language and not an English one."""
        return (
            len(word) >= NATIVE_LENGTH
            and bool(zipf(word, self.language))
            and not (self._leads(word))
        )

    def _is_compound(self, word: str) -> bool:
        """Whether an English word stands before a native one ("rewardpoäng")."""
        if "-" in word:
            return any(
                len(part) >= self.thresholds.stem and self._leads(part) for part in word.split("-")
            )
        if zipf(word, self.language):
            return False
        return any(
            self._leads(word[:at]) and self.is_native(word[at:]) and not self._is_native(word[:at])
            for at in range(self.thresholds.stem, len(word) - NATIVE_LENGTH + 1)
        )

    def _leads(self, word: str) -> bool:
        english = zipf(word, "en")
        if english < self.thresholds.english or word in self.accept:
            return False
        native = zipf(word, self.language)
        return native == 0.0 or english - native >= self.thresholds.lead

    def _stems(self, word: str) -> Iterator[str]:
        for ending in self.endings:
            if word.endswith(ending):
                stem = word[: -len(ending)]
                if len(stem) >= self.thresholds.stem:
                    yield stem
                if len(stem) + 1 >= self.thresholds.stem:
                    yield f"{stem}e"

    def _is_native(self, stem: str) -> bool:
        """Whether native words that English does not know begin with ``stem``."""
        words = _sorted_words(self.language)
        # "stations" in "stationschef" is "station" and a linking s.
        root = stem.removesuffix("s").removesuffix("e")
        at = bisect_left(words, root)
        while at < len(words) and words[at].startswith(root):
            if not zipf(words[at], "en"):
                return True
            at += 1
        return False
