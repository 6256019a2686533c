"""Comments that silence findings: ``copylint: ignore guilt-trip -- reason``.

``ignore`` holds for the line it stands on, or, alone on its line, for the next line with copy;
``ignore-next`` always for the latter. In a catalogue, where no comment fits into a string, a line
stands for every string that touches it. ``ignore-start`` and ``ignore-end`` enclose a region, and
``ignore-file`` holds for all of the file. Rules or ids of findings may be named; else all are
silenced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from copylint.filters import tidy
from copylint.inline import Directive, directives
from copylint.lexicon import read_rule, rule_names
from copylint.model import (
    LANGUAGES,
    FileReport,
    Finding,
    Segment,
    Severity,
    Source,
    Span,
    Suppressed,
)
from copylint.positions import LineIndex

if TYPE_CHECKING:
    from copylint.config import Settings

RULE: Final = "suppression"
"""The rule about these comments themselves; it cannot be silenced by one."""

_SEVERITIES: Final = {
    "unknown": Severity.WARNING,
    "unmatched": Severity.WARNING,
    "unused": Severity.INFO,
}


@dataclass(frozen=True, slots=True)
class Suppression:
    """What one comment silences.

    Attributes:
        directive: the comment.
        names: rules and ids of findings; empty for all.
        ranges: where, in offsets of the source; none for a comment that has nothing to hold for.
    """

    directive: Directive
    names: tuple[str, ...]
    ranges: tuple[Span, ...]

    def silences(self, finding: Finding) -> bool:
        """Whether ``finding`` is one of those meant, and stands where they are silenced."""
        if finding.rule == RULE or not any(one.overlaps(finding.span) for one in self.ranges):
            return False
        return not self.names or finding.rule in self.names or finding.id in self.names


@dataclass(frozen=True, slots=True)
class _Fault:
    """A fault in a comment; ``kind`` is one of the rule's, ``name`` fills its message."""

    directive: Directive
    kind: str
    name: str


def suppress(
    report: FileReport,
    kind: str,
    segments: Sequence[Segment],
    settings: Settings,
    ui_language: str = "en",
) -> FileReport:
    """``report`` with its silenced findings set apart, and findings about idle comments added.

    Where there are such comments, findings are merged first: a comment names what reports show.

    Args:
        report: on a file that was read.
        kind: of the reader.
        segments: all copy of the file.
        settings: say how much a finding about a comment weighs, and which rules did not run.
        ui_language: of the messages.
    """
    source = report.source
    if source is None or not any(one.ignores for one in directives(source.text, kind)):
        return report
    report = replace(report, findings=tidy(report.findings))
    found = list(suppressions(source, kind, segments))
    kept: list[Finding] = []
    silenced: list[Suppressed] = []
    for one in report.findings:
        by = next((comment for comment in found if comment.silences(one)), None)
        if by is None:
            kept.append(one)
        else:
            silenced.append(Suppressed(one, by.directive.reason))
    faults = list(_faults(source, kind, found, report, settings))
    kept += _findings(faults, report, settings, ui_language)
    kept.sort(key=lambda one: one.span)
    return replace(report, findings=tuple(kept), suppressed=tuple(silenced))


def suppressions(source: Source, kind: str, segments: Sequence[Segment]) -> Iterator[Suppression]:
    """What the comments in ``source`` silence; a comment that ends a region is part of the one
    that begins it."""
    said = [one for one in directives(source.text, kind) if one.ignores]
    if not said:
        return
    lines = _Lines(source.text, segments, [one.span for one in said])
    ends = dict(_regions(said))
    for one in said:
        verb, *names = one.words
        ranges: tuple[Span, ...]
        match verb:
            case "ignore-end":
                continue
            case "ignore-file":
                ranges = (Span(0, len(source.text)),)
            case "ignore-start":
                end = ends[one]
                ranges = (Span(one.span.end, end.span.start if end else len(source.text)),)
            case "ignore" if not lines.alone(one.span):
                ranges = lines.around(one.span)
            case _:
                ranges = lines.next_copy(one.span.end)
        yield Suppression(one, tuple(names), ranges)


def _regions(said: Iterable[Directive]) -> Iterator[tuple[Directive, Directive | None]]:
    """Each comment that begins a region with the one that ends it: the next that names the same
    rules, or none."""
    is_open: list[Directive] = []
    for one in said:
        if one.words[0] == "ignore-start":
            is_open.append(one)
        elif one.words[0] == "ignore-end":
            begin = _begun_by(one, is_open)
            if begin is not None:
                is_open.remove(begin)
                yield begin, one
    for begin in is_open:
        yield begin, None


def _begun_by(end: Directive, is_open: Sequence[Directive]) -> Directive | None:
    names = set(end.words[1:])
    same = (one for one in reversed(is_open) if not names or set(one.words[1:]) == names)
    return next(same, None)


