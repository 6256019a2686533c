"""Phrases that are looked up in plain text, without tokens: one regular expression a list.

For the layers that run before tokenisation. The notation is a small part of that of patterns:
words in order, ``stem*`` and ``*ending``, ``(a|b)`` alternatives of words, phrases or parts of a
word, ``(a)?`` what may be left out, ``…`` or ``…2`` a gap of up to four (two) words inside the
sentence. Case does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

_DEFAULT_GAP: Final = 4
# Words may be parted by space, a line break or a no-break space. A gap never leaves the sentence,
# but "kr." and "nr." end none.
_BETWEEN: Final = r"[\s\u00a0]+"
_GAP_WORD: Final = r"(?:[^\s.!?;:]+|\w{1,3}\.)[\s\u00a0]+"
_GAP = re.compile(r"…(\d*)")


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says why."""


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern that finds any of ``phrases``, of two that begin together the longer.

    Raises:
        PhraseError: a phrase is empty, begins or ends with a gap, or its brackets do not pair.
    """
    longest_first = sorted(set(phrases), key=len, reverse=True)
    joined = "|".join(map(_phrase, longest_first)) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


def _phrase(phrase: str) -> str:
    items = list(_items(phrase))
    if not items or _GAP.fullmatch(items[0]) or _GAP.fullmatch(items[-1]):
        raise PhraseError(f'"{phrase}" must begin and end with a word')
    found: list[str] = []
    gap = ""
    for item in items:
        left_out = _GAP.fullmatch(item)
        if left_out is not None:
            gap = f"(?:{_GAP_WORD}){{0,{left_out.group(1) or _DEFAULT_GAP}}}"
            continue
        lead = _BETWEEN + gap if found else ""
        text = _item(item.removesuffix("?"), phrase)
        found.append(f"(?:{lead}{text})?" if item.endswith(")?") else lead + text)
        gap = ""
    return "".join(found)


def _items(phrase: str) -> Iterator[str]:
    """The words, groups and gaps of ``phrase``: split at the spaces outside brackets.

    Raises:
        PhraseError: the brackets do not pair.
    """
    depth, start = 0, 0
    for at, sign in enumerate(phrase + " "):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            break
        if sign == " " and not depth:
            if at > start:
                yield phrase[start:at]
            start = at + 1
    if depth:
        raise PhraseError(f'"{phrase}" has a bracket without its other half')


def _item(text: str, phrase: str) -> str:
    """One word or group as a regular expression."""
    if "()" in text or "(|" in text or "|)" in text:
        raise PhraseError(f'"{phrase}" has an empty alternative')
    signs = {"*": r"\w*", "(": "(?:", ")": ")", "|": "|", " ": _BETWEEN}
    return "".join(signs.get(sign) or re.escape(sign) for sign in text)
