"""Tables called ``.lang``: three formats that share a suffix, told by how their lines look.

* phpGroupWare and its heirs: phrase, application, language and translation, between tabs.
* Mozilla's pages: ``;`` and the English on one line, the translation on the next.
* Dolibarr, Minecraft: ``Key=Text``.

Others (definitions of syntax colours, say) hold no copy and read as nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from copylint.model import Reading, Source
from copylint.readers.catalogue import Entry, read_catalogue
from copylint.readers.mapped import Mapped

_LINE = re.compile(r"[^\r\n]+")
_COMMENT = re.compile(r"\s*(?:#|//)")
_GROUPWARE = re.compile(
    r"(?P<key>[^\t]*)\t[^\t]*\t(?P<language>[a-z]{2,3}(?:[-_]\w+)?)\t(?P<text>.*)"
)
_PAIR = re.compile(r"(?P<key>[\w.:%\-/]+)[ \t]*=[ \t]*(?P<text>.*?)(?:[ \t]*\t#.*)?")
_IDENTIFIER = re.compile(r"[\w.-]+")
# Mozilla marks a translation that is the same as the English.
_DONE = re.compile(r"\s*\{ok\}\s*$", re.IGNORECASE)
# A stray line does not make another format of a file, but prose or code is none of these.
_ENOUGH: Final = 0.9

_Lines = Sequence[re.Match[str]]


def read_lang(source: Source) -> Reading:
    """The texts of a ``.lang`` file that are copy; none where its format is not known here."""
    return read_catalogue(lang_entries(source))


def lang_entries(source: Source) -> Iterator[Entry]:
    """Every translation: under its key, or under its number where the key is a phrase."""
    start = 1 if source.text.startswith("\ufeff") else 0
    lines = [
        line for line in _LINE.finditer(source.text, start) if not _COMMENT.match(line.group())
    ]
    if lines and lines[0].group().startswith(";"):
        return _mozilla(lines)
    for pattern, entries in ((_GROUPWARE, _groupware), (_PAIR, _pairs)):
        if sum(1 for line in lines if pattern.fullmatch(line.group())) > _ENOUGH * len(lines):
            return entries(lines)
    return iter(())


def _groupware(lines: _Lines) -> Iterator[Entry]:
    for number, line in enumerate(lines, 1):
        row = _GROUPWARE.fullmatch(line.group())
        if row is not None:
            text = _mapped(line, *row.span("text"))
            yield Entry(_key(row["key"], number), text, row["language"])


def _pairs(lines: _Lines) -> Iterator[Entry]:
    for line in lines:
        pair = _PAIR.fullmatch(line.group())
        if pair is not None:
            yield Entry((pair["key"],), _mapped(line, *pair.span("text")))


def _mozilla(lines: _Lines) -> Iterator[Entry]:
    """A translation that is the English itself is not yet one."""
    for number, (source, line) in enumerate(pairwise(lines), 1):
        if not source.group().startswith(";") or line.group().startswith(";"):
            continue
        text = _mapped(line, 0, len(line.group())).substitute(_DONE, lambda _: "")
        if text.text != source.group()[1:].strip():
            yield Entry((str(number),), text)


def _key(phrase: str, number: int) -> tuple[str, ...]:
    """A phrase in the place of a key would name roles and mails that it knows nothing of."""
    return (phrase if _IDENTIFIER.fullmatch(phrase) else str(number),)


def _mapped(line: re.Match[str], start: int, end: int) -> Mapped:
    """The characters ``start`` to ``end`` of a line."""
    return Mapped.verbatim(line.group()[start:end], line.start() + start)
