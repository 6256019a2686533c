"""Tags in angle brackets: ERB, EJS, EEx and PHP, FreeMarker, and ``<beløp>``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from copylint.roles import is_unfilled
from copylint.templating.code import code_controls, php_controls
from copylint.templating.matcher import Matcher, block, placeholder, variable
from copylint.templating.tag import Control, Flow, Tag

# --- <% %> and <?php ?> -------------------------------------------------------------------------

_ERB = re.compile(r"<%(?:[^<%]++|<(?!%)|%(?!>))*+%>")
_SIGNS = re.compile(r"\A[=\-_~]+|[\-_~]\Z")
_ERB_CONTROL = re.compile(r"<%-\s*(?:if|else|elsif|end|unless|for|while|case|when|do|\}|@?\w+\s*=)")
_INCLUDE = re.compile(r"[=\-]?\s*(?:render|include|partial|yield|content_for)\b(?!\s*[.\[=])")
_PHP = re.compile(r"<\?php\b(.*?)(?:\?>|\Z)", re.DOTALL)


def _erb(text: str, at: int) -> Tag | None:
    found = _ERB.match(text, at)
    if found is None:
        return None
    end = found.end()
    sign = text[at + 2]
    if sign in "#%!@":  # a comment, an escaped tag, and what JSP declares
        return Tag(at, end, "block")
    code = _SIGNS.sub("", text[at + 2 : end - 2]).strip()
    controls = code_controls(code)
    writes = sign == "=" or (
        sign == "-" and not _ERB_CONTROL.match(text, at) and text[end - 3] != "-"
    )
    # What opens a block and writes too, <%= form do %>, writes what stands in the block.
    if not writes or controls:
        return Tag(at, end, "block", controls=controls)
    tag = placeholder(at, end, code)
    return replace(tag, kind="include") if _INCLUDE.match(code) else tag


def _php(text: str, at: int) -> Tag | None:
    found = _PHP.match(text, at)
    if found is None:
        return None
    written = re.fullmatch(r"\s*echo\s+([^;]*);?\s*", found[1])
    if written is not None and "$" in written[1]:
        return placeholder(at, found.end(), written[1])
    return Tag(at, found.end(), "block", controls=php_controls(found[1]))


# --- FreeMarker ---------------------------------------------------------------------------------

_QUOTED: Final = r"\"[^\"]*\"|'[^']*'"
_DIRECTIVE = re.compile(rf"<(/?)#(\w+)((?:[^<>\"'(]|{_QUOTED}|\((?:[^()\"']|{_QUOTED})*\))*)>")
_MACRO = re.compile(rf"</?@[\w.]*(?:[^<>\"']|{_QUOTED})*>")
_FREEMARKER_FLOWS: Final[dict[str, Flow]] = {
    "list": "loop", "items": "loop", "foreach": "loop", "switch": "switch",
}  # fmt: skip
_UNPAIRED: Final = frozenset({
    "assign", "global", "local", "include", "import", "setting", "ftl", "return", "break", "nested",
    "sep", "t", "lt", "rt", "nt", "flush", "stop", "visit", "recurse", "fallback", "continue",
})  # fmt: skip


def _freemarker(text: str, at: int) -> Tag | None:
    found = _DIRECTIVE.match(text, at)
    if found is None:
        return None
    closing, name, arguments = found.groups()
    if name == "include":
        return Tag(at, found.end(), "include", name)
    return Tag(at, found.end(), "block", controls=_freemarker_controls(name, closing, arguments))


def _freemarker_controls(name: str, closing: str, arguments: str) -> tuple[Control, ...]:
    family = "freemarker"
    if closing:
        return (Control("close", family, name),)
    if name in ("else", "elseif", "case", "default"):
        return (Control("turn", family),)
    if name in _UNPAIRED:
        return ()
    if name == "if":
        condition = arguments.strip()
        bare = condition.removeprefix("!")
        return (Control("open", family, name, "condition", bare, bare != condition),)
    return (Control("open", family, name, _FREEMARKER_FLOWS.get(name, "")),)


def _macro(text: str, at: int) -> Tag | None:
    """A macro that stands for itself writes something; one around a text lays it out."""
    found = _MACRO.match(text, at)
    if found is None:
        return None
    alone = found.group().endswith("/>")
    return Tag(at, found.end(), "include" if alone else "block")


# --- <beløp> ------------------------------------------------------------------------------------

_ANGLED = re.compile(r"<([^\W\d](?:[\w ,\-]|: ){1,60})>")
_CAPITALS = re.compile(r"[A-ZÆØÅÄÖ][A-ZÆØÅÄÖ0-9_ .\-]+")
_ELEMENTS = frozenset({
    "address", "time", "link", "label", "title", "data", "summary", "body", "button", "dialog",
    "dl", "form", "hr", "iframe", "input", "ol", "option", "script", "select", "table", "td",
    "textarea", "th", "ul", "video",
})  # fmt: skip


def _angled(text: str, at: int) -> Tag | None:
    """``<beløp>`` or ``<SETT INN DATO>``, but no element of HTML."""
    found = _ANGLED.match(text, at)
    if found is None or found.group(1).split(" ", 1)[0].lower() in _ELEMENTS:
        return None
    inside = found.group(1)
    capitals = " " in inside and _CAPITALS.fullmatch(inside)
    if not (capitals or is_unfilled(inside)) or f"</{inside}" in text:
        return None
    return placeholder(at, found.end(), inside)


ANGLES: Final[Sequence[Matcher]] = (
    _erb,
    variable(r"<\?=((?:(?!<\?).)*?)\?>"),
    _php,
    block(r"<#--(?:(?!<#--).)*?-->"),
    _freemarker,
    _macro,
    block(r"</?\d+\s*/?>"),
    _angled,
)
"""Of tags that begin with ``<``."""
