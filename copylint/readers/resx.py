"""The string resources of .NET (.resx)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from copylint.model import Reading, Source
from copylint.readers.catalogue import Entry, read_catalogue, without_mnemonics
from copylint.readers.xmlscan import Element, parse

_STRING: Final = "System.String"
_DESIGNER: Final = ">>"
"""What the names begin with that a form designer keeps its own notes under."""


def read_resx(source: Source) -> Reading:
    """The strings of a .resx file that are copy; images, files and other objects are not.

    Raises:
        CopylintError: the text is not XML, or its root is not ``<root>``; names the line.
    """
    root = parse(source, root="root", what="a .resx file")
    entries = () if root is None else tuple(_entries(root))
    return read_catalogue(entries)


def _entries(root: Element) -> Iterator[Entry]:
    for data in root.children("data"):
        name = data.attributes.get("name", "")
        value = data.child("value")
        if value is not None and _is_string(data) and not name.startswith(_DESIGNER):
            yield Entry((name,), without_mnemonics(value.text()))


def _is_string(data: Element) -> bool:
    kind = data.attributes.get("type", _STRING).partition(",")[0]
    return kind == _STRING and "mimetype" not in data.attributes
