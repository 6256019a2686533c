"""Placeholders and block tags of template languages, found in raw text.

Two families of syntax. *Delimited* ones (``{{ x }}``, ``{% %}``, ``%{x}``, ``*|X|*``) cannot be
mistaken for prose and may hold characters that mean something to a markup parser; ``mask`` hides
them from it. *Bare* ones (``%s``, ``:name``, ``[NAVN]``, ``!user``) are told from prose by their
identifier and by what stands around them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from copylint.model import Placeholder, PlaceholderRole, Span
from copylint.roles import is_known, is_ordinary_word, is_unfilled, role_of

BLOCK_FILLER: Final = "\ue000"
"""Stands in a masked text for each character of a block tag."""

PLACEHOLDER_FILLER: Final = "\ue001"
"""Stands in a masked text for each character of a placeholder."""

_NATIVE_FILLERS = str.maketrans({BLOCK_FILLER: "\ufffc", PLACEHOLDER_FILLER: "\ufffc"})


@dataclass(frozen=True, slots=True)
class Tag:
    """A template tag, in offsets of the text it was found in.

    A ``placeholder`` leaves something in the text that the customer reads; a ``block`` (control
    flow, comment, partial layout) leaves nothing.
    """

    start: int
    end: int
    kind: Literal["placeholder", "block"]
    identifier: str = ""
    role: PlaceholderRole = "other"
    fallback: str | None = None
    """What stands there where the variable is empty; None where the tag does not say."""


def tags(text: str) -> Iterator[Tag]:
    """The delimited tags of ``text``, in order, none overlapping."""
    return _scan(text, _DELIMITED, _DELIMITED_FIRST)


def placeholders(text: str) -> tuple[Placeholder, ...]:
    """The placeholders of ``text`` of every syntax, in offsets of ``text``, in order.

    Block tags are passed over; a reader takes them out beforehand (``mask``).
    """
    return tuple(
        Placeholder(Span(tag.start, tag.end), tag.role, tag.identifier, tag.fallback)
        for tag in _scan(text, _ALL, _ALL_FIRST)
        if tag.kind == "placeholder"
    )


def mask(text: str) -> str:
    """``text`` with every delimited tag overwritten by fillers, character for character."""
    parts: list[str] = []
    at = 0
    for tag in tags(text):
        filler = BLOCK_FILLER if tag.kind == "block" else PLACEHOLDER_FILLER
        parts.append(text[at : tag.start].translate(_NATIVE_FILLERS))
        parts.append(filler * (tag.end - tag.start))
        at = tag.end
    parts.append(text[at:].translate(_NATIVE_FILLERS))
    return "".join(parts)


# --- scanning ---------------------------------------------------------------------------------

_Matcher = Callable[[str, int], Tag | None]
_Table = Mapping[str, Sequence[_Matcher]]


def _scan(text: str, table: _Table, first: re.Pattern[str]) -> Iterator[Tag]:
    at = 0
    while (found := first.search(text, at)) is not None:
        tag = _tag_at(text, found.start(), table)
        if tag is None:
            at = found.start() + 1
        else:
            yield tag
            at = tag.end


def _tag_at(text: str, at: int, table: _Table) -> Tag | None:
    for matcher in table[text[at]]:
        tag = matcher(text, at)
        if tag is not None:
            return tag
    return None


def _first(table: _Table) -> re.Pattern[str]:
    return re.compile("[" + re.escape("".join(table)) + "]")


def _block(pattern: str) -> _Matcher:
    compiled = re.compile(pattern, re.DOTALL)

    def match(text: str, at: int) -> Tag | None:
        found = compiled.match(text, at)
        return Tag(at, found.end(), "block") if found else None

    return match


def _variable(pattern: str) -> _Matcher:
    """A placeholder whose expression is group 1, or whose match has none."""
    compiled = re.compile(pattern, re.DOTALL)

    def match(text: str, at: int) -> Tag | None:
        found = compiled.match(text, at)
        if found is None:
            return None
        return _placeholder(at, found.end(), (found.group(1) or "") if compiled.groups else "")

    return match


def _placeholder(start: int, end: int, expression: str) -> Tag:
    head, fallback = _split_fallback(expression)
    identifier, role = _read_expression(head)
    return Tag(start, end, "placeholder", identifier, role, fallback)


# --- expressions ------------------------------------------------------------------------------

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_FILTER = re.compile(r"(?<!\|)\|(?!\|)")
_PATH = re.compile(r"[^\W\d][\w.]*(?:-[^\W\d]\w*)*|\d+")
_ARROW = re.compile(r"\?\.|->|::|\[\s*(?=[\"'])|[\"']\s*\]")


# What a framework looks up by name: config('app.name').
_LOOKUP = re.compile(
    r"\s*(?:config|env|setting|settings|option|get_option)\(\s*[\"']([\w.\-]+)[\"']"
)


def _read_expression(expression: str) -> tuple[str, PlaceholderRole]:
    """The identifier in an expression, and its role; of several the last that has a role."""
    looked_up = _LOOKUP.match(expression)
    if looked_up is not None:
        return looked_up.group(1), role_of(looked_up.group(1))
    head = _FILTER.split(_ARROW.sub(".", expression), maxsplit=1)[0]
    paths = [path.rstrip(".") for path in _PATH.findall(_QUOTED.sub(" ", head))]
    if not paths:
        return "", "other"
    if len(paths) > 1 and all(path.isalpha() for path in paths):
        phrase = " ".join(paths)
        if (role := role_of(phrase)) != "other":
            return phrase, role
    for path in reversed(paths):
        if (role := role_of(path)) != "other":
            return path, role
    return paths[0], "other"


# --- fallbacks --------------------------------------------------------------------------------

_LITERAL = r"""(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')"""
# Where the variable does not stand before all this, it is the group "head".
_FALLBACKS: Final = (
    # Liquid, Jinja, Twig, Django, Smarty, and the filters of mail services.
    re.compile(rf"\|\s*(?:default|default_if_none|fallback|d)\s*[:(]\s*{_LITERAL}"),
    # Go and the helpers of Handlebars: {{or .Name "kunde"}}.
    re.compile(rf"^\s*(?:or|default|defaultIfEmpty|coalesce)\s(?P<head>[^\"']*){_LITERAL}\s*$"),
    # Ruby, JavaScript, PHP, C#, Python, Groovy; of a chain the end.
    re.compile(rf"(?:\|\||\?\?|\?:|\bor\b)\s*{_LITERAL}[\s)]*$"),
    re.compile(
        r"\s*personali[sz]ation_token\(\s*(?P<quote>[\"'])(?P<head>[\w.]+)(?P=quote)\s*"
        rf"(?:,\s*{_LITERAL})?"
    ),
    # {{insert name "default=kunde"}} and {{lead.First Name:default=kunde}}.
    re.compile(r"^\s*insert\s(?P<head>[^\"']*)\"default=(?P<double>[^\"]*)\""),
    re.compile(r":default=(?P<double>[^\"'}]*)$"),
)
_TELLS_FALLBACK = re.compile(r"[\"']|default=")
_FREEMARKER_FALLBACK = re.compile(rf"(?<=[\w)\]])!\s*{_LITERAL}?\s*$")


def _split_fallback(expression: str) -> tuple[str, str | None]:
    """What ``expression`` says of its variable, and what it writes where that is empty.

    The second is None where the expression names no text.
    """
    if _TELLS_FALLBACK.search(expression) is None:
        return expression, None
    for pattern in _FALLBACKS:
        found = pattern.search(expression)
        if found is not None:
            groups = found.groupdict()
            return groups.get("head", expression[: found.start()]), _literal(groups)
    return expression, None


def _literal(groups: Mapping[str, str | None]) -> str | None:
    double = groups.get("double")
    return groups.get("single") if double is None else double


# --- {...} ------------------------------------------------------------------------------------

_MUSTACHE = re.compile(r"\{\{(?:[^{}]|\{[^{}]*\})*\}\}")
_MUSTACHE_BLOCK = re.compile(
    r"[~\-\s]*(?:[#/^!]|(?:else|elseif|elsif|end|endif|if|unless|range|with|define|block|break"
    r"|continue)(?:[\s~\-]|$))"
)
# No tag holds its own opener: a text full of openers is then scanned once, not once for each.
_PERCENT = re.compile(r"\{%(?:[^{%]++|\{(?!%)|%(?!\}))*+%\}")
_PERCENT_HIDDEN = re.compile(
    r"\{%-?\s*(?:comment|macro|set\s+\w+)(?:\s[^%{]*)?%\}"
    r"(?:(?!\{%-?\s*(?:end|comment|macro|set)).)*+\{%-?\s*end\w+\s*-?%\}",
    re.DOTALL,
)
_PERCENT_OUTPUT = re.compile(r"\{%-?\s*(url|now|firstof|trans|translate|cycle|static)\s")
_ICU = re.compile(
    r"\{\s*([\w.]+)\s*,\s*(plural|selectordinal|select|number|date|time|spellout|ordinal|duration)"
    r"\s*(?=[,}])"
)
_LONGEST_ICU: Final = 4000
_ICU_ROLES: dict[str, PlaceholderRole] = {
    "plural": "number", "selectordinal": "number", "number": "number", "spellout": "number",
    "ordinal": "number", "date": "date", "time": "time", "duration": "time",
}  # fmt: skip


def _mustache(text: str, at: int) -> Tag | None:
    found = _MUSTACHE.match(text, at)
    if found is None:
        return None
    end = found.end()
    content = text[at + 2 : end - 2]
    if _MUSTACHE_BLOCK.match(content):
        return Tag(at, end, "block")
    role_url = content.lstrip("~- ").startswith("url ")
    tag = _placeholder(at, end, content.lstrip("~-&=> "))
    return replace(tag, role="url") if role_url else tag


def _percent(text: str, at: int) -> Tag | None:
    hidden = _PERCENT_HIDDEN.match(text, at)
    if hidden is not None:
        return Tag(at, hidden.end(), "block")
    found = _PERCENT.match(text, at)
    if found is None:
        return None
    output = _PERCENT_OUTPUT.match(found.group())
    if output is None or re.search(r"\sas\s+\w+\s*-?%\}$", found.group()):
        return Tag(at, found.end(), "block")
    role: PlaceholderRole = {"url": "url", "static": "url", "now": "date"}.get(  # type: ignore[assignment]
        output.group(1), "other"
    )
    return Tag(at, found.end(), "placeholder", output.group(1), role)


def _icu(text: str, at: int) -> Tag | None:
    """An ICU argument, whole; in catalogues its branches were read before (``readers.icu``)."""
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


_BRACES: Sequence[_Matcher] = (
    _block(r"\{\{!--(?:(?!\{\{!--).)*?--[~\-]?\}\}"),
    _block(r"\{\{--(?:(?!\{\{--).)*?--\}\}"),
    _variable(r"\{!!\s*([^{}]*?)\s*!!\}"),
    _variable(r"\{\{\{([^{}]*)\}\}\}"),
    _mustache,
    _percent,
    _block(r"\{#(?:(?!\{#).)*?#\}"),
    _block(r"\{\*(?:(?!\{\*).)*?\*\}"),
    _icu,
    _block(r"\{/\w+\}"),
    _block(r"\{(?:else|elseif\s[^{}\n]*|foreachelse|sectionelse|literal|strip)\}"),
    _block(r"\{(?:if|for|foreach|while|section|include|assign|block|capture|extends)\s[^{}\n]*\}"),
    _variable(r"\{(\$[^{}\n]+)\}"),
    _variable(r"\{\s?([^\W\d][\w.\-]*(?:\s?[:|][^{}\n]*)?|\d+(?::[^{}\n]*)?|)\s?\}"),
    _variable(r"\{([^\W\d]\w*(?: [^\W\d]\w*){1,3})\}"),
)


# --- $, <, *, @ -------------------------------------------------------------------------------

_ERB = re.compile(r"<%(?:[^<%]++|<(?!%)|%(?!>))*+%>")
_ERB_CONTROL = re.compile(r"<%-\s*(?:if|else|elsif|end|unless|for|while|case|when|do|\}|@?\w+\s*=)")
_MAILCHIMP = re.compile(r"\*\|([^|*\n]+)\|\*")
_MAILCHIMP_BLOCK = re.compile(r"(?:IF|IFNOT|ELSE|ELSEIF|END|INTERESTED|GROUP)\b(?!_)")
_BLADE_ARGUED = (
    "if", "elseif", "unless", "isset", "empty", "foreach", "forelse", "for", "while", "switch",
    "case", "component", "slot", "section", "yield", "extends", "include", "includeIf", "push",
    "stack", "php", "can", "cannot", "env", "props", "hasSection", "auth", "guest", "once",
    "method",
)  # fmt: skip
_BLADE_ALONE = ("else", "csrf", "default", "break", "continue", "show", "parent", "php", "verbatim")
_BLADE = re.compile(
    rf"@(?:(?:{'|'.join(_BLADE_ARGUED)})\s*(?=\()|(?:{'|'.join(_BLADE_ALONE)}|end[a-z]+)\b(?!\())"
)


def _erb(text: str, at: int) -> Tag | None:
    found = _ERB.match(text, at)
    if found is None:
        return None
    writes = text[at + 2] == "=" or (
        text[at + 2] == "-" and not _ERB_CONTROL.match(text, at) and text[found.end() - 3] != "-"
    )
    if not writes:
        return Tag(at, found.end(), "block")
    return _placeholder(at, found.end(), text[at + 2 : found.end() - 2].strip("=- \n"))


def _mailchimp(text: str, at: int) -> Tag | None:
    found = _MAILCHIMP.match(text, at)
    if found is None:
        return None
    if _MAILCHIMP_BLOCK.match(found.group(1)):
        return Tag(at, found.end(), "block")
    name, colon, fallback = found.group(1).partition(":")
    if colon and role_of(name) == "name":
        return Tag(at, found.end(), "placeholder", name, "name", fallback)
    return _placeholder(at, found.end(), found.group(1).replace(":", "."))


def _blade(text: str, at: int) -> Tag | None:
    if at and not text[at - 1].isspace():
        return None
    found = _BLADE.match(text, at)
    if found is None:
        return None
    end = found.end()
    if end < len(text) and text[end] == "(":
        closed = _closing_parenthesis(text, end)
        if closed is None:
            return None
        end = closed
    return Tag(at, end, "block")


def _closing_parenthesis(text: str, at: int) -> int | None:
    depth = 0
    for found in re.finditer(r"[()]|'[^'\n]*'|\"[^\"\n]*\"", text[at : at + 2000]):
        if found.group() in "()":
            depth += 1 if found.group() == "(" else -1
            if depth == 0:
                return at + found.end()
    return None


# --- bare syntaxes ----------------------------------------------------------------------------


def _before(text: str, at: int) -> str:
    return text[at - 1] if at else ""


def _opens(text: str, at: int) -> bool:
    """Whether a word may begin at ``at``: the start, a space or an opening sign before it."""
    before = _before(text, at)
    return not before or before.isspace() or before in "([{\"'«»„“”‘’<>,-/#|*_"


def _follows_figure(text: str, at: int) -> bool:
    before = text[max(at - 3, 0) : at].rstrip()
    return before[-1:].isdigit() and before[-2:-1] != "%"


_INNER_CAPITAL = re.compile(r"[a-zæøåäö][A-ZÆØÅÄÖ]")


def _is_coined(identifier: str) -> bool:
    """Whether no prose word looks so: an underscore, or a capital inside."""
    return "_" in identifier.strip("_") or _INNER_CAPITAL.search(identifier) is not None


_PRINTF = re.compile(r"%(?:\d+\$)?[+0#-]*\d*(?:\.\d+)?(?:ll|l|h|z)?([sdiufgxX@])")
_PRINTF_NAMED = re.compile(r"%\(([\w. ]+)\)[+0#-]*\d*(?:\.\d+)?[sdifr]?")
_PERCENT_PAIR = re.compile(r"%(?![sdif]\d*%)([^\W\d]\w*(?:[.\-]\w+)*|\d+)%")
_PERCENT_WORD = re.compile(r"%([A-Za-z_]\w{2,})")
_PERCENT_DIGIT = re.compile(r"%\d(?![\w%])")
_STRFTIME = re.compile(r"%[\-^#]?([YmBbAaHMSIyejZzpPl])(?![a-zæøåäö])")
_STRFTIME_TELLS = re.compile(r"%-?[YmBHM](?![a-zæøåäöA-Z])")


def _percent_pair(text: str, at: int) -> Tag | None:
    if _before(text, at).isdigit():
        return None
    found = _PERCENT_PAIR.match(text, at)
    return _placeholder(at, found.end(), found.group(1)) if found else None


def _percent_word(text: str, at: int) -> Tag | None:
    """``%name``; ``%sproduct`` is ``%s`` glued to a word."""
    found = _PERCENT_WORD.match(text, at)
    if found is None or _follows_figure(text, at):
        return None
    word = found.group(1)
    glued = word[0] in "sdi" and (len(word) < 3 or word[1].isalpha())
    coined = _is_coined(word) and not (word[0] in "sdi" and word[1].isupper())
    if is_known(word) or (coined and is_known_part(word)) or not glued:
        return _placeholder(at, found.end(), word)
    return None


def is_known_part(identifier: str) -> bool:
    """Whether the first word of ``identifier`` is a known one, so that it is no glued format."""
    return is_known(re.split(r"_|(?<=[a-z])(?=[A-Z])", identifier, maxsplit=1)[0])


def _printf(text: str, at: int) -> Tag | None:
    found = _PRINTF.match(text, at)
    if found is None:
        return None
    end = found.end()
    after = text[end : end + 1]
    if _follows_figure(text, at) and (after.isalnum() or _before(text, at).isspace()):
        return None
    if found.group(1) in "di" and _in_date_format(text, at):
        return Tag(at, end, "placeholder", "", "date")
    number = found.group(1) in "diufg"
    return Tag(at, end, "placeholder", "", "number" if number else "other")


def _percent_digit(text: str, at: int) -> Tag | None:
    if _before(text, at).isalnum() or _follows_figure(text, at):
        return None
    found = _PERCENT_DIGIT.match(text, at)
    return Tag(at, found.end(), "placeholder", found.group()[1:]) if found else None


def _in_date_format(text: str, at: int) -> bool:
    return _STRFTIME_TELLS.search(text, max(at - 20, 0), at + 20) is not None


def _strftime(text: str, at: int) -> Tag | None:
    found = _STRFTIME.match(text, at)
    if found is None or _follows_figure(text, at) or not _in_date_format(text, at):
        return None
    role: PlaceholderRole = "time" if found.group(1) in "HMSIlpPZz" else "date"
    return Tag(at, found.end(), "placeholder", "", role)


_COLON = re.compile(r":([A-Za-z_][A-Za-z0-9_]+)(?![\w:/])")
_NOT_PROSE_CASE = re.compile(r"[a-z0-9_]+|[A-Z0-9_]+|[A-Z][a-z0-9]+|[a-z]+(?:[A-Z][a-z0-9]*)+")


def _colon(text: str, at: int) -> Tag | None:
    found = _COLON.match(text, at)
    if found is None or not _opens(text, at) or not _NOT_PROSE_CASE.fullmatch(found.group(1)):
        return None
    word = found.group(1)
    if word[0].isupper() and not is_known(word):
        return None
    return _placeholder(at, found.end(), word)


_MARKED = re.compile(r"[!@$]([A-Za-z_]\w+)(?![\w@])")
_AT_PAIR = re.compile(r"@@?([A-Za-z_][\w.]*)@@?(?!\w)")
_DOMAIN = re.compile(r"\.[a-zA-Z]{2}")


def _marked(text: str, at: int) -> Tag | None:
    """Drupal ``!x`` and ``@x``, and ``$x``.

    Prose writes no exclamation mark before a word, but handles (@anna) and prices ($x), so those
    need a known or coined identifier.
    """
    found = _MARKED.match(text, at)
    if found is None or not _opens(text, at) or _DOMAIN.match(text, found.end()):
        return None
    word = found.group(1)
    if not (word[0].islower() or text[at] == "$"):
        return None
    told = text[at] == "!" or (text[at] == "$" and word.isupper() and len(word) > 2)
    if not told and not (is_known(word) or _is_coined(word)):
        return None
    return _placeholder(at, found.end(), word)


def _at_pair(text: str, at: int) -> Tag | None:
    found = _AT_PAIR.match(text, at)
    if found is None or _before(text, at).isalnum():
        return None
    return _placeholder(at, found.end(), found.group(1))


_BRACKETED = re.compile(r"\[\[?\s?([^\W\d][\w .\-/#]{0,39})\s?\]\]?")
_CAPITALS = re.compile(r"[A-ZÆØÅÄÖ][A-ZÆØÅÄÖ0-9_ .\-]+")


def _bracketed(text: str, at: int) -> Tag | None:
    """``[NAVN]`` or ``[Kundens navn]``, but no Markdown link, footnote or ordinary aside."""
    found = _BRACKETED.match(text, at)
    if (
        found is None
        or text[found.end() : found.end() + 1] in ("(", "[", ":")
        or (_before(text, at) in ("!", "]"))
    ):
        return None
    inside = found.group(1).strip()
    double = found.group().startswith("[[") and found.group().endswith("]]")
    capitals = _CAPITALS.fullmatch(inside) and not is_ordinary_word(inside)
    if double or capitals or is_unfilled(inside) or (_is_coined(inside) and " " not in inside):
        return _placeholder(at, found.end(), inside)
    return None


_BRACKETED_FALLBACK = re.compile(r"\[([^\W\d]\w*)\s*,\s*fallback=([^\]\n]*)\]")


def _bracketed_with_fallback(text: str, at: int) -> Tag | None:
    found = _BRACKETED_FALLBACK.match(text, at)
    if found is None:
        return None
    return replace(_placeholder(at, found.end(), found.group(1)), fallback=found.group(2))


_ANGLED = re.compile(r"<([^\W\d](?:[\w ,\-]|: ){1,60})>")
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
    return _placeholder(at, found.end(), inside)


_DOLLAR_BRACES = re.compile(r"\$\{([^{}\n]*(?:\{[^{}\n]*\}[^{}\n]*)*)\}")


def _dollar_braces(text: str, at: int) -> Tag | None:
    found = _DOLLAR_BRACES.match(text, at)
    if found is None:
        return None
    tag = _placeholder(at, found.end(), found.group(1))
    default = _FREEMARKER_FALLBACK.search(found.group(1))
    if default is None:
        return tag
    return replace(tag, fallback=_literal(default.groupdict()) or "")


_DOLLARS: Sequence[_Matcher] = (
    _dollar_braces,
    _variable(r"\$\$([^\W\d][\w .\-]*)\$\$"),
    _variable(r"\$t\(([^()\n]*)\)"),
)
_ANGLES: Sequence[_Matcher] = (
    _erb,
    _variable(r"<\?=((?:(?!<\?).)*?)\?>"),
    _block(r"<\?(?:php\b.*?)(?:\?>|\Z)"),
    _block(r"</?\d+\s*/?>"),
    _angled,
)
_HASHES: Sequence[_Matcher] = (_variable(r"#{2,3}([^\W\d][\w.\-]*(?: [\w.\-]+)*)#{2,3}(?!#)"),)
_PERCENTS: Sequence[_Matcher] = (_variable(r"%\{([^{}\n]*)\}"), _variable(_PRINTF_NAMED.pattern))

_DELIMITED: _Table = {
    "{": _BRACES, "$": _DOLLARS, "<": _ANGLES, "*": (_mailchimp,), "@": (_blade,), "#": _HASHES,
    "%": _PERCENTS,
}  # fmt: skip
_ALL: _Table = {
    **_DELIMITED,
    "$": (*_DOLLARS, _marked),
    "@": (_blade, _at_pair, _marked),
    "!": (_marked,),
    "%": (
        *_PERCENTS, _percent_pair, _percent_word, _strftime, _printf, _percent_digit,
    ),
    ":": (_colon,),
    "[": (_bracketed_with_fallback, _bracketed),
}  # fmt: skip
_DELIMITED_FIRST = _first(_DELIMITED)
_ALL_FIRST = _first(_ALL)
