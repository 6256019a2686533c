"""The string resources of Android (``res/values-da/strings.xml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from copylint.model import Reading, Source
from copylint.readers.catalogue import Entry, placeholder, read_catalogue
from copylint.readers.mapped import Builder, Mapped
from copylint.readers.xmlscan import Element, parse

_FIXED: Final = "g"
"""``<xliff:g>`` marks what must not be translated, nearly always a variable."""

_REFERENCE = re.compile(
    r"\s*(?:@\+?(?:[\w.]+:)?\w+/[\w.]+|@null|@empty|\?(?:\w+:)?\w+(?:/\w+)?)\s*"
)
"""A string that is no more than the name of another resource, or of an attribute of the theme."""


def read_android(source: Source) -> Reading:
    """The strings, plurals and arrays that are copy; each form and item is a string of its own.

    Raises:
        CopylintError: the text is not XML, or its root is not ``<resources>``; names the line.
    """
    root = parse(source, root="resources", what="an Android resource file")
    if root is None:
        return Reading((), "catalogue")
    return read_catalogue(_entries(root), root.attributes.get("tools:locale"))


def _entries(root: Element) -> Iterator[Entry]:
    for key, element in _strings(root):
        text = _flat(element)
        if _REFERENCE.fullmatch(text.text) is None:
            yield Entry(key, _unescape(text))


def _strings(root: Element) -> Iterator[tuple[tuple[str, ...], Element]]:
    for one in root.children():
        name = one.attributes.get("name", "")
        if one.attributes.get("translatable") == "false":
            continue
        if one.name == "string" or (one.name == "item" and one.attributes.get("type") == "string"):
            yield (name,), one
        elif one.name == "plurals":
            for item in one.children("item"):
                yield (f"{name}[{item.attributes.get('quantity', '')}]",), item
        elif one.name in ("string-array", "array"):
            for number, item in enumerate(one.children("item")):
                yield (name, str(number)), item


# --- text -------------------------------------------------------------------------------------


def _flat(element: Element) -> Mapped:
    """The text of ``element``, with the tags inside it as HTML tags without attributes."""
    builder = Builder()
    _write(builder, element)
    return builder.build()


def _write(builder: Builder, element: Element) -> None:
    for one in element.content:
        if isinstance(one, Mapped):
            builder.take(one, 0, len(one.text))
        elif one.name == _FIXED and "id" in one.attributes:
            builder.add(placeholder(one.attributes["id"]), one.opening.start, one.closing.end)
        elif one.name == _FIXED:
            _write(builder, one)
        else:
            builder.add(f"<{one.name}>", one.opening.start, one.opening.end)
            _write(builder, one)
            if one.closing.start < one.closing.end:
                builder.add(f"</{one.name}>", one.closing.start, one.closing.end)


_TOKEN = re.compile(
    # The halves of a surrogate pair are one character.
    r"(?P<unicode>(?:\\u[dD][89abAB]\w\w(?=\\u[dD][c-fC-F]))?\\u[0-9a-fA-F]{4})"
    r"|(?P<escape>\\.)|(?P<quote>\")|(?P<space>\s+)|(?P<plain>[^\\\"\s]+|\\)",
    re.DOTALL,
)
_ESCAPES: Final = {"n": "\n", "t": "\t", "\n": ""}


def _unescape(text: Mapped) -> Mapped:
    r"""``text`` as Android shows it: escapes (``\'``, ``\n``, ``\u00e5``) decoded, white space in
    one piece reduced to a space except between double quotes, which vanish."""
    builder = Builder()
    quoted = False
    for token in _TOKEN.finditer(text.text):
        written, kind = token.group(), token.lastgroup
        start, end = token.span()
        span = text.source_span(start, end)
        if kind == "unicode":
            builder.add(_character(written), span.start, span.end)
        elif kind == "escape":
            builder.add(_ESCAPES.get(written[1], written[1]), span.start, span.end)
        elif kind == "quote":
            quoted = not quoted
        elif kind == "space" and not quoted:
            builder.add(" ", span.start, span.end)
        else:
            builder.take(text, start, end)
    return builder.build()


def _character(escapes: str) -> str:
    r"""What one or two ``\u`` escapes write; half a surrogate pair alone writes none."""
    units = b"".join(int(one, 16).to_bytes(2, "big") for one in escapes.split("\\u")[1:])
    return units.decode("utf-16-be", errors="replace")
