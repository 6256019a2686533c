"""English words in Nordic copy: the tables of ``lexicons/<language>/english.toml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from copylint.lexicon.entries import EntryFile
from copylint.lexicon.frequencies import ForeignWords, Thresholds
from copylint.lexicon.local_words import WordClass
from copylint.model import CopylintError, Severity

CLASSES: Final[tuple[WordClass, ...]] = ("noun", "verb", "adjective")
POSSIBLE_POS: Final = (*CLASSES, "fixed")
MIN_COMPOUND_PART: Final = 5
"""Letters that the English part behind a native one needs, when only frequency tells it."""

_LEVELS: Final = {"info": Severity.INFO, "warning": Severity.WARNING, "error": Severity.ERROR}
_WORD_KEYS: Final = frozenset({"pos", "local", "level", "forms", "not", "exact", "advice"})
_SECTIONS: Final = frozenset({"inflection", "compounds", "accept", "words", "examples", "evidence"})


@dataclass(frozen=True, slots=True)
class EnglishWord:
    """An English word or phrase for which the language has its own.

    Attributes:
        lemma: the English base form, also the entry's id (spaces become hyphens).
        local: local words, best first; empty where only advice helps.
        severity: None for the rule's own.
        exact: whether only the spelling with these capitals counts (SALE).
        classes: what it may be: noun, verb, adjective; none for a fixed phrase.
    """

    lemma: str
    local: tuple[str, ...]
    severity: Severity | None
    forms: frozenset[str]
    compounds: bool
    exact: bool = False
    classes: tuple[WordClass, ...] = ()

    @property
    def id(self) -> str:
        """The entry's name in finding ids."""
        return re.sub(r"[^\w]+", "-", self.lemma.lower()).strip("-")

    @property
    def is_phrase(self) -> bool:
        """Whether it has several words."""
        return " " in self.lemma


