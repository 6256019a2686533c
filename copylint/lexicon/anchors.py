"""Which sequences can match a text at all, told from literal strings before any token is made.

spaCy's Matcher over every pattern runs at some 0.1 MB/s, an Aho-Corasick automaton at over 100.
So each sequence names its requirements - the sets of strings of which it needs one each - and the
rarest of them is its anchor. The filter may let too much through, never too little: a property
test holds it against matching everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from collections.abc import Sequence as Seq
from dataclasses import dataclass
from functools import cached_property

import ahocorasick_rs

from copylint.lexicon.notation import ROLE_TOKEN, Element, Sequence


@dataclass(frozen=True, slots=True)
class Requirement:
    """A sentence must hold one of ``strings``: as a token, or inside one if not ``whole``."""

    strings: frozenset[str]
    whole: bool

    def met_by(self, words: frozenset[str]) -> bool:
        """Whether a sentence with these lower-case tokens holds one of the strings."""
        if self.whole:
            return not self.strings.isdisjoint(words)
        return any(part in word for word in words for part in self.strings)


def requirements(sequence: Sequence) -> tuple[Requirement, ...]:
    """What every match of ``sequence`` holds; numbers, gaps and optional words require nothing."""
    return tuple(
        found for element in sequence.elements if (found := _requirement(element)) is not None
    )


def _requirement(element: Element) -> Requirement | None:
    if element.optional or element.is_gap or element.number:
        return None
    if element.words:
        return Requirement(element.words, whole=True)
    if element.exact:
        return Requirement(frozenset(word.lower() for word in element.exact), whole=True)
    parts = element.heads or frozenset(stem.removeprefix("*") for stem in element.stems)
    return Requirement(parts, whole=False)


def haystack(text: str, roles: Iterable[str]) -> str:
    """``text`` as anchors are looked up in it: lower case, with the tokens of its placeholders."""
    return " ".join((text.lower().replace("’", "'"), *map(ROLE_TOKEN.format, roles)))


class AnchorIndex:
    """Finds the candidates among numbered sequences, first in a text, then in a sentence."""

    def __init__(self, sequences: Seq[Sequence], common: Collection[str]) -> None:
        """``common`` words, in lower case, make poor anchors."""
        self._common = frozenset(common)
        self._numbers: dict[Requirement, int] = {}
        self._always: list[int] = []
        self._anchored: dict[int, list[tuple[int, frozenset[int]]]] = defaultdict(list)
        for number, sequence in enumerate(sequences):
            needed = requirements(sequence)
            if not needed:
                self._always.append(number)
                continue
            anchor = self._number(min(needed, key=self._cost))
            self._anchored[anchor].append((number, frozenset(map(self._number, needed))))

    def _number(self, needed: Requirement) -> int:
        return self._numbers.setdefault(needed, len(self._numbers))

    def _cost(self, needed: Requirement) -> float:
        """How often an anchor is found by chance: few, long and uncommon strings are best."""
        return sum(
            1.0 if string in self._common else 1.0 / len(string) ** 2 for string in needed.strings
        )

    @cached_property
    def _anchors(self) -> ahocorasick_rs.AhoCorasick:
        strings = {
            string
            for needed, number in self._numbers.items()
            if number in self._anchored
            for string in needed.strings
        }
        return ahocorasick_rs.AhoCorasick(sorted(strings))

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for needed, number in self._numbers.items():
            for string in needed.strings if needed.whole else ():
                found[string].append(number)
        return found

    @cached_property
    def _by_part(self) -> tuple[ahocorasick_rs.AhoCorasick, list[list[int]]]:
        found: dict[str, list[int]] = defaultdict(list)
        for needed, number in self._numbers.items():
            for string in () if needed.whole else needed.strings:
                found[string].append(number)
        return ahocorasick_rs.AhoCorasick(list(found)), list(found.values())

    def may_match(self, searched: str) -> bool:
        """Whether any sequence may match a text with this ``haystack``."""
        return bool(self._always) or bool(self._anchors.find_matches_as_indexes(searched))

    def candidates(self, words: frozenset[str]) -> list[int]:
        """The numbers of the sequences that a sentence of these lower-case tokens may match."""
        met: set[int] = set()
        for word in words:
            met.update(self._by_word.get(word, ()))
        parts, numbers = self._by_part
        for hit in parts.find_matches_as_indexes(" ".join(words), overlapping=True):
            met.update(numbers[hit[0]])
        found = list(self._always)
        for anchor in met & self._anchored.keys():
            found.extend(number for number, needed in self._anchored[anchor] if needed <= met)
        return found
