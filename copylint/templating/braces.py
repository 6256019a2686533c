"""Tags in braces: ``{{ }}`` and ``{% %}``, Smarty's, ICU arguments, ``{name}``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from copylint.model import PlaceholderRole
from copylint.roles import role_of
from copylint.templating.matcher import Matcher, block, flow, placeholder, variable
from copylint.templating.tag import Control, Tag

# --- {{ }}: Handlebars, Mustache, Go, and the variables of Jinja and Liquid ---------------------

_MUSTACHE = re.compile(r"\{\{(?:[^{}]|\{[^{}]*\})*\}\}")
_SECTION = re.compile(r"#(?:>|\*)?\s*(?P<name>[\w./\-@$]+)?\s*(?P<rest>.*)", re.DOTALL)
_INVERTED = re.compile(r"\^\s*([\w./\-@$]+)")
_ELSE = re.compile(r"else(?:\s|$)|else(?:if)?\b|elsif\b|\^\s*$")
_GO = re.compile(r"(if|range|with|define|block|unless)\s+(?![=|])(.*)", re.DOTALL)
_GO_END = re.compile(r"(?:end|endif)\s*$")
_SILENT = re.compile(r"!|=[^=]*=$|(?:break|continue)\s*$|\$\w*\s*:?=")
_INCLUDED = re.compile(
    r">\s*[\w./\-@$\"'()]|(?:template|include|partial|yield|outlet)\b(?!\s*[.|=])"
)
_LOOPS: Final = frozenset({"each", "range", "foreach", "list", "with"})
_MUSTACHE_FAMILY: Final = "mustache"


def _mustache(text: str, at: int) -> Tag | None:
    found = _MUSTACHE.match(text, at)
    if found is None:
        return None
    end = found.end()
    content = text[at + 2 : end - 2].strip("~- \r\n\t")
    if content.startswith(("/*", "!")) or _SILENT.match(content):
        return Tag(at, end, "block")
    control = _mustache_control(content)
    if control is not None:
        return Tag(at, end, "block", controls=(control,))
    tag = placeholder(at, end, content.lstrip("&=>* "))
    if _INCLUDED.match(content):
        return replace(tag, kind="include")
    return replace(tag, role="url") if content.startswith("url ") else tag


def _mustache_control(content: str) -> Control | None:
    family = _MUSTACHE_FAMILY
    if content.startswith("/"):
        return Control("close", family, content[1:].strip())
    if _ELSE.match(content):
        return Control("turn", family)
    if _GO_END.match(content):
        return Control("close", family, "end")
    inverted = _INVERTED.match(content)
    if inverted is not None:
        return Control("open", family, inverted[1], "condition", inverted[1], negated=True)
    if content.startswith("#"):
        return _section(content)
    opened = _GO.match(content)
    return None if opened is None else _go(opened[1], opened[2].strip())


def _section(content: str) -> Control:
    """``{{#x}}``: with arguments a helper such as ``#if x``, else a variable that is its own."""
    found = _SECTION.match(content)
    name = (found["name"] or "") if found else ""
    if content[1:2] in (">", "*"):
        return Control("open", _MUSTACHE_FAMILY, name)
    rest = found["rest"].strip() if found else ""
    if name in _LOOPS:
        return Control("open", _MUSTACHE_FAMILY, name, "loop")
    if name == "switch":
        return Control("open", _MUSTACHE_FAMILY, name)
    if name in ("if", "unless"):
        return Control("open", _MUSTACHE_FAMILY, name, "condition", rest, name == "unless")
    condition = f"{name} {rest}" if rest else name
    return Control("open", _MUSTACHE_FAMILY, name, "condition", condition)


def _go(word: str, rest: str) -> Control:
    if word in ("if", "unless"):
        bare = rest.removeprefix("not ").strip()
        negated = (bare != rest) != (word == "unless")
        return Control("open", _MUSTACHE_FAMILY, "end", "condition", bare, negated)
    loop = word in ("range", "with")
    return Control("open", _MUSTACHE_FAMILY, "end", "loop" if loop else "")


# --- {% %}: Jinja, Django, Nunjucks, Twig, Liquid -----------------------------------------------

# No tag holds its own opener: a text full of openers is then scanned once, not once for each.
_PERCENT = re.compile(r"\{%(?:[^{%]++|\{(?!%)|%(?!\}))*+%\}")
_PERCENT_HIDDEN = re.compile(
    r"\{%-?\s*(?:(comment|macro|schema|javascript|stylesheet|style)(?:\s[^%{]*)?|(set)\s+\w+\s*)-?%\}"
    r"(?:(?!\{%-?\s*(?:end)?(?:\1|\2)\b).)*+\{%-?\s*end(?:\1|\2)\s*-?%\}",
    re.DOTALL,
)
_PERCENT_OUTPUT = re.compile(
    r"\{%[-~]?\s*(?:(url|now|firstof|cycle|static)\s+[^\s%]"
    # Without a text or variable of its own, {% trans %} begins a stretch.
    r"|(trans|translate)\s+(?:[\"']|(?!with\b|from\b|into\b|trimmed\b)[\w.]+\s*(?:\||[-~]?%\})))"
)
_ASSIGNS = re.compile(r"\sas\s+\w+\s*[-~]?%\}$")
_PERCENT_WORD = re.compile(r"\{%[-~]?\s*(\w+)\s*(.*?)\s*[-~]?%\}", re.DOTALL)
_OUTPUT_ROLES: Final[dict[str, PlaceholderRole]] = {"url": "url", "static": "url", "now": "date"}
_PERCENT_TURNS: Final = frozenset(
    {"else", "elif", "elseif", "elsif", "when", "empty", "plural", "pluralize"}
)
_PERCENT_CONDITIONS: Final = frozenset(
    {"if", "unless", "ifequal", "ifnotequal", "ifchanged", "ifasync", "ifversion", "tablerow"}
)
_PERCENT_LOOPS: Final = frozenset({"for", "while", "asyncEach", "asyncAll"})
# Their second branch is the plural: {% blocktrans count n=n %}en vare{% plural %}varer{% ... %}
_PERCENT_TRANSLATIONS: Final = frozenset({"trans", "blocktrans", "blocktranslate", "translate"})
_PERCENT_INCLUDES: Final = frozenset(
    {"include", "include_relative", "render", "section", "partial", "module", "widget"}
)


def _percent(text: str, at: int) -> Tag | None:
    hidden = _PERCENT_HIDDEN.match(text, at)
    if hidden is not None:
        return Tag(at, hidden.end(), "block")
    found = _PERCENT.match(text, at)
    if found is None:
        return None
    output = _PERCENT_OUTPUT.match(found.group())
    if output is not None and not _ASSIGNS.search(found.group()):
        name = output[1] or output[2]
        return Tag(at, found.end(), "placeholder", name, _OUTPUT_ROLES.get(name, "other"))
    said = _PERCENT_WORD.match(found.group())
    if said is None:
        return Tag(at, found.end(), "block")
    if said[1] in _PERCENT_INCLUDES:
        return Tag(at, found.end(), "include", said[1])
    return Tag(at, found.end(), "block", controls=(_percent_control(said[1], said[2]),))


def _percent_control(word: str, rest: str) -> Control:
    """Any word may open a stretch; one that nothing closes did not."""
    family = "percent"
    if word in _PERCENT_TURNS:
        return Control("turn", family)
    if word.startswith("end"):
        return Control("close", family, word[3:].lstrip("_"))
    if word in _PERCENT_CONDITIONS:
        condition = rest.removeprefix("not ").strip()
        negated = (condition != rest) != (word in ("unless", "ifnotequal"))
        return Control("open", family, word, "condition", condition, negated)
    if word in _PERCENT_LOOPS or word in _PERCENT_TRANSLATIONS:
        return Control("open", family, word, "loop")
    return Control("open", family, word, "switch" if word == "case" else "")


# --- ICU ----------------------------------------------------------------------------------------

_ICU = re.compile(
    r"\{\s*([\w.]+)\s*,\s*(plural|selectordinal|select|number|date|time|spellout|ordinal|duration)"
    r"\s*(?=[,}])"
)
_LONGEST_ICU: Final = 4000
_ICU_ROLES: dict[str, PlaceholderRole] = {
    "plural": "number", "selectordinal": "number", "number": "number", "spellout": "number",
    "ordinal": "number", "date": "date", "time": "time", "duration": "time",
}  # fmt: skip


def _icu(text: str, at: int) -> Tag | None:
    """An ICU argument, whole."""
    found = _ICU.match(text, at)
    if found is None:
        return None
    depth = 0
    for brace in re.finditer(r"[{}]", text[at : at + _LONGEST_ICU]):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            identifier, role = found.group(1), role_of(found.group(1))
            if role == "other":
                role = _ICU_ROLES.get(found.group(2), "other")
            return Tag(at, at + brace.end(), "placeholder", identifier, role)
    return None


# --- { }: Smarty --------------------------------------------------------------------------------


def _smarty_close(found: re.Match[str]) -> tuple[Control, ...]:
    return (Control("close", "smarty", found[1]),)


def _smarty_turn(found: re.Match[str]) -> tuple[Control, ...]:
    return (Control("turn", "smarty"),)


def _smarty_open(found: re.Match[str]) -> tuple[Control, ...]:
    name, condition = found[1], found[2].strip()
    if name == "if":
        bare = re.sub(r"^(?:!|not\s+)", "", condition)
        return (Control("open", "smarty", name, "condition", bare, bare != condition),)
    loop = name in ("for", "foreach", "section", "while")
    return (Control("open", "smarty", name, "loop" if loop else ""),)


BRACES: Final[Sequence[Matcher]] = (
    block(r"\{\{!--(?:(?!\{\{!--).)*?--[~\-]?\}\}"),
    block(r"\{\{--(?:(?!\{\{--).)*?--\}\}"),
    variable(r"\{!!\s*([^{}]*?)\s*!!\}"),
    block(r"\{\{\{\{[^{}]*\}\}\}\}"),
    variable(r"\{\{\{([^{}]*)\}\}\}"),
    _mustache,
    _percent,
    block(r"\{#(?:(?!\{#).)*?#\}"),
    block(r"\{\*(?:(?!\{\*).)*?\*\}"),
    _icu,
    flow(r"\{/(\w+)\}", _smarty_close),
    flow(r"\{(?:else|elseif\s[^{}\n]*|foreachelse|sectionelse)\}", _smarty_turn),
    block(r"\{(?:literal|strip|ldelim|rdelim)\}"),
    block(r"\{include\s[^{}\n]*\}", "include"),
    flow(r"\{(if|for|foreach|while|section|block|capture)\s([^{}\n]*)\}", _smarty_open),
    block(r"\{(?:assign|extends)\s[^{}\n]*\}"),
    variable(r"\{(\$[^{}\n]+)\}"),
    variable(r"\{!([^\W\d][\w.]*)\}"),
    variable(r"\{\s?([^\W\d][\w.\-]*(?:\s?[:|][^{}\n]*)?|\d+(?::[^{}\n]*)?|)\s?\}"),
    variable(r"\{([^\W\d]\w*(?: [^\W\d]\w*){1,3})\}"),
)
"""Of tags that begin with ``{``."""
