"""XLIFF 1.2 and 2.x: what a translator wrote, not what it was translated from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from copylint.model import Reading, Source
from copylint.readers.catalogue import Entry, placeholder, read_catalogue, short_key
from copylint.readers.mapped import Builder, Mapped
from copylint.readers.xmlscan import Element, parse
from copylint.templating import placeholders


def read_xliff(source: Source) -> Reading:
    """The targets that differ from their sources; a unit of several segments is one string.

    A target that is the same is a name, or nobody has translated it yet, whatever its state says.

    Raises:
        CopylintError: the text is not XML, or its root is not ``<xliff>``; names the line.
    """
    entries = tuple(xliff_entries(source))
    languages = {one.language for one in entries}
    # What holds for the whole file is said of the file.
    common = languages.pop() if len(languages) == 1 else None
    if common is not None:
        entries = tuple(replace(one, language=None) for one in entries)
    return read_catalogue(entries, common)


def xliff_entries(source: Source) -> Iterator[Entry]:
    """The strings that ``read_xliff`` reads, whether they may be copy or not.

    Raises:
        CopylintError: the text is not XML, or its root is not ``<xliff>``.
    """
    root = parse(source, root="xliff", what="XLIFF")
    return iter(()) if root is None else _entries(root)


def _entries(root: Element) -> Iterator[Entry]:
    for file in root.children("file"):
        for unit in _units(file):
            entry = _unit_2(unit, root) if unit.name == "unit" else _unit_1(unit, file)
            if entry is not None and entry.text.text.split() != _source(unit).split():
                yield entry


def _units(element: Element) -> Iterator[Element]:
    """The units below ``element``, whatever groups they stand in."""
    for one in element.children("body", "group", "trans-unit", "unit"):
        if one.attributes.get("translate") == "no":
            continue
        if one.name in ("body", "group"):
            yield from _units(one)
        else:
            yield one


def _unit_1(unit: Element, file: Element) -> Entry | None:
    """The string of a ``trans-unit`` of XLIFF 1.2."""
    target = unit.child("target")
    if target is None:
        return None
    language = target.attributes.get("xml:lang") or file.attributes.get("target-language")
    return Entry((_key(unit.attributes.get("resname"), unit),), _flat([target]), language)


def _unit_2(unit: Element, root: Element) -> Entry:
    """The string of a ``unit`` of XLIFF 2.x: its segments, and what stands between them."""
    texts: list[Element] = []
    for one in unit.children("segment", "ignorable"):
        text = one.child("target")
        if text is None and one.name == "ignorable":
            text = one.child("source")
        texts += [text] if text is not None else []
    key = _key(unit.attributes.get("name"), unit)
    return Entry((key,), _flat(texts), root.attributes.get("trgLang"))


# --- keys -------------------------------------------------------------------------------------

_DOTTED = re.compile(r"\w[\w-]*(?:[._][\w-]+)+")
_TELLING = re.compile(r"(?=.*[^\W\d_]{3})(?![0-9a-fA-F-]{8,}$)\S+")
"""An id that somebody gave: with a word in it, and no checksum."""


def _key(name: str | None, unit: Element) -> str:
    """What a unit is known by: its name, an identifier in place of the source, a telling id, else
    the beginning of the source."""
    identifier = unit.attributes.get("id", "")
    source = _source(unit)
    if name:
        return short_key(name)
    if _DOTTED.fullmatch(source):
        return source
    if _TELLING.fullmatch(identifier) or not source:
        return identifier
    return short_key(source)


def _source(unit: Element) -> str:
    parents = (unit, *unit.children("segment", "ignorable"))
    sources = (source for one in parents for source in one.children("source"))
    return _flat(sources).text.strip()


# --- inline codes -----------------------------------------------------------------------------

_CODES: Final = frozenset({"x", "ph", "it", "bpt", "ept", "bx", "ex", "sc", "ec", "cp", "sm", "em"})
"""Elements that stand for code of the original document; the others hold text."""

_VARIABLES: Final = frozenset({"x", "ph"})
"""Of those, what stands alone and so may be something that the customer reads."""

_LINE_BREAKS: Final = frozenset({"lb", "xlf:lb"})
_NO_VARIABLES: Final = frozenset(
    {"bold", "italic", "underlined", "link", "image", "pb", "fmt", "ui", "quote"}
)
"""Kinds of code that leave no word in the text: values of ``ctype`` and, in version 2, ``type``."""

_TAG_NAME = re.compile(r"(?:START|CLOSE|BEGIN|END)_|TAG_")
_MARKUP = re.compile(r"(?:\s*</?[a-zA-Z][^<>]*>)+\s*")


def _flat(elements: Iterable[Element]) -> Mapped:
    """The text of ``elements`` in a row; inline codes become tags, placeholders or nothing."""
    builder = Builder()
    for one in elements:
        _write(builder, one)
    return builder.build()


def _write(builder: Builder, element: Element) -> None:
    for one in element.content:
        if isinstance(one, Mapped):
            builder.take(one, 0, len(one.text))
        elif one.name in _CODES:
            builder.add(_shown(one), one.opening.start, max(one.opening.end, one.closing.end))
        elif one.name == "mrk" and _is_protected(one):
            name = placeholder(one.attributes.get("mid") or one.attributes.get("id", ""))
            builder.add(name, one.opening.start, one.closing.end)
        else:
            _write(builder, one)


def _is_protected(mark: Element) -> bool:
    """Whether a mark says that its text is a name or code that stays as it is."""
    return mark.attributes.get("translate") == "no" or mark.attributes.get("mtype") == "protected"


def _shown(code: Element) -> str:
    """What an inline code leaves in the text: its tags, its variable, a line break, or nothing."""
    attributes = code.attributes
    native = attributes.get("equiv-text") or attributes.get("disp") or code.text().text
    if _MARKUP.fullmatch(native):
        return native
    kinds = {attributes.get(name, "") for name in ("ctype", "type", "subType")}
    if kinds & _LINE_BREAKS:
        return "\n"
    if native.strip() and placeholders(native):
        return native
    name = attributes.get("equiv") or attributes.get("id", "")
    if code.name not in _VARIABLES or kinds & _NO_VARIABLES or _TAG_NAME.match(name):
        return ""
    return placeholder(name)
