"""YAML catalogues, with the exact range of every string.

PyYAML's parser says where a scalar stands and what it means; no object is constructed, so that odd
tags, duplicate keys and duplicate anchors do no harm. An alias is not read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import yaml

from copylint.model import CopylintError, FileError, Reading, Source
from copylint.readers.catalogue import (
    MAX_DEPTH,
    Container,
    Entry,
    declared_language,
    read_catalogue,
)
from copylint.readers.mapped import Builder, Mapped


def read_yaml(source: Source) -> Reading:
    """The strings of a YAML catalogue that are copy.

    Raises:
        CopylintError: the text is not YAML; names the line and what is wrong.
    """
    entries = list(yaml_entries(source))
    return read_catalogue(entries, declared_language(entries))


def yaml_entries(source: Source) -> Iterator[Entry]:
    """Every string value with its key; list items are keyed by their index.

    Raises:
        CopylintError: the text is not YAML.
    """
    bom = 1 if source.text.startswith("\ufeff") else 0
    text = source.text[bom:]
    root = Container(False, ())
    walk = _Walk(text, bom, [root])
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            walk.event(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _not_yaml(source, error.problem, mark.line + 1 if mark else None) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _not_yaml(source, "a control character stands there", line) from None
    except RecursionError:
        raise _not_yaml(source, f"nested more than {MAX_DEPTH} levels deep", None) from None
    return iter(root.entries)


# The C parser is twenty times as fast, where PyYAML was built with it.
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _not_yaml(source: Source, problem: str | None, line: int | None) -> CopylintError:
    what = problem or "it cannot be read"
    return CopylintError(
        FileError(source.path, f"not YAML: {what}; mend the file there, or quote the text", line)
    )


class _Walk:
    """Follows the parser's events and gathers the string values."""

    def __init__(self, text: str, offset: int, stack: list[Container]) -> None:
        self._text = text
        self._offset = offset
        self._stack = stack
        self._names: list[str | None] = [None]
        self._complex = 0
        """How many levels deep inside a mapping or list that is itself a key."""

    def event(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.CollectionStartEvent):
            self._start(isinstance(event, yaml.MappingStartEvent))
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent) and not self._complex:
            if self._awaits_key():
                self._names[-1] = f"*{event.anchor}"
            else:
                self._next_name()

    def _awaits_key(self) -> bool:
        return self._stack[-1].is_mapping and self._names[-1] is None

    def _next_name(self) -> str | None:
        """The key of the value that comes now; it is used up by this."""
        container = self._stack[-1]
        if len(self._stack) == 1:
            return None
        name = self._names[-1] if container.is_mapping else str(len(container.keys))
        self._names[-1] = None
        container.keys.append(name or "")
        return name

    def _start(self, is_mapping: bool) -> None:
        if self._complex or self._awaits_key():
            self._complex += 1
            return
        if len(self._stack) > MAX_DEPTH:
            raise RecursionError
        name = self._next_name()
        key = self._stack[-1].key
        self._stack.append(Container(is_mapping, key if name is None else (*key, name)))
        self._names.append(None)

    def _end(self) -> None:
        if self._complex:
            self._complex -= 1
            if not self._complex:
                self._names[-1] = "?"
            return
        container = self._stack.pop()
        self._names.pop()
        self._stack[-1].entries.extend(container.close())

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if self._complex:
            return
        if self._awaits_key():
            self._names[-1] = event.value
            return
        name = self._next_name()
        if _is_text(event):
            key = self._stack[-1].key
            text = _decode(self._text, event).over(Mapped.verbatim(self._text, self._offset))
            self._stack[-1].entries.append(Entry(key if name is None else (*key, name), text))


_TEXT_TAGS = ("!", "tag:yaml.org,2002:str")
_NO_TEXT = re.compile(r"(?i:true|false|null|yes|no|on|off|y|n)|~|")


def _is_text(event: yaml.ScalarEvent) -> bool:
    if event.tag is not None and event.tag not in _TEXT_TAGS:
        return False
    return bool(event.style) or _NO_TEXT.fullmatch(event.value) is None


