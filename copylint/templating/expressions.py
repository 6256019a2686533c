"""What an expression in a placeholder says: its variable, and what stands there without it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from copylint.model import PlaceholderRole
from copylint.roles import role_of

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_FILTER = re.compile(r"(?<!\|)\|(?!\|)")
_PATH = re.compile(r"[^\W\d][\w.]*(?:-[^\W\d]\w*)*|\d+")
_ARROW = re.compile(r"\?\.|->|::|\[\s*(?=[\"'])|[\"']\s*\]")


# What a framework looks up by name: config('app.name').
_LOOKUP = re.compile(
    r"\s*(?:config|env|setting|settings|option|get_option)\(\s*[\"']([\w.\-]+)[\"']"
)


def read_expression(expression: str) -> tuple[str, PlaceholderRole]:
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


def split_fallback(expression: str) -> tuple[str, str | None]:
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


def freemarker_fallback(expression: str) -> str | None:
    """What ``x!"kunde"`` writes where ``x`` is missing; nothing at all for ``x!``."""
    found = _FREEMARKER_FALLBACK.search(expression)
    return None if found is None else _literal(found.groupdict()) or ""
