"""All lexicons that a run needs, loaded language by language when a text asks for one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

from copylint.lexicon.anchors import AnchorIndex
from copylint.lexicon.english import EnglishTable, read_english
from copylint.lexicon.entries import (
    Entry,
    Guards,
    read_entries,
    read_guards,
    read_tables,
)
from copylint.lexicon.language_data import language_data
from copylint.lexicon.notation import Sequence
from copylint.lexicon.rule import Rule, read_rule, rule_names
from copylint.lexicon.store import display_path, lexicon_root
from copylint.lexicon.tables import WordTables
from copylint.model import LANGUAGES, CopylintError, FileError

# Files of a language's folder that belong to no rule.
_NOT_RULES: Final = frozenset(
    ("language", "words", "guards", "statutory", "senders", "local-words")
)

Candidate = tuple[Entry, list[Sequence]]
"""An entry and those of its sequences that may match."""


@dataclass(frozen=True, eq=False)
class LanguageLexicon:
    """Everything that is known of one language's copy; equal to itself alone.

    Attributes:
        entries: of all rules.
        guards: by name.
        english: the table of English words, None where the language has none.
        problems: entries that could not be read; they take no part in matching.
    """

    language: str
    tables: WordTables
    entries: tuple[Entry, ...]
    guards: Guards
    english: EnglishTable | None
    problems: tuple[FileError, ...] = ()

    @cached_property
    def _numbered(self) -> tuple[tuple[Entry, Sequence], ...]:
        return tuple((entry, sequence) for entry in self.entries for sequence in entry.sequences)

    @cached_property
    def _anchors(self) -> AnchorIndex:
        evidence = language_data(self.language).evidence
        common = {*evidence.words, *language_data(self.language).subjects}
        return AnchorIndex([sequence for _, sequence in self._numbered], common)

    def may_match(self, searched: str) -> bool:
        """Whether any entry may match a text with this ``anchors.haystack``."""
        return self._anchors.may_match(searched)

    def candidates(self, words: frozenset[str] | None) -> Iterable[Candidate]:
        """The entries, each with its sequences, that a sentence of these lower-case tokens may
        match; all of them for None."""
        if words is None:
            return self._entries_of(range(len(self._numbered)))
        return self._remembered(words)

    @cached_property
    def _remembered(self) -> Callable[[frozenset[str]], tuple[Candidate, ...]]:
        """The candidates of the sentences met last, which are likely to be met again."""
        return lru_cache(maxsize=1_000)(
            lambda words: self._entries_of(self._anchors.candidates(words))
        )

    def _entries_of(self, numbers: Iterable[int]) -> tuple[Candidate, ...]:
        found: dict[str, Candidate] = {}
        for number in sorted(numbers):
            entry, sequence = self._numbered[number]
            found.setdefault(entry.name, (entry, []))[1].append(sequence)
        return tuple(found.values())


@dataclass(frozen=True)
class Lexicons:
    """The shipped lexicons and a team's own ones.

    ``extra`` folders hold the same shape: ``<language>/<rule>.toml``.
    """

    extra: tuple[Path, ...] = ()
    _loaded: dict[str, LanguageLexicon] = field(default_factory=dict)
    _loading: Lock = field(default_factory=Lock, repr=False, compare=False)

    def rule(self, name: str) -> Rule:
        """The rule ``name``, which must be one of ``rule_names()``."""
        return read_rule(name)

    def language(self, language: str) -> LanguageLexicon:
        """The lexicon of ``language``, one of ``model.LANGUAGES``; loaded once, whichever thread
        asks first."""
        with self._loading:
            if language not in self._loaded:
                self._loaded[language] = self._load(language)
            return self._loaded[language]

    def examples(self, rule: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The bad and the good examples of ``rule`` in ``language``."""
        lexicon = self.language(language)
        if rule == "english" and lexicon.english is not None:
            return lexicon.english.bad, lexicon.english.good
        entries = [entry for entry in lexicon.entries if entry.rule == rule]
        return (
            tuple(text for entry in entries for text in entry.bad),
            tuple(text for entry in entries for text in entry.good),
        )

    def _load(self, language: str) -> LanguageLexicon:
        home = lexicon_root() / language
        tables = read_tables(home / "words.toml")
        guards = read_guards(home / "guards.toml", tables)
        english = home / "english.toml"
        found: list[Entry] = []
        problems: list[FileError] = []
        for folder in (lexicon_root(), *self.extra):
            for path in self._files(folder / language, problems):
                try:
                    rule = read_rule(path.stem)
                    for one in read_entries(path, rule, language, tables, guards):
                        (found if isinstance(one, Entry) else problems).append(one)  # type: ignore[arg-type]
                except CopylintError as error:
                    problems.append(error.error)
        return LanguageLexicon(
            language,
            tables,
            tuple(found),
            guards,
            read_english(english) if english.is_file() else None,
            tuple(problems),
        )

    @staticmethod
    def _files(folder: Path, problems: list[FileError]) -> Iterable[Path]:
        for path in sorted(folder.glob("*.toml")):
            if path.stem in rule_names():
                if path.stem != "english":
                    yield path
            elif path.stem not in _NOT_RULES:
                known = ", ".join(rule_names())
                problems.append(
                    FileError(display_path(path), f"no rule has this name; known: {known}")
                )


def load_lexicons(extra: tuple[Path, ...] = ()) -> Lexicons:
    """The shipped lexicons, and those in the ``extra`` folders of a team.

    Raises:
        CopylintError: an extra folder is missing or has no folder named after a language.
    """
    for folder in extra:
        if not any((folder / language).is_dir() for language in LANGUAGES):
            raise CopylintError(
                FileError(
                    display_path(folder),
                    f"no lexicon folder; it needs folders named {', '.join(LANGUAGES)}",
                )
            )
    return Lexicons(extra)
