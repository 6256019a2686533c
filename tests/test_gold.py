"""The scores on the open part of the project's own labelled texts may only rise.

Raise the floors in ``tests/gold/floors.json`` when the scores have risen. The held-back part is for
``benchmarks/quality.py`` alone: nobody who writes patterns reads it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.quality import MISSION, items, score
from copylint.model import LANGUAGES

GOLD = Path(__file__).parent / "gold"
FLOORS = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_scores_do_not_fall(language: str) -> None:
    scores = score(items("open", language))
    for rule in MISSION:
        found = scores.by_rule[language, rule]
        lines = "\n".join((*found.false_lines, *found.missed_lines))
        assert found.precision >= FLOORS[language][rule]["precision"], lines
        assert found.recall >= FLOORS[language][rule]["recall"], lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_exact(language: str) -> None:
    for name in ("open", "held-back", "training"):
        seen: set[str] = set()
        for item in items(name, language):
            assert item["id"] not in seen
            seen.add(item["id"])
            for label in item["labels"]:
                assert label["quote"] is None or label["quote"] in item["text"], item["id"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_training_shares_no_run_of_five_words_with_a_test_set(language: str) -> None:
    training = {gram for item in items("training", language) for gram in _grams(item["text"])}
    for name in ("open", "held-back"):
        texts = [item["text"] for item in items(name, language)]
        near = [text for text in texts if _grams(text) & training]
        assert not near


def _grams(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}
