"""What may and may not stand in a salutation: ``lexicons/address.toml``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from copylint.lexicon.store import display_path, lexicon_root, load_toml
from copylint.model import CopylintError, FileError


@dataclass(frozen=True, slots=True)
class AddressData:
    """The keys of the file, each a set of words; see there."""

    not_names: frozenset[str]
    not_roles: frozenset[str]


@cache
def address_data() -> AddressData:
    """The contents of the file.

    Raises:
        CopylintError: the file is broken or lacks a key.
    """
    path = lexicon_root() / "address.toml"
    table = load_toml(path)
    names = {one.name for one in fields(AddressData)}
    if set(table) != names:
        raise CopylintError(
            FileError(display_path(path), f"needs exactly the keys {', '.join(sorted(names))}")
        )
    return AddressData(**{name: frozenset(table[name]) for name in names})
