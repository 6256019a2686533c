"""Placeholders told from prose by their identifier and by what stands around them: ``%s``,
``:name``, ``!user``, ``[NAVN]``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from copylint.model import PlaceholderRole
from copylint.roles import is_known, is_ordinary_word, is_unfilled
from copylint.templating.matcher import Matcher, before, closing_parenthesis, placeholder
from copylint.templating.tag import Tag


def _opens(text: str, at: int) -> bool:
    """Whether a word may begin at ``at``: the start, a space or an opening sign before it."""
    sign = before(text, at)
    return not sign or sign.isspace() or sign in "([{\"'«»„“”‘’<>,-/#|*_"


def _follows_figure(text: str, at: int) -> bool:
    figure = text[max(at - 3, 0) : at].rstrip()
    return figure[-1:].isdigit() and figure[-2:-1] != "%"


_INNER_CAPITAL = re.compile(r"[a-zæøåäö][A-ZÆØÅÄÖ]")


def _is_coined(identifier: str) -> bool:
    """Whether no prose word looks so: an underscore, or a capital inside."""
    return "_" in identifier.strip("_") or _INNER_CAPITAL.search(identifier) is not None


_PRINTF = re.compile(r"%(?:\d+\$)?[+0#-]*\d*(?:\.\d+)?(?:ll|l|h|z)?([sdiufgxX@])")
_PERCENT_PAIR = re.compile(r"%(?![sdif]\d*%)([^\W\d]\w*(?:[.\-]\w+)*|\d+)%")
_PERCENT_WORD = re.compile(r"%([A-Za-z_]\w{2,})")
_PERCENT_DIGIT = re.compile(r"%\d(?![\w%])")
_STRFTIME = re.compile(r"%[\-^#]?([YmBbAaHMSIyejZzpPl])(?![a-zæøåäö])")
_STRFTIME_TELLS = re.compile(r"%-?[YmBHM](?![a-zæøåäöA-Z])")


def _percent_pair(text: str, at: int) -> Tag | None:
    if before(text, at).isdigit():
        return None
    found = _PERCENT_PAIR.match(text, at)
    return placeholder(at, found.end(), found.group(1)) if found else None


def _percent_word(text: str, at: int) -> Tag | None:
    """``%name``; ``%sproduct`` is ``%s`` glued to a word."""
    found = _PERCENT_WORD.match(text, at)
    if found is None or _follows_figure(text, at):
        return None
    word = found.group(1)
    glued = word[0] in "sdi" and (len(word) < 3 or word[1].isalpha())
    coined = _is_coined(word) and not (word[0] in "sdi" and word[1].isupper())
    if is_known(word) or (coined and _is_known_part(word)) or not glued:
        return placeholder(at, found.end(), word)
    return None


def _is_known_part(identifier: str) -> bool:
    """Whether the first word of ``identifier`` is a known one, so that it is no glued format."""
    return is_known(re.split(r"_|(?<=[a-z])(?=[A-Z])", identifier, maxsplit=1)[0])


def _printf(text: str, at: int) -> Tag | None:
    found = _PRINTF.match(text, at)
    if found is None:
        return None
    end = found.end()
    after = text[end : end + 1]
    if _follows_figure(text, at) and (after.isalnum() or before(text, at).isspace()):
        return None
    if found.group(1) in "di" and _in_date_format(text, at):
        return Tag(at, end, "placeholder", "", "date")
    number = found.group(1) in "diufg"
    return Tag(at, end, "placeholder", "", "number" if number else "other")


def _percent_digit(text: str, at: int) -> Tag | None:
    if before(text, at).isalnum() or _follows_figure(text, at):
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
    return placeholder(at, found.end(), word)


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
    return placeholder(at, found.end(), word)


def _at_pair(text: str, at: int) -> Tag | None:
    found = _AT_PAIR.match(text, at)
    if found is None or before(text, at).isalnum():
        return None
    return placeholder(at, found.end(), found.group(1))


_MEMBER = re.compile(r"@([^\W\dA-ZÆØÅÄÖ]\w*(?:\.[A-Z]\w+)+)|\$!?([a-z]\w*(?:\.[a-z]\w+)+)")


def _member(text: str, at: int) -> Tag | None:
    """Razor's ``@item.Name`` and Velocity's ``$kunde.navn``, with the calls that may follow."""
    found = _MEMBER.match(text, at)
    if found is None or not _opens(text, at):
        return None
    end = found.end()
    called = closing_parenthesis(text, end) if text.startswith("(", end) else None
    return placeholder(at, called or end, found[1] or found[2])


_AT_PARENTHESIS = re.compile(r"@\(([^\W\d][^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)")


def _at_parenthesis(text: str, at: int) -> Tag | None:
    """Razor's ``@(order.Total + 1)``."""
    found = _AT_PARENTHESIS.match(text, at)
    return placeholder(at, found.end(), found[1]) if found and _opens(text, at) else None


_BRACKETED = re.compile(r"\[\[?\s?([^\W\d][\w .\-/#]{0,39})\s?\]\]?")
_CAPITALS = re.compile(r"[A-ZÆØÅÄÖ][A-ZÆØÅÄÖ0-9_ .\-]+")


def _bracketed(text: str, at: int) -> Tag | None:
    """``[NAVN]`` or ``[Kundens navn]``, but no Markdown link, footnote or ordinary aside."""
    found = _BRACKETED.match(text, at)
    if (
        found is None
        or text[found.end() : found.end() + 1] in ("(", "[", ":")
        or (before(text, at) in ("!", "]"))
    ):
        return None
    inside = found.group(1).strip()
    double = found.group().startswith("[[") and found.group().endswith("]]")
    capitals = _CAPITALS.fullmatch(inside) and not is_ordinary_word(inside)
    if double or capitals or is_unfilled(inside) or (_is_coined(inside) and " " not in inside):
        return placeholder(at, found.end(), inside)
    return None


_BRACKETED_FALLBACK = re.compile(r"\[([^\W\d]\w*)\s*,\s*fallback=([^\]\n]*)\]")


def _bracketed_with_fallback(text: str, at: int) -> Tag | None:
    found = _BRACKETED_FALLBACK.match(text, at)
    if found is None:
        return None
    return replace(placeholder(at, found.end(), found.group(1)), fallback=found.group(2))


BARE: Final[Mapping[str, Sequence[Matcher]]] = {
    "$": (_member, _marked),
    "@": (_at_pair, _member, _at_parenthesis, _marked),
    "!": (_marked,),
    "%": (_percent_pair, _percent_word, _strftime, _printf, _percent_digit),
    ":": (_colon,),
    "[": (_bracketed_with_fallback, _bracketed),
}
"""By the character that they begin with; asked after the delimited syntaxes."""
