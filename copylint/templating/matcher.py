"""Matchers, of which every syntax is made: each tells whether a tag begins at an offset."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from copylint.templating.expressions import read_expression, split_fallback
from copylint.templating.tag import Control, Kind, Tag

Matcher = Callable[[str, int], Tag | None]
Table = Mapping[str, Sequence[Matcher]]
"""For each character that a tag may begin with the matchers to ask, the first answer counts."""

_LONGEST_ARGUMENTS: Final = 2000


def block(pattern: str, kind: Kind = "block") -> Matcher:
    """A matcher of tags that leave nothing."""
    compiled = re.compile(pattern, re.DOTALL)

    def match(text: str, at: int) -> Tag | None:
        found = compiled.match(text, at)
        return Tag(at, found.end(), kind) if found else None

    return match


def flow(pattern: str, read: Callable[[re.Match[str]], tuple[Control, ...]]) -> Matcher:
    """A matcher of block tags; ``read`` says of a match what it does to the flow."""
    compiled = re.compile(pattern, re.DOTALL)

    def match(text: str, at: int) -> Tag | None:
        found = compiled.match(text, at)
        return Tag(at, found.end(), "block", controls=read(found)) if found else None

    return match


def variable(pattern: str) -> Matcher:
    """A matcher of placeholders whose expression is group 1, or whose match has none."""
    compiled = re.compile(pattern, re.DOTALL)

    def match(text: str, at: int) -> Tag | None:
        found = compiled.match(text, at)
        if found is None:
            return None
        return placeholder(at, found.end(), (found.group(1) or "") if compiled.groups else "")

    return match


def placeholder(start: int, end: int, expression: str) -> Tag:
    """The placeholder that writes ``expression``."""
    head, fallback = split_fallback(expression)
    identifier, role = read_expression(head)
    return Tag(start, end, "placeholder", identifier, role, fallback)


def closing_parenthesis(text: str, at: int) -> int | None:
    """The offset behind the parenthesis that closes the one at ``at``; None if none does."""
    depth = 0
    for found in re.finditer(r"[()]|'[^'\n]*'|\"[^\"\n]*\"", text[at : at + _LONGEST_ARGUMENTS]):
        if found.group() in "()":
            depth += 1 if found.group() == "(" else -1
            if depth == 0:
                return at + found.end()
    return None


def before(text: str, at: int) -> str:
    """The character before ``at``, or the empty string."""
    return text[at - 1] if at else ""
