"""Phrases that are looked up in plain text, without tokens: one regular expression a list.

For the layers that run before tokenisation. The notation is a small part of that of patterns:
words in order, ``stem*`` and ``*ending``, ``(a|b)`` alternatives, ``…`` or ``…2`` a gap of up to
four (two) words inside the sentence. Case does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_DEFAULT_GAP: Final = 4
_PIECE = re.compile(r"\(([^()]+)\)|…(\d*)|(\S+)")
# Words may be parted by space, a line break or a no-break space. A gap never leaves the sentence,
# but "kr." and "nr." end none.
_BETWEEN: Final = r"[\s\u00a0]+"
_GAP_WORD: Final = r"(?:[^\s.!?;:]+|\w{1,3}\.)[\s\u00a0]+"


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says why."""


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern that finds any of ``phrases``, of two that begin together the longer.

    Raises:
        PhraseError: a phrase is empty, or begins or ends with a gap.
    """
    longest_first = sorted(set(phrases), key=len, reverse=True)
    joined = "|".join(map(_phrase, longest_first)) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


def _phrase(phrase: str) -> str:
    found: list[str] = []
    gap = ""
    for alternatives, most, word in _PIECE.findall(phrase):
        if word or alternatives:
            joined = "|".join(map(_words, alternatives.split("|")))
            found.append((_BETWEEN if found else "") + gap)
            found.append(f"(?:{joined})" if alternatives else _words(word))
            gap = ""
        elif not found:
            break
        else:
            gap = f"(?:{_GAP_WORD}){{0,{most or _DEFAULT_GAP}}}"
    if gap or not found:
        raise PhraseError(f'"{phrase}" must begin and end with a word')
    return "".join(found)


def _words(text: str) -> str:
    return _BETWEEN.join(_word(word) for word in text.split())


def _word(word: str) -> str:
    start = r"\w*" if word.startswith("*") else ""
    end = r"\w*" if word.endswith("*") else ""
    return start + re.escape(word.strip("*")) + end
