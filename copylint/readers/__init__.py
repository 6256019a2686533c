"""Readers: from a decoded file to the texts that a customer reads, mapped back to the source."""

from __future__ import annotations

from dataclasses import replace

from copylint.model import CopylintError, FileError, Reading, Source
from copylint.readers.frontmatter import split_front_matter
from copylint.readers.kinds import KINDS, KNOWN_SUFFIXES, is_template, kind_of

__all__ = ["KINDS", "KNOWN_SUFFIXES", "kind_of", "read"]


def read(source: Source, *, kind: str | None = None) -> Reading:
    """What a customer reads of ``source``.

    Args:
        source: the decoded file.
        kind: one of ``KINDS``; None tells it by the path, then by the content.

    Returns:
        Segments in reading order, with runs in offsets of ``source.text``.

    Raises:
        CopylintError: the content is not the JSON or YAML it should be, or ``kind`` is unknown.
    """
    chosen = kind if kind is not None else kind_of(source.path, source.text)
    if chosen == "json":
        from copylint.readers.jsonfile import read_json

        return read_json(source)
    if chosen == "yaml":
        from copylint.readers.yamlfile import read_yaml

        return read_yaml(source)
    if chosen in KINDS:
        return _read_document(source, chosen)
    raise CopylintError(
        FileError(source.path, f"no reader for {chosen!r}; use one of: {', '.join(KINDS)}")
    )


def _read_document(source: Source, kind: str) -> Reading:
    front = split_front_matter(source)
    if kind == "html":
        from copylint.readers.html import read_html

        reading = read_html(front.text)
    elif kind == "markdown":
        from copylint.readers.markdown import read_markdown

        reading = read_markdown(front.text, template=is_template(source.path))
    else:
        from copylint.readers.text import read_text

        reading = read_text(front.text)
    return replace(
        reading,
        segments=(*front.segments, *reading.segments),
        language=front.language or reading.language,
        touchpoint=front.touchpoint,
    )
