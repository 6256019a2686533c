"""The words of a text that can speak for a language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copylint.model import Placeholder

_NOT_COPY = re.compile(
    r"""
      https?://\S+ | www\.\S+ | \S+@\S+                  # addresses
    | \b[\w-]+(?:\.[\w-]+)*\.(?:no|dk|se|com|org|net|eu|html?|pdf)\b\S*
    | \{\{.*?\}\} | \{%.*?%\} | <%.*?%> | [$%\#@]?\{[^{}\n]*\} | \*\|.*?\|\* | <[^<>\n]*>
    | %\(\w+\)[sd] | %\d*\$?[sd]\b | &\w+; | \[[\w.%-]+\] | (?<!\w)[:@!%$]\w+ | \#\#.*?\#\#
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BREAK = re.compile(r"""[.!?…:;\n•|"“”„«»(\[]|[-–—]\s""")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it counts: lower case, straight apostrophe."""

    text: str
    is_name: bool
    """Whether it is more likely a name than copy: a capital inside a sentence, or in a line where
    every word has one (but not in one that is all in capitals)."""


def without_markup(text: str) -> str:
    """``text`` without what is not language: variables, addresses, file names."""
    return _NOT_COPY.sub(" ", text)


def without_placeholders(text: str, placeholders: Sequence[Placeholder]) -> str:
    """``text`` with a space for each of ``placeholders``, which are in offsets of it."""
    if not placeholders:
        return text
    parts: list[str] = []
    at = 0
    for one in placeholders:
        parts.append(text[at : one.span.start])
        at = one.span.end
    parts.append(text[at:])
    return " ".join(parts)


def words_of(text: str) -> tuple[Word, ...]:
    """The words of ``text`` that are language, in order."""
    bare = without_markup(text)
    matches = list(_WORD.finditer(bare))
    is_sentence = any(match.group()[0].islower() for match in matches)
    if is_sentence or len(matches) < 2:
        return tuple(_words(bare, matches))
    return tuple(Word(_folded(one.group()), not one.group().isupper()) for one in matches)


def _words(text: str, matches: Sequence[re.Match[str]]) -> Iterator[Word]:
    end = 0
    for match in matches:
        inside = (
            end > 0 and match.group()[0].isupper() and not _BREAK.search(text, end, match.start())
        )
        end = match.end()
        yield Word(_folded(match.group()), inside)


def _folded(written: str) -> str:
    return written.lower().replace("’", "'")
