"""Apache Velocity: ``#if(...) ... #else ... #end``, told by a directive with its arguments."""

from __future__ import annotations

import re
from typing import Final

from copylint.templating.matcher import closing_parenthesis, placeholder
from copylint.templating.tag import Control, Flow, Tag

_TELLS = re.compile(r"(?<!\w)#\{?(?:if|foreach|set|parse|macro)\}?[ \t]*\(")
_ARGUED = re.compile(
    r"#(?:(?P<word>if|elseif|foreach|set|parse|include|macro|define|evaluate)|\{(?P<braced>\w+)\})"
    r"[ \t]*(?=\()"
)
_ALONE = re.compile(r"#(?:(else|end|stop|break)(?!\w)|\{(else|end|stop|break)\})")
_COMMENT = re.compile(r"#\*(?:(?!#\*).)*?\*#|##[^\r\n]*", re.DOTALL)
_LITERAL = re.compile(r"#\[\[|\]\]#")
_REFERENCE = re.compile(r"\$!?([^\W\d][\w\-]*)")
_STEP = re.compile(r"\.[^\W\d]\w*")
_FAMILY: Final = "velocity"


def speaks_velocity(text: str) -> bool:
    """Whether a directive of Velocity stands in ``text``."""
    return "#" in text and _TELLS.search(text) is not None


def velocity(text: str, at: int) -> Tag | None:
    """The directive, comment or reference of a Velocity text at ``at``, a ``#`` or ``$``."""
    if text[at] == "$":
        return _reference(text, at)
    argued = _ARGUED.match(text, at)
    if argued is not None:
        end = closing_parenthesis(text, argued.end())
        word = argued["word"] or argued["braced"]
        return None if end is None else _argued(word, text[argued.end() + 1 : end - 1], at, end)
    alone = _ALONE.match(text, at)
    if alone is not None:
        return Tag(at, alone.end(), "block", controls=_alone(alone[1] or alone[2]))
    silent = _COMMENT.match(text, at) or _LITERAL.match(text, at)
    return None if silent is None else Tag(at, silent.end(), "block")


def _argued(word: str, arguments: str, at: int, end: int) -> Tag:
    if word in ("parse", "include"):
        return Tag(at, end, "include", word)
    return Tag(at, end, "block", controls=_controls(word, arguments.strip()))


def _controls(word: str, arguments: str) -> tuple[Control, ...]:
    if word == "elseif":
        return (Control("turn", _FAMILY),)
    if word == "if":
        bare = arguments.removeprefix("!").strip()
        return (Control("open", _FAMILY, "", "condition", bare, bare != arguments),)
    flow: Flow = "loop" if word == "foreach" else ""
    return (Control("open", _FAMILY, "", flow),) if word in ("foreach", "macro", "define") else ()


def _alone(word: str) -> tuple[Control, ...]:
    if word == "else":
        return (Control("turn", _FAMILY),)
    return (Control("close", _FAMILY),) if word == "end" else ()


def _reference(text: str, at: int) -> Tag | None:
    """``$kunde.navn`` and ``$!kunde.getNavn()``."""
    found = _REFERENCE.match(text, at)
    if found is None:
        return None
    end = found.end()
    while True:
        step = _STEP.match(text, end)
        if step is not None:
            end = step.end()
        elif text.startswith("(", end) and (closed := closing_parenthesis(text, end)) is not None:
            end = closed
        else:
            return placeholder(at, end, text[found.start(1) : end])
