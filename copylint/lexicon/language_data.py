"""What the lexicons know of each language itself: ``lexicons/<language>/language.toml``."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from copylint.lexicon.store import display_path, lexicon_root, load_toml
from copylint.model import CopylintError, FileError


@dataclass(frozen=True, slots=True)
class Evidence:
    """Forms that speak for a language, by weight.

    A form is a lower-case word, or with a hyphen a part of one: ``-tion`` an ending, ``hv-`` a
    beginning, ``-ø-`` anywhere.
    """

    strong: tuple[str, ...] = ()
    fair: tuple[str, ...] = ()
    slight: tuple[str, ...] = ()
    words: frozenset[str] = field(init=False, repr=False)
    """All the forms, whatever their weight."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", frozenset((*self.strong, *self.fair, *self.slight)))


@dataclass(frozen=True, slots=True)
class LanguageData:
    """The closed classes and conventions of one language, as the lexicon writes them.

    Attributes:
        subjects: nominative pronouns and the like.
        clause_breaks: words that open a new clause inside a sentence; some have several words.
        negations: words that negate.
        greetings: words that open a salutation; some have several words.
        needs_addressee: words that greet only with an addressee behind them.
        openers: whole salutations without greeting word; a final "…" stands for more on the line.
        addressees: common nouns and pronouns that a salutation may address.
        closings: phrases that open a sign-off.
        abbreviations: with the full stop that does not end a sentence.
        evidence: forms that tell the language from its neighbours.
    """

    subjects: tuple[str, ...] = ()
    clause_breaks: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    greetings: tuple[str, ...] = ()
    needs_addressee: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    closings: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    evidence: Evidence = Evidence()
    addressee_words: frozenset[str] = field(init=False, repr=False)
    """The words of all addressees, in lower case."""

    def __post_init__(self) -> None:
        words = frozenset(word for one in self.addressees for word in one.lower().split())
        object.__setattr__(self, "addressee_words", words)


@cache
def language_data(language: str) -> LanguageData:
    """The data of ``language``, one of da, nb, nn, sv, en.

    Raises:
        CopylintError: the file is missing or broken, has a key nobody reads, or a value that is
            not a list of strings.
    """
    return read_language_data(lexicon_root() / language / "language.toml")


def read_language_data(path: Path) -> LanguageData:
    """The contents of one ``language.toml``; raises as ``language_data``."""
    table = load_toml(path)
    evidence = table.pop("evidence", {})
    if not isinstance(evidence, dict):
        raise _error(path, "'evidence' must be a table: write [evidence]")
    lists = _string_lists(path, table, LanguageData, apart=("evidence",))
    weighted = _string_lists(path, evidence, Evidence, prefix="evidence.")
    return LanguageData(**lists, evidence=Evidence(**weighted))


def _string_lists(
    path: Path,
    table: dict[str, Any],
    shape: type[LanguageData] | type[Evidence],
    *,
    prefix: str = "",
    apart: tuple[str, ...] = (),
) -> dict[str, tuple[str, ...]]:
    known = [one.name for one in fields(shape) if one.init and one.name not in apart]
    for key, value in table.items():
        if key not in known:
            raise _error(path, f"unknown key '{prefix}{key}'; known are {', '.join(known)}")
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise _error(path, f"'{prefix}{key}' must be a list of words in quotation marks")
    return {key: tuple(value) for key, value in table.items()}


def _error(path: Path, message: str) -> CopylintError:
    return CopylintError(FileError(display_path(path), message))
