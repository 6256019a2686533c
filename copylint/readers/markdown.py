"""Markdown, also written as a template or with HTML in it.

markdown-it says which blocks there are and which lines they span. What it hands on of a block is
found again in those lines; inside it, each inline rule is watched for the range it consumes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from copylint.model import Reading, Segment, SegmentRole
from copylint.readers.draft import Drafter, segments
from copylint.readers.html import read_fragment
from copylint.readers.mapped import Builder, Mapped
from copylint.templating import VANISHED, mask

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_BLOCK_LINES = re.compile(rf"^[ \t]*[{VANISHED}][ \t{VANISHED}]*(?=\r?$)", re.MULTILINE)
_NOT_NEWLINE = re.compile(r"[^\r\n]")
_TASK = re.compile(r"\[[ xX]\]\s+")
_LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_markdown(text: str, *, template: bool = False) -> Reading:
    """What a customer reads of a Markdown document.

    ``template`` takes an indented line for text: between block tags writers indent as they like.
    """
    return Reading(tuple(_Document(text, template=template).segments()))


# --- blocks -----------------------------------------------------------------------------------


class _Document:
    def __init__(self, text: str, *, template: bool) -> None:
        self._text = _without_block_lines(text)
        self._masked = mask(self._text)
        self._lines = [found for found in _LINE.finditer(self._masked) if found.group()]
        self._md = _parser(template=template)
        self._cell_line = -1
        self._cell_end = 0

    def segments(self) -> Iterator[Segment]:
        env: dict[str, Any] = {}
        lists = 0
        opened: Token | None = None
        for token in self._blocks(env):
            if token.type == "list_item_open":
                lists += 1
            elif token.type == "list_item_close":
                lists -= 1
            elif token.type == "html_block":
                yield from read_fragment(self._mapped(token))
            elif token.type == "inline" and token.content:
                kind = opened.type if opened else ""
                in_cell = kind in ("td_open", "th_open")
                mapped = self._cell(token) if in_cell else self._mapped(token)
                role = _role(kind, in_list=lists > 0)
                yield from _inline_segments(self._md, env, token.content, mapped, role)
            opened = token

    def _blocks(self, env: dict[str, Any]) -> list[Token]:
        plain = "\n".join(found.group(1).replace("\0", "\ufffd") for found in self._lines)
        found: list[Token] = []
        self._md.block.parse(plain, self._md, env, found)
        return found

    def _mapped(self, token: Token) -> Mapped:
        """The content of a block, found again in its lines; as long as ``token.content``."""
        builder = Builder()
        first = token.map[0] if token.map else 0
        contents = token.content.split("\n")
        for number, content in enumerate(contents, first):
            line = self._lines[min(number, len(self._lines) - 1)]
            self._map_line(builder, content, line)
            if number + 1 < first + len(contents):
                builder.add("\n", line.start(2), max(line.end(2), line.start(2)))
        return builder.build()

    def _map_line(self, builder: Builder, content: str, line: re.Match[str]) -> None:
        core = content.strip()
        at = line.start(1) + max(line.group(1).rfind(core), 0)
        lead = len(content) - len(content.lstrip()) if core else 0
        builder.add(content[:lead], line.start(1), max(at, line.start(1) + 1))
        tail = min(len(content) - lead, line.end(1) - at)
        builder.copy(self._text[at : at + tail], at)
        builder.add(content[lead + tail :], line.end(1), line.end(1))

    def _cell(self, token: Token) -> Mapped:
        """The content of a table cell, in which ``\\|`` writes a bar."""
        number = token.map[0] if token.map else 0
        line = self._lines[number]
        if number != self._cell_line:
            self._cell_line, self._cell_end = number, line.start(1)
        written = token.content.replace("|", "\\|")
        at = max(self._masked.find(written, self._cell_end, line.end(1)), self._cell_end)
        self._cell_end = at + len(written)
        builder = Builder()
        for part in re.finditer(r"\\\||(?:(?!\\\|).)+", written):
            start, end = at + part.start(), at + part.end()
            if part.group() == "\\|":
                builder.add("|", start, end)
            else:
                builder.copy(self._text[start:end], start)
        return builder.build()


def _without_block_lines(text: str) -> str:
    """The text with blanks for block tags that have their lines to themselves."""
    parts: list[str] = []
    at = 0
    for found in _BLOCK_LINES.finditer(mask(text)):
        start, end = found.span()
        parts += [text[at:start], _NOT_NEWLINE.sub(" ", text[start:end])]
        at = end
    return "".join((*parts, text[at:]))


def _role(opened: str, *, in_list: bool) -> SegmentRole:
    if opened == "heading_open":
        return "heading"
    return "list" if in_list else "text"


# --- inline -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Event:
    """A stretch of a block's content that is not simply text."""

    start: int
    end: int
    kind: str
    """hide, gap, break, soft, write, code or mark"""
    text: str = ""
    token: Token | None = None


@dataclass(slots=True)
class _Record:
    """What the inline rules consumed in one block."""

    state: StateInline | None = None
    events: list[_Event] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    images: list[tuple[int, int]] = field(default_factory=list)


def _inline_segments(
    md: MarkdownIt, env: dict[str, Any], content: str, mapped: Mapped, role: SegmentRole
) -> Iterator[Segment]:
    record = _record(md, env, content)
    for start, end in record.images:
        alt = mapped.part(start, end)
        yield from _inline_segments(md, env, content[start:end], alt, "alt")
    if role in ("text", "list") and record.links == [(0, len(content))]:
        role = "link"
    drafter = Drafter(mapped.text, content)
    task = _TASK.match(content) if role == "list" else None
    _write(drafter, record.events, task.end() if task else 0, len(content))
    yield from segments([drafter.take(role)], outer=mapped)


