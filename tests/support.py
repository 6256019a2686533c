"""Small makers of values that several tests need."""

from __future__ import annotations

from copylint.config import Settings
from copylint.engine import check_message, understand
from copylint.lexicon import Lexicons, load_lexicons
from copylint.model import Finding, Message, Severity, Source

LEXICONS: Lexicons = load_lexicons()


def messages(text: str, language: str, touchpoint: str | None = None) -> tuple[Message, ...]:
    """The messages of a plain text in a declared language."""
    return understand(Source("text.txt", text), Settings(language=language, touchpoint=touchpoint))


def findings(
    text: str, language: str, touchpoint: str | None = None, *, exhaustive: bool = False
) -> list[Finding]:
    """What copylint says of a plain text in a declared language, unfiltered."""
    return [
        finding
        for message in messages(text, language, touchpoint)
        for finding in check_message(message, Settings(), LEXICONS, exhaustive=exhaustive)
    ]


def warned(text: str, language: str, touchpoint: str | None = None) -> list[tuple[str, str | None]]:
    """Rule and quote of the findings of severity warning and above."""
    return [
        (finding.rule, finding.quote)
        for finding in findings(text, language, touchpoint)
        if finding.severity >= Severity.WARNING
    ]
