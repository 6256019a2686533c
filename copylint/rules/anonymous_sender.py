"""Letters that no person signs: by a department, by the company alone, or by nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from copylint.lexicon.phrases import phrase_pattern
from copylint.lexicon.sender_data import SenderData, sender_data
from copylint.model import Message, Span
from copylint.parts import SignOff, Token, body_end, parts, salutation, sign_off, tokens
from copylint.rules.context import Context
from copylint.rules.hit import Hit

RULE: Final = "anonymous-sender"

MIN_WORDS: Final = 20
"""A message of fewer words is a notice, which nobody needs to sign."""

_SIGNATURE_WORDS: Final = 8
# Two people sign with two names each.
_NAMES_WORDS: Final = 4
_SENTENCE_ENDS: Final = (".", "!", "?", ":", "…", ")")

_WORD = re.compile(r"[^\W\d_]+")


def run(context: Context) -> Iterator[Hit]:
    """At most one hit: on the sign-off, or at the end of a letter that has none."""
    message = context.message
    if message.kind != "whole":
        return
    found = sign_off(message, context.data)
    if found is None:
        yield from _unsigned(context)
        return
    words = [one for line in found.signature for one in line.tokens if _is_word(one)]
    kind = _fault(context, words) if words else _nobody(context, found)
    if kind is not None:
        yield Hit(RULE, kind, kind, _trimmed(message.text, found.span))


def _unsigned(context: Context) -> Iterator[Hit]:
    """A letter without sign-off: only what greets its reader is certain to be a letter."""
    message = context.message
    if len({segment.key for segment in message.segments}) > 1:
        # The layout around the strings of a catalogue may sign for all its mails.
        return
    if len(_WORD.findall(message.text)) < MIN_WORDS or salutation(message, context.data) is None:
        return
    end = body_end(message, context.data)
    last = Span(message.text.rfind("\n", 0, end) + 1, end)
    if _is_call_to_action(context, last) or not _may_sign(message, last):
        yield Hit(RULE, "unsigned", "unsigned", last, absent=True)
        return
    kind = _fault(context, [one for one in tokens(message, last) if _is_word(one)])
    if kind is not None:
        yield Hit(RULE, kind, kind, _trimmed(message.text, last))


def _is_call_to_action(context: Context, line: Span) -> bool:
    found = parts(context.message, context.data)
    return any(one.name == "call-to-action" and one.span.overlaps(line) for one in found)


def _may_sign(message: Message, line: Span) -> bool:
    """Whether a last line is no sentence, and so may be somebody's name and title."""
    text = message.text[line.start : line.end].rstrip()
    return len(text.split()) <= _SIGNATURE_WORDS and not text.endswith(_SENTENCE_ENDS)


def _is_word(token: Token) -> bool:
    return token.placeholder is not None or token.text[0].isalpha()


def _nobody(context: Context, found: SignOff) -> str | None:
    """The fault of a closing phrase behind which nobody stands."""
    if found.phrase is None:
        return None
    phrase = context.message.text[found.phrase.start : found.phrase.end]
    short = sender_data(context.lexicon.language).abbreviations
    return "abbreviation" if phrase.lower().strip(" .,!") in short else "bare"


def _fault(context: Context, words: Sequence[Token]) -> str | None:
    """What is wrong with the words that sign: a kind of the rule, or None.

    Somebody whose name is in no list may sign, so a fault takes evidence: a department, a word of
    company names, a variable for the company, or a name that the message itself uses for the
    sender.
    """
    data = sender_data(context.lexicon.language)
    roles = {one.placeholder.role for one in words if one.placeholder is not None}
    if not words or "name" in roles or "other" in roles:
        return None
    signed = context.message.text[words[0].span.start : words[-1].span.end]
    if _signs_a_person(words, data) or _names_a_person(signed, data):
        return None
    if _functions(data).search(signed):
        return "function"
    known = "company" in roles or _companies(data).search(signed) is not None
    return "company" if known or _is_company(context, words) else None


def _signs_a_person(words: Sequence[Token], data: SenderData) -> bool:
    """Whether a first name or a family name is among the words that sign."""
    names = [one.text for one in words if one.placeholder is None and one.text[0].isupper()]
    if any(part in data.given_names for name in names for part in _parts(name)):
        return True
    family = any(name.lower().endswith(data.surnames) for name in names[1:])
    return family and not _companies(data).search(" ".join(names))


def _names_a_person(signed: str, data: SenderData) -> bool:
    """Whether an unlisted name stands as people's names do: before a department or firm from which
    a comma, a line or a preposition parts it ("Gregers, kontoret", "Turid i banken"), or behind
    the word that says who speaks for them ("styret ved Geir Tveit")."""
    at = "|".join(map(re.escape, data.at))
    first = re.split(rf"\s*(?:[,\n/|–(]|\b(?:{at})\b)", signed, maxsplit=1)
    if len(first) > 1 and _reads_as_name(first[0], data):
        return True
    behind = re.search(rf"\b(?:{at}|v/)\s*((?:[A-ZÆØÅÄÖ][\w-]+(?:\s+|$)){{2,3}})$", signed)
    return behind is not None and _reads_as_name(behind.group(1), data)


def _reads_as_name(text: str, data: SenderData) -> bool:
    words = re.split(r"\s+(?:(?:og|och|&)\s+)?", text.strip())
    named = all(word[:1].isupper() for word in words) and len(words) <= _NAMES_WORDS
    return named and not (_functions(data).search(text) or _companies(data).search(text))


def _is_company(context: Context, words: Sequence[Token]) -> bool:
    """Whether config or the rest of the message names the signer as a firm."""
    names = [one.text for one in words if one.text[0].isupper()]
    if not names:
        return False
    if {name.lower() for name in context.company} & {" ".join(names).lower(), names[0].lower()}:
        return True
    before = context.message.text[: words[0].span.start]
    at = "|".join(map(re.escape, sender_data(context.lexicon.language).at))
    return re.search(rf"\b(?:{at})\s+{re.escape(names[0])}\b", before) is not None


def _parts(name: str) -> Sequence[str]:
    """A name in lower case, and its halves where it is a double one."""
    return (name.lower(), *name.lower().split("-"))


def _trimmed(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start and text[end - 1] in " ,.\n*_":
        end -= 1
    return Span(span.start, end)


@cache
def _functions(data: SenderData) -> re.Pattern[str]:
    return phrase_pattern((*data.functions, *data.groups))


@cache
def _companies(data: SenderData) -> re.Pattern[str]:
    return phrase_pattern((*data.companies, *data.functions))
