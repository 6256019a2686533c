"""Header values of mails: folded lines and encoded words (``=?utf-8?Q?K=C3=A6re?=``, RFC 2047)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from copylint.model import Span
from copylint.readers.mapped import Builder, Mapped
from copylint.readers.octets import LEGACY, Octets, Transfer, octets

_WORD: Final = re.compile(
    # RFC 2231 lets the charset be followed by a language.
    r"=\?(?P<charset>[^?*\s]+)(?:\*[^?\s]*)?\?(?P<how>[QqBb])\?(?P<written>[^?\r\n]*)\?="
)
_FOLD: Final = re.compile(r"\r\n|\r|\n")


def header_text(text: str, value: Span, encoding: str) -> Mapped:
    """What the header value ``value`` says: unfolded, its encoded words decoded.

    Characters of a word in Q map to what wrote each of them, those in base64 to their group. White
    space between two encoded words is none (RFC 2047, 6.2).

    Args:
        text: the source.
        value: behind the colon, in offsets of ``text``.
        encoding: that the file was decoded from.
    """
    builder = Builder()
    at = value.start
    for words in _groups(text, value):
        if at == value.start or text[at : words[0].start()].strip():
            _plain(builder, text, Span(at, words[0].start()))
        # A character may be cut between two words, though it must not.
        written = Octets()
        for word in words:
            written.extend(_octets(text, word, encoding))
        decoded = written.decode(words[0]["charset"])
        builder.take(decoded, 0, len(decoded.text))
        at = words[-1].end()
    _plain(builder, text, Span(at, value.end))
    return builder.build()


def _groups(text: str, value: Span) -> Iterator[Sequence[re.Match[str]]]:
    """The encoded words, those together that share a charset and have only spaces between them."""
    group: list[re.Match[str]] = []
    for word in _WORD.finditer(text, value.start, value.end):
        if group and (
            text[group[-1].end() : word.start()].strip()
            or word["charset"].lower() != group[-1]["charset"].lower()
        ):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _octets(text: str, word: re.Match[str], encoding: str) -> Octets:
    transfer: Transfer = "base64" if word["how"] in "bB" else "q"
    native = encoding if encoding in LEGACY else "utf-8"
    return octets(text, Span(*word.span("written")), transfer, native)


def _plain(builder: Builder, text: str, span: Span) -> None:
    at = span.start
    for fold in _FOLD.finditer(text, span.start, span.end):
        builder.copy(text[at : fold.start()], at)
        at = fold.end()
    builder.copy(text[at : span.end], at)
