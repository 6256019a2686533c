"""ASP.NET's Razor: ``@if (x) { ... } else { ... }``, ``@Model.Name``, ``@* ... *@``.

The braces that end a stretch are plain characters, so they are looked for from its beginning; this
takes the whole text, and is done for texts that are Razor only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from copylint.templating.matcher import before, closing_parenthesis, placeholder
from copylint.templating.tag import Control, Flow, Tag

_STATEMENT = re.compile(r"@(if|foreach|for|while|switch|using|lock)\s*(?=\()")
_TELLS = re.compile(
    r"@(?:if|foreach|for|while|switch)\s*\([^\n]{0,200}?\)\s*\{(?![{!])|^@(?:model|using|inject)\s"
    r"|@Model\.|@ViewBag\.|@Html\.|@\*[^*]*\*@",
    re.MULTILINE,
)
_OPENING = re.compile(r"\s*\{(?![{!])")
_BRACE = re.compile(r"[{}]")
_ELSE = re.compile(r"\}\s*else\s*(?:if\s*(?=\()|(?=\{))")
_BRACE_AFTER = re.compile(r"\s*\{")
_CODE_LINES = re.compile(r"(?:\s*\n[ \t]*[^\W\d][^<@{}\n]*;[ \t]*(?=\r?\n))*")
_DECLARATION = re.compile(r"\b(?:var|string|int|decimal)\s+(\w+)|\b(\w+)\s+in\b")
_FAMILY: Final = "razor"

_COMMENT = re.compile(r"@\*(?:(?!@\*).)*?\*@", re.DOTALL)
_CODE = re.compile(r"@(?:functions\s*|code\s*)?(?=\{(?![{!]))")
_SECTION = re.compile(r"@section\s+\w+\s*\{")
_LINE = re.compile(
    r"@(?:model|using|inject|inherits|page|layout|namespace|addTagHelper|removeTagHelper)\s[^\n]*"
)
_NAMED_HTML = re.compile(
    r"@(?:await\s+)?(?:Html\.(?:Render)?(?:Partial|Action)|Render\w+|Component\.)"
)
_PATH = re.compile(r"@(?:await\s+)?([^\W\d]\w*)")
_STEP = re.compile(r"\??\.[^\W\d]\w*|\[[^\[\]\n]*\]")


def speaks_razor(text: str) -> bool:
    """Whether something stands in ``text`` that is written in Razor alone."""
    return "@" in text and _TELLS.search(text) is not None


def razor(text: str, at: int) -> Tag | None:
    """The tag of a Razor text at ``at``, a ``@`` or a closing brace."""
    flow = _flow(text).get(at)
    if flow is not None or text[at] != "@":
        return flow
    if before(text, at).isalnum() or before(text, at) == "@" or text.startswith("@@", at):
        return None
    for pattern in (_COMMENT, _LINE):
        found = pattern.match(text, at)
        if found is not None:
            return Tag(at, found.end(), "block")
    if text.startswith("@:", at):
        return Tag(at, at + 2, "block")
    if text.startswith("@(", at):
        end = closing_parenthesis(text, at + 1)
        return None if end is None else placeholder(at, end, text[at + 2 : end - 1])
    return _expression(text, at)


def _expression(text: str, at: int) -> Tag | None:
    """``@Model.Name``, ``@item.Total.ToString("C")``, ``@ViewData["Title"]``."""
    head = _PATH.match(text, at)
    if head is None:
        return None
    end = _path_end(text, head.end())
    if end == head.end() and head[1] not in _declared(text):
        return None
    if _NAMED_HTML.match(text, at):
        return Tag(at, end, "include", head[1])
    return placeholder(at, end, text[head.start(1) : end])


def _path_end(text: str, end: int) -> int:
    """Where the members, calls and indexes end that follow a name."""
    while True:
        step = _STEP.match(text, end)
        if step is not None:
            end = step.end()
        elif text.startswith("(", end):
            closed = closing_parenthesis(text, end)
            if closed is None:
                return end
            end = closed
        else:
            return end


@lru_cache(maxsize=4)
def _declared(text: str) -> frozenset[str]:
    """The variables that the code of ``text`` declares; any other ``@name`` may be a handle."""
    return frozenset(found[1] or found[2] for found in _DECLARATION.finditer(text))


@lru_cache(maxsize=4)
def _flow(text: str) -> Mapping[int, Tag]:
    """The statements of ``text`` with their braces, by offset."""
    found: dict[int, Tag] = {}
    for opening in _STATEMENT.finditer(text):
        found.update((tag.start, tag) for tag in _statement(text, opening))
    for opening in _SECTION.finditer(text):
        close = _pairs(text).get(opening.end() - 1)
        if close is not None:
            found[opening.start()] = Tag(opening.start(), opening.end(), "block")
            found[close] = Tag(close, close + 1, "block")
    for opening in _CODE.finditer(text):
        close = _pairs(text).get(opening.end())
        if close is not None and not before(text, opening.start()).isalnum():
            found[opening.start()] = Tag(opening.start(), close + 1, "block")
    return found


def _statement(text: str, opening: re.Match[str]) -> Iterator[Tag]:
    """The tags of one ``@if (...) { ... } else { ... }``; none if its braces do not match."""
    closed = closing_parenthesis(text, opening.end())
    brace = _OPENING.match(text, closed) if closed is not None else None
    if closed is None or brace is None:
        return
    condition = text[opening.end() + 1 : closed - 1]
    end = brace.end()
    tag = Tag(opening.start(), _after_code(text, end), "block")
    tags = [replace(tag, controls=(_open(opening[1], condition),))]
    while (close := _pairs(text).get(end - 1)) is not None:
        turn = _turn_end(text, close)
        if turn is None:
            tags.append(Tag(close, close + 1, "block", controls=(Control("close", _FAMILY),)))
            yield from tags
            return
        end = turn
        tag = Tag(close, _after_code(text, end), "block")
        tags.append(replace(tag, controls=(Control("turn", _FAMILY),)))


def _turn_end(text: str, close: int) -> int | None:
    """Where ``} else if (...) {`` ends that begins at ``close``."""
    found = _ELSE.match(text, close)
    if found is None:
        return None
    end: int | None = found.end()
    if text.startswith("(", found.end()):
        end = closing_parenthesis(text, found.end())
    brace = _BRACE_AFTER.match(text, end) if end is not None else None
    return None if brace is None else brace.end()


def _after_code(text: str, at: int) -> int:
    """Where the statements end that a stretch begins with: it is code until markup begins."""
    found = _CODE_LINES.match(text, at)
    return found.end() if found else at


def _open(word: str, condition: str) -> Control:
    if word == "if":
        bare = condition.strip().removeprefix("!")
        return Control("open", _FAMILY, "", "condition", bare, bare != condition.strip())
    flow: Flow = "loop" if word in ("for", "foreach", "while") else ""
    return Control("open", _FAMILY, "", flow)


@lru_cache(maxsize=4)
def _pairs(text: str) -> Mapping[int, int]:
    """For each opening brace of ``text`` that is closed the offset of the one that closes it."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for found in _BRACE.finditer(text):
        if found.group() == "{":
            opened.append(found.start())
        elif opened:
            pairs[opened.pop()] = found.start()
    return pairs
