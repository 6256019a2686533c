"""Front matter: what a file says of itself between two lines of ``---`` at its beginning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from copylint.model import CopylintError, Segment, SegmentRole, Source
from copylint.readers.mapped import Mapped

_FRONT = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_KEY = re.compile(r"^[ \t]*[\w-]+[ \t]*:", re.MULTILINE)
_NOT_NEWLINE = re.compile(r"[^\r\n]")

_LANGUAGE_KEYS: Final = ("language", "lang", "locale")
_ROLES: Final[Mapping[str, SegmentRole]] = {
    "title": "title", "subject": "subject", "preheader": "preheader",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What front matter declares, and ``text``: the file with the front matter blanked out."""

    text: str
    language: str | None = None
    touchpoint: str | None = None
    segments: tuple[Segment, ...] = ()


def front_matter(text: str) -> str:
    """What ``text`` begins with that looks like front matter, fences included; else ""."""
    found = _FRONT.match(text)
    return found.group() if found and _KEY.search(found["yaml"]) else ""


def split_front_matter(source: Source) -> FrontMatter:
    """The front matter of ``source``; a file without any, or with a broken one, is all text."""
    found = _FRONT.match(source.text)
    if found is None or _KEY.search(found["yaml"]) is None:
        return FrontMatter(source.text)
    from copylint.readers.catalogue import Entry, read_entries
    from copylint.readers.yamlfile import yaml_entries

    try:
        entries = list(yaml_entries(Source(source.path, found["yaml"])))
    except CopylintError:
        return FrontMatter(source.text)
    outer = Mapped.verbatim(found["yaml"], found.start("yaml"))
    top = {entry.key[0]: entry.text for entry in entries if len(entry.key) == 1}
    segments = tuple(
        Segment(one.text, one.runs, one.placeholders, _ROLES[name], language=one.language)
        for name, text in top.items()
        if name in _ROLES
        for one in read_entries([Entry((name,), text.over(outer))])
    )
    language = next((top[key].text for key in _LANGUAGE_KEYS if key in top), None)
    touchpoint = top["touchpoint"].text if "touchpoint" in top else None
    blank = _NOT_NEWLINE.sub(" ", found.group())
    return FrontMatter(blank + source.text[found.end() :], language, touchpoint, segments)
