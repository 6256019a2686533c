"""XML documents out of any text."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

_NO_CHAR: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write, not even as a reference (production 2, Char)."""


def clean(text: object) -> str:
    """``text`` without the characters that XML cannot hold: most control characters, and halves of
    surrogate pairs."""
    return _NO_CHAR.sub("", str(text))


def element(name: str, /, **attributes: object) -> Element:
    """An element with cleaned attributes; those that are None are left out."""
    return Element(name, _cleaned(attributes))


def child(parent: Element, name: str, text: str = "", /, **attributes: object) -> Element:
    """A new last child of ``parent``, as ``element``, with cleaned text."""
    new = SubElement(parent, name, _cleaned(attributes))
    new.text = clean(text) or None
    return new


def document(root: Element) -> str:
    """The document around ``root``, to be written as UTF-8."""
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _cleaned(attributes: dict[str, object]) -> dict[str, str]:
    return {key: clean(value) for key, value in attributes.items() if value is not None}
