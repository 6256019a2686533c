"""What a rule hands to the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from copylint.model import Severity, Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A fault in one message.

    Attributes:
        rule, id: ``rule/id`` names the entry.
        kind: picks the rule's message, reason and advice.
        span: the words at fault in ``Message.text``; an anchor where ``absent``.
        severity: None for what the rule says of the touchpoint.
        suggestions: better wordings.
        fix: what may stand in place of the words as it is; None where the writer must choose.
        absent: whether something is missing rather than said.
        texts: message, why and advice of its own, by kind of text and language.
        weight: how specific it is; of two hits of a rule on the same words the heavier leads.
        values: what stands for ``{name}`` in the texts of the kind.
        languages: likewise, for names of languages; the values are codes.
        shipped: whether a pattern of the shipped lexicons found it; a team's own are not doubted.
    """

    rule: str
    id: str
    kind: str
    span: Span
    severity: Severity | None = None
    suggestions: tuple[str, ...] = ()
    fix: str | None = None
    absent: bool = False
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    weight: int = 0
    values: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    shipped: bool = False
