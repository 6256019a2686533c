"""The translations of Qt Linguist (.ts, in XML)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from copylint.model import Reading, Source
from copylint.readers.catalogue import (
    Entry,
    placeholder,
    read_catalogue,
    short_key,
    without_mnemonics,
)
from copylint.readers.xmlscan import Element, parse

_NOT_SHOWN: Final = frozenset({"unfinished", "obsolete", "vanished"})
"""The types of a translation that Qt does not show to anybody."""

_COUNT = re.compile(r"%L?n(?!\w)")
"""The number that a plural form is for."""


def read_qt(source: Source) -> Reading:
    """The finished translations; each plural form and each length is a string of its own.

    A translation that is the same as its source is left out: a name, or not translated yet.

    Raises:
        CopylintError: the text is not XML, or its root is not ``<TS>``; names the line.
    """
    root = parse(source, root="TS", what="a Qt translation")
    if root is None:
        return Reading((), "catalogue")
    return read_catalogue(_entries(root), root.attributes.get("language") or None)


def _entries(root: Element) -> Iterator[Entry]:
    for context in (root, *root.children("context")):
        name = context.child("name")
        above = (name.text().text,) if name is not None else ()
        for message in context.children("message"):
            translation = message.child("translation")
            if translation is None or translation.attributes.get("type") in _NOT_SHOWN:
                continue
            source = message.child("source")
            original = source.text().text if source is not None else ""
            key = (*above, message.attributes.get("id") or short_key(original))
            if translation.text().text != original:
                yield from _forms(translation, key)


def _forms(form: Element, key: tuple[str, ...]) -> Iterator[Entry]:
    """The texts of a translation: those of its plural forms and lengths, else its own."""
    forms = tuple(form.children("numerusform", "lengthvariant"))
    if not forms:
        yield Entry(
            key, without_mnemonics(form.text()).substitute(_COUNT, lambda _: placeholder("count"))
        )
    for number, one in enumerate(forms):
        yield from _forms(one, (*key[:-1], f"{key[-1]}[{number}]"))
