"""What program code between template tags does to the flow: Ruby, JavaScript, Elixir, PHP."""

from __future__ import annotations

import re
from typing import Final

from copylint.templating.tag import Control

_FAMILY: Final = "code"
_BRACE: Final = "}"
_END: Final = "end"

_TURN = re.compile(r"(?:else|elsif|elseif|when)\b|(?:break\s*;\s*)?(?:case\b.*|default\s*):$")
_ELSE_AFTER_BRACE = re.compile(r"\}\s*(?:else|elsif|elseif)\b")
_CONDITION = re.compile(r"(?:[\w@.]+\s*=\s*)?(if|unless|case|cond|with)\b\s*(.*)", re.DOTALL)
_LOOP = re.compile(r"(?:for|foreach|while|until|begin|loop)\b")
_NOT = re.compile(r"(?:not\b|!(?!=))\s*")
_RUBY_BLOCK = re.compile(r"\bdo(?:\s*\|[^|]*\|)?$")
_ELIXIR_FUNCTION = re.compile(r"\bfn\b[^>]*->$")
_BRACE_BLOCK = re.compile(r"\{(?:\s*\|[^|]*\|)?$|=>\s*\{$")
_CLOSES_ELSEWHERE = re.compile(r"\bend$")
_PHP_CLOSE = re.compile(r"(end(?:if|foreach|for|while|switch))\b")
_PHP_OPEN = re.compile(r"(if|foreach|for|while|switch)\b(.*):$", re.DOTALL)
_PHP_TURN = re.compile(r"(?:break\s*;\s*)?(?:(?:else|default)\s*:|(?:elseif|else\s+if|case)\b.*:)$")
_SWITCHES: Final = ("case", "cond", "switch")


def code_controls(code: str) -> tuple[Control, ...]:
    """What ``code``, which stands between ``<%`` and ``%>``, does to the flow.

    Ruby and Elixir end a stretch with ``end``, JavaScript with a brace.
    """
    code = code.strip().rstrip(";").rstrip()
    if code.startswith(_BRACE):
        return _after_brace(code)
    if re.match(r"end\b", code):
        return (_close(_END),)
    if _TURN.match(code) or (code.endswith("->") and not _ELIXIR_FUNCTION.search(code)):
        return (_turn(),)
    if _BRACE_BLOCK.search(code):
        return (_open(code, _BRACE),)
    if _CLOSES_ELSEWHERE.search(code):
        return ()
    if _RUBY_BLOCK.search(code) or _ELIXIR_FUNCTION.search(code):
        return (_open(code, _END),)
    if _CONDITION.match(code) or _LOOP.match(code):
        return (_open(code, _END),)
    return ()


def php_controls(code: str) -> tuple[Control, ...]:
    """What ``code``, which stands between ``<?php`` and ``?>``, does to the flow."""
    code = code.strip().rstrip(";").rstrip()
    closed = _PHP_CLOSE.match(code)
    if closed is not None:
        return (_close(closed[1]),)
    if _PHP_TURN.match(code):
        return (_turn(),)
    opened = _PHP_OPEN.match(code)
    if opened is not None:
        return (_open(code[:-1], f"end{opened[1]}"),)
    if code.startswith(_BRACE) or _BRACE_BLOCK.search(code):
        return code_controls(code)
    return ()


def _after_brace(code: str) -> tuple[Control, ...]:
    if not code.endswith("{"):
        return (_close(_BRACE),)
    if _ELSE_AFTER_BRACE.match(code):
        return (_turn(),)
    return (_close(_BRACE), _open(code.lstrip("}); \n"), _BRACE))


def _open(code: str, name: str) -> Control:
    found = _CONDITION.match(code)
    if code.startswith(_SWITCHES):
        return Control("open", _FAMILY, name, "switch")
    if found is None or found[1] == "with":
        return Control("open", _FAMILY, name, "loop" if _LOOP.match(code) else "")
    condition, negated = _condition(found[2])
    return Control("open", _FAMILY, name, "condition", condition, negated != (found[1] == "unless"))


def _condition(written: str) -> tuple[str, bool]:
    """A condition without what opens and negates it, and whether it was negated."""
    bare = re.sub(r"\s*(?:\bdo|\bthen|\{)$", "", written.strip())
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1].strip()
    negation = _NOT.match(bare)
    return (bare[negation.end() :], True) if negation else (bare, False)


def _close(name: str) -> Control:
    return Control("close", _FAMILY, name)


def _turn() -> Control:
    return Control("turn", _FAMILY)
