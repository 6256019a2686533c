"""The words copylint says to people, in the language of the user interface."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from copylint.lexicon.store import lexicon_root, load_toml
from copylint.model import UI_LANGUAGES

_DEFAULT: Final = "en"
_LOCALE_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(frozen=True, slots=True)
class Ui:
    """The texts of one language, by dotted key such as ``summary.found``."""

    language: str
    texts: Mapping[str, Any]

    def __call__(self, key: str, /, **values: object) -> str:
        """The text ``key`` with ``values`` put in; a key that does not exist raises KeyError."""
        return str(self._at(key)).format(**values)

    def count(self, key: str, number: int) -> str:
        """``number`` with its noun, such as ``3 files``; ``key`` stands in ``[count]``."""
        forms = self._at(f"count.{key}")
        return str(forms["one" if number == 1 else "many"]).format(n=number)

    def listed(self, words: Iterable[str]) -> str:
        """The words as a sentence lists them: ``a, b and c``."""
        *first, last = words
        return self("summary.list", list=", ".join(first), last=last) if first else last

    def _at(self, key: str) -> Any:
        value: Any = self.texts
        for part in key.split("."):
            value = value[part]
        return value


@cache
def load_ui(language: str) -> Ui:
    """The texts of ``language``, one of ``model.UI_LANGUAGES``.

    Raises:
        CopylintError: the file of the language is missing or broken.
    """
    return Ui(language, load_toml(lexicon_root() / "ui" / f"{language}.toml"))


def locale_language(environ: Mapping[str, str]) -> str:
    """The language that the locale asks for; English where it asks for one we do not speak.

    ``environ`` is the process environment; the first of LC_ALL, LC_MESSAGES and LANG that is set
    decides, as everywhere else.
    """
    name = next((environ[key] for key in _LOCALE_VARIABLES if environ.get(key)), "")
    return spoken(name) or _DEFAULT


def spoken(tag: str) -> str | None:
    """The one of our languages that a locale (``da_DK.UTF-8``) or language tag (``nn-NO``) means,
    None where we do not speak it."""
    code = re.split(r"[_.@-]", tag.lower())[0]
    code = "nb" if code == "no" else code
    return code if code in UI_LANGUAGES else None
