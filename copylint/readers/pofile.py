"""gettext catalogues (.po), with the exact range of every string.

After the grammar in the gettext manual, "The Format of PO Files". Libraries such as polib tell only
in which line an entry stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NoReturn

from copylint.model import CopylintError, FileError, Reading, Source
from copylint.readers.catalogue import Entry, read_catalogue, short_key
from copylint.readers.mapped import Builder, Mapped


def read_po(source: Source) -> Reading:
    """The translations that gettext would show, each plural form as a string of its own.

    Obsolete entries and those marked fuzzy are left out: no customer sees them. So is what is the
    same as the original, a name or something that nobody has translated yet. The header declares
    the language.

    Raises:
        CopylintError: the text is not PO; names the line and the mend.
    """
    messages = list(_Scanner(source).messages())
    language = next((_language(one) for one in messages if one.is_header), None)
    return read_catalogue(_entries(messages), language)


def po_entries(source: Source) -> Iterator[Entry]:
    """The translations that ``read_po`` reads, whether they may be copy or not.

    Raises:
        CopylintError: the text is not PO.
    """
    return _entries(_Scanner(source).messages())


@dataclass(slots=True)
class _Message:
    """One entry of the file: its strings by the keyword before them (``msgid``, ``msgstr[1]``)."""

    fuzzy: bool = False
    strings: dict[str, Builder] = field(default_factory=dict)

    @property
    def is_header(self) -> bool:
        return not self.text("msgid").text and "msgctxt" not in self.strings

    @property
    def is_translated(self) -> bool:
        return any(keyword.startswith("msgstr") for keyword in self.strings)

    def text(self, keyword: str) -> Mapped:
        return self.strings.get(keyword, Builder()).build()

    def key(self) -> tuple[str, ...]:
        """The context, if there is one, and the beginning of the original."""
        parts = (self.text(keyword).text for keyword in ("msgctxt", "msgid"))
        return tuple(short_key(one) for one in parts if one)


def _entries(messages: Iterable[_Message]) -> Iterator[Entry]:
    for message in messages:
        if message.fuzzy or message.is_header:
            continue
        *context, original = message.key() or ("",)
        originals = {message.text(keyword).text for keyword in ("msgid", "msgid_plural")}
        for keyword, builder in message.strings.items():
            text = builder.build()
            if keyword.startswith("msgstr") and text.text not in originals:
                yield Entry((*context, original + keyword.removeprefix("msgstr")), text)


_LANGUAGE = re.compile(r"^Language:[ \t]*([A-Za-z]{2,3}(?:[_@-]\w+)*)[ \t]*$", re.MULTILINE)


def _language(header: _Message) -> str | None:
    found = _LANGUAGE.search(header.text("msgstr").text)
    return found[1] if found is not None else None


# --- the grammar ------------------------------------------------------------------------------

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_SPACE = re.compile(r"[ \t\f\v\ufeff]*")
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?|domain)[ \t]*(?=\")")
_STRING = re.compile(r"\"((?:[^\"\\\r\n]++|\\[^\r\n])*+)\"[ \t]*(?=[\r\n]|\Z)")
_FUZZY = re.compile(r"#,(?:[^\r\n]*,)?[ \t]*fuzzy\b")
_ESCAPE = re.compile(r"\\(.)|[^\\]+")
_ESCAPES: Final = {
    "n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v",
}  # fmt: skip


class _Scanner:
    """Reads line by line."""

    def __init__(self, source: Source) -> None:
        self._path = source.path
        self._text = source.text
        self._message = _Message()
        self._keyword = ""

    def messages(self) -> Iterator[_Message]:
        """The entries, obsolete ones left out.

        Raises:
            CopylintError: a line is neither a comment nor a string where one may stand.
        """
        for line in _LINE.finditer(self._text):
            at = self._after(_SPACE, line.start())
            if at == len(self._text) or self._text[at] in "\r\n":
                continue
            if self._text[at] == "#":
                yield from self._end()
                self._comment(at)
            else:
                yield from self._string(at)
        yield from self._end()
        if self._message.strings:
            self._fail(len(self._text), "a msgstr after the last msgid")

    def _comment(self, at: int) -> None:
        if _FUZZY.match(self._text, at):
            self._message.fuzzy = True
        elif self._text.startswith("#~", at) and not self._message.strings:
            # The flags above an obsolete entry are not those of the entry that comes after it.
            self._message.fuzzy = False

    def _string(self, at: int) -> Iterator[_Message]:
        keyword = _KEYWORD.match(self._text, at)
        if keyword is not None:
            at = keyword.end()
            yield from self._begin(keyword[1], keyword.start())
        elif not self._keyword:
            self._fail(at, "msgid, msgstr or a comment")
        string = _STRING.match(self._text, at)
        if string is None:
            self._fail(at, 'one text between double quotes, with any inside it written as \\"')
        self._decode(*string.span(1))

    def _begin(self, keyword: str, at: int) -> Iterator[_Message]:
        if keyword in ("msgctxt", "msgid", "domain") and self._message.is_translated:
            yield from self._end()
        if keyword in self._message.strings:
            self._fail(at, f"another keyword, not {keyword} once more")
        if keyword.startswith("msgstr") and "msgid" not in self._message.strings:
            self._fail(at, "msgid before msgstr")
        self._keyword = keyword
        self._message.strings[keyword] = Builder()

    def _end(self) -> Iterator[_Message]:
        """Finish the entry, if it has come to its translation."""
        if self._message.is_translated:
            yield self._message
            self._message = _Message()
            self._keyword = ""

    def _decode(self, start: int, end: int) -> None:
        builder = self._message.strings[self._keyword]
        for found in _ESCAPE.finditer(self._text, start, end):
            if found[1] is None:
                builder.copy(found.group(), found.start())
            else:
                builder.add(_ESCAPES.get(found[1], found[1]), *found.span())

    def _after(self, pattern: re.Pattern[str], at: int) -> int:
        found = pattern.match(self._text, at)
        return at if found is None else found.end()

    def _fail(self, at: int, expected: str) -> NoReturn:
        line = self._text.count("\n", 0, at) + 1
        raise CopylintError(
            FileError(self._path, f"not PO: expected {expected}; mend the file there", line)
        )
