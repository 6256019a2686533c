"""What the keys of a catalogue say of a mail: ``lexicons/mail-keys.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

from copylint.lexicon.store import fault, lexicon_root, load_toml
from copylint.model import PartName

KeyPart = Literal[PartName, "heading"]
"""What a key can say: the name of a part, or that it heads the body."""

_PARTS: Final = frozenset((*get_args(PartName), "heading")) - {"quoted"}
_LISTS: Final = ("plurals", "mails")


@dataclass(frozen=True, slots=True)
class MailKeys:
    """The words of the file, as written there.

    Attributes:
        parts: what a key that ends in an entry stands for.
        plurals: words that only tell grammatical number.
        mails: words that say that a key, or what is above it, is about mail.
    """

    parts: dict[str, KeyPart]
    plurals: tuple[str, ...]
    mails: tuple[str, ...]


@cache
def mail_keys() -> MailKeys:
    """The contents of the file.

    Raises:
        CopylintError: the file is missing or broken, or has a key or value nobody reads.
    """
    return read_mail_keys(lexicon_root() / "mail-keys.toml")


def read_mail_keys(path: Path) -> MailKeys:
    """The contents of one ``mail-keys.toml``; raises as ``mail_keys``."""
    table = load_toml(path)
    unknown = set(table) - {"parts", *_LISTS}
    if unknown:
        raise fault(path, f"unknown key '{min(unknown)}'; known are parts, {', '.join(_LISTS)}")
    listed = table.get("parts", {})
    if not isinstance(listed, dict) or not set(listed) <= _PARTS:
        raise fault(path, f"[parts] may have only these keys: {', '.join(sorted(_PARTS))}")
    parts = {
        entry: name
        for name, entries in listed.items()
        for entry in _strings(path, f"parts.{name}", entries)
    }
    plurals, mails = (_strings(path, name, table.get(name, [])) for name in _LISTS)
    return MailKeys(parts, plurals, mails)


def _strings(path: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise fault(path, f"'{key}' must be a list of words in quotation marks")
    return tuple(value)
