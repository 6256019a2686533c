"""From a decoded file to its findings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from copylint import inline, language, touchpoint
from copylint.lexicon import Lexicons, read_rule, rule_names
from copylint.messages import group
from copylint.model import (
    LANGUAGES,
    UNKNOWN,
    FileReport,
    Finding,
    Message,
    Severity,
    Source,
    Verdict,
)
from copylint.readers import kind_of, read
from copylint.rules import (
    anonymous_sender,
    english,
    likeness,
    missing_address,
    mixed_address,
    mixed_language,
    phrases,
    readability,
    we_ratio,
)
from copylint.rules.context import Context
from copylint.rules.hit import Hit
from copylint.suppression import suppress
from copylint.ui import load_ui

if TYPE_CHECKING:
    from copylint.config import Settings

_FIELD = re.compile(r"\{(\w+)\}")

Check = Callable[[Context], Iterable[Hit]]

_STRUCTURAL: Final[dict[str, Check]] = {
    "english": english.run,
    "missing-address": missing_address.run,
    "anonymous-sender": anonymous_sender.run,
    "mixed-address": mixed_address.run,
    "mixed-language": mixed_language.run,
    "readability": readability.run,
    "company-centric": we_ratio.run,
}


def lint(
    source: Source, settings: Settings, lexicons: Lexicons, *, ui_language: str = "en"
) -> FileReport:
    """What is to be said of ``source``; findings in source order, those that a comment silences set
    apart, not yet filtered otherwise.

    Raises:
        CopylintError: the content cannot be read as the format that it is.
    """
    messages, *alternatives = understand_all(source, settings)
    readings = [list(_told_once(messages)), *alternatives]
    findings = list(_found_once(readings, settings, lexicons, ui_language))
    # Stable: of two findings on the same words the one that stands first in the lexicon leads.
    findings.sort(key=lambda one: one.span)
    of_branches = [message for those in alternatives for message in those]
    report = FileReport(
        source.path,
        source,
        _language(messages) or _language(of_branches) or UNKNOWN,
        _touchpoint(messages) or _touchpoint(of_branches) or "other",
        tuple(findings),
    )
    segments = [segment for one in (*messages, *of_branches) for segment in one.segments]
    kind = settings.format or kind_of(source.path, source.text)
    return suppress(report, kind, segments, settings, ui_language)


def _found_once(
    readings: Iterable[Iterable[Message]], settings: Settings, lexicons: Lexicons, ui_language: str
) -> Iterator[Finding]:
    """The findings of all readings of a file; what several of them hold is told once.

    The same words are found again at the same place. What a message breaks as a whole, or lacks,
    may be seen at another place in another branch, so of that one for each message is told.
    """
    told: set[object] = set()
    for reading in readings:
        new: set[object] = set()
        for message in reading:
            if message.language.value not in LANGUAGES:
                continue
            for finding in check_message(message, settings, lexicons, ui_language):
                whole = finding.quote is None or read_rule(finding.rule).once
                place = tuple(message_keys(message)) if whole else finding.span
                fault = (finding.rule if whole else finding.id, place)
                if fault not in told:
                    new.add(fault)
                    yield finding
        told |= new


def understand(source: Source, settings: Settings) -> tuple[Message, ...]:
    """The messages of ``source`` in its first reading, each with its language and touchpoint.

    Raises:
        CopylintError: the content cannot be read as the format that it is.
    """
    return understand_all(source, settings)[0]


def understand_all(source: Source, settings: Settings) -> tuple[tuple[Message, ...], ...]:
    """The messages of ``source`` for each of its readings (``model.Reading.alternatives``).

    The first reading stands first. Of the others, those of a catalogue have the messages only in
    which they differ.

    Raises:
        CopylintError: the content cannot be read as the format that it is.
    """
    kind = settings.format or kind_of(source.path, source.text)
    comments = inline.declarations(source, kind)
    reading = read(source, kind=kind)
    outer = settings.forced.language or comments.language
    by_path = language.declared_by_path(source.path)

    def declared(message: Message) -> str | None:
        own = settings.for_keys(message_keys(message))
        return outer or own.language or _declared(message) or reading.language or by_path

    def touched(message: Message) -> Verdict:
        own = settings.for_keys(message_keys(message))
        return touchpoint.decide(
            message,
            path=source.path,
            kind=kind,
            declared=(
                (settings.forced.touchpoint, "on the command line"),
                (comments.touchpoint, "in a comment"),
                (reading.touchpoint, "in the front matter"),
                (own.touchpoint, "in the settings"),
            ),
        )

    messages = group(reading)
    verdicts = language.decide_all(messages, [declared(one) for one in messages])
    first = tuple(
        replace(message, language=verdict, touchpoint=touched(message))
        for message, verdict in zip(messages, verdicts, strict=True)
    )
    others = (group(replace(reading, segments=one)) for one in reading.alternatives)
    return first, *(
        tuple(
            replace(
                message,
                language=_language_of_branch(message, declared(message), first),
                touchpoint=touched(message),
            )
            for message in those
        )
        for those in others
    )


def _language_of_branch(
    message: Message, declared: str | None, first: Sequence[Message]
) -> Verdict:
    """The language of a message in another reading than the first: its own, or what the first is.

    A branch may be in another language on purpose, so that nothing is said against what is
    declared.
    """
    keys = tuple(message_keys(message))
    same = [one.language for one in first if not keys or keys[0] in message_keys(one)]
    said = None if any(one.contradicts for one in same) else declared
    verdict = language.decide(message, declared=said, hints=tuple(one.value for one in same))
    return replace(verdict, contradicts=None)


def _told_once(messages: Sequence[Message]) -> Iterator[Message]:
    """``messages``; where most of a file is not in the language declared, only the first of them
    still says so: a catalogue in the wrong language is one fault, not one for each string."""
    against = Counter((one.language.contradicts, one.language.value) for one in messages)
    told: set[tuple[str | None, str]] = set()
    for message in messages:
        case = (message.language.contradicts, message.language.value)
        if case[0] is not None and against[case] * 2 > len(messages) and case in told:
            yield replace(message, language=replace(message.language, contradicts=None))
        else:
            told.add(case)
            yield message


def message_keys(message: Message) -> Iterable[str]:
    """The catalogue keys that the settings may name ``message`` by."""
    return (segment.key for segment in message.segments if segment.key)


def _declared(message: Message) -> str | None:
    """What markup or a locale key says of the whole message."""
    said = {segment.language for segment in message.segments}
    return said.pop() if len(said) == 1 else None


def check_message(
    message: Message,
    settings: Settings,
    lexicons: Lexicons,
    ui_language: str = "en",
    *,
    exhaustive: bool = False,
) -> Iterator[Finding]:
    """The findings in one message whose language is one of ``model.LANGUAGES``.

    ``exhaustive`` tries every pattern on every sentence, the oracle of the anchor filter.
    """
    settings = settings.for_keys(message_keys(message))
    context = Context(
        message,
        lexicons.language(message.language.value),
        company=settings.company,
        accept=frozenset(word.lower() for word in settings.accept),
        exhaustive=exhaustive,
    )
    active = {name for name in rule_names() if _heaviest(name, message, settings) > Severity.OFF}
    for hit in _hits(context, active):
        severity = _severity(hit.rule, hit.kind, hit.severity, message, settings)
        if severity > Severity.OFF:
            yield _finding(hit, severity, message, ui_language)


def _hits(context: Context, active: set[str]) -> Iterator[Hit]:
    found = list(phrases.run(context, active))
    for name, check in _STRUCTURAL.items():
        if name in active:
            found.extend(check(context))
    found.extend(likeness.run(context, active, found))
    kept = _once(context.message, _ours(context, found))
    yield from likeness.weighed(context, kept)


def _once(message: Message, hits: list[Hit]) -> list[Hit]:
    """``hits`` with the first one only of each rule that a message breaks as a whole.

    A lone string of a catalogue lacks nothing: what it gives may stand in the next one.
    """
    lone = message.kind == "string" and any(segment.key for segment in message.segments)
    seen: set[str] = {name for name in rule_names() if lone and read_rule(name).once}
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: one.span):
        if not (read_rule(hit.rule).once and hit.rule in seen):
            kept.append(hit)
            seen.add(hit.rule)
    return kept


def _ours(context: Context, hits: list[Hit]) -> list[Hit]:
    """``hits`` without those in earlier mail that is quoted, and without those in text that the law
    words and where their rule is silent. What is missing stands nowhere, and stays."""
    return [hit for hit in hits if hit.absent or _is_judged(context, hit)]


def _is_judged(context: Context, hit: Hit) -> bool:
    role = context.role_at(hit.span.start)
    return role not in read_rule(hit.rule).passes_over and context.is_ours(hit.rule, hit.span)


def _severity(
    rule: str, kind: str, own: Severity | None, message: Message, settings: Settings
) -> Severity:
    """Config before the shipped table; the entry's own severity may only make it milder."""
    touchpoint = message.touchpoint.value
    chosen = settings.severity(rule, touchpoint)
    if chosen is None:
        chosen = read_rule(rule).severity_at(touchpoint, kind)
    return chosen if own is None else min(chosen, own)


