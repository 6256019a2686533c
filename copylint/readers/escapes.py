"""Escapes that name a UTF-16 code unit, as JSON, Java and Apple write them (``\\u00e5``)."""

from __future__ import annotations

import re

_UNIT = re.compile(r"\\[uU]([0-9a-fA-F]{4})")


def utf16_escape(text: str, at: int) -> tuple[str, int] | None:
    """The character that the escape at ``at`` stands for, and where it ends.

    Two escapes that make a surrogate pair are one character. Half a pair alone stands for none, and
    could not be written to a report: it gives U+FFFD. None if four hexadecimal digits are missing.
    """
    first = _UNIT.match(text, at)
    if first is None:
        return None
    code = int(first.group(1), 16)
    if not 0xD800 <= code < 0xE000:
        return chr(code), first.end()
    second = _UNIT.match(text, first.end())
    low = int(second.group(1), 16) if second else 0
    if second is not None and code < 0xDC00 <= low < 0xE000:
        return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)), second.end()
    return "\ufffd", first.end()
