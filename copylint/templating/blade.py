"""Laravel's Blade: directives that begin with ``@``."""

from __future__ import annotations

import re
from typing import Final

from copylint.templating.matcher import before, closing_parenthesis
from copylint.templating.tag import Control, Flow, Tag

_CONDITIONS: Final = (
    "if", "unless", "isset", "empty", "can", "cannot", "env", "hasSection", "auth", "guest",
    "error", "production",
)  # fmt: skip
_LOOPS: Final = ("foreach", "forelse", "for", "while")
_TURNS: Final = ("else", "elseif", "elsecan", "case", "default")
_INCLUDES: Final = ("include", "includeIf", "includeWhen", "yield", "stack", "each")
_ARGUED: Final = (
    *_CONDITIONS, *_LOOPS, *_INCLUDES, "elseif", "elsecan", "case", "switch", "component", "slot",
    "section", "extends", "push", "php", "once", "props", "method", "class", "lang", "choice",
)  # fmt: skip
_ALONE: Final = (
    "else", "csrf", "default", "break", "continue", "show", "parent", "php", "verbatim", "auth",
    "guest", "empty", "once", "production",
)  # fmt: skip
_DIRECTIVE = re.compile(
    rf"@(?:(?P<argued>{'|'.join(sorted(_ARGUED, key=len, reverse=True))})\s*(?=\()"
    rf"|(?P<alone>(?:{'|'.join(_ALONE)}|end[a-z]+)\b)(?!\(|\.\w))"
)
_FAMILY: Final = "blade"


def blade(text: str, at: int) -> Tag | None:
    """A directive: as in Blade itself, no letter or digit stands before it."""
    if before(text, at).isalnum() or before(text, at) in ("_", "@", "."):
        return None
    found = _DIRECTIVE.match(text, at)
    if found is None:
        return None
    end = found.end()
    name = found["argued"] or found["alone"]
    if found["argued"]:
        closed = closing_parenthesis(text, end)
        if closed is None:
            return None
        arguments, end = text[end + 1 : closed - 1], closed
        if name in ("lang", "choice"):
            return Tag(at, end, "placeholder", name)
        return _argued(name, arguments, Tag(at, end, "block"))
    return Tag(at, end, "block", controls=_alone(name))


def _argued(name: str, arguments: str, tag: Tag) -> Tag:
    if name in _INCLUDES:
        return Tag(tag.start, tag.end, "include", name)
    controls = _turn() if name in _TURNS else (_open(name, arguments.strip()),)
    return Tag(tag.start, tag.end, "block", controls=controls)


def _alone(name: str) -> tuple[Control, ...]:
    if name.startswith("end"):
        return (Control("close", _FAMILY, name[3:]),)
    if name == "empty" or name in _TURNS:  # without arguments that of @forelse
        return _turn()
    if name in _CONDITIONS:
        return (_open(name, ""),)
    return ()


def _open(name: str, arguments: str) -> Control:
    flow: Flow = "switch" if name == "switch" else "loop" if name in _LOOPS else ""
    if name in _CONDITIONS:
        bare = arguments.removeprefix("!").strip()
        negated = (bare != arguments) != (name == "unless")
        return Control("open", _FAMILY, name, "condition", bare, negated)
    return Control("open", _FAMILY, name, flow)


def _turn() -> tuple[Control, ...]:
    return (Control("turn", _FAMILY),)
