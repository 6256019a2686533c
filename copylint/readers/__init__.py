"""Readers: from a decoded file to the texts that a customer reads, mapped back to the source."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final, cast

from copylint.model import CopylintError, FileError, Reading, Source
from copylint.readers.kinds import KINDS, KNOWN_SUFFIXES, SNIFFED, Kind, is_program, kind_of

__all__ = ["KINDS", "KNOWN_SUFFIXES", "SNIFFED", "is_program", "kind_of", "read"]

_READERS: Final[dict[Kind, tuple[str, str]]] = {
    "text": ("document", "read_text_document"),
    "markdown": ("document", "read_markdown_document"),
    "html": ("document", "read_html_document"),
    "json": ("jsonfile", "read_json"),
    "yaml": ("yamlfile", "read_yaml"),
    "properties": ("properties", "read_properties"),
    "strings": ("strings", "read_strings"),
    "fluent": ("fluent", "read_fluent"),
    "php": ("phparray", "read_php"),
    "lang": ("langfile", "read_lang"),
    "csv": ("csvfile", "read_csv"),
    "po": ("pofile", "read_po"),
    "xliff": ("xliff", "read_xliff"),
    "resx": ("resx", "read_resx"),
    "android": ("androidxml", "read_android"),
    "qt": ("qtts", "read_qt"),
    "stringsdict": ("stringsdict", "read_stringsdict"),
    "code": ("code", "read_code"),
    "eml": ("eml", "read_eml"),
    "docx": ("docx", "read_docx"),
    "ssml": ("speech", "read_ssml"),
    "vxml": ("speech", "read_vxml"),
}
"""For each kind the module and the function that reads it: the parsers load when they are used."""


def read(source: Source, *, kind: str | None = None) -> Reading:
    """What a customer reads of ``source``.

    Args:
        source: the decoded file.
        kind: one of ``KINDS``; None tells it by the path, then by the content.

    Returns:
        Segments in reading order, with runs in offsets of ``source.text``.

    Raises:
        CopylintError: the content is not what its kind asks for, or ``kind`` is unknown.
    """
    chosen = kind if kind is not None else kind_of(source.path, source.text)
    if chosen not in KINDS:
        raise CopylintError(
            FileError(source.path, f"no reader for {chosen!r}; use one of: {', '.join(KINDS)}")
        )
    module, function = _READERS[cast(Kind, chosen)]
    reader = getattr(import_module(f"copylint.readers.{module}"), function)
    return cast(Callable[[Source], Reading], reader)(source)
