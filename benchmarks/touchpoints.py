"""How often copylint guesses the touchpoint right, on the development corpus.

    python benchmarks/touchpoints.py [--missed]

The corpus stands beside the checkout (``../shared/corpus``) and is no part of the project. Each
message is read as a file of its own: its path and key name things, its text says others.
``--missed`` lists the guesses that were wrong, each with its evidence.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from copylint import touchpoint
from copylint.model import Message, Run, Segment, Verdict, join_segments

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"

Row = dict[str, str]
"""A labelled message: text, lang, kind, path, key, touchpoint and more."""


def main() -> None:
    """Print the table, and the wrong guesses where they are asked for."""
    path = CORPUS / "gold.jsonl"
    if not path.is_file():
        print(f"passed over: {path} is not here")
        return
    rows: list[Row] = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    read = [(row, guess(row)) for row in rows]
    table(Counter((row["touchpoint"], verdict.value) for row, verdict in read))
    if "--missed" in sys.argv[1:]:
        for row, verdict in read:
            if verdict.value not in ("other", row["touchpoint"]):
                print(f"{row['id']} {row['touchpoint']} -> {verdict.value}: {verdict.evidence}")


def table(counts: Counter[tuple[str, str]]) -> None:
    """Print for each touchpoint how often it is labelled and guessed; keys are (label, guess)."""
    print(f"{'touchpoint':<16} labelled  guessed    right  precision   recall")
    for name in sorted({one for pair in counts for one in pair} - {"other"}):
        _row(name, counts, {name})
    _row("all but other", counts, {one for pair in counts for one in pair} - {"other"})


def _row(title: str, counts: Counter[tuple[str, str]], names: set[str]) -> None:
    labelled = sum(number for (label, _), number in counts.items() if label in names)
    guessed = sum(number for (_, value), number in counts.items() if value in names)
    right = sum(counts[name, name] for name in names)
    print(f"{title:<16} {labelled:>8} {guessed:>8} {right:>8}", end="")
    print(f" {right / guessed:>10.1%}" if guessed else f" {'-':>10}", end="")
    print(f" {right / labelled:>8.1%}" if labelled else f" {'-':>8}")


def guess(row: Row) -> Verdict:
    """The touchpoint that copylint reads, the language being known."""
    message = replace(_message(row), language=Verdict(row["lang"]))
    return touchpoint.decide(message, path=row["path"])


def _message(row: Row) -> Message:
    text = row["text"]
    segment = Segment(text, (Run(0, len(text), 0, len(text)),), key=row["key"])
    return join_segments((segment,), "whole" if row["kind"] == "whole" else "string")


if __name__ == "__main__":
    main()
