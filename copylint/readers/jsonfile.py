"""JSON catalogues, with the exact range of every string."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NoReturn

from copylint.model import CopylintError, FileError, Reading, Source
from copylint.readers.catalogue import (
    MAX_DEPTH,
    Container,
    Entry,
    declared_language,
    read_catalogue,
)
from copylint.readers.mapped import Builder, Mapped


def read_json(source: Source) -> Reading:
    """The strings of a JSON catalogue that are copy.

    Raises:
        CopylintError: the text is not JSON; names the line and what was expected.
    """
    entries = list(json_entries(source))
    return read_catalogue(_copy(entries), declared_language(entries))


def _copy(entries: list[Entry]) -> Iterator[Entry]:
    """Without what Flutter's catalogues tell the translator (keys that begin with ``@``)."""
    return (one for one in entries if not any(part.startswith("@") for part in one.key))


_SPACE = re.compile(r"[ \t\r\n\ufeff]*")
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_ATOM = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|NaN|-?Infinity")
_PLAIN = re.compile(r'[^"\\]+')
_UNICODE = re.compile(r"[0-9a-fA-F]{4}")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "\\": "\\", "/": "/"}


def json_entries(source: Source) -> Iterator[Entry]:
    """Every string value with its key; array items are keyed by their index.

    Raises:
        CopylintError: the text is not JSON.
    """
    if not source.text.strip("\ufeff \t\r\n"):
        return iter(())
    return iter(_Scanner(source).read())


class _Scanner:
    """Reads without recursion, so that no depth of nesting is too much."""

    def __init__(self, source: Source) -> None:
        self._path = source.path
        self._text = source.text
        self._at = 0

    def read(self) -> list[Entry]:
        root = Container(False, ())
        stack = [root]
        self._value(stack, ())
        while len(stack) > 1:
            self._step(stack)
        self._skip()
        if self._at < len(self._text):
            self._fail("the end of the file")
        return root.entries

    def _step(self, stack: list[Container]) -> None:
        """Read the next member of the innermost container, or its end."""
        container = stack[-1]
        closing = "}" if container.is_mapping else "]"
        first = not container.keys
        self._skip()
        if self._peek() == closing:
            self._at += 1
            self._close(stack)
            return
        if not first:
            self._expect(",", f"',' or '{closing}'")
        if container.is_mapping:
            self._skip()
            if self._peek() != '"':
                self._fail(
                    "a key in double quotes" if not first else "a key in double quotes or '}'"
                )
            name = self._string().text
            self._skip()
            self._expect(":", "':' after the key")
        else:
            name = str(len(container.keys))
        container.keys.append(name)
        self._value(stack, (*container.key, name))

    def _value(self, stack: list[Container], key: tuple[str, ...]) -> None:
        self._skip()
        start = self._peek()
        if start == '"':
            stack[-1].entries.append(Entry(key, self._string()))
        elif start and start in "{[":
            if len(stack) > MAX_DEPTH:
                self._fail(f"no more than {MAX_DEPTH} levels of nesting")
            self._at += 1
            stack.append(Container(start == "{", key))
        else:
            atom = _ATOM.match(self._text, self._at)
            if atom is None:
                self._fail("a value")
            else:
                self._at = atom.end()

    def _close(self, stack: list[Container]) -> None:
        container = stack.pop()
        stack[-1].entries.extend(container.close())

    def _string(self) -> Mapped:
        whole = _STRING.match(self._text, self._at)
        if whole is None:
            self._fail("the closing '\"' of a string")
        builder = Builder()
        at, end = self._at + 1, whole.end() - 1
        while at < end:
            plain = _PLAIN.match(self._text, at, end)
            if plain is not None:
                builder.copy(plain.group(), at)
                at = plain.end()
            else:
                at = self._escape(builder, at, end)
        self._at = whole.end()
        return builder.build()

    def _escape(self, builder: Builder, at: int, end: int) -> int:
        letter = self._text[at + 1]
        if letter in _ESCAPES:
            builder.add(_ESCAPES[letter], at, at + 2)
            return at + 2
        if letter != "u":
            self._at = at
            self._fail(f"an escape that JSON knows, not '\\{letter}'")
        code = self._code_unit(at, end)
        if 0xD800 <= code < 0xDC00 and self._text.startswith("\\u", at + 6):
            low = self._code_unit(at + 6, end)
            if 0xDC00 <= low < 0xE000:
                pair = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
                builder.add(chr(pair), at, at + 12)
                return at + 12
        # Half a pair alone stands for no character, and cannot be written to a report.
        builder.add("\ufffd" if 0xD800 <= code < 0xE000 else chr(code), at, at + 6)
        return at + 6

    def _code_unit(self, at: int, end: int) -> int:
        digits = _UNICODE.match(self._text, at + 2, end)
        if digits is None:
            self._at = at
            self._fail("four hexadecimal digits after '\\u'")
        return int(digits.group(), 16)

    def _skip(self) -> None:
        found = _SPACE.match(self._text, self._at)
        if found is not None:
            self._at = found.end()

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _expect(self, sign: str, what: str) -> None:
        if self._peek() != sign:
            self._fail(what)
        self._at += 1

    def _fail(self, expected: str) -> NoReturn:
        line = self._text.count("\n", 0, self._at) + 1
        raise CopylintError(
            FileError(self._path, f"not JSON: expected {expected}; mend the file there", line)
        )
