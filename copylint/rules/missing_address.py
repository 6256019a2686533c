"""Salutations without a name, and letters without a salutation.

Sentences that speak of the reader in the third person are entries of the lexicons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from copylint.lexicon.address import address_data
from copylint.lexicon.language_data import language_data
from copylint.lexicon.sender_data import sender_data
from copylint.model import LANGUAGES, Message, Placeholder, Span
from copylint.parts import Salutation, salutation, sign_off
from copylint.rules.context import Context
from copylint.rules.hit import Hit
from copylint.sentences import sentences

RULE: Final = "missing-address"

MIN_WORDS: Final = 20
"""A message of fewer words is a notice, which may do without a salutation."""

# A file of a sign-off and what stands below it is the end of a letter that stands elsewhere.
_BODY_WORDS: Final = 10

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
        return "nameless" if _is_letter(context, found) else None
    inside = [one for one in message.placeholders if found.addressee.covers(one.span)]
    names = [one for one in inside if one.role == "name"]
    if names:
        return "fallback" if all(_falls_back_on_nobody(context, one) for one in names) else None
    if inside:
        return "not-a-name" if all(_is_no_name(one) for one in inside) else None
    if message.text[found.greeting.start : found.greeting.end].lower() in _openers(context):
        return None if _is_certain_group(message, found.addressee) else "generic"
    addressee = message.text[found.addressee.start : found.addressee.end]
    nobody = _names_nobody(context, addressee) or _is_any_member(context, addressee)
    return "generic" if nobody else None


def _is_any_member(context: Context, addressee: str) -> bool:
    """Whether one of many is addressed: "bruker av Tallknuser", but not "medlemmer af Kor 83".

    A word is singular where the lexicon also has it with an ending.
    """
    first, _, rest = addressee.partition(" ")
    known = context.data.addressee_words
    singular = any(other != first and other.startswith(first) for other in known)
    linked = rest.split(" ")[0] in context.data.sender_links
    return first in known and singular and linked


def _is_certain_group(message: Message, addressee: Span) -> bool:
    """Whether several readers are meant who are told by where they live or belong: "Til beboerne i
    Rødbergveien 50", "Til alle på Værøy"."""
    words = message.text[addressee.start : addressee.end].split()
    return any(word[0].isupper() or word[0].isdigit() for word in words[1:])


def _falls_back_on_nobody(context: Context, placeholder: Placeholder) -> bool:
    """Whether the template writes nothing, or a word for anyone, where the name is missing."""
    fallback = placeholder.fallback
    if fallback is None or fallback.lower() in context.data.pronouns.familiar:
        # "Hej du" greets somebody.
        return False
    return _names_nobody(context, fallback)


def _names_nobody(context: Context, addressee: str) -> bool:
    known = context.data.addressee_words
    return all(word.islower() or word.lower() in known for word in _WORD.findall(addressee))


def _is_letter(context: Context, opening: Salutation) -> bool:
    """Whether a bare greeting opens a letter, not a notice of one paragraph on a page."""
    message = context.message
    if message.kind != "whole":
        return False
    if len(message.bounds) > 1 or sign_off(message, context.data) is not None:
        return True
    alone = message.text.startswith("\n", opening.span.end)
    return alone and len(_WORD.findall(message.text)) >= MIN_WORDS


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
    if message.kind != "whole":
        return
    if len(_WORD.findall(message.text)) < MIN_WORDS or _greets_otherwise(context):
        return
    closing = sign_off(message, context.data)
    if closing is None or len(_WORD.findall(message.text, 0, closing.span.start)) < _BODY_WORDS:
        return
    yield Hit(RULE, "no-salutation", "no-salutation", _first_line(message), absent=True)


def _greets_otherwise(context: Context) -> bool:
    """Whether the message greets in a neighbour's language, or with a name in its first sentence:
    "Så fint at du vil begynne, Halvard!"."""
    message = context.message
    others = (one for one in LANGUAGES if one != context.lexicon.language)
    if any(salutation(message, language_data(one)) is not None for one in others):
        return True
    first = next(sentences(message), Span(0, 0))
    opening = message.text[first.start : first.end]
    names = sender_data(context.lexicon.language).given_names
    called = re.search(r",\s*([^\W\d_]+)$", opening)
    by_variable = any(one.role == "name" and first.covers(one.span) for one in message.placeholders)
    return by_variable or (called is not None and called.group(1).lower() in names)


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
