"""What a string literal says: escapes decoded, each expression in it a placeholder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from copylint.model import Span
from copylint.readers.catalogue import placeholder
from copylint.readers.code.escapes import NONE, Escapes
from copylint.readers.code.grammar import Grammar
from copylint.readers.mapped import Builder, Mapped

_OPENING = re.compile(
    r"(?P<prefix>[A-Za-z]{0,2}|[$@]{1,4}|%[qQ]?(?=\W))(?P<quote>\"{3,}|'{3}|[\"'`]|(?<=[%qQ])\W)"
)
_DOLLAR = re.compile(r"\$[^\W\d]\w*")
_NAME = re.compile(r"[^\W\d]\w*(?:(?:\.|\?\.|!!\.|&\.|\??->|::)[^\W\d]\w*)*")
_ARROW = re.compile(r"\W+")
_OWN = re.compile(r"^(?:this|self)\.")
_MARGIN = re.compile(r"^[ \t]*\|", re.MULTILINE)
_QUOTES: Final = '""'
_BRACES: Final = ("{{", "}}")


@dataclass(frozen=True, slots=True)
class Literal:
    """One literal in the source: all of it, and the expressions inside, in source offsets."""

    span: Span
    expressions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Style:
    """How the inside of a literal is written.

    Attributes:
        inside: what stands between the quotes, in source offsets.
        escapes: what a backslash means.
        doubled: signs that are written twice to stand once.
        dollar: whether ``$name`` is an expression (Kotlin, whose grammar does not tell).
    """

    inside: Span
    escapes: Escapes
    doubled: tuple[str, ...] = ()
    dollar: bool = False


def decode(text: str, literal: Literal, grammar: Grammar) -> Mapped | None:
    """What ``literal`` of ``text`` says; None if it holds no text (bytes, an open quote)."""
    style = _style(text, literal.span, grammar)
    if style is None:
        return None
    return _decoded(text, literal, style)


def _decoded(text: str, literal: Literal, style: _Style) -> Mapped:
    builder = Builder()
    at = style.inside.start
    for expression in literal.expressions:
        _plain(builder, text, Span(at, expression.start), style)
        stand_in(builder, text, expression)
        at = expression.end
    _plain(builder, text, Span(at, style.inside.end), style)
    return builder.build()


def decode_heredoc(text: str, body: Literal, grammar: Grammar, *, raw: bool) -> Mapped:
    """What the lines of a Ruby heredoc say; ``body`` ends before the closing mark."""
    return _decoded(text, body, _Style(body.span, NONE if raw else grammar.escapes))


def stand_in(builder: Builder, text: str, expression: Span) -> None:
    """Write a placeholder for an expression, named after what it begins with."""
    found = _NAME.search(text, expression.start, expression.end)
    name = _OWN.sub("", _ARROW.sub(".", found.group())) if found else ""
    builder.add(placeholder(name), expression.start, expression.end)


def without_margin(mapped: Mapped) -> Mapped:
    """The text as ``trimMargin()`` leaves it."""
    return mapped.substitute(_MARGIN, lambda _: "")


def _style(text: str, span: Span, grammar: Grammar) -> _Style | None:
    opening = _OPENING.match(text, span.start, span.end)
    if opening is None:
        return None
    prefix, quote = opening["prefix"].lower(), opening["quote"]
    end = span.end - len(quote)
    if "b" in prefix or end < opening.end() or text[end].isalnum():
        return None
    inside = Span(opening.end(), end)
    raw = (grammar.raw and grammar.raw in prefix) or (grammar.raw_triple and len(quote) > 1)
    single = (quote == "'" and not prefix) or opening["prefix"] == "%q"
    escapes = grammar.single if single and grammar.single is not None else grammar.escapes
    braced = grammar.braced and grammar.braced in prefix and "$$" not in prefix
    return _Style(
        inside,
        NONE if raw else escapes,
        ((_QUOTES,) if "@" in prefix else ()) + (_BRACES if braced else ()),
        grammar.dollar,
    )


def _plain(builder: Builder, text: str, span: Span, style: _Style) -> None:
    """Write what stands in ``span``, where no expression does."""
    at = copied = span.start
    while at < span.end:
        new, end = _at(builder, text, at, span.end, style)
        if end == at:
            at += 1
            continue
        builder.copy(text[copied:at], copied)
        if new is None:
            stand_in(builder, text, Span(at, end))
        else:
            builder.add(new, at, end)
        at = copied = end
    builder.copy(text[copied : span.end], copied)


def _at(builder: Builder, text: str, at: int, limit: int, style: _Style) -> tuple[str | None, int]:
    """What stands for what is written at ``at`` (None: a placeholder), and where that ends; the
    end is ``at`` where the character stands for itself."""
    sign = text[at]
    if sign == "\\" and style.escapes is not NONE:
        new, end = style.escapes.decode(text, at)
        return new, min(end, limit)
    if style.dollar and sign == "$" and (found := _DOLLAR.match(text, at, limit)):
        return None, found.end()
    if text[at : at + 2] in style.doubled and at + 2 <= limit:
        return sign, at + 2
    return "", at


def joined(parts: Iterable[Mapped]) -> Mapped:
    """The texts one after the other."""
    builder = Builder()
    for part in parts:
        builder.take(part, 0, len(part.text))
    return builder.build()
