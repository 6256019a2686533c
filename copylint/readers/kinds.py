"""Which reader a file is for: by its suffix, and for templates and XML by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, Literal, get_args

from copylint.discovery import WORD_SUFFIXES

Kind = Literal[
    "text", "markdown", "html", "json", "yaml", "properties", "strings", "fluent", "php", "lang",
    "csv", "po", "xliff", "resx", "android", "qt", "stringsdict", "eml", "docx", "ssml", "vxml",
    "code",
]  # fmt: skip

KINDS: Final[tuple[str, ...]] = get_args(Kind)

_PLAIN: Final[dict[str, Kind]] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html",
    ".htm": "html", ".xhtml": "html", ".mjml": "html", ".json": "json", ".arb": "json",
    ".yml": "yaml", ".yaml": "yaml", ".properties": "properties", ".strings": "strings",
    ".ftl": "fluent", ".php": "php", ".lang": "lang", ".csv": "csv", ".tsv": "csv",
    ".po": "po", ".pot": "po", ".xlf": "xliff", ".xliff": "xliff", ".resx": "resx",
    ".resw": "resx", ".stringsdict": "stringsdict", ".eml": "eml",
    **dict.fromkeys(WORD_SUFFIXES, "docx"), ".ssml": "ssml", ".vxml": "vxml",
}  # fmt: skip
CODE_SUFFIXES: Final = frozenset({
    ".kt", ".kts", ".java", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx", ".vue",
    ".py", ".rb", ".cs", ".php", ".sql",
})  # fmt: skip
"""What the names of program code end in, lower case; a walk reads it only on demand."""

_TEMPLATES: Final = (
    ".hbs", ".handlebars", ".mustache", ".liquid", ".twig", ".njk", ".j2", ".jinja", ".jinja2",
    ".erb", ".eex", ".heex", ".leex", ".ejs", ".blade.php", ".phtml", ".cshtml", ".ftlh",
    ".vm", ".tpl", ".tmpl", ".gotmpl", ".gohtml",
)  # fmt: skip
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


_TEST = re.compile(
    r"(?:^|[/\\])(?:tests?|__tests__|__mocks__|specs?|cypress|e2e)[/\\]"
    r"|(?:Tests?|Spec|IT)\.\w+$|[._-](?:test|spec|stories)\.\w+$|(?:^|[/\\])test_[^/\\]*$"
)
_PHP = re.compile(r"[\s\ufeff]*<\?php\b")
_PHP_TABLE = re.compile(
    r"(?:^|<\?php)[ \t]*(?:return\s*(?:\[|array\s*\()|\$\w+\s*(?:\[|=\s*(?:\[|array\s*\()))",
    re.MULTILINE,
)
_PHP_PROGRAM = re.compile(
    r"^[ \t]*(?:(?:abstract|final|readonly)\s+)*(?:class|interface|trait|enum|function)\s+\w",
    re.MULTILINE,
)
_XML_ROOT = re.compile(
    r"\ufeff?(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*+<(?:[\w-]+:)?(\w+)",
    re.DOTALL,
)
_XML_ROOTS: Final[Mapping[str, Mapping[str, Kind]]] = {
    ".xml": {"resources": "android", "xliff": "xliff", "speak": "ssml", "vxml": "vxml"},
    # Also the suffix of TypeScript.
    ".ts": {"TS": "qt"},
}
"""By suffix: the root elements that are known, and what their file is."""


def _has_known_root(suffix: str, text: str) -> bool:
    return _by_root(suffix, text) is not None


def _is_no_program(text: str) -> bool:
    return not is_php_program(text)


SNIFFED: Final[Mapping[str, Callable[[str], bool]]] = {
    **{suffix: partial(_has_known_root, suffix) for suffix in _XML_ROOTS},
    ".php": _is_no_program,
}
"""What a directory walk reads only some files of: by suffix, lower case, the test that a file must
pass with its beginning."""


def kind_of(path: str, text: str) -> Kind:
    """The kind of reader for a file: a suffix that is not known is read as text."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1].lower()
    stem = _without_template_suffix(name)
    kind = _by_suffix(stem) or _by_root(stem, text)
    if kind == "fluent" and (_FREEMARKER.search(text) or not _FLUENT.search(text)):
        return _sniff(text)
    if kind == "php" and is_php_program(text):
        return "code"
    if kind is not None:
        return kind
    if stem == name and name[name.rfind(".") :] in CODE_SUFFIXES:
        return "code"
    return "text" if stem == name else _sniff(text)


def is_program(path: str) -> bool:
    """Whether the file's name says that it is program code, and not a test of it.

    A test repeats the copy that it looks for, and invents some.
    """
    name = path.replace("\\", "/").rsplit("/", 1)[-1].lower()
    return name[name.rfind(".") :] in CODE_SUFFIXES and not _TEST.search(path)


def is_php_program(text: str) -> bool:
    """Whether a PHP file is a program, no table of translations."""
    if not _PHP.match(text):
        return False
    return bool(_PHP_PROGRAM.search(text)) or not _PHP_TABLE.search(text)


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


def _by_root(name: str, text: str) -> Kind | None:
    kinds = _XML_ROOTS.get(name[name.rfind(".") :], {})
    root = _XML_ROOT.match(text) if kinds else None
    return kinds.get(root[1]) if root else None


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


# A message or term at the start of a line, or nothing but comments and blank lines.
_FLUENT = re.compile(r"^\ufeff?-?[A-Za-z][\w-]* *=|\A\ufeff?(?:#[^\n]*|\s)*+\Z", re.MULTILINE)
_FREEMARKER = re.compile(r"[<\[]/?[#@][a-zA-Z]|<#--|\$\{[^{}$]+\}")


def _sniff(text: str) -> Kind:
    # Imported late: the names of the formats are asked for by whoever reads no file.
    from copylint.templating import mask

    masked = mask(text)
    if _MARKDOWN_MAIL.search(text):
        return "markdown"
    if _MARKDOWN.search(masked) and not _HTML_PAGE.search(masked):
        return "markdown"
    return "html" if _HTML.search(masked) else "text"
