"""What ``copylint lexicon stats`` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from copylint.report.style import Style
from copylint.ui import Ui

if TYPE_CHECKING:
    from copylint.lexicon_stats import EntryStats, Stats

_COLUMNS = ("entries", "patterns", "sequences", "examples", "found")


def stats_text(stats: Stats, ui: Ui, style: Style) -> str:
    """A table of the rules, and below it, line by line, what has no support."""
    rows = [
        [one.rule, one.language, *(str(getattr(one, name)) for name in _COLUMNS)]
        for one in stats.rules()
    ]
    totals = [str(sum(int(row[at]) for row in rows)) for at in range(2, 2 + len(_COLUMNS))]
    head = [ui("rules.rule"), ui("stats.language"), *(ui(f"stats.{name}") for name in _COLUMNS)]
    lines = [*_table([head, *rows, [ui("stats.total"), "", *totals]], style)]
    weak = list(_without_support(stats, ui))
    if weak:
        patterns = sum(len(one.unsupported) for one in stats.entries)
        lines += ["", style(ui("stats.unsupported", patterns=str(patterns)), "bold"), *weak]
    if not stats.texts:
        lines += ["", style(ui("stats.no_texts"), "faint")]
    return "\n".join(lines) + "\n"


def _table(rows: Sequence[Sequence[str]], style: Style) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        names = (f"{cell:<{width}}" for cell, width in zip(row[:2], widths[:2], strict=True))
        figures = (f"{cell:>{width}}" for cell, width in zip(row[2:], widths[2:], strict=True))
        line = "  ".join((*names, *figures)).rstrip()
        yield style(line, "bold") if number == 0 else line


def _without_support(stats: Stats, ui: Ui) -> Iterator[str]:
    for one in stats.entries:
        where = f"{one.entry.path}:{one.entry.line}: {one.entry.id}"
        if stats.texts and not one.found:
            yield f"{where}: {ui('stats.never_found')}"
        for pattern in one.unsupported:
            yield f'{where}: "{pattern.text}"'


def stats_json(stats: Stats) -> str:
    """The same for programs, entry by entry."""
    return (
        json.dumps(
            {
                "version": 1,
                "texts": stats.texts,
                "entries": [_entry_json(one) for one in stats.entries],
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def _entry_json(one: EntryStats) -> dict[str, Any]:
    return {
        "id": one.entry.name,
        "language": one.entry.language,
        "path": one.entry.path,
        "line": one.entry.line,
        "patterns": len(one.entry.patterns),
        "sequences": len(one.entry.sequences),
        "examples": len(one.entry.bad) + len(one.entry.good),
        "found": one.found,
        "unsupported": [pattern.text for pattern in one.unsupported],
    }
