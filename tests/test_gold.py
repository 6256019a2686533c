"""The scores on the open part of the project's own labelled texts may only rise.

Raise the floors in ``tests/gold/floors.json`` when the scores have risen. The held-back part is for
``benchmarks/quality.py`` alone: nobody who writes patterns reads it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.quality import OWN, PARTS, Item, items, rules_of, score
from copylint.model import LANGUAGES

GOLD = Path(__file__).parent / "gold"
FLOORS = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_scores_do_not_fall(name: str, language: str) -> None:
    floors = FLOORS[name][language]
    scores = score(items(name, language), floors)
    for rule, floor in floors.items():
        found = scores.by_rule[language, rule]
        lines = "\n".join((*found.false_lines, *found.missed_lines))
        assert found.precision >= floor["precision"], lines
        assert found.recall >= floor["recall"], lines


@pytest.mark.parametrize("name", OWN)
def test_every_rule_that_a_set_labels_has_a_floor(name: str) -> None:
    for language in LANGUAGES:
        labelled = {one["rule"] for item in items(name, language) for one in item["labels"]}
        own = {item["rule"] for item in items(name, language)} & labelled
        assert own & set(rules_of(name)) <= FLOORS[name][language].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_exact(language: str) -> None:
    for texts in (*_parts(language), list(items("training", language))):
        seen: set[str] = set()
        for item in texts:
            assert item["id"] not in seen
            seen.add(item["id"])
            for label in item["labels"]:
                assert label["quote"] is None or label["quote"] in item["text"], item["id"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_training_shares_no_run_of_five_words_with_a_test_set(language: str) -> None:
    training = {gram for item in items("training", language) for gram in _grams(item["text"])}
    texts = [item for part in _parts(language) for item in part]
    near = [item["id"] for item in texts if _grams(item["text"]) & training]
    assert not near


def _parts(language: str) -> Iterator[list[Item]]:
    """Every set of tests/gold, part by part."""
    for name in OWN:
        for part in PARTS:
            yield list(items(name, language, part))


def _grams(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}