@dataclass(frozen=True)
class EnglishTable:
    """All English words of one language's table, ready for look-up.

    Attributes:
        words: by every form, lower case; a phrase under its forms with single spaces.
        accept: words that are never flagged, lower case, in every form.
        heads, firsts: local words that make compounds behind or before an English one.
        linking: what may stand between the parts of a compound.
        joints: what may stand between an English noun and its native ending.
        starters: first words of phrases, with the lengths in words that phrases from there have.
    """

    words: Mapping[str, EnglishWord]
    accept: frozenset[str]
    heads: frozenset[str]
    firsts: frozenset[str]
    linking: tuple[str, ...]
    joints: tuple[str, ...]
    starters: Mapping[str, tuple[int, ...]]
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    path: str = ""
    stems: Mapping[str, EnglishWord] = field(default_factory=dict)
    foreign: ForeignWords | None = None

    def is_foreign(self, word: str) -> bool:
        """Whether frequency tells that ``word``, in no list here, is English."""
        return self._told_foreign(word.lower().replace("’", "'"))

    @cached_property
    def _told_foreign(self) -> Callable[[str], bool]:
        """The verdict on a word in lower case; a text is mostly made of words met before."""
        return lru_cache(maxsize=20_000)(self._tell_foreign)

    def _tell_foreign(self, lower: str) -> bool:
        if self.foreign is None or any(part in self.accept for part in {lower, *lower.split("-")}):
            return False
        return self.foreign.is_foreign(lower) or any(
            lower[:at] in self.firsts and self.foreign.is_foreign(lower[at:])
            for at in range(2, len(lower) - MIN_COMPOUND_PART + 1)
        )

    def find(self, word: str) -> EnglishWord | None:
        """The entry that ``word`` is a form or a compound of, or None."""
        lower = word.lower().replace("’", "'")
        if lower in self.accept:
            return None
        found = self.words.get(lower) or self._compounds(lower)
        if found is not None and found.exact and not word.startswith(found.lemma):
            return None
        return found

    @cached_property
    def _compounds(self) -> Callable[[str], EnglishWord | None]:
        return lru_cache(maxsize=20_000)(self._compound)

    def _compound(self, word: str) -> EnglishWord | None:
        if "-" in word:
            return self._hyphenated(word.split("-"))
        if self.foreign is not None and self.foreign.knows(word):
            return None
        for at in range(3, len(word) - 2):
            first, rest = word[:at], word[at:]
            entry = self.stems.get(first)
            if entry is not None and self._is_head(rest):
                return entry
            entry = self.words.get(rest)
            if (
                entry is not None
                and entry.compounds
                and not entry.exact
                and self._is_part(first, self.firsts, self._strip_back)
            ):
                return entry
        return None

    def _hyphenated(self, parts: list[str]) -> EnglishWord | None:
        """The entry behind "gift-wrapping", "follow-up-möte" or "kunde-feedback"."""
        whole = self.words.get(" ".join(parts))
        if whole is not None:
            return whole
        for length in range(len(parts) - 1, 0, -1):
            for at in (0, len(parts) - length):
                part = "-".join(parts[at : at + length])
                entry = self.words.get(part)
                if entry is not None and entry.compounds and part not in self.accept:
                    return entry
        return None

    def _is_head(self, rest: str) -> bool:
        """Whether a native word may stand behind an English one: a listed head, or a known word."""
        if self._is_part(rest, self.heads, self._strip_front):
            return True
        return self.foreign is not None and self.foreign.is_native(rest)

    def _is_part(self, part: str, known: frozenset[str], strip: Any) -> bool:
        return part in known or any(one in known for one in strip(part))

    def _strip_front(self, part: str) -> Iterator[str]:
        for link in self.linking:
            if link and part.startswith(link):
                yield part[len(link) :]

    def _strip_back(self, part: str) -> Iterator[str]:
        for link in self.linking:
            if link and part.endswith(link):
                yield part[: -len(link)]

    def endings_of(self, entry: EnglishWord, word: str) -> Iterator[tuple[WordClass, str]]:
        """How ``word`` (lower case) may be made of ``entry``: of which class, with which ending.

        None where it is a compound or a form that the entry lists.
        """
        for word_class in entry.classes:
            for stem in _stems(entry.lemma.lower(), word_class):
                for joint in self.joints if word_class == "noun" else ("",):
                    if word.startswith(stem + joint):
                        yield word_class, word[len(stem) + len(joint) :]

    def phrases_at(self, words: tuple[str, ...], at: int) -> Iterator[tuple[int, EnglishWord]]:
        """Phrases that begin at ``words[at]`` (lower case): how many words, and which, longest
        first."""
        for length in self.starters.get(words[at], ()):
            entry = self.words.get(" ".join(words[at : at + length]))
            if entry is not None and at + length <= len(words):
                yield length, entry


@dataclass(frozen=True, slots=True)
class _Inflection:
    """The native endings that English stems take, by part of speech."""

    endings: Mapping[str, tuple[str, ...]]
    joints: tuple[str, ...]

    def forms(self, lemma: str, pos: Iterable[str]) -> frozenset[str]:
        """Every form of ``lemma``: its last word inflected, of a verb with a particle the first."""
        made = {lemma.lower()}
        for one in pos:
            made.update(self._inflected(lemma.lower(), one))
        return frozenset(made)

    def _inflected(self, lemma: str, pos: str) -> Iterator[str]:
        words = lemma.split(" ")
        at = 0 if pos == "verb" else len(words) - 1
        for stem in _stems(words[at], pos):
            for ending in self.endings.get(pos, ()):
                for joint in self.joints if pos == "noun" else ("",):
                    yield " ".join((*words[:at], f"{stem}{joint}{ending}", *words[at + 1 :]))


def _stems(word: str, pos: str) -> tuple[str, ...]:
    """The stems that endings go on: "update" gives "updat" too, "ship" gives "shipp" for verbs."""
    found = [word]
    if word.endswith("e"):
        found.append(word[:-1])
    if re.search(r"[^aeiou][aeiou][bdgklmnprt]$", word):
        found.append(word + word[-1])
    if pos == "noun" and re.search(r"[^aeiou]y$", word):
        found.append(word[:-1] + "ie")
    return tuple(found)


