"""Tables (CSV, TSV) with columns of copy, with the exact range of every cell.

Cells are read as Python's ``csv`` reads them: RFC 4180, and what spreadsheets write beyond it. The
first row says which columns are copy. A table without such a row is read only where it is one of
Magento's dictionaries; else nobody knows what stands in it, and it reads as nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from copylint.language.codes import NORWEGIAN, OTHER, normalise
from copylint.model import Reading, Source
from copylint.readers.catalogue import Entry, broken, is_locale, read_catalogue
from copylint.readers.mapped import Builder, Mapped
from copylint.readers.words import column_role

_DELIMITERS: Final = ",;\t|"
_NONE: Final = "\0"
"""The delimiter of a table of one column: no text holds it."""

_SEPARATOR_LINE = re.compile(r"\ufeff?(?:sep=.[ \t]*(?:\r\n|\r|\n))?")
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')
_DOUBLED = re.compile('""')
_BREAK = re.compile(r"\r\n|\r|\n")
_NAME_PARTS = re.compile(r"[\s_\-.:()\[\]/]+")
# Words of a language that are codes too ("no", "it", "is") do not make a column alone.
_SURE: Final = frozenset({"da", "dk", "nb", "nn", "sv"})

_DICTIONARY = re.compile(r"(?:.*/)?[a-z]{2}_(?:[A-Z][a-z]{3}_)?[A-Z]{2}\.csv")
_DICTIONARY_KINDS: Final = frozenset({"module", "theme", "lib"})

Row = tuple[Mapped, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of copy: its index, what it adds to the key, and the language of its cells."""

    index: int
    name: str
    language: str | None


@dataclass(frozen=True, slots=True)
class _Header:
    key: int | None
    columns: tuple[_Column, ...]


def read_csv(source: Source) -> Reading:
    """The cells of a table that are copy.

    Raises:
        CopylintError: a quote is never closed; names the line where it opens.
    """
    return read_catalogue(csv_entries(source))


def csv_entries(source: Source) -> Iterator[Entry]:
    """The cells in columns of copy, under the row's key and, of several columns, the column's name.

    Raises:
        CopylintError: as ``read_csv``.
    """
    if _DICTIONARY.fullmatch(source.path):
        first = list(islice(csv_rows(source, ","), 1))
        if first and _is_dictionary(first[0]):
            yield from _dictionary(source)
            return
    for delimiter in _delimiters(source):
        rows = csv_rows(source, delimiter)
        header = _header(next(rows, ()))
        if header is not None:
            yield from _cells(header, rows)
            return


def _delimiters(source: Source) -> Sequence[str]:
    """The signs that may part the columns: those of the first line, the most frequent one first."""
    start = _SEPARATOR_LINE.match(source.text)
    line = _BREAK.split(source.text[start.end() if start else 0 :].lstrip(), maxsplit=1)[0]
    here = [one for one in _DELIMITERS if one in line]
    return sorted(here, key=line.count, reverse=True) or [_NONE]


def _cells(header: _Header, rows: Iterator[Row]) -> Iterator[Entry]:
    for number, row in enumerate(rows, 1):
        name = str(number)
        if header.key is not None and header.key < len(row):
            name = row[header.key].text.strip() or name
        for column in header.columns:
            if column.index < len(row):
                key = (name, column.name) if column.name else (name,)
                yield Entry(key, row[column.index], column.language)


# --- which columns are copy -------------------------------------------------------------------


def _header(row: Sequence[Mapped]) -> _Header | None:
    """What the first row says of the columns; None where it names none of copy."""
    names = [" ".join(cell.text.split()) for cell in row]
    found = [one for at, name in enumerate(names) if (one := _column(at, name)) is not None]
    locales = [one for one in found if not one.name]
    if len(locales) == 1 and not _is_sure(names[locales[0].index]):
        found.remove(locales[0])
    if not found:
        return None
    if len({one.name for one in found}) == 1:
        found = [_Column(one.index, "", one.language) for one in found]
    keys = [at for at, name in enumerate(names) if column_role(name) == "key"]
    return _Header(keys[0] if keys else None, tuple(found))


def _column(index: int, name: str) -> _Column | None:
    """The column of copy that is called ``name`` ("text", "da-DK", "Tekst (dansk)"), or None."""
    if column_role(name) == "copy":
        return _Column(index, name, None)
    language = _language(name)
    if language is not None:
        return _Column(index, "", language)
    words = _words(name)
    for language_at, rest in ((-1, words[:-1]), (0, words[1:])):
        if rest and column_role(" ".join(rest)) == "copy":
            language = _language(words[language_at])
            if language is not None:
                return _Column(index, " ".join(rest), language)
    return None


def _language(name: str) -> str | None:
    """The language that a column is named by: a locale, or the name of a language known here."""
    if is_locale(name):
        return name
    known = {normalise(word) for word in _words(name) if len(word) != 3}
    if not known or None in known or OTHER in known:
        return None
    # "Norsk (nynorsk)" is nynorsk.
    return min(known - {NORWEGIAN}, default=NORWEGIAN, key=str)


def _words(name: str) -> list[str]:
    return [word for word in _NAME_PARTS.split(name) if word]


def _is_sure(name: str) -> bool:
    return len(name) > 3 or name.lower() in _SURE


# --- Magento ----------------------------------------------------------------------------------


def _is_dictionary(row: Row) -> bool:
    """Whether a row is English and translation, alone or with the module that they belong to."""
    return len(row) == 2 or (len(row) == 4 and row[2].text in _DICTIONARY_KINDS)


def _dictionary(source: Source) -> Iterator[Entry]:
    for number, row in enumerate(csv_rows(source, ","), 1):
        if _is_dictionary(row):
            yield Entry((str(number),), row[1])


# --- rows and cells ---------------------------------------------------------------------------


def csv_rows(source: Source, delimiter: str) -> Iterator[Row]:
    """The rows that hold anything, cell by cell.

    Raises:
        CopylintError: as ``read_csv``.
    """
    text = source.text
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]+")
    start = _SEPARATOR_LINE.match(text)
    at = start.end() if start else 0
    row: list[Mapped] = []
    while at < len(text):
        cell, at = _cell(source, at, plain)
        row.append(cell)
        if text.startswith(delimiter, at):
            at += 1
            if at < len(text):
                continue
            row.append(Mapped("", ()))
        line_break = _BREAK.match(text, at)
        if line_break is not None:
            at = line_break.end()
        if any(one.text for one in row):
            yield tuple(row)
        row = []


def _cell(source: Source, at: int, plain: re.Pattern[str]) -> tuple[Mapped, int]:
    """The cell that begins at ``at``, and where it ends."""
    builder = Builder()
    if source.text.startswith('"', at):
        quoted = _QUOTED.match(source.text, at)
        if quoted is None:
            raise broken(source, at, "CSV", "the quote that ends this cell is missing")
        inside = Mapped.verbatim(quoted.group(1), at + 1).substitute(_DOUBLED, lambda _: '"')
        builder.take(inside, 0, len(inside.text))
        at = quoted.end()
    rest = plain.match(source.text, at)
    if rest is not None:
        builder.copy(rest.group(), at)
        at = rest.end()
    return builder.build(), at