# --- scalars ----------------------------------------------------------------------------------

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+(?:#[^\n]*\n\s*)?)+")
_BREAK = r"(?:\r\n|[\r\n\u0085\u2028\u2029])"
_FOLD = re.compile(rf"[ \t]*{_BREAK}(?:[ \t]*{_BREAK})*[ \t]*")
_ONE_BREAK = re.compile(_BREAK)
_GRAPH = r"[^ \t\r\n\u0085\u2028\u2029{}]"


def _plain(special: str) -> str:
    """A pattern for what stands for itself: all but ``special`` and blanks before a line break."""
    any_graph = _GRAPH.format("")
    return rf"(?P<plain>(?:{_GRAPH.format(special)}+|[ \t]+(?={any_graph}))+|[ \t]+)"


_FOLDED = rf"(?P<fold>{_FOLD.pattern})"
_FLOW_TOKEN = {
    "": re.compile(_FOLDED + "|" + _plain("")),
    "'": re.compile(_FOLDED + "|(?P<quote>'')|" + _plain("'")),
    '"': re.compile(
        rf"(?P<escape>\\(?:{_BREAK}(?:[ \t]*{_BREAK})*[ \t]*|x..|u....|U........|.))|"
        + _FOLDED
        + "|"
        + _plain(r"\\"),
        re.DOTALL,
    ),
}
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f",
    "r": "\r", "e": "\x1b", " ": " ", '"': '"', "\\": "\\", "/": "/", "N": "\u0085",
    "_": "\u00a0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def _decode(text: str, event: yaml.ScalarEvent) -> Mapped:
    assert event.start_mark is not None  # the parser marks every event
    assert event.end_mark is not None
    start, end = event.start_mark.index, event.end_mark.index
    properties = _PROPERTIES.match(text, start, end)
    if properties is not None:
        start = properties.end()
    style = event.style or ""
    decoders: dict[str, Callable[[], Mapped | None]] = {
        "'": lambda: _flow(text, start + 1, end - 1, "'"),
        '"': lambda: _flow(text, start + 1, end - 1, '"'),
        "|": lambda: _block(text, start, end, event.value),
        ">": lambda: _block(text, start, end, event.value),
    }
    decoded = decoders.get(style, lambda: _flow(text, start, end, ""))()
    if decoded is None or decoded.text.rstrip("\n") != event.value.rstrip("\n"):
        builder = Builder()
        builder.add(event.value, start, end)
        return builder.build()
    return decoded


def _flow(text: str, start: int, end: int, style: str) -> Mapped:
    builder = Builder()
    for token in _FLOW_TOKEN[style].finditer(text, start, end):
        written, kind = token.group(), token.lastgroup
        if kind == "plain":
            builder.copy(written, token.start())
        elif kind == "quote":
            builder.add("'", *token.span())
        elif kind == "escape":
            builder.add(_unescape(written[1:]), *token.span())
        else:
            breaks = len(_ONE_BREAK.findall(written))
            builder.add("\n" * (breaks - 1) or " ", *token.span())
    return builder.build()


def _unescape(code: str) -> str:
    if code[0] in "xuU":
        return chr(int(code[1:], 16))
    if code in _ESCAPES:
        return _ESCAPES[code]
    return "\n" * (len(_ONE_BREAK.findall(code)) - 1)


_HEADER = re.compile(rf"[|>]([+\-\d]*)[^\r\n\u0085\u2028\u2029]*{_BREAK}")
_LINE = re.compile(rf"([^\r\n\u0085\u2028\u2029]*)({_BREAK}|\Z)")


def _block(text: str, start: int, end: int, value: str) -> Mapped | None:
    header = _HEADER.match(text, start)
    if header is None:
        return None
    # A line that ends the scalar may be cut off at ``end``; blank space after it does no harm.
    lines = [found for found in _LINE.finditer(text, header.end(), end) if found.group()]
    for indent in _indents(lines, explicit=any(map(str.isdigit, header.group(1)))):
        decoded = _block_lines(lines, indent, folded=text[start] == ">")
        if decoded.text.rstrip("\n") == value.rstrip("\n"):
            return decoded
    return None


def _indents(lines: list[re.Match[str]], *, explicit: bool) -> Iterator[int]:
    """The indents to try: that of the first line; where a figure tells it, every smaller one."""
    written = (line.group(1) for line in lines if line.group(1).strip(" "))
    first = next(written, "")
    most = len(first) - len(first.lstrip(" "))
    return iter(range(most, -1, -1) if explicit else (most,))


def _block_lines(lines: list[re.Match[str]], indent: int, *, folded: bool) -> Mapped:
    builder = Builder()
    pending: list[re.Match[str]] = []
    last: re.Match[str] | None = None
    for line in lines:
        content = line.group(1)
        if len(content) <= indent and not content.strip(" "):
            pending.append(line)
            continue
        if len(content) - len(content.lstrip(" ")) < indent:
            break
        _break_before(builder, last, pending, content[indent], indent, folded)
        builder.copy(content[indent:], line.start(1) + indent)
        pending, last = [], line
    return builder.build()


def _break_before(
    builder: Builder,
    last: re.Match[str] | None,
    pending: list[re.Match[str]],
    first: str,
    indent: int,
    folded: bool,
) -> None:
    """Write what stands between the line ``last`` and one that begins with ``first``."""
    if last is not None:
        flowing = folded and first not in " \t" and last.group(1)[indent] not in " \t"
        if not flowing:
            builder.add("\n", *last.span(2))
        elif not pending:
            builder.add(" ", last.start(2), last.end(2) + indent)
    for line in pending:
        builder.add("\n", *line.span(2))
