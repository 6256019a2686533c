"""SQL: its string literals, as PostgreSQL, MySQL, SQL Server and Oracle write them.

A scanner and no parser: scripts mix dialects, and the literals are alike in all. The body of a
``$$`` function is code in which literals stand too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_BEFORE = 200


def read_sql(text: str) -> Iterator[Entry]:
    """Every literal of ``text``, with what ``||`` or ``+`` joins to it, under its table's name."""
    builder = Builder()
    joining = False
    held: tuple[int, int, str] | None = None
    table = ""
    literals = False
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup or "other"
        if kind in ("space", "comment"):
            continue
        if kind in ("string", "escaped"):
            if not joining and builder:
                yield from _entry(builder, table, literals)
                builder = Builder()
            said = _decoded(token)
            if _LOGS.search(text, max(0, token.start() - _BEFORE), token.start()):
                held, joining, literals = None, False, False
                continue
            if joining and held is not None and not builder:
                builder.add(placeholder(held[2]), held[0], held[1])
            builder.take(said, 0, len(said.text))
            joining, held, literals = False, None, True
        elif kind == "join":
            joining = True
        elif kind == "operand" and joining and builder:
            builder.add(placeholder(token.group()), token.start(), token.end())
            joining, held = False, None
        else:
            yield from _entry(builder, table, literals)
            builder, joining, literals = Builder(), False, False
            held = (token.start(), token.end(), token.group()) if kind == "operand" else None
        if kind == "operand" and (
            found := _TABLE.search(text, max(0, token.start() - 40), token.end())
        ):
            table = found[1].strip('"[]').rpartition(".")[2]
    yield from _entry(builder, table, literals)


def _entry(builder: Builder, table: str, literals: bool) -> Iterator[Entry]:
    if builder and literals:
        yield Entry((table,) if table else (), builder.build())


def _decoded(token: re.Match[str]) -> Mapped:
    written = token.group()
    opening = written.index("'") + 1
    inside = Mapped.verbatim(written[opening:-1], token.start() + opening)
    if token.lastgroup == "string":
        return inside.substitute(_TWICE, lambda _: "'")
    return inside.substitute(_BACKSLASH, _unescaped)


def _unescaped(written: str) -> str:
    return "'" if written == "''" else _SIGNS.get(written[1:], written[1:])
