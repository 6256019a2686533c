"""Fluent catalogues (``.ftl``): messages, their attributes, terms; each variant as its own text.

``fluent.syntax`` says what stands where; a text of several lines it gives without its indent, so
each line is looked up again in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fluent.syntax import FluentParser, ast

from copylint.model import CopylintError, Placeholder, PlaceholderRole, Reading, Source, Span
from copylint.readers.branches import Branches, Piece, readings
from copylint.readers.catalogue import Entry, broken, read_catalogue
from copylint.readers.mapped import Builder, Mapped
from copylint.roles import role_of

_LINE = re.compile(r"([^\n]*?)(\r?\n|\Z)")
_FUNCTIONS: Final[dict[str, PlaceholderRole]] = {"NUMBER": "number", "DATETIME": "date"}


def read_fluent(source: Source) -> Reading:
    """The messages, terms and attributes of a Fluent file that are copy.

    Raises:
        CopylintError: a message is no Fluent; names the line and what is wrong.
    """
    return read_catalogue(fluent_entries(source))


def fluent_entries(source: Source) -> Iterator[Entry]:
    """Every value under its identifier, the attributes of messages under that of both.

    A term keeps the hyphen before its name.

    Raises:
        CopylintError: as ``read_fluent``.
    """
    # The parser counts from the first character that it is given.
    offset = 1 if source.text.startswith("\ufeff") else 0
    try:
        resource = FluentParser(with_spans=True).parse(source.text[offset:])
    except RecursionError:
        raise broken(source, 0, "Fluent", "braces are nested too deep") from None
    for one in resource.body:
        if isinstance(one, ast.Junk):
            raise _junk(source, one, offset)
        if isinstance(one, ast.Message | ast.Term):
            name = f"-{one.id.name}" if isinstance(one, ast.Term) else one.id.name
            if one.value is not None:
                yield _Pattern(source, offset).entry((name,), one.value)
            # What hangs on a term (its gender, say) is for other messages to choose by.
            for attribute in one.attributes if isinstance(one, ast.Message) else ():
                yield _Pattern(source, offset).entry((name, attribute.id.name), attribute.value)


class _Pattern:
    """Reads one pattern; ``offset`` is where the parser began to count."""

    def __init__(self, source: Source, offset: int) -> None:
        self._text = source.text
        self._offset = offset
        self._variables: list[Placeholder] = []

    def entry(self, key: tuple[str, ...], pattern: ast.Pattern) -> Entry:
        first, *others = readings(self._pieces(pattern))
        return Entry(key, first, others=tuple(others), variables=tuple(self._variables))

    def _pieces(self, pattern: ast.Pattern) -> tuple[Piece, ...]:
        return tuple(
            self._text_element(one)
            if isinstance(one, ast.TextElement)
            else self._placeable(one, self._span(one))
            for one in pattern.elements
        )

    def _span(self, node: ast.BaseNode) -> Span:
        assert isinstance(node, ast.SyntaxNode)
        assert node.span is not None  # the parser was asked for spans
        return Span(node.span.start + self._offset, node.span.end + self._offset)

    def _text_element(self, element: ast.TextElement) -> Mapped:
        """The text, whose lines the parser gives without the indent that they share."""
        at, end = self._span(element).start, self._span(element).end
        builder = Builder()
        for index, line in enumerate(element.value.split("\n")):
            written = _LINE.match(self._text, at, end)
            assert written is not None  # the pattern takes the empty string
            if index:
                builder.copy(line, at + written.group(1).rfind(line))
            else:
                builder.copy(line, at)
            if index < element.value.count("\n"):
                builder.add("\n", *written.span(2))
            at = written.end()
        return builder.build()

    def _placeable(self, placeable: ast.Placeable, span: Span) -> Piece:
        expression = placeable.expression
        while isinstance(expression, ast.Placeable):
            expression = expression.expression
        if isinstance(expression, ast.SelectExpression):
            variants = sorted(expression.variants, key=lambda one: not one.default)
            return Branches(tuple(self._pieces(one.value) for one in variants))
        if isinstance(expression, ast.StringLiteral):
            builder = Builder()
            builder.add(expression.parse()["value"], span.start, span.end)
            return builder.build()
        self._variables.append(_variable(expression, span))
        return Mapped.verbatim(self._text[span.start : span.end], span.start)


def _variable(expression: ast.InlineExpression | ast.Placeable, span: Span) -> Placeholder:
    """What another expression than a text or a select holds."""
    if isinstance(expression, ast.NumberLiteral):
        return Placeholder(span, "number", expression.value)
    assert isinstance(
        expression,
        ast.VariableReference | ast.TermReference | ast.MessageReference | ast.FunctionReference,
    )
    name = expression.id.name
    return Placeholder(span, _FUNCTIONS.get(name) or role_of(name), name)


def _junk(source: Source, junk: ast.Junk, offset: int) -> CopylintError:
    note = junk.annotations[0]
    at = note.span.start if note.span is not None else 0
    problem = (note.message or "expected a message").rstrip(".")
    return broken(source, at + offset, "Fluent", problem[:1].lower() + problem[1:])