class _Lines:
    """Where copy stands among the lines of one text."""

    def __init__(self, text: str, segments: Sequence[Segment], comments: Sequence[Span]) -> None:
        self._text = text
        self._index = LineIndex(text)
        self._comments = comments
        self._strings = [
            Span(one.runs[0].start, one.runs[-1].end) for one in segments if one.key and one.runs
        ]
        self._copy = sorted(
            Span(run.start, run.end)
            for segment in segments
            for run in segment.runs
            if text[run.start : run.end].strip()
        )

    def alone(self, comment: Span) -> bool:
        """Whether nothing but comments to copylint stands on the lines of ``comment``."""
        span = self._lines_of(comment)
        at = span.start
        for one in self._comments:
            if one.overlaps(span):
                if self._text[at : max(one.start, at)].strip(" \t\ufeff"):
                    return False
                at = max(at, one.end)
        return not self._text[at : span.end].strip()

    def around(self, comment: Span) -> tuple[Span, ...]:
        """The lines of ``comment``, and the strings of a catalogue that touch them."""
        return self._with_strings(self._lines_of(comment))

    def next_copy(self, offset: int) -> tuple[Span, ...]:
        """The first line below ``offset`` with copy, and the strings that touch it."""
        after = self._index.line_range(self._index.position(offset).line)[1]
        for one in self._copy:
            begin = max(one.start, after)
            words = self._text[begin : one.end]
            if words.strip():
                at = begin + len(words) - len(words.lstrip())
                return self._with_strings(self._lines_of(Span(at, at)))
        return ()

    def _lines_of(self, span: Span) -> Span:
        first = self._index.position(span.start).line
        last = self._index.position(span.end).line
        return Span(self._index.line_range(first)[0], self._index.line_range(last)[1])

    def _with_strings(self, line: Span) -> tuple[Span, ...]:
        return (line, *(one for one in self._strings if one.overlaps(line)))


# ---- Findings about the comments themselves -----------------------------------------------------


def _faults(
    source: Source,
    kind: str,
    found: Sequence[Suppression],
    report: FileReport,
    settings: Settings,
) -> Iterator[_Fault]:
    """What is wrong with the comments: of each the fault that explains the others.

    Whether one is unused can only be said where the rules ran.
    """
    judged = report.language in LANGUAGES and not settings.forced.only
    by_directive = {one.directive: one for one in found}
    unmatched = set(_unmatched(source, kind))
    for one in directives(source.text, kind):
        unknown = [name for name in one.words[1:] if _rule_of(name) not in rule_names()]
        if not one.ignores:
            continue
        if unknown:
            yield _Fault(one, "unknown", ", ".join(map(_with_hint, unknown)))
        elif one in unmatched:
            yield _Fault(one, "unmatched", one.words[0])
        elif judged and one in by_directive:
            unused = list(_unused(by_directive[one], report, settings))
            if unused:
                yield _Fault(one, "unused", ", ".join(unused))


def _rule_of(name: str) -> str:
    return name.partition("/")[0]


def _with_hint(name: str) -> str:
    close = get_close_matches(name, rule_names(), n=1)
    return f"{name} ({close[0]}?)" if close else name


def _unmatched(source: Source, kind: str) -> Iterator[Directive]:
    said = [one for one in directives(source.text, kind) if one.ignores]
    ends = dict(_regions(said))
    closing = set(ends.values())
    for one in said:
        is_open = one.words[0] == "ignore-start" and ends[one] is None
        if is_open or (one.words[0] == "ignore-end" and one not in closing):
            yield one


def _unused(one: Suppression, report: FileReport, settings: Settings) -> Iterator[str]:
    """The names in a comment that no finding answers to; the rules of others did not run."""
    if not one.names and not any(map(one.silences, report.findings)):
        yield one.directive.words[0]
    for name in one.names:
        off = settings.severity(_rule_of(name), report.touchpoint) is Severity.OFF
        alone = replace(one, names=(name,))
        if not off and not any(map(alone.silences, report.findings)):
            yield name


def _findings(
    faults: Iterable[_Fault], report: FileReport, settings: Settings, ui_language: str
) -> Iterator[Finding]:
    assert report.source is not None
    chosen = settings.severity(RULE, report.touchpoint)
    for fault in faults:
        severity = _SEVERITIES[fault.kind] if chosen is None else chosen
        if severity is Severity.OFF:
            continue
        span = fault.directive.span
        texts = read_rule(RULE).kinds[fault.kind]
        yield Finding(
            rule=RULE,
            id=f"{RULE}/{fault.kind}",
            severity=severity,
            span=span,
            quote=report.source.text[span.start : span.end],
            message=texts.message[ui_language].format(name=fault.name),
            why=texts.why[ui_language],
            advice=texts.advice[ui_language],
            language=report.language,
        )
