"""Apple's ``.strings``, with the exact range of every value.

The format is the old property list, of which ``.strings`` uses the pairs: ``"key" = "value";``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copylint.model import Reading, Source
from copylint.readers.catalogue import Entry, broken, read_catalogue
from copylint.readers.escapes import utf16_escape
from copylint.readers.mapped import Builder, Mapped

_FORM = "a .strings file"
_SKIPPED = re.compile(r"(?:[\s\ufeff]+|//[^\r\n]*|/\*.*?\*/)*", re.DOTALL)
_QUOTED = re.compile(r"\"(?:[^\"\\]++|\\.)*+\"|'(?:[^'\\]++|\\.)*+'", re.DOTALL)
_BARE = re.compile(r"[\w.$:/-]+")
_PLAIN = re.compile(r"[^\\]+")
_OCTAL = re.compile(r"\\([0-7]{1,3})")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


def read_strings(source: Source) -> Reading:
    """The values of a ``.strings`` file that are copy.

    Raises:
        CopylintError: the text is no ``.strings``; names the line and what was expected.
    """
    return read_catalogue(strings_entries(source))


def strings_entries(source: Source) -> Iterator[Entry]:
    """Every value under its key; a key without a value is its own value.

    Raises:
        CopylintError: as ``read_strings``.
    """
    at = _skip(source, 0)
    while at < len(source.text):
        key, at = _string(source, at, "expected a key, or the end of the file")
        value = key
        if source.text.startswith("=", at):
            value, at = _string(source, _skip(source, at + 1), "expected a value in double quotes")
        if not source.text.startswith(";", at):
            raise broken(source, at, _FORM, "expected ';' after the value")
        yield Entry((key.text,), value)
        at = _skip(source, at + 1)


def _skip(source: Source, at: int) -> int:
    found = _SKIPPED.match(source.text, at)
    end = at if found is None else found.end()
    if source.text.startswith("/*", end):
        raise broken(source, end, _FORM, "expected '*/' after this comment")
    return end


def _string(source: Source, at: int, problem: str) -> tuple[Mapped, int]:
    """The string at ``at``, and where the sign after it stands."""
    bare = _BARE.match(source.text, at)
    if bare is not None:
        return Mapped.verbatim(bare.group(), at), _skip(source, bare.end())
    quoted = _QUOTED.match(source.text, at)
    if quoted is None:
        if source.text.startswith(("'", '"'), at):
            raise broken(source, at, _FORM, "the quote that ends this string is missing")
        raise broken(source, at, _FORM, problem)
    return _decoded(source, at + 1, quoted.end() - 1), _skip(source, quoted.end())


def _decoded(source: Source, at: int, end: int) -> Mapped:
    builder = Builder()
    while at < end:
        plain = _PLAIN.match(source.text, at, end)
        if plain is not None:
            builder.copy(plain.group(), at)
            at = plain.end()
        else:
            character, stop = _escape(source, at)
            builder.add(character, at, stop)
            at = stop
    return builder.build()


def _escape(source: Source, at: int) -> tuple[str, int]:
    letter = source.text[at + 1]
    if letter in "uU":
        found = utf16_escape(source.text, at)
        if found is None:
            raise broken(source, at, _FORM, f"expected four hexadecimal digits after '\\{letter}'")
        return found
    octal = _OCTAL.match(source.text, at)
    if octal is not None:
        return chr(int(octal.group(1), 8)), octal.end()
    return _ESCAPES.get(letter, letter), at + 2
