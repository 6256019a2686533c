"""Lines of a message and the tokens on them, as far as salutation and sign-off need them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from copylint.lexicon.phrases import phrase_pattern
from copylint.lexicon.sender_data import sender_data
from copylint.model import LANGUAGES, Message, Placeholder, Span

STOP: Final = frozenset(",!.:;–—?")
"""The punctuation that ends a salutation or a name."""

_NOT_BODY: Final = frozenset(
    ("title", "subject", "preheader", "alt", "label", "placeholder", "button", "footer")
)
_LINE = re.compile(r"[^\n\r\u2028]+")
# A token of a salutation line: a placeholder is cut out beforehand and stands as itself.
_TOKEN = re.compile(r"[^\W_]+(?:[.'’\-][^\W_]+)*\.?|\S")
_EDGE: Final = " \t*_#>\"'“”«»‹›-•\u200b"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign or a placeholder on a line."""

    text: str
    span: Span
    placeholder: Placeholder | None = None

    @property
    def named(self) -> bool:
        """Whether it could name a person or company: a placeholder or a capitalised word."""
        return self.placeholder is not None or self.text[:1].isupper()


def lines(message: Message) -> Iterator[Span]:
    """The lines of all segments, without surrounding white space and emphasis marks."""
    for bound in message.bounds:
        yield from _lines_of(message.text, bound)


def body_lines(message: Message) -> Iterator[Span]:
    """Those of ``lines`` that stand in the mail itself: no subject, no button, no alt text."""
    for segment, bound in zip(message.segments, message.bounds, strict=True):
        if segment.role not in _NOT_BODY:
            yield from _lines_of(message.text, bound)


def _lines_of(text: str, bound: Span) -> Iterator[Span]:
    for match in _LINE.finditer(text, bound.start, bound.end):
        raw = match.group()
        stripped = raw.lstrip(_EDGE)
        if stripped.strip(_EDGE):
            start = match.end() - len(stripped)
            yield Span(start, match.start() + len(raw.rstrip()))


def tokens(message: Message, line: Span) -> list[Token]:
    """The tokens of ``line``, in order; a placeholder is one of them."""
    found: list[Token] = []
    at = line.start
    inside = [one for one in message.placeholders if line.covers(one.span)]
    for one in inside:
        found.extend(_words(message.text, at, one.span.start))
        found.append(Token(message.text[one.span.start : one.span.end], one.span, one))
        at = one.span.end
    found.extend(_words(message.text, at, line.end))
    return found


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word, span = match.group(), Span(match.start(), match.end())
        if len(word) > 3 and word.endswith("."):
            # "Farida." ends a salutation; "hr." does not.
            yield Token(word[:-1], Span(span.start, span.end - 1))
            yield Token(".", Span(span.end - 1, span.end))
        else:
            yield Token(word, span)


def leading(text: str, phrases: tuple[str, ...]) -> str | None:
    """The longest of ``phrases`` that opens ``text`` as whole words, as it is written there."""
    match = _alternation(phrases).match(text) if phrases else None
    return match.group() if match else None


@cache
def _alternation(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    joined = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in longest_first)
    return re.compile(rf"(?:{joined})(?!\w|['’\-]\w)", re.IGNORECASE)


@cache
def anywhere(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds any of ``phrases``, in the notation of ``lexicon.phrases``."""
    return phrase_pattern(phrases)


@cache
def given_names() -> frozenset[str]:
    """The first names of all languages, in lower case."""
    return frozenset().union(*(sender_data(one).given_names for one in LANGUAGES))
