"""Two languages in one message: a neighbour's sentences, an English block, a wrong declaration.

Single words of a neighbour are entries of the lexicons.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from copylint.rules.context import Context
from copylint.rules.hit import Hit

RULE: Final = "mixed-language"


def run(context: Context) -> Iterator[Hit]:
    """A hit for each passage in another language, on its first sentence."""
    for passage in context.foreign_passages:
        kind = "english" if passage.language == "en" else "sentence"
        first = passage.sentences[0]
        if not context.is_quoted(first):
            yield Hit(RULE, kind, kind, first, languages={"found": passage.language})
