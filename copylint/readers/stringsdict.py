"""The plural strings of Apple's platforms (.stringsdict, a property list in XML)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from copylint.model import Reading, Source
from copylint.readers.catalogue import Entry, placeholder, read_catalogue
from copylint.readers.xmlscan import Element, parse

_NO_COPY: Final = frozenset({"NSStringFormatSpecTypeKey", "NSStringFormatValueTypeKey"})
_VARIABLE = re.compile(r"%(?:\d+\$)?#@[^@\s]+@")
"""The place in a format that one of its plural rules fills."""


def read_stringsdict(source: Source) -> Reading:
    """The formats and the forms for each number, width or device; each is a string of its own.

    Raises:
        CopylintError: the text is not XML, or its root is not ``<plist>``; names the line.
    """
    return read_catalogue(stringsdict_entries(source))


def stringsdict_entries(source: Source) -> Iterator[Entry]:
    """The strings that ``read_stringsdict`` reads, whether they may be copy or not.

    Raises:
        CopylintError: the text is not XML, or its root is not ``<plist>``.
    """
    root = parse(source, root="plist", what="a .stringsdict file")
    top = root.child("dict") if root is not None else None
    return iter(()) if top is None else _entries(top, ())


def _entries(table: Element, key: tuple[str, ...]) -> Iterator[Entry]:
    name = ""
    for one in table.children():
        if one.name == "key":
            name = one.text().text
        elif one.name == "dict":
            yield from _entries(one, (*key, name))
        elif one.name == "string" and name not in _NO_COPY:
            yield Entry((*key, name), one.text().substitute(_VARIABLE, _as_placeholder))


def _as_placeholder(variable: str) -> str:
    return placeholder(variable.partition("#@")[2].rstrip("@"))
