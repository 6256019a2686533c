"""A file of program code to its texts: each string under the name of what holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from copylint.model import CopylintError, FileError, Placeholder, Reading, Source, Span
from copylint.positions import LineIndex
from copylint.readers.catalogue import Entry, read_catalogue
from copylint.readers.code.context import name_of, places
from copylint.readers.code.grammar import GRAMMARS, PHP, RUBY, Grammar, parse
from copylint.readers.code.jsx import ELEMENTS, Writer
from copylint.readers.code.literals import (
    Literal,
    decode,
    decode_heredoc,
    joined,
    stand_in,
    without_margin,
)
from copylint.readers.code.prose import is_prose
from copylint.readers.code.sql import read_sql
from copylint.readers.code.vue import blocks
from copylint.readers.mapped import Builder, Mapped
from copylint.readers.phpstring import decode as decode_php

if TYPE_CHECKING:
    from tree_sitter import Node

_BINARY: Final = frozenset({"binary_expression", "binary_operator", "binary"})
_GROUPED: Final = "parenthesized_expression"
_MARGIN: Final = ".trimMargin("

_Key = tuple[str, ...]


def read_code(source: Source) -> Reading:
    """The strings of a program that are Nordic prose, decoded, as the texts of a catalogue.

    Raises:
        CopylintError: the suffix of the path is of no language known here.
    """
    return read_catalogue(
        replace(entry, key=entry.key or (_stem(source.path),))
        for entry in code_entries(source)
        if is_prose(entry.text.text)
    )


def code_entries(source: Source) -> Iterator[Entry]:
    """Every string of a program, with what is joined to it; raises as ``read_code``."""
    suffix = _suffix(source.path)
    if not source.text.strip("\ufeff"):
        return
    if suffix == ".sql":
        yield from read_sql(source.text)
    elif suffix == ".vue":
        for block in blocks(source.text):
            if block.grammar is None:
                yield Entry((), block.text)
            else:
                yield from _moved(block.text, block.grammar)
    elif suffix in GRAMMARS:
        yield from _File(source.text, GRAMMARS[suffix]).entries()
    else:
        known = ", ".join(sorted({*GRAMMARS, ".sql", ".vue"}))
        raise CopylintError(
            FileError(source.path, f"no program code known by its name; known are {known}")
        )


def _moved(text: Mapped, suffix: str) -> Iterator[Entry]:
    """The texts of a script inside another file."""
    for entry in _File(text.text, GRAMMARS[suffix]).entries():
        yield replace(entry, text=entry.text.over(text))


def _suffix(path: str) -> str:
    return path[path.rfind(".") :].lower()


def _stem(path: str) -> str:
    return re.split(r"[/\\]", path)[-1].partition(".")[0]


class _File:
    def __init__(self, text: str, grammar: Grammar) -> None:
        self._text = text
        self._grammar = grammar
        self._lines = LineIndex(text)
        self._writer = Writer(text, self._span, self._literal)
        self._heredocs: dict[int, tuple[_Key, bool]] = {}
        """By the first byte of the mark that begins it: its key, and whether it is raw."""
        self._variables: list[Placeholder] = []

    def entries(self) -> Iterator[Entry]:
        """Every string, in the order in which they begin, with what is joined to it."""
        # A stack of its own: a text joined of a thousand lines is a thousand levels deep.
        root = parse(self._text, self._grammar)
        bodies = self._bodies(root)
        pending: list[tuple[Node, _Key]] = [(root, ())]
        while pending:
            node, key = pending.pop()
            name = name_of(node)
            key = (*key, name) if name else key
            if node.type == "heredoc_beginning":
                self._heredocs[node.start_byte] = key, b"'" in (node.text or b"")
            if node.type == "heredoc_body":
                yield from self._heredoc(node, bodies.get(node.start_byte, -1))
            text, within = self._read(node)
            if text is not None:
                yield Entry(key, text, variables=self._taken())
            pending.extend((one, key) for one in reversed(within))

    def _read(self, node: Node) -> tuple[Mapped | None, Sequence[Node]]:
        """What ``node`` itself says, if it is a text, and the nodes inside to look at next."""
        if node.type in ELEMENTS:
            return self._writer.element(node)
        if node.type in _BINARY and self._is_join(node):
            operands = self._operands(node)
            if any(map(self._is_literal, operands)):
                return self._join(operands), [
                    inner for one in operands for inner in self._within(one)
                ]
            return None, operands
        if self._is_literal(node):
            return self._literal(node), self._within(node)
        return None, places(node, self._grammar)

    # --- literals -------------------------------------------------------------------------------

    def _is_literal(self, node: Node) -> bool:
        return node.type in self._grammar.strings or node.type in self._grammar.chains

    def _literal(self, node: Node) -> Mapped | None:
        """What a literal says, or literals that stand side by side; None for another node."""
        if node.type in self._grammar.chains:
            return joined(filter(None, map(self._literal, node.named_children)))
        if node.type not in self._grammar.strings:
            return None
        span = self._span(node)
        if self._grammar is PHP:
            text, variables = decode_php(self._text, span.start, span.end)
            self._variables += variables
            return text
        found = decode(self._text, Literal(span, self._expressions(node)), self._grammar)
        after = self._text[span.end : span.end + len(_MARGIN)]
        return without_margin(found) if found is not None and after == _MARGIN else found

    def _expressions(self, node: Node) -> tuple[Span, ...]:
        return tuple(
            self._span(one)
            for one in node.named_children
            if one.type in self._grammar.interpolations
        )

    def _within(self, node: Node) -> Sequence[Node]:
        """Where further texts may stand inside an operand: in the expressions of a literal."""
        if not self._is_literal(node):
            return [node]
        if node.type in self._grammar.chains:
            return [inner for one in node.named_children for inner in self._within(one)]
        return [one for one in node.named_children if one.type in self._grammar.interpolations]

    def _taken(self) -> tuple[Placeholder, ...]:
        taken, self._variables = tuple(self._variables), []
        return taken

    # --- joins ----------------------------------------------------------------------------------

    def _is_join(self, node: Node) -> bool:
        return any(one.type == self._grammar.plus for one in node.children)

    def _operands(self, node: Node) -> list[Node]:
        """What the operator joins, from left to right."""
        operands: list[Node] = []
        pending = [node]
        while pending:
            one = pending.pop()
            if one.type == _GROUPED and one.named_child_count == 1:
                one = one.named_children[0]
            if one.type in _BINARY and self._is_join(one):
                pending += [one.named_children[-1], one.named_children[0]]
            else:
                operands.append(one)
        return operands

    def _join(self, operands: Sequence[Node]) -> Mapped:
        """What the operands say together; one that is no literal is a placeholder."""
        parts: list[Mapped] = []
        for one in operands:
            said = self._literal(one)
            if said is None:
                span = self._span(one)
                builder = Builder()
                stand_in(builder, self._text, span)
                said = builder.build()
            parts.append(said)
        return joined(parts)

    # --- heredocs of Ruby -----------------------------------------------------------------------

    def _bodies(self, root: Node) -> dict[int, int]:
        """For the body of each heredoc, by its first byte, the first byte of its mark above."""
        if self._grammar is not RUBY:
            return {}
        begun: list[int] = []
        found: dict[int, int] = {}
        pending = [root]
        while pending:
            node = pending.pop()
            if node.type == "heredoc_beginning":
                begun.append(node.start_byte)
            elif node.type == "heredoc_body" and begun:
                found[node.start_byte] = begun.pop(0)
            pending.extend(reversed(node.named_children))
        return found

    def _heredoc(self, node: Node, beginning: int) -> Iterator[Entry]:
        if beginning not in self._heredocs:
            return  # its mark stands where no copy stands
        key, raw = self._heredocs[beginning]
        end = next((one for one in node.named_children if one.type == "heredoc_end"), node)
        span = Span(self._span(node).start, self._span(end).start)
        literal = Literal(span, self._expressions(node))
        yield Entry(key, decode_heredoc(self._text, literal, self._grammar, raw=raw))

    def _span(self, node: Node) -> Span:
        return Span(self._lines.from_utf8(node.start_byte), self._lines.from_utf8(node.end_byte))
