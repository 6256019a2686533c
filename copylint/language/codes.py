"""Codes and names of languages, and what a path declares."""

from __future__ import annotations

import re
from typing import Final

OTHER: Final = "other"
"""The value for a language that copylint does not know."""

NORWEGIAN: Final = "no"
"""Declared Norwegian that may be either bokmål or nynorsk; never the value of a text."""

_CODES: Final = {
    "da": "da", "dan": "da", "dk": "da", "danish": "da", "dansk": "da",
    "nb": "nb", "nob": "nb", "bokmal": "nb", "bokmål": "nb", "bokmaal": "nb",
    "nn": "nn", "nno": "nn", "nynorsk": "nn",
    "no": NORWEGIAN, "nor": NORWEGIAN, "norwegian": NORWEGIAN, "norsk": NORWEGIAN,
    "sv": "sv", "swe": "sv", "se": "sv", "swedish": "sv", "svenska": "sv", "svensk": "sv",
    "en": "en", "eng": "en", "english": "en", "engelsk": "en", "engelska": "en",
}  # fmt: skip

# Tells an English or German folder from a word by chance; only spelt as a code.
_FOREIGN_CODES: Final = frozenset(
    ("de", "fi", "fr", "es", "nl", "it", "pl", "pt", "is", "fo", "et", "lv", "lt", "ru", "uk", "cs")
)
_LOCALE = re.compile(r"([a-z]{2,3})(?:[-_]r?([a-z]{2}))?", re.IGNORECASE)
_REGIONS: Final = frozenset(
    ("dk", "no", "se", "fi", "gb", "us", "de", "fr", "es", "nl", "is", "eu")
)
# Safe as the first part of a file name too: not a word of these languages, nor "no-reply".
_UNMISTAKABLE: Final = frozenset(("nb", "nn", "sv", "bokmal", "bokmål", "nynorsk"))
_PACKAGE_ROOTS: Final = frozenset(("java", "kotlin", "scala", "groovy", "proto"))
_NAME_PARTS = re.compile(r"[._\-]+")


def normalise(code: str) -> str | None:
    """The language a code or name means: one of da, nb, nn, sv, en, no, other.

    Takes "da-DK", "nb_NO", "no", "sv", "Norwegian"; None for an empty code. "no" is Norwegian that
    may be either bokmål or nynorsk.
    """
    primary = re.split(r"[-_.@]", code.strip().lower())[0]
    return _CODES.get(primary, OTHER) if primary else None


def declared_by_path(path: str) -> str | None:
    """The language code that a file or folder name declares, as ``declared`` takes it, or None.

    The file name goes before folders, a near folder before a far one.
    """
    *folders, name = path.replace("\\", "/").split("/")
    found = _code_in_name(name)
    if found is not None:
        return found
    packages = next((at for at, one in enumerate(folders) if one in _PACKAGE_ROOTS), len(folders))
    for folder in reversed(folders[:packages]):
        found = _code_in_folder(folder)
        if found is not None:
            return found
    return None


def _code_in_name(name: str) -> str | None:
    """The code in a file name: all of it (``da.json``), a dotted part, or its last part."""
    stem, _, rest = name.partition(".")
    dotted = [stem, *rest.split(".")[:-1]] if rest else [stem]
    for part in reversed(dotted):
        found = _whole_code(part)
        if found is not None:
            return found
    for part in reversed(dotted):
        found = _edge_code(part)
        if found is not None:
            return found
    return None


def _code_in_folder(folder: str) -> str | None:
    """The code of a folder: ``nb``, ``sv-SE``, ``da.lproj``, ``values-nb-rNO``, ``mails_da``."""
    stem = folder.partition(".")[0]
    return _whole_code(stem) or _edge_code(stem)


def _whole_code(part: str) -> str | None:
    if part.lower() in _CODES and len(part) > 3:
        return _CODES[part.lower()]
    match = _LOCALE.fullmatch(part)
    return _checked(match) if match else None


def _edge_code(part: str) -> str | None:
    """A code at the end of a name (``template_nb``, ``mail-sv-SE``), or a safe one at its start."""
    parts = _NAME_PARTS.split(part)
    if len(parts) < 2:
        return None
    if len(parts) > 2:
        match = _LOCALE.fullmatch("-".join(parts[-2:]))
        if match and match.group(2) and _checked(match):
            return _checked(match)
    last, first = parts[-1].lower(), parts[0].lower()
    if last in _CODES and (len(last) == 2 or len(last) > 3):
        return _CODES[last]
    if first in _UNMISTAKABLE:
        return _CODES[first]
    return None


def _checked(match: re.Match[str]) -> str | None:
    """The code of a locale such as ``da``, ``nb_NO`` or ``values-nb-rNO``, if it is one."""
    code, region = match.group(1).lower(), match.group(2)
    if region is not None and region.lower() not in _REGIONS:
        return None
    if code in _CODES:
        return _CODES[code]
    return code if code in _FOREIGN_CODES else None
