"""Tags of mail services and resource files: Mailchimp, AMPscript, ``##x##``, ``%{x}``, ``${x}``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from copylint.roles import role_of
from copylint.templating.expressions import freemarker_fallback
from copylint.templating.matcher import Matcher, placeholder, variable
from copylint.templating.tag import Control, Tag

# --- *| |* --------------------------------------------------------------------------------------

_MAILCHIMP = re.compile(r"\*\|([^|*\n]+)\|\*")
_MAILCHIMP_FLOW = re.compile(r"(IFNOT|IF|ELSEIF|ELSE|END|INTERESTED|GROUP)\b(?!_)[:\s]*(.*)")


def _mailchimp(text: str, at: int) -> Tag | None:
    found = _MAILCHIMP.match(text, at)
    if found is None:
        return None
    flow = _MAILCHIMP_FLOW.match(found[1])
    if flow is not None:
        controls = (_mailchimp_control(flow[1], flow[2].strip()),)
        return Tag(at, found.end(), "block", controls=controls)
    name, colon, fallback = found[1].partition(":")
    if colon and role_of(name) == "name":
        return Tag(at, found.end(), "placeholder", name, "name", fallback)
    return placeholder(at, found.end(), found[1].replace(":", "."))


def _mailchimp_control(word: str, rest: str) -> Control:
    family = "mailchimp"
    if word in ("ELSE", "ELSEIF"):
        return Control("turn", family)
    if word == "END":
        return Control("close", family, rest.rstrip(":"))
    # IFNOT is closed by END:IF.
    name = word.removesuffix("NOT")
    return Control("open", family, name, "condition", rest, negated=word == "IFNOT")


# --- AMPscript ----------------------------------------------------------------------------------

_AMPSCRIPT = re.compile(r"%%\[(.*?)\]%%", re.DOTALL)
_AMPSCRIPT_OUTPUT = re.compile(r"%%=((?:(?!%%=).)*?)=%%", re.DOTALL)
_PERSONAL = re.compile(r"%%([^\W\d][\w .\-]*)%%")
_AMP_VARIABLE = re.compile(r"@(\w+)")
_AMP_INCLUDE = re.compile(r"\s*(?:ContentBlock|TreatAsContent)", re.IGNORECASE)
_AMP_WORD = re.compile(
    r"\"[^\"]*\"|'[^']*'|/\*.*?\*/|(?<![@\w])(IF|ELSEIF|ELSE|ENDIF|FOR|NEXT)(?!\w)",
    re.IGNORECASE | re.DOTALL,
)
_AMP_CONDITION = re.compile(r"\s*(NOT\s+)?(.*?)\s+THEN\b", re.IGNORECASE | re.DOTALL)


def _ampscript(text: str, at: int) -> Tag | None:
    found = _AMPSCRIPT.match(text, at)
    if found is None:
        return None
    return Tag(at, found.end(), "block", controls=tuple(_amp_controls(found[1])))


def _amp_controls(code: str) -> Iterator[Control]:
    """The keywords of a block; one block may hold a whole conditional that writes nothing."""
    for found in _AMP_WORD.finditer(code):
        match (found[1] or "").upper():
            case "IF":
                said = _AMP_CONDITION.match(code, found.end())
                condition, negated = (said[2], said[1] is not None) if said else ("", False)
                yield Control("open", "ampscript", "IF", "condition", condition, negated)
            case "FOR":
                yield Control("open", "ampscript", "FOR", "loop")
            case "ELSE" | "ELSEIF":
                yield Control("turn", "ampscript")
            case "ENDIF":
                yield Control("close", "ampscript", "IF")
            case "NEXT":
                yield Control("close", "ampscript", "FOR")


def _ampscript_output(text: str, at: int) -> Tag | None:
    """``%%=v(@navn)=%%``: of a call the first variable is what it writes."""
    found = _AMPSCRIPT_OUTPUT.match(text, at)
    if found is None:
        return None
    name = _AMP_VARIABLE.search(found[1])
    tag = placeholder(at, found.end(), name[1] if name else found[1])
    return replace(tag, kind="include") if _AMP_INCLUDE.match(found[1]) else tag


# --- ${ }, %{ }, ## ## --------------------------------------------------------------------------

_DOLLAR_BRACES = re.compile(r"\$!?\{([^{}\n]*(?:\{[^{}\n]*\}[^{}\n]*)*)\}")
_INLINED = re.compile(r"\[\[([$*#]\{[^{}\n]*\})\]\]|\[\(([$*#]\{[^{}\n]*\})\)\]")


def _dollar_braces(text: str, at: int) -> Tag | None:
    found = _DOLLAR_BRACES.match(text, at)
    if found is None:
        return None
    tag = placeholder(at, found.end(), found[1])
    fallback = freemarker_fallback(found[1])
    return tag if fallback is None else replace(tag, fallback=fallback)


def _inlined(text: str, at: int) -> Tag | None:
    """Thymeleaf's ``[[${navn}]]`` and ``[(${navn})]``."""
    found = _INLINED.match(text, at)
    if found is None:
        return None
    return placeholder(at, found.end(), (found[1] or found[2])[2:-1])


DOLLARS: Final[Sequence[Matcher]] = (
    _dollar_braces,
    variable(r"\$\$([^\W\d][\w .\-]*)\$\$"),
    variable(r"\$t\(([^()\n]*)\)"),
)
HASHES: Final[Sequence[Matcher]] = (variable(r"#{2,3}([^\W\d][\w.\-]*(?: [\w.\-]+)*)#{2,3}(?!#)"),)
PERCENTS: Final[Sequence[Matcher]] = (
    _ampscript,
    _ampscript_output,
    variable(_PERSONAL.pattern),
    variable(r"%\{([^{}\n]*)\}"),
    variable(r"%\(([\w. ]+)\)[+0#-]*\d*(?:\.\d+)?[sdifr]?"),
)
STARS: Final[Sequence[Matcher]] = (_mailchimp, variable(r"\*\{([^{}\n]+)\}"))
SQUARES: Final[Sequence[Matcher]] = (_inlined,)
