"""HTML cut into tokens with exact ranges.

After the tokenisation rules of the HTML standard, as far as text and attributes go. The standard
library's parser is not used because it tells neither where an attribute value stands nor, for
broken markup, the same thing in every version of Python.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from typing import Final

from copylint.templating import PLACEHOLDER_FILLER, VANISHED


@dataclass(frozen=True, slots=True)
class Text:
    """Character data, references not yet decoded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a tag: its name in lower case and the range of its value."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StartTag:
    """``<name ...>``; ``name`` in lower case."""

    name: str
    start: int
    end: int
    attributes: tuple[Attribute, ...]


@dataclass(frozen=True, slots=True)
class EndTag:
    """``</name>``; ``name`` in lower case."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, doctype or processing instruction."""

    start: int
    end: int


Token = Text | StartTag | EndTag | Comment

_RAW: Final = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
_RAW_WITH_REFERENCES: Final = frozenset({"title", "textarea"})

_FILLERS = VANISHED + PLACEHOLDER_FILLER
_MARKUP = re.compile(r"<(?:[a-zA-Z]|/[a-zA-Z>]|!|\?|/)")
_NAME = re.compile(rf"[^\s/>{_FILLERS}]+")
_BETWEEN = re.compile(rf"[\s/{_FILLERS}]*")
_ATTRIBUTE = re.compile(
    rf"([^\s/>{_FILLERS}][^\s/>={_FILLERS}]*)"
    r"(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"'][^\s>]*)|(?=>)))?"
)
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_BOGUS = re.compile(r"<[^>]*(?:>|\Z)")


def tokens(masked: str) -> Iterator[Token]:
    """The tokens of ``masked`` (``templating.mask``), in order; never fails."""
    at = 0
    while (found := _MARKUP.search(masked, at)) is not None:
        if at < found.start():
            yield Text(at, found.start())
        token = _markup(masked, found.start(), found.group())
        if token is None:
            return
        yield token
        at = token.end
        if isinstance(token, StartTag) and token.name in _RAW | _RAW_WITH_REFERENCES:
            end = _raw_end(masked, at, token.name)
            if token.name in _RAW_WITH_REFERENCES and at < end:
                yield Text(at, end)
            at = end
    if at < len(masked):
        yield Text(at, len(masked))


def _markup(masked: str, at: int, opening: str) -> Token | None:
    if opening.startswith("<!--") or masked.startswith("<!--", at):
        found = _COMMENT.match(masked, at)
        return Comment(at, found.end() if found else len(masked))
    if opening[1] in "!?" or opening in ("</", "</>"):
        found = _BOGUS.match(masked, at)
        return Comment(at, found.end() if found else len(masked))
    return _tag(masked, at)


def _tag(masked: str, at: int) -> Token | None:
    """The tag at ``at``; None if the file ends inside it."""
    closing = masked[at + 1] == "/"
    name = _NAME.match(masked, at + (2 if closing else 1))
    assert name is not None  # a letter stands there
    attributes: list[Attribute] = []
    here = name.end()
    while True:
        here = _after(_BETWEEN, masked, here)
        if here >= len(masked):
            return None
        if masked[here] == ">":
            break
        attribute = _ATTRIBUTE.match(masked, here)
        if attribute is None:
            here += 1
            continue
        value = next((group for group in (2, 3, 4) if attribute.group(group) is not None), None)
        if value is not None:
            attributes.append(Attribute(attribute.group(1).lower(), *attribute.span(value)))
        here = attribute.end()
    word = name.group().lower()
    if closing:
        return EndTag(word, at, here + 1)
    return StartTag(word, at, here + 1, tuple(attributes))


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _raw_end(masked: str, at: int, name: str) -> int:
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(masked, at)
    return found.start() if found else len(masked)


REFERENCE: Final = re.compile(r"&(?:#[xX][0-9a-fA-F]+;?|#[0-9]+;?|[a-zA-Z][a-zA-Z0-9]*;?)")
"""What may be a character reference; ``decode`` tells whether it is one."""


def decode(reference: str, *, following: str = "", attribute: bool = False) -> tuple[str, int]:
    """What a match of ``REFERENCE`` writes, and how many of its characters do; ("", 0) if none.

    In an attribute an old name without semicolon is no reference before a letter, digit or ``=``.
    """
    if reference.startswith("&#"):
        return html.unescape(reference), len(reference)
    name = reference[1:]
    if name in html5:
        if attribute and not name.endswith(";") and following == "=":
            return "", 0
        return html5[name], len(reference)
    for length in range(len(name) - 1, 1, -1):
        if name[:length] in html5 and not attribute:
            return html5[name[:length]], length + 1
    return "", 0
