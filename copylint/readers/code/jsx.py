"""JSX elements as the HTML that a customer sees of them.

An element is one text: its tags are written as HTML, which ``readers.html`` reads, its expressions
as placeholders. A component of which no source tells what it draws counts as a block, unless it
stands in running text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from copylint.model import Span
from copylint.readers.code.literals import stand_in
from copylint.readers.mapped import Builder, Mapped

if TYPE_CHECKING:
    from tree_sitter import Node

ELEMENTS: Final = frozenset({"jsx_element", "jsx_fragment", "jsx_self_closing_element"})
_ATTRIBUTES: Final = frozenset({"alt", "title", "label", "placeholder", "aria-label"})
_BUTTON = re.compile(r"(?:Button|Knap|Knapp|Btn)$")
_HEADING = re.compile(r"(?:Heading|Title|Header|Overskrift|Tittel|Rubrik)$")


class Writer:
    """Writes elements of one file.

    Args:
        text: of the file.
        span: gives the range of a node in ``text``.
        literal: decodes a node that is a string; None for other nodes.
    """

    def __init__(
        self, text: str, span: Callable[[Node], Span], literal: Callable[[Node], Mapped | None]
    ) -> None:
        self._text = text
        self._span = span
        self._literal = literal

    def element(self, node: Node) -> tuple[Mapped, tuple[Node, ...]]:
        """The element ``node`` as HTML, and the expressions in it, which may hold further texts."""
        builder = Builder()
        self._write(builder, node, inline=False)
        return builder.build(), tuple(self._nested(node))

    def _nested(self, node: Node) -> Iterator[Node]:
        for child in node.named_children:
            if child.type == "jsx_expression":
                inner = _inner(child)
                drawn = _drawn(inner)
                if inner is not None and drawn is not None:
                    yield from self._beside(inner, drawn)
                elif inner is not None and self._literal(inner) is None:
                    yield inner
            elif child.type == "jsx_attribute":
                yield from self._of_attribute(child)
            elif child.type in ELEMENTS or child.type.startswith("jsx_opening"):
                yield from self._nested(child)

    def _beside(self, node: Node, drawn: Node) -> Iterator[Node]:
        """What else stands in an expression of which the element ``drawn`` is written."""
        if node.start_byte == drawn.start_byte and node.end_byte == drawn.end_byte:
            yield from self._nested(drawn)
        elif node.end_byte <= drawn.start_byte or drawn.end_byte <= node.start_byte:
            yield node
        else:
            for child in node.named_children:
                yield from self._beside(child, drawn)

    def _of_attribute(self, node: Node) -> Iterator[Node]:
        """Texts in attributes that HTML does not know: ``<Kort ingress="...">``."""
        name = self._written(node.named_children[0])
        if name not in _ATTRIBUTES and name not in ("className", "class", "style"):
            yield node

    def _write(self, builder: Builder, node: Node, *, inline: bool) -> None:
        opening = node if node.type == "jsx_self_closing_element" else node.named_children[0]
        if opening.type not in ("jsx_opening_element", "jsx_self_closing_element"):
            opening = node
        name = self._tag(opening, inline=inline) if opening.type != "jsx_fragment" else "div"
        span = self._span(opening)
        builder.add(f"<{name}", span.start, span.start + 1)
        for one in opening.named_children:
            if one.type == "jsx_attribute":
                self._attribute(builder, one)
        builder.add(">", span.start, span.start + 1)
        children = [one for one in node.children if one.is_named]
        running = any(one.type == "jsx_text" and self._written(one).strip() for one in children)
        for one in children:
            self._child(builder, one, inline=running)
        end = self._span(node).end
        builder.add(f"</{name}>", end - 1, end)

    def _child(self, builder: Builder, node: Node, *, inline: bool) -> None:
        span = self._span(node)
        if node.type in ("jsx_text", "html_character_reference"):
            builder.copy(self._text[span.start : span.end], span.start)
        elif node.type in ELEMENTS:
            self._write(builder, node, inline=inline)
        elif node.type == "jsx_expression":
            inner = _inner(node)
            said = self._literal(inner) if inner is not None else None
            drawn = _drawn(inner)
            if drawn is not None:
                self._write(builder, drawn, inline=inline)
            elif said is not None:
                builder.take(said, 0, len(said.text))
            elif inner is not None and (inline or inner.type != "ternary_expression"):
                stand_in(builder, self._text, self._span(inner))

    def _attribute(self, builder: Builder, node: Node) -> None:
        children: Sequence[Node] = node.named_children
        name = self._written(children[0])
        if name not in _ATTRIBUTES or len(children) < 2 or children[1].type != "string":
            return
        span = self._span(node)
        builder.add(" ", span.start, span.start + 1)
        if name == "label":  # HTML has it on few elements
            builder.add("aria-", span.start, span.start + 1)
        builder.copy(self._text[span.start : span.end], span.start)

    def _tag(self, opening: Node, *, inline: bool) -> str:
        """The HTML element that stands for the one that ``opening`` opens."""
        name = opening.child_by_field_name("name")
        written = self._written(name) if name is not None else ""
        if written[:1].islower() and "." not in written:
            return written
        if _BUTTON.search(written):
            return "button"
        if inline or not written:
            return "span"
        return "h2" if _HEADING.search(written) else "div"

    def _written(self, node: Node) -> str:
        span = self._span(node)
        return self._text[span.start : span.end]


def _drawn(expression: Node | None) -> Node | None:
    """The first element that an expression may draw: ``{done && <b>Takk</b>}``."""
    pending = [expression] if expression is not None else []
    while pending:
        node = pending.pop()
        if node.type in ELEMENTS:
            return node
        pending.extend(reversed(node.named_children))
    return None


def _inner(expression: Node) -> Node | None:
    """What stands in the braces; None for nothing or a comment."""
    return next((one for one in expression.named_children if one.type != "comment"), None)
