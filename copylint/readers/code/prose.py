"""Which strings of a program are copy: those that are clearly Nordic prose.

Most strings in code are identifiers, queries and English for programmers, so that a string must
prove what it is.
"""

from __future__ import annotations

import re
from typing import Final

from copylint.language import is_nordic, without_markup
from copylint.readers.catalogue import may_be_copy
from copylint.templating import placeholders

_FEWEST_WORDS: Final = 4
# An address or a tag with its style may be long.
_LONGEST_WORD: Final = 1_000
_WORD = re.compile(r"(?<![\w/.\\@#$-])[^\W\d_]{2,}(?![\w/\\@$(=])")
_TAG = re.compile(r"<[^<>]*>")


def is_prose(text: str) -> bool:
    """Whether ``text``, decoded and with placeholders that ``templating`` knows, is Nordic prose.

    It has four words or more outside placeholders and markup, and the words leave no doubt that
    they are Danish, Norwegian or Swedish, whichever of these it is.
    """
    # Data in a string (Base64, a script) may be of any length, and is told before patterns look.
    written = text.split()
    if len(written) < _FEWEST_WORDS or max(map(len, written)) > _LONGEST_WORD:
        return False
    if not may_be_copy(text):
        return False
    bare = without_markup(_TAG.sub("\n", _without_placeholders(text)))
    return len(_WORD.findall(bare)) >= _FEWEST_WORDS and is_nordic(bare)


def _without_placeholders(text: str) -> str:
    parts: list[str] = []
    at = 0
    for one in placeholders(text):
        parts.append(text[at : one.span.start])
        at = one.span.end
    return " ".join((*parts, text[at:]))
