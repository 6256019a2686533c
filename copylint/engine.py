"""From a decoded file to its findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from copylint import language, touchpoint
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
)
from copylint.readers import read
from copylint.rules import doubt, english, missing_address, phrases, we_ratio
from copylint.rules.context import Context
from copylint.rules.hit import Hit

if TYPE_CHECKING:
    from copylint.config import Settings

Check = Callable[[Context], Iterable[Hit]]

_STRUCTURAL: Final[dict[str, Check]] = {
    "english": english.run,
    "missing-address": missing_address.run,
    "company-centric": we_ratio.run,
}


def lint(
    source: Source, settings: Settings, lexicons: Lexicons, *, ui_language: str = "en"
) -> FileReport:
    """What is to be said of ``source``; findings in source order, not yet filtered.

    Raises:
        CopylintError: the content cannot be read as the format that it is.
    """
    messages = understand(source, settings)
    findings = [
        finding
        for message in messages
        if message.language.value in LANGUAGES
        for finding in check_message(message, settings, lexicons, ui_language)
    ]
    # Stable: of two findings on the same words the one that stands first in the lexicon leads.
    findings.sort(key=lambda one: one.span)
    touchpoints = Counter(one.touchpoint.value for one in messages).most_common(1)
    return FileReport(
        source.path,
        source,
        _most(one.language.value for one in messages if one.language.value != UNKNOWN),
        touchpoints[0][0] if touchpoints else "other",
        tuple(findings),
    )


def understand(source: Source, settings: Settings) -> tuple[Message, ...]:
    """The messages of ``source``, each with its language and touchpoint.

    Raises:
        CopylintError: the content cannot be read as the format that it is.
    """
    reading = read(source)
    outer = settings.language
    by_path = language.declared_by_path(source.path)
    messages = group(reading)
    declared = [outer or _declared(one) or reading.language or by_path for one in messages]
    first = [
        language.decide(one, declared=said) for one, said in zip(messages, declared, strict=True)
    ]
    hints = tuple(one.value for one in first if one.value != UNKNOWN)
    return tuple(
        replace(
            message,
            language=verdict
            if verdict.value != UNKNOWN or not hints
            else language.decide(message, declared=said, hints=hints),
            touchpoint=touchpoint.decide(
                message,
                path=source.path,
                declared=settings.touchpoint or reading.touchpoint,
            ),
        )
        for message, verdict, said in zip(messages, first, declared, strict=True)
    )


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
    context = Context(
        message,
        lexicons.language(message.language.value),
        company=settings.company,
        accept=frozenset(word.lower() for word in settings.accept),
        exhaustive=exhaustive,
    )
    active = {
        name for name in rule_names() if _severity(name, None, message, settings) > Severity.OFF
    }
    for hit in _hits(context, active):
        severity = _severity(hit.rule, hit.severity, message, settings)
        if severity > Severity.OFF:
            yield _finding(hit, severity, message, ui_language)


def _hits(context: Context, active: set[str]) -> Iterator[Hit]:
    found = list(phrases.run(context, active))
    for name, check in _STRUCTURAL.items():
        if name in active:
            found.extend(check(context))
    yield from doubt.weighed(context, found)


def _severity(rule: str, own: Severity | None, message: Message, settings: Settings) -> Severity:
    """Config before everything; else the milder of the entry's and the touchpoint's."""
    if rule in settings.rules:
        chosen = settings.rules[rule]
        return chosen if own is None else min(chosen, own)
    at_touchpoint = read_rule(rule).severity_at(message.touchpoint.value)
    return at_touchpoint if own is None else min(own, at_touchpoint)


def _finding(hit: Hit, severity: Severity, message: Message, ui_language: str) -> Finding:
    kind = read_rule(hit.rule).kinds[hit.kind]
    quote = message.text[hit.span.start : hit.span.end]

    def text(key: str, common: Mapping[str, str]) -> str:
        return (hit.texts.get(key, {}).get(ui_language) or common[ui_language]).replace(
            "{quote}", " ".join(quote.split())
        )

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
    )


def _most(values: Iterable[str]) -> str:
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else UNKNOWN
