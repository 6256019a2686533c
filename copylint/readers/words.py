"""The words of ``lexicons/readers.toml``: mail headers, what catalogue keys say, and columns."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final, Literal, cast, get_args

from copylint.lexicon.store import lexicon_root, load_toml
from copylint.model import CopylintError, FileError, SegmentRole
from copylint.roles import split_words

_FILE: Final = "readers.toml"
_HEADERS: Final = frozenset({"subject", "preheader", "skipped"})
_COLUMNS: Final = frozenset({"copy", "key"})
_ROLES: Final[frozenset[str]] = frozenset(get_args(SegmentRole))

HeaderRole = Literal["subject", "preheader", "skipped", "none"]
ColumnRole = Literal["copy", "key", "none"]


def header_role(name: str) -> HeaderRole:
    """What the value of a mail header is; "none" if ``name`` is no header known here.

    Raises:
        CopylintError: ``readers.toml`` is missing or wrong.
    """
    return cast(HeaderRole, _words("headers").get(name.lower(), "none"))


def column_role(name: str) -> ColumnRole:
    """What stands in a table's column of that name; "none" if it is no name known here.

    Raises:
        CopylintError: ``readers.toml`` is missing or wrong.
    """
    return cast(ColumnRole, _words("columns").get(name.lower(), "none"))


@lru_cache(maxsize=4096)
def key_role(key: str) -> SegmentRole:
    """The role of the text under a catalogue key, told by the last or first word of its last part.

    A key that is the original text, in words with spaces between them, tells none.

    Raises:
        CopylintError: ``readers.toml`` is missing or wrong.
    """
    last = key.rsplit(".", 1)[-1]
    if " " in last:
        return "text"
    words = split_words(last)
    roles = _words("roles")
    for word in (*words[-1:], *words[:1]):
        if word in roles:
            return cast(SegmentRole, roles[word])
    return "text"


@cache
def _words(section: str) -> dict[str, str]:
    path = lexicon_root() / _FILE
    data = load_toml(path)
    allowed = {"headers": _HEADERS, "roles": _ROLES, "columns": _COLUMNS}
    for name, table in data.items():
        if name not in allowed or not isinstance(table, dict):
            known = ", ".join(f"[{one}]" for one in allowed)
            raise CopylintError(FileError(str(path), f"[{name}] is unknown; use one of: {known}"))
        _check(str(path), name, table, allowed[name])
    return {word.lower(): role for role, words in data.get(section, {}).items() for word in words}


def _check(path: str, name: str, table: dict[str, Any], allowed: frozenset[str]) -> None:
    for key, words in table.items():
        if key not in allowed:
            known = ", ".join(sorted(allowed))
            raise CopylintError(FileError(path, f"[{name}] has {key!r}; use one of: {known}"))
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise CopylintError(FileError(path, f"[{name}] {key} must be a list of words"))
