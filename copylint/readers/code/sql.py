"""SQL: its string literals, as PostgreSQL, MySQL, SQL Server and Oracle write them.

A scanner and no parser: scripts mix dialects, and the literals are alike in all. The body of a
``$$`` function is code in which literals stand too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from copylint.readers.catalogue import Entry, placeholder
from copylint.readers.mapped import Builder, Mapped

_TOKEN = re.compile(
    r"""
      (?P<comment>--[^\r\n]* | /\*.*?\*/)
    | (?P<escaped>\b[eE]'(?:[^'\\]|''|\\.)*')
    | (?P<string>(?:\b[nN])?'(?:[^'\\]|''|\\'(?=\w)|\\)*')
    | (?P<name>"(?:[^"]|"")*" | `[^`]*` | \[[^\]\r\n]*\])
    | (?P<join>\|\||\+)
    | (?P<operand>[\w.@:]+(?:\([^()']*\))?)
    | (?P<space>\s+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
# MySQL also escapes a quote with a backslash; before a letter it cannot be the closing one.
_TWICE = re.compile(r"''|\\'(?=\w)")
_BACKSLASH = re.compile(r"\\(?:\r\n|.)|''", re.DOTALL)
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_LOGS = re.compile(
    r"\b(?:raise\s+\w+|print|raiserror\s*\(|comment\s+on\b[^;]*)\s*\Z", re.IGNORECASE
)
_TABLE = re.compile(r"\b(?:into|update)\s+([\w.\"\[\]]+)", re.IGNORECASE)
_BEFORE: Final = 200
"""How far before a literal a statement is looked for; a comment on a column names both."""
_KEYWORD: Final = 40


def read_sql(text: str) -> Iterator[Entry]:
    """Every literal of ``text``, with what ``||`` or ``+`` joins to it, under its table's name."""
    reader = _Reader()
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind in ("string", "escaped"):
            yield from reader.literal(token, logged=_is_logged(text, token.start()))
        elif kind == "join":
            reader.joining = True
        elif kind == "operand":
            yield from reader.operand(token)
            found = _TABLE.search(text, max(0, token.start() - _KEYWORD), token.end())
            if found is not None:
                reader.table = found[1].strip('"[]').rpartition(".")[2]
        elif kind not in ("space", "comment"):
            yield from reader.end()
    yield from reader.end()


class _Reader:
    """The text that is being joined."""

    def __init__(self) -> None:
        self.table = ""
        self.joining = False
        self._builder = Builder()
        self._first: re.Match[str] | None = None
        """What may turn out to be joined with the literal behind it."""

    def literal(self, token: re.Match[str], *, logged: bool) -> Iterator[Entry]:
        """Take a literal; gives the text before it, where it is no part of that."""
        first = self._first
        if not self.joining:
            yield from self.end()
        elif first is not None:
            self._builder.add(placeholder(first.group()), first.start(), first.end())
        self.joining, self._first = False, None
        if not logged:
            said = _decoded(token)
            self._builder.take(said, 0, len(said.text))

    def operand(self, token: re.Match[str]) -> Iterator[Entry]:
        """Take a name, a number or a call."""
        if self.joining and self._builder:
            self._builder.add(placeholder(token.group()), token.start(), token.end())
            self.joining = False
        else:
            yield from self.end()
            self._first = token

    def end(self) -> Iterator[Entry]:
        """The text so far, which is complete."""
        if self._builder:
            yield Entry((self.table,) if self.table else (), self._builder.build())
        self._builder, self.joining, self._first = Builder(), False, None


def _is_logged(text: str, at: int) -> bool:
    """Whether what stands before ``at`` writes to a log, or a comment on a table."""
    return _LOGS.search(text, max(0, at - _BEFORE), at) is not None


def _decoded(token: re.Match[str]) -> Mapped:
    written = token.group()
    opening = written.index("'") + 1
    inside = Mapped.verbatim(written[opening:-1], token.start() + opening)
    if token.lastgroup == "string":
        return inside.substitute(_TWICE, lambda _: "'")
    return inside.substitute(_BACKSLASH, _unescaped)


def _unescaped(written: str) -> str:
    return "'" if written == "''" else _SIGNS.get(written[1:], written[1:])
