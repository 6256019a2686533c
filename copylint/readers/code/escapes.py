"""What a backslash means in the string literals of each language, after its reference manual.

Kotlin ("Strings"), Java (JLS 3.10.7), ECMAScript (12.9.4), Python ("String and Bytes literals"),
Ruby ("Literals"), C# ("Lexical structure"). PHP has ``phpstring``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from copylint.readers.escapes import utf16_escape

_MOST: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", '"': '"', "'": "'", "\\": "\\"}
_BELLS: Final = {"a": "\a", "f": "\f", "v": "\v"}
_LAST: Final = 0x10FFFF
_UNIT = re.compile(r"\\u[0-9a-fA-F]{4}")
_CONTINUED = re.compile(r"\\(?:\r\n|[\r\n])")


@dataclass(frozen=True, slots=True)
class Escapes:
    """The escapes of one kind of literal.

    Attributes:
        signs: by letter what it stands for.
        number: takes an escape by code, with the group ``hex``, ``octal`` or ``name``; None for no
            such escapes.
        continues: whether a backslash at the end of a line joins it to the next.
        keeps: whether the backslash before any other character is itself one.
    """

    signs: Mapping[str, str]
    number: re.Pattern[str] | None = None
    continues: bool = False
    keeps: bool = False

    def decode(self, text: str, at: int) -> tuple[str, int]:
        """What the backslash at ``at`` of ``text`` begins, decoded, and where that ends."""
        if self.continues and (found := _CONTINUED.match(text, at)):
            return "", found.end()
        if self.number is not None and _UNIT.match(text, at) and "u" not in self.signs:
            unit = utf16_escape(text, at)
            if unit is not None:
                return unit
        if self.number is not None and (found := self.number.match(text, at)):
            return _numbered(found), found.end()
        letter = text[at + 1 : at + 2]
        if letter in self.signs:
            return self.signs[letter], at + 2
        return ("\\", at + 1) if self.keeps or not letter else (letter, at + 2)


def _numbered(found: re.Match[str]) -> str:
    groups = found.groupdict()
    if groups.get("name"):
        try:
            return unicodedata.lookup(groups["name"])
        except KeyError:
            return "\ufffd"
    written = groups.get("hex") or groups.get("wide")
    code = int(written, 16) if written else int(groups["octal"], 8)
    return chr(code) if code <= _LAST and not 0xD800 <= code < 0xE000 else "\ufffd"


_OCTAL: Final = r"\\(?P<octal>[0-3][0-7]{0,2}|[4-7][0-7]?)"

NONE: Final = Escapes({}, keeps=True)
"""A raw literal."""
KOTLIN: Final = Escapes({**_MOST, "$": "$"}, re.compile(r"\\u(?P<hex>[0-9a-fA-F]{4})"))
JAVA: Final = Escapes(
    {**_MOST, "f": "\f", "s": " "},
    re.compile(rf"\\u+(?P<hex>[0-9a-fA-F]{{4}})|{_OCTAL}"),
    continues=True,
)
JAVASCRIPT: Final = Escapes(
    {**_MOST, "f": "\f", "v": "\v"},
    re.compile(rf"\\x(?P<hex>[0-9a-fA-F]{{2}})|\\u\{{(?P<wide>[0-9a-fA-F]+)\}}|{_OCTAL}"),
    continues=True,
)
PYTHON: Final = Escapes(
    {**_MOST, **_BELLS},
    re.compile(
        r"\\x(?P<hex>[0-9a-fA-F]{2})|\\U(?P<wide>[0-9a-fA-F]{8})|\\N\{(?P<name>[^{}]+)\}"
        r"|\\(?P<octal>[0-7]{1,3})"
    ),
    continues=True,
    keeps=True,
)
RUBY_DOUBLE: Final = Escapes(
    {**_MOST, **_BELLS, "s": " ", "e": "\x1b"},
    re.compile(
        r"\\x(?P<hex>[0-9a-fA-F]{1,2})|\\u\{\s*(?P<wide>[0-9a-fA-F]+)\s*\}|\\(?P<octal>[0-7]{1,3})"
    ),
    continues=True,
)
RUBY_SINGLE: Final = Escapes({"'": "'", "\\": "\\"}, keeps=True)
CSHARP: Final = Escapes(
    {**_MOST, **_BELLS, "0": "\0", "e": "\x1b"},
    re.compile(r"\\x(?P<hex>[0-9a-fA-F]{1,4})|\\U(?P<wide>[0-9a-fA-F]{8})"),
)
