"""The words that tell touchpoints apart: ``lexicons/touchpoints.toml``."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from copylint.lexicon.store import fault, lexicon_root, load_toml
from copylint.model import TOUCHPOINTS, UI_LANGUAGES

_NAMES: Final = ("names", "against", "formats")


@dataclass(frozen=True, slots=True)
class TouchpointWords:
    """What speaks for one touchpoint; a final ``*`` of a word stands for any ending.

    Attributes:
        names: words and phrases of file, folder and key names.
        against: likewise; they rule the touchpoint out.
        formats: kinds of files (``readers.KINDS``) that are for it, where nothing else is clear.
        cues: words and phrases of the text, by language.
    """

    names: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    cues: dict[str, tuple[str, ...]] = field(default_factory=dict)


@cache
def touchpoint_words() -> dict[str, TouchpointWords]:
    """The words of each touchpoint that the lexicon lists, in its order.

    Raises:
        CopylintError: the file is missing or broken, or has a table, key or value nobody reads.
    """
    return read_touchpoint_words(lexicon_root() / "touchpoints.toml")


def read_touchpoint_words(path: Path) -> dict[str, TouchpointWords]:
    """The contents of one ``touchpoints.toml``; raises as ``touchpoint_words``."""
    return {name: _words(path, name, table) for name, table in load_toml(path).items()}


def _words(path: Path, name: str, table: object) -> TouchpointWords:
    if name not in TOUCHPOINTS or not isinstance(table, dict):
        known = ", ".join(TOUCHPOINTS)
        raise fault(path, f"'{name}' is no table of a touchpoint; known are {known}")
    for key, value in table.items():
        if key not in _NAMES and key not in UI_LANGUAGES:
            known = ", ".join((*_NAMES, *UI_LANGUAGES))
            raise fault(path, f"unknown key '{name}.{key}'; known are {known}")
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise fault(path, f"'{name}.{key}' must be a list of words in quotation marks")
    names, against, formats = (tuple(table.get(key, ())) for key in _NAMES)
    cues = {key: tuple(value) for key, value in table.items() if key not in _NAMES}
    return TouchpointWords(names, against, formats, cues)
