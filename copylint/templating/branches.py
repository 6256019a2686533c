"""Branches: a text once for each way that its conditionals may go.

``{% if a %}A{% elif b %}B{% else %}C{% endif %}`` is read with A, with B and with C. Of several
conditionals the branches go side by side, not each with each: the second reading takes the second
branch of all. A body of a loop is read once, and so is an ``if`` without ``else``: the text without
its body is not read on its own, because what is missing there (a name, a link, a sentence) stands
in the template, and a linter that asked for it would cry wolf.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from copylint.model import Span
from copylint.templating.scan import tags
from copylint.templating.tag import (
    BLOCK_FILLER,
    PLACEHOLDER_FILLER,
    SEAM_FILLER,
    Control,
    Tag,
)

MAX_VARIANTS: Final = 8
"""How often a text is read at the most; what more branches hold stands in the last, one
after the other."""

_MAX_DEPTH: Final = 100
"""Deeper nesting of conditionals is no template."""

_NATIVE = str.maketrans(dict.fromkeys((BLOCK_FILLER, PLACEHOLDER_FILLER, SEAM_FILLER), "\ufffc"))
_IS_NATIVE = re.compile(f"[{BLOCK_FILLER}{PLACEHOLDER_FILLER}{SEAM_FILLER}]")
_MAY_BRANCH = re.compile(
    r"\{%|\{\{|\{(?:if|for|section)|<%|<\?|<#|\*\|(?:IF|INTERESTED|GROUP)|%%\[|@[a-z]+|#\{?if"
)


def variants(text: str) -> tuple[str, ...]:
    """``text`` once for each way that its conditionals may go; the first takes their first branch.

    Each is as long as ``text``. What is not read of it, and the tags of the conditionals, are
    overwritten with fillers; other tags stay, for ``mask``. Every branch that holds words stands in
    one of the texts. A private character of ``text`` that is one of the fillers becomes U+FFFC.
    """
    if _IS_NATIVE.search(text):
        text = text.translate(_NATIVE)
    if _MAY_BRANCH.search(text) is None:
        return (text,)
    found = _Parser(text, tuple(tags(text))).conditionals()
    if not found:
        return (text,)
    needed = min(max(one.readings for one in found), MAX_VARIANTS)
    return tuple(_Variant(text, number).written(found) for number in range(needed))


# --- the tree -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Branch:
    """What stands between two tags of a conditional, and the conditionals in it."""

    start: int
    end: int
    inner: tuple[_Conditional, ...] = ()

    @cached_property
    def readings(self) -> int:
        """How many readings it takes to read every branch inside."""
        return max((one.readings for one in self.inner), default=1)


@dataclass(frozen=True)
class _Conditional:
    """A conditional with its tags: one of ``branches`` is written.

    ``tests`` are the conditions of those that were written one after the other and exclude each
    other; ``complete`` says whether one of the branches is certain to be written.
    """

    start: int
    end: int
    branches: tuple[_Branch, ...]
    tests: tuple[Control, ...]
    complete: bool

    @cached_property
    def readings(self) -> int:
        """How many readings it takes to read every branch, and every branch inside."""
        return sum(one.readings for one in self.branches)


@dataclass(slots=True)
class _Frame:
    """A stretch that was opened and not yet closed, with the branches so far."""

    tag: Tag
    control: Control
    turns: list[Tag] = field(default_factory=list)
    inner: list[list[_Conditional]] = field(default_factory=lambda: [[]])

    def turn(self, tag: Tag) -> None:
        self.turns.append(tag)
        self.inner.append([])


_ROOT: Final = Control("open", "")


class _Parser:
    """Pairs the tags of a text. What does not pair is left as it is, and branches nothing."""

    def __init__(self, text: str, found: Sequence[Tag]) -> None:
        self._text = text
        self._tags = found
        self._stack = [_Frame(Tag(0, 0, "block"), _ROOT)]
        self._open: Counter[tuple[str, str]] = Counter()
        self._turnable: Counter[str] = Counter()

    def conditionals(self) -> tuple[_Conditional, ...]:
        """The outermost conditionals, in order."""
        for tag in self._tags:
            for control in tag.controls:
                if control.step == "open":
                    self._push(tag, control)
                elif control.step == "turn":
                    self._turn(tag, control)
                else:
                    self._close(tag, control)
            if self._turnable.total() > _MAX_DEPTH:
                return ()
        while len(self._stack) > 1:
            self._dissolve(self._pop())
        return self._joined(self._stack[0].inner[0])

    def _push(self, tag: Tag, control: Control) -> None:
        self._stack.append(_Frame(tag, control))
        self._open[control.family, control.name] += 1
        self._turnable[control.family] += bool(control.flow)

    def _pop(self) -> _Frame:
        frame = self._stack.pop()
        self._open[frame.control.family, frame.control.name] -= 1
        self._turnable[frame.control.family] -= bool(frame.control.flow)
        return frame

    def _turn(self, tag: Tag, control: Control) -> None:
        if self._turnable[control.family] <= 0:
            return
        while not (self._top.family == control.family and self._top.flow):
            self._dissolve(self._pop())
        self._stack[-1].turn(tag)

    def _close(self, tag: Tag, control: Control) -> None:
        wanted = control.family, control.name
        if self._open[wanted] <= 0:
            return
        while (self._top.family, self._top.name) != wanted:
            self._dissolve(self._pop())
        frame = self._pop()
        if frame.control.flow and (frame.turns or frame.control.flow == "condition"):
            self._stack[-1].inner[-1].append(self._conditional(frame, tag))
        else:
            self._dissolve(frame)

    @property
    def _top(self) -> Control:
        return self._stack[-1].control

    def _dissolve(self, frame: _Frame) -> None:
        """``frame`` was no conditional: those inside belong to what is around it."""
        self._stack[-1].inner[-1].extend(one for those in frame.inner for one in those)

    def _conditional(self, frame: _Frame, close: Tag) -> _Conditional:
        starts = [frame.tag, *frame.turns]
        ends = [*frame.turns, close]
        branches = [
            _Branch(before.end, after.start, self._joined(inner))
            for before, after, inner in zip(starts, ends, frame.inner, strict=True)
        ]
        if frame.control.flow == "switch":
            branches = branches[1:]
        with_words = [one for one in branches if self._has_words(one)]
        return _Conditional(
            frame.tag.start,
            close.end,
            tuple(with_words or branches[:1]),
            (frame.control,),
            complete=bool(frame.turns),
        )

    def _has_words(self, branch: _Branch) -> bool:
        """Whether something that a customer reads stands in ``branch``."""
        bare = _SILENT_MARKUP.sub("", self._masked[branch.start : branch.end])
        return any(one.isalnum() or one == PLACEHOLDER_FILLER for one in bare)

    @cached_property
    def _masked(self) -> str:
        parts: list[str] = []
        at = 0
        for tag in self._tags:
            filler = PLACEHOLDER_FILLER if tag.kind == "placeholder" else BLOCK_FILLER
            parts += (self._text[at : tag.start], filler * (tag.end - tag.start))
            at = tag.end
        return "".join((*parts, self._text[at:]))

    def _joined(self, siblings: Iterable[_Conditional]) -> tuple[_Conditional, ...]:
        """``siblings`` with those made one that stand together and exclude each other."""
        joined: list[_Conditional] = []
        for one in siblings:
            if joined and self._exclude(joined[-1], one):
                last = joined[-1]
                joined[-1] = replace(
                    last,
                    end=one.end,
                    branches=(*last.branches, *one.branches),
                    tests=(*last.tests, *one.tests),
                )
            else:
                joined.append(one)
        return tuple(joined)

    def _exclude(self, first: _Conditional, second: _Conditional) -> bool:
        return (
            not first.complete
            and not second.complete
            and not self._text[first.end : second.start].strip()
            and all(exclude(one, other) for one in first.tests for other in second.tests)
        )


# Tags of markup without an attribute that is read.
_SILENT_MARKUP = re.compile(r"<(?![^<>]*\b(?:alt|title|label|placeholder|value)\s*=)[^<>]*>")

# x == "a", eq x "a", and the cases of a switch.
_EQUALS = re.compile(
    r"\(?(?P<subject>[\w.\[\]$@\-]+\s*(?:===?|=|\beq\b)|eq\s+[\w.$@\-]+|case)\s*"
    r"(?P<literal>(?:(?:\"[^\"]*\"|'[^']*')\s*)+)\)?"
)


def exclude(one: Control, other: Control) -> bool:
    """Whether at most one of two conditions can hold, told by how they are written.

    ``x`` and ``not x`` do, and ``x == "a"`` and ``x == "b"``.
    """
    if one.condition == other.condition and one.condition:
        return one.negated != other.negated
    if one.negated or other.negated:
        return False
    first, second = _EQUALS.fullmatch(one.condition), _EQUALS.fullmatch(other.condition)
    if first is not None and second is not None:
        return first["subject"] == second["subject"] and first["literal"] != second["literal"]
    cases = [found for found in (first, second) if found and found["subject"] == "case"]
    return bool(cases) and "default" in (one.condition, other.condition)


# --- writing ------------------------------------------------------------------------------------

_TRIMS_AFTER: Final = ("-%}", "-}}", "~}}")
_TRIMS_BEFORE: Final = ("{%-", "{{-", "{{~")


class _Variant:
    """Writes one reading of a text: number 0 takes the first branch of each conditional."""

    def __init__(self, text: str, number: int) -> None:
        self._text = text
        self._number = number
        self._rest = number == MAX_VARIANTS - 1
        self._gone: list[Span] = []
        self._opened: list[int] = []
        self._closed: list[int] = []
        self._apart: list[int] = []

    def written(self, conditionals: Iterable[_Conditional]) -> str:
        """The text with fillers for the tags of ``conditionals`` and the branches not taken."""
        for one in conditionals:
            self._take(one, self._number)
        self._closed.sort()
        parts: list[str] = []
        at = 0
        for span in _merged(self._gone):
            parts += (self._text[at : span.start], self._written(span))
            at = span.end
        return "".join((*parts, self._text[at:]))

    def _take(self, conditional: _Conditional, number: int) -> None:
        """Note what ``conditional`` leaves out in the reading ``number`` of its own."""
        number = min(number, conditional.readings - 1)
        if not conditional.complete:
            self._opened.append(conditional.start)
            self._closed.append(conditional.end)
        at = self._trimmed_before(conditional.start)
        passed = 0
        for branch in conditional.branches:
            inside = number - passed
            passed += branch.readings
            if inside >= branch.readings or (inside < 0 and not self._rest):
                continue
            start, end = self._trimmed(branch)
            self._gone.append(Span(at, start))
            if inside < 0:
                self._apart.append(branch.start)
            for one in branch.inner:
                self._take(one, max(inside, 0))
            at = end
        self._gone.append(Span(at, self._trimmed_after(conditional.end)))

    def _trimmed(self, branch: _Branch) -> tuple[int, int]:
        """The range of ``branch`` without the white space that its tags take away (``-%}``)."""
        start = self._trimmed_after(branch.start)
        end = self._trimmed_before(branch.end)
        return (start, end) if start <= end else (branch.start, branch.start)

    def _trimmed_after(self, at: int) -> int:
        if self._text[max(at - 3, 0) : at] in _TRIMS_AFTER:
            while at < len(self._text) and self._text[at].isspace():
                at += 1
        return at

    def _trimmed_before(self, at: int) -> int:
        if self._text.startswith(_TRIMS_BEFORE, at):
            while at and self._text[at - 1].isspace():
                at -= 1
        return at

    def _written(self, span: Span) -> str:
        """What stands for ``span``, as long as it: fillers; between branches a new paragraph."""
        length = span.end - span.start
        if next(_within(self._apart, span), None) is not None:
            return "\n\n".ljust(length, BLOCK_FILLER)
        return self._filler(span) * length

    def _filler(self, span: Span) -> str:
        """Whether words on the two sides of ``span`` are one word.

        Those of two conditionals, of which both may be left out, are seldom meant to be one:
        ``{% if a %}Hej{% endif %}{% if b %}Hallo{% endif %}``.
        """
        closed = next(_within(self._closed, span), None)
        if closed is None:
            return SEAM_FILLER
        opened = next(_within(self._opened, Span(closed, span.end)), None)
        return SEAM_FILLER if opened is None else BLOCK_FILLER


def _within(sorted_offsets: Sequence[int], span: Span) -> Iterator[int]:
    """Those of ``sorted_offsets`` that lie in ``span`` or at its end."""
    at = bisect_left(sorted_offsets, span.start)
    while at < len(sorted_offsets) and sorted_offsets[at] <= span.end:
        yield sorted_offsets[at]
        at += 1


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """``spans`` without the empty ones, in order, those that touch made one."""
    last: Span | None = None
    for span in sorted(one for one in spans if one.start < one.end):
        if last is not None and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
        else:
            if last is not None:
                yield last
            last = span
    if last is not None:
        yield last
