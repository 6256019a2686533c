"""What ``copylint show`` prints for people: a file as copylint reads it."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from copylint.anatomy import FileAnatomy, MessageAnatomy
from copylint.model import UNKNOWN, FileError, Message, Placeholder, Segment, Span, Verdict
from copylint.positions import LineIndex
from copylint.report.style import Style, printable
from copylint.ui import Ui

_INDENT: Final = "  "
_MAX_WIDTH: Final = 100
_MIN_TEXT: Final = 30
_OPEN: Final = "⟨"
_CLOSE: Final = "⟩"
_HARD_SPACE: Final = "\u00a0"
# A line this long is broken because it is full; a shorter one because it ends there.
_WRAPPED: Final = 55
_ITEMS: Final = ("-", "*", "•", "–")
_LINE = re.compile(r"[^\n]+")
# Roles that the name of a part says already, or that say nothing.
_SILENT_ROLES: Final = frozenset(("text", "subject", "preheader", "button", "footer"))


_Usual = Mapping[str, Verdict]
"""The verdict on language and on touchpoint that holds for a string unless it says otherwise."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A stretch of one segment that lies in one part."""

    span: Span
    segment: Segment
    part: str
    language: str
    begins_segment: bool


class ShowText:
    """Files one after the other, each as copylint reads it.

    Args:
        ui: the language to speak.
        style: colour or none.
        width: of the screen, in columns.
    """

    def __init__(self, ui: Ui, style: Style, *, width: int = 100) -> None:
        self._ui = ui
        self._style = style
        self._width = min(width, _MAX_WIDTH)

    def file(self, read: FileAnatomy | FileError) -> str:
        """One file, ready to print; nothing for one that could not be read."""
        if isinstance(read, FileError):
            return ""
        return "\n".join((*self._file(read), "", ""))

    def end(self) -> str:
        """Nothing more is to be said."""
        return ""

    # --- a file ---------------------------------------------------------------------------------

    def _file(self, read: FileAnatomy) -> Iterator[str]:
        index = LineIndex(read.source.text)
        yield self._style(printable(read.source.path), "bold")
        usual = _usual(read.messages)
        yield from self._facts(self._file_facts(read, usual))
        in_list = False
        for one in read.messages:
            string = one.message.kind == "string" and len(read.messages) > 1
            if not (string and in_list):
                yield ""
            in_list = string
            if string:
                yield from self._string(one, index, usual)
            else:
                yield from self._whole(one, index, alone=len(read.messages) == 1)
        shown = {segment for one in read.messages for segment in one.message.segments}
        for one in read.branches:
            yield from self._branch(one, index, shown, usual)

    def _file_facts(self, read: FileAnatomy, usual: _Usual) -> Iterator[tuple[str, str]]:
        ui = self._ui
        yield "format", f"{ui(f'format.{read.kind}')}, {read.source.encoding.upper()}"
        if read.declared is not None:
            origin = ui(f"show.by_{read.declared.origin}")
            yield "declared", f"{printable(read.declared.code)} ({origin})"
        if not read.messages:
            yield "content", ui("show.empty")
        elif len(read.messages) > 1:
            whole = sum(one.message.kind == "whole" for one in read.messages)
            strings = len(read.messages) - whole
            counts = [
                ui.count(key, count)
                for key, count in (("messages", whole), ("strings", strings))
                if count
            ]
            yield "content", ui.listed(counts)
            for kind, verdict in usual.items():
                yield kind, ui("show.usual", verdict=self._verdict(kind, verdict))

    def _facts(self, facts: Iterator[tuple[str, str]]) -> Iterator[str]:
        """Labelled lines, the label in a column of its own."""
        for label, value in facts:
            head = f"{_INDENT}{self._ui(f'show.{label}'):<{self._label_width}}"
            yield from self._beside(head, value, len(head))

    @property
    def _label_width(self) -> int:
        keys = ("format", "declared", "content", "language", "touchpoint", "salutation", "sign_off")
        return 2 + max(len(self._ui(f"show.{key}")) for key in (*keys, "statutory", "read_as"))

    # --- a message ------------------------------------------------------------------------------

    def _whole(self, one: MessageAnatomy, index: LineIndex, *, alone: bool) -> Iterator[str]:
        if not alone:
            lines = self._named_lines(one.message, Span(0, len(one.message.text)), index)
            key = _common_key(one.message.segments)
            title = self._ui("show.whole_at", lines=lines)
            yield self._style(" ".join(filter(None, (title, printable(key)))), "bold")
        yield from self._facts(self._message_facts(one, index, alone=alone))
        yield ""
        yield from self._rows(one, list(_rows(one)), index)

    def _branch(
        self, one: MessageAnatomy, index: LineIndex, shown: set[Segment], usual: _Usual
    ) -> Iterator[str]:
        """What another branch of a template writes, as far as it was not ``shown`` before."""
        rows = [row for row in _rows(one) if row.segment not in shown]
        if not rows:
            return
        shown.update(row.segment for row in rows)
        there = Span(rows[0].span.start, rows[-1].span.end)
        lines = self._named_lines(one.message, there, index)
        yield ""
        yield self._style(self._ui("show.branch_at", lines=lines), "bold")
        if one.message.kind == "string" and one.message.segments[0].key:
            yield from self._string(one, index, usual)
        else:
            yield from self._rows(one, rows, index)

    def _message_facts(
        self, one: MessageAnatomy, index: LineIndex, *, alone: bool
    ) -> Iterator[tuple[str, str]]:
        message = one.message
        if alone:
            yield "read_as", self._ui(f"show.{message.kind}")
        yield "language", self._verdict("language", message.language)
        yield "touchpoint", self._verdict("touchpoint", message.touchpoint)
        if message.kind == "whole":
            yield "salutation", self._salutation(one)
            yield "sign_off", self._sign_off(one)
        for block in one.statutory:
            lines = self._named_lines(message, block.span, index)
            title = block.kind.title[self._ui.language]
            words = printable(block.quote)
            yield (
                "statutory",
                self._ui("show.statutory_at", lines=lines, title=title, words=words),
            )

    def _verdict(self, kind: str, verdict: Verdict) -> str:
        value = self._ui(f"{kind}.{verdict.value}")
        return f"{value} – {self._evidence(verdict.evidence)}" if verdict.evidence else value

    def _evidence(self, evidence: str) -> str:
        """``evidence`` as far as it can be said in the language of the user."""
        phrases: Mapping[str, str] = self._ui.texts["evidence"]

        def translated(found: re.Match[str]) -> str:
            return phrases[found[0]]

        known = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
        said = re.sub(rf"(?:(?<=^)|(?<=; )|(?<=\())(?:{known})\b", translated, evidence)
        if evidence.startswith("either "):
            said = said.replace(" or ", self._ui("error.or"))
        return printable(said)

    def _salutation(self, one: MessageAnatomy) -> str:
        if one.salutation is None:
            return self._ui("show.none")
        found = one.salutation
        if found.addressee is None:
            return self._ui("show.no_addressee", words=self._shown(one.message, found.span))
        return self._ui(
            "show.addressee",
            words=self._shown(one.message, found.span),
            addressee=self._shown(one.message, found.addressee),
        )

    def _sign_off(self, one: MessageAnatomy) -> str:
        if one.sign_off is None:
            return self._ui("show.none")
        found = one.sign_off
        signed = " / ".join(self._shown(one.message, line.span) for line in found.signature)
        phrase = self._shown(one.message, found.phrase) if found.phrase else ""
        if not signed:
            return self._ui("show.unsigned", words=phrase)
        names = self._ui("show.signed", names=signed)
        return f"{self._ui('show.closed', words=phrase)}, {names}" if phrase else names

    # --- the rows of a message ------------------------------------------------------------------

    def _rows(self, one: MessageAnatomy, rows: Sequence[_Row], index: LineIndex) -> Iterator[str]:
        places = [self._lines(one.message, row.span, index) for row in rows]
        labels = [self._label(row, one.message) for row in rows]
        place_width = 2 + max(map(len, places), default=0)
        label_width = 2 + max(map(len, labels), default=0)
        taken = len(_INDENT) + place_width + label_width
        below = ""
        for row, place, label in zip(rows, places, labels, strict=True):
            shown = "" if label == below and not row.begins_segment else label
            below = label
            head = (
                f"{_INDENT}{self._style(f'{place:<{place_width}}', 'faint')}"
                f"{self._style(f'{shown:<{label_width}}', 'link')}"
            )
            if row.segment.key and row.begins_segment:
                yield head + self._style(printable(row.segment.key), "faint")
                head = " " * taken
            yield from self._beside(head, self._text(one.message, row.span), taken)

    def _label(self, row: _Row, message: Message) -> str:
        label = self._ui(f"part.{row.part}")
        if row.segment.role not in _SILENT_ROLES and row.part in ("body", "subject"):
            label = self._ui(f"role.{row.segment.role}")
        return f"{label}, {row.language}" if _differs(row.language, message) else label

    def _string(self, one: MessageAnatomy, index: LineIndex, usual: _Usual) -> Iterator[str]:
        """A string of a catalogue: its line and key, its text, and what is not as usual."""
        message = one.message
        lines = self._lines(message, Span(0, len(message.text)), index)
        width = max(6, len(lines) + 2)
        head = f"{_INDENT}{self._style(f'{lines:<{width}}', 'faint')}"
        taken = len(_INDENT) + width
        if message.segments[0].key:
            yield head + self._style(printable(message.segments[0].key), "bold")
            head = " " * taken
        yield from self._beside(head, self._text(message, Span(0, len(message.text))), taken)
        facts = "; ".join(self._string_facts(one, usual))
        if facts:
            yield from self._beside(" " * taken, f"({facts})", taken, look="faint")

    def _string_facts(self, one: MessageAnatomy, usual: _Usual) -> Iterator[str]:
        role = one.message.segments[0].role
        if role != "text":
            yield self._ui(f"role.{role}")
        for kind, verdict in _verdicts(one.message).items():
            if kind not in usual or verdict.value != usual[kind].value:
                yield self._verdict(kind, verdict)
        for block in one.statutory:
            yield block.kind.title[self._ui.language]

    # --- text -----------------------------------------------------------------------------------

    def _beside(self, head: str, text: str, taken: int, *, look: str = "") -> Iterator[str]:
        """``text`` wrapped to the right of ``head``, which takes ``taken`` columns."""
        room = max(_MIN_TEXT, self._width - taken)
        lines = [
            line
            for written in text.split("\n")
            for line in textwrap.wrap(written, room, break_on_hyphens=False, break_long_words=False)
        ] or [""]
        for number, line in enumerate(lines):
            line = line.replace(_HARD_SPACE, " ")
            before = " " * taken if number else head
            yield (before + (self._style(line, look) if look else line)).rstrip()

    def _text(self, message: Message, span: Span) -> str:
        """The text at ``span`` with the line breaks that a customer sees as such."""
        lines: list[str] = []
        full = False
        for match in _LINE.finditer(message.text, span.start, span.end):
            line = self._shown(message, Span(match.start(), match.end()))
            if full and not line.startswith(_ITEMS):
                lines[-1] += f" {line}"
            else:
                lines.append(line)
            full = match.end() - match.start() >= _WRAPPED
        return "\n".join(lines)

    def _shown(self, message: Message, span: Span) -> str:
        """The text at ``span`` on one line, each placeholder with its role."""
        text: list[str] = []
        at = span.start
        for one in message.placeholders:
            if span.covers(one.span):
                text.append(printable(message.text[at : one.span.start]))
                text.append(self._placeholder(message, one))
                at = one.span.end
        text.append(printable(message.text[at : span.end]))
        return "".join(text).strip()

    def _placeholder(self, message: Message, one: Placeholder) -> str:
        written = message.text[one.span.start : one.span.end]
        name = printable(one.identifier or written).replace(" ", _HARD_SPACE)
        if one.role == "other":
            return f"{_OPEN}{name}{_CLOSE}"
        return f"{_OPEN}{self._ui(f'placeholder.{one.role}')}:{_HARD_SPACE}{name}{_CLOSE}"

    def _lines(self, message: Message, span: Span, index: LineIndex) -> str:
        """The source lines of ``span``: ``3`` or ``3-5``."""
        source = message.source_span(span)
        first, _ = index.position(source.start)
        last, _ = index.position(max(source.start, source.end - 1))
        return str(first) if first == last else f"{first}-{last}"

    def _named_lines(self, message: Message, span: Span, index: LineIndex) -> str:
        lines = self._lines(message, span, index)
        return self._ui("show.lines" if "-" in lines else "show.line", lines=lines)


