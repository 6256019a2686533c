"""What ``copylint rules`` and ``copylint explain`` print."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from copylint.model import Severity
from copylint.report.style import Style
from copylint.ui import Ui

if TYPE_CHECKING:
    from copylint.lexicon import Rule

_EXAMPLES: Final = 3
_INDENT: Final = "  "
_MARKED: Final = re.compile(r"\\(?P<escaped>[\[\]])|\[(?P<marked>[^\]]*)\]")

Examples = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""By language of the copy: the texts that are marked, and the ones that are fine."""


def rules_table(rules: Iterable[Rule], ui: Ui, style: Style, width: int) -> str:
    """The rules as a table, one line each where the screen is wide enough."""
    rows = [
        (rule.name, ui(f"severity.{rule.severity.label}"), rule.what[ui.language], rule.severity)
        for rule in rules
    ]
    head = (ui("rules.rule"), ui("rules.severity"))
    widths = [
        2 + max(map(len, column)) for column in zip(head, *(row[:2] for row in rows), strict=True)
    ]
    room = max(30, width - sum(widths))
    lines = [style(f"{head[0]:<{widths[0]}}{head[1]:<{widths[1]}}{ui('rules.what')}", "bold")]
    for name, severity, what, weight in rows:
        first, *rest = textwrap.wrap(what, room) or [""]
        pad = " " * (widths[1] - len(severity))
        lines.append(f"{name:<{widths[0]}}{style(severity, weight)}{pad}{first}")
        lines.extend(" " * sum(widths) + line for line in rest)
    return "\n".join((*lines, "", style(ui("rules.more"), "faint"))) + "\n"


def rules_json(rules: Iterable[Rule], ui: Ui) -> str:
    """The rules for programs, their texts in the language of the user interface."""
    listed = [
        {
            "name": rule.name,
            "severity": rule.severity.label,
            "title": rule.title[ui.language],
            "what": rule.what[ui.language],
            "why": rule.why[ui.language],
            "advice": rule.advice[ui.language],
        }
        for rule in rules
    ]
    return json.dumps({"version": 1, "rules": listed}, ensure_ascii=False, indent=2) + "\n"


def rule_page(rule: Rule, examples: Examples, ui: Ui, style: Style, width: int) -> str:
    """All about one rule: what, why, what to write instead, examples, how to switch it off."""
    blocks = [
        [
            f"{style(rule.title[ui.language], 'bold')}  {style(rule.name, 'faint')}",
            ui("explain.severity", severity=ui(f"severity.{rule.severity.label}")),
        ]
    ]
    for key, texts in (("what", rule.what), ("why", rule.why), ("advice", rule.advice)):
        blocks.append([style(ui(f"explain.{key}"), "bold"), *_wrapped(texts[ui.language], width)])
    for language, (bad, good) in examples.items():
        blocks.append(list(_examples(language, bad, good, rule.severity, ui, style)))
    blocks.append(list(_switch_off(rule.name, ui, style)))
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=_INDENT, subsequent_indent=_INDENT)


def _examples(
    language: str, bad: Sequence[str], good: Sequence[str], weight: Severity, ui: Ui, style: Style
) -> Iterator[str]:
    if not bad and not good:
        return
    yield style(ui(f"language.{language}").capitalize(), "bold")
    labels = (ui("explain.bad"), ui("explain.good"))
    column = max(map(len, labels)) + 2
    for label, texts, look in ((labels[0], bad, weight), (labels[1], good, "good")):
        for number, text in enumerate(_spread(texts)):
            words = label if number == 0 else ""
            pad = " " * (column - len(words))
            yield f"{_INDENT}{style(words, look)}{pad}{_one_line(text, weight, style)}"


def _spread(texts: Sequence[str]) -> list[str]:
    """A few of the texts, from all over the list, as neighbours are alike."""
    if len(texts) <= _EXAMPLES:
        return list(texts)
    return [texts[number * len(texts) // _EXAMPLES] for number in range(_EXAMPLES)]


def _one_line(text: str, weight: Severity, style: Style) -> str:
    """An example on one line; in colour the brackets round the fault become the colour."""

    def shown(found: re.Match[str]) -> str:
        if found["escaped"]:
            return found["escaped"]
        return style(found["marked"], weight) if style.colour else found[0]

    line = " / ".join(part.strip() for part in text.splitlines() if part.strip())
    return _MARKED.sub(shown, line)


def _switch_off(name: str, ui: Ui, style: Style) -> Iterator[str]:
    yield style(ui("explain.off"), "bold")
    yield f"{_INDENT}{ui('explain.off_how')}"
    yield f'{_INDENT * 2}rules.{name} = "off"'
    yield f"{_INDENT}{ui('explain.off_files')}"
    yield f"{_INDENT * 2}[[overrides]]"
    yield f'{_INDENT * 2}files = ["mail/*.html"]'
    yield f'{_INDENT * 2}rules.{name} = "off"'
