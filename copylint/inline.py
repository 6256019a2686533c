"""What a file says to copylint itself, in a comment: ``copylint: touchpoint=hold``.

A comment is written as its format writes comments. What it declares counts for the whole file, so
it must not be told twice in two ways. What it ignores (``copylint: ignore english -- reason``) is
worked out in ``copylint.suppression``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from copylint.config import mend, nearest
from copylint.model import LANGUAGES, TOUCHPOINTS, CopylintError, FileError, Source, Span
from copylint.templating import BLOCK_FILLER

NAME: Final = "copylint"
SETTINGS: Final = {"language": LANGUAGES, "touchpoint": TOUCHPOINTS}
IGNORES: Final = ("ignore", "ignore-next", "ignore-start", "ignore-end", "ignore-file")
"""What a comment may begin with that silences findings."""

_MARKUP: Final = (("<!--", "-->"),)
_TEMPLATES: Final = (
    ("{{!--", r"--~?\}\}"), ("{{--", r"--\}\}"), ("{{!", r"\}\}"), ("{#", r"-?#\}"),
    ("{*", r"\*\}"), ("<%#", "-?%>"), ("<%--", "--%>"),
    ("<%!--", "--%>"),
)  # fmt: skip
_LONGEST: Final = 300
_KNOWN: Final = (*SETTINGS, *IGNORES)


def _pattern(*comments: str) -> re.Pattern[str]:
    return re.compile("|".join(comments), re.DOTALL)


def _between(*signs: tuple[str, str]) -> tuple[str, ...]:
    return tuple(
        rf"{re.escape(opening)}-?\s*{NAME}:(.{{0,{_LONGEST}}}?){closing}"
        for opening, closing in signs
    )


_LINE_START: Final = r"(?:\A|(?<=[\r\n]))"
_HASH_LINE: Final = rf"{_LINE_START}[ \t\ufeff]*#[ \t]*{NAME}:([^\r\n]*)"
_HASH_AFTER: Final = rf"(?:{_LINE_START}|(?<=[ \t]))#[ \t]*{NAME}:([^\r\n]*)"
_SLASHES: Final = rf"(?:{_LINE_START}|[ \t;])//[ \t]*{NAME}:([^\r\n]*)"
_DASHES: Final = rf"(?:{_LINE_START}|(?<=[ \t;,]))--[ \t]*{NAME}:([^\r\n]*)"
_STARRED: Final = _between(("/*", r"\*/"))
_XML_KINDS: Final = ("xliff", "resx", "android", "qt", "stringsdict", "ssml", "vxml")
_COMMENTS: Final = {
    "html": _pattern(*_between(*_MARKUP, *_TEMPLATES)),
    "markdown": _pattern(*_between(*_MARKUP, *_TEMPLATES)),
    "text": _pattern(*_between(*_TEMPLATES), _HASH_LINE),
    "yaml": _pattern(_HASH_AFTER),
    "properties": _pattern(rf"{_LINE_START}[ \t\f\ufeff]*[#!][ \t]*{NAME}:([^\r\n]*)"),
    "strings": _pattern(*_STARRED, _SLASHES),
    "fluent": _pattern(rf"{_LINE_START}\ufeff?\#{{1,3}} {NAME}:([^\r\n]*)"),
    "php": _pattern(*_STARRED, _SLASHES, _HASH_AFTER),
    # Those of all languages; none of them is anything but a comment in another.
    "code": _pattern(*_STARRED, _SLASHES, _HASH_AFTER, _DASHES, *_between(*_MARKUP)),
    "lang": _pattern(_HASH_LINE),
    "po": _pattern(_HASH_LINE),
    **dict.fromkeys(_XML_KINDS, _pattern(*_between(*_MARKUP))),
}
_LINE_COMMENT = re.compile(_HASH_LINE)
_CODE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1|\Z)|`[^`\n]*`", re.M | re.DOTALL)
_WORD = re.compile(r"[^\s,]+")
_REASON = re.compile(r"(?:^|\s)(?:--|–|—)\s*")
"""A dash may stand for the two hyphens, as XML allows none of those in a comment."""

_WRITTEN: Final = {
    "html": ("<!-- ", " -->"), "markdown": ("<!-- ", " -->"), "text": ("# ", ""),
    "yaml": ("# ", ""), "properties": ("# ", ""), "strings": ("/* ", " */"),
    "fluent": ("# ", ""), "php": ("// ", ""), "lang": ("# ", ""), "po": ("# ", ""),
    "code": ("// ", ""), **dict.fromkeys(_XML_KINDS, ("<!-- ", " -->")),
}  # fmt: skip
_WRITTEN_BY_SUFFIX: Final = {
    ".hbs": ("{{!-- ", " --}}"), ".handlebars": ("{{!-- ", " --}}"), ".mustache": ("{{! ", " }}"),
    ".twig": ("{# ", " #}"), ".njk": ("{# ", " #}"), ".j2": ("{# ", " #}"),
    ".jinja": ("{# ", " #}"), ".jinja2": ("{# ", " #}"), ".erb": ("<%# ", " %>"),
    ".eex": ("<%# ", " %>"), ".ejs": ("<%# ", " %>"), ".heex": ("<%!-- ", " --%>"),
    ".blade.php": ("{{-- ", " --}}"), ".py": ("# ", ""), ".rb": ("# ", ""), ".sql": ("-- ", ""),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Directive:
    """One comment to copylint.

    Attributes:
        span: the whole comment, in offsets of the text it was found in.
        words: what it says, split at spaces and commas; ``key=value`` is one word.
        reason: what stands behind ``--`` or a dash; may be empty.
    """

    span: Span
    words: tuple[str, ...]
    reason: str = ""

    @property
    def ignores(self) -> bool:
        """Whether it silences findings rather than declaring something."""
        return bool(self.words) and self.words[0] in IGNORES


@dataclass(frozen=True, slots=True)
class Declarations:
    """What the comments of a file declare for all of it; None where they are silent."""

    language: str | None = None
    touchpoint: str | None = None


def directives(text: str, kind: str) -> Iterator[Directive]:
    """The comments to copylint in ``text``, in order.

    Args:
        text: raw, as it stands in the file.
        kind: of the reader, one of ``readers.KINDS``; a kind without comments (JSON) has none.
    """
    comments = _COMMENTS.get(kind)
    if comments is None or f"{NAME}:" not in text:
        return
    code = [found.span() for found in _CODE.finditer(text)] if kind == "markdown" else []
    for found in comments.finditer(text):
        if any(start <= found.start() < end for start, end in code):
            continue
        said, *reason = _REASON.split(found[found.lastindex or 0], maxsplit=1)
        words = _WORD.findall(re.sub(r"\s*=\s*", "=", said))
        yield Directive(Span(*found.span()), tuple(words), "".join(reason).strip())


def written(words: str, path: str, kind: str) -> str | None:
    """A comment to copylint that says ``words``, as one writes it in a file.

    Args:
        words: what stands behind ``copylint:``.
        path: of the file; its suffix tells the language of a program, and in a template the
            comment is one of the template language, which no customer gets to see in the source
            of a page.
        kind: of the reader, one of ``readers.KINDS``.

    Returns:
        The comment without a line end; None where the format has no comments.
    """
    name = path.lower()
    signs = next(
        (signs for suffix, signs in _WRITTEN_BY_SUFFIX.items() if name.endswith(suffix)),
        _WRITTEN.get(kind),
    )
    return None if signs is None else f"{signs[0]}{NAME}: {words}{signs[1]}"


def declarations(source: Source, kind: str) -> Declarations:
    """What the comments of ``source``, read as ``kind``, declare.

    Raises:
        CopylintError: a comment says something that copylint does not know, or two comments
            contradict each other; names the line.
    """
    found: dict[str, str] = {}
    for directive in directives(source.text, kind):
        if directive.ignores:
            continue
        for key, value in _read(source, directive):
            if found.setdefault(key, value) != value:
                raise _error(
                    source,
                    directive,
                    f"{key}={value} contradicts {key}={found[key]} above; keep one of them",
                )
    return Declarations(**found)


def hide_lines(text: str, masked: str) -> str:
    """``masked`` with the comments that fill a line overwritten as block tags are.

    Args:
        text: a plain text, in which ``# copylint: ...`` is a comment and no copy.
        masked: the same, character for character, as ``templating.mask`` leaves it.
    """
    if f"{NAME}:" not in text:
        return masked
    parts: list[str] = []
    at = 0
    for found in _LINE_COMMENT.finditer(text):
        start, end = found.span()
        parts += (masked[at:start], BLOCK_FILLER * (end - start))
        at = end
    return "".join((*parts, masked[at:]))


def _read(source: Source, directive: Directive) -> Iterator[tuple[str, str]]:
    known = ", ".join((*(f"{key}=..." for key in SETTINGS), IGNORES[0]))
    if not directive.words:
        raise _error(source, directive, f"says nothing; write one of {known}")
    for word in directive.words:
        key, equals, quoted = word.partition("=")
        value = quoted.strip("\"'").lower()
        if key not in SETTINGS or not equals:
            raise _error(source, directive, f"unknown word '{key}'{nearest(key, _KNOWN)}")
        if value not in SETTINGS[key]:
            raise _error(
                source, directive, f"unknown {key} '{value}'{mend(value, SETTINGS[key], key)}"
            )
        yield key, value


def _error(source: Source, directive: Directive, message: str) -> CopylintError:
    line = source.text.count("\n", 0, directive.span.start) + 1
    return CopylintError(FileError(source.path, f"comment to copylint: {message}", line))
