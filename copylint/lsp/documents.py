"""The documents that are open in the editor, as it last described them.

pygls keeps documents too, but ends lines at characters (U+2028, form feed) where the protocol does
not, and would put edits in the wrong place behind one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lsprotocol import types

from copylint.positions import EditorPosition, Encoding, LineIndex


@dataclass(frozen=True, slots=True)
class Document:
    """One version of an open document."""

    uri: str
    version: int
    language_id: str
    text: str


class Documents:
    """All open documents by URI."""

    def __init__(self) -> None:
        self._open: dict[str, Document] = {}

    def __iter__(self) -> Iterator[Document]:
        return iter(tuple(self._open.values()))

    def get(self, uri: str) -> Document | None:
        """The newest version of a document, None where it is not open."""
        return self._open.get(uri)

    def open(self, item: types.TextDocumentItem) -> None:
        """Takes in a document that the editor opened."""
        self._open[item.uri] = Document(item.uri, item.version, item.language_id, item.text)

    def change(
        self,
        uri: str,
        version: int,
        changes: Iterable[types.TextDocumentContentChangeEvent],
        encoding: Encoding,
    ) -> None:
        """Takes in changes, each in positions of the text that the one before it left."""
        document = self._open.get(uri)
        if document is None:
            return
        text = document.text
        for change in changes:
            text = changed(text, change, encoding)
        self._open[uri] = replace(document, version=version, text=text)

    def close(self, uri: str) -> None:
        """Forgets a document."""
        self._open.pop(uri, None)


def changed(text: str, change: types.TextDocumentContentChangeEvent, encoding: Encoding) -> str:
    """``text`` after one change: a range replaced, or all of it."""
    if not isinstance(change, types.TextDocumentContentChangePartial):
        return change.text
    index = LineIndex(text)
    start = offset_of(index, change.range.start, encoding)
    end = offset_of(index, change.range.end, encoding)
    return text[:start] + change.text + text[max(start, end) :]


def offset_of(index: LineIndex, position: types.Position, encoding: Encoding) -> int:
    """The offset in code points of a position of the editor."""
    return index.from_editor(EditorPosition(position.line, position.character), encoding)


def position_of(index: LineIndex, offset: int, encoding: Encoding) -> types.Position:
    """The position of the editor for an offset in code points."""
    return types.Position(*index.editor_position(offset, encoding))


def range_of(index: LineIndex, start: int, end: int, encoding: Encoding) -> types.Range:
    """The range of the editor for a half-open range of code points."""
    return types.Range(position_of(index, start, encoding), position_of(index, end, encoding))