def _heaviest(rule: str, message: Message, settings: Settings) -> Severity:
    """The severity of the kind of finding that weighs most."""
    kinds = read_rule(rule).kinds
    weights = (_severity(rule, kind, None, message, settings) for kind in kinds)
    return max(weights, default=Severity.OFF)


def _finding(hit: Hit, severity: Severity, message: Message, ui_language: str) -> Finding:
    kind = read_rule(hit.rule).kinds[hit.kind]
    quote = message.text[hit.span.start : hit.span.end]

    values = {
        "quote": " ".join(quote.split()),
        **hit.values,
        **{
            key: load_ui(ui_language)(f"language.{code}")
            for key, code in {"language": message.language.value, **hit.languages}.items()
        },
    }

    def text(key: str, common: Mapping[str, str]) -> str:
        return _filled(hit.texts.get(key, {}).get(ui_language) or common[ui_language], values)

    return Finding(
        rule=hit.rule,
        id=f"{hit.rule}/{hit.id}",
        severity=severity,
        span=message.source_span(hit.span),
        quote=None if hit.absent else quote,
        message=text("message", kind.message),
        why=text("why", kind.why),
        advice=text("advice", kind.advice),
        suggestions=hit.suggestions,
        language=message.language.value,
        weight=hit.weight,
        fix=hit.fix,
        part=_part(hit, message),
    )


def _part(hit: Hit, message: Message) -> str:
    """The part of the file that the segment stands in where ``hit`` begins."""
    at = bisect_right(message.bounds, hit.span.start, key=lambda bound: bound.start) - 1
    return message.segments[max(at, 0)].part if message.segments else ""


def _filled(text: str, values: Mapping[str, str]) -> str:
    """``text`` with its ``{names}`` replaced; braces that name nothing stay, as quotes may."""
    return _FIELD.sub(lambda found: values.get(found.group(1), found.group()), text)


def _language(messages: Iterable[Message]) -> str | None:
    """The language that most of ``messages`` are in, as far as it is known."""
    counted = Counter(one.language.value for one in messages if one.language.value != UNKNOWN)
    return counted.most_common(1)[0][0] if counted else None


def _touchpoint(messages: Iterable[Message]) -> str | None:
    """The touchpoint of most of ``messages``, if they have one."""
    counted = Counter(one.touchpoint.value for one in messages).most_common(1)
    return counted[0][0] if counted and counted[0][0] != "other" else None
