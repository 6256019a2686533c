"""Documents (text, Markdown, HTML): front matter, then what the reader of the markup finds.

A template with branches is read once for each of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from copylint.model import Reading, Segment, Source
from copylint.readers.frontmatter import split_front_matter
from copylint.readers.kinds import is_template
from copylint.templating import variants


def read_text_document(source: Source) -> Reading:
    """What a customer reads of a plain text."""
    from copylint.readers.text import read_text

    return _read(source, read_text)


def read_html_document(source: Source) -> Reading:
    """What a customer reads of an HTML page, mail or fragment."""
    from copylint.readers.html import read_html

    return _read(source, read_html)


def read_markdown_document(source: Source) -> Reading:
    """What a customer reads of a Markdown document."""
    from copylint.readers.markdown import read_markdown

    template = is_template(source.path)
    return _read(source, lambda text: read_markdown(text, template=template))


def _read(source: Source, read: Callable[[str], Reading]) -> Reading:
    front = split_front_matter(source)
    first, *others = (read(text) for text in variants(front.text))
    readings = dict.fromkeys([first.segments])
    # Branches that differ in code alone, say in a class of an element, read alike.
    readings |= dict.fromkeys(_declared(one, first.language) for one in others)
    segments, *alternatives = ((*front.segments, *one) for one in readings)
    return replace(
        first,
        segments=segments,
        language=front.language or first.language,
        touchpoint=front.touchpoint,
        alternatives=tuple(alternatives),
    )


def _declared(reading: Reading, usual: str | None) -> tuple[Segment, ...]:
    """The segments of ``reading``, with its own ``<html lang>`` if that is a branch too."""
    if reading.language == usual:
        return reading.segments
    return tuple(
        replace(one, language=one.language or reading.language) for one in reading.segments
    )
