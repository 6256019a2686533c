"""What a template variable will hold, told by its identifier (``lexicons/placeholders.toml``)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import Any, get_args

from copylint.lexicon.store import lexicon_root, load_toml
from copylint.model import CopylintError, FileError, PlaceholderRole

_FILE = "placeholders.toml"
_ROLES: frozenset[str] = frozenset(get_args(PlaceholderRole))
_LISTS = {name: {"words"} for name in ("methods", "bare", "unfilled", "not-unfilled")}
_KEYS = {"words", "alone", "heads", "owners"}

_WORD = re.compile(r"[A-ZÆØÅÄÖ]+(?![a-zæøåäö])|[A-ZÆØÅÄÖ]?[a-zæøåäö]+")
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o"})


@dataclass(frozen=True, slots=True)
class _Table:
    words: dict[tuple[str, ...], PlaceholderRole]
    endings: tuple[tuple[str, PlaceholderRole], ...]
    alone: dict[tuple[str, ...], PlaceholderRole]
    heads: dict[str, tuple[PlaceholderRole, frozenset[str]]]
    methods: frozenset[tuple[str, ...]]
    bare: frozenset[tuple[str, ...]]
    unfilled: frozenset[tuple[str, ...]]
    not_unfilled: frozenset[tuple[str, ...]]
    longest: int


@lru_cache(maxsize=4096)
def role_of(identifier: str) -> PlaceholderRole:
    """The role that ``identifier`` ("user.first_name", "FNAME", "Kundens navn") speaks of.

    Raises:
        CopylintError: ``placeholders.toml`` is missing or wrong.
    """
    found = _find(identifier)
    return "other" if found is None else found


@lru_cache(maxsize=4096)
def is_known(identifier: str) -> bool:
    """Whether ``identifier`` is one that a syntax without brackets (``:x``, ``!x``) may hold."""
    words = split_words(identifier)
    return words in _table().bare or _find(identifier) is not None


@lru_cache(maxsize=1024)
def is_unfilled(text: str) -> bool:
    """Whether ``text``, read in square brackets, is something that the writer is to fill in."""
    words = split_words(text)
    table = _table()
    if words in table.not_unfilled:
        return False
    return role_of(text) != "other" or any(
        words[start:end] in table.unfilled
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    )


@lru_cache(maxsize=4096)
def is_ordinary_word(text: str) -> bool:
    """Whether ``text``, all in capitals, is an ordinary word such as PDF."""
    return split_words(text) in _table().not_unfilled


def split_words(identifier: str) -> tuple[str, ...]:
    """The words of an identifier: split at ``_ . - space`` and capitals, lower case, no accents."""
    composed = unicodedata.normalize("NFC", identifier)
    return tuple(_fold(word) for word in _WORD.findall(composed))


def _fold(word: str) -> str:
    return word.lower().translate(_LETTERS)


def _find(identifier: str) -> PlaceholderRole | None:
    table = _table()
    parts = [words for part in identifier.split(".") if (words := split_words(part))]
    while len(parts) > 1 and parts[-1] in table.methods:
        parts.pop()
    if not parts:
        return None
    words = tuple(chain.from_iterable(parts))
    best = _best_entry(words, table)
    if parts[-1] in table.alone and (best is None or best[0] < len(parts[-1])):
        return table.alone[parts[-1]]
    if best is not None and best[0] > 1:
        return best[1]
    owned = parts[-1] if len(parts[-1]) > 1 or len(parts) == 1 else (*parts[-2], *parts[-1])
    for head in (owned[-1], owned[0]):
        if head in table.heads:
            role, owners = table.heads[head]
            if all(word == head or word in owners for word in owned):
                return role
    return None if best is None else best[1]


def _best_entry(words: Sequence[str], table: _Table) -> tuple[int, PlaceholderRole] | None:
    """The longest entry at the end, where a compound has its head, else the longest of all.

    Returns:
        How many words the entry has, and its role.
    """
    lengths = range(min(table.longest, len(words)), 0, -1)
    for length in lengths:
        role = _entry(words[-length:], table)
        if role is not None:
            return length, role
    for length in lengths:
        for start in range(len(words) - length - 1, -1, -1):
            role = _entry(words[start : start + length], table)
            if role is not None:
                return length, role
    return None


def _entry(window: Sequence[str], table: _Table) -> PlaceholderRole | None:
    role = table.words.get(tuple(window))
    return _by_ending(window[0], table) if role is None and len(window) == 1 else role


def _by_ending(word: str, table: _Table) -> PlaceholderRole | None:
    fitting = [one for one in table.endings if word.endswith(one[0]) and word != one[0]]
    return max(fitting, key=lambda one: len(one[0]))[1] if fitting else None


@cache
def _table() -> _Table:
    path = lexicon_root() / _FILE
    data = load_toml(path)
    _check(data, str(path))
    words: dict[tuple[str, ...], PlaceholderRole] = {}
    endings: list[tuple[str, PlaceholderRole]] = []
    alone: dict[tuple[str, ...], PlaceholderRole] = {}
    heads: dict[str, tuple[PlaceholderRole, frozenset[str]]] = {}
    for role in get_args(PlaceholderRole):
        section = data.get(role, {})
        for entry in section.get("words", ()):
            if entry.startswith("*"):
                endings.append((_fold(entry[1:]), role))
            else:
                words.update(dict.fromkeys(_keys(entry), role))
        for entry in section.get("alone", ()):
            alone.update(dict.fromkeys(_keys(entry), role))
        owners = frozenset(_fold(owner) for owner in section.get("owners", ()))
        heads.update({_fold(head): (role, owners) for head in section.get("heads", ())})
    return _Table(
        words,
        tuple(endings),
        alone,
        heads,
        methods=_entries(data.get("methods", {}).get("words", ())),
        bare=_entries(data.get("bare", {}).get("words", ())),
        unfilled=_entries(data.get("unfilled", {}).get("words", ())),
        not_unfilled=_entries(data.get("not-unfilled", {}).get("words", ())),
        longest=max((len(key) for key in words), default=1),
    )


def _entries(words: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(key for entry in words for key in _keys(entry))


def _keys(entry: str) -> tuple[tuple[str, ...], ...]:
    """The entry word by word, and written together as in ``firstname``."""
    words = tuple(_fold(word) for word in entry.split())
    return (words, ("".join(words),))


def _check(data: dict[str, Any], path: str) -> None:
    for name, section in data.items():
        allowed = _LISTS.get(name, _KEYS if name in _ROLES else None)
        if allowed is None or not isinstance(section, dict):
            known = ", ".join(sorted(_ROLES | set(_LISTS)))
            raise CopylintError(FileError(path, f"[{name}] is no role; use one of: {known}"))
        for key, words in section.items():
            if key not in allowed:
                raise CopylintError(
                    FileError(path, f"[{name}] has {key!r}; use {', '.join(sorted(allowed))}")
                )
            if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
                raise CopylintError(FileError(path, f"[{name}] {key} must be a list of words"))
