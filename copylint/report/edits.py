"""The fix of a finding as a change to the characters of the file.

Nobody reads the file again before the change is made, so only a change that means the same in every
format is given: plain words in place of words that are written as a customer reads them, without
markup or escapes between them. The language server, which tries its edits out, can do more.
"""

from __future__ import annotations

import re

from copylint.model import Finding

_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ -](?! ))*")
"""Words that no format gives a meaning of its own: letters, digits, single spaces and hyphens."""


def plain_edit(one: Finding, text: str) -> str | None:
    """What may be written in place of ``one.span`` in ``text``, the decoded file; None where only
    a writer, or an editor that tries it out, can tell."""
    if one.fix is None or one.quote is None:
        return None
    if text[one.span.start : one.span.end] != one.quote or not _PLAIN.fullmatch(one.fix):
        return None
    return in_case_of(one.quote, one.fix)


def in_case_of(quote: str, wording: str) -> str:
    """``wording`` with a capital where the words it replaces begin with one."""
    if quote[:1].isupper() and wording[:1].islower():
        return wording[0].upper() + wording[1:]
    return wording
