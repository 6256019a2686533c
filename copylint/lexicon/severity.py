"""How much each rule weighs at each touchpoint: ``lexicons/severity.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from copylint.lexicon.store import fault, lexicon_root, load_toml
from copylint.model import TOUCHPOINTS, Severity

ByTouchpoint = Mapping[str, Severity]
"""Severities by the name of the touchpoint."""


@dataclass(frozen=True, slots=True)
class RuleSeverities:
    """Where a rule weighs otherwise than its own file says.

    Attributes:
        touchpoints: for the whole rule.
        kinds: for one kind of finding; they stand before those of the whole rule.
    """

    touchpoints: ByTouchpoint = field(default_factory=dict)
    kinds: Mapping[str, ByTouchpoint] = field(default_factory=dict)

    def at(self, touchpoint: str, kind: str) -> Severity | None:
        """The severity of ``kind`` at ``touchpoint``; None where it is the rule's own."""
        return self.kinds.get(kind, {}).get(touchpoint, self.touchpoints.get(touchpoint))


@cache
def severity_table() -> Mapping[str, RuleSeverities]:
    """What the shipped table says, by rule.

    Raises:
        CopylintError: the file is missing or broken, or names no touchpoint or severity.
    """
    return read_severity_table(lexicon_root() / "severity.toml")


def read_severity_table(path: Path) -> Mapping[str, RuleSeverities]:
    """The contents of one ``severity.toml``; raises as ``severity_table``."""
    return {rule: _rule(path, rule, table) for rule, table in load_toml(path).items()}


def _rule(path: Path, rule: str, table: object) -> RuleSeverities:
    if not isinstance(table, dict):
        raise fault(path, f"'{rule}' must be a table: write [{rule}]")
    kinds = {name: value for name, value in table.items() if isinstance(value, dict)}
    whole = {name: value for name, value in table.items() if name not in kinds}
    return RuleSeverities(
        _severities(path, rule, whole),
        {name: _severities(path, f"{rule}.{name}", value) for name, value in kinds.items()},
    )


def _severities(path: Path, where: str, table: Mapping[str, object]) -> ByTouchpoint:
    found: dict[str, Severity] = {}
    for name, label in table.items():
        if name not in TOUCHPOINTS:
            known = ", ".join(TOUCHPOINTS)
            raise fault(path, f"[{where}] has '{name}', which is no touchpoint; known are {known}")
        try:
            found[name] = Severity.parse(str(label))
        except ValueError:
            raise fault(
                path, f"[{where}] {name} must be off, info, warning or error, not '{label}'"
            ) from None
    return found
