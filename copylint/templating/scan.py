"""All syntaxes together: the tags of a text, its placeholders, and the text with tags masked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from copylint.model import Placeholder, Span
from copylint.templating.angles import ANGLES
from copylint.templating.bare import BARE
from copylint.templating.blade import blade
from copylint.templating.braces import BRACES
from copylint.templating.matcher import Table
from copylint.templating.merge_tags import DOLLARS, HASHES, PERCENTS, SQUARES, STARS
from copylint.templating.razor import razor, speaks_razor
from copylint.templating.tag import BLOCK_FILLER, PLACEHOLDER_FILLER, VANISHED, Tag
from copylint.templating.velocity import speaks_velocity, velocity

_DELIMITED: Final[Table] = {
    "{": BRACES, "$": DOLLARS, "<": ANGLES, "*": STARS, "@": (blade,), "#": HASHES,
    "%": PERCENTS, "[": SQUARES,
}  # fmt: skip
# What only the files of one language may hold, as it looks like prose elsewhere.
_RAZOR: Final[Table] = {"@": (razor,), "}": (razor,)}
_VELOCITY: Final[Table] = {"#": (velocity,), "$": (velocity,)}


def tags(text: str) -> Iterator[Tag]:
    """The delimited tags of ``text``, in order, none overlapping.

    An include in a line of prose is a placeholder, as the word that it brings is part of the
    sentence; one on its own is a block.
    """
    for tag in _scan(text, _table(text, bare=False)):
        yield _settled(text, tag) if tag.kind == "include" else tag


def placeholders(text: str) -> tuple[Placeholder, ...]:
    """The placeholders of ``text`` of every syntax, in offsets of ``text``, in order.

    Block tags are passed over; a reader takes them out beforehand (``mask``), and with them the
    includes that are not part of a sentence.
    """
    return tuple(
        Placeholder(Span(tag.start, tag.end), tag.role, tag.identifier, tag.fallback)
        for tag in _scan(text, _table(text, bare=True))
        if tag.kind != "block"
    )


def mask(text: str) -> str:
    """``text`` with every delimited tag overwritten by fillers, character for character.

    Fillers that stand in ``text`` already (``branches.variants``) stay.
    """
    parts: list[str] = []
    at = 0
    for tag in tags(text):
        filler = BLOCK_FILLER if tag.kind == "block" else PLACEHOLDER_FILLER
        parts += (text[at : tag.start], filler * (tag.end - tag.start))
        at = tag.end
    parts.append(text[at:])
    return "".join(parts)


# --- scanning -----------------------------------------------------------------------------------


def _table(text: str, *, bare: bool) -> tuple[Table, re.Pattern[str]]:
    return _tables(bare=bare, razor=speaks_razor(text), velocity=speaks_velocity(text))


@cache
def _tables(*, bare: bool, razor: bool, velocity: bool) -> tuple[Table, re.Pattern[str]]:
    """The matchers to ask, in order, and what finds the characters that a tag may begin with."""
    layers = (
        _RAZOR if razor else {}, _VELOCITY if velocity else {}, _DELIMITED, BARE if bare else {},
    )  # fmt: skip
    signs = dict.fromkeys(sign for layer in layers for sign in layer)
    table = {sign: tuple(one for layer in layers for one in layer.get(sign, ())) for sign in signs}
    return table, re.compile("[" + re.escape("".join(signs)) + "]")


def _scan(text: str, table: tuple[Table, re.Pattern[str]]) -> Iterator[Tag]:
    matchers, first = table
    at = 0
    while (found := first.search(text, at)) is not None:
        at = found.start()
        tag = next((tag for one in matchers[text[at]] if (tag := one(text, at))), None)
        if tag is None:
            at += 1
        else:
            yield tag
            at = tag.end


_MARKUP = re.compile(r"<[^<>]*>|&\w+;|\{[{%].*?[%}]\}|<%.*?%>")
_LINE_END = re.compile(r"[\r\n]")
_BESIDE: Final = 400
"""How far a line is looked along: a page may be one long line."""


def _settled(text: str, tag: Tag) -> Tag:
    before = _LINE_END.split(text[max(tag.start - _BESIDE, 0) : tag.start])[-1]
    after = _LINE_END.split(text[tag.end : tag.end + _BESIDE], maxsplit=1)[0]
    return replace(tag, kind="placeholder" if _has_letters(before + " " + after) else "block")


def _has_letters(line: str) -> bool:
    bare = _MARKUP.sub("", line)
    return any(one.isalpha() and one not in VANISHED for one in bare)
