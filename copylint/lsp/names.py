"""What an open document is called, which decides how it is read and which settings hold.

The command line names files as they were given to it, and languages and touchpoints are told by
names of folders. The server names a file as ``copylint .`` would in the workspace folder, so that
both say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from pygls.uris import to_fs_path

from copylint.config import FILE_NAME, PYPROJECT
from copylint.discovery import is_walked
from copylint.lsp.documents import Document
from copylint.readers import KNOWN_SUFFIXES

_BY_LANGUAGE_ID: Final = {
    "plaintext": ".txt", "text": ".txt", "markdown": ".md", "html": ".html", "mjml": ".mjml",
    "json": ".json", "jsonc": ".json", "yaml": ".yaml", "handlebars": ".hbs",
    "mustache": ".mustache", "liquid": ".liquid", "twig": ".twig", "jinja": ".j2",
    "jinja-html": ".html.j2", "django-html": ".html.j2", "jinja-md": ".md.j2",
    "blade": ".blade.php", "erb": ".html.erb", "eruby": ".html.erb", "eex": ".eex",
    "ejs": ".html.ejs", "nunjucks": ".njk", "razor": ".cshtml", "aspnetcorerazor": ".cshtml",
    "po": ".po", "properties": ".properties", "java-properties": ".properties",
    "fluent": ".ftl", "ftl": ".ftl", "csv": ".csv", "tsv": ".tsv",
}  # fmt: skip
"""The suffix of files in the languages that editors name, for documents without one of their own"""

_TOO_WIDE: Final = frozenset(("plaintext", "text"))
"""What editors call every file that they do not know."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a document is called.

    Attributes:
        shown: as in reports; its suffix tells the reader.
        governed: the path whose settings hold.
        folder: the workspace folder that it lies in, None outside of all.
        on_disk: whether the document is a file; else it was never saved.
        read: whether copylint reads documents of this name.
    """

    shown: str
    governed: Path
    folder: Path | None
    on_disk: bool
    read: bool


def name_of(document: Document, folders: Sequence[Path]) -> Name:
    """The name of ``document``; ``folders`` are those of the workspace, the main one first."""
    suffix = _BY_LANGUAGE_ID.get(document.language_id, "")
    path = path_of(document.uri)
    if path is None:
        return _unsaved(document.uri, suffix, folders)
    folder = max(
        (one for one in folders if path.is_relative_to(one)),
        key=lambda one: len(one.parts),
        default=None,
    )
    shown = (path.relative_to(folder) if folder else path).as_posix()
    own_suffix = path.name.lower().endswith(tuple(KNOWN_SUFFIXES))
    if not own_suffix:
        suffix = "" if document.language_id in _TOO_WIDE else suffix
        shown += suffix
    read = (own_suffix or bool(suffix)) and is_walked(
        path, folder or path.parent, known_suffixes=None
    )
    return Name(shown, path, folder, on_disk=True, read=read)


def is_config(document: Document) -> bool:
    """Whether ``document`` is a file that may hold settings."""
    path = path_of(document.uri)
    return path is not None and path.name in (FILE_NAME, PYPROJECT)


def path_of(uri: str) -> Path | None:
    """The path of a ``file:`` URI, None for other schemes."""
    if urlsplit(uri).scheme != "file":
        return None
    path = to_fs_path(uri)
    return None if path is None else Path(path)


def _unsaved(uri: str, suffix: str, folders: Sequence[Path]) -> Name:
    """The name of a document that is no file, such as ``untitled:Untitled-1``."""
    stem = unquote(urlsplit(uri).path).rsplit("/", 1)[-1] or "untitled"
    own_suffix = stem.lower().endswith(tuple(KNOWN_SUFFIXES))
    shown = stem if own_suffix else stem + suffix
    folder = folders[0] if folders else None
    governed = (folder or Path()) / shown
    return Name(shown, governed, folder, on_disk=False, read=own_suffix or bool(suffix))
