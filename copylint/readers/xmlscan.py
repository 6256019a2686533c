"""XML as a tree of elements whose texts know which source range wrote them.

Expat checks the grammar and tells where every event begins; an event reaches to where the next one
begins. Nothing is loaded from outside the file. Of entities that the file itself declares, those
of plain text are written out; one with markup or further entities in it is a placeholder, so that
no nest of them grows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal, NoReturn
from xml.parsers import expat

from copylint.model import CopylintError, FileError, Source, Span
from copylint.readers.catalogue import placeholder
from copylint.readers.mapped import Builder, Mapped

MAX_DEPTH: Final = 100
"""Deeper nesting is no catalogue; readers may walk a tree by recursion."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element and what stands in it, in offsets of ``Source.text``.

    Attributes:
        name: without namespace prefix.
        attributes: decoded values by name, as written (``xml:lang``).
        content: elements and the texts between them; comments are gone, entities and CDATA decoded.
        opening: the start tag.
        closing: the end tag; empty where the start tag closes itself.
    """

    name: str
    attributes: Mapping[str, str]
    content: tuple[Element | Mapped, ...]
    opening: Span
    closing: Span

    def children(self, *names: str) -> Iterator[Element]:
        """The elements right inside that have one of ``names``, or all."""
        for one in self.content:
            if isinstance(one, Element) and (not names or one.name in names):
                yield one

    def child(self, name: str) -> Element | None:
        """The first element ``name`` right inside."""
        return next(self.children(name), None)

    def text(self) -> Mapped:
        """The text in the element and in all inside it."""
        builder = Builder()
        self._write(builder)
        return builder.build()

    def _write(self, builder: Builder) -> None:
        for one in self.content:
            if isinstance(one, Element):
                one._write(builder)
            else:
                builder.take(one, 0, len(one.text))


def parse(source: Source, *, root: str, what: str) -> Element | None:
    """The root element of ``source``; None for a blank file.

    Args:
        source: the decoded file; what its XML declaration says of an encoding is passed over.
        root: the name that the root element must have.
        what: the format, to name it in an error.

    Raises:
        CopylintError: the text is not XML, is nested deeper than ``MAX_DEPTH``, or has another
            root; names the line.
    """
    if not source.text.strip("\ufeff \t\r\n"):
        return None
    found = _tree(_events(source), source)
    if found.name != root:
        line = _line(source, found.opening.start)
        message = f"not {what}: its root is <{found.name}>, not <{root}>; name the file otherwise"
        raise CopylintError(FileError(source.path, message, line))
    return found


# --- events -----------------------------------------------------------------------------------

_Kind = Literal["start", "end", "text", "none"]


@dataclass(frozen=True, slots=True)
class _Event:
    """``data`` is the name of an element or the text; a comment and the like is "none"."""

    start: int
    kind: _Kind
    data: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


class _Parse:
    """Gathers the events of one file, with their places in characters, not bytes."""

    def __init__(self, text: str) -> None:
        self.events: list[_Event] = []
        self._entities: dict[str, str] = {}
        self._data = text.encode("utf-8")
        self._bytes = 0
        self._characters = 0
        self._expat = expat.ParserCreate("utf-8")
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._text
        self._expat.EntityDeclHandler = self._declare
        # Also told of references to entities, which expat then leaves as they are.
        self._expat.DefaultHandler = self._other

    def run(self) -> list[_Event]:
        self._expat.Parse(self._data, True)
        return self.events

    def _add(
        self, kind: _Kind, data: str = "", attributes: Mapping[str, str] | None = None
    ) -> None:
        at = self._expat.CurrentByteIndex
        self._characters += len(self._data[self._bytes : at].decode("utf-8"))
        self._bytes = at
        self.events.append(_Event(self._characters, kind, data, attributes or {}))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._add("start", name, attributes)

    def _end(self, name: str) -> None:
        self._add("end", name)

    def _text(self, data: str) -> None:
        self._add("text", data)

    def _other(self, data: str) -> None:
        if data.startswith("&") and data.endswith(";"):
            self._add("text", self._entities.get(data[1:-1], data))
        else:
            self._add("none")

    def _declare(self, name: str, is_parameter: bool, value: str | None, *_: str | None) -> None:
        if not is_parameter:
            # None: it stands in another file.
            nested = value is None or "&" in value or "<" in value
            self._entities.setdefault(name, placeholder(name) if nested else str(value))


def _events(source: Source) -> list[_Event]:
    try:
        return _Parse(source.text).run()
    except expat.ExpatError as error:
        problem = expat.ErrorString(error.code) or "it cannot be read"
        mend = "mend the file there"
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]:
            mend = "write & as &amp; and < as &lt;, or mend the file there"
        raise CopylintError(
            FileError(source.path, f"not XML: {problem}; {mend}", error.lineno)
        ) from None


# --- the tree ---------------------------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet."""

    name: str
    attributes: Mapping[str, str]
    opening: Span
    content: list[Element | Mapped] = field(default_factory=list)
    text: Builder = field(default_factory=Builder)

    def end_text(self) -> None:
        if self.text:
            self.content.append(self.text.build())
            self.text = Builder()

    def close(self, closing: Span) -> Element:
        self.end_text()
        return Element(self.name, self.attributes, tuple(self.content), self.opening, closing)


def _tree(events: Sequence[_Event], source: Source) -> Element:
    bottom = _Open("", {}, Span(0, 0))
    stack = [bottom]
    for event, span in _with_spans(events, len(source.text)):
        top = stack[-1]
        if event.kind == "start":
            if len(stack) > MAX_DEPTH:
                _too_deep(source, event.start)
            top.end_text()
            stack.append(_Open(event.data.rpartition(":")[2], event.attributes, span))
        elif event.kind == "end":
            stack.pop()
            stack[-1].content.append(top.close(span))
        elif event.kind == "text" and source.text[span.start : span.end] == event.data:
            top.text.copy(event.data, span.start)
        elif event.kind == "text":
            top.text.add(event.data, span.start, span.end)
    return next(one for one in bottom.content if isinstance(one, Element))


def _with_spans(events: Iterable[_Event], end: int) -> Iterator[tuple[_Event, Span]]:
    for event, following in pairwise((*events, _Event(end, "none"))):
        yield event, Span(event.start, following.start)


def _too_deep(source: Source, at: int) -> NoReturn:
    message = f"nested more than {MAX_DEPTH} levels deep; no catalogue is, so leave the file out"
    raise CopylintError(FileError(source.path, message, _line(source, at)))


def _line(source: Source, at: int) -> int:
    return source.text.count("\n", 0, at) + 1
