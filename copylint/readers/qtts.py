"""The translations of Qt Linguist (.ts, in XML)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from copylint.model import Reading, Source
from copylint.readers.catalogue import Entry, read_entries, short_key
from copylint.readers.xmlscan import Element, parse

_NOT_SHOWN: Final = frozenset({"unfinished", "obsolete", "vanished"})
"""The types of a translation that Qt does not show to anybody."""


def read_qt(source: Source) -> Reading:
    """The finished translations; each plural form and each length is a string of its own.

    Raises:
        CopylintError: the text is not XML, or its root is not ``<TS>``; names the line.
    """
    root = parse(source, root="TS", what="a Qt translation")
    if root is None:
        return Reading((), "catalogue")
    return Reading(
        tuple(read_entries(_entries(root))), "catalogue", root.attributes.get("language") or None
    )


def _entries(root: Element) -> Iterator[Entry]:
    for context in (root, *root.children("context")):
        name = context.child("name")
        above = (name.text().text,) if name is not None else ()
        for message in context.children("message"):
            translation = message.child("translation")
            if translation is None or translation.attributes.get("type") in _NOT_SHOWN:
                continue
            yield from _forms(translation, (*above, _name(message)))


def _name(message: Element) -> str:
    source = message.child("source")
    return message.attributes.get("id") or (short_key(source.text().text) if source else "")


def _forms(form: Element, key: tuple[str, ...]) -> Iterator[Entry]:
    """The texts of a translation: those of its plural forms and lengths, else its own."""
    forms = tuple(form.children("numerusform", "lengthvariant"))
    if not forms:
        yield Entry(key, form.text())
    for number, one in enumerate(forms):
        yield from _forms(one, (*key[:-1], f"{key[-1]}[{number}]"))
