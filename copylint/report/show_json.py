"""What ``copylint show --format json`` prints; ``show.schema.json`` beside it describes it."""

from __future__ import annotations

import json
from typing import Any, Final

from copylint.anatomy import FileAnatomy, MessageAnatomy
from copylint.model import FileError, Message, Span, Verdict
from copylint.positions import LineIndex

VERSION: Final = 1


class ShowJson:
    """One JSON object for the whole run."""

    def __init__(self) -> None:
        self._files: list[dict[str, Any]] = []

    def file(self, read: FileAnatomy | FileError) -> str:
        """Keeps the file for ``end``: JSON can only be written whole."""
        self._files.append(_failed(read) if isinstance(read, FileError) else _file(read))
        return ""

    def end(self) -> str:
        """The files as one object."""
        whole = {"version": VERSION, "files": self._files}
        return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _failed(error: FileError) -> dict[str, Any]:
    said = {"message": error.message, "line": error.line}
    return {
        "path": error.path,
        "error": said,
        "format": None,
        "encoding": None,
        "declared": None,
        "messages": [],
        "branches": [],
    }


def _file(read: FileAnatomy) -> dict[str, Any]:
    index = LineIndex(read.source.text)
    declared = read.declared
    return {
        "path": read.source.path,
        "error": None,
        "format": read.kind,
        "encoding": read.source.encoding,
        "declared": None
        if declared is None
        else {"language": declared.code, "origin": declared.origin},
        "messages": [_message(one, index) for one in read.messages],
        "branches": [_message(one, index) for one in read.branches],
    }


def _message(one: MessageAnatomy, index: LineIndex) -> dict[str, Any]:
    message = one.message
    place = _Places(message, index)
    return {
        "kind": message.kind,
        "language": _verdict(message.language),
        "touchpoint": _verdict(message.touchpoint),
        "segments": [
            {
                "role": segment.role,
                "key": segment.key or None,
                "language": own,
                **place(bound),
            }
            for segment, bound, own in zip(
                message.segments, message.bounds, one.languages, strict=True
            )
        ],
        "placeholders": [
            {"role": found.role, "identifier": found.identifier, **place(found.span)}
            for found in message.placeholders
        ],
        "parts": [{"name": part.name, **place(part.span)} for part in one.parts],
        "salutation": None
        if one.salutation is None
        else {
            **place(one.salutation.span),
            "addressee": place.text(one.salutation.addressee),
        },
        "sign_off": None
        if one.sign_off is None
        else {
            **place(one.sign_off.span),
            "phrase": place.text(one.sign_off.phrase),
            "signature": [place.text(line.span) for line in one.sign_off.signature],
        },
        "statutory": [
            {"kind": block.kind.name, "silent": sorted(block.kind.silent), **place(block.span)}
            for block in one.statutory
        ],
    }


def _verdict(verdict: Verdict) -> dict[str, str]:
    return {"value": verdict.value, "evidence": verdict.evidence}


class _Places:
    """Turns spans of one message into its words and where they stand in the file."""

    def __init__(self, message: Message, index: LineIndex) -> None:
        self._message = message
        self._index = index

    def __call__(self, span: Span) -> dict[str, Any]:
        source = self._message.source_span(span)
        return {
            "text": self.text(span),
            "start": self._place(source.start),
            "end": self._place(source.end),
        }

    def text(self, span: Span | None) -> str | None:
        return None if span is None else self._message.text[span.start : span.end]

    def _place(self, offset: int) -> dict[str, int]:
        line, column = self._index.position(offset)
        return {"offset": offset, "line": line, "column": column}