def read_english(path: Path) -> EnglishTable:
    """The table in ``path``.

    Raises:
        CopylintError: the file is broken; names the line.
    """
    file = EntryFile(path)
    for section in file.table:
        if section not in _SECTIONS:
            raise file.error(f"unknown section '{section}'; known: {sorted(_SECTIONS)}", 1)
    inflection = _inflection(file)
    accept = frozenset(
        form
        for word in file.table.get("accept", {}).get("words", ())
        for form in inflection.forms(word, ("noun", "verb"))
    ) | frozenset(word.lower() for word in file.table.get("accept", {}).get("exact", ()))
    words: dict[str, EnglishWord] = {}
    stems: dict[str, EnglishWord] = {}
    for lemma, row in file.table.get("words", {}).items():
        entry = _word(file, lemma, row, inflection)
        for form in sorted(entry.forms):
            words.setdefault(form, entry)
        if entry.compounds:
            stems.setdefault(lemma.lower(), entry)
    compounds = file.table.get("compounds", {})
    examples = file.table.get("examples", {})
    return EnglishTable(
        words=words,
        accept=accept,
        heads=frozenset(
            form
            for head in compounds.get("heads", ())
            for form in inflection.forms(head, ("noun",))
        ),
        firsts=frozenset(compounds.get("firsts", ())),
        linking=tuple(compounds.get("linking", ("-", "s", "s-"))),
        joints=inflection.joints,
        starters=_starters(words),
        bad=tuple(examples.get("bad", ())),
        good=tuple(examples.get("good", ())),
        path=file.shown,
        stems=stems,
        foreign=_foreign(file, path.parent.name, inflection, accept),
    )


def _foreign(
    file: EntryFile, language: str, inflection: _Inflection, accept: frozenset[str]
) -> ForeignWords | None:
    """Evidence by frequency, with the thresholds of ``[evidence]``; None without that section."""
    table = file.table.get("evidence")
    if table is None:
        return None
    known = [one.name for one in fields(Thresholds)]
    for key, value in table.items():
        if key not in known or not isinstance(value, int | float):
            message = f"[evidence] has a number for each of {', '.join(known)}; not '{key}'"
            raise file.error(message, file.header_line("evidence"))
    thresholds = Thresholds(**table)
    endings = {*inflection.endings.get("noun", ()), *inflection.endings.get("verb", ())}
    longest_first = tuple(sorted(endings, key=lambda one: (-len(one), one)))
    return ForeignWords(language, thresholds, longest_first, accept)


def _inflection(file: EntryFile) -> _Inflection:
    table = file.table.get("inflection", {})
    endings = {pos: tuple(table.get(pos, ())) for pos in ("noun", "verb", "adjective")}
    return _Inflection(endings, tuple(table.get("joints", ("", "-", "'"))))


def _word(file: EntryFile, lemma: str, row: Any, inflection: _Inflection) -> EnglishWord:
    def error(message: str) -> CopylintError:
        return file.error(f"'{lemma}': {message}", file.line_of(lemma, 1))

    if isinstance(row, list):
        row = {"pos": "noun", "local": row}
    if not isinstance(row, Mapping) or set(row) - _WORD_KEYS:
        raise error(f"the keys are {', '.join(sorted(_WORD_KEYS))}")
    pos = row.get("pos", "noun")
    pos = (pos,) if isinstance(pos, str) else tuple(pos)
    if set(pos) - set(POSSIBLE_POS):
        raise error(f"pos must be out of {', '.join(POSSIBLE_POS)}")
    level = row.get("level")
    if level is not None and level not in _LEVELS:
        raise error("level must be info, warning or error")
    exact = bool(row.get("exact", False))
    fixed = exact or pos == ("fixed",)
    base = frozenset({lemma.lower()}) if fixed else inflection.forms(lemma, pos)
    forms = (base | frozenset(form.lower() for form in row.get("forms", ()))) - frozenset(
        form.lower() for form in row.get("not", ())
    )
    return EnglishWord(
        lemma=lemma,
        local=tuple(row.get("local", ())),
        severity=None if level is None else _LEVELS[level],
        forms=forms,
        compounds="noun" in pos and " " not in lemma and len(lemma) > 2 and not exact,
        exact=exact,
        classes=() if exact else tuple(one for one in CLASSES if one in pos),
    )


def _starters(words: Mapping[str, EnglishWord]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for form in words:
        parts = form.split(" ")
        if len(parts) > 1:
            found.setdefault(parts[0], set()).add(len(parts))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}
