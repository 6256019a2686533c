"""The branches of ICU MessageFormat in a catalogue string, and of Java's ``choice``.

    {count, plural, =0 {Ingen varer} one {# vare} other {# varer}}

Grammar: https://unicode-org.github.io/icu/userguide/format_parse/messages/ (apostrophes as in
ICU's default mode, where one quotes only what would else be syntax) and the Javadoc of
``java.text.ChoiceFormat``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from copylint.model import Span
from copylint.readers.branches import Branches, Piece, readings
from copylint.readers.mapped import Builder, Mapped

_ARGUMENT = re.compile(r"\{\s*[\w.]+\s*,\s*(plural|selectordinal|select|choice)\s*,\s*")
_OFFSET = re.compile(r"offset\s*:\s*\d+\s*")
_SELECTOR = re.compile(r"\s*([^\s{}#',]+)\s*\{")
_LIMIT = re.compile(r"\s*-?(?:[\d.]+|∞)\s*[#<≤]")
_BRACE = re.compile(r"[{}]")
_OTHER: Final = "other"
_SYNTAX: Final = "{}|#"

# Whoever writes more than this by hand writes no message; each reading costs a text.
_DEEPEST: Final = 20
_MOST_READINGS: Final = 200


@dataclass(frozen=True, slots=True)
class Branching:
    """What a string with branches may read as.

    Attributes:
        texts: as ``branches.readings`` gives them: the general case first.
        numbers: where in the source a ``#`` stands for the number.
    """

    texts: tuple[Mapped, ...]
    numbers: frozenset[Span]


def branching(text: Mapped) -> Branching | None:
    """The branches of ``text``; None where it has none, or is not well formed."""
    if "{" not in text.text or _ARGUMENT.search(text.text) is None:
        return None
    parser = _Parser(text)
    try:
        pieces = parser.message()
    except _NotIcuError:
        return None
    if parser.branches == 0:
        return None
    return Branching(tuple(readings(pieces)), frozenset(parser.numbers))


class _NotIcuError(Exception):
    """The text is not a message; it is left as it is."""


class _Parser:
    def __init__(self, mapped: Mapped) -> None:
        self._mapped = mapped
        self._text = mapped.text
        self._at = 0
        self._depth = 0
        self.branches = 0
        self.numbers: set[Span] = set()

    def message(self, *, in_plural: bool = False, ends: str = "") -> list[Piece]:
        """The pieces up to one of ``ends``, which is not consumed, or to the end of the text."""
        pieces: list[Piece] = []
        builder = Builder()
        while self._at < len(self._text):
            sign = self._text[self._at]
            if sign in ends:
                break
            if sign == "'":
                self._apostrophe(builder, in_plural)
            elif sign == "{":
                argument = _ARGUMENT.match(self._text, self._at)
                if argument is None:
                    self._copy(builder, self._closing_brace() - self._at)
                else:
                    pieces += (builder.build(), self._argument(argument, in_plural))
                    builder = Builder()
            else:
                if sign == "#" and in_plural:
                    self.numbers.add(self._mapped.source(self._at))
                self._copy(builder, 1)
        else:
            if ends:
                raise _NotIcuError
        return [*pieces, builder.build()]

    def _copy(self, builder: Builder, length: int) -> None:
        builder.take(self._mapped, self._at, self._at + length)
        self._at += length

    def _apostrophe(self, builder: Builder, in_plural: bool) -> None:
        """Two are one; one before a sign of the syntax quotes up to the next; else it is itself."""
        following = self._text[self._at + 1 : self._at + 2]
        if following == "'":
            self._pair(builder)
        elif following and following in (_SYNTAX if in_plural else "{}"):
            self._at += 1
            while self._at < len(self._text):
                if self._text.startswith("''", self._at):
                    self._pair(builder)
                elif self._text[self._at] == "'":
                    self._at += 1
                    return
                else:
                    self._copy(builder, 1)
        else:
            self._copy(builder, 1)

    def _pair(self, builder: Builder) -> None:
        span = self._mapped.source_span(self._at, self._at + 2)
        builder.add("'", span.start, span.end)
        self._at += 2

    def _closing_brace(self) -> int:
        """Where the argument without branches that begins here ends."""
        depth = 0
        for found in _BRACE.finditer(self._text, self._at):
            depth += 1 if found.group() == "{" else -1
            if depth == 0:
                return found.end()
        raise _NotIcuError

    def _argument(self, opening: re.Match[str], in_plural: bool) -> Branches:
        self._at = opening.end()
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _NotIcuError
        kind = opening.group(1)
        if kind == "choice":
            options = self._choices()
        else:
            options = self._branches(in_plural=in_plural or kind != "select")
        self._depth -= 1
        self._at += 1  # the closing brace
        self.branches += len(options)
        if not options or self.branches > _MOST_READINGS:
            raise _NotIcuError
        return Branches(options)

    def _branches(self, *, in_plural: bool) -> tuple[tuple[Piece, ...], ...]:
        offset = _OFFSET.match(self._text, self._at)
        if offset is not None:
            self._at = offset.end()
        options: list[tuple[Piece, ...]] = []
        while (selector := _SELECTOR.match(self._text, self._at)) is not None:
            self._at = selector.end()
            option = tuple(self.message(in_plural=in_plural, ends="}"))
            self._at += 1
            if selector.group(1) == _OTHER:
                options.insert(0, option)
            else:
                options.append(option)
        while self._text[self._at : self._at + 1].isspace():
            self._at += 1
        if self._text[self._at : self._at + 1] != "}":
            raise _NotIcuError
        return tuple(options)

    def _choices(self) -> tuple[tuple[Piece, ...], ...]:
        """Each case with its limit (``0#none|1#one|1<many``); the last is the general one."""
        options: list[tuple[Piece, ...]] = []
        while True:
            limit = _LIMIT.match(self._text, self._at)
            if limit is None:
                raise _NotIcuError
            self._at = limit.end()
            options.insert(0, tuple(self.message(ends="|}")))
            if self._text[self._at] == "}":
                return tuple(options)
            self._at += 1
