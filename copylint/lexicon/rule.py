"""Rules: their names, severities and the words that explain them, from ``lexicons/rules``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, get_args

from copylint.lexicon.severity import RuleSeverities, severity_table
from copylint.lexicon.store import fault, lexicon_root, load_toml
from copylint.model import UI_LANGUAGES, SegmentRole, Severity

Texts = Mapping[str, str]
"""The same text in every language of ``model.UI_LANGUAGES``."""

_RULE_TEXTS: Final = ("title", "what", "why", "advice")


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to break a rule. ``message`` may hold ``{quote}``."""

    name: str
    message: Texts
    why: Texts
    advice: Texts


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as ``copylint rules`` and ``explain`` show it.

    Attributes:
        name: as in config, such as ``hollow-phrase``.
        severity: where nothing else decides.
        severities: where it weighs otherwise, by touchpoint and kind.
        kinds: by name.
        passes_over: roles of segments in which the rule finds nothing: a button may command.
        once: whether a message has the fault at most once: it is missing something as a whole.
        doubt: below this probability the linear model makes a shipped pattern's finding an info.
        finds: from this probability on the linear model has findings of its own; 0 for never.
    """

    name: str
    severity: Severity
    title: Texts
    what: Texts
    why: Texts
    advice: Texts
    severities: RuleSeverities
    kinds: Mapping[str, Kind]
    passes_over: frozenset[str] = frozenset()
    once: bool = False
    doubt: float = 0.0
    finds: float = 0.0

    def severity_at(self, touchpoint: str, kind: str) -> Severity:
        """How much a finding of ``kind`` weighs at ``touchpoint``."""
        differs = self.severities.at(touchpoint, kind)
        return self.severity if differs is None else differs


@cache
def rule_names() -> tuple[str, ...]:
    """The names of all rules, in alphabetical order."""
    return tuple(sorted(path.stem for path in (lexicon_root() / "rules").glob("*.toml")))


@cache
def read_rule(name: str) -> Rule:
    """The rule ``name``.

    Raises:
        CopylintError: its file is missing or broken.
    """
    path = lexicon_root() / "rules" / f"{name}.toml"
    table = load_toml(path)
    kinds = {key: _kind(path, key, one, table) for key, one in table.get("kinds", {}).items()}
    return Rule(
        name=name,
        severity=_severity(path, table.get("severity")),
        **{key: _texts(path, table, key) for key in _RULE_TEXTS},
        severities=_severities(path, name, table, kinds),
        kinds=kinds,
        passes_over=_roles(path, table.get("passes_over", [])),
        once=table.get("once") is True,
        doubt=_probability(path, table, "doubt"),
        finds=_probability(path, table, "finds"),
    )


def _roles(path: Path, value: object) -> frozenset[str]:
    known = get_args(SegmentRole)
    if not isinstance(value, list) or not set(value) <= set(known):
        raise fault(path, f"passes_over must be a list of roles: {', '.join(known)}")
    return frozenset(value)


def _probability(path: Path, table: Mapping[str, Any], key: str) -> float:
    value = table.get(key, 0.0)
    if isinstance(value, int | float) and 0 <= value <= 1:
        return float(value)
    raise fault(path, f"{key} must be a number from 0 to 1, not {value!r}")


def _kind(path: Path, name: str, kind: Mapping[str, Any], rule: Mapping[str, Any]) -> Kind:
    """A kind; what it does not say of reason and advice is what the rule says."""
    return Kind(
        name,
        _texts(path, kind, "message", name),
        *(
            _texts(path, kind, key, name) if key in kind else _texts(path, rule, key)
            for key in ("why", "advice")
        ),
    )


def _texts(path: Path, table: Mapping[str, Any], key: str, where: str = "") -> Texts:
    value = table.get(key)
    shown = f"kinds.{where}.{key}" if where else key
    if not isinstance(value, Mapping) or set(value) != set(UI_LANGUAGES):
        raise fault(path, f"[{shown}] needs exactly the languages {', '.join(UI_LANGUAGES)}")
    return dict(value)


def _severities(
    path: Path, name: str, table: Mapping[str, Any], kinds: Mapping[str, Kind]
) -> RuleSeverities:
    found = severity_table().get(name, RuleSeverities())
    for kind in found.kinds:
        if kind not in kinds:
            known = ", ".join(kinds)
            raise fault(path, f"no kind '{kind}', which severity.toml names; known: {known}")
    if "touchpoints" in table:
        raise fault(path, "[touchpoints] stands in severity.toml, under the name of the rule")
    return found


def _severity(path: Path, value: object) -> Severity:
    try:
        return Severity.parse(str(value))
    except ValueError:
        raise fault(path, f"unknown severity '{value}'; off, info, warning or error") from None
