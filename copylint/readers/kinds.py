"""Which reader a file is for: by its suffix, and for templates by what stands in it."""

from __future__ import annotations

import re
from typing import Final, Literal, get_args

Kind = Literal["text", "markdown", "html", "json", "yaml"]

KINDS: Final[tuple[str, ...]] = get_args(Kind)

_PLAIN: Final[dict[str, Kind]] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html",
    ".htm": "html", ".xhtml": "html", ".mjml": "html", ".json": "json", ".arb": "json",
    ".yml": "yaml", ".yaml": "yaml",
}  # fmt: skip
_TEMPLATES: Final = (
    ".hbs", ".handlebars", ".mustache", ".liquid", ".twig", ".njk", ".j2", ".jinja", ".jinja2",
    ".erb", ".eex", ".heex", ".leex", ".ejs", ".blade.php", ".phtml", ".cshtml", ".ftlh",
    ".vm", ".tpl", ".tmpl", ".gotmpl", ".gohtml",
)  # fmt: skip
# FreeMarker shares its suffix with the catalogues of Fluent, so that a walk passes it over.
_FREEMARKER_TOO: Final = ".ftl"
# Program code and configuration are written in these too.
_SELDOM_COPY: Final = (
    ".erb", ".eex", ".heex", ".leex", ".ejs", ".jinja2", ".tpl", ".tmpl", ".gotmpl",
)  # fmt: skip
_BARE_TEMPLATES: Final = tuple(one for one in _TEMPLATES if one not in _SELDOM_COPY)

KNOWN_SUFFIXES: Final = frozenset(
    {*_PLAIN, *_BARE_TEMPLATES, ".eex"}
    | {
        inner + outer
        for inner in (".html", ".txt", ".text", ".md", ".mjml")
        for outer in _TEMPLATES
    }
)
"""What a file's name must end in for a directory walk to read it, lower case."""


def kind_of(path: str, text: str) -> Kind:
    """The kind of reader for a file: a suffix that is not known is read as text."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1].lower()
    stem = _without_template_suffix(name)
    kind = _by_suffix(stem)
    if kind is not None:
        return kind
    return "text" if stem == name and not name.endswith(_FREEMARKER_TOO) else _sniff(text)


def is_template(path: str) -> bool:
    """Whether the file's suffix names a template language."""
    return path.lower().endswith(_TEMPLATES)


def _without_template_suffix(name: str) -> str:
    for suffix in _TEMPLATES:
        if name.endswith(suffix):
            return name[: -len(suffix)]
    return name


def _by_suffix(name: str) -> Kind | None:
    dot = name.rfind(".")
    return _PLAIN.get(name[dot:]) if dot > 0 else None


_HTML = re.compile(
    r"<(?:!doctype|html|head|body|table|tr|td|div|p|br|h[1-6]|ul|ol|li|a|b|strong|em|span|img|style"
    r"|mjml|mj-\w+)(?=[\s/>])",
    re.IGNORECASE,
)
_HTML_PAGE = re.compile(r"<(?:!doctype|html|head|body|table|td|mjml)(?=[\s/>])", re.IGNORECASE)
_MARKDOWN = re.compile(
    # What stands for a block tag in a masked text is a private character.
    r"^ {0,3}#{1,6} +\S|\[[^\]\n]+\]\([^)\n]+\)|\*\*[^*\s\ue000-\uf8ff][^*\n]*\*\*",
    re.MULTILINE,
)
_MARKDOWN_MAIL = re.compile(r"@component\(\s*'mail::|<x-mail::")


def _sniff(text: str) -> Kind:
    # Imported late: the names of the formats are asked for by whoever reads no file.
    from copylint.templating import mask

    masked = mask(text)
    if _MARKDOWN_MAIL.search(text):
        return "markdown"
    if _MARKDOWN.search(masked) and not _HTML_PAGE.search(masked):
        return "markdown"
    return "html" if _HTML.search(masked) else "text"
