"""The forms of the words that are suggested for English ones: ``<language>/local-words.toml``.

An English word in Nordic copy takes Nordic endings ("feedbacken", "downloade"). The ending tells
which form the writer needs of the local word ("återkopplingen", "hente").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, get_args

from copylint.lexicon.store import fault, lexicon_root, load_toml

WordClass = Literal["noun", "verb", "adjective"]
Gender = Literal["common", "masculine", "feminine", "neuter"]

GENDERS: Final[tuple[Gender, ...]] = get_args(Gender)

FORMS: Final[Mapping[WordClass, tuple[str, ...]]] = {
    "noun": ("singular", "definite", "plural", "plural-definite"),
    "verb": ("infinitive", "present", "past", "participle", "imperative"),
    "adjective": ("base", "neuter", "plural"),
}
"""The forms of each class, in the order in which the file lists them; the first is the key."""

_MISSING: Final = "-"


@dataclass(frozen=True, slots=True)
class Form:
    """What an ending says: of which class the word is, and in which of its ``FORMS``."""

    word_class: WordClass
    name: str


@dataclass(frozen=True, slots=True)
class LocalWord:
    """A local word with its forms.

    Attributes:
        forms: by name of the form; one that the word does not have is left out.
        gender: of a noun, else None.
    """

    forms: Mapping[str, str]
    gender: Gender | None = None


@dataclass(frozen=True, slots=True)
class LocalWords:
    """The local words of one language.

    Attributes:
        words: by class and lemma.
        endings: by class and ending, the form that the ending makes of an English word.
        agreeing: by gender, the words that agree with it (en, din; et, dit).
        before_infinitives: words after which a bare verb is an infinitive (at, kan, vil).
    """

    words: Mapping[WordClass, Mapping[str, LocalWord]]
    endings: Mapping[WordClass, Mapping[str, str]]
    agreeing: Mapping[Gender, frozenset[str]] = field(default_factory=dict)
    before_infinitives: frozenset[str] = frozenset()

    def find(self, phrase: str, word_class: WordClass) -> tuple[LocalWord, str] | None:
        """The word that bends in ``phrase`` and what follows it: of "laste ned" the first."""
        words = self.words.get(word_class, {})
        if phrase in words:
            return words[phrase], ""
        first, space, rest = phrase.partition(" ")
        if word_class == "verb" and space and first in words:
            return words[first], f" {rest}"
        return None

    def inflected(self, phrase: str, form: Form) -> str | None:
        """``phrase`` in ``form``; None where it is not known or has no such form."""
        found = self.find(phrase, form.word_class)
        if found is None or form.name not in found[0].forms:
            return None
        return found[0].forms[form.name] + found[1]

    def agrees(self, word: str, gender: Gender | None) -> bool | None:
        """Whether ``word`` (lower case) agrees with a noun of ``gender``; None if not known."""
        fitting = {one for one, words in self.agreeing.items() if word in words}
        return gender in fitting if fitting else None


@cache
def local_words(language: str) -> LocalWords:
    """The local words of ``language``, one of ``model.LANGUAGES``.

    Raises:
        CopylintError: the file is missing or broken.
    """
    return read_local_words(lexicon_root() / language / "local-words.toml")


def read_local_words(path: Path) -> LocalWords:
    """The contents of one ``local-words.toml``; raises as ``local_words``."""
    table = load_toml(path)
    sections = ("endings", "agreement", "infinitive", *FORMS)
    for section in table:
        if section not in sections:
            known = ", ".join(sections)
            raise fault(path, f"unknown section '{section}'; known are {known}")
    words = {
        word_class: dict(_words(path, word_class, table.get(word_class, {})))
        for word_class in FORMS
    }
    agreeing: dict[Gender, frozenset[str]] = {}
    for gender, listed in table.get("agreement", {}).items():
        if gender not in GENDERS:
            raise fault(path, f"[agreement] has {', '.join(GENDERS)}; not '{gender}'")
        agreeing[gender] = frozenset(listed)
    return LocalWords(
        words,
        _endings(path, table.get("endings", {})),
        agreeing,
        frozenset(table.get("infinitive", {}).get("after", ())),
    )


def _endings(path: Path, table: Mapping[str, Any]) -> dict[WordClass, dict[str, str]]:
    unknown = set(table) - set(FORMS)
    if unknown:
        raise fault(path, f"[endings] has {', '.join(FORMS)}; not '{min(unknown)}'")
    found: dict[WordClass, dict[str, str]] = {}
    for word_class, names in FORMS.items():
        found[word_class] = {}
        for name, endings in table.get(word_class, {}).items():
            if name not in names:
                message = f"[endings.{word_class}] has {', '.join(names)}; not '{name}'"
                raise fault(path, message)
            found[word_class] |= dict.fromkeys(endings, name)
    return found


def _words(
    path: Path, word_class: WordClass, rows: Mapping[str, Any]
) -> Iterator[tuple[str, LocalWord]]:
    names = FORMS[word_class]
    for lemma, row in rows.items():
        parts = row.split() if isinstance(row, str) else []
        gender: Gender | None = None
        if word_class == "noun" and parts:
            gender = next((one for one in GENDERS if one == parts[0]), None)
            parts = parts[1:] if gender else []
        if len(parts) != len(names) - 1:
            wanted = " ".join(("gender",) * (word_class == "noun") + names[1:])
            raise fault(path, f'[{word_class}] "{lemma}" needs "{wanted}", and - for none')
        forms = dict(zip(names, (lemma, *parts), strict=True))
        yield lemma, LocalWord({n: one for n, one in forms.items() if one != _MISSING}, gender)
