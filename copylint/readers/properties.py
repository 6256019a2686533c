"""Java's ``.properties``, with the exact range of every value.

The format is that of ``java.util.Properties.load(Reader)``. Files in Latin-1 are decoded before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copylint.model import Reading, Source
from copylint.readers.catalogue import Entry, broken, read_catalogue
from copylint.readers.escapes import utf16_escape
from copylint.readers.mapped import Builder, Mapped

_FORM = "a .properties file"
_CONTINUED = r"\\(?:\r\n|\r|\n|\Z)[ \t\f]*"
_BLANK = re.compile(r"[ \t\f\r\n]+")
_SPACE = re.compile(rf"(?:[ \t\f]|{_CONTINUED})*")
_COMMENT = re.compile(r"[#!][^\r\n]*")
_SEPARATOR = re.compile(r"[=:]")
_LINE_CONTINUED = re.compile(_CONTINUED)
_KEY = re.compile(r"[^\\\r\n \t\f=:]+")
_VALUE = re.compile(r"[^\\\r\n]+")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}
# MessageFormat, which reads most of these files, wants an apostrophe doubled.
_DOUBLED = re.compile("''")


def read_properties(source: Source) -> Reading:
    """The values of a ``.properties`` file that are copy.

    Raises:
        CopylintError: a ``\\u`` without its digits; names the line.
    """
    return read_catalogue(
        Entry(one.key, one.text.substitute(_DOUBLED, lambda _: "'"))
        for one in properties_entries(source)
    )


def properties_entries(source: Source) -> Iterator[Entry]:
    """Every value under its key, as ``Properties.load`` decodes it.

    Raises:
        CopylintError: as ``read_properties``.
    """
    text = source.text
    at = 1 if text.startswith("\ufeff") else 0
    while True:
        at = _end_of(_BLANK, text, at)
        if at == len(text):
            return
        if (comment := _COMMENT.match(text, at)) is not None:
            at = comment.end()
            continue
        key, at = _element(source, at, _KEY)
        at = _end_of(_SPACE, text, at)
        if _SEPARATOR.match(text, at):
            at = _end_of(_SPACE, text, at + 1)
        value, at = _element(source, at, _VALUE)
        yield Entry((key.text,), value)


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return at if found is None else found.end()


def _element(source: Source, at: int, plain: re.Pattern[str]) -> tuple[Mapped, int]:
    """The key or value that begins at ``at``, made of what ``plain`` takes, and where it ends."""
    text = source.text
    builder = Builder()
    while at < len(text):
        if (piece := plain.match(text, at)) is not None:
            builder.copy(piece.group(), at)
            at = piece.end()
        elif text[at] != "\\":
            break
        elif (continued := _LINE_CONTINUED.match(text, at)) is not None:
            at = continued.end()
        else:
            at = _escape(source, builder, at)
    return builder.build(), at


def _escape(source: Source, builder: Builder, at: int) -> int:
    letter = source.text[at + 1]
    if letter != "u":
        builder.add(_ESCAPES.get(letter, letter), at, at + 2)
        return at + 2
    found = utf16_escape(source.text, at)
    if found is None:
        raise broken(
            source, at, "a .properties file", "expected four hexadecimal digits after '\\u'"
        )
    builder.add(found[0], at, found[1])
    return found[1]