def _verdicts(message: Message) -> dict[str, Verdict]:
    return {"language": message.language, "touchpoint": message.touchpoint}


def _usual(messages: Sequence[MessageAnatomy]) -> _Usual:
    """The verdicts that most of the strings of a catalogue share."""
    counted: dict[str, Counter[Verdict]] = {}
    for one in messages:
        if one.message.kind == "string":
            for kind, verdict in _verdicts(one.message).items():
                counted.setdefault(kind, Counter())[verdict] += 1
    return {kind: count.most_common(1)[0][0] for kind, count in counted.items()}


def _rows(one: MessageAnatomy) -> Iterator[_Row]:
    """The parts of a message, cut where a segment ends."""
    message = one.message
    at = 0
    for number, (segment, bound) in enumerate(zip(message.segments, message.bounds, strict=True)):
        begins = True
        while at < len(one.parts) and one.parts[at].span.end <= bound.start:
            at += 1
        following = at
        while following < len(one.parts) and one.parts[following].span.start < bound.end:
            part = one.parts[following]
            span = Span(max(part.span.start, bound.start), min(part.span.end, bound.end))
            yield _Row(span, segment, part.name, one.languages[number], begins)
            begins = False
            following += 1


def _differs(language: str, message: Message) -> bool:
    return language not in (UNKNOWN, message.language.value)


def _common_key(segments: Sequence[Segment]) -> str:
    """What the keys of the segments share, up to a dot."""
    keys = [segment.key.split(".") for segment in segments]
    shared: list[str] = []
    for level in zip(*keys, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return ".".join(shared)
