"""Bytes that a file writes in characters (quoted-printable, base64), and the text they spell.

Each byte knows the source range that wrote it, and so does each character decoded from them.
"""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from copylint.model import Span
from copylint.readers.mapped import Builder, Mapped

Transfer = Literal["raw", "quoted-printable", "base64", "q"]
"""How bytes are written; "q" is the quoted-printable of headers, where ``_`` is a space."""

LEGACY: Final = ("cp1252", "latin-1")
"""What ``discovery`` decodes a file from that is not UTF-8; each byte is one character."""

_QUOTED: Final = re.compile(
    r"=(?P<byte>[0-9A-Fa-f]{2})|(?P<soft>=[ \t]*(?:\r?\n|\r|\Z))"
    r"|(?P<trailing>[ \t]++(?=\r?\n|\Z))|[ \t]+|[^=\s]+|.",
    re.DOTALL,
)
_Q: Final = re.compile(r"=(?P<byte>[0-9A-Fa-f]{2})|(?P<space>_)|[^=_]+|.", re.DOTALL)
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]")
_SPACE: Final = 0x20


@dataclass(slots=True)
class Octets:
    """Bytes, and for each of them where the source characters that wrote it begin and end."""

    data: bytearray = field(default_factory=bytearray)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, data: bytes, start: int, end: int) -> None:
        """Append bytes all of which the range ``start`` to ``end`` wrote."""
        self.data += data
        self.starts += [start] * len(data)
        self.ends += [end] * len(data)

    def extend(self, more: Octets) -> None:
        """Append the bytes of ``more``."""
        self.data += more.data
        self.starts += more.starts
        self.ends += more.ends

    def characters(self, text: str, start: int, encoding: str) -> None:
        """Append characters of the source, which stand from ``start`` on, in ``encoding``."""
        for at, character in enumerate(text, start):
            self.add(character.encode(encoding, errors="replace"), at, at + 1)

    def decode(self, charset: str | None) -> Mapped:
        """The text that the bytes spell in ``charset``; what is no text there reads as U+FFFD.

        Latin-1 is read as Windows-1252, as mail programs do. Bytes of a charset that is unknown or
        cannot hold them are read as UTF-8 if they are that, else as Windows-1252. A character that
        is not finished at the end is left out.
        """
        decoder = codecs.getincrementaldecoder(_codec(charset, self.data))(errors="replace")
        builder = Builder()
        first = 0
        for at in range(len(self.data)):
            written = decoder.decode(self.data[at : at + 1])
            if written:
                builder.add(written, self.starts[first], self.ends[at])
                first = at + 1
        return builder.build()


def octets(text: str, span: Span, transfer: Transfer, encoding: str) -> Octets:
    """The bytes that ``span`` of ``text`` writes.

    Args:
        text: the source.
        span: a body or an encoded word, in offsets of ``text``.
        transfer: how it writes them; what breaks the rules of that stands for itself.
        encoding: of the bytes that characters outside ASCII stood for in the file.
    """
    found = Octets()
    if transfer == "base64":
        for data, start, end in _groups(text, span):
            found.add(data, start, end)
    elif transfer == "raw":
        found.characters(text[span.start : span.end], span.start, encoding)
    else:
        pattern = _QUOTED if transfer == "quoted-printable" else _Q
        for token in pattern.finditer(text, span.start, span.end):
            if token.lastgroup == "byte":
                found.add(bytes([int(token["byte"], 16)]), *token.span())
            elif token.lastgroup == "space":
                found.add(bytes([_SPACE]), *token.span())
            elif token.lastgroup is None:
                found.characters(token.group(), token.start(), encoding)
    return found


def _groups(text: str, span: Span) -> Iterator[tuple[bytes, int, int]]:
    """The bytes of each group of four base64 characters; line breaks may stand between those."""
    places = [found.start() for found in _BASE64.finditer(text, span.start, span.end)]
    for at in range(0, len(places), 4):
        group = places[at : at + 4]
        if len(group) > 1:
            digits = "".join(text[one] for one in group).ljust(4, "=")
            yield binascii.a2b_base64(digits), group[0], group[-1] + 1


def _codec(charset: str | None, data: bytearray) -> str:
    try:
        name = codecs.lookup(charset or "ascii").name
        data[:1].decode(name, errors="replace")
    except (LookupError, UnicodeError, ValueError):
        name = "ascii"
    if name == "ascii":
        return "utf-8" if _is_utf8(data) else "cp1252"
    return "cp1252" if name == "iso8859-1" else name


def _is_utf8(data: bytearray) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