def _record(md: MarkdownIt, env: dict[str, Any], content: str) -> _Record:
    record = _Record()
    outer, env[_ENV_KEY] = env.get(_ENV_KEY), record
    record.state = StateInline(content, md, env, [])
    md.inline.tokenize(record.state)
    for rule in md.inline.ruler2.getRules(""):
        rule(record.state)
    env[_ENV_KEY] = outer
    return record


def _write(drafter: Drafter, events: Sequence[_Event], at: int, end: int) -> None:
    for event in sorted(events, key=lambda one: (one.start, one.end)):
        if event.start < at or (event.kind == "mark" and _is_literal(event.token)):
            continue
        drafter.copy(at, event.start, flat=True)
        at = event.end
        if event.kind == "break":
            drafter.add("\n", event.start, event.end)
        elif event.kind == "soft":
            drafter.add(" ", event.start, event.end)
        elif event.kind == "write":
            drafter.add(event.text, event.start, event.end)
        elif event.kind == "code":
            width = len(event.text)
            drafter.opaque(event.start + width, event.end - width)
        elif event.kind == "gap":
            drafter.gap(event.start, event.end)
    drafter.copy(at, end, flat=True)


def _is_literal(token: Token | None) -> bool:
    """Whether a mark of emphasis found no partner and stands as text."""
    return token is not None and token.type == "text" and token.content != ""


# --- watching markdown-it ---------------------------------------------------------------------

_ENV_KEY: Final = "copylint"
_Rule = Callable[[StateInline, bool], bool]
_Watcher = Callable[[_Record, StateInline, int, int], None]


@cache
def _parser(*, template: bool) -> MarkdownIt:
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    if template:
        md.disable("code")
    # It merges marks into the text beside them, and then nobody can tell which were used.
    md.inline.ruler2.disable("fragments_join", ignoreInvalid=True)
    ruler = md.inline.ruler
    for name, rule in zip(ruler.get_active_rules(), ruler.getRules(""), strict=True):
        if name in _WATCHERS:
            ruler.at(name, _watched(rule, _WATCHERS[name]))
    return md


def _watched(rule: _Rule, watcher: _Watcher) -> _Rule:
    """``rule``, whose successes in the block being read go to ``watcher``."""

    def watched(state: StateInline, silent: bool) -> bool:
        record = state.env.get(_ENV_KEY)
        if silent or not isinstance(record, _Record) or record.state is not state:
            return rule(state, silent)
        start = state.pos
        if not rule(state, silent):
            return False
        watcher(record, state, start, state.pos)
        return True

    return watched


def _newline(record: _Record, state: StateInline, start: int, end: int) -> None:
    hard = state.src[:start].endswith("  ")
    record.events.append(_Event(start, end, "break" if hard else "soft"))


def _escape(record: _Record, state: StateInline, start: int, end: int) -> None:
    if state.src[start + 1] == "\n":
        record.events.append(_Event(start, end, "break"))
    elif len(state.tokens[-1].content) == 1:
        record.events.append(_Event(start, end, "write", state.tokens[-1].content))


def _backticks(record: _Record, state: StateInline, start: int, end: int) -> None:
    token = state.tokens[-1] if state.tokens else None
    # A lone backtick is left pending as text, so that no token was made for it.
    if token is not None and token.type == "code_inline" and not state.pending:
        # One space inside the backticks at either end belongs to them.
        padded = len(token.content) < end - start - 2 * len(token.markup)
        margin = token.markup + " " if padded else token.markup
        record.events.append(_Event(start, end, "code", margin))


def _marks(record: _Record, state: StateInline, start: int, end: int) -> None:
    for token in reversed(state.tokens):
        if end <= start:
            return
        begin = end - len(token.content)
        record.events.append(_Event(begin, end, "mark", token=token))
        end = begin


def _link(record: _Record, state: StateInline, start: int, end: int) -> None:
    label_end = state.md.helpers.parseLinkLabel(_rewound(state, start), start, True)
    record.events += [_Event(start, start + 1, "hide"), _Event(label_end, end, "hide")]
    record.links.append((start, end))


def _image(record: _Record, state: StateInline, start: int, end: int) -> None:
    label_end = state.md.helpers.parseLinkLabel(_rewound(state, start), start + 1, False)
    record.events.append(_Event(start, end, "gap"))
    record.images.append((start + 2, label_end))


def _rewound(state: StateInline, start: int) -> StateInline:
    """A state for asking where a label ends, which leaves the real one alone."""
    fresh = StateInline(state.src, state.md, state.env, [])
    fresh.pos = start
    fresh.posMax = state.posMax
    fresh.linkLevel = state.linkLevel
    return fresh


def _autolink(record: _Record, state: StateInline, start: int, end: int) -> None:
    record.events += [_Event(start, start + 1, "hide"), _Event(end - 1, end, "hide")]


def _html(record: _Record, state: StateInline, start: int, end: int) -> None:
    breaks = _LINE_BREAK_TAG.fullmatch(state.src, start, end)
    record.events.append(_Event(start, end, "break" if breaks else "hide"))


def _entity(record: _Record, state: StateInline, start: int, end: int) -> None:
    record.events.append(_Event(start, end, "write", state.tokens[-1].content))


_WATCHERS: Final[dict[str, _Watcher]] = {
    "newline": _newline, "escape": _escape, "backticks": _backticks, "strikethrough": _marks,
    "emphasis": _marks, "link": _link, "image": _image, "autolink": _autolink,
    "html_inline": _html, "entity": _entity,
}  # fmt: skip
