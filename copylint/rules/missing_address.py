"""Salutations without a name, and letters without a salutation.

Sentences that speak of the reader in the third person are entries of the lexicons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from copylint.lexicon.address import address_data
from copylint.model import Message, Placeholder, Span
from copylint.parts import Salutation, salutation, sign_off
from copylint.rules.context import Context
from copylint.rules.hit import Hit

RULE: Final = "missing-address"

MIN_WORDS: Final = 20
"""A message of fewer words is a notice, which may do without a salutation."""

_WORD = re.compile(r"[^\W\d_]+")
_IDENTIFIER_WORD = re.compile(r"[A-ZÆØÅÄÖ]?[a-zæøåäö]+|[A-ZÆØÅÄÖ]+(?![a-zæøåäö])")
_NOT_BODY: Final = frozenset(("title", "subject", "preheader", "alt", "label", "button"))


def run(context: Context) -> Iterator[Hit]:
    """At most one hit: on the salutation, or where one was missed."""
    message = context.message
    found = salutation(message, context.data)
    if found is None:
        yield from _missing(context)
        return
    kind = _fault(context, found)
    if kind is not None:
        yield Hit(RULE, kind, kind, _trimmed(message, found.span))


def _fault(context: Context, found: Salutation) -> str | None:
    """What is wrong with a salutation: a kind of the rule, or None."""
    message = context.message
    if found.addressee is None:
        if message.text[found.greeting.start : found.greeting.end].lower() in _openers(context):
            return "generic"
        return "nameless" if _is_letter(context) else None
    inside = [one for one in message.placeholders if found.addressee.covers(one.span)]
    if any(one.role == "name" for one in inside):
        return None
    if inside:
        return "not-a-name" if all(_is_no_name(one) for one in inside) else None
    if message.text[found.greeting.start : found.greeting.end].lower() in _openers(context):
        return "generic"
    words = _WORD.findall(message.text[found.addressee.start : found.addressee.end])
    known = context.data.addressee_words
    return "generic" if all(word.islower() or word.lower() in known for word in words) else None


def _is_letter(context: Context) -> bool:
    """Whether a bare greeting opens a letter, not a notice of one paragraph on a page."""
    message = context.message
    if message.kind != "whole":
        return False
    return len(message.bounds) > 1 or sign_off(message, context.data) is not None


def _openers(context: Context) -> frozenset[str]:
    """Whole salutations that name nobody, such as "Til rette vedkommende"."""
    return frozenset(one.rstrip("…").lower() for one in context.data.openers if " " in one)


def _is_no_name(placeholder: Placeholder) -> bool:
    data = address_data()
    if placeholder.role in data.not_roles:
        return True
    words = [word.lower() for word in _IDENTIFIER_WORD.findall(placeholder.identifier)]
    return any(
        word in data.not_names or any(word.endswith(one) for one in data.not_names if len(one) > 3)
        for word in words
    )


def _missing(context: Context) -> Iterator[Hit]:
    message = context.message
    if message.kind != "whole" or message.touchpoint.value not in address_data().letters:
        return
    if len(_WORD.findall(message.text)) < MIN_WORDS or sign_off(message, context.data) is None:
        return
    yield Hit(RULE, "no-salutation", "no-salutation", _first_line(message), absent=True)


def _first_line(message: Message) -> Span:
    for segment, bound in zip(message.segments, message.bounds, strict=True):
        if segment.role not in _NOT_BODY and segment.text.strip():
            line = message.text.find("\n", bound.start, bound.end)
            return Span(bound.start, bound.end if line < 0 else line)
    return Span(0, 0)


def _trimmed(message: Message, span: Span) -> Span:
    """``span`` without the punctuation that closes a salutation."""
    end = span.end
    while end > span.start and message.text[end - 1] in " ,.:;":
        end -= 1
    return Span(span.start, end)
