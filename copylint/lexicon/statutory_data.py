"""Text that the law words: ``lexicons/statutory.toml`` and each language's ``statutory.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, cast

from copylint.lexicon.phrases import PhraseError, phrase_pattern
from copylint.lexicon.rule import Texts, rule_names
from copylint.lexicon.store import fault, lexicon_root, load_toml
from copylint.model import UI_LANGUAGES

Scope = Literal["sentence", "paragraph"]

_FILE: Final = "statutory.toml"
_ALL: Final = "all"
_SCOPES: Final = ("sentence", "paragraph")


@dataclass(frozen=True, slots=True)
class StatutoryKind:
    """One kind of text that the law words or demands.

    Attributes:
        name: such as ``collection``.
        scope: how far around its words it reaches.
        silent: the rules that find nothing in it.
        title: what people call it, by language of the user interface.
    """

    name: str
    scope: Scope
    silent: frozenset[str]
    title: Texts


@cache
def statutory_kinds() -> Mapping[str, StatutoryKind]:
    """The kinds by name, in the order of the lexicon.

    Raises:
        CopylintError: the file is missing or broken.
    """
    return read_statutory_kinds(lexicon_root() / _FILE)


def read_statutory_kinds(path: Path) -> dict[str, StatutoryKind]:
    """The contents of one ``statutory.toml``; raises as ``statutory_kinds``."""
    return {name: _kind(path, name, table) for name, table in load_toml(path).items()}


@cache
def statutory_words(language: str) -> Mapping[str, re.Pattern[str]]:
    """For each kind, by name, the pattern that tells it in ``language``.

    Raises:
        CopylintError: the file is missing or broken, or names a kind that nobody knows.
    """
    return read_statutory_words(lexicon_root() / language / _FILE, statutory_kinds())


def read_statutory_words(
    path: Path, kinds: Mapping[str, StatutoryKind]
) -> dict[str, re.Pattern[str]]:
    """The contents of one language's ``statutory.toml``; raises as ``statutory_words``."""
    found: dict[str, re.Pattern[str]] = {}
    for name, phrases in load_toml(path).items():
        if name not in kinds:
            raise fault(path, f"unknown kind '{name}'; known are {', '.join(kinds)}")
        if not isinstance(phrases, list) or not all(isinstance(one, str) for one in phrases):
            raise fault(path, f"'{name}' must be a list of phrases in quotation marks")
        try:
            found[name] = phrase_pattern(phrases)
        except PhraseError as error:
            raise fault(path, f"'{name}': {error}") from None
    return found


def _kind(path: Path, name: str, table: Any) -> StatutoryKind:
    if not isinstance(table, dict) or set(table) != {"scope", "silent", "title"}:
        raise fault(path, f"[{name}] needs scope, silent and [{name}.title]")
    if table["scope"] not in _SCOPES:
        raise fault(path, f"[{name}] scope must be one of {', '.join(_SCOPES)}")
    title = table["title"]
    if not isinstance(title, dict) or set(title) != set(UI_LANGUAGES):
        raise fault(path, f"[{name}.title] needs exactly {', '.join(UI_LANGUAGES)}")
    return StatutoryKind(name, cast(Scope, table["scope"]), _silent(path, name, table), title)


def _silent(path: Path, name: str, table: Mapping[str, Any]) -> frozenset[str]:
    known = frozenset(rule_names())
    if table["silent"] == _ALL:
        return known
    named = table["silent"]
    if not isinstance(named, list):
        raise fault(path, f'[{name}] silent must be a list of rules, or "{_ALL}"')
    for one in named:
        if one not in known:
            raise fault(path, f"[{name}] names '{one}', which is no rule")
    return frozenset(named)
