"""Two languages in one message: a neighbour's sentences, an English block, a wrong declaration.

Single words of a neighbour are entries of the lexicons.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from copylint.model import Span
from copylint.rules.context import Context
from copylint.rules.hit import Hit

RULE: Final = "mixed-language"


def run(context: Context) -> Iterator[Hit]:
    """A hit where the declared language is not the message's, and one for each passage in another
    language, on its first sentence."""
    message = context.message
    if message.language.contradicts is not None:
        said = {"declared": message.language.contradicts, "found": message.language.value}
        yield Hit(RULE, "declared", "declared", _first_line(context), absent=True, languages=said)
    for passage in context.foreign_passages:
        kind = "english" if passage.language == "en" else "sentence"
        first = passage.sentences[0]
        if not context.is_quoted(first):
            yield Hit(RULE, kind, kind, first, languages={"found": passage.language})


def _first_line(context: Context) -> Span:
    text = context.message.text
    end = text.find("\n")
    return Span(0, len(text) if end < 0 else end)
