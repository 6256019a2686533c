"""Documents (text, Markdown, HTML): front matter, then what the reader of the markup finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from copylint.model import Reading, Source
from copylint.readers.frontmatter import split_front_matter
from copylint.readers.kinds import is_template


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
    reading = read(front.text)
    return replace(
        reading,
        segments=(*front.segments, *reading.segments),
        language=front.language or reading.language,
        touchpoint=front.touchpoint,
    )
